data "jetbrains_space_permission_roles" "global" {}

# Who can grant permissions to others, by role.
output "administrators" {
  value = {
    for r in data.jetbrains_space_permission_roles.global.roles : r.name => r.usernames if contains(r.permissions, "Superadmin")
  }
}
