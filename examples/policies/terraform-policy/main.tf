# A Terraform policy evaluates resources and cannot read this provider's data
# sources. A resource therefore carries the audit's verdict to the policy next to
# this file. Terraform stores the resource in the state, so it contains only the
# verdict and counts, and no findings or addresses.

terraform {
  required_version = ">= 1.4"
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

data "jetbrains_license_audit" "company" {
  external    = { allowed_email_domains = ["acme.example", "*.acme.example"] } # yours
  inactive    = { days = 90 }
  on_findings = "none" # the policy decides
}

resource "terraform_data" "license_audit" {
  input = {
    license_audit = {
      passed = data.jetbrains_license_audit.company.passed
      counts = { for rule, r in data.jetbrains_license_audit.company.results : rule => r.count }
    }
  }
}
