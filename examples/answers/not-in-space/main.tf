# Which license holders are not in the Space, and which people in the Space have no
# license? The two are joined by address. In both, addresses are in lower case.
data "jetbrains_licensed_users" "all" {}

data "jetbrains_space_members" "all" {
  lifecycle {
    postcondition {
      condition     = alltrue([for m in self.members : m.emails != null && m.status != null && m.external != null])
      error_message = "The Space token cannot see addresses, who is active, or who is external. The warning names the permission."
    }
  }
}

locals {
  members = data.jetbrains_space_members.all.members

  # A person in the Space may have several addresses, and may hold a license under any
  # of them. To look up each in a map is fast even for a large company.
  holders  = data.jetbrains_licensed_users.all.emails
  licensed = { for email in local.holders : email => true }
  statuses = {
    for a in flatten([for m in local.members : [for email in m.emails : { email = email, status = m.status }]]) :
    a.email => a.status...
  }
}

output "not_in_the_space" {
  value = [for email in local.holders : email if !can(local.statuses[email])]

  precondition {
    condition     = length(local.licensed) > 0 && length(local.members) > 0
    error_message = "One side is empty, so this answer would mean nothing."
  }
}

# They are in the Space, but not active: suspended, or not yet a member.
output "not_active_in_the_space" {
  value = [for email in local.holders : email if !contains(try(local.statuses[email], ["active"]), "active")]
}

output "active_members_without_a_license" {
  value = [
    for m in local.members : m.username
    if m.status == "active" && !m.external && length(m.emails) > 0 && !anytrue([for email in m.emails : can(local.licensed[email])])
  ]
}

output "external_people_with_a_license" {
  value = [for m in local.members : m.username if m.external && anytrue([for email in m.emails : can(local.licensed[email])])]
}

# Nothing can be said of them: a license holder who is "not in the Space" may be one.
output "members_without_an_address" {
  value = [for m in local.members : m.username if length(m.emails) == 0]
}
