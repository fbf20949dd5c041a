package rules_test

// With 90 days at 2026-11-21, the limit is 2026-08-23; the grace period of 30
// days began on 2026-10-22.
var _ = register("unused", ruleTests{
	object: object{"days": 90},
	meaning: []ruleCase{
		{name: "last seen on the limit", on: on(license("A", "II", heldBy(ada), seen("2026-08-23")), license("B", "II", heldBy(ada), seen("2026-08-23T00:00:01Z"))), finds: []string{"A"}},
		{name: "never seen and assigned on the limit", on: on(license("A", "II", heldBy(ada), assigned("2026-08-23")), license("B", "II", heldBy(ada), assigned("2026-08-23T00:00:01Z"))), finds: []string{"A"}},
		{name: "whatever else its holder uses", on: on(license("A", "WS", heldBy(ada), seen("2026-01-01")), license("B", "II", heldBy(ada), seen("2026-11-20"))), finds: []string{"A"}},
		{name: "not what cannot be seen", on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(ada), offline, seen("2020-01-01")), license("C", "II", heldBy(ada), seen("2020-01-01"), assigned("2027-01-01")), license("D", "II", heldBy(ada), seen("2027-01-01"), assigned("2020-01-01"))), finds: nil},
		{name: "only what is paid for", on: on(
			license("A", "II", heldBy(ada), seen("2026-01-01"), expired), license("B", "II", heldBy(ada), seen("2026-01-01"), isTrial), license("C", "II", heldBy(ada), seen("2026-01-01"), perpetual), license("D", "II", heldBy(ada), seen("2026-01-01"), isOut),
		), finds: []string{"D"}},
		{name: "not in the grace period", object: object{"days": 10}, on: on(license("A", "II", heldBy(ada), seen("2026-10-22T01:00:00Z"), assigned("2026-10-22T00:00:01Z")), license("B", "II", heldBy(ada), seen("2026-10-22T01:00:00Z"), assigned("2026-10-22"))), finds: []string{"B"}},
		{name: "another grace period", object: object{"days": 10, "grace_days": 40}, on: on(license("A", "II", heldBy(ada), seen("2026-10-22"), assigned("2026-10-22"))), finds: nil},
		{name: "the last-seen of an earlier holder counts as none", object: object{"days": 30, "grace_days": 0}, on: on(license("A", "II", heldBy(ada), seen("2025-01-01"), assigned("2026-10-23")), license("B", "II", heldBy(ada), seen("2025-01-01"), assigned("2026-10-22"))), finds: []string{"B"}},
		{name: "not what servers and keys have, or nobody", on: on(license("A", "II", onServer, seen("2020-01-01")), license("B", "II", onKey, seen("2020-01-01")), license("C", "II", seen("2020-01-01"))), finds: nil},
		{name: "that the filters choose", set: teams("none"), on: on(license("A", "II", heldBy(ada), seen("2026-01-01"), inTeam("7", "Core")), license("B", "II", heldBy(ada), seen("2026-01-01"))), finds: []string{"B"}},
		{name: "as of a later day", set: asOf("2027-02-01"), on: on(license("A", "II", heldBy(ada), seen("2026-11-01"))), finds: []string{"A"}},
	},
	sentence: []ruleCase{
		{name: "last seen", on: on(license("A", "II", heldBy(ada), named("Ada"), seen("2026-05-01"))), says: []string{"License A for IntelliJ IDEA Ultimate (II), held by Ada (ada@acme.example), is unused: last seen 2026-05-01, limit 90 days."}},
		{name: "never seen", on: on(license("A", "II", heldBy(ada), isOut, assigned("2026-05-01"))), says: []string{"License A for IntelliJ IDEA Ultimate (II), held by ada@acme.example, (suspended) is unused: never seen, last assigned 2026-05-01, limit 90 days."}},
		{name: "assigned within 30 days", object: object{"days": 10, "grace_days": 5}, on: on(license("A", "II", heldBy(ada), assigned("2026-10-22T00:00:01Z")), license("B", "II", heldBy(ada), assigned("2026-10-22"))), says: []string{
			"License A for IntelliJ IDEA Ultimate (II), held by ada@acme.example, is unused: never seen, last assigned 2026-10-22, limit 10 days. JetBrains' API revokes it from 2026-11-21 on; the console does so at any time.",
			"License B for IntelliJ IDEA Ultimate (II), held by ada@acme.example, is unused: never seen, last assigned 2026-10-22, limit 10 days.",
		}},
		{name: "by license", set: byLicense, on: on(license("A", "II", heldBy(ada), named("Ada"), seen("2026-05-01"))), says: []string{"License A for IntelliJ IDEA Ultimate (II) is unused: last seen 2026-05-01, limit 90 days."}},
	},
	percentage: []ruleCase{
		{name: "of the licenses that people hold, in whatever state", on: on(license("A", "II", heldBy(ada), seen("2026-01-01")), license("B", "II", heldBy(ada), expired), license("C", "II", heldBy(bo), isTrial), license("D", "II"), license("E", "II", onServer), license("F", "II", heldBy(eve), seen("2026-01-01"))), set: exempt(eve), count: 1, outOf: 3, excused: 1},
	},
	slips: []ruleCase{
		{name: "its name of the second edition", object: object{"reclaimable_days": 90}, fails: "unused.days"},
		{name: "a misspelled grace period", object: object{"days": 90, "grace_period": 900}, fails: "unused.grace_period"},
	},
})
