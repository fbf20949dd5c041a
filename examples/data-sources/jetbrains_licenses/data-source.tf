# Which licenses does nobody hold, and which of them can be assigned now? A trial ends,
# and auto_renewed is null for a license without a subscription.
data "jetbrains_licenses" "unassigned" {
  assigned = false
}

output "assignable_license_ids" {
  value = [
    for l in data.jetbrains_licenses.unassigned.licenses : l.license_id
    if l.status == "available" && !l.trial && l.auto_renewed != null
  ]
}

# All licenses of two products, with the person, server, or key that holds them.
data "jetbrains_licenses" "web" {
  product_codes = ["WS", "PC"]
}

output "holders" {
  value = {
    for l in data.jetbrains_licenses.web.licenses : l.license_id => coalesce(l.email, l.server_uid, l.assignee_type, l.status)
  }
}
