# A policy to start with. Expiring licenses only cause warnings, two of the other
# rules allow some findings, and each exemption has an end date and a reason.

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
  expiring_days         = 30
  allowed_email_domains = ["acme.example", "*.acme.example"]
  rules                 = ["inactive", "expiring", "external", "suspended"]

  # These findings never fail the plan.
  warn_rules = ["expiring"]

  # Up to the limit, findings are warnings. Above it, all of them are errors.
  max_percent  = { inactive = 20 }
  max_findings = { suspended = 4 }

  # The exemption ends at the start of the day in "until".
  exemptions = [
    { email = "contractor7@evil.example", rules = ["external"], until = "2099-01-31", reason = "SOW-12" },
    { email = "contractor8@evil.example", rules = ["external"], until = "2099-01-31", reason = "SOW-14" },
  ]

  require_scope = "organization"
  min_licenses  = 1
  on_findings   = "error"
}
