data "jetbrains_product_catalog" "all" {}

# A map from names to codes, for use in a filter, a price list, or a limit. Two
# plugins can have the same name, so each name maps to a list.
locals {
  code_of = { for p in data.jetbrains_product_catalog.all.products : p.name => p.code... }
}

output "webstorm" {
  value = one(local.code_of["WebStorm"])
}

output "packs" {
  value = { for p in data.jetbrains_product_catalog.all.products : p.code => p.covers if length(p.covers) > 0 }
}
