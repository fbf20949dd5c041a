package release

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// licensesName is the file in each archive with the licenses of all
// dependencies.
const licensesName = "THIRD_PARTY_LICENSES.txt"

// module is a module whose code is in the program.
type module struct{ Path, Version, Dir string }

// title names a module in the file of licenses.
func title(path, version string) string { return strings.TrimSpace(path + " " + version) }

var licenseFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)(-[a-z0-9.-]+)?(\.(md|txt|rst))?$`)

// WriteLicenses writes the licenses and notices of every module whose code is in
// the program of any of the operating systems, and those of Go. The licenses of
// most modules demand that a program is distributed with their text. It is an
// error if a module has no license. Directory is the root of the repository.
func WriteLicenses(ctx context.Context, w io.Writer, directory string, systems []string) error {
	goroot, err := goCommand(ctx, directory, "", "env", "GOROOT")
	if err != nil {
		return err
	}
	modules := map[string]module{"Go": {"Go", "and its standard library", strings.TrimSpace(string(goroot))}}
	for _, system := range systems {
		list, err := goCommand(ctx, directory, system, "list", "-deps", "-json=Module", ".")
		if err != nil {
			return err
		}
		decoder := json.NewDecoder(bytes.NewReader(list))
		for {
			var found struct {
				Module *struct {
					module
					Main bool
				}
			}
			if err := decoder.Decode(&found); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return fmt.Errorf("go list: %w", err)
			}
			if m := found.Module; m != nil && !m.Main {
				modules[m.Path] = m.module
			}
		}
	}
	for _, path := range slices.Sorted(maps.Keys(modules)) {
		if err := writeLicense(w, modules[path]); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return nil
}

func writeLicense(w io.Writer, m module) error {
	entries, err := os.ReadDir(m.Dir)
	if err != nil {
		return err
	}
	found := false
	for _, entry := range entries {
		if !entry.Type().IsRegular() || !licenseFile.MatchString(entry.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(m.Dir, entry.Name()))
		if err != nil {
			return err
		}
		found = true
		line := strings.Repeat("=", 80)
		if _, err := fmt.Fprintf(w, "%s\n%s: %s\n%s\n\n%s\n\n", line, title(m.Path, m.Version), entry.Name(), line, bytes.TrimSpace(text)); err != nil {
			return err
		}
	}
	if !found {
		return errors.New("has no license")
	}
	return nil
}

func goCommand(ctx context.Context, directory, system string, arguments ...string) ([]byte, error) {
	command := exec.CommandContext(ctx, "go", arguments...) //nolint:gosec // the program is a constant
	command.Dir = directory
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if system != "" {
		command.Env = append(command.Env, "GOOS="+system, "GOARCH=amd64")
	}
	var failure strings.Builder
	command.Stderr = &failure
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w\n%s", arguments[0], err, failure.String())
	}
	return out, nil
}
