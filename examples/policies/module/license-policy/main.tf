# A license policy for plain values. It reads nothing and has no
# required_providers, so its tests need no provider, token, or network.

terraform {
  required_version = ">= 1.2"
}

variable "people" {
  description = "Number of people who hold a license."
  type        = number
  nullable    = false
}

variable "results" {
  description = "What the rules external and inactive say: `results` of an audit."
  type = map(object({
    count  = number
    emails = list(string)
  }))
  nullable = false
}

variable "available" {
  description = "Available seats by product code."
  type        = map(number)
  nullable    = false
}

variable "min_available" {
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
  # A product that was not read has no seats available.
  short_of = [for code, seats in var.min_available : code if lookup(var.available, code, 0) < seats]
  # A rule that is not enabled has no result, and must not pass.
  judged   = can(var.results["external"].count + var.results["inactive"].count)
  external = try(var.results["external"].count, 0)
  inactive = try(var.results["inactive"].count, 0)
}

output "verdict" {
  description = "That the policy passed. Otherwise, there is an error instead."
  value       = "The license policy passed for ${var.people} people."

  # Make sure that something was read, because an empty organization meets every
  # condition below.
  precondition {
    condition     = var.people > 0
    error_message = "No license holders were read, so the policy judged nothing."
  }

  precondition {
    condition     = local.judged
    error_message = "The audit lacks a result of external or inactive, so the policy judged nothing. Enable both rules."
  }

  precondition {
    condition     = local.external == 0
    error_message = "${local.external} people outside our domains hold licenses: ${join(", ", try(coalescelist(var.results["external"].emails), ["see the audit"]))}."
  }

  precondition {
    condition     = local.inactive * 100 <= var.max_inactive_percent * var.people
    error_message = "${local.inactive} of ${var.people} people are inactive, more than ${var.max_inactive_percent} percent."
  }

  precondition {
    condition     = length(local.short_of) == 0
    error_message = "Too few available seats for: ${join(", ", local.short_of)}."
  }
}
