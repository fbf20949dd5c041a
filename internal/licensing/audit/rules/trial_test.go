package rules_test

var _ = register("trial", ruleTests{
	meaning: []ruleCase{
		{name: "trials of people, in whatever state", on: on(
			license("A", "II", heldBy(ada), isTrial), license("B", "II", heldBy(ada)), license("C", "II", heldBy(bo), isTrial, expired), license("D", "II", heldBy(bo), isOut, isTrial), license("E", "II", isTrial), license("F", "II", onServer, isTrial),
		), finds: []string{"A", "C", "D"}},
	},
	sentence: []ruleCase{
		{name: "the 30 days do not matter", on: on(license("A", "II", heldBy(ada), isTrial, validTo("2027-01-01"), assigned("2026-11-20"))), says: []string{"License A for IntelliJ IDEA Ultimate (II), held by ada@acme.example, is a trial, valid until 2027-01-01."}},
		{name: "suspended", set: byLicense, on: on(license("A", "II", heldBy(ada), isTrial, isOut)), says: []string{"License A for IntelliJ IDEA Ultimate (II) (suspended) is a trial."}},
	},
	percentage: []ruleCase{
		{name: "of the licenses that people hold", on: on(license("A", "II", heldBy(ada), isTrial), license("B", "II", heldBy(ada)), license("C", "II", onKey), license("D", "II")), count: 1, outOf: 2},
	},
})
