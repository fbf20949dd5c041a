# A gate with a report for reviewers. report.sh writes the outputs to files:
# Markdown for a job summary or a wiki, JUnit for the test report of a merge
# request, and CSV for a spreadsheet. The workflows in ../ci show the first two. The
# gate is the exit status of report.sh, after the report is written: with
# on_findings = "error", there would be no plan and no report.

terraform {
  required_version = ">= 1.8" # for the provider's functions
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

provider "jetbrains" {
  require_scope = "organization" # a team token is an error
}

variable "prices" {
  description = "Price of one seat by product code, for a period of your choice."
  type        = map(number)
  default     = { ALL = 77.9, AIP = 10, II = 59.9, PC = 24.9, WS = 15.9 }
}

data "jetbrains_license_audit" "company" {
  external    = { allowed_email_domains = ["acme.example", "*.acme.example"] } # yours
  inactive    = { days = 90 }
  expiring    = { days = 30 }
  on_findings = "none" # the report shows them
  # identify_people_by = "license_id" # if the report must not name people
}

data "jetbrains_seats" "by_team" {
  group_by      = ["team"]
  prices        = var.prices
  inactive_days = 90
}

locals {
  teams   = data.jetbrains_seats.by_team.seats
  highest = max(1, local.teams[*].cost...)

  # A bar of up to twenty blocks for each team. Team names are external
  # input, so this removes anything that could be markup.
  chart = concat(
    ["| team | cost | surplus at ${data.jetbrains_seats.by_team.inactive_days} days | |", "|---|---:|---:|---|"],
    [
      for t in local.teams :
      format("| %s | %.2f | %.2f | %s |", replace(coalesce(t.team_name, t.team_id, "no team"), "/[^\\pL\\pN ._-]/", "_"), t.cost, t.surplus_cost, join("", [for i in range(ceil(20 * t.cost / local.highest)) : "█"]))
    ],
  )
}

# Sensitive, so that the job log names no one. The report itself names people.
output "markdown" {
  description = "The audit and the cost of each team, for a job summary or a wiki."
  sensitive   = true
  value = join("\n", concat(
    [provider::jetbrains::findings_markdown(data.jetbrains_license_audit.company), "", "## Cost by team", ""],
    local.chart, [""],
  ))
}

output "junit" {
  description = "The audit as a test report."
  sensitive   = true
  value       = provider::jetbrains::findings_junit(data.jetbrains_license_audit.company)
}

output "csv" {
  description = "One row for each finding. A spreadsheet takes no cell for a formula."
  sensitive   = true
  value       = provider::jetbrains::csvencode(data.jetbrains_license_audit.company.findings, "severity", "rule", "email", "license_id", "product_code", "team_name", "message")
}

output "passed" {
  description = "Whether the audit passed."
  value       = data.jetbrains_license_audit.company.passed
}
