data "jetbrains_license_audit" "company" {
  inactive = { days = 90, severity = "warning" }
  expiring = { days = 30 }
}

# After `terraform apply`, `terraform output -raw license_report > license-report.xml`
# writes a file that GitLab (artifacts:reports:junit), Jenkins, and other CI systems
# show as a test report: a suite for the audit, and a test case for each of its rules.
output "license_report" {
  value = provider::jetbrains::findings_junit(data.jetbrains_license_audit.company)
}
