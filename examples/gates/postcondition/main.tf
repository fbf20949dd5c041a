# A postcondition ends the plan with an error and exit status 1.

terraform {
  required_providers {
    jetbrains = {
      source = "terraform-jetbrains/jetbrains"
    }
  }
}

provider "jetbrains" {}

data "jetbrains_license_audit" "company" {
  inactive_days         = 90
  allowed_email_domains = ["acme.example", "*.acme.example"]
  min_licenses          = 1 # an empty answer is an error, it must not pass

  lifecycle {
    postcondition {
      condition     = self.passed
      error_message = self.report
    }
  }
}
