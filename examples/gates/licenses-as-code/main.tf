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

data "jetbrains_license_audit" "as_declared" {
  expected_entitlements = jsondecode(file("${path.module}/developers.json"))
  require_scope         = "organization"
  on_findings           = "error"
}
