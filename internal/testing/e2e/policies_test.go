package e2e_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// This test runs one policy for each language construct and checks the exit
// status and the message for an organization with findings. Without findings,
// all policies exit with 0. Without licenses, none does.
func TestAccGates(t *testing.T) {
	t.Parallel()
	const external = "Rosa Zimmermann (contractor7@evil.example) holds WebStorm (WS) and has an address outside the allowed domains"
	for _, test := range []struct {
		gate         string
		status       int
		says, hides  []string
		emptyMessage string
	}{
		{
			"check", 0,
			[]string{"Warning: Check block assertion failed", "data.jetbrains_license_audit.company.passed is false", external}, nil,
			"min_licenses is 1, but the number of matching licenses is 0",
		},
		{
			"postcondition", 1,
			[]string{"Error: Resource postcondition failed", external}, nil,
			"min_licenses is 1, but the number of matching licenses is 0",
		},
		{
			"output-precondition", 1,
			[]string{"Error: Module output value precondition failed", external}, nil,
			"min_licenses is 1, but the number of matching licenses is 0",
		},
		{
			"ephemeral-check", 0,
			[]string{"Warning: Check block assertion failed", "The license policy is violated.", "Warning: The license audit has findings", external}, nil,
			"min_licenses is 1, but the number of matching licenses is 0",
		},
		{
			"module", 1,
			[]string{
				"Error: Module output value precondition failed",
				"2 people outside our domains hold licenses: contractor7@evil.example, contractor8@evil.example.",
				" people are inactive, more than 10 percent.",
			},
			nil,
			"min_licenses is 1, but the number of matching licenses is 0",
		},
	} {
		t.Run(test.gate, func(t *testing.T) {
			t.Parallel()
			d := policy(t, test.gate, messy())
			r := d.terraform(t, "plan", "-no-color").mustBe(t, test.status)
			for _, phrase := range test.says {
				r.says(t, phrase)
			}
			for _, phrase := range test.hides {
				r.doesNotSay(t, phrase)
			}
			d.against(t, tidy())
			r = d.terraform(t, "plan", "-no-color").mustBe(t, 0)
			for _, problem := range []string{"Warning", "Error"} {
				r.doesNotSay(t, problem)
			}
			d.against(t, empty())
			d.terraform(t, "plan", "-no-color").mustBe(t, 1).says(t, test.emptyMessage)
		})
	}
}

// A failed check does not count as a change either, so no exit status reports
// it.
func TestAccACheckThatFailsHasNoExitStatusOfItsOwn(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"check", "ephemeral-check"} {
		d := policy(t, name, messy())
		d.terraform(t, "plan", "-no-color", "-detailed-exitcode").mustBe(t, 0).says(t, "Check block assertion failed")
		d.terraform(t, "apply", "-no-color", "-auto-approve").mustBe(t, 0).says(t, "Check block assertion failed")
		d.terraform(t, "plan", "-no-color", "-detailed-exitcode").mustBe(t, 0).says(t, "Check block assertion failed")
	}
}

// The guide warns about this: if the check contains a data source, every plan
// prints all that was read and reports changes.
func TestAccACheckWithItsDataSourceInsideAlwaysHasChanges(t *testing.T) {
	t.Parallel()
	d := policy(t, "check", tidy())
	d.edit(t, "main.tf", "check \"license_policy\" {\n", "check \"license_policy\" {\n  data \"jetbrains_teams\" \"all\" {}\n")
	d.terraform(t, "apply", "-no-color", "-auto-approve").mustBe(t, 0)
	d.terraform(t, "plan", "-no-color", "-detailed-exitcode").mustBe(t, 2).says(t, "data.jetbrains_teams.all")
}

// For a check of a data source, the state contains the check's message. For a
// check of an ephemeral resource, it contains only fixed text.
func TestAccOnlyTheEphemeralCheckKeepsNoPerson(t *testing.T) {
	t.Parallel()
	organization := messy()
	d := policy(t, "check", organization)
	d.terraform(t, "apply", "-no-color", "-auto-approve").mustBe(t, 0)
	if state := d.terraform(t, "show", "-json").mustBe(t, 0).standard; !strings.Contains(state, "contractor7@evil.example") {
		t.Error("the guide says that the message of a check is stored")
	}
	d = policy(t, "ephemeral-check", organization)
	d.terraform(t, "plan", "-no-color", "-out=checked.tfplan").mustBe(t, 0)
	d.terraform(t, "apply", "-no-color", "-auto-approve").mustBe(t, 0)
	d.keepsNobody(t, people(organization), "checked.tfplan")
}

func TestAccAGateOfTheCompanyRefusesATokenOfOneTeam(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	server := serve(t, tidy())
	env, ok := server.TeamEnv("Core")
	if !ok {
		t.Fatal("no team Core")
	}
	d := copyOf(t, "policies/output-precondition", env)
	d.needFeatures(t)
	d.init(t)
	d.terraform(t, "plan", "-no-color").mustBe(t, 1).says(t, `require_scope is "organization"`)
}

// The guide warns about this: Terraform does not read the audit until the
// apply, so the plan cannot fail. The apply fails.
func TestAccAnAuditThatWaitsForTheApplyPassesThePlan(t *testing.T) {
	t.Parallel()
	for name, waits := range map[string]string{
		"an unknown argument": "  as_of = terraform_data.later.output\n",
		"depends_on":          "  depends_on = [terraform_data.later]\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := policy(t, "check", messy())
			d.edit(t, "main.tf", "  on_findings = \"none\" # the check reports them\n", "  on_findings = \"error\"\n"+waits)
			d.write(t, "later.tf", "resource \"terraform_data\" \"later\" {\n  input = \""+today.Format(time.RFC3339)+"\"\n}\n")
			d.init(t)
			d.terraform(t, "plan", "-no-color").mustBe(t, 0).says(t, "(known after apply)")
			d.terraform(t, "apply", "-no-color", "-auto-approve").mustBe(t, 1)
		})
	}
}

// against points the directory at another organization.
func (d *directory) against(t *testing.T, organization *org.Organization) {
	t.Helper()
	for name, value := range serve(t, organization).Env() {
		d.env = append(d.env, name+"="+value) // the last value counts
	}
}

// The policy module's own tests need no token. They fail if the policy is
// weakened.
func TestAccThePolicyModuleHasTestsThatCanFail(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	module := func(t *testing.T) *directory {
		t.Helper()
		d := copyOf(t, "policies/module/license-policy", nil)
		if product, version := versionOf(t, d, terraformCommand()); version[0] == 1 && version[1] < 6 {
			t.Skipf("terraform test needs %s 1.6", product)
		}
		return d
	}
	t.Run("as it stands", func(t *testing.T) {
		t.Parallel()
		d := module(t)
		d.init(t)
		d.terraform(t, "test", "-no-color").mustBe(t, 0).says(t, "Success! 8 passed, 0 failed.")
	})
	for failing, weakened := range map[string][2]string{
		"no_people_fail":                    {"var.people > 0", "var.people >= 0"},
		"a_rule_that_is_not_enabled_fails":  {"condition     = local.judged", "condition     = local.judged || true"},
		"one_external_person_fails":         {"local.external == 0", "local.external >= 0"},
		"a_tenth_is_the_limit":              {"local.inactive * 100 <= var.max_inactive_percent * var.people", "floor(local.inactive * 100 / max(1, var.people)) <= var.max_inactive_percent"},
		"one_seat_short_fails":              {"lookup(var.available, code, 0) < seats", "lookup(var.available, code, 0) + 1 < seats"},
		"a_product_that_was_not_read_fails": {"lookup(var.available, code, 0)", "lookup(var.available, code, 99)"},
	} {
		t.Run(failing, func(t *testing.T) {
			t.Parallel()
			d := module(t)
			d.edit(t, "main.tf", weakened[0], weakened[1])
			d.init(t)
			d.terraform(t, "test", "-no-color").mustBe(t, 1).says(t, fmt.Sprintf("run %q... fail", failing))
		})
	}
	t.Run("null is refused", func(t *testing.T) {
		t.Parallel()
		d := module(t)
		d.init(t)
		d.terraform(t, "plan", "-no-color", "-var=people=1", "-var=available={}", "-var=results=null").mustBe(t, 1).
			says(t, "required variable may not be set to null")
	})
}
