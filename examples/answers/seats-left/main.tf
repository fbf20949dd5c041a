# Which products have fewer than three seats that can be assigned now? Trials do not
# count, because they end.
data "jetbrains_seats" "by_product" {
  min_licenses = 1 # an answer about nothing would look like good news
}

output "running_low" {
  value = { for s in data.jetbrains_seats.by_product.seats : s.product_code => s.available if s.available < 3 }
}
