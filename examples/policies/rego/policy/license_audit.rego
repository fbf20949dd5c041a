# METADATA
# title: JetBrains license audits
# description: |
#   Evaluates the jetbrains_license_audit data sources and the check blocks of a
#   Terraform plan, as written by `terraform show -json`. Data sources that
#   Terraform read during the plan are only in prior_state. resource_changes and
#   planned_values do not contain them, so a rule that looks there would always
#   pass.
package main

# METADATA
# description: |
#   The verdict. If anything is denied, or if this policy was not loaded, it is
#   undefined, and `opa eval --fail` fails.
# entrypoint: true
pass if count(deny) == 0

# The audits of the root module. Walking through the values of all resources would
# take seconds for an organization with many licenses.
audits contains resource if {
	some resource in input.prior_state.values.root_module.resources
	is_audit(resource)
}

# The audits of all other modules.
audits contains resource if {
	walk(input.prior_state.values.root_module.child_modules, [path, resources])
	path[count(path) - 1] == "resources"
	not within_values(path)
	some resource in resources
	is_audit(resource)
}

is_audit(resource) if {
	resource.mode == "data"
	resource.type == "jetbrains_license_audit"
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

# An audit that cannot fail judges nothing: its rules only warn, or their limits
# are as high as all that they judge.
deny contains message if {
	some audit in audits
	not can_fail(audit)
	message := sprintf("%s has no rule that can fail: each one has severity = \"warning\" or a limit that nothing exceeds.", [audit.address])
}

can_fail(audit) if {
	some rule, result in audit.values.results
	result.severity == "error"
	exceedable(limits(audit, rule), result)
}

limits(audit, rule) := {name: limit |
	some name in ["max_findings", "max_percent"]
	limit := audit.values[rule][name]
	is_number(limit)
}

exceedable(limits, _) if count(limits) == 0

exceedable(limits, result) if limits.max_findings < result.out_of

exceedable(limits, _) if limits.max_percent < 100

# With an as_of in the past, nobody is inactive and nothing expires. The provider
# only warns.
deny contains message if {
	some audit in audits
	week := ((7 * 24) * 3600) * 1000000000
	time.parse_rfc3339_ns(audit.values.as_of) + week < time.parse_rfc3339_ns(input.timestamp)
	message := sprintf("%s judges an earlier day, because as_of is %s.", [audit.address, audit.values.as_of])
}

# An audit of some products or teams says nothing about the others. A gate for
# each team narrows its audits on purpose: to allow that, pass a data file with
# {"allow_narrowed_audits": true} (conftest test --data, opa eval --data).
deny contains message if {
	not data.allow_narrowed_audits == true
	some audit in audits
	some argument in ["product_codes", "team_ids"]
	not is_unset(audit, argument)
	message := sprintf("%s judges only a part of the licenses, because %s is set.", [audit.address, argument])
}

is_unset(audit, argument) if object.get(audit.values, argument, null) == null

deny contains message if {
	not data.allow_narrowed_audits == true
	some audit in audits
	not audit.values.summary.scope == "organization"
	message := sprintf("%s does not judge the whole organization, because the token belongs to a team.", [audit.address])
}

# Anybody can write a provider that has a data source of this name.
deny contains message if {
	some audit in audits
	not known(audit)
	message := sprintf("%s is not from a known provider, but from %s.", [audit.address, object.get(audit, "provider_name", "none")])
}

known(audit) if audit.provider_name in known_providers

# If you install the provider from a registry of your own, add its address.
known_providers := {
	"registry.opentofu.org/terraform-jetbrains/jetbrains",
	"registry.terraform.io/terraform-jetbrains/jetbrains",
}

# The environment may name a proxy, but a configuration that names another server
# could be reading anything. If yours must, pass {"allow_account_url": true}.
deny contains message if {
	not data.allow_account_url == true
	some key, provider in input.configuration.provider_config
	provider.full_name in known_providers
	provider.expressions.account_url
	message := sprintf("The provider block %s reads another server, because account_url is set.", [key])
}

# With count = 0 or an empty for_each, an audit has no result.
deny contains message if {
	some address in ((configured - evaluated) - deferred)
	message := sprintf("%s has no result. Its count is 0, its for_each is empty, or the plan leaves it out.", [address])
}

# Addresses of the audits in the configuration, which have no keys. The path to a
# resource inside modules is module_calls, name, module, ..., resources, number.
configured contains address if {
	walk(input.configuration.root_module, [path, resource])
	path[count(path) - 2] == "resources"
	is_audit(resource)
	modules := [sprintf("module.%s.", [name]) |
		some i, name in path
		i % 3 == 1
		i < count(path) - 2
	]
	address := concat("", array.concat(modules, [resource.address]))
}

evaluated contains without_keys(audit.address) if some audit in audits

without_keys(address) := regex.replace(address, `\[([0-9]+|"(\\.|[^"\\])*")\]`, "")

# An audit that Terraform defers to apply has no result yet.
deny contains message if {
	some change in deferrals
	message := sprintf("Terraform reads %s only during apply. Its arguments must be known during the plan.", [change.address])
}

deferrals contains change if {
	some change in input.resource_changes
	is_audit(change)
}

deferred contains without_keys(change.address) if some change in deferrals

# A plan with errors, or one that -target limits, may lack other audits, or hold
# their results of an earlier apply. OpenTofu, and Terraform before 1.8, do not say
# whether a plan is complete: there, do not use -target, and keep a check of the
# audit, whose status is then unknown.
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

# Exempt people are in no finding, so a reviewer must see who is never judged.
warn contains message if {
	some audit in audits
	some exemption in audit.values.exempted
	exemption.until == "never"
	message := sprintf("%s: %s: an exemption for %s never ends.", [audit.address, exemption.rule, person(exemption)])
}

# An audit that identifies people by license names nobody.
person(exemption) := exemption.email if is_string(exemption.email)

else := "a person"

# A failed check is only a warning to Terraform. This rule denies checks that
# fail, have errors, or could not be evaluated.
deny contains message if {
	some check in input.checks
	not check.status == "pass"
	message := sprintf("%s: %s", [check.address.to_display, concat(" ", problems(check))])
}

problems(check) := messages if {
	messages := {problem.message |
		some instance in check.instances
		some problem in instance.problems
	}
	count(messages) > 0
} else := {sprintf("status %s", [check.status])}
