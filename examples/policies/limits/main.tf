# A policy to start with. Expiring licenses only cause warnings, two of the other
# rules allow some findings, and each exemption has an end date and a reason.

terraform {
  required_version = ">= 1.0"
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
  external = { allowed_email_domains = ["acme.example", "*.acme.example"] } # yours

  # These findings never fail the plan.
  expiring = { days = 30, severity = "warning" }

  # Up to the limit, findings are warnings. Above it, all of them are errors.
  inactive  = { days = 90, max_percent = 20 }
  suspended = { max_findings = 4 }

  # The exemption ends at the start of the day in "until".
  exemptions = [
    { email = "contractor7@evil.example", rules = ["external"], until = "2099-01-31", reason = "SOW-12" },
    { email = "contractor8@evil.example", rules = ["external"], until = "2099-01-31", reason = "SOW-14" },
  ]

  on_findings = "error"
}

# `tflint --fix` removes a data source that nothing refers to.
output "license_findings" {
  value = { for rule, r in data.jetbrains_license_audit.company.results : rule => r.count }
}
