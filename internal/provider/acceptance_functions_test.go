//go:build !race

package provider_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"
)

// An audit's object has more attributes than a report needs: Terraform drops
// them.
func TestAccReportsAndTables(t *testing.T) {
	clearEnvironment(t)
	runSince(t, tfversion.Version1_8_0, resource.TestStep{
		Config: `
terraform {
  required_providers {
    jetbrains = { source = "hashicorp/jetbrains" }
  }
}
locals {
  result  = { severity = "error", passed = true, count = 0, out_of = 3, excused = 0, max_findings = null, max_percent = null, emails = [], license_ids = null, product_codes = null }
  finding = { rule = "inactive", severity = "warning", email = "ada@acme.example", license_id = null, product_code = null, team_id = null, team_name = null, covered_by_license_id = null, message = "last seen 2026-05-01" }
  audits = { for code in ["111", "222"] : code => {
    as_of            = null
    passed           = true
    on_findings      = "warn"
    summary          = { subject = "organization", scope = "organization", customer_code = code, customer_name = "Acme", licenses = 5, assigned = 3, people = 3, not_judged = 0 }
    results          = { external = local.result, inactive = merge(local.result, { severity = "warning", count = 1, passed = false, max_percent = 2.5 }) }
    findings         = [local.finding]
    exempted         = []
    stale_exemptions = []
    exemptions       = null
  } }
}
resource "terraform_data" "late" { input = local.audits["222"] }
output "markdown" { value = provider::jetbrains::findings_markdown(values(local.audits)...) }
output "junit" { value = provider::jetbrains::findings_junit(local.audits["111"], terraform_data.late.output) }
output "csv" { value = csvdecode(provider::jetbrains::csvencode([for a in local.audits : a.summary], "customer_code", "people")) }
output "late" { value = provider::jetbrains::csvencode([terraform_data.late.output.summary]) }
`,
		ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
			plancheck.ExpectUnknownOutputValue("junit"), plancheck.ExpectUnknownOutputValue("late"),
		}},
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownOutputValue("markdown", knownvalue.StringRegexp(regexp.MustCompile(`(?s)^## All 2 license audits passed\n.*\| `+"`inactive`"+` \| warning \| 1 of 3 \| 2\.5 % \| warning \|`))),
			statecheck.ExpectKnownOutputValue("junit", knownvalue.StringRegexp(regexp.MustCompile(`(?s)<testsuite id="0" name="organization, Acme \(111\)".*<testsuite id="1" name="organization, Acme \(222\)"`))),
			statecheck.ExpectKnownOutputValue("csv", knownvalue.ListExact([]knownvalue.Check{
				knownvalue.ObjectExact(map[string]knownvalue.Check{"customer_code": knownvalue.StringExact("111"), "people": knownvalue.StringExact("3")}),
				knownvalue.ObjectExact(map[string]knownvalue.Check{"customer_code": knownvalue.StringExact("222"), "people": knownvalue.StringExact("3")}),
			})),
			statecheck.ExpectKnownOutputValue("late", knownvalue.StringRegexp(regexp.MustCompile("^assigned,customer_code,customer_name,licenses,not_judged,people,scope,subject\r\n3,222,Acme,5,0,3,organization,organization\r\n$"))),
		},
	})
}

func TestAccFindingsOfAnAuditAreReported(t *testing.T) {
	start(t, handmade())
	runSince(t, tfversion.Version1_8_0, resource.TestStep{
		Config: `
terraform {
  required_providers {
    jetbrains = { source = "hashicorp/jetbrains" }
  }
}
data "jetbrains_license_audit" "company" {
  trial    = {}
  unused   = { days = 60, severity = "warning", max_percent = 12.5 }
  external = { allowed_email_domains = ["acme.example"] }
}
data "jetbrains_license_audit" "mobile" {
  team_ids    = ["98"]
  external    = { allowed_email_domains = ["*.acme.example"] }
  overlapping = {}
}
output "company" { value = provider::jetbrains::findings_markdown(data.jetbrains_license_audit.company) }
output "both" { value = provider::jetbrains::findings_junit([data.jetbrains_license_audit.company, data.jetbrains_license_audit.mobile]...) }
output "findings" { value = provider::jetbrains::csvencode(data.jetbrains_license_audit.company.findings, "rule", "email", "team_name") }`,
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownOutputValue("company", knownvalue.StringRegexp(regexp.MustCompile("(?s)^## License audit failed: organization\n.*Judged: 8 licenses of 3 people\\.\n"+
				".*\\| `unused` \\| warning \\| 0 of 4 \\| 12\\.5 % \\| passed \\|.*### `external`: 2 of 3, failed\n.*`zoe@dev\\.acme\\.example`.*### `trial`: 1 of 4, failed\n.*\\| Mobile \\(98\\) \\|"))),
			statecheck.ExpectKnownOutputValue("both", knownvalue.StringRegexp(regexp.MustCompile(`(?s)name="organization, Acme \(1234567\)".* tests="3" failures="2".*name="Mobile \(98\), Acme \(1234567\)".*Not judged: 6 licenses`))),
			statecheck.ExpectKnownOutputValue("findings", knownvalue.StringExact("rule,email,team_name\r\nexternal,bob@evil.example,\r\nexternal,zoe@dev.acme.example,\r\ntrial,zoe@dev.acme.example,Mobile\r\n")),
		},
	})
}

func TestAccFunctionsWaitForUnknownArguments(t *testing.T) {
	clearEnvironment(t)
	runSince(t, tfversion.Version1_8_0, resource.TestStep{
		Config: strings.TrimSpace(`
terraform {
  required_providers {
    jetbrains = { source = "hashicorp/jetbrains" }
  }
}
resource "terraform_data" "late" { input = "2026-11-20T00:00:00Z" }
resource "terraform_data" "code" { input = "WS" }
output "days" { value = provider::jetbrains::days_between(terraform_data.late.output, "2026-11-21T00:00:00Z") }
output "covers" { value = provider::jetbrains::product_covers("ALL", terraform_data.code.output) }
output "null" { value = provider::jetbrains::days_between(null, "2026-11-21T00:00:00Z") == null }`),
		ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
			plancheck.ExpectUnknownOutputValue("days"), plancheck.ExpectUnknownOutputValue("covers"),
		}},
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownOutputValue("days", knownvalue.Int64Exact(1)),
			statecheck.ExpectKnownOutputValue("covers", knownvalue.Bool(true)),
			statecheck.ExpectKnownOutputValue("null", knownvalue.Bool(true)),
		},
	})
}
