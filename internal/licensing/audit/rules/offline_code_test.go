package rules_test

var _ = register("offline_code", ruleTests{
	meaning: []ruleCase{
		{name: "licenses of people, in whatever state", on: on(
			license("A", "II", heldBy(ada), offline), license("B", "II", heldBy(ada)), license("C", "II", heldBy(bo), offline, expired), license("D", "II", heldBy(bo), isOut, offline), license("E", "II", offline), license("F", "II", onServer, offline),
		), finds: []string{"A", "C", "D"}},
	},
	sentence: []ruleCase{
		{name: "with its end", on: on(license("A", "II", heldBy(ada), offline, validTo("2027-01-01"), assigned("2026-11-20"))), says: []string{"License A for IntelliJ IDEA Ultimate (II), held by ada@acme.example, has an offline activation code, so its use might not be visible, valid until 2027-01-01."}},
	},
	percentage: []ruleCase{
		{name: "of the licenses that people hold", on: on(license("A", "II", heldBy(ada), offline), license("B", "II", heldBy(ada)), license("C", "II", onKey), license("D", "II")), count: 1, outOf: 2},
	},
})
