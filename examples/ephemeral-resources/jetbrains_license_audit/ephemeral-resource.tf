# Terraform does not store the audit in the plan or the state, and it hides
# messages that contain ephemeral values. For this reason, the provider itself
# names people in a warning.
ephemeral "jetbrains_license_audit" "company" {
  inactive_days         = 90
  allowed_email_domains = ["acme.example", "*.acme.example"]
  require_scope         = "organization"
  min_licenses          = 1
  on_findings           = "warn"
}

# Terraform evaluates this check during the plan and during the apply. It stores
# only whether the check passed.
check "license_policy" {
  assert {
    condition     = ephemeral.jetbrains_license_audit.company.passed
    error_message = "The license policy is violated. The provider's warning names the people."
  }
}
