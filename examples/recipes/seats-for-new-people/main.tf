# Creates users only if there is a seat for each of them. terraform_data stands in
# for the resource that creates a user, such as okta_user.
variable "people" {
  description = "Addresses of people who need the All Products Pack."
  type        = set(string)
}

data "jetbrains_ide_entitlements" "all" {}

data "jetbrains_products" "all" {}

locals {
  holders = { for email in lookup(data.jetbrains_ide_entitlements.all.emails_by_product, "ALL", []) : email => true }
  without = [for email in var.people : email if !can(local.holders[lower(trimspace(email))])]
  free    = { for p in data.jetbrains_products.all.products : p.code => p.available }
}

resource "terraform_data" "user" {
  for_each = var.people
  input    = each.value

  lifecycle {
    precondition {
      condition     = length(local.without) <= lookup(local.free, "ALL", 0)
      error_message = "${length(local.without)} people need the All Products Pack, and ${lookup(local.free, "ALL", 0)} seats are free. Buy more seats or reclaim unused ones first."
    }
  }
}
