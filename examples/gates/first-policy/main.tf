# A first license policy: no holder outside our domains, none idle for 90 days.

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
  allowed_email_domains = ["acme.example", "*.acme.example"] # yours
  inactive_days         = 90

  # A token of one team would judge that team only.
  require_scope = "organization"

  # Fewer licenses than this is an error: an audit of nothing would pass.
  min_licenses = 1

  # "warn" shows the findings. "error" also ends the plan with exit status 1.
  on_findings = "warn"
}

output "findings" {
  value = data.jetbrains_license_audit.company.rule_counts
}
