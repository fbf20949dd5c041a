package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

// Each argument of the audit must have an effect. The tests of package
// licensing check what each argument means.
func TestEveryArgumentOfTheAuditCounts(t *testing.T) {
	start(t, handmade())
	idle := []any{"bob@evil.example", "jane.doe@acme.example", "zoe@dev.acme.example"}
	for name, test := range map[string]struct {
		arguments object
		output    string
		want      any
	}{
		"grace_days left out is 30": {object{"inactive_days": 0}, "inactive_emails", []any{"bob@evil.example", "zoe@dev.acme.example"}},
		"grace_days":                {object{"inactive_days": 0, "grace_days": 10}, "inactive_emails", idle},
		"exempt_emails":             {object{"inactive_days": 0, "grace_days": 10, "exempt_emails": []any{" BOB@evil.example", nil, ""}}, "inactive_emails", idle[1:]},
		"exemptions from all rules": {object{"inactive_days": 0, "grace_days": 10, "exemptions": []any{object{"email": "bob@evil.example", "rules": []any{"all"}, "until": "never"}}}, "inactive_emails", idle[1:]},
		"exemptions from one rule, the other": {
			object{"inactive_days": 0, "grace_days": 10, "rules": []any{"inactive", "trial"}, "exemptions": []any{object{"email": "bob@evil.example", "rules": []any{"trial"}, "until": "never"}}}, "inactive_emails", idle,
		},
		"exemptions with an end that is over": {
			object{"inactive_days": 0, "grace_days": 10, "exemptions": []any{object{"email": "bob@evil.example", "rules": []any{" all "}, "until": "2026-11-21T11:59:59Z"}}}, "inactive_emails", idle,
		},
		"exemptions with an end to come": {
			object{"inactive_days": 0, "grace_days": 10, "exemptions": []any{object{"email": "bob@evil.example", "rules": []any{" all "}, "until": "2026-11-22", "reason": "why"}}}, "exempted",
			[]any{object{"email": "bob@evil.example", "rule": "inactive", "until": "2026-11-22T00:00:00Z", "reason": "why"}},
		},
		"expiring_days":            {object{"expiring_days": 40}, "expiring_license_ids", []any{"A000000001", "C000000003"}},
		"max_percent":              {object{"inactive_days": 0, "grace_days": 10, "max_percent": object{"inactive": 100}}, "passed", true},
		"max_percent that is over": {object{"inactive_days": 0, "grace_days": 10, "max_percent": object{"inactive": 99.9}}, "passed", false},
		"product_codes":            {object{"inactive_days": 0, "grace_days": 10, "product_codes": []any{" ALL "}}, "inactive_emails", idle[:1]},
		"identify_people_by email": {object{"inactive_days": 0, "grace_days": 10, "identify_people_by": "email"}, "inactive_emails", idle},
		"on_findings none":         {object{"inactive_days": 0, "on_findings": "none"}, "passed", false},
		"an earlier as_of":         {object{"inactive_days": 1, "as_of": " 2026-11-15T00:00:00Z "}, "inactive_emails", []any{"bob@evil.example", "zoe@dev.acme.example"}},
		"rules with space around":  {object{"rules": []any{" trial "}}, "trial_emails", []any{"zoe@dev.acme.example"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := ask(t, "jetbrains_license_audit", test.arguments)
			equal(t, test.output, got.must(t)[test.output], test.want)
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
		arguments["inactive_days"] = 1
		askAudit(t, arguments).fails(t, `AttributeName("min_licenses")`)
		arguments["min_licenses"] = 0
		askAudit(t, arguments).must(t)
	}
}

func TestAReportHasFiftyLinesAtMost(t *testing.T) {
	start(t, simulator.Generate(simulator.Options{Seed: 1, Licenses: 600, Now: today}))
	arguments := object{"rules": []any{"reclaimable"}, "inactive_days": 1, "grace_days": 0}
	state := ask(t, "jetbrains_license_audit", arguments).must(t)
	findings := len(state["findings"].([]any))
	if findings <= 60 {
		t.Fatalf("%d findings are too few to be cut", findings)
	}
	lines := strings.Split(state["report"].(string), "\n")
	equal(t, "lines of the report", len(lines), 51)
	equal(t, "the last", strings.HasSuffix(lines[50], "more findings."), true)
	arguments["on_findings"] = "warn"
	got := ask(t, "jetbrains_license_audit", arguments)
	equal(t, "lines of the warning", strings.Count(strings.Join(got.problems, ""), "\n"), 50)
}
