# Reads who holds which license, and judges it by the reviewers' decisions.

terraform {
  required_version = ">= 1.8" # for the provider's functions
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

variable "decisions" {
  description = "One decision for each person and product. The review fails while a decision is missing."
  type = list(object({
    email        = string
    product_code = string
    decision     = string # keep or revoke
    reviewer     = string
  }))

  validation {
    condition     = alltrue([for d in var.decisions : contains(["keep", "revoke"], d.decision)])
    error_message = "Every decision must be keep or revoke."
  }
  validation {
    condition     = alltrue([for d in var.decisions : strcontains(d.reviewer, "@") && lower(trimspace(d.reviewer)) != lower(trimspace(d.email))])
    error_message = "Every decision needs the address of a reviewer, and no one reviews their own license."
  }
  validation {
    condition     = length(var.decisions) == length(distinct([for d in var.decisions : lower("${trimspace(d.email)} ${trimspace(d.product_code)}")]))
    error_message = "There are two decisions about the same person and product."
  }
}

variable "leaving_dates" {
  description = "Last working days by email address. Null if they are not known: then the review does not look for people who left."
  type        = map(string)
  default     = null

  # The audit only warns of these, and would find no license of the person.
  validation {
    condition     = alltrue([for email in keys(coalesce(var.leaving_dates, {})) : can(regex("^[^\\s<>\"]+@[^\\s<>\"]+$", trimspace(email)))])
    error_message = "Every key must be an address only, without a name around it."
  }
}

variable "previous" {
  description = "Rows of the last review's population. Null for the first review."
  type        = list(map(string))
  default     = null
}

data "jetbrains_account" "this" {}

data "jetbrains_seats" "all" {}

data "jetbrains_ide_entitlements" "all" {}

locals {
  # Every license that a person holds, in whatever state.
  population = provider::jetbrains::csvencode(
    data.jetbrains_ide_entitlements.all.entitlements,
    "email", "name", "product_code", "product_name", "license_id", "team_name", "status", "last_assigned", "last_seen", "valid_until_date",
  )

  # Every product that a person holds or that a decision names is declared, so a
  # license without a decision to keep it is a finding.
  products = distinct(concat(data.jetbrains_ide_entitlements.all.entitlements[*].product_code, [for d in var.decisions : trimspace(d.product_code)]))
  keep     = { for code in local.products : code => [for d in var.decisions : d.email if trimspace(d.product_code) == code && d.decision == "keep"] }

  # Licenses in whatever state about which nobody decided, as a file to fill in.
  decided   = { for d in var.decisions : lower("${trimspace(d.email)} ${trimspace(d.product_code)}") => d.decision }
  undecided = distinct([for e in data.jetbrains_ide_entitlements.all.entitlements : { email = e.email, product_code = e.product_code, decision = "", reviewer = "" } if !can(local.decided[lower("${e.email} ${e.product_code}")])])

  passed = data.jetbrains_license_audit.decisions.passed && length(local.undecided) == 0

  # Both sides are read from CSV, so that they compare as text.
  key = "%s, %s, license %s"
  now = { for row in csvdecode(local.population) : format(local.key, row.email, row.product_code, row.license_id) => row.status }
  was = var.previous == null ? {} : { for row in var.previous : format(local.key, row.email, row.product_code, row.license_id) => row.status }
}

data "jetbrains_license_audit" "decisions" {
  unexpected_entitlement = { expected = local.keep }
  missing_entitlement    = anytrue([for emails in local.keep : length(emails) > 0]) ? { expected = local.keep, severity = "warning" } : null
  departed               = var.leaving_dates == null ? null : { leaving_dates = var.leaving_dates }
  on_findings            = "none" # review.sh gates on passed, after the evidence is written
}

output "population" {
  description = "Every license that a person holds, as CSV."
  value       = local.population
}

output "undecided" {
  description = "The people and products without a decision, as a CSV file to fill in and to add to the decisions."
  value       = provider::jetbrains::csvencode(local.undecided, "email", "product_code", "decision", "reviewer")
}

output "findings" {
  description = "Active licenses without a decision to keep them, people without the license that was kept, and people who left, as Markdown."
  value       = provider::jetbrains::findings_markdown(data.jetbrains_license_audit.decisions)
}

output "changes" {
  description = "What changed since the last review. Null for the first review."
  value = var.previous == null ? null : {
    added   = sort([for key in keys(local.now) : key if !can(local.was[key])])
    removed = sort([for key in keys(local.was) : key if !can(local.now[key])])
    status  = { for key, status in local.now : key => "${local.was[key]} -> ${status}" if can(local.was[key]) && try(local.was[key], "") != status }
  }
}

output "evidence" {
  description = "What was reviewed, when, and with which result. Names no one."
  value = {
    customer_code     = data.jetbrains_account.this.customer_code
    customer_name     = data.jetbrains_account.this.customer_name
    scope             = data.jetbrains_account.this.scope
    reviewed          = formatdate("YYYY-MM-DD", plantimestamp())
    licenses          = data.jetbrains_seats.all.total.total
    held_by_people    = data.jetbrains_ide_entitlements.all.total_count
    floating          = data.jetbrains_seats.all.total.floating # people behind a license server are not known
    people            = data.jetbrains_seats.all.total.people
    population_sha256 = sha256(local.population)
    decisions         = length(var.decisions)
    undecided         = length(local.undecided)
    passed            = local.passed
    findings          = { for rule, r in data.jetbrains_license_audit.decisions.results : rule => r.count }
  }

  precondition {
    condition     = data.jetbrains_ide_entitlements.all.total_count > 0
    error_message = "Nobody holds a license, so there is nothing to review."
  }
}

output "passed" {
  description = "Whether there is a decision about every license that a person holds, no license is active against its decision, and nobody who left holds one."
  value       = local.passed
}
