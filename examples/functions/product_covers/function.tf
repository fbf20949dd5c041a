# Does the All Products Pack include WebStorm?
output "all_covers_webstorm" {
  value = provider::jetbrains::product_covers("ALL", "WS")
}

data "jetbrains_ide_entitlements" "all" {}

# Who holds the pack and also a product that the pack includes?
locals {
  holds_all = { for email in lookup(data.jetbrains_ide_entitlements.all.emails_by_product, "ALL", []) : email => true }
}

output "redundant_seats" {
  value = [
    for e in data.jetbrains_ide_entitlements.all.entitlements : "${e.email}: ${e.product_name}"
    if provider::jetbrains::product_covers("ALL", e.product_code) && can(local.holds_all[e.email])
  ]
}
