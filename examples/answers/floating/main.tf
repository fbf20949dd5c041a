# Which seats does a license server or a license key hold? These seats name no person.
data "jetbrains_licenses" "floating" {
  assignee_types = ["SERVER", "LICENSE_KEY"]
}

output "seats_by_license_server" {
  value = {
    for l in data.jetbrains_licenses.floating.licenses :
    "${coalesce(l.server_type, "SERVER")} ${coalesce(l.server_uid, "without an ID")}" => l.product_code... if l.assignee_type == "SERVER"
  }
}

output "license_keys" {
  value = {
    for l in data.jetbrains_licenses.floating.licenses :
    l.license_id => "${coalesce(l.product_name, l.product_code)}, registered to ${coalesce(l.name, "no name")}" if l.assignee_type == "LICENSE_KEY"
  }
}
