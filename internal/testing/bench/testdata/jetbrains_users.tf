data "jetbrains_licensed_users" "all" {}

output "answer" {
  value = "${data.jetbrains_licensed_users.all.total_count} people"
}
