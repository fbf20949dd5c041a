data "jetbrains_licenses" "all" {}

output "answer" {
  value = "${data.jetbrains_licenses.all.total_count} licenses"
}
