# What do unused seats cost, which seats renew when, and what does each team
# cost? The results contain no person. A product without a price is an error,
# because a sum without it would look like a saving.

terraform {
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

provider "jetbrains" {}

variable "monthly_price" {
  type    = map(number)
  default = { ALL = 77.9, AIP = 10, II = 59.9, PC = 24.9, WS = 15.9 }
}

data "jetbrains_renewals" "all" {}

data "jetbrains_teams" "all" {}

data "jetbrains_products" "team" {
  for_each = { for t in data.jetbrains_teams.all.teams : t.name => t.id }
  team_ids = [each.value]
}

data "jetbrains_license_audit" "idle" {
  inactive_days      = 60
  rules              = ["reclaimable"]
  identify_people_by = "license_id"
  require_scope      = "organization"
}

output "idle_cost_per_month" {
  value = sum(concat([0], [for code, seats in data.jetbrains_license_audit.idle.reclaimable_by_product : seats * var.monthly_price[code]]))
}

output "renewing_seats_by_month" {
  value = { for month, totals in { for r in data.jetbrains_renewals.all.renewals : substr(r.valid_until, 0, 7) => r.total... if r.renews } : month => sum(totals) }
}

output "cost_by_team" {
  value = { for team, d in data.jetbrains_products.team : team => sum(concat([0], [for p in d.products : p.billable * var.monthly_price[p.code]])) }
}
