data "jetbrains_license_audit" "all" {
  as_of                 = plantimestamp()
  expected_entitlements = { for code, emails in jsondecode(file("${path.module}/developers.json")) : code => formatlist("%s", emails) }
  min_licenses          = 1
}

output "answer" {
  value = "${data.jetbrains_license_audit.all.rule_counts.missing_entitlement} missing, ${data.jetbrains_license_audit.all.rule_counts.unexpected_entitlement} unexpected"
}
