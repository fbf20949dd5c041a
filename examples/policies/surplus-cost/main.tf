# What do unused seats cost, when do seats renew, and what does each team cost?
# The results contain no personal data. A product without a price is an error,
# because a total that left it out would be too low.

terraform {
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

provider "jetbrains" {}

variable "monthly_prices" {
  type    = map(number)
  default = { ALL = 77.9, AIP = 10, II = 59.9, PC = 24.9, WS = 15.9 }
}

data "jetbrains_license_costs" "company" {
  monthly_prices = var.monthly_prices
  inactive_days  = 60
}

data "jetbrains_renewals" "all" {}

output "idle_cost_per_month" {
  value = data.jetbrains_license_costs.company.total.reclaimable_cost
}

# Terraform's sum is not exact for decimals, so this rounds to the cent.
output "cost_by_team" {
  value = {
    for team, costs in {
      for c in data.jetbrains_license_costs.company.costs : coalesce(c.team_name, "no team") => c.billable_cost...
    } : team => tonumber(format("%.2f", sum(costs)))
  }
}

output "renewing_seats_by_month" {
  value = {
    for month, totals in {
      for r in data.jetbrains_renewals.all.renewals : try(substr(r.valid_until, 0, 7), "no date") => r.total... if r.renews
    } : month => sum(totals)
  }
}
