package audit_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/licensingtest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// summary writes the numbers and lists of each rule.
func summary(result *audit.Result) []string {
	list := func(values []string) string {
		if values == nil {
			return "-"
		}
		return "[" + strings.Join(values, " ") + "]"
	}
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(result.Results)) {
		r := result.Results[name]
		lines = append(lines, fmt.Sprintf("%s %d/%d-%d %s %s %s", name, r.Count, r.OutOf, r.Excused, list(r.Emails), list(r.LicenseIDs), list(r.ProductCodes)))
	}
	return lines
}

// Each kind of rule has its numbers and its lists.
func TestNumbersAndListsOfEachKindOfRule(t *testing.T) {
	o := options(
		enable("external", "allowed_email_domains", []string{"acme.example"}), enable("trial"), enable("expiring", "days", 30), enable("low_availability", "min_available", map[string]int{"II": 1, "WS": 1, "PC": 0}),
		enable("missing_entitlement", "expected", map[string][]string{"II": {ada, bo, cy, eve}, "GO": {ada, bo}}), enable("unexpected_entitlement", "expected", map[string][]string{"II": {ada}}),
		exempt(exemption(cy, "never", "", "all")),
	)
	organization := company(
		license("A", "II", heldBy(ada), validTo("2026-12-01")), license("B", "WS", heldBy(ada), isTrial), license("C", "II", heldBy(eve), isTrial), license("D", "PC", heldBy(eve)), license("E", "GO", heldBy(eve), isTrial),
		license("F", "II", heldBy(cy), isTrial), license("G", "GO", onServer, isTrial), license("H", "AIP", validTo("2026-12-01")), license("I", "AIP", heldBy("x@evil.example")), license("J", "PC", heldBy(cy)),
	)
	want := []string{
		"expiring 2/10-0 - [A H] -", "external 2/3-0 [eve@evil.example x@evil.example] - -", "low_availability 2/3-0 - - [II WS]", "missing_entitlement 3/5-0 [ada@acme.example bo@acme.example] - -",
		"trial 3/6-1 [ada@acme.example eve@evil.example] [B C E] -", "unexpected_entitlement 1/2-1 [eve@evil.example] [C] -",
	}
	same(t, "results", summary(audited(t, o, organization)), want)
	same(t, "findings", lines(audited(t, o, organization).Findings), []string{
		"error expiring  H AIP", "error expiring ada@acme.example A II", "error external eve@evil.example  ", "error external x@evil.example  ", "error low_availability   II", "error low_availability   WS",
		"error missing_entitlement ada@acme.example  GO", "error missing_entitlement bo@acme.example  GO", "error missing_entitlement bo@acme.example  II",
		"error trial ada@acme.example B WS", "error trial eve@evil.example E GO", "error trial eve@evil.example C II", "error unexpected_entitlement eve@evil.example C II",
	})
	byLicense(&o)
	for i, emails := range []string{"", "[eve@evil.example x@evil.example]", "", "[ada@acme.example bo@acme.example]", "[ada@acme.example eve@evil.example]", "[eve@evil.example]"} {
		want[i] = strings.Replace(want[i], emails, "-", 1)
		if emails == "" {
			want[i] = want[i][1:]
		}
	}
	same(t, "by license", summary(audited(t, o, organization)), want)
	for _, f := range audited(t, o, organization).Findings {
		if f.Email != "" || strings.Contains(f.Message, "@") {
			t.Errorf("%+v names a person", f)
		}
	}
}

// A person whom an exemption excuses from missing_entitlement counts only if
// something is missing.
func TestPeopleExcusedFromADeclaration(t *testing.T) {
	o := options(enable("missing_entitlement", "expected", map[string][]string{"II": {ada, bo, cy}}), exempt(exemption(ada, "never", "", "all"), exemption(bo, "never", "", "missing_entitlement")))
	same(t, "results", summary(audited(t, o, company(license("A", "II", heldBy(ada))))), []string{"missing_entitlement 1/1-1 [cy@acme.example] - -"})
}

func TestFindingsOfOnePersonAndProductAreSortedByLicense(t *testing.T) {
	result := audited(t, options(enable("departed", "leaving_dates", map[string]string{ada: "2026-01-01"})), company(license("C", "II", heldBy(ada)), license("B", "II", heldBy(ada)), license("A", "WS", heldBy(ada)), license("D", "II", heldBy(ada))))
	same(t, "findings", lines(result.Findings), []string{"error departed ada@acme.example B II", "error departed ada@acme.example C II", "error departed ada@acme.example D II", "error departed ada@acme.example A WS"})
}

func TestExemptedAreSortedByEmailAndRule(t *testing.T) {
	o := options(enable("trial"), enable("suspended"), exempt(exemption(bo, "never", "", "all"), exemption(ada, "never", "", "all")))
	var got []string
	for _, e := range audited(t, o, company(license("A", "II", heldBy(bo), isTrial, isOut), license("B", "II", heldBy(ada), isTrial, isOut))).Exempted {
		got = append(got, e.Email+" "+string(e.Rule))
	}
	same(t, "exempted", got, []string{ada + " suspended", ada + " trial", bo + " suspended", bo + " trial"})
}

func TestStaleExemptionsAreSortedAndListedOnce(t *testing.T) {
	o := options(enable("trial"), exempt(
		exemption("b@x.example", "2026-02-01", "y", "all"), exemption("b@x.example", "2026-02-01", "x", "all"), exemption("b@x.example", "2026-01-01", "z", "all"), exemption("a@x.example", "2026-03-01", "", "all"),
		exemption("b@x.example", "2026-02-01", "x", "trial"), exemption("c@x.example", "2026-03-01", "", "all"), exemption("a@x.example", "2026-03-02", "", "all"),
	))
	var got []string
	result := audited(t, o, company(license("A", "II")))
	for _, e := range result.StaleExemptions {
		got = append(got, fmt.Sprintf("%s %s %s", e.Email, end(e.Until)[:10], e.Reason.Value))
	}
	same(t, "stale", got, []string{"a@x.example 2026-03-01 ", "a@x.example 2026-03-02 ", "b@x.example 2026-01-01 z", "b@x.example 2026-02-01 x", "b@x.example 2026-02-01 y", "c@x.example 2026-03-01 "})
	if result.StaleCount != 6 || audited(t, options(enable("trial"), byLicense), company(license("A", "II"))).StaleReport(9) != "" {
		t.Errorf("%d are stale", result.StaleCount)
	}
}

// The rules that find licenses to give up decide what overlaps, and what a pack
// would replace.
func TestRulesThatLookAtOthers(t *testing.T) {
	organization := company(
		license("A", "ALL", heldBy(ada), seen("2026-11-20")), license("B", "WS", heldBy(ada), seen("2026-11-20")), license("C", "II", heldBy(ada), seen("2026-01-01")),
		license("D", "ALL", heldBy(bo), seen("2026-01-01")), license("E", "WS", heldBy(bo), seen("2026-11-20")), license("F", "II", heldBy(cy)), license("G", "II", heldBy(cy)),
	)
	overlapping, unused := enable("overlapping"), enable("unused", "days", 90)
	prices := enable("cheaper_pack", "prices", map[string]value.Decimal{"ALL": value.DecimalOf(15), "II": value.DecimalOf(10)})
	for name, test := range map[string]struct {
		changes []change
		want    []string
	}{
		"overlapping alone":             {[]change{overlapping}, []string{"overlapping 4/7-0 [ada@acme.example bo@acme.example cy@acme.example] [B C E G] -"}},
		"beside unused":                 {[]change{overlapping, unused}, []string{"overlapping 2/7-0 [ada@acme.example cy@acme.example] [B G] -", "unused 2/7-0 [ada@acme.example bo@acme.example] [C D] -"}},
		"beside an exemption":           {[]change{overlapping, unused, exempt(exemption(ada, "never", "", "unused"))}, []string{"overlapping 3/7-0 [ada@acme.example cy@acme.example] [B C G] -", "unused 1/4-1 [bo@acme.example] [D] -"}},
		"beside a rule of another list": {[]change{overlapping, unused, enable("discontinued", "product_codes", []string{"AC"})}, []string{"discontinued 0/7-0 - [] -", "overlapping 2/7-0 [ada@acme.example cy@acme.example] [B G] -", "unused 2/7-0 [ada@acme.example bo@acme.example] [C D] -"}},
		"cheaper_pack alone":            {[]change{prices}, []string{"cheaper_pack 1/3-0 [cy@acme.example] - -"}},
		"cheaper_pack and overlapping":  {[]change{prices, overlapping}, []string{"cheaper_pack 0/3-0 [] - -", "overlapping 4/7-0 [ada@acme.example bo@acme.example cy@acme.example] [B C E G] -"}},
		"cheaper_pack and a later rule": {[]change{prices, overlapping, enable("trial")}, []string{"cheaper_pack 0/3-0 [] - -", "overlapping 4/7-0 [ada@acme.example bo@acme.example cy@acme.example] [B C E G] -", "trial 0/7-0 [] [] -"}},
		"cheaper_pack and others":       {[]change{prices, enable("trial")}, []string{"cheaper_pack 1/3-0 [cy@acme.example] - -", "trial 0/7-0 [] [] -"}},
	} {
		t.Run(name, func(t *testing.T) {
			same(t, "results", summary(audited(t, options(test.changes...), organization)), test.want)
		})
	}
}

func TestALicenseThatARuleDoesNotLookAtIsNotInItsOutOf(t *testing.T) {
	o := options(enable("unexpected_entitlement", "expected", map[string][]string{"II": {ada}, "WS": {ada}}))
	result := audited(t, o, company(license("A", "AIP", heldBy(ada)), license("B", "II", heldBy(ada)), license("C", "PC", heldBy(ada)), license("D", "WS", heldBy(ada)), license("E", "WS", heldBy(bo))))
	same(t, "results", summary(result), []string{"unexpected_entitlement 1/3-0 [bo@acme.example] [E] -"})
}

func TestRulesKnowTheFilters(t *testing.T) {
	o := options(enable("unexpected_entitlement", "expected", map[string][]string{"II": {}, "WS": {}}), products("II"))
	same(t, "results", summary(audited(t, o, company(license("A", "II", heldBy(ada)), license("B", "WS", heldBy(ada)), license("C", "II", heldBy(bo), isOut)))), []string{"unexpected_entitlement 1/2-0 [ada@acme.example] [A] -"})
	o = options(enable("missing_entitlement", "expected", map[string][]string{"II": {ada}}), byLicense)
	result := audited(t, o, company(license("A", "II", heldBy(ada), expired)))
	if got := result.Findings[0].Message; strings.Contains(got, "license A") {
		t.Errorf("by license, the message names a license of the person: %s", got)
	}
}

func TestSentences(t *testing.T) {
	person, held, ending := enable("never_seen"), enable("suspended"), enable("expiring", "days", 30)
	ends := validTo("2026-12-01")
	pack := func(o *audit.Options) { o.PackContents = nil }
	for name, test := range map[string]struct {
		changes []change
		on      []licensingtest.Option
		want    string
	}{
		"a person":                     {[]change{person}, []licensingtest.Option{heldBy(ada), named("Ada")}, "Ada (ada@acme.example) holds IntelliJ IDEA Ultimate (II) and has never been seen: assignment date unknown, limit 30 days."},
		"a masked name":                {[]change{person}, []licensingtest.Option{heldBy(ada), named("A** L**")}, "ada@acme.example holds IntelliJ IDEA Ultimate (II) and has never been seen: assignment date unknown, limit 30 days."},
		"a blank name":                 {[]change{person}, []licensingtest.Option{heldBy(ada), named("")}, "ada@acme.example holds IntelliJ IDEA Ultimate (II) and has never been seen: assignment date unknown, limit 30 days."},
		"a person, by license":         {[]change{person, byLicense}, []licensingtest.Option{heldBy(ada), named("Ada")}, "The holder of license A for IntelliJ IDEA Ultimate (II) has never been seen: assignment date unknown, limit 30 days."},
		"a license of a person":        {[]change{ending}, []licensingtest.Option{heldBy(ada), named("Ada"), ends}, "License A for IntelliJ IDEA Ultimate (II), held by Ada (ada@acme.example), is valid until 2026-12-01 and does not renew automatically, limit 30 days."},
		"by license":                   {[]change{ending, byLicense}, []licensingtest.Option{heldBy(ada), named("Ada"), ends}, "License A for IntelliJ IDEA Ultimate (II) is valid until 2026-12-01 and does not renew automatically, limit 30 days."},
		"of a server":                  {[]change{ending}, []licensingtest.Option{onServer, ends}, "License A for IntelliJ IDEA Ultimate (II), assigned to a license server, is valid until 2026-12-01 and does not renew automatically, limit 30 days."},
		"of a key, whose name is none": {[]change{ending}, []licensingtest.Option{onKey, ends}, "License A for IntelliJ IDEA Ultimate (II), assigned to a license key, is valid until 2026-12-01 and does not renew automatically, limit 30 days."},
		"of nobody":                    {[]change{ending}, []licensingtest.Option{ends}, "License A for IntelliJ IDEA Ultimate (II), not assigned, is valid until 2026-12-01 and does not renew automatically, limit 30 days."},
		"suspended":                    {[]change{ending}, []licensingtest.Option{ends, isOut}, "License A for IntelliJ IDEA Ultimate (II), not assigned, (suspended) is valid until 2026-12-01 and does not renew automatically, limit 30 days."},
		"expired":                      {[]change{held}, []licensingtest.Option{heldBy(ada), isOut, expired}, "License A for IntelliJ IDEA Ultimate (II), held by ada@acme.example, (expired) is suspended."},
		"a trial":                      {[]change{held}, []licensingtest.Option{heldBy(ada), isOut, isTrial}, "License A for IntelliJ IDEA Ultimate (II), held by ada@acme.example, (trial) is suspended."},
		"a state that the clause has":  {[]change{held}, []licensingtest.Option{heldBy(ada), isOut}, "License A for IntelliJ IDEA Ultimate (II), held by ada@acme.example, is suspended."},
		"30 days ago":                  {[]change{held}, []licensingtest.Option{heldBy(ada), isOut, assigned("2026-10-22T12:00:00Z")}, "License A for IntelliJ IDEA Ultimate (II), held by ada@acme.example, is suspended."},
		"a second less":                {[]change{held}, []licensingtest.Option{heldBy(ada), isOut, assigned("2026-10-22T12:00:01Z")}, "License A for IntelliJ IDEA Ultimate (II), held by ada@acme.example, is suspended. JetBrains' API revokes it from 2026-11-21 on; the console does so at any time."},
		"lately, and not to revoke":    {[]change{enable("trial")}, []licensingtest.Option{heldBy(ada), isTrial, assigned("2026-11-20")}, "License A for IntelliJ IDEA Ultimate (II), held by ada@acme.example, is a trial."},
		"a product":                    {[]change{enable("low_availability", "min_available", map[string]int{"II": 1}), pack}, []licensingtest.Option{heldBy(ada)}, "IntelliJ IDEA Ultimate (II) has 0 available seats, minimum 1."},
		"a declared person":            {[]change{enable("missing_entitlement", "expected", map[string][]string{"WS": {bo}})}, []licensingtest.Option{heldBy(ada)}, "bo@acme.example is expected to have WebStorm (WS), but has no active license for it or for a pack that includes it."},
		"who holds something":          {[]change{enable("missing_entitlement", "expected", map[string][]string{"WS": {ada}})}, []licensingtest.Option{heldBy(ada), named("Ada")}, "Ada (ada@acme.example) is expected to have WebStorm (WS), but has no active license for it or for a pack that includes it."},
		"a declared person, nameless":  {[]change{enable("missing_entitlement", "expected", map[string][]string{"WS": {ada}}), byLicense}, []licensingtest.Option{heldBy(ada), named("Ada")}, "A person is expected to have WebStorm (WS), but has no active license for it or for a pack that includes it."},
	} {
		t.Run(name, func(t *testing.T) {
			findings := audited(t, options(test.changes...), company(license("A", "II", test.on...))).Findings
			if len(findings) != 1 || findings[0].Message != test.want {
				t.Errorf("findings %+v, want\n%s", findings, test.want)
			}
		})
	}
	many := company(license("A", "AIP", heldBy(ada)), license("B", "II", heldBy(ada)), license("C", "GO", heldBy(ada)), license("D", "GO", heldBy(ada)), license("E", "PC", heldBy(ada)), license("F", "RD", heldBy(ada)), license("G", "WS", heldBy(ada)))
	want := "ada@acme.example holds AI Pro (AIP), GoLand (GO), IntelliJ IDEA Ultimate (II), PyCharm (PC), Rider (RD), and 1 more products and has never been seen: assignment date unknown, limit 30 days."
	if got := audited(t, options(person), many).Findings[0].Message; got != want {
		t.Errorf("%s, want\n%s", got, want)
	}
}
