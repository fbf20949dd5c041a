# METADATA
# title: JetBrains license audits
# description: |
#   Evaluates the jetbrains_license_audit data sources and the check blocks of a
#   Terraform plan, as written by `terraform show -json`. Data sources that
#   Terraform read during the plan are only in prior_state. resource_changes and
#   planned_values do not contain them, so a rule that looks there would always
#   pass.
package main

# The verdict. If anything is denied, or if this policy was not loaded, it is
# undefined, and `opa eval --fail` fails.
pass if count(deny) == 0

audits contains audit if {
	some audit in data_sources
	audit.type == "jetbrains_license_audit"
}

# The data sources of the root module and all of its descendants.
data_sources contains resource if {
	walk(input.prior_state.values.root_module, [path, resources])
	path[count(path) - 1] == "resources"
	not within_values(path)
	some resource in resources
	resource.mode == "data"
}

# A resource may also have an attribute called "resources".
within_values(path) if "values" in path

# A plan without an audit must not pass.
deny contains "The plan contains no result of a jetbrains_license_audit, so nothing was audited." if {
	count(audits) == 0
}

deny contains message if {
	some audit in audits
	not audited_something(audit)
	message := sprintf("%s judged no licenses.", [audit.address])
}

audited_something(audit) if audit.values.summary.licenses > 0

# An audit whose rules only warn can never fail.
deny contains message if {
	some audit in audits
	not can_fail(audit)
	message := sprintf("%s has no rule that can fail: each one has severity = \"warning\".", [audit.address])
}

can_fail(audit) if {
	some result in audit.values.results
	result.severity == "error"
}

# An audit of some products or teams says nothing about the others. A gate for
# each team narrows its audits on purpose: to allow that, pass a data file with
# {"allow_narrowed_audits": true} (conftest test --data, opa eval --data).
deny contains message if {
	some audit in audits
	not data.allow_narrowed_audits == true
	some argument in ["product_codes", "team_ids"]
	not is_unset(audit, argument)
	message := sprintf("%s judges only a part of the licenses, because %s is set.", [audit.address, argument])
}

is_unset(audit, argument) if object.get(audit.values, argument, null) == null

# An audit that Terraform defers to apply has no result yet.
deny contains message if {
	some change in input.resource_changes
	change.mode == "data"
	change.type == "jetbrains_license_audit"
	message := sprintf("Terraform reads %s only during apply. Its arguments must be known during the plan.", [change.address])
}

# A plan with errors, or one that -target limits, may lack other audits. Before
# 1.8, Terraform does not say whether a plan is complete.
deny contains "The plan has errors, so it may lack an audit." if input.errored == true

deny contains "The plan is incomplete, so it may lack an audit. Plan without -target." if {
	input.complete == false
	not input.errored == true
}

# An absent or null value does not pass.
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

# A failed check is only a warning to Terraform. This rule denies checks that
# fail, have errors, or could not be evaluated.
deny contains message if {
	some check in input.checks
	not check.status == "pass"
	message := sprintf("%s: %s", [check.address.to_display, concat(" ", problems(check))])
}

problems(check) := messages if {
	messages := {problem.message | some problem in check.instances[_].problems}
	count(messages) > 0
} else := {sprintf("status %s", [check.status])}
