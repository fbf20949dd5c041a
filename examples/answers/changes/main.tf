# What changed since the last apply? Apply once, then run this on a schedule:
#
#   terraform plan -detailed-exitcode
#
# Exit status 2 means that a license changed, and the plan shows which one. Then
# apply again, so that the next run compares with the current state. The output
# names nobody, but the state also contains the data source, which does.
data "jetbrains_licenses" "all" {}

output "licenses" {
  value = {
    for l in data.jetbrains_licenses.all.licenses : l.license_id => join(", ", compact([
      "${l.product_code} of ${coalesce(l.team_name, l.team_id, "no team")}",
      l.status,
      l.assignee_type == null ? "" : "assigned to a ${lower(replace(l.assignee_type, "_", " "))}",
      "last assigned ${coalesce(l.last_assigned, "never")}",
      l.valid_until_date == null ? "" : "valid until ${l.valid_until_date}",
      l.renews ? "renews" : "does not renew",
      l.trial ? "trial" : "",
      l.offline_code ? "offline code" : "",
    ]))
  }

  precondition {
    condition     = data.jetbrains_licenses.all.total_count > 0
    error_message = "No licenses were read, so all of them would appear to have been removed."
  }
}
