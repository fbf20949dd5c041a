package provider_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

// askAudit reads the data source and opens the ephemeral resource. The two
// results must not differ.
func askAudit(t *testing.T, arguments object) reply {
	t.Helper()
	s := newSession(t, nil)
	stored := s.ask(t, "jetbrains_license_audit", arguments)
	opened := s.open(t, "jetbrains_license_audit", arguments)
	equal(t, "problems of the ephemeral form", opened.problems, stored.problems)
	if opened.state != nil {
		// The directory stays out of the state. Terraform requires an ephemeral
		// resource to return its arguments unchanged.
		for _, name := range []string{"directory_emails", "expected_entitlements"} {
			equal(t, name+" of the ephemeral form", fmt.Sprint(opened.state[name]), fmt.Sprint(arguments[name]))
			opened.state[name] = nil
		}
	}
	equal(t, "the ephemeral form", opened.state, stored.state)
	return stored
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

func TestAuditAnswersEveryRuleThatCouldBeComputed(t *testing.T) {
	start(t, handmade())
	state := askAudit(t, object{
		"inactive_days": 90, "expiring_days": 30, "allowed_email_domains": []any{"acme.example", "*.acme.example"},
		"expected_entitlements": object{" II ": []any{" Jane.doe@acme.example", nil, "", "new@acme.example"}, "RR": []any{"bob@evil.example"}},
		"directory_emails":      []any{"Jane.Doe@ACME.example", nil, " ", "zoe@dev.acme.example"}, "min_available": object{"II": 2, "ALL": 1},
		"min_licenses": 8, "require_scope": "organization", "as_of": "2026-11-21T12:00:00Z",
	}).must(t)
	wanted := object{
		"passed":             false,
		"inactive_emails":    []any{"bob@evil.example", "zoe@dev.acme.example"},
		"never_seen_emails":  []any{"zoe@dev.acme.example"},
		"suspended_emails":   []any{"jane.doe@acme.example"},
		"external_emails":    []any{"bob@evil.example"},
		"unmatched_emails":   []any{"bob@evil.example"},
		"overlapping_emails": []any{}, "overlapping_license_ids": []any{},
		"offline_code_emails":     []any{"jane.doe@acme.example"},
		"trial_emails":            []any{"zoe@dev.acme.example"},
		"reclaimable_license_ids": []any{},
		"reclaimable_by_product":  object{},
		"expiring_license_ids":    []any{"C000000003"},
		"exhausted_product_codes": []any{"ALL", "II"},
		"unexpected_license_ids":  []any{"C000000003"},
		"missing_entitlements": []any{
			object{"email": "bob@evil.example", "product_code": "RR"}, object{"email": "new@acme.example", "product_code": "II"},
		},
		"rule_counts": object{"inactive": 2, "never_seen": 1, "suspended": 1, "external": 1, "unmatched": 1, "overlapping": 0,
			"offline_code": 1, "trial": 1, "reclaimable": 0, "expiring": 1, "exhausted": 2, "missing_entitlement": 2, "unexpected_entitlement": 1},
		"exempted": []any{}, "stale_exemptions": []any{},
		"summary": object{"scope": "organization", "customer_code": "1234567", "licenses": 8, "assigned": 6, "available": 1, "suspended": 1,
			"people": 3, "products": 3, "directory_size": 2, "aliased": 0},
		"directory_emails": nil, "expected_entitlements": nil,
		"as_of":      "2026-11-21T12:00:00Z",
		"grace_days": nil, // the state does not contain the default
	}
	for name, want := range wanted {
		equal(t, name, state[name], want)
	}
	findings := state["findings"].([]any)
	equal(t, "rules of the findings", column(t, findings, "rule"), []any{"exhausted", "exhausted", "expiring", "external", "inactive", "inactive", "missing_entitlement", "missing_entitlement", "unexpected_entitlement", "unmatched"})
	equal(t, "the finding about a person", findings[3], object{
		"rule": "external", "severity": "error", "email": "bob@evil.example", "license_id": nil, "product_code": nil, "covered_by_license_id": nil,
		"message": findings[3].(object)["message"],
	})
	equal(t, "the finding about a license", column(t, findings[2:3], "license_id"), []any{"C000000003"})
	report := state["report"].(string)
	for _, phrase := range []string{"last seen 2024-12-31, limit 90 days", "All Products Pack (ALL) has 0 available seats, minimum 1", "zoe@dev.acme.example"} {
		if !strings.Contains(report, phrase) {
			t.Errorf("want %q in the report:\n%s", phrase, report)
		}
	}
}

func TestAuditListsAreNullWhereTheyCouldNotBeComputed(t *testing.T) {
	start(t, handmade())
	state := askAudit(t, object{"rules": []any{"trial"}}).must(t)
	for _, name := range []string{"inactive_emails", "external_emails", "unmatched_emails", "reclaimable_license_ids", "reclaimable_by_product", "expiring_license_ids", "exhausted_product_codes", "unexpected_license_ids", "missing_entitlements"} {
		equal(t, name, state[name], nil)
	}
	equal(t, "trial_emails", state["trial_emails"], []any{"zoe@dev.acme.example"})
	equal(t, "rule_counts", state["rule_counts"], object{"never_seen": 1, "offline_code": 1, "overlapping": 0, "suspended": 1, "trial": 1})
	equal(t, "directory_size", state["summary"].(object)["directory_size"], nil)
	equal(t, "passed", state["passed"], false)
}

func TestAuditByLicenseNamesNoPerson(t *testing.T) {
	start(t, handmade())
	state := askAudit(t, object{
		"allowed_email_domains": []any{"acme.example"}, "identify_people_by": "license_id", "on_findings": "none",
		"exempt_emails": []any{"other@acme.example"}, "rules": []any{"external", "suspended", "trial", "missing_entitlement"}, "expected_entitlements": object{"GO": []any{"new@acme.example"}},
	}).must(t)
	equal(t, "findings", column(t, state["findings"], "license_id"), []any{"D000000004", "C000000003", nil, "A000000001", "C000000003"})
	for _, name := range []string{"external_emails", "suspended_emails", "trial_emails", "exempted", "stale_exemptions", "missing_entitlements"} {
		equal(t, name, state[name], nil)
	}
	delete(state, "allowed_email_domains") // these arguments come from the configuration
	delete(state, "exempt_emails")
	if text := fmt.Sprint(state); strings.Contains(text, "@") || strings.Contains(text, "Jane") {
		t.Errorf("a person is named in %s", text)
	}
}

func TestAuditReportsFindingsItself(t *testing.T) {
	start(t, handmade())
	arguments := func(more object) object {
		o := object{"inactive_days": 90, "allowed_email_domains": []any{"acme.example", "*.acme.example"}, "warn_rules": []any{"inactive"},
			"exemptions": []any{object{"email": "gone@evil.example", "rules": []any{"all"}, "until": "2026-10-31", "reason": "SOW-11"}}}
		for name, value := range more {
			o[name] = value
		}
		return o
	}
	silent := askAudit(t, arguments(nil)).must(t)
	equal(t, "passed", silent["passed"], false)
	equal(t, "stale exemptions", silent["stale_exemptions"], []any{object{"email": "gone@evil.example", "until": "2026-10-31T00:00:00Z", "reason": "SOW-11"}})

	for choice, failed := range map[string]string{
		"warn":  "WARNING: The license audit failed: 1 external (customer 1234567, first: bob@evil.example): ",
		"error": "ERROR: The license audit failed: 1 external (customer 1234567): ",
	} {
		got := askAudit(t, arguments(object{"on_findings": choice}))
		all := strings.Join(got.problems, "\n")
		for _, phrase := range []string{
			"WARNING: The license audit has findings that do not fail it: 2 inactive (customer 1234567, first: bob@evil.example): warning: inactive: bob@evil.example",
			"WARNING: The license audit has stale exemptions: 1 (customer 1234567, first: gone@evil.example): The exemption for gone@evil.example (SOW-11) expired on 2026-10-31.",
			failed + "error: external: bob@evil.example",
		} {
			if !strings.Contains(all, phrase) {
				t.Errorf("on_findings = %q: want %q in:\n%s", choice, phrase, all)
			}
		}
		if (got.state == nil) != (choice == "error") {
			t.Errorf("on_findings = %q: the state is %v", choice, got.state)
		}
	}
	within := askAudit(t, arguments(object{"on_findings": "error", "max_findings": object{"external": 1}, "exemptions": nil}))
	if within.state == nil || within.state["passed"] != true {
		t.Errorf("within its limit a rule failed the audit: %v", within.problems)
	}
}

// A null pack keeps its built-in contents. A pack with an empty list covers
// nothing.
func TestPackContentsThatAreNullChangeNothing(t *testing.T) {
	o := handmade()
	o.Licenses[2].Product, o.Licenses[2].Assignee, o.Licenses[2].Trial = pack, user("Jane Doe", "jane.doe@acme.example"), false
	start(t, o)
	for contents, want := range map[string][]any{"built in": {"A000000001", "B000000002"}, "null": {"A000000001", "B000000002"}, "empty": {}} {
		arguments := object{"rules": []any{"overlapping"}}
		switch contents {
		case "null":
			arguments["pack_contents"] = object{"ALL": nil}
		case "empty":
			arguments["pack_contents"] = object{"ALL": []any{}}
		}
		equal(t, contents, askAudit(t, arguments).must(t)["overlapping_license_ids"], want)
	}
}

// Terraform merges warnings that have the same headline.
func TestAuditsOfTwoTeamsHaveTwoHeadlines(t *testing.T) {
	o := handmade()
	core, mobile, _ := teamIDs(o)
	start(t, o)
	for headline, arguments := range map[string]object{
		"WARNING: The license audit of team Core failed: ":                         {"team_ids": []any{core}},
		"WARNING: The license audit of teams Core, Mobile for product II failed: ": {"team_ids": []any{core, mobile}, "product_codes": []any{"II"}},
	} {
		arguments["on_findings"], arguments["inactive_days"] = "warn", 0
		got := askAudit(t, arguments)
		if len(got.problems) != 1 || !strings.HasPrefix(got.problems[0], headline) {
			t.Errorf("want %q first, got %q", headline, got.problems)
		}
	}
}

// Terraform merges errors with the same text about one argument.
func TestAuditsOfTwoTeamsThatCannotRunHaveTwoHeadlines(t *testing.T) {
	o := handmade()
	core, mobile, _ := teamIDs(o)
	start(t, o)
	for headline, arguments := range map[string]object{
		"The license audit cannot run because of min_licenses: ":                                      {},
		"The license audit of team Core cannot run because of min_licenses: ":                         {"team_ids": []any{core}},
		"The license audit of teams Core, Mobile for product II cannot run because of min_licenses: ": {"team_ids": []any{core, mobile}, "product_codes": []any{"II"}},
	} {
		arguments["inactive_days"], arguments["min_licenses"] = 0, 1000
		askAudit(t, arguments).fails(t, headline)
	}
}

// Two audits of the same organization differ in their findings, or in the people
// whom the findings are about.
func TestTwoAuditsHaveTwoHeadlines(t *testing.T) {
	start(t, handmade())
	headline := func(arguments object) string {
		arguments["on_findings"] = "warn"
		summary, _, _ := strings.Cut(askAudit(t, arguments).problems[0], "): ")
		return summary
	}
	idle := headline(object{"inactive_days": 0})
	outside := headline(object{"allowed_email_domains": []any{"nowhere.example"}})
	if idle == outside || !strings.Contains(idle, " 2 inactive (customer 1234567, first: ") {
		t.Errorf("%q and %q", idle, outside)
	}
	one := headline(object{"directory_emails": []any{"jane.doe@acme.example", "bob@evil.example"}})
	other := headline(object{"directory_emails": []any{"jane.doe@acme.example", "zoe@dev.acme.example"}})
	if one == other || !strings.Contains(one, " 1 unmatched ") || !strings.Contains(other, " 1 unmatched ") {
		t.Errorf("%q and %q", one, other)
	}
}

func TestAuditRefusesArgumentsThatMakeNoSense(t *testing.T) {
	start(t, handmade())
	for name, test := range map[string]struct {
		arguments object
		want      []string
	}{
		"no rule in force":          {object{}, []string{"No rule is in force", "inactive_days", "reclaimable"}},
		"as_of that is no time":     {object{"inactive_days": 1, "as_of": "yesterday"}, []string{`AttributeName("as_of")`, `"yesterday" is not an RFC 3339 time`}},
		"negative days":             {object{"inactive_days": -1}, []string{`AttributeName("inactive_days")`, "is -1, but must be 0 or more"}},
		"exemption without mail":    {object{"inactive_days": 1, "exemptions": []any{object{"email": " ", "rules": []any{"all"}, "until": "never"}}}, []string{"exemptions", "not an email address"}},
		"exemption without rules":   {object{"inactive_days": 1, "exemptions": []any{object{"email": "a@b.example", "until": "never"}}}, []string{"rules", "Missing Configuration for Required Attribute"}},
		"exemption from no rule":    {object{"inactive_days": 1, "exemptions": []any{object{"email": "a@b.example", "rules": []any{}, "until": "never"}}}, []string{"exemptions", "names no rule"}},
		"exemption without an end":  {object{"inactive_days": 1, "exemptions": []any{object{"email": "a@b.example", "rules": []any{"all"}}}}, []string{"until", "Missing Configuration for Required Attribute"}},
		"seats left out":            {object{"product_codes": []any{"WS"}, "min_available": object{"II": 1}}, []string{"min_available", "product_codes leaves out"}},
		"expected of no product":    {object{"expected_entitlements": object{}}, []string{"expected_entitlements", "names no product"}},
		"expected of no address":    {object{"expected_entitlements": object{"II": []any{"jane"}}}, []string{`AttributeName("expected_entitlements").ElementKeyString("II").ElementKeyInt(0)`, "not an email address"}},
		"exemption's bad date":      {object{"inactive_days": 1, "exemptions": []any{object{"email": "a@b.example", "rules": []any{"all"}, "until": "31.10.2026"}}}, []string{"until", `"31.10.2026" is not a date`}},
		"unknown rule":              {object{"rules": []any{"idle"}}, []string{`AttributeName("rules")`, `"idle", which does not exist`, "exhausted, expiring, external, inactive"}},
		"unknown rule in a limit":   {object{"inactive_days": 1, "max_findings": object{"idle": 1}}, []string{"max_findings", "does not exist"}},
		"rule without argument":     {object{"rules": []any{"external"}}, []string{"rules", "requires allowed_email_domains"}},
		"warning not in force":      {object{"inactive_days": 1, "warn_rules": []any{"trial"}}, []string{"warn_rules", "not in force"}},
		"domain that is an address": {object{"allowed_email_domains": []any{"jane@acme.example"}}, []string{"allowed_email_domains", "Keep only the part after the @"}},
		"empty directory":           {object{"directory_emails": []any{nil, ""}}, []string{"directory_emails", "contains no email address"}},
		"unknown product":           {object{"inactive_days": 1, "product_codes": []any{"WSX"}}, []string{"product_codes", `"WSX", which the account does not have`, "WS (WebStorm)"}},
		"unknown team":              {object{"inactive_days": 1, "team_ids": []any{"7"}}, []string{"team_ids", `"7", which the account does not have`, "(Core)"}},
		"too few licenses":          {object{"inactive_days": 1, "min_licenses": 9}, []string{"min_licenses", "min_licenses is 9", "is 8"}},
		"a choice that is none":     {object{"inactive_days": 1, "on_findings": "fail"}, []string{"on_findings", `"fail" is not one of "none", "warn", "error"`}},
		"negative seats":            {object{"min_available": object{"II": -1}}, []string{"min_available", "0 or more"}},
		"seats of no product":       {object{"inactive_days": 1, "min_available": object{"II": nil}}, []string{"min_available", "names no product"}},
		"a number beyond 32 bits":   {object{"inactive_days": 1, "min_licenses": int64(1) << 40}, []string{"min_licenses", "must be from 0 to 2147483647"}},
		"an end that is not set":    {object{"inactive_days": 1, "exemptions": []any{object{"email": "a@x.example", "rules": []any{"all"}, "until": "0001-01-01T00:00:00Z"}}}, []string{`AttributeName("exemptions").ElementKeyInt(0).AttributeName("until")`, "0001-01-01", "never"}},
		"a time that is not set":    {object{"inactive_days": 1, "as_of": "0001-01-01T00:00:00Z"}, []string{`AttributeName("as_of")`, "0001-01-01", "plantimestamp()"}},
		"a slip in a rule":          {object{"inactive_days": 1, "rules": []any{"inactiv"}}, []string{"rules", `"inactiv", which does not exist. The rules are inactive, `}},
		"percent over 100":          {object{"inactive_days": 1, "max_percent": object{"inactive": 101}}, []string{"max_percent", "from 0 to 100"}},
	} {
		t.Run(name, func(t *testing.T) {
			askAudit(t, test.arguments).fails(t, append(test.want, "ERROR")...)
		})
	}
}

func TestAuditOfATeamIsNotTheCompanys(t *testing.T) {
	server := start(t, handmade())
	asTeam(t, server, "Mobile")
	askAudit(t, object{"inactive_days": 1, "require_scope": "organization"}).fails(t, "require_scope", `require_scope is "organization", but the scope of the token is "team"`)
	equal(t, "scope", askAudit(t, object{"inactive_days": 1, "require_scope": "team"}).must(t)["summary"].(object)["scope"], "team")
	askAudit(t, object{"inactive_days": 1}).warns(t, `WARNING at AttributeName("require_scope"): The audit covers only one team`, "Mobile")
}

func TestAuditInTheFutureWarns(t *testing.T) {
	start(t, handmade())
	got := askAudit(t, object{"inactive_days": 90, "as_of": "2027-11-21T12:00:00Z"})
	got.warns(t, `WARNING at AttributeName("as_of"): as_of is in the future`)
	equal(t, "inactive_emails", got.state["inactive_emails"], []any{"bob@evil.example", "jane.doe@acme.example", "zoe@dev.acme.example"})
}

// The tests of package licensing check when each warning applies.
func TestAuditWarnsWhereItCouldBeMisread(t *testing.T) {
	start(t, handmade())
	askAudit(t, object{"inactive_days": 90, "as_of": "2026-11-01T00:00:00Z"}).warns(t, `WARNING at AttributeName("as_of"): as_of is more than a week old`)
	askAudit(t, object{"inactive_days": 90, "rules": []any{"trial"}}).warns(t, `WARNING at AttributeName("inactive_days"): No rule in force uses inactive_days`, "rules in force are trial")
	askAudit(t, object{"rules": []any{"overlapping"}, "pack_contents": object{"ALL": []any{"ws"}}}).warns(t, `WARNING at AttributeName("pack_contents")`, `"ws"`)
}

func TestAHolderWithoutAnAddressFailsEveryDataSourceAboutPeople(t *testing.T) {
	o := handmade()
	o.Licenses[0].Assignee.Email = ""
	start(t, o)
	want := []string{"ERROR: A license holder has no email address", "license B000000002 for II", "data sources about seats, teams, and renewals still work."}
	ask(t, "jetbrains_license_audit", object{"rules": []any{"trial"}, "team_ids": []any{fmt.Sprint(o.Teams[1].ID)}}).fails(t, want...)
	newSession(t, nil).open(t, "jetbrains_license_audit", object{"rules": []any{"trial"}}).fails(t, want...)
	ask(t, "jetbrains_licensed_users", nil).fails(t, want...)
	ask(t, "jetbrains_licensed_user", object{"email": "bob@evil.example"}).fails(t, want...)
	ask(t, "jetbrains_ide_entitlements", nil).fails(t, want...)
	equal(t, "assigned seats", ask(t, "jetbrains_products", nil).must(t)["products"].([]any)[1].(object)["assigned"], 3)
	equal(t, "type and address of the seat", column(t, ask(t, "jetbrains_licenses", object{"product_codes": []any{"II"}}).must(t)["licenses"], "email")[0], nil)
	ask(t, "jetbrains_teams", nil).must(t)
	ask(t, "jetbrains_renewals", nil).must(t)
}

func TestAuditOfAnEmptyOrganization(t *testing.T) {
	start(t, generated(0))
	askAudit(t, object{"inactive_days": 90}).fails(t, `AttributeName("min_licenses")`, "is 0. Check", "A result about no licenses is rarely intended")
	state := askAudit(t, object{"inactive_days": 90, "min_licenses": 0}).must(t)
	equal(t, "passed", state["passed"], true)
	equal(t, "inactive_emails", state["inactive_emails"], []any{})
	askAudit(t, object{"min_available": object{"II": 1}, "min_licenses": 0}).must(t)
}

func TestAuditKeepsOnlyAnswers(t *testing.T) {
	start(t, simulator.Generate(simulator.Options{Seed: 1, Licenses: 1000, Now: today, Clean: true}))
	state := askAudit(t, object{"inactive_days": 90, "allowed_email_domains": []any{"acme.example"}}).must(t)
	equal(t, "passed", state["passed"], true)
	if text := fmt.Sprint(state); strings.Count(text, "@") != 0 || len(text) > 3000 {
		t.Errorf("a clean audit stores %d bytes: %.500s", len(text), text)
	}
}
