package e2e_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

func TestTheTeamGateNamesTheOutsiderAtTheirTeam(t *testing.T) {
	t.Parallel()
	r := policy(t, "team-gate", messy()).terraform(t, "plan", "-no-color").mustBe(t, 1)
	reveals(t, r.errors, "", `with data.jetbrains_license_audit.team["Mobile"]`)
	reveals(t, r.errors, r.standard, "error: external: Elif Ueda (contractor7@evil.example) holds WebStorm (WS) and has an address outside the allowed domains (acme.example, *.acme.example)")
	for _, team := range []string{"Core", "Data"} {
		if strings.Contains(r.errors, fmt.Sprintf(`team[%q]`, team)) {
			t.Errorf("team %s has no outsider, and is in:\n%s", team, r.errors)
		}
	}
}

func TestTheTeamGateWarnsOfIdlePeople(t *testing.T) {
	t.Parallel()
	organization := messy()
	for i := range organization.Licenses { // in the example, only outsiders fail the gate
		if a := organization.Licenses[i].Assignee; a != nil {
			a.Email = strings.Replace(a.Email, "@evil.example", "@dev.acme.example", 1)
		}
	}
	d := policy(t, "team-gate", organization)
	r := d.terraform(t, "plan", "-no-color").mustBe(t, 0)
	reveals(t, r.standard, r.errors, "warning: inactive: ")
	for team, limit := range map[string]string{"Mobile": "limit 90 days", "Data": "limit 30 days"} {
		headline := fmt.Sprintf("Warning: The license audit of team %s has findings that do not fail it", team)
		reveals(t, r.standard, r.errors, headline)
		_, warning, _ := strings.Cut(r.standard, headline)
		warning, _, _ = strings.Cut(warning, "Warning:")
		if !strings.Contains(strings.Join(strings.Fields(warning), " "), limit) {
			t.Errorf("want %q below %q in:\n%s", limit, headline, r.standard)
		}
	}
}

// The organization stays the same while the clock moves on. The first plan is
// as of yesterday, and the second uses the unchanged example, which is as of
// today.
func TestTheTeamGateFindsNoChangesTheNextDay(t *testing.T) {
	t.Parallel()
	yesterday := today.Add(-24 * time.Hour)
	d := policy(t, "team-gate", tidySince(yesterday))
	const asItStands = "min_licenses          = 1\n"
	thatDay := asItStands + "  as_of = " + fmt.Sprintf("%q", yesterday.UTC().Format(time.RFC3339)) + "\n"
	d.edit(t, "main.tf", asItStands, thatDay)
	d.terraform(t, "apply", "-no-color", "-auto-approve").mustBe(t, 0)
	if counts, ok := d.outputs(t)["license_findings"].(map[string]any); !ok || len(counts) != 3 {
		t.Errorf("want three teams, got %v", counts)
	}
	d.edit(t, "main.tf", thatDay, asItStands)
	d.terraform(t, "plan", "-no-color", "-detailed-exitcode").mustBe(t, 0)
}

func TestTheTeamGateRefusesAnEmptyOrganization(t *testing.T) {
	t.Parallel()
	r := policy(t, "team-gate", empty()).terraform(t, "plan", "-no-color").mustBe(t, 1)
	for _, team := range []string{"Core", "Mobile", "Data"} {
		reveals(t, r.errors, r.standard, fmt.Sprintf("with data.jetbrains_license_audit.team[%q]", team))
	}
	r.says(t, "min_licenses is 1, but the number of matching licenses is 0")
}

func TestTheTeamGateRefusesAnOrganizationWithoutTeams(t *testing.T) {
	t.Parallel()
	organization := empty()
	organization.Teams = nil
	policy(t, "team-gate", organization).terraform(t, "plan", "-no-color").mustBe(t, 1).
		says(t, "No teams were read, so nothing was audited.")
}

// No audit covers a license without a team, and its holder could be an
// outsider.
func TestTheTeamGateRefusesLicensesWithoutATeam(t *testing.T) {
	t.Parallel()
	organization := tidy()
	organization.Licenses[0].Team = simulator.TeamRef{}
	policy(t, "team-gate", organization).terraform(t, "plan", "-no-color").mustBe(t, 1).
		says(t, "Some licenses belong to no team, so no audit covers them.")
}

// leavers returns the example with a file for the directory.
func leavers(t *testing.T, organization *simulator.Organization, addresses []string) *directory {
	t.Helper()
	return policy(t, "leavers", organization, "directory_file="+writeJSON(t, addresses))
}

func TestTheLeaversGateNamesTheLeaverAndKeepsNoPerson(t *testing.T) {
	t.Parallel()
	organization := messy()
	d := leavers(t, organization, organization.Directory)
	r := d.terraform(t, "plan", "-no-color", "-out=failed.tfplan").mustBe(t, 1)
	reveals(t, r.errors, r.standard, "error: unmatched: Lena Vogel (leaver1@acme.example) holds IntelliJ IDEA Ultimate (II) and is not in the directory")
	reveals(t, r.errors, r.standard, "error: external: Greta Ito (contractor8@evil.example)")
	r.doesNotSay(t, "contractor7@evil.example")
	reveals(t, r.standard, r.errors, "Warning: The license audit has stale exemptions")
	reveals(t, r.standard, r.errors, "The exemption for gone@evil.example (SOW-11) expired on 2026-10-31.")
	d.keepsNobody(t, people(organization), "failed.tfplan")
}

// With a warning instead of an error, the plan is complete and can be applied.
// It still must not contain any person.
func TestTheLeaversGateKeepsNoPersonWhenItIsApplied(t *testing.T) {
	t.Parallel()
	organization := messy()
	d := leavers(t, organization, organization.Directory)
	d.edit(t, "main.tf", `on_findings           = "error"`, `on_findings           = "warn"`)
	d.terraform(t, "plan", "-no-color", "-out=warned.tfplan").mustBe(t, 0).says(t, "leaver1@acme.example")
	d.terraform(t, "apply", "-no-color", "-auto-approve").mustBe(t, 0).says(t, "leaver1@acme.example")
	d.keepsNobody(t, people(organization), "warned.tfplan")
}

func TestTheLeaversGatePassesWhereEverybodyIsInTheDirectory(t *testing.T) {
	t.Parallel()
	organization := tidy()
	d := leavers(t, organization, organization.Directory)
	r := d.terraform(t, "plan", "-no-color", "-out=passed.tfplan", "-detailed-exitcode").mustBe(t, 0)
	r.says(t, "No changes.")
	d.terraform(t, "apply", "-no-color", "passed.tfplan").mustBe(t, 0)
	d.keepsNobody(t, people(organization), "passed.tfplan")
}

func TestTheLeaversGateRefusesAnEmptyDirectory(t *testing.T) {
	t.Parallel()
	organization := tidy()
	for name, addresses := range map[string][]string{"no entry": {}, "blank entries": {"", " "}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			leavers(t, organization, addresses).terraform(t, "plan", "-no-color").mustBe(t, 1).says(t, "directory_emails")
		})
	}
}

// A failed export can be null. Null must not mean that the gate skips the rule.
func TestTheLeaversGateRefusesAMissingDirectory(t *testing.T) {
	t.Parallel()
	leavers(t, tidy(), nil).terraform(t, "plan", "-no-color").mustBe(t, 1).says(t, "requires directory_emails")
}

func TestTheLeaversGateRefusesAnEmptyOrganization(t *testing.T) {
	t.Parallel()
	leavers(t, empty(), tidy().Directory).terraform(t, "plan", "-no-color").mustBe(t, 1).says(t, "min_licenses is 1, but the number of matching licenses is 0")
}

// cents is the example's prices in cents.
var cents = map[string]int{"ALL": 7790, "AIP": 1000, "II": 5990, "PC": 2490, "WS": 1590}

func TestIdleSeatsArePricedWithoutAnyPerson(t *testing.T) {
	t.Parallel()
	organization := messy()
	d := policy(t, "idle-cost", organization)
	d.terraform(t, "plan", "-no-color", "-out=cost.tfplan").mustBe(t, 0)
	d.terraform(t, "apply", "-no-color", "cost.tfplan").mustBe(t, 0)
	d.keepsNobody(t, people(organization), "cost.tfplan")

	outputs := d.outputs(t)
	idle, byTeam := 0, map[string]int{}
	for _, l := range organization.Licenses {
		if l.Trial || l.Subscription == nil || l.Subscription.Outdated {
			continue
		}
		byTeam[l.Team.Name] += cents[l.Product.Code]
		if reclaimableAfter60Days(&l) {
			idle += cents[l.Product.Code]
		}
	}
	if idle == 0 || len(byTeam) != 3 {
		t.Fatalf("too little to price: %d idle, teams %v", idle, byTeam)
	}
	same := func(what string, got any, want int) {
		if n, ok := got.(float64); !ok || n != float64(want)/100 {
			t.Errorf("%s is %v, want %v cents", what, got, want)
		}
	}
	same("idle_cost_per_month", outputs["idle_cost_per_month"], idle)
	costs, _ := outputs["cost_by_team"].(map[string]any)
	for team, want := range byTeam {
		same("the cost of "+team, costs[team], want)
	}
	if months, _ := outputs["renewing_seats_by_month"].(map[string]any); len(months) == 0 {
		t.Errorf("no month in %v", outputs)
	}
}

// reclaimableAfter60Days states the rule in terms of the simulator's types.
func reclaimableAfter60Days(l *simulator.License) bool {
	if l.Assignee == nil || l.Assignee.Type != simulator.AssigneeUser {
		return false
	}
	longAgo := func(t *time.Time, days int) bool { return t == nil || !t.After(today.AddDate(0, 0, -days)) }
	if l.LastSeen == nil {
		return true
	}
	if l.LastSeen.Seen == nil {
		return longAgo(l.LastSeen.Assigned, 60)
	}
	return longAgo(l.LastSeen.Assigned, 30) && longAgo(l.LastSeen.Seen, 60)
}

func TestAProductWithoutAPriceIsAnError(t *testing.T) {
	t.Parallel()
	policy(t, "idle-cost", messy(), `monthly_prices={ALL=77.9,AIP=10,II=59.9,PC=24.9}`).terraform(t, "plan", "-no-color").mustBe(t, 1).
		says(t, "monthly_prices has no price for WS (WebStorm), which has billable seats. Add the price.")
}

// threeHolders returns an organization with three licenses. It differs from
// what the example declares: one declared person holds no license, and one
// holder is not declared.
func threeHolders() *simulator.Organization {
	organization := empty()
	for i, holder := range []struct{ code, email string }{{"II", "ada@acme.example"}, {"II", "Bo@ACME.example"}, {"WS", "dan@acme.example"}} {
		organization.Licenses = append(organization.Licenses, simulator.License{
			ID: fmt.Sprintf("A00000000%d", i), Product: simulator.Product{Code: holder.code}, Team: simulator.TeamRef{ID: organization.Teams[0].ID, Name: organization.Teams[0].Name},
			Assignee: &simulator.Assignee{Type: simulator.AssigneeUser, Email: holder.email},
			LastSeen: &simulator.LastSeen{Seen: &today, Assigned: &today}, // a seat that was never seen is always listed
		})
	}
	return organization
}

func TestLicensesAsDeclared(t *testing.T) {
	t.Parallel()
	d := policy(t, "licenses-as-code", threeHolders())
	r := d.terraform(t, "plan", "-no-color").mustBe(t, 1)
	reveals(t, r.errors, r.standard, "error: missing_entitlement: cy@acme.example is expected to have WebStorm (WS), but has no active license for it or for a pack that includes it.")
	reveals(t, r.errors, r.standard, "error: unexpected_entitlement: License A000000002 for WebStorm (WS), held by dan@acme.example, is unexpected: expected_entitlements does not list its holder for this product.")
	r.doesNotSay(t, "ada@acme.example")

	d.edit(t, "developers.json", "cy@acme.example", "dan@acme.example")
	d.terraform(t, "plan", "-no-color", "-out=code.tfplan").mustBe(t, 0)
	d.terraform(t, "apply", "-no-color", "code.tfplan").mustBe(t, 0)
	for place, content := range d.writings(t) {
		if strings.Contains(string(content), "@acme.example") && place != "developers.json" && !strings.Contains(place, ".terraform") {
			t.Errorf("a declared address is in %s", place)
		}
	}
	if plan := d.terraform(t, "show", "-json", "code.tfplan").mustBe(t, 0).standard; strings.Contains(plan, "@acme.example") {
		t.Error("a declared address is in the JSON of the plan")
	}
}

// Terraform would leave a null list unknown until the apply, and the plan would
// pass.
func TestLicensesAsDeclaredRefuseANullList(t *testing.T) {
	t.Parallel()
	d := policy(t, "licenses-as-code", threeHolders())
	d.edit(t, "developers.json", `["cy@acme.example"]`, "null")
	d.terraform(t, "plan", "-no-color").mustBe(t, 1).says(t, "null")
	d.edit(t, "developers.json", "null", `[null, "dan@acme.example"]`)
	d.terraform(t, "plan", "-no-color").mustBe(t, 0)
}
