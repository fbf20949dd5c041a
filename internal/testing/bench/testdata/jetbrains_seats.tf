data "jetbrains_licensed_users" "all" {}

data "jetbrains_seats" "all" {
  group_by      = ["product", "team", "renewal", "cost_center"]
  prices        = { AC = 1, AIP = 10, AIPU = 20, ALL = 77.9, CL = 1, DB = 1, DS = 1, GO = 19.9, II = 59.9, PC = 24.9, PS = 1, QA = 1, RD = 1, RM = 1, RR = 1, RSU = 40, WS = 15.9 }
  inactive_days = 60
  as_of         = plantimestamp()
  cost_centers  = { for i, email in data.jetbrains_licensed_users.all.emails : email => "center ${i % 20}" }
}

output "answer" {
  value = "${data.jetbrains_seats.all.total.surplus} surplus, ${data.jetbrains_seats.all.total.surplus_cost}"
}
