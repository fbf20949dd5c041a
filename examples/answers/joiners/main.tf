# Are there seats for the people who join? The answer is the number of seats that are
# left afterwards. A number below zero is what to buy, or to take from unused seats.
variable "joiners" {
  description = "Number of people who need a seat, by product code."
  type        = map(number)
  default     = { ALL = 2, WS = 1 }
}

data "jetbrains_seats" "by_product" {
  min_licenses = 1
}

locals {
  available  = { for s in data.jetbrains_seats.by_product.seats : s.product_code => s.available }
  seats_left = { for code, people in var.joiners : code => lookup(local.available, code, 0) - people }
}

output "seats_left" {
  value = local.seats_left
}

# A check warns. In a precondition of the resource that creates the user, the same
# condition stops the apply before it creates anybody.
check "seats_for_everybody" {
  assert {
    condition     = alltrue([for seats in values(local.seats_left) : seats >= 0])
    error_message = "Seats are missing: ${join(", ", [for code, seats in local.seats_left : "${abs(seats)} of ${code}" if seats < 0])}."
  }
}
