package provider_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit/rules"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// personal are the attributes of rules' objects that are null in the state: they
// are not ours to keep.
var personal = map[string][]string{
	"departed": {"leaving_dates"}, "missing_entitlement": {"expected"}, "not_in_directory": {"directory_emails"}, "unexpected_entitlement": {"expected"},
}

// readAudit reads the data source and opens the ephemeral resource. The two
// results must not differ.
func readAudit(t *testing.T, arguments object) reply {
	t.Helper()
	s := newSession(t, nil)
	stored := s.read(t, "jetbrains_license_audit", arguments)
	opened := s.open(t, "jetbrains_license_audit", arguments)
	equal(t, "problems of the ephemeral resource", opened.problems, stored.problems)
	if opened.state != nil {
		// Terraform requires an ephemeral resource to return its arguments
		// unchanged.
		for rule, names := range personal {
			configured, ok := arguments[rule].(object)
			if !ok {
				continue
			}
			for _, name := range names {
				equal(t, rule+"."+name+" of the ephemeral resource", opened.state[rule].(object)[name], configured[name])
				equal(t, rule+"."+name+" in the state", stored.state[rule].(object)[name], nil)
				opened.state[rule].(object)[name] = nil
			}
		}
	}
	equal(t, "the ephemeral resource", opened.state, stored.state)
	return stored
}

// resultOf is what one rule of an audit says.
func resultOf(t *testing.T, audit object, rule string) object {
	t.Helper()
	result, ok := audit["results"].(object)[rule].(object)
	if !ok {
		t.Fatalf("no result of %s, but of %v", rule, slices.Sorted(maps.Keys(audit["results"].(object))))
	}
	return result
}

// with copies an object and sets more of its attributes.
func with(o object, more object) object {
	changed := maps.Clone(o)
	if changed == nil {
		changed = object{}
	}
	maps.Copy(changed, more)
	return changed
}

func (s *session) open(t *testing.T, name string, arguments object) reply {
	t.Helper()
	ctx := context.Background()
	schema := s.schemas.EphemeralResourceSchemas[name]
	config := encode(t, schema.ValueType(), arguments)
	validated, err := s.server.ValidateEphemeralResourceConfig(ctx, &tfprotov6.ValidateEphemeralResourceConfigRequest{TypeName: name, Config: config})
	if err != nil {
		t.Fatal(err)
	}
	if hasError(validated.Diagnostics) {
		return reply{nil, problems(validated.Diagnostics)}
	}
	resp, err := s.server.OpenEphemeralResource(ctx, &tfprotov6.OpenEphemeralResourceRequest{TypeName: name, Config: config})
	if err != nil {
		t.Fatal(err)
	}
	if hasError(resp.Diagnostics) {
		return reply{nil, problems(resp.Diagnostics)}
	}
	value, err := resp.Result.Unmarshal(schema.ValueType())
	if err != nil {
		t.Fatalf("the result does not fit the schema: %v", err)
	}
	state, _ := decoded(t, value).(object)
	return reply{state, problems(resp.Diagnostics)}
}

// everyRuleOf enables all rules for the handwritten organization. A rule without
// required attributes needs no entry.
func everyRuleOf() object {
	enabled := object{
		"cheaper_pack":           object{"prices": object{"II": 60, "WS": 20, "ALL": 70}},
		"departed":               object{"leaving_dates": object{" Jane.Doe@ACME.example ": "2026-11-19", "gone@acme.example": nil}},
		"discontinued":           object{"product_codes": []any{" II ", nil}},
		"expiring":               object{"days": 40},
		"external":               object{"allowed_email_domains": []any{"acme.example", "*.acme.example"}},
		"inactive":               object{"days": 90},
		"low_availability":       object{"min_available": object{"II": 2, "ALL": 1, " WS ": nil}},
		"missing_entitlement":    object{"expected": object{" II ": []any{" Jane.doe@acme.example", nil, "", "new@acme.example"}, "RR": []any{"bob@evil.example"}}},
		"never_seen":             object{},
		"not_in_directory":       object{"directory_emails": []any{"Jane.Doe@ACME.example", nil, " ", "zoe@dev.acme.example"}},
		"offline_code":           object{},
		"overlapping":            object{},
		"suspended":              object{"severity": "warning"},
		"trial":                  object{"max_findings": 1, "max_percent": 100},
		"unexpected_entitlement": object{"expected": object{"II": []any{"jane.doe@acme.example"}}},
		"unused":                 object{"days": 10, "grace_days": 0},
		"use_unknown":            object{},
	}
	for _, rule := range rules.All() {
		if _, listed := enabled[string(rule.Name)]; !listed {
			enabled[string(rule.Name)] = object{}
		}
	}
	return enabled
}

func TestAuditAnswersEveryRule(t *testing.T) {
	start(t, handmade())
	state := readAudit(t, with(everyRuleOf(), object{"min_licenses": 8, "as_of": "2026-11-21T12:00:00Z", "on_findings": "none"})).succeeds(t)
	const bob, jane, zoe = "bob@evil.example", "jane.doe@acme.example", "zoe@dev.acme.example"
	result := func(count, outOf int, more object) object {
		return with(object{"severity": "error", "passed": count == 0, "count": count, "out_of": outOf, "excused": 0,
			"emails": nil, "license_ids": nil, "product_codes": nil, "max_findings": nil, "max_percent": nil}, more)
	}
	results := state["results"].(object)
	equal(t, "enabled rules", len(results), len(rules.All()))
	for rule, want := range (object{
		"cheaper_pack":           result(1, 3, object{"emails": []any{jane}}),
		"departed":               result(2, 4, object{"emails": []any{jane}, "license_ids": []any{"A000000001", "B000000002"}}),
		"discontinued":           result(2, 8, object{"license_ids": []any{"B000000002", "G000000007"}}),
		"expiring":               result(2, 8, object{"license_ids": []any{"A000000001", "D000000004"}}),
		"external":               result(1, 3, object{"emails": []any{bob}}),
		"inactive":               result(0, 3, object{"emails": []any{}}),
		"low_availability":       result(2, 2, object{"product_codes": []any{"ALL", "II"}}),
		"missing_entitlement":    result(2, 3, object{"emails": []any{bob, "new@acme.example"}}),
		"never_seen":             result(0, 3, object{"emails": []any{}}),
		"not_in_directory":       result(1, 3, object{"emails": []any{bob}}),
		"offline_code":           result(1, 4, object{"emails": []any{jane}, "license_ids": []any{"A000000001"}}),
		"overlapping":            result(0, 4, object{"emails": []any{}, "license_ids": []any{}}),
		"suspended":              result(1, 4, object{"emails": []any{jane}, "license_ids": []any{"A000000001"}, "severity": "warning"}),
		"trial":                  result(1, 4, object{"emails": []any{zoe}, "license_ids": []any{"C000000003"}, "passed": true, "max_findings": 1, "max_percent": 100}),
		"unexpected_entitlement": result(1, 3, object{"emails": []any{zoe}, "license_ids": []any{"C000000003"}}),
		"unused":                 result(0, 4, object{"emails": []any{}, "license_ids": []any{}}),
		"use_unknown":            result(2, 4, object{"emails": []any{jane, zoe}, "license_ids": []any{"A000000001", "C000000003"}}),
	}) {
		equal(t, "result of "+rule, results[rule], want)
	}
	equal(t, "summary", state["summary"], object{"subject": "organization", "scope": "organization", "customer_code": "1234567", "customer_name": "Acme",
		"licenses": 8, "not_judged": 0, "assigned": 6, "available": 1, "suspended": 1, "people": 3, "products": 3, "aliased": 0})
	for name, want := range (object{"passed": false, "as_of": "2026-11-21T12:00:00Z", "exempted": []any{}, "stale_exemptions": []any{}, "team_ids": nil}) {
		equal(t, name, state[name], want)
	}
}

func TestAuditFindingsSayWhatTheyAreAbout(t *testing.T) {
	o := handmade()
	core, mobile, _ := teamIDs(o)
	o.Licenses[2].Product, o.Licenses[2].Assignee, o.Licenses[2].Trial = pack, user("Jane Doe", "jane.doe@acme.example"), false
	o.Licenses[2].Subscription = o.Licenses[0].Subscription
	start(t, o)
	state := readAudit(t, object{
		"external": object{"allowed_email_domains": []any{"acme.example"}}, "low_availability": object{"min_available": object{"WS": 1}}, "expiring": object{"days": 0},
		"overlapping": object{"severity": "warning"}, "missing_entitlement": object{"expected": object{"RR": []any{"new@acme.example"}}}, "on_findings": "none",
	}).succeeds(t)
	finding := func(rule, severity string, more object) object {
		return with(object{"rule": rule, "severity": severity, "email": nil, "license_id": nil, "product_code": nil, "team_id": nil, "team_name": nil, "covered_by_license_id": nil}, more)
	}
	equal(t, "findings", state["findings"], []any{
		finding("expiring", "error", object{"email": "bob@evil.example", "license_id": "D000000004", "product_code": "ALL", "team_id": core, "team_name": "Core",
			"message": "License D000000004 for All Products Pack (ALL), held by bob@evil.example, expired on 2026-10-01 and is still held."}),
		finding("external", "error", object{"email": "bob@evil.example",
			"message": "bob@evil.example holds All Products Pack (ALL) and has an address outside the allowed domains (acme.example), assignment date unknown."}),
		finding("low_availability", "error", object{"product_code": "WS", "message": "WebStorm (WS) has 0 available seats, minimum 1."}),
		finding("missing_entitlement", "error", object{"email": "new@acme.example", "product_code": "RR",
			"message": "new@acme.example is expected to have RustRover (RR), but has no active license for it or for a pack that includes it."}),
		finding("overlapping", "warning", object{"email": "jane.doe@acme.example", "license_id": "B000000002", "product_code": "II", "team_id": core, "team_name": "Core", "covered_by_license_id": "C000000003",
			"message": state["findings"].([]any)[4].(object)["message"]}),
		finding("overlapping", "warning", object{"email": "jane.doe@acme.example", "license_id": "A000000001", "product_code": "WS", "team_id": mobile, "team_name": "Mobile", "covered_by_license_id": "C000000003",
			"message": state["findings"].([]any)[5].(object)["message"]}),
	})
	// One line for each finding, which begins with its rule; those that fail the
	// audit come first.
	var lines []any
	for _, line := range strings.Split(state["report"].(string), "\n") {
		rule, message, _ := strings.Cut(line, ": ")
		lines = append(lines, object{"rule": rule, "message": message})
	}
	var findings []any
	for _, f := range state["findings"].([]any) {
		findings = append(findings, object{"rule": f.(object)["rule"], "message": f.(object)["message"]})
	}
	equal(t, "lines of the report", lines, findings)
}

func TestAuditResultsHoldEnabledRulesOnly(t *testing.T) {
	start(t, handmade())
	state := readAudit(t, object{"trial": object{}, "on_findings": "none"}).succeeds(t)
	equal(t, "rules", slices.Sorted(maps.Keys(state["results"].(object))), []string{"trial"})
	equal(t, "the object of a rule that is not enabled", state["inactive"], nil)
	equal(t, "passed", state["passed"], false)
}

func TestAuditByLicenseNamesNoPerson(t *testing.T) {
	start(t, handmade())
	arguments := with(everyRuleOf(), object{"identify_people_by": "license_id", "on_findings": "warn",
		"exemptions": []any{object{"email": "other@acme.example", "rules": []any{"external"}, "until": "2026-01-01"}, object{"email": "zoe@dev.acme.example", "rules": []any{"trial"}, "until": "never"}}})
	got := readAudit(t, arguments)
	state := got.state
	for rule, r := range state["results"].(object) {
		equal(t, "emails of "+rule, r.(object)["emails"], nil)
	}
	equal(t, "people, of whom one is exempt", []any{resultOf(t, state, "external")["count"], resultOf(t, state, "trial")["excused"]}, []any{1, 1})
	for _, name := range []string{"exempted", "stale_exemptions"} {
		equal(t, name, state[name], nil)
	}
	var about []any
	for _, f := range state["findings"].([]any) {
		finding := f.(object)
		equal(t, "email", finding["email"], nil)
		switch finding["rule"] {
		case "cheaper_pack", "external", "missing_entitlement":
			about = append(about, []any{finding["rule"], finding["license_id"], finding["product_code"]})
		}
	}
	equal(t, "findings about people, one for each license, and those that are declared, by product only", about, []any{
		[]any{"cheaper_pack", "A000000001", "ALL"}, []any{"cheaper_pack", "B000000002", "ALL"},
		[]any{"external", "D000000004", "ALL"}, []any{"missing_entitlement", nil, "II"}, []any{"missing_entitlement", nil, "RR"},
	})
	for name := range arguments { // they come from the configuration
		delete(state, name)
	}
	for _, text := range append(got.problems, fmt.Sprint(state)) {
		if strings.Contains(text, "@") || strings.Contains(text, "Jane") {
			t.Errorf("a person is named in %s", text)
		}
	}
	if !strings.Contains(strings.Join(got.problems, "\n"), "has stale exemptions: 1") {
		t.Errorf("the number of stale exemptions is not reported: %q", got.problems)
	}
}

func TestAuditReportsFindingsItself(t *testing.T) {
	start(t, handmade())
	arguments := func(more object) object {
		return with(object{
			"trial": object{"severity": "warning"}, "external": object{"allowed_email_domains": []any{"acme.example", "*.acme.example"}},
			"exemptions": []any{object{"email": "gone@evil.example", "rules": []any{"all"}, "until": "2026-10-31", "reason": "SOW-11"}},
		}, more)
	}
	silent := readAudit(t, arguments(object{"on_findings": "none"})).succeeds(t)
	equal(t, "passed", silent["passed"], false)
	equal(t, "stale exemptions", silent["stale_exemptions"], []any{object{"email": "gone@evil.example", "until": "2026-10-31T00:00:00Z", "reason": "SOW-11"}})

	for choice, failed := range map[string]string{
		"":      "WARNING: The license audit has findings: 1 external (customer 1234567, first: bob@evil.example): ",
		"warn":  "WARNING: The license audit has findings: 1 external (customer 1234567, first: bob@evil.example): ",
		"error": "ERROR: The license audit failed: 1 external (customer 1234567): ",
	} {
		got := readAudit(t, arguments(object{"on_findings": nil}))
		if choice != "" {
			got = readAudit(t, arguments(object{"on_findings": choice}))
		}
		all := strings.Join(got.problems, "\n")
		for _, phrase := range []string{
			"WARNING: The license audit has findings that do not fail it: 1 trial (customer 1234567, first: zoe@dev.acme.example): trial: License C000000003",
			// The person is not named: JetBrains does not name them, and the
			// arguments may be marked as sensitive.
			"WARNING: The license audit has stale exemptions: 1 (customer 1234567): exemptions[0] ended on 2026-10-31.",
			failed + "external: bob@evil.example",
		} {
			if !strings.Contains(all, phrase) {
				t.Errorf("on_findings = %q: want %q in:\n%s", choice, phrase, all)
			}
		}
		if (got.state == nil) != (choice == "error") {
			t.Errorf("on_findings = %q: the state is %v", choice, got.state)
		}
	}
	// With a limit, the summary says what the number is taken of, and counts what
	// the limit counts: people, though there is a finding for each license.
	jane := object{"allowed_email_domains": []any{"dev.acme.example", "evil.example"}, "max_percent": 10}
	readAudit(t, object{"external": jane, "identify_people_by": "license_id", "on_findings": "error"}).fails(t, "ERROR: The license audit failed: 1 of 3 external (customer 1234567): external: The holder of license B000000002", "external: The holder of license A000000001")
	within := readAudit(t, arguments(object{"on_findings": "error", "exemptions": nil, "external": object{"allowed_email_domains": []any{"acme.example", "*.acme.example"}, "max_findings": 1}}))
	if within.state == nil || within.state["passed"] != true {
		t.Errorf("within its limit a rule failed the audit: %v", within.problems)
	}
}

// A null pack keeps its built-in contents. A pack with an empty list covers
// nothing.
func TestPackContentsThatAreNullChangeNothing(t *testing.T) {
	o := handmade()
	o.Licenses[2].Product, o.Licenses[2].Assignee, o.Licenses[2].Trial = pack, user("Jane Doe", "jane.doe@acme.example"), false
	o.Licenses[2].Subscription = o.Licenses[0].Subscription
	start(t, o)
	for contents, want := range map[string][]any{"built in": {"A000000001", "B000000002"}, "null": {"A000000001", "B000000002"}, "empty": {}} {
		arguments := object{"overlapping": object{}, "on_findings": "none"}
		switch contents {
		case "null":
			arguments["pack_contents"] = object{"ALL": nil}
		case "empty":
			arguments["pack_contents"] = object{"ALL": []any{}}
		}
		equal(t, contents, resultOf(t, readAudit(t, arguments).succeeds(t), "overlapping")["license_ids"], want)
	}
}

// Terraform merges warnings that have the same summary.
func TestAuditsOfTwoTeamsHaveTwoSummaries(t *testing.T) {
	o := handmade()
	core, mobile, _ := teamIDs(o)
	start(t, o)
	for summary, arguments := range map[string]object{
		"WARNING: The license audit of team Core has findings: ":                         {"team_ids": []any{core}},
		"WARNING: The license audit of team (no team) has findings: ":                    {"team_ids": []any{"none"}},
		"WARNING: The license audit of teams Core, Mobile for product II has findings: ": {"team_ids": []any{core, mobile}, "product_codes": []any{"II"}},
	} {
		got := readAudit(t, with(arguments, object{"low_availability": object{"min_available": object{"II": 9}}}))
		if len(got.problems) != 1 || !strings.HasPrefix(got.problems[0], summary) {
			t.Errorf("want %q first, got %q", summary, got.problems)
		}
	}
}

// Terraform merges errors with the same text about one argument.
func TestAuditsOfTwoTeamsThatCannotRunHaveTwoSummaries(t *testing.T) {
	o := handmade()
	core, mobile, _ := teamIDs(o)
	start(t, o)
	for summary, arguments := range map[string]object{
		"The license audit cannot run because of min_licenses: ":                                      {},
		"The license audit of team Core cannot run because of min_licenses: ":                         {"team_ids": []any{core}},
		"The license audit of teams Core, Mobile for product II cannot run because of min_licenses: ": {"team_ids": []any{core, mobile}, "product_codes": []any{"II"}},
	} {
		readAudit(t, with(arguments, object{"inactive": object{"days": 0}, "min_licenses": 1000})).fails(t, summary)
	}
}

// Two audits of the same organization differ in their findings, or in the people
// whom the findings are about.
func TestTwoAuditsHaveTwoSummaries(t *testing.T) {
	start(t, handmade())
	summary := func(arguments object) string {
		summary, _, _ := strings.Cut(readAudit(t, arguments).problems[0], "): ")
		return summary
	}
	trial := summary(object{"trial": object{}})
	outside := summary(object{"external": object{"allowed_email_domains": []any{"nowhere.example"}}})
	if trial == outside || !strings.Contains(outside, " 3 external (customer 1234567, first: ") {
		t.Errorf("%q and %q", trial, outside)
	}
	one := summary(object{"not_in_directory": object{"directory_emails": []any{"jane.doe@acme.example", "bob@evil.example"}}})
	other := summary(object{"not_in_directory": object{"directory_emails": []any{"jane.doe@acme.example", "zoe@dev.acme.example"}}})
	if one == other || !strings.Contains(one, " 1 not_in_directory ") || !strings.Contains(other, " 1 not_in_directory ") {
		t.Errorf("%q and %q", one, other)
	}
}

func TestAuditRefusesArgumentsThatMakeNoSense(t *testing.T) {
	start(t, handmade())
	trial := func(more object) object { return with(object{"trial": object{}}, more) }
	exemption := func(more object) object {
		return trial(object{"exemptions": []any{with(object{"email": "a@b.example", "rules": []any{"all"}, "until": "never"}, more)}})
	}
	for name, test := range map[string]struct {
		arguments object
		want      []string
	}{
		"no rule is enabled":           {object{}, []string{"because no rule is enabled", "inactive = { days = 90 }", "The rules are cheaper_pack, departed, "}},
		"as_of that is no time":        {trial(object{"as_of": "yesterday"}), []string{`AttributeName("as_of")`, `"yesterday" is not an RFC 3339 time`}},
		"a time that is not set":       {trial(object{"as_of": "0001-01-01T00:00:00Z"}), []string{`AttributeName("as_of")`, "0001-01-01", "plantimestamp()"}},
		"negative days":                {object{"inactive": object{"days": -1}}, []string{`AttributeName("inactive").AttributeName("days")`, "inactive.days is -1, but must be 0 or more"}},
		"a number beyond 32 bits":      {trial(object{"min_licenses": int64(1) << 40}), []string{"min_licenses", "must be from 0 to 2147483647"}},
		"no days":                      {object{"inactive": object{}}, []string{`AttributeName("inactive").AttributeName("days")`, "Missing Configuration for Required Attribute"}},
		"a severity that is none":      {object{"trial": object{"severity": "fatal"}}, []string{`AttributeName("trial").AttributeName("severity")`, `"fatal" is not one of "error", "warning"`}},
		"percent over 100":             {object{"trial": object{"max_percent": 100.5}}, []string{`AttributeName("trial").AttributeName("max_percent")`, "is 100.5, but must be from 0 to 100"}},
		"percent of 400 digits":        {object{"trial": object{"max_percent": 1e300}}, []string{"max_percent", "trial.max_percent is 1e+300, but must be from 0 to 100"}},
		"percent below 0":              {object{"trial": object{"max_percent": -0.5}}, []string{"max_percent", "from 0 to 100"}},
		"a choice that is none":        {trial(object{"on_findings": "fail"}), []string{"on_findings", `"fail" is not one of "none", "warn", "error"`}},
		"exemption without mail":       {exemption(object{"email": " "}), []string{`AttributeName("exemptions").ElementKeyInt(0).AttributeName("email")`, "not an email address"}},
		"exemption of nobody":          {exemption(object{"email": nil}), []string{"email", "Missing Configuration for Required Attribute"}},
		"exemption without rules":      {exemption(object{"rules": nil}), []string{"rules", "Missing Configuration for Required Attribute"}},
		"exemption from no rule":       {exemption(object{"rules": []any{}}), []string{"exemptions", "names no rule", `rules = ["all"]`}},
		"exemption without an end":     {exemption(object{"until": nil}), []string{"until", "Missing Configuration for Required Attribute"}},
		"exemption's bad date":         {exemption(object{"until": "31.10.2026"}), []string{"until", `"31.10.2026" is not a date`}},
		"an end that is not set":       {exemption(object{"until": "0001-01-01T00:00:00Z"}), []string{`AttributeName("exemptions").ElementKeyInt(0).AttributeName("until")`, "0001-01-01", "never"}},
		"exemption from a slip":        {exemption(object{"rules": []any{"inactiv"}}), []string{`AttributeName("exemptions")`, `the rule "inactiv", which does not exist`, "are inactive, "}},
		"exemption from another's":     {exemption(object{"rules": []any{"expiring"}}), []string{`AttributeName("exemptions")`, "exemption from expiring, which is never about a person"}},
		"seats left out":               {object{"product_codes": []any{"WS"}, "low_availability": object{"min_available": object{"II": 1}}}, []string{`AttributeName("low_availability").AttributeName("min_available").ElementKeyString("II")`, "product_codes leaves out"}},
		"negative seats":               {object{"low_availability": object{"min_available": object{"II": -1}}}, []string{"min_available", "0 or more"}},
		"seats of no product":          {object{"low_availability": object{"min_available": object{"II": nil}}}, []string{"min_available", "names no product"}},
		"no seats of any product":      {object{"low_availability": object{"min_available": object{"II": 0, "WS": 0}}}, []string{"min_available", "requires 0 seats"}},
		"expected of no product":       {object{"missing_entitlement": object{"expected": object{}}}, []string{"missing_entitlement", "expected names no product"}},
		"expected of another product":  {object{"product_codes": []any{"WS"}, "unexpected_entitlement": object{"expected": object{"II": []any{}}}}, []string{"unexpected_entitlement", "product_codes leaves out"}},
		"expected of an unknown code":  {object{"unexpected_entitlement": object{"expected": object{"ii": []any{}}}}, []string{`AttributeName("unexpected_entitlement").AttributeName("expected")`, `names "ii"`, "The account has II"}},
		"expected of no address":       {object{"missing_entitlement": object{"expected": object{"II": []any{"jane"}}}}, []string{`AttributeName("missing_entitlement").AttributeName("expected").ElementKeyString("II")`, "contains no email address in 1 text"}},
		"a discontinued slip":          {object{"discontinued": object{"product_codes": []any{"ii"}}}, []string{`AttributeName("discontinued").AttributeName("product_codes")`, `names "ii"`, "The account has II"}},
		"nothing discontinued":         {object{"discontinued": object{"product_codes": []any{nil, " "}}}, []string{"discontinued", "names no product"}},
		"domain that is an address":    {object{"external": object{"allowed_email_domains": []any{"jane@acme.example"}}}, []string{`AttributeName("external").AttributeName("allowed_email_domains")`, "Keep only the part after the @"}},
		"no domain":                    {object{"external": object{"allowed_email_domains": []any{nil}}}, []string{"external", "names no domain"}},
		"a public suffix":              {object{"external": object{"allowed_email_domains": []any{"co.uk"}}}, []string{"external", "co.uk", "anyone can register"}},
		"all of a public suffix":       {object{"external": object{"allowed_email_domains": []any{"*.com"}}}, []string{"external", "*.com", "anyone can register"}},
		"empty directory":              {object{"not_in_directory": object{"directory_emails": []any{nil, ""}}}, []string{`AttributeName("not_in_directory").AttributeName("directory_emails")`, "is empty"}},
		"a directory of no address":    {object{"not_in_directory": object{"directory_emails": []any{"Ada <ada@acme.example>"}}}, []string{"directory_emails", "contains no email address"}},
		"nobody who left":              {object{"departed": object{"leaving_dates": object{"a@acme.example": nil}}}, []string{`AttributeName("departed").AttributeName("leaving_dates")`, "names no address with a date"}},
		"a date of leaving that is no": {object{"departed": object{"leaving_dates": object{"a@acme.example": "soon"}}}, []string{`AttributeName("departed").AttributeName("leaving_dates").ElementKeyString("a@acme.example")`, "a value that is not a date such as 2026-11-21"}},
		"one person twice":             {object{"departed": object{"leaving_dates": object{"a@acme.example": "2026-01-01", "A@acme.example": "2026-01-02"}}}, []string{"leaving_dates", `"A@acme.example"`, `"a@acme.example"`, "one person"}},
		"no prices":                    {object{"cheaper_pack": object{"prices": object{}}}, []string{"cheaper_pack", "names no product"}},
		"a negative price":             {object{"cheaper_pack": object{"prices": object{"II": -1}}}, []string{`AttributeName("cheaper_pack").AttributeName("prices").ElementKeyString("II")`, "Not a price"}},
		"unknown product":              {trial(object{"product_codes": []any{"WSX"}}), []string{"product_codes", `"WSX", which the account does not have`, "WS (WebStorm)"}},
		"unknown team":                 {trial(object{"team_ids": []any{"7"}}), []string{"team_ids", `"7", which the account does not have`, "(Core)"}},
		"no product":                   {trial(object{"product_codes": []any{}}), []string{`AttributeName("product_codes")`, "is empty"}},
		"no team":                      {trial(object{"team_ids": []any{nil, " "}}), []string{`AttributeName("team_ids")`, "is empty"}},
		"too few licenses":             {trial(object{"min_licenses": 9}), []string{`AttributeName("min_licenses")`, "min_licenses is 9", "is 8"}},
	} {
		t.Run(name, func(t *testing.T) {
			readAudit(t, test.arguments).fails(t, append(test.want, "ERROR")...)
		})
	}
}

func TestAuditInTheFutureWarns(t *testing.T) {
	start(t, handmade())
	got := readAudit(t, object{"inactive": object{"days": 90}, "as_of": "2027-11-21T12:00:00Z", "on_findings": "none"})
	got.warns(t, `WARNING at AttributeName("as_of"): as_of is in the future`)
	equal(t, "inactive people", resultOf(t, got.state, "inactive")["emails"], []any{"jane.doe@acme.example"})
}

// The tests of package audit check when each warning applies.
func TestAuditWarnsWhereItCouldBeMisread(t *testing.T) {
	start(t, handmade())
	readAudit(t, object{"inactive": object{"days": 90}, "as_of": "2026-11-01T00:00:00Z"}).warns(t, `WARNING at AttributeName("as_of"): as_of is more than a week old`)
	readAudit(t, object{"overlapping": object{}, "pack_contents": object{"ALL": []any{"ws"}}}).warns(t, `WARNING at AttributeName("pack_contents")`, `"ws"`)
	readAudit(t, object{"not_in_directory": object{"directory_emails": []any{"Ada <ada@acme.example>", "jane.doe@acme.example", "bob@evil.example", "zoe@dev.acme.example"}}}).
		warns(t, `WARNING at AttributeName("not_in_directory").AttributeName("directory_emails")`, "1 of 4")
}

func TestAHolderWithoutAnAddressFailsEveryDataSourceAboutPeople(t *testing.T) {
	o := handmade()
	o.Licenses[0].Assignee.Email = ""
	start(t, o)
	want := []string{"ERROR: A license holder has no email address", "license B000000002 for II", "data sources about seats"}
	trial := object{"trial": object{}, "team_ids": []any{fmt.Sprint(o.Teams[1].ID)}}
	read(t, "jetbrains_license_audit", trial).fails(t, want...)
	newSession(t, nil).open(t, "jetbrains_license_audit", trial).fails(t, want...)
	read(t, "jetbrains_licensed_users", nil).fails(t, want...)
	read(t, "jetbrains_licensed_user", object{"email": "bob@evil.example"}).fails(t, want...)
	read(t, "jetbrains_ide_entitlements", nil).fails(t, want...)
	equal(t, "assigned seats", column(t, read(t, "jetbrains_seats", object{"product_codes": []any{"II"}}).succeeds(t)["seats"], "assigned"), []any{3})
	equal(t, "address of the license", column(t, read(t, "jetbrains_licenses", object{"product_codes": []any{"II"}}).succeeds(t)["licenses"], "email")[0], nil)
	read(t, "jetbrains_teams", nil).succeeds(t)
}

func TestAuditOfAnEmptyOrganization(t *testing.T) {
	start(t, generated(0))
	readAudit(t, object{"inactive": object{"days": 90}}).fails(t, `AttributeName("min_licenses")`, "is 0. Check", "A result about no licenses is rarely intended")
	state := readAudit(t, object{"inactive": object{"days": 90}, "min_licenses": 0}).succeeds(t)
	equal(t, "passed", state["passed"], true)
	equal(t, "people", resultOf(t, state, "inactive")["emails"], []any{})
}

func TestAuditKeepsOnlyAnswers(t *testing.T) {
	start(t, simulator.Generate(org.Options{Seed: 1, Licenses: 1000, Now: today, Clean: true}))
	state := readAudit(t, object{"inactive": object{"days": 90}, "external": object{"allowed_email_domains": []any{"acme.example"}}}).succeeds(t)
	equal(t, "passed", state["passed"], true)
	if text := fmt.Sprint(state); strings.Count(text, "@") != 0 || len(text) > 3000 {
		t.Errorf("a clean audit stores %d bytes: %.500s", len(text), text)
	}
}
