package rules_test

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit/rules"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/licensingtest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// ruleTests are the cases of one rule. Each rule has a test file of its own that
// declares them, and TestEveryRule fails for a rule that lacks any of them.
type ruleTests struct {
	object     object     // a usual object of the rule, for cases that have none
	meaning    []ruleCase // what the rule finds, and what it does not
	sentence   []ruleCase // the exact text of its findings and of its warnings
	percentage []ruleCase // its count, out_of, and excused people
	// slips are mistakes in the object that a person could make. Each must be an
	// error, or find no less than the usual object. Mistakes that follow from the
	// parameters are tried for every rule; see slipsOf.
	slips []ruleCase
}

// object is what a rule's object holds, by the name of the attribute.
type object = map[string]any

// ruleCase is what is given, and what is expected of it.
type ruleCase struct {
	name   string
	on     []licensing.License   // all that the account has
	object object                // of the rule; nil: the usual one
	and    map[rules.Name]object // other enabled rules
	set    func(*setup)          // other arguments, and facts about the reading

	finds                 []string // meaning: emails, license IDs, products, or pairs "email product", sorted
	says                  []string // sentence: messages, sorted
	warns                 []string // sentence: "summary | detail" of each warning
	count, outOf, excused int      // percentage
	fails                 string   // slip: the argument that the error is about; empty: no less is found
	key                   string   // slip: the key of a map that the error is about
	text                  string   // slip: a part of the error
}

// setup is all that an audit needs besides the rule's object.
type setup struct {
	audit.Options
	account licensing.Account
	readAt  time.Time
	catalog value.Set[string] // codes that JetBrains sells
}

// tests holds the cases of each rule; see register.
var tests = map[rules.Name]ruleTests{}

func register(rule rules.Name, cases ruleTests) struct{} {
	tests[rule] = cases
	return struct{}{}
}

const (
	ada = "ada@acme.example"
	bo  = "bo@acme.example"
	cy  = "cy@acme.example"
	eve = "eve@evil.example"
)

// Short names for what many cases build.
var (
	day       = licensingtest.Day
	license   = licensingtest.License
	heldBy    = licensingtest.HeldBy
	account   = licensingtest.Account
	named     = licensingtest.Named
	inTeam    = licensingtest.InTeam
	seen      = licensingtest.Seen
	assigned  = licensingtest.Assigned
	validTo   = licensingtest.ValidTo
	renewing  = licensingtest.Renewing
	stopped   = licensingtest.Stopped
	expired   = licensingtest.Expired
	isTrial   = licensingtest.Trial
	offline   = licensingtest.Offline
	onServer  = licensingtest.OnServer
	onKey     = licensingtest.OnKey
	perpetual = licensingtest.WithoutSubscription
	isOut     = licensingtest.Suspended
	notFree   = licensingtest.Unavailable
)

func on(licenses ...licensing.License) []licensing.License { return licenses }

// prices reads pairs of a code and a price: prices("II", "59.9").
func prices(pairs ...string) map[string]value.Decimal {
	m := map[string]value.Decimal{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = licensingtest.Decimal(pairs[i+1])
	}
	return m
}

func products(codes ...string) func(*setup) {
	return func(s *setup) { s.Selection.ProductCodes = codes }
}

func teams(ids ...string) func(*setup) { return func(s *setup) { s.Selection.TeamIDs = ids } }

func byLicense(s *setup) { s.IdentifyByLicense = true }

func teamToken(s *setup) {
	s.account = licensing.Account{Scope: licensing.ScopeTeam, Teams: []licensing.TeamRole{{ID: "7", Name: value.Some("Core")}}}
}

func asOf(text string) func(*setup) { return func(s *setup) { s.AsOf = day(text) } }

// readAndAsOf moves both, as time does.
func readAndAsOf(text string) func(*setup) {
	return func(s *setup) { s.AsOf, s.readAt = day(text), day(text) }
}

func packs(contents licensing.Packs) func(*setup) {
	return func(s *setup) { s.PackContents = contents }
}

func exempt(emails ...string) func(*setup) {
	return func(s *setup) {
		for _, email := range emails {
			s.Exemptions = append(s.Exemptions, audit.Exemption{Email: email, Rules: []rules.Name{audit.AllRules}})
		}
	}
}

// aliased makes one person of several addresses, as the provider would.
func aliased(emails, domains map[string]string) func(*setup) {
	return func(s *setup) {
		identity, err := value.NewIdentity(emails, domains)
		if err != nil {
			panic(err)
		}
		s.Identity = identity
	}
}

func all(sets ...func(*setup)) func(*setup) {
	return func(s *setup) {
		for _, set := range sets {
			set(s)
		}
	}
}

// run evaluates a case at 2026-11-21, the time of the read.
func (c *ruleCase) run(rule rules.Name, usual object, sets ...func(*setup)) (*audit.Result, error) {
	s := setup{readAt: day("2026-11-21")}
	s.AsOf, s.MinLicenses = s.readAt, value.Some(0)
	s.account = licensing.Account{Scope: licensing.ScopeOrganization, CustomerCode: "123"}
	chosen := usual
	if c.object != nil {
		chosen = c.object
	}
	s.Rules = map[rules.Name]audit.RuleOptions{rule: {Values: chosen}}
	for other, values := range c.and {
		s.Rules[other] = audit.RuleOptions{Values: values}
	}
	if c.set != nil {
		c.set(&s)
	}
	for _, set := range sets {
		set(&s)
	}
	a, err := audit.New(s.Options)
	if err != nil {
		return nil, err
	}
	return a.Run(licensingtest.Organization(s.account, c.on...), s.readAt, s.catalog)
}

// found lists what a rule found, sorted.
func found(result *audit.Result, rule *rules.Rule) []string {
	list := []string{}
	for _, f := range result.Findings {
		switch {
		case f.Rule != rule.Name:
		case rule.About == rules.AboutPerson:
			list = append(list, f.Email)
		case rule.About == rules.AboutPersonProduct:
			list = append(list, f.Email+" "+f.ProductCode)
		case rule.About == rules.AboutProduct:
			list = append(list, f.ProductCode)
		default:
			list = append(list, f.LicenseID)
		}
	}
	slices.Sort(list)
	return list
}

func messages(result *audit.Result, rule rules.Name) []string {
	list := []string{}
	for _, f := range result.Findings {
		if f.Rule == rule {
			list = append(list, f.Message)
		}
	}
	slices.Sort(list)
	return list
}

func TestEveryRule(t *testing.T) {
	t.Parallel()
	for _, rule := range rules.All() {
		cases, ok := tests[rule.Name]
		if !ok {
			t.Errorf("%s has no test file", rule.Name)
			continue
		}
		for _, part := range []struct {
			name  string
			cases []ruleCase
		}{{"meaning", cases.meaning}, {"sentence", cases.sentence}, {"percentage", cases.percentage}, {"slip", slipsOf(rule, &cases)}} {
			if len(part.cases) == 0 {
				t.Errorf("%s has no case of its %s", rule.Name, part.name)
			}
		}
		if rule.Finds == "" || rule.Base() == "" {
			t.Errorf("%s does not say what it finds, and out of what", rule.Name)
		}
		required := []string{}
		for _, p := range rule.Parameters {
			if p.Required {
				required = append(required, p.Name)
			}
			holdsAddresses := p.Kind == rules.EmailDates || p.Kind == rules.CodeEmails || strings.Contains(p.Name, "emails")
			if p.Description == "" || p.Personal != holdsAddresses {
				t.Errorf("%s.%s: description %q, personal %t", rule.Name, p.Name, p.Description, p.Personal)
			}
		}
		if diff := cmp.Diff(value.SortedUnique(required), value.SortedKeys(cases.object), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("the usual object of %s is not what is required (-required +usual):\n%s", rule.Name, diff)
		}
		if len(rule.Parameters) > 0 && len(cases.slips) == 0 {
			t.Errorf("%s has parameters, but no case of a slip in its object", rule.Name)
		}
		t.Run(string(rule.Name), func(t *testing.T) {
			t.Parallel()
			for _, c := range cases.meaning {
				t.Run("finds/"+c.name, func(t *testing.T) { c.testMeaning(t, rule, cases.object) })
			}
			for _, c := range cases.sentence {
				t.Run("says/"+c.name, func(t *testing.T) { c.testSentence(t, rule, cases.object) })
			}
			for _, c := range cases.percentage {
				t.Run("counts/"+c.name, func(t *testing.T) { c.testPercentage(t, rule, cases.object) })
			}
			for _, c := range slipsOf(rule, &cases) {
				t.Run("slip/"+c.name, func(t *testing.T) { c.testSlip(t, rule, cases.object) })
			}
		})
	}
	for name := range tests {
		if !slices.ContainsFunc(rules.All(), func(rule *rules.Rule) bool { return rule.Name == name }) {
			t.Errorf("there are tests of %s, which is not in rules.All", name)
		}
	}
}

func TestAllRulesAreSortedByName(t *testing.T) {
	names := []string{}
	for _, rule := range rules.All() {
		names = append(names, string(rule.Name))
	}
	if diff := cmp.Diff(value.SortedUnique(slices.Clone(names)), names); diff != "" {
		t.Errorf("the rules are not sorted (-want +got):\n%s", diff)
	}
}

// What a rule is about decides who can be exempt from it, and which lists it
// has.
func TestSubjectsOfRules(t *testing.T) {
	subjects := map[rules.Subject]struct {
		exemptable, licenses bool
		base                 string
	}{
		rules.AboutPerson:        {true, false, "people who hold judged licenses"},
		rules.AboutHeldLicense:   {true, true, "judged licenses that people hold"},
		rules.AboutPersonProduct: {true, false, "declared pairs of a person and a product"},
		rules.AboutLicense:       {false, true, "judged licenses"},
		rules.AboutProduct:       {false, false, "products in `min_available`"},
	}
	for _, rule := range rules.All() {
		want, ok := subjects[rule.About]
		if rule.Name == "unexpected_entitlement" {
			want.base = "judged licenses that people hold, of the declared products and of packs that cover them"
		}
		if !ok || rule.Exemptable() != want.exemptable || rule.ListsLicenses() != want.licenses || rule.Base() != want.base {
			t.Errorf("%s is about %q: exemptable %t, lists licenses %t, out of %q", rule.Name, rule.About, rule.Exemptable(), rule.ListsLicenses(), rule.Base())
		}
	}
}

// everyField lets a difference show private fields.
var everyField = cmp.Exporter(func(reflect.Type) bool { return true })

// testMeaning compares what is found. Identified by license, the rule must find
// the same, and nothing may name a person.
func (c *ruleCase) testMeaning(t *testing.T, rule *rules.Rule, usual object) {
	t.Helper()
	result, err := c.run(rule.Name, usual)
	if err != nil {
		t.Fatal(err)
	}
	if c.finds == nil {
		c.finds = []string{}
	}
	if diff := cmp.Diff(c.finds, found(result, rule)); diff != "" {
		t.Errorf("other things are found (-want +got):\n%s", diff)
	}
	r := result.Results[rule.Name]
	if r.Count != len(c.finds) {
		t.Errorf("count %d, want %d", r.Count, len(c.finds))
	}
	if diff := cmp.Diff(list(rule.Exemptable(), emailsIn(result, rule.Name)), r.Emails); diff != "" {
		t.Errorf("the emails differ (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(list(rule.ListsLicenses(), c.finds), r.LicenseIDs); diff != "" {
		t.Errorf("the license IDs differ (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(list(rule.About == rules.AboutProduct, c.finds), r.ProductCodes); diff != "" {
		t.Errorf("the product codes differ (-want +got):\n%s", diff)
	}

	anonymous, err := c.run(rule.Name, usual, byLicense)
	if err != nil {
		t.Fatal(err)
	}
	if got := anonymous.Results[rule.Name]; got.Count != r.Count || got.OutOf != r.OutOf || got.Emails != nil || !slices.Equal(got.LicenseIDs, r.LicenseIDs) {
		t.Errorf("identified by license, more than the emails differ (-by email +by license):\n%s", cmp.Diff(r, got, everyField))
	}
	text := dump(anonymous)
	for _, l := range c.on {
		for _, personal := range []string{l.Email, l.AccountEmail, l.Name.Value} {
			if personal != "" && l.Held() && strings.Contains(text, personal) {
				t.Errorf("identified by license, the result contains %s:\n%s", personal, text)
			}
		}
	}
}

// list is a list that a rule has, or nil.
func list(has bool, values []string) []string {
	if !has {
		return nil
	}
	return append([]string{}, values...)
}

func emailsIn(result *audit.Result, rule rules.Name) []string {
	var emails []string
	for _, f := range result.Findings {
		if f.Rule == rule {
			emails = append(emails, f.Email)
		}
	}
	return value.SortedUnique(emails)
}

// dump writes all of a result, what pointers point to included.
func dump(result *audit.Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%+v\n%s\n%s\n", *result, result.Report(1000), result.StaleReport(1000))
	for _, name := range slices.Sorted(maps.Keys(result.Results)) {
		fmt.Fprintf(&b, "%s %+v\n", name, *result.Results[name])
	}
	return b.String()
}

func (c *ruleCase) testSentence(t *testing.T, rule *rules.Rule, usual object) {
	t.Helper()
	result, err := c.run(rule.Name, usual)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(c.says, messages(result, rule.Name), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("says something else (-want +got):\n%s", diff)
	}
	if c.warns != nil {
		got := []string{}
		for _, w := range result.Warnings {
			got = append(got, w.Summary+" | "+w.Detail)
			if !strings.HasPrefix(w.Argument, string(rule.Name)+".") {
				t.Errorf("a warning about %q: %s", w.Argument, w.Summary)
			}
		}
		if diff := cmp.Diff(c.warns, got); diff != "" {
			t.Errorf("warns otherwise (-want +got):\n%s", diff)
		}
	}
}

// testPercentage compares the numbers, and tries limits at their edges.
func (c *ruleCase) testPercentage(t *testing.T, rule *rules.Rule, usual object) {
	t.Helper()
	judge := func(change func(*audit.RuleOptions)) *audit.RuleResult {
		result, err := c.run(rule.Name, usual, func(s *setup) {
			o := s.Rules[rule.Name]
			change(&o)
			s.Rules[rule.Name] = o
		})
		if err != nil {
			t.Fatal(err)
		}
		if r := result.Results[rule.Name]; result.Passed != r.Passed {
			t.Errorf("the audit passed: %t, the rule: %t", result.Passed, r.Passed)
		}
		return result.Results[rule.Name]
	}
	r := judge(func(*audit.RuleOptions) {})
	if got, want := [3]int{r.Count, r.OutOf, r.Excused}, [3]int{c.count, c.outOf, c.excused}; got != want {
		t.Fatalf("count, out_of, excused: %v, want %v", got, want)
	}
	if c.count == 0 {
		return
	}
	percent := func(hundredths int) *value.Decimal {
		d := licensingtest.Decimal(fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100))
		return &d
	}
	exact := 10_000 * c.count / c.outOf // rounded down
	if r := judge(func(o *audit.RuleOptions) { o.MaxPercent = percent(min(exact+1, 10_000)) }); !r.Passed {
		t.Errorf("%d of %d are over %s %%", c.count, c.outOf, r.MaxPercent)
	}
	if r := judge(func(o *audit.RuleOptions) { o.MaxPercent = percent(exact - 1) }); r.Passed {
		t.Errorf("%d of %d are within %s %%", c.count, c.outOf, r.MaxPercent)
	}
}

// slipsOf are the slips of a rule's own, and those that every rule's object is
// open to.
func slipsOf(rule *rules.Rule, cases *ruleTests) []ruleCase {
	slips := slices.Clone(cases.slips)
	with := func(name string, v any) object {
		changed := maps.Clone(cases.object)
		if changed == nil {
			changed = object{}
		}
		changed[name] = v
		return changed
	}
	path := func(name string) string { return string(rule.Name) + "." + name }
	limits := func(name, argument string, change func(*audit.RuleOptions)) {
		slips = append(slips, ruleCase{name: name, fails: path(argument), set: func(s *setup) {
			o := s.Rules[rule.Name]
			change(&o)
			s.Rules[rule.Name] = o
		}})
	}
	percent := func(n int) *value.Decimal { d := value.DecimalOf(n); return &d }
	limits("severity in capitals", "severity", func(o *audit.RuleOptions) { o.Severity = "WARNING" })
	limits("unknown severity", "severity", func(o *audit.RuleOptions) { o.Severity = "none" })
	limits("negative max_findings", "max_findings", func(o *audit.RuleOptions) { o.MaxFindings = value.Some(-1) })
	limits("negative max_percent", "max_percent", func(o *audit.RuleOptions) { o.MaxPercent = percent(-1) })
	limits("max_percent over 100", "max_percent", func(o *audit.RuleOptions) { o.MaxPercent = percent(101) })
	slips = append(slips, ruleCase{name: "an attribute that the rule does not have", object: with("dayz", 1), fails: path("dayz")})
	for _, p := range rule.Parameters {
		slipAt := func(name, key string, v any) {
			slips = append(slips, ruleCase{name: name + " " + p.Name, object: with(p.Name, v), fails: path(p.Name), key: key})
		}
		slip := func(name string, v any) { slipAt(name, "", v) }
		if p.Required {
			without := maps.Clone(cases.object)
			delete(without, p.Name)
			slips = append(slips, ruleCase{name: "no " + p.Name, object: without, fails: path(p.Name)})
		}
		slip("a wrong type of", struct{}{})
		slip("a null", nil)
		switch p.Kind {
		case rules.Count:
			slip("a negative", -1)
			slip("a text for", "90")
		case rules.Texts:
			slip("an empty list in", []string{})
			slip("only blanks in", []string{"", " "})
		case rules.EmailDates:
			slip("an empty map in", map[string]string{})
			slip("a blank key in", map[string]string{" ": "2026-01-01"})
		case rules.CodeEmails:
			slip("an empty map in", map[string][]string{})
			slipAt("a blank key in", " ", map[string][]string{" ": {ada}, "II": {ada}})
			slipAt("a name for an address in", "II", map[string][]string{"II": {"Ada Lovelace"}})
		case rules.CodeCounts:
			slip("an empty map in", map[string]int{})
			slipAt("a blank key in", " ", map[string]int{" ": 1, "II": 1})
			slipAt("a negative number in", "WS", map[string]int{"II": 1, "WS": -1})
			slip("zero everywhere in", map[string]int{"II": 0, "WS": 0})
		case rules.CodePrices:
			slip("an empty map in", map[string]value.Decimal{})
			slipAt("a negative price in", "II", map[string]value.Decimal{"ALL": value.DecimalOf(5), "II": value.DecimalOf(-9)})
			slip("a misspelled code in", map[string]value.Decimal{"ALL": value.DecimalOf(5), "ii": value.DecimalOf(9)})
		}
	}
	return slips
}

func (c *ruleCase) testSlip(t *testing.T, rule *rules.Rule, usual object) {
	t.Helper()
	result, err := c.run(rule.Name, usual)
	if c.fails == "" {
		if err != nil {
			t.Fatalf("%v, want no error", err)
		}
		without := ruleCase{on: c.on, set: c.set, and: c.and}
		correct, err := without.run(rule.Name, usual)
		if err != nil {
			t.Fatal(err)
		}
		got := found(result, rule)
		for _, one := range found(correct, rule) {
			if !slices.Contains(got, one) {
				t.Errorf("with the slip, %s is no longer found", one)
			}
		}
		if diff := cmp.Diff(c.finds, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("other things are found (-want +got):\n%s", diff)
		}
		return
	}
	var about interface {
		error
		Attribute() string
		Key() string
	}
	if !errors.As(err, &about) || about.Attribute() != c.fails || about.Key() != c.key {
		t.Fatalf("error %v, want one about %s, key %q", err, c.fails, c.key)
	}
	if reason, ok := strings.CutPrefix(err.Error(), c.fails+" "); !ok || len(reason) < 10 || !strings.Contains(reason, c.text) {
		t.Errorf("error %q, want the argument and a reason that contains %q", err, c.text)
	}
}
