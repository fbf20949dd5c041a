data "jetbrains_space_members" "all" {}

output "external_people" {
  value = data.jetbrains_space_members.all.external_usernames
}

# Who is active and signs in without two-factor authentication? Of the second list,
# Space does not say. A field that the token cannot see is null, with a warning.
output "without_two_factor" {
  value = data.jetbrains_space_members.all.without_two_factor_usernames
}

output "two_factor_unknown" {
  value = data.jetbrains_space_members.all.two_factor_unknown_usernames
}

# Every external person counts, guest or not, and so does one whose status is unknown.
check "external_people_use_two_factors" {
  assert {
    condition     = data.jetbrains_space_members.all.total_count > 0
    error_message = "No members were read, so the check below would pass without checking anything."
  }

  assert {
    condition     = length([for m in data.jetbrains_space_members.all.members : m if m.external != false && m.two_factor != "ACTIVE"]) == 0
    error_message = "External people without two-factor authentication: ${join(", ", [for m in data.jetbrains_space_members.all.members : coalesce(m.username, m.id) if m.external != false && m.two_factor != "ACTIVE"])}."
  }
}
