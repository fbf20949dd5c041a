# Holders who are not in the identity provider any more. The directory is a
# JSON list of addresses here; any data source that lists people will do.
variable "directory_file" {
  description = "File with a JSON list of the addresses of everybody in the identity provider."
  type        = string
}

data "jetbrains_license_audit" "leavers" {
  directory_emails = jsondecode(file(var.directory_file))
  min_licenses     = 1
  require_scope    = "organization"
}

output "leavers" {
  value = data.jetbrains_license_audit.leavers.unmatched_emails
}
