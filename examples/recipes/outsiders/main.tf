# License holders outside our own domains.
data "jetbrains_license_audit" "outsiders" {
  allowed_email_domains = ["acme.example", "*.acme.example"]
  min_licenses          = 1
  require_scope         = "organization"
}

output "outsiders" {
  value = data.jetbrains_license_audit.outsiders.external_emails
}
