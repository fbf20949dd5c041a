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

output "products" {
  value = {
    for l in data.jetbrains_licensed_user.one.licenses : l.product_name => coalesce(l.last_seen, "never seen")...
  }
}
