# A policy that you can test without a server, a token, or a network:
#
#   terraform init
#   terraform test
#
# In a test, a mock answers in place of JetBrains. A mock ignores the arguments: the
# tests show what the policy does with an answer, and not which question it asks. A
# forgotten domain or a wrong number of days below stays unnoticed. To test those, plan
# against the simulator.

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
  require_scope = "organization" # a team's token sees a part of the company
}

data "jetbrains_license_audit" "company" {
  external         = { allowed_email_domains = ["acme.example", "*.acme.example"] }
  inactive         = { days = 90 }
  low_availability = { min_available = { II = 1 } }
  on_findings      = "none" # the preconditions below decide
}

locals {
  rules = data.jetbrains_license_audit.company.results
}

output "findings" {
  value = { for rule, r in local.rules : rule => r.count }

  precondition {
    condition     = local.rules.external.count == 0
    error_message = "Outside of our domains: ${join(", ", local.rules.external.emails)}."
  }

  precondition {
    condition     = local.rules.inactive.count * 10 <= local.rules.inactive.out_of
    error_message = "More than a tenth of the people are inactive: ${local.rules.inactive.count} of ${local.rules.inactive.out_of}."
  }

  precondition {
    condition     = local.rules.low_availability.count == 0
    error_message = "No seat is left of: ${join(", ", local.rules.low_availability.product_codes)}."
  }
}
