# Licenses as code: a reviewed file declares who should have which product. The
# plan fails if a declared person has no license, or if a license lets a person
# use a declared product without being declared for it. Plan and state contain
# the people with findings, but not the rest of the declaration.

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
  require_scope = "organization" # a team token is an error
}

locals {
  declared = jsondecode(file("${path.module}/developers.json"))
  # formatlist returns lists of strings. Without it, Terraform takes seconds to
  # convert a JSON array with thousands of addresses. The inner for fails on a null
  # list, for which formatlist would defer the audit to the apply.
  expected = { for code, emails in local.declared : code => formatlist("%s", [for e in emails : e if e != null]) }
}

data "jetbrains_license_audit" "as_declared" {
  missing_entitlement    = { expected = local.expected }
  unexpected_entitlement = { expected = local.expected }
  on_findings            = "error"
}

# `tflint --fix` removes a data source that nothing refers to.
output "license_findings" {
  value = { for rule, r in data.jetbrains_license_audit.as_declared.results : rule => r.count }
}
