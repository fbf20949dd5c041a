# A gate with a report for reviewers. report.sh writes the outputs to files, which
# the workflows in ../ci show as a GitHub job summary and as a test report in a
# GitLab merge request.

terraform {
  required_version = ">= 1.8" # for the provider's functions
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

provider "jetbrains" {}

variable "monthly_prices" {
  description = "Cost of one seat per month, by product code."
  type        = map(number)
  default     = { ALL = 77.9, AIP = 10, II = 59.9, PC = 24.9, WS = 15.9 }
}

data "jetbrains_license_audit" "company" {
  inactive_days         = 90
  expiring_days         = 30
  allowed_email_domains = ["acme.example", "*.acme.example"]
  require_scope         = "organization" # a team token is an error
  min_licenses          = 1              # an empty result is an error
  # identify_people_by  = "license_id"   # if the report must not name people
}

data "jetbrains_license_costs" "company" {
  monthly_prices = var.monthly_prices
  inactive_days  = 90
}

locals {
  teams   = data.jetbrains_license_costs.company.totals_by_team
  highest = max(1, local.teams[*].billable_cost...)

  # A bar of up to twenty blocks for each team. Team names are external
  # input, so this removes anything that could be markup.
  chart = concat(
    ["| team | per month | idle | |", "|---|---:|---:|---|"],
    [
      for t in local.teams :
      format("| %s | %.2f | %.2f | %s |", replace(coalesce(t.team_name, t.team_id, "no team"), "/[^\\pL\\pN ._-]/", "_"), t.billable_cost, t.reclaimable_cost, join("", [for i in range(ceil(20 * t.billable_cost / local.highest)) : "█"]))
    ],
  )
}

# Sensitive, so that the job log names no one. The report itself names people.
output "markdown" {
  sensitive = true
  value = join("\n", concat(
    ["## License audit: ${data.jetbrains_license_audit.company.passed ? "passed" : "failed"}", ""],
    [provider::jetbrains::findings_markdown(data.jetbrains_license_audit.company.findings), "", "## Cost by team", ""],
    local.chart, [""],
  ))
}

output "junit" {
  sensitive = true
  value     = provider::jetbrains::findings_junit(data.jetbrains_license_audit.company.findings, data.jetbrains_license_audit.company.rule_counts)
}

output "passed" {
  value = data.jetbrains_license_audit.company.passed
}
