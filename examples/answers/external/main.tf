# Who holds a license with an address outside our domains?
data "jetbrains_license_audit" "external" {
  external    = { allowed_email_domains = ["acme.example", "*.acme.example"] }
  on_findings = "none"
}

output "external" {
  value = data.jetbrains_license_audit.external.results.external.emails
}
