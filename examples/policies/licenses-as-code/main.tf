# Licenses as code: a reviewed file declares who should have which product. The
# plan fails if a declared person has no license, or if a license holder is not
# declared. Plan and state contain the people with findings, but not the rest of
# the declaration.

terraform {
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

provider "jetbrains" {}

locals {
  declared = jsondecode(file("${path.module}/developers.json"))
}

data "jetbrains_license_audit" "as_declared" {
  # formatlist returns lists of strings. Without it, Terraform takes seconds to
  # convert a JSON array with thousands of addresses. The inner for fails on a null
  # list, for which formatlist would defer the audit to the apply.
  expected_entitlements = { for code, emails in local.declared : code => formatlist("%s", [for e in emails : e if e != null]) }
  require_scope         = "organization"
  on_findings           = "error"
}
