package e2e_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// Pages mark sample output with a comment that names the command. In the
// output, "..." stands for omitted lines.
var (
	sample = regexp.MustCompile("(?s)<!-- prints: ([a-z-]+) -->\n+```text\n(.*?)```")
	day    = regexp.MustCompile(`\d{4}-\d{2}-\d{2}`)
)

// samples runs the commands whose output the pages show. It returns the results
// by name.
func samples(t *testing.T) map[string]result {
	t.Helper()
	organization := messy()
	company := simulator.Generate(org.Options{Seed: 1, Licenses: 250, Now: today})
	demo := copyOf(t, "demo", serve(t, company).Env())
	demo.needFeatures(t)
	demo.init(t)
	return map[string]result{
		"demo-gate":        demo.terraform(t, "plan", "-no-color", "-var=on_findings=error").mustBe(t, 1),
		"demo":             demo.terraform(t, "plan", "-no-color").mustBe(t, 0),
		"team-gate":        policy(t, "team-gate", organization).terraform(t, "plan", "-no-color").mustBe(t, 1),
		"first-policy":     policy(t, "first-policy", organization).terraform(t, "plan", "-no-color").mustBe(t, 0),
		"as-declared":      policy(t, "licenses-as-code", threeHolders()).terraform(t, "plan", "-no-color").mustBe(t, 1),
		"not-in-directory": policy(t, "not-in-directory", organization, "directory_file="+writeJSON(t, organization.Directory)).terraform(t, "plan", "-no-color").mustBe(t, 1),
	}
}

// Dates depend on the clock. Everything else must match the page exactly.
func TestAccPagesShowWhatCommandsPrint(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	pages, err := filepath.Glob(filepath.Join(repository(), "docs", "guides", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	pages = append(pages, filepath.Join(repository(), "README.md"), filepath.Join(repository(), "docs", "index.md"))
	printed := samples(t)
	shown := map[string]int{}
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, block := range sample.FindAllStringSubmatch(string(text), -1) {
			name := block[1]
			shown[name]++
			rest, known := flat(day.ReplaceAllString(printed[name].output, "DATE")), printed[name].output != ""
			if !known {
				t.Errorf("%s shows %q, which is no command of this test", filepath.Base(page), name)
			}
			for part := range strings.SplitSeq(block[2], "...\n") {
				part = flat(day.ReplaceAllString(part, "DATE"))
				_, after, found := strings.Cut(rest, part)
				if !found {
					t.Errorf("%s shows of %s:\n%s\nwhich is not in:\n%s", filepath.Base(page), name, part, printed[name].output)
				}
				rest = after
			}
		}
	}
	for name := range printed {
		if shown[name] == 0 {
			t.Errorf("no page shows what %s prints", name)
		}
	}
}
