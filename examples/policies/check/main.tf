# A check only warns, and plan and apply exit with status 0. Use it to get
# started, or in a CI job that reads the result of the check (../ci).

terraform {
  required_version = ">= 1.5"
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

# The data source is at the top level. If it were inside the check block,
# Terraform would print it in every plan, and every plan would have changes.
data "jetbrains_license_audit" "company" {
  external    = { allowed_email_domains = ["acme.example", "*.acme.example"] } # yours
  inactive    = { days = 90 }
  on_findings = "none" # the check reports them
}

check "license_policy" {
  assert {
    condition     = data.jetbrains_license_audit.company.passed
    error_message = data.jetbrains_license_audit.company.report
  }
}
