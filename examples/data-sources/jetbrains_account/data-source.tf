# Fails with an explanation if the customer code or the token is wrong.
data "jetbrains_account" "this" {
  lifecycle {
    # A team's token sees that team's licenses only. A policy about the whole
    # company needs a token of the organization.
    postcondition {
      condition     = self.scope == "organization"
      error_message = "This token belongs to the team ${self.teams[0].name}; use one of the organization."
    }
  }
}

output "customer" {
  value = "${data.jetbrains_account.this.customer_name} (${data.jetbrains_account.this.customer_code})"
}
