# Terraform shows outputs in alphabetical order.

locals {
  account = data.jetbrains_account.this
  users   = data.jetbrains_licensed_users.all.users
  shown   = slice(local.users, 0, min(10, length(local.users)))
}

output "assigned_licenses" {
  value = join("\n", concat(
    [format("%-36s %-16s %-10s  %s", "person", "products", "last seen", "status")],
    [
      for u in local.shown :
      format("%-36s %-16s %-10s  %s", substr(u.email, 0, 36), substr(join(" ", u.product_codes), 0, 16), u.last_seen == null ? "never" : substr(u.last_seen, 0, 10), u.status)
    ],
    length(local.users) > length(local.shown) ? ["and ${length(local.users) - length(local.shown)} more people"] : [],
  ))
}

output "available_seats" {
  value = join("\n", concat(
    [format("%-28s %6s %9s %10s %7s %8s", "product", "seats", "assigned", "available", "unused", "surplus")],
    [
      for p in local.products :
      format("%-28s %6d %9d %10d %7d %8d", substr(coalesce(p.product_name, p.product_code), 0, 28), p.total, p.assigned, p.available, p.unused, p.surplus)
    ],
  ))
}

output "costs_by_team" {
  value = join("\n", concat(
    [format("%-28s %6s %12s %12s", "team", "seats", "per month", "of surplus")],
    [
      for t in data.jetbrains_seats.by_team.seats :
      format("%-28s %6d %12.2f %12.2f", substr(coalesce(t.team_name, t.team_id, "no team"), 0, 28), t.total, t.cost, t.surplus_cost)
    ],
    length(local.without_price) == 0 ? [] : ["without a price, so counted as free: ${join(", ", local.without_price)}"],
  ))
}

# What renews and could be let go, by month. A seat that ends by itself is no saving.
output "could_save_at_renewals" {
  value = join("\n", concat(
    [format("%-10s %9s %11s %12s", "renewal", "seats", "not needed", "per month")],
    [
      for month, seats in {
        for s in data.jetbrains_seats.by_renewal.seats : substr(coalesce(s.valid_until_date, "no date"), 0, 7) => s... if s.renews
      } : format("%-10s %9d %11d %12.2f", month, sum(seats[*].total), sum(seats[*].surplus), sum(seats[*].surplus_cost))
    ],
  ))
}

output "organization" {
  value = join("\n", [
    "${coalesce(local.account.customer_name, "Customer")} (${local.account.customer_code}); the token sees the ${local.account.scope}",
    "${data.jetbrains_seats.by_product.total.total} licenses of ${data.jetbrains_seats.by_product.total.people} people",
  ])
}
