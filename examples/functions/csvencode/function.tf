data "jetbrains_licensed_users" "all" {}

# After `terraform apply`, `terraform output -raw license_holders > license-holders.csv`
# writes a file for a spreadsheet. Naming the columns keeps the document the same when
# the provider adds attributes, and it has its header even when nobody holds a license.
output "license_holders" {
  value = provider::jetbrains::csvencode(data.jetbrains_licensed_users.all.users, "email", "name", "status", "last_seen")
}

# A cell has no place for a list, so this joins the product codes into one text.
output "products_by_person" {
  value = provider::jetbrains::csvencode(
    [for u in data.jetbrains_licensed_users.all.users : { email = u.email, products = join(" ", u.product_codes) }],
    "email", "products",
  )
}
