package main_test

import data.main

finding(severity) := {
	"rule": "external", "severity": severity, "email": "contractor7@evil.example",
	"message": "contractor7@evil.example has an address outside the allowed domains.",
}

audit(values) := {
	"address": "data.jetbrains_license_audit.company", "mode": "data",
	"type": "jetbrains_license_audit", "name": "company",
	"values": values,
}

plan(resources) := {"prior_state": {"values": {"root_module": {"resources": resources}}}}

good := {
	"passed": true, "findings": [], "summary": {"licenses": 3},
	"results": {"external": {"severity": "error", "passed": true, "count": 0}},
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
	empty := object.union(good, {"summary": {"licenses": 0}})
	main.deny == {"data.jetbrains_license_audit.company judged no licenses."} with input as plan([audit(empty)])
}

test_a_missing_verdict_is_denied if {
	not main.pass with input as plan([audit(object.union(good, {"passed": null}))])
	not main.pass with input as plan([audit(object.remove(good, ["passed"]))])
	not main.pass with input as plan([audit(object.remove(good, ["summary"]))])
	not main.pass with input as plan([audit(object.remove(good, ["results"]))])
}

test_an_audit_that_cannot_fail_is_denied if {
	tame := object.union(good, {"results": {"external": {"severity": "warning", "passed": false, "count": 2}}})
	main.deny == {"data.jetbrains_license_audit.company has no rule that can fail: each one has severity = \"warning\"."} with input as plan([audit(tame)])
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
	main.deny == {"Terraform reads data.jetbrains_license_audit.later only during apply. Its arguments must be known during the plan."} with input as waiting
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
