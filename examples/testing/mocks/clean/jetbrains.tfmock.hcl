# Results of the provider for a simulated organization, for "terraform test".
# Written by jetbrains-simulator -mocks; see ../README.md for how to use it.
#
# Terraform mocks accept no value for a list of objects, so such lists are left
# out here and empty in a test. Their rows are in the JSON files next to this one.

mock_data "jetbrains_account" {
  defaults = {
    customer_code             = "5563318"
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
      AIP = ["deepa.garcia@acme.example", "dmitri.horvath@acme.example", "katarzyna.ito@acme.example", "mateo.evans@acme.example", "wanjiru.urban@acme.example"]
      ALL = ["anna.haddad@acme.example", "anna.park@acme.example", "carmen.vogel@acme.example", "dmitri.novak@acme.example", "emil.evans@acme.example", "julia.horvath@acme.example", "kofi.berg@acme.example", "liam.young@acme.example", "noah.diaz@acme.example", "pavel.kowalska@acme.example", "vera.chen@acme.example", "ximena.almeida@acme.example"]
      II  = ["dmitri.horvath@acme.example", "ines.dubois@acme.example", "katarzyna.ito@acme.example", "mateo.evans@acme.example", "zoe.horvath@acme.example"]
      PC  = ["chloe.young@acme.example", "deepa.garcia@acme.example", "tuva.khan@acme.example", "umar.xu@acme.example"]
      WS  = ["aino.lindqvist@acme.example", "deepa.kowalska@acme.example", "noah.chen@acme.example", "rosa.moreau@acme.example", "rosa.zimmermann@acme.example"]
    }
    total_count = 31
  }
}

mock_data "jetbrains_license" {
  defaults = {
    account_email      = "aino.lindqvist@acme.example"
    assignee_type      = "USER"
    auto_renewed       = true
    available          = false
    domain             = null
    email              = "aino.lindqvist@acme.example"
    expired            = false
    last_assigned      = "2024-09-29T20:35:14Z"
    last_seen          = "2026-11-12T00:36:55Z"
    name               = "Aino Lindqvist"
    offline_code       = false
    perpetual          = false
    perpetual_outdated = null
    product_code       = "WS"
    product_name       = "WebStorm"
    renewal_stopped    = false
    renews             = true
    server_type        = null
    server_uid         = null
    status             = "active"
    subscription_pack  = "2942/1RMZ7"
    suspended          = false
    team_id            = "1042"
    team_name          = "Core"
    transferable       = false
    trial              = false
    upgrade_due        = null
    upgrade_due_date   = null
    valid_until        = "2027-03-14T21:00:00Z"
    valid_until_date   = "2027-03-15"
  }
}

mock_data "jetbrains_license_audit" {
  defaults = {
    passed = true
    report = ""
    results = {
      cheaper_pack = {
        count         = 0
        emails        = []
        excused       = 0
        license_ids   = null
        max_findings  = null
        max_percent   = null
        out_of        = 27
        passed        = true
        product_codes = null
        severity      = "error"
      }
      departed = {
        count         = 0
        emails        = []
        excused       = 0
        license_ids   = []
        max_findings  = null
        max_percent   = null
        out_of        = 31
        passed        = true
        product_codes = null
        severity      = "error"
      }
      discontinued = {
        count         = 0
        emails        = null
        excused       = 0
        license_ids   = []
        max_findings  = null
        max_percent   = null
        out_of        = 40
        passed        = true
        product_codes = null
        severity      = "error"
      }
      expiring = {
        count         = 0
        emails        = null
        excused       = 0
        license_ids   = []
        max_findings  = null
        max_percent   = null
        out_of        = 40
        passed        = true
        product_codes = null
        severity      = "error"
      }
      external = {
        count         = 0
        emails        = []
        excused       = 0
        license_ids   = null
        max_findings  = null
        max_percent   = null
        out_of        = 27
        passed        = true
        product_codes = null
        severity      = "error"
      }
      inactive = {
        count         = 0
        emails        = []
        excused       = 0
        license_ids   = null
        max_findings  = null
        max_percent   = null
        out_of        = 27
        passed        = true
        product_codes = null
        severity      = "error"
      }
      low_availability = {
        count         = 0
        emails        = null
        excused       = 0
        license_ids   = null
        max_findings  = null
        max_percent   = null
        out_of        = 1
        passed        = true
        product_codes = []
        severity      = "error"
      }
      missing_entitlement = {
        count         = 0
        emails        = []
        excused       = 0
        license_ids   = null
        max_findings  = null
        max_percent   = null
        out_of        = 17
        passed        = true
        product_codes = null
        severity      = "error"
      }
      never_seen = {
        count         = 0
        emails        = []
        excused       = 0
        license_ids   = null
        max_findings  = null
        max_percent   = null
        out_of        = 27
        passed        = true
        product_codes = null
        severity      = "error"
      }
      not_in_directory = {
        count         = 0
        emails        = []
        excused       = 0
        license_ids   = null
        max_findings  = null
        max_percent   = null
        out_of        = 27
        passed        = true
        product_codes = null
        severity      = "error"
      }
      offline_code = {
        count         = 0
        emails        = []
        excused       = 0
        license_ids   = []
        max_findings  = null
        max_percent   = null
        out_of        = 31
        passed        = true
        product_codes = null
        severity      = "error"
      }
      overlapping = {
        count         = 0
        emails        = []
        excused       = 0
        license_ids   = []
        max_findings  = null
        max_percent   = null
        out_of        = 31
        passed        = true
        product_codes = null
        severity      = "error"
      }
      suspended = {
        count         = 0
        emails        = []
        excused       = 0
        license_ids   = []
        max_findings  = null
        max_percent   = null
        out_of        = 31
        passed        = true
        product_codes = null
        severity      = "error"
      }
      trial = {
        count         = 0
        emails        = []
        excused       = 0
        license_ids   = []
        max_findings  = null
        max_percent   = null
        out_of        = 31
        passed        = true
        product_codes = null
        severity      = "error"
      }
      unexpected_entitlement = {
        count         = 0
        emails        = []
        excused       = 0
        license_ids   = []
        max_findings  = null
        max_percent   = null
        out_of        = 17
        passed        = true
        product_codes = null
        severity      = "error"
      }
      unused = {
        count         = 0
        emails        = []
        excused       = 0
        license_ids   = []
        max_findings  = null
        max_percent   = null
        out_of        = 31
        passed        = true
        product_codes = null
        severity      = "error"
      }
      use_unknown = {
        count         = 0
        emails        = []
        excused       = 0
        license_ids   = []
        max_findings  = null
        max_percent   = null
        out_of        = 31
        passed        = true
        product_codes = null
        severity      = "error"
      }
    }
    summary = {
      aliased       = 0
      assigned      = 35
      available     = 5
      customer_code = "5563318"
      customer_name = "Acme Example Ltd"
      licenses      = 40
      not_judged    = 0
      people        = 27
      products      = 5
      scope         = "organization"
      subject       = "organization"
      suspended     = 0
    }
  }
}

mock_data "jetbrains_licensed_user" {
  defaults = {
    account_emails          = ["aino.lindqvist@acme.example"]
    last_assigned           = "2024-09-29T20:35:14Z"
    last_seen               = "2026-11-12T00:36:55Z"
    license_ids             = ["5HRP7FDW2A"]
    name                    = "Aino Lindqvist"
    never_seen              = false
    offline_code            = false
    product_codes           = ["WS"]
    status                  = "active"
    suspended_product_codes = []
    team_ids                = ["1042"]
  }
}

mock_data "jetbrains_licensed_users" {
  defaults = {
    active_emails    = ["aino.lindqvist@acme.example", "anna.haddad@acme.example", "anna.park@acme.example", "carmen.vogel@acme.example", "chloe.young@acme.example", "deepa.garcia@acme.example", "deepa.kowalska@acme.example", "dmitri.horvath@acme.example", "dmitri.novak@acme.example", "emil.evans@acme.example", "ines.dubois@acme.example", "julia.horvath@acme.example", "katarzyna.ito@acme.example", "kofi.berg@acme.example", "liam.young@acme.example", "mateo.evans@acme.example", "noah.chen@acme.example", "noah.diaz@acme.example", "pavel.kowalska@acme.example", "rosa.moreau@acme.example", "rosa.zimmermann@acme.example", "tuva.khan@acme.example", "umar.xu@acme.example", "vera.chen@acme.example", "wanjiru.urban@acme.example", "ximena.almeida@acme.example", "zoe.horvath@acme.example"]
    emails           = ["aino.lindqvist@acme.example", "anna.haddad@acme.example", "anna.park@acme.example", "carmen.vogel@acme.example", "chloe.young@acme.example", "deepa.garcia@acme.example", "deepa.kowalska@acme.example", "dmitri.horvath@acme.example", "dmitri.novak@acme.example", "emil.evans@acme.example", "ines.dubois@acme.example", "julia.horvath@acme.example", "katarzyna.ito@acme.example", "kofi.berg@acme.example", "liam.young@acme.example", "mateo.evans@acme.example", "noah.chen@acme.example", "noah.diaz@acme.example", "pavel.kowalska@acme.example", "rosa.moreau@acme.example", "rosa.zimmermann@acme.example", "tuva.khan@acme.example", "umar.xu@acme.example", "vera.chen@acme.example", "wanjiru.urban@acme.example", "ximena.almeida@acme.example", "zoe.horvath@acme.example"]
    suspended_emails = []
    total_count      = 27
  }
}

mock_data "jetbrains_licenses" {
  defaults = {
    total_count = 40
  }
}

mock_data "jetbrains_product_catalog" {
  defaults = {
    total_count = 25
  }
}

mock_data "jetbrains_seats" {
  defaults = {
    total = {
      assigned            = 35
      available           = 5
      available_trial     = 0
      billable            = 40
      cost                = 1839.6
      expired             = 0
      floating            = 4
      next_expiry         = "2027-01-29T21:00:00Z"
      next_expiry_date    = "2027-01-30"
      overlapping         = 0
      overlapping_cost    = 0
      people              = 27
      perpetual           = 2
      surplus             = 5
      surplus_cost        = 188.6
      suspended           = 0
      total               = 40
      trial               = 0
      unassigned          = 5
      unassigned_billable = 5
      unassigned_cost     = 188.6
      unused              = 0
      unused_cost         = 0
      use_unknown         = 0
    }
    total_count = 5
  }
}

mock_data "jetbrains_space_member" {
  defaults = {
    emails            = ["aino.lindqvist@acme.example"]
    external          = false
    external_id       = "hr-000111"
    first_name        = "Aino"
    guest             = false
    joined            = "2023-09-29"
    last_login        = "2026-11-03T13:28:09Z"
    last_name         = "Lindqvist"
    left_at           = null
    manager_usernames = ["Rosa.Moreau"]
    status            = "active"
    team_ids          = ["FKyC3KyjIA6k"]
    two_factor        = "ACTIVE"
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
    active_emails                = ["aino.lindqvist@acme.example", "anna.haddad@acme.example", "anna.park@acme.example", "carmen.vogel@acme.example", "chloe.young@acme.example", "deepa.garcia@acme.example", "deepa.kowalska@acme.example", "dmitri.horvath@acme.example", "dmitri.novak@acme.example", "emil.evans@acme.example", "ines.dubois@acme.example", "julia.horvath@acme.example", "katarzyna.ito@acme.example", "kofi.berg@acme.example", "liam.young@acme.example", "mateo.evans@acme.example", "noah.chen@acme.example", "noah.diaz@acme.example", "pavel.kowalska@acme.example", "rosa.moreau@acme.example", "rosa.zimmermann@acme.example", "tuva.khan@acme.example", "umar.xu@acme.example", "vera.chen@acme.example", "wanjiru.urban@acme.example", "ximena.almeida@acme.example", "zoe.horvath@acme.example"]
    active_internal_emails       = ["aino.lindqvist@acme.example", "anna.haddad@acme.example", "anna.park@acme.example", "carmen.vogel@acme.example", "chloe.young@acme.example", "deepa.garcia@acme.example", "deepa.kowalska@acme.example", "dmitri.horvath@acme.example", "dmitri.novak@acme.example", "emil.evans@acme.example", "ines.dubois@acme.example", "julia.horvath@acme.example", "katarzyna.ito@acme.example", "kofi.berg@acme.example", "liam.young@acme.example", "mateo.evans@acme.example", "noah.chen@acme.example", "noah.diaz@acme.example", "pavel.kowalska@acme.example", "rosa.moreau@acme.example", "rosa.zimmermann@acme.example", "tuva.khan@acme.example", "umar.xu@acme.example", "vera.chen@acme.example", "wanjiru.urban@acme.example", "ximena.almeida@acme.example", "zoe.horvath@acme.example"]
    emails                       = ["aino.lindqvist@acme.example", "anna.haddad@acme.example", "anna.park@acme.example", "carmen.vogel@acme.example", "chloe.young@acme.example", "deepa.garcia@acme.example", "deepa.kowalska@acme.example", "dmitri.horvath@acme.example", "dmitri.novak@acme.example", "emil.evans@acme.example", "ines.dubois@acme.example", "julia.horvath@acme.example", "katarzyna.ito@acme.example", "kofi.berg@acme.example", "liam.young@acme.example", "mateo.evans@acme.example", "noah.chen@acme.example", "noah.diaz@acme.example", "pavel.kowalska@acme.example", "rosa.moreau@acme.example", "rosa.zimmermann@acme.example", "tuva.khan@acme.example", "umar.xu@acme.example", "vera.chen@acme.example", "wanjiru.urban@acme.example", "ximena.almeida@acme.example", "zoe.horvath@acme.example"]
    external_usernames           = []
    suspended_usernames          = []
    total_count                  = 27
    two_factor_unknown_usernames = []
    usernames                    = ["Aino.Lindqvist", "Anna.Haddad", "Anna.Park", "Carmen.Vogel", "Chloe.Young", "Deepa.Garcia", "Deepa.Kowalska", "Dmitri.Horvath", "Dmitri.Novak", "Emil.Evans", "Ines.Dubois", "Julia.Horvath", "Katarzyna.Ito", "Kofi.Berg", "Liam.Young", "Mateo.Evans", "Noah.Chen", "Pavel.Kowalska", "Rosa.Moreau", "Rosa.Zimmermann", "Tuva.Khan", "Umar.Xu", "Vera.Chen", "Ximena.Almeida", "Zoe.Horvath", "noah.diaz", "wanjiru.urban"]
    without_two_factor_usernames = []
  }
}

mock_data "jetbrains_space_memberships" {
  defaults = {
    total_count = 27
  }
}

mock_data "jetbrains_space_organization" {
  defaults = {
    id             = "DVznF5uB01lN"
    name           = "Acme Example Space"
    principal      = "user"
    principal_name = "Noah.Chen"
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

mock_data "jetbrains_teams" {
  defaults = {
    total_count = 3
  }
}
