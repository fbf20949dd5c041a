# Products of which fewer than three seats can be assigned now.
data "jetbrains_products" "all" {}

output "running_low" {
  value = { for p in data.jetbrains_products.all.products : p.name => p.available if p.available < 3 }

  precondition {
    condition     = data.jetbrains_products.all.total_count > 0
    error_message = "No product was read, so this result would mean nothing."
  }
}
