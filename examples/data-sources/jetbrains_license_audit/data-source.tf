# Who is inactive, who is outside our domains, which licenses end soon, and which
# products are running out of seats?
data "jetbrains_license_audit" "company" {
  inactive_days         = 90
  allowed_email_domains = ["acme.example", "*.acme.example"]
  expiring_days         = 30
  min_available         = { ALL = 1 }

  # An audit of no licenses, or of a single team, must not pass.
  min_licenses  = 1
  require_scope = "organization"

  # Start with warnings. Each exemption has an end date and a reason.
  warn_rules  = ["inactive", "expiring"]
  max_percent = { external = 5 }
  exemptions = [
    { email = "contractor7@evil.example", rules = ["external"], until = "2030-01-31", reason = "SOW-12" },
  ]
}

output "passed" {
  value = data.jetbrains_license_audit.company.passed
}

output "report" {
  value = data.jetbrains_license_audit.company.report
}

# Which seats can be reclaimed? No address appears in the plan or state.
data "jetbrains_license_audit" "idle_seats" {
  inactive_days      = 60
  rules              = ["reclaimable"]
  identify_people_by = "license_id"
  require_scope      = "organization"
}

output "reclaimable_by_product" {
  value = data.jetbrains_license_audit.idle_seats.reclaimable_by_product
}
