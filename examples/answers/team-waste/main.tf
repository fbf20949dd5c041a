# What does each team waste? The seats that nobody holds, that nobody used for 60 days,
# or that add nothing to what their holder may use, and their price. All of them can be
# given up, without anybody losing a product that they use. Seats that end by themselves
# are among them, because they are paid for until then: the example not-to-renew leaves
# them out.
variable "prices" {
  description = "Price of one seat, by product code. Use one period for all, such as a month."
  type        = map(number)
  default     = { ALL = 77.9, AIP = 10, II = 59.9, PC = 24.9, WS = 15.9 }
}

data "jetbrains_seats" "by_team" {
  group_by      = ["team"]
  prices        = var.prices
  inactive_days = 60
  min_licenses  = 1
}

output "waste_by_team" {
  value = [
    for s in data.jetbrains_seats.by_team.seats :
    {
      team        = coalesce(s.team_name, s.team_id, "no team")
      seats       = s.surplus
      cost        = s.surplus_cost
      cost_of_all = s.cost
    }
  ]
}
