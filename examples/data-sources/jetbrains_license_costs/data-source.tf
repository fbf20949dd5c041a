# What the seats cost per month, and how much of that is for unused seats. The
# JetBrains API does not provide prices, so pass your own.
data "jetbrains_license_costs" "company" {
  monthly_prices = { ALL = 77.9, AIP = 10, II = 59.9, PC = 24.9, WS = 15.9 }
  inactive_days  = 60
}

output "license_cost_per_month" {
  value = data.jetbrains_license_costs.company.total.billable_cost
}

output "unassigned_cost_per_month" {
  value = data.jetbrains_license_costs.company.total.unassigned_cost
}

# Do not add the cost of overlapping seats to this cost, because a seat can be
# both reclaimable and overlapping.
output "idle_cost_per_month" {
  value = data.jetbrains_license_costs.company.total.reclaimable_cost
}
