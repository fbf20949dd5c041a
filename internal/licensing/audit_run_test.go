package licensing

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func TestAnEmptyOrganizationPassesWithEverythingKnownToBeNone(t *testing.T) {
	result := audited(t, options(func(o *AuditOptions) {
		everyRule(o)
		o.MinAvailable, o.ExpectedEntitlements = map[string]int{"II": 0}, map[string][]string{"II": {}}
	}))
	if !result.Passed || result.Findings == nil || len(result.Findings) != 0 || result.Report(50) != "" {
		t.Errorf("passed %t, findings %v, report %q", result.Passed, result.Findings, result.Report(50))
	}
	for _, name := range RuleNames() {
		if count, ok := result.RuleCounts[Rule(name)]; !ok || count != 0 {
			t.Errorf("%s: count %d, computed %t", name, count, ok)
		}
		r := findRule(Rule(name))
		if list := result.Emails[r.name]; r.ofPerson != nil && (list == nil || len(list) != 0) {
			t.Errorf("%s: emails %v, want an empty list", name, list)
		}
		if list := result.LicenseIDs[r.name]; !r.perPerson && r.ofProduct == nil && r.ofDeclared == nil && (list == nil || len(list) != 0) {
			t.Errorf("%s: licenses %v, want an empty list", name, list)
		}
	}
	if result.MissingEntitlements == nil || result.ProductCodes[RuleExhausted] == nil || result.ReclaimableByProduct == nil || result.Exempted == nil || result.StaleExemptions == nil {
		t.Errorf("null where none is known: %+v", result)
	}
	if want := (AuditSummary{Scope: ScopeOrganization, DirectorySize: value.Some(1)}); result.Summary != want {
		t.Errorf("summary %+v, want %+v", result.Summary, want)
	}
}

func TestValuesThatCannotBeComputedAreAbsent(t *testing.T) {
	result := audited(t, options(inForce(RuleTrial)), seat("A", "II", heldBy(eve)))
	computed := slices.Sorted(maps.Keys(result.RuleCounts))
	if want := []Rule{RuleNeverSeen, RuleOfflineCode, RuleOverlapping, RuleSuspended, RuleTrial}; !slices.Equal(computed, want) {
		t.Errorf("computed %v, want %v", computed, want)
	}
	for _, rule := range []Rule{RuleInactive, RuleExternal, RuleUnmatched, RuleReclaimable} {
		if result.Emails[rule] != nil || result.LicenseIDs[rule] != nil {
			t.Errorf("%s has a list", rule)
		}
	}
	if result.LicenseIDs[RuleExpiring] != nil || result.ProductCodes[RuleExhausted] != nil || result.ReclaimableByProduct != nil || result.Summary.DirectorySize.Set {
		t.Errorf("known without the argument: %+v", result)
	}
}

func TestRulesNotInForceAreListedButMakeNoFindings(t *testing.T) {
	result := audited(t, options(inForce(RuleTrial), inactiveAfter(90), allowed("acme.example")), seat("A", "II", heldBy(eve), suspended))
	if !result.Passed || len(result.Findings) != 0 {
		t.Errorf("findings %+v", result.Findings)
	}
	for _, rule := range []Rule{RuleInactive, RuleExternal, RuleSuspended, RuleNeverSeen} {
		if result.RuleCounts[rule] != 1 || !slices.Equal(result.Emails[rule], []string{eve}) {
			t.Errorf("%s: count %d, emails %v", rule, result.RuleCounts[rule], result.Emails[rule])
		}
	}
}

// In idleOrganization, Jane and Joe are idle, and Eve is an idle outsider.
// Jane's second seat is also idle, so that the numbers of licenses and people
// differ.
func idleOrganization() []License {
	return sorted(
		seat("A", "II", heldBy(jane), named("Jane Doe"), inTeam("7", "Core")), seat("B", "WS", heldBy(jane)), seat("C", "II", heldBy(joe)),
		seat("D", "GO", heldBy(eve), suspended), seat("E", "II"), seat("F", "ALL", onServer, suspended), seat("G", "WS", expired, unavailable),
	)
}

func TestSummaryCountsTheLicensesJudged(t *testing.T) {
	o := options(inForce(RuleTrial), directory(jane, " JANE@acme.example", "", joe))
	result := audited(t, o, idleOrganization()...)
	want := AuditSummary{
		Scope: ScopeOrganization, Licenses: 7, Assigned: 5, Available: 1, Suspended: 2, People: 3, Products: 4, DirectorySize: value.Some(2),
	}
	if result.Summary != want {
		t.Errorf("got  %+v\nwant %+v", result.Summary, want)
	}
	o.Selection = Selection{ProductCodes: []string{"WS", "II"}, TeamIDs: []string{"7"}}
	want = AuditSummary{Scope: ScopeOrganization, Licenses: 1, Assigned: 1, People: 1, Products: 1, DirectorySize: value.Some(2)}
	if result := audited(t, o, idleOrganization()...); result.Summary != want {
		t.Errorf("of a selection: got  %+v\nwant %+v", result.Summary, want)
	}
}

func TestTheSelectionIsAllThatIsJudged(t *testing.T) {
	o := options(inactiveAfter(90), inForce(RuleInactive, RuleOverlapping, RuleReclaimable), func(o *AuditOptions) { o.Selection.ProductCodes = []string{"WS"} })
	result := audited(t, o,
		seat("A", "ALL", heldBy(jane), seen("2026-11-20")), seat("B", "WS", heldBy(jane), seen("2026-01-01")), seat("C", "WS", heldBy(joe), seen("2026-11-20")))
	if got := result.Emails[RuleInactive]; !slices.Equal(got, []string{jane}) {
		t.Errorf("inactive %v: what Jane does with other products does not count", got)
	}
	if got := result.LicenseIDs[RuleOverlapping]; !slices.Equal(got, []string{"B"}) {
		t.Errorf("overlapping %v: the pack takes part, though only WS is audited", got)
	}
	if got := result.Findings[len(result.Findings)-2]; got.CoveredByLicenseID != "A" {
		t.Errorf("covered by %q", got.CoveredByLicenseID)
	}
}

func TestFindingsAreSortedByRuleEmailProductLicense(t *testing.T) {
	result := audited(t, options(everyRule), append(idleOrganization(),
		seat("H", "II", heldBy(jane), validTo("2026-12-01"), suspended), seat("I", "GO", heldBy(jane), suspended))...)
	key := func(f Finding) []string { return []string{string(f.Rule), f.Email, f.ProductCode, f.LicenseID} }
	for i := 1; i < len(result.Findings); i++ {
		if slices.Compare(key(result.Findings[i-1]), key(result.Findings[i])) >= 0 {
			t.Errorf("%v is not before %v", key(result.Findings[i-1]), key(result.Findings[i]))
		}
	}
	perRule := map[Rule]int{}
	for _, f := range result.Findings {
		perRule[f.Rule]++
	}
	for rule, count := range result.RuleCounts {
		if perRule[rule] != count {
			t.Errorf("%s: count %d, but %d findings", rule, count, perRule[rule])
		}
	}
}

func TestShapeOfFindings(t *testing.T) {
	result := audited(t, options(everyRule), seat("A", "WS", heldBy(eve), validTo("2026-12-01")), seat("B", "WS", onServer, validTo("2026-12-01")))
	want := map[Rule][]string{
		RuleExhausted:          {"||II"},
		RuleExpiring:           {"|B|WS", eve + "|A|WS"},
		RuleExternal:           {eve + "||"},
		RuleMissingEntitlement: {jane + "||GO", joe + "||GO"},
		RuleInactive:           {eve + "||"},
		RuleNeverSeen:          {eve + "||"},
		RuleReclaimable:        {eve + "|A|WS"},
		RuleUnmatched:          {eve + "||"},
	}
	got := map[Rule][]string{}
	for _, f := range result.Findings {
		got[f.Rule] = append(got[f.Rule], f.Email+"|"+f.LicenseID+"|"+f.ProductCode)
		if f.Severity != SeverityError {
			t.Errorf("%s: severity %s", f.Rule, f.Severity)
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestLimits(t *testing.T) {
	// There are 3 people, all idle. They hold 4 seats, all idle. 5 of 7 seats
	// are assigned, and one of these has expired.
	findings := func(rule Rule, n int) func(*AuditOptions) {
		return func(o *AuditOptions) { o.MaxFindings = map[Rule]int{rule: n} }
	}
	percent := func(rule Rule, p float64) func(*AuditOptions) {
		return func(o *AuditOptions) { o.MaxPercent = map[Rule]float64{rule: p} }
	}
	rules := func(rule Rule) func(*AuditOptions) { return func(o *AuditOptions) { o.Rules = []Rule{rule} } }
	for name, test := range map[string]struct {
		changes []func(*AuditOptions)
		passed  bool
	}{
		"no limit is a limit of 0":                         {[]func(*AuditOptions){rules(RuleInactive)}, false},
		"a limit for another rule":                         {[]func(*AuditOptions){rules(RuleInactive), findings(RuleTrial, 99)}, false},
		"findings at the limit":                            {[]func(*AuditOptions){rules(RuleInactive), findings(RuleInactive, 3)}, true},
		"findings over the limit":                          {[]func(*AuditOptions){rules(RuleInactive), findings(RuleInactive, 2)}, false},
		"percent of people, at the limit":                  {[]func(*AuditOptions){rules(RuleInactive), percent(RuleInactive, 100)}, true},
		"percent of people, over the limit":                {[]func(*AuditOptions){rules(RuleInactive), percent(RuleInactive, 99.99)}, false},
		"percent of licenses that people hold":             {[]func(*AuditOptions){rules(RuleReclaimable), percent(RuleReclaimable, 100)}, true},
		"percent of licenses that people hold, over":       {[]func(*AuditOptions){rules(RuleReclaimable), percent(RuleReclaimable, 99)}, false},
		"suspended is counted in licenses":                 {[]func(*AuditOptions){rules(RuleSuspended), percent(RuleSuspended, 25)}, true},
		"both limits, both kept":                           {[]func(*AuditOptions){rules(RuleReclaimable), percent(RuleReclaimable, 100), findings(RuleReclaimable, 4)}, true},
		"both limits, too many":                            {[]func(*AuditOptions){rules(RuleReclaimable), percent(RuleReclaimable, 100), findings(RuleReclaimable, 3)}, false},
		"both limits, too large a share":                   {[]func(*AuditOptions){rules(RuleReclaimable), percent(RuleReclaimable, 10), findings(RuleReclaimable, 99)}, false},
		"a warning does not fail, regardless of the limit": {[]func(*AuditOptions){rules(RuleInactive), warnOnly(RuleInactive), findings(RuleInactive, 0)}, true},
		"a percentage of 0":                                {[]func(*AuditOptions){rules(RuleInactive), percent(RuleInactive, 0)}, false},
		"exempt people are not in the count":               {[]func(*AuditOptions){rules(RuleInactive), findings(RuleInactive, 1), exempt(jane, joe)}, true},
		"but in the whole":                                 {[]func(*AuditOptions){rules(RuleInactive), percent(RuleInactive, 34), exempt(jane, joe)}, true},
		"identification does not change the count":         {[]func(*AuditOptions){rules(RuleInactive), findings(RuleInactive, 3), byLicense}, true},
	} {
		t.Run(name, func(t *testing.T) {
			result := audited(t, options(append(test.changes, inactiveAfter(90))...), idleOrganization()...)
			if result.Passed != test.passed {
				t.Errorf("passed %t, counts %v", result.Passed, result.RuleCounts)
			}
			if len(result.Findings) == 0 {
				t.Error("no findings: a limit must not hide them")
			}
			if failing := len(result.Failing()); (failing == 0) != test.passed || failing+len(result.NotFailing()) != len(result.Findings) {
				t.Errorf("passed %t with %d failing and %d other of %d findings", result.Passed, failing, len(result.NotFailing()), len(result.Findings))
			}
		})
	}
}

// Each percentage is relative to what its rule examines.
func TestPercentagesAreOfWhatARuleLooksAt(t *testing.T) {
	licenses := []License{ // one person holds two of the four licenses
		seat("A", "II", heldBy(eve), suspended, offline, validTo("2026-12-01")), seat("B", "WS", heldBy(eve), trial), seat("C", "II", onServer), seat("D", "GO"),
	}
	for rule, test := range map[Rule]struct {
		change func(*AuditOptions)
		share  float64
	}{
		RuleExpiring:              {expiringWithin(30), 25},
		RuleExhausted:             {func(o *AuditOptions) { o.MinAvailable = map[string]int{"WS": 1, "GO": 1, "II": 0, "X": 0} }, 25},
		RuleExternal:              {allowed("acme.example"), 100},
		RuleUnmatched:             {directory(jane), 100},
		RuleInactive:              {inactiveAfter(1), 100},
		RuleNeverSeen:             {inForce(RuleNeverSeen), 100},
		RuleSuspended:             {inForce(RuleSuspended), 50},
		RuleTrial:                 {inForce(RuleTrial), 50},
		RuleOfflineCode:           {inForce(RuleOfflineCode), 50},
		RuleReclaimable:           {inactiveAfter(1), 50},
		RuleMissingEntitlement:    {expected(map[string][]string{"WS": {eve, jane}, "GO": {jane, joe}}), 75},
		RuleUnexpectedEntitlement: {expected(map[string][]string{"WS": {}}), 50},
	} {
		for _, percent := range []float64{test.share, test.share - 0.01} {
			o := options(test.change, inForce(rule), func(o *AuditOptions) { o.MaxPercent = map[Rule]float64{rule: percent} })
			if result := audited(t, o, licenses...); result.Passed != (percent == test.share) {
				t.Errorf("%s: %d findings, limit %v percent: passed %t", rule, result.RuleCounts[rule], percent, result.Passed)
			}
		}
	}
}

func TestAFindingIsOverAnyLimitWhereThereIsNothingToLookAt(t *testing.T) {
	audit, err := NewAudit(options(inForce(RuleExpiring), expiringWithin(1), func(o *AuditOptions) {
		o.MaxFindings, o.MaxPercent = map[Rule]int{RuleExpiring: 9}, map[Rule]float64{RuleExpiring: 100}
	}))
	if err != nil {
		t.Fatal(err)
	}
	if !audit.overLimit(findRule(RuleExpiring), 1, &auditInput{}) || audit.overLimit(findRule(RuleExpiring), 0, &auditInput{}) {
		t.Error("a finding of nothing is within its limit, or no finding is over it")
	}
}

func TestPercentagesAreNotSpoiledByRounding(t *testing.T) {
	var licenses []License
	for i := range 10_000 {
		licenses = append(licenses, seat(fmt.Sprintf("L%05d", i), "II", heldBy(fmt.Sprintf("p%05d@acme.example", i))))
		licenses[i].Trial = i < 57
	}
	for limit, want := range map[float64]bool{0.57: true, 0.56: false, 0.569999999: false} {
		o := options(inForce(RuleTrial), func(o *AuditOptions) { o.MaxPercent = map[Rule]float64{RuleTrial: limit} })
		if result := audited(t, o, licenses...); result.Passed != want {
			t.Errorf("57 of 10,000 with a limit of %v percent: passed %t", limit, result.Passed)
		}
	}
}

func TestSeverity(t *testing.T) {
	o := options(inactiveAfter(90), allowed("acme.example"), inForce(RuleInactive, RuleExternal, RuleSuspended),
		warnOnly(RuleInactive, RuleInactive), func(o *AuditOptions) { o.MaxFindings = map[Rule]int{RuleSuspended: 1} })
	result := audited(t, o, idleOrganization()...)
	for _, f := range result.Findings {
		want := SeverityWarning // for a rule that only warns, and for a rule within its limit
		if f.Rule == RuleExternal {
			want = SeverityError
		}
		if f.Severity != want {
			t.Errorf("%s: %s, want %s", f.Rule, f.Severity, want)
		}
	}
	if result.Passed || len(result.Failing()) != 1 || len(result.NotFailing()) != 4 {
		t.Errorf("passed %t, %d failing, %d warnings", result.Passed, len(result.Failing()), len(result.NotFailing()))
	}
	if lines := strings.Split(result.Report(50), "\n"); len(lines) != 5 || !strings.HasPrefix(lines[0], "error: external: eve@evil.example holds GoLand (GO)") {
		t.Errorf("report, which must start with what fails:\n%s", result.Report(50))
	}
}

func TestReportStartsWithWhatFails(t *testing.T) {
	result := audited(t, options(allowed("acme.example"), inForce(RuleExternal, RuleSuspended), warnOnly(RuleExternal)), idleOrganization()...)
	want := "error: suspended: License D for GoLand (GO), held by eve@evil.example, is suspended.\n" +
		"warning: external: eve@evil.example holds GoLand (GO) and has an address outside the allowed domains (acme.example), assignment date unknown."
	if got := result.Report(50); got != want {
		t.Errorf("\n%s\nwant\n%s", got, want)
	}
}

func TestReportIsCapped(t *testing.T) {
	result := audited(t, options(inactiveAfter(90)), idleOrganization()...)
	for limit, want := range map[int][2]string{ // maps the limit to the number of lines and the last line
		50: {"3", ""}, 3: {"3", ""}, 2: {"3", "and 1 more finding."}, 1: {"2", "and 2 more findings."},
		0: {"1", "and 3 more findings."}, -1: {"1", "and 3 more findings."},
	} {
		lines := strings.Split(result.Report(limit), "\n")
		if fmt.Sprint(len(lines)) != want[0] || want[1] != "" && lines[len(lines)-1] != want[1] {
			t.Errorf("limit %d: %q", limit, lines)
		}
	}
}

func TestReclaimableByProduct(t *testing.T) {
	result := audited(t, options(inForce(RuleReclaimable), inactiveAfter(90), exempt(joe)),
		append(idleOrganization(), seat("H", "WS", heldBy(eve)), seat("I", "TBEB", heldBy(eve), seen("2026-11-20")))...)
	if want := map[string]int{"GO": 1, "II": 1, "WS": 2}; !reflect.DeepEqual(result.ReclaimableByProduct, want) {
		t.Errorf("%v, want %v: a product without any is left out, the seat of an exempt person too", result.ReclaimableByProduct, want)
	}
}

func TestIdentifyingByLicenseLeavesPeopleOut(t *testing.T) {
	o := options(everyRule, byLicense, exempt("other@acme.example"), excused(Exemption{Email: joe, Rules: []Rule{RuleInactive}, Reason: value.Some(joe)}))
	licenses := append(idleOrganization(),
		seat("H", "II", heldBy(jane), named("jane@acme.example"), validTo("2026-12-01"), trial, offline, suspended),
		seat("I", "II", onKey, func(l *License) { l.Name = value.Some(jane) }, validTo("2026-12-01")))
	result := audited(t, o, licenses...)
	if result.Emails != nil || result.Exempted != nil || result.StaleExemptions != nil {
		t.Errorf("lists of people: %v, %v, %v", result.Emails, result.Exempted, result.StaleExemptions)
	}
	for _, secret := range []string{"@", "Jane", "evil"} {
		if strings.Contains(fmt.Sprintf("%+v", result), secret) {
			t.Errorf("%q is somewhere in the result: %+v", secret, result)
		}
	}
	var inactive []string
	for _, f := range result.Findings {
		if f.Rule == RuleInactive {
			inactive = append(inactive, f.LicenseID+" "+f.ProductCode)
		}
	}
	if want := []string{"D GO", "A II", "H II", "B WS"}; !slices.Equal(inactive, want) {
		t.Errorf("findings of inactive %v, want one per license: %v", inactive, want)
	}
	if result.RuleCounts[RuleInactive] != 2 {
		t.Errorf("count %d: still of people", result.RuleCounts[RuleInactive])
	}
	if !slices.Equal(result.LicenseIDs[RuleReclaimable], []string{"A", "B", "C", "D"}) {
		t.Errorf("reclaimable %v", result.LicenseIDs[RuleReclaimable])
	}
}

func TestAnAuditRefusesAHolderWithoutAnAddress(t *testing.T) {
	audit, err := NewAudit(options(inForce(RuleTrial), func(o *AuditOptions) { o.Selection.ProductCodes = []string{"II"} }))
	if err != nil {
		t.Fatal(err)
	}
	_, err = audit.Run(NewOrganization(Account{}, []License{seat("A", "II", heldBy(jane)), seat("B", "WS", heldBy(""))}))
	if e, ok := errors.AsType[*MissingEmailError](err); !ok || e.LicenseID != "B" {
		t.Errorf("error %v", err)
	}
}

// Every argument with addresses also applies to the person behind an alias.
func TestAliasesMakeOnePerson(t *testing.T) {
	identity, err := value.NewIdentity(map[string]string{"jd@gmail.example": jane}, map[string]string{"old.example": "acme.example"})
	if err != nil {
		t.Fatal(err)
	}
	domains, err := ParseDomains([]string{"old.example"}, identity)
	if err != nil {
		t.Fatal(err)
	}
	aliased := func(l *License) { l.AccountEmail = "other@acme.example" }
	o := options(inactiveAfter(1), directory("jane@OLD.example.", "joe@old.example"), expected(map[string][]string{"II": {"JD@gmail.example"}, "WS": {"joe@old.example"}}),
		exempt("joe@old.example"), excused(Exemption{Email: "jd@gmail.example", Rules: []Rule{RuleInactive}}))
	o.Identity, o.AllowedDomains = identity, &domains
	result := audited(t, o, seat("A", "II", heldBy(jane), aliased), seat("B", "II", heldBy(jane)), seat("C", "WS", heldBy(joe)))
	if !result.Passed || result.Summary.Aliased != 1 || result.Summary.DirectorySize != value.Some(2) || len(result.StaleExemptions) != 0 || len(result.Exempted) != 4 {
		t.Errorf("%+v", result)
	}
}

func TestOneAuditJudgesManyAtOnce(t *testing.T) {
	audit, err := NewAudit(options(everyRule))
	if err != nil {
		t.Fatal(err)
	}
	organization := NewOrganization(Account{}, syntheticLicenses(300, 4))
	want, err := audit.Run(organization)
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if got, err := audit.Run(organization); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("another result, error %v", err)
			}
		})
	}
	group.Wait()
}
