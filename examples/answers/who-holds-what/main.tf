# Who holds which product? A file for an auditor, with its digest, its date, and what
# it covers. Terraform keeps outputs after an apply only, together with the names in
# them. So apply, take the file, and remove the state:
#
#   terraform apply
#   terraform output -raw csv > licenses.csv
#   terraform output evidence
data "jetbrains_ide_entitlements" "all" {}

data "jetbrains_account" "this" {}

locals {
  csv = provider::jetbrains::csvencode(
    data.jetbrains_ide_entitlements.all.entitlements,
    "email", "name", "product_code", "product_name", "team_name", "license_id", "status", "last_seen",
  )
}

output "csv" {
  value = local.csv

  precondition {
    condition     = data.jetbrains_ide_entitlements.all.total_count > 0
    error_message = "Nobody holds a license, so this file would prove nothing."
  }
}

# The digest is of the file's bytes: sha256sum licenses.csv prints the same.
output "evidence" {
  value = {
    sha256   = sha256(local.csv)
    licenses = data.jetbrains_ide_entitlements.all.total_count
    customer = data.jetbrains_account.this.customer_code
    scope    = data.jetbrains_account.this.scope
    read     = plantimestamp()
  }
}
