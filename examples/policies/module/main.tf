# The policy is a module that takes plain variables, so that `terraform test` can
# evaluate test data without a provider. This file passes the real data to it.

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

module "license_policy" {
  source = "./license-policy"

  people         = data.jetbrains_license_audit.company.summary.people
  inactive       = data.jetbrains_license_audit.company.rule_counts["inactive"]
  outsiders      = data.jetbrains_license_audit.company.external_emails
  free_seats     = { for p in data.jetbrains_products.all.products : p.code => p.available }
  min_free_seats = { ALL = 1 }
}

output "license_policy" {
  value = module.license_policy.verdict
}
