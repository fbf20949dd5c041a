package rules_test

import "github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit/rules"

// With 90 days at 2026-11-21, the limit is 2026-08-23; the grace period of 30
// days began on 2026-10-22.
var _ = register("inactive", ruleTests{
	object: object{"days": 90},
	meaning: []ruleCase{
		{name: "who was last seen on the limit", on: on(license("A", "II", heldBy(ada), seen("2026-08-23")), license("B", "II", heldBy(bo), seen("2026-08-23T00:00:01Z"))), finds: []string{ada}},
		{name: "who was never seen and assigned on the limit", on: on(license("A", "II", heldBy(ada), assigned("2026-08-23")), license("B", "II", heldBy(bo), assigned("2026-08-23T00:00:01Z"))), finds: []string{ada}},
		{name: "who has no date at all", on: on(license("A", "II", heldBy(ada))), finds: []string{ada}},
		{name: "no one in the grace period", object: object{"days": 10}, on: on(
			license("A", "II", heldBy(ada), seen("2026-10-22T01:00:00Z"), assigned("2026-10-22T00:00:01Z")), license("B", "II", heldBy(bo), seen("2026-10-22T01:00:00Z"), assigned("2026-10-22")),
		), finds: []string{bo}},
		{name: "no one in another grace period", object: object{"days": 10, "grace_days": 40}, on: on(license("A", "II", heldBy(ada), seen("2026-10-22"), assigned("2026-10-22"))), finds: nil},
		{name: "without a grace period", object: object{"days": 0, "grace_days": 0}, on: on(license("A", "II", heldBy(ada), seen("2026-11-21"), assigned("2026-11-21"))), finds: []string{ada}},
		{name: "by the newest dates of all licenses", on: on(
			license("A", "II", heldBy(ada), seen("2026-01-01")), license("B", "WS", heldBy(ada), seen("2026-11-01")),
			license("C", "II", heldBy(bo), seen("2026-01-01"), assigned("2025-01-01")), license("D", "WS", heldBy(bo), assigned("2026-11-01")),
			license("E", "II", heldBy(cy), seen("2026-01-01")), license("F", "WS", heldBy(cy), seen("2026-02-01")),
		), finds: []string{cy}},
		{name: "by the whole reading, whatever the filters choose", set: products("WS"), on: on(
			license("A", "WS", heldBy(ada), seen("2026-01-01")), license("B", "II", heldBy(ada), seen("2026-11-01")), license("C", "WS", heldBy(bo), seen("2026-01-01")), license("D", "II", heldBy(cy), seen("2026-01-01")),
		), finds: []string{bo}},
		{name: "in one team nobody who works in another", set: teams("7"), on: on(
			license("A", "II", heldBy(ada), inTeam("7", "Core"), seen("2026-01-01")), license("B", "II", heldBy(ada), inTeam("8", "Web"), seen("2026-11-01")), license("C", "II", heldBy(bo), inTeam("7", "Core")),
		), finds: []string{bo}},
		{name: "only who has a license that is active and no trial", on: on(
			license("A", "II", heldBy(ada), isOut), license("B", "II", heldBy(ada), expired), license("C", "II", heldBy(ada), isTrial), license("D", "II", heldBy(bo), isOut), license("E", "II", heldBy(bo)),
		), finds: []string{bo}},
		{name: "the active license may be one that the filters leave out", set: products("WS"), on: on(license("A", "WS", heldBy(ada), isOut), license("B", "II", heldBy(ada))), finds: []string{ada}},
		{name: "dates of suspended, expired and trial licenses count", on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(ada), isOut, seen("2026-11-01")), license("C", "II", heldBy(bo)), license("D", "II", heldBy(bo), isTrial, seen("2026-11-01"))), finds: nil},
		{name: "who has a perpetual fallback only", on: on(license("A", "II", heldBy(ada), perpetual)), finds: []string{ada}},
		{name: "who has an offline code", on: on(license("A", "II", heldBy(ada), offline)), finds: []string{ada}},
		{name: "a last-seen of an earlier holder is none", object: object{"days": 30, "grace_days": 0}, on: on(license("A", "II", heldBy(ada), seen("2026-10-21"), assigned("2026-10-23")), license("B", "II", heldBy(bo), seen("2026-10-21"), assigned("2026-10-22"))), finds: []string{bo}},
		{name: "a date up to a day after the read is the read", object: object{"days": 0, "grace_days": 0}, on: on(license("A", "II", heldBy(ada), seen("2026-11-22")), license("B", "II", heldBy(bo), seen("2026-11-22T00:00:01Z"))), finds: []string{ada}},
		{name: "no one with a date in the future", on: on(license("A", "II", heldBy(ada), seen("2026-01-01"), assigned("2027-01-01")), license("B", "II", heldBy(bo), seen("2026-01-01")), license("C", "WS", heldBy(bo), isOut, seen("2027-01-01")), license("D", "WS", heldBy(bo))), finds: nil},
		{name: "as of a later day", set: asOf("2027-02-01"), on: on(license("A", "II", heldBy(ada), seen("2026-11-01"))), finds: []string{ada}},
		{name: "as of an earlier day", set: asOf("2026-03-01"), on: on(license("A", "II", heldBy(ada), seen("2026-01-01"))), finds: nil},
		{name: "no servers, keys, and free seats", on: on(license("A", "II", onServer), license("B", "II", onKey), license("C", "II")), finds: nil},
	},
	sentence: []ruleCase{
		{name: "last seen", on: on(license("A", "II", heldBy(ada), named("Ada"), seen("2026-05-01T23:59:59Z")), license("B", "WS", heldBy(ada))),
			says: []string{"Ada (ada@acme.example) holds IntelliJ IDEA Ultimate (II), WebStorm (WS) and is inactive: last seen 2026-05-01, limit 90 days."}},
		{name: "never seen", object: object{"days": 1}, on: on(license("A", "II", heldBy(ada), named("A***"), assigned("2026-05-01"))),
			says: []string{"ada@acme.example holds IntelliJ IDEA Ultimate (II) and is inactive: never seen, last assigned 2026-05-01, limit 1 day."}},
		{name: "no date", on: on(license("A", "ZZ", heldBy(ada), offline)),
			says: []string{"ada@acme.example holds ZZ and is inactive: never seen, assignment date unknown, limit 90 days (an offline activation code was generated, so use might not be visible)."}},
		{name: "with a team's token", set: teamToken, on: on(license("A", "II", heldBy(ada), offline), license("B", "II", heldBy(ada))),
			says: []string{"ada@acme.example holds IntelliJ IDEA Ultimate (II) and is inactive on the licenses of the token's team: never seen, assignment date unknown, limit 90 days (an offline activation code was generated, so use might not be visible)."}},
		{name: "by license", set: byLicense, on: on(license("A", "II", heldBy(ada), named("Ada"), seen("2026-05-01"))),
			says: []string{"The holder of license A for IntelliJ IDEA Ultimate (II) is inactive: last seen 2026-05-01, limit 90 days."}},
	},
	percentage: []ruleCase{
		{name: "of the people who hold judged licenses", on: on(license("A", "II", heldBy(ada)), license("B", "WS", heldBy(ada)), license("C", "II", heldBy(bo), isOut), license("D", "II", heldBy(cy), seen("2026-11-01")), license("E", "II", onServer), license("F", "GO", heldBy(eve))),
			set: products("II", "WS"), count: 1, outOf: 3},
		{name: "exempt people are in neither number", on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(bo)), license("C", "II", heldBy(cy), seen("2026-11-01"))), set: exempt(bo, cy), count: 1, outOf: 1, excused: 1},
		{name: "by license, still people", on: on(license("A", "II", heldBy(ada)), license("B", "WS", heldBy(ada)), license("C", "II", heldBy(bo), isOut)), set: byLicense, count: 1, outOf: 2},
	},
	slips: []ruleCase{
		{name: "days in capitals", object: object{"Days": 90}, fails: "inactive.days"},
		{name: "a misspelled grace period", object: object{"days": 90, "grace_day": 1}, fails: "inactive.grace_day"},
		{name: "unused beside it hides no one", and: map[rules.Name]object{"unused": {"days": 90}}, on: on(license("A", "II", heldBy(ada))), finds: []string{ada}},
	},
})
