variable "space_username" {
  description = "Username of a member of the Space."
  type        = string
}

data "jetbrains_space_member" "one" {
  username = var.space_username
}

output "member" {
  value = "${data.jetbrains_space_member.one.username} is ${data.jetbrains_space_member.one.status}, in ${length(data.jetbrains_space_member.one.team_ids)} teams"
}
