# A precondition of an output ends the plan with an error and exit status 1. It
# may speak of several data sources, where a postcondition knows only its own.

terraform {
  required_providers {
    jetbrains = {
      source = "terraform-jetbrains/jetbrains"
    }
  }
}

provider "jetbrains" {}

data "jetbrains_account" "this" {}

data "jetbrains_license_audit" "company" {
  inactive_days         = 90
  allowed_email_domains = ["acme.example", "*.acme.example"]
  min_licenses          = 1 # an empty answer is an error, it must not pass
}

output "license_findings" {
  value = data.jetbrains_license_audit.company.rule_counts

  precondition {
    condition     = data.jetbrains_account.this.scope == "organization"
    error_message = "This token reaches one team only; the policy is about the whole organization."
  }

  precondition {
    condition     = data.jetbrains_license_audit.company.passed
    error_message = data.jetbrains_license_audit.company.report
  }
}
