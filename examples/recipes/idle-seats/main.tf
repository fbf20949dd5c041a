# Seats to take back: a person holds them and has not used them for 60 days,
# whatever else that person uses. Seats assigned less than 30 days ago are left
# out, because JetBrains does not take them back yet.
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
