data "jetbrains_space_members" "all" {}

output "external_people" {
  value = data.jetbrains_space_members.all.external_usernames
}

# Everyone who signs in without two-factor authentication. If the token cannot
# see two-factor status, this is null, and a warning says so.
output "without_two_factor" {
  value = data.jetbrains_space_members.all.without_two_factor_usernames
}

check "guests_use_two_factors" {
  assert {
    condition     = data.jetbrains_space_members.all.total_count > 0
    error_message = "No members were read, so the check below would pass without checking anything."
  }

  assert {
    condition     = length([for m in data.jetbrains_space_members.all.members : m if m.guest && m.two_factor != "ACTIVE"]) == 0
    error_message = "Guests without two-factor authentication: ${join(", ", [for m in data.jetbrains_space_members.all.members : m.username if m.guest && m.two_factor != "ACTIVE"])}."
  }
}
