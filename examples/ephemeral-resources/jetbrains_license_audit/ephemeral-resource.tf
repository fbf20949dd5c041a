# Terraform stores nothing of the audit in the plan or state. The provider itself
# names people, here in a warning, because Terraform hides messages that contain
# ephemeral values.
ephemeral "jetbrains_license_audit" "company" {
  inactive_days         = 90
  allowed_email_domains = ["acme.example", "*.acme.example"]
  require_scope         = "organization"
  min_licenses          = 1
  on_findings           = "warn"
}

# Evaluated during plan and apply. Terraform stores only whether it passed.
check "license_policy" {
  assert {
    condition     = ephemeral.jetbrains_license_audit.company.passed
    error_message = "The license policy is violated. The provider's warning says by whom."
  }
}
