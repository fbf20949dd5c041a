data "jetbrains_teams" "all" {}

data "jetbrains_license_audit" "team" {
  for_each    = { for t in data.jetbrains_teams.all.teams : coalesce(t.id, "none") => t if t.total > 0 }
  team_ids    = [each.key]
  inactive    = { days = each.value.name == "Data" ? 30 : 90, severity = "warning" }
  external    = { allowed_email_domains = ["acme.example", "*.acme.example"] }
  on_findings = "error"
}

output "license_findings" {
  value = { for id, a in data.jetbrains_license_audit.team : a.summary.subject => { for rule, r in a.results : rule => r.count } }
}
