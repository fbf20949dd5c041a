# A tour of the provider. `make demo` runs it against a simulated organization.
# With JETBRAINS_CUSTOMER_CODE and JETBRAINS_TOKEN in the environment,
# `make demo LIVE=1` runs the same files against your own organization.

terraform {
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

provider "jetbrains" {}

data "jetbrains_account" "this" {}

data "jetbrains_teams" "all" {}

data "jetbrains_products" "all" {}

data "jetbrains_renewals" "all" {}

data "jetbrains_licenses" "all" {}

data "jetbrains_licensed_users" "all" {}

data "jetbrains_ide_entitlements" "all" {
  expand_packs = true
}

# One person and one seat, each looked up individually.
data "jetbrains_licensed_user" "first" {
  email = data.jetbrains_licensed_users.all.emails[0]
}

data "jetbrains_license" "first" {
  license_id = data.jetbrains_licensed_user.first.license_ids[0]
}
