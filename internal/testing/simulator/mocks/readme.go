package mocks

const readme = `# Mocks of the jetbrains provider

Written by ` + "`jetbrains-simulator -mocks`" + `: what the provider returns for a made-up organization, for tests of policies that run without a server, a token and a network. Every person, license and address in it is made up. The same command writes the same bytes.

| set | the organization |
|---|---|
| ` + "`findings/`" + ` | people who left, outsiders, idle and overlapping licenses: the audit fails |
| ` + "`clean/`" + ` | the same company without any of it: the audit passes |

| file of a set | for | how to use it |
|---|---|---|
| ` + "`" + terraformFile + "`" + ` | Terraform 1.7 and later | ` + "`mock_provider \"jetbrains\" { source = \"./mocks/findings\" }`" + ` in the test file |
| ` + "`" + openTofuFile + "`" + ` | OpenTofu 1.8 and later | a ` + "`mock_provider`" + ` block: put it in front of the ` + "`run`" + ` blocks of the test file. OpenTofu knows no ` + "`source`" + ` |
| ` + "`jetbrains_*.json`" + ` | both | the result of each data source, with its rows, for modules that take plain variables: ` + "`jsondecode(file(\"./mocks/findings/jetbrains_products.json\")).products`" + ` in the ` + "`variables`" + ` of a run |

Paths are relative to the directory in which the tests run.

A mock is one result for each data source, whatever its arguments are in the configuration. These are the arguments with which the results were read; all other data sources were read without any:

| data source | arguments |
|---|---|
| ` + "`jetbrains_license_audit`" + ` | ` + "`as_of`" + ` (the time of ` + "`-now`" + `), ` + "`inactive_days = 90`, `expiring_days = 30`, `allowed_email_domains = [\"acme.example\", \"*.acme.example\"]`, `min_available = { II = 1 }`, `directory_emails`" + ` (the company's employees), ` + "`expected_entitlements`" + ` (for IntelliJ IDEA: its holders; in findings, a new colleague in place of one of them) |
| ` + "`jetbrains_license_costs`" + ` | ` + "`as_of`" + ` as above, ` + "`inactive_days = 90`, `monthly_prices`" + ` (77.9 for ALL, 59.9 for II, 24.9 for PC, 15.9 for WS, 10 for AIP, 19.9 for others) |
| ` + "`jetbrains_licensed_user`, `jetbrains_license`" + ` | the first person, and their first license |
| ` + "`jetbrains_space_member`, `jetbrains_space_member_permissions`" + ` | the first member who is not external; the permissions ` + "`Profile.View` and `Team.View`" + ` |

What Terraform takes no value for, a list of objects, is left out of ` + "`" + terraformFile + "`" + ` and is an empty list in a test. OpenTofu's file has it.
`
