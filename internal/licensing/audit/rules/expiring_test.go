package rules_test

var _ = register("expiring", ruleTests{
	object: object{"days": 30},
	meaning: []ruleCase{
		{name: "that end on the limit and do not renew", on: on(license("A", "II", validTo("2026-12-21")), license("B", "II", validTo("2026-12-21T00:00:01Z")), license("C", "II", validTo("2026-12-21T03:00:00+03:00"))), finds: []string{"A", "C"}},
		{name: "whoever holds them", on: on(license("A", "II", validTo("2026-12-01"), heldBy(ada)), license("B", "II", validTo("2026-12-01"), onServer), license("C", "II", validTo("2026-12-01"), onKey), license("D", "II", validTo("2026-12-01"), isOut)), finds: []string{"A", "B", "C", "D"}},
		{name: "that were to renew, but were stopped", on: on(license("A", "II", validTo("2026-12-01"), renewing), license("B", "II", validTo("2026-12-01"), renewing, stopped)), finds: []string{"B"}},
		{name: "whose date has passed, not expired, and do not renew", on: on(license("A", "II", validTo("2026-01-01"))), finds: []string{"A"}},
		{name: "whose date has passed, at as_of and at the read, and renew", on: on(license("A", "II", validTo("2026-11-21"), renewing), license("B", "II", validTo("2026-11-21T00:00:01Z"), renewing)), finds: []string{"A"}},
		{name: "not those whose date passes by as_of alone", set: asOf("2026-12-15"), on: on(license("A", "II", validTo("2026-12-01"), renewing)), finds: nil},
		{name: "not those whose date has passed by the read alone", set: asOf("2026-11-15"), on: on(license("A", "II", validTo("2026-11-20"), renewing)), finds: nil},
		{name: "expired and still held by a person, a server, or a key", on: on(license("A", "II", expired, heldBy(ada)), license("B", "II", expired, onServer, renewing), license("C", "II", expired, onKey, validTo("2026-01-01")), license("D", "II", expired, validTo("2026-01-01")), license("E", "II", expired, heldBy(ada), validTo("2028-01-01")), license("F", "II", expired, renewing)), finds: []string{"A", "B", "C", "E"}},
		{name: "without an end only what is expired", on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(ada), expired), license("C", "II", heldBy(ada), renewing)), finds: []string{"B"}},
		{name: "no trials, and nothing without a subscription", on: on(license("A", "II", validTo("2026-12-01"), isTrial), license("B", "II", heldBy(ada), perpetual, validTo("2026-12-01")), license("C", "II", heldBy(ada), expired, isTrial), license("D", "II", heldBy(ada), expired, perpetual)), finds: nil},
		{name: "as of a later day", set: asOf("2027-01-01"), on: on(license("A", "II", validTo("2027-01-31"))), finds: []string{"A"}},
		{name: "with 0 days what ends now", object: object{"days": 0}, on: on(license("A", "II", validTo("2026-11-21")), license("B", "II", validTo("2026-11-21T00:00:01Z"))), finds: []string{"A"}},
		{name: "that the filters choose", set: products("WS"), on: on(license("A", "II", validTo("2026-12-01")), license("B", "WS", validTo("2026-12-01"))), finds: []string{"B"}},
	},
	sentence: []ruleCase{
		{name: "ends", on: on(license("A", "II", validTo("2026-12-01T00:00:00+03:00")), license("B", "II", validTo("2026-12-01"), stopped, onKey), license("C", "II", validTo("2026-12-01"), onServer)), object: object{"days": 60}, says: []string{
			"License A for IntelliJ IDEA Ultimate (II), not assigned, is valid until 2026-12-01 and does not renew automatically, limit 60 days.",
			"License B for IntelliJ IDEA Ultimate (II), assigned to a license key, is valid until 2026-12-01 and its renewal was stopped, limit 60 days.",
			"License C for IntelliJ IDEA Ultimate (II), assigned to a license server, is valid until 2026-12-01 and does not renew automatically, limit 60 days.",
		}},
		{name: "has ended", on: on(license("A", "II", heldBy(ada), expired, validTo("2026-11-01")), license("B", "II", heldBy(ada), expired, stopped, renewing), license("C", "II", heldBy(ada), expired, renewing, validTo("2026-11-01"), assigned("2026-11-20")), license("D", "II", heldBy(ada), isOut, renewing, validTo("2026-11-01"))), says: []string{
			"License A for IntelliJ IDEA Ultimate (II), held by ada@acme.example, expired on 2026-11-01 and is still held.",
			"License B for IntelliJ IDEA Ultimate (II), held by ada@acme.example, has expired and is still held.",
			"License C for IntelliJ IDEA Ultimate (II), held by ada@acme.example, expired on 2026-11-01, although it was to renew: a payment may have failed.",
			"License D for IntelliJ IDEA Ultimate (II), held by ada@acme.example, (suspended) was to renew on 2026-11-01, and that date has passed: a payment may have failed.",
		}},
		{name: "has passed", on: on(license("A", "II", heldBy(ada), validTo("2026-11-01"))), says: []string{"License A for IntelliJ IDEA Ultimate (II), held by ada@acme.example, is valid until 2026-11-01 and does not renew automatically, limit 30 days."}},
		{name: "by license", set: byLicense, on: on(license("A", "II", heldBy(ada), named("Ada"), validTo("2026-12-01"))), object: object{"days": 90},
			says: []string{"License A for IntelliJ IDEA Ultimate (II) is valid until 2026-12-01 and does not renew automatically, limit 90 days."}},
	},
	percentage: []ruleCase{
		{name: "of all judged licenses", on: on(license("A", "II", validTo("2026-12-01")), license("B", "II"), license("C", "II", heldBy(ada), isTrial), license("D", "II", onServer, expired), license("E", "WS")), set: all(products("II"), exempt(ada)), count: 2, outOf: 4},
	},
	slips: []ruleCase{
		{name: "its name of the second edition", object: object{"within_days": 30}, fails: "expiring.days"},
	},
})
