package mocks

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// These are the names of the files in a set. Terraform reads every *.tfmock.hcl
// file in the directory that `source` names, and no other files.
const (
	terraformFile = "jetbrains.tfmock.hcl"
	openTofuFile  = "jetbrains.tofu.hcl"
)

const terraformHeader = `# Results of the provider for a simulated organization, for "terraform test".
# Written by jetbrains-simulator -mocks; see ../README.md for how to use it.
#
# Terraform mocks accept no value for a list of objects, so such lists are left
# out here and empty in a test. Their rows are in the JSON files next to this one.

`

const openTofuHeader = `# Results of the provider for a simulated organization, for "tofu test".
# Written by jetbrains-simulator -mocks; see ../README.md for how to use it.
#
# OpenTofu does not support "source" in a mock_provider block, so put this block
# in the test file itself.

`

// encode returns the files of a set by name.
func encode(results []result) (map[string][]byte, error) {
	files := map[string][]byte{}
	terraform, openTofu := hclwrite.NewEmptyFile(), hclwrite.NewEmptyFile()
	provider := openTofu.Body().AppendNewBlock("mock_provider", []string{"jetbrains"}).Body()
	for _, r := range results {
		flat := maps.Clone(r.outputs)
		maps.DeleteFunc(flat, func(name string, _ cty.Value) bool { return r.rows[name] })
		if len(flat) > 0 {
			appendMock(terraform.Body(), r.dataSource, flat)
		}
		appendMock(provider, r.dataSource, r.outputs)

		outputs := cty.ObjectVal(r.outputs)
		compact, err := ctyjson.Marshal(outputs, outputs.Type())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.dataSource, err)
		}
		var indented bytes.Buffer
		if err := json.Indent(&indented, compact, "", "  "); err != nil {
			return nil, fmt.Errorf("%s: %w", r.dataSource, err)
		}
		indented.WriteByte('\n')
		files[r.dataSource+".json"] = indented.Bytes()
	}
	files[terraformFile] = append([]byte(terraformHeader), terraform.Bytes()...)
	files[openTofuFile] = append([]byte(openTofuHeader), openTofu.Bytes()...)
	return files, nil
}

// appendMock appends a mock_data block.
func appendMock(body *hclwrite.Body, dataSource string, outputs map[string]cty.Value) {
	if len(body.Blocks()) > 0 {
		body.AppendNewline()
	}
	body.AppendNewBlock("mock_data", []string{dataSource}).Body().SetAttributeValue("defaults", cty.ObjectVal(outputs))
}

// holdsRows reports whether an attribute contains a collection of nested
// attributes at any depth. Terraform accepts no mock of such a collection. It
// accepts one of plain objects, which are no nested attributes.
func holdsRows(attribute *tfprotov6.SchemaAttribute) bool {
	nested := attribute.NestedType
	return nested != nil && (nested.Nesting != tfprotov6.SchemaObjectNestingModeSingle || slices.ContainsFunc(nested.Attributes, holdsRows))
}
