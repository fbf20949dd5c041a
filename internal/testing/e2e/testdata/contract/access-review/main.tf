data "jetbrains_ide_entitlements" "all" {}

data "jetbrains_account" "this" {}

locals {
  review = provider::jetbrains::csvencode(data.jetbrains_ide_entitlements.all.entitlements, "email", "name", "product_code", "product_name", "team_name", "status", "last_seen")
}

output "review" {
  value = {
    csv      = local.review
    sha256   = sha256(local.review)
    licenses = data.jetbrains_ide_entitlements.all.total_count
    customer = data.jetbrains_account.this.customer_code
    scope    = data.jetbrains_account.this.scope
    reviewed = formatdate("YYYY-MM-DD", plantimestamp())
  }
}
