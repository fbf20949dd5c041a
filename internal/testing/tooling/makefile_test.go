package tooling_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func root() string { return filepath.Join("..", "..", "..") }

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root(), filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// first returns what the first group of the pattern matches in each place of
// the text. There must be at least one.
func first(t *testing.T, pattern, text string) []string {
	t.Helper()
	found := matches(pattern, text)
	if len(found) == 0 {
		t.Fatalf("%s matches nothing", pattern)
	}
	return found
}

// matches is first for what need not be there.
func matches(pattern, text string) (found []string) {
	for _, match := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		found = append(found, match[1])
	}
	return found
}

// withoutComments removes the comments from YAML.
func withoutComments(text string) string {
	return regexp.MustCompile(`(?m)(^|\s)#.*$`).ReplaceAllString(text, "")
}

// settings returns the variables of the makefile that a user can set.
func settings(t *testing.T) []string {
	t.Helper()
	return first(t, `(?m)^([A-Z_]+) *\?=`, read(t, "GNUmakefile"))
}

func targets(t *testing.T) []string {
	t.Helper()
	return first(t, `(?m)^([a-z-]+):.*##`, read(t, "GNUmakefile"))
}

// makefile is a copy of the makefile and its scripts. The programs that its
// recipes run are replaced with ones that do nothing.
type makefile struct{ path, bin, home string }

func newMakefile(t *testing.T) makefile {
	t.Helper()
	if _, err := exec.LookPath("make"); err != nil || runtime.GOOS == "windows" {
		if os.Getenv("CI") != "" {
			t.Fatal("make is not installed")
		}
		t.Skip("runs make, which is not installed")
	}
	m := makefile{path: t.TempDir(), bin: t.TempDir(), home: t.TempDir()}
	for _, name := range []string{"GNUmakefile", ".goreleaser.yml"} {
		m.write(t, filepath.Join(m.path, name), read(t, name))
	}
	if err := os.CopyFS(filepath.Join(m.path, "scripts"), os.DirFS(filepath.Join(root(), "scripts"))); err != nil {
		t.Fatal(err)
	}
	m.program(t, "go", `case "$1 $2" in "env GOOS") echo linux ;; "env GOARCH") echo amd64 ;; "list "*) echo ./x ;; esac
while [ $# -gt 1 ]; do [ "$1" != -o ] || { mkdir -p "${2%/*}" && echo built >"$2"; }; shift; done`)
	m.program(t, "terraform", `[ -z "$TF_REATTACH_PROVIDERS" ] || { echo "Invalid format for TF_REATTACH_PROVIDERS"; exit 1; }
case $1 in version) echo "Terraform v1.11.4" ;; esac`)
	return m
}

func (m makefile) write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o700); err != nil {
		t.Fatal(err)
	}
}

func (m makefile) program(t *testing.T, name, script string) {
	t.Helper()
	m.write(t, filepath.Join(m.bin, name), "#!/bin/sh\n"+script+"\n")
}

func (m makefile) run(t *testing.T, environment []string, arguments ...string) (string, error) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "make", arguments...)
	command.Dir = m.path
	command.Env = append([]string{"PATH=" + m.bin + string(os.PathListSeparator) + os.Getenv("PATH"), "HOME=" + m.home}, environment...)
	out, err := command.CombinedOutput()
	return string(out), err
}

// A value from the environment may come from a tag or a branch that someone
// else named.
func TestNoVariableOfTheMakefileRunsACommand(t *testing.T) {
	for name, payload := range map[string]string{
		"a function of make":  "1$(shell echo >CANARY)",
		"a command":           "1$(echo >CANARY)",
		"back quotes":         "1`echo >CANARY`",
		"an end of quotes":    "1'; echo >CANARY; '",
		"an end of quotes, 2": `1"; echo >CANARY; "`,
		"a semicolon":         "1; echo >CANARY;",
		"a line break":        "1\necho >CANARY\n",
	} {
		t.Run(name, func(t *testing.T) {
			m := newMakefile(t)
			// Some targets refuse such a value before they use any other.
			for _, spared := range [][]string{nil, {"VERSION"}, {"VERSION", "COMMIT"}, {"VERSION", "COMMIT", "TERRAFORM"}} {
				hostile := func(names ...string) (assignments []string) {
					for _, name := range names {
						if !slices.Contains(spared, name) {
							assignments = append(assignments, name+"="+strings.ReplaceAll(payload, "CANARY", filepath.Join(m.home, name)))
						}
					}
					return assignments
				}
				arguments := append(targets(t), "--keep-going")
				out, _ := m.run(t, hostile(append(settings(t), "LIVE", "TF_CLI_CONFIG_FILE", "TF_REATTACH_PROVIDERS", "GOOS")...), arguments...)
				// A workflow may as well pass such a value on the command line.
				command, _ := m.run(t, nil, append(hostile(append(settings(t), "LIVE")...), arguments...)...)
				if all := out + command; len(spared) == 3 && strings.Count(all, "Usage: make TARGET") != 2 {
					t.Errorf("not every target ran:\n%s", all)
				}
				ran, err := os.ReadDir(m.home)
				if err != nil {
					t.Fatal(err)
				}
				for _, canary := range ran {
					t.Errorf("without %v, the value of %s ran a command", spared, canary.Name())
				}
			}
		})
	}
}

func TestEveryVariableThatAUserCanSetIsText(t *testing.T) {
	got := strings.Fields(first(t, `(?m)^SETTINGS := (.*)$`, read(t, "GNUmakefile"))[0])
	want := settings(t)
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("SETTINGS has other variables than the makefile (-makefile +SETTINGS):\n%s", diff)
	}
}

func TestTheVersionIsCheckedBeforeTheLinkerGetsIt(t *testing.T) {
	m := newMakefile(t)
	for version, valid := range map[string]bool{
		"0.1.0": true, "1.2.3-rc.1+build": true,
		"": false, "v1.2.3": false, "1.0 -extld=/bin/false": false, "1.0'": false, "$(id)": false,
	} {
		for _, target := range []string{"build", "install", "snapshot"} {
			out, err := m.run(t, []string{"VERSION=" + version}, target)
			if (err == nil) != valid || !valid && !strings.Contains(out, "VERSION must be a version such as 0.1.0") {
				t.Errorf("make %s with the version %q: %v\n%s", target, version, err, out)
			}
		}
	}
}

// A build takes a minute, so the message about HOME comes before it.
func TestInstallNamesAMissingHomeBeforeItBuilds(t *testing.T) {
	m := newMakefile(t)
	m.program(t, "go", "echo go was called")
	for _, home := range []string{"", "/nonexistent"} {
		for _, target := range []string{"install", "uninstall"} {
			m.home = home
			out, err := m.run(t, nil, target)
			if err == nil || !strings.HasPrefix(out, "HOME must name your home directory, and is '"+home+"'") || strings.Contains(out, "go was called") {
				t.Errorf("make %s with HOME=%s: %v\n%s", target, home, err, out)
			}
		}
	}
}

// Terraform does not start with such a value, and cannot even print its
// version.
func TestAnInvalidTF_REATTACH_PROVIDERSIsNamedAndNotPassedOn(t *testing.T) {
	out, err := newMakefile(t).run(t, []string{"TF_REATTACH_PROVIDERS=nonsense"}, "require-checks")
	if err != nil || !strings.Contains(out, "note: TF_REATTACH_PROVIDERS is set.") {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestPlatformsAreThoseThatAreReleased(t *testing.T) {
	m := newMakefile(t)
	m.program(t, "go", `[ "$1" != build ] || echo "$GOOS_$GOARCH"`)
	out, err := m.run(t, nil, "snapshot")
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	built := first(t, `(?m)^==> (.*)$`, out)
	_, list, _ := strings.Cut(read(t, ".goreleaser.yml"), "    targets:\n")
	list, _, _ = strings.Cut(list, "    binary:")
	if diff := cmp.Diff(first(t, `- (.*)`, list), built); diff != "" || len(built) < 10 {
		t.Errorf("make builds %d platforms, and others than goreleaser (-goreleaser +make):\n%s", len(built), diff)
	}
}
