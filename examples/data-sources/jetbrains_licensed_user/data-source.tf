variable "email" {
  description = "Address of a person who holds a license, in any letter case."
  type        = string
}

data "jetbrains_licensed_user" "one" {
  email = var.email
}

output "status" {
  value = data.jetbrains_licensed_user.one.status
}

output "last_seen_by_product" {
  value = {
    for l in data.jetbrains_licensed_user.one.licenses : l.product_code => coalesce(l.last_seen, "never")...
  }
}
