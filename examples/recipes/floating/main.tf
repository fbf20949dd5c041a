# Seats held by a license server or a license key. They name no person.
data "jetbrains_licenses" "floating" {
  assignee_types = ["SERVER", "LICENSE_KEY"]
}

output "seats_by_license_server" {
  value = {
    for l in data.jetbrains_licenses.floating.licenses :
    "${l.server_type} ${l.server_uid}" => l.product_code... if l.assignee_type == "SERVER"
  }
}

output "license_keys" {
  value = {
    for l in data.jetbrains_licenses.floating.licenses :
    l.license_id => "${l.product_name}, registered to ${coalesce(l.name, "no name")}" if l.assignee_type == "LICENSE_KEY"
  }
}
