# A check warns. The plan and the apply go on and exit with 0: good for a first
# look, and for a CI job that reads the result of the check by itself (../ci).

terraform {
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

provider "jetbrains" {}

# At the top level, not inside of the check: a data source in a check is printed
# with every plan, and each plan then counts as one with changes.
data "jetbrains_license_audit" "company" {
  inactive_days         = 90
  allowed_email_domains = ["acme.example", "*.acme.example"]
  require_scope         = "organization" # a token of one team is an error
  min_licenses          = 1              # an empty result is an error
}

check "license_policy" {
  assert {
    condition     = data.jetbrains_license_audit.company.passed
    error_message = data.jetbrains_license_audit.company.report
  }
}
