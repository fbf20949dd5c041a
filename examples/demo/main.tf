# A tour of the provider. `make demo` plans it against a simulated organization. With
# JETBRAINS_CUSTOMER_CODE and JETBRAINS_TOKEN in the environment, `make demo LIVE=1`
# plans the same files against your own organization. Nothing has to be applied.

terraform {
  required_version = ">= 1.2"

  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

provider "jetbrains" {}

data "jetbrains_account" "this" {}

data "jetbrains_licensed_users" "all" {}

# How many seats there are, in three groupings. JetBrains has no prices, so a product
# without one counts as free here, and the table says so. Without this, it would be an
# error.
variable "prices" {
  description = "Price of one seat per month, by product code."
  type        = map(number)
  default     = { ALL = 77.9, AIP = 10, II = 59.9, PC = 24.9, WS = 15.9 }
}

data "jetbrains_seats" "by_product" {
  inactive_days = 60
}

data "jetbrains_seats" "by_team" {
  group_by      = ["team"]
  prices        = local.prices
  inactive_days = 60
}

data "jetbrains_seats" "by_renewal" {
  group_by      = ["renewal"]
  prices        = local.prices
  inactive_days = 60
}

locals {
  products      = data.jetbrains_seats.by_product.seats
  prices        = { for p in local.products : p.product_code => lookup(var.prices, p.product_code, 0) }
  without_price = [for p in local.products : p.product_code if p.billable > 0 && !contains(keys(var.prices), p.product_code)]
}
