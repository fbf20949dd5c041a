package mocks

const readme = `# Mocks of the jetbrains provider

Written by ` + "`jetbrains-simulator -mocks`" + `, these files contain what the provider returns for a simulated organization. Use them to test policies without a server, a token, or a network. Every person, license, and address is fictional. The same command always writes the same bytes.

| set | the organization |
|---|---|
| ` + "`findings/`" + ` | people who left, external people, and unused and overlapping licenses; the audit fails |
| ` + "`clean/`" + ` | the same company without any of these; the audit passes |

| file of a set | for | how to use it |
|---|---|---|
| ` + "`" + terraformFile + "`" + ` | Terraform 1.7 and later | ` + "`mock_provider \"jetbrains\" { source = \"./mocks/findings\" }`" + ` in the test file |
| ` + "`" + openTofuFile + "`" + ` | OpenTofu 1.8 and later | a ` + "`mock_provider`" + ` block to put before the ` + "`run`" + ` blocks of the test file, because OpenTofu does not support ` + "`source`" + ` |
| ` + "`jetbrains_*.json`" + ` | both | the result of each data source, with its rows, for modules that take plain variables: use ` + "`jsondecode(file(\"./mocks/findings/jetbrains_seats.json\")).seats`" + ` in the ` + "`variables`" + ` of a ` + "`run`" + ` block |

Paths are relative to the directory where the tests run.

**A mock ignores the arguments.** It has one result for each data source, whatever the configuration asks for: a policy that allows another domain, or that compares a different number of days, gets the same answer. Test what your policy does with an answer here, and which question it asks against the simulator.

The results were read with these arguments; all other data sources were read without arguments:

| data source | arguments |
|---|---|
| ` + "`jetbrains_license_audit`" + ` | ` + "`as_of`" + ` (the time of ` + "`-now`" + `), and all rules: ` + "`days = 90`" + ` for ` + "`inactive`" + ` and ` + "`unused`" + `, ` + "`days = 30`" + ` for ` + "`expiring`" + `, ` + "`allowed_email_domains = [\"acme.example\", \"*.acme.example\"]`" + `, ` + "`min_available = { II = 1 }`" + `, ` + "`directory_emails`" + ` (the employees), ` + "`leaving_dates`" + ` (of ` + "`leaver1@acme.example`" + `, a month earlier), ` + "`expected`" + ` (for IntelliJ IDEA: who may use it; in findings, a new colleague in place of one of them), ` + "`prices`" + ` (as below; in clean, 199 for ALL), ` + "`product_codes`" + ` of ` + "`discontinued`" + ` (PC; in clean, AC) |
| ` + "`jetbrains_seats`" + ` | ` + "`as_of`" + ` as above, ` + "`inactive_days = 90`" + `, ` + "`prices`" + ` (77.9 for ALL, 59.9 for II, 24.9 for PC, 15.9 for WS, 10 for AIP, 19.9 for others) |
| ` + "`jetbrains_licensed_user`, `jetbrains_license`" + ` | the first person, and their first license |
| ` + "`jetbrains_space_member`, `jetbrains_space_member_permissions`" + ` | the first member who is not external; the permissions ` + "`Profile.View` and `Team.View`" + ` |

Terraform mocks accept no value for a list of objects, so ` + "`" + terraformFile + "`" + ` leaves such lists out, and they are empty in a test. OpenTofu's file has them. The ` + "`results`" + ` of the audit are a map, which both files have.
`
