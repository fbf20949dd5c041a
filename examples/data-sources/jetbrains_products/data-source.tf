data "jetbrains_products" "all" {}

output "seats" {
  value = {
    for p in data.jetbrains_products.all.products : p.code => "${p.assigned} of ${p.total} assigned, ${p.available} free"
  }
}

# A check only warns, and the plan continues.
check "seats_left" {
  assert {
    condition     = data.jetbrains_products.all.total_count > 0
    error_message = "No products were read, so the check below would pass without checking anything."
  }

  assert {
    condition     = alltrue([for p in data.jetbrains_products.all.products : p.available >= 1])
    error_message = "No seats left for: ${join(", ", [for p in data.jetbrains_products.all.products : p.name if p.available < 1])}."
  }
}
