# Nothing of the audit is kept in plan or state. The provider itself names the
# people, here as a warning: Terraform hides messages made of ephemeral values.
ephemeral "jetbrains_license_audit" "company" {
  inactive_days         = 90
  allowed_email_domains = ["acme.example", "*.acme.example"]
  require_scope         = "organization"
  min_licenses          = 1
  on_findings           = "warn"
}

# Evaluated at plan and at apply; only its result is stored.
check "license_policy" {
  assert {
    condition     = ephemeral.jetbrains_license_audit.company.passed
    error_message = "The license policy is not met; the provider's warning says by whom."
  }
}
