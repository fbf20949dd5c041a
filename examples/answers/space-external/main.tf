# Which external people are in the Space, guests among them, and which of them sign in
# without two-factor authentication?
data "jetbrains_space_members" "all" {}

locals {
  external = [for m in data.jetbrains_space_members.all.members : m if m.external == true && m.status == "active"]
}

output "external" {
  value = local.external[*].username

  # A field that the token cannot see is null, and would look like "not external".
  precondition {
    condition     = alltrue([for m in data.jetbrains_space_members.all.members : m.external != null && m.status != null])
    error_message = "The token cannot see who is external or who is active. The warning names the permission."
  }

  precondition {
    condition     = data.jetbrains_space_members.all.total_count > 0
    error_message = "The Space has no members, so this answer would mean nothing."
  }
}

output "without_two_factor" {
  value = [for m in local.external : m.username if m.two_factor != null && m.two_factor != "ACTIVE"]
}

# Not the same as none: Space does not tell the token.
output "two_factor_unknown" {
  value = [for m in local.external : m.username if m.two_factor == null]
}
