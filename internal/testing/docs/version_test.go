package docs_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	nextVersion = regexp.MustCompile(`(?m)^VERSION \?= ((\d+)\.(\d+)\.\d+)$`)
	ourProvider = regexp.MustCompile(`source\s*=\s*\\?"terraform-jetbrains/jetbrains\\?"[,\s]+version\s*=\s*\\?"([^"\\]*)`)
	ourArchive  = regexp.MustCompile(`terraform-provider-jetbrains_v?(\d+\.\d+\.\d+)`)
	ourSection  = regexp.MustCompile(`(?m)^## \[(.*?)\]`)
)

// The makefile has the version of the next release. Configurations that people
// copy accept it and its fixes, and nothing that is newer or older.
func TestEveryFileHasTheVersionOfTheMakefile(t *testing.T) {
	makefile, err := os.ReadFile(filepath.Join(root(), "GNUmakefile"))
	if err != nil {
		t.Fatal(err)
	}
	version := nextVersion.FindStringSubmatch(string(makefile))
	if version == nil {
		t.Fatal("the makefile has no version")
	}
	constraint := fmt.Sprintf("~> %s.%s", version[2], version[3])
	constraints := 0
	err = fs.WalkDir(os.DirFS(root()), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			if name := entry.Name(); name == ".git" || name == ".terraform" || path == "build" || path == "dist" || path == "tools" {
				return fs.SkipDir
			}
			return err
		}
		if !entry.Type().IsRegular() || entry.Name() == "version_test.go" || filepath.Ext(path) == "" {
			return nil
		}
		content, err := os.ReadFile(filepath.Join(root(), path))
		if err != nil {
			return err
		}
		text := string(content)
		report := func(pattern *regexp.Regexp, want string) {
			for _, found := range pattern.FindAllStringSubmatchIndex(text, -1) {
				if got := text[found[2]:found[3]]; got != want {
					t.Errorf("%s:%d has the version %q, want %q", path, 1+strings.Count(text[:found[2]], "\n"), got, want)
				}
			}
		}
		constraints += len(ourProvider.FindAllStringIndex(text, -1))
		report(ourProvider, constraint)
		if filepath.Ext(path) == ".md" {
			report(ourArchive, version[1])
		}
		if path == "CHANGELOG.md" {
			if section := ourSection.FindStringSubmatch(text); len(section) != 2 || section[1] != version[1] {
				t.Errorf("%s begins with %v, want a section for %s", path, section, version[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if constraints < 20 {
		t.Errorf("only %d constraints on the version found", constraints)
	}
}

// Whoever deletes the whole lock file also loses the versions of all other
// providers.
func TestTheLockFileHasOneInstruction(t *testing.T) {
	for _, name := range []string{"README.md", "docs/guides/operating.md", "scripts/install.sh"} {
		content, err := os.ReadFile(filepath.Join(root(), filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(strings.ReplaceAll(string(content), "`", "")), " ")
		for _, says := range []string{
			"In .terraform.lock.hcl, delete only this provider's block, because the file also records the versions of other providers.",
			"init -upgrade",
		} {
			if !strings.Contains(text, says) {
				t.Errorf("%s does not say %q", name, says)
			}
		}
		if strings.Contains(text, "rm .terraform.lock.hcl") {
			t.Errorf("%s deletes the whole lock file", name)
		}
	}
}
