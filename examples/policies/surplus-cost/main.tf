# What the seats cost, and what can go at the next renewals. The results contain
# no personal data. A product without a price is an error, because a total that
# left it out would be too low.

terraform {
  required_version = ">= 1.2"
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

provider "jetbrains" {
  require_scope = "organization" # a team token is an error
}

variable "prices" {
  description = "Price of one seat by product code, for a period of your choice. Costs are for the same period."
  type        = map(number)
  default     = { ALL = 77.9, AIP = 10, II = 59.9, PC = 24.9, WS = 15.9 }
}

data "jetbrains_seats" "by_team" {
  group_by      = ["team"]
  prices        = var.prices
  inactive_days = 60
}

data "jetbrains_seats" "by_renewal" {
  group_by      = ["renewal", "product"]
  prices        = var.prices
  inactive_days = 60
}

# What renews and could be let go: what ends by itself is no saving.
output "could_save" {
  description = "Cost of the surplus seats that renew."
  value       = sum(concat([0], [for s in data.jetbrains_seats.by_renewal.seats : s.surplus_cost if s.renews]))
}

output "cost_by_team" {
  description = "Cost of the billable seats by team ID."
  value       = { for s in data.jetbrains_seats.by_team.seats : coalesce(s.team_id, "no team") => s.cost }
}

output "not_to_renew_by_month" {
  description = "Number of surplus seats by the month in which they renew."
  value       = { for month, seats in { for s in data.jetbrains_seats.by_renewal.seats : substr(coalesce(s.valid_until_date, "no date"), 0, 7) => s.surplus... if s.renews } : month => sum(seats) }
}
