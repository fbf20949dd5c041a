//go:build !race

package provider_test

import (
	"net/http"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
)

// These tests run real Terraform (TF_ACC=1). data_sources_test.go checks the
// values of all attributes over the protocol. The tests in this file check that
// Terraform accepts the same states, and everything that only Terraform can
// show.
//
// The tests also pass with Terraform 1.0, which cannot index into a list of
// objects with [0] but supports element().

const everyDataSource = `
data "jetbrains_account" "all" {}
data "jetbrains_licenses" "all" {}
data "jetbrains_licenses" "no_team" { team_ids = ["none"] }
data "jetbrains_licensed_users" "all" {}
data "jetbrains_ide_entitlements" "all" {}
data "jetbrains_ide_entitlements" "expanded" { expand_packs = true }
data "jetbrains_teams" "all" {}
data "jetbrains_product_catalog" "all" {}
data "jetbrains_licensed_user" "one" { email = upper(data.jetbrains_licensed_users.all.emails[0]) }
data "jetbrains_license" "one" { license_id = element(data.jetbrains_licenses.all.licenses, 0).license_id }
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
  group_by      = ["renewal", "cost_center", "product"]
  prices        = local.prices
  inactive_days = 60
  cost_centers  = { for email in data.jetbrains_licensed_users.all.emails : email => substr(email, 0, 1) }
}
data "jetbrains_license_audit" "all" {
  unused                 = { days = 60 }
  overlapping            = {}
  suspended              = {}
  unexpected_entitlement = { expected = data.jetbrains_ide_entitlements.expanded.emails_by_product }
  missing_entitlement    = { expected = data.jetbrains_ide_entitlements.expanded.emails_by_product }
  not_in_directory       = { directory_emails = data.jetbrains_licensed_users.all.emails }
  on_findings            = "none"
}
data "jetbrains_license_audit" "same_as_seats" {
  unused      = { days = 60 }
  overlapping = {}
  on_findings = "none"
}

locals {
  prices   = { for code in distinct([for l in local.licenses : l.product_code]) : code => 77.5 }
  licenses = data.jetbrains_licenses.all.licenses
  seats    = data.jetbrains_seats.by_product
  numbers  = ["total", "assigned", "unassigned", "available", "available_trial", "suspended", "trial", "expired", "floating", "perpetual", "billable", "unassigned_billable", "unused", "use_unknown", "overlapping", "surplus",
    "cost", "unassigned_cost", "unused_cost", "overlapping_cost", "surplus_cost"]
}

output "people_agree" {
  value = length(distinct(concat(
    [for e in data.jetbrains_ide_entitlements.all.entitlements : e.email],
    data.jetbrains_licensed_users.all.emails,
    [for l in local.licenses : l.email if l.email != null],
  ))) == data.jetbrains_licensed_users.all.total_count && data.jetbrains_licensed_users.all.total_count == local.seats.total.people && local.seats.total.people == data.jetbrains_license_audit.all.summary.people
}
output "entitlements_agree" {
  value = data.jetbrains_ide_entitlements.all.total_count == length([for l in local.licenses : l if l.email != null])
}
output "rows_add_up" { # every number of every grouping to the same total
  value = alltrue(flatten([for seats in [data.jetbrains_seats.by_product, data.jetbrains_seats.by_team, data.jetbrains_seats.by_renewal] : [
    for n in local.numbers : sum(concat([0], [for s in seats.seats : s[n]])) == seats.total[n] && seats.total[n] == local.seats.total[n]
  ]]))
}
output "seats_agree" {
  value = {
    total      = local.seats.total.total == data.jetbrains_licenses.all.total_count
    assigned   = local.seats.total.assigned == length([for l in local.licenses : l if l.assignee_type != null])
    suspended  = local.seats.total.suspended == length([for l in local.licenses : l if l.suspended])
    trial      = local.seats.total.trial == length([for l in local.licenses : l if l.trial])
    expired    = local.seats.total.expired == length([for l in local.licenses : l if l.expired])
    perpetual  = local.seats.total.perpetual == length([for l in local.licenses : l if l.perpetual])
    renews     = sum(concat([0], [for s in data.jetbrains_seats.by_renewal.seats : s.total if s.renews])) == length([for l in local.licenses : l if l.renews])
    no_center  = sum(concat([0], [for s in data.jetbrains_seats.by_renewal.seats : s.total if s.cost_center == null])) == length([for l in local.licenses : l if l.email == null])
    cost       = local.seats.total.cost == local.seats.total.billable * 77.5
    surplus    = local.seats.total.surplus == local.seats.total.unassigned_billable + local.seats.total.unused + local.seats.total.overlapping
    by_product = alltrue([for s in local.seats.seats : s.total == length([for l in local.licenses : l if l.product_code == s.product_code])])
  }
}
output "teams_agree" {
  value = alltrue([for i, s in data.jetbrains_seats.by_team.seats : length([
    for t in data.jetbrains_teams.all.teams : t if try(t.id == s.team_id, false) && t.name == s.team_name && t.total == s.total && t.assigned == s.assigned && t.available == s.available && t.people == s.people
  ]) == 1]) && sum(concat([0], [for t in data.jetbrains_teams.all.teams : t.total if t.id == null])) == data.jetbrains_licenses.no_team.total_count && sum([for t in data.jetbrains_teams.all.teams : t.total]) == data.jetbrains_licenses.all.total_count
}
output "audit_agrees" {
  value = {
    unused      = length(data.jetbrains_license_audit.same_as_seats.results["unused"].license_ids) == local.seats.total.unused
    overlapping = length(data.jetbrains_license_audit.same_as_seats.results["overlapping"].license_ids) == local.seats.total.overlapping
    suspended   = data.jetbrains_license_audit.all.results["suspended"].count == length([for l in local.licenses : l if l.suspended && l.email != null])
    available   = data.jetbrains_license_audit.all.summary.available == local.seats.total.available
    licenses    = data.jetbrains_license_audit.all.summary.licenses == local.seats.total.total
    # A declaration written from today's holders is green.
    declaration = data.jetbrains_license_audit.all.results["unexpected_entitlement"].passed && data.jetbrains_license_audit.all.results["missing_entitlement"].passed
    directory   = data.jetbrains_license_audit.all.results["not_in_directory"].passed
  }
}
output "catalog_agrees" {
  value = alltrue([for s in local.seats.seats : contains([for c in data.jetbrains_product_catalog.all.products : c.code], s.product_code)])
}
output "sorted" {
  value = data.jetbrains_licensed_users.all.emails == sort(data.jetbrains_licensed_users.all.emails)
}
output "person_agrees" {
  value = data.jetbrains_licensed_user.one.license_ids == tolist([for l in local.licenses : l.license_id if l.email == data.jetbrains_licensed_user.one.email])
}
`

// The tests in internal/testing/live compare the data sources over a real
// organization, with the checks of these that hold for every one.
func TestAccDataSourcesAgreeWithEachOther(t *testing.T) {
	start(t, generated(250))
	run(t, resource.TestStep{
		Config: everyDataSource,
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownOutputValue("people_agree", knownvalue.Bool(true)),
			statecheck.ExpectKnownOutputValue("entitlements_agree", knownvalue.Bool(true)),
			statecheck.ExpectKnownOutputValue("rows_add_up", knownvalue.Bool(true)),
			statecheck.ExpectKnownOutputValue("seats_agree", allTrue("total", "assigned", "suspended", "trial", "expired", "perpetual", "renews", "no_center", "cost", "surplus", "by_product")),
			statecheck.ExpectKnownOutputValue("teams_agree", knownvalue.Bool(true)),
			statecheck.ExpectKnownOutputValue("audit_agrees", allTrue("unused", "overlapping", "suspended", "available", "licenses", "declaration", "directory")),
			statecheck.ExpectKnownOutputValue("catalog_agrees", knownvalue.Bool(true)),
			statecheck.ExpectKnownOutputValue("sorted", knownvalue.Bool(true)),
			statecheck.ExpectKnownOutputValue("person_agrees", knownvalue.Bool(true)),
			statecheck.ExpectKnownValue("data.jetbrains_licensed_user.one", tfjsonpath.New("email"), knownvalue.StringRegexp(regexp.MustCompile(`^[^A-Z\s]+@[^A-Z\s]+$`))),
			statecheck.ExpectKnownValue("data.jetbrains_account.all", tfjsonpath.New("customer_code"), knownvalue.StringRegexp(regexp.MustCompile(`^[0-9]+$`))),
		},
	})
}

func allTrue(names ...string) knownvalue.Check {
	checks := map[string]knownvalue.Check{}
	for _, name := range names {
		checks[name] = knownvalue.Bool(true)
	}
	return knownvalue.ObjectExact(checks)
}

func TestAccTerraformTakesTheStatesAsTheyAre(t *testing.T) {
	start(t, handmade())
	licenses := "data.jetbrains_licenses.all"
	run(t, resource.TestStep{
		// The large lists bypass the framework.
		Config: everyDataSource + `
data "jetbrains_licenses" "large" { assignee_emails = [for i in range(1000) : "jane.doe@acme.example"] }
data "jetbrains_license_audit" "large" {
  missing_entitlement = { expected = { II = [for i in range(1000) : "jane.doe@acme.example"] } }
}`,
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue("data.jetbrains_licenses.large", tfjsonpath.New("assignee_emails"), knownvalue.ListSizeExact(1000)),
			statecheck.ExpectKnownValue("data.jetbrains_licenses.large", tfjsonpath.New("total_count"), knownvalue.Int64Exact(2)),
			statecheck.ExpectKnownValue("data.jetbrains_license_audit.large", tfjsonpath.New("missing_entitlement").AtMapKey("expected"), knownvalue.Null()),
			statecheck.ExpectKnownValue("data.jetbrains_license_audit.large", tfjsonpath.New("passed"), knownvalue.Bool(true)),
			statecheck.ExpectKnownValue(licenses, tfjsonpath.New("total_count"), knownvalue.Int64Exact(8)),
			statecheck.ExpectKnownValue(licenses, tfjsonpath.New("product_codes"), knownvalue.Null()),
			statecheck.ExpectKnownValue(licenses, tfjsonpath.New("licenses").AtSliceIndex(0), knownvalue.ObjectPartial(map[string]knownvalue.Check{
				"license_id": knownvalue.StringExact("A000000001"), "email": knownvalue.StringExact("jane.doe@acme.example"),
				"status": knownvalue.StringExact("suspended"), "valid_until": knownvalue.StringExact("2026-12-30T21:00:00Z"),
				"last_seen": knownvalue.Null(), "auto_renewed": knownvalue.Bool(false), "subscription_pack": knownvalue.Null(),
			})),
			statecheck.ExpectKnownValue("data.jetbrains_licensed_users.all", tfjsonpath.New("emails"), knownvalue.ListExact([]knownvalue.Check{
				knownvalue.StringExact("bob@evil.example"), knownvalue.StringExact("jane.doe@acme.example"), knownvalue.StringExact("zoe@dev.acme.example"),
			})),
			statecheck.ExpectKnownValue("data.jetbrains_licensed_user.one", tfjsonpath.New("email"), knownvalue.StringExact("bob@evil.example")),
			statecheck.ExpectKnownValue("data.jetbrains_seats.by_product", tfjsonpath.New("seats").AtSliceIndex(1).AtMapKey("available"), knownvalue.Int64Exact(1)),
			statecheck.ExpectKnownValue("data.jetbrains_seats.by_product", tfjsonpath.New("total").AtMapKey("cost"), knownvalue.Float64Exact(232.5)),
			statecheck.ExpectKnownValue("data.jetbrains_seats.by_renewal", tfjsonpath.New("cost_centers"), knownvalue.Null()),
			statecheck.ExpectKnownValue("data.jetbrains_teams.all", tfjsonpath.New("teams").AtSliceIndex(3).AtMapKey("id"), knownvalue.Null()),
			statecheck.ExpectKnownValue("data.jetbrains_license_audit.all", tfjsonpath.New("not_in_directory").AtMapKey("directory_emails"), knownvalue.Null()),
			statecheck.ExpectKnownValue("data.jetbrains_license_audit.all", tfjsonpath.New("results").AtMapKey("suspended"), knownvalue.ObjectPartial(map[string]knownvalue.Check{
				"severity": knownvalue.StringExact("error"), "passed": knownvalue.Bool(false), "count": knownvalue.Int64Exact(1), "product_codes": knownvalue.Null(),
				"license_ids": knownvalue.ListExact([]knownvalue.Check{knownvalue.StringExact("A000000001")}),
			})),
			statecheck.ExpectKnownValue("data.jetbrains_account.all", tfjsonpath.New("scope"), knownvalue.StringExact("organization")),
			statecheck.ExpectKnownValue("data.jetbrains_license.one", tfjsonpath.New("assignee_type"), knownvalue.StringExact("USER")),
		},
	})
}

func TestAccTheSameDataTwiceGivesTheSameState(t *testing.T) {
	start(t, generated(300))
	step := resource.TestStep{
		Config:           everyDataSource,
		ConfigPlanChecks: resource.ConfigPlanChecks{PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
	}
	run(t, step, step)
}

func TestAccUnknownArgumentsAreReadAtApply(t *testing.T) {
	start(t, handmade())
	runSince(t, tfversion.Version1_4_0, resource.TestStep{
		Config: `
resource "terraform_data" "late" { input = "WS" }
data "jetbrains_licenses" "late" { product_codes = [terraform_data.late.output] }
data "jetbrains_licensed_user" "late" { email = "jane.doe@${lower("ACME")}.example${terraform_data.late.output == "WS" ? "" : "x"}" }
output "late" { value = data.jetbrains_licenses.late.total_count }`,
		ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectUnknownOutputValue("late")}},
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownOutputValue("late", knownvalue.Int64Exact(2)),
		},
	})
}

func TestAccATeamsTokenReadsItsTeamOnly(t *testing.T) {
	server := start(t, generated(600))
	asTeam(t, server, "Mobile")
	run(t, resource.TestStep{
		Config: everyDataSource,
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue("data.jetbrains_account.all", tfjsonpath.New("scope"), knownvalue.StringExact("team")),
			statecheck.ExpectKnownValue("data.jetbrains_teams.all", tfjsonpath.New("teams"), knownvalue.ListSizeExact(1)),
			statecheck.ExpectKnownOutputValue("people_agree", knownvalue.Bool(true)),
		},
	})
	for _, r := range server.Requests() {
		if r.Path == "/api/v1/customer/licenses" {
			t.Fatal("a team's token asked for the organization's list")
		}
	}
}

func TestAccNothingButReadsIsSent(t *testing.T) {
	server := start(t, generated(300))
	run(t, resource.TestStep{Config: everyDataSource})
	requests := server.Requests()
	if len(requests) == 0 {
		t.Fatal("nothing was recorded")
	}
	for _, r := range requests {
		if r.Method != http.MethodGet {
			t.Errorf("%s %s was sent", r.Method, r.Path)
		}
		if r.Token != fault.OrganizationToken {
			t.Errorf("%s went out with the token kind %q", r.Path, r.Token)
		}
	}
}

func TestAccErrorsReadWellInTerraform(t *testing.T) {
	server := start(t, generated(10))
	t.Setenv("JETBRAINS_TOKEN", "0123456789012345678901234")
	runError(t, `data "jetbrains_account" "this" {}`, "JetBrains Account rejected the token or the customer code", "so check both")
	t.Setenv("JETBRAINS_TOKEN", server.Env()["JETBRAINS_TOKEN"])
	runError(t, `data "jetbrains_licensed_user" "one" { email = "nobody@acme.example" }`, "No license holder with this email address")
	runError(t, `data "jetbrains_licensed_users" "none" { product_codes = [] }`, "The filter is empty")
	clearEnvironment(t)
	runError(t, `data "jetbrains_account" "this" {}`, "JetBrains Account is not configured", "JETBRAINS_CUSTOMER_CODE")
}

func TestAccAnUnknownProviderValueIsAnErrorInTerraform(t *testing.T) {
	start(t, generated(10))
	runSince(t, tfversion.Version1_4_0, resource.TestStep{
		Config: `
provider "jetbrains" { token = terraform_data.late.output }
resource "terraform_data" "late" { input = "x" }
data "jetbrains_account" "this" {}`,
		ExpectError: wrapped("The value of token is not known yet"),
	})
}

func TestAccNoSecretIsInTheState(t *testing.T) {
	server := start(t, generated(50))
	token := server.Env()["JETBRAINS_TOKEN"]
	run(t, resource.TestStep{
		Config: everyDataSource,
		Check: func(s *terraform.State) error {
			if text := s.String(); containsFold(text, token) || containsFold(text, "fake-l") {
				t.Error("the state holds a secret")
			}
			return nil
		},
	})
}
