package e2e_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

// Each recipe must find what the simulated organization is known to contain.
func TestEveryRecipeFindsWhatItIsFor(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	for recipe, finds := range map[string]map[string]string{ // maps an output to a value that it must contain; "" accepts any value
		"idle-seats":      {"reclaimable_seats": "", "why": ""},
		"leavers":         {"leavers": "leaver1@acme.example"},
		"outsiders":       {"outsiders": "contractor7@evil.example"},
		"seats-left":      {"running_low": ""},
		"renewals":        {"ending": "", "renewing": ""},
		"overlaps":        {"redundant_seats": ""},
		"offline-codes":   {"offline_codes": ""},
		"ai-entitlements": {"ai_users": "AI Pro seat"},
		"space-guests":    {"external_without_two_factor": ""},
		"changes":         {"licenses": ""},
		"floating":        {"seats_by_license_server": "", "license_keys": ""},
	} {
		t.Run(recipe, func(t *testing.T) {
			t.Parallel()
			found := recipeOutputs(t, recipe, simulator.Options{Seed: 1, Licenses: 250, Now: today})
			for output, want := range finds {
				values := items(found[output])
				if len(values) == 0 || want != "" && !slices.Contains(values, want) {
					t.Errorf("%s is %v, which should hold %q", output, found[output], want)
				}
			}
		})
	}
}

func TestRecipesFindNothingInACleanOrganization(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	clean := simulator.Options{Seed: 1, Licenses: 250, Now: today, Clean: true}
	for recipe, output := range map[string]string{
		"idle-seats": "why", "leavers": "leavers", "outsiders": "outsiders", "renewals": "ending",
		"overlaps": "redundant_seats", "offline-codes": "offline_codes", "space-guests": "external_without_two_factor",
	} {
		t.Run(recipe, func(t *testing.T) {
			t.Parallel()
			if found := recipeOutputs(t, recipe, clean); len(items(found[output])) != 0 {
				t.Errorf("%s is %v", output, found[output])
			}
		})
	}
}

// In the generated organization, no one holds both a pack and AI Pro, so the
// test assigns both to one person.
func TestTheRecipeForAINamesWhoIsPaidForTwice(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	organization := simulator.Generate(simulator.Options{Seed: 1, Licenses: 250, Now: today, Clean: true})
	holders := map[string]string{}
	for i := range organization.Licenses {
		l := &organization.Licenses[i]
		if l.Assignee == nil || l.Assignee.Type != simulator.AssigneeUser {
			continue
		}
		if l.Product.Code == "ALL" {
			holders["ALL"] = l.Assignee.Email
		} else if l.Product.Code == "AIP" && holders["ALL"] != "" {
			l.Assignee.Email = holders["ALL"]
			break
		}
	}
	found := recipeOutputsOf(t, "ai-entitlements", organization)
	if got := items(found["paid_twice"]); !slices.Equal(got, []string{holders["ALL"]}) {
		t.Errorf("paid_twice is %v, want %s", got, holders["ALL"])
	}

	// A trial pack ends, and its holder would be left without AI Pro.
	for i := range organization.Licenses {
		if l := &organization.Licenses[i]; l.Product.Code == "ALL" {
			l.Trial = true
		}
	}
	found = recipeOutputsOf(t, "ai-entitlements", organization)
	if got := items(found["paid_twice"]); len(got) != 0 {
		t.Errorf("with packs on trial, paid_twice is %v", got)
	}
}

// The contractor's address is in the company's domain.
func TestTheRecipeForContractorsFindsThemInTheDomain(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	organization := simulator.Generate(simulator.Options{Seed: 1, Licenses: 60, Now: today, Clean: true})
	if found := items(recipeOutputsOf(t, "contractors", organization)["contractors"]); len(found) != 0 {
		t.Errorf("contractors are %v, want none", found)
	}
	for i := range organization.Licenses {
		if a := organization.Licenses[i].Assignee; a != nil && a.Type == simulator.AssigneeUser {
			a.Email = "Ext.Jo@acme.example"
			break
		}
	}
	if found := items(recipeOutputsOf(t, "contractors", organization)["contractors"]); len(found) != 2 || found[0] != "ext.jo@acme.example" {
		t.Errorf("contractors are %v, want ext.jo@acme.example", found)
	}
}

// An invalid regular expression must not mean "no contractors".
func TestTheRecipeForContractorsRefusesAnInvalidPattern(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	d := copyOf(t, "recipes/contractors", merged(serve(t, tidy()).Env(), map[string]string{"TF_VAR_contractor_pattern": "^ext["}))
	d.needFeatures(t)
	d.init(t)
	d.terraform(t, "plan", "-no-color").mustBe(t, 1).says(t, "invalid regexp pattern")
}

// A second plan on the same day finds no change. After a license is suspended,
// the plan shows a change and names the license.
func TestTheRecipeForChangesNamesTheLicense(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	organization := tidy()
	d := copyOf(t, "recipes/changes", serve(t, organization).Env())
	d.needFeatures(t)
	d.init(t)
	d.terraform(t, "apply", "-auto-approve", "-no-color").mustBe(t, 0)
	d.terraform(t, "plan", "-detailed-exitcode", "-no-color").mustBe(t, 0)
	later := tidy()
	for i := range later.Licenses {
		if l := &later.Licenses[i]; l.Assignee != nil {
			l.Suspended = true
			d.against(t, later)
			d.terraform(t, "plan", "-detailed-exitcode", "-no-color").mustBe(t, 2).says(t, fmt.Sprintf("~ %q = ", l.ID))
			return
		}
	}
	t.Fatal("no license is assigned")
}

func TestTheRecipeForNewPeopleStopsWhereSeatsRunOut(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	organization := simulator.Generate(simulator.Options{Seed: 1, Licenses: 250, Now: today})
	holder, free := "", 0
	for _, l := range organization.Licenses {
		switch {
		case l.Product.Code != "ALL":
		case l.Assignee != nil && l.Assignee.Type == simulator.AssigneeUser && !l.Suspended && l.Subscription != nil && !l.Subscription.Outdated && !l.Trial:
			holder = l.Assignee.Email
		case l.AvailableToAssign:
			free++
		}
	}
	if holder == "" || free == 0 {
		t.Fatalf("holder %q, %d free seats", holder, free)
	}
	people := []string{holder}
	for i := range free {
		people = append(people, fmt.Sprintf("new%d@acme.example", i))
	}
	d := copyOf(t, "recipes/seats-for-new-people", serve(t, organization).Env())
	d.needFeatures(t)
	d.init(t)
	plan := func(people []string) result {
		list, err := json.Marshal(people)
		if err != nil {
			t.Fatal(err)
		}
		return d.terraform(t, "plan", "-no-color", "-var", "people="+string(list))
	}
	plan(people).mustBe(t, 0)
	plan(append(people, "one.too.many@acme.example")).mustBe(t, 1).says(t, "Buy more seats or reclaim unused ones first.")
}

func recipeOutputs(t *testing.T, recipe string, options simulator.Options) map[string]any {
	t.Helper()
	return recipeOutputsOf(t, recipe, simulator.Generate(options))
}

func recipeOutputsOf(t *testing.T, recipe string, organization *simulator.Organization) map[string]any {
	t.Helper()
	server := serve(t, organization)
	d := copyOf(t, filepath.Join("recipes", recipe), merged(server.Env(), map[string]string{"TF_VAR_directory_file": writeJSON(t, organization.Directory)}))
	d.needFeatures(t)
	d.init(t)
	d.terraform(t, "apply", "-auto-approve", "-no-color").mustBe(t, 0)
	return d.outputs(t)
}

// items returns the elements of a list, or the keys and values of a map.
func items(value any) []string {
	var texts []string
	switch v := value.(type) {
	case []any:
		for _, element := range v {
			texts = append(texts, fmt.Sprint(element))
		}
	case map[string]any:
		for key, element := range v {
			texts = append(texts, key, fmt.Sprint(element))
		}
	}
	return texts
}
