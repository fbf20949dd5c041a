# License holders who are no longer in the identity provider. Here the directory
# is a JSON array of addresses. Any data source that lists people works too.
variable "directory_file" {
  description = "File with a JSON array of the addresses of everyone in the identity provider."
  type        = string
}

data "jetbrains_license_audit" "leavers" {
  directory_emails = jsondecode(file(var.directory_file))
  rules            = ["unmatched"] # without a directory, this is an error
  min_licenses     = 1
  require_scope    = "organization"
}

output "leavers" {
  value = data.jetbrains_license_audit.leavers.unmatched_emails
}
