# A first license policy: no license holder is outside our domains, and none has
# been idle for 90 days.

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

  # With a team token, the audit would cover only that team.
  require_scope = "organization"

  # Fewer licenses than this is an error, because an audit of nothing would pass.
  min_licenses = 1

  # "warn" shows the findings. "error" also fails the plan with exit status 1.
  on_findings = "warn"
}

output "findings" {
  value = data.jetbrains_license_audit.company.rule_counts
}
