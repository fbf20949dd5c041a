// Command pictures writes the pictures of the documentation to docs/images: what
// the demo prints, from the text in the README, a report as the provider writes
// it, and two diagrams.
//
//	go run ./internal/testing/pictures
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if err := run("."); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

// run writes all pictures of the repository in the directory.
func run(root string) error {
	drawn, err := pictures(root)
	if err != nil {
		return err
	}
	dir := filepath.Join(root, "docs", "images")
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // as public as the other files of a repository
		return fmt.Errorf("create the directory: %w", err)
	}
	for name, svg := range drawn {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(svg), 0o644); err != nil { //nolint:gosec // the same
			return fmt.Errorf("write a picture: %w", err)
		}
	}
	return nil
}
