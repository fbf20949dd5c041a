variable "directory_file" { type = string }

ephemeral "jetbrains_license_audit" "leavers" {
  not_in_directory = { directory_emails = jsondecode(file(var.directory_file)) }
  external         = { allowed_email_domains = ["acme.example"] }
  on_findings      = "error"
  exemptions = [
    { email = "contractor7@evil.example", rules = ["external", "not_in_directory"], until = "2027-01-31", reason = "SOW-12" },
    { email = "gone@evil.example", rules = ["external"], until = "2026-10-31", reason = "SOW-11" },
  ]
}
