package mocks_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/provider"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/mocks"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

var options = org.Options{Seed: 1, Licenses: 40, Now: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)}

// write returns the written files by name, with forward slashes.
func write(t *testing.T, options org.Options) map[string][]byte {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "new", "mocks")
	if err := mocks.Write(t.Context(), dir, options); err != nil {
		t.Fatal(err)
	}
	return filesIn(t, dir)
}

func filesIn(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	tree := os.DirFS(dir)
	err := fs.WalkDir(tree, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files[path], err = fs.ReadFile(tree, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestTheSameOptionsWriteTheSameBytes(t *testing.T) {
	first, second := write(t, options), write(t, options)
	if !maps.EqualFunc(first, second, bytes.Equal) {
		t.Errorf("two runs differ in %v", differing(first, second))
	}
	other := options
	other.Seed = 2
	if maps.EqualFunc(first, write(t, other), bytes.Equal) {
		t.Error("another seed writes the same")
	}
}

func differing(a, b map[string][]byte) []string {
	var names []string
	for name := range a {
		if !bytes.Equal(a[name], b[name]) {
			names = append(names, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			names = append(names, name)
		}
	}
	return slices.Sorted(slices.Values(names))
}

// The files for both programs and the JSON must agree on every computed
// attribute of every data source. Terraform's file only omits collections of
// objects.
func TestEveryFormHoldsEveryComputedAttribute(t *testing.T) {
	schemas, err := provider.NewServer(provider.Options{Now: time.Now})().GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	files := write(t, options)
	for _, set := range []string{"findings", "clean"} {
		terraform := mockData(t, parse(t, files[set+"/jetbrains.tfmock.hcl"]))
		openTofu := mockData(t, parse(t, files[set+"/jetbrains.tofu.hcl"]).Blocks[0].Body)
		for dataSource, schema := range schemas.DataSourceSchemas {
			var plain map[string]any
			if err := json.Unmarshal(files[set+"/"+dataSource+".json"], &plain); err != nil {
				t.Errorf("%s: %s: %v", set, dataSource, err)
			}
			arguments := 0
			for _, a := range schema.Block.Attributes {
				if a.Required || a.Optional {
					arguments++
					continue
				}
				inJSON, ok := plain[a.Name]
				if !ok {
					t.Errorf("%s: %s.%s is not in the JSON", set, dataSource, a.Name)
				}
				mock, ok := openTofu[dataSource][a.Name]
				if !ok || !same(t, mock, inJSON) {
					t.Errorf("%s: %s.%s for OpenTofu is %#v, and in JSON %v", set, dataSource, a.Name, mock, inJSON)
				}
				rows := a.NestedType != nil && a.NestedType.Nesting != tfprotov6.SchemaObjectNestingModeSingle
				mock, ok = terraform[dataSource][a.Name]
				if ok == rows || !rows && !same(t, mock, inJSON) {
					t.Errorf("%s: %s.%s for Terraform is %#v, and in JSON %v", set, dataSource, a.Name, mock, inJSON)
				}
			}
			if len(plain) != len(schema.Block.Attributes)-arguments {
				t.Errorf("%s: %s has arguments in its result", set, dataSource)
			}
		}
	}
}

func parse(t *testing.T, content []byte) *hclsyntax.Body {
	t.Helper()
	file, diagnostics := hclsyntax.ParseConfig(content, "mocks", hcl.InitialPos)
	if diagnostics.HasErrors() {
		t.Fatal(diagnostics)
	}
	body, ok := file.Body.(*hclsyntax.Body)
	if !ok {
		t.Fatalf("the body is a %T", file.Body)
	}
	return body
}

// mockData returns the defaults by data source and attribute.
func mockData(t *testing.T, body *hclsyntax.Body) map[string]map[string]cty.Value {
	t.Helper()
	found := map[string]map[string]cty.Value{}
	for _, block := range body.Blocks {
		value, diagnostics := block.Body.Attributes["defaults"].Expr.Value(nil)
		if diagnostics.HasErrors() {
			t.Fatal(diagnostics)
		}
		found[block.Labels[0]] = value.AsValueMap()
	}
	return found
}

// same reports whether an HCL value and a JSON value are equal.
func same(t *testing.T, value cty.Value, plain any) bool {
	t.Helper()
	switch p := plain.(type) {
	case nil:
		return value.IsNull()
	case []any:
		if !value.CanIterateElements() || value.LengthInt() != len(p) {
			return false
		}
		for i, element := range value.AsValueSlice() {
			if !same(t, element, p[i]) {
				return false
			}
		}
		return true
	case map[string]any:
		if !value.CanIterateElements() || value.LengthInt() != len(p) {
			return false
		}
		for key, element := range value.AsValueMap() {
			if _, ok := p[key]; !ok || !same(t, element, p[key]) {
				return false
			}
		}
		return true
	case string:
		return value.RawEquals(cty.StringVal(p))
	case bool:
		return value.RawEquals(cty.BoolVal(p))
	case float64:
		number, _ := value.AsBigFloat().Float64()
		return value.Type() == cty.Number && number == p
	default:
		t.Fatalf("%T in JSON", plain)
		return false
	}
}

func TestTheSetsAreWhatTheirNamesSay(t *testing.T) {
	files := write(t, options)
	for set, clean := range map[string]bool{"findings": false, "clean": true} {
		var audit map[string]any
		if err := json.Unmarshal(files[set+"/jetbrains_license_audit.json"], &audit); err != nil {
			t.Fatal(err)
		}
		if audit["passed"] != clean {
			t.Errorf("%s: passed is %v", set, audit["passed"])
		}
		results, ok := audit["results"].(map[string]any)
		if !ok {
			t.Fatalf("%s: results is %v", set, audit["results"])
		}
		for rule, value := range results {
			result, ok := value.(map[string]any)
			if !ok {
				t.Errorf("%s: the result of %s is %v", set, rule, value)
			} else if (result["count"] == 0.0) != clean {
				t.Errorf("%s: %v findings of %s", set, result["count"], rule)
			}
		}
		if len(results) < 17 {
			t.Errorf("%s: only %d rules are enabled", set, len(results))
		}
		for name, verdict := range audit {
			if verdict == nil {
				t.Errorf("%s: %s is null", set, name)
			}
		}
	}
}

func TestNothingSecretIsWritten(t *testing.T) {
	organization := simulator.Generate(options)
	secrets := []string{organization.Token, organization.Space.Token, "127.0.0.1"}
	for _, team := range organization.Teams {
		secrets = append(secrets, team.Token)
	}
	for _, token := range organization.Space.Tokens {
		secrets = append(secrets, token.Token)
	}
	for name, content := range write(t, options) {
		for _, secret := range secrets {
			if strings.Contains(string(content), secret) {
				t.Errorf("%q is in %s", secret, name)
			}
		}
	}
}

func TestNothingIsWrittenAfterAnError(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mocks")
	empty := options
	empty.Licenses = 0
	if err := mocks.Write(t.Context(), dir, empty); err == nil || !strings.HasPrefix(err.Error(), "mocks: ") {
		t.Errorf("an organization without licenses: %v", err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the directory exists: %v", err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := mocks.Write(t.Context(), file, options); err == nil {
		t.Error("a file was taken for a directory")
	}
}
