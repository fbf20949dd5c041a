# Does the All Products Pack include WebStorm?
output "all_covers_webstorm" {
  value = provider::jetbrains::product_covers("ALL", "WS")
}

data "jetbrains_product_catalog" "all" {}

# Which packs include PyCharm? To find people who hold a pack and a product that it
# includes, use the rule overlapping of jetbrains_license_audit: it also knows which
# of the licenses ends first.
output "packs_with_pycharm" {
  value = [for p in data.jetbrains_product_catalog.all.products : p.code if provider::jetbrains::product_covers(p.code, "PC")]
}
