# Policies as checks: each one that does not hold is a warning under the plan,
# and the plan goes on. The guides show how to make one fail a build.

check "something_was_read" {
  assert {
    condition     = length(local.licenses) > 0
    error_message = "No license was read; the checks below would pass over nothing."
  }
}

check "only_our_own_people" {
  assert {
    condition     = length(local.outsiders) == 0
    error_message = "Licenses are held outside of ${join(", ", var.company_domains)} by: ${join(", ", local.outsiders)}."
  }
}

check "seats_left" {
  assert {
    condition     = alltrue([for p in local.products : p.available > 0])
    error_message = "No seat left of: ${join(", ", [for p in local.products : p.name if p.available == 0])}."
  }
}

check "nobody_is_suspended" {
  assert {
    condition     = length(data.jetbrains_licensed_users.all.suspended_emails) == 0
    error_message = "${length(data.jetbrains_licensed_users.all.suspended_emails)} people hold nothing but suspended licenses."
  }
}
