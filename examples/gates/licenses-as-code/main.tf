# Licenses as code: a file under review declares who should have which product.
# The plan fails where a declared person has no license, or a holder is not
# declared. What is declared is in no plan and no state.

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
  # formatlist makes lists of text. Without it Terraform needs seconds to convert
  # a JSON array with thousands of addresses.
  expected_entitlements = { for code, emails in local.declared : code => formatlist("%s", emails) }
  require_scope         = "organization"
  on_findings           = "error"
}
