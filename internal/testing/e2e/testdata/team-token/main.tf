data "jetbrains_licenses" "all" {}

data "jetbrains_licenses" "trials" { trial = true }

data "jetbrains_license" "one" { license_id = data.jetbrains_licenses.all.licenses[0].license_id }

data "jetbrains_licensed_users" "all" {}

data "jetbrains_licensed_user" "one" { email = data.jetbrains_licensed_users.all.emails[0] }

data "jetbrains_ide_entitlements" "all" {}

data "jetbrains_seats" "all" {}

data "jetbrains_seats" "teams" { group_by = ["team"] }

data "jetbrains_teams" "all" {}

data "jetbrains_license_audit" "all" {
  overlapping = {}
  on_findings = "none"
}

ephemeral "jetbrains_license_audit" "all" {
  overlapping = {}
  on_findings = "none"
}
