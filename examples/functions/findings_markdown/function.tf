data "jetbrains_license_audit" "company" {
  require_scope = "organization"
  inactive_days = 90
  expiring_days = 30
}

# `terraform output -raw license_findings >> "$GITHUB_STEP_SUMMARY"` shows the
# table in the job summary.
output "license_findings" {
  value = provider::jetbrains::findings_markdown(data.jetbrains_license_audit.company.findings)
}
