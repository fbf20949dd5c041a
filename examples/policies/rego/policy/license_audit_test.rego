package main_test

import data.main

finding(severity) := {
	"rule": "external", "severity": severity, "email": "contractor7@evil.example",
	"message": "contractor7@evil.example has an address outside the allowed domains.",
}

audit(values) := {
	"address": "data.jetbrains_license_audit.company", "mode": "data",
	"type": "jetbrains_license_audit", "name": "company",
	"provider_name": "registry.terraform.io/terraform-jetbrains/jetbrains",
	"values": values,
}

plan(resources) := {"prior_state": {"values": {"root_module": {"resources": resources}}}}

good := {
	"passed": true, "findings": [], "summary": {"licenses": 3, "scope": "organization"},
	"results": {"external": {"severity": "error", "passed": true, "count": 0, "out_of": 3}},
	"product_codes": null, "team_ids": null,
}

test_an_audit_that_passed_is_accepted if {
	main.pass with input as plan([audit(good)])
	count(main.deny) == 0 with input as plan([audit(good)])
}

test_findings_are_named if {
	bad := object.union(good, {"passed": false, "findings": [finding("error")]})
	main.deny == {
		"data.jetbrains_license_audit.company did not pass.",
		"data.jetbrains_license_audit.company: external: contractor7@evil.example has an address outside the allowed domains.",
	} with input as plan([audit(bad)])
	not main.pass with input as plan([audit(bad)])
}

test_warnings_do_not_deny if {
	warned := object.union(good, {"findings": [finding("warning")]})
	main.pass with input as plan([audit(warned)])
	count(main.warn) == 1 with input as plan([audit(warned)])
}

test_an_audit_in_a_module_is_found if {
	bad := object.union(good, {"passed": false})
	nested := {"prior_state": {"values": {"root_module": {"child_modules": [{
		"address": "module.a",
		"child_modules": [{"address": "module.a.module.b", "resources": [audit(bad)]}],
	}]}}}}
	"data.jetbrains_license_audit.company did not pass." in main.deny with input as nested
}

test_an_empty_plan_is_denied if {
	message := {"The plan contains no result of a jetbrains_license_audit, so nothing was audited."}
	main.deny == message with input as {}
	main.deny == message with input as {"prior_state": {}}
	main.deny == message with input as plan([])
}

test_nothing_else_counts_as_an_audit if {
	message := {"The plan contains no result of a jetbrains_license_audit, so nothing was audited."}
	other := object.union(audit(good), {"type": "jetbrains_teams"})
	managed := object.union(audit(good), {"mode": "managed"})
	main.deny == message with input as plan([other, managed])
}

test_an_attribute_called_resources_is_no_audit if {
	trick := {
		"address": "data.other.x", "mode": "data", "type": "other",
		"values": {"resources": [audit(good)]},
	}
	not main.pass with input as plan([trick])
}

test_an_audit_of_nothing_is_denied if {
	empty := object.union(good, {"summary": {"licenses": 0, "scope": "organization"}})
	main.deny == {"data.jetbrains_license_audit.company judged no licenses."} with input as plan([audit(empty)])
}

test_a_missing_verdict_is_denied if {
	not main.pass with input as plan([audit(object.union(good, {"passed": null}))])
	not main.pass with input as plan([audit(object.remove(good, ["passed"]))])
	not main.pass with input as plan([audit(object.remove(good, ["summary"]))])
	not main.pass with input as plan([audit(object.remove(good, ["results"]))])
}

cannot_fail := {"data.jetbrains_license_audit.company has no rule that can fail: each one has severity = \"warning\" or a limit that nothing exceeds."}

test_an_audit_of_warnings_is_denied if {
	tame := object.union(good, {"results": {"external": {"severity": "warning", "passed": false, "count": 2, "out_of": 3}}})
	main.deny == cannot_fail with input as plan([audit(tame)])
}

limited(findings, percent) := plan([audit(object.union(good, {"external": {"max_findings": findings, "max_percent": percent}}))])

test_a_limit_that_nothing_exceeds_is_denied if {
	main.deny == cannot_fail with input as limited(null, 100)
	main.deny == cannot_fail with input as limited(3, null)
	main.deny == cannot_fail with input as limited(3, 100)
	main.pass with input as limited(null, null)
	main.pass with input as limited(null, 99)
	main.pass with input as limited(2, null)
	main.pass with input as limited(2, 100)
	main.pass with input as limited(0, null)
	main.pass with input as limited(3, 0)
}

test_an_audit_of_an_earlier_day_is_denied if {
	now := {"timestamp": "2026-11-21T12:00:00Z"}
	earlier := object.union(good, {"as_of": "2026-11-14T11:59:59Z"})
	message := {"data.jetbrains_license_audit.company judges an earlier day, because as_of is 2026-11-14T11:59:59Z."}
	main.deny == message with input as object.union(plan([audit(earlier)]), now)
	main.pass with input as object.union(plan([audit(object.union(good, {"as_of": "2026-11-14T12:00:00Z"}))]), now)
	main.pass with input as object.union(plan([audit(object.union(good, {"as_of": null}))]), now)
}

test_the_audit_of_a_team_token_is_denied if {
	team := object.union(good, {"summary": {"licenses": 3, "scope": "team"}})
	message := {"data.jetbrains_license_audit.company does not judge the whole organization, because the token belongs to a team."}
	main.deny == message with input as plan([audit(team)])
	main.pass with input as plan([audit(team)]) with data.allow_narrowed_audits as true
}

test_an_audit_of_another_provider_is_denied if {
	fake := object.union(audit(good), {"provider_name": "registry.terraform.io/acme/jetbrains"})
	main.deny == {"data.jetbrains_license_audit.company is not from a known provider, but from registry.terraform.io/acme/jetbrains."} with input as plan([fake])
	not main.pass with input as plan([object.remove(audit(good), ["provider_name"])])
	main.pass with input as plan([object.union(audit(good), {"provider_name": "registry.opentofu.org/terraform-jetbrains/jetbrains"})])
}

provider(key, expressions) := object.union(plan([audit(good)]), {"configuration": {"provider_config": {key: {
	"name": "jetbrains", "full_name": "registry.terraform.io/terraform-jetbrains/jetbrains",
	"expressions": expressions,
}}}})

test_another_server_is_denied if {
	main.pass with input as provider("jetbrains", {"account_url": {"references": ["var.url"]}}) with data.allow_account_url as true
	main.pass with input as provider("jetbrains", {"require_scope": {"constant_value": "organization"}})
	every key in ["jetbrains", "module.a:jetbrains"] {
		message := {sprintf("The provider block %s reads another server, because account_url is set.", [key])}
		main.deny == message with input as provider(key, {"account_url": {"constant_value": "https://evil.example"}})
		main.deny == message with input as provider(key, {"account_url": {"references": ["var.url"]}})
	}
}

# A configuration with an audit in the root module and one in a module of a module.
configured(name) := {"configuration": {"root_module": {
	"resources": [{"address": "data.jetbrains_license_audit.company", "mode": "data", "type": "jetbrains_license_audit"}],
	"module_calls": {"a": {"module": {"module_calls": {"b": {"module": {"resources": [
		{"address": sprintf("data.jetbrains_license_audit.%s", [name]), "mode": "data", "type": "jetbrains_license_audit"},
		{"address": "data.jetbrains_teams.all", "mode": "data", "type": "jetbrains_teams"},
	]}}}}}},
}}}

test_an_audit_without_a_result_is_denied if {
	address := "module.a.module.b.data.jetbrains_license_audit.team"
	message := {sprintf("%s has no result. Its count is 0, its for_each is empty, or the plan leaves it out.", [address])}
	main.deny == message with input as object.union(plan([audit(good)]), configured("team"))
}

test_an_audit_with_keys_has_a_result if {
	keyed := object.union(audit(good), {"address": `module.a["x[\"]."].module.b[0].data.jetbrains_license_audit.team["1]2"]`})
	main.pass with input as object.union(plan([audit(good), keyed]), configured("team"))
}

test_an_exemption_that_never_ends_is_a_warning if {
	exempted := {"exempted": [
		{"email": "jane.doe@acme.example", "rule": "inactive", "until": "never", "reason": "on leave"},
		{"email": null, "rule": "trial", "until": "never", "reason": null},
		{"email": "john.doe@acme.example", "rule": "inactive", "until": "2027-01-31", "reason": null},
	]}
	main.warn == {
		"data.jetbrains_license_audit.company: inactive: an exemption for jane.doe@acme.example never ends.",
		"data.jetbrains_license_audit.company: trial: an exemption for a person never ends.",
	} with input as plan([audit(object.union(good, exempted))])
}

test_a_narrowed_audit_is_denied if {
	narrowed := object.union(good, {"team_ids": ["12"]})
	main.deny == {"data.jetbrains_license_audit.company judges only a part of the licenses, because team_ids is set."} with input as plan([audit(narrowed)])
	main.pass with input as plan([audit(narrowed)]) with data.allow_narrowed_audits as true
}

test_an_audit_that_waits_for_the_apply_is_denied if {
	waiting := object.union(plan([audit(good)]), {"resource_changes": [{
		"address": "data.jetbrains_license_audit.later", "mode": "data",
		"type": "jetbrains_license_audit", "change": {"actions": ["read"]},
	}]})
	message := {"Terraform reads data.jetbrains_license_audit.later only during apply. Its arguments must be known during the plan."}
	main.deny == message with input as waiting
	later := {"address": "data.jetbrains_license_audit.later", "mode": "data", "type": "jetbrains_license_audit"}
	main.deny == message with input as object.union(waiting, {"configuration": {"root_module": {"resources": [later]}}})
}

test_a_plan_with_errors_is_denied if {
	failed := object.union(plan([audit(good)]), {"errored": true, "complete": false})
	main.deny == {"The plan has errors, so it may lack an audit."} with input as failed
}

test_an_incomplete_plan_is_denied if {
	targeted := object.union(plan([audit(good)]), {"errored": false, "complete": false})
	main.deny == {"The plan is incomplete, so it may lack an audit. Plan without -target."} with input as targeted
	main.pass with input as object.union(plan([audit(good)]), {"errored": false, "complete": true})
}

test_other_changes_are_not_denied if {
	changes := [
		{"address": "data.other.later", "mode": "data", "type": "other", "change": {"actions": ["read"]}},
		{"address": "other.x", "mode": "managed", "type": "other", "change": {"actions": ["update"]}},
	]
	main.pass with input as object.union(plan([audit(good)]), {"resource_changes": changes})
}

check(status, problems) := object.union(plan([audit(good)]), {"checks": [{
	"address": {"kind": "check", "name": "seats_left", "to_display": "check.seats_left"},
	"status": status,
	"instances": [{"address": {"to_display": "check.seats_left"}, "status": status, "problems": problems}],
}]})

test_a_failed_check_is_denied if {
	main.pass with input as check("pass", [])
	main.deny == {"check.seats_left: No seat is left."} with input as check("fail", [{"message": "No seat is left."}])
	main.deny == {"check.seats_left: status unknown"} with input as check("unknown", [])
	main.deny == {"check.seats_left: status error"} with input as check("error", [])
}
