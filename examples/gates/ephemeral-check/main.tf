# An ephemeral audit with a check: a warning, exit status 0, and nothing of the
# audit in plan or state but whether the check passed. Terraform hides messages
# made of ephemeral values, so the message is a fixed text. To see who it is
# about, let the provider name them: on_findings = "warn" or "error".

terraform {
  required_providers {
    jetbrains = {
      source = "terraform-jetbrains/jetbrains"
    }
  }
}

provider "jetbrains" {}

ephemeral "jetbrains_license_audit" "company" {
  inactive_days         = 90
  allowed_email_domains = ["acme.example", "*.acme.example"]
  min_licenses          = 1 # an empty answer is an error, it must not pass
}

check "license_policy" {
  assert {
    condition     = ephemeral.jetbrains_license_audit.company.passed
    error_message = "The license policy is not met. Set on_findings = \"warn\" to see by whom."
  }
}
