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
      "AIP" = ["deepa.garcia@acme.example", "elif.petrov@acme.example", "greta.quispe@acme.example", "igor.weber@acme.example", "julia.costa@acme.example", "kofi.gruber@acme.example", "kofi.vogel@acme.example", "rosa.vogel@acme.example"]
      "ALL" = ["ben.zimmermann@acme.example", "greta.diaz@acme.example", "ines.adeyemi@acme.example", "julia.schmidt@acme.example"]
      "II"  = ["igor.weber@acme.example", "kofi.gruber@acme.example", "kofi.vogel@acme.example", "mateo.ito@acme.example", "rosa.ivanova@acme.example"]
      "PC"  = ["farid.fischer@acme.example", "greta.quispe@acme.example", "ines.xu@acme.example", "katarzyna.adeyemi@acme.example", "kofi.vogel@acme.example", "lena.ivanova@acme.example", "lukasz.mueller@acme.example", "rosa.vogel@acme.example", "soren.adeyemi@acme.example"]
      "WS"  = ["igor.weber@acme.example", "kofi.vogel@acme.example", "liam.nakamura@acme.example", "rosa.ivanova@acme.example", "rosa.vogel@acme.example"]
    }
    total_count = 31
  }
}

mock_data "jetbrains_license" {
  defaults = {
    assignee_type      = "USER"
    auto_renewed       = true
    available          = false
    domain             = null
    email              = "ben.zimmermann@acme.example"
    expired            = false
    last_assigned      = "2024-09-14T05:38:11Z"
    last_seen          = "2026-11-12T11:19:25Z"
    name               = "Ben Zimmermann"
    offline_code       = false
    perpetual          = false
    perpetual_outdated = null
    product_code       = "ALL"
    product_name       = "All Products Pack"
    renewal_stopped    = false
    server_type        = null
    server_uid         = null
    status             = "active"
    subscription_pack  = "9787/1L9JZ"
    suspended          = false
    team_id            = "1042"
    team_name          = "Core"
    transferable       = true
    trial              = false
    upgrade_due        = null
    valid_until        = "2027-04-28T18:30:00Z"
  }
}

mock_data "jetbrains_license_audit" {
  defaults = {
    exhausted_product_codes = []
    expiring_license_ids    = []
    external_emails         = []
    inactive_emails         = []
    never_seen_emails       = []
    offline_code_emails     = []
    overlapping_emails      = []
    overlapping_license_ids = []
    passed                  = true
    reclaimable_by_product  = {}
    reclaimable_license_ids = []
    report                  = ""
    rule_counts = {
      "exhausted"              = 0
      "expiring"               = 0
      "external"               = 0
      "inactive"               = 0
      "missing_entitlement"    = 0
      "never_seen"             = 0
      "offline_code"           = 0
      "overlapping"            = 0
      "reclaimable"            = 0
      "suspended"              = 0
      "trial"                  = 0
      "unexpected_entitlement" = 0
      "unmatched"              = 0
    }
    summary = {
      aliased        = 0
      assigned       = 34
      available      = 6
      customer_code  = "8030916"
      directory_size = 23
      licenses       = 40
      people         = 21
      products       = 5
      scope          = "organization"
      suspended      = 0
    }
    suspended_emails       = []
    trial_emails           = []
    unexpected_license_ids = []
    unmatched_emails       = []
  }
}

mock_data "jetbrains_license_costs" {
  defaults = {
    total = {
      billable_cost    = 1423.9
      overlapping_cost = 0
      reclaimable_cost = 0
      unassigned_cost  = 266.5
    }
  }
}

mock_data "jetbrains_licensed_user" {
  defaults = {
    last_assigned = "2024-09-14T05:38:11Z"
    last_seen     = "2026-11-12T11:19:25Z"
    license_ids = [
      "Q5BXWL4LWX",
    ]
    name         = "Ben Zimmermann"
    never_seen   = false
    offline_code = false
    product_codes = [
      "ALL",
    ]
    status                  = "active"
    suspended_product_codes = []
    team_ids = [
      "1042",
    ]
  }
}

mock_data "jetbrains_licensed_users" {
  defaults = {
    active_emails = [
      "ben.zimmermann@acme.example",
      "deepa.garcia@acme.example",
      "elif.petrov@acme.example",
      "farid.fischer@acme.example",
      "greta.diaz@acme.example",
      "greta.quispe@acme.example",
      "igor.weber@acme.example",
      "ines.adeyemi@acme.example",
      "ines.xu@acme.example",
      "julia.costa@acme.example",
      "julia.schmidt@acme.example",
      "katarzyna.adeyemi@acme.example",
      "kofi.gruber@acme.example",
      "kofi.vogel@acme.example",
      "lena.ivanova@acme.example",
      "liam.nakamura@acme.example",
      "lukasz.mueller@acme.example",
      "mateo.ito@acme.example",
      "rosa.ivanova@acme.example",
      "rosa.vogel@acme.example",
      "soren.adeyemi@acme.example",
    ]
    emails = [
      "ben.zimmermann@acme.example",
      "deepa.garcia@acme.example",
      "elif.petrov@acme.example",
      "farid.fischer@acme.example",
      "greta.diaz@acme.example",
      "greta.quispe@acme.example",
      "igor.weber@acme.example",
      "ines.adeyemi@acme.example",
      "ines.xu@acme.example",
      "julia.costa@acme.example",
      "julia.schmidt@acme.example",
      "katarzyna.adeyemi@acme.example",
      "kofi.gruber@acme.example",
      "kofi.vogel@acme.example",
      "lena.ivanova@acme.example",
      "liam.nakamura@acme.example",
      "lukasz.mueller@acme.example",
      "mateo.ito@acme.example",
      "rosa.ivanova@acme.example",
      "rosa.vogel@acme.example",
      "soren.adeyemi@acme.example",
    ]
    suspended_emails = []
    total_count      = 21
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
      "ben.zimmermann@acme.example",
    ]
    external          = false
    external_id       = "hr-000001"
    first_name        = "Ben"
    guest             = false
    joined            = "2024-03-12"
    last_login        = "2026-11-14T00:10:22Z"
    last_name         = "Zimmermann"
    left_at           = null
    manager_usernames = []
    status            = "active"
    team_ids = [
      "scQjLBlaImbD",
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
      "ben.zimmermann@acme.example",
      "deepa.garcia@acme.example",
      "elif.petrov@acme.example",
      "farid.fischer@acme.example",
      "greta.diaz@acme.example",
      "greta.quispe@acme.example",
      "igor.weber@acme.example",
      "ines.adeyemi@acme.example",
      "ines.xu@acme.example",
      "julia.costa@acme.example",
      "julia.schmidt@acme.example",
      "katarzyna.adeyemi@acme.example",
      "kofi.gruber@acme.example",
      "kofi.vogel@acme.example",
      "lena.ivanova@acme.example",
      "liam.nakamura@acme.example",
      "lukasz.mueller@acme.example",
      "mateo.ito@acme.example",
      "rosa.ivanova@acme.example",
      "rosa.vogel@acme.example",
      "soren.adeyemi@acme.example",
    ]
    emails = [
      "ben.zimmermann@acme.example",
      "deepa.garcia@acme.example",
      "elif.petrov@acme.example",
      "farid.fischer@acme.example",
      "greta.diaz@acme.example",
      "greta.quispe@acme.example",
      "igor.weber@acme.example",
      "ines.adeyemi@acme.example",
      "ines.xu@acme.example",
      "julia.costa@acme.example",
      "julia.schmidt@acme.example",
      "katarzyna.adeyemi@acme.example",
      "kofi.gruber@acme.example",
      "kofi.vogel@acme.example",
      "lena.ivanova@acme.example",
      "liam.nakamura@acme.example",
      "lukasz.mueller@acme.example",
      "mateo.ito@acme.example",
      "rosa.ivanova@acme.example",
      "rosa.vogel@acme.example",
      "soren.adeyemi@acme.example",
    ]
    external_usernames  = []
    suspended_usernames = []
    total_count         = 21
    usernames = [
      "Ben.Zimmermann",
      "Deepa.Garcia",
      "Elif.Petrov",
      "Farid.Fischer",
      "Greta.Diaz",
      "Igor.Weber",
      "Ines.Adeyemi",
      "Ines.Xu",
      "Julia.Costa",
      "Julia.Schmidt",
      "Kofi.Gruber",
      "Kofi.Vogel",
      "Lena.Ivanova",
      "Lukasz.Mueller",
      "Mateo.Ito",
      "Rosa.Ivanova",
      "Rosa.Vogel",
      "greta.quispe",
      "katarzyna.adeyemi",
      "liam.nakamura",
      "soren.adeyemi",
    ]
    without_two_factor_usernames = []
  }
}

mock_data "jetbrains_space_memberships" {
  defaults = {
    total_count = 21
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
    total_count = 2
  }
}

mock_data "jetbrains_space_teams" {
  defaults = {
    total_count = 8
  }
}
