# Who holds a license and is not in the directory? Here the directory is a file with a
# JSON array of addresses. Any data source that lists people works too.
variable "directory_file" {
  description = "JSON array of the addresses of everybody in the identity provider."
  type        = string
  default     = "directory.json"
}

data "jetbrains_license_audit" "directory" {
  not_in_directory = { directory_emails = jsondecode(file(var.directory_file)) }
  on_findings      = "none"
}

output "not_in_directory" {
  value = data.jetbrains_license_audit.directory.results.not_in_directory.emails
}
