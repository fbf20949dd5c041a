# The policy is a module that takes plain variables, so that `terraform test` can
# evaluate test data without a provider. This file passes the real data to it.

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

data "jetbrains_license_audit" "company" {
  external    = { allowed_email_domains = ["acme.example", "*.acme.example"] } # yours
  inactive    = { days = 90 }
  on_findings = "none" # the module decides
}

data "jetbrains_seats" "by_product" {}

module "license_policy" {
  source = "./license-policy"

  people        = data.jetbrains_license_audit.company.summary.people
  results       = data.jetbrains_license_audit.company.results
  available     = { for s in data.jetbrains_seats.by_product.seats : s.product_code => s.available }
  min_available = { ALL = 1 }
}

output "license_policy" {
  value = module.license_policy.verdict
}
