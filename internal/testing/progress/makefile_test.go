package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var root = filepath.Join("..", "..", "..")

// acceptanceTest is a test that only make testacc runs.
var acceptanceTest = regexp.MustCompile(`(?m)^func TestAcc[A-Z]`)

// packagesOf returns the packages of a list of the makefile, sorted.
func packagesOf(t *testing.T, list string) []string {
	t.Helper()
	makefile, err := os.ReadFile(filepath.Join(root, "GNUmakefile"))
	if err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile(`(?m)^` + list + ` := (.*)$`).FindSubmatch(makefile)
	if line == nil {
		t.Fatalf("the makefile has no line %s", list)
	}
	var named []string
	for name := range strings.FieldsSeq(string(line[1])) {
		named = append(named, path.Clean(name))
	}
	slices.Sort(named)
	return named
}

// testFiles returns the text of every test file, by its path from the root.
func testFiles(t *testing.T) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(root), "internal", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		files[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Tests that run Terraform are left out of the other runs. The makefile must run
// them on their own.
func TestTheMakefileNamesEveryPackageThatRunsTerraform(t *testing.T) {
	named := packagesOf(t, "ACCEPTANCE")
	var found []string
	for name, text := range testFiles(t) {
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range file.Imports {
			if i.Path.Value == `"github.com/hashicorp/terraform-plugin-testing/helper/resource"` {
				found = append(found, path.Dir(name))
				if !strings.HasPrefix(text, "//go:build !race\n") {
					t.Errorf("%s runs Terraform with the race detector: begin it with //go:build !race", name)
				}
			}
		}
		if strings.Contains(text, `os.Getenv("TF_`+`ACC")`) || acceptanceTest.MatchString(text) {
			found = append(found, path.Dir(name))
		}
	}
	slices.Sort(found)
	if diff := cmp.Diff(slices.Compact(found), named); diff != "" {
		t.Errorf("ACCEPTANCE names other packages than those that run Terraform (-run Terraform +named):\n%s", diff)
	}
}

// Races are looked for only in the packages that the makefile names.
func TestTheMakefileNamesEveryConcurrentPackage(t *testing.T) {
	var found []string
	tested := map[string]bool{}
	err := fs.WalkDir(os.DirFS(root), "internal", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".go" {
			return err
		}
		if strings.HasSuffix(name, "_test.go") {
			tested[path.Dir(name)] = true
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, filepath.FromSlash(name)), nil, 0)
		if err != nil {
			return err
		}
		concurrent := slices.ContainsFunc(file.Imports, func(i *ast.ImportSpec) bool {
			return strings.Trim(i.Path.Value, `"`) == "sync" || strings.Contains(i.Path.Value, "sync/")
		})
		ast.Inspect(file, func(n ast.Node) bool {
			_, starts := n.(*ast.GoStmt)
			concurrent = concurrent || starts
			return true
		})
		if concurrent {
			found = append(found, path.Dir(name))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(found)
	found = slices.DeleteFunc(slices.Compact(found), func(name string) bool {
		// Terraform asks the registry of a rehearsed release one question at a time,
		// and to build its tests for the race detector takes long.
		return !tested[name] || name == "internal/testing/release"
	})
	if diff := cmp.Diff(found, packagesOf(t, "CONCURRENT")); diff != "" {
		t.Errorf("CONCURRENT names other packages than those that are concurrent (-concurrent +named):\n%s", diff)
	}
}

// A test that is too slow for the race detector runs without it. The makefile must
// run its package twice.
func TestTheMakefileRunsWhatTheRaceDetectorLeavesOut(t *testing.T) {
	var found []string
	concurrent := packagesOf(t, "CONCURRENT")
	for name, text := range testFiles(t) {
		folder := path.Dir(name)
		if strings.HasPrefix(text, "//go:build !race\n") && slices.Contains(concurrent, folder) {
			found = append(found, folder)
		}
	}
	slices.Sort(found)
	if diff := cmp.Diff(slices.Compact(found), packagesOf(t, "BOTH")); diff != "" {
		t.Errorf("BOTH names other packages than the concurrent ones that have tests without the race detector (-have +named):\n%s", diff)
	}
}
