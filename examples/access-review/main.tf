# An access review of JetBrains licenses. review.sh plans this directory and
# writes the evidence to files. The plan changes nothing at JetBrains.

terraform {
  required_version = ">= 1.8" # for the provider's functions
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

provider "jetbrains" {
  require_scope = "organization" # a team token would review only its team
}

variable "decisions_file" {
  description = "CSV file with the reviewers' decisions: email, product_code, decision (keep or revoke), reviewer."
  type        = string
  default     = "decisions.csv"
}

variable "leaving_dates_file" {
  description = "CSV file of people who left or will leave: email (also with a name around it), last_day (such as 2026-09-30). Null if there is none."
  type        = string
  default     = null
}

variable "previous_file" {
  description = "population.csv of the last review. Null for the first review."
  type        = string
  default     = null
}

locals {
  # Spreadsheets write a byte-order mark, which would become part of the first
  # column's name.
  mark      = "\ufeff"
  decisions = trimprefix(file(var.decisions_file), local.mark)
  leaving   = var.leaving_dates_file == null ? null : csvdecode(trimprefix(file(var.leaving_dates_file), local.mark))

  # Of "Ada Lovelace <ada@acme.example>" only the address counts. The module refuses
  # what has no address.
  leaving_dates = local.leaving == null ? null : {
    for row in local.leaving : try(regex("[^\\s<>\"]+@[^\\s<>\"]+", row.email), row.email) => trimspace(row.last_day)
    if trimspace(row.last_day) != ""
  }
}

module "review" {
  source = "./review"

  decisions     = csvdecode(local.decisions)
  leaving_dates = local.leaving_dates
  previous      = var.previous_file == null ? null : csvdecode(file(var.previous_file))
}

# Sensitive, so that the job's log names no one. The files name people.
output "population" {
  sensitive = true
  value     = module.review.population
}

output "undecided" {
  sensitive = true
  value     = module.review.undecided
}

output "findings" {
  sensitive = true
  value     = module.review.findings
}

output "changes" {
  sensitive = true
  value     = module.review.changes
}

output "evidence" {
  value = merge(module.review.evidence, { decisions_sha256 = filesha256(var.decisions_file) })
}

output "passed" {
  value = module.review.passed
}
