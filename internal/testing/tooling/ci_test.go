package tooling_test

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	gopath "path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// steps returns the names of the steps of .ci/run.
func steps(t *testing.T) []string {
	t.Helper()
	return first(t, `(?m)^step ([a-z]+) make `, read(t, ".ci/run"))
}

// ci runs a copy of .ci/run with a make that runs the script instead. It returns
// the last line and whether the run passed.
func ci(t *testing.T, makeScript string, names ...string) (string, bool) {
	t.Helper()
	m := newMakefile(t) // skips where there is no shell
	if err := os.Mkdir(filepath.Join(m.path, ".ci"), 0o700); err != nil {
		t.Fatal(err)
	}
	script := filepath.Join(m.path, ".ci", "run")
	m.write(t, script, read(t, ".ci/run"))
	m.program(t, "make", makeScript)
	for _, installed := range []string{"apt-get", "cc", "jq", "gpg"} {
		m.program(t, installed, "")
	}
	m.program(t, "go", "echo cc")
	command := exec.CommandContext(t.Context(), "bash", append([]string{script}, names...)...)
	command.Env = []string{"PATH=" + m.bin + string(os.PathListSeparator) + os.Getenv("PATH"), "HOME=" + m.home}
	out, _ := command.CombinedOutput()
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	return lines[len(lines)-1], command.ProcessState.Success()
}

func TestTheLastLineOfCICountsWhatWasNotRun(t *testing.T) {
	const notRun = `case $1 in vulncheck) echo "there is no database" >"$NOT_RUN"; exit 1 ;; esac`
	all := len(steps(t)) - 1 // without the rehearsal of a release, which runs only if asked for
	for name, test := range map[string]struct {
		make  string
		steps []string
		want  string
		pass  bool
	}{
		"everything passes":             {"", nil, fmt.Sprintf("steps: %d passed, 0 failed", all), true},
		"one step is not run":           {notRun, nil, fmt.Sprintf("steps: %d passed, 0 failed, 1 not run", all-1), true},
		"a step fails":                  {"[ $1 != lint ]", nil, fmt.Sprintf("steps: %d passed, 1 failed", all-1), false},
		"one step fails, one not run":   {notRun + "\n[ $1 != lint ]", nil, fmt.Sprintf("steps: %d passed, 1 failed, 1 not run", all-2), false},
		"a step passes with a reason":   {`echo reason >"$NOT_RUN"`, []string{"lint"}, "steps: 1 passed, 0 failed", true},
		"a reason is of its step alone": {`[ $1 = test ] && echo reason >"$NOT_RUN"; [ $1 = test ]`, []string{"test", "lint"}, "steps: 1 passed, 1 failed", false},
		"some steps":                    {"", []string{"lint", "demo"}, "steps: 2 passed, 0 failed", true},
		"a named step is not run":       {notRun, []string{"vulnerabilities"}, "steps: 0 passed, 0 failed, 1 not run", false},
		"an unknown step":               {"", []string{"lint", "lnit"}, "steps: 1 passed, 1 failed", false},
	} {
		t.Run(name, func(t *testing.T) {
			if line, pass := ci(t, test.make, test.steps...); line != test.want || pass != test.pass {
				t.Errorf("got %q and %t, want %q and %t", line, pass, test.want, test.pass)
			}
		})
	}
}

// The vulnerability check and its reason depend on each other's words.
func TestAnUnreachableDatabaseIsAReasonNotToRun(t *testing.T) {
	for name, test := range map[string]struct {
		prints string
		status int
		reason string
	}{
		"no database":      {`govulncheck: fetching vulnerabilities: Get "https://vuln.go.dev/index/modules.json.gz": dial tcp: no such host`, 1, "this machine cannot reach the vulnerability database\n"},
		"a vulnerability":  {"Your code is affected by 1 vulnerability from 1 module.", 3, ""},
		"no vulnerability": {"No vulnerabilities found.", 0, ""},
		"does not build":   {"govulncheck: loading packages: there are errors with the provided package patterns", 1, ""},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMakefile(t)
			m.program(t, "go", fmt.Sprintf("echo '%s'\nexit %d", test.prints, test.status))
			reason := filepath.Join(m.home, "reason")
			out, err := m.run(t, []string{"NOT_RUN=" + reason}, "vulncheck")
			if (err == nil) != (test.status == 0) || strings.Contains(out, "make vulncheck: not run") != (test.reason != "") {
				t.Errorf("%v\n%s", err, out)
			}
			if got, _ := os.ReadFile(reason); string(got) != test.reason {
				t.Errorf("the reason is %q, want %q", got, test.reason)
			}
		})
	}
}

// .ci/run says what a change must pass. The workflow runs the same steps.
func TestTheWorkflowRunsEveryStepOfCI(t *testing.T) {
	list := first(t, `(?m)^        step: \[(.*)\]$`, read(t, ".github/workflows/test.yml"))
	if diff := cmp.Diff(steps(t), strings.Split(list[0], ", ")); diff != "" {
		t.Errorf("the workflow runs other steps than .ci/run (-.ci/run +workflow):\n%s", diff)
	}
}

// A workflow that names a step or a target that is gone would only fail after it
// was merged.
func TestWorkflowsCallOnlyWhatExists(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root(), ".github", "workflows", "*.yml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no workflows (%v)", err)
	}
	for _, file := range files {
		name := filepath.ToSlash(strings.TrimPrefix(file, root()+string(filepath.Separator)))
		text := read(t, name)
		for word := range strings.FieldsSeq(strings.Join(matches(`bash \.ci/run([a-z ]*)\n`, text), " ")) {
			if !slices.Contains(steps(t), word) {
				t.Errorf("%s runs the step %s, which .ci/run does not have", name, word)
			}
		}
		for _, target := range matches(`\bmake ([a-z-]+)`, withoutComments(text)) {
			if !slices.Contains(targets(t), target) {
				t.Errorf("%s runs make %s, which the makefile does not have", name, target)
			}
		}
		for _, path := range matches(`(?:working-directory: | \./)((?:examples|internal)/\S+)`, withoutComments(text)) {
			if _, err := os.Stat(filepath.Join(root(), filepath.FromSlash(path))); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// A run that ends at its timeout never reaches the last targets.
func TestTheFuzzWorkflowHasTimeForEveryTarget(t *testing.T) {
	targets := 0
	err := fs.WalkDir(os.DirFS(root()), "internal", func(name string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(name, "_test.go") {
			targets += len(matches(`(?m)^func (Fuzz\w+)`, read(t, name)))
		}
		return err
	})
	if err != nil || targets == 0 {
		t.Fatalf("%d targets, %v", targets, err)
	}
	workflow := read(t, ".github/workflows/fuzz.yml")
	minutes := func(pattern string) int {
		n, err := strconv.Atoi(first(t, pattern, workflow)[0])
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	each, all := minutes(`FUZZTIME=(\d+)m`), minutes(`timeout-minutes: (\d+)`)
	if need := targets * (each + 1); need > all { // a minute to build each
		t.Errorf("%d targets of %d minutes take up to %d minutes, and the job ends after %d", targets, each, need, all)
	}
}

// An action or a tool that is pinned and never updated keeps its
// vulnerabilities.
func TestEveryPinIsUpdated(t *testing.T) {
	updated := map[string][]string{}
	for _, block := range strings.Split(read(t, ".github/dependabot.yml"), "package-ecosystem: ")[1:] {
		ecosystem, rest, _ := strings.Cut(block, "\n")
		for _, directory := range strings.Split(first(t, `directories: \[(.*)\]`, rest)[0], ", ") {
			updated[ecosystem] = append(updated[ecosystem], strings.Trim(directory, `"`))
		}
	}
	pins := 0
	err := filepath.WalkDir(root(), func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if name := entry.Name(); name == ".git" || name == "build" || name == "dist" || name == ".terraform" {
				return filepath.SkipDir
			}
			return nil
		}
		relative, _ := filepath.Rel(root(), path)
		var ecosystem string
		directory := "/" + filepath.ToSlash(filepath.Dir(relative))
		switch extension := filepath.Ext(path); {
		case entry.Name() == "go.mod":
			ecosystem = "gomod"
		case (extension == ".yml" || extension == ".yaml") && len(matches(`(?m)uses: ([^ @]+@)`, read(t, filepath.ToSlash(relative)))) > 0:
			ecosystem = "github-actions"
		default:
			return nil
		}
		pins++
		if directory == "/." || directory == "/.github/workflows" {
			directory = "/"
		}
		if !slices.ContainsFunc(updated[ecosystem], func(pattern string) bool {
			ok, err := gopath.Match(pattern, directory)
			return ok && err == nil
		}) {
			t.Errorf("dependabot.yml does not update %s", relative)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if pins < 10 {
		t.Errorf("only %d files with pins", pins)
	}
}

// A tag can be moved to other code, and a commit cannot.
func TestActionsArePinnedToCommits(t *testing.T) {
	for _, pattern := range []string{".github/workflows/*.yml", "examples/*/ci/*.yml"} {
		files, err := filepath.Glob(filepath.Join(root(), filepath.FromSlash(pattern)))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s matches nothing (%v)", pattern, err)
		}
		for _, file := range files {
			relative, _ := filepath.Rel(root(), file)
			for _, use := range matches(`(?m)uses: (.*)$`, read(t, filepath.ToSlash(relative))) {
				if len(matches(`^([^ @]+@[0-9a-f]{40} # v[0-9.]+)$`, use)) == 0 {
					t.Errorf("%s uses %s", relative, use)
				}
			}
		}
	}
}
