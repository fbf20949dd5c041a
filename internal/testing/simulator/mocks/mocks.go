// Package mocks writes what the provider returns for a simulated organization.
// It uses the formats that `terraform test` and `tofu test` read, so that
// people can test a policy without a server, a token, or a network.
//
// The results are the provider's own: [Write] runs the provider against a
// simulator, both in the current process. This package is therefore the only
// part of the simulator that depends on the provider.
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

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// These are the names of the two sets and of the directories that contain them.
const (
	setFindings = "findings"
	setClean    = "clean"
)

// Write writes two sets of results to dir: one with findings and one without.
// It creates dir if it does not exist. It reads every result before it writes
// the first file. It overwrites files from an earlier call and keeps all other
// files. If dir contains a README.md that Write did not create, Write returns
// an error and writes nothing.
//
// The same options always produce the same bytes. options.Now is the
// organization's time and the time for which the audit evaluates it. Write
// ignores options.Clean.
func Write(ctx context.Context, dir string, options org.Options) error {
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
			os.MkdirAll(filepath.Dir(path), 0o755), //nolint:gosec // people commit and share this generated data
			os.WriteFile(path, files[name], 0o644), //nolint:gosec // same as above
		); err != nil {
			return fmt.Errorf("mocks: %w", err)
		}
	}
	return nil
}

const readmeFile = "README.md"

// mayWrite returns an error if the file exists but Write did not create it. An
// example is the README.md of a project.
func mayWrite(file string) error {
	content, err := os.ReadFile(file) //nolint:gosec // the user names the directory
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
