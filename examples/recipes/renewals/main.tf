# Licenses that end within 90 days and do not renew, with the reason.
data "jetbrains_license_audit" "expiring" {
  expiring_days = 90
  min_licenses  = 1
  require_scope = "organization"
}

output "ending" {
  value = [for f in data.jetbrains_license_audit.expiring.findings : f.message]
}

# The number of seats that renew, by date.
data "jetbrains_renewals" "all" {}

output "renewing" {
  value = {
    for date, seats in {
      for r in data.jetbrains_renewals.all.renewals : try(substr(r.valid_until, 0, 10), "no date") => r.total... if r.renews
    } : date => sum(seats)
  }
}
