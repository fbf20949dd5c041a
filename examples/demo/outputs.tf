locals {
  account  = data.jetbrains_account.this
  teams    = data.jetbrains_teams.all.teams
  products = data.jetbrains_products.all.products
  users    = data.jetbrains_licensed_users.all.users
  licenses = data.jetbrains_licenses.all.licenses
  person   = data.jetbrains_licensed_user.first

  # A renewal without a date belongs to a license without a subscription.
  renewals_by_month = {
    for r in data.jetbrains_renewals.all.renewals : substr(r.valid_until, 0, 7) => r...
    if r.valid_until != null && !r.expired
  }
}

output "organization" {
  value = "${coalesce(local.account.customer_name, "This organization")}, customer ${local.account.customer_code}: ${length(local.licenses)} licenses, ${length(local.users)} people, ${length(local.teams)} teams"
}

output "seats" {
  value = join("\n", concat(
    [format("%-24s %6s %9s %6s %7s", "product", "seats", "assigned", "free", "people")],
    [for p in local.products : format("%-24s %6d %9d %6d %7d", coalesce(p.name, p.code), p.total, p.assigned, p.available, p.people)],
  ))
}

output "teams" {
  value = join("\n", concat(
    [format("%-24s %6s %9s %6s %7s", "team", "seats", "assigned", "free", "people")],
    [for t in local.teams : format("%-24s %6d %9d %6d %7d", coalesce(t.name, t.id), t.total, t.assigned, t.available, t.people)],
  ))
}

output "people" {
  value = {
    active               = length(data.jetbrains_licensed_users.all.active_emails)
    suspended            = length(data.jetbrains_licensed_users.all.suspended_emails)
    never_seen           = length([for u in local.users : u if u.never_seen])
    with_an_offline_code = length([for u in local.users : u if u.offline_code])
    with_two_or_more     = length([for u in local.users : u if length(u.license_ids) > 1])
  }
}

output "people_who_may_use" {
  value = {
    for code in ["II", "PC", "WS", "AIP"] :
    code => length(lookup(data.jetbrains_ide_entitlements.all.emails_by_product, code, []))
  }
}

output "renewals" {
  value = join("\n", concat(
    [format("%-8s %6s %15s", "month", "seats", "not renewing")],
    [
      for month, rows in local.renewals_by_month : format("%-8s %6d %15d", month, sum(rows[*].total),
      sum(concat([0], [for r in rows : r.total if r.auto_renewed != true || r.renewal_stopped])))
    ],
  ))
}

output "one_person" {
  value = "${local.person.email} is ${local.person.status} and holds ${join(" and ", local.person.product_codes)} (last seen: ${coalesce(local.person.last_seen, "never")}); license ${data.jetbrains_license.first.license_id} belongs to team ${coalesce(data.jetbrains_license.first.team_name, "(none)")}"
}
