data "jetbrains_licensed_users" "all" {}

# How many days ago was each person last seen? plantimestamp() returns a different
# time in each plan, so an output with this value would change in every plan.
locals {
  days_unseen = {
    for u in data.jetbrains_licensed_users.all.users :
    u.email => provider::jetbrains::days_between(u.last_seen, plantimestamp())
  }
}

check "nobody_is_away_for_a_year" {
  assert {
    condition     = length(local.days_unseen) > 0
    error_message = "No people were read, so the check below would pass without checking anything."
  }

  # Null means that the person has never been seen. It counts as zero days here.
  assert {
    condition     = alltrue([for days in values(local.days_unseen) : coalesce(days, 0) < 365])
    error_message = "Not seen for a year: ${join(", ", [for email, days in local.days_unseen : email if coalesce(days, 0) >= 365])}."
  }
}

# The result is 36 whole days.
output "between_two_dates" {
  value = provider::jetbrains::days_between("2026-10-16T08:00:00+02:00", "2026-11-21T12:00:00Z")
}
