# JetBrains Space. You can read licenses without Space and Space without licenses.
# Both together show people who hold a license and are no active members.

variable "with_space" {
  description = "Whether to read JetBrains Space as well. Requires JETBRAINS_SPACE_URL and JETBRAINS_SPACE_TOKEN."
  type        = bool
  default     = true
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

locals {
  members = one(data.jetbrains_space_members.all)
}

output "space" {
  value = var.with_space ? join("\n", [
    "${local.members.total_count} people, ${try(length(local.members.external_usernames), "an unknown number")} of them external",
    "${length(setsubtract(data.jetbrains_licensed_users.all.emails, local.members.active_emails))} people hold a license and are no active members",
  ]) : null
}
