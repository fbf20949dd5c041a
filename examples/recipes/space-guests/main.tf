# External people in the Space who sign in without two-factor authentication.
data "jetbrains_space_members" "all" {}

output "external_without_two_factor" {
  value = [
    for m in data.jetbrains_space_members.all.members : m.username
    if m.external == true && m.status == "active" && m.two_factor != "ACTIVE"
  ]

  precondition {
    condition     = data.jetbrains_space_members.all.total_count > 0
    error_message = "No members were read, so this result would be meaningless."
  }

  # A field that the token cannot see is null.
  precondition {
    condition = (
      data.jetbrains_space_members.all.without_two_factor_usernames != null &&
      alltrue([for m in data.jetbrains_space_members.all.members : m.status != null && m.external != null])
    )
    error_message = "The token cannot see who is external, who is active, or who uses two-factor authentication, so this result would be meaningless."
  }
}
