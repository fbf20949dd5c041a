package licensing

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func TestExemptPeopleAreInNoListAndNoCount(t *testing.T) {
	licenses := []License{
		seat("A", "ALL", heldBy(eve), suspended, offline, trial), seat("B", "II", heldBy(eve), validTo("2026-12-01")), seat("C", "WS", heldBy(joe)),
		seat("D", "II", heldBy(eve)), seat("E", "GO", heldBy(eve), expired),
	}
	result := audited(t, options(everyRule, exempt(" EVE@evil.example ", "")), licenses...)
	for rule, emails := range result.Emails {
		if slices.Contains(emails, eve) {
			t.Errorf("%s lists an exempt person", rule)
		}
	}
	for _, rule := range []Rule{RuleReclaimable, RuleOverlapping, RuleSuspended, RuleTrial, RuleOfflineCode} {
		if ids := result.LicenseIDs[rule]; slices.Contains(ids, "A") || slices.Contains(ids, "B") {
			t.Errorf("%s lists an exempt person's license", rule)
		}
	}
	if got := result.LicenseIDs[RuleExpiring]; !slices.Equal(got, []string{"B"}) {
		t.Errorf("expiring %v: a license ends, exempt holder or not", got)
	}
	if got := result.RuleCounts[RuleInactive]; got != 1 {
		t.Errorf("inactive: %d, want Joe only", got)
	}
	if result.Summary.People != 2 {
		t.Errorf("people %d: the summary speaks of all", result.Summary.People)
	}
	var rules []Rule
	for _, e := range result.Exempted {
		if e.Email != eve || !e.Until.IsZero() || e.Reason.Set {
			t.Errorf("exempted %+v", e)
		}
		rules = append(rules, e.Rule)
	}
	want := []Rule{RuleExternal, RuleInactive, RuleNeverSeen, RuleOfflineCode, RuleOverlapping, RuleReclaimable, RuleSuspended, RuleTrial, RuleUnexpectedEntitlement, RuleUnmatched}
	if !slices.Equal(rules, want) {
		t.Errorf("excused from %v, want %v", rules, want)
	}
}

func TestExemptions(t *testing.T) {
	until := func(text string) func(*Exemption) { return func(e *Exemption) { e.Until = day(text) } }
	from := func(rules ...Rule) func(*Exemption) { return func(e *Exemption) { e.Rules = rules } }
	withReason := func(reason string) func(*Exemption) { return func(e *Exemption) { e.Reason = value.Some(reason) } }
	one := func(email string, changes ...func(*Exemption)) Exemption {
		e := Exemption{Email: email, Rules: []Rule{RuleAll}}
		for _, change := range changes {
			change(&e)
		}
		return e
	}
	base := options(inForce(RuleExternal, RuleUnmatched), allowed("acme.example"), directory(jane))
	never := func(email string, rule Rule, end time.Time, reason value.Optional[string]) Exempted {
		return Exempted{email, rule, end, reason}
	}
	var good time.Time
	for name, test := range map[string]struct {
		exemptions   []Exemption
		exemptEmails []string
		found        []string // each "rule email"
		exempted     []Exempted
		stale        []StaleExemption
	}{
		"none": {nil, nil, []string{"external " + eve, "unmatched " + eve}, []Exempted{}, []StaleExemption{}},
		"from one rule": {
			[]Exemption{one(eve, from(RuleExternal), withReason("SOW-1"))}, nil,
			[]string{"unmatched " + eve}, []Exempted{never(eve, RuleExternal, good, value.Some("SOW-1"))}, []StaleExemption{},
		},
		"from all": {
			[]Exemption{one("  EVE@Evil.Example", withReason(""))}, nil, []string{},
			[]Exempted{never(eve, RuleExternal, good, value.Some("")), never(eve, RuleNeverSeen, good, value.Some("")), never(eve, RuleUnmatched, good, value.Some(""))},
			[]StaleExemption{},
		},
		"from a rule that finds nothing has no effect and is not stale": {
			[]Exemption{one(eve, from(RuleTrial))}, nil, []string{"external " + eve, "unmatched " + eve}, []Exempted{}, []StaleExemption{},
		},
		"from a rule that cannot be computed": {
			[]Exemption{one(eve, from(RuleInactive))}, nil, []string{"external " + eve, "unmatched " + eve}, []Exempted{}, []StaleExemption{},
		},
		"until a second after": {
			[]Exemption{one(eve, from(RuleExternal, RuleUnmatched), until("2026-11-21T12:00:01Z"))}, nil, []string{},
			[]Exempted{
				never(eve, RuleExternal, day("2026-11-21T12:00:01Z"), value.Optional[string]{}),
				never(eve, RuleUnmatched, day("2026-11-21T12:00:01Z"), value.Optional[string]{}),
			}, []StaleExemption{},
		},
		"until is exclusive": {
			[]Exemption{one(eve, until(asOf), withReason("over"))}, nil, []string{"external " + eve, "unmatched " + eve}, []Exempted{},
			[]StaleExemption{{eve, day(asOf), value.Some("over"), true, false}},
		},
		"until in another offset": {
			[]Exemption{one(eve, until("2026-11-22T01:00:00+14:00"))}, nil, []string{"external " + eve, "unmatched " + eve}, []Exempted{},
			[]StaleExemption{{eve, day("2026-11-21T11:00:00Z"), value.Optional[string]{}, true, false}},
		},
		"no person has that email": {
			[]Exemption{one("z@evil.example", until("2027-01-01")), one("gone@evil.example", until("2020-01-01"))}, []string{"left@acme.example"},
			[]string{"external " + eve, "unmatched " + eve}, []Exempted{},
			[]StaleExemption{
				{"gone@evil.example", day("2020-01-01"), value.Optional[string]{}, true, false}, {"left@acme.example", good, value.Optional[string]{}, false, false},
				{"z@evil.example", day("2027-01-01"), value.Optional[string]{}, false, false},
			},
		},
		"the same twice is stale once": {
			[]Exemption{one("gone@evil.example"), one("GONE@evil.example", from(RuleTrial))}, []string{"gone@evil.example"},
			[]string{"external " + eve, "unmatched " + eve}, []Exempted{}, []StaleExemption{{"gone@evil.example", good, value.Optional[string]{}, false, false}},
		},
		"of several the one that lasts longest": {
			[]Exemption{
				one(eve, from(RuleExternal), until("2026-12-01"), withReason("short")), one(eve, from(RuleExternal), until("2027-12-01"), withReason("long")),
				one(eve, from(RuleExternal), until("2020-12-01"), withReason("over")), one(eve, from(RuleUnmatched), until("2027-12-01"), withReason("first")),
				one(eve, from(RuleUnmatched), until("2027-12-01"), withReason("second")),
			}, nil, []string{},
			[]Exempted{never(eve, RuleExternal, day("2027-12-01"), value.Some("long")), never(eve, RuleUnmatched, day("2027-12-01"), value.Some("first"))},
			[]StaleExemption{{eve, day("2020-12-01"), value.Some("over"), true, false}},
		},
		"for good outlasts a date": {
			[]Exemption{one(eve, from(RuleExternal), until("2027-12-01")), one(eve, from(RuleExternal), withReason("always"))}, nil,
			[]string{"unmatched " + eve}, []Exempted{never(eve, RuleExternal, good, value.Some("always"))}, []StaleExemption{},
		},
		"one with a reason comes before exempt_emails": {
			[]Exemption{one(eve, withReason("why"))}, []string{eve}, []string{},
			[]Exempted{never(eve, RuleExternal, good, value.Some("why")), never(eve, RuleNeverSeen, good, value.Some("why")), never(eve, RuleUnmatched, good, value.Some("why"))},
			[]StaleExemption{},
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := base
			o.Exemptions, o.ExemptEmails = test.exemptions, test.exemptEmails
			result := audited(t, o, seat("A", "II", heldBy(jane), seen("2026-11-20")), seat("B", "II", heldBy(eve)))
			got := []string{}
			for _, f := range result.Findings {
				got = append(got, string(f.Rule)+" "+f.Email)
			}
			if !slices.Equal(got, test.found) || result.Passed != (len(test.found) == 0) {
				t.Errorf("found %v, passed %t, want %v", got, result.Passed, test.found)
			}
			if !reflect.DeepEqual(result.Exempted, test.exempted) {
				t.Errorf("exempted\n%+v, want\n%+v", result.Exempted, test.exempted)
			}
			if !reflect.DeepEqual(result.StaleExemptions, test.stale) {
				t.Errorf("stale\n%+v, want\n%+v", result.StaleExemptions, test.stale)
			}
		})
	}
}

func TestExemptionsMatchEveryoneInTheCompleteList(t *testing.T) {
	const left, joiner = "left@acme.example", "joiner@acme.example"
	o := options(inForce(RuleTrial), exempt(jane, joe, left, joiner), expected(map[string][]string{"II": {joiner}}),
		func(o *AuditOptions) { o.Selection.ProductCodes = []string{"II"} })
	licenses := []License{seat("A", "II", heldBy(jane)), seat("B", "WS", heldBy(joe))}
	result := audited(t, o, licenses...)
	if want := []StaleExemption{{Email: left}}; !reflect.DeepEqual(result.StaleExemptions, want) || result.StaleCount != 1 {
		t.Errorf("stale %+v, want %+v", result.StaleExemptions, want)
	}
	byLicense(&o)
	if result := audited(t, o, licenses...); result.StaleExemptions != nil || result.StaleCount != 1 {
		t.Errorf("identified by license: stale %+v, count %d", result.StaleExemptions, result.StaleCount)
	}
}

// With product_codes, people who are declared for other products also count as
// known.
func TestAnExemptionOfADeclaredPersonIsNotStale(t *testing.T) {
	const joiner = "joiner@acme.example"
	o := options(inForce(RuleTrial), exempt(joiner), expected(map[string][]string{"WS": {joiner}}),
		func(o *AuditOptions) { o.Selection.ProductCodes = []string{"II"} })
	if stale := audited(t, o, seat("A", "II", heldBy(jane))).StaleExemptions; len(stale) != 0 {
		t.Errorf("stale %+v", stale)
	}
}

// A team token does not know who holds licenses in other teams.
func TestATeamsTokenSaysHowLittleItKnows(t *testing.T) {
	audit, err := NewAudit(options(exempt("other@acme.example"), expected(map[string][]string{"WS": {jane}})))
	if err != nil {
		t.Fatal(err)
	}
	team := NewOrganization(Account{Scope: ScopeTeam, Teams: []TeamRole{{ID: "7"}}}, []License{seat("A", "II", heldBy(jane))})
	result, err := audit.Run(team)
	if err != nil {
		t.Fatal(err)
	}
	never, err := NewAudit(options(inForce(RuleNeverSeen)))
	if err != nil {
		t.Fatal(err)
	}
	if result, err := never.Run(team); err != nil || !strings.Contains(onlyFinding(t, result, RuleNeverSeen).Message, "has never been seen on the licenses of the token's team: ") {
		t.Errorf("never seen: %+v, %v", result.Findings, err)
	}
	if got, want := result.StaleReport(50), "The exemption for other@acme.example matches no license holder in the token's team. Keep it if the person holds a license in another team."; got != want {
		t.Errorf("stale: %s", got)
	}
	if got, want := onlyFinding(t, result, RuleMissingEntitlement).Message, "jane@acme.example is expected to have WebStorm (WS), but has no active license for it or for a pack that includes it in the token's team."; got != want {
		t.Errorf("missing: %s", got)
	}
}

func TestStaleExemptionsAreReportedAsSentences(t *testing.T) {
	got := ReportStaleExemptions([]StaleExemption{
		{Email: "gone@evil.example", Until: day("2026-10-31"), Reason: value.Some("SOW-11\x1b[31m"), Expired: true},
		{Email: "left@acme.example"},
		{Email: "more@acme.example"},
	}, 2)
	want := "The exemption for gone@evil.example (SOW-11[31m) expired on 2026-10-31.\n" +
		"The exemption for left@acme.example matches no license holder.\n" +
		"and 1 more exemption."
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
