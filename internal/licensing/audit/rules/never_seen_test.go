package rules_test

// The grace period of 30 days began on 2026-10-22.
var _ = register("never_seen", ruleTests{
	meaning: []ruleCase{
		{name: "who was assigned on the limit", on: on(license("A", "II", heldBy(ada), assigned("2026-10-22")), license("B", "II", heldBy(bo), assigned("2026-10-22T00:00:01Z"))), finds: []string{ada}},
		{name: "who has no assignment date", on: on(license("A", "II", heldBy(ada))), finds: []string{ada}},
		{name: "another grace period", object: object{"grace_days": 0}, on: on(license("A", "II", heldBy(ada), assigned("2026-11-21"))), finds: []string{ada}},
		{name: "who was seen on no license, in the whole reading", set: products("WS"), on: on(
			license("A", "WS", heldBy(ada)), license("B", "II", heldBy(ada), seen("2020-01-01")), license("C", "WS", heldBy(bo)), license("D", "II", heldBy(bo), isOut),
		), finds: []string{bo}},
		{name: "the newest assignment anywhere counts", set: products("WS"), on: on(license("A", "WS", heldBy(ada), assigned("2026-01-01")), license("B", "II", heldBy(ada), assigned("2026-11-01"))), finds: nil},
		{name: "only who has a license that is active and no trial", on: on(license("A", "II", heldBy(ada), isOut), license("B", "II", heldBy(ada), expired), license("C", "II", heldBy(ada), isTrial), license("D", "II", heldBy(bo), perpetual)), finds: []string{bo}},
		{name: "seen on the day of the assignment, as the server wrote both", on: on(
			license("A", "II", heldBy(ada), seen("2026-05-02T00:10:00+03:00"), assigned("2026-05-02T04:00:00+03:00")),
			license("B", "II", heldBy(bo), seen("2026-05-01T23:50:00+03:00"), assigned("2026-05-02T00:10:00+03:00")),
		), finds: []string{bo}},
		{name: "no one with a date in the future", on: on(license("A", "II", heldBy(ada), seen("2027-01-01")), license("B", "II", heldBy(bo), assigned("2027-01-01"))), finds: nil},
		{name: "who was assigned up to a day after the read is new", object: object{"grace_days": 0}, on: on(license("A", "II", heldBy(ada), assigned("2026-11-22"))), finds: []string{ada}},
		{name: "who has an offline code", on: on(license("A", "II", heldBy(ada), offline)), finds: []string{ada}},
		{name: "as of a later day", set: asOf("2026-12-20"), on: on(license("A", "II", heldBy(ada), assigned("2026-11-20"))), finds: []string{ada}},
	},
	sentence: []ruleCase{
		{name: "assigned", on: on(license("A", "II", heldBy(ada), named("Ada"), assigned("2026-05-01"))), says: []string{"Ada (ada@acme.example) holds IntelliJ IDEA Ultimate (II) and has never been seen: last assigned 2026-05-01, limit 30 days."}},
		{name: "no date, offline", object: object{"grace_days": 1}, on: on(license("A", "II", heldBy(ada), offline)),
			says: []string{"ada@acme.example holds IntelliJ IDEA Ultimate (II) and has never been seen: assignment date unknown, limit 1 day (an offline activation code was generated, so use might not be visible)."}},
	},
	percentage: []ruleCase{
		{name: "of people", on: on(license("A", "II", heldBy(ada)), license("B", "WS", heldBy(ada)), license("C", "II", heldBy(bo), isOut), license("D", "II", heldBy(cy), seen("2026-11-01")), license("E", "II")), set: exempt(cy), count: 1, outOf: 2},
	},
	slips: []ruleCase{
		{name: "a misspelled grace period", object: object{"grace": 900}, fails: "never_seen.grace"},
	},
})
