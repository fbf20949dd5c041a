package docs_test

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

var (
	packageRow   = regexp.MustCompile("(?m)^\\| (`internal/[^|]*) \\| (.*) \\|$")
	namedPackage = regexp.MustCompile("`(internal/[a-z0-9/_.-]+)`")
)

// CONTRIBUTING.md says what each package is for. A package below another one
// may stand in the row of that one, with the last part of its path.
func TestEveryPackageIsInTheTableOfPackages(t *testing.T) {
	repository := os.DirFS(root())
	table := map[string]string{} // the contents by package
	for _, row := range packageRow.FindAllStringSubmatch(pages(t)["CONTRIBUTING.md"].text, -1) {
		for _, name := range namedPackage.FindAllStringSubmatch(row[1], -1) {
			table[name[1]] = row[2]
		}
	}
	files, err := fs.Glob(repository, "internal/*")
	if err != nil || len(files) == 0 || len(table) < 20 {
		t.Fatalf("%d packages in the table, %d folders, %v", len(table), len(files), err)
	}
	packages := map[string]bool{}
	err = fs.WalkDir(repository, "internal", func(name string, _ fs.DirEntry, err error) error {
		if path.Ext(name) == ".go" {
			packages[path.Dir(name)] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range packages {
		if _, listed := table[name]; !listed && !inRowAbove(table, name) {
			t.Errorf("CONTRIBUTING.md does not say what %s is for", name)
		}
	}
	for name := range table {
		if !packages[name] {
			t.Errorf("CONTRIBUTING.md has a row for %s, which is no package", name)
		}
	}
}

// inRowAbove reports whether the row of a package above names this one.
func inRowAbove(table map[string]string, name string) bool {
	for above := path.Dir(name); above != "."; above = path.Dir(above) {
		if contents, listed := table[above]; listed {
			return strings.Contains(contents, "`"+strings.TrimPrefix(name, above+"/")+"`")
		}
	}
	return false
}

// The steps in CONTRIBUTING.md lead to files that exist.
func TestEveryFileThatContributorsAreSentToExists(t *testing.T) {
	for _, name := range namedPackage.FindAllStringSubmatch(pages(t)["CONTRIBUTING.md"].text, -1) {
		if _, err := fs.Stat(os.DirFS(root()), name[1]); err != nil {
			t.Errorf("CONTRIBUTING.md names %s: %v", name[1], err)
		}
	}
}
