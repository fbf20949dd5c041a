data "jetbrains_products" "all" {}

output "seats" {
  value = {
    for p in data.jetbrains_products.all.products : p.code => "${p.assigned} of ${p.total} assigned, ${p.available} free"
  }
}

# A check warns and lets the plan go on.
check "seats_left" {
  assert {
    condition     = data.jetbrains_products.all.total_count > 0
    error_message = "No product was read, so the check below would pass over nothing."
  }

  assert {
    condition     = alltrue([for p in data.jetbrains_products.all.products : p.available >= 1])
    error_message = "No seat left of: ${join(", ", [for p in data.jetbrains_products.all.products : p.name if p.available < 1])}."
  }
}
