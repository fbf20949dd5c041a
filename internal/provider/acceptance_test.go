//go:build !race

package provider_test

import (
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
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
  prices = { for code in distinct([for l in data.jetbrains_licenses.all.licenses : l.product_code]) : code => 77.5 }
}
`

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

// One run of every data source answers several questions, because such a run takes
// seconds: is the second state the first, is anything but reads sent, and is a secret
// in the state?
func TestAccEveryDataSourceIsReadTwiceWithTheSameResult(t *testing.T) {
	server := start(t, generated(60), simulator.WithMaxPageSize(25))
	token := server.Env()["JETBRAINS_TOKEN"]
	step := resource.TestStep{
		Config: everyDataSource + `
output "digests" {
  value = [for source in [
    data.jetbrains_account.all, data.jetbrains_licenses.all, data.jetbrains_licenses.no_team, data.jetbrains_licensed_users.all,
    data.jetbrains_ide_entitlements.all, data.jetbrains_ide_entitlements.expanded, data.jetbrains_teams.all, data.jetbrains_product_catalog.all,
    data.jetbrains_licensed_user.one, data.jetbrains_license.one, data.jetbrains_seats.by_product, data.jetbrains_seats.by_team,
    data.jetbrains_seats.by_renewal, data.jetbrains_license_audit.all, data.jetbrains_license_audit.same_as_seats,
  ] : sha256(jsonencode(source))]
}
output "in_catalog" {
  value = length(setsubtract(data.jetbrains_seats.by_product.seats[*].product_code, data.jetbrains_product_catalog.all.products[*].code)) == 0
}`,
		ConfigPlanChecks: resource.ConfigPlanChecks{PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownOutputValue("digests", knownvalue.ListSizeExact(15)),
			statecheck.ExpectKnownOutputValue("in_catalog", knownvalue.Bool(true)),
		},
		Check: func(s *terraform.State) error {
			if text := s.String(); containsFold(text, token) || containsFold(text, "fake-l") {
				t.Error("the state holds a secret")
			}
			return nil
		},
	}
	run(t, step, step)
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
	server := start(t, generated(250), simulator.WithMaxPageSize(25))
	asTeam(t, server, "Mobile")
	run(t, resource.TestStep{
		Config: everyDataSource,
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue("data.jetbrains_account.all", tfjsonpath.New("scope"), knownvalue.StringExact("team")),
			statecheck.ExpectKnownValue("data.jetbrains_teams.all", tfjsonpath.New("teams"), knownvalue.ListSizeExact(1)),
		},
	})
	for _, r := range server.Requests() {
		if r.Path == "/api/v1/customer/licenses" {
			t.Fatal("a team's token asked for the organization's list")
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
