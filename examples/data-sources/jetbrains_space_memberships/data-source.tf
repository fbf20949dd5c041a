data "jetbrains_space_memberships" "all" {}

# Who has joined which team since the beginning of the year.
output "joined_this_year" {
  value = [
    for m in data.jetbrains_space_memberships.all.memberships : "${m.username} joined ${coalesce(m.team_name, m.team_id)} on ${m.since}"
    if try(substr(m.since, 0, 4), "") == formatdate("YYYY", plantimestamp())
  ]
}
