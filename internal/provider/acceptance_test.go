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

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
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
data "jetbrains_licensed_users" "all" {}
data "jetbrains_ide_entitlements" "all" { expand_packs = true }
data "jetbrains_products" "all" {}
data "jetbrains_teams" "all" {}
data "jetbrains_product_catalog" "all" {}
data "jetbrains_renewals" "all" {}
data "jetbrains_licensed_user" "one" { email = upper(data.jetbrains_licensed_users.all.emails[0]) }
data "jetbrains_license" "one" { license_id = element(data.jetbrains_licenses.all.licenses, 0).license_id }

output "people_agree" {
  value = length(distinct(concat(
    [for e in data.jetbrains_ide_entitlements.all.entitlements : e.email],
    data.jetbrains_licensed_users.all.emails,
    [for l in data.jetbrains_licenses.all.licenses : l.email if l.email != null],
  ))) == data.jetbrains_licensed_users.all.total_count
}
output "seats_agree" {
  value = sum([for p in data.jetbrains_products.all.products : p.total]) == data.jetbrains_licenses.all.total_count && sum([for r in data.jetbrains_renewals.all.renewals : r.total]) == data.jetbrains_licenses.all.total_count
}
output "assigned_agree" {
  value = sum([for p in data.jetbrains_products.all.products : p.assigned]) == length([for l in data.jetbrains_licenses.all.licenses : l if l.assignee_type != null])
}
output "catalog_agrees" {
  value = alltrue([for p in data.jetbrains_products.all.products : contains([for c in data.jetbrains_product_catalog.all.products : c.code], p.code)])
}
output "sorted" {
  value = data.jetbrains_licensed_users.all.emails == sort(data.jetbrains_licensed_users.all.emails)
}
output "person_agrees" {
  value = data.jetbrains_licensed_user.one.license_ids == tolist([for l in data.jetbrains_licenses.all.licenses : l.license_id if l.email == data.jetbrains_licensed_user.one.email])
}
`

// The same configuration and the same checks apply to a real organization. With
// JETBRAINS_LIVE=1, the test reads the organization that the environment names.
func TestAccDataSourcesAgreeWithEachOther(t *testing.T) {
	if !live() {
		start(t, generated(250))
	}
	run(t, resource.TestStep{
		Config: everyDataSource,
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownOutputValue("people_agree", knownvalue.Bool(true)),
			statecheck.ExpectKnownOutputValue("seats_agree", knownvalue.Bool(true)),
			statecheck.ExpectKnownOutputValue("assigned_agree", knownvalue.Bool(true)),
			statecheck.ExpectKnownOutputValue("catalog_agrees", knownvalue.Bool(true)),
			statecheck.ExpectKnownOutputValue("sorted", knownvalue.Bool(true)),
			statecheck.ExpectKnownOutputValue("person_agrees", knownvalue.Bool(true)),
			statecheck.ExpectKnownValue("data.jetbrains_licensed_user.one", tfjsonpath.New("email"), knownvalue.StringRegexp(regexp.MustCompile(`^[^A-Z\s]+@[^A-Z\s]+$`))),
			statecheck.ExpectKnownValue("data.jetbrains_account.all", tfjsonpath.New("customer_code"), knownvalue.StringRegexp(regexp.MustCompile(`^[0-9]+$`))),
		},
	})
}

func TestAccTerraformTakesTheStatesAsTheyAre(t *testing.T) {
	start(t, handmade())
	licenses := "data.jetbrains_licenses.all"
	run(t, resource.TestStep{
		Config: everyDataSource,
		ConfigStateChecks: []statecheck.StateCheck{
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
			statecheck.ExpectKnownValue("data.jetbrains_products.all", tfjsonpath.New("products").AtSliceIndex(1).AtMapKey("available"), knownvalue.Int64Exact(1)),
			statecheck.ExpectKnownValue("data.jetbrains_renewals.all", tfjsonpath.New("renewals").AtSliceIndex(6).AtMapKey("valid_until"), knownvalue.Null()),
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
		if r.Token != simulator.OrganizationToken {
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
