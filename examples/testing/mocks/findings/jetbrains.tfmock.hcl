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
      AIP = ["mei.urban@acme.example", "wanjiru.ivanova@acme.example", "yusuf.petrov@acme.example"]
      ALL = ["elif.horvath@acme.example", "hiro.novak@acme.example", "noah.diaz@acme.example", "pavel.kowalska@acme.example"]
      II  = ["chloe.torres@acme.example", "contractor8@evil.example", "fatima.okafor@acme.example", "jonas.kowalska@dev.acme.example", "leaver1@acme.example", "noah.diaz@acme.example", "pavel.lindqvist@acme.example", "soren.petrov@acme.example"]
      PC  = ["fatima.tanaka@acme.example", "noah.ferrari@acme.example", "pavel.lindqvist@acme.example", "quentin.virtanen@acme.example", "rosa.novak@acme.example", "soren.ueda@acme.example"]
      WS  = ["chloe.torres@acme.example", "contractor7@evil.example", "quentin.ueda@acme.example", "quentin.virtanen@acme.example"]
    }
    total_count = 30
  }
}

mock_data "jetbrains_license" {
  defaults = {
    account_email      = "chloe.torres@acme.example"
    assignee_type      = "USER"
    auto_renewed       = true
    available          = false
    domain             = "acme.example"
    email              = "chloe.torres@acme.example"
    expired            = false
    last_assigned      = "2025-01-28T20:34:19Z"
    last_seen          = "2025-11-15T16:43:02Z"
    name               = "C**** T*****"
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
    subscription_pack  = "2344/1DCDH"
    suspended          = false
    team_id            = "1042"
    team_name          = "Core"
    transferable       = true
    trial              = false
    upgrade_due        = null
    upgrade_due_date   = null
    valid_until        = "2027-04-03T21:00:00Z"
    valid_until_date   = "2027-04-04"
  }
}

mock_data "jetbrains_license_audit" {
  defaults = {
    passed = false
    report = "cheaper_pack: Pavel Lindqvist (pavel.lindqvist@acme.example) holds IntelliJ IDEA Ultimate (II), PyCharm (PC) and would be cheaper with All Products Pack (ALL): the licenses that it includes cost 84.8, the pack costs 77.9.\ndeparted: License D0SWRRI6N7 for IntelliJ IDEA Ultimate (II), held by Tuva Khan (leaver1@acme.example), is held by a person who left on 2026-10-21; it was not seen after that.\ndiscontinued: License P67VBXN38Z for PyCharm (PC), assigned to a license server, renews on 2027-02-12, although its product is discontinued.\ndiscontinued: License L8WUH8DPOX for PyCharm (PC), held by Pavel Lindqvist (pavel.lindqvist@acme.example), renews on 2027-02-12, although its product is discontinued.\ndiscontinued: License 090BPGMHEV for PyCharm (PC), held by Quentin Virtanen (quentin.virtanen@acme.example), renews on 2027-02-12, although its product is discontinued.\ndiscontinued: License A0OLF9BPNV for PyCharm (PC), held by Rosa Novák (rosa.novak@acme.example), renews on 2027-05-27, although its product is discontinued.\nexpiring: License A3VF4OAFVE for WebStorm (WS), held by farid.xu@acme.example, (suspended) expired on 2026-01-28 and is still held.\nexpiring: License MZEWZ4VH7X for PyCharm (PC), held by Vera Schmidt (vera.schmidt@acme.example), expired on 2026-10-28 and is still held.\nexternal: Rosa Zimmermann (contractor7@evil.example) holds WebStorm (WS) and has an address outside the allowed domains (acme.example, *.acme.example), last assigned 2025-11-05.\nexternal: Umar Tanaka (contractor8@evil.example) holds IntelliJ IDEA Ultimate (II) and has an address outside the allowed domains (acme.example, *.acme.example), last assigned 2025-09-01.\ninactive: Fatima Okafor (fatima.okafor@acme.example) holds IntelliJ IDEA Ultimate (II) and is inactive: never seen, last assigned 2025-10-06, limit 90 days (an offline activation code was generated, so use might not be visible).\ninactive: Rosa Novák (rosa.novak@acme.example) holds PyCharm (PC) and is inactive: last seen 2025-12-13, limit 90 days.\ninactive: Wanjiru Ivanova (wanjiru.ivanova@acme.example) holds AI Pro (AIP) and is inactive: never seen, assignment date unknown, limit 90 days.\ninactive: Yusuf Petrov (yusuf.petrov@acme.example) holds AI Pro (AIP) and is inactive: never seen, last assigned 2025-10-24, limit 90 days.\nlow_availability: IntelliJ IDEA Ultimate (II) has 0 available seats, minimum 1. Packs that include it: All Products Pack (ALL): 1 available seat.\nmissing_entitlement: new.colleague@acme.example is expected to have IntelliJ IDEA Ultimate (II), but has no active license for it or for a pack that includes it.\nnever_seen: Fatima Okafor (fatima.okafor@acme.example) holds IntelliJ IDEA Ultimate (II) and has never been seen: last assigned 2025-10-06, limit 30 days (an offline activation code was generated, so use might not be visible).\nnever_seen: Wanjiru Ivanova (wanjiru.ivanova@acme.example) holds AI Pro (AIP) and has never been seen: assignment date unknown, limit 30 days.\nnever_seen: Yusuf Petrov (yusuf.petrov@acme.example) holds AI Pro (AIP) and has never been seen: last assigned 2025-10-24, limit 30 days.\nnot_in_directory: Rosa Zimmermann (contractor7@evil.example) holds WebStorm (WS) and is not in the directory, last assigned 2025-11-05.\nnot_in_directory: Umar Tanaka (contractor8@evil.example) holds IntelliJ IDEA Ultimate (II) and is not in the directory, last assigned 2025-09-01.\nnot_in_directory: Tuva Khan (leaver1@acme.example) holds IntelliJ IDEA Ultimate (II) and is not in the directory, last assigned 2026-03-17.\noffline_code: License 4LA6A8K0GF for IntelliJ IDEA Ultimate (II), held by Fatima Okafor (fatima.okafor@acme.example), has an offline activation code, so its use might not be visible, valid until 2027-11-05.\noffline_code: License 5F16E8I1C6 for All Products Pack (ALL), held by Hiro Novák (hiro.novak@acme.example), has an offline activation code, so its use might not be visible, valid until 2027-09-29.\noverlapping: License QLXCR5NSZ3 for WebStorm (WS), held by Quentin Ueda (quentin.ueda@acme.example), adds nothing, valid until 2027-04-04: the same person's license 34YD1GPYWD for WebStorm (WS) is for the same product.\nsuspended: License A3VF4OAFVE for WebStorm (WS), held by farid.xu@acme.example, (expired) is suspended, valid until 2026-01-28.\nsuspended: License REGX42ZC9T for IntelliJ IDEA Ultimate (II), held by Mei Urban (mei.urban@acme.example), is suspended, valid until 2027-11-05.\nsuspended: License LP0SI5PG78 for WebStorm (WS), held by Umar Diaz (umar.diaz@acme.example), is suspended, valid until 2027-04-04.\ntrial: License GAXS309JNZ for PyCharm (PC), held by Fatima Tanaka (fatima.tanaka@acme.example), is a trial, valid until 2026-12-08.\nunexpected_entitlement: License OBR0JQHKUK for IntelliJ IDEA Ultimate (II), held by chloe.torres@acme.example, is unexpected: its holder is not declared for this product, valid until 2027-06-25.\nunused: License I5EFPS8KQB for WebStorm (WS), held by chloe.torres@acme.example, is unused: last seen 2025-11-15, limit 90 days.\nunused: License A0OLF9BPNV for PyCharm (PC), held by Rosa Novák (rosa.novak@acme.example), is unused: last seen 2025-12-13, limit 90 days.\nunused: License 9LLSEIZW52 for AI Pro (AIP), held by Yusuf Petrov (yusuf.petrov@acme.example), is unused: never seen, last assigned 2025-10-24, limit 90 days.\nuse_unknown: License 4LA6A8K0GF for IntelliJ IDEA Ultimate (II), held by Fatima Okafor (fatima.okafor@acme.example), cannot be seen in use: it has an offline activation code.\nuse_unknown: License 5F16E8I1C6 for All Products Pack (ALL), held by Hiro Novák (hiro.novak@acme.example), cannot be seen in use: it has an offline activation code.\nuse_unknown: License JMQNDC7WIK for AI Pro (AIP), held by Wanjiru Ivanova (wanjiru.ivanova@acme.example), cannot be seen in use: JetBrains Account has no usable date for it."
    results = {
      cheaper_pack = {
        count         = 1
        emails        = ["pavel.lindqvist@acme.example"]
        excused       = 0
        license_ids   = null
        max_findings  = null
        max_percent   = null
        out_of        = 24
        passed        = false
        product_codes = null
        severity      = "error"
      }
      departed = {
        count         = 1
        emails        = ["leaver1@acme.example"]
        excused       = 0
        license_ids   = ["D0SWRRI6N7"]
        max_findings  = null
        max_percent   = null
        out_of        = 30
        passed        = false
        product_codes = null
        severity      = "error"
      }
      discontinued = {
        count         = 4
        emails        = null
        excused       = 0
        license_ids   = ["090BPGMHEV", "A0OLF9BPNV", "L8WUH8DPOX", "P67VBXN38Z"]
        max_findings  = null
        max_percent   = null
        out_of        = 40
        passed        = false
        product_codes = null
        severity      = "error"
      }
      expiring = {
        count         = 2
        emails        = null
        excused       = 0
        license_ids   = ["A3VF4OAFVE", "MZEWZ4VH7X"]
        max_findings  = null
        max_percent   = null
        out_of        = 40
        passed        = false
        product_codes = null
        severity      = "error"
      }
      external = {
        count         = 2
        emails        = ["contractor7@evil.example", "contractor8@evil.example"]
        excused       = 0
        license_ids   = null
        max_findings  = null
        max_percent   = null
        out_of        = 24
        passed        = false
        product_codes = null
        severity      = "error"
      }
      inactive = {
        count         = 4
        emails        = ["fatima.okafor@acme.example", "rosa.novak@acme.example", "wanjiru.ivanova@acme.example", "yusuf.petrov@acme.example"]
        excused       = 0
        license_ids   = null
        max_findings  = null
        max_percent   = null
        out_of        = 24
        passed        = false
        product_codes = null
        severity      = "error"
      }
      low_availability = {
        count         = 1
        emails        = null
        excused       = 0
        license_ids   = null
        max_findings  = null
        max_percent   = null
        out_of        = 1
        passed        = false
        product_codes = ["II"]
        severity      = "error"
      }
      missing_entitlement = {
        count         = 1
        emails        = ["new.colleague@acme.example"]
        excused       = 0
        license_ids   = null
        max_findings  = null
        max_percent   = null
        out_of        = 11
        passed        = false
        product_codes = null
        severity      = "error"
      }
      never_seen = {
        count         = 3
        emails        = ["fatima.okafor@acme.example", "wanjiru.ivanova@acme.example", "yusuf.petrov@acme.example"]
        excused       = 0
        license_ids   = null
        max_findings  = null
        max_percent   = null
        out_of        = 24
        passed        = false
        product_codes = null
        severity      = "error"
      }
      not_in_directory = {
        count         = 3
        emails        = ["contractor7@evil.example", "contractor8@evil.example", "leaver1@acme.example"]
        excused       = 0
        license_ids   = null
        max_findings  = null
        max_percent   = null
        out_of        = 24
        passed        = false
        product_codes = null
        severity      = "error"
      }
      offline_code = {
        count         = 2
        emails        = ["fatima.okafor@acme.example", "hiro.novak@acme.example"]
        excused       = 0
        license_ids   = ["4LA6A8K0GF", "5F16E8I1C6"]
        max_findings  = null
        max_percent   = null
        out_of        = 30
        passed        = false
        product_codes = null
        severity      = "error"
      }
      overlapping = {
        count         = 1
        emails        = ["quentin.ueda@acme.example"]
        excused       = 0
        license_ids   = ["QLXCR5NSZ3"]
        max_findings  = null
        max_percent   = null
        out_of        = 30
        passed        = false
        product_codes = null
        severity      = "error"
      }
      suspended = {
        count         = 3
        emails        = ["farid.xu@acme.example", "mei.urban@acme.example", "umar.diaz@acme.example"]
        excused       = 0
        license_ids   = ["A3VF4OAFVE", "LP0SI5PG78", "REGX42ZC9T"]
        max_findings  = null
        max_percent   = null
        out_of        = 30
        passed        = false
        product_codes = null
        severity      = "error"
      }
      trial = {
        count         = 1
        emails        = ["fatima.tanaka@acme.example"]
        excused       = 0
        license_ids   = ["GAXS309JNZ"]
        max_findings  = null
        max_percent   = null
        out_of        = 30
        passed        = false
        product_codes = null
        severity      = "error"
      }
      unexpected_entitlement = {
        count         = 1
        emails        = ["chloe.torres@acme.example"]
        excused       = 0
        license_ids   = ["OBR0JQHKUK"]
        max_findings  = null
        max_percent   = null
        out_of        = 13
        passed        = false
        product_codes = null
        severity      = "error"
      }
      unused = {
        count         = 3
        emails        = ["chloe.torres@acme.example", "rosa.novak@acme.example", "yusuf.petrov@acme.example"]
        excused       = 0
        license_ids   = ["9LLSEIZW52", "A0OLF9BPNV", "I5EFPS8KQB"]
        max_findings  = null
        max_percent   = null
        out_of        = 30
        passed        = false
        product_codes = null
        severity      = "error"
      }
      use_unknown = {
        count         = 3
        emails        = ["fatima.okafor@acme.example", "hiro.novak@acme.example", "wanjiru.ivanova@acme.example"]
        excused       = 0
        license_ids   = ["4LA6A8K0GF", "5F16E8I1C6", "JMQNDC7WIK"]
        max_findings  = null
        max_percent   = null
        out_of        = 30
        passed        = false
        product_codes = null
        severity      = "error"
      }
    }
    summary = {
      aliased       = 0
      assigned      = 34
      available     = 2
      customer_code = "5563318"
      customer_name = "Acme Example Ltd"
      licenses      = 40
      not_judged    = 0
      people        = 24
      products      = 5
      scope         = "organization"
      subject       = "organization"
      suspended     = 3
    }
  }
}

mock_data "jetbrains_licensed_user" {
  defaults = {
    account_emails          = ["chloe.torres@acme.example"]
    last_assigned           = "2025-01-28T20:34:19Z"
    last_seen               = "2026-11-16T17:13:29Z"
    license_ids             = ["I5EFPS8KQB", "OBR0JQHKUK"]
    name                    = "C**** T*****"
    never_seen              = false
    offline_code            = false
    product_codes           = ["II", "WS"]
    status                  = "active"
    suspended_product_codes = []
    team_ids                = ["1042"]
  }
}

mock_data "jetbrains_licensed_users" {
  defaults = {
    active_emails    = ["chloe.torres@acme.example", "contractor7@evil.example", "contractor8@evil.example", "elif.horvath@acme.example", "fatima.okafor@acme.example", "fatima.tanaka@acme.example", "hiro.novak@acme.example", "jonas.kowalska@dev.acme.example", "leaver1@acme.example", "mei.urban@acme.example", "noah.diaz@acme.example", "noah.ferrari@acme.example", "pavel.kowalska@acme.example", "pavel.lindqvist@acme.example", "quentin.ueda@acme.example", "quentin.virtanen@acme.example", "rosa.novak@acme.example", "soren.petrov@acme.example", "soren.ueda@acme.example", "wanjiru.ivanova@acme.example", "yusuf.petrov@acme.example"]
    emails           = ["chloe.torres@acme.example", "contractor7@evil.example", "contractor8@evil.example", "elif.horvath@acme.example", "farid.xu@acme.example", "fatima.okafor@acme.example", "fatima.tanaka@acme.example", "hiro.novak@acme.example", "jonas.kowalska@dev.acme.example", "leaver1@acme.example", "mei.urban@acme.example", "noah.diaz@acme.example", "noah.ferrari@acme.example", "pavel.kowalska@acme.example", "pavel.lindqvist@acme.example", "quentin.ueda@acme.example", "quentin.virtanen@acme.example", "rosa.novak@acme.example", "soren.petrov@acme.example", "soren.ueda@acme.example", "umar.diaz@acme.example", "vera.schmidt@acme.example", "wanjiru.ivanova@acme.example", "yusuf.petrov@acme.example"]
    suspended_emails = ["farid.xu@acme.example", "umar.diaz@acme.example"]
    total_count      = 24
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
      assigned            = 34
      available           = 2
      available_trial     = 1
      billable            = 33
      cost                = 1402.1
      expired             = 3
      floating            = 4
      next_expiry         = "2026-11-27T21:00:00Z"
      next_expiry_date    = "2026-11-28"
      overlapping         = 1
      overlapping_cost    = 15.9
      people              = 24
      perpetual           = 3
      surplus             = 7
      surplus_cost        = 214.5
      suspended           = 3
      total               = 40
      trial               = 2
      unassigned          = 6
      unassigned_billable = 3
      unassigned_cost     = 147.8
      unused              = 3
      unused_cost         = 50.8
      use_unknown         = 3
    }
    total_count = 5
  }
}

mock_data "jetbrains_space_member" {
  defaults = {
    emails            = ["bruno.khan@acme.example"]
    external          = false
    external_id       = "hr-000119"
    first_name        = "Bruno"
    guest             = false
    joined            = "2023-07-01"
    last_login        = "2026-11-08T10:04:07Z"
    last_name         = "Khan"
    left_at           = null
    manager_usernames = ["rosa.young"]
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
    active_emails                = ["bruno.khan@acme.example", "chloe.jansen@acme.example", "chloe.torres@acme.example", "contractor7@evil.example", "deepa.dubois@acme.example", "deepa.okafor@acme.example", "dmitri.nakamura@acme.example", "elif.horvath@acme.example", "elif.lindqvist@acme.example", "emil.almeida@acme.example", "emil.park@acme.example", "farid.dubois@acme.example", "farid.ueda@acme.example", "farid.young@acme.example", "fatima.tanaka@acme.example", "fatima.virtanen@acme.example", "guest13@partner.example", "guest2@partner.example", "hannah.haddad@acme.example", "jonas.kowalska@dev.acme.example", "katarzyna.adeyemi@acme.example", "kofi.almeida@acme.example", "kofi.khan@acme.example", "lena.nakamura@acme.example", "mei.haddad@acme.example", "mei.urban@acme.example", "mei.urban@mail.acme.example", "noah.ferrari@acme.example", "olga.jansen@acme.example", "pavel.kowalska@acme.example", "quentin.ueda@acme.example", "quentin.virtanen@acme.example", "rosa.novak@acme.example", "rosa.young@acme.example", "soren.petrov@acme.example", "soren.ueda@acme.example", "vendor19@vendor.example", "vera.ferrari@acme.example", "vera.rossi@acme.example", "vera.schmidt@acme.example", "vera.schmidt@mail.acme.example", "wanjiru.ivanova@acme.example"]
    active_internal_emails       = ["bruno.khan@acme.example", "chloe.jansen@acme.example", "chloe.torres@acme.example", "deepa.dubois@acme.example", "deepa.okafor@acme.example", "dmitri.nakamura@acme.example", "elif.horvath@acme.example", "elif.lindqvist@acme.example", "emil.almeida@acme.example", "emil.park@acme.example", "farid.dubois@acme.example", "farid.ueda@acme.example", "farid.young@acme.example", "fatima.tanaka@acme.example", "fatima.virtanen@acme.example", "hannah.haddad@acme.example", "jonas.kowalska@dev.acme.example", "katarzyna.adeyemi@acme.example", "kofi.almeida@acme.example", "kofi.khan@acme.example", "lena.nakamura@acme.example", "mei.haddad@acme.example", "mei.urban@acme.example", "mei.urban@mail.acme.example", "noah.ferrari@acme.example", "olga.jansen@acme.example", "pavel.kowalska@acme.example", "quentin.ueda@acme.example", "quentin.virtanen@acme.example", "rosa.novak@acme.example", "rosa.young@acme.example", "soren.petrov@acme.example", "soren.ueda@acme.example", "vera.ferrari@acme.example", "vera.rossi@acme.example", "vera.schmidt@acme.example", "vera.schmidt@mail.acme.example", "wanjiru.ivanova@acme.example"]
    emails                       = ["bruno.khan@acme.example", "chloe.jansen@acme.example", "chloe.torres@acme.example", "contractor7@evil.example", "deepa.dubois@acme.example", "deepa.okafor@acme.example", "dmitri.nakamura@acme.example", "elif.horvath@acme.example", "elif.lindqvist@acme.example", "emil.almeida@acme.example", "emil.park@acme.example", "farid.dubois@acme.example", "farid.ueda@acme.example", "farid.young@acme.example", "fatima.tanaka@acme.example", "fatima.virtanen@acme.example", "guest13@partner.example", "guest2@partner.example", "hannah.haddad@acme.example", "hiro.novak@acme.example", "jonas.kowalska@dev.acme.example", "katarzyna.adeyemi@acme.example", "kofi.almeida@acme.example", "kofi.khan@acme.example", "lena.nakamura@acme.example", "liam.mueller@acme.example", "mei.haddad@acme.example", "mei.urban@acme.example", "mei.urban@mail.acme.example", "noah.diaz@acme.example", "noah.ferrari@acme.example", "olga.jansen@acme.example", "pavel.kowalska@acme.example", "pavel.lindqvist@acme.example", "quentin.ueda@acme.example", "quentin.virtanen@acme.example", "rosa.novak@acme.example", "rosa.young@acme.example", "soren.petrov@acme.example", "soren.ueda@acme.example", "umar.diaz@acme.example", "vendor19@vendor.example", "vera.ferrari@acme.example", "vera.rossi@acme.example", "vera.schmidt@acme.example", "vera.schmidt@mail.acme.example", "wanjiru.ivanova@acme.example"]
    external_usernames           = ["Contractor7", "Guest13", "Guest2", "Vendor19"]
    suspended_usernames          = ["Hiro.Novak", "Liam.Mueller", "Pavel.Lindqvist", "Umar.Diaz"]
    total_count                  = 46
    two_factor_unknown_usernames = ["Noah.Ferrari"]
    usernames                    = ["Bruno.Khan", "Chloe.Jansen", "Chloe.Torres", "Contractor7", "Deepa.Dubois", "Deepa.Okafor", "Dmitri.Nakamura", "Elif.Horvath", "Elif.Lindqvist", "Emil.Almeida", "Farid.Dubois", "Farid.Ueda", "Farid.Young", "Fatima.Virtanen", "Guest13", "Guest2", "Hannah.Haddad", "Hiro.Novak", "Katarzyna.Adeyemi", "Kofi.Almeida", "Kofi.Khan", "Liam.Mueller", "Mei.Haddad", "Mei.Urban", "Noah.Ferrari", "Olga.Jansen", "Pavel.Kowalska", "Pavel.Lindqvist", "Quentin.Ueda", "Rosa.Novak", "Soren.Petrov", "Soren.Ueda", "Umar.Diaz", "Vendor19", "Vera.Rossi", "Vera.Schmidt", "Wanjiru.Ivanova", "emil.park", "fatima.tanaka", "jonas.kowalska", "lena.nakamura", "noah.diaz", "quentin.virtanen", "rosa.young", "vera.ferrari", "yusuf.petrov"]
    without_two_factor_usernames = ["Chloe.Torres", "Elif.Horvath", "Elif.Lindqvist", "Farid.Dubois", "Farid.Ueda", "Fatima.Virtanen", "Guest13", "Guest2", "Katarzyna.Adeyemi", "Kofi.Almeida", "Pavel.Kowalska", "Soren.Petrov", "Wanjiru.Ivanova"]
  }
}

mock_data "jetbrains_space_memberships" {
  defaults = {
    total_count = 60
  }
}

mock_data "jetbrains_space_organization" {
  defaults = {
    id             = "DVznF5uB01lN"
    name           = "Acme Example Space"
    principal      = "user"
    principal_name = "Emil.Almeida"
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

mock_data "jetbrains_teams" {
  defaults = {
    total_count = 3
  }
}
