# A license policy for plain values. It reads nothing and has no
# required_providers, so its tests need no provider, token, or network.

variable "people" {
  description = "Number of people who hold a license."
  type        = number
  nullable    = false
}

variable "inactive" {
  description = "Number of those people who are inactive."
  type        = number
  nullable    = false
}

variable "outsiders" {
  description = "Addresses of license holders outside our domains."
  type        = list(string)
  nullable    = false
}

variable "free_seats" {
  description = "Available seats by product code."
  type        = map(number)
  nullable    = false
}

variable "min_free_seats" {
  description = "Number of seats that must be available, by product code."
  type        = map(number)
  default     = {}
  nullable    = false
}

variable "max_inactive_percent" {
  description = "Highest acceptable percentage of inactive people."
  type        = number
  default     = 10
  nullable    = false
}

locals {
  # A product that was not read has no free seats.
  short_of = [for code, seats in var.min_free_seats : code if lookup(var.free_seats, code, 0) < seats]
}

output "verdict" {
  value = "The license policy passed for ${var.people} people."

  # Make sure that something was read, because an empty organization meets every
  # condition below.
  precondition {
    condition     = var.people > 0
    error_message = "No license holders were read, so the policy checked nothing."
  }

  precondition {
    condition     = length(var.outsiders) == 0
    error_message = "People outside our domains hold licenses: ${join(", ", var.outsiders)}."
  }

  precondition {
    condition     = var.inactive * 100 <= var.max_inactive_percent * var.people
    error_message = "${var.inactive} of ${var.people} people are inactive, more than ${var.max_inactive_percent} percent."
  }

  precondition {
    condition     = length(local.short_of) == 0
    error_message = "Too few free seats for: ${join(", ", local.short_of)}."
  }
}
