# Seats that another seat of the same person makes redundant: a single IDE
# beside a pack that covers it, or one product twice.
data "jetbrains_license_audit" "overlaps" {
  rules         = ["overlapping"]
  min_licenses  = 1
  require_scope = "organization"
}

output "redundant_seats" {
  value = { for f in data.jetbrains_license_audit.overlaps.findings : f.license_id => f.message }
}
