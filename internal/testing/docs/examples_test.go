package docs_test

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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
		if !strings.HasPrefix(name, "examples/policies/") && !strings.HasPrefix(name, "examples/testing/") && !strings.HasPrefix(name, "examples/access-review/") || !strings.Contains(text, "\nprovider \"jetbrains\"") {
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

// The list of answers asks what the first lines of each file ask.
func TestTheListOfAnswersIsComplete(t *testing.T) {
	var want []string
	for name, text := range configurations(t) {
		if !strings.HasPrefix(name, "examples/answers/") || path.Base(name) != "main.tf" {
			continue
		}
		comment, _, _ := strings.Cut(strings.ReplaceAll(strings.TrimPrefix(text, "# "), "\n# ", " "), "\n")
		question, _, asks := strings.Cut(comment, "?")
		if !asks {
			t.Errorf("%s does not start with a question", name)
		}
		folder := path.Base(path.Dir(name))
		want = append(want, fmt.Sprintf("| [%#q](%s/main.tf) | %s? |", folder, folder, question))
	}
	slices.Sort(want)
	list, err := fs.ReadFile(os.DirFS(root()), "examples/answers/README.md")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(string(list)) {
		if strings.HasPrefix(line, "| [") {
			got = append(got, strings.TrimSpace(line))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("examples/answers/README.md lists other answers (-want +got):\n%s", diff)
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
