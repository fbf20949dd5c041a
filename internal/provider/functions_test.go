package provider_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"
)

// call calls a function over the protocol, as Terraform does with known
// arguments. If the call fails, it returns the text of the error.
func call(t *testing.T, name string, returns tftypes.Type, arguments ...any) any {
	t.Helper()
	server := newTestServer()
	definitions, err := server.GetFunctions(t.Context(), &tfprotov6.GetFunctionsRequest{})
	if err != nil {
		t.Fatal(err)
	}
	req := &tfprotov6.CallFunctionRequest{Name: name}
	for i, a := range arguments {
		typ := definitions.Functions[name].Parameters[i].Type
		value, err := tfprotov6.NewDynamicValue(typ, encoded(t, typ, a))
		if err != nil {
			t.Fatal(err)
		}
		req.Arguments = append(req.Arguments, &value)
	}
	resp, err := server.CallFunction(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	if resp.Error != nil {
		return fmt.Sprintf("argument %d: %s", *resp.Error.FunctionArgument, resp.Error.Text)
	}
	value, err := resp.Result.Unmarshal(returns)
	if err != nil {
		t.Fatal(err)
	}
	return decoded(t, value)
}

func TestDaysBetweenCountsWholeDays(t *testing.T) {
	for _, test := range []struct{ from, to, want any }{
		{"2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z", 1},
		{"2026-11-20T00:00:01Z", "2026-11-21T00:00:00Z", 0},
		{"2026-11-21T00:00:00Z", "2026-11-20T00:00:01Z", 0},
		{"2026-11-21T00:00:00Z", "2026-11-19T00:00:00Z", -2},
		{"2026-11-20T23:00:00-02:00", "2026-11-21T01:00:00Z", 0},
		{"2024-02-28T12:00:00Z", "2024-03-01T12:00:00Z", 2},
		{"2026-03-28T12:00:00+01:00", "2026-03-29T12:00:00+02:00", 0}, // this day has 23 hours
		{nil, "2026-11-21T00:00:00Z", nil},
		{"2026-11-21T00:00:00Z", nil, nil},
		{nil, nil, nil},
		{"2026-11-20", "2026-11-21T23:00:00Z", 1},
		{"2024-02-28", " 2024-03-01 ", 2},
		{"2026-11-31", "2026-11-21T00:00:00Z", `argument 0: "2026-11-31" is not a date such as 2026-11-21 or an RFC 3339 time such as 2026-11-21T00:00:00Z`},
		{"2026-11-21T00:00:00Z", "", `argument 1: "" is not a date such as 2026-11-21 or an RFC 3339 time such as 2026-11-21T00:00:00Z`},
	} {
		equal(t, fmt.Sprintf("days from %v to %v", test.from, test.to), call(t, "days_between", tftypes.Number, test.from, test.to), test.want)
	}
}

// OpenTofu sends null as a value without an encoding.
func TestFunctionsTakeAnArgumentWithoutEncodingForNull(t *testing.T) {
	for name, returns := range map[string]tftypes.Type{"days_between": tftypes.Number, "product_covers": tftypes.Bool, "findings_markdown": tftypes.String, "findings_junit": tftypes.String} {
		resp, err := newTestServer().CallFunction(t.Context(), &tfprotov6.CallFunctionRequest{Name: name, Arguments: []*tfprotov6.DynamicValue{{}, nil}[:parameters(t, name)]})
		if err != nil || resp.Error != nil {
			t.Fatal(err, resp.Error)
		}
		value, err := resp.Result.Unmarshal(returns)
		if err != nil || !value.IsNull() {
			t.Errorf("%s is %v, %v; want null", name, value, err)
		}
	}
}

func parameters(t *testing.T, function string) int {
	t.Helper()
	definitions, err := newTestServer().GetFunctions(t.Context(), &tfprotov6.GetFunctionsRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return len(definitions.Functions[function].Parameters)
}

// The tests of package report check the contents of the reports.
func TestFindingsAreReported(t *testing.T) {
	findings := []any{
		object{"rule": "inactive", "severity": "warning", "email": "ada@acme.example", "message": "last seen 2026-05-01"},
		nil,
		object{"rule": "trial", "severity": "error", "email": "bo@acme.example", "license_id": "B2", "product_code": "II", "message": "a | b"},
	}
	table := call(t, "findings_markdown", tftypes.String, findings)
	equal(t, "the table", strings.Split(table.(string), "\n")[2:], []string{
		"| trial | error | `bo@acme.example` | `B2` | `II` | a \\| b |", "| inactive | warning | `ada@acme.example` |  |  | last seen 2026-05-01 |", "",
	})
	document := call(t, "findings_junit", tftypes.String, findings, object{"external": 0, "inactive": 1, "trial": 1})
	for _, want := range []string{`tests="3" failures="1"`, `<testcase name="external"`, "bo@acme.example, B2, II: a | b</failure>"} {
		if !strings.Contains(document.(string), want) {
			t.Errorf("want %q in\n%s", want, document)
		}
	}
	equal(t, "no findings", call(t, "findings_markdown", tftypes.String, []any{}), "No findings.\n")
	equal(t, "a table of null", call(t, "findings_markdown", tftypes.String, nil), nil)
	equal(t, "a document of null findings", call(t, "findings_junit", tftypes.String, nil, object{}), nil)
	equal(t, "a document without counts", call(t, "findings_junit", tftypes.String, []any{}, nil), nil)
}

func TestAccFindingsOfAnAuditAreReported(t *testing.T) {
	start(t, handmade())
	runSince(t, tfversion.Version1_8_0, resource.TestStep{
		Config: `
terraform {
  required_providers {
    jetbrains = { source = "hashicorp/jetbrains" }
  }
}
data "jetbrains_license_audit" "all" {
  rules = ["trial"]
}
data "jetbrains_license_audit" "core" {
  allowed_email_domains = ["acme.example"]
}
output "table" { value = provider::jetbrains::findings_markdown(concat(data.jetbrains_license_audit.all.findings, data.jetbrains_license_audit.core.findings)) }
output "report" { value = provider::jetbrains::findings_junit(data.jetbrains_license_audit.core.findings, data.jetbrains_license_audit.core.rule_counts) }`,
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownOutputValue("table", knownvalue.StringRegexp(regexp.MustCompile("(?s)\\| trial \\| error \\| `zoe@dev.acme.example` .*\\| external \\| error \\| `bob@evil.example` "))),
			statecheck.ExpectKnownOutputValue("report", knownvalue.StringRegexp(regexp.MustCompile(`(?s)<testcase name="external" .*<failure .*bob@evil\.example.*<testcase name="suspended" classname="jetbrains_license_audit" time="0"></testcase>`))),
		},
	})
}

func TestProductCoversKnowsTheBuiltInPacks(t *testing.T) {
	for _, test := range []struct{ pack, product, want any }{
		{"ALL", "WS", true}, {"ALL", "RSU", true}, {"ALL", "AIP", true}, {"RSU", "RD", true}, {"RSU", "AIP", true},
		{"RSU", "WS", false}, {"WS", "ALL", false}, {"ALL", "ALL", false}, {"NOPE", "WS", false}, {"ALL", "NOPE", false}, {"ALL", "ws", false}, {"", "", false},
		{nil, "WS", nil}, {"ALL", nil, nil},
	} {
		equal(t, fmt.Sprintf("%v covers %v", test.pack, test.product), call(t, "product_covers", tftypes.Bool, test.pack, test.product), test.want)
	}
}

func TestAccFunctionsWaitForUnknownArguments(t *testing.T) {
	clearEnvironment(t)
	runSince(t, tfversion.Version1_8_0, resource.TestStep{
		Config: strings.TrimSpace(`
terraform {
  required_providers {
    jetbrains = { source = "hashicorp/jetbrains" }
  }
}
resource "terraform_data" "late" { input = "2026-11-20T00:00:00Z" }
resource "terraform_data" "code" { input = "WS" }
output "days" { value = provider::jetbrains::days_between(terraform_data.late.output, "2026-11-21T00:00:00Z") }
output "covers" { value = provider::jetbrains::product_covers("ALL", terraform_data.code.output) }
output "null" { value = provider::jetbrains::days_between(null, "2026-11-21T00:00:00Z") == null }`),
		ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
			plancheck.ExpectUnknownOutputValue("days"), plancheck.ExpectUnknownOutputValue("covers"),
		}},
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownOutputValue("days", knownvalue.Int64Exact(1)),
			statecheck.ExpectKnownOutputValue("covers", knownvalue.Bool(true)),
			statecheck.ExpectKnownOutputValue("null", knownvalue.Bool(true)),
		},
	})
}

func callDays(t *testing.T, from, to string) any {
	t.Helper()
	return call(t, "days_between", tftypes.Number, from, to)
}
