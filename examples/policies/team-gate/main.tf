# One audit for each team. A person outside our domains is an error for that team
# and fails the plan. An inactive person is only a warning.

terraform {
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

provider "jetbrains" {}

data "jetbrains_teams" "all" {}

data "jetbrains_products" "all" {}

data "jetbrains_license_audit" "team" {
  for_each              = { for t in data.jetbrains_teams.all.teams : t.name => t.id }
  team_ids              = [each.value]
  inactive_days         = each.key == "Data" ? 30 : 90
  allowed_email_domains = ["acme.example", "*.acme.example"]
  warn_rules            = ["inactive"]
  on_findings           = "error"
  min_licenses          = 1
}

output "license_findings" {
  value = { for team, a in data.jetbrains_license_audit.team : team => a.rule_counts }

  # Without teams, there are no audits and therefore no findings.
  precondition {
    condition     = length(data.jetbrains_teams.all.teams) > 0
    error_message = "No teams were read, so nothing was audited."
  }

  # A license without a team is in none of the audits.
  precondition {
    condition = (
      sum(concat([0], [for a in data.jetbrains_license_audit.team : a.summary.licenses])) ==
      sum(concat([0], data.jetbrains_products.all.products[*].total))
    )
    error_message = "Some licenses belong to no team, so no audit covers them. Assign them to a team, or audit the whole organization."
  }
}
