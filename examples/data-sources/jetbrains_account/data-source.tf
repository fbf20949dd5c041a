# Fails with an explanation if the customer code or the token is wrong.
data "jetbrains_account" "this" {
  lifecycle {
    # A team token sees only that team's licenses. A policy for the whole company
    # needs an organization token.
    postcondition {
      condition     = self.scope == "organization"
      error_message = "This token belongs to the team ${coalesce(self.teams[0].name, self.teams[0].id)}; use an organization token."
    }
  }
}

output "customer" {
  value = "${coalesce(data.jetbrains_account.this.customer_name, "Customer")} (${data.jetbrains_account.this.customer_code})"
}
