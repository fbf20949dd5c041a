package e2e_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

// The demo and every example on the reference pages must plan without an error
// against a simulated organization. All other examples have their own tests.
// This test only validates them, in case such a test is missing.
func TestEveryExample(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	organization := simulator.Generate(simulator.Options{Seed: 1, Licenses: 250, Now: today})
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

func TestTheDemoShowsItsAuditAndTables(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	server := serve(t, simulator.Generate(simulator.Options{Seed: 1, Licenses: 250, Now: today}))
	d := copyOf(t, "demo", server.Env())
	d.needFeatures(t)
	d.init(t)
	plan := d.terraform(t, "plan", "-no-color").mustBe(t, 0)
	plan.says(t, "+ passed = false")
	plan.says(t, "250 licenses")
	plan.says(t, "IntelliJ IDEA Ultimate")
	plan.says(t, "Warning: Check block assertion failed")
	plan.says(t, "license holders are not active members of the Space")
	gate := d.terraform(t, "plan", "-no-color", "-var=on_findings=error").mustBe(t, 1)
	reveals(t, gate.errors, gate.standard, "Error: The license audit failed")
	reveals(t, gate.errors, gate.standard, "contractor7@evil.example")
}

// everyVariable serves the organization, and returns the environment in which all
// examples can read it: those of permission roles need an administrator.
func everyVariable(t *testing.T, organization *simulator.Organization) map[string]string {
	t.Helper()
	server := serve(t, organization)
	administrator, ok := server.SpaceEnvOf(simulator.SpaceAdministrator)
	if !ok {
		t.Fatal("the Space has no administrator's token")
	}
	return merged(server.Env(), administrator, variablesFor(organization))
}

// variablesFor picks the people and licenses that the examples ask for.
func variablesFor(organization *simulator.Organization) map[string]string {
	variables := map[string]string{}
	for _, l := range organization.Licenses {
		if l.Assignee != nil && l.Assignee.Type == simulator.AssigneeUser && !l.Suspended && l.Subscription != nil && !l.Subscription.Outdated {
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
