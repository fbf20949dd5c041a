# A precondition of an output fails the plan with exit status 1. It can cover
# several data sources, while a postcondition belongs to one.

terraform {
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

provider "jetbrains" {}

data "jetbrains_products" "all" {}

data "jetbrains_license_audit" "company" {
  inactive_days         = 90
  allowed_email_domains = ["acme.example", "*.acme.example"]
  require_scope         = "organization" # a team token is an error
  min_licenses          = 1              # an empty result is an error
}

output "license_findings" {
  value = data.jetbrains_license_audit.company.rule_counts

  precondition {
    condition     = alltrue([for p in data.jetbrains_products.all.products : p.available * 2 <= p.total])
    error_message = "More than half of the seats are free for: ${join(", ", [for p in data.jetbrains_products.all.products : p.name if p.available * 2 > p.total])}."
  }

  precondition {
    condition     = data.jetbrains_license_audit.company.passed
    error_message = data.jetbrains_license_audit.company.report
  }
}
