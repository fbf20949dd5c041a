package e2e_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/parent" // part of the program that the tests build
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// today is the day of every simulated organization, and the clock of a provider
// that the tests serve themselves.
var today = time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC)

// scratch is a directory that is removed after all tests.
var scratch string

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "jetbrains-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(dir) }()
	scratch = dir
	// With this configuration, Terraform installs providers only from the
	// mirror.
	if err := os.WriteFile(cliConfig(), fmt.Appendf(nil, "provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", mirror()), 0o600); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

func mirror() string { return filepath.Join(scratch, "mirror") }

func cliConfig() string { return filepath.Join(scratch, "terraform.rc") }

// builtVersion is the version that the makefile gives to a build, and that the
// examples accept.
var builtVersion = func() string {
	makefile, err := os.ReadFile(filepath.Join(repository(), "GNUmakefile"))
	if err != nil {
		panic(err)
	}
	return regexp.MustCompile(`(?m)^VERSION \?= (.*)$`).FindStringSubmatch(string(makefile))[1]
}()

// build builds the provider in the mirror, for both Terraform and OpenTofu, once
// for all tests. It returns the path of the program.
var build = sync.OnceValues(func() (string, error) {
	file := func(host string) string {
		return filepath.Join(mirror(), host, "terraform-jetbrains", "jetbrains", builtVersion, runtime.GOOS+"_"+runtime.GOARCH, "terraform-provider-jetbrains_v"+builtVersion)
	}
	// Because this process looks at the file, the go command does not reuse a
	// cached result after the file changes.
	if _, err := os.Stat(filepath.Join(repository(), "main.go")); err != nil {
		return "", err
	}
	built, linked := file(hosts[0]), file(hosts[1])
	command := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w -X main.version="+builtVersion, "-o", built, ".")
	command.Dir = repository()
	if out, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the provider: %w\n%s", err, out)
	}
	if err := os.MkdirAll(filepath.Dir(linked), 0o700); err != nil {
		return "", err
	}
	return built, os.Link(built, linked)
})

func builtProvider(t *testing.T) string {
	t.Helper()
	program, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return program
}

func repository() string {
	root, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		panic(err)
	}
	return root
}

// needTerraform skips the test unless acceptance tests are enabled.
func needTerraform(t *testing.T) {
	t.Helper()
	if !strings.HasPrefix(t.Name(), "TestAcc") {
		t.Fatal("make testacc runs only tests whose names begin with TestAcc")
	}
	if os.Getenv("TF_ACC") == "" {
		t.Skip("runs real Terraform: set TF_ACC=1, or use make test")
	}
}

// serve starts a simulator for one test.
func serve(t *testing.T, organization *org.Organization) *simulator.Server {
	t.Helper()
	server, err := simulator.Start(organization)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return server
}

// directory is a copy of an example to run commands in, without files from an
// earlier run. If a snippet from the reference pages does not name the
// provider's source, the copy adds it.
type directory struct {
	path string
	env  []string
	// installed selects the built provider, which Terraform installs and starts.
	// Otherwise, Terraform attaches to a provider in the test's own process,
	// which takes less than half the time.
	installed bool
	// now is the clock of an attached provider; zero for today.
	now time.Time
}

func copyOf(t *testing.T, example string, env map[string]string) *directory {
	t.Helper()
	d := &directory{path: t.TempDir()}
	if err := os.CopyFS(d.path, os.DirFS(filepath.Join(repository(), "examples", example))); err != nil {
		t.Fatal(err)
	}
	if !d.mentions(t, "required_providers") {
		d.write(t, "required_providers.tf", "terraform {\n  required_providers {\n    jetbrains = { source = \"terraform-jetbrains/jetbrains\", version = \"~> 0.1\" }\n  }\n}\n")
	}
	for _, variable := range os.Environ() {
		name, _, _ := strings.Cut(variable, "=")
		if !strings.HasPrefix(name, "TF_") && !strings.HasPrefix(name, "JETBRAINS_") {
			d.env = append(d.env, variable)
		}
	}
	d.env = append(d.env, "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1", "TF_INPUT=0", "TF_CLI_CONFIG_FILE="+cliConfig())
	for name, value := range env {
		d.env = append(d.env, name+"="+value)
	}
	return d
}

func (d *directory) mentions(t *testing.T, text string) bool {
	t.Helper()
	var files []string
	for _, pattern := range []string{"*.tf", "*.tofu"} {
		matches, err := filepath.Glob(filepath.Join(d.path, pattern))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, matches...)
	}
	if len(files) == 0 {
		t.Fatalf("no .tf or .tofu file in %s", d.path)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(content, []byte(text)) {
			return true
		}
	}
	return false
}

func (d *directory) write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(d.path, name), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// result is the exit status of a command and what it printed: each stream alone
// and both together.
type result struct {
	status                   int
	output, standard, errors string
}

// terraform runs a Terraform command in the directory.
func (d *directory) terraform(t *testing.T, arguments ...string) result {
	t.Helper()
	return d.run(t, terraformCommand(), arguments...)
}

func terraformCommand() string {
	if command := os.Getenv("TF_ACC_TERRAFORM_PATH"); command != "" {
		return command
	}
	return "terraform"
}

// init runs terraform init, which must work without network access. Where
// Terraform attaches to the provider, only modules need it.
func (d *directory) init(t *testing.T) {
	t.Helper()
	if !d.installed && !d.mentions(t, "module \"") {
		return
	}
	d.terraform(t, "init", "-no-color").mustBe(t, 0)
}

func (d *directory) clock() time.Time {
	if d.now.IsZero() {
		return today
	}
	return d.now
}

func (d *directory) run(t *testing.T, command string, arguments ...string) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	var standard, failures, both bytes.Buffer
	c := exec.CommandContext(ctx, command, arguments...)
	c.Dir, c.Env = d.path, d.env
	if d.installed {
		builtProvider(t)
	} else {
		variable, detach := attach(t, d.env, d.clock())
		defer detach()
		c.Env = append(slices.Clip(c.Env), variable)
	}
	c.Stdout, c.Stderr = tee(&standard, &both), tee(&failures, &both)
	err := c.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("%s %v: %v", command, arguments, err)
	}
	return result{c.ProcessState.ExitCode(), both.String(), standard.String(), failures.String()}
}

func (r result) mustBe(t *testing.T, status int) result {
	t.Helper()
	if r.status != status {
		t.Fatalf("exit status %d, want %d:\n%s", r.status, status, r.output)
	}
	return r
}

// says requires a phrase in the output, regardless of how the command wraps and
// frames its lines.
func (r result) says(t *testing.T, phrase string) {
	t.Helper()
	if !strings.Contains(flat(r.output), flat(phrase)) {
		t.Errorf("want %q in:\n%s", phrase, r.output)
	}
}
