# Seats that are redundant because of another seat of the same person: a single
# IDE in addition to a pack that includes it, or the same product twice.
#
# With the rule reclaimable, the messages also say if the other seat is itself
# unused. Then revoke only one of the two.
data "jetbrains_license_audit" "overlaps" {
  inactive_days = 60
  rules         = ["overlapping", "reclaimable"]
  min_licenses  = 1
  require_scope = "organization"
}

output "redundant_seats" {
  value = { for f in data.jetbrains_license_audit.overlaps.findings : f.license_id => f.message if f.rule == "overlapping" }
}
