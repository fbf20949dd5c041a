package licensing

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func TestWarningsOfAnAudit(t *testing.T) {
	company := NewOrganization(Account{Scope: ScopeOrganization}, []License{seat("A", "II", heldBy(jane))})
	team := NewOrganization(Account{Scope: ScopeTeam, Teams: []TeamRole{{ID: "7", Name: value.Some("Mobile")}}}, []License{seat("A", "II", heldBy(jane))})
	never := func(rules ...Rule) func(*AuditOptions) { return excused(Exemption{Email: jane, Rules: rules}) }
	for name, test := range map[string]struct {
		organization *Organization
		change       func(*AuditOptions)
		want         []string // each "argument: a part of the text"
	}{
		"nothing to say":  {company, inactiveAfter(90), nil},
		"a week old":      {company, func(o *AuditOptions) { inactiveAfter(1)(o); o.AsOf = day(asOf).AddDate(0, 0, -7) }, nil},
		"over a week old": {company, func(o *AuditOptions) { inactiveAfter(1)(o); o.AsOf = day(asOf).AddDate(0, 0, -7).Add(-time.Second) }, []string{"as_of: more than a week old"}},
		"over a week old, with an exemption for good": {company, func(o *AuditOptions) {
			inactiveAfter(1)(o)
			exempt(jane)(o)
			o.AsOf = day(asOf).AddDate(0, 0, -8)
		}, []string{"as_of: not found. Leave as_of out"}},
		"over a week old, with an exemption that ends": {company, func(o *AuditOptions) {
			inactiveAfter(1)(o)
			excused(Exemption{Email: jane, Rules: []Rule{RuleInactive}, Until: day("2027-01-01")})(o)
			o.AsOf = day(asOf).AddDate(0, 0, -8)
		}, []string{"as_of: not found, and exemptions that have expired since then may still apply. Leave"}},
		"in the future":           {company, func(o *AuditOptions) { inactiveAfter(1)(o); o.AsOf = day(asOf).Add(time.Second) }, []string{"as_of: 2026-11-21T12:00:01Z"}},
		"a team's token":          {team, inactiveAfter(90), []string{"require_scope: Mobile (7)"}},
		"a team's token, meant":   {team, func(o *AuditOptions) { inactiveAfter(90)(o); o.RequireScope = ScopeTeam }, nil},
		"an argument of no rule":  {company, func(o *AuditOptions) { inForce(RuleTrial)(o); inactiveAfter(90)(o) }, []string{"inactive_days: inactive, reclaimable, but the rules in force are trial"}},
		"an argument of one rule": {company, func(o *AuditOptions) { inForce(RuleReclaimable)(o); inactiveAfter(90)(o) }, nil},
		"every argument": {
			company, func(o *AuditOptions) {
				everyRule(o)
				inForce(RuleTrial)(o)
				o.GraceDays, o.PackContents = value.Some(1), Packs{"ALL": {"II"}}
				o.MaxFindings, o.MaxPercent = map[Rule]int{RuleInactive: 1}, map[Rule]float64{RuleInactive: 1}
				never(RuleExternal)(o)
			},
			[]string{
				"inactive_days: No rule", "grace_days: No rule", "expiring_days: No rule", "allowed_email_domains: No rule", "directory_emails: No rule",
				"min_available: No rule", "expected_entitlements: No rule", "pack_contents: No rule", "exemptions: No rule", "max_findings: No rule", "max_percent: No rule",
			},
		},
		"every argument, all in force": {
			company, func(o *AuditOptions) {
				everyRule(o)
				o.GraceDays, o.PackContents = value.Some(1), Packs{"ALL": {"II"}}
				o.MaxFindings, o.MaxPercent = map[Rule]int{RuleInactive: 1, RuleTrial: 1}, map[Rule]float64{RuleInactive: 1}
				never(RuleExternal)(o)
				exempt(jane)(o)
			}, nil,
		},
		"an exemption from all":                {company, func(o *AuditOptions) { inForce(RuleTrial)(o); never(RuleAll)(o) }, nil},
		"exemptions, and no rule about people": {company, func(o *AuditOptions) { expiringWithin(1)(o); never(RuleAll)(o); exempt(joe)(o) }, []string{"exempt_emails: No rule", "exemptions: No rule"}},
		"one limit of two is used": {company, func(o *AuditOptions) {
			inForce(RuleTrial)(o)
			o.MaxFindings = map[Rule]int{RuleTrial: 1, RuleInactive: 3}
		}, nil},
		"nothing declared is checked": {
			company, func(o *AuditOptions) {
				expected(map[string][]string{"WS": {jane}})(o)
				o.Selection.ProductCodes = []string{"II"}
			},
			[]string{"expected_entitlements: product_codes leaves out every product"},
		},
		"an unknown product that no one should have": {
			company, expected(map[string][]string{"all": {}, "WS": {}, "II": {}}), []string{`expected_entitlements: contain "all". Check the spelling and the letter case. The account has II (IntelliJ`},
		},
		"an unknown product without seats to spare": {
			company, func(o *AuditOptions) { o.MinAvailable = map[string]int{"all": 0} }, []string{`min_available: min_available names an unknown product code: "all"`},
		},
		"a directory of names": {
			company, directory(" ", jane, "Jane Doe <jane@acme.example>", "joe", "a@x.example,b@x.example"), []string{"directory_emails: 3 of 4 values are not email addresses such as jane.doe@acme.example, the first one is number 2 "},
		},
		"an unknown product in a pack": {
			company, func(o *AuditOptions) {
				inForce(RuleOverlapping)(o)
				o.PackContents = Packs{"II": {"ws", "WS", "QQ"}, "zz": {}}
			},
			[]string{`pack_contents: "QQ", "ws", "zz"`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			audit, err := NewAudit(options(test.change))
			if err != nil {
				t.Fatal(err)
			}
			got := audit.Warnings(test.organization, day(asOf))
			ok := slices.EqualFunc(got, test.want, func(w AuditWarning, want string) bool {
				argument, part, _ := strings.Cut(want, ": ")
				return w.Argument == argument && strings.Contains(w.Summary+"\n"+w.Detail, part) && strings.HasSuffix(w.Detail, ".")
			})
			if !ok {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestKnownValuesAreListedNearestFirst(t *testing.T) {
	organization := NewOrganization(Account{Teams: []TeamRole{{ID: "30", Name: value.Some("Data")}, {ID: "10"}}}, []License{
		seat("A", "II", inTeam("20", "Mobile")), seat("B", "WS", onServer), seat("C", "ALL", heldBy(jane), inTeam("10", "Core")), seat("D", "PC"),
	})
	for values, want := range map[string]string{
		"ws":        `product_codes names "ws", which the account does not have. The account has WS (WebStorm), ALL (All Products Pack), II (IntelliJ IDEA Ultimate), PC (PyCharm)`,
		"pycharm":   `product_codes names "pycharm", which the account does not have. The account has PC (PyCharm), ALL`,
		"IntelliJ":  `The account has II (IntelliJ IDEA Ultimate), ALL`,
		"WSX":       `The account has WS (WebStorm), ALL`,
		"zz":        `The account has ALL (All Products Pack), II`,
		"zz PC all": `names "all", "zz", which the account does not have. The account has ALL (All`,
		"PC WS":     "",
	} {
		if got := text(organization.UnknownProducts(strings.Fields(values), nil)); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%q: %q, want %q", values, got, want)
		}
	}
	if err := organization.UnknownProducts([]string{"GO", "DB"}, BuiltInPacks()); err != nil {
		t.Errorf("covered by a pack of the account: %v", err)
	}
	if got := text(organization.UnknownProducts([]string{"TBEB", "go"}, BuiltInPacks())); !strings.Contains(got, `names "TBEB", "go", which the account does not have. The account has GO (GoLand), AC`) {
		t.Errorf("not covered by a pack of the account: %q", got)
	}
	for values, want := range map[string]string{
		"mobile":   `team_ids names "mobile", which the account does not have. The account has 20 (Mobile), 10 (Core), 30 (Data)`,
		"10 20 30": "",
	} {
		if got := text(organization.UnknownTeams(strings.Fields(values))); got != want {
			t.Errorf("%q: %q, want %q", values, got, want)
		}
	}
	if got, want := text(organization.UnknownAssigneeTypes([]string{"user", "LICENSE_KEY"})), `assignee_types names "LICENSE_KEY", "user", which the account does not have. The account has USER, SERVER`; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if organization.UnknownAssigneeTypes([]string{"SERVER"}) != nil || organization.UnknownAssigneeTypes(nil) != nil || organization.UnknownTeams(nil) != nil {
		t.Error("a value that is known is reported")
	}
}

func text(err *NotHeldError) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
