# A precondition of an output fails the plan with exit status 1. It can cover
# several data sources, while a postcondition belongs to one.

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

data "jetbrains_seats" "by_product" {
  min_licenses = 1 # an empty result is an error
}

data "jetbrains_license_audit" "company" {
  external    = { allowed_email_domains = ["acme.example", "*.acme.example"] } # yours
  inactive    = { days = 90 }
  on_findings = "none" # the precondition reports them
}

output "license_findings" {
  value = { for rule, r in data.jetbrains_license_audit.company.results : rule => r.count }

  precondition {
    condition     = alltrue([for s in data.jetbrains_seats.by_product.seats : s.available * 2 <= s.total])
    error_message = "More than half of the seats are available for: ${join(", ", [for s in data.jetbrains_seats.by_product.seats : coalesce(s.product_name, s.product_code) if s.available * 2 > s.total])}."
  }

  precondition {
    condition     = data.jetbrains_license_audit.company.passed
    error_message = data.jetbrains_license_audit.company.report
  }
}
