// Package mocks writes what the provider returns for a simulated organization, in
// the forms that `terraform test` and `tofu test` take, so that a policy can be
// tested without a server, a token and a network.
//
// The results are the provider's own: [Write] runs the provider in this process
// against a simulator in this process. This package is therefore the only part
// of the simulator that knows the provider.
package mocks

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

// The names of the two sets, and of the directories that hold them.
const (
	setFindings = "findings"
	setClean    = "clean"
)

// Write writes a set of results with findings and a set without any into dir,
// which it creates if it is missing. Every result is read before the first file
// is written. Files that an earlier call wrote are overwritten, and other files
// stay. A README.md that it did not write is an error, before anything is written.
//
// The same options write the same bytes: options.Now is the time at which the
// organization is seen and the audit evaluates it. options.Clean is ignored.
func Write(ctx context.Context, dir string, options simulator.Options) error {
	if err := mayWrite(filepath.Join(dir, readmeFile)); err != nil {
		return err
	}
	files := map[string][]byte{readmeFile: []byte(readme)}
	for _, set := range []string{setFindings, setClean} {
		options.Clean = set == setClean
		results, err := read(ctx, options)
		if err != nil {
			return fmt.Errorf("mocks: the %s set: %w", set, err)
		}
		written, err := encode(results)
		if err != nil {
			return fmt.Errorf("mocks: the %s set: %w", set, err)
		}
		for name, content := range written {
			files[filepath.Join(set, name)] = content
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := filepath.Join(dir, name)
		if err := errors.Join(
			os.MkdirAll(filepath.Dir(path), 0o755), //nolint:gosec // generated data, to be committed and shared
			os.WriteFile(path, files[name], 0o644), //nolint:gosec // as above
		); err != nil {
			return fmt.Errorf("mocks: %w", err)
		}
	}
	return nil
}

const readmeFile = "README.md"

// mayWrite fails if the file exists and is not one that Write has written, such
// as the README.md of a project.
func mayWrite(file string) error {
	content, err := os.ReadFile(file) //nolint:gosec // the directory that the user names
	title, _, _ := strings.Cut(readme, "\n")
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("mocks: %w", err)
	case !strings.HasPrefix(string(content), title):
		return fmt.Errorf("mocks: %s exists and would be overwritten; choose another directory, such as mocks", file)
	default:
		return nil
	}
}
