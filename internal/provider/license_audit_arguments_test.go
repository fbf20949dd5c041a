//go:build !race

package provider_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit/rules"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// Each attribute of each rule's object must have an effect: two values give two
// numbers of findings. The tests of package rules check what each one means.
func TestEveryAttributeOfEveryRuleCounts(t *testing.T) {
	o := handmade()
	o.Licenses[0].LastSeen.Seen = at("2026-10-01T00:00:00Z") // B, of jane
	o.Licenses[1].LastSeen, o.Licenses[1].Suspended = &org.LastSeen{Assigned: at("2026-11-01T00:00:00+03:00")}, false
	o.Licenses[2].Trial = false // C, of zoe, never seen
	o.Licenses[2].LastSeen = &org.LastSeen{Assigned: at("2026-11-10T00:00:00Z")}
	start(t, o)
	type values struct {
		one, other           object // of the rule
		oneCount, otherCount int
	}
	const jane, zoe = "jane.doe@acme.example", "zoe@dev.acme.example"
	cases := map[string]values{
		"cheaper_pack.prices":               {object{"prices": object{"ALL": 70, "II": 60, "WS": 20}}, object{"prices": object{"ALL": 80, "II": 60, "WS": 20}}, 1, 0},
		"departed.leaving_dates":            {object{"leaving_dates": object{jane: "2026-11-01"}}, object{"leaving_dates": object{zoe: "2026-11-01"}}, 2, 1},
		"departed.days":                     {object{"leaving_dates": object{jane: "2026-11-01"}, "days": 19}, object{"leaving_dates": object{jane: "2026-11-01"}, "days": 20}, 2, 0},
		"discontinued.product_codes":        {object{"product_codes": []any{"II"}}, object{"product_codes": []any{"WS"}}, 2, 0},
		"expiring.days":                     {object{"days": 10}, object{"days": 40}, 2, 3},
		"external.allowed_email_domains":    {object{"allowed_email_domains": []any{"acme.example"}}, object{"allowed_email_domains": []any{"acme.example", "*.acme.example"}}, 2, 1},
		"inactive.days":                     {object{"days": 20, "grace_days": 0}, object{"days": 60, "grace_days": 0}, 1, 0},
		"inactive.grace_days":               {object{"days": 10, "grace_days": 0}, object{"days": 10}, 2, 0},
		"low_availability.min_available":    {object{"min_available": object{"II": 1}}, object{"min_available": object{"II": 2}}, 0, 1},
		"missing_entitlement.expected":      {object{"expected": object{"WS": []any{jane, zoe}}}, object{"expected": object{"WS": []any{jane}}}, 1, 0},
		"never_seen.grace_days":             {object{"grace_days": 10}, object{}, 1, 0},
		"not_in_directory.directory_emails": {object{"directory_emails": []any{jane, zoe}}, object{"directory_emails": []any{jane, zoe, "bob@evil.example"}}, 1, 0},
		"unexpected_entitlement.expected":   {object{"expected": object{"II": []any{jane}}}, object{"expected": object{"II": []any{jane, zoe}}}, 1, 0},
		"unused.days":                       {object{"days": 40}, object{"days": 60}, 1, 0},
		"unused.grace_days":                 {object{"days": 10, "grace_days": 0}, object{"days": 10}, 3, 1},
	}
	for _, rule := range rules.All() {
		for _, parameter := range rule.Parameters {
			name := string(rule.Name) + "." + parameter.Name
			test, ok := cases[name]
			if !ok {
				t.Errorf("%s has no case here", name)
				continue
			}
			delete(cases, name)
			got := readAudit(t, object{string(rule.Name): test.one, "on_findings": "none"})
			equal(t, name+": findings with the first value", resultOf(t, got.state, string(rule.Name))["count"], test.oneCount)
			got = readAudit(t, object{string(rule.Name): test.other, "on_findings": "none"})
			equal(t, name+": findings with the other value", resultOf(t, got.state, string(rule.Name))["count"], test.otherCount)
		}
	}
	equal(t, "cases of attributes that do not exist", slices.Sorted(maps.Keys(cases)), []string(nil))
}

// findingOrganization is an organization in which every rule of findingRules
// finds something.
func findingOrganization() *org.Organization {
	o := handmade()
	o.Licenses[0].LastSeen.Seen, o.Licenses[0].LastSeen.Assigned = at("2025-01-01T00:00:00Z"), at("2024-01-01T00:00:00Z")
	o.Licenses = append(o.Licenses,
		org.License{ID: "I000000009", Product: idea, Assignee: user("Jane Doe", "jane.doe@acme.example"), LastSeen: o.Licenses[1].LastSeen,
			Subscription: &org.Subscription{ValidUntil: at("2027-06-20T00:00:00+03:00"), AutomaticallyRenewed: true}},
		org.License{ID: "J000000010", Product: webStorm, Assignee: user("Zoe", "zoe@dev.acme.example")},
	)
	return o
}

// findingRules are the objects of all rules, without what all of them have in
// common.
func findingRules() object {
	changed := object{
		"unused": object{"days": 10}, "inactive": object{"days": 0, "grace_days": 0},
		"departed": object{"leaving_dates": object{"jane.doe@acme.example": "2026-11-01"}},
	}
	objects := with(everyRuleOf(), changed)
	for name := range objects {
		own := maps.Clone(objects[name].(object))
		for _, common := range commonAttributes {
			delete(own, common)
		}
		objects[name] = own
	}
	return objects
}

// commonAttributes are in the object of every rule.
var commonAttributes = []string{"severity", "max_findings", "max_percent"}

// A message about a rule must not change its place from plan to plan.
func TestMessagesAboutRulesHaveTheOrderOfTheirDeclaration(t *testing.T) {
	start(t, findingOrganization())
	wrong, want := findingRules(), []string(nil)
	for _, rule := range rules.All() {
		name := string(rule.Name)
		wrong[name] = with(wrong[name].(object), object{"max_percent": 101})
		want = append(want, name)
	}
	var got []string
	for _, problem := range read(t, "jetbrains_license_audit", wrong).problems {
		_, at, _ := strings.Cut(problem, `AttributeName("`)
		name, _, _ := strings.Cut(at, `"`)
		got = append(got, name)
	}
	equal(t, "rules with a wrong limit", got, want)
}

func TestEveryRuleHasASeverityAndLimits(t *testing.T) {
	start(t, findingOrganization())
	s := newSession(t, nil)
	everything := findingRules()
	for _, rule := range rules.All() {
		name := string(rule.Name)
		own := everything[name].(object)
		judge := func(more object) (passed bool, result object) {
			state, problems := s.readContext(t.Context(), t, "jetbrains_license_audit", object{name: with(own, more), "on_findings": "none"})
			if state == nil {
				t.Fatal(name, problems)
			}
			return state["passed"].(bool), resultOf(t, state, name)
		}
		passed, result := judge(nil)
		count, outOf := result["count"].(int), result["out_of"].(int)
		if count == 0 || outOf < count {
			t.Errorf("%s finds %d of %d, so that its limits cannot be tested", name, count, outOf)
		}
		equal(t, name+" without limits", []any{passed, result["passed"], result["severity"]}, []any{false, false, "error"})
		exact := float64(count) / float64(outOf) * 100
		within := any(exact + 0.01)
		if count == outOf {
			within = 100
		}
		for what, test := range map[string]struct {
			more                   object
			passed, withinItsLimit bool
		}{
			"that only warns":          {object{"severity": " warning "}, true, false},
			"that is an error":         {object{"severity": "error"}, false, false},
			"within max_findings":      {object{"max_findings": count}, true, true},
			"over max_findings":        {object{"max_findings": count - 1}, false, false},
			"within max_percent":       {object{"max_percent": within}, true, true},
			"over max_percent":         {object{"max_percent": exact - 0.01}, false, false},
			"over one of both":         {object{"max_percent": 100, "max_findings": count - 1}, false, false},
			"over the other of both":   {object{"max_percent": exact - 0.01, "max_findings": count}, false, false},
			"within both":              {object{"max_percent": 100, "max_findings": count}, true, true},
			"that warns, within limit": {object{"severity": "warning", "max_findings": count}, true, true},
		} {
			passed, result := judge(test.more)
			equal(t, name+" "+what, []any{passed, result["passed"]}, []any{test.passed, test.withinItsLimit})
			equal(t, name+" "+what+": its limits", []any{result["max_findings"], result["max_percent"]}, []any{test.more["max_findings"], test.more["max_percent"]})
		}
	}
}

// The other arguments of the audit must have an effect, too.
func TestEveryOtherArgumentOfTheAuditCounts(t *testing.T) {
	start(t, handmade())
	s := newSession(t, nil)
	const bob, jane, zoe = "bob@evil.example", "jane.doe@acme.example", "zoe@dev.acme.example"
	trial := object{"trial": object{}}
	outside := object{"external": object{"allowed_email_domains": []any{"nowhere.example"}}}
	exemption := func(more object) []any {
		return []any{with(object{"email": " BOB@evil.example ", "rules": []any{"all"}, "until": "never"}, more)}
	}
	emails := func(rule string) func(object) any {
		return func(state object) any { return resultOf(t, state, rule)["emails"] }
	}
	output := func(name string) func(object) any { return func(state object) any { return state[name] } }
	everyone, exempted := []any{bob, jane, zoe}, []any{object{"email": bob, "rule": "external", "until": "never", "reason": nil}}
	for name, test := range map[string]struct {
		arguments object
		get       func(object) any
		want      any
	}{
		"no exemption":                {outside, emails("external"), everyone},
		"an exemption from all rules": {with(outside, object{"exemptions": exemption(nil)}), emails("external"), everyone[1:]},
		"an exemption is shown":       {with(outside, object{"exemptions": exemption(nil)}), output("exempted"), exempted},
		"an exemption from the rule":  {with(outside, object{"exemptions": exemption(object{"rules": []any{"trial", " external "}})}), emails("external"), everyone[1:]},
		"an exemption from another":   {with(outside, object{"exemptions": exemption(object{"rules": []any{"trial"}})}), emails("external"), everyone},
		"an exemption that is over":   {with(outside, object{"exemptions": exemption(object{"until": "2026-11-21T11:59:59Z"})}), emails("external"), everyone},
		"an exemption with an end and a reason": {
			with(outside, object{"exemptions": exemption(object{"until": "2026-11-22", "reason": "why"})}), output("exempted"),
			[]any{object{"email": bob, "rule": "external", "until": "2026-11-22T00:00:00Z", "reason": "why"}},
		},
		"an exemption that is over is stale":  {with(outside, object{"exemptions": exemption(object{"until": "2026-11-21"})}), output("stale_exemptions"), []any{object{"email": bob, "until": "2026-11-21T00:00:00Z", "reason": nil}}},
		"of two exemptions the one ends last": {with(outside, object{"exemptions": append(exemption(object{"until": "2026-12-01"}), exemption(nil)...)}), output("exempted"), exempted},
		"an exempt person is not in out_of": {with(outside, object{"exemptions": exemption(nil)}), func(state object) any {
			r := resultOf(t, state, "external")
			return []any{r["count"], r["out_of"], r["excused"]}
		}, []any{2, 2, 1}},
		"product_codes":         {with(outside, object{"product_codes": []any{" ALL ", nil}}), emails("external"), []any{bob}},
		"team_ids none":         {with(outside, object{"team_ids": []any{"none"}}), emails("external"), []any{}},
		"subject of no team":    {with(outside, object{"team_ids": []any{"none"}, "product_codes": []any{"WS"}}), func(state object) any { return state["summary"].(object)["subject"] }, "no team: WS"},
		"licenses not judged":   {with(outside, object{"team_ids": []any{"none"}}), func(state object) any { return state["summary"].(object)["not_judged"] }, 7},
		"min_licenses":          {with(trial, object{"min_licenses": 8}), emails("trial"), []any{zoe}},
		"identify_people_by":    {with(trial, object{"identify_people_by": "license_id"}), emails("trial"), nil},
		"identify_people_by em": {with(trial, object{"identify_people_by": "email"}), emails("trial"), []any{zoe}},
		"as_of before the end":  {object{"expiring": object{"days": 1}, "as_of": " 2026-11-29T21:00:00Z "}, func(state object) any { return resultOf(t, state, "expiring")["license_ids"] }, []any{"D000000004"}},
		"as_of long after":      {object{"expiring": object{"days": 1}, "as_of": "2026-12-30T00:00:00Z"}, func(state object) any { return resultOf(t, state, "expiring")["license_ids"] }, []any{"A000000001", "D000000004"}},
		"pack_contents":         {object{"unexpected_entitlement": object{"expected": object{"RR": []any{}}}, "pack_contents": object{"II": []any{"RR"}}}, emails("unexpected_entitlement"), []any{jane, zoe}},
	} {
		t.Run(name, func(t *testing.T) {
			state, problems := s.readContext(t.Context(), t, "jetbrains_license_audit", with(object{"on_findings": "none"}, test.arguments))
			if state == nil {
				t.Fatal(problems)
			}
			equal(t, name, test.get(state), test.want)
		})
	}
}

func TestAnAuditWithoutLicensesIsAnError(t *testing.T) {
	o := handmade()
	_, mobile, data := teamIDs(o)
	start(t, o)
	for _, arguments := range []object{
		{"team_ids": []any{data}}, {"team_ids": []any{mobile}, "product_codes": []any{"ALL"}},
	} {
		arguments["inactive"] = object{"days": 1}
		readAudit(t, arguments).fails(t, `AttributeName("min_licenses")`)
		arguments["min_licenses"] = 0
		readAudit(t, arguments).succeeds(t)
	}
}

func TestAReportHasFiftyLinesAtMost(t *testing.T) {
	start(t, simulator.Generate(org.Options{Seed: 1, Licenses: 600, Now: today}))
	arguments := object{"unused": object{"days": 1, "grace_days": 0}, "on_findings": "none"}
	state := read(t, "jetbrains_license_audit", arguments).state
	findings := len(state["findings"].([]any))
	if findings <= 60 {
		t.Fatalf("%d findings are too few to be cut", findings)
	}
	lines := strings.Split(state["report"].(string), "\n")
	equal(t, "lines of the report", len(lines), 51)
	equal(t, "the last", strings.HasSuffix(lines[50], "more findings."), true)
	delete(arguments, "on_findings")
	for _, problem := range read(t, "jetbrains_license_audit", arguments).problems {
		if strings.Contains(problem, "The license audit has findings: ") {
			equal(t, "lines of the warning", strings.Count(problem, "\n"), 50)
			return
		}
	}
	t.Error("no warning lists the findings")
}
