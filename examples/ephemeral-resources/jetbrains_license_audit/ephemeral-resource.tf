# Terraform does not store the audit in the plan or the state, and it hides messages
# that contain ephemeral values. For this reason, the provider itself names people, in
# a warning. With on_findings = "error", the findings stop the plan instead.
ephemeral "jetbrains_license_audit" "company" {
  external = { allowed_email_domains = ["acme.example", "*.acme.example"] }
  inactive = { days = 90 }
}

# Terraform evaluates this check during the plan and during the apply. It stores only
# whether the check passed.
check "license_policy" {
  assert {
    condition     = ephemeral.jetbrains_license_audit.company.passed
    error_message = "The license policy is violated. The provider's warning names the people."
  }
}
