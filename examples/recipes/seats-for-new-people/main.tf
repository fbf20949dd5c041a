# Creates users only if there is a seat for each of them. terraform_data stands in
# for the resource that creates a user, such as okta_user.
variable "people" {
  description = "Addresses of people who need the All Products Pack."
  type        = set(string)
}

data "jetbrains_licenses" "all" {
  product_codes = ["ALL"]
  trial         = false # a trial ends, so it is not a seat to plan with
}

locals {
  seats   = data.jetbrains_licenses.all.licenses
  holders = { for l in local.seats : l.email => true... if l.email != null && l.status == "active" }
  without = [for email in var.people : email if !can(local.holders[lower(trimspace(email))])]
  free    = length([for l in local.seats : l if l.status == "available" && !l.expired && !l.suspended])
}

resource "terraform_data" "user" {
  for_each = var.people
  input    = each.value

  lifecycle {
    precondition {
      condition     = length(local.without) <= local.free
      error_message = "${length(local.without)} people need the All Products Pack, and ${local.free} seats are free. Buy more seats or reclaim unused ones first."
    }
  }
}
