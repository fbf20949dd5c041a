data "jetbrains_space_permission_roles" "global" {}

# Who has a role that grants the permission Superadmin, by role. People can have a
# role directly or through a team.
output "administrators" {
  value = {
    for r in data.jetbrains_space_permission_roles.global.roles : r.id => {
      name      = r.name
      usernames = r.usernames
      team_ids  = r.team_ids
    } if contains(r.permissions, "Superadmin")
  }
}
