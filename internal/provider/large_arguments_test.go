//go:build !race

package provider_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/provider"
)

// filler makes an argument large without changing its meaning: blank texts are
// dropped.
var filler = strings.Repeat(" ", 20_000)

// largeValues are values for every argument that may be large: every list and
// every map of texts, and the exemptions. Each has the same meaning without the
// filler.
func largeValues(core string) map[string]map[string]any {
	const jane = "jane.doe@acme.example"
	var (
		products  = []any{"II", filler, "WS"}
		teams     = []any{core, filler, "none"}
		emails    = []any{" Jane.Doe@ACME.example", filler, nil}
		packs     = object{"ALL": []any{"WS", filler}, "II": nil}
		expected  = object{"II": []any{jane, filler, nil}, " WS ": []any{}, "ALL": nil}
		exemption = object{"email": jane, "rules": []any{"trial", nil}, "until": "never", "reason": strings.Repeat("x", len(filler))}
	)
	return map[string]map[string]any{
		"jetbrains_licenses":         {"product_codes": products, "team_ids": teams, "assignee_emails": emails, "assignee_types": []any{"USER", filler}},
		"jetbrains_licensed_users":   {"product_codes": products, "team_ids": teams, "assignee_emails": emails, "email_domains": []any{"acme.example", filler}},
		"jetbrains_ide_entitlements": {"product_codes": products, "team_ids": teams, "assignee_emails": emails, "pack_contents": packs},
		"jetbrains_seats":            {"group_by": []any{"team", filler}, "product_codes": products, "team_ids": teams, "pack_contents": packs, "cost_centers": object{jane: "R&D", "a@acme.example": filler}},
		"jetbrains_license_audit": {
			"product_codes": products, "team_ids": teams, "pack_contents": packs, "exemptions": []any{exemption},
			"departed.leaving_dates": object{jane: "2026-11-01", "a@acme.example": filler}, "discontinued.product_codes": products,
			"external.allowed_email_domains": []any{"acme.example", filler}, "missing_entitlement.expected": expected,
			"not_in_directory.directory_emails": emails, "unexpected_entitlement.expected": expected,
		},
		"jetbrains_space_memberships":        {"team_ids": []any{"t1", filler}, "usernames": []any{"boss", filler}},
		"jetbrains_space_member_permissions": {"permissions": []any{"Superadmin", filler}},
	}
}

// largeArguments returns the paths of the arguments of a data source that may be
// large, by its schema.
func largeArguments(attributes []*tfprotov6.SchemaAttribute, prefix string) []string {
	var paths []string
	for _, a := range attributes {
		switch {
		case a.Computed && !a.Optional && !a.Required:
		case a.NestedType == nil && holdsTexts(a.Type):
			paths = append(paths, prefix+a.Name)
		case a.NestedType != nil && a.NestedType.Nesting == tfprotov6.SchemaObjectNestingModeList:
			paths = append(paths, prefix+a.Name)
		case a.NestedType != nil:
			paths = append(paths, largeArguments(a.NestedType.Attributes, a.Name+".")...)
		}
	}
	slices.Sort(paths)
	return paths
}

func holdsTexts(typ tftypes.Type) bool {
	switch t := typ.(type) {
	case tftypes.List:
		return t.ElementType.Is(tftypes.String)
	case tftypes.Map:
		return t.ElementType.Is(tftypes.String) || holdsTexts(t.ElementType)
	}
	return false
}

// valueAt returns the value at a path such as as_of, or inactive.days.
func valueAt(o object, path string) any {
	name, inner, nested := strings.Cut(path, ".")
	if !nested {
		return o[name]
	}
	values, _ := o[name].(object)
	return values[inner]
}

// setAt sets the value at a path, in an object that is changed.
func setAt(o object, path string, v any) {
	name, inner, nested := strings.Cut(path, ".")
	if !nested {
		o[name] = v
		return
	}
	values, _ := o[name].(object)
	o[name] = with(values, object{inner: v})
}

// Decoding a large argument takes the framework longer than the read. So the
// framework must get an empty one instead, in each call; the result must be the
// same as that of a small one; and the state must hold what is configured.
func TestLargeArgumentsBypassTheFramework(t *testing.T) {
	o := handmadeSpace()
	core, _, _ := teamIDs(o)
	server := start(t, o)
	for name, value := range server.SpaceEnv() {
		t.Setenv(name, value)
	}
	required := map[string]object{"jetbrains_space_member_permissions": {"username": "boss"}, "jetbrains_license_audit": {"trial": object{}, "on_findings": "none"}}

	observed := newTestServer()
	var seen map[string]*tfprotov6.DynamicValue // what the framework got, by call
	provider.Observe(observed, func(call string, config *tfprotov6.DynamicValue) { seen[call] = config })
	s := newSessionWith(t, observed, nil)
	covered := map[string]map[string]bool{}
	for name, values := range largeValues(core) {
		covered[name] = map[string]bool{}
		for path, large := range values {
			covered[name][path] = true
			arguments := maps.Clone(required[name])
			if arguments == nil {
				arguments = object{}
			}
			if path == "cost_centers" {
				arguments["group_by"] = []any{"cost_center"}
			}
			setAt(arguments, path, large)
			t.Run(name+"/"+path, func(t *testing.T) {
				small := maps.Clone(arguments)
				setAt(small, path, withoutFiller(large))
				schemaType := s.schemas.DataSourceSchemas[name].ValueType()
				bypassed := func(calls ...string) {
					for _, call := range calls {
						value, err := seen[call].Unmarshal(schemaType)
						if err != nil {
							t.Fatal(err)
						}
						switch got := valueAt(decoded(t, value).(object), path).(type) {
						case []any:
							equal(t, "elements that the framework gets in "+call, len(got), 0)
						case object:
							equal(t, "entries that the framework gets in "+call, len(got), 0)
						default:
							t.Errorf("in %s the framework gets %v", call, got)
						}
					}
				}
				seen = map[string]*tfprotov6.DynamicValue{}
				got := s.read(t, name, arguments)
				bypassed("ValidateDataResourceConfig", "ReadDataSource")
				want := s.read(t, name, small)
				if got.state == nil || want.state == nil {
					t.Fatalf("the reads failed: %q, %q", got.problems, want.problems)
				}
				equal(t, "problems", got.problems, want.problems)
				stored := large
				if rule, inner, _ := strings.Cut(path, "."); slices.Contains(personal[rule], inner) || path == "cost_centers" {
					stored = nil
				}
				equal(t, path+" in the state", valueAt(got.state, path), stored)
				setAt(got.state, path, nil)
				setAt(want.state, path, nil)
				dropReasons(got.state)
				dropReasons(want.state)
				equal(t, "state", got.state, want.state)

				if name != "jetbrains_license_audit" {
					return
				}
				seen = map[string]*tfprotov6.DynamicValue{}
				opened := s.open(t, name, arguments)
				bypassed("ValidateEphemeralResourceConfig", "OpenEphemeralResource")
				equal(t, path+" in the ephemeral result", valueAt(opened.state, path), large)
			})
		}
	}
	for name, schema := range s.schemas.DataSourceSchemas {
		equal(t, "large arguments of "+name+" that are tested", slices.Sorted(maps.Keys(covered[name])), largeArguments(schema.Block.Attributes, ""))
	}
}

// withoutFiller copies a value without what only makes it large.
func withoutFiller(v any) any {
	switch v := v.(type) {
	case []any:
		list := []any{}
		for _, e := range v {
			if e != filler {
				list = append(list, withoutFiller(e))
			}
		}
		return list
	case object:
		values := object{}
		for key, e := range v {
			if key == "reason" {
				e = "x"
			}
			if e != filler {
				values[key] = withoutFiller(e)
			}
		}
		return values
	}
	return v
}

// dropReasons removes the reasons of exemptions, whose length made them large.
func dropReasons(state object) {
	for _, list := range []string{"exempted", "stale_exemptions"} {
		rows, _ := state[list].([]any)
		for _, row := range rows {
			delete(row.(object), "reason")
		}
	}
}

func TestFaultsInLargeArgumentsAreErrors(t *testing.T) {
	start(t, handmade())
	emails := make([]any, 10_000)
	for i := range emails {
		emails[i] = fmt.Sprintf(" PERSON%d@acme.example", i)
	}
	missing := func(expected object) object { return object{"missing_entitlement": object{"expected": expected}} }
	readAudit(t, missing(object{"II": []any{filler + "jane"}})).fails(t, `AttributeName("missing_entitlement").AttributeName("expected").ElementKeyString("II")`, "contains no email address in 1 text")
	readAudit(t, missing(object{"II": emails, " II": []any{}})).fails(t, "expected", "Duplicate key")
	readAudit(t, object{"trial": object{}, "exemptions": []any{object{"email": "a@b.example", "rules": emails, "until": "never"}}}).fails(t, `AttributeName("exemptions")`, "does not exist")
	readAudit(t, object{"trial": object{}, "exemptions": []any{object{"email": "a@b.example", "reason": filler, "rules": []any{"all"}}}}).fails(t, `AttributeName("exemptions")`, "until")
	read(t, "jetbrains_licenses", object{"assignee_emails": append(slices.Clone(emails), "jane")}).fails(t, `AttributeName("assignee_emails").ElementKeyInt(10000)`, "Not an email address")
	read(t, "jetbrains_licenses", object{"product_codes": []any{filler}}).fails(t, `AttributeName("product_codes")`, "The filter is empty")

	// A value that is not fully known is left to the framework, which defers.
	s := newSession(t, nil)
	for _, expected := range []object{{"II": append([]any{unknown{}}, emails...)}, {"II": emails, "WS": unknown{}}} {
		resp, err := s.server.ValidateDataResourceConfig(t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{
			TypeName: "jetbrains_license_audit", Config: encode(t, s.schemas.DataSourceSchemas["jetbrains_license_audit"].ValueType(), missing(expected)),
		})
		if err != nil || len(resp.Diagnostics) > 0 {
			t.Errorf("a list that is not known yet is refused: %v, %v", err, problems(resp.Diagnostics))
		}
	}
}
