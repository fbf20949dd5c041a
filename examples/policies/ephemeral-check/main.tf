# An ephemeral audit with a check, which warns and exits with status 0. The plan
# and state record only whether the check passed. Terraform hides messages that
# contain ephemeral values, so the message is fixed text. To see who violates the
# policy, let the provider name them with on_findings = "warn" or "error".

terraform {
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

provider "jetbrains" {}

ephemeral "jetbrains_license_audit" "company" {
  inactive_days         = 90
  allowed_email_domains = ["acme.example", "*.acme.example"]
  require_scope         = "organization" # a team token is an error
  min_licenses          = 1              # an empty result is an error
}

check "license_policy" {
  assert {
    condition     = ephemeral.jetbrains_license_audit.company.passed
    error_message = "The license policy is violated. To see who violates it, set on_findings = \"warn\"."
  }
}
