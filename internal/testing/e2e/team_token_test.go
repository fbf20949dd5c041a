package e2e_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// Every read of licenses with a team's token warns. Terraform shows warnings
// with one summary once.
func TestAccAPlanWithATeamsTokenWarnsOnce(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	organization := messy()
	env, ok := serve(t, organization).TeamEnv("Mobile")
	if !ok {
		t.Fatal("no team Mobile")
	}
	d := copyOf(t, filepath.Join("..", "internal", "testing", "e2e", "testdata", "team-token"), env)
	d.needFeatures(t)
	r := d.terraform(t, "plan", "-no-color").mustBe(t, 0)
	summary := "Warning: The token sees only the licenses of team Mobile (" + teamID(t, organization, "Mobile") + ")"
	if n := strings.Count(r.output, summary); n != 1 || strings.Count(r.output, "Warning: ") != 1 {
		t.Errorf("want %q once and nothing else, got it %d times:\n%s", summary, n, r.output)
	}
	r.says(t, "(and 10 more similar warnings elsewhere)")
	r.says(t, `set require_scope = "team" in the provider block`)

	d.write(t, "provider.tf", "provider \"jetbrains\" {\n  require_scope = \"team\"\n}\n")
	d.terraform(t, "plan", "-no-color").mustBe(t, 0).doesNotSay(t, "Warning: ")
	d.edit(t, "provider.tf", `"team"`, `"organization"`)
	r = d.terraform(t, "plan", "-no-color").mustBe(t, 1)
	r.says(t, "Error: The token has the wrong scope")
	r.says(t, `In the provider block, require_scope is "organization", but the token is for team Mobile`)
}
