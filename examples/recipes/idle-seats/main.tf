# Seats to take back: paid for, held by somebody, and not used for 60 days,
# whatever else their holders use. JetBrains lets go of a seat 30 days after its
# assignment at the earliest, and so younger ones are not listed.
data "jetbrains_license_audit" "idle" {
  inactive_days = 60
  rules         = ["reclaimable"]
  min_licenses  = 1
  require_scope = "organization"
}

output "seats_to_take_back" {
  value = data.jetbrains_license_audit.idle.reclaimable_by_product
}

output "why" {
  value = [for f in data.jetbrains_license_audit.idle.findings : f.message]
}
