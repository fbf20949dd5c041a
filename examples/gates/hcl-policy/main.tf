# A Terraform policy judges resources and cannot read this provider's data
# sources. So a resource carries the verdict of the audit to the policy beside
# this file. It is kept in the state: hence counts only, no finding, no address.

terraform {
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

provider "jetbrains" {}

data "jetbrains_license_audit" "company" {
  inactive_days         = 90
  allowed_email_domains = ["acme.example", "*.acme.example"]
  require_scope         = "organization" # a token of one team is an error
  min_licenses          = 1              # an empty result is an error
}

resource "terraform_data" "license_audit" {
  input = {
    license_audit = {
      passed      = data.jetbrains_license_audit.company.passed
      rule_counts = data.jetbrains_license_audit.company.rule_counts
    }
  }
}
