# Seats with an offline activation code: it works without ever being seen, also
# after its holder has left.
data "jetbrains_license_audit" "offline" {
  rules         = ["offline_code"]
  min_licenses  = 1
  require_scope = "organization"
}

output "offline_codes" {
  value = [for f in data.jetbrains_license_audit.offline.findings : f.message]
}
