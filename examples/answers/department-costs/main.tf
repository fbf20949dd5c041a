# What does each department pay? The file says which department each person is in.
variable "people_file" {
  description = "CSV file with the columns email and department."
  type        = string
  default     = "people.csv"
}

variable "prices" {
  description = "Price of one seat, by product code. Use one period for all, such as a month."
  type        = map(number)
  default     = { ALL = 77.9, AIP = 10, II = 59.9, PC = 24.9, WS = 15.9 }
}

data "jetbrains_seats" "by_department" {
  group_by     = ["cost_center"]
  cost_centers = { for p in csvdecode(trimprefix(file(var.people_file), "\ufeff")) : p.email => p.department }
  prices       = var.prices
  min_licenses = 1
}

# "no department" pays for seats that nobody holds, for those of license servers and
# keys, and for those of people whom the file does not have.
output "cost_by_department" {
  value = { for s in data.jetbrains_seats.by_department.seats : coalesce(s.cost_center, "no department") => s.cost }
}

# The rows add up to this sum, exactly.
output "cost" {
  value = data.jetbrains_seats.by_department.total.cost
}
