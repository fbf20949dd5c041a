# METADATA
# title: JetBrains license audits
# description: |
#   Judges the jetbrains_license_audit data sources and the check blocks of a
#   Terraform plan, as `terraform show -json` writes it. Data sources that
#   Terraform read during the plan are in prior_state only. resource_changes and
#   planned_values do not contain them: a rule over these would pass.
package main

# The one verdict: undefined, and so a failure of `opa eval --fail`, where
# anything is denied or this policy was not loaded.
pass if count(deny) == 0

audits contains audit if {
	some audit in data_sources
	audit.type == "jetbrains_license_audit"
}

# The data sources of the root module and of all modules below it.
data_sources contains resource if {
	walk(input.prior_state.values.root_module, [path, resources])
	path[count(path) - 1] == "resources"
	not within_values(path)
	some resource in resources
	resource.mode == "data"
}

# An attribute of some resource may be called "resources" too.
within_values(path) if "values" in path

# A plan without an audit must not pass.
deny contains "The plan holds no result of a jetbrains_license_audit: nothing was judged." if {
	count(audits) == 0
}

deny contains message if {
	some audit in audits
	not judged_something(audit)
	message := sprintf("%s judged no license.", [audit.address])
}

judged_something(audit) if audit.values.summary.licenses > 0

# An audit that waits for the apply has no result yet.
deny contains message if {
	some change in input.resource_changes
	change.mode == "data"
	change.type == "jetbrains_license_audit"
	message := sprintf("%s is read only when the plan is applied: its arguments must be known while planning.", [change.address])
}

# Absent or null is not passed.
deny contains message if {
	some audit in audits
	not audit.values.passed == true
	message := sprintf("%s did not pass.", [audit.address])
}

deny contains message if {
	some audit in audits
	some finding in audit.values.findings
	finding.severity == "error"
	message := sprintf("%s: %s: %s", [audit.address, finding.rule, finding.message])
}

warn contains message if {
	some audit in audits
	some finding in audit.values.findings
	finding.severity == "warning"
	message := sprintf("%s: %s: %s", [audit.address, finding.rule, finding.message])
}

# Checks are only warnings to Terraform. Here one that fails, errs or could not
# be evaluated is denied.
deny contains message if {
	some check in input.checks
	not check.status == "pass"
	message := sprintf("%s: %s", [check.address.to_display, concat(" ", problems(check))])
}

problems(check) := messages if {
	messages := {problem.message | some problem in check.instances[_].problems}
	count(messages) > 0
} else := {sprintf("status %s", [check.status])}
