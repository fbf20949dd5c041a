// Command third-party-licenses writes the licenses of the modules in the provider
// to a file. goreleaser runs it at the root of the repository, before it packs the
// archives:
//
//	third-party-licenses FILE GOOS...
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/release"
)

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "third-party-licenses:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, arguments []string) error {
	if len(arguments) < 2 {
		return errors.New("want a file and at least one GOOS")
	}
	var licenses bytes.Buffer
	if err := release.WriteLicenses(ctx, &licenses, ".", arguments[1:]); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(arguments[0]), 0o750); err != nil { //nolint:gosec // the caller chooses the file
		return err
	}
	return os.WriteFile(arguments[0], licenses.Bytes(), 0o644) //nolint:gosec // everyone may read it
}
