# Who can use WebStorm now, through a WebStorm license or through a pack?
data "jetbrains_ide_entitlements" "webstorm" {
  product_codes = ["WS"]
  expand_packs  = true
}

output "webstorm_users" {
  value = lookup(data.jetbrains_ide_entitlements.webstorm.emails_by_product, "WS", [])
}

output "webstorm_users_through_a_pack" {
  value = distinct([for e in data.jetbrains_ide_entitlements.webstorm.entitlements : e.email if e.via != null && e.status == "active"])
}

# The products that each person holds licenses for, in any state. Packs are not
# expanded.
data "jetbrains_ide_entitlements" "all" {}

output "products_by_person" {
  value = {
    for e in data.jetbrains_ide_entitlements.all.entitlements : e.email => e.product_code...
  }
}
