# Seats that are redundant because of another seat of the same person: a single
# IDE in addition to a pack that includes it, or the same product twice.
data "jetbrains_license_audit" "overlaps" {
  rules         = ["overlapping"]
  min_licenses  = 1
  require_scope = "organization"
}

output "redundant_seats" {
  value = { for f in data.jetbrains_license_audit.overlaps.findings : f.license_id => f.message }
}
