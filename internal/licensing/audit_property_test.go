package licensing

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"
)

// syntheticAudit uses every rule. Its directory has the given size and contains
// most people in syntheticLicenses. It also has some exemptions.
func syntheticAudit(tb testing.TB, addresses int) *Audit {
	tb.Helper()
	audit, err := NewAudit(syntheticOptions(addresses))
	if err != nil {
		tb.Fatal(err)
	}
	return audit
}

func syntheticOptions(addresses int) AuditOptions {
	o := options(everyRule, allowed("team1.acme.example", "*.corp.example", "team2.acme.example", "team3.acme.example"))
	o.AsOf = day("2026-06-01")
	o.Directory = nil
	for i := range addresses {
		o.Directory = append(o.Directory, fmt.Sprintf(" Person%d@Team%d.acme.example", i, i%7))
	}
	for i := range 100 {
		o.Exemptions = append(o.Exemptions, Exemption{
			Email: fmt.Sprintf("person%d@team%d.acme.example", i*5, i*5%7), Rules: []Rule{RuleExternal, RuleReclaimable}, Until: o.AsOf.AddDate(0, 0, i-10),
		})
	}
	return o
}

func run(tb testing.TB, audit *Audit, licenses []License) AuditResult {
	tb.Helper()
	result, err := audit.Run(NewOrganization(Account{Scope: ScopeOrganization, CustomerCode: "1"}, licenses))
	if err != nil {
		tb.Fatal(err)
	}
	return result
}

func TestTheOrderOfTheAPIDoesNotChangeAnAudit(t *testing.T) {
	licenses := syntheticLicenses(600, 11)
	audit := syntheticAudit(t, 150)
	want := run(t, audit, licenses)
	if len(want.Findings) < 100 || len(want.Exempted) == 0 || len(want.StaleExemptions) == 0 {
		t.Fatalf("too little to compare: %d findings, %d exempted, %d stale", len(want.Findings), len(want.Exempted), len(want.StaleExemptions))
	}
	for seed := range uint64(10) {
		again := shuffled(licenses, seed)
		sortLicenses(again)
		if got := run(t, audit, again); !reflect.DeepEqual(got, want) {
			t.Fatalf("another order (seed %d) gave another result", seed)
		}
	}
}

// Adding a license of an unrelated person and product must not remove or change
// any finding.
func TestAnUnrelatedLicenseRemovesNoFinding(t *testing.T) {
	audit := syntheticAudit(t, 150)
	for seed := range uint64(5) {
		licenses := syntheticLicenses(200, seed)
		before := run(t, audit, licenses)
		for _, id := range []string{"A", "L000000050x", "Z"} {
			for _, assign := range []func(*License){heldBy("new@elsewhere.example"), onServer, onKey, func(*License) {}} {
				after := run(t, audit, sorted(append(slices.Clone(licenses), seat(id, "UNRELATED", assign, suspended, trial))...))
				for _, f := range before.Findings {
					if !slices.Contains(after.Findings, f) {
						t.Fatalf("seed %d: %+v is gone", seed, f)
					}
				}
			}
		}
	}
}

// Every list must agree with the count and the findings. It must also agree
// with a separate evaluation of the rules, one license at a time.
func TestCountsListsAndFindingsAgree(t *testing.T) {
	audit := syntheticAudit(t, 150)
	licenses := syntheticLicenses(900, 5)
	result := run(t, audit, licenses)
	found := map[Rule][]string{}
	for _, f := range result.Findings {
		found[f.Rule] = append(found[f.Rule], f.Email+f.LicenseID+f.ProductCode)
	}
	reclaimable := 0
	for _, n := range result.ReclaimableByProduct {
		reclaimable += n
	}
	if reclaimable != result.RuleCounts[RuleReclaimable] {
		t.Errorf("%d reclaimable by product, %d in all", reclaimable, result.RuleCounts[RuleReclaimable])
	}
	for _, name := range RuleNames() {
		r := findRule(Rule(name))
		if len(found[r.name]) != result.RuleCounts[r.name] {
			t.Errorf("%s: %d findings, count %d", name, len(found[r.name]), result.RuleCounts[r.name])
		}
		if list := result.LicenseIDs[r.name]; list != nil && len(list) != result.RuleCounts[r.name] {
			t.Errorf("%s: %d licenses, count %d", name, len(list), result.RuleCounts[r.name])
		}
		for _, list := range [][]string{result.Emails[r.name], result.LicenseIDs[r.name], found[r.name]} {
			if unique := sortedUnique(slices.Clone(list)); len(unique) != len(list) {
				t.Errorf("%s: a list with duplicates", name)
			}
		}
		if !slices.IsSorted(result.Emails[r.name]) || !slices.IsSorted(result.LicenseIDs[r.name]) {
			t.Errorf("%s: a list that is not sorted", name)
		}
	}
	var want []string
	limit := day("2026-06-01").Add(-90 * 24 * time.Hour)
	excused := map[string]bool{}
	for _, e := range result.Exempted {
		excused[string(e.Rule)+e.Email] = true
	}
	for _, p := range People(licenses, PeopleFilter{}) {
		since := p.LastSeen
		if since.IsZero() {
			since = p.LastAssigned
		}
		if !since.After(limit) && !p.LastAssigned.After(day("2026-06-01").Add(-30*24*time.Hour)) && !excused["inactive"+p.Email] {
			want = append(want, p.Email)
		}
	}
	if !slices.Equal(result.Emails[RuleInactive], want) || len(want) == 0 {
		t.Errorf("inactive: %d people, want %d", len(result.Emails[RuleInactive]), len(want))
	}
}

// One person holds everything. The time must grow linearly with the number of
// licenses, not quadratically. Compare the two sizes.
func BenchmarkAuditOfOnePerson(b *testing.B) {
	for _, n := range []int{2_000, 20_000} {
		licenses := make([]License, n)
		for i := range licenses {
			licenses[i] = seat(fmt.Sprintf("L%06d", i), []string{"ALL", "II", "WS"}[i%3], heldBy(eve), suspended, offline, trial)
		}
		audit := syntheticAudit(b, 1)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				run(b, audit, licenses)
			}
		})
	}
}

// This audit uses every rule and reads a directory of 50,000 addresses each
// time. Three quarters of the people have a finding.
func BenchmarkAuditWithFindings(b *testing.B) {
	o := syntheticOptions(50_000)
	sizes(b, func(b *testing.B, licenses []License) { benchmarkAudit(b, o, licenses) })
}

// This audit uses the first five rules and reads a directory of 50,000
// addresses each time. Hardly anyone has a finding, as in a well-kept
// organization.
func BenchmarkAudit(b *testing.B) {
	o := options(inactiveAfter(1000), expiringWithin(0), minAvailable("II", 1),
		allowed("acme.example", "*.acme.example"), func(o *AuditOptions) { o.Directory = syntheticOptions(50_000).Directory })
	o.AsOf = day("2026-06-01")
	sizes(b, func(b *testing.B, licenses []License) { benchmarkAudit(b, o, licenses) })
}

// Compare the two sizes to see what 50,000 declared pairs add to an audit that
// reads them each time. Four fifths of the people hold what is declared for
// them, and one fifth does not.
func BenchmarkAuditOfDeclaredEntitlements(b *testing.B) {
	licenses := syntheticLicenses(100_000, 1)
	declared := map[string][]string{}
	for i := range licenses {
		if l := &licenses[i]; l.Held() && len(declared["GO"]) < 40_000 {
			declared["GO"] = append(declared["GO"], l.Email)
		}
	}
	for i := range 10_000 {
		declared["WS"] = append(declared["WS"], fmt.Sprintf(" New%d@acme.example", i))
	}
	for _, with := range []bool{false, true} {
		o := options(inactiveAfter(1000))
		if with {
			o.ExpectedEntitlements = declared
		}
		b.Run(fmt.Sprintf("declared=%t", with), func(b *testing.B) { benchmarkAudit(b, o, licenses) })
	}
}

func benchmarkAudit(b *testing.B, o AuditOptions, licenses []License) {
	findings := 0
	for b.Loop() {
		audit, err := NewAudit(o)
		if err != nil {
			b.Fatal(err)
		}
		findings = len(run(b, audit, licenses).Findings)
	}
	b.ReportMetric(float64(findings), "findings")
}
