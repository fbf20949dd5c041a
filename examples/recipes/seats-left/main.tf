# Products with fewer than three seats that can be assigned now.
data "jetbrains_products" "all" {}

output "running_low" {
  value = { for p in data.jetbrains_products.all.products : p.code => p.available if p.available < 3 }

  precondition {
    condition     = data.jetbrains_products.all.total_count > 0
    error_message = "No products were read, so this result would be meaningless."
  }
}
