# An ephemeral audit with a check, which warns and exits with status 0. The plan
# and state record only whether the check passed. Terraform hides messages that
# contain ephemeral values, so the message is fixed text. The provider itself
# names the people in a warning.

terraform {
  required_version = ">= 1.10"
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

provider "jetbrains" {
  require_scope = "organization" # a team token is an error
}

ephemeral "jetbrains_license_audit" "company" {
  external = { allowed_email_domains = ["acme.example", "*.acme.example"] } # yours
  inactive = { days = 90 }
}

check "license_policy" {
  assert {
    condition     = ephemeral.jetbrains_license_audit.company.passed
    error_message = "The license policy is violated. The provider's warning says by whom."
  }
}
