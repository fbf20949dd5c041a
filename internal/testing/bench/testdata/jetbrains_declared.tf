locals {
  expected = { for code, emails in jsondecode(file("${path.module}/developers.json")) : code => formatlist("%s", emails) }
}

data "jetbrains_license_audit" "all" {
  as_of                  = plantimestamp()
  missing_entitlement    = { expected = local.expected }
  unexpected_entitlement = { expected = local.expected }
  on_findings            = "none"
}

output "answer" {
  value = "${data.jetbrains_license_audit.all.results["missing_entitlement"].count} missing, ${data.jetbrains_license_audit.all.results["unexpected_entitlement"].count} unexpected"
}
