variable "space_username" {
  description = "Username of a member of the Space."
  type        = string
}

data "jetbrains_space_member_permissions" "one" {
  username    = var.space_username
  permissions = ["Superadmin", "Profile.View"]

  lifecycle {
    postcondition {
      condition     = !self.granted["Superadmin"]
      error_message = "${self.username} is an administrator of the Space."
    }
  }
}

output "granted" {
  value = data.jetbrains_space_member_permissions.one.granted
}
