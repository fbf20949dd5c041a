# Fails with an explanation if the customer code or the token is wrong.
data "jetbrains_account" "this" {}

# A team's token sees the licenses of that team only. With require_scope =
# "organization", the provider refuses it.
output "token" {
  value = {
    customer_code = data.jetbrains_account.this.customer_code
    customer_name = data.jetbrains_account.this.customer_name
    scope         = data.jetbrains_account.this.scope
    read_only     = data.jetbrains_account.this.read_only
  }
}
