# Which licenses have an offline activation code? JetBrains cannot see whether they
# are used, and the code keeps working after its holder leaves.
data "jetbrains_license_audit" "offline" {
  offline_code = {}
  on_findings  = "none"
}

output "offline_codes" {
  value = { for f in data.jetbrains_license_audit.offline.findings : f.license_id => f.message }
}
