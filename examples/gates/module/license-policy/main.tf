# A license policy over plain values. It has no required_providers: it reads
# nothing, so its tests need no provider, no token and no network.

variable "people" {
  description = "How many people hold a license."
  type        = number
  nullable    = false
}

variable "inactive" {
  description = "How many of them are inactive."
  type        = number
  nullable    = false
}

variable "outsiders" {
  description = "Addresses of holders outside our domains."
  type        = list(string)
  nullable    = false
}

variable "free_seats" {
  description = "Available seats by product code."
  type        = map(number)
  nullable    = false
}

variable "min_free_seats" {
  description = "Seats by product code that must be available."
  type        = map(number)
  default     = {}
  nullable    = false
}

variable "max_inactive_percent" {
  description = "Share of inactive people that is tolerated."
  type        = number
  default     = 10
  nullable    = false
}

locals {
  # A product that was not read has no free seat.
  short_of = [for code, seats in var.min_free_seats : code if lookup(var.free_seats, code, 0) < seats]
}

output "verdict" {
  value = "The license policy holds for ${var.people} people."

  # Something must have been read: an empty organization meets every condition
  # below.
  precondition {
    condition     = var.people > 0
    error_message = "No person holds a license: nothing was read, so nothing was judged."
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
    error_message = "Too few free seats of: ${join(", ", local.short_of)}."
  }
}
