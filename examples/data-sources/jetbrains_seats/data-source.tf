# How many seats of each product are there, and how many can be assigned now?
data "jetbrains_seats" "by_product" {}

output "available" {
  value = { for s in data.jetbrains_seats.by_product.seats : s.product_code => s.available }
}

# What do the seats of each team cost, and how much of that is for seats that can be
# given up? JetBrains does not provide prices, so pass your own, all for one period.
data "jetbrains_seats" "by_team" {
  group_by      = ["team"]
  prices        = { ALL = 77.9, AIP = 10, II = 59.9, PC = 24.9, WS = 15.9 }
  inactive_days = 60
}

output "costs" {
  value = [
    for s in data.jetbrains_seats.by_team.seats :
    { team = coalesce(s.team_name, s.team_id, "no team"), cost = s.cost, surplus = s.surplus_cost }
  ]
}

# How many seats need not renew, by product? A seat that ends by itself is no saving.
data "jetbrains_seats" "by_renewal" {
  group_by      = ["product", "renewal"]
  inactive_days = 60
}

output "not_to_renew" {
  value = {
    for code, seats in {
      for s in data.jetbrains_seats.by_renewal.seats : s.product_code => s.surplus... if s.renews
    } : code => sum(seats)
  }
}
