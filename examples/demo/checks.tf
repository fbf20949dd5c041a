# Policies as checks. A failed check is a warning below the plan, and the plan
# continues. To fail a build, use the audit.

check "no_suspended_people" {
  assert {
    condition     = length(data.jetbrains_licensed_users.all.suspended_emails) == 0
    error_message = "${length(data.jetbrains_licensed_users.all.suspended_emails)} people hold only suspended licenses."
  }
}
