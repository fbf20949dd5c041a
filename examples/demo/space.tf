# JetBrains Space. You can read licenses without Space and Space without licenses,
# but joining them shows license holders who have left or are external.

variable "with_space" {
  description = "Whether to read JetBrains Space as well. Requires JETBRAINS_SPACE_URL and JETBRAINS_SPACE_TOKEN."
  type        = bool
  default     = true
}

data "jetbrains_space_organization" "this" {
  count = var.with_space ? 1 : 0
}

data "jetbrains_space_members" "all" {
  count = var.with_space ? 1 : 0

  lifecycle {
    postcondition {
      condition     = self.active_emails != null
      error_message = "The Space token cannot read email addresses, so members and license holders cannot be compared. The warning names the permission."
    }
  }
}

data "jetbrains_space_teams" "all" {
  count = var.with_space ? 1 : 0
}

locals {
  space_members = one(data.jetbrains_space_members.all)

  # Looking up an address in a map is fast even for a large company. Comparing
  # sets for every member is not.
  licensed = tomap({ for email in data.jetbrains_licensed_users.all.emails : email => true })

  # Null if the token cannot see two-factor status, which is not the same as none.
  without_two_factor = try(length(local.space_members.without_two_factor_usernames), "an unknown number")
}

output "space" {
  value = var.with_space ? join("\n", [
    "${data.jetbrains_space_organization.this[0].name}: ${local.space_members.total_count} people in ${data.jetbrains_space_teams.all[0].total_count} teams",
    "${length(local.space_members.external_usernames)} are external, ${length(local.space_members.suspended_usernames)} suspended, ${local.without_two_factor} without two-factor authentication",
    "${length(setsubtract(keys(local.licensed), local.space_members.active_emails))} license holders are not active members of the Space",
    "${length([for m in local.space_members.members : m if m.status == "active" && !anytrue([for email in m.emails : can(local.licensed[email])])])} active members hold no license",
    "external people with a license: ${join(", ", [for m in local.space_members.members : m.username if m.external && anytrue([for email in m.emails : can(local.licensed[email])])])}",
  ]) : null
}
