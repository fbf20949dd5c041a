package main

import (
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
)

var root = filepath.Join("..", "..", "..")

// Tests that run Terraform are left out of the run with the race detector. The
// makefile must run them another time.
func TestTheMakefileNamesEveryPackageThatRunsTerraform(t *testing.T) {
	makefile, err := os.ReadFile(filepath.Join(root, "GNUmakefile"))
	if err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile(`(?m)^ACCEPTANCE := (.*)$`).FindSubmatch(makefile)
	if line == nil {
		t.Fatal("the makefile has no line ACCEPTANCE")
	}
	var named []string
	for name := range strings.FieldsSeq(string(line[1])) {
		named = append(named, path.Clean(name))
	}
	slices.Sort(named)

	var found []string
	err = fs.WalkDir(os.DirFS(root), "internal", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, i := range file.Imports {
			if i.Path.Value == `"github.com/hashicorp/terraform-plugin-testing/helper/resource"` {
				found = append(found, path.Dir(name))
				if !strings.HasPrefix(string(text), "//go:build !race\n") {
					t.Errorf("%s runs Terraform with the race detector: begin it with //go:build !race", name)
				}
			}
		}
		if strings.Contains(string(text), `os.Getenv("TF_`+`ACC")`) {
			found = append(found, path.Dir(name))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(found)
	if found = slices.Compact(found); !slices.Equal(found, named) {
		t.Errorf("ACCEPTANCE names %v, and the packages that run Terraform are %v", named, found)
	}
}
