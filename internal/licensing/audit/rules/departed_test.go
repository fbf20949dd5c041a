package rules_test

func left(dates map[string]string) object { return object{"leaving_dates": dates} }

var _ = register("departed", ruleTests{
	object: left(map[string]string{ada: "2026-11-20", bo: "2026-11-21"}),
	meaning: []ruleCase{
		{name: "a date is the last day, to its end in UTC", on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(bo)), license("C", "II", heldBy(cy))), finds: []string{"A"}},
		{name: "an instant is exact", object: left(map[string]string{ada: "2026-11-21T00:00:00Z", bo: "2026-11-21T00:00:01Z", cy: "2026-11-21T03:00:00+03:00"}), on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(bo)), license("C", "II", heldBy(cy))), finds: []string{"A", "C"}},
		{name: "so many days ago", object: object{"days": 10, "leaving_dates": map[string]string{ada: "2026-11-10", bo: "2026-11-11", cy: "2026-11-11T00:00:00Z"}}, on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(bo)), license("C", "II", heldBy(cy))), finds: []string{"A", "C"}},
		{name: "all that are not expired", on: on(license("A", "II", heldBy(ada)), license("B", "WS", heldBy(ada), expired), license("C", "PC", heldBy(ada), isOut), license("D", "GO", heldBy(ada), isTrial), license("E", "RD", heldBy(ada), perpetual), license("F", "RD", onServer)), finds: []string{"A", "C", "D", "E"}},
		{name: "that the filters choose", set: products("WS"), on: on(license("A", "II", heldBy(ada)), license("B", "WS", heldBy(ada))), finds: []string{"B"}},
		{name: "aliases join it with the licenses", object: left(map[string]string{" Ada.L@old.example": "2026-01-01"}), set: aliased(map[string]string{"ada.l@acme.example": ada}, map[string]string{"old.example": "acme.example"}), on: on(license("A", "II", heldBy(ada))), finds: []string{"A"}},
		{name: "as of a later day", set: asOf("2026-11-22"), on: on(license("B", "II", heldBy(bo))), finds: []string{"B"}},
		{name: "keys that are no addresses find nobody", object: left(map[string]string{"Ada": "2026-01-01", bo: "2026-01-01"}), on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(bo))), finds: []string{"B"}},
	},
	sentence: []ruleCase{
		{name: "seen after that", on: on(license("A", "II", heldBy(ada), named("Ada"), seen("2026-11-21T00:00:01Z"))), set: readAndAsOf("2026-11-22"), says: []string{"License A for IntelliJ IDEA Ultimate (II), held by Ada (ada@acme.example), is held by a person who left on 2026-11-20; it was seen after that, on 2026-11-21."}},
		{name: "seen at the end of the last day", on: on(license("A", "II", heldBy(ada), seen("2026-11-21T00:00:00Z"))), says: []string{"License A for IntelliJ IDEA Ultimate (II), held by ada@acme.example, is held by a person who left on 2026-11-20; it was not seen after that."}},
		{name: "an instant, days, never seen, assigned lately", object: object{"days": 1, "leaving_dates": map[string]string{ada: "2026-11-01T12:00:00+03:00"}}, on: on(license("A", "II", heldBy(ada), assigned("2026-10-31"))),
			says: []string{"License A for IntelliJ IDEA Ultimate (II), held by ada@acme.example, is held by a person who left on 2026-11-01T09:00:00Z, limit 1 day; it was not seen after that. JetBrains' API revokes it from 2026-11-30 on; the console does so at any time."}},
		{name: "a date in the future says nothing", on: on(license("A", "II", heldBy(ada), seen("2027-01-01"))), says: []string{"License A for IntelliJ IDEA Ultimate (II), held by ada@acme.example, is held by a person who left on 2026-11-20; whether it was seen after that is not known."}},
		{name: "keys that are no addresses", object: left(map[string]string{"Ada": "2026-01-01", "Bo <bo@acme.example>": "2026-01-01", bo: "2027-01-01"}), on: on(license("A", "II", heldBy(ada))), says: nil,
			warns: []string{"departed.leaving_dates has keys that are not email addresses: 2 of 3 | They match no license holder, so the rule does not find the licenses of these people. A key is only jane.doe@acme.example, without a name or angle brackets around it. Correct the keys, or remove them."}},
		{name: "no warning otherwise", on: on(license("A", "II", heldBy(bo))), says: nil, warns: []string{}},
	},
	percentage: []ruleCase{
		{name: "of the licenses that people hold, in whatever state", on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(ada), expired), license("C", "II", heldBy(bo), isTrial), license("D", "II"), license("E", "II", onServer)), count: 1, outOf: 3},
	},
	slips: []ruleCase{
		{name: "two keys that are one person by letter case", object: left(map[string]string{ada: "2026-01-01", "ADA@acme.example": "2027-01-01"}), fails: "departed.leaving_dates", key: ada, text: `has the keys "ADA@acme.example" and "ada@acme.example", which are one person`},
		{name: "two keys that are one person by an alias", object: left(map[string]string{ada: "2026-01-01", "ada@old.example": "2027-01-01"}), set: aliased(nil, map[string]string{"old.example": "acme.example"}), fails: "departed.leaving_dates", key: "ada@old.example", text: `"ada@acme.example" and "ada@old.example"`},
		{name: "a date that is none", object: left(map[string]string{ada: "20.11.2026"}), fails: "departed.leaving_dates", key: ada, text: "has, as number 1 of its dates in the alphabetical order of their keys, a value that is not a date such as 2026-11-21 or an RFC 3339 time such as 2026-11-21T00:00:00Z"},
		{name: "a date that is not set", object: left(map[string]string{ada: "2026-11-20", bo: "0001-01-01T00:00:00Z"}), fails: "departed.leaving_dates", key: bo, text: "has, as number 2 of its dates in the alphabetical order of their keys, the date 0001-01-01"},
		{name: "a day that does not exist", object: left(map[string]string{ada: "2026-11-31"}), fails: "departed.leaving_dates", key: ada},
		{name: "only names", object: left(map[string]string{"Ada": "2026-11-20"}), fails: "departed.leaving_dates"},
	},
})
