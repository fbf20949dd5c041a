# Fails with an explanation if the customer code or the token is wrong.
data "jetbrains_account" "this" {}

# A team's token sees the licenses of that team only. With require_scope =
# "organization", the provider refuses it.
output "token" {
  value = "${coalesce(data.jetbrains_account.this.customer_name, "Customer")} (${data.jetbrains_account.this.customer_code}), ${data.jetbrains_account.this.scope}"
}
