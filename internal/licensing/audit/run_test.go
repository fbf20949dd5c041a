package audit_test

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit/rules"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/licensingtest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// everyRule enables every rule of the first release.
func everyRule(o *audit.Options) {
	expected := map[string][]string{"II": {ada}, "GO": {bo}, "ALL": {ada}}
	for _, c := range []change{
		enable("inactive", "days", 90), enable("never_seen"), enable("external", "allowed_email_domains", []string{"acme.example"}), enable("not_in_directory", "directory_emails", []string{ada}),
		enable("departed", "leaving_dates", map[string]string{bo: "2026-01-01"}), enable("missing_entitlement", "expected", expected), enable("unexpected_entitlement", "expected", expected),
		enable("unused", "days", 90), enable("overlapping"), enable("cheaper_pack", "prices", map[string]value.Decimal{"ALL": value.DecimalOf(9), "WS": value.DecimalOf(10), "GO": value.DecimalOf(10)}),
		enable("suspended"), enable("trial"), enable("offline_code"), enable("use_unknown"), enable("expiring", "days", 30), enable("discontinued", "product_codes", []string{"AC"}),
		enable("low_availability", "min_available", map[string]int{"II": 9}),
	} {
		c(o)
	}
}

// oddCompany has something for every rule to find.
func oddCompany() *licensing.Organization {
	return company(
		license("A", "II", heldBy(ada), named("Ada"), inTeam("7", "Core"), seen("2026-11-20"), validTo("2026-12-01")), license("B", "WS", heldBy(ada), seen("2026-01-01"), isOut),
		license("C", "ALL", heldBy(ada), assigned("2026-11-20"), inTeam("8", "Web"), licensingtest.Renewing), license("D", "GO", heldBy(eve), assigned("2026-01-01")), license("E", "WS", heldBy(eve), isTrial, licensingtest.Offline),
		license("F", "II", heldBy(eve)), license("G", "WS", onServer), license("H", "II", onKey), license("I", "AC", licensingtest.Renewing), license("J", "PC", heldBy(bo), seen("2026-11-20")), license("K", "WS", heldBy(eve)),
	)
}

func TestEveryEnabledRuleAnswersAndNoOther(t *testing.T) {
	o := options(everyRule)
	result := audited(t, o, oddCompany())
	if len(result.Results) != len(o.Rules) {
		t.Errorf("%d results of %d rules", len(result.Results), len(o.Rules))
	}
	counts := map[rules.Name]int{}
	for _, f := range result.Findings {
		counts[f.Rule]++
	}
	for name, r := range result.Results {
		if r.Count == 0 || r.Count != counts[name] || r.Severity != audit.SeverityError || r.Passed {
			t.Errorf("%s: %+v, with %d findings", name, r, counts[name])
		}
	}
	one := audited(t, options(enable("trial")), oddCompany())
	if len(one.Results) != 1 || one.Results["trial"] == nil || len(one.Findings) != 1 {
		t.Errorf("one rule is enabled: %+v", one)
	}
}

func TestAnEmptyOrganizationHasEmptyLists(t *testing.T) {
	result := audited(t, options(everyRule, func(o *audit.Options) {
		o.MinLicenses = value.Some(0)
		delete(o.Rules, "low_availability")
		delete(o.Rules, "missing_entitlement")
	}), company())
	if !result.Passed || result.Findings == nil || len(result.Findings) != 0 || result.Report(50) != "" || result.Exempted == nil || result.StaleExemptions == nil || result.StaleReport(50) != "" {
		t.Errorf("%+v", result)
	}
	for _, rule := range rules.All() {
		r := result.Results[rule.Name]
		if r == nil {
			continue
		}
		if (r.Emails != nil) != rule.Exemptable() || (r.LicenseIDs != nil) != rule.ListsLicenses() || len(r.Emails)+len(r.LicenseIDs)+r.Count+r.OutOf != 0 || !r.Passed {
			t.Errorf("%s: %+v", rule.Name, r)
		}
	}
}

func TestFindingsAreSortedByRuleEmailProductLicense(t *testing.T) {
	for name, o := range map[string]audit.Options{"by email": options(everyRule), "by license": options(everyRule, byLicense)} {
		key := func(f audit.Finding) []string { return []string{string(f.Rule), f.Email, f.ProductCode, f.LicenseID} }
		findings := audited(t, o, oddCompany()).Findings
		for i := 1; i < len(findings); i++ {
			if slices.Compare(key(findings[i-1]), key(findings[i])) > 0 {
				t.Errorf("%s: %v is not before %v", name, key(findings[i-1]), key(findings[i]))
			}
		}
	}
}

func TestShapeOfFindings(t *testing.T) {
	result := audited(t, options(everyRule), oddCompany())
	want := map[rules.Name]string{
		"inactive": "eve@evil.example|||||", "low_availability": "||II|||", "missing_entitlement": "bo@acme.example||GO|||", "cheaper_pack": "eve@evil.example||ALL|||",
		"expiring": "ada@acme.example|A|II|7|Core|", "suspended": "ada@acme.example|B|WS|||", "discontinued": "|I|AC|||", "trial": "eve@evil.example|E|WS|||",
		"departed": "bo@acme.example|J|PC|||", "overlapping": "ada@acme.example|A|II|7|Core|C",
	}
	got := map[rules.Name]string{}
	for _, f := range result.Findings {
		if want[f.Rule] != "" {
			got[f.Rule] += strings.Join([]string{f.Email, f.LicenseID, f.ProductCode, f.TeamID, f.TeamName.Value, f.CoveredByLicenseID}, "|")
		}
	}
	for rule := range want {
		if got[rule] != want[rule] {
			t.Errorf("%s: %s, want %s", rule, got[rule], want[rule])
		}
	}
}

func TestByLicenseAFindingAboutAPersonIsOnePerJudgedLicense(t *testing.T) {
	o := options(enable("external", "allowed_email_domains", []string{"acme.example"}), byLicense, products("WS", "GO"))
	result := audited(t, o, oddCompany())
	same(t, "findings", lines(result.Findings), []string{"error external  D GO", "error external  E WS", "error external  K WS"})
	if r := result.Results["external"]; r.Count != 1 || r.OutOf != 2 || r.Emails != nil {
		t.Errorf("still of people: %+v", r)
	}
	cheaper := audited(t, options(everyRule, byLicense), oddCompany())
	for _, f := range cheaper.Findings {
		if f.Rule == "cheaper_pack" && (f.LicenseID == "" || f.ProductCode != "ALL") {
			t.Errorf("cheaper_pack names %q of license %q, not the pack", f.ProductCode, f.LicenseID)
		}
	}
}

func TestLimits(t *testing.T) {
	// 2 of 3 people are inactive. 3 of 4 licenses of people are suspended.
	organization := company(
		license("A", "II", heldBy(ada), isOut), license("B", "WS", heldBy(ada), isOut), license("C", "GO", heldBy(ada)), license("D", "II", heldBy(bo)), license("E", "II", heldBy(cy), isOut, seen("2026-11-20")),
		license("F", "II", onServer, isOut), license("G", "II"),
	)
	for name, test := range map[string]struct {
		limit  change
		passed bool
	}{
		"no limit is a limit of 0":           {limit("inactive", "", -1, ""), false},
		"the limit of another rule":          {limit("trial", "", 99, ""), false},
		"findings at the limit":              {limit("inactive", "", 2, ""), true},
		"findings over the limit":            {limit("inactive", "", 1, ""), false},
		"percent at the limit":               {limit("inactive", "", -1, "66.66666666666666666667"), true},
		"percent over the limit":             {limit("inactive", "", -1, "66.66666666666666666666"), false},
		"both, both kept":                    {limit("inactive", "", 2, "67"), true},
		"both, too many":                     {limit("inactive", "", 1, "67"), false},
		"both, too large a share":            {limit("inactive", "", 99, "66"), false},
		"a percentage of 0":                  {limit("inactive", "", -1, "0"), false},
		"a percentage of 0 beside a number":  {limit("inactive", "", 99, "0"), false},
		"all of them":                        {limit("inactive", "", -1, "100"), true},
		"a warning does not fail":            {limit("inactive", audit.SeverityWarning, -1, ""), true},
		"a warning does not fail, over both": {limit("inactive", audit.SeverityWarning, 0, "0"), true},
	} {
		t.Run(name, func(t *testing.T) {
			result := audited(t, options(enable("inactive", "days", 90), enable("trial"), test.limit), organization)
			r := result.Results["inactive"]
			if result.Passed != test.passed || r.Fails() == test.passed {
				t.Errorf("passed %t, the rule %+v", result.Passed, r)
			}
			if within := test.passed && r.Severity == audit.SeverityError; r.Passed != within {
				t.Errorf("the rule is within its limits: %t, want %t", r.Passed, within)
			}
			want := audit.SeverityError
			if test.passed {
				want = audit.SeverityWarning // of a rule that only warns, or is within its limits
			}
			if len(result.Findings) != 2 || result.Findings[0].Severity != want || result.Findings[1].Severity != want {
				t.Errorf("a limit hides nothing: %v, want severity %s", lines(result.Findings), want)
			}
			if failing := len(result.Failing()); (failing == 0) != test.passed || failing+len(result.NotFailing()) != 2 {
				t.Errorf("%d findings fail, %d do not", failing, len(result.NotFailing()))
			}
		})
	}
}

func TestPercentagesAreExact(t *testing.T) {
	var licenses []licensing.License
	for i := range 10_000 {
		l := license(fmt.Sprintf("L%05d", i), "II", heldBy(fmt.Sprintf("p%05d@acme.example", i)))
		l.Trial = i < 57
		licenses = append(licenses, l)
	}
	organization := company(licenses...)
	for percent, want := range map[string]bool{"0.57": true, "0.56": false, "0.569999999999999999": false} {
		if result := audited(t, options(enable("trial"), limit("trial", "", -1, percent)), organization); result.Passed != want {
			t.Errorf("57 of 10,000 with a limit of %s percent: passed %t", percent, result.Passed)
		}
	}
}

func TestASelectionSaysWhatIsJudged(t *testing.T) {
	organization := company(
		license("A", "II", heldBy(ada), isTrial, inTeam("7", "Core")), license("B", "WS", heldBy(ada), isTrial, inTeam("8", "Web")), license("C", "II", heldBy(bo), isTrial), license("D", "GO", isTrial, heldBy(cy), inTeam("7", "Core")),
	)
	for name, test := range map[string]struct {
		selection change
		found     []string
		outOf     int
		subject   string
	}{
		"all":               {func(*audit.Options) {}, []string{"A", "B", "C", "D"}, 4, "organization"},
		"products":          {products("WS", "II"), []string{"A", "B", "C"}, 3, "organization: II, WS"},
		"a team":            {teams("7"), []string{"A", "D"}, 2, "Core (7)"},
		"no team":           {teams("none"), []string{"C"}, 1, "no team"},
		"teams and no team": {teams("none", "8", "8"), []string{"B", "C"}, 2, "Web (8), no team"},
		"both":              {func(o *audit.Options) { products("II")(o); teams("7")(o) }, []string{"A"}, 1, "Core (7): II"},
	} {
		t.Run(name, func(t *testing.T) {
			result := audited(t, options(enable("trial"), test.selection), organization)
			same(t, "found", result.Results["trial"].LicenseIDs, test.found)
			if result.Summary.Subject != test.subject || result.Results["trial"].OutOf != test.outOf || result.Summary.Licenses != test.outOf || result.Summary.NotJudged != 4-test.outOf {
				t.Errorf("summary %+v, out of %d", result.Summary, result.Results["trial"].OutOf)
			}
		})
	}
	if got := audited(t, options(enable("trial"), products("II")), team(license("A", "II"))).Summary.Subject; got != "Core (7): II" {
		t.Errorf("with a team's token the subject is %q", got)
	}
	withTeams := licensingtest.Organization(licensing.Account{Scope: licensing.ScopeOrganization, Teams: []licensing.TeamRole{{ID: "7", Name: value.Some("Core")}}}, license("A", "II"))
	if got := audited(t, options(enable("trial")), withTeams).Summary.Subject; got != "organization" {
		t.Errorf("with an organization's token, which names teams, the subject is %q", got)
	}
	unnamed := licensingtest.Organization(licensing.Account{Scope: licensing.ScopeOrganization}, license("A", "II", func(l *licensing.License) { l.TeamID = "9" }))
	if got := audited(t, options(enable("trial"), teams("9")), unnamed).Summary.Subject; got != "9" {
		t.Errorf("of a team without a name the subject is %q", got)
	}
}

func TestSummary(t *testing.T) {
	result := audited(t, options(enable("trial"), exempt(exemption(ada, "never", "", "all"))), company(
		license("A", "II", heldBy(ada), account("a@gmail.example")), license("B", "WS", heldBy(ada)), license("C", "II", heldBy(bo), isOut, account("b@gmail.example")), license("D", "II", onServer), license("E", "II", onKey),
		license("F", "II"), license("G", "II", isTrial), license("H", "GO", expired), license("I", "GO", isOut),
	))
	want := audit.Summary{
		Subject: "organization", Scope: licensing.ScopeOrganization, CustomerCode: "123", CustomerName: value.Some("Acme"),
		Licenses: 9, Assigned: 5, Available: 1, Suspended: 2, People: 2, Products: 3, Aliased: 2,
	}
	if result.Summary != want {
		t.Errorf("the summary differs (-want +got):\n%s", cmp.Diff(want, result.Summary))
	}
}

func TestAReportStartsWithWhatFailsAndIsCapped(t *testing.T) {
	result := audited(t, options(enable("external", "allowed_email_domains", []string{"acme.example"}), enable("suspended"), limit("external", audit.SeverityWarning, -1, "")),
		company(license("A", "GO", heldBy(eve), isOut), license("B", "GO", heldBy(bo), isOut)))
	first, second := "suspended: License B for GoLand (GO), held by bo@acme.example, is suspended.", "suspended: License A for GoLand (GO), held by eve@evil.example, is suspended."
	third := "external: eve@evil.example holds GoLand (GO) and has an address outside the allowed domains (acme.example), assignment date unknown."
	for limit, want := range map[int][]string{
		50: {first, second, third}, 3: {first, second, third}, 2: {first, second, "and 1 more finding."}, 1: {first, "and 2 more findings."}, 0: {"and 3 more findings."}, -1: {"and 3 more findings."},
	} {
		same(t, fmt.Sprint("limit ", limit), strings.Split(result.Report(limit), "\n"), want)
	}
	same(t, "failing only", strings.Split(audit.ReportFindings(result.Failing(), 50), "\n"), []string{first, second})
}

// attributed is what each error of an audit is.
type attributed interface {
	error
	Attribute() string
}

func TestWhatAnAuditRefuses(t *testing.T) {
	trial := enable("trial")
	discontinued := func(codes ...string) change { return enable("discontinued", "product_codes", codes) }
	for name, test := range map[string]struct {
		options      audit.Options
		organization *licensing.Organization
		attribute    string
		text         string // a part of the error
	}{
		"no instant":                       {options(trial, func(o *audit.Options) { o.AsOf = time.Time{} }), company(), "as_of", "as_of is missing"},
		"an empty filter of products":      {options(trial, func(o *audit.Options) { o.Selection.ProductCodes = []string{} }), company(license("A", "II")), "product_codes", "product_codes is empty, so it would select no licenses"},
		"an empty filter of teams":         {options(trial, func(o *audit.Options) { o.Selection.TeamIDs = []string{} }), company(license("A", "II")), "team_ids", "team_ids is empty"},
		"a product that no license has":    {options(trial, products("WS")), company(license("A", "II")), "product_codes", `product_codes names "WS", which the account does not have. The account has II (IntelliJ IDEA Ultimate)`},
		"a team that no license has":       {options(trial, teams("7", "8")), company(license("A", "II", inTeam("7", "Core"))), "team_ids", `team_ids names "8", which the account does not have. The account has 7 (Core)`},
		"nothing to judge":                 {options(trial), company(), "min_licenses", "min_licenses is 1, but the number of matching licenses is 0"},
		"no license without a team":        {options(trial, teams("none")), company(license("A", "II", inTeam("7", "Core"))), "min_licenses", "is 0"},
		"too few licenses":                 {options(trial, func(o *audit.Options) { o.MinLicenses = value.Some(3) }), company(license("A", "II"), license("B", "II")), "min_licenses", "min_licenses is 3, but the number of matching licenses is 2. Check the token's scope, product_codes, and team_ids, or lower min_licenses"},
		"fewer than no license":            {options(trial, func(o *audit.Options) { o.MinLicenses = value.Some(-1) }), company(license("A", "II")), "min_licenses", "min_licenses is -1, but must be 0 or more"},
		"a holder without an address":      {options(trial, products("II")), company(license("A", "II", heldBy(ada)), license("B", "WS", heldBy(""))), "", "license B for WS is assigned to a person without an email address"},
		"no rule":                          {options(), company(license("A", "II")), "", "No rule is enabled, so the audit would pass"},
		"a code that is not known":         {options(discontinued("AC", "ZZ", "iI")), company(license("A", "II")), "discontinued.product_codes", `discontinued.product_codes names "ZZ", "iI", which no license has and JetBrains does not sell. Check the spelling and the letter case. The account has II (IntelliJ IDEA Ultimate)`},
		"an exemption without an address":  {options(trial, exempt(exemption(ada, "never", "", "all"), exemption(" ", "never", "", "all"))), company(), "exemptions", "exemptions has at index 1 no email address"},
		"an exemption without a rule":      {options(trial, exempt(exemption(ada, "never", ""))), company(), "exemptions", "exemptions has at index 0 an exemption that names no rule"},
		"an exemption from no such rule":   {options(trial, exempt(exemption(ada, "never", "", "trial", "Inactive"))), company(), "exemptions", `exemptions[0] names the rule "Inactive", which does not exist. The rules about people and their licenses are inactive, `},
		"an exemption from expiring":       {options(trial, exempt(exemption(ada, "never", "", "expiring"))), company(), "exemptions", "exemptions has at index 0 an exemption from expiring, which is never about a person"},
		"an exemption from discontinued":   {options(trial, exempt(exemption(ada, "never", "", "discontinued"))), company(), "exemptions", "an exemption from discontinued"},
		"an exemption from a product rule": {options(trial, exempt(exemption(ada, "never", "", "low_availability"))), company(), "exemptions", "an exemption from low_availability"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := tryAudit(test.options, test.organization)
			if err == nil || !strings.Contains(err.Error(), test.text) {
				t.Fatalf("error %v, want %q", err, test.text)
			}
			var about attributed
			if errors.As(err, &about) != (test.attribute != "") || about != nil && about.Attribute() != test.attribute {
				t.Errorf("error %v, want one about %q", err, test.attribute)
			}
		})
	}
	if _, err := tryAudit(options(trial, func(o *audit.Options) { o.MinLicenses = value.Some(2) }), company(license("A", "II"), license("B", "II"))); err != nil {
		t.Errorf("as many licenses as required: %v", err)
	}
	if _, err := tryAudit(options(trial, func(o *audit.Options) { o.MinLicenses = value.Some(0) }), company()); err != nil {
		t.Errorf("an audit of nothing that is allowed: %v", err)
	}
	if _, err := tryAudit(options(trial, exempt(exemption(ada, "never", "", "inactive"))), company(license("A", "II"))); err != nil {
		t.Errorf("an exemption from a rule that is not enabled: %v", err)
	}
}

// Codes that only JetBrains' catalog knows have to be looked up there.
func TestCodesAreKnownByTheReadingTheCatalogTheTableOrPackContents(t *testing.T) {
	o := options(enable("discontinued", "product_codes", []string{"SOLD", "AC", "HELD", "INPACK", "PACK"}), enable("missing_entitlement", "expected", map[string][]string{"SOLD": {}, "SOLD2": {}}), enable("overlapping"),
		func(o *audit.Options) { o.PackContents = licensing.Packs{"PACK": {"INPACK"}} })
	organization := company(license("A", "HELD"))
	a, err := audit.New(o)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "unlisted", a.UnlistedCodes(organization), []string{"SOLD", "SOLD2"})
	if got := audited(t, options(enable("trial")), organization); got == nil {
		t.Error("no result")
	}
	if _, err := a.Run(organization, read, value.SetOf("SOLD", "SOLD2")); err != nil {
		t.Errorf("all are known: %v", err)
	}
	_, err = a.Run(organization, read, value.SetOf("SOLD"))
	var unknown *licensing.UnknownCodeError
	if !errors.As(err, &unknown) || unknown.Argument != "missing_entitlement.expected" || !slices.Equal(unknown.Codes, []string{"SOLD2"}) {
		t.Errorf("error %v", err)
	}
}

// Every argument that holds addresses joins through the aliases.
func TestAliasesMakeOnePerson(t *testing.T) {
	o := options(
		aliases(t, map[string]string{"jd@gmail.example": ada}, map[string]string{"old.example": "acme.example"}),
		enable("inactive", "days", 1), enable("not_in_directory", "directory_emails", []string{"ADA@OLD.example.", "bo@old.example"}),
		enable("missing_entitlement", "expected", map[string][]string{"II": {"JD@gmail.example"}, "WS": {"bo@old.example"}}), enable("departed", "leaving_dates", map[string]string{"jd@gmail.example": "2026-01-01"}),
		exempt(exemption("bo@old.example", "never", "", "all"), exemption("jd@gmail.example", "never", "", "inactive")),
	)
	result := audited(t, o, company(license("A", "II", heldBy(ada), account("jd@gmail.example")), license("B", "II", heldBy(ada)), license("C", "WS", heldBy(bo))))
	same(t, "findings", lines(result.Findings), []string{"error departed ada@acme.example A II", "error departed ada@acme.example B II"})
	if result.Summary.Aliased != 1 || len(result.StaleExemptions) != 0 || len(result.Exempted) != 2 {
		t.Errorf("%+v", result)
	}
}

// everyField lets a difference show private fields.
var everyField = cmp.Exporter(func(reflect.Type) bool { return true })

func TestOneAuditJudgesManyAtOnce(t *testing.T) {
	a, err := audit.New(options(everyRule))
	if err != nil {
		t.Fatal(err)
	}
	organization := oddCompany()
	want, err := a.Run(organization, read, nil)
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if got, err := a.Run(organization, read, nil); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("another result, error %v (-first +this):\n%s", err, cmp.Diff(want, got, everyField))
			}
		})
	}
	group.Wait()
}

// A date that the clocks put a little after the read is shown as the read.
func TestDatesAreInUTCWhateverTheZoneOfTheRead(t *testing.T) {
	a, err := audit.New(options(enable("external", "allowed_email_domains", []string{"acme.example"})))
	if err != nil {
		t.Fatal(err)
	}
	organization := company(license("A", "II", heldBy(eve), assigned("2026-11-21T13:00:00Z")))
	for _, at := range []time.Time{read, read.In(time.FixedZone("far east", 14*60*60))} {
		result, err := a.Run(organization, at, nil)
		if err != nil {
			t.Fatal(err)
		}
		if want := "last assigned 2026-11-21."; len(result.Findings) != 1 || !strings.HasSuffix(result.Findings[0].Message, want) {
			t.Errorf("read at %s: findings %+v, want one that ends with %q", at, result.Findings, want)
		}
	}
}

// What is declared twice in one person's exemptions and rules is in each list
// once.
func TestListsHaveEachEntryOnce(t *testing.T) {
	result := audited(t, options(everyRule), oddCompany())
	for _, name := range slices.Sorted(maps.Keys(result.Results)) {
		r := result.Results[name]
		for _, list := range [][]string{r.Emails, r.LicenseIDs, r.ProductCodes} {
			if !slices.IsSorted(list) || len(slices.Compact(slices.Clone(list))) != len(list) {
				t.Errorf("%s: %v", name, list)
			}
		}
	}
}
