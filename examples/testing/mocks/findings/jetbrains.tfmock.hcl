# Results of the provider for a simulated organization, for "terraform test".
# Written by jetbrains-simulator -mocks; see ../README.md for how to use it.
#
# Terraform mocks accept no value for a list of objects, so such lists are left
# out here and empty in a test. Their rows are in the JSON files next to this one.

mock_data "jetbrains_account" {
  defaults = {
    customer_code             = "8030916"
    customer_name             = "Acme Example Ltd"
    primary_billing_contact   = false
    primary_licensee          = false
    primary_technical_contact = false
    read_only                 = false
    role                      = "ADMIN"
    scope                     = "organization"
  }
}

mock_data "jetbrains_ide_entitlements" {
  defaults = {
    emails_by_product = {
      "AIP" = ["farid.weber@acme.example", "tuva.adeyemi@acme.example", "ximena.weber@acme.example"]
      "ALL" = ["ben.zimmermann@acme.example", "mateo.horvath@acme.example", "tuva.virtanen@acme.example", "wanjiru.novak@acme.example"]
      "II"  = ["aino.ferrari@acme.example", "ben.zimmermann@acme.example", "contractor8@evil.example", "elif.ramos@acme.example", "emil.berg@acme.example", "greta.quispe2@acme.example", "greta.quispe@dev.acme.example", "leaver1@acme.example"]
      "PC"  = ["deepa.adeyemi@acme.example", "elif.ivanova@acme.example", "elif.vogel@acme.example", "greta.quispe2@acme.example", "olga.xu@acme.example", "tuva.obrien@acme.example"]
      "WS"  = ["contractor7@evil.example", "elif.ivanova@acme.example", "elif.ramos@acme.example", "tuva.yilmaz@acme.example"]
    }
    total_count = 30
  }
}

mock_data "jetbrains_license" {
  defaults = {
    assignee_type      = "USER"
    auto_renewed       = false
    available          = false
    domain             = null
    email              = "aino.ferrari@acme.example"
    expired            = false
    last_assigned      = "2025-07-19T00:22:48Z"
    last_seen          = null
    name               = "Aino Ferrari"
    offline_code       = true
    perpetual          = false
    perpetual_outdated = null
    product_code       = "II"
    product_name       = "IntelliJ IDEA Ultimate"
    renewal_stopped    = false
    server_type        = null
    server_uid         = null
    status             = "active"
    subscription_pack  = "9305/13QZT"
    suspended          = false
    team_id            = "98"
    team_name          = "Mobile"
    transferable       = true
    trial              = false
    upgrade_due        = null
    valid_until        = "2027-03-15T08:00:00Z"
  }
}

mock_data "jetbrains_license_audit" {
  defaults = {
    exhausted_product_codes = [
      "II",
    ]
    expiring_license_ids = [
      "79BY8HRXRU",
      "ETJ5SFU42A",
      "T7WJ4MLJ5X",
    ]
    external_emails = [
      "contractor7@evil.example",
      "contractor8@evil.example",
    ]
    inactive_emails = [
      "aino.ferrari@acme.example",
      "elif.vogel@acme.example",
      "tuva.adeyemi@acme.example",
      "ximena.weber@acme.example",
    ]
    never_seen_emails = [
      "aino.ferrari@acme.example",
      "tuva.adeyemi@acme.example",
      "ximena.weber@acme.example",
    ]
    offline_code_emails = [
      "aino.ferrari@acme.example",
      "mateo.horvath@acme.example",
    ]
    overlapping_emails = [
      "ben.zimmermann@acme.example",
      "tuva.yilmaz@acme.example",
    ]
    overlapping_license_ids = [
      "ADAWR12AHR",
      "PS0LERO5ZA",
    ]
    passed = false
    reclaimable_by_product = {
      "AIP" = 2
      "II"  = 1
      "PC"  = 1
      "WS"  = 1
    }
    reclaimable_license_ids = [
      "13F26E46C1",
      "F6UGBAALZX",
      "KZF1UIHVH4",
      "MP2NV7CSAE",
      "WAVHN6WWUU",
    ]
    report = "error: exhausted: IntelliJ IDEA Ultimate (II) has 0 available seats, minimum 1.\nerror: expiring: License T7WJ4MLJ5X for PyCharm (PC), not assigned, is valid until 2026-12-03 (trial) and its renewal was stopped, limit 30 days.\nerror: expiring: License ETJ5SFU42A for PyCharm (PC), held by Deepa Adeyemi (deepa.adeyemi@acme.example), is valid until 2026-11-29 (trial) and its renewal was stopped, limit 30 days.\nerror: expiring: License 79BY8HRXRU for PyCharm (PC), held by Olga Xu (olga.xu@acme.example), is valid until 2026-12-11 and its renewal was stopped, limit 30 days.\nerror: external: Elif Ueda (contractor7@evil.example) holds WebStorm (WS) and has an address outside the allowed domains (acme.example, *.acme.example), last assigned 2025-03-04.\nerror: external: Greta Ito (contractor8@evil.example) holds IntelliJ IDEA Ultimate (II) and has an address outside the allowed domains (acme.example, *.acme.example), last assigned 2026-06-10.\nerror: inactive: Aino Ferrari (aino.ferrari@acme.example) holds IntelliJ IDEA Ultimate (II) and is inactive: never seen, last assigned 2025-07-19, limit 90 days (an offline activation code was generated, so use might not be visible).\nerror: inactive: elif.vogel@acme.example holds PyCharm (PC) and is inactive: last seen 2026-07-19, limit 90 days.\nerror: inactive: Tuva Adeyemi (tuva.adeyemi@acme.example) holds AI Pro (AIP) and is inactive: never seen, last assigned 2026-07-14, limit 90 days.\nerror: inactive: Ximena Weber (ximena.weber@acme.example) holds AI Pro (AIP) and is inactive: never seen, assignment date unknown, limit 90 days.\nerror: missing_entitlement: Farid Weber (farid.weber@acme.example) is expected to have IntelliJ IDEA Ultimate (II), but has no active license for it or for a pack that includes it: license 0Q4QOKOQGE for IntelliJ IDEA Ultimate (II) is suspended.\nerror: missing_entitlement: new.colleague@acme.example is expected to have IntelliJ IDEA Ultimate (II), but has no active license for it or for a pack that includes it.\nerror: unexpected_entitlement: License F6UGBAALZX for IntelliJ IDEA Ultimate (II), held by Aino Ferrari (aino.ferrari@acme.example), is unexpected: expected_entitlements does not list its holder for this product.\nerror: unmatched: Elif Ueda (contractor7@evil.example) holds WebStorm (WS) and is not in the directory, last assigned 2025-03-04.\nerror: unmatched: Greta Ito (contractor8@evil.example) holds IntelliJ IDEA Ultimate (II) and is not in the directory, last assigned 2026-06-10.\nerror: unmatched: Lena Vogel (leaver1@acme.example) holds IntelliJ IDEA Ultimate (II) and is not in the directory, last assigned 2024-08-25."
    rule_counts = {
      "exhausted"              = 1
      "expiring"               = 3
      "external"               = 2
      "inactive"               = 4
      "missing_entitlement"    = 2
      "never_seen"             = 3
      "offline_code"           = 2
      "overlapping"            = 2
      "reclaimable"            = 5
      "suspended"              = 3
      "trial"                  = 1
      "unexpected_entitlement" = 1
      "unmatched"              = 3
    }
    summary = {
      aliased        = 0
      assigned       = 34
      available      = 3
      customer_code  = "8030916"
      directory_size = 23
      licenses       = 40
      people         = 24
      products       = 5
      scope          = "organization"
      suspended      = 3
    }
    suspended_emails = [
      "carmen.rossi@acme.example",
      "emil.lindqvist@acme.example",
      "farid.weber@acme.example",
    ]
    trial_emails = [
      "deepa.adeyemi@acme.example",
    ]
    unexpected_license_ids = [
      "F6UGBAALZX",
    ]
    unmatched_emails = [
      "contractor7@evil.example",
      "contractor8@evil.example",
      "leaver1@acme.example",
    ]
  }
}

mock_data "jetbrains_license_costs" {
  defaults = {
    total = {
      billable_cost    = 1402.1
      overlapping_cost = 75.8
      reclaimable_cost = 120.7
      unassigned_cost  = 147.8
    }
  }
}

mock_data "jetbrains_licensed_user" {
  defaults = {
    last_assigned = "2025-07-19T00:22:48Z"
    last_seen     = null
    license_ids = [
      "F6UGBAALZX",
    ]
    name         = "Aino Ferrari"
    never_seen   = true
    offline_code = true
    product_codes = [
      "II",
    ]
    status                  = "active"
    suspended_product_codes = []
    team_ids = [
      "98",
    ]
  }
}

mock_data "jetbrains_licensed_users" {
  defaults = {
    active_emails = [
      "aino.ferrari@acme.example",
      "ben.zimmermann@acme.example",
      "contractor7@evil.example",
      "contractor8@evil.example",
      "deepa.adeyemi@acme.example",
      "elif.ivanova@acme.example",
      "elif.ramos@acme.example",
      "elif.vogel@acme.example",
      "emil.berg@acme.example",
      "farid.weber@acme.example",
      "greta.quispe2@acme.example",
      "greta.quispe@dev.acme.example",
      "leaver1@acme.example",
      "mateo.horvath@acme.example",
      "olga.xu@acme.example",
      "tuva.adeyemi@acme.example",
      "tuva.obrien@acme.example",
      "tuva.virtanen@acme.example",
      "tuva.yilmaz@acme.example",
      "wanjiru.novak@acme.example",
      "ximena.weber@acme.example",
    ]
    emails = [
      "aino.ferrari@acme.example",
      "ben.zimmermann@acme.example",
      "carmen.rossi@acme.example",
      "contractor7@evil.example",
      "contractor8@evil.example",
      "deepa.adeyemi@acme.example",
      "elif.ivanova@acme.example",
      "elif.ramos@acme.example",
      "elif.vogel@acme.example",
      "emil.berg@acme.example",
      "emil.lindqvist@acme.example",
      "farid.weber@acme.example",
      "greta.quispe2@acme.example",
      "greta.quispe@dev.acme.example",
      "hannah.ferrari@acme.example",
      "leaver1@acme.example",
      "mateo.horvath@acme.example",
      "olga.xu@acme.example",
      "tuva.adeyemi@acme.example",
      "tuva.obrien@acme.example",
      "tuva.virtanen@acme.example",
      "tuva.yilmaz@acme.example",
      "wanjiru.novak@acme.example",
      "ximena.weber@acme.example",
    ]
    suspended_emails = [
      "carmen.rossi@acme.example",
      "emil.lindqvist@acme.example",
    ]
    total_count = 24
  }
}

mock_data "jetbrains_licenses" {
  defaults = {
    total_count = 40
  }
}

mock_data "jetbrains_product_catalog" {
  defaults = {
    total_count = 20
  }
}

mock_data "jetbrains_products" {
  defaults = {
    total_count = 5
  }
}

mock_data "jetbrains_space_member" {
  defaults = {
    emails = [
      "aino.eriksen@acme.example",
    ]
    external    = false
    external_id = "hr-000028"
    first_name  = "Aino"
    guest       = false
    joined      = "2025-02-14"
    last_login  = "2026-11-05T04:18:46Z"
    last_name   = "Eriksen"
    left_at     = null
    manager_usernames = [
      "Greta.Quispe",
    ]
    status = "active"
    team_ids = [
      "laN7plJ6pl5X",
    ]
    two_factor = "ACTIVE"
  }
}

mock_data "jetbrains_space_member_permissions" {
  defaults = {
    granted = {
      "Profile.View" = true
      "Team.View"    = true
    }
  }
}

mock_data "jetbrains_space_members" {
  defaults = {
    active_emails = [
      "aino.eriksen@acme.example",
      "aino.ferrari@acme.example",
      "ben.young@acme.example",
      "ben.zimmermann@acme.example",
      "bruno.chen@acme.example",
      "carmen.rossi@acme.example",
      "carmen.rossi@mail.acme.example",
      "contractor7@evil.example",
      "contractor8@evil.example",
      "deepa.adeyemi@acme.example",
      "deepa.adeyemi@mail.acme.example",
      "elif.ivanova@acme.example",
      "elif.ramos@acme.example",
      "emil.berg@acme.example",
      "emil.lindqvist@acme.example",
      "farid.bauer@acme.example",
      "farid.weber@acme.example",
      "fatima.ivanova@acme.example",
      "fatima.petrov@acme.example",
      "greta.quispe2@acme.example",
      "greta.quispe@dev.acme.example",
      "greta.quispe@mail.acme.example",
      "guest1@partner.example",
      "guest2@partner.example",
      "hiro.urban@acme.example",
      "julia.berg@acme.example",
      "katarzyna.virtanen@acme.example",
      "mateo.horvath@acme.example",
      "mei.okafor@acme.example",
      "olga.xu@acme.example",
      "pavel.ivanova@acme.example",
      "rosa.chen@acme.example",
      "rosa.jovanovic@acme.example",
      "soren.moreau@acme.example",
      "soren.moreau@mail.acme.example",
      "soren.nakamura@acme.example",
      "soren.weber@acme.example",
      "soren.weber@mail.acme.example",
      "tuva.obrien@acme.example",
      "tuva.yilmaz@acme.example",
      "umar.urban2@acme.example",
      "umar.urban@acme.example",
      "vendor1@vendor.example",
      "wanjiru.novak@acme.example",
      "ximena.weber@acme.example",
      "yusuf.jansen@acme.example",
      "zoe.urban@acme.example",
    ]
    emails = [
      "aino.eriksen@acme.example",
      "aino.ferrari@acme.example",
      "ben.young@acme.example",
      "ben.zimmermann@acme.example",
      "bruno.chen@acme.example",
      "carmen.rossi@acme.example",
      "carmen.rossi@mail.acme.example",
      "contractor7@evil.example",
      "contractor8@evil.example",
      "deepa.adeyemi@acme.example",
      "deepa.adeyemi@mail.acme.example",
      "elif.ivanova@acme.example",
      "elif.ramos@acme.example",
      "elif.vogel@acme.example",
      "emil.berg@acme.example",
      "emil.lindqvist@acme.example",
      "farid.bauer@acme.example",
      "farid.weber@acme.example",
      "fatima.ivanova@acme.example",
      "fatima.petrov@acme.example",
      "greta.quispe2@acme.example",
      "greta.quispe@dev.acme.example",
      "greta.quispe@mail.acme.example",
      "guest1@partner.example",
      "guest2@partner.example",
      "hannah.ferrari@acme.example",
      "hiro.urban@acme.example",
      "julia.berg@acme.example",
      "katarzyna.virtanen@acme.example",
      "mateo.horvath@acme.example",
      "mei.okafor@acme.example",
      "olga.xu@acme.example",
      "pavel.ivanova@acme.example",
      "rosa.chen@acme.example",
      "rosa.jovanovic@acme.example",
      "soren.moreau@acme.example",
      "soren.moreau@mail.acme.example",
      "soren.nakamura@acme.example",
      "soren.weber@acme.example",
      "soren.weber@mail.acme.example",
      "tuva.obrien@acme.example",
      "tuva.virtanen@acme.example",
      "tuva.yilmaz@acme.example",
      "umar.urban2@acme.example",
      "umar.urban@acme.example",
      "vendor1@vendor.example",
      "wanjiru.novak@acme.example",
      "ximena.weber@acme.example",
      "yusuf.jansen@acme.example",
      "zoe.urban@acme.example",
    ]
    external_usernames = [
      "Contractor8",
      "Guest2",
      "contractor7",
      "guest1",
      "vendor1",
    ]
    suspended_usernames = [
      "Tuva.Virtanen",
      "elif.vogel",
    ]
    total_count = 47
    usernames = [
      "Aino.Eriksen",
      "Aino.Ferrari",
      "Ben.Zimmermann",
      "Carmen.Rossi",
      "Carmen.Weber",
      "Contractor8",
      "Elif.Ramos",
      "Emil.Berg",
      "Emil.Lindqvist",
      "Farid.Weber",
      "Fatima.Ivanova",
      "Greta.Quispe",
      "Greta.Quispe2",
      "Guest2",
      "Hannah.Ferrari",
      "Katarzyna.Virtanen",
      "Mateo.Horvath",
      "Olga.Xu",
      "Pavel.Ivanova",
      "Rosa.Chen",
      "Rosa.Jovanovic",
      "Soren.Moreau",
      "Soren.Nakamura",
      "Tuva.Adeyemi",
      "Tuva.Obrien",
      "Tuva.Virtanen",
      "Tuva.Yilmaz",
      "Umar.Urban",
      "Ximena.Weber",
      "Yusuf.Jansen",
      "Zoe.Urban",
      "ben.young",
      "bruno.chen",
      "contractor7",
      "deepa.adeyemi",
      "elif.ivanova",
      "elif.vogel",
      "farid.bauer",
      "fatima.petrov",
      "guest1",
      "hiro.urban",
      "julia.berg",
      "mei.okafor",
      "soren.weber",
      "umar.urban2",
      "vendor1",
      "wanjiru.novak",
    ]
    without_two_factor_usernames = [
      "Aino.Ferrari",
      "Emil.Lindqvist",
      "Farid.Weber",
      "Guest2",
      "Katarzyna.Virtanen",
      "Mateo.Horvath",
      "Rosa.Chen",
      "Zoe.Urban",
      "guest1",
      "julia.berg",
      "wanjiru.novak",
    ]
  }
}

mock_data "jetbrains_space_memberships" {
  defaults = {
    total_count = 63
  }
}

mock_data "jetbrains_space_organization" {
  defaults = {
    id             = "JG2yi2KCLMME"
    name           = "Acme Example Space"
    principal      = "user"
    principal_name = "Ben.Zimmermann"
    url            = "https://space.acme.example"
  }
}

mock_data "jetbrains_space_permission_roles" {
  defaults = {
    total_count = 6
  }
}

mock_data "jetbrains_space_teams" {
  defaults = {
    total_count = 10
  }
}
