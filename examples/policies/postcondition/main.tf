# A postcondition fails the plan with exit status 1.

terraform {
  required_version = ">= 1.2"
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
  on_findings = "none" # the postcondition reports them

  lifecycle {
    postcondition {
      condition     = self.passed
      error_message = self.report
    }
  }
}

# `tflint --fix` removes a data source that nothing refers to.
output "license_findings" {
  value = { for rule, r in data.jetbrains_license_audit.company.results : rule => r.count }
}
