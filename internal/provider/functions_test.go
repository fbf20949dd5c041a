package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// call calls a function over the protocol, as Terraform does with known
// arguments. An argument is a plain value, or a typed one where the parameter
// takes any type. If the call fails, it returns the text of the error.
func call(t *testing.T, name string, returns tftypes.Type, arguments ...any) any {
	t.Helper()
	server := newTestServer()
	definitions, err := server.GetFunctions(t.Context(), &tfprotov6.GetFunctionsRequest{})
	if err != nil {
		t.Fatal(err)
	}
	req := &tfprotov6.CallFunctionRequest{Name: name}
	definition := definitions.Functions[name]
	for i, a := range arguments {
		parameter := definition.VariadicParameter
		if i < len(definition.Parameters) {
			parameter = definition.Parameters[i]
		}
		v, typed := a.(tftypes.Value)
		if !typed {
			v = encoded(t, parameter.Type, a)
		}
		value, err := tfprotov6.NewDynamicValue(parameter.Type, v)
		if err != nil {
			t.Fatal(err)
		}
		req.Arguments = append(req.Arguments, &value)
	}
	resp, err := server.CallFunction(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case resp.Error != nil && resp.Error.FunctionArgument != nil:
		return fmt.Sprintf("argument %d: %s", *resp.Error.FunctionArgument, resp.Error.Text)
	case resp.Error != nil:
		return "error: " + resp.Error.Text
	}
	value, err := resp.Result.Unmarshal(returns)
	if err != nil {
		t.Fatal(err)
	}
	if !value.IsKnown() {
		return unknown{}
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
	for name, returns := range map[string]tftypes.Type{"days_between": tftypes.Number, "product_covers": tftypes.Bool, "csvencode": tftypes.String} {
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

// audit is a jetbrains_license_audit as an argument.
func audit() object {
	return object{
		"as_of": "2026-11-21T00:00:00Z", "passed": false,
		"summary": object{"subject": "Core (7)", "customer_code": "1234567", "customer_name": "Acme", "licenses": 12, "people": 3, "not_judged": 4},
		"results": object{
			"inactive": object{"severity": "warning", "passed": false, "count": 1, "out_of": 3, "excused": 0},
			"external": object{"severity": "error", "passed": false, "count": 1, "out_of": 2, "excused": 1, "max_findings": 0, "max_percent": 2.5},
		},
		"findings": []any{
			object{"rule": "inactive", "severity": "warning", "email": "ada@acme.example", "message": "last seen 2026-05-01"},
			nil,
			object{
				"rule": "external", "severity": "error", "email": "bo@evil.example", "license_id": "B2", "product_code": "II", "team_id": "7", "team_name": "Core", "covered_by_license_id": "C3", "message": "a | b",
			},
		},
		"exempted":         []any{object{"email": "cy@evil.example", "rule": "external", "until": "never", "reason": "SOW-1"}, nil},
		"stale_exemptions": []any{object{"email": "di@evil.example", "until": "2026-10-31", "reason": "gone"}, nil},
		"exemptions":       []any{object{"until": " Never "}, object{"until": "2026-10-31"}, nil},
	}
}

// changed is the audit with another value at a path.
func changed(value any, path ...string) object {
	whole := audit()
	part := whole
	for _, name := range path[:len(path)-1] {
		part = part[name].(object)
	}
	part[path[len(path)-1]] = value
	return whole
}

// The tests of package report check what the reports look like.
func TestAReportHasEverythingOfAnAudit(t *testing.T) {
	markdown := call(t, "findings_markdown", tftypes.String, audit(), changed("no team", "summary", "subject")).(string)
	document := call(t, "findings_junit", tftypes.String, audit(), changed("no team", "summary", "subject")).(string)
	for _, test := range []struct {
		text string
		want []string
	}{
		{markdown, []string{
			"## 2 of 2 license audits failed", "## License audit failed: Core (7)", "## License audit failed: no team", "Customer: Acme (`1234567`). As of: `2026-11-21T00:00:00Z`. Judged: 12 licenses of 3 people.",
			"| `external` | error | 1 of 2 | 0 and 2.5 % | **failed** |\n| `inactive` | warning | 1 of 3 | 0 | warning |\n",
			"- Not judged: 4 licenses", "People excused by exemptions: external 1.", "- Exemptions that never end: 1.", "Exemptions to remove, because they have ended or match nobody: 1.",
			"| Person | License | Product | Covered by | Team | Finding |", "| `bo@evil.example` | `B2` | `II` | `C3` | Core (7) | a &#124; b |", "| `ada@acme.example` | last seen 2026-05-01 |",
			"| `cy@evil.example` | `external` | never | `SOW-1` |", "| `di@evil.example` | 2026-10-31 | gone |",
		}},
		{document, []string{
			`name="Core (7), Acme (1234567)" package="jetbrains_license_audit" hostname="localhost" timestamp="2026-11-21T00:00:00" time="0" tests="2" failures="1"`, `name="no team, Acme (1234567)"`,
			`<failure type="external" message="external: 1 of 2, limit 0 and 2.5 %">bo@evil.example, B2, II: a | b [Core (7)]</failure>`, "Not judged: 4 licenses", "inactive: ada@acme.example: last seen 2026-05-01",
		}},
	} {
		for _, want := range test.want {
			if !strings.Contains(test.text, want) {
				t.Errorf("want %q in\n%s", want, test.text)
			}
		}
	}
}

func TestAReportTakesWhatAnAuditWithoutNamesHas(t *testing.T) {
	anonymous := audit()
	for _, name := range []string{"as_of", "exempted", "stale_exemptions", "exemptions"} {
		anonymous[name] = nil
	}
	anonymous["summary"] = object{"subject": "organization"}
	text := call(t, "findings_markdown", tftypes.String, anonymous).(string)
	if !strings.HasPrefix(text, "## License audit failed: organization\n\n| Rule |") || strings.Contains(text, "xempt") && !strings.Contains(text, "excused") {
		t.Errorf("got\n%s", text)
	}
}

func TestNoAuditIsReportedThatWasNotJudged(t *testing.T) {
	for _, function := range []string{"findings_markdown", "findings_junit"} {
		for _, test := range []struct {
			name   string
			second any
			want   any
		}{
			{"null", nil, "argument 1: this audit is null, so nothing was judged"},
			{"null inside", changed(nil, "passed"), "argument 1: this audit does not say what was judged, because of null in passed"},
			{"null everywhere", object{}, "argument 1: this audit does not say what was judged, because of null in passed, summary, results, findings"},
			{"a rule that is null", changed(nil, "results", "trial"), `argument 1: this audit does not say what was judged, because of null in results["trial"]`},
			{"a rule without a result", changed(nil, "results", "external", "passed"), `argument 1: this audit does not say what was judged, because of null in results["external"]`},
			{"a rule without a count", changed(nil, "results", "external", "count"), `argument 1: this audit does not say what was judged, because of null in results["external"]`},
			{"no rule", changed(object{}, "results"), "argument 1: the audit has no results, so nothing was judged"},
			{"a contradiction", changed(true, "passed"), "argument 1: passed is true, but the result of the rule external fails the audit"},
			{"a severity that is none", changed("Warning", "results", "inactive", "severity"), nil},
			{"unknown", changed(unknown{}, "summary", "subject"), unknown{}},
		} {
			got := call(t, function, tftypes.String, audit(), test.second)
			if test.want == nil { // the rule fails the audit
				if text := got.(string); !strings.Contains(text, "inactive: 1 of 3") && !strings.Contains(text, "| `inactive` | error | 1 of 3 | 0 | **failed** |") {
					t.Errorf("%s: %s: got %v", function, test.name, got)
				}
				continue
			}
			equal(t, function+": "+test.name, got, test.want)
		}
		equal(t, function+" of nothing", call(t, function, tftypes.String), "error: there is no audit to report, and a report about nothing would look as if everything had passed")
	}
}

// typed returns a value of the type that Terraform gives it: lists are tuples.
func typed(value any) tftypes.Value {
	switch v := value.(type) {
	case tftypes.Value:
		return v
	case string:
		return tftypes.NewValue(tftypes.String, v)
	case bool:
		return tftypes.NewValue(tftypes.Bool, v)
	case int, float64:
		return tftypes.NewValue(tftypes.Number, v)
	case []any:
		types, values := make([]tftypes.Type, len(v)), make([]tftypes.Value, len(v))
		for i, e := range v {
			values[i] = typed(e)
			types[i] = values[i].Type()
		}
		return tftypes.NewValue(tftypes.Tuple{ElementTypes: types}, values)
	case object:
		types, values := map[string]tftypes.Type{}, map[string]tftypes.Value{}
		for name, e := range v {
			values[name] = typed(e)
			types[name] = values[name].Type()
		}
		return tftypes.NewValue(tftypes.Object{AttributeTypes: types}, values)
	case unknown:
		return tftypes.NewValue(tftypes.DynamicPseudoType, tftypes.UnknownValue)
	default:
		return tftypes.NewValue(tftypes.DynamicPseudoType, nil)
	}
}

func TestCSVEncode(t *testing.T) {
	person := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"email": tftypes.String, "seats": tftypes.Number}}
	people := tftypes.NewValue(tftypes.List{ElementType: person}, []tftypes.Value{
		tftypes.NewValue(person, map[string]tftypes.Value{"email": tftypes.NewValue(tftypes.String, "ada@acme.example"), "seats": tftypes.NewValue(tftypes.Number, nil)}),
	})
	labels := tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, map[string]tftypes.Value{"a": tftypes.NewValue(tftypes.String, "=1"), "b": tftypes.NewValue(tftypes.String, nil)})
	for _, test := range []struct {
		name    string
		rows    any
		columns []any
		want    any
	}{
		{"all columns, sorted", people, nil, "email,seats\r\nada@acme.example,\r\n"},
		{"the columns named, in their order", people, []any{"seats", "email"}, "seats,email\r\n,ada@acme.example\r\n"},
		{"objects that differ", []any{object{"a": "x", "n": -0.25}, object{"a": nil, "b": true}}, nil, "a,b,n\r\nx,,-0.25\r\n,true,\r\n"},
		{"numbers in full", []any{object{"n": 1e21, "m": 77.9}}, nil, "m,n\r\n77.9,1000000000000000000000\r\n"},
		{"nulls of a type", []any{object{"b": tftypes.NewValue(tftypes.Bool, nil), "t": tftypes.NewValue(tftypes.String, nil)}}, nil, "b,t\r\n,\r\n"},
		{"maps", tftypes.NewValue(tftypes.List{ElementType: labels.Type()}, []tftypes.Value{labels}), nil, "a,b\r\n'=1,\r\n"},
		{"a set", tftypes.NewValue(tftypes.Set{ElementType: labels.Type()}, []tftypes.Value{labels}), []any{"b"}, "b\r\n\"\"\r\n"},
		{"a list that is not written", []any{object{"a": "x", "l": []any{"y"}}}, []any{"a"}, "a\r\nx\r\n"},
		{"null", nil, []any{"a"}, nil},
		{"null of a type", tftypes.NewValue(people.Type(), nil), nil, nil},
		{"unknown", unknown{}, []any{"a"}, unknown{}},
		{"unknown inside", []any{object{"a": unknown{}}}, nil, unknown{}},
		{"no rows, of a list", tftypes.NewValue(people.Type(), []tftypes.Value{}), nil, "email,seats\r\n"},
		{"no rows, of a list, and a wrong name", tftypes.NewValue(people.Type(), []tftypes.Value{}), []any{"email", "name"}, `argument 2: no row has the column "name"; the columns are email, seats`},
		{"no rows, with columns", []any{}, []any{"b", "a"}, "b,a\r\n"},
		{"no rows and no columns", []any{}, nil, "argument 0: rows has no columns, and a CSV without a header would look like a failed export: name the columns to write"},
		{"a wrong name", people, []any{"email", "e-mail"}, `argument 2: no row has the column "e-mail"; the columns are email, seats`},
		{"a name twice", people, []any{"email", "seats", "email"}, `argument 3: the column "email" is named twice`},
		{"a list in a cell", []any{object{"a": "x"}, object{"a": []any{"y"}}}, nil, `argument 0: the column "a" of rows[1] is a list, which has no place in one cell: join its elements into a text, or name the columns to write without this one`},
		{"a null list in a cell", []any{object{"a": tftypes.NewValue(people.Type(), nil)}}, nil, `argument 0: the column "a" of rows[0] is a list, which has no place in one cell: join its elements into a text, or name the columns to write without this one`},
		{"an object in a cell", []any{object{"a": object{}}}, []any{"a"}, `argument 0: the column "a" of rows[0] is an object, which has no place in one cell: join its elements into a text, or name the columns to write without this one`},
		{"a row that is a text", []any{object{"a": "x"}, "y"}, nil, "argument 0: rows[1] is a text and not an object"},
		{"a row that is null", []any{nil}, []any{"a"}, "argument 0: rows[0] is null and not an object"},
		{"a null row of a list", tftypes.NewValue(people.Type(), []tftypes.Value{tftypes.NewValue(person, nil)}), nil, "argument 0: rows[0] is null and not an object"},
		{"an object of objects", object{"x": object{"a": "y"}}, nil, "argument 0: rows is an object and not a list of objects: use values(…) for the objects in it"},
		{"a map", labels, nil, "argument 0: rows is a map and not a list of objects: use values(…) for the objects in it"},
		{"a number", 7, nil, "argument 0: rows is a number and not a list of objects"},
	} {
		equal(t, test.name, call(t, "csvencode", tftypes.String, append([]any{typed(test.rows)}, test.columns...)...), test.want)
	}
}

func TestProductCoversKnowsTheBuiltInPacks(t *testing.T) {
	for _, test := range []struct{ pack, product, want any }{
		{"ALL", "WS", true}, {"ALL", "RSU", true}, {"RSU", "RD", true}, {"ALL", "AIP", false}, {"RSU", "AIP", false},
		{"RSU", "WS", false}, {"WS", "ALL", false}, {"ALL", "ALL", false}, {"NOPE", "WS", false}, {"ALL", "NOPE", false}, {"ALL", "ws", false}, {"", "", false},
		{nil, "WS", nil}, {"ALL", nil, nil},
	} {
		equal(t, fmt.Sprintf("%v covers %v", test.pack, test.product), call(t, "product_covers", tftypes.Bool, test.pack, test.product), test.want)
	}
}

func callDays(t *testing.T, from, to string) any {
	t.Helper()
	return call(t, "days_between", tftypes.Number, from, to)
}
