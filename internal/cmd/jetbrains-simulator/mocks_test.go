//go:build !race

package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMocksAreOfTheSameDayWhateverTheClock(t *testing.T) {
	var written []string
	for _, args := range [][]string{nil, {"-now", "2026-11-21T09:00:00Z", "-licenses", "40"}, {"-seed", "2"}} {
		dir := t.TempDir()
		if got := run(t, "env", append(args, "-mocks", dir)...); got != wroteMocks(dir) {
			t.Errorf("%v: %+v", args, got)
		}
		text, err := os.ReadFile(filepath.Join(dir, "findings", "jetbrains_license_audit.json"))
		if err != nil {
			t.Fatal(err)
		}
		written = append(written, string(text))
	}
	if written[0] != written[1] || written[0] == written[2] {
		t.Errorf("%q", written)
	}
	if got := run(t, "env", "-licenses", "0", "-mocks", t.TempDir()); got.status != 1 || !strings.HasPrefix(got.stderr, "jetbrains-simulator: mocks: the findings set: there is no person to look up") {
		t.Errorf("without licenses: %+v", got)
	}
}

func wroteMocks(dir string) outcome {
	return outcome{stderr: "Wrote mocks to " + dir + "; see its README.md.\n"}
}

// A second run replaces only the files that the first run wrote.
func TestMocksOverwriteNoReadmeOfOthers(t *testing.T) {
	dir := t.TempDir()
	for range 2 {
		if got := run(t, "env", "-mocks", dir); got != wroteMocks(dir) {
			t.Errorf("%+v", got)
		}
	}
	project := t.TempDir()
	readme := filepath.Join(project, "README.md")
	if err := os.WriteFile(readme, []byte("# Mine\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := run(t, "env", "-mocks", project); got.status != 1 || !strings.Contains(got.stderr, "README.md exists and would be overwritten") {
		t.Errorf("%+v", got)
	}
	if left := filesIn(t, project); len(left) != 1 || left["README.md"] != "# Mine\n" {
		t.Errorf("%d files are left", len(left))
	}
}

func TestTheMocksOfTheExampleAreWhatTheCommandWrites(t *testing.T) {
	written := t.TempDir()
	if got := run(t, "env", "-mocks", written); got != wroteMocks(written) {
		t.Fatalf("%+v", got)
	}
	committed := filesIn(t, filepath.Join("..", "..", "..", "examples", "testing", "mocks"))
	if len(committed) < 5 {
		t.Errorf("only %d files are committed", len(committed))
	}
	for name, text := range committed {
		if got, err := os.ReadFile(filepath.Join(written, name)); err != nil || string(got) != text {
			t.Errorf("%s differs from what -mocks writes: run make generate and commit the result", name)
		}
	}
}

// filesIn returns the text of every file in a directory tree, by relative path.
func filesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	tree := os.DirFS(dir)
	err := fs.WalkDir(tree, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(tree, path)
		files[path] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
