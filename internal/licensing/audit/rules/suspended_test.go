package rules_test

var _ = register("suspended", ruleTests{
	meaning: []ruleCase{
		{name: "suspended licenses of people, in whatever state", on: on(
			license("A", "II", heldBy(ada), isOut), license("B", "II", heldBy(ada)), license("C", "II", heldBy(bo), isOut, expired), license("D", "II", heldBy(bo), isOut, isTrial), license("E", "II", isOut), license("F", "II", onServer, isOut), license("G", "II", onKey, isOut),
		), finds: []string{"A", "C", "D"}},
		{name: "that the filters choose", set: products("WS"), on: on(license("A", "II", heldBy(ada), isOut), license("B", "WS", heldBy(ada), isOut)), finds: []string{"B"}},
		{name: "of no exempt person", set: exempt(ada), on: on(license("A", "II", heldBy(ada), isOut), license("B", "II", heldBy(bo), isOut)), finds: []string{"B"}},
	},
	sentence: []ruleCase{
		{name: "with its end", on: on(license("A", "II", heldBy(ada), named("Ada"), isOut, validTo("2027-01-01T00:00:00+03:00"))), says: []string{"License A for IntelliJ IDEA Ultimate (II), held by Ada (ada@acme.example), is suspended, valid until 2027-01-01."}},
		{name: "assigned lately", on: on(license("A", "II", heldBy(ada), isOut, isTrial, assigned("2026-11-01"))),
			says: []string{"License A for IntelliJ IDEA Ultimate (II), held by ada@acme.example, (trial) is suspended. JetBrains' API revokes it from 2026-12-01 on; the console does so at any time."}},
		{name: "assigned 30 days ago", on: on(license("A", "II", heldBy(ada), isOut, expired, assigned("2026-10-22"))), says: []string{"License A for IntelliJ IDEA Ultimate (II), held by ada@acme.example, (expired) is suspended."}},
	},
	percentage: []ruleCase{
		{name: "of the judged licenses that people hold", on: on(license("A", "II", heldBy(ada), isOut), license("B", "II", heldBy(ada), expired), license("C", "WS", heldBy(bo)), license("D", "II", heldBy(bo), isOut), license("E", "II", onServer), license("F", "II", heldBy(cy), isTrial)), set: all(products("II"), exempt(bo)), count: 1, outOf: 3, excused: 1},
	},
})
