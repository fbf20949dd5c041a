data "jetbrains_teams" "all" {}

output "available_by_team" {
  value = [for t in data.jetbrains_teams.all.teams : "${coalesce(t.name, t.id, "no team")}: ${t.available} of ${t.total}"]
}

# Who holds licenses of each team? The key is the ID of the team, because names are
# not unique. Licenses without a team have a row without an ID, and "none" selects
# them.
data "jetbrains_licensed_users" "by_team" {
  for_each = toset([for t in data.jetbrains_teams.all.teams : coalesce(t.id, "none")])
  team_ids = [each.key]
}

output "people_by_team" {
  value = { for id, users in data.jetbrains_licensed_users.by_team : id => users.emails }
}
