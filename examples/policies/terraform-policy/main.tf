# A Terraform policy evaluates resources and cannot read this provider's data
# sources. A resource therefore carries the audit's verdict to the policy next to
# this file. Terraform stores the resource in the state, so it contains only the
# verdict and counts, and no findings or addresses.

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
  require_scope         = "organization" # a team token is an error
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
