//go:build !race

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
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// accountConfig reads JetBrains Account. It works with an organization without
// licenses, with a team's token, and with Terraform 1.0.
const accountConfig = `
data "jetbrains_account" "this" {}
data "jetbrains_licenses" "all" {}
data "jetbrains_licenses" "no_team" { team_ids = ["none"] }
data "jetbrains_licensed_users" "all" {}
data "jetbrains_ide_entitlements" "all" {}
data "jetbrains_teams" "all" {}
data "jetbrains_ide_entitlements" "expanded" { expand_packs = true }
data "jetbrains_seats" "by_product" {
  prices        = local.prices
  inactive_days = 60
}
data "jetbrains_seats" "by_team" {
  group_by      = ["team"]
  prices        = local.prices
  inactive_days = 60
}
data "jetbrains_seats" "by_renewal" {
  group_by      = concat(["renewal", "product"], length(local.emails) > 0 ? ["cost_center"] : [])
  prices        = local.prices
  inactive_days = 60
  cost_centers  = length(local.emails) > 0 ? { for email in local.emails : email => substr(email, 0, 1) } : null
}

data "jetbrains_license_audit" "surplus" {
  unused       = { days = 60 }
  overlapping  = {}
  suspended    = {}
  min_licenses = 0
  on_findings  = "none"
}

# A declaration and a directory written from today's holders find nothing.
data "jetbrains_license_audit" "declared" {
  count                  = length(local.emails) > 0 ? 1 : 0
  unexpected_entitlement = { expected = data.jetbrains_ide_entitlements.expanded.emails_by_product }
  missing_entitlement    = { expected = data.jetbrains_ide_entitlements.expanded.emails_by_product }
  not_in_directory       = { directory_emails = local.emails }
  on_findings            = "none"
}

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
  prices   = { for code in distinct([for l in local.licenses : l.product_code]) : code => 77.5 }
  seats    = [data.jetbrains_seats.by_product, data.jetbrains_seats.by_team, data.jetbrains_seats.by_renewal]
  total    = data.jetbrains_seats.by_product.total
  numbers = ["total", "assigned", "unassigned", "available", "available_trial", "suspended", "trial", "expired", "floating", "perpetual", "billable",
    "unassigned_billable", "unused", "use_unknown", "overlapping", "surplus", "cost", "unassigned_cost", "unused_cost", "overlapping_cost", "surplus_cost"]
}
`

// accountChecks are what has to be true of every organization.
var accountChecks = []check{
	{"rows_add_up_to_the_same_total", `alltrue(flatten([for s in local.seats : [for n in local.numbers : sum(concat([0], [for row in s.seats : row[n]])) == s.total[n] && s.total[n] == local.total[n]]]))`},
	{"seats_add_up_to_licenses", `local.total.total == length(local.licenses)`},
	{"a_seat_is_assigned_or_not", `local.total.assigned + local.total.unassigned == local.total.total`},
	{"assigned_seats_are_held_licenses", `local.total.assigned == length([for l in local.licenses : l if l.assignee_type != null])`},
	{"expired_seats_are_expired_licenses", `local.total.expired == length([for l in local.licenses : l if l.expired])`},
	{"suspended_seats_are_suspended_licenses", `local.total.suspended == length([for l in local.licenses : l if l.suspended])`},
	{"trial_seats_are_trial_licenses", `local.total.trial == length([for l in local.licenses : l if l.trial])`},
	{"renewing_seats_are_renewing_licenses", `sum(concat([0], [for row in data.jetbrains_seats.by_renewal.seats : row.total if row.renews])) == length([for l in local.licenses : l if l.renews])`},
	{"perpetual_seats_are_perpetual_licenses", `local.total.perpetual == length([for l in local.licenses : l if l.perpetual])`},
	{"seats_without_a_cost_center_have_no_person", `sum(concat([0], [for row in data.jetbrains_seats.by_renewal.seats : row.total if row.cost_center == null])) == length([for l in local.licenses : l if l.email == null])`},
	{"seats_of_a_product_are_its_licenses", `alltrue([for row in data.jetbrains_seats.by_product.seats : row.total == length([for l in local.licenses : l if l.product_code == row.product_code])])`},
	{"surplus_is_the_sum_of_its_parts", `local.total.surplus == local.total.unassigned_billable + local.total.unused + local.total.overlapping`},
	{"cost_is_that_of_the_billable_seats", `local.total.cost == local.total.billable * 77.5`},
	{"the_audit_finds_the_surplus_seats", `length(data.jetbrains_license_audit.surplus.results["unused"].license_ids) == local.total.unused && length(data.jetbrains_license_audit.surplus.results["overlapping"].license_ids) == local.total.overlapping`},
	{"the_audit_finds_the_suspended_licenses_of_people", `data.jetbrains_license_audit.surplus.results["suspended"].count == length([for l in local.licenses : l if l.suspended && l.email != null])`},
	{"the_audit_counts_what_the_seats_count", `data.jetbrains_license_audit.surplus.summary.licenses == local.total.total && data.jetbrains_license_audit.surplus.summary.available == local.total.available && data.jetbrains_license_audit.surplus.summary.people == local.total.people`},
	{"what_is_declared_passes", `alltrue([for a in data.jetbrains_license_audit.declared : alltrue([for r in a.results : r.passed])])`},
	{"teams_add_up_to_licenses", `sum(concat([0], data.jetbrains_teams.all.teams[*].total)) == length(local.licenses)`},
	{"teams_have_the_seats_of_their_licenses", `alltrue([for row in data.jetbrains_seats.by_team.seats : 1 == length([for team in data.jetbrains_teams.all.teams : team if team.name == row.team_name && try(team.id == row.team_id, false) && team.total == row.total && team.assigned == row.assigned && team.available == row.available && team.people == row.people])])`},
	{"licenses_of_no_team_are_those_of_its_row", `sum(concat([0], [for team in data.jetbrains_teams.all.teams : team.total if team.id == null])) == data.jetbrains_licenses.no_team.total_count`},
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
	for name, licenses := range map[string]int{"several pages of licenses": 120, "no license": 0} {
		t.Run(name, func(t *testing.T) {
			simulate(t, licenses)
			compare(t, accountConfig, accountChecks)
		})
	}
	t.Run("a team's token", func(t *testing.T) {
		env, ok := simulate(t, 250).TeamEnv("Mobile")
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
	server, err := simulator.Start(simulator.Generate(org.Options{Seed: 1, Licenses: licenses, Now: now()}), simulator.WithMaxPageSize(50))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	for name, value := range server.Env() {
		t.Setenv(name, value)
	}
	return server
}
