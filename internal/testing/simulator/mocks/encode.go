package mocks

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
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
	var terraform, openTofu bytes.Buffer
	terraform.WriteString(terraformHeader)
	openTofu.WriteString(openTofuHeader + "mock_provider \"jetbrains\" {\n")
	for i, r := range results {
		flat := maps.Clone(r.outputs)
		maps.DeleteFunc(flat, func(_ string, value tftypes.Value) bool { return holdsRows(value.Type()) })
		if len(flat) > 0 {
			if terraform.Len() > len(terraformHeader) {
				terraform.WriteByte('\n')
			}
			if err := writeMock(&terraform, r.dataSource, flat); err != nil {
				return nil, err
			}
		}
		if i > 0 {
			openTofu.WriteByte('\n')
		}
		if err := writeMock(&openTofu, r.dataSource, r.outputs); err != nil {
			return nil, err
		}
		outputs := map[string]any{}
		for name, value := range r.outputs {
			plain, err := plainValue(value)
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", r.dataSource, name, err)
			}
			outputs[name] = plain
		}
		content, err := json.MarshalIndent(outputs, "", "  ")
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.dataSource, err)
		}
		files[r.dataSource+".json"] = append(content, '\n')
	}
	openTofu.WriteString("}\n")
	files[terraformFile] = hclwrite.Format(terraform.Bytes())
	files[openTofuFile] = hclwrite.Format(openTofu.Bytes())
	return files, nil
}

// holdsRows reports whether a type contains a collection of objects at any
// depth.
func holdsRows(typ tftypes.Type) bool {
	var element tftypes.Type
	switch typ := typ.(type) {
	case tftypes.List:
		element = typ.ElementType
	case tftypes.Set:
		element = typ.ElementType
	case tftypes.Map:
		element = typ.ElementType
	case tftypes.Object:
		for _, attribute := range typ.AttributeTypes {
			if holdsRows(attribute) {
				return true
			}
		}
		return false
	default:
		return false
	}
	return element.Is(tftypes.Object{}) || holdsRows(element)
}

// writeMock writes a mock_data block. The caller formats the file.
func writeMock(w *bytes.Buffer, dataSource string, outputs map[string]tftypes.Value) error {
	fmt.Fprintf(w, "mock_data %q {\ndefaults = {\n", dataSource)
	for _, name := range slices.Sorted(maps.Keys(outputs)) {
		expression, err := hclExpression(outputs[name], true)
		if err != nil {
			return fmt.Errorf("%s: %s: %w", dataSource, name, err)
		}
		fmt.Fprintf(w, "%s = %s\n", name, expression)
	}
	w.WriteString("}\n}\n")
	return nil
}

// hclExpression returns a value as an HCL expression. If spread is true, each
// element is on its own line. Nested values, such as the rows of a list, are
// always on one line.
func hclExpression(value tftypes.Value, spread bool) (string, error) {
	if value.IsNull() {
		return "null", nil
	}
	switch typ := value.Type(); {
	case typ.Is(tftypes.List{}), typ.Is(tftypes.Set{}), typ.Is(tftypes.Tuple{}):
		var elements []tftypes.Value
		if err := value.As(&elements); err != nil {
			return "", err
		}
		items := make([]string, len(elements))
		for i, element := range elements {
			item, err := hclExpression(element, false)
			if err != nil {
				return "", err
			}
			items[i] = item
		}
		return brackets("[", "]", items, spread), nil
	case typ.Is(tftypes.Map{}), typ.Is(tftypes.Object{}):
		var elements map[string]tftypes.Value
		if err := value.As(&elements); err != nil {
			return "", err
		}
		var items []string
		for _, key := range slices.Sorted(maps.Keys(elements)) {
			item, err := hclExpression(elements[key], false)
			if err != nil {
				return "", err
			}
			if typ.Is(tftypes.Map{}) {
				key = hclText(key)
			}
			items = append(items, key+" = "+item)
		}
		return brackets("{", "}", items, spread), nil
	case typ.Is(tftypes.String):
		var text string
		err := value.As(&text)
		return hclText(text), err
	default: // numbers and booleans look the same in JSON and HCL
		plain, err := plainValue(value)
		if err != nil {
			return "", err
		}
		content, err := json.Marshal(plain)
		return string(content), err
	}
}

func brackets(left, right string, items []string, spread bool) string {
	switch {
	case len(items) == 0:
		return left + right
	case spread:
		separator := ",\n"
		if left == "{" {
			separator = "\n"
		}
		return left + "\n" + strings.Join(items, separator) + strings.TrimSuffix(separator, "\n") + "\n" + right
	case left == "{":
		return "{ " + strings.Join(items, ", ") + " }"
	default:
		return left + strings.Join(items, ", ") + right
	}
}

func hclText(text string) string {
	return string(hclwrite.TokensForValue(cty.StringVal(text)).Bytes())
}

// plainValue converts a Terraform value to a value that package json can
// encode.
func plainValue(value tftypes.Value) (any, error) {
	if value.IsNull() {
		return nil, nil //nolint:nilnil // null is a valid value
	}
	switch typ := value.Type(); {
	case typ.Is(tftypes.String):
		var text string
		err := value.As(&text)
		return text, err
	case typ.Is(tftypes.Bool):
		var is bool
		err := value.As(&is)
		return is, err
	case typ.Is(tftypes.Number):
		var number big.Float
		err := value.As(&number)
		return json.Number(number.Text('f', -1)), err
	case typ.Is(tftypes.List{}), typ.Is(tftypes.Set{}), typ.Is(tftypes.Tuple{}):
		var elements []tftypes.Value
		if err := value.As(&elements); err != nil {
			return nil, err
		}
		list := make([]any, len(elements))
		for i, element := range elements {
			var err error
			if list[i], err = plainValue(element); err != nil {
				return nil, err
			}
		}
		return list, nil
	default:
		var elements map[string]tftypes.Value
		if err := value.As(&elements); err != nil {
			return nil, err
		}
		object := make(map[string]any, len(elements))
		for key, element := range elements {
			var err error
			if object[key], err = plainValue(element); err != nil {
				return nil, err
			}
		}
		return object, nil
	}
}
