data "jetbrains_license_audit" "company" {
  require_scope = "organization"
  inactive_days = 90
  expiring_days = 30
}

# `terraform output -raw license_report > license-report.xml` writes a file that
# GitLab (artifacts:reports:junit), Jenkins, and other CI systems show as a test
# report.
output "license_report" {
  value = provider::jetbrains::findings_junit(
    data.jetbrains_license_audit.company.findings,
    data.jetbrains_license_audit.company.rule_counts,
  )
}
