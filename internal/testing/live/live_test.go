package live_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/provider"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

// accountConfig reads JetBrains Account. It works with an organization without
// licenses, with a team's token, and with Terraform 1.0.
const accountConfig = `
data "jetbrains_account" "this" {}
data "jetbrains_licenses" "all" {}
data "jetbrains_licensed_users" "all" {}
data "jetbrains_ide_entitlements" "all" {}
data "jetbrains_teams" "all" {}
data "jetbrains_seats" "by_product" {}
data "jetbrains_seats" "by_team" { group_by = ["team"] }
data "jetbrains_seats" "by_renewal" { group_by = ["renewal", "product"] }

data "jetbrains_licensed_user" "last" {
  count = length(local.emails) > 0 ? 1 : 0
  email = upper(local.emails[length(local.emails) - 1])
}

data "jetbrains_license" "last" {
  count      = length(local.licenses) > 0 ? 1 : 0
  license_id = local.licenses[length(local.licenses) - 1].license_id
}

locals {
  licenses = data.jetbrains_licenses.all.licenses
  emails   = data.jetbrains_licensed_users.all.emails
  holders  = distinct([for l in local.licenses : l.email if l.email != null])
  seats    = [data.jetbrains_seats.by_product, data.jetbrains_seats.by_team, data.jetbrains_seats.by_renewal]
}
`

// accountChecks are what has to be true of every organization.
var accountChecks = []check{
	{"seats_add_up_to_licenses", `alltrue([for s in local.seats : sum(concat([0], s.seats[*].total)) == length(local.licenses) && s.total.total == length(local.licenses)])`},
	{"a_seat_is_assigned_or_not", `alltrue([for s in local.seats : alltrue([for row in s.seats : row.assigned + row.unassigned == row.total])])`},
	{"assigned_seats_add_up_to_held_licenses", `alltrue([for s in local.seats : sum(concat([0], s.seats[*].assigned)) == length([for l in local.licenses : l if l.assignee_type != null])])`},
	{"expired_seats_add_up_to_expired_licenses", `alltrue([for s in local.seats : sum(concat([0], s.seats[*].expired)) == length([for l in local.licenses : l if l.expired])])`},
	{"groups_agree_on_the_numbers", `length(distinct([for s in local.seats : jsonencode(s.total)])) == 1`},
	{"teams_add_up_to_licenses", `sum(concat([0], data.jetbrains_teams.all.teams[*].total)) == length(local.licenses)`},
	{"people_are_holders", `sort(local.holders) == sort(local.emails)`},
	{"people_are_counted_once", `data.jetbrains_licensed_users.all.total_count == length(local.holders) && data.jetbrains_seats.by_team.total.people == length(local.holders)`},
	{"people_hold_all_licenses_of_users", `sort(flatten(data.jetbrains_licensed_users.all.users[*].license_ids)) == sort([for l in local.licenses : l.license_id if l.email != null])`},
	{"each_held_license_is_an_entitlement", `sort(data.jetbrains_ide_entitlements.all.entitlements[*].license_id) == sort([for l in local.licenses : l.license_id if l.email != null])`},
	{"ids_and_emails_are_unique_and_sorted", `local.licenses[*].license_id == tolist(sort(distinct(local.licenses[*].license_id))) && local.emails == tolist(sort(distinct(local.emails)))`},
	{"a_looked_up_person_holds_the_same", `alltrue([for u in data.jetbrains_licensed_user.last : u.license_ids == tolist(sort([for l in local.licenses : l.license_id if l.email == u.email]))])`},
	{"a_looked_up_license_is_the_same", `alltrue([for l in data.jetbrains_license.last : l.product_code == local.licenses[length(local.licenses) - 1].product_code && l.valid_until == local.licenses[length(local.licenses) - 1].valid_until])`},
	{"a_team_sees_one_team", `data.jetbrains_account.this.scope == "organization" || length(data.jetbrains_teams.all.teams) <= 1`},
}

// spaceConfig reads JetBrains Space.
const spaceConfig = `
data "jetbrains_space_organization" "this" {}
data "jetbrains_space_members" "all" { include_deactivated = true }
data "jetbrains_space_teams" "all" {}

locals {
  members = data.jetbrains_space_members.all.members
}
`

// spaceChecks hold whatever the token may read: what it may not is null.
var spaceChecks = []check{
	{"members_are_counted_once", `length(distinct(local.members[*].id)) == data.jetbrains_space_members.all.total_count && length(local.members) == data.jetbrains_space_members.all.total_count`},
	{"usernames_are_members", `data.jetbrains_space_members.all.usernames == null || length(coalesce(data.jetbrains_space_members.all.usernames, [])) == length(local.members)`},
	{"members_of_teams_are_members", `length(setsubtract(flatten([for t in data.jetbrains_space_teams.all.teams : coalesce(t.member_usernames, [])]), local.members[*].username)) == 0`},
	{"teams_are_counted_once", `length(distinct(data.jetbrains_space_teams.all.teams[*].id)) == data.jetbrains_space_teams.all.total_count`},
}

// check is an output that has to be true.
type check struct{ name, condition string }

// compare plans and applies a configuration and its checks. An output that is
// false is named, and nothing of the organization is printed.
func compare(t *testing.T, config string, checks []check) {
	t.Helper()
	var (
		all    strings.Builder
		expect []statecheck.StateCheck
	)
	all.WriteString(config)
	for _, c := range checks {
		all.WriteString("\noutput \"" + c.name + "\" {\n  value = " + c.condition + "\n}\n")
		expect = append(expect, statecheck.ExpectKnownOutputValue(c.name, knownvalue.Bool(true)))
	}
	factories := map[string]func() (tfprotov6.ProviderServer, error){
		"jetbrains": func() (tfprotov6.ProviderServer, error) {
			return provider.NewServer(provider.Options{Version: "test", Now: now})(), nil
		},
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: factories,
		Steps:                    []resource.TestStep{{Config: all.String(), ConfigStateChecks: expect}},
	})
}

// now is the time of every simulated organization, and of the provider that
// reads it.
func now() time.Time {
	if live() {
		return time.Now()
	}
	return time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC)
}

// live reports whether to read the organization that the environment names.
func live() bool { return os.Getenv("JETBRAINS_LIVE") == "1" }

func TestAccDataSourcesOfAccountAgree(t *testing.T) {
	if live() {
		if os.Getenv("JETBRAINS_TOKEN") == "" {
			t.Skip("JETBRAINS_TOKEN is not set, so there is no live organization to read")
		}
		compare(t, accountConfig, accountChecks)
		return
	}
	for name, licenses := range map[string]int{"many licenses": 700, "no license": 0} {
		t.Run(name, func(t *testing.T) {
			simulate(t, licenses)
			compare(t, accountConfig, accountChecks)
		})
	}
	t.Run("a team's token", func(t *testing.T) {
		env, ok := simulate(t, 300).TeamEnv("Mobile")
		if !ok {
			t.Fatal("no such team")
		}
		t.Setenv("JETBRAINS_TOKEN", env["JETBRAINS_TOKEN"])
		compare(t, accountConfig, accountChecks)
	})
}

func TestAccDataSourcesOfSpaceAgree(t *testing.T) {
	if live() {
		if os.Getenv("JETBRAINS_SPACE_TOKEN") == "" {
			t.Skip("JETBRAINS_SPACE_TOKEN is not set, so there is no live Space to read")
		}
		compare(t, spaceConfig, spaceChecks)
		return
	}
	t.Run("all permissions", func(t *testing.T) {
		simulate(t, 300)
		compare(t, spaceConfig, spaceChecks)
	})
	t.Run("without memberships", func(t *testing.T) {
		env := simulate(t, 100).SpaceTokenEnv("Profile.View", "Profile.ViewAllGuests", "Team.View")
		t.Setenv("JETBRAINS_SPACE_TOKEN", env["JETBRAINS_SPACE_TOKEN"])
		compare(t, spaceConfig, spaceChecks)
	})
}

// simulate serves an organization, and points the environment only at it.
func simulate(t *testing.T, licenses int) *simulator.Server {
	t.Helper()
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "JETBRAINS_") {
			t.Setenv(name, "")
		}
	}
	server, err := simulator.Start(simulator.Generate(simulator.Options{Seed: 1, Licenses: licenses, Now: now()}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	for name, value := range server.Env() {
		t.Setenv(name, value)
	}
	return server
}
