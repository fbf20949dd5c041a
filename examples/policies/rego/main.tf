# The Rego policy next to this file evaluates the plan of this configuration:
#
#   terraform plan -out=plan.tfplan
#   terraform show -json plan.tfplan > plan.json
#   conftest test --policy policy plan.json
#
# plan.json contains personal data, so do not keep it as a build artifact.

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
  warn_rules            = ["inactive"]
  require_scope         = "organization"
}

check "seats_left" {
  assert {
    condition     = data.jetbrains_license_audit.company.summary.available > 0
    error_message = "No seats are left."
  }
}
