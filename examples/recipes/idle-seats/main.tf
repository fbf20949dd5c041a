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

# Ask the holders of these seats first: JetBrains cannot see the use of an offline
# activation code, or has no date at all.
data "jetbrains_licenses" "all" {}

locals {
  use_unknown = {
    for l in data.jetbrains_licenses.all.licenses : l.license_id => true
    if l.offline_code || (l.last_seen == null && l.last_assigned == null)
  }
}

output "ask_first" {
  value = [for id in data.jetbrains_license_audit.idle.reclaimable_license_ids : id if can(local.use_unknown[id])]
}
