# What the seats cost per month, and how much of that is unused.

variable "monthly_prices" {
  description = "Cost of one seat per month, by product code."
  type        = map(number)
  default     = { ALL = 77.9, AIP = 10, II = 59.9, PC = 24.9, WS = 15.9 }
}

data "jetbrains_license_costs" "company" {
  # A product without a price is an error. The demo counts such products as free
  # and lists them, so that it can run against any organization.
  monthly_prices = { for p in data.jetbrains_products.all.products : p.code => lookup(var.monthly_prices, p.code, 0) }
  inactive_days  = 150
}

locals {
  without_price = [for p in data.jetbrains_products.all.products : p.code if p.billable > 0 && !contains(keys(var.monthly_prices), p.code)]
}

output "costs" {
  value = join("\n", concat(
    [format("%-24s %10s %10s %13s", "team", "per month", "unused", "unassigned")],
    [
      for t in data.jetbrains_license_costs.company.totals_by_team :
      format("%-24s %10.2f %10.2f %13.2f", coalesce(t.team_name, t.team_id, "no team"), t.billable_cost, t.reclaimable_cost, t.unassigned_cost)
    ],
    length(local.without_price) == 0 ? [] : ["not included, because monthly_prices has no price: ${join(", ", local.without_price)}"],
  ))
}
