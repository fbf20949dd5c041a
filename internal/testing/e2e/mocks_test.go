package e2e_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// programs are the programs that can test policies. Each has the first release
// with which these tests are known to pass.
var programs = []struct{ product, command, first string }{
	{"Terraform", "terraform", "1.11"},
	{"OpenTofu", "tofu", "1.12"},
}

// withProgram puts a program on the directory's PATH. It prefers the program
// under test over an installed one.
func (d *directory) withProgram(t *testing.T, product, command, first string) {
	t.Helper()
	path := terraformCommand()
	if under, _ := versionOf(t, d, path); under != product {
		var err error
		if path, err = exec.LookPath(command); err != nil {
			t.Skipf("%s is not on PATH, and %s is under test: TERRAFORM=%s tests it", command, under, command)
		}
	}
	if _, version := versionOf(t, d, path); slices.Compare(version, minor(t, first)) < 0 {
		t.Skipf("needs %s %s", product, first)
	}
	d.onPath(t, command, path)
}

// leaveOutMocks removes tests with mocks that the program under test does not
// accept. OpenTofu reads the files that TestAccAPolicyIsTestedWithMocks assembles
// instead, and Terraform supports mocks since 1.7.
func (d *directory) leaveOutMocks(t *testing.T) {
	t.Helper()
	product, version := versionOf(t, d, terraformCommand())
	if product == "Terraform" && slices.Compare(version, minor(t, "1.7")) >= 0 {
		return
	}
	for name, content := range d.writings(t) {
		if strings.HasSuffix(name, ".tftest.hcl") && bytes.Contains(content, []byte("mock_provider ")) {
			if err := os.Remove(filepath.Join(d.path, name)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// This test runs without a simulator and without a token, so all data comes
// from the mocks.
func TestAccAPolicyIsTestedWithMocks(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	for _, program := range programs {
		t.Run(program.product, func(t *testing.T) {
			t.Parallel()
			d := copyOf(t, "testing", nil)
			d.withProgram(t, program.product, program.command, program.first)
			d.env = append(d.env, "TF_CLI_ARGS_test=-no-color")
			script := stepOf(t, "testing/ci/policy-tests.yml", "Test with "+program.product)
			r := d.run(t, "bash", "-e", "-c", script).mustBe(t, 0)
			if !regexp.MustCompile(`Success! [1-9]\d* passed, 0 failed\.`).MatchString(r.output) {
				t.Errorf("no test passed:\n%s", r.output)
			}
			// The tests notice that the policy lets somebody pass.
			d.edit(t, "main.tf", "local.rules.external.count == 0", "local.rules.external.count >= 0")
			d.run(t, "bash", "-e", "-c", script).mustBe(t, 1).says(t, `run "one_external_person_fails"... fail`)
		})
	}
}

// This test checks what the guide says about the limits of mocks in each
// program.
func TestAccWhatCannotBeMocked(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	const (
		run      = "run \"plan\" {\n  command = plan\n}\n"
		rows     = "mock_provider \"jetbrains\" {\n  mock_data \"jetbrains_seats\" {\n    defaults = { seats = [{ product_code = \"II\", available = 1 }] }\n  }\n}\n"
		source   = "mock_provider \"jetbrains\" { source = \"./mocks/clean\" }\n"
		seats    = "data \"jetbrains_seats\" \"by_product\" {}\n"
		ephemera = "ephemeral \"jetbrains_license_audit\" \"again\" {\n  inactive = { days = 90 }\n}\n"
	)
	for name, test := range map[string]struct {
		program                int
		mock, configured, says string
	}{
		"rows in Terraform":                     {program: 0, mock: rows, configured: seats, says: "incompatible types; expected object type, found tuple"},
		"an ephemeral resource in Terraform":    {program: 0, mock: source, configured: ephemera, says: "The provider mocking mechanism does not yet support ephemeral resource types."},
		"rows without an attribute in OpenTofu": {program: 1, mock: rows, configured: seats, says: "are required"},
		"a directory of mocks in OpenTofu":      {program: 1, mock: source, says: `An argument named "source" is not expected here`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			program := programs[test.program]
			d := copyOf(t, "testing", nil)
			d.withProgram(t, program.product, program.command, program.first)
			d.write(t, "alone.tftest.hcl", test.mock+run)
			d.write(t, "more.tf", test.configured)
			script := program.command + " init -no-color -test-directory=none && " + program.command + " test -no-color -test-directory=none"
			d.run(t, "bash", "-c", script).mustBe(t, 1).says(t, test.says)
		})
	}
}
