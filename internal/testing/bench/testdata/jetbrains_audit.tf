data "jetbrains_license_audit" "all" {
  as_of       = plantimestamp()
  inactive    = { days = 90 }
  external    = { allowed_email_domains = ["acme.example", "*.acme.example"] }
  on_findings = "none"
}

output "answer" {
  value = "${data.jetbrains_license_audit.all.results["inactive"].count} inactive, ${data.jetbrains_license_audit.all.results["external"].count} external"
}
