package docs_test

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
)

// Readers copy what the documentation shows. The version keeps a later release
// from changing their policy.
func TestEveryProviderBlockShownPinsItsVersion(t *testing.T) {
	shown := map[string]string{}
	for name, p := range pages(t) {
		shown[name] = p.text
	}
	for name, text := range configurations(t) {
		shown[name] = text
	}
	blocks := 0
	for name, text := range shown {
		for _, after := range strings.Split(text, `"terraform-jetbrains/jetbrains"`)[1:] {
			blocks++
			if line := strings.TrimSpace(strings.SplitN(after, "\n", 3)[1]); !strings.HasPrefix(line, "version") {
				t.Errorf("%s shows the provider's source without a version below it", name)
			}
		}
	}
	if blocks < 20 {
		t.Errorf("only %d blocks found", blocks)
	}
}

// With a team's token, an audit of one team would pass as an audit of the company.
// What others copy as a policy refuses such a token.
func TestEveryPolicyOfACompanyRequiresItsScope(t *testing.T) {
	policies := 0
	for name, text := range configurations(t) {
		if !strings.HasPrefix(name, "examples/policies/") && !strings.HasPrefix(name, "examples/testing/") || !strings.Contains(text, "\nprovider \"jetbrains\"") {
			continue
		}
		policies++
		if !strings.Contains(text, "require_scope = \"organization\"") {
			t.Errorf("%s has a provider block without require_scope", name)
		}
	}
	if policies < 12 {
		t.Errorf("only %d policies found", policies)
	}
}

// configurations returns the Terraform files in examples/ by path.
func configurations(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	repository := os.DirFS(root())
	err := fs.WalkDir(repository, "examples", func(name string, _ fs.DirEntry, err error) error {
		if err == nil && (path.Ext(name) == ".tf" || path.Ext(name) == ".hcl") {
			var text []byte
			text, err = fs.ReadFile(repository, name)
			found[name] = string(text)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
