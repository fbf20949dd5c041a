# A check warns. The plan and the apply go on and exit with 0: good for a first
# look, and for a CI job that reads the result of the check by itself (../ci).

terraform {
  required_providers {
    jetbrains = {
      source = "terraform-jetbrains/jetbrains"
    }
  }
}

provider "jetbrains" {}

# At the top level, not inside of the check: a data source in a check is printed
# with every plan, and each plan then counts as one with changes.
data "jetbrains_license_audit" "company" {
  inactive_days         = 90
  allowed_email_domains = ["acme.example", "*.acme.example"]
  min_licenses          = 1 # an empty answer is an error, it must not pass
}

check "license_policy" {
  assert {
    condition     = data.jetbrains_license_audit.company.passed
    error_message = data.jetbrains_license_audit.company.report
  }
}
