# Joins JetBrains Account and Space by email address to find license holders who
# are not in the Space, people in the Space without a license, and external people
# with one. Addresses from both are trimmed and in lower case.

terraform {
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

provider "jetbrains" {}

data "jetbrains_licensed_users" "all" {}

data "jetbrains_space_members" "all" {
  lifecycle {
    postcondition {
      condition     = self.active_emails != null
      error_message = "The Space token cannot read email addresses, so nothing can be compared. The warning names the permission."
    }
  }
}

locals {
  members = data.jetbrains_space_members.all

  # A person in the Space may have several addresses, and may hold a license under
  # any of them. Looking each one up in a map is fast even for a large company.
  # Comparing sets for every member is not.
  licensed = tomap({ for email in data.jetbrains_licensed_users.all.emails : email => true })
  unlicensed_members = [
    for m in local.members.members : m.username
    if m.status == "active" && !m.external && !anytrue([for email in m.emails : can(local.licensed[email])])
  ]
  external_holders = [
    for m in local.members.members : m.username
    if m.external && anytrue([for email in m.emails : can(local.licensed[email])])
  ]
}

output "holders_not_in_the_space" {
  value = sort(setsubtract(keys(local.licensed), local.members.active_emails))

  precondition {
    condition     = length(local.licensed) > 0 && local.members.total_count > 0
    error_message = "One side of the comparison is empty, so the result would be meaningless."
  }
}

output "active_members_without_a_license" {
  value = local.unlicensed_members
}

output "external_people_with_a_license" {
  value = local.external_holders
}
