data "jetbrains_space_permission_roles" "global" {}

# Who has a role that grants the permission Superadmin, by role.
output "administrators" {
  value = {
    for r in data.jetbrains_space_permission_roles.global.roles : r.name => r.usernames if contains(r.permissions, "Superadmin")
  }
}
