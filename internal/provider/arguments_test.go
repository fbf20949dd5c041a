package provider_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// fractional lists the arguments whose numbers can be fractions.
var fractional = []string{"max_percent", "prices"}

// Without a check of its own, the framework would report a fraction as a bug in
// the provider.
func TestAFractionInsteadOfAWholeNumberIsAClearError(t *testing.T) {
	start(t, handmade())
	s := newSession(t, nil)
	checked := 0
	check := func(name, where, argument string, a *tfprotov6.SchemaAttribute, arguments func(value any) object) {
		var value any
		switch {
		case a.Computed || slices.Contains(fractional, a.Name) || a.NestedType != nil:
			return
		case a.Type.Is(tftypes.Number):
			value = 1.5
		case a.Type.Is(tftypes.Map{}) && a.Type.(tftypes.Map).ElementType.Is(tftypes.Number):
			value = object{"II": 1.5}
			where += `.ElementKeyString("II")`
		default:
			return
		}
		checked++
		config := encode(t, s.schemas.DataSourceSchemas[name].ValueType(), arguments(value))
		resp, err := s.server.ValidateDataResourceConfig(t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{TypeName: name, Config: config})
		if err != nil {
			t.Fatal(err)
		}
		if want := "ERROR at " + where + ": Not a whole number: " + argument; !containsPrefix(problems(resp.Diagnostics), want) {
			t.Errorf("%s: want %q first in one of %q", name, want, problems(resp.Diagnostics))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.schemas.DataSourceSchemas)) {
		for _, a := range s.schemas.DataSourceSchemas[name].Block.Attributes {
			where := `AttributeName("` + a.Name + `")`
			check(name, where, a.Name, a, func(value any) object { return object{a.Name: value} })
			if a.Computed || a.NestedType == nil || a.NestedType.Nesting != tfprotov6.SchemaObjectNestingModeSingle {
				continue
			}
			for _, inner := range a.NestedType.Attributes {
				check(name, where+`.AttributeName("`+inner.Name+`")`, a.Name+"."+inner.Name, inner, func(value any) object {
					return object{a.Name: with(everyRuleOf()[a.Name].(object), object{inner.Name: value})}
				})
			}
		}
	}
	if checked < 25 {
		t.Errorf("only %d arguments were checked", checked)
	}
	for _, name := range []string{"max_concurrent_requests", "max_retries"} {
		connect(t, object{name: 1.5}).fails(t, `ERROR at AttributeName("`+name+`")`, "Not a whole number", name+" is 1.5")
	}
}

func containsPrefix(list []string, prefix string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return len(s) >= len(prefix) && s[:len(prefix)] == prefix })
}

func TestTextsAndKeysAreTrimmed(t *testing.T) {
	start(t, handmade())
	users := read(t, "jetbrains_licensed_users", object{"status": " suspended "}).succeeds(t)
	equal(t, "total_count", users["total_count"], 0)
	rows := read(t, "jetbrains_ide_entitlements", object{"expand_packs": true, "status": "active", "pack_contents": object{" II ": []any{" WS "}}}).succeeds(t)
	equal(t, "emails_by_product", rows["emails_by_product"].(object)["WS"], []any{"jane.doe@acme.example", "zoe@dev.acme.example"})
	read(t, "jetbrains_ide_entitlements", object{"pack_contents": object{"II": []any{"WS"}, "II ": []any{"PC"}}}).
		fails(t, `ERROR at AttributeName("pack_contents")`, "Duplicate key", `pack_contents has the keys "II" and "II ", which are one after surrounding spaces are removed`)
}
