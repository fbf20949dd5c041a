# Who holds a license, and when was it last used?
data "jetbrains_licensed_users" "all" {}

output "last_seen" {
  value = { for u in data.jetbrains_licensed_users.all.users : u.email => coalesce(u.last_seen, "never") }
}

# Everybody in our domains who can use a license for IntelliJ IDEA Ultimate or the All
# Products Pack now.
data "jetbrains_licensed_users" "java" {
  product_codes = ["II", "ALL"]
  email_domains = ["acme.example", "*.acme.example"]
  status        = "active"
}

output "java_developers" {
  value = data.jetbrains_licensed_users.java.emails
}
