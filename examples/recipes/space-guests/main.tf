# External people in the Space who sign in without two-factor authentication.
data "jetbrains_space_members" "all" {}

output "external_without_two_factor" {
  value = [
    for m in data.jetbrains_space_members.all.members : m.username
    if m.external && m.status == "active" && m.two_factor != "ACTIVE"
  ]

  precondition {
    condition     = data.jetbrains_space_members.all.without_two_factor_usernames != null
    error_message = "The token cannot see two-factor status, so this result would be meaningless."
  }
}
