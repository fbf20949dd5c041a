package e2e_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// An example that states the Terraform that it needs states the first release with
// all of its constructs. All answers state one, because they run alone.
func TestExamplesSayWhichTerraformTheyNeed(t *testing.T) {
	t.Parallel()
	stated := regexp.MustCompile(`required_version = ">= ([0-9.]+)"`)
	for _, example := range examples(t, "answers", "demo", "testing") {
		d := copyOf(t, example, nil)
		text := d.configuration(t)
		need := "1.0" // the first release that runs the provider
		for _, feature := range features {
			if strings.Contains(text, feature.text) && slices.Compare(minor(t, feature.terraform), minor(t, need)) > 0 {
				need = feature.terraform
			}
		}
		if found := stated.FindStringSubmatch(text); len(found) < 2 || found[1] != need {
			t.Errorf("%s states %v, and needs %s", example, found, need)
		}
	}
}

// The demo and every example on the reference pages must plan without an error
// against a simulated organization. All other examples have their own tests.
// This test only validates them, in case such a test is missing.
func TestAccEveryExample(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	organization := simulator.Generate(org.Options{Seed: 1, Licenses: 250, Now: today})
	env := everyVariable(t, organization)
	for _, example := range examples(t, ".") {
		t.Run(example, func(t *testing.T) {
			t.Parallel()
			d := copyOf(t, example, env)
			d.needFeatures(t)
			d.leaveOutMocks(t)
			d.installed = true // the example must accept the version that is built
			d.init(t)
			d.installed = false
			if top, _, _ := strings.Cut(example, "/"); slices.Contains([]string{"access-review", "answers", "policies", "testing"}, top) {
				d.terraform(t, "validate", "-no-color").mustBe(t, 0)
				return
			}
			d.terraform(t, "plan", "-no-color").mustBe(t, 0)
		})
	}
}

func TestAccTheDemoShowsItsAuditAndTables(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	d := copyOf(t, "demo", serve(t, simulator.Generate(org.Options{Seed: 1, Licenses: 250, Now: today})).Env())
	d.needFeatures(t)
	d.init(t)
	gate := d.terraform(t, "plan", "-no-color", "-var=on_findings=error").mustBe(t, 1)
	reveals(t, gate.errors, gate.standard, "Error: The license audit failed")
	reveals(t, gate.errors, gate.standard, "contractor7@evil.example")

	plan := d.terraform(t, "plan", "-no-color").mustBe(t, 0)
	_, outputs, _ := strings.Cut(plan.standard, "Changes to Outputs:\n")
	if !regexp.MustCompile(`^  \+ assigned_licenses +=.*\n +person +products +last seen +status\n +\S+@\S+ +[A-Z]+ .* active\n`).MatchString(outputs) {
		t.Errorf("the plan does not start with who holds what:\n%s", outputs)
	}
	for _, says := range []string{"audit = <<-EOT failed", "external 2 157 failed", "IntelliJ IDEA Ultimate 53", "Core 111", "250 licenses of 157 people", "people hold a license and are no active members"} {
		plan.says(t, says)
	}
	for line := range strings.Lines(outputs) {
		if utf8.RuneCountInString(line) > 100 {
			t.Errorf("%q is wider than 100 columns", line)
		}
	}
}

// Anybody's organization can run the demo: with other products, without Space, and
// with a team's token.
func TestAccTheDemoWorksForAnyOrganization(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	organization := simulator.Generate(org.Options{Seed: 1, Licenses: 60, Now: today, Wide: true})
	server := serve(t, organization)
	withoutSpace := maps.Clone(server.Env())
	maps.DeleteFunc(withoutSpace, func(name, _ string) bool { return strings.HasPrefix(name, "JETBRAINS_SPACE") })
	withoutSpace["TF_VAR_with_space"] = "false"
	team, ok := server.TeamEnv("Core")
	if !ok {
		t.Fatal("there is no team")
	}
	for name, c := range map[string]struct {
		env  map[string]string
		says string
	}{
		"a company without Space": {withoutSpace, "60 licenses of"},
		"a team":                  {team, "the token sees the team"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := copyOf(t, "demo", c.env)
			d.needFeatures(t)
			d.init(t)
			d.terraform(t, "plan", "-no-color").mustBe(t, 0).says(t, c.says)
		})
	}
}

// everyVariable serves the organization, and returns the environment in which all
// examples can read it: those of permission roles need an administrator.
func everyVariable(t *testing.T, organization *org.Organization) map[string]string {
	t.Helper()
	server := serve(t, organization)
	administrator, ok := server.SpaceEnvOf(org.SpaceAdministrator)
	if !ok {
		t.Fatal("the Space has no administrator's token")
	}
	return merged(server.Env(), administrator, variablesFor(organization))
}

// variablesFor picks the people and licenses that the examples ask for.
func variablesFor(organization *org.Organization) map[string]string {
	variables := map[string]string{}
	for _, l := range organization.Licenses {
		if l.Assignee != nil && l.Assignee.Type == org.AssigneeUser && !l.Suspended && l.Subscription != nil && !l.Subscription.Outdated {
			variables["TF_VAR_license_id"], variables["TF_VAR_email"] = l.ID, l.Assignee.Email
		}
	}
	for _, m := range organization.Space.Members {
		if !m.Archived && !m.External {
			variables["TF_VAR_space_username"] = m.Username
		}
	}
	return variables
}

func merged(environments ...map[string]string) map[string]string {
	all := map[string]string{}
	for _, env := range environments {
		maps.Copy(all, env)
	}
	return all
}

// examples returns the directories below the given ones that contain .tf files.
func examples(t *testing.T, below ...string) []string {
	t.Helper()
	root := filepath.Join(repository(), "examples")
	var found []string
	for _, top := range below {
		err := fs.WalkDir(os.DirFS(root), top, func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if dir := filepath.Dir(path); !entry.IsDir() && strings.HasSuffix(path, ".tf") && !slices.Contains(found, dir) {
				found = append(found, dir)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(found) == 0 {
		t.Fatal("no example found")
	}
	return found
}
