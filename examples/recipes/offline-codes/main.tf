# Seats with an offline activation code. JetBrains does not see their use, and
# the code works even after its holder has left.
data "jetbrains_license_audit" "offline" {
  rules         = ["offline_code"]
  min_licenses  = 1
  require_scope = "organization"
}

output "offline_codes" {
  value = [for f in data.jetbrains_license_audit.offline.findings : f.message]
}
