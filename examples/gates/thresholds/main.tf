# A policy that a company can start with: what is old only warns, what is rare is
# tolerated up to a limit, and who is excused is named with an end and a reason.

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

  # Reported, and never a reason to fail.
  warn_rules = ["expiring"]

  # Up to the limit only a warning, above it all of the rule's findings fail.
  max_percent  = { inactive = 20 }
  max_findings = { suspended = 4 }

  # From the day of "until" on, the exemption does not count any more.
  exemptions = [
    { email = "contractor7@evil.example", rules = ["external"], until = "2099-01-31", reason = "SOW-12" },
    { email = "contractor8@evil.example", rules = ["external"], until = "2099-01-31", reason = "SOW-14" },
  ]

  require_scope = "organization"
  min_licenses  = 1
  on_findings   = "error"
}
