data "jetbrains_license_audit" "all" {
  as_of                 = plantimestamp()
  inactive_days         = 90
  allowed_email_domains = ["acme.example", "*.acme.example"]
  min_licenses          = 1
}

output "answer" {
  value = "${data.jetbrains_license_audit.all.rule_counts.inactive} inactive, ${data.jetbrains_license_audit.all.rule_counts.external} external"
}
