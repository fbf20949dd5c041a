data "jetbrains_teams" "all" {}

# A map from the names of teams to the IDs that other data sources accept in
# team_ids.
locals {
  team_ids = { for t in data.jetbrains_teams.all.teams : coalesce(t.name, t.id) => t.id }
}

data "jetbrains_licensed_users" "by_team" {
  for_each = local.team_ids
  team_ids = [each.value]
}

output "people_by_team" {
  value = { for team, users in data.jetbrains_licensed_users.by_team : team => users.emails }
}
