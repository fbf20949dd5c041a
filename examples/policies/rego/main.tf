# The Rego policy next to this file evaluates the plan of this configuration:
#
#   terraform plan -out=plan.tfplan
#   terraform show -json plan.tfplan > plan.json
#   conftest test --policy policy plan.json
#
# plan.json contains personal data, so do not keep it as a build artifact.

terraform {
  required_version = ">= 1.5"
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
  inactive    = { days = 90, severity = "warning" }
  on_findings = "none" # the policy reports them
}

check "seats_left" {
  assert {
    condition     = data.jetbrains_license_audit.company.summary.available > 0
    error_message = "No seats are available."
  }
}
