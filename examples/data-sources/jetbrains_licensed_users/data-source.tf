# Everyone who holds a license.
data "jetbrains_licensed_users" "all" {}

output "people" {
  value = data.jetbrains_licensed_users.all.total_count
}

output "never_seen" {
  value = [for u in data.jetbrains_licensed_users.all.users : u.email if u.never_seen]
}

# Everyone in our domains who holds an active license for IntelliJ IDEA Ultimate
# or the All Products Pack.
data "jetbrains_licensed_users" "java" {
  product_codes = ["II", "ALL"]
  email_domains = ["acme.example", "*.acme.example"]
  status        = "active"
}

output "java_developers" {
  value = data.jetbrains_licensed_users.java.emails
}
