# Evaluates the list of products. The module reads nothing and has no
# required_providers, so its tests need no provider.

variable "products" {
  description = "The products, as jetbrains_products returns them."
  type        = list(object({ code = string, name = string, available = number }))
  nullable    = false
}

variable "min_seats" {
  description = "Number of seats that must be available, by product code."
  type        = map(number)
  nullable    = false
}

locals {
  free = { for p in var.products : p.code => p.available }
}

output "free" {
  description = "Available seats by product code."
  value       = local.free
}

output "problems" {
  description = "Violations of the policy, one sentence each."
  value = concat(
    # A policy that checks nothing would pass.
    length(var.products) == 0 ? ["No products were read, so the policy checked nothing."] : [],
    [for code, seats in var.min_seats : "${code} has ${lookup(local.free, code, 0)} available seats, fewer than ${seats}." if lookup(local.free, code, 0) < seats],
  )
}
