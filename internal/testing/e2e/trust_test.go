package e2e_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// writings returns everything that a run left in its directory. It lists the
// files inside plan files separately.
func (d *directory) writings(t *testing.T) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	err := filepath.WalkDir(d.path, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(d.path, path)
		found[name] = content
		if !bytes.HasPrefix(content, []byte("PK\x03\x04")) {
			return nil // the file is not an archive, and therefore not a plan file
		}
		archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			return err
		}
		for _, member := range archive.File {
			r, err := member.Open()
			if err != nil {
				return err
			}
			found[name+"!"+member.Name], err = io.ReadAll(r)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// The tests in this file run the provider as its users do: Terraform installs
// the built program and starts it, and the program reads the real clock.
func installed(t *testing.T, example string, env map[string]string) *directory {
	t.Helper()
	d := copyOf(t, example, env)
	d.installed = true
	d.needFeatures(t)
	return d
}

func TestAccNoSecretIsInAnythingARunWrites(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	organization := simulator.Generate(org.Options{Seed: 1, Licenses: 250, Now: time.Now()})
	secrets := map[string]string{"a license key": "FAKE-LICENSE-KEY-", "a legacy license key": "FAKE-LEGACY-KEY-", "the token": organization.Token}
	keys := 0
	for _, l := range organization.Licenses {
		if l.Assignee != nil && strings.HasPrefix(l.Assignee.Key, secrets["a license key"]) {
			keys++
		}
	}
	if keys == 0 {
		t.Fatal("the organization has no license key to look for")
	}
	server := serve(t, organization)
	env := server.Env()
	for name, value := range env {
		if strings.HasSuffix(name, "_TOKEN") {
			secrets[name] = value
		}
	}
	d := installed(t, "demo", env)
	d.env = append(d.env, "TF_LOG=TRACE", "TF_LOG_PATH="+filepath.Join(d.path, "trace.log"))
	d.init(t)
	shown := []result{
		d.terraform(t, "plan", "-out=plan.tfplan").mustBe(t, 0),
		d.terraform(t, "show", "-json", "plan.tfplan").mustBe(t, 0),
		d.terraform(t, "apply", "plan.tfplan").mustBe(t, 0),
		d.terraform(t, "show", "-json").mustBe(t, 0),
	}
	// Failures must not show the token either, even if a response echoes it.
	server.Fail(fault.Status(403, nil, `{"code":"INSUFFICIENT_PERMISSIONS","description":"no `+organization.Token+`"}`))
	shown = append(shown, d.terraform(t, "plan").mustBe(t, 1))

	written := d.writings(t)
	for i, r := range shown {
		written["output of command "+string(rune('1'+i))] = []byte(r.output)
	}
	for _, name := range []string{"trace.log", "plan.tfplan!tfplan", "terraform.tfstate"} {
		if len(written[name]) == 0 {
			t.Errorf("the run left no %s to search", name)
		}
	}
	for place, content := range written {
		if strings.Contains(place, ".terraform"+string(filepath.Separator)+"providers") {
			continue // the provider binary
		}
		for what, secret := range secrets {
			if bytes.Contains(content, []byte(secret)) {
				t.Errorf("%s is in %s", what, place)
			}
		}
	}
}

func TestAccHostileTextsOfTheOrganizationDoNoHarm(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	organization := simulator.Generate(org.Options{Seed: 1, Licenses: 20, Now: time.Now(), Clean: true})
	hostile := "\x1b[31m\u202e${file(\"/etc/passwd\")} %{if true}\"'\\ \x07{{.}} deny[msg] { true }" + strings.Repeat("long", 2500)
	for i := range organization.Licenses {
		if a := organization.Licenses[i].Assignee; a != nil && a.Type == org.AssigneeUser {
			a.Name = hostile
			if i%2 == 0 {
				a.Email = "\x1b[31m\u202e${x}%{y}\"" + string(rune('a'+i)) + "@evil.example"
			}
		}
		organization.Licenses[i].Product.Name = hostile
		organization.Licenses[i].Team.Name = hostile
	}
	server := serve(t, organization)
	d := installed(t, "demo", server.Env())
	d.write(t, "audit.tf", `
data "jetbrains_license_audit" "hostile" {
  external = { allowed_email_domains = ["acme.example"] }
  inactive = { days = 0 }
}
`)
	d.init(t)
	plan := d.terraform(t, "plan", "-no-color", "-out=plan.tfplan").mustBe(t, 0)
	plan.says(t, "The license audit has findings")
	_, diagnostics, _ := strings.Cut(plan.output, "Warning: The license audit has findings")
	diagnostics, _, _ = strings.Cut(diagnostics, "Warning:")
	if strings.ContainsAny(diagnostics, "\x1b\x07\u202e") {
		t.Errorf("a finding carries control characters: %q", diagnostics)
	}
	shown := d.terraform(t, "show", "-json", "plan.tfplan").mustBe(t, 0)
	if !strings.Contains(shown.standard, `${file(\"/etc/passwd\")}`) {
		t.Error("the text is not in the state as it is")
	}
}

// A server that never responds must not keep Terraform from stopping. One
// interrupt ends Terraform and the provider long before any timeout.
func TestAccAnInterruptEndsAPlanThatWaits(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	server := serve(t, simulator.Generate(org.Options{Seed: 1, Licenses: 250, Now: today}))
	arrived := make(chan struct{}, 100)
	server.Fail(fault.Before(func(fault.Request) { arrived <- struct{}{} }), fault.Hang())
	d := installed(t, "data-sources/jetbrains_licenses", server.Env())
	d.write(t, "provider.tf", "provider \"jetbrains\" {\n  request_timeout = \"1h\"\n}\n")
	d.init(t)
	interrupt := os.Interrupt
	if product, version := versionOf(t, d, terraformCommand()); product == "Terraform" && slices.Compare(version, minor(t, "1.1")) < 0 {
		// Here Terraform is two processes. The first leaves an interrupt to the
		// terminal, which sends it to both, and passes on only this signal.
		interrupt = syscall.SIGTERM
	}

	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	var output bytes.Buffer
	command := exec.CommandContext(ctx, terraformCommand(), "plan", "-no-color")
	command.Dir, command.Env, command.Stdout, command.Stderr = d.path, d.env, &output, &output
	command.WaitDelay = time.Second // a provider that is left behind would hold the pipe open
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	select {
	case <-arrived:
	case err := <-ended:
		t.Fatalf("the plan ended before a request arrived: %v\n%s", err, output.String())
	}
	if err := command.Process.Signal(interrupt); err != nil {
		t.Fatal(err)
	}
	err := <-ended
	if ctx.Err() != nil {
		t.Fatalf("the plan went on after an interrupt:\n%s", output.String())
	}
	if err == nil || command.ProcessState.ExitCode() != 1 {
		t.Errorf("the interrupted plan ended with %v:\n%s", err, output.String())
	}
	if !strings.Contains(output.String(), "Interrupt received") {
		t.Errorf("not ended by the interrupt:\n%s", output.String())
	}
}
