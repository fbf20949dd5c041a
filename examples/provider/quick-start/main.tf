terraform {
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

# The customer code and the token come from the environment: JETBRAINS_CUSTOMER_CODE
# and JETBRAINS_TOKEN. Terraform would copy a token in this file into plan files.
provider "jetbrains" {}

data "jetbrains_licensed_users" "all" {}

data "jetbrains_seats" "by_product" {}

# Who holds what, and when was it last used? These are the first five people.
output "people" {
  value = {
    for u in slice(data.jetbrains_licensed_users.all.users, 0, min(5, data.jetbrains_licensed_users.all.total_count)) :
    u.email => "${join(", ", u.product_codes)}, last seen ${coalesce(u.last_seen, "never")}"
  }
}

# How many seats can be assigned now?
output "seats" {
  value = {
    for s in data.jetbrains_seats.by_product.seats : s.product_code => "${s.available} of ${s.total} available"
  }
}
