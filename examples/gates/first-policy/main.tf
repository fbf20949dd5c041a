# A first license policy: nobody outside of our domains, nobody idle for 90 days.

terraform {
  required_providers {
    jetbrains = {
      source = "terraform-jetbrains/jetbrains"
    }
  }
}

provider "jetbrains" {}

data "jetbrains_license_audit" "company" {
  allowed_email_domains = ["acme.example", "*.acme.example"] # yours
  inactive_days         = 90

  # Fewer licenses than this is an error: without it an empty answer would pass.
  min_licenses = 1

  # "warn" shows the findings and goes on. "error" ends the plan with exit status 1.
  on_findings = "warn"
}

output "findings" {
  value = data.jetbrains_license_audit.company.rule_counts
}
