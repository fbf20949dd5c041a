# How many seats need not renew in the next 90 days? Of the seats that would renew by
# themselves, these are the ones that nobody holds, that nobody used for 60 days, or
# that add nothing to what their holder may use. A seat that ends by itself is no
# saving, so it does not count.
data "jetbrains_seats" "by_renewal" {
  group_by      = ["renewal", "product"]
  inactive_days = 60
  min_licenses  = 1
}

locals {
  last_day = timeadd(plantimestamp(), "2160h") # 90 days
  soon = [
    for s in data.jetbrains_seats.by_renewal.seats : s
    if s.renews && s.surplus > 0 && timecmp(coalesce(s.valid_until, "9999-12-31T00:00:00Z"), local.last_day) <= 0
  ]
}

output "not_to_renew" {
  value = sum(concat([0], local.soon[*].surplus))
}

# The same seats, as JetBrains Account lists them: by date, purchase, and product.
output "where" {
  value = [
    for s in local.soon :
    "${s.valid_until_date}: ${s.surplus} of ${s.total} ${coalesce(s.product_name, s.product_code)} (${s.subscription_pack})"
  ]
}
