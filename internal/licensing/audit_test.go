package licensing

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// asOf is not at midnight, so that dates and instants differ.
const asOf = "2026-11-21T12:00:00Z"

// options returns the options of an audit at asOf with the changes applied.
func options(changes ...func(*AuditOptions)) AuditOptions {
	o := AuditOptions{AsOf: day(asOf)}
	for _, change := range changes {
		change(&o)
	}
	return o
}

func inactiveAfter(days int) func(*AuditOptions) {
	return func(o *AuditOptions) { o.InactiveDays = value.Some(days) }
}

func expiringWithin(days int) func(*AuditOptions) {
	return func(o *AuditOptions) { o.ExpiringDays = value.Some(days) }
}

// Without values, inForce and directory set empty lists instead of nil.
func inForce(rules ...Rule) func(*AuditOptions) {
	return func(o *AuditOptions) { o.Rules = append([]Rule{}, rules...) }
}

func warnOnly(rules ...Rule) func(*AuditOptions) {
	return func(o *AuditOptions) { o.WarnRules = rules }
}
func byLicense(o *AuditOptions) { o.IdentifyByLicense = true }

func allowed(domains ...string) func(*AuditOptions) {
	parsed, err := ParseDomains(domains, nil)
	if err != nil {
		panic(err)
	}
	return func(o *AuditOptions) { o.AllowedDomains = &parsed }
}

func directory(emails ...string) func(*AuditOptions) {
	return func(o *AuditOptions) { o.Directory = append([]string{}, emails...) }
}

func minAvailable(code string, seats int) func(*AuditOptions) {
	return func(o *AuditOptions) { o.MinAvailable = map[string]int{code: seats} }
}

func expected(declared map[string][]string) func(*AuditOptions) {
	return func(o *AuditOptions) { o.ExpectedEntitlements = declared }
}

func exempt(emails ...string) func(*AuditOptions) {
	return func(o *AuditOptions) { o.ExemptEmails = emails }
}

func excused(exemptions ...Exemption) func(*AuditOptions) {
	return func(o *AuditOptions) { o.Exemptions = exemptions }
}

// audited runs an audit that must succeed.
func audited(t testing.TB, o AuditOptions, licenses ...License) AuditResult {
	t.Helper()
	if len(licenses) == 0 {
		o.MinLicenses = value.Some(0)
	}
	audit, err := NewAudit(o)
	if err != nil {
		t.Fatal(err)
	}
	result, err := audit.Run(NewOrganization(Account{Scope: ScopeOrganization}, sorted(licenses...)))
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// everyRule enables every rule and gives each its argument.
func everyRule(o *AuditOptions) {
	inactiveAfter(90)(o)
	expiringWithin(30)(o)
	allowed("acme.example", "*.acme.example")(o)
	directory(jane)(o)
	minAvailable("II", 1)(o)
	expected(map[string][]string{"GO": {jane, joe}})(o)
	for _, name := range RuleNames() {
		o.Rules = append(o.Rules, Rule(name))
	}
}

type attributed interface {
	error
	Attribute() string
}

func TestAuditOptionsThatAreRefused(t *testing.T) {
	for name, test := range map[string]struct {
		options   AuditOptions
		attribute string
		says      []string
	}{
		"no rule at all":      {options(), "rules", []string{"No rule is in force", "inactive_days", "min_available", "never_seen"}},
		"an empty rule list":  {options(inactiveAfter(90), inForce()), "rules", []string{"No rule is in force"}},
		"only grace_days":     {options(func(o *AuditOptions) { o.GraceDays = value.Some(1) }), "rules", []string{"No rule is in force"}},
		"min_available empty": {options(func(o *AuditOptions) { o.MinAvailable = map[string]int{} }), "min_available", []string{"names no product"}},
		"an unknown rule": {
			options(inForce(RuleTrial, "idle")), "rules",
			[]string{`"idle"`, "exhausted, expiring, external, inactive, missing_entitlement, never_seen, offline_code, overlapping, reclaimable, suspended, trial, unexpected_entitlement, unmatched"},
		},
		"rules in another case":           {options(inForce("Trial")), "rules", []string{`"Trial"`}},
		"an unknown warn rule":            {options(inForce(RuleTrial), warnOnly("idle")), "warn_rules", []string{`"idle"`, "never_seen"}},
		"an unknown rule with a limit":    {options(inForce(RuleTrial), func(o *AuditOptions) { o.MaxFindings = map[Rule]int{"idle": 1} }), "max_findings", []string{`"idle"`}},
		"an unknown rule with a share":    {options(inForce(RuleTrial), func(o *AuditOptions) { o.MaxPercent = map[Rule]float64{"idle": 1} }), "max_percent", []string{`"idle"`}},
		"inactive without its argument":   {options(inForce(RuleInactive)), "rules", []string{"inactive", "Set inactive_days"}},
		"reclaimable without it":          {options(inForce(RuleReclaimable)), "rules", []string{"reclaimable", "Set inactive_days"}},
		"expiring without it":             {options(inForce(RuleExpiring)), "rules", []string{"Set expiring_days"}},
		"external without it":             {options(inForce(RuleExternal)), "rules", []string{"Set allowed_email_domains"}},
		"unmatched without it":            {options(inForce(RuleUnmatched)), "rules", []string{"Set directory_emails"}},
		"exhausted without it":            {options(inForce(RuleExhausted)), "rules", []string{"Set min_available"}},
		"a warning without it":            {options(inForce(RuleTrial), warnOnly(RuleInactive)), "warn_rules", []string{"Set inactive_days"}},
		"a warning of no rule in force":   {options(inactiveAfter(90), warnOnly(RuleTrial)), "warn_rules", []string{"trial", "not in force", "List it in rules"}},
		"negative inactive_days":          {options(inactiveAfter(-1)), "inactive_days", []string{"-1", "0 or more"}},
		"negative grace_days":             {options(inactiveAfter(1), func(o *AuditOptions) { o.GraceDays = value.Some(-2) }), "grace_days", []string{"-2"}},
		"negative expiring_days":          {options(expiringWithin(math.MinInt)), "expiring_days", []string{"0 or more"}},
		"negative min_licenses":           {options(inForce(RuleTrial), func(o *AuditOptions) { o.MinLicenses = value.Some(-1) }), "min_licenses", []string{"-1"}},
		"negative min_available":          {options(minAvailable("WS", -3)), "min_available", []string{"-3", `"WS"`}},
		"a blank product":                 {options(minAvailable(" ", 3)), "min_available", []string{"blank"}},
		"a negative limit":                {options(inForce(RuleTrial), func(o *AuditOptions) { o.MaxFindings = map[Rule]int{RuleTrial: -1} }), "max_findings", []string{"trial", "-1"}},
		"a negative share":                {options(inForce(RuleTrial), func(o *AuditOptions) { o.MaxPercent = map[Rule]float64{RuleTrial: -0.5} }), "max_percent", []string{"trial", "-0.5"}},
		"a share over all":                {options(inForce(RuleTrial), func(o *AuditOptions) { o.MaxPercent = map[Rule]float64{RuleTrial: 101} }), "max_percent", []string{"from 0 to 100"}},
		"a share that is no number":       {options(inForce(RuleTrial), func(o *AuditOptions) { o.MaxPercent = map[Rule]float64{RuleTrial: math.NaN()} }), "max_percent", []string{"NaN"}},
		"an empty directory":              {options(directory()), "directory_emails", []string{}},
		"a directory of blanks":           {options(directory("", " \t")), "directory_emails", []string{"no email"}},
		"no allowed domain":               {options(allowed("", " ")), "allowed_email_domains", []string{"no domain"}},
		"an empty product list":           {options(inForce(RuleTrial), func(o *AuditOptions) { o.Selection.ProductCodes = []string{} }), "product_codes", []string{"empty"}},
		"an empty team list":              {options(inForce(RuleTrial), func(o *AuditOptions) { o.Selection.TeamIDs = []string{} }), "team_ids", []string{"empty"}},
		"an exemption without an email":   {options(inForce(RuleTrial), excused(Exemption{Email: jane, Rules: []Rule{RuleAll}}, Exemption{Email: "  "})), "exemptions", []string{"entry 2", "email"}},
		"an exemption of an unknown rule": {options(inForce(RuleTrial), excused(Exemption{Email: jane, Rules: []Rule{"idle"}})), "exemptions", []string{`"idle"`, "never_seen"}},
		"seats of a product not audited":  {options(minAvailable("WS", 1), func(o *AuditOptions) { o.Selection.ProductCodes = []string{"II"} }), "min_available", []string{`"WS"`, "product_codes leaves out"}},
		"no expected entitlement":         {options(expected(map[string][]string{})), "expected_entitlements", []string{"names no product"}},
		"a blank expected product":        {options(expected(map[string][]string{" ": {jane}})), "expected_entitlements", []string{"blank"}},
		"missing without its argument":    {options(inForce(RuleMissingEntitlement)), "rules", []string{"Set expected_entitlements"}},
		"an exemption of no rule":         {options(inForce(RuleTrial), excused(Exemption{Email: jane, Rules: []Rule{}})), "exemptions", []string{jane, `rules = ["all"]`}},
		"an exemption from expiring":      {options(inForce(RuleTrial), excused(Exemption{Email: jane, Rules: []Rule{RuleExpiring}})), "exemptions", []string{"expiring", "not a rule about people"}},
		"an exemption from exhausted":     {options(inForce(RuleTrial), excused(Exemption{Email: jane, Rules: []Rule{RuleExhausted}})), "exemptions", []string{"exhausted", "not a rule about people"}},
		"no instant of the evaluation":    {AuditOptions{Rules: []Rule{RuleTrial}}, "as_of", []string{"missing"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := NewAudit(test.options)
			refused, ok := errors.AsType[attributed](err)
			if !ok || refused.Attribute() != test.attribute {
				t.Fatalf("error %v, want one on %s", err, test.attribute)
			}
			for _, part := range test.says {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("error %q does not say %q", err, part)
				}
			}
		})
	}
}

func TestAuditErrorsHaveTypes(t *testing.T) {
	_, err := NewAudit(options(inForce("idle")))
	if e, ok := errors.AsType[*UnknownRuleError](err); !ok || e.Rule != "idle" {
		t.Errorf("%T", err)
	}
	_, err = NewAudit(options(inForce(RuleInactive)))
	if e, ok := errors.AsType[*MissingArgumentError](err); !ok || e.Needs != "inactive_days" || e.Rule != RuleInactive {
		t.Errorf("%T", err)
	}
	_, err = NewAudit(options(inForce(RuleTrial), warnOnly(RuleSuspended)))
	if e, ok := errors.AsType[*RuleNotInForceError](err); !ok || e.Rule != RuleSuspended {
		t.Errorf("%T", err)
	}
	if _, err = NewAudit(options()); !errorIs[*NoRuleError](err) {
		t.Errorf("%T", err)
	}
	if _, err = NewAudit(options(inactiveAfter(-1))); !errorIs[*ArgumentError](err) {
		t.Errorf("%T", err)
	}
}

func errorIs[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

func TestOrganizationsThatAreNotJudged(t *testing.T) {
	full := Organization{
		Account: Account{Scope: ScopeTeam, Teams: []TeamRole{{ID: "9", Name: value.Some("Empty")}}},
		Licenses: sorted(
			seat("A", "II", inTeam("7", "Co\x1b[31mre"), heldBy(jane)), seat("B", "WS"), seat("C", "II"),
		),
	}
	trials := inForce(RuleTrial)
	for name, test := range map[string]struct {
		organization Organization
		change       func(*AuditOptions)
		attribute    string // if empty, the audit evaluates the rule
		says         []string
	}{
		"a team's token where the organization's is required": {
			full, func(o *AuditOptions) { o.RequireScope = ScopeOrganization }, "require_scope", []string{`require_scope is "organization"`, `scope of the token is "team"`},
		},
		"the scope that is required":     {full, func(o *AuditOptions) { o.RequireScope = ScopeTeam }, "", nil},
		"as many licenses as required":   {full, func(o *AuditOptions) { o.MinLicenses = value.Some(3) }, "", nil},
		"fewer":                          {full, func(o *AuditOptions) { o.MinLicenses = value.Some(4) }, "min_licenses", []string{"min_licenses is 4", "is 3"}},
		"none":                           {Organization{}, func(o *AuditOptions) { o.MinLicenses = value.Some(1) }, "min_licenses", []string{"is 0", "set min_licenses to 0 only if it is"}},
		"none, and none required":        {Organization{}, func(o *AuditOptions) { o.MinLicenses = value.Some(0) }, "", nil},
		"none, and nothing said":         {Organization{}, func(*AuditOptions) {}, "min_licenses", []string{"is 0", "set min_licenses to 0"}},
		"fewer left by the selection":    {full, func(o *AuditOptions) { o.Selection.TeamIDs = []string{"9"} }, "min_licenses", []string{"is 0", "set min_licenses to 0 only if it is"}},
		"a team without a license":       {full, func(o *AuditOptions) { o.Selection.TeamIDs = []string{"9", "7", "9"} }, "", nil},
		"a team that is not known":       {full, func(o *AuditOptions) { o.Selection.TeamIDs = []string{"8", "7", "6", "8"} }, "team_ids", []string{`"6", "8", which`, "7 (Co[31mre), 9 (Empty)"}},
		"a blank team":                   {full, func(o *AuditOptions) { o.Selection.TeamIDs = []string{""} }, "team_ids", []string{`""`}},
		"a product":                      {full, func(o *AuditOptions) { o.Selection.ProductCodes = []string{"WS"} }, "", nil},
		"a product in the wrong case":    {full, func(o *AuditOptions) { o.Selection.ProductCodes = []string{"ws"} }, "product_codes", []string{`"ws"`, "WS (WebStorm), II (IntelliJ IDEA Ultimate)"}},
		"a product of an empty account":  {Organization{}, func(o *AuditOptions) { o.Selection.ProductCodes = []string{"II"} }, "product_codes", []string{"The token sees no others"}},
		"a product and a team, no match": {full, func(o *AuditOptions) { o.Selection = Selection{[]string{"WS"}, []string{"7"}} }, "min_licenses", []string{"is 0", "set min_licenses to 0 only if it is"}},
	} {
		t.Run(name, func(t *testing.T) {
			audit, err := NewAudit(options(trials, test.change))
			if err != nil {
				t.Fatal(err)
			}
			_, err = audit.Run(NewOrganization(test.organization.Account, test.organization.Licenses))
			if test.attribute == "" {
				if err != nil {
					t.Errorf("refused: %v", err)
				}
				return
			}
			refused, ok := errors.AsType[attributed](err)
			if !ok || refused.Attribute() != test.attribute {
				t.Fatalf("error %v, want one on %s", err, test.attribute)
			}
			for _, part := range test.says {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("error %q does not say %q", err, part)
				}
			}
		})
	}
}

func TestRulesInForceByDefault(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*AuditOptions)
		want   Rule
	}{
		"inactive":  {inactiveAfter(90), RuleInactive},
		"external":  {allowed("acme.example"), RuleExternal},
		"unmatched": {directory(joe), RuleUnmatched},
		"expiring":  {expiringWithin(30), RuleExpiring},
		"exhausted": {minAvailable("GO", 1), RuleExhausted},
		"missing":   {expected(map[string][]string{"II": {jane, eve}}), RuleMissingEntitlement},
		"expected":  {expected(map[string][]string{"II": {}}), RuleUnexpectedEntitlement},
	} {
		t.Run(name, func(t *testing.T) {
			// Every rule has a finding about this person, including inactive
			// and similar rules.
			result := audited(t, options(test.change),
				seat("A", "II", heldBy(eve), suspended, offline, renewed(false), validTo("2026-12-01")),
				seat("B", "II", heldBy(eve), trial))
			for _, f := range result.Findings {
				if f.Rule != test.want {
					t.Errorf("a finding of %s", f.Rule)
				}
			}
			if len(result.Findings) == 0 || result.Passed {
				t.Errorf("passed %t with %d findings of %s", result.Passed, len(result.Findings), test.want)
			}
		})
	}
}

func TestOffsetsOfAsOfDoNotMatter(t *testing.T) {
	o := options(inactiveAfter(90))
	o.AsOf = o.AsOf.In(time.FixedZone("", 9*3600))
	result := audited(t, o, seat("A", "II", heldBy(jane), seen("2026-08-23T12:00:00Z")))
	if result.RuleCounts[RuleInactive] != 1 {
		t.Errorf("counts %v", result.RuleCounts)
	}
}
