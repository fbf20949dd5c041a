# Seats with an offline activation code. JetBrains cannot see whether they are
# used, and the code keeps working after its holder leaves.
data "jetbrains_license_audit" "offline" {
  rules         = ["offline_code"]
  min_licenses  = 1
  require_scope = "organization"
}

output "offline_codes" {
  value = [for f in data.jetbrains_license_audit.offline.findings : f.message]
}
