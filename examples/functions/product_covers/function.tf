# Does the All Products Pack include WebStorm?
output "all_covers_webstorm" {
  value = provider::jetbrains::product_covers("ALL", "WS")
}

data "jetbrains_ide_entitlements" "all" {
  status = "active"
}

# Who holds the pack and also a product that the pack includes? A trial of the pack
# does not count, because it ends.
locals {
  holds_all = { for e in data.jetbrains_ide_entitlements.all.entitlements : e.email => true... if e.product_code == "ALL" && !e.trial }
}

output "redundant_seats" {
  value = [
    for e in data.jetbrains_ide_entitlements.all.entitlements : "${e.email}: ${coalesce(e.product_name, e.product_code)}"
    if provider::jetbrains::product_covers("ALL", e.product_code) && can(local.holds_all[e.email])
  ]
}
