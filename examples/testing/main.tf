# A policy that you can test without a server. This file evaluates the audit's
# verdict. A module that takes plain variables evaluates the list of products.

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
  allowed_email_domains = ["acme.example", "*.acme.example"]
  require_scope         = "organization"
}

data "jetbrains_products" "all" {}

module "seats" {
  source = "./seats"

  products  = data.jetbrains_products.all.products
  min_seats = { II = 1 }
}

output "license_audit" {
  value = data.jetbrains_license_audit.company.rule_counts

  precondition {
    condition     = data.jetbrains_license_audit.company.passed
    error_message = data.jetbrains_license_audit.company.report
  }
}

output "free_seats" {
  value = module.seats.free

  precondition {
    condition     = length(module.seats.problems) == 0
    error_message = join("\n", module.seats.problems)
  }
}
