data "jetbrains_renewals" "all" {}

# The number of seats that renew, by month.
output "renewing_seats_by_month" {
  value = {
    for month, seats in {
      for r in data.jetbrains_renewals.all.renewals : try(substr(r.valid_until, 0, 7), "no date") => r.total... if r.renews
    } : month => sum(seats)
  }
}

# Subscriptions that end unless you renew them.
output "ending" {
  value = [
    for r in data.jetbrains_renewals.all.renewals :
    "${r.valid_until}: ${r.total} ${coalesce(r.product_name, r.product_code)}"
    if r.valid_until != null && !r.expired && !r.renews
  ]
}
