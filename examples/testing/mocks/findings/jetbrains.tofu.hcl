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
        "AIP" = ["farid.weber@acme.example", "tuva.adeyemi@acme.example", "ximena.weber@acme.example"]
        "ALL" = ["ben.zimmermann@acme.example", "mateo.horvath@acme.example", "tuva.virtanen@acme.example", "wanjiru.novak@acme.example"]
        "II"  = ["aino.ferrari@acme.example", "ben.zimmermann@acme.example", "contractor8@evil.example", "elif.ramos@acme.example", "emil.berg@acme.example", "greta.quispe2@acme.example", "greta.quispe@dev.acme.example", "leaver1@acme.example"]
        "PC"  = ["deepa.adeyemi@acme.example", "elif.ivanova@acme.example", "elif.vogel@acme.example", "greta.quispe2@acme.example", "olga.xu@acme.example", "tuva.obrien@acme.example"]
        "WS"  = ["contractor7@evil.example", "elif.ivanova@acme.example", "elif.ramos@acme.example", "tuva.yilmaz@acme.example"]
      }
      entitlements = [
        { email = "aino.ferrari@acme.example", last_assigned = "2025-07-19T00:22:48Z", last_seen = null, license_id = "F6UGBAALZX", offline_code = true, product_code = "II", product_name = "IntelliJ IDEA Ultimate", status = "active", team_id = "98", team_name = "Mobile", trial = false, valid_until = "2027-03-15T08:00:00Z", via = null },
        { email = "ben.zimmermann@acme.example", last_assigned = "2024-09-14T11:19:25Z", last_seen = "2026-11-12T20:28:06Z", license_id = "Q5BXWL4LWX", offline_code = false, product_code = "ALL", product_name = "All Products Pack", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-08-20T05:00:00Z", via = null },
        { email = "ben.zimmermann@acme.example", last_assigned = "2026-02-02T13:04:36Z", last_seen = "2026-11-18T03:51:55Z", license_id = "PS0LERO5ZA", offline_code = false, product_code = "II", product_name = "IntelliJ IDEA Ultimate", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-03-15T08:00:00Z", via = null },
        { email = "carmen.rossi@acme.example", last_assigned = "2025-12-13T15:42:17Z", last_seen = "2026-11-17T16:21:15Z", license_id = "Y0H4NVSTN4", offline_code = false, product_code = "WS", product_name = "WebStorm", status = "suspended", team_id = "1042", team_name = "Core", trial = false, valid_until = "2026-03-20T18:30:00Z", via = null },
        { email = "contractor7@evil.example", last_assigned = "2025-03-04T20:58:38Z", last_seen = "2026-11-17T01:38:17Z", license_id = "OFPAWW8O3N", offline_code = false, product_code = "WS", product_name = "WebStorm", status = "active", team_id = "98", team_name = "Mobile", trial = false, valid_until = "2027-07-13T08:00:00Z", via = null },
        { email = "contractor8@evil.example", last_assigned = "2026-06-10T15:20:32Z", last_seen = "2026-10-02T20:39:55Z", license_id = "Q4YLL395F1", offline_code = false, product_code = "II", product_name = "IntelliJ IDEA Ultimate", status = "active", team_id = "98", team_name = "Mobile", trial = false, valid_until = "2027-10-18T23:00:00Z", via = null },
        { email = "deepa.adeyemi@acme.example", last_assigned = "2025-05-14T23:14:14Z", last_seen = "2026-11-13T10:59:53Z", license_id = "ETJ5SFU42A", offline_code = false, product_code = "PC", product_name = "PyCharm", status = "active", team_id = "311", team_name = "Data", trial = true, valid_until = "2026-11-29T23:00:00Z", via = null },
        { email = "elif.ivanova@acme.example", last_assigned = "2026-08-14T22:44:47Z", last_seen = "2026-11-19T18:07:18Z", license_id = "VXJ64BHGY7", offline_code = false, product_code = "PC", product_name = "PyCharm", status = "active", team_id = "311", team_name = "Data", trial = false, valid_until = "2027-08-07T21:00:00Z", via = null },
        { email = "elif.ivanova@acme.example", last_assigned = "2025-12-23T08:58:23Z", last_seen = "2026-11-14T11:16:15Z", license_id = "UK8UMH1Z1K", offline_code = false, product_code = "WS", product_name = "WebStorm", status = "active", team_id = "98", team_name = "Mobile", trial = false, valid_until = "2027-07-13T08:00:00Z", via = null },
        { email = "elif.ramos@acme.example", last_assigned = "2025-05-16T00:41:23Z", last_seen = "2026-11-18T09:58:55Z", license_id = "XN6S50CDRH", offline_code = false, product_code = "II", product_name = "IntelliJ IDEA Ultimate", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-03-15T08:00:00Z", via = null },
        { email = "elif.ramos@acme.example", last_assigned = "2025-09-05T04:42:55Z", last_seen = "2025-11-03T21:26:53Z", license_id = "WAVHN6WWUU", offline_code = false, product_code = "WS", product_name = "WebStorm", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-07-02T05:00:00Z", via = null },
        { email = "elif.vogel@acme.example", last_assigned = "2025-09-26T09:45:11Z", last_seen = "2026-07-19T21:55:44Z", license_id = "MP2NV7CSAE", offline_code = false, product_code = "PC", product_name = "PyCharm", status = "active", team_id = "311", team_name = "Data", trial = false, valid_until = "2027-03-10T21:00:00Z", via = null },
        { email = "emil.berg@acme.example", last_assigned = "2025-06-02T13:32:27Z", last_seen = "2026-11-15T17:03:24Z", license_id = "8MN9QC7DOH", offline_code = false, product_code = "II", product_name = "IntelliJ IDEA Ultimate", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2026-12-22T21:00:00Z", via = null },
        { email = "emil.lindqvist@acme.example", last_assigned = "2026-03-25T13:50:35Z", last_seen = "2026-11-16T17:07:32Z", license_id = "JM4PCO1ELH", offline_code = false, product_code = "WS", product_name = "WebStorm", status = "suspended", team_id = "98", team_name = "Mobile", trial = false, valid_until = "2027-07-13T08:00:00Z", via = null },
        { email = "farid.weber@acme.example", last_assigned = "2026-05-23T02:39:10Z", last_seen = "2026-11-13T11:49:33Z", license_id = "ZDTF6P89JR", offline_code = false, product_code = "AIP", product_name = "AI Pro", status = "active", team_id = "98", team_name = "Mobile", trial = false, valid_until = "2027-03-31T08:00:00Z", via = null },
        { email = "farid.weber@acme.example", last_assigned = "2026-08-12T17:03:54Z", last_seen = "2026-11-18T02:08:17Z", license_id = "0Q4QOKOQGE", offline_code = false, product_code = "II", product_name = "IntelliJ IDEA Ultimate", status = "suspended", team_id = "98", team_name = "Mobile", trial = false, valid_until = "2027-03-15T08:00:00Z", via = null },
        { email = "greta.quispe2@acme.example", last_assigned = "2025-10-28T10:43:28Z", last_seen = "2026-11-20T13:41:00Z", license_id = "OECZKEE9MR", offline_code = false, product_code = "II", product_name = "IntelliJ IDEA Ultimate", status = "active", team_id = "98", team_name = "Mobile", trial = false, valid_until = "2027-03-15T08:00:00Z", via = null },
        { email = "greta.quispe2@acme.example", last_assigned = "2024-09-21T08:04:24Z", last_seen = "2026-11-12T09:02:50Z", license_id = "N10N2JYSQ4", offline_code = false, product_code = "PC", product_name = "PyCharm", status = "active", team_id = "98", team_name = "Mobile", trial = false, valid_until = "2027-08-07T21:00:00Z", via = null },
        { email = "greta.quispe@dev.acme.example", last_assigned = "2026-03-14T06:13:01Z", last_seen = "2026-11-14T16:37:47Z", license_id = "BQL79VIRDE", offline_code = false, product_code = "II", product_name = "IntelliJ IDEA Ultimate", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-03-15T08:00:00Z", via = null },
        { email = "hannah.ferrari@acme.example", last_assigned = "2024-06-24T20:26:22Z", last_seen = "2026-11-14T08:34:55Z", license_id = "HWH3BZ5HS7", offline_code = false, product_code = "PC", product_name = "PyCharm", status = "expired", team_id = "311", team_name = "Data", trial = false, valid_until = "2026-08-03T18:30:00Z", via = null },
        { email = "leaver1@acme.example", last_assigned = "2024-08-25T07:31:03Z", last_seen = "2026-09-02T04:58:01Z", license_id = "N2DZD2S860", offline_code = false, product_code = "II", product_name = "IntelliJ IDEA Ultimate", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-03-15T08:00:00Z", via = null },
        { email = "mateo.horvath@acme.example", last_assigned = "2025-05-12T03:18:18Z", last_seen = "2026-11-17T13:04:36Z", license_id = "PRNA38TPJE", offline_code = true, product_code = "ALL", product_name = "All Products Pack", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-09-04T18:30:00Z", via = null },
        { email = "olga.xu@acme.example", last_assigned = "2025-10-07T22:51:13Z", last_seen = "2026-11-15T15:21:11Z", license_id = "79BY8HRXRU", offline_code = false, product_code = "PC", product_name = "PyCharm", status = "active", team_id = "311", team_name = "Data", trial = false, valid_until = "2026-12-11T21:00:00Z", via = null },
        { email = "tuva.adeyemi@acme.example", last_assigned = "2026-07-14T21:02:52Z", last_seen = null, license_id = "KZF1UIHVH4", offline_code = false, product_code = "AIP", product_name = "AI Pro", status = "active", team_id = "311", team_name = "Data", trial = false, valid_until = "2027-07-28T18:30:00Z", via = null },
        { email = "tuva.obrien@acme.example", last_assigned = "2025-09-13T03:54:33Z", last_seen = "2026-11-18T14:23:46Z", license_id = "3T2O73Z35A", offline_code = false, product_code = "PC", product_name = "PyCharm", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = null, via = null },
        { email = "tuva.virtanen@acme.example", last_assigned = "2026-11-16T00:27:03Z", last_seen = null, license_id = "DG8TALEO6N", offline_code = false, product_code = "ALL", product_name = "All Products Pack", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-08-20T05:00:00Z", via = null },
        { email = "tuva.yilmaz@acme.example", last_assigned = "2025-06-23T23:18:13Z", last_seen = "2026-11-13T03:02:49Z", license_id = "9ZYK96MUK4", offline_code = false, product_code = "WS", product_name = "WebStorm", status = "active", team_id = "98", team_name = "Mobile", trial = false, valid_until = "2027-07-13T08:00:00Z", via = null },
        { email = "tuva.yilmaz@acme.example", last_assigned = "2025-06-14T17:04:40Z", last_seen = "2026-11-19T03:31:51Z", license_id = "ADAWR12AHR", offline_code = false, product_code = "WS", product_name = "WebStorm", status = "active", team_id = "98", team_name = "Mobile", trial = false, valid_until = "2027-07-02T05:00:00Z", via = null },
        { email = "wanjiru.novak@acme.example", last_assigned = "2025-02-04T22:44:13Z", last_seen = "2026-11-13T21:27:53Z", license_id = "46D0PYFK2X", offline_code = false, product_code = "ALL", product_name = "All Products Pack", status = "active", team_id = "1042", team_name = "Core", trial = false, valid_until = "2027-08-20T05:00:00Z", via = null },
        { email = "ximena.weber@acme.example", last_assigned = null, last_seen = null, license_id = "13F26E46C1", offline_code = false, product_code = "AIP", product_name = "AI Pro", status = "active", team_id = "311", team_name = "Data", trial = false, valid_until = "2027-03-31T08:00:00Z", via = null },
      ]
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
      exempted = []
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
      findings = [
        { covered_by_license_id = null, email = null, license_id = null, message = "IntelliJ IDEA Ultimate (II) has 0 available seats, minimum 1.", product_code = "II", rule = "exhausted", severity = "error" },
        { covered_by_license_id = null, email = null, license_id = "T7WJ4MLJ5X", message = "License T7WJ4MLJ5X for PyCharm (PC), not assigned, is valid until 2026-12-03 (trial) and its renewal was stopped, limit 30 days.", product_code = "PC", rule = "expiring", severity = "error" },
        { covered_by_license_id = null, email = "deepa.adeyemi@acme.example", license_id = "ETJ5SFU42A", message = "License ETJ5SFU42A for PyCharm (PC), held by Deepa Adeyemi (deepa.adeyemi@acme.example), is valid until 2026-11-29 (trial) and its renewal was stopped, limit 30 days.", product_code = "PC", rule = "expiring", severity = "error" },
        { covered_by_license_id = null, email = "olga.xu@acme.example", license_id = "79BY8HRXRU", message = "License 79BY8HRXRU for PyCharm (PC), held by Olga Xu (olga.xu@acme.example), is valid until 2026-12-11 and its renewal was stopped, limit 30 days.", product_code = "PC", rule = "expiring", severity = "error" },
        { covered_by_license_id = null, email = "contractor7@evil.example", license_id = null, message = "Elif Ueda (contractor7@evil.example) holds WebStorm (WS) and has an address outside the allowed domains (acme.example, *.acme.example), last assigned 2025-03-04.", product_code = null, rule = "external", severity = "error" },
        { covered_by_license_id = null, email = "contractor8@evil.example", license_id = null, message = "Greta Ito (contractor8@evil.example) holds IntelliJ IDEA Ultimate (II) and has an address outside the allowed domains (acme.example, *.acme.example), last assigned 2026-06-10.", product_code = null, rule = "external", severity = "error" },
        { covered_by_license_id = null, email = "aino.ferrari@acme.example", license_id = null, message = "Aino Ferrari (aino.ferrari@acme.example) holds IntelliJ IDEA Ultimate (II) and is inactive: never seen, last assigned 2025-07-19, limit 90 days (an offline activation code was generated, so use might not be visible).", product_code = null, rule = "inactive", severity = "error" },
        { covered_by_license_id = null, email = "elif.vogel@acme.example", license_id = null, message = "elif.vogel@acme.example holds PyCharm (PC) and is inactive: last seen 2026-07-19, limit 90 days.", product_code = null, rule = "inactive", severity = "error" },
        { covered_by_license_id = null, email = "tuva.adeyemi@acme.example", license_id = null, message = "Tuva Adeyemi (tuva.adeyemi@acme.example) holds AI Pro (AIP) and is inactive: never seen, last assigned 2026-07-14, limit 90 days.", product_code = null, rule = "inactive", severity = "error" },
        { covered_by_license_id = null, email = "ximena.weber@acme.example", license_id = null, message = "Ximena Weber (ximena.weber@acme.example) holds AI Pro (AIP) and is inactive: never seen, assignment date unknown, limit 90 days.", product_code = null, rule = "inactive", severity = "error" },
        { covered_by_license_id = null, email = "farid.weber@acme.example", license_id = null, message = "Farid Weber (farid.weber@acme.example) is expected to have IntelliJ IDEA Ultimate (II), but has no active license for it or for a pack that includes it: license 0Q4QOKOQGE for IntelliJ IDEA Ultimate (II) is suspended.", product_code = "II", rule = "missing_entitlement", severity = "error" },
        { covered_by_license_id = null, email = "new.colleague@acme.example", license_id = null, message = "new.colleague@acme.example is expected to have IntelliJ IDEA Ultimate (II), but has no active license for it or for a pack that includes it.", product_code = "II", rule = "missing_entitlement", severity = "error" },
        { covered_by_license_id = null, email = "aino.ferrari@acme.example", license_id = "F6UGBAALZX", message = "License F6UGBAALZX for IntelliJ IDEA Ultimate (II), held by Aino Ferrari (aino.ferrari@acme.example), is unexpected: expected_entitlements does not list its holder for this product.", product_code = "II", rule = "unexpected_entitlement", severity = "error" },
        { covered_by_license_id = null, email = "contractor7@evil.example", license_id = null, message = "Elif Ueda (contractor7@evil.example) holds WebStorm (WS) and is not in the directory, last assigned 2025-03-04.", product_code = null, rule = "unmatched", severity = "error" },
        { covered_by_license_id = null, email = "contractor8@evil.example", license_id = null, message = "Greta Ito (contractor8@evil.example) holds IntelliJ IDEA Ultimate (II) and is not in the directory, last assigned 2026-06-10.", product_code = null, rule = "unmatched", severity = "error" },
        { covered_by_license_id = null, email = "leaver1@acme.example", license_id = null, message = "Lena Vogel (leaver1@acme.example) holds IntelliJ IDEA Ultimate (II) and is not in the directory, last assigned 2024-08-25.", product_code = null, rule = "unmatched", severity = "error" },
      ]
      inactive_emails = [
        "aino.ferrari@acme.example",
        "elif.vogel@acme.example",
        "tuva.adeyemi@acme.example",
        "ximena.weber@acme.example",
      ]
      missing_entitlements = [
        { email = "farid.weber@acme.example", product_code = "II" },
        { email = "new.colleague@acme.example", product_code = "II" },
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
      stale_exemptions = []
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
      costs = [
        { billable = 5, billable_cost = 389.5, monthly_price = 77.9, overlapping = 0, overlapping_cost = 0, product_code = "ALL", product_name = "All Products Pack", reclaimable = 0, reclaimable_cost = 0, team_id = "1042", team_name = "Core", unassigned = 1, unassigned_cost = 77.9 },
        { billable = 6, billable_cost = 359.4, monthly_price = 59.9, overlapping = 1, overlapping_cost = 59.9, product_code = "II", product_name = "IntelliJ IDEA Ultimate", reclaimable = 0, reclaimable_cost = 0, team_id = "1042", team_name = "Core", unassigned = 0, unassigned_cost = 0 },
        { billable = 1, billable_cost = 15.9, monthly_price = 15.9, overlapping = 0, overlapping_cost = 0, product_code = "WS", product_name = "WebStorm", reclaimable = 1, reclaimable_cost = 15.9, team_id = "1042", team_name = "Core", unassigned = 0, unassigned_cost = 0 },
        { billable = 3, billable_cost = 30, monthly_price = 10, overlapping = 0, overlapping_cost = 0, product_code = "AIP", product_name = "AI Pro", reclaimable = 2, reclaimable_cost = 20, team_id = "311", team_name = "Data", unassigned = 1, unassigned_cost = 10 },
        { billable = 1, billable_cost = 59.9, monthly_price = 59.9, overlapping = 0, overlapping_cost = 0, product_code = "II", product_name = "IntelliJ IDEA Ultimate", reclaimable = 0, reclaimable_cost = 0, team_id = "311", team_name = "Data", unassigned = 1, unassigned_cost = 59.9 },
        { billable = 4, billable_cost = 99.6, monthly_price = 24.9, overlapping = 0, overlapping_cost = 0, product_code = "PC", product_name = "PyCharm", reclaimable = 1, reclaimable_cost = 24.9, team_id = "311", team_name = "Data", unassigned = 0, unassigned_cost = 0 },
        { billable = 1, billable_cost = 10, monthly_price = 10, overlapping = 0, overlapping_cost = 0, product_code = "AIP", product_name = "AI Pro", reclaimable = 0, reclaimable_cost = 0, team_id = "98", team_name = "Mobile", unassigned = 0, unassigned_cost = 0 },
        { billable = 1, billable_cost = 77.9, monthly_price = 77.9, overlapping = 0, overlapping_cost = 0, product_code = "ALL", product_name = "All Products Pack", reclaimable = 0, reclaimable_cost = 0, team_id = "98", team_name = "Mobile", unassigned = 0, unassigned_cost = 0 },
        { billable = 4, billable_cost = 239.6, monthly_price = 59.9, overlapping = 0, overlapping_cost = 0, product_code = "II", product_name = "IntelliJ IDEA Ultimate", reclaimable = 1, reclaimable_cost = 59.9, team_id = "98", team_name = "Mobile", unassigned = 0, unassigned_cost = 0 },
        { billable = 1, billable_cost = 24.9, monthly_price = 24.9, overlapping = 0, overlapping_cost = 0, product_code = "PC", product_name = "PyCharm", reclaimable = 0, reclaimable_cost = 0, team_id = "98", team_name = "Mobile", unassigned = 0, unassigned_cost = 0 },
        { billable = 6, billable_cost = 95.4, monthly_price = 15.9, overlapping = 1, overlapping_cost = 15.9, product_code = "WS", product_name = "WebStorm", reclaimable = 0, reclaimable_cost = 0, team_id = "98", team_name = "Mobile", unassigned = 0, unassigned_cost = 0 },
      ]
      total = {
        billable_cost    = 1402.1
        overlapping_cost = 75.8
        reclaimable_cost = 120.7
        unassigned_cost  = 147.8
      }
      totals_by_team = [
        { billable_cost = 764.8, overlapping_cost = 59.9, reclaimable_cost = 15.9, team_id = "1042", team_name = "Core", unassigned_cost = 77.9 },
        { billable_cost = 189.5, overlapping_cost = 0, reclaimable_cost = 44.9, team_id = "311", team_name = "Data", unassigned_cost = 69.9 },
        { billable_cost = 447.8, overlapping_cost = 15.9, reclaimable_cost = 59.9, team_id = "98", team_name = "Mobile", unassigned_cost = 0 },
      ]
    }
  }

  mock_data "jetbrains_licensed_user" {
    defaults = {
      last_assigned = "2025-07-19T00:22:48Z"
      last_seen     = null
      license_ids = [
        "F6UGBAALZX",
      ]
      licenses = [
        { assignee_type = "USER", auto_renewed = false, available = false, domain = null, email = "aino.ferrari@acme.example", expired = false, last_assigned = "2025-07-19T00:22:48Z", last_seen = null, license_id = "F6UGBAALZX", name = "Aino Ferrari", offline_code = true, perpetual = false, perpetual_outdated = null, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "9305/13QZT", suspended = false, team_id = "98", team_name = "Mobile", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-03-15T08:00:00Z" },
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
      users = [
        { email = "aino.ferrari@acme.example", last_assigned = "2025-07-19T00:22:48Z", last_seen = null, license_ids = ["F6UGBAALZX"], name = "Aino Ferrari", never_seen = true, offline_code = true, product_codes = ["II"], status = "active", suspended_product_codes = [], team_ids = ["98"] },
        { email = "ben.zimmermann@acme.example", last_assigned = "2026-02-02T13:04:36Z", last_seen = "2026-11-18T03:51:55Z", license_ids = ["PS0LERO5ZA", "Q5BXWL4LWX"], name = "Ben Zimmermann", never_seen = false, offline_code = false, product_codes = ["ALL", "II"], status = "active", suspended_product_codes = [], team_ids = ["1042"] },
        { email = "carmen.rossi@acme.example", last_assigned = "2025-12-13T15:42:17Z", last_seen = "2026-11-17T16:21:15Z", license_ids = ["Y0H4NVSTN4"], name = "Carmen Rossi", never_seen = false, offline_code = false, product_codes = ["WS"], status = "suspended", suspended_product_codes = ["WS"], team_ids = ["1042"] },
        { email = "contractor7@evil.example", last_assigned = "2025-03-04T20:58:38Z", last_seen = "2026-11-17T01:38:17Z", license_ids = ["OFPAWW8O3N"], name = "Elif Ueda", never_seen = false, offline_code = false, product_codes = ["WS"], status = "active", suspended_product_codes = [], team_ids = ["98"] },
        { email = "contractor8@evil.example", last_assigned = "2026-06-10T15:20:32Z", last_seen = "2026-10-02T20:39:55Z", license_ids = ["Q4YLL395F1"], name = "Greta Ito", never_seen = false, offline_code = false, product_codes = ["II"], status = "active", suspended_product_codes = [], team_ids = ["98"] },
        { email = "deepa.adeyemi@acme.example", last_assigned = "2025-05-14T23:14:14Z", last_seen = "2026-11-13T10:59:53Z", license_ids = ["ETJ5SFU42A"], name = "Deepa Adeyemi", never_seen = false, offline_code = false, product_codes = ["PC"], status = "active", suspended_product_codes = [], team_ids = ["311"] },
        { email = "elif.ivanova@acme.example", last_assigned = "2026-08-14T22:44:47Z", last_seen = "2026-11-19T18:07:18Z", license_ids = ["UK8UMH1Z1K", "VXJ64BHGY7"], name = "Elif Ivanova", never_seen = false, offline_code = false, product_codes = ["PC", "WS"], status = "active", suspended_product_codes = [], team_ids = ["311", "98"] },
        { email = "elif.ramos@acme.example", last_assigned = "2025-09-05T04:42:55Z", last_seen = "2026-11-18T09:58:55Z", license_ids = ["WAVHN6WWUU", "XN6S50CDRH"], name = "Elif Ramos", never_seen = false, offline_code = false, product_codes = ["II", "WS"], status = "active", suspended_product_codes = [], team_ids = ["1042"] },
        { email = "elif.vogel@acme.example", last_assigned = "2025-09-26T09:45:11Z", last_seen = "2026-07-19T21:55:44Z", license_ids = ["MP2NV7CSAE"], name = "E*** V****", never_seen = false, offline_code = false, product_codes = ["PC"], status = "active", suspended_product_codes = [], team_ids = ["311"] },
        { email = "emil.berg@acme.example", last_assigned = "2025-06-02T13:32:27Z", last_seen = "2026-11-15T17:03:24Z", license_ids = ["8MN9QC7DOH"], name = "Emil Berg", never_seen = false, offline_code = false, product_codes = ["II"], status = "active", suspended_product_codes = [], team_ids = ["1042"] },
        { email = "emil.lindqvist@acme.example", last_assigned = "2026-03-25T13:50:35Z", last_seen = "2026-11-16T17:07:32Z", license_ids = ["JM4PCO1ELH"], name = "Emil Lindqvist", never_seen = false, offline_code = false, product_codes = ["WS"], status = "suspended", suspended_product_codes = ["WS"], team_ids = ["98"] },
        { email = "farid.weber@acme.example", last_assigned = "2026-08-12T17:03:54Z", last_seen = "2026-11-18T02:08:17Z", license_ids = ["0Q4QOKOQGE", "ZDTF6P89JR"], name = "Farid Weber", never_seen = false, offline_code = false, product_codes = ["AIP", "II"], status = "active", suspended_product_codes = ["II"], team_ids = ["98"] },
        { email = "greta.quispe2@acme.example", last_assigned = "2025-10-28T10:43:28Z", last_seen = "2026-11-20T13:41:00Z", license_ids = ["N10N2JYSQ4", "OECZKEE9MR"], name = "Greta Quispe", never_seen = false, offline_code = false, product_codes = ["II", "PC"], status = "active", suspended_product_codes = [], team_ids = ["98"] },
        { email = "greta.quispe@dev.acme.example", last_assigned = "2026-03-14T06:13:01Z", last_seen = "2026-11-14T16:37:47Z", license_ids = ["BQL79VIRDE"], name = "Greta Quispe", never_seen = false, offline_code = false, product_codes = ["II"], status = "active", suspended_product_codes = [], team_ids = ["1042"] },
        { email = "hannah.ferrari@acme.example", last_assigned = "2024-06-24T20:26:22Z", last_seen = "2026-11-14T08:34:55Z", license_ids = ["HWH3BZ5HS7"], name = "Hannah Ferrari", never_seen = false, offline_code = false, product_codes = ["PC"], status = "expired", suspended_product_codes = [], team_ids = ["311"] },
        { email = "leaver1@acme.example", last_assigned = "2024-08-25T07:31:03Z", last_seen = "2026-09-02T04:58:01Z", license_ids = ["N2DZD2S860"], name = "Lena Vogel", never_seen = false, offline_code = false, product_codes = ["II"], status = "active", suspended_product_codes = [], team_ids = ["1042"] },
        { email = "mateo.horvath@acme.example", last_assigned = "2025-05-12T03:18:18Z", last_seen = "2026-11-17T13:04:36Z", license_ids = ["PRNA38TPJE"], name = "Mateo Horváth", never_seen = false, offline_code = true, product_codes = ["ALL"], status = "active", suspended_product_codes = [], team_ids = ["1042"] },
        { email = "olga.xu@acme.example", last_assigned = "2025-10-07T22:51:13Z", last_seen = "2026-11-15T15:21:11Z", license_ids = ["79BY8HRXRU"], name = "Olga Xu", never_seen = false, offline_code = false, product_codes = ["PC"], status = "active", suspended_product_codes = [], team_ids = ["311"] },
        { email = "tuva.adeyemi@acme.example", last_assigned = "2026-07-14T21:02:52Z", last_seen = null, license_ids = ["KZF1UIHVH4"], name = "Tuva Adeyemi", never_seen = true, offline_code = false, product_codes = ["AIP"], status = "active", suspended_product_codes = [], team_ids = ["311"] },
        { email = "tuva.obrien@acme.example", last_assigned = "2025-09-13T03:54:33Z", last_seen = "2026-11-18T14:23:46Z", license_ids = ["3T2O73Z35A"], name = "Tuva O'Brien", never_seen = false, offline_code = false, product_codes = ["PC"], status = "active", suspended_product_codes = [], team_ids = ["1042"] },
        { email = "tuva.virtanen@acme.example", last_assigned = "2026-11-16T00:27:03Z", last_seen = null, license_ids = ["DG8TALEO6N"], name = "Tuva Virtanen", never_seen = true, offline_code = false, product_codes = ["ALL"], status = "active", suspended_product_codes = [], team_ids = ["1042"] },
        { email = "tuva.yilmaz@acme.example", last_assigned = "2025-06-23T23:18:13Z", last_seen = "2026-11-19T03:31:51Z", license_ids = ["9ZYK96MUK4", "ADAWR12AHR"], name = "Tuva Yilmaz", never_seen = false, offline_code = false, product_codes = ["WS"], status = "active", suspended_product_codes = [], team_ids = ["98"] },
        { email = "wanjiru.novak@acme.example", last_assigned = "2025-02-04T22:44:13Z", last_seen = "2026-11-13T21:27:53Z", license_ids = ["46D0PYFK2X"], name = "Wanjiru Novák", never_seen = false, offline_code = false, product_codes = ["ALL"], status = "active", suspended_product_codes = [], team_ids = ["1042"] },
        { email = "ximena.weber@acme.example", last_assigned = null, last_seen = null, license_ids = ["13F26E46C1"], name = "Ximena Weber", never_seen = true, offline_code = false, product_codes = ["AIP"], status = "active", suspended_product_codes = [], team_ids = ["311"] },
      ]
    }
  }

  mock_data "jetbrains_licenses" {
    defaults = {
      licenses = [
        { assignee_type = "USER", auto_renewed = false, available = false, domain = null, email = "farid.weber@acme.example", expired = false, last_assigned = "2026-08-12T17:03:54Z", last_seen = "2026-11-18T02:08:17Z", license_id = "0Q4QOKOQGE", name = "Farid Weber", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, server_type = null, server_uid = null, status = "suspended", subscription_pack = "9305/13QZT", suspended = true, team_id = "98", team_name = "Mobile", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-03-15T08:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "ximena.weber@acme.example", expired = false, last_assigned = null, last_seen = null, license_id = "13F26E46C1", name = "Ximena Weber", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "AIP", product_name = "AI Pro", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "8661/1GVE7", suspended = false, team_id = "311", team_name = "Data", transferable = false, trial = false, upgrade_due = null, valid_until = "2027-03-31T08:00:00Z" },
        { assignee_type = null, auto_renewed = true, available = false, domain = null, email = null, expired = false, last_assigned = null, last_seen = null, license_id = "2GRDP9JN9N", name = null, offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, server_type = null, server_uid = null, status = "unassigned", subscription_pack = "5705/1RC66", suspended = false, team_id = "311", team_name = "Data", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-10-18T23:00:00Z" },
        { assignee_type = "USER", auto_renewed = null, available = false, domain = null, email = "tuva.obrien@acme.example", expired = false, last_assigned = "2025-09-13T03:54:33Z", last_seen = "2026-11-18T14:23:46Z", license_id = "3T2O73Z35A", name = "Tuva O'Brien", offline_code = false, perpetual = true, perpetual_outdated = true, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = null, suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = "2025-03-13T05:00:00Z", valid_until = null },
        { assignee_type = "USER", auto_renewed = false, available = false, domain = "acme.example", email = "wanjiru.novak@acme.example", expired = false, last_assigned = "2025-02-04T22:44:13Z", last_seen = "2026-11-13T21:27:53Z", license_id = "46D0PYFK2X", name = "Wanjiru Novák", offline_code = false, perpetual = true, perpetual_outdated = false, product_code = "ALL", product_name = "All Products Pack", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "9956/1AAWM", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = "2027-08-07T08:00:00Z", valid_until = "2027-08-20T05:00:00Z" },
        { assignee_type = "LICENSE_KEY", auto_renewed = true, available = false, domain = null, email = null, expired = false, last_assigned = null, last_seen = null, license_id = "5JPB8SV0YK", name = "Acme build agent 2", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "WS", product_name = "WebStorm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "4534/13DUP", suspended = false, team_id = "98", team_name = "Mobile", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-07-13T08:00:00Z" },
        { assignee_type = "SERVER", auto_renewed = true, available = false, domain = null, email = null, expired = false, last_assigned = null, last_seen = null, license_id = "6W0MQNBHV7", name = null, offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, server_type = "LICENSE_VAULT", server_uid = "7ecd5913-0002", status = "active", subscription_pack = "7490/1JPU5", suspended = false, team_id = "311", team_name = "Data", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-03-10T21:00:00Z" },
        { assignee_type = "USER", auto_renewed = false, available = false, domain = null, email = "olga.xu@acme.example", expired = false, last_assigned = "2025-10-07T22:51:13Z", last_seen = "2026-11-15T15:21:11Z", license_id = "79BY8HRXRU", name = "Olga Xu", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "PC", product_name = "PyCharm", renewal_stopped = true, server_type = null, server_uid = null, status = "active", subscription_pack = null, suspended = false, team_id = "311", team_name = "Data", transferable = true, trial = false, upgrade_due = null, valid_until = "2026-12-11T21:00:00Z" },
        { assignee_type = "USER", auto_renewed = false, available = false, domain = null, email = "emil.berg@acme.example", expired = false, last_assigned = "2025-06-02T13:32:27Z", last_seen = "2026-11-15T17:03:24Z", license_id = "8MN9QC7DOH", name = "Emil Berg", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = true, server_type = null, server_uid = null, status = "active", subscription_pack = null, suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2026-12-22T21:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "tuva.yilmaz@acme.example", expired = false, last_assigned = "2025-06-23T23:18:13Z", last_seen = "2026-11-13T03:02:49Z", license_id = "9ZYK96MUK4", name = "Tuva Yilmaz", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "WS", product_name = "WebStorm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "4534/13DUP", suspended = false, team_id = "98", team_name = "Mobile", transferable = false, trial = false, upgrade_due = null, valid_until = "2027-07-13T08:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = "acme.example", email = "tuva.yilmaz@acme.example", expired = false, last_assigned = "2025-06-14T17:04:40Z", last_seen = "2026-11-19T03:31:51Z", license_id = "ADAWR12AHR", name = "T*** Y*****", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "WS", product_name = "WebStorm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "7292/10W0L", suspended = false, team_id = "98", team_name = "Mobile", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-07-02T05:00:00Z" },
        { assignee_type = "USER", auto_renewed = false, available = false, domain = null, email = "greta.quispe@dev.acme.example", expired = false, last_assigned = "2026-03-14T06:13:01Z", last_seen = "2026-11-14T16:37:47Z", license_id = "BQL79VIRDE", name = "Greta Quispe", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "9305/13QZT", suspended = false, team_id = "1042", team_name = "Core", transferable = false, trial = false, upgrade_due = null, valid_until = "2027-03-15T08:00:00Z" },
        { assignee_type = null, auto_renewed = false, available = false, domain = null, email = null, expired = true, last_assigned = null, last_seen = null, license_id = "C3WISQY790", name = null, offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "WS", product_name = "WebStorm", renewal_stopped = false, server_type = null, server_uid = null, status = "expired", subscription_pack = "7292/10W0L", suspended = false, team_id = "98", team_name = "Mobile", transferable = true, trial = false, upgrade_due = null, valid_until = "2026-06-30T18:30:00Z" },
        { assignee_type = "USER", auto_renewed = false, available = false, domain = null, email = "tuva.virtanen@acme.example", expired = false, last_assigned = "2026-11-16T00:27:03Z", last_seen = null, license_id = "DG8TALEO6N", name = "Tuva Virtanen", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "ALL", product_name = "All Products Pack", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "9956/1AAWM", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-08-20T05:00:00Z" },
        { assignee_type = "USER", auto_renewed = false, available = false, domain = null, email = "deepa.adeyemi@acme.example", expired = false, last_assigned = "2025-05-14T23:14:14Z", last_seen = "2026-11-13T10:59:53Z", license_id = "ETJ5SFU42A", name = "Deepa Adeyemi", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "PC", product_name = "PyCharm", renewal_stopped = true, server_type = null, server_uid = null, status = "active", subscription_pack = null, suspended = false, team_id = "311", team_name = "Data", transferable = true, trial = true, upgrade_due = null, valid_until = "2026-11-29T23:00:00Z" },
        { assignee_type = "USER", auto_renewed = false, available = false, domain = null, email = "aino.ferrari@acme.example", expired = false, last_assigned = "2025-07-19T00:22:48Z", last_seen = null, license_id = "F6UGBAALZX", name = "Aino Ferrari", offline_code = true, perpetual = false, perpetual_outdated = null, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "9305/13QZT", suspended = false, team_id = "98", team_name = "Mobile", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-03-15T08:00:00Z" },
        { assignee_type = "SERVER", auto_renewed = false, available = false, domain = null, email = null, expired = false, last_assigned = null, last_seen = null, license_id = "GJ6RT4P1VK", name = null, offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "ALL", product_name = "All Products Pack", renewal_stopped = false, server_type = "LICENSE_SERVER", server_uid = "344f61a8-0001", status = "active", subscription_pack = "9956/1AAWM", suspended = false, team_id = "98", team_name = "Mobile", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-08-20T05:00:00Z" },
        { assignee_type = "USER", auto_renewed = false, available = false, domain = null, email = "hannah.ferrari@acme.example", expired = true, last_assigned = "2024-06-24T20:26:22Z", last_seen = "2026-11-14T08:34:55Z", license_id = "HWH3BZ5HS7", name = "Hannah Ferrari", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, server_type = null, server_uid = null, status = "expired", subscription_pack = "7490/1JPU5", suspended = false, team_id = "311", team_name = "Data", transferable = true, trial = false, upgrade_due = null, valid_until = "2026-08-03T18:30:00Z" },
        { assignee_type = "LICENSE_KEY", auto_renewed = true, available = false, domain = null, email = null, expired = false, last_assigned = null, last_seen = null, license_id = "I9SEUTLYOU", name = "Acme build agent 1", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "5705/1RC66", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-10-18T23:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "emil.lindqvist@acme.example", expired = false, last_assigned = "2026-03-25T13:50:35Z", last_seen = "2026-11-16T17:07:32Z", license_id = "JM4PCO1ELH", name = "Emil Lindqvist", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "WS", product_name = "WebStorm", renewal_stopped = false, server_type = null, server_uid = null, status = "suspended", subscription_pack = "4534/13DUP", suspended = true, team_id = "98", team_name = "Mobile", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-07-13T08:00:00Z" },
        { assignee_type = "USER", auto_renewed = false, available = false, domain = null, email = "tuva.adeyemi@acme.example", expired = false, last_assigned = "2026-07-14T21:02:52Z", last_seen = null, license_id = "KZF1UIHVH4", name = "Tuva Adeyemi", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "AIP", product_name = "AI Pro", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "7557/1USTE", suspended = false, team_id = "311", team_name = "Data", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-07-28T18:30:00Z" },
        { assignee_type = null, auto_renewed = false, available = true, domain = null, email = null, expired = false, last_assigned = null, last_seen = null, license_id = "LCRCDDXBER", name = null, offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "ALL", product_name = "All Products Pack", renewal_stopped = false, server_type = null, server_uid = null, status = "available", subscription_pack = "9956/1AAWM", suspended = false, team_id = "1042", team_name = "Core", transferable = false, trial = false, upgrade_due = null, valid_until = "2027-08-20T05:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "elif.vogel@acme.example", expired = false, last_assigned = "2025-09-26T09:45:11Z", last_seen = "2026-07-19T21:55:44Z", license_id = "MP2NV7CSAE", name = "E*** V****", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "7490/1JPU5", suspended = false, team_id = "311", team_name = "Data", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-03-10T21:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "greta.quispe2@acme.example", expired = false, last_assigned = "2024-09-21T08:04:24Z", last_seen = "2026-11-12T09:02:50Z", license_id = "N10N2JYSQ4", name = "Greta Quispe", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "1466/1MN74", suspended = false, team_id = "98", team_name = "Mobile", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-08-07T21:00:00Z" },
        { assignee_type = "USER", auto_renewed = false, available = false, domain = null, email = "leaver1@acme.example", expired = false, last_assigned = "2024-08-25T07:31:03Z", last_seen = "2026-09-02T04:58:01Z", license_id = "N2DZD2S860", name = "Lena Vogel", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "9305/13QZT", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-03-15T08:00:00Z" },
        { assignee_type = "USER", auto_renewed = false, available = false, domain = null, email = "greta.quispe2@acme.example", expired = false, last_assigned = "2025-10-28T10:43:28Z", last_seen = "2026-11-20T13:41:00Z", license_id = "OECZKEE9MR", name = "Greta Quispe", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "9305/13QZT", suspended = false, team_id = "98", team_name = "Mobile", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-03-15T08:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = "acme.example", email = "contractor7@evil.example", expired = false, last_assigned = "2025-03-04T20:58:38Z", last_seen = "2026-11-17T01:38:17Z", license_id = "OFPAWW8O3N", name = "Elif Ueda", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "WS", product_name = "WebStorm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "4534/13DUP", suspended = false, team_id = "98", team_name = "Mobile", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-07-13T08:00:00Z" },
        { assignee_type = "USER", auto_renewed = false, available = false, domain = null, email = "mateo.horvath@acme.example", expired = false, last_assigned = "2025-05-12T03:18:18Z", last_seen = "2026-11-17T13:04:36Z", license_id = "PRNA38TPJE", name = "Mateo Horváth", offline_code = true, perpetual = false, perpetual_outdated = null, product_code = "ALL", product_name = "All Products Pack", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "3723/19JZL", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-09-04T18:30:00Z" },
        { assignee_type = "USER", auto_renewed = false, available = false, domain = null, email = "ben.zimmermann@acme.example", expired = false, last_assigned = "2026-02-02T13:04:36Z", last_seen = "2026-11-18T03:51:55Z", license_id = "PS0LERO5ZA", name = "B** Z*********", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "9305/13QZT", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-03-15T08:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "contractor8@evil.example", expired = false, last_assigned = "2026-06-10T15:20:32Z", last_seen = "2026-10-02T20:39:55Z", license_id = "Q4YLL395F1", name = "Greta Ito", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "5705/1RC66", suspended = false, team_id = "98", team_name = "Mobile", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-10-18T23:00:00Z" },
        { assignee_type = "USER", auto_renewed = false, available = false, domain = null, email = "ben.zimmermann@acme.example", expired = false, last_assigned = "2024-09-14T11:19:25Z", last_seen = "2026-11-12T20:28:06Z", license_id = "Q5BXWL4LWX", name = "Ben Zimmermann", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "ALL", product_name = "All Products Pack", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "9956/1AAWM", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-08-20T05:00:00Z" },
        { assignee_type = null, auto_renewed = null, available = false, domain = null, email = null, expired = false, last_assigned = null, last_seen = null, license_id = "RHAX3XPMCO", name = null, offline_code = false, perpetual = true, perpetual_outdated = true, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, server_type = null, server_uid = null, status = "unassigned", subscription_pack = null, suspended = false, team_id = "98", team_name = "Mobile", transferable = true, trial = false, upgrade_due = "2026-02-21T08:00:00Z", valid_until = null },
        { assignee_type = null, auto_renewed = false, available = true, domain = null, email = null, expired = false, last_assigned = null, last_seen = null, license_id = "SUL8LS528A", name = null, offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "AIP", product_name = "AI Pro", renewal_stopped = false, server_type = null, server_uid = null, status = "available", subscription_pack = "7557/1USTE", suspended = false, team_id = "311", team_name = "Data", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-07-28T18:30:00Z" },
        { assignee_type = null, auto_renewed = false, available = true, domain = null, email = null, expired = false, last_assigned = null, last_seen = null, license_id = "T7WJ4MLJ5X", name = null, offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "PC", product_name = "PyCharm", renewal_stopped = true, server_type = null, server_uid = null, status = "available", subscription_pack = null, suspended = false, team_id = "311", team_name = "Data", transferable = true, trial = true, upgrade_due = null, valid_until = "2026-12-03T23:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "elif.ivanova@acme.example", expired = false, last_assigned = "2025-12-23T08:58:23Z", last_seen = "2026-11-14T11:16:15Z", license_id = "UK8UMH1Z1K", name = "Elif Ivanova", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "WS", product_name = "WebStorm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "4534/13DUP", suspended = false, team_id = "98", team_name = "Mobile", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-07-13T08:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "elif.ivanova@acme.example", expired = false, last_assigned = "2026-08-14T22:44:47Z", last_seen = "2026-11-19T18:07:18Z", license_id = "VXJ64BHGY7", name = "Elif Ivanova", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "1466/1MN74", suspended = false, team_id = "311", team_name = "Data", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-08-07T21:00:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "elif.ramos@acme.example", expired = false, last_assigned = "2025-09-05T04:42:55Z", last_seen = "2025-11-03T21:26:53Z", license_id = "WAVHN6WWUU", name = "Elif Ramos", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "WS", product_name = "WebStorm", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "7292/10W0L", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-07-02T05:00:00Z" },
        { assignee_type = "USER", auto_renewed = false, available = false, domain = null, email = "elif.ramos@acme.example", expired = false, last_assigned = "2025-05-16T00:41:23Z", last_seen = "2026-11-18T09:58:55Z", license_id = "XN6S50CDRH", name = "Elif Ramos", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "9305/13QZT", suspended = false, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-03-15T08:00:00Z" },
        { assignee_type = "USER", auto_renewed = false, available = false, domain = null, email = "carmen.rossi@acme.example", expired = true, last_assigned = "2025-12-13T15:42:17Z", last_seen = "2026-11-17T16:21:15Z", license_id = "Y0H4NVSTN4", name = "Carmen Rossi", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "WS", product_name = "WebStorm", renewal_stopped = false, server_type = null, server_uid = null, status = "suspended", subscription_pack = "7292/10W0L", suspended = true, team_id = "1042", team_name = "Core", transferable = true, trial = false, upgrade_due = null, valid_until = "2026-03-20T18:30:00Z" },
        { assignee_type = "USER", auto_renewed = true, available = false, domain = null, email = "farid.weber@acme.example", expired = false, last_assigned = "2026-05-23T02:39:10Z", last_seen = "2026-11-13T11:49:33Z", license_id = "ZDTF6P89JR", name = "Farid Weber", offline_code = false, perpetual = false, perpetual_outdated = null, product_code = "AIP", product_name = "AI Pro", renewal_stopped = false, server_type = null, server_uid = null, status = "active", subscription_pack = "8661/1GVE7", suspended = false, team_id = "98", team_name = "Mobile", transferable = true, trial = false, upgrade_due = null, valid_until = "2027-03-31T08:00:00Z" },
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
        { assigned = 3, available = 1, billable = 4, code = "AIP", expired = 0, floating = 0, name = "AI Pro", next_expiry = "2027-03-31T08:00:00Z", people = 3, perpetual = 0, suspended = 0, total = 4, trial = 0, unassigned = 1, unassigned_billable = 1 },
        { assigned = 5, available = 1, billable = 6, code = "ALL", expired = 0, floating = 1, name = "All Products Pack", next_expiry = "2027-08-20T05:00:00Z", people = 4, perpetual = 1, suspended = 0, total = 6, trial = 0, unassigned = 1, unassigned_billable = 1 },
        { assigned = 10, available = 0, billable = 11, code = "II", expired = 0, floating = 1, name = "IntelliJ IDEA Ultimate", next_expiry = "2026-12-22T21:00:00Z", people = 9, perpetual = 1, suspended = 1, total = 12, trial = 0, unassigned = 2, unassigned_billable = 1 },
        { assigned = 8, available = 1, billable = 5, code = "PC", expired = 1, floating = 1, name = "PyCharm", next_expiry = "2026-11-29T23:00:00Z", people = 7, perpetual = 1, suspended = 0, total = 9, trial = 2, unassigned = 1, unassigned_billable = 0 },
        { assigned = 8, available = 0, billable = 7, code = "WS", expired = 2, floating = 1, name = "WebStorm", next_expiry = "2027-07-02T05:00:00Z", people = 6, perpetual = 0, suspended = 2, total = 9, trial = 0, unassigned = 1, unassigned_billable = 0 },
      ]
      total_count = 5
    }
  }

  mock_data "jetbrains_renewals" {
    defaults = {
      renewals = [
        { assigned = 1, auto_renewed = false, available = 0, expired = true, product_code = "WS", product_name = "WebStorm", renewal_stopped = false, renews = false, subscription_pack = "7292/10W0L", total = 1, valid_until = "2026-03-20T18:30:00Z" },
        { assigned = 0, auto_renewed = false, available = 0, expired = true, product_code = "WS", product_name = "WebStorm", renewal_stopped = false, renews = false, subscription_pack = "7292/10W0L", total = 1, valid_until = "2026-06-30T18:30:00Z" },
        { assigned = 1, auto_renewed = false, available = 0, expired = true, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, renews = false, subscription_pack = "7490/1JPU5", total = 1, valid_until = "2026-08-03T18:30:00Z" },
        { assigned = 1, auto_renewed = false, available = 0, expired = false, product_code = "PC", product_name = "PyCharm", renewal_stopped = true, renews = false, subscription_pack = null, total = 1, valid_until = "2026-11-29T23:00:00Z" },
        { assigned = 0, auto_renewed = false, available = 1, expired = false, product_code = "PC", product_name = "PyCharm", renewal_stopped = true, renews = false, subscription_pack = null, total = 1, valid_until = "2026-12-03T23:00:00Z" },
        { assigned = 1, auto_renewed = false, available = 0, expired = false, product_code = "PC", product_name = "PyCharm", renewal_stopped = true, renews = false, subscription_pack = null, total = 1, valid_until = "2026-12-11T21:00:00Z" },
        { assigned = 1, auto_renewed = false, available = 0, expired = false, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = true, renews = false, subscription_pack = null, total = 1, valid_until = "2026-12-22T21:00:00Z" },
        { assigned = 2, auto_renewed = true, available = 0, expired = false, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, renews = true, subscription_pack = "7490/1JPU5", total = 2, valid_until = "2027-03-10T21:00:00Z" },
        { assigned = 7, auto_renewed = false, available = 0, expired = false, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, renews = false, subscription_pack = "9305/13QZT", total = 7, valid_until = "2027-03-15T08:00:00Z" },
        { assigned = 2, auto_renewed = true, available = 0, expired = false, product_code = "AIP", product_name = "AI Pro", renewal_stopped = false, renews = true, subscription_pack = "8661/1GVE7", total = 2, valid_until = "2027-03-31T08:00:00Z" },
        { assigned = 2, auto_renewed = true, available = 0, expired = false, product_code = "WS", product_name = "WebStorm", renewal_stopped = false, renews = true, subscription_pack = "7292/10W0L", total = 2, valid_until = "2027-07-02T05:00:00Z" },
        { assigned = 5, auto_renewed = true, available = 0, expired = false, product_code = "WS", product_name = "WebStorm", renewal_stopped = false, renews = true, subscription_pack = "4534/13DUP", total = 5, valid_until = "2027-07-13T08:00:00Z" },
        { assigned = 1, auto_renewed = false, available = 1, expired = false, product_code = "AIP", product_name = "AI Pro", renewal_stopped = false, renews = false, subscription_pack = "7557/1USTE", total = 2, valid_until = "2027-07-28T18:30:00Z" },
        { assigned = 2, auto_renewed = true, available = 0, expired = false, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, renews = true, subscription_pack = "1466/1MN74", total = 2, valid_until = "2027-08-07T21:00:00Z" },
        { assigned = 4, auto_renewed = false, available = 1, expired = false, product_code = "ALL", product_name = "All Products Pack", renewal_stopped = false, renews = false, subscription_pack = "9956/1AAWM", total = 5, valid_until = "2027-08-20T05:00:00Z" },
        { assigned = 1, auto_renewed = false, available = 0, expired = false, product_code = "ALL", product_name = "All Products Pack", renewal_stopped = false, renews = false, subscription_pack = "3723/19JZL", total = 1, valid_until = "2027-09-04T18:30:00Z" },
        { assigned = 2, auto_renewed = true, available = 0, expired = false, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, renews = true, subscription_pack = "5705/1RC66", total = 3, valid_until = "2027-10-18T23:00:00Z" },
        { assigned = 0, auto_renewed = null, available = 0, expired = false, product_code = "II", product_name = "IntelliJ IDEA Ultimate", renewal_stopped = false, renews = false, subscription_pack = null, total = 1, valid_until = null },
        { assigned = 1, auto_renewed = null, available = 0, expired = false, product_code = "PC", product_name = "PyCharm", renewal_stopped = false, renews = false, subscription_pack = null, total = 1, valid_until = null },
      ]
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
      members = [
        { email = "aino.eriksen@acme.example", emails = ["aino.eriksen@acme.example"], external = false, external_id = "hr-000028", first_name = "Aino", guest = false, id = "k2grKZeW54Jl", joined = "2025-02-14", last_login = "2026-11-05T04:18:46Z", last_name = "Eriksen", left_at = null, manager_usernames = ["Greta.Quispe"], status = "active", team_ids = ["laN7plJ6pl5X"], two_factor = "ACTIVE", username = "Aino.Eriksen" },
        { email = "aino.ferrari@acme.example", emails = ["aino.ferrari@acme.example"], external = false, external_id = "hr-000008", first_name = "Aino", guest = false, id = "bNJszxFpASB8", joined = "2024-11-22", last_login = "2026-11-20T14:09:02Z", last_name = "Ferrari", left_at = null, manager_usernames = [], status = "active", team_ids = ["lz08HV7tihGb"], two_factor = "INACTIVE", username = "Aino.Ferrari" },
        { email = "ben.zimmermann@acme.example", emails = ["ben.zimmermann@acme.example"], external = false, external_id = "hr-000001", first_name = "Ben", guest = false, id = "hngH4N1ICBhv", joined = "2024-03-12", last_login = "2026-11-14T00:10:22Z", last_name = "Zimmermann", left_at = null, manager_usernames = ["Tuva.Adeyemi"], status = "active", team_ids = ["7RrglR6vlVth", "iX57Gjis7s0Q"], two_factor = "ACTIVE", username = "Ben.Zimmermann" },
        { email = "carmen.rossi@acme.example", emails = ["carmen.rossi@acme.example", "carmen.rossi@mail.acme.example"], external = false, external_id = "hr-000020", first_name = "Carmen", guest = false, id = "8Q67zAFIsWXJ", joined = "2024-11-02", last_login = "2026-11-20T06:05:07Z", last_name = "Rossi", left_at = null, manager_usernames = ["Emil.Berg"], status = "active", team_ids = ["eSSWVBX6JVbR"], two_factor = "ACTIVE", username = "Carmen.Rossi" },
        { email = null, emails = [], external = false, external_id = null, first_name = "Carmen", guest = false, id = "iJ7hDrGWiZxZ", joined = "2025-07-16", last_login = "2026-11-04T21:23:12Z", last_name = "Weber", left_at = null, manager_usernames = [], status = "active", team_ids = ["laN7plJ6pl5X"], two_factor = "ACTIVE", username = "Carmen.Weber" },
        { email = "contractor8@evil.example", emails = ["contractor8@evil.example"], external = true, external_id = null, first_name = "Greta", guest = false, id = "1qlkHYiJj9Cy", joined = "2024-04-05", last_login = "2026-11-09T22:48:14Z", last_name = "Ito", left_at = null, manager_usernames = ["Emil.Lindqvist"], status = "active", team_ids = ["JwxTkLIPP4c1"], two_factor = "ACTIVE", username = "Contractor8" },
        { email = "elif.ramos@acme.example", emails = ["elif.ramos@acme.example"], external = false, external_id = null, first_name = "Elif", guest = false, id = "tU05H6Q4eqTh", joined = "2023-09-30", last_login = "2026-11-05T05:18:39Z", last_name = "Ramos", left_at = null, manager_usernames = ["Emil.Berg"], status = "active", team_ids = ["eSSWVBX6JVbR"], two_factor = "ACTIVE", username = "Elif.Ramos" },
        { email = "emil.berg@acme.example", emails = ["emil.berg@acme.example"], external = false, external_id = null, first_name = "Emil", guest = false, id = "zMUTkTzNkj4z", joined = "2023-04-26", last_login = null, last_name = "Berg", left_at = null, manager_usernames = ["Emil.Lindqvist"], status = "active", team_ids = ["JwxTkLIPP4c1", "eSSWVBX6JVbR"], two_factor = "ACTIVE", username = "Emil.Berg" },
        { email = "emil.lindqvist@acme.example", emails = ["emil.lindqvist@acme.example"], external = false, external_id = "hr-000006", first_name = "Emil", guest = false, id = "lDnetxgLyrFr", joined = "2023-10-21", last_login = "2026-11-01T23:35:00Z", last_name = "Lindqvist", left_at = null, manager_usernames = ["Tuva.Adeyemi"], status = "active", team_ids = ["7RrglR6vlVth", "JwxTkLIPP4c1"], two_factor = "NOT_SETUP", username = "Emil.Lindqvist" },
        { email = "farid.weber@acme.example", emails = ["farid.weber@acme.example"], external = false, external_id = null, first_name = "Farid", guest = false, id = "rsQtkvAglR5N", joined = "2026-07-19", last_login = null, last_name = "Weber", left_at = null, manager_usernames = ["Aino.Ferrari", "Tuva.Adeyemi"], status = "active", team_ids = ["7RrglR6vlVth", "lz08HV7tihGb"], two_factor = "INACTIVE", username = "Farid.Weber" },
        { email = "fatima.ivanova@acme.example", emails = ["fatima.ivanova@acme.example"], external = false, external_id = "hr-000026", first_name = "Fatima", guest = false, id = "5MqNWE8YcSYD", joined = "2025-12-21", last_login = "2026-11-10T21:47:40Z", last_name = "Ivanova", left_at = null, manager_usernames = ["Greta.Quispe2"], status = "active", team_ids = ["bONbrSPRL1I1"], two_factor = "ACTIVE", username = "Fatima.Ivanova" },
        { email = "greta.quispe@dev.acme.example", emails = ["greta.quispe@dev.acme.example", "greta.quispe@mail.acme.example"], external = false, external_id = null, first_name = "Greta", guest = false, id = "6bgjamKKZMCp", joined = "2023-09-17", last_login = "2026-11-09T04:35:00Z", last_name = "Quispe", left_at = null, manager_usernames = [], status = "active", team_ids = ["laN7plJ6pl5X"], two_factor = "ACTIVE", username = "Greta.Quispe" },
        { email = "greta.quispe2@acme.example", emails = ["greta.quispe2@acme.example"], external = false, external_id = "hr-000023", first_name = "Greta", guest = false, id = "fgFe2ytNBqyq", joined = "2023-06-13", last_login = "2026-11-09T08:22:27Z", last_name = "Quispe", left_at = null, manager_usernames = [], status = "active", team_ids = ["bONbrSPRL1I1"], two_factor = "ACTIVE", username = "Greta.Quispe2" },
        { email = "guest2@partner.example", emails = ["guest2@partner.example"], external = true, external_id = null, first_name = "Farid", guest = true, id = "Cbmpcy2pfDCp", joined = "2026-06-05", last_login = "2026-11-06T12:35:18Z", last_name = "Ferrari", left_at = null, manager_usernames = [], status = "active", team_ids = [], two_factor = "NOT_SETUP", username = "Guest2" },
        { email = "hannah.ferrari@acme.example", emails = ["hannah.ferrari@acme.example"], external = false, external_id = "hr-000007", first_name = "Hannah", guest = false, id = "snMlH9f8SRui", joined = "2026-05-25", last_login = "2026-11-18T01:34:55Z", last_name = "Ferrari", left_at = null, manager_usernames = [], status = "not_a_member", team_ids = [], two_factor = "ACTIVE", username = "Hannah.Ferrari" },
        { email = "katarzyna.virtanen@acme.example", emails = ["katarzyna.virtanen@acme.example"], external = false, external_id = "hr-000035", first_name = "Katarzyna", guest = false, id = "dopU7f2J9wSu", joined = "2023-03-27", last_login = "2026-11-13T04:18:02Z", last_name = "Virtanen", left_at = null, manager_usernames = ["Emil.Lindqvist", "Tuva.Adeyemi"], status = "active", team_ids = ["7RrglR6vlVth", "JwxTkLIPP4c1"], two_factor = "NOT_SETUP", username = "Katarzyna.Virtanen" },
        { email = "mateo.horvath@acme.example", emails = ["mateo.horvath@acme.example"], external = false, external_id = "hr-000022", first_name = "Mateo", guest = false, id = "LmysI17C0ZfV", joined = "2024-08-08", last_login = "2026-11-07T14:15:38Z", last_name = "Horváth", left_at = null, manager_usernames = ["Greta.Quispe"], status = "active", team_ids = ["laN7plJ6pl5X"], two_factor = "NOT_SETUP", username = "Mateo.Horvath" },
        { email = null, emails = ["olga.xu@acme.example"], external = false, external_id = "hr-000012", first_name = "Olga", guest = false, id = "uVbzKvGZuk54", joined = "2024-12-02", last_login = "2026-11-14T06:58:48Z", last_name = "Xu", left_at = null, manager_usernames = ["Tuva.Adeyemi"], status = "active", team_ids = ["7RrglR6vlVth"], two_factor = "ACTIVE", username = "Olga.Xu" },
        { email = "pavel.ivanova@acme.example", emails = ["pavel.ivanova@acme.example"], external = false, external_id = "hr-000025", first_name = "Pavel", guest = false, id = "OJDQke76VVkG", joined = "2025-03-18", last_login = "2026-11-10T02:07:10Z", last_name = "Ivanova", left_at = null, manager_usernames = ["Emil.Lindqvist", "Tuva.Adeyemi"], status = "active", team_ids = ["7RrglR6vlVth", "JwxTkLIPP4c1"], two_factor = "ACTIVE", username = "Pavel.Ivanova" },
        { email = "rosa.chen@acme.example", emails = ["rosa.chen@acme.example"], external = false, external_id = "hr-000033", first_name = "Rosa", guest = false, id = "gsOt89qCQTF9", joined = "2025-04-15", last_login = "2026-11-17T22:47:39Z", last_name = "Chen", left_at = null, manager_usernames = ["Ben.Zimmermann", "Emil.Lindqvist"], status = "active", team_ids = ["JwxTkLIPP4c1", "iX57Gjis7s0Q"], two_factor = "NOT_SETUP", username = "Rosa.Chen" },
        { email = "rosa.jovanovic@acme.example", emails = ["rosa.jovanovic@acme.example"], external = false, external_id = "hr-000036", first_name = "Rosa", guest = false, id = "WxXqMqONi0kn", joined = "2023-02-13", last_login = "2026-11-03T16:22:31Z", last_name = "Jovanović", left_at = null, manager_usernames = ["Greta.Quispe"], status = "active", team_ids = ["laN7plJ6pl5X"], two_factor = "ACTIVE", username = "Rosa.Jovanovic" },
        { email = "soren.moreau@acme.example", emails = ["soren.moreau@acme.example", "soren.moreau@mail.acme.example"], external = false, external_id = null, first_name = "Søren", guest = false, id = "xHxSm98XuJJI", joined = "2023-12-06", last_login = "2026-11-09T06:26:47Z", last_name = "Moreau", left_at = null, manager_usernames = [], status = "active", team_ids = ["JwxTkLIPP4c1", "iX57Gjis7s0Q"], two_factor = "ACTIVE", username = "Soren.Moreau" },
        { email = "soren.nakamura@acme.example", emails = ["soren.nakamura@acme.example"], external = false, external_id = "hr-000031", first_name = "Søren", guest = false, id = "RNfIUaevUeoI", joined = "2024-09-24", last_login = "2026-11-11T05:22:20Z", last_name = "Nakamura", left_at = null, manager_usernames = ["Ben.Zimmermann"], status = "active", team_ids = ["iX57Gjis7s0Q"], two_factor = "ACTIVE", username = "Soren.Nakamura" },
        { email = null, emails = [], external = false, external_id = "hr-000004", first_name = "Tuva", guest = false, id = "cw9B1JHz2zJy", joined = "2024-08-04", last_login = "2026-11-20T08:07:31Z", last_name = "Adeyemi", left_at = null, manager_usernames = ["Ben.Zimmermann"], status = "active", team_ids = ["7RrglR6vlVth"], two_factor = "ACTIVE", username = "Tuva.Adeyemi" },
        { email = "tuva.obrien@acme.example", emails = ["tuva.obrien@acme.example"], external = false, external_id = "hr-000018", first_name = "Tuva", guest = false, id = "5KbIyAw0lNwo", joined = "2026-08-31", last_login = "2026-11-11T14:40:25Z", last_name = "O'Brien", left_at = null, manager_usernames = ["Ben.Zimmermann", "Emil.Lindqvist"], status = "active", team_ids = ["iX57Gjis7s0Q"], two_factor = "ACTIVE", username = "Tuva.Obrien" },
        { email = "tuva.virtanen@acme.example", emails = ["tuva.virtanen@acme.example"], external = false, external_id = "hr-000009", first_name = "Tuva", guest = false, id = "oQQQ3YS3U7QK", joined = "2023-05-13", last_login = "2026-11-12T02:34:47Z", last_name = "Virtanen", left_at = null, manager_usernames = ["Ben.Zimmermann", "Tuva.Adeyemi"], status = "suspended", team_ids = ["7RrglR6vlVth", "iX57Gjis7s0Q"], two_factor = "ACTIVE", username = "Tuva.Virtanen" },
        { email = "tuva.yilmaz@acme.example", emails = ["tuva.yilmaz@acme.example"], external = false, external_id = null, first_name = "Tuva", guest = false, id = "1qJq6AWtXxGj", joined = "2025-11-02", last_login = "2026-11-18T13:23:29Z", last_name = "Yilmaz", left_at = null, manager_usernames = ["Emil.Lindqvist", "Tuva.Adeyemi"], status = "active", team_ids = ["7RrglR6vlVth", "JwxTkLIPP4c1"], two_factor = "ACTIVE", username = "Tuva.Yilmaz" },
        { email = "umar.urban@acme.example", emails = ["umar.urban@acme.example"], external = false, external_id = null, first_name = "Umar", guest = false, id = "wPvQOuG6tzHo", joined = "2025-07-31", last_login = "2026-11-18T03:02:40Z", last_name = "Urban", left_at = null, manager_usernames = ["Ben.Zimmermann"], status = "active", team_ids = ["iX57Gjis7s0Q"], two_factor = "ACTIVE", username = "Umar.Urban" },
        { email = "ximena.weber@acme.example", emails = ["ximena.weber@acme.example"], external = false, external_id = "hr-000019", first_name = "Ximena", guest = false, id = "m9s6OZzkb9r2", joined = "2024-01-29", last_login = "2026-11-05T07:58:58Z", last_name = "Weber", left_at = null, manager_usernames = ["Emil.Lindqvist", "Tuva.Adeyemi"], status = "active", team_ids = ["7RrglR6vlVth", "JwxTkLIPP4c1"], two_factor = "ACTIVE", username = "Ximena.Weber" },
        { email = "yusuf.jansen@acme.example", emails = ["yusuf.jansen@acme.example"], external = false, external_id = null, first_name = "Yusuf", guest = false, id = "qgct7kxrkYTS", joined = "2025-07-01", last_login = "2026-11-20T09:26:54Z", last_name = "Jansen", left_at = null, manager_usernames = ["Greta.Quispe"], status = "active", team_ids = ["laN7plJ6pl5X"], two_factor = "ACTIVE", username = "Yusuf.Jansen" },
        { email = "zoe.urban@acme.example", emails = ["zoe.urban@acme.example"], external = false, external_id = "hr-000011", first_name = "Zoë", guest = false, id = "LTDUSuT9K321", joined = "2026-12-31", last_login = null, last_name = "Urban", left_at = null, manager_usernames = ["Greta.Quispe", "Tuva.Adeyemi"], status = "active", team_ids = [], two_factor = "NOT_SETUP", username = "Zoe.Urban" },
        { email = "ben.young@acme.example", emails = ["ben.young@acme.example"], external = false, external_id = "hr-000034", first_name = "Ben", guest = false, id = "rBseZKfeN3TG", joined = "2023-06-13", last_login = "2026-11-05T08:54:24Z", last_name = "Young", left_at = null, manager_usernames = ["Emil.Lindqvist"], status = "active", team_ids = ["JwxTkLIPP4c1"], two_factor = "ACTIVE", username = "ben.young" },
        { email = "bruno.chen@acme.example", emails = ["bruno.chen@acme.example"], external = false, external_id = null, first_name = "Bruno", guest = false, id = "HeDaHVzO83b9", joined = "2026-02-15", last_login = "2026-11-01T07:39:35Z", last_name = "Chen", left_at = null, manager_usernames = ["Ben.Zimmermann"], status = "active", team_ids = ["iX57Gjis7s0Q"], two_factor = "ACTIVE", username = "bruno.chen" },
        { email = "contractor7@evil.example", emails = ["contractor7@evil.example"], external = true, external_id = null, first_name = "Elif", guest = false, id = "ETYdpr8cS0fI", joined = "2023-04-04", last_login = "2026-11-16T03:36:24Z", last_name = "Ueda", left_at = null, manager_usernames = [], status = "active", team_ids = ["JwxTkLIPP4c1"], two_factor = "ACTIVE", username = "contractor7" },
        { email = "deepa.adeyemi@mail.acme.example", emails = ["deepa.adeyemi@acme.example", "deepa.adeyemi@mail.acme.example"], external = false, external_id = null, first_name = "Deepa", guest = false, id = "VSjHl0leEG1T", joined = "2026-05-10", last_login = "2026-11-01T02:38:55Z", last_name = "Adeyemi", left_at = null, manager_usernames = ["Emil.Lindqvist", "Tuva.Adeyemi"], status = "active", team_ids = ["7RrglR6vlVth", "JwxTkLIPP4c1"], two_factor = "ACTIVE", username = "deepa.adeyemi" },
        { email = "elif.ivanova@acme.example", emails = ["elif.ivanova@acme.example"], external = false, external_id = "hr-000021", first_name = "Elif", guest = false, id = "L56124U9Oh3w", joined = "2024-01-31", last_login = null, last_name = "Ivanova", left_at = null, manager_usernames = ["Tuva.Adeyemi"], status = "active", team_ids = ["7RrglR6vlVth"], two_factor = "ACTIVE", username = "elif.ivanova" },
        { email = "elif.vogel@acme.example", emails = ["elif.vogel@acme.example"], external = false, external_id = "hr-000003", first_name = "Elif", guest = false, id = "h6wyfsYXn2ut", joined = "2025-10-05", last_login = "2026-11-08T00:54:35Z", last_name = "Vogel", left_at = null, manager_usernames = ["Tuva.Adeyemi"], status = "suspended", team_ids = ["7RrglR6vlVth"], two_factor = "ACTIVE", username = "elif.vogel" },
        { email = "farid.bauer@acme.example", emails = ["farid.bauer@acme.example"], external = false, external_id = null, first_name = "Farid", guest = false, id = "dCQoceUYHvuh", joined = "2025-09-21", last_login = null, last_name = "Bauer", left_at = null, manager_usernames = ["Tuva.Adeyemi"], status = "active", team_ids = ["7RrglR6vlVth"], two_factor = "ACTIVE", username = "farid.bauer" },
        { email = "fatima.petrov@acme.example", emails = ["fatima.petrov@acme.example"], external = false, external_id = "hr-000017", first_name = "Fatima", guest = false, id = "7bscQjLBlaIm", joined = "2026-01-08", last_login = "2026-11-11T00:09:09Z", last_name = "Petrov", left_at = null, manager_usernames = ["Ben.Zimmermann"], status = "active", team_ids = ["iX57Gjis7s0Q"], two_factor = "ACTIVE", username = "fatima.petrov" },
        { email = "guest1@partner.example", emails = ["guest1@partner.example"], external = true, external_id = null, first_name = "Dmitri", guest = true, id = "rgiBBcInbO11", joined = "2025-03-01", last_login = "2026-11-13T06:44:19Z", last_name = "Bauer", left_at = null, manager_usernames = [], status = "active", team_ids = [], two_factor = "NOT_SETUP", username = "guest1" },
        { email = "hiro.urban@acme.example", emails = ["hiro.urban@acme.example"], external = false, external_id = "hr-000029", first_name = "Hiro", guest = false, id = "HHqjRXscRyts", joined = "2023-02-24", last_login = "2026-11-15T15:25:51Z", last_name = "Urban", left_at = null, manager_usernames = [], status = "active", team_ids = ["laN7plJ6pl5X"], two_factor = "ACTIVE", username = "hiro.urban" },
        { email = "julia.berg@acme.example", emails = ["julia.berg@acme.example"], external = false, external_id = "hr-000027", first_name = "Julia", guest = false, id = "LRyo5fa0zgQj", joined = "2023-06-20", last_login = "2026-11-13T08:49:20Z", last_name = "Berg", left_at = null, manager_usernames = ["Aino.Ferrari"], status = "active", team_ids = ["lz08HV7tihGb"], two_factor = "NOT_SETUP", username = "julia.berg" },
        { email = "mei.okafor@acme.example", emails = ["mei.okafor@acme.example"], external = false, external_id = "hr-000030", first_name = "Mei", guest = false, id = "8tQLmFkp3STH", joined = "2025-07-08", last_login = "2026-11-18T23:36:09Z", last_name = "Okafor", left_at = null, manager_usernames = ["Greta.Quispe2"], status = "active", team_ids = ["bONbrSPRL1I1"], two_factor = "ACTIVE", username = "mei.okafor" },
        { email = "soren.weber@acme.example", emails = ["soren.weber@acme.example", "soren.weber@mail.acme.example"], external = false, external_id = "hr-000024", first_name = "Søren", guest = false, id = "CubLTtqMrfdJ", joined = "2026-03-29", last_login = "2026-11-04T02:12:24Z", last_name = "Weber", left_at = null, manager_usernames = ["Ben.Zimmermann"], status = "active", team_ids = ["iX57Gjis7s0Q"], two_factor = "ACTIVE", username = "soren.weber" },
        { email = "umar.urban2@acme.example", emails = ["umar.urban2@acme.example"], external = false, external_id = "hr-000032", first_name = "Umar", guest = false, id = "y39niY6FigHN", joined = "2023-08-24", last_login = "2026-11-09T19:34:52Z", last_name = "Urban", left_at = null, manager_usernames = ["Greta.Quispe", "Tuva.Adeyemi"], status = "active", team_ids = ["laN7plJ6pl5X"], two_factor = "ACTIVE", username = "umar.urban2" },
        { email = "vendor1@vendor.example", emails = ["vendor1@vendor.example"], external = true, external_id = null, first_name = "Ben", guest = false, id = "VUgroCybMo1D", joined = "2023-02-26", last_login = "2026-11-10T19:08:58Z", last_name = "Xu", left_at = null, manager_usernames = ["Emil.Lindqvist"], status = "active", team_ids = ["JwxTkLIPP4c1"], two_factor = "ACTIVE", username = "vendor1" },
        { email = "wanjiru.novak@acme.example", emails = ["wanjiru.novak@acme.example"], external = false, external_id = "hr-000016", first_name = "Wanjiru", guest = false, id = "1L8LrC3mK9kF", joined = "2025-03-11", last_login = "2026-11-01T07:35:05Z", last_name = "Novák", left_at = null, manager_usernames = ["Ben.Zimmermann", "Emil.Lindqvist"], status = "active", team_ids = ["iX57Gjis7s0Q"], two_factor = null, username = "wanjiru.novak" },
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
      memberships = [
        { archived = false, id = "00gRL03t1Z1z", lead = false, member_id = "5KbIyAw0lNwo", role = "Developer", since = "2026-12-22", team_id = "JwxTkLIPP4c1", team_name = "Mobile", till = null, username = "Tuva.Obrien" },
        { archived = false, id = "0wDrLO2o9Psp", lead = false, member_id = "VSjHl0leEG1T", role = "QA Engineer", since = "2026-05-10", team_id = "7RrglR6vlVth", team_name = "Data", till = null, username = "deepa.adeyemi" },
        { archived = false, id = "16Z4akEtIKdO", lead = false, member_id = "oQQQ3YS3U7QK", role = "Designer", since = "2026-06-19", team_id = "7RrglR6vlVth", team_name = "Data", till = null, username = "Tuva.Virtanen" },
        { archived = false, id = "2J9i1C3aZQ5I", lead = false, member_id = "8tQLmFkp3STH", role = "Team Lead", since = "2025-07-08", team_id = "bONbrSPRL1I1", team_name = "Android", till = null, username = "mei.okafor" },
        { archived = false, id = "3bMZFPNX1Nbr", lead = false, member_id = "CubLTtqMrfdJ", role = "Team Lead", since = "2026-03-29", team_id = "iX57Gjis7s0Q", team_name = "Core", till = null, username = "soren.weber" },
        { archived = false, id = "4KbJHEPSYyI4", lead = true, member_id = "lDnetxgLyrFr", role = "Team Lead", since = "2023-10-21", team_id = "JwxTkLIPP4c1", team_name = "Mobile", till = null, username = "Emil.Lindqvist" },
        { archived = false, id = "6TvIDDIbow0w", lead = true, member_id = "bNJszxFpASB8", role = "Team Lead", since = "2024-11-22", team_id = "lz08HV7tihGb", team_name = "Tools", till = null, username = "Aino.Ferrari" },
        { archived = false, id = "97PdUZNEQWRr", lead = true, member_id = "zMUTkTzNkj4z", role = "Team Lead", since = "2023-04-26", team_id = "eSSWVBX6JVbR", team_name = "Core Platform", till = null, username = "Emil.Berg" },
        { archived = false, id = "9IF0eN0Zl7mN", lead = true, member_id = "rsQtkvAglR5N", role = "Analyst", since = null, team_id = "7RrglR6vlVth", team_name = "Data", till = null, username = "Farid.Weber" },
        { archived = false, id = "A4xDtg3pPO6z", lead = false, member_id = "L56124U9Oh3w", role = "Analyst", since = "2024-01-31", team_id = "7RrglR6vlVth", team_name = "Data", till = null, username = "elif.ivanova" },
        { archived = false, id = "CHKhspvK5mwq", lead = false, member_id = "rBseZKfeN3TG", role = "Analyst", since = "2023-06-13", team_id = "JwxTkLIPP4c1", team_name = "Mobile", till = null, username = "ben.young" },
        { archived = false, id = "CUdlLvo5ndvd", lead = false, member_id = "gsOt89qCQTF9", role = "Team Lead", since = "2026-10-08", team_id = "JwxTkLIPP4c1", team_name = "Mobile", till = "2027-01-01", username = "Rosa.Chen" },
        { archived = false, id = "FFeieKZpgbkQ", lead = false, member_id = "xHxSm98XuJJI", role = "Analyst", since = "2023-12-06", team_id = "iX57Gjis7s0Q", team_name = "Core", till = null, username = "Soren.Moreau" },
        { archived = false, id = "GT8jeS1NDmIG", lead = false, member_id = "1L8LrC3mK9kF", role = "Analyst", since = "2025-05-19", team_id = "JwxTkLIPP4c1", team_name = "Mobile", till = "2026-10-04", username = "wanjiru.novak" },
        { archived = false, id = "HT6B2eQan2qn", lead = true, member_id = "lDnetxgLyrFr", role = "Designer", since = null, team_id = "7RrglR6vlVth", team_name = "Data", till = null, username = "Emil.Lindqvist" },
        { archived = false, id = "JcTHqmmiMysy", lead = false, member_id = "7bscQjLBlaIm", role = "Team Lead", since = "2026-01-08", team_id = "iX57Gjis7s0Q", team_name = "Core", till = null, username = "fatima.petrov" },
        { archived = false, id = "O06PnJwBR1hX", lead = false, member_id = "rsQtkvAglR5N", role = "Developer", since = "2026-07-19", team_id = "lz08HV7tihGb", team_name = "Tools", till = null, username = "Farid.Weber" },
        { archived = false, id = "OImbmjXA6Yxx", lead = false, member_id = "1L8LrC3mK9kF", role = null, since = "2025-03-11", team_id = "iX57Gjis7s0Q", team_name = "Core", till = null, username = "wanjiru.novak" },
        { archived = false, id = "OvkNrP04OsOC", lead = false, member_id = "dCQoceUYHvuh", role = "Team Lead", since = "2025-09-21", team_id = "7RrglR6vlVth", team_name = "Data", till = null, username = "farid.bauer" },
        { archived = false, id = "PJvY1FuxttSc", lead = false, member_id = "uVbzKvGZuk54", role = "Developer", since = "2024-12-02", team_id = "7RrglR6vlVth", team_name = "Data", till = null, username = "Olga.Xu" },
        { archived = false, id = "PRZG7VrfwCZw", lead = false, member_id = "wPvQOuG6tzHo", role = "Developer", since = "2025-07-31", team_id = "iX57Gjis7s0Q", team_name = "Core", till = null, username = "Umar.Urban" },
        { archived = false, id = "QO0Ibt6hTMad", lead = false, member_id = "gsOt89qCQTF9", role = "Analyst", since = "2025-04-15", team_id = "iX57Gjis7s0Q", team_name = "Core", till = null, username = "Rosa.Chen" },
        { archived = false, id = "VLXXArASh49K", lead = false, member_id = "WxXqMqONi0kn", role = "QA Engineer", since = "2023-02-13", team_id = "laN7plJ6pl5X", team_name = "Tools", till = null, username = "Rosa.Jovanovic" },
        { archived = false, id = "WAT3XG9Ld6tX", lead = false, member_id = "LTDUSuT9K321", role = "QA Engineer", since = "2027-01-05", team_id = "7RrglR6vlVth", team_name = "Data", till = null, username = "Zoe.Urban" },
        { archived = false, id = "XD2cXUIvsYd5", lead = true, member_id = "hngH4N1ICBhv", role = "Team Lead", since = "2024-03-12", team_id = "iX57Gjis7s0Q", team_name = "Core", till = null, username = "Ben.Zimmermann" },
        { archived = false, id = "YoEmIHzWSDZk", lead = false, member_id = "m9s6OZzkb9r2", role = "Team Lead", since = "2026-10-21", team_id = "JwxTkLIPP4c1", team_name = "Mobile", till = "2026-12-04", username = "Ximena.Weber" },
        { archived = false, id = "bJtOKR8h8Kt0", lead = false, member_id = "iJ7hDrGWiZxZ", role = "Team Lead", since = "2024-06-25", team_id = "7RrglR6vlVth", team_name = "Data", till = "2025-11-14", username = "Carmen.Weber" },
        { archived = false, id = "bQFrbINyToMt", lead = false, member_id = "VUgroCybMo1D", role = "Team Lead", since = "2023-02-26", team_id = "JwxTkLIPP4c1", team_name = "Mobile", till = null, username = "vendor1" },
        { archived = false, id = "dCHJz7AQy4CF", lead = false, member_id = "1qJq6AWtXxGj", role = "Analyst", since = "2025-11-02", team_id = "JwxTkLIPP4c1", team_name = "Mobile", till = null, username = "Tuva.Yilmaz" },
        { archived = false, id = "dbeRkwhmSU9A", lead = false, member_id = "ETYdpr8cS0fI", role = "Designer", since = "2023-04-04", team_id = "JwxTkLIPP4c1", team_name = "Mobile", till = null, username = "contractor7" },
        { archived = false, id = "eLl2ByEshn6e", lead = false, member_id = "RNfIUaevUeoI", role = "Team Lead", since = "2024-09-24", team_id = "iX57Gjis7s0Q", team_name = "Core", till = null, username = "Soren.Nakamura" },
        { archived = false, id = "eU6fbMvgcMaO", lead = false, member_id = "hngH4N1ICBhv", role = "Team Lead", since = "2026-07-26", team_id = "7RrglR6vlVth", team_name = "Data", till = null, username = "Ben.Zimmermann" },
        { archived = false, id = "fOsR3rMh4MZx", lead = false, member_id = "tU05H6Q4eqTh", role = "Designer", since = "2023-09-30", team_id = "eSSWVBX6JVbR", team_name = "Core Platform", till = null, username = "Elif.Ramos" },
        { archived = false, id = "hrEDZFf6xBNV", lead = false, member_id = "y39niY6FigHN", role = "Analyst", since = "2023-08-24", team_id = "laN7plJ6pl5X", team_name = "Tools", till = null, username = "umar.urban2" },
        { archived = false, id = "iyiNq6fHXQ4W", lead = false, member_id = "cw9B1JHz2zJy", role = "Developer", since = "2026-12-16", team_id = "iX57Gjis7s0Q", team_name = "Core", till = null, username = "Tuva.Adeyemi" },
        { archived = false, id = "j4IOujo3KLT0", lead = false, member_id = "1qlkHYiJj9Cy", role = "QA Engineer", since = "2024-04-05", team_id = "JwxTkLIPP4c1", team_name = "Mobile", till = null, username = "Contractor8" },
        { archived = false, id = "jvQND8n0Mqf7", lead = false, member_id = "dopU7f2J9wSu", role = "Designer", since = "2023-03-27", team_id = "JwxTkLIPP4c1", team_name = "Mobile", till = null, username = "Katarzyna.Virtanen" },
        { archived = false, id = "kXk7omja1Lzk", lead = true, member_id = "cw9B1JHz2zJy", role = "Team Lead", since = "2024-08-04", team_id = "7RrglR6vlVth", team_name = "Data", till = null, username = "Tuva.Adeyemi" },
        { archived = false, id = "kYLmwzy1GfJE", lead = false, member_id = "HHqjRXscRyts", role = "QA Engineer", since = "2023-02-24", team_id = "laN7plJ6pl5X", team_name = "Tools", till = null, username = "hiro.urban" },
        { archived = false, id = "khFR53yrEn9F", lead = false, member_id = "LRyo5fa0zgQj", role = "QA Engineer", since = "2023-06-20", team_id = "lz08HV7tihGb", team_name = "Tools", till = null, username = "julia.berg" },
        { archived = false, id = "lArAf3qpBwut", lead = true, member_id = "dopU7f2J9wSu", role = "Team Lead", since = null, team_id = "7RrglR6vlVth", team_name = "Data", till = null, username = "Katarzyna.Virtanen" },
        { archived = false, id = "m5AbsVdsxDHL", lead = false, member_id = "LmysI17C0ZfV", role = "Designer", since = "2024-08-08", team_id = "laN7plJ6pl5X", team_name = "Tools", till = null, username = "Mateo.Horvath" },
        { archived = false, id = "mwPxcjGJQRoS", lead = false, member_id = "y39niY6FigHN", role = "Team Lead", since = "2025-04-08", team_id = "7RrglR6vlVth", team_name = "Data", till = "2026-02-01", username = "umar.urban2" },
        { archived = false, id = "orkSkTQoz5hH", lead = false, member_id = "iJ7hDrGWiZxZ", role = "Team Lead", since = "2025-07-16", team_id = "laN7plJ6pl5X", team_name = "Tools", till = null, username = "Carmen.Weber" },
        { archived = false, id = "pAnwYEUiXmDd", lead = false, member_id = "k2grKZeW54Jl", role = "Team Lead", since = "2025-02-14", team_id = "laN7plJ6pl5X", team_name = "Tools", till = null, username = "Aino.Eriksen" },
        { archived = false, id = "pHIgF2iRFoaS", lead = false, member_id = "oQQQ3YS3U7QK", role = "QA Engineer", since = "2023-05-13", team_id = "iX57Gjis7s0Q", team_name = "Core", till = null, username = "Tuva.Virtanen" },
        { archived = false, id = "pxSnxlrJop8O", lead = false, member_id = "5KbIyAw0lNwo", role = "Team Lead", since = "2026-08-31", team_id = "iX57Gjis7s0Q", team_name = "Core", till = null, username = "Tuva.Obrien" },
        { archived = false, id = "q7Mc86bZJtaS", lead = false, member_id = "5MqNWE8YcSYD", role = "QA Engineer", since = "2025-12-21", team_id = "bONbrSPRL1I1", team_name = "Android", till = null, username = "Fatima.Ivanova" },
        { archived = false, id = "qTXMMCVT8HWv", lead = false, member_id = "8Q67zAFIsWXJ", role = "Designer", since = "2024-11-02", team_id = "eSSWVBX6JVbR", team_name = "Core Platform", till = null, username = "Carmen.Rossi" },
        { archived = false, id = "qWkqkWoOtWLi", lead = false, member_id = "xHxSm98XuJJI", role = "Analyst", since = "2026-10-27", team_id = "JwxTkLIPP4c1", team_name = "Mobile", till = null, username = "Soren.Moreau" },
        { archived = false, id = "qYzXagPdWsEM", lead = false, member_id = "qgct7kxrkYTS", role = "Team Lead", since = "2025-07-01", team_id = "laN7plJ6pl5X", team_name = "Tools", till = null, username = "Yusuf.Jansen" },
        { archived = false, id = "qm1FEshKcfKd", lead = false, member_id = "OJDQke76VVkG", role = "Developer", since = "2026-11-11", team_id = "7RrglR6vlVth", team_name = "Data", till = null, username = "Pavel.Ivanova" },
        { archived = false, id = "sMpPOiq1gef5", lead = true, member_id = "fgFe2ytNBqyq", role = "Team Lead", since = "2023-06-13", team_id = "bONbrSPRL1I1", team_name = "Android", till = null, username = "Greta.Quispe2" },
        { archived = false, id = "uoenu9ncdAoh", lead = false, member_id = "h6wyfsYXn2ut", role = "Developer", since = "2025-10-05", team_id = "7RrglR6vlVth", team_name = "Data", till = null, username = "elif.vogel" },
        { archived = false, id = "uw9CEH1YYHgW", lead = false, member_id = "1qJq6AWtXxGj", role = "Team Lead", since = "2026-10-07", team_id = "7RrglR6vlVth", team_name = "Data", till = "2027-02-13", username = "Tuva.Yilmaz" },
        { archived = false, id = "va8t8WXVbWoa", lead = true, member_id = "6bgjamKKZMCp", role = "Team Lead", since = "2023-09-17", team_id = "laN7plJ6pl5X", team_name = "Tools", till = null, username = "Greta.Quispe" },
        { archived = false, id = "w65HFL6tWbkW", lead = false, member_id = "LTDUSuT9K321", role = "Developer", since = "2026-12-31", team_id = "laN7plJ6pl5X", team_name = "Tools", till = null, username = "Zoe.Urban" },
        { archived = false, id = "wGIgNH5QVAMt", lead = true, member_id = "zMUTkTzNkj4z", role = "QA Engineer", since = null, team_id = "JwxTkLIPP4c1", team_name = "Mobile", till = null, username = "Emil.Berg" },
        { archived = false, id = "wMMCyHVfRsnu", lead = false, member_id = "HeDaHVzO83b9", role = "Analyst", since = "2026-02-15", team_id = "iX57Gjis7s0Q", team_name = "Core", till = null, username = "bruno.chen" },
        { archived = false, id = "wyH0yrUC0T6M", lead = false, member_id = "m9s6OZzkb9r2", role = "Designer", since = "2024-01-29", team_id = "7RrglR6vlVth", team_name = "Data", till = null, username = "Ximena.Weber" },
        { archived = false, id = "yhhvrYxoxMsz", lead = false, member_id = "6RUGkB9sQkYU", role = "Developer", since = "2025-09-23", team_id = "7RrglR6vlVth", team_name = "Data", till = "2026-01-28", username = "soren.costa" },
        { archived = false, id = "ywTtu7X5XCZD", lead = false, member_id = "OJDQke76VVkG", role = "Developer", since = "2025-03-18", team_id = "JwxTkLIPP4c1", team_name = "Mobile", till = null, username = "Pavel.Ivanova" },
        { archived = false, id = "zNM1U45rpvJN", lead = false, member_id = "VSjHl0leEG1T", role = "Team Lead", since = "2026-03-25", team_id = "JwxTkLIPP4c1", team_name = "Mobile", till = null, username = "deepa.adeyemi" },
      ]
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
      roles = [
        { code = "Application", id = "7f0aIEsAF6MI", name = "Example CI", permissions = ["Profile.View.Basic"], team_ids = [], type = "AUTHORIZABLE", usernames = [] },
        { code = "Anonymous", id = "8vAcqTpVBqQD", name = "Anonymous", permissions = [], team_ids = [], type = "ANONYMOUS", usernames = [] },
        { code = null, id = "Ej7M23JreQGw", name = "Auditor", permissions = ["Permissions.View", "Profile.Memberships.View", "Profile.View", "Profile.View.Basic", "Profile.ViewAllGuests", "Team.View"], team_ids = ["Vu0XdxjgZzzu"], type = "CUSTOM", usernames = [] },
        { code = "Member", id = "NHLnsDJ6XFaC", name = "Member", permissions = ["Profile.Memberships.View", "Profile.View", "Profile.View.Basic", "Project.Create", "Team.View"], team_ids = [], type = "PREDEFINED", usernames = ["Aino.Eriksen", "Aino.Ferrari", "Ben.Zimmermann", "Carmen.Rossi", "Carmen.Weber", "Elif.Ramos", "Emil.Berg", "Emil.Lindqvist", "Farid.Weber", "Fatima.Ivanova", "Greta.Quispe", "Greta.Quispe2", "Katarzyna.Virtanen", "Mateo.Horvath", "Olga.Xu", "Pavel.Ivanova", "Rosa.Chen", "Rosa.Jovanovic", "Soren.Moreau", "Soren.Nakamura", "Tuva.Adeyemi", "Tuva.Obrien", "Tuva.Virtanen", "Tuva.Yilmaz", "Umar.Urban", "Ximena.Weber", "Yusuf.Jansen", "Zoe.Urban", "ben.young", "bruno.chen", "deepa.adeyemi", "elif.ivanova", "elif.vogel", "farid.bauer", "fatima.petrov", "hiro.urban", "julia.berg", "mei.okafor", "soren.weber", "umar.urban2", "wanjiru.novak"] },
        { code = "SystemAdmin", id = "k5G19AVKJLiU", name = "System Administrator", permissions = ["Application.Create", "Permissions.View", "Profile.Edit", "Profile.Memberships.Edit", "Profile.Memberships.View", "Profile.View", "Profile.View.Basic", "Profile.ViewAllGuests", "Project.Create", "Project.View", "Superadmin", "Team.Edit", "Team.View"], team_ids = [], type = "PREDEFINED", usernames = ["Ben.Zimmermann"] },
        { code = "Guest", id = "xI1jK1sNqATs", name = "External user", permissions = ["Profile.View.Basic"], team_ids = [], type = "PREDEFINED", usernames = ["Contractor8", "Guest2", "contractor7", "guest1", "vendor1"] },
      ]
      total_count = 6
    }
  }

  mock_data "jetbrains_space_teams" {
    defaults = {
      teams = [
        { archived = false, description = "Engineering at Acme", external_id = "team-Engineering", id = "5fnhElppSQMj", lead_usernames = [], member_usernames = [], name = "Engineering", parent_id = null },
        { archived = false, description = "Data at Acme", external_id = "team-Data", id = "7RrglR6vlVth", lead_usernames = ["Emil.Lindqvist", "Farid.Weber", "Katarzyna.Virtanen", "Tuva.Adeyemi"], member_usernames = ["Ben.Zimmermann", "Carmen.Weber", "Emil.Lindqvist", "Farid.Weber", "Katarzyna.Virtanen", "Olga.Xu", "Pavel.Ivanova", "Tuva.Adeyemi", "Tuva.Virtanen", "Tuva.Yilmaz", "Ximena.Weber", "Zoe.Urban", "deepa.adeyemi", "elif.ivanova", "elif.vogel", "farid.bauer", "soren.costa", "umar.urban2"], name = "Data", parent_id = "5fnhElppSQMj" },
        { archived = false, description = "Mobile at Acme", external_id = "team-Mobile", id = "JwxTkLIPP4c1", lead_usernames = ["Emil.Berg", "Emil.Lindqvist"], member_usernames = ["Contractor8", "Emil.Berg", "Emil.Lindqvist", "Katarzyna.Virtanen", "Pavel.Ivanova", "Rosa.Chen", "Soren.Moreau", "Tuva.Obrien", "Tuva.Yilmaz", "Ximena.Weber", "ben.young", "contractor7", "deepa.adeyemi", "vendor1", "wanjiru.novak"], name = "Mobile", parent_id = "5fnhElppSQMj" },
        { archived = false, description = "Data Science at Acme", external_id = null, id = "Vu0XdxjgZzzu", lead_usernames = [], member_usernames = [], name = "Data Science", parent_id = "7RrglR6vlVth" },
        { archived = false, description = "Design at Acme", external_id = null, id = "WBfPhGCJ4SYT", lead_usernames = [], member_usernames = [], name = "Design", parent_id = null },
        { archived = false, description = "Android at Acme", external_id = null, id = "bONbrSPRL1I1", lead_usernames = ["Greta.Quispe2"], member_usernames = ["Fatima.Ivanova", "Greta.Quispe2", "mei.okafor"], name = "Android", parent_id = "JwxTkLIPP4c1" },
        { archived = false, description = "Core Platform at Acme", external_id = null, id = "eSSWVBX6JVbR", lead_usernames = ["Emil.Berg"], member_usernames = ["Carmen.Rossi", "Elif.Ramos", "Emil.Berg"], name = "Core Platform", parent_id = "iX57Gjis7s0Q" },
        { archived = false, description = "Core at Acme", external_id = "team-Core", id = "iX57Gjis7s0Q", lead_usernames = ["Ben.Zimmermann"], member_usernames = ["Ben.Zimmermann", "Rosa.Chen", "Soren.Moreau", "Soren.Nakamura", "Tuva.Adeyemi", "Tuva.Obrien", "Tuva.Virtanen", "Umar.Urban", "bruno.chen", "fatima.petrov", "soren.weber", "wanjiru.novak"], name = "Core", parent_id = "5fnhElppSQMj" },
        { archived = false, description = "Tools at Acme", external_id = null, id = "laN7plJ6pl5X", lead_usernames = ["Greta.Quispe"], member_usernames = ["Aino.Eriksen", "Carmen.Weber", "Greta.Quispe", "Mateo.Horvath", "Rosa.Jovanovic", "Yusuf.Jansen", "Zoe.Urban", "hiro.urban", "umar.urban2"], name = "Tools", parent_id = "iX57Gjis7s0Q" },
        { archived = false, description = "Tools at Acme", external_id = null, id = "lz08HV7tihGb", lead_usernames = ["Aino.Ferrari"], member_usernames = ["Aino.Ferrari", "Farid.Weber", "julia.berg"], name = "Tools", parent_id = "JwxTkLIPP4c1" },
      ]
      total_count = 10
    }
  }

  mock_data "jetbrains_teams" {
    defaults = {
      teams = [
        { assigned = 13, available = 1, id = "1042", name = "Core", people = 10, total = 14 },
        { assigned = 8, available = 2, id = "311", name = "Data", people = 7, total = 11 },
        { assigned = 13, available = 0, id = "98", name = "Mobile", people = 8, total = 15 },
      ]
    }
  }
}
