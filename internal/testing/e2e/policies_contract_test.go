package e2e_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// The configurations in testdata/contract are those that users were promised.
// They must work as they stand.

// promised returns a copy of one of these configurations that is ready to plan
// against an organization.
func promised(t *testing.T, name string, organization *org.Organization, variables ...string) *directory {
	t.Helper()
	return policy(t, filepath.Join("..", "..", "internal", "testing", "e2e", "testdata", "contract", name), organization, variables...)
}

// outsidersOf returns an organization with the people outside of its domains
// only in one team.
func outsidersOf(team string) *org.Organization {
	organization := messy()
	for i := range organization.Licenses {
		l := &organization.Licenses[i]
		if a := l.Assignee; a != nil && strings.HasSuffix(a.Email, "@evil.example") && (l.Team.Name != team || a.Email != "contractor7@evil.example") {
			a.Email = strings.Replace(a.Email, "@evil.example", "@dev.acme.example", 1)
		}
	}
	return organization
}

func teamID(t *testing.T, organization *org.Organization, name string) string {
	t.Helper()
	for _, team := range organization.Teams {
		if team.Name == name {
			return fmt.Sprint(team.ID)
		}
	}
	t.Fatalf("no team %s", name)
	return ""
}

func TestAccTheTeamGateNamesTheOutsiderAtTheirTeam(t *testing.T) {
	t.Parallel()
	organization := outsidersOf("Mobile")
	mobile := teamID(t, organization, "Mobile")
	for _, d := range []*directory{promised(t, "team-gate", organization), policy(t, "team-gate", organization)} {
		r := d.terraform(t, "plan", "-no-color").mustBe(t, 1)
		reveals(t, r.errors, "", fmt.Sprintf("with data.jetbrains_license_audit.team[%q]", mobile))
		reveals(t, r.errors, "", fmt.Sprintf("Error: The license audit of team Mobile failed: 1 external (customer %s)", organization.CustomerCode))
		reveals(t, r.errors, r.standard, "(contractor7@evil.example) holds WebStorm (WS) and has an address outside the allowed domains (acme.example, *.acme.example)")
		if n := strings.Count(r.errors, "Error: "); n != 1 {
			t.Errorf("want one error, got %d:\n%s", n, r.errors)
		}
		reveals(t, r.standard, r.errors, "inactive: ")
	}
}

func TestAccTheTeamGateOnlyWarnsOfInactivePeople(t *testing.T) {
	t.Parallel()
	r := promised(t, "team-gate", outsidersOf("no team")).terraform(t, "plan", "-no-color").mustBe(t, 0)
	for team, limit := range map[string]string{"Mobile": "limit 90 days", "Data": "limit 30 days"} {
		summary := fmt.Sprintf("Warning: The license audit of team %s has findings that do not fail it", team)
		reveals(t, r.standard, r.errors, summary)
		_, warning, _ := strings.Cut(r.standard, summary)
		warning, _, _ = strings.Cut(warning, "Warning:")
		if !strings.Contains(flat(warning), limit) {
			t.Errorf("want %q below %q in:\n%s", limit, summary, r.standard)
		}
	}
}

// The organization stays the same while the clock moves on. One team has no
// license, and some licenses have no team.
func TestAccTheTeamGateFindsNoChangesTheNextDay(t *testing.T) {
	t.Parallel()
	organization := tidy()
	unowned := 0
	for i := range organization.Licenses {
		if organization.Licenses[i].Team.Name == "Data" {
			organization.Licenses[i].Team = org.TeamRef{}
			unowned++
		}
	}
	if unowned == 0 {
		t.Fatal("no license is without a team")
	}
	d := promised(t, "team-gate", organization)
	d.terraform(t, "apply", "-no-color", "-auto-approve").mustBe(t, 0)
	counts := map[string]any{}
	for _, team := range []string{"Core", "Mobile"} {
		counts[fmt.Sprintf("%s (%s)", team, teamID(t, organization, team))] = map[string]any{"external": 0.0, "inactive": 0.0}
	}
	counts["no team"] = map[string]any{"external": 0.0, "inactive": 0.0}
	same(t, "license_findings", d.outputs(t)["license_findings"], counts)
	d.now = today.Add(24 * time.Hour)
	d.terraform(t, "plan", "-no-color", "-detailed-exitcode").mustBe(t, 0)
}

// same compares what a test got with what it wants, as JSON.
func same(t *testing.T, what string, got, want any) {
	t.Helper()
	one, err := json.MarshalIndent(got, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	other, err := json.MarshalIndent(want, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(other), string(one)); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", what, diff)
	}
}

// leavers returns the promised configuration with a file for the directory.
func leavers(t *testing.T, organization *org.Organization, addresses []string) *directory {
	t.Helper()
	return promised(t, "leavers", organization, "directory_file="+writeJSON(t, addresses))
}

func TestAccTheLeaversGateNamesTheLeaverAndKeepsNoPerson(t *testing.T) {
	t.Parallel()
	organization := messy()
	for _, d := range []*directory{leavers(t, organization, organization.Directory), policy(t, "not-in-directory", organization, "directory_file="+writeJSON(t, organization.Directory))} {
		r := d.terraform(t, "plan", "-no-color", "-out=failed.tfplan").mustBe(t, 1)
		reveals(t, r.errors, r.standard, "(leaver1@acme.example) holds IntelliJ IDEA Ultimate (II) and is not in the directory")
		reveals(t, r.errors, r.standard, "(contractor8@evil.example) holds")
		r.doesNotSay(t, "contractor7@evil.example")
		reveals(t, r.standard, r.errors, "Warning: The license audit has stale exemptions: 1")
		reveals(t, r.standard, r.errors, "exemptions[1] ended on 2026-10-31.")
		d.keepsNobody(t, people(organization), "failed.tfplan")
	}
}

// With a warning instead of an error, the plan is complete and can be applied.
// It still must not contain any person.
func TestAccTheLeaversGateKeepsNoPersonWhenItIsApplied(t *testing.T) {
	t.Parallel()
	organization := messy()
	d := leavers(t, organization, organization.Directory)
	d.edit(t, "main.tf", `on_findings      = "error"`, `on_findings      = "warn"`)
	d.terraform(t, "plan", "-no-color", "-out=warned.tfplan").mustBe(t, 0).says(t, "leaver1@acme.example")
	d.terraform(t, "apply", "-no-color", "-auto-approve").mustBe(t, 0).says(t, "leaver1@acme.example")
	d.keepsNobody(t, people(organization), "warned.tfplan")
}

func TestAccTheLeaversGatePassesWhereEverybodyIsInTheDirectory(t *testing.T) {
	t.Parallel()
	organization := tidy()
	directory := organization.Directory
	for i := range 5000 { // so large a list takes another way through the provider
		directory = append(directory, fmt.Sprintf("person%d@acme.example", i))
	}
	d := leavers(t, organization, directory)
	r := d.terraform(t, "plan", "-no-color", "-out=passed.tfplan", "-detailed-exitcode").mustBe(t, 0)
	r.says(t, "No changes.")
	d.terraform(t, "apply", "-no-color", "passed.tfplan").mustBe(t, 0)
	d.keepsNobody(t, people(organization), "passed.tfplan")
}

// A failed export can be empty, or null. Neither must mean that the gate skips
// the rule.
func TestAccTheLeaversGateRefusesADirectoryOfNobody(t *testing.T) {
	t.Parallel()
	d := leavers(t, tidy(), nil)
	d.terraform(t, "plan", "-no-color").mustBe(t, 1).says(t, "not_in_directory.directory_emails")
	for _, content := range []string{`[]`, `["", " ", null]`, `["jane"]`} {
		d.write(t, "nobody.json", content)
		d.terraform(t, "plan", "-no-color", "-var=directory_file=nobody.json").mustBe(t, 1).says(t, "directory_emails")
	}
	d.against(t, empty())
	d.write(t, "somebody.json", `["a@acme.example"]`)
	d.terraform(t, "plan", "-no-color", "-var=directory_file=somebody.json").mustBe(t, 1).says(t, "min_licenses is 1, but the number of matching licenses is 0")
}

// cents is the prices of the configuration, in cents.
var cents = map[string]int{"ALL": 7790, "AIP": 1000, "II": 5990, "PC": 2490, "WS": 1590}

func TestAccSeatsArePricedWithoutAnyPerson(t *testing.T) {
	t.Parallel()
	organization := messy()
	d := promised(t, "seats", organization)
	d.terraform(t, "plan", "-no-color", "-out=cost.tfplan").mustBe(t, 0)
	d.terraform(t, "apply", "-no-color", "cost.tfplan").mustBe(t, 0)
	d.keepsNobody(t, people(organization), "cost.tfplan")

	byTeam, surplus, months := map[string]int{}, 0, map[string]float64{}
	for i := range organization.Licenses {
		l := &organization.Licenses[i]
		if l.Trial || l.Subscription == nil || l.Subscription.Outdated {
			continue
		}
		team := "no team"
		if l.Team.ID != 0 {
			team = fmt.Sprint(l.Team.ID)
		}
		byTeam[team] += cents[l.Product.Code]
		if renews := l.Subscription.AutomaticallyRenewed && l.Subscription.PackRef != nil && *l.Subscription.PackRef != "null"; renews && (l.Assignee == nil || unusedAfter60Days(l)) {
			surplus += cents[l.Product.Code]
			month := "no date"
			if l.Subscription.ValidUntil != nil {
				month = l.Subscription.ValidUntil.Format("2006-01")
			}
			months[month]++
		}
	}
	if surplus == 0 || len(byTeam) < 3 {
		t.Fatalf("too little to price: %d cents of surplus, teams %v", surplus, byTeam)
	}
	outputs := d.rawOutputs(t)
	var costs map[string]json.Number
	decode(t, outputs["cost_by_team"], &costs)
	for team, want := range byTeam {
		if got := centsOf(t, costs[team].String()); got != want {
			t.Errorf("the cost of team %s is %s, want %d cents", team, costs[team], want)
		}
	}
	if len(costs) != len(byTeam) {
		t.Errorf("costs of the teams %v, want %v", costs, byTeam)
	}
	// Licenses that overlap come on top of those that are unused or not assigned.
	if got := centsOf(t, string(outputs["could_save"])); got < surplus {
		t.Errorf("could_save is %d cents, want %d at least", got, surplus)
	}
	var seats map[string]float64
	decode(t, outputs["not_to_renew_by_month"], &seats)
	for month, want := range months {
		if seats[month] < want {
			t.Errorf("%v seats need not renew in %s, want %v at least", seats[month], month, want)
		}
	}
}

// unusedAfter60Days states the rule in terms of the simulator's types.
func unusedAfter60Days(l *org.License) bool {
	if l.Assignee.Type != org.AssigneeUser || l.LastSeen == nil || l.LastSeen.OfflineCodeGenerated {
		return false
	}
	seen, assigned := l.LastSeen.Seen, l.LastSeen.Assigned
	longAgo := func(t *time.Time, days int) bool { return t == nil || !t.After(today.AddDate(0, 0, -days)) }
	switch {
	case seen == nil && assigned == nil:
		return false // its use cannot be seen
	case seen == nil || assigned != nil && seen.Format(time.DateOnly) < assigned.Format(time.DateOnly):
		return longAgo(assigned, 60)
	default:
		return longAgo(assigned, 30) && longAgo(seen, 60)
	}
}

// rawOutputs returns the outputs in the state as they are printed.
func (d *directory) rawOutputs(t *testing.T) map[string]json.RawMessage {
	t.Helper()
	var raw map[string]struct{ Value json.RawMessage }
	decode(t, []byte(d.terraform(t, "output", "-json").mustBe(t, 0).standard), &raw)
	values := map[string]json.RawMessage{}
	for name, output := range raw {
		values[name] = output.Value
	}
	return values
}

func decode(t *testing.T, text []byte, into any) {
	t.Helper()
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
}

var exact = regexp.MustCompile(`^[0-9]+(\.[0-9]{1,2})?$`)

// centsOf reads an amount that is exact to the cent.
func centsOf(t *testing.T, amount string) int {
	t.Helper()
	if !exact.MatchString(amount) {
		t.Errorf("%q is not exact to the cent", amount)
		return 0
	}
	units, rest, _ := strings.Cut(amount, ".")
	var whole, part int
	if _, err := fmt.Sscan(units+" "+(rest + "00")[:2], &whole, &part); err != nil {
		t.Fatal(err)
	}
	return 100*whole + part
}

func TestAccAProductWithoutAPriceIsAnError(t *testing.T) {
	t.Parallel()
	promised(t, "seats", messy(), `prices={ALL=77.9,AIP=10,II=59.9,PC=24.9}`).terraform(t, "plan", "-no-color").mustBe(t, 1).
		says(t, "prices has no price for WS (WebStorm), which has billable seats. Add the price.")
}

// threeHolders returns an organization with three licenses. It differs from
// what the configuration declares: one declared person holds no license, and
// one holder is not declared.
func threeHolders() *org.Organization {
	organization := empty()
	for i, holder := range []struct{ code, email string }{{"II", "ada@acme.example"}, {"II", "Bo@ACME.example"}, {"WS", "dan@acme.example"}} {
		organization.Licenses = append(organization.Licenses, org.License{
			ID: fmt.Sprintf("A00000000%d", i), Product: org.Product{Code: holder.code}, Team: org.TeamRef{ID: organization.Teams[0].ID, Name: organization.Teams[0].Name},
			Assignee: &org.Assignee{Type: org.AssigneeUser, Email: holder.email},
			LastSeen: &org.LastSeen{Seen: &today, Assigned: &today},
		})
	}
	return organization
}

func TestAccLicensesAsDeclared(t *testing.T) {
	t.Parallel()
	d := promised(t, "licenses-as-code", threeHolders())
	r := d.terraform(t, "plan", "-no-color").mustBe(t, 1)
	reveals(t, r.errors, r.standard, "missing_entitlement: cy@acme.example is expected to have WebStorm (WS), but has no active license for it or for a pack that includes it.")
	reveals(t, r.errors, r.standard, "unexpected_entitlement: License A000000002 for WebStorm (WS), held by dan@acme.example, ")
	r.doesNotSay(t, "ada@acme.example")

	d.edit(t, "main.tf", "cy@acme.example", "dan@acme.example")
	d.terraform(t, "plan", "-no-color", "-out=code.tfplan").mustBe(t, 0)
	d.terraform(t, "apply", "-no-color", "code.tfplan").mustBe(t, 0)
	written := d.writings(t)
	written["the JSON of the plan"] = []byte(d.terraform(t, "show", "-json", "code.tfplan").mustBe(t, 0).standard)
	written["the JSON of the state"] = []byte(d.terraform(t, "show", "-json").mustBe(t, 0).standard)
	for place, content := range written {
		configuration := place == "main.tf" || place == "code.tfplan!tfconfig/m-/main.tf"
		if bytes.Contains(content, []byte("@acme.example")) != configuration && place != "code.tfplan" {
			t.Errorf("in %s, a declared address stands: %t", place, !configuration)
		}
	}
}

// The declaration of the example is a file. Terraform would leave a null list
// unknown until the apply, and the plan would pass.
func TestAccLicensesAsDeclaredRefuseANullList(t *testing.T) {
	t.Parallel()
	d := policy(t, "licenses-as-code", threeHolders())
	d.terraform(t, "plan", "-no-color").mustBe(t, 1).says(t, "missing_entitlement: cy@acme.example")
	d.edit(t, "developers.json", `["cy@acme.example"]`, "null")
	d.terraform(t, "plan", "-no-color").mustBe(t, 1).says(t, "null")
	d.edit(t, "developers.json", "null", `[null, "dan@acme.example"]`)
	d.terraform(t, "plan", "-no-color").mustBe(t, 0)
}

func TestAccAnAccessReviewHasALineForEachHeldLicense(t *testing.T) {
	t.Parallel()
	organization := messy()
	d := promised(t, "access-review", organization)
	d.terraform(t, "apply", "-no-color", "-auto-approve").mustBe(t, 0)
	var review struct {
		CSV, SHA256, Customer, Scope, Reviewed string
		Licenses                               int
	}
	decode(t, d.rawOutputs(t)["review"], &review)
	rows, err := csv.NewReader(strings.NewReader(review.CSV)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the header", rows[0], []string{"email", "name", "product_code", "product_name", "team_name", "status", "last_seen"})
	var got, want []string
	for _, row := range rows[1:] {
		got = append(got, row[0]+" "+row[2]+" "+row[4])
	}
	for i := range organization.Licenses {
		if l := &organization.Licenses[i]; l.Assignee != nil && l.Assignee.Type == org.AssigneeUser {
			want = append(want, strings.ToLower(l.Assignee.Email)+" "+l.Product.Code+" "+l.Team.Name)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	same(t, "held licenses", got, want)
	same(t, "their number", review.Licenses, len(want))
	digest := sha256.Sum256([]byte(review.CSV))
	same(t, "the digest", review.SHA256, hex.EncodeToString(digest[:]))
	same(t, "customer and scope", []string{review.Customer, review.Scope}, []string{organization.CustomerCode, "organization"})
	if _, err := time.Parse(time.DateOnly, review.Reviewed); err != nil {
		t.Error(err)
	}
}

// The configurations are a promise: this test fails if one is changed without
// the other being looked at.
func TestThePromisedConfigurationsAreTheExamples(t *testing.T) {
	t.Parallel()
	for name, example := range map[string]string{"seats": "surplus-cost"} {
		promise, err := os.ReadFile(filepath.Join("testdata", "contract", name, "main.tf"))
		if err != nil {
			t.Fatal(err)
		}
		shown, err := os.ReadFile(filepath.Join(repository(), "examples", "policies", example, "main.tf"))
		if err != nil {
			t.Fatal(err)
		}
		text := spaced(string(shown)) // a description in an output changes the alignment
		for block := range strings.SplitSeq(string(promise), "\n\n") {
			if strings.HasPrefix(block, "variable") {
				continue // the example describes it
			}
			for line := range strings.Lines(block) {
				if code := strings.TrimSpace(line); code != "" && !strings.Contains(text, spaced(code)) {
					t.Errorf("examples/policies/%s lacks %q", example, code)
				}
			}
		}
	}
}

// spaced joins the words of a text with single spaces.
func spaced(text string) string { return strings.Join(strings.Fields(text), " ") }
