package e2e_test

import (
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// ends are the ends of the subscriptions of the company. Terraform's
// plantimestamp() is the real time, so they are relative to it.
type ends struct{ passed, soon, late time.Time }

func endsAround(now time.Time) ends {
	day := now.UTC().Truncate(24 * time.Hour)
	return ends{day.AddDate(0, 0, -3), day.AddDate(0, 0, 30), day.AddDate(0, 0, 200)}
}

// The company is small enough to compute each answer by hand. With the default
// prices (ALL 77.9, AIP 10, II 59.9, PC 24.9, WS 15.9):
//
//	license  holder       what is special                            surplus
//	CORE1 II  ada         renews soon
//	CORE2 PC  ada         not seen for 100 days, renews soon         unused
//	CORE3 PC              renews soon                                unassigned
//	CORE4 PC              ends soon                                  unassigned
//	CORE5 WS              renews late                                unassigned
//	CORE6 II  hal         renews late
//	CORE7 PC  hal         renews late
//	MOBI1 ALL bo          renews late
//	MOBI2 II  bo          renews soon                                overlapping
//	MOBI3 WS  cy          renews soon
//	MOBI4 PC              trial
//	MOBI5 II  dan         never seen, offline code, renews soon
//	MOBI6 WS  eve@evil.example, renews late
//	DATA1 ALL             renewal stopped, ends soon                 unassigned
//	DATA2 WS  a server    renews soon
//	DATA3 AIP fay         never seen, assigned 10 days ago, renews soon
//	DATA4 AIP gus         not seen for 61 days, renews soon          unused
//	DATA5 PC              was to renew three days ago                unassigned
//	DATA6 WS              expired
//	NONE1 II  ivy         no team, ends soon
//	NONE2 II  a key       no team, renews late
//
// Eight seats are surplus. Five of them renew in the next 90 days: CORE2, CORE3,
// MOBI2, DATA4, and DATA5.
func company(e ends) *org.Organization {
	organization := empty()
	names := map[string]string{}
	for _, p := range organization.Products {
		names[p.Code] = p.Name
	}
	ago := func(days int) *time.Time {
		at := today.AddDate(0, 0, -days)
		return &at
	}
	add := func(id, code string, changes ...func(*org.License)) {
		l := org.License{ID: id, Product: org.Product{Code: code, Name: names[code]}, AvailableToAssign: true}
		for i, team := range []string{"CORE", "MOBI", "DATA"} {
			if strings.HasPrefix(id, team) {
				l.Team = org.TeamRef{ID: organization.Teams[i].ID, Name: organization.Teams[i].Name}
			}
		}
		for _, change := range changes {
			change(&l)
		}
		organization.Licenses = append(organization.Licenses, l)
	}
	until := func(end time.Time, renews bool, pack string) func(*org.License) {
		return func(l *org.License) {
			l.Subscription = &org.Subscription{ValidUntil: &end, AutomaticallyRenewed: renews, PackRef: &pack}
		}
	}
	renewsSoon, renewsLate, endsSoon := until(e.soon, true, "1/SOON"), until(e.late, true, "2/LATE"), until(e.soon, false, "3/ENDS")
	assignee := func(a org.Assignee) func(*org.License) {
		return func(l *org.License) { l.Assignee, l.AvailableToAssign = &a, false }
	}
	to := func(email string) func(*org.License) {
		name, domain, _ := strings.Cut(email, "@")
		if domain == "" {
			domain = "acme.example"
		}
		return func(l *org.License) {
			assignee(org.Assignee{Type: org.AssigneeUser, Email: name + "@" + domain, Name: strings.ToUpper(name[:1]) + name[1:]})(l)
			l.LastSeen = &org.LastSeen{Seen: ago(1), Assigned: ago(200)}
		}
	}
	seen := func(days int) func(*org.License) { return func(l *org.License) { l.LastSeen.Seen = ago(days) } }
	never := func(l *org.License) { l.LastSeen.Seen = nil }

	add("CORE1", "II", to("ada"), renewsSoon)
	add("CORE2", "PC", to("ada"), seen(100), renewsSoon)
	add("CORE3", "PC", renewsSoon)
	add("CORE4", "PC", endsSoon)
	add("CORE5", "WS", renewsLate)
	add("CORE6", "II", to("hal"), renewsLate)
	add("CORE7", "PC", to("hal"), renewsLate)
	add("MOBI1", "ALL", to("bo"), renewsLate)
	add("MOBI2", "II", to("bo"), renewsSoon)
	add("MOBI3", "WS", to("cy"), renewsSoon)
	add("MOBI4", "PC", endsSoon, func(l *org.License) { l.Trial = true })
	add("MOBI5", "II", to("dan"), never, func(l *org.License) { l.LastSeen.OfflineCodeGenerated = true }, renewsSoon)
	add("MOBI6", "WS", to("eve@evil.example"), renewsLate)
	add("DATA1", "ALL", until(e.soon, true, "null")) // the text null: the renewal was stopped
	add("DATA2", "WS", assignee(org.Assignee{Type: org.AssigneeServer, UID: "srv-1", ServerType: org.ServerTypeLicenseServer}), renewsSoon)
	add("DATA3", "AIP", to("fay"), never, func(l *org.License) { l.LastSeen.Assigned = ago(10) }, renewsSoon)
	add("DATA4", "AIP", to("gus"), seen(61), renewsSoon)
	add("DATA5", "PC", until(e.passed, true, "4/PAST"))
	add("DATA6", "WS", endsSoon, func(l *org.License) { l.Subscription.Outdated, l.AvailableToAssign = true, false })
	add("NONE1", "II", to("ivy"), endsSoon)
	add("NONE2", "II", assignee(org.Assignee{Type: org.AssigneeLicenseKey, RegistrationName: "Build agent", Key: "NOT-A-KEY"}), renewsLate)
	return organization
}

// keys is what an output has that explains each of its elements in a sentence.
type keys []string

// Each answer is right for the company: the numbers here were computed by hand.
func TestAccAnswers(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	e := endsAround(time.Now())
	type row = map[string]any
	asked := []string{"changes", "not-in-space", "space-external", "who-holds-what"} // in tests of their own
	at := func(end time.Time, text string) string { return end.Format(time.DateOnly) + ": " + text }
	for answer, want := range map[string]map[string]any{
		"not-to-renew": {
			"not_to_renew": 5.0,
			"where": []any{
				at(e.passed, "1 of 1 PyCharm (4/PAST)"),
				at(e.soon, "1 of 2 AI Pro (1/SOON)"),
				at(e.soon, "1 of 3 IntelliJ IDEA Ultimate (1/SOON)"),
				at(e.soon, "2 of 2 PyCharm (1/SOON)"),
			},
		},
		"team-waste": {"waste_by_team": []any{
			row{"team": "Core", "seats": 4.0, "cost": 90.6, "cost_of_all": 235.3},
			row{"team": "Data", "seats": 3.0, "cost": 112.8, "cost_of_all": 138.7},
			row{"team": "Mobile", "seats": 1.0, "cost": 59.9, "cost_of_all": 229.5},
			row{"team": "no team", "seats": 0.0, "cost": 0.0, "cost_of_all": 119.8},
		}},
		"department-costs": {
			"cost_by_department": row{"Research": 144.7, "Sales": 153.7, "no department": 424.9},
			"cost":               723.3,
		},
		// Without PyCharm, which she does not use, no pack is cheaper for Ada.
		"cheaper-pack":     {"cheaper_with_a_pack": keys{"hal@acme.example"}},
		"joiners":          {"seats_left": row{"ALL": -1.0, "WS": 0.0}},
		"seats-left":       {"running_low": row{"AIP": 0.0, "ALL": 1.0, "II": 0.0, "WS": 1.0}},
		"unused":           {"unused": keys{"CORE2", "DATA4"}, "unused_by_product": row{"AIP": 1.0, "PC": 1.0}, "ask_first": keys{"MOBI5"}},
		"external":         {"external": []any{"eve@evil.example"}},
		"not-in-directory": {"not_in_directory": []any{"cy@acme.example"}},
		"departed":         {"departed": keys{"CORE1", "CORE2", "MOBI1", "MOBI2"}},
		"contractors":      {"contractors": row{"ivy@acme.example": []any{"II"}}},
		"overlapping":      {"overlapping": keys{"MOBI2"}},
		"offline-codes":    {"offline_codes": keys{"MOBI5"}},
		"ai-licenses":      {"ai_users": row{"AIP": []any{"fay@acme.example", "gus@acme.example"}}, "unused_ai_licenses": keys{"DATA4"}},
		"floating": {
			"seats_by_license_server": row{"LICENSE_SERVER srv-1": []any{"WS"}},
			"license_keys":            row{"NONE2": "IntelliJ IDEA Ultimate, registered to Build agent"},
		},
	} {
		asked = append(asked, answer)
		t.Run(answer, func(t *testing.T) {
			t.Parallel()
			d := answerFor(t, answer, company(e))
			got := d.applied(t)
			for output, value := range want {
				if list, ok := value.(keys); ok {
					found, _ := got[output].(map[string]any)
					if diff := cmp.Diff([]string(list), slices.Sorted(maps.Keys(found)), cmpopts.EquateEmpty()); diff != "" {
						t.Errorf("%s is about others (-want +got):\n%s", output, diff)
					}
				} else if diff := cmp.Diff(value, got[output]); diff != "" {
					t.Errorf("%s differs (-want +got):\n%s", output, diff)
				}
			}
			if len(got) != len(want) {
				t.Errorf("the outputs are %v, want values for all of them", slices.Sorted(maps.Keys(got)))
			}
		})
	}
	var all []string
	for _, folder := range examples(t, "answers") {
		all = append(all, filepath.Base(folder))
	}
	slices.Sort(asked)
	if diff := cmp.Diff(all, asked); diff != "" {
		t.Errorf("the tests ask others than there are (-there +asked):\n%s", diff)
	}
}

// answerFor returns a copy of an answer that reads the organization. Its files
// are about the company.
func answerFor(t *testing.T, answer string, organization *org.Organization) *directory {
	t.Helper()
	d := copyOf(t, filepath.Join("answers", answer), merged(serve(t, organization).Env(), answerVariables(t)))
	d.needFeatures(t)
	d.init(t)
	return d
}

func answerVariables(t *testing.T) map[string]string {
	t.Helper()
	people := filepath.Join(t.TempDir(), "people.csv")
	// As a spreadsheet writes it.
	const content = "\ufeffemail,department\r\nAda@acme.example,Research\r\ndan@acme.example,Research\r\nbo@acme.example,Sales\r\ncy@acme.example,Sales\r\n"
	if err := os.WriteFile(people, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return map[string]string{
		"TF_VAR_people_file":        people,
		"TF_VAR_contractor_pattern": "^ivy@",
		"TF_VAR_directory_file":     writeJSON(t, []string{"Ada@acme.example", "bo@acme.example", "dan@acme.example", "eve@evil.example", "fay@acme.example", "gus@acme.example", "hal@acme.example", "ivy@acme.example"}),
	}
}

// applied returns the outputs after an apply.
func (d *directory) applied(t *testing.T) map[string]any {
	t.Helper()
	d.terraform(t, "apply", "-auto-approve", "-no-color").mustBe(t, 0)
	return d.outputs(t)
}

// A clean organization must not get a bad answer. What is computed by hand above
// could come from an answer that always finds something.
func TestAccAnswersAboutACleanOrganization(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	for answer, output := range map[string]string{
		"unused": "unused", "external": "external", "overlapping": "overlapping", "offline-codes": "offline_codes", "departed": "departed",
	} {
		t.Run(answer, func(t *testing.T) {
			t.Parallel()
			organization := simulator.Generate(org.Options{Seed: 1, Licenses: 250, Now: today, Clean: true})
			if found := answerFor(t, answer, organization).applied(t)[output]; reflect.ValueOf(found).Len() != 0 {
				t.Errorf("%s is %v", output, found)
			}
		})
	}
}

// The file from HR has a byte-order mark, names around addresses, spaces, capital
// letters, and people without a date.
func TestAccDepartedReadsWhatASpreadsheetWrites(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	file, err := os.ReadFile(filepath.Join(repository(), "examples", "answers", "departed", "leaving_dates.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, detail := range []string{"\ufeffemail", "<Ada@ACME.example>", " bo@acme.example ,", "cy@acme.example,\r\n"} {
		if !strings.Contains(string(file), detail) {
			t.Errorf("the example file lacks %q", detail)
		}
	}
	found, ok := answerFor(t, "departed", company(endsAround(today))).applied(t)["departed"].(map[string]any)
	if !ok {
		t.Fatal("no license is found")
	}
	for id, says := range map[string]string{
		"CORE1": "held by Ada (ada@acme.example), is held by a person who left on 2026-10-31; it was seen after that, on 2026-11-20",
		"CORE2": "held by a person who left on 2026-10-31; it was not seen after that",
		"MOBI1": "held by a person who left on 2026-06-30; it was seen after that, on 2026-11-20",
	} {
		if message, _ := found[id].(string); !strings.Contains(message, says) {
			t.Errorf("of %s, %q does not say %q", id, message, says)
		}
	}
}

// The file that an auditor gets has a line for each license that a person holds,
// and its digest is of the bytes that `terraform output -raw` writes.
func TestAccWhoHoldsWhatIsCompleteAndHasADigest(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	organization := messy()
	d := answerFor(t, "who-holds-what", organization)
	d.terraform(t, "plan", "-no-color").mustBe(t, 0)
	// A plan alone keeps nothing to write into a file.
	d.terraform(t, "output", "-raw", "csv").says(t, "No outputs found")

	evidence, ok := d.applied(t)["evidence"].(map[string]any)
	if !ok {
		t.Fatal("there is no evidence")
	}
	file := d.terraform(t, "output", "-raw", "csv").mustBe(t, 0).standard
	if digest := fmt.Sprintf("%x", sha256.Sum256([]byte(file))); evidence["sha256"] != digest {
		t.Errorf("the digest is %v, want %s", evidence["sha256"], digest)
	}
	rows, err := csv.NewReader(strings.NewReader(file)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var want [][]string
	for _, l := range organization.Licenses {
		if l.Assignee != nil && l.Assignee.Type == org.AssigneeUser {
			want = append(want, []string{strings.ToLower(l.Assignee.Email), l.Product.Code, l.ID})
		}
	}
	slices.SortFunc(want, slices.Compare)
	var got [][]string
	for _, row := range rows[1:] {
		got = append(got, []string{row[0], row[2], row[5]})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the file differs (-want +got):\n%s", diff)
	}
	if evidence["licenses"] != float64(len(want)) || evidence["scope"] != "organization" || evidence["customer"] != organization.CustomerCode {
		t.Errorf("the evidence is %v, want %d licenses of organization %s", evidence, len(want), organization.CustomerCode)
	}
	if _, err := time.Parse(time.RFC3339, fmt.Sprint(evidence["read"])); err != nil {
		t.Errorf("the date: %v", err)
	}
}

// The contractor's address is in the company's domain.
func TestAccContractorsAreFoundInTheCompanysDomain(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	organization := tidy()
	for i := range organization.Licenses {
		if a := organization.Licenses[i].Assignee; a != nil && a.Type == org.AssigneeUser {
			a.Email = "Ext.Jo@acme.example"
			break
		}
	}
	d := copyOf(t, "answers/contractors", serve(t, organization).Env())
	d.needFeatures(t)
	d.init(t)
	d.terraform(t, "plan", "-no-color").mustBe(t, 0).says(t, `+ "ext.jo@acme.example" =`)
	// An invalid regular expression must not mean "no contractors".
	d.terraform(t, "plan", "-no-color", "-var=contractor_pattern=^ext[").mustBe(t, 1).says(t, "invalid regexp pattern")
}

// A second plan on the same day finds no change. After a license is suspended,
// the plan shows a change and names the license.
func TestAccChangesNamesTheLicense(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	d := copyOf(t, "answers/changes", serve(t, tidy()).Env())
	d.needFeatures(t)
	d.init(t)
	d.terraform(t, "apply", "-auto-approve", "-no-color").mustBe(t, 0)
	d.terraform(t, "plan", "-detailed-exitcode", "-no-color").mustBe(t, 0)
	later := tidy()
	for i := range later.Licenses {
		if l := &later.Licenses[i]; l.Assignee != nil {
			l.Suspended = true
			d.against(t, later)
			plan := d.terraform(t, "plan", "-detailed-exitcode", "-no-color").mustBe(t, 2).standard
			// Terraform quotes a key only if it starts with a digit.
			if changed := flat(strings.ReplaceAll(plan, `"`, "")); !strings.Contains(changed, "~ "+l.ID+" = ") || !strings.Contains(changed, fmt.Sprintf("(%d unchanged attributes hidden)", len(later.Licenses)-1)) {
				t.Errorf("want only %s changed in:\n%s", l.ID, plan)
			}
			return
		}
	}
	t.Fatal("no license is assigned")
}

func TestAccJoinersSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	d := answerFor(t, "joiners", company(endsAround(today)))
	d.terraform(t, "plan", "-no-color").mustBe(t, 0).says(t, "Seats are missing: 1 of ALL.")
	enough := d.terraform(t, "plan", "-no-color", `-var=joiners={"ALL":1,"PC":3}`).mustBe(t, 0)
	enough.says(t, "PC = 0")
	enough.doesNotSay(t, "Seats are missing")
	d.terraform(t, "plan", "-no-color", `-var=joiners={"GO":2}`).mustBe(t, 0).says(t, "Seats are missing: 2 of GO.")
}

// spaceOf returns the company with a Space of five people. Ada has two addresses.
// Bo is suspended, and cy's profile has no address. Eve is external. Zoe has no
// license.
func spaceOf(t *testing.T) *org.Organization {
	t.Helper()
	organization := company(endsAround(today))
	joined := today.AddDate(-1, 0, 0)
	member := func(username, twoFactor string, emails ...string) org.SpaceMember {
		m := org.SpaceMember{ID: username + "0000000000", Username: username, FirstName: username, LastName: "Example", TwoFactor: twoFactor, Joined: &joined}
		for _, email := range emails {
			m.Emails = append(m.Emails, org.SpaceEmail{Email: email})
		}
		return m
	}
	bo, eve, guest := member("bo", org.TwoFactorNotSetUp, "bo@acme.example"), member("eve", org.TwoFactorInactive, "eve@evil.example"), member("guest", "", "guest@evil.example")
	bo.Suspended, bo.AccessSuspended = true, true
	eve.External = true // external, and no guest
	guest.External, guest.ExternalLight = true, true
	secure := member("vendor", org.TwoFactorActive, "vendor@evil.example")
	secure.External = true
	organization.Space.Members = []org.SpaceMember{
		member("ada", org.TwoFactorActive, "ada.l@acme.example", "Ada@acme.example"), bo, member("cy", org.TwoFactorActive), eve, guest, secure, member("zoe", org.TwoFactorNotSetUp, "zoe@acme.example"),
	}
	organization.Space.Memberships = nil
	for i := range organization.Space.Tokens {
		if token := &organization.Space.Tokens[i]; token.MemberID != "" {
			token.MemberID = organization.Space.Members[0].ID
		}
	}
	for i := range organization.Space.Roles {
		organization.Space.Roles[i].MemberIDs = nil
	}
	return organization
}

func TestAccAnswersAboutTheSpace(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	for answer, want := range map[string]map[string]any{
		"not-in-space": {
			"not_in_the_space":                 []any{"cy@acme.example", "dan@acme.example", "fay@acme.example", "gus@acme.example", "hal@acme.example", "ivy@acme.example"},
			"not_active_in_the_space":          []any{"bo@acme.example"},
			"active_members_without_a_license": []any{"zoe"},
			"external_people_with_a_license":   []any{"eve"},
			"members_without_an_address":       []any{"cy"},
		},
		"space-external": {
			"external":           []any{"eve", "guest", "vendor"},
			"without_two_factor": []any{"eve"},
			"two_factor_unknown": []any{"guest"},
		},
	} {
		t.Run(answer, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(want, answerFor(t, answer, spaceOf(t)).applied(t)); diff != "" {
				t.Errorf("the answer differs (-want +got):\n%s", diff)
			}
		})
	}
}
