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
	testName = regexp.MustCompile(`^(Test|Fuzz)[A-Z]\w*$`)
	testFunc = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`)
)

// Each promise in SECURITY.md names at least one test, fuzz target, file, or
// make target, and everything that it names exists.
func TestEveryPromiseNamesATestThatExists(t *testing.T) {
	repository := os.DirFS(root())
	tests, files := map[string]bool{}, map[string]bool{}
	err := fs.WalkDir(repository, "internal", func(name string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		files[name] = true
		if !strings.HasSuffix(name, "_test.go") {
			return nil
		}
		text, err := fs.ReadFile(repository, name)
		for _, match := range testFunc.FindAllSubmatch(text, -1) {
			tests[string(match[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	makefile, err := fs.ReadFile(repository, "GNUmakefile")
	if err != nil {
		t.Fatal(err)
	}

	_, section, _ := strings.Cut(pages(t)["SECURITY.md"].text, "\n## Security guarantees")
	section, _, _ = strings.Cut(section, "\n## ")
	promises := strings.Split(section, "\n### ")[1:]
	for _, promise := range promises {
		title, rest, _ := strings.Cut(promise, "\n")
		_, named, _ := strings.Cut(rest, "\nTests: ")
		found, dir := 0, ""
		for _, quoted := range inlineCode.FindAllString(named, -1) {
			name := strings.Trim(quoted, "`")
			target, isMake := strings.CutPrefix(name, "make ")
			switch {
			case testName.MatchString(name):
				found++
				if !tests[name] {
					t.Errorf("%s names the test %s, which does not exist", title, name)
				}
			case isMake:
				found++
				if !strings.Contains(string(makefile), "\n"+target+":") {
					t.Errorf("%s names %q, which is no target", title, name)
				}
			case strings.HasSuffix(name, ".go"):
				found++
				if path.Dir(name) != "." {
					dir = path.Dir(name) // a bare file name that follows is in the same directory
				}
				if !files[path.Join(dir, path.Base(name))] {
					t.Errorf("%s names the file %s, which does not exist", title, name)
				}
			case strings.Contains(name, "/") && !files[name]:
				t.Errorf("%s names %s, which does not exist", title, name)
			}
		}
		if found == 0 {
			t.Errorf("%s names no test", title)
		}
	}
	if len(promises) < 7 {
		t.Errorf("only %d promises found", len(promises))
	}
}
