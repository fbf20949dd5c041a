# Who has an address outside our domains? Who is inactive? Which licenses end soon,
# and is a seat of each product left? Each object enables a rule.
data "jetbrains_license_audit" "company" {
  external         = { allowed_email_domains = ["acme.example", "*.acme.example"] }
  inactive         = { days = 90, severity = "warning" } # never fails the audit
  expiring         = { days = 30, max_percent = 5 }      # fails it above 5 %
  low_availability = { min_available = { ALL = 1 } }

  exemptions = [
    { email = "contractor7@evil.example", rules = ["external"], until = "2030-01-31", reason = "SOW-12" },
  ]
}

output "passed" {
  value = data.jetbrains_license_audit.company.passed
}

# What every rule says: how many it finds, of how many, and whom.
output "inactive" {
  value = data.jetbrains_license_audit.company.results.inactive.emails
}

output "findings_by_rule" {
  value = { for rule, r in data.jetbrains_license_audit.company.results : rule => "${r.count} of ${r.out_of}" }
}
