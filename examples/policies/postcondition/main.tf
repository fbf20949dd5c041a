# A postcondition fails the plan with exit status 1.

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

  lifecycle {
    postcondition {
      condition     = self.passed
      error_message = self.report
    }
  }
}
