data "jetbrains_license_audit" "company" {
  inactive = { days = 90, severity = "warning" }
  expiring = { days = 30 }
}

# After `terraform apply`, `terraform output -raw license_findings >>
# "$GITHUB_STEP_SUMMARY"` shows the report in the job summary.
output "license_findings" {
  value = provider::jetbrains::findings_markdown(data.jetbrains_license_audit.company)
}

data "jetbrains_teams" "all" {}

# An audit for each team that has licenses.
data "jetbrains_license_audit" "team" {
  for_each = { for t in data.jetbrains_teams.all.teams : coalesce(t.id, "none") => t if t.total > 0 }
  team_ids = [each.key]
  inactive = { days = 90, severity = "warning" }
}

# One report about all teams. It starts with a table of their results.
output "findings_by_team" {
  value = provider::jetbrains::findings_markdown(values(data.jetbrains_license_audit.team)...)
}
