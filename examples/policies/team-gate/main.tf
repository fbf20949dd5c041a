# One audit for each team. A person outside our domains is an error for that team
# and fails the plan. An inactive person is only a warning. Licenses without a
# team have an audit of their own, so none is left out.

terraform {
  required_version = ">= 1.2"
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

data "jetbrains_teams" "all" {}

data "jetbrains_license_audit" "team" {
  # IDs are the keys, because Terraform prints keys, and a name may be null.
  for_each    = { for t in data.jetbrains_teams.all.teams : coalesce(t.id, "none") => t if t.total > 0 }
  team_ids    = [each.key]
  external    = { allowed_email_domains = ["acme.example", "*.acme.example"] } # yours
  inactive    = { days = each.value.name == "Data" ? 30 : 90, severity = "warning" }
  on_findings = "error"
}

output "license_findings" {
  value = { for id, a in data.jetbrains_license_audit.team : a.summary.subject => { for rule, r in a.results : rule => r.count } }

  # Without teams, there are no audits and therefore no findings.
  precondition {
    condition     = length(data.jetbrains_license_audit.team) > 0
    error_message = "No team has licenses, so nothing was judged."
  }
}
