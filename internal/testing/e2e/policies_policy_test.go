package e2e_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// judgment is the expected verdict of a policy engine on a plan.
type judgment struct {
	organization func() *org.Organization
	passes       bool
	says         []string
}

var judgments = map[string]judgment{
	"findings": {messy, false, []string{
		"data.jetbrains_license_audit.company did not pass.",
		"data.jetbrains_license_audit.company: external: Rosa Zimmermann (contractor7@evil.example) holds WebStorm (WS)",
	}},
	"no findings": {tidy, true, nil},
	"no licenses": {empty, false, []string{"data.jetbrains_license_audit.company judged no licenses.", "check.seats_left: No seats are available."}},
}

// planToJudge plans the Rego example, and returns the folder and the plan. With
// min_licenses = 0, the audit accepts an empty organization, so the policy itself
// must reject it.
func planToJudge(t *testing.T, organization *org.Organization) (*directory, string) {
	t.Helper()
	d := policy(t, "rego", organization)
	d.edit(t, "main.tf", "data \"jetbrains_license_audit\" \"company\" {\n", "data \"jetbrains_license_audit\" \"company\" {\n  min_licenses = 0\n")
	plan := d.planJSON(t)
	return d, plan
}

func TestAccConftestJudgesThePlan(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	conftest := policyTool(t, "conftest")
	for name, want := range judgments {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, plan := planToJudge(t, want.organization())
			r := d.run(t, conftest, "test", "--no-color", "--policy", "policy", plan)
			if want.passes {
				r.mustBe(t, 0).says(t, "0 failures")
			} else {
				r.mustBe(t, 1)
			}
			for _, phrase := range want.says {
				r.says(t, phrase)
			}
		})
	}
}

func TestAccConftestShowsWarningsAndPasses(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	conftest := policyTool(t, "conftest")
	organization := messy()
	for i := range organization.Licenses {
		if a := organization.Licenses[i].Assignee; a != nil {
			a.Email = strings.Replace(a.Email, "@evil.example", "@acme.example", 1)
		}
	}
	d := policy(t, "rego", organization)
	plan := d.planJSON(t)
	r := d.run(t, conftest, "test", "--no-color", "--policy", "policy", plan).mustBe(t, 0)
	r.says(t, "WARN - plan.json - main - data.jetbrains_license_audit.company: inactive: ")
	d.run(t, conftest, "test", "--no-color", "--policy", "policy", "--fail-on-warn", plan).mustBe(t, 1)
}

func TestAccOPAJudgesThePlan(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	opa := policyTool(t, "opa")
	for name, want := range judgments {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, plan := planToJudge(t, want.organization())
			denied := d.run(t, opa, "eval", "--format=pretty", "--data=policy", "--input="+plan, "data.main.deny").mustBe(t, 0)
			for _, phrase := range want.says {
				denied.says(t, phrase)
			}
			verdict := d.run(t, opa, "eval", "--fail", "--format=pretty", "--data=policy", "--input="+plan, "data.main.pass")
			if want.passes {
				verdict.mustBe(t, 0).says(t, "true")
			} else {
				verdict.mustBe(t, 1).says(t, "undefined")
			}
			// Without the policy, the evaluation must not pass.
			d.run(t, opa, "eval", "--fail", "--data="+t.TempDir(), "--input="+plan, "data.main.pass").mustBe(t, 1)
		})
	}
}

// Each of these changes to the configuration makes the plan pass, or Terraform
// warn at most. The policy must refuse each of them, though the organization has
// no findings.
func TestAccOPARefusesPlansThatCouldNotFail(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	opa := policyTool(t, "opa")
	const external, inactive = `external    = { allowed_email_domains = ["acme.example", "*.acme.example"] }`, `inactive    = { days = 90, severity = "warning" }`
	for name, hostile := range map[string]struct{ old, replacement, says string }{
		"no rule fails":                  {external, "", "has no rule that can fail"},
		"a limit of everything":          {external, strings.Replace(external, "{", "{ max_percent = 100,", 1), "has no rule that can fail"},
		"a limit of more than there are": {external, strings.Replace(external, "{", "{ max_findings = 100000,", 1), "has no rule that can fail"},
		"one product":                    {inactive, inactive + "\n  product_codes = [\"II\"]", "judges only a part of the licenses, because product_codes is set."},
		"a day of the past":              {inactive, inactive + "\n  as_of = \"2020-01-01T00:00:00Z\"", "judges an earlier day, because as_of is 2020-01-01T00:00:00Z."},
		"another server":                 {"provider \"jetbrains\" {\n", "variable \"url\" {}\nprovider \"jetbrains\" {\n  account_url = var.url\n", "The provider block jetbrains reads another server, because account_url is set."},
		"the strict audit is turned off": {"data \"jetbrains_license_audit\" \"company\" {\n", "data \"jetbrains_license_audit\" \"strict\" {\n  count = 0\n  trial = {}\n}\n\ndata \"jetbrains_license_audit\" \"company\" {\n", "data.jetbrains_license_audit.strict has no result. Its count is 0, its for_each is empty, or the plan leaves it out."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			organization := tidy()
			d := policy(t, "rego", organization)
			d.env = append(d.env, "TF_VAR_url="+serve(t, organization).Env()["JETBRAINS_ACCOUNT_URL"])
			d.edit(t, "main.tf", hostile.old, hostile.replacement)
			plan := d.planJSON(t)
			d.run(t, opa, "eval", "--fail", "--data=policy", "--input="+plan, "data.main.pass").mustBe(t, 1)
			d.run(t, opa, "eval", "--format=pretty", "--data=policy", "--input="+plan, "data.main.deny").mustBe(t, 0).says(t, hostile.says)
		})
	}
}

// The token of a team reads one team, and an audit of it says nothing about the
// others.
func TestAccOPARefusesTheTokenOfATeam(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	opa := policyTool(t, "opa")
	env, ok := serve(t, tidy()).TeamEnv("Core")
	if !ok {
		t.Fatal("no team Core")
	}
	d := copyOf(t, "policies/rego", env)
	d.needFeatures(t)
	d.edit(t, "main.tf", `require_scope = "organization"`, "")
	plan := d.planJSON(t)
	d.run(t, opa, "eval", "--format=pretty", "--data=policy", "--input="+plan, "data.main.deny").mustBe(t, 0).
		says(t, "does not judge the whole organization, because the token belongs to a team.")
	d.write(t, "allow.json", `{"allow_narrowed_audits": true}`)
	d.run(t, opa, "eval", "--fail", "--data=policy", "--data=allow.json", "--input="+plan, "data.main.pass").mustBe(t, 0)
}

// A plan that does not read the audit contains its result of an earlier apply.
// The status of the check reveals it.
func TestAccOPARefusesAVerdictOfAnEarlierApply(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	opa := policyTool(t, "opa")
	d := policy(t, "rego", tidy())
	d.terraform(t, "apply", "-no-color", "-auto-approve").mustBe(t, 0)
	d.against(t, messy())
	for name, arguments := range map[string][]string{
		"another target":                 {"-target=data.jetbrains_teams.all"},
		"to be destroyed, not refreshed": {"-destroy", "-refresh=false"},
	} {
		d.terraform(t, append([]string{"plan", "-no-color", "-out=stale.tfplan"}, arguments...)...).mustBe(t, 0)
		d.write(t, "plan.json", d.terraform(t, "show", "-json", "stale.tfplan").mustBe(t, 0).standard)
		d.run(t, opa, "eval", "--format=pretty", "--data=policy", "--input=plan.json", "[audit.values.passed | some audit in data.main.audits]").mustBe(t, 0).says(t, "true")
		denied := d.run(t, opa, "eval", "--format=pretty", "--data=policy", "--input=plan.json", "data.main.deny").mustBe(t, 0)
		if !strings.Contains(denied.standard, "check.seats_left: status unknown") {
			t.Errorf("%s: the policy says only\n%s", name, denied.output)
		}
	}
}

// A plan stores an audit inside a module in a different place.
func TestAccOPAFindsAnAuditInsideOfAModule(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	opa := policyTool(t, "opa")
	for name, want := range map[string]struct {
		organization *org.Organization
		status       int
	}{"findings": {messy(), 1}, "no findings": {tidy(), 0}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := policy(t, "rego", want.organization)
			if err := os.Mkdir(filepath.Join(d.path, "inner"), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.Rename(filepath.Join(d.path, "main.tf"), filepath.Join(d.path, "inner", "main.tf")); err != nil {
				t.Fatal(err)
			}
			d.write(t, "main.tf", "module \"inner\" {\n  source = \"./inner\"\n}\n")
			d.init(t)
			plan := d.planJSON(t)
			d.run(t, opa, "eval", "--fail", "--data=policy", "--input="+plan, "data.main.pass").mustBe(t, want.status)
			if want.status != 0 {
				d.run(t, opa, "eval", "--format=pretty", "--data=policy", "--input="+plan, "data.main.deny").
					says(t, "module.inner.data.jetbrains_license_audit.company did not pass.")
			}
		})
	}
}

// The usual place to look, resource_changes, does not contain the audit. For
// this reason, the policy reads prior_state.
func TestAccAnAuditIsNotAmongTheChangesOfAPlan(t *testing.T) {
	t.Parallel()
	d := policy(t, "rego", messy())
	d.planJSON(t)
	for path, want := range map[string]string{
		".prior_state.values.root_module.resources[0].type": "jetbrains_license_audit",
		".resource_changes":                                 "null",
		".planned_values.root_module":                       "{}",
		".checks[0].address.to_display":                     "check.seats_left",
		".checks[0].status":                                 "pass",
		".prior_state.values.root_module.resources[0].mode": "data",
	} {
		r := d.run(t, command(t, "jq"), "-rc", path, "plan.json").mustBe(t, 0)
		if got := strings.TrimSpace(r.standard); got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
}

func TestAccTheRegoPoliciesHaveTestsThatPass(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	opa, conftest := policyTool(t, "opa"), policyTool(t, "conftest")
	d := copyOf(t, "policies/rego", nil)
	tests := strings.Count(d.read(t, "policy/license_audit_test.rego"), "\ntest_")
	d.run(t, opa, "test", "policy").mustBe(t, 0).says(t, fmt.Sprintf("PASS: %d/%[1]d", tests))
	d.run(t, conftest, "verify", "--no-color", "--policy", "policy").mustBe(t, 0).says(t, fmt.Sprintf("%d tests, %[1]d passed", tests))
	d.run(t, opa, "check", "--strict", "policy").mustBe(t, 0)
	if r := d.run(t, opa, "fmt", "--list", "policy").mustBe(t, 0); r.output != "" {
		t.Errorf("not formatted: %s", r.output)
	}
}

// This test runs the step of the workflow that decides about the build, as
// GitHub would.
func TestAccTheWorkflowFailsTheBuild(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	command(t, "jq")
	script := stepOf(t, "policies/ci/license-audit.yml", "Gate")
	for _, test := range []struct {
		name, example string
		organization  *org.Organization
		status        int
		says          string
	}{
		{"findings", "check", messy(), 1, "::error::check.license_policy: external: Rosa Zimmermann (contractor7@evil.example)"},
		{"no findings", "check", tidy(), 0, "true"},
		{"no licenses", "check", empty(), 1, "min_licenses is 1, but the number of matching licenses is 0"},
		{"findings of an ephemeral audit", "ephemeral-check", messy(), 1, "::error::check.license_policy: The license policy is violated."},
		{"no findings of an ephemeral audit", "ephemeral-check", tidy(), 0, "true"},
		{"a configuration without any check", "surplus-cost", messy(), 1, "false"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d := policy(t, test.example, test.organization)
			d.withTerraformOnPath(t)
			r := d.run(t, "bash", "--noprofile", "--norc", "-e", "-c", script).mustBe(t, test.status)
			r.says(t, test.says)
			if strings.Count(r.standard, "::error::") > 1 || strings.Contains(r.standard, "\r") {
				t.Errorf("one line for one check, got:\n%s", r.standard)
			}
		})
	}
}

// stepOf returns the script of a step of a workflow in examples/.
func stepOf(t *testing.T, workflow, step string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(repository(), "examples", workflow))
	if err != nil {
		t.Fatal(err)
	}
	_, text, found := strings.Cut(string(content), "- name: "+step+"\n")
	_, text, foundScript := strings.Cut(text, "run: |\n")
	if !found || !foundScript {
		t.Fatalf("%s has no step %s with a script", workflow, step)
	}
	indent := text[:len(text)-len(strings.TrimLeft(text, " "))]
	var script []string
	for line := range strings.Lines(text) {
		line, ok := strings.CutPrefix(line, indent)
		if !ok {
			break
		}
		script = append(script, line)
	}
	return strings.Join(script, "")
}

// withTerraformOnPath makes the Terraform under test available to scripts as
// terraform.
func (d *directory) withTerraformOnPath(t *testing.T) {
	t.Helper()
	d.onPath(t, "terraform", terraformCommand())
}

// onPath makes a command available to scripts under the given name.
func (d *directory) onPath(t *testing.T, name, command string) {
	t.Helper()
	path, err := exec.LookPath(command)
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	if err := os.Symlink(path, filepath.Join(bin, name)); err != nil {
		t.Fatal(err)
	}
	d.env = append(d.env, fmt.Sprintf("PATH=%s%c%s", bin, os.PathListSeparator, os.Getenv("PATH")))
}

// The tests cannot run this policy, so they check what it reads. The verdict
// must be in a resource that is among the changes, without any personal data.
func TestAccTheTerraformPolicyFindsTheVerdictInAResource(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]struct {
		organization *org.Organization
		passed       bool
	}{"findings": {messy(), false}, "no findings": {tidy(), true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := policy(t, "terraform-policy", want.organization)
			d.planJSON(t)
			r := d.run(t, command(t, "jq"), "-c", `.resource_changes[] | select(.type == "terraform_data") | .change.after.input`, "plan.json").mustBe(t, 0)
			var input struct {
				LicenseAudit struct {
					Passed *bool          `json:"passed"`
					Counts map[string]int `json:"counts"`
				} `json:"license_audit"`
			}
			if err := json.Unmarshal([]byte(r.standard), &input); err != nil {
				t.Fatalf("%v in %q", err, r.standard)
			}
			if got := input.LicenseAudit; got.Passed == nil || *got.Passed != want.passed || len(got.Counts) == 0 {
				t.Errorf("the policy reads %s, want passed to be %t and counts", r.standard, want.passed)
			}
			if strings.Contains(r.standard, "@") {
				t.Errorf("an address is in %s", r.standard)
			}
		})
	}
}

// Files that no test can run must say so in their first line.
func TestFilesThatNoTestRunsAreMarked(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"sentinel/license-audit.sentinel", "sentinel/sentinel.hcl", "terraform-policy/licenses.policy.hcl"} {
		content, err := os.ReadFile(filepath.Join(repository(), "examples", "policies", path))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(content), "# NOT RUN") {
			t.Errorf("%s does not begin with # NOT RUN", path)
		}
	}
}
