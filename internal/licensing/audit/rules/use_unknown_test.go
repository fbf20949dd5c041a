package rules_test

var _ = register("use_unknown", ruleTests{
	meaning: []ruleCase{
		{name: "with an offline code, or without any date", on: on(
			license("A", "II", heldBy(ada), offline, seen("2026-11-20"), assigned("2026-01-01")), license("B", "II", heldBy(ada)), license("C", "II", heldBy(ada), seen("2026-01-01")), license("D", "II", heldBy(ada), assigned("2026-01-01")),
		), finds: []string{"A", "B"}},
		{name: "with a date in the future", on: on(license("A", "II", heldBy(ada), seen("2026-11-22")), license("B", "II", heldBy(ada), seen("2026-11-22T00:00:01Z"), assigned("2026-01-01")), license("C", "II", heldBy(ada), seen("2026-11-01"), assigned("2027-01-01"))), finds: []string{"B", "C"}},
		{name: "a last-seen of an earlier holder leaves the assignment", on: on(license("A", "II", heldBy(ada), seen("2025-01-01"), assigned("2026-01-01"))), finds: nil},
		{name: "in whatever state", on: on(license("A", "II", heldBy(ada), expired), license("B", "II", heldBy(ada), isTrial), license("C", "II", heldBy(ada), perpetual), license("D", "II", heldBy(ada), isOut)), finds: []string{"A", "B", "C", "D"}},
		{name: "of people only", on: on(license("A", "II"), license("B", "II", onServer), license("C", "II", onKey)), finds: nil},
		{name: "the read decides, not as_of", set: asOf("2027-06-01"), on: on(license("A", "II", heldBy(ada), seen("2027-01-01"))), finds: []string{"A"}},
	},
	sentence: []ruleCase{
		{name: "why", on: on(license("A", "II", heldBy(ada), offline, seen("2027-01-01")), license("B", "II", heldBy(ada), seen("2027-01-01")), license("C", "II", heldBy(ada))), says: []string{
			"License A for IntelliJ IDEA Ultimate (II), held by ada@acme.example, cannot be seen in use: it has an offline activation code.",
			"License B for IntelliJ IDEA Ultimate (II), held by ada@acme.example, cannot be seen in use: JetBrains Account has a date for it that is in the future.",
			"License C for IntelliJ IDEA Ultimate (II), held by ada@acme.example, cannot be seen in use: JetBrains Account has no usable date for it.",
		}},
	},
	percentage: []ruleCase{
		{name: "of the licenses that people hold", on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(ada), seen("2026-01-01")), license("C", "II", onKey), license("D", "II")), count: 1, outOf: 2},
	},
})
