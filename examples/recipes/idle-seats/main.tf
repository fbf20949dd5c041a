# Seats to reclaim: their holders have not used them for 60 days, no matter what
# else those people use. Seats assigned less than 30 days ago are left out,
# because JetBrains does not let you reclaim them yet.
data "jetbrains_license_audit" "idle" {
  inactive_days = 60
  rules         = ["reclaimable"]
  min_licenses  = 1
  require_scope = "organization"
}

output "reclaimable_seats" {
  value = data.jetbrains_license_audit.idle.reclaimable_by_product
}

output "why" {
  value = [for f in data.jetbrains_license_audit.idle.findings : f.message]
}
