# Policies as checks: each one that does not hold is a warning under the plan,
# and the plan goes on. The audit is what fails a build.

check "no_suspended_people" {
  assert {
    condition     = length(data.jetbrains_licensed_users.all.suspended_emails) == 0
    error_message = "${length(data.jetbrains_licensed_users.all.suspended_emails)} people hold nothing but suspended licenses."
  }
}
