# A first license policy: no license holder has an address outside our domains,
# and no one is inactive for 90 days.

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
  # With a team token, the audit would cover only that team.
  require_scope = "organization"
}

data "jetbrains_license_audit" "company" {
  external = { allowed_email_domains = ["acme.example", "*.acme.example"] } # yours
  inactive = { days = 90, severity = "warning" }

  # "warn" shows the findings. "error" also fails the plan with exit status 1 if
  # the audit does not pass.
  on_findings = "warn"
}

output "findings" {
  value = { for rule, r in data.jetbrains_license_audit.company.results : rule => r.count }
}
