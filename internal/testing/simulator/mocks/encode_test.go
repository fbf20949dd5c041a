package mocks

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
)

// Terraform accepts a mock of a map of plain objects, and none of a collection
// of nested attributes.
func TestOnlyCollectionsOfNestedAttributesAreLeftOut(t *testing.T) {
	nested := func(mode tfprotov6.SchemaObjectNestingMode, attributes ...*tfprotov6.SchemaAttribute) *tfprotov6.SchemaAttribute {
		return &tfprotov6.SchemaAttribute{NestedType: &tfprotov6.SchemaObject{Nesting: mode, Attributes: attributes}}
	}
	text := &tfprotov6.SchemaAttribute{Type: tftypes.String}
	rows := nested(tfprotov6.SchemaObjectNestingModeList, text)
	for name, c := range map[string]struct {
		attribute *tfprotov6.SchemaAttribute
		want      bool
	}{
		"text":                     {text, false},
		"map of plain objects":     {&tfprotov6.SchemaAttribute{Type: tftypes.Map{ElementType: tftypes.Object{}}}, false},
		"object":                   {nested(tfprotov6.SchemaObjectNestingModeSingle, text), false},
		"rows":                     {rows, true},
		"map of nested":            {nested(tfprotov6.SchemaObjectNestingModeMap, text), true},
		"rows inside of an object": {nested(tfprotov6.SchemaObjectNestingModeSingle, text, rows), true},
	} {
		if got := holdsRows(c.attribute); got != c.want {
			t.Errorf("%s: holds rows is %v, want %v", name, got, c.want)
		}
	}
}

func TestAMapOfPlainObjectsIsWritten(t *testing.T) {
	found := cty.ObjectVal(map[string]cty.Value{"count": cty.NumberIntVal(2), "emails": cty.NullVal(cty.List(cty.String))})
	files, err := encode([]result{{
		dataSource: "jetbrains_license_audit",
		outputs: map[string]cty.Value{
			"findings": cty.ListVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{"rule": cty.StringVal("${inactive}")})}),
			"results":  cty.MapVal(map[string]cty.Value{"inactive": found}),
		},
		rows: map[string]bool{"findings": true},
	}})
	if err != nil {
		t.Fatal(err)
	}
	const results = `results = {
      inactive = {
        count  = 2
        emails = null
      }
    }
`
	for name, want := range map[string]string{
		terraformFile: terraformHeader + "mock_data \"jetbrains_license_audit\" {\n  defaults = {\n    " + results + "  }\n}\n",
		openTofuFile: openTofuHeader + "mock_provider \"jetbrains\" {\n  mock_data \"jetbrains_license_audit\" {\n    defaults = {\n      findings = [{\n        rule = \"$${inactive}\"\n      }]\n      " +
			strings.ReplaceAll(results, "\n    ", "\n      ") + "    }\n  }\n}\n",
		"jetbrains_license_audit.json": `{
  "findings": [
    {
      "rule": "${inactive}"
    }
  ],
  "results": {
    "inactive": {
      "count": 2,
      "emails": null
    }
  }
}
`,
	} {
		if diff := cmp.Diff(want, string(files[name])); diff != "" {
			t.Errorf("%s differs (-want +got):\n%s", name, diff)
		}
	}
}
