# Results of the provider for a simulated organization, for "tofu test".
# Written by jetbrains-simulator -mocks; see ../README.md for how to use it.
#
# OpenTofu does not support "source" in a mock_provider block, so put this block
# in the test file itself.

mock_provider "jetbrains" {
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
      teams = [
        { id = "1042", name = "Core", role = "ADMIN" },
        { id = "311", name = "Data", role = "VIEWER" },
        { id = "98", name = "Mobile", role = "ADMIN" },
      ]
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
      entitlements = [
        { email = "ben.zimmermann@acme.example", last_assigned = "2024-09-14T05:38:11Z", last_seen = "2026-11-12T11:19:25Z", license_id = "Q5BXWL4LWX", offline_code = false, product_code = "ALL", product_name = "All Products Pack", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-04-28T18:30:00Z", via = null },
        { email = "deepa.garcia@acme.example", last_assigned = "2026-04-25T12:25:33Z", last_seen = "2026-11-17T18:18:58Z", license_id = "PRNA38TPJE", offline_code = false, product_code = "AIP", product_name = "AI Pro", status = "active", team_id = "311", team_name = "Data", trial = false, valid_until = "2027-08-07T23:00:00Z", via = null },
        { email = "elif.petrov@acme.example", last_assigned = "2025-02-09T00:30:11Z", last_seen = "2026-11-17T15:42:17Z", license_id = "0Q4QOKOQGE", offline_code = false, product_code = "AIP", product_name = "AI Pro", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-10-21T23:00:00Z", via = null },
        { email = "farid.fischer@acme.example", last_assigned = "2024-12-03T17:38:38Z", last_seen = "2026-11-15T06:14:47Z", license_id = "ZDTF6P89JR", offline_code = false, product_code = "PC", product_name = "PyCharm", status = "active", team_id = "311", team_name = "Data", trial = false, valid_until = "2027-09-18T21:00:00Z", via = null },
        { email = "greta.diaz@acme.example", last_assigned = "2025-02-14T02:51:18Z", last_seen = "2026-11-16T07:50:45Z", license_id = "UK8UMH1Z1K", offline_code = false, product_code = "ALL", product_name = "All Products Pack", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-08-20T05:00:00Z", via = null },
        { email = "greta.quispe@acme.example", last_assigned = "2026-02-17T11:51:13Z", last_seen = "2026-11-12T04:18:41Z", license_id = "8MN9QC7DOH", offline_code = false, product_code = "AIP", product_name = "AI Pro", status = "active", team_id = "98", team_name = "Mobile", trial = false, valid_until = "2027-08-07T23:00:00Z", via = null },
        { email = "greta.quispe@acme.example", last_assigned = "2024-07-15T19:16:38Z", last_seen = "2026-11-20T22:45:00Z", license_id = "79BY8HRXRU", offline_code = false, product_code = "PC", product_name = "PyCharm", status = "active", team_id = "98", team_name = "Mobile", trial = false, valid_until = "2027-09-18T21:00:00Z", via = null },
        { email = "igor.weber@acme.example", last_assigned = "2026-07-04T02:57:20Z", last_seen = "2026-11-17T12:48:28Z", license_id = "T7WJ4MLJ5X", offline_code = false, product_code = "AIP", product_name = "AI Pro", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-08-07T23:00:00Z", via = null },
        { email = "igor.weber@acme.example", last_assigned = "2024-06-08T11:58:21Z", last_seen = "2026-11-17T14:45:31Z", license_id = "SUL8LS528A", offline_code = false, product_code = "II", product_name = "IntelliJ IDEA Ultimate", status = "active", team_id = "98", team_name = "Mobile", trial = false, valid_until = "2027-10-25T18:30:00Z", via = null },
        { email = "igor.weber@acme.example", last_assigned = "2025-05-24T16:29:46Z", last_seen = "2026-11-17T16:15:25Z", license_id = "RHAX3XPMCO", offline_code = false, product_code = "WS", product_name = "WebStorm", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-10-10T05:00:00Z", via = null },
        { email = "ines.adeyemi@acme.example", last_assigned = "2025-10-10T17:07:32Z", last_seen = "2026-11-13T08:27:23Z", license_id = "DG8TALEO6N", offline_code = false, product_code = "ALL", product_name = "All Products Pack", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-04-28T18:30:00Z", via = null },
        { email = "ines.xu@acme.example", last_assigned = "2025-03-22T16:19:24Z", last_seen = "2026-11-19T03:42:20Z", license_id = "OFPAWW8O3N", offline_code = false, product_code = "PC", product_name = "PyCharm", status = "active", team_id = "311", team_name = "Data", trial = false, valid_until = "2027-07-26T18:30:00Z", via = null },
        { email = "julia.costa@acme.example", last_assigned = "2026-01-05T02:08:17Z", last_seen = "2026-11-15T03:29:10Z", license_id = "13F26E46C1", offline_code = false, product_code = "AIP", product_name = "AI Pro", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-10-21T23:00:00Z", via = null },
        { email = "julia.schmidt@acme.example", last_assigned = "2024-09-04T19:41:57Z", last_seen = "2026-11-15T11:05:17Z", license_id = "N10N2JYSQ4", offline_code = false, product_code = "ALL", product_name = "All Products Pack", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-04-28T18:30:00Z", via = null },
        { email = "katarzyna.adeyemi@acme.example", last_assigned = "2024-12-31T14:52:33Z", last_seen = "2026-11-14T10:29:07Z", license_id = "Q4YLL395F1", offline_code = false, product_code = "PC", product_name = "PyCharm", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-07-26T18:30:00Z", via = null },
        { email = "kofi.gruber@acme.example", last_assigned = "2026-08-10T09:45:11Z", last_seen = "2026-11-17T13:45:01Z", license_id = "LCRCDDXBER", offline_code = false, product_code = "AIP", product_name = "AI Pro", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-08-07T23:00:00Z", via = null },
        { email = "kofi.gruber@acme.example", last_assigned = "2026-07-13T20:40:00Z", last_seen = "2026-11-15T01:13:54Z", license_id = "MP2NV7CSAE", offline_code = false, product_code = "II", product_name = "IntelliJ IDEA Ultimate", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-10-25T18:30:00Z", via = null },
        { email = "kofi.vogel@acme.example", last_assigned = "2025-01-02T16:21:58Z", last_seen = "2026-11-16T09:31:03Z", license_id = "VXJ64BHGY7", offline_code = false, product_code = "AIP", product_name = "AI Pro", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-10-21T23:00:00Z", via = null },
        { email = "kofi.vogel@acme.example", last_assigned = "2025-03-21T05:29:41Z", last_seen = "2026-11-17T10:36:50Z", license_id = "WAVHN6WWUU", offline_code = false, product_code = "II", product_name = "IntelliJ IDEA Ultimate", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-10-26T05:00:00Z", via = null },
        { email = "kofi.vogel@acme.example", last_assigned = "2025-04-16T17:51:13Z", last_seen = "2026-11-19T04:06:32Z", license_id = "Y0H4NVSTN4", offline_code = false, product_code = "PC", product_name = "PyCharm", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-09-18T21:00:00Z", via = null },
        { email = "kofi.vogel@acme.example", last_assigned = "2026-04-28T06:36:21Z", last_seen = "2026-11-18T01:05:10Z", license_id = "XN6S50CDRH", offline_code = false, product_code = "WS", product_name = "WebStorm", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-06-04T18:30:00Z", via = null },
        { email = "lena.ivanova@acme.example", last_assigned = "2026-02-01T17:48:01Z", last_seen = "2026-11-19T14:10:23Z", license_id = "BQL79VIRDE", offline_code = false, product_code = "PC", product_name = "PyCharm", status = "active", team_id = "98", team_name = "Mobile", trial = false, valid_until = "2027-09-18T21:00:00Z", via = null },
        { email = "liam.nakamura@acme.example", last_assigned = "2024-08-07T13:04:36Z", last_seen = "2026-11-13T03:51:55Z", license_id = "PS0LERO5ZA", offline_code = false, product_code = "WS", product_name = "WebStorm", status = "active", team_id = "98", team_name = "Mobile", trial = false, valid_until = "2027-10-10T05:00:00Z", via = null },
        { email = "lukasz.mueller@acme.example", last_assigned = "2025-08-13T18:24:19Z", last_seen = "2026-11-17T07:07:51Z", license_id = "ADAWR12AHR", offline_code = false, product_code = "PC", product_name = "PyCharm", status = "active", team_id = "311", team_name = "Data", trial = false, valid_until = "2027-07-26T18:30:00Z", via = null },
        { email = "mateo.ito@acme.example", last_assigned = "2025-04-24T15:55:24Z", last_seen = "2026-11-17T05:50:40Z", license_id = "C3WISQY790", offline_code = false, product_code = "II", product_name = "IntelliJ IDEA Ultimate", status = "active", team_id = "98", team_name = "Mobile", trial = false, valid_until = "2027-10-26T05:00:00Z", via = null },
        { email = "rosa.ivanova@acme.example", last_assigned = "2025-08-29T20:06:43Z", last_seen = "2026-11-17T18:24:47Z", license_id = "5JPB8SV0YK", offline_code = false, product_code = "II", product_name = "IntelliJ IDEA Ultimate", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-10-26T05:00:00Z", via = null },
        { email = "rosa.ivanova@acme.example", last_assigned = "2026-06-04T09:29:01Z", last_seen = "2026-11-20T02:09:21Z", license_id = "6W0MQNBHV7", offline_code = false, product_code = "WS", product_name = "WebStorm", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-10-10T05:00:00Z", via = null },
        { email = "rosa.vogel@acme.example", last_assigned = "2024-11-15T21:05:36Z", last_seen = "2026-11-14T04:57:38Z", license_id = "46D0PYFK2X", offline_code = false, product_code = "AIP", product_name = "AI Pro", status = "active", team_id = "311", team_name = "Data", trial = false, valid_until = "2027-08-07T23:00:00Z", via = null },
        { email = "rosa.vogel@acme.example", last_assigned = "2026-08-18T17:11:00Z", last_seen = "2026-11-14T16:12:07Z", license_id = "2GRDP9JN9N", offline_code = false, product_code = "PC", product_name = "PyCharm", status = "active", team_id = "311", team_name = "Data", trial = false, valid_until = "2027-09-18T21:00:00Z", via = null },
        { email = "rosa.vogel@acme.example", last_assigned = "2024-07-20T23:16:03Z", last_seen = "2026-11-16T22:49:28Z", license_id = "3T2O73Z35A", offline_code = false, product_code = "WS", product_name = "WebStorm", status = "active", team_id = "311", team_name = "Data", trial = false, valid_until = "2027-06-04T18:30:00Z", via = null },
        { email = "soren.adeyemi@acme.example", last_assigned = "2026-09-11T11:14:14Z", last_seen = "2026-11-16T22:18:35Z", license_id = "OECZKEE9MR", offline_code = false, product_code = "PC", product_name = "PyCharm", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-07-26T18:30:00Z", via = null },
      ]
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
      exempted                = []
      exhausted_product_codes = []
      expiring_license_ids    = []
      external_emails         = []
      findings                = []
      inactive_emails         = []
      missing_entitlements    = []
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
      stale_exemptions = []
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
      costs = [
        { billable = 5, billable_cost = 50, monthly_price = 10, overlapping = 0, overlapping_cost = 0, product_code = "AIP", product_name = "AI Pro", reclaimable = 0, reclaimable_cost = 0, team_id = "1042", team_name = "Core", unassigned = 0, unassigned_cost = 0 },
        { billable = 5, billable_cost = 389.5, monthly_price = 77.9, overlapping = 0, overlapping_cost = 0, product_code = "ALL", product_name = "All Products Pack", reclaimable = 0, reclaimable_cost = 0, team_id = "1042", team_name = "Core", unassigned = 1, unassigned_cost = 77.9 },
        { billable = 5, billable_cost = 299.5, monthly_price = 59.9, overlapping = 0, overlapping_cost = 0, product_code = "II", product_name = "IntelliJ IDEA Ultimate", reclaimable = 0, reclaimable_cost = 0, team_id = "1042", team_name = "Core", unassigned = 1, unassigned_cost = 59.9 },
        { billable = 3, billable_cost = 74.7, monthly_price = 24.9, overlapping = 0, overlapping_cost = 0, product_code = "PC", product_name = "PyCharm", reclaimable = 0, reclaimable_cost = 0, team_id = "1042", team_name = "Core", unassigned = 0, unassigned_cost = 0 },
        { billable = 3, billable_cost = 47.7, monthly_price = 15.9, overlapping = 0, overlapping_cost = 0, product_code = "WS", product_name = "WebStorm", reclaimable = 0, reclaimable_cost = 0, team_id = "1042", team_name = "Core", unassigned = 0, unassigned_cost = 0 },
        { billable = 3, billable_cost = 30, monthly_price = 10, overlapping = 0, overlapping_cost = 0, product_code = "AIP", product_name = "AI Pro", reclaimable = 0, reclaimable_cost = 0, team_id = "311", team_name = "Data", unassigned = 1, unassigned_cost = 10 },
        { billable = 1, billable_cost = 77.9, monthly_price = 77.9, overlapping = 0, overlapping_cost = 0, product_code = "ALL", product_name = "All Products Pack", reclaimable = 0, reclaimable_cost = 0, team_id = "311", team_name = "Data", unassigned = 1, unassigned_cost = 77.9 },
        { billable = 6, billable_cost = 149.4, monthly_price = 24.9, overlapping = 0, overlapping_cost = 0, product_code = "PC", product_name = "PyCharm", reclaimable = 0, reclaimable_cost = 0, team_id = "311", team_name = "Data", unassigned = 1, unassigned_cost = 24.9 },
        { billable = 1, billable_cost = 15.9, monthly_price = 15.9, overlapping = 0, overlapping_cost = 0, product_code = "WS", product_name = "WebStorm", reclaimable = 0, reclaimable_cost = 0, team_id = "311", team_name = "Data", unassigned = 0, unassigned_cost = 0 },
        { billable = 1, billable_cost = 10, monthly_price = 10, overlapping = 0, overlapping_cost = 0, product_code = "AIP", product_name = "AI Pro", reclaimable = 0, reclaimable_cost = 0, team_id = "98", team_name = "Mobile", unassigned = 0, unassigned_cost = 0 },
        { billable = 1, billable_cost = 77.9, monthly_price = 77.9, overlapping = 0, overlapping_cost = 0, product_code = "ALL", product_name = "All Products Pack", reclaimable = 0, reclaimable_cost = 0, team_id = "98", team_name = "Mobile", unassigned = 0, unassigned_cost = 0 },
        { billable = 2, billable_cost = 119.8, monthly_price = 59.9, overlapping = 0, overlapping_cost = 0, product_code = "II", product_name = "IntelliJ IDEA Ultimate", reclaimable = 0, reclaimable_cost = 0, team_id = "98", team_name = "Mobile", unassigned = 0, unassigned_cost = 0 },
        { billable = 2, billable_cost = 49.8, monthly_price = 24.9, overlapping = 0, overlapping_cost = 0, product_code = "PC", product_name = "PyCharm", reclaimable = 0, reclaimable_cost = 0, team_id = "98", team_name = "Mobile", unassigned = 0, unassigned_cost = 0 },
        { billable = 2, billable_cost = 31.8, monthly_price = 15.9, overlapping = 0, overlapping_cost = 0, product_code = "WS", product_name = "WebStorm", reclaimable = 0, reclaimable_cost = 0, team_id = "98", team_name = "Mobile", unassigned = 1, unassigned_cost = 15.9 },
      ]
      total = {
        billable_cost    = 1423.9
        overlapping_cost = 0
        reclaimable_cost = 0
        unassigned_cost  = 266.5
      }
      totals_by_team = [
        { billable_cost = 861.4, overlapping_cost = 0, reclaimable_cost = 0, team_id = "1042", team_name = "Core", unassigned_cost = 137.8 },
        { billable_cost = 273.2, overlapping_cost = 0, reclaimable_cost = 0, team_id = "311", team_name = "Data", unassigned_cost = 112.8 },
        { billable_cost = 289.3, overlapping_cost = 0, reclaimable_cost = 0, team_id = "98", team_name = "Mobile", unassigned_cost = 15.9 },
      ]
    }
  }

  mock_data "jetbrains_licensed_user" {
    defaults = {
      last_assigned = "2024-09-14T05:38:11Z"
      last_seen     = "2026-11-12T11:19:25Z"
      license_ids = [
        "Q5BXWL4LWX",
      ]
      licenses = [
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "ben.zimmermann@acme.example", expired = false, last_assigned = "2024-09-14T05:38:11Z", last_seen = "2026-11-12T11:19:25Z", license_id = "Q5BXWL4LWX", name = "Ben Zimmermann", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "ALL", product_name = "All Products Pack", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "9787/1L9JZ", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-04-28T18:30:00Z" },
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
      users = [
        { email = "ben.zimmermann@acme.example", last_assigned = "2024-09-14T05:38:11Z", last_seen = "2026-11-12T11:19:25Z", license_ids = ["Q5BXWL4LWX"], name = "Ben Zimmermann", never_seen = false, offline_code = false, product_codes = ["ALL"], status = "active", suspended_product_codes = [], team_ids = ["1042"] },
        { email = "deepa.garcia@acme.example", last_assigned = "2026-04-25T12:25:33Z", last_seen = "2026-11-17T18:18:58Z", license_ids = ["PRNA38TPJE"], name = "Deepa García", never_seen = false, offline_code = false, product_codes = ["AIP"], status = "active", suspended_product_codes = [], team_ids = ["311"] },
        { email = "elif.petrov@acme.example", last_assigned = "2025-02-09T00:30:11Z", last_seen = "2026-11-17T15:42:17Z", license_ids = ["0Q4QOKOQGE"], name = "Elif Petrov", never_seen = false, offline_code = false, product_codes = ["AIP"], status = "active", suspended_product_codes = [], team_ids = ["1042"] },
        { email = "farid.fischer@acme.example", last_assigned = "2024-12-03T17:38:38Z", last_seen = "2026-11-15T06:14:47Z", license_ids = ["ZDTF6P89JR"], name = "Farid Fischer", never_seen = false, offline_code = false, product_codes = ["PC"], status = "active", suspended_product_codes = [], team_ids = ["311"] },
        { email = "greta.diaz@acme.example", last_assigned = "2025-02-14T02:51:18Z", last_seen = "2026-11-16T07:50:45Z", license_ids = ["UK8UMH1Z1K"], name = "Greta Diaz", never_seen = false, offline_code = false, product_codes = ["ALL"], status = "active", suspended_product_codes = [], team_ids = ["1042"] },
        { email = "greta.quispe@acme.example", last_assigned = "2026-02-17T11:51:13Z", last_seen = "2026-11-20T22:45:00Z", license_ids = ["79BY8HRXRU", "8MN9QC7DOH"], name = "Greta Quispe", never_seen = false, offline_code = false, product_codes = ["AIP", "PC"], status = "active", suspended_product_codes = [], team_ids = ["98"] },
        { email = "igor.weber@acme.example", last_assigned = "2026-07-04T02:57:20Z", last_seen = "2026-11-17T16:15:25Z", license_ids = ["RHAX3XPMCO", "SUL8LS528A", "T7WJ4MLJ5X"], name = "Igor Weber", never_seen = false, offline_code = false, product_codes = ["AIP", "II", "WS"], status = "active", suspended_product_codes = [], team_ids = ["1042", "98"] },
        { email = "ines.adeyemi@acme.example", last_assigned = "2025-10-10T17:07:32Z", last_seen = "2026-11-13T08:27:23Z", license_ids = ["DG8TALEO6N"], name = "Ines Adeyemi", never_seen = false, offline_code = false, product_codes = ["ALL"], status = "active", suspended_product_codes = [], team_ids = ["1042"] },
        { email = "ines.xu@acme.example", last_assigned = "2025-03-22T16:19:24Z", last_seen = "2026-11-19T03:42:20Z", license_ids = ["OFPAWW8O3N"], name = "Ines Xu", never_seen = false, offline_code = false, product_codes = ["PC"], status = "active", suspended_product_codes = [], team_ids = ["311"] },
        { email = "julia.costa@acme.example", last_assigned = "2026-01-05T02:08:17Z", last_seen = "2026-11-15T03:29:10Z", license_ids = ["13F26E46C1"], name = "Julia Costa", never_seen = false, offline_code = false, product_codes = ["AIP"], status = "active", suspended_product_codes = [], team_ids = ["1042"] },
        { email = "julia.schmidt@acme.example", last_assigned = "2024-09-04T19:41:57Z", last_seen = "2026-11-15T11:05:17Z", license_ids = ["N10N2JYSQ4"], name = "Julia Schmidt", never_seen = false, offline_code = false, product_codes = ["ALL"], status = "active", suspended_product_codes = [], team_ids = ["1042"] },
        { email = "katarzyna.adeyemi@acme.example", last_assigned = "2024-12-31T14:52:33Z", last_seen = "2026-11-14T10:29:07Z", license_ids = ["Q4YLL395F1"], name = "Katarzyna Adeyemi", never_seen = false, offline_code = false, product_codes = ["PC"], status = "active", suspended_product_codes = [], team_ids = ["1042"] },
        { email = "kofi.gruber@acme.example", last_assigned = "2026-08-10T09:45:11Z", last_seen = "2026-11-17T13:45:01Z", license_ids = ["LCRCDDXBER", "MP2NV7CSAE"], name = "Kofi Gruber", never_seen = false, offline_code = false, product_codes = ["AIP", "II"], status = "active", suspended_product_codes = [], team_ids = ["1042"] },
        { email = "kofi.vogel@acme.example", last_assigned = "2026-04-28T06:36:21Z", last_seen = "2026-11-19T04:06:32Z", license_ids = ["VXJ64BHGY7", "WAVHN6WWUU", "XN6S50CDRH", "Y0H4NVSTN4"], name = "Kofi Vogel", never_seen = false, offline_code = false, product_codes = ["AIP", "II", "PC", "WS"], status = "active", suspended_product_codes = [], team_ids = ["1042"] },
        { email = "lena.ivanova@acme.example", last_assigned = "2026-02-01T17:48:01Z", last_seen = "2026-11-19T14:10:23Z", license_ids = ["BQL79VIRDE"], name = "Lena Ivanova", never_seen = false, offline_code = false, product_codes = ["PC"], status = "active", suspended_product_codes = [], team_ids = ["98"] },
        { email = "liam.nakamura@acme.example", last_assigned = "2024-08-07T13:04:36Z", last_seen = "2026-11-13T03:51:55Z", license_ids = ["PS0LERO5ZA"], name = "Liam Nakamura", never_seen = false, offline_code = false, product_codes = ["WS"], status = "active", suspended_product_codes = [], team_ids = ["98"] },
        { email = "lukasz.mueller@acme.example", last_assigned = "2025-08-13T18:24:19Z", last_seen = "2026-11-17T07:07:51Z", license_ids = ["ADAWR12AHR"], name = "Łukasz Müller", never_seen = false, offline_code = false, product_codes = ["PC"], status = "active", suspended_product_codes = [], team_ids = ["311"] },
        { email = "mateo.ito@acme.example", last_assigned = "2025-04-24T15:55:24Z", last_seen = "2026-11-17T05:50:40Z", license_ids = ["C3WISQY790"], name = "Mateo Ito", never_seen = false, offline_code = false, product_codes = ["II"], status = "active", suspended_product_codes = [], team_ids = ["98"] },
        { email = "rosa.ivanova@acme.example", last_assigned = "2026-06-04T09:29:01Z", last_seen = "2026-11-20T02:09:21Z", license_ids = ["5JPB8SV0YK", "6W0MQNBHV7"], name = "Rosa Ivanova", never_seen = false, offline_code = false, product_codes = ["II", "WS"], status = "active", suspended_product_codes = [], team_ids = ["1042"] },
        { email = "rosa.vogel@acme.example", last_assigned = "2026-08-18T17:11:00Z", last_seen = "2026-11-16T22:49:28Z", license_ids = ["2GRDP9JN9N", "3T2O73Z35A", "46D0PYFK2X"], name = "Rosa Vogel", never_seen = false, offline_code = false, product_codes = ["AIP", "PC", "WS"], status = "active", suspended_product_codes = [], team_ids = ["311"] },
        { email = "soren.adeyemi@acme.example", last_assigned = "2026-09-11T11:14:14Z", last_seen = "2026-11-16T22:18:35Z", license_ids = ["OECZKEE9MR"], name = "Søren Adeyemi", never_seen = false, offline_code = false, product_codes = ["PC"], status = "active", suspended_product_codes = [], team_ids = ["1042"] },
      ]
    }
  }

  mock_data "jetbrains_licenses" {
    defaults = {
      licenses = [
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "elif.petrov@acme.example", expired = false, last_assigned = "2025-02-09T00:30:11Z", last_seen = "2026-11-17T15:42:17Z", license_id = "0Q4QOKOQGE", name = "Elif Petrov", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "AIP", product_name = "AI Pro", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "1758/12M0A", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-10-21T23:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "julia.costa@acme.example", expired = false, last_assigned = "2026-01-05T02:08:17Z", last_seen = "2026-11-15T03:29:10Z", license_id = "13F26E46C1", name = "Julia Costa", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "AIP", product_name = "AI Pro", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "1758/12M0A", suspended = false, team_id = "1042", team_name = "Core", transferable = false, trial = false, upgrade_due = null, valid_until = "2027-10-21T23:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "rosa.vogel@acme.example", expired = false, last_assigned = "2026-08-18T17:11:00Z", last_seen = "2026-11-14T16:12:07Z", license_id = "2GRDP9JN9N", name = "R*** V****", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "3781/1TUJP", suspended = false, team_id = "311", team_name = "Data", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-09-18T21:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "rosa.vogel@acme.example", expired = false, last_assigned = "2024-07-20T23:16:03Z", last_seen = "2026-11-16T22:49:28Z", license_id = "3T2O73Z35A", name = "Rosa Vogel", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "WS", product_name = "WebStorm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "5133/1C666", suspended = false, team_id = "311", team_name = "Data", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-06-04T18:30:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "rosa.vogel@acme.example", expired = false, last_assigned = "2024-11-15T21:05:36Z", last_seen = "2026-11-14T04:57:38Z", license_id = "46D0PYFK2X", name = "Rosa Vogel", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "AIP", product_name = "AI Pro", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "4430/174YA", suspended = false, team_id = "311", team_name = "Data", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-08-07T23:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "rosa.ivanova@acme.example", expired = false, last_assigned = "2025-08-29T20:06:43Z", last_seen = "2026-11-17T18:24:47Z", license_id = "5JPB8SV0YK", name = "Rosa Ivanova", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "8968/1HHRD", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-10-26T05:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "rosa.ivanova@acme.example", expired = false, last_assigned = "2026-06-04T09:29:01Z", last_seen = "2026-11-20T02:09:21Z", license_id = "6W0MQNBHV7", name = "Rosa Ivanova", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "WS", product_name = "WebStorm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "4948/1ZTF7", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-10-10T05:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "greta.quispe@acme.example", expired = false, last_assigned = "2024-07-15T19:16:38Z", last_seen = "2026-11-20T22:45:00Z", license_id = "79BY8HRXRU", name = "Greta Quispe", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "3781/1TUJP", suspended = false, team_id = "98", team_name = "Mobile", transferable = false, trial = false, upgrade_due = null, valid_until = "2027-09-18T21:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "greta.quispe@acme.example", expired = false, last_assigned = "2026-02-17T11:51:13Z", last_seen = "2026-11-12T04:18:41Z", license_id = "8MN9QC7DOH", name = "G**** Q*****", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "AIP", product_name = "AI Pro", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "4430/174YA", suspended = false, team_id = "98", team_name = "Mobile", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-08-07T23:00:00Z" },
        { assignee_type = null, auto_renewed = true, available = true, domain = null, email = null, expired = false, last_assigned = null, last_seen = null, license_id = "9ZYK96MUK4", name = null, offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "ALL", product_name = "All Products Pack", renewal_stopped = false, server_type = null, server_uid = null, status = "available", subscription_pack = "9956/1AAWM", suspended = false, team_id = "311", team_name = "Data", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-08-20T05:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "lukasz.mueller@acme.example", expired = false, last_assigned = "2025-08-13T18:24:19Z", last_seen = "2026-11-17T07:07:51Z", license_id = "ADAWR12AHR", name = "Łukasz Müller", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "4765/1YPZ0", suspended = false, team_id = "311", team_name = "Data", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-07-26T18:30:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "lena.ivanova@acme.example", expired = false, last_assigned = "2026-02-01T17:48:01Z", last_seen = "2026-11-19T14:10:23Z", license_id = "BQL79VIRDE", name = "Lena Ivanova", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "3781/1TUJP", suspended = false, team_id = "98", team_name = "Mobile", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-09-18T21:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "mateo.ito@acme.example", expired = false, last_assigned = "2025-04-24T15:55:24Z", last_seen = "2026-11-17T05:50:40Z", license_id = "C3WISQY790", name = "Mateo Ito", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "8968/1HHRD", suspended = false, team_id = "98", team_name = "Mobile", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-10-26T05:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = "acme.example", email = "ines.adeyemi@acme.example", expired = false, last_assigned = "2025-10-10T17:07:32Z", last_seen = "2026-11-13T08:27:23Z", license_id = "DG8TALEO6N", name = "Ines Adeyemi", offline_code = false, perpetual = true, perpetual_outdated = false, product_code = "ALL", product_name = "All Products Pack", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "9787/1L9JZ", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = "2027-04-15T00:00:00Z", valid_until = "2027-04-28T18:30:00Z" },
        { assignee_type = "SERVER", auto_renewed = true, available = false, domain = null, email = null, expired = false, last_assigned = null, last_seen = null, license_id = "ETJ5SFU42A", name = null, offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, server_type = "LICENSE_VAULT", server_uid = "3d4962e6-0002", status = "active", subscription_pack = "3781/1TUJP", suspended = false, team_id = "311", team_name = "Data", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-09-18T21:00:00Z" },
        { assignee_type = null, auto_renewed = true, available = true, domain = null, email = null, expired = false, last_assigned = null, last_seen = null, license_id = "F6UGBAALZX", name = null, offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "AIP", product_name = "AI Pro", renewal_stopped = false, server_type = null, server_uid = null, status = "available", subscription_pack = "1758/12M0A", suspended = false, team_id = "311", team_name = "Data", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-10-21T23:00:00Z" },
        { assignee_type = null, auto_renewed = true, available = true, domain = null, email = null, expired = false, last_assigned = null, last_seen = null, license_id = "GJ6RT4P1VK", name = null, offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, server_type = null, server_uid = null, status = "available", subscription_pack = "8703/1CUL5", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-10-25T18:30:00Z" },
        { assignee_type = null, auto_renewed = true, available = true, domain = null, email = null, expired = false, last_assigned = null, last_seen = null, license_id = "HWH3BZ5HS7", name = null, offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "WS", product_name = "WebStorm", renewal_stopped = false, server_type = null, server_uid = null, status = "available", subscription_pack = "5133/1C666", suspended = false, team_id = "98", team_name = "Mobile", transferable = false, trial = false, upgrade_due = null, valid_until = "2027-06-04T18:30:00Z" },
        { assignee_type = "SERVER", auto_renewed = true, available = false, domain = null, email = null, expired = false, last_assigned = null, last_seen = null, license_id = "I9SEUTLYOU", name = null, offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "ALL", product_name = "All Products Pack", renewal_stopped = false, server_type = "LICENSE_SERVER", server_uid = "9381d137-0001", status = "active", subscription_pack = "9787/1L9JZ", suspended = false, team_id = "98", team_name = "Mobile", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-04-28T18:30:00Z" },
        { assignee_type = "LICENSE_KEY", auto_renewed = true, available = false, domain = null, email = null, expired = false, last_assigned = null, last_seen = null, license_id = "JM4PCO1ELH", name = "Acme build agent 1", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "8968/1HHRD", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-10-26T05:00:00Z" },
        { assignee_type = null, auto_renewed = true, available = true, domain = null, email = null, expired = false, last_assigned = null, last_seen = null, license_id = "KZF1UIHVH4", name = null, offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, server_type = null, server_uid = null, status = "available", subscription_pack = "4765/1YPZ0", suspended = false, team_id = "311", team_name = "Data", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-07-26T18:30:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "kofi.gruber@acme.example", expired = false, last_assigned = "2026-08-10T09:45:11Z", last_seen = "2026-11-17T13:45:01Z", license_id = "LCRCDDXBER", name = "K*** G*****", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "AIP", product_name = "AI Pro", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "4430/174YA", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-08-07T23:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "kofi.gruber@acme.example", expired = false, last_assigned = "2026-07-13T20:40:00Z", last_seen = "2026-11-15T01:13:54Z", license_id = "MP2NV7CSAE", name = "Kofi Gruber", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "8703/1CUL5", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-10-25T18:30:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "julia.schmidt@acme.example", expired = false, last_assigned = "2024-09-04T19:41:57Z", last_seen = "2026-11-15T11:05:17Z", license_id = "N10N2JYSQ4", name = "Julia Schmidt", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "ALL", product_name = "All Products Pack", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "9787/1L9JZ", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-04-28T18:30:00Z" },
        { assignee_type = null, auto_renewed = true, available = true, domain = null, email = null, expired = false, last_assigned = null, last_seen = null, license_id = "N2DZD2S860", name = null, offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "ALL", product_name = "All Products Pack", renewal_stopped = false, server_type = null, server_uid = null, status = "available", subscription_pack = "9956/1AAWM", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-08-20T05:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "soren.adeyemi@acme.example", expired = false, last_assigned = "2026-09-11T11:14:14Z", last_seen = "2026-11-16T22:18:35Z", license_id = "OECZKEE9MR", name = "Søren Adeyemi", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "4765/1YPZ0", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-07-26T18:30:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "ines.xu@acme.example", expired = false, last_assigned = "2025-03-22T16:19:24Z", last_seen = "2026-11-19T03:42:20Z", license_id = "OFPAWW8O3N", name = "Ines Xu", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "4765/1YPZ0", suspended = false, team_id = "311", team_name = "Data", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-07-26T18:30:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "deepa.garcia@acme.example", expired = false, last_assigned = "2026-04-25T12:25:33Z", last_seen = "2026-11-17T18:18:58Z", license_id = "PRNA38TPJE", name = "Deepa García", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "AIP", product_name = "AI Pro", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "4430/174YA", suspended = false, team_id = "311", team_name = "Data", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-08-07T23:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "liam.nakamura@acme.example", expired = false, last_assigned = "2024-08-07T13:04:36Z", last_seen = "2026-11-13T03:51:55Z", license_id = "PS0LERO5ZA", name = "Liam Nakamura", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "WS", product_name = "WebStorm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "4948/1ZTF7", suspended = false, team_id = "98", team_name = "Mobile", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-10-10T05:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "katarzyna.adeyemi@acme.example", expired = false, last_assigned = "2024-12-31T14:52:33Z", last_seen = "2026-11-14T10:29:07Z", license_id = "Q4YLL395F1", name = "Katarzyna Adeyemi", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "4765/1YPZ0", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-07-26T18:30:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "ben.zimmermann@acme.example", expired = false, last_assigned = "2024-09-14T05:38:11Z", last_seen = "2026-11-12T11:19:25Z", license_id = "Q5BXWL4LWX", name = "Ben Zimmermann", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "ALL", product_name = "All Products Pack", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "9787/1L9JZ", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-04-28T18:30:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = "acme.example", email = "igor.weber@acme.example", expired = false, last_assigned = "2025-05-24T16:29:46Z", last_seen = "2026-11-17T16:15:25Z", license_id = "RHAX3XPMCO", name = "Igor Weber", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "WS", product_name = "WebStorm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "4948/1ZTF7", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-10-10T05:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "igor.weber@acme.example", expired = false, last_assigned = "2024-06-08T11:58:21Z", last_seen = "2026-11-17T14:45:31Z", license_id = "SUL8LS528A", name = "Igor Weber", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "8703/1CUL5", suspended = false, team_id = "98", team_name = "Mobile", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-10-25T18:30:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "igor.weber@acme.example", expired = false, last_assigned = "2026-07-04T02:57:20Z", last_seen = "2026-11-17T12:48:28Z", license_id = "T7WJ4MLJ5X", name = "Igor Weber", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "AIP", product_name = "AI Pro", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "4430/174YA", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-08-07T23:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "greta.diaz@acme.example", expired = false, last_assigned = "2025-02-14T02:51:18Z", last_seen = "2026-11-16T07:50:45Z", license_id = "UK8UMH1Z1K", name = "Greta Diaz", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "ALL", product_name = "All Products Pack", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "9956/1AAWM", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-08-20T05:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "kofi.vogel@acme.example", expired = false, last_assigned = "2025-01-02T16:21:58Z", last_seen = "2026-11-16T09:31:03Z", license_id = "VXJ64BHGY7", name = "Kofi Vogel", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "AIP", product_name = "AI Pro", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "1758/12M0A", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-10-21T23:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "kofi.vogel@acme.example", expired = false, last_assigned = "2025-03-21T05:29:41Z", last_seen = "2026-11-17T10:36:50Z", license_id = "WAVHN6WWUU", name = "Kofi Vogel", offline_code = false, perpetual = true, perpetual_outdated = false, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "8968/1HHRD", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = "2027-04-11T23:00:00Z", valid_until = "2027-10-26T05:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "kofi.vogel@acme.example", expired = false, last_assigned = "2026-04-28T06:36:21Z", last_seen = "2026-11-18T01:05:10Z", license_id = "XN6S50CDRH", name = "Kofi Vogel", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "WS", product_name = "WebStorm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "5133/1C666", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-06-04T18:30:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "kofi.vogel@acme.example", expired = false, last_assigned = "2025-04-16T17:51:13Z", last_seen = "2026-11-19T04:06:32Z", license_id = "Y0H4NVSTN4", name = "K*** V****", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "3781/1TUJP", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-09-18T21:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "farid.fischer@acme.example", expired = false, last_assigned = "2024-12-03T17:38:38Z", last_seen = "2026-11-15T06:14:47Z", license_id = "ZDTF6P89JR", name = "Farid Fischer", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "3781/1TUJP", suspended = false, team_id = "311", team_name = "Data", transferable = false, trial = false, upgrade_due = null, valid_until = "2027-09-18T21:00:00Z" },
      ]
      total_count = 40
    }
  }

  mock_data "jetbrains_product_catalog" {
    defaults = {
      products = [
        { code = "AIP", covers = [], kind = "product", name = "AI Pro" },
        { code = "ALL", covers = ["AC", "AIP", "CL", "DB", "DC", "DM", "DPN", "DS", "GO", "II", "PC", "PS", "QA", "RC", "RD", "RM", "RR", "RS0", "RSU", "WS"], kind = "product", name = "All Products Pack" },
        { code = "CL", covers = [], kind = "product", name = "CLion" },
        { code = "DB", covers = [], kind = "product", name = "DataGrip" },
        { code = "DC", covers = [], kind = "product", name = "dotCover" },
        { code = "DM", covers = [], kind = "product", name = "dotMemory" },
        { code = "DPN", covers = [], kind = "product", name = "dotTrace" },
        { code = "GO", covers = [], kind = "product", name = "GoLand" },
        { code = "II", covers = [], kind = "product", name = "IntelliJ IDEA Ultimate" },
        { code = "PC", covers = [], kind = "product", name = "PyCharm" },
        { code = "PEXAMPLE1", covers = [], kind = "plugin", name = "Example Theme" },
        { code = "PEXAMPLE2", covers = [], kind = "plugin", name = "Example Linter" },
        { code = "PS", covers = [], kind = "product", name = "PhpStorm" },
        { code = "RC", covers = [], kind = "product", name = "ReSharper C++" },
        { code = "RD", covers = [], kind = "product", name = "Rider" },
        { code = "RM", covers = [], kind = "product", name = "RubyMine" },
        { code = "RS0", covers = [], kind = "product", name = "ReSharper" },
        { code = "RSU", covers = ["AIP", "DC", "DM", "DPN", "RC", "RD", "RS0"], kind = "product", name = "dotUltimate" },
        { code = "TBEB", covers = [], kind = "product", name = "Toolbox Enterprise" },
        { code = "WS", covers = [], kind = "product", name = "WebStorm" },
      ]
      total_count = 20
    }
  }

  mock_data "jetbrains_products" {
    defaults = {
      products = [
        { assigned = 8, available = 1, billable = 9, code = "AIP", expired = 0, floating = 0, name = "AI Pro", next_expiry = "2027-08-07T23:00:00Z", people = 8, perpetual = 0, suspended = 0, total = 9, trial = 0, unassigned = 1, unassigned_billable = 1 },
        { assigned = 5, available = 2, billable = 7, code = "ALL", expired = 0, floating = 1, name = "All Products Pack", next_expiry = "2027-04-28T18:30:00Z", people = 4, perpetual = 1, suspended = 0, total = 7, trial = 0, unassigned = 2, unassigned_billable = 2 },
        { assigned = 6, available = 1, billable = 7, code = "II", expired = 0, floating = 1, name = "IntelliJ IDEA Ultimate", next_expiry = "2027-10-25T18:30:00Z", people = 5, perpetual = 1, suspended = 0, total = 7, trial = 0, unassigned = 1, unassigned_billable = 1 },
        { assigned = 10, available = 1, billable = 11, code = "PC", expired = 0, floating = 1, name = "PyCharm", next_expiry = "2027-07-26T18:30:00Z", people = 9, perpetual = 0, suspended = 0, total = 11, trial = 0, unassigned = 1, unassigned_billable = 1 },
        { assigned = 5, available = 1, billable = 6, code = "WS", expired = 0, floating = 0, name = "WebStorm", next_expiry = "2027-06-04T18:30:00Z", people = 5, perpetual = 0, suspended = 0, total = 6, trial = 0, unassigned = 1, unassigned_billable = 1 },
      ]
      total_count = 5
    }
  }

  mock_data "jetbrains_renewals" {
    defaults = {
      renewals = [
        { assigned = 4, auto_renewed = true, available = 0, expired = false, product_code = "ALL", product_name = "All Products Pack", renewal_stopped = false, renews = true, subscription_pack = "9787/1L9JZ", total = 4, valid_until = "2027-04-28T18:30:00Z" },
        { assigned = 2, auto_renewed = true, available = 1, expired = false, product_code = "WS", product_name = "WebStorm", renewal_stopped = false, renews = true, subscription_pack = "5133/1C666", total = 3, valid_until = "2027-06-04T18:30:00Z" },
        { assigned = 4, auto_renewed = true, available = 1, expired = false, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, renews = true, subscription_pack = "4765/1YPZ0", total = 5, valid_until = "2027-07-26T18:30:00Z" },
        { assigned = 5, auto_renewed = true, available = 0, expired = false, product_code = "AIP", product_name = "AI Pro", renewal_stopped = false, renews = true, subscription_pack = "4430/174YA", total = 5, valid_until = "2027-08-07T23:00:00Z" },
        { assigned = 1, auto_renewed = true, available = 2, expired = false, product_code = "ALL", product_name = "All Products Pack", renewal_stopped = false, renews = true, subscription_pack = "9956/1AAWM", total = 3, valid_until = "2027-08-20T05:00:00Z" },
        { assigned = 6, auto_renewed = true, available = 0, expired = false, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, renews = true, subscription_pack = "3781/1TUJP", total = 6, valid_until = "2027-09-18T21:00:00Z" },
        { assigned = 3, auto_renewed = true, available = 0, expired = false, product_code = "WS", product_name = "WebStorm", renewal_stopped = false, renews = true, subscription_pack = "4948/1ZTF7", total = 3, valid_until = "2027-10-10T05:00:00Z" },
        { assigned = 3, auto_renewed = true, available = 1, expired = false, product_code = "AIP", product_name = "AI Pro", renewal_stopped = false, renews = true, subscription_pack = "1758/12M0A", total = 4, valid_until = "2027-10-21T23:00:00Z" },
        { assigned = 2, auto_renewed = true, available = 1, expired = false, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, renews = true, subscription_pack = "8703/1CUL5", total = 3, valid_until = "2027-10-25T18:30:00Z" },
        { assigned = 4, auto_renewed = true, available = 0, expired = false, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, renews = true, subscription_pack = "8968/1HHRD", total = 4, valid_until = "2027-10-26T05:00:00Z" },
      ]
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
      external_usernames = []
      members = [
        { email = "ben.zimmermann@acme.example", emails = ["ben.zimmermann@acme.example"], external = false, external_id = "hr-000001", first_name = "Ben", guest = false, id = "hngH4N1ICBhv", joined = "2024-03-12", last_login = "2026-11-14T00:10:22Z", last_name = "Zimmermann", left_at = null, manager_usernames = [], status = "active", team_ids = ["scQjLBlaImbD"], two_factor = "ACTIVE", username = "Ben.Zimmermann" },
        { email = "deepa.garcia@acme.example", emails = ["deepa.garcia@acme.example"], external = false, external_id = "hr-000009", first_name = "Deepa", guest = false, id = "Rn5Y9DzMUTkT", joined = "2025-05-27", last_login = "2026-11-05T17:30:53Z", last_name = "García", left_at = null, manager_usernames = ["Lukasz.Mueller"], status = "active", team_ids = ["JQyJN9mJwv7b"], two_factor = "ACTIVE", username = "Deepa.Garcia" },
        { email = "elif.petrov@acme.example", emails = ["elif.petrov@acme.example"], external = false, external_id = "hr-000007", first_name = "Elif", guest = false, id = "YEz3PZp0vlz1", joined = "2025-05-28", last_login = "2026-11-08T19:32:52Z", last_name = "Petrov", left_at = null, manager_usernames = ["Kofi.Gruber"], status = "active", team_ids = ["djo98YOn6Mje"], two_factor = "ACTIVE", username = "Elif.Petrov" },
        { email = "farid.fischer@acme.example", emails = ["farid.fischer@acme.example"], external = false, external_id = "hr-000008", first_name = "Farid", guest = false, id = "3YS3U7QKByuP", joined = "2026-04-24", last_login = "2026-11-08T11:37:07Z", last_name = "Fischer", left_at = null, manager_usernames = ["Ines.Xu"], status = "active", team_ids = ["Aw0lNwoY2SbZ"], two_factor = "ACTIVE", username = "Farid.Fischer" },
        { email = "greta.diaz@acme.example", emails = ["greta.diaz@acme.example"], external = false, external_id = null, first_name = "Greta", guest = false, id = "gjamKKZMCpHp", joined = "2026-02-03", last_login = "2026-11-01T05:40:44Z", last_name = "Diaz", left_at = null, manager_usernames = ["Kofi.Gruber"], status = "active", team_ids = ["djo98YOn6Mje"], two_factor = "ACTIVE", username = "Greta.Diaz" },
        { email = "igor.weber@acme.example", emails = ["igor.weber@acme.example"], external = false, external_id = null, first_name = "Igor", guest = false, id = "uWTLTDUSuT9K", joined = "2026-09-19", last_login = "2026-11-08T02:29:29Z", last_name = "Weber", left_at = null, manager_usernames = ["Kofi.Gruber"], status = "active", team_ids = ["djo98YOn6Mje"], two_factor = "ACTIVE", username = "Igor.Weber" },
        { email = "ines.adeyemi@acme.example", emails = ["ines.adeyemi@acme.example"], external = false, external_id = null, first_name = "Ines", guest = false, id = "6pnh6wyfsYXn", joined = "2023-06-10", last_login = "2026-11-14T06:41:28Z", last_name = "Adeyemi", left_at = null, manager_usernames = ["Ben.Zimmermann"], status = "active", team_ids = ["scQjLBlaImbD"], two_factor = "ACTIVE", username = "Ines.Adeyemi" },
        { email = "ines.xu@acme.example", emails = ["ines.xu@acme.example"], external = false, external_id = null, first_name = "Ines", guest = false, id = "jrgiBBcInbO1", joined = "2025-03-01", last_login = "2026-11-13T06:44:19Z", last_name = "Xu", left_at = null, manager_usernames = [], status = "active", team_ids = ["Aw0lNwoY2SbZ"], two_factor = "ACTIVE", username = "Ines.Xu" },
        { email = "julia.costa@acme.example", emails = ["julia.costa@acme.example"], external = false, external_id = null, first_name = "Julia", guest = false, id = "1Tk7z6ftjtxQ", joined = "2025-01-23", last_login = "2026-11-09T19:21:55Z", last_name = "Costa", left_at = null, manager_usernames = ["Ben.Zimmermann"], status = "active", team_ids = ["scQjLBlaImbD"], two_factor = "ACTIVE", username = "Julia.Costa" },
        { email = "julia.schmidt@acme.example", emails = ["julia.schmidt@acme.example"], external = false, external_id = "hr-000011", first_name = "Julia", guest = false, id = "VKIK1ThqVUgr", joined = "2026-01-25", last_login = "2026-11-01T14:25:19Z", last_name = "Schmidt", left_at = null, manager_usernames = [], status = "active", team_ids = ["scQjLBlaImbD"], two_factor = "ACTIVE", username = "Julia.Schmidt" },
        { email = "kofi.gruber@acme.example", emails = ["kofi.gruber@acme.example"], external = false, external_id = null, first_name = "Kofi", guest = false, id = "I7DMbyYXCZQ6", joined = "2024-07-29", last_login = "2026-11-13T03:41:20Z", last_name = "Gruber", left_at = null, manager_usernames = [], status = "active", team_ids = ["djo98YOn6Mje"], two_factor = "ACTIVE", username = "Kofi.Gruber" },
        { email = "kofi.vogel@acme.example", emails = ["kofi.vogel@acme.example"], external = false, external_id = null, first_name = "Kofi", guest = false, id = "mpcy2pfDCpx6", joined = "2024-11-02", last_login = "2026-11-18T10:21:12Z", last_name = "Vogel", left_at = null, manager_usernames = ["Kofi.Gruber"], status = "active", team_ids = ["djo98YOn6Mje"], two_factor = "ACTIVE", username = "Kofi.Vogel" },
        { email = "lena.ivanova@acme.example", emails = ["lena.ivanova@acme.example"], external = false, external_id = "hr-000004", first_name = "Lena", guest = false, id = "PlT2rU6RUGkB", joined = "2025-03-21", last_login = "2026-11-05T13:10:14Z", last_name = "Ivanova", left_at = null, manager_usernames = ["liam.nakamura"], status = "active", team_ids = ["U04X7C55KbIy"], two_factor = "ACTIVE", username = "Lena.Ivanova" },
        { email = "lukasz.mueller@acme.example", emails = ["lukasz.mueller@acme.example"], external = false, external_id = null, first_name = "Łukasz", guest = false, id = "0TTZk49flDne", joined = "2023-03-19", last_login = "2026-11-07T08:12:50Z", last_name = "Müller", left_at = null, manager_usernames = [], status = "active", team_ids = ["JQyJN9mJwv7b"], two_factor = "ACTIVE", username = "Lukasz.Mueller" },
        { email = "mateo.ito@acme.example", emails = ["mateo.ito@acme.example"], external = false, external_id = "hr-000003", first_name = "Mateo", guest = false, id = "FUcw9B1JHz2z", joined = "2023-02-15", last_login = "2026-11-19T14:46:21Z", last_name = "Ito", left_at = null, manager_usernames = [], status = "active", team_ids = ["U04X7C55KbIy"], two_factor = "ACTIVE", username = "Mateo.Ito" },
        { email = "rosa.ivanova@acme.example", emails = ["rosa.ivanova@acme.example"], external = false, external_id = "hr-000006", first_name = "Rosa", guest = false, id = "iP674TfEbNJs", joined = "2023-03-19", last_login = "2026-11-15T20:01:13Z", last_name = "Ivanova", left_at = null, manager_usernames = ["Kofi.Gruber"], status = "active", team_ids = ["djo98YOn6Mje"], two_factor = "ACTIVE", username = "Rosa.Ivanova" },
        { email = "rosa.vogel@acme.example", emails = ["rosa.vogel@acme.example"], external = false, external_id = null, first_name = "Rosa", guest = false, id = "85IV2aRqgVSj", joined = "2023-12-12", last_login = "2026-11-20T18:13:13Z", last_name = "Vogel", left_at = null, manager_usernames = ["Lukasz.Mueller"], status = "active", team_ids = ["JQyJN9mJwv7b"], two_factor = "ACTIVE", username = "Rosa.Vogel" },
        { email = "greta.quispe@acme.example", emails = ["greta.quispe@acme.example"], external = false, external_id = "hr-000005", first_name = "Greta", guest = false, id = "rFnyyFWcsnMl", joined = "2026-04-06", last_login = "2026-11-07T03:06:11Z", last_name = "Quispe", left_at = null, manager_usernames = [], status = "active", team_ids = ["1L8LrC3mK9kF"], two_factor = "ACTIVE", username = "greta.quispe" },
        { email = "katarzyna.adeyemi@acme.example", emails = ["katarzyna.adeyemi@acme.example"], external = false, external_id = null, first_name = "Katarzyna", guest = false, id = "r641qJq6AWtX", joined = "2025-10-22", last_login = "2026-11-06T04:12:03Z", last_name = "Adeyemi", left_at = null, manager_usernames = ["Kofi.Gruber"], status = "active", team_ids = ["djo98YOn6Mje"], two_factor = "ACTIVE", username = "katarzyna.adeyemi" },
        { email = "liam.nakamura@acme.example", emails = ["liam.nakamura@acme.example"], external = false, external_id = "hr-000002", first_name = "Liam", guest = false, id = "ETYdpr8cS0fI", joined = "2025-12-19", last_login = "2026-11-17T09:58:05Z", last_name = "Nakamura", left_at = null, manager_usernames = [], status = "active", team_ids = ["U04X7C55KbIy"], two_factor = "ACTIVE", username = "liam.nakamura" },
        { email = "soren.adeyemi@acme.example", emails = ["soren.adeyemi@acme.example"], external = false, external_id = "hr-000010", first_name = "Søren", guest = false, id = "vVkh7FuVbzKv", joined = "2024-08-20", last_login = "2026-11-02T17:57:33Z", last_name = "Adeyemi", left_at = null, manager_usernames = [], status = "active", team_ids = ["scQjLBlaImbD"], two_factor = "ACTIVE", username = "soren.adeyemi" },
      ]
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
      memberships = [
        { archived = false, id = "4YaFqgct7kxr", lead = false, member_id = "1Tk7z6ftjtxQ", role = "Developer", since = "2025-01-23", team_id = "scQjLBlaImbD", team_name = "Core Platform", till = null, username = "Julia.Costa" },
        { archived = false, id = "AFIsWXJ9JW0F", lead = true, member_id = "I7DMbyYXCZQ6", role = "Team Lead", since = "2024-07-29", team_id = "djo98YOn6Mje", team_name = "Core", till = null, username = "Kofi.Gruber" },
        { archived = false, id = "Bqyq2ztaL4rU", lead = false, member_id = "85IV2aRqgVSj", role = "Team Lead", since = "2023-12-12", team_id = "JQyJN9mJwv7b", team_name = "Data", till = null, username = "Rosa.Vogel" },
        { archived = false, id = "CubLTtqMrfdJ", lead = false, member_id = "gjamKKZMCpHp", role = "Team Lead", since = "2026-02-03", team_id = "djo98YOn6Mje", team_name = "Core", till = null, username = "Greta.Diaz" },
        { archived = false, id = "HeDaHVzO83b9", lead = false, member_id = "vVkh7FuVbzKv", role = "Developer", since = "2024-08-20", team_id = "scQjLBlaImbD", team_name = "Core Platform", till = null, username = "soren.adeyemi" },
        { archived = false, id = "K87nysVbH2SS", lead = false, member_id = "mpcy2pfDCpx6", role = "Analyst", since = "2024-11-02", team_id = "djo98YOn6Mje", team_name = "Core", till = null, username = "Kofi.Vogel" },
        { archived = false, id = "Kd63d1fgFe2y", lead = false, member_id = "iP674TfEbNJs", role = "Developer", since = "2023-03-19", team_id = "djo98YOn6Mje", team_name = "Core", till = null, username = "Rosa.Ivanova" },
        { archived = false, id = "NMgjPttU05H6", lead = false, member_id = "6pnh6wyfsYXn", role = "Developer", since = "2023-06-10", team_id = "scQjLBlaImbD", team_name = "Core Platform", till = null, username = "Ines.Adeyemi" },
        { archived = false, id = "OrsQtkvAglR5", lead = true, member_id = "ETYdpr8cS0fI", role = "Team Lead", since = "2025-12-19", team_id = "U04X7C55KbIy", team_name = "Android", till = null, username = "liam.nakamura" },
        { archived = false, id = "TSnL2OseI8Ki", lead = false, member_id = "YEz3PZp0vlz1", role = "Designer", since = "2025-05-28", team_id = "djo98YOn6Mje", team_name = "Core", till = null, username = "Elif.Petrov" },
        { archived = false, id = "b9r2ZjkK8ajB", lead = true, member_id = "hngH4N1ICBhv", role = "Team Lead", since = "2024-03-12", team_id = "scQjLBlaImbD", team_name = "Core Platform", till = null, username = "Ben.Zimmermann" },
        { archived = false, id = "cL56124U9Oh3", lead = false, member_id = "PlT2rU6RUGkB", role = "Analyst", since = "2025-03-21", team_id = "U04X7C55KbIy", team_name = "Android", till = null, username = "Lena.Ivanova" },
        { archived = false, id = "eQX53NWlWSJf", lead = false, member_id = "Rn5Y9DzMUTkT", role = "Team Lead", since = "2025-05-27", team_id = "JQyJN9mJwv7b", team_name = "Data", till = null, username = "Deepa.Garcia" },
        { archived = false, id = "gHOJDQke76VV", lead = false, member_id = "r641qJq6AWtX", role = "Developer", since = "2025-10-22", team_id = "djo98YOn6Mje", team_name = "Core", till = null, username = "katarzyna.adeyemi" },
        { archived = false, id = "nwPvQOuG6tzH", lead = false, member_id = "3YS3U7QKByuP", role = "Developer", since = "2026-04-24", team_id = "Aw0lNwoY2SbZ", team_name = "Data Science", till = null, username = "Farid.Fischer" },
        { archived = false, id = "p5ZV2Xqc3E59", lead = false, member_id = "uWTLTDUSuT9K", role = "Developer", since = "2026-09-19", team_id = "djo98YOn6Mje", team_name = "Core", till = null, username = "Igor.Weber" },
        { archived = false, id = "qThBKolDzZVX", lead = false, member_id = "FUcw9B1JHz2z", role = "QA Engineer", since = "2023-02-15", team_id = "U04X7C55KbIy", team_name = "Android", till = null, username = "Mateo.Ito" },
        { archived = false, id = "qjlF7dj0XSZD", lead = true, member_id = "0TTZk49flDne", role = "Team Lead", since = "2023-03-19", team_id = "JQyJN9mJwv7b", team_name = "Data", till = null, username = "Lukasz.Mueller" },
        { archived = false, id = "rFg0t2QDUV8Q", lead = true, member_id = "jrgiBBcInbO1", role = "Team Lead", since = "2025-03-01", team_id = "Aw0lNwoY2SbZ", team_name = "Data Science", till = null, username = "Ines.Xu" },
        { archived = false, id = "sI17C0ZfVDaf", lead = true, member_id = "rFnyyFWcsnMl", role = "Team Lead", since = "2026-04-06", team_id = "1L8LrC3mK9kF", team_name = "Mobile", till = null, username = "greta.quispe" },
        { archived = false, id = "xJoRzMHlinAA", lead = false, member_id = "VKIK1ThqVUgr", role = "Developer", since = "2026-01-25", team_id = "scQjLBlaImbD", team_name = "Core Platform", till = null, username = "Julia.Schmidt" },
      ]
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
      roles = [
        { code = "SystemAdmin", id = "DWuaKdL2Tgt2", name = "System Administrator", permissions = ["Application.Create", "Permissions.View", "Profile.Edit", "Profile.Memberships.Edit", "Profile.Memberships.View", "Profile.View", "Profile.View.Basic", "Profile.ViewAllGuests", "Project.Create", "Project.View", "Superadmin", "Team.Edit", "Team.View"], team_ids = [], type = "PREDEFINED", usernames = ["Ben.Zimmermann"] },
        { code = "Member", id = "s8LRyo5fa0zg", name = "Member", permissions = ["Profile.Memberships.View", "Profile.View", "Profile.View.Basic", "Project.Create", "Team.View"], team_ids = [], type = "PREDEFINED", usernames = ["Ben.Zimmermann", "Deepa.Garcia", "Elif.Petrov", "Farid.Fischer", "Greta.Diaz", "Igor.Weber", "Ines.Adeyemi", "Ines.Xu", "Julia.Costa", "Julia.Schmidt", "Kofi.Gruber", "Kofi.Vogel", "Lena.Ivanova", "Lukasz.Mueller", "Mateo.Ito", "Rosa.Ivanova", "Rosa.Vogel", "greta.quispe", "katarzyna.adeyemi", "liam.nakamura", "soren.adeyemi"] },
      ]
      total_count = 2
    }
  }

  mock_data "jetbrains_space_teams" {
    defaults = {
      teams = [
        { archived = false, description = "Mobile at Acme", external_id = "team-Mobile", id = "1L8LrC3mK9kF", lead_usernames = ["greta.quispe"], member_usernames = ["greta.quispe"], name = "Mobile", parent_id = "FZNmmzHjETnN" },
        { archived = false, description = "Data Science at Acme", external_id = null, id = "Aw0lNwoY2SbZ", lead_usernames = ["Ines.Xu"], member_usernames = ["Farid.Fischer", "Ines.Xu"], name = "Data Science", parent_id = "JQyJN9mJwv7b" },
        { archived = false, description = "Engineering at Acme", external_id = "team-Engineering", id = "FZNmmzHjETnN", lead_usernames = [], member_usernames = [], name = "Engineering", parent_id = null },
        { archived = false, description = "Data at Acme", external_id = "team-Data", id = "JQyJN9mJwv7b", lead_usernames = ["Lukasz.Mueller"], member_usernames = ["Deepa.Garcia", "Lukasz.Mueller", "Rosa.Vogel"], name = "Data", parent_id = "FZNmmzHjETnN" },
        { archived = false, description = "Android at Acme", external_id = null, id = "U04X7C55KbIy", lead_usernames = ["liam.nakamura"], member_usernames = ["Lena.Ivanova", "Mateo.Ito", "liam.nakamura"], name = "Android", parent_id = "1L8LrC3mK9kF" },
        { archived = false, description = "Core at Acme", external_id = "team-Core", id = "djo98YOn6Mje", lead_usernames = ["Kofi.Gruber"], member_usernames = ["Elif.Petrov", "Greta.Diaz", "Igor.Weber", "Kofi.Gruber", "Kofi.Vogel", "Rosa.Ivanova", "katarzyna.adeyemi"], name = "Core", parent_id = "FZNmmzHjETnN" },
        { archived = false, description = "Design at Acme", external_id = null, id = "iNMGgdJm9s6O", lead_usernames = [], member_usernames = [], name = "Design", parent_id = null },
        { archived = false, description = "Core Platform at Acme", external_id = null, id = "scQjLBlaImbD", lead_usernames = ["Ben.Zimmermann"], member_usernames = ["Ben.Zimmermann", "Ines.Adeyemi", "Julia.Costa", "Julia.Schmidt", "soren.adeyemi"], name = "Core Platform", parent_id = "djo98YOn6Mje" },
      ]
      total_count = 8
    }
  }

  mock_data "jetbrains_teams" {
    defaults = {
      teams = [
        { assigned = 19, available = 2, id = "1042", name = "Core", people = 12, total = 21 },
        { assigned = 8, available = 3, id = "311", name = "Data", people = 5, total = 11 },
        { assigned = 7, available = 1, id = "98", name = "Mobile", people = 5, total = 8 },
      ]
    }
  }
}
