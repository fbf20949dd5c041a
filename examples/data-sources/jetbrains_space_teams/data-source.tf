data "jetbrains_space_teams" "all" {}

output "people_by_team" {
  value = { for t in data.jetbrains_space_teams.all.teams : t.id => "${t.name}: ${join(", ", coalesce(t.member_usernames, ["not known"]))}" }
}

output "teams_without_a_lead" {
  value = [for t in data.jetbrains_space_teams.all.teams : t.id if length(coalesce(t.lead_usernames, [])) == 0]

  precondition {
    condition     = alltrue([for t in data.jetbrains_space_teams.all.teams : t.lead_usernames != null])
    error_message = "The token cannot see who leads the teams."
  }
}
