# Unassigned seats. You can assign those with the status "available" now.
data "jetbrains_licenses" "free" {
  assigned = false
}

output "assignable_license_ids" {
  value = [for l in data.jetbrains_licenses.free.licenses : l.license_id if l.status == "available"]
}

# All seats of two products, with the person, server, or key that holds them.
data "jetbrains_licenses" "web" {
  product_codes = ["WS", "PS"]
}

output "web_seats" {
  value = {
    for l in data.jetbrains_licenses.web.licenses : l.license_id => coalesce(l.email, l.server_uid, l.assignee_type, l.status)
  }
}
