package rules_test

func directory(emails ...string) object { return object{"directory_emails": emails} }

var _ = register("not_in_directory", ruleTests{
	object: directory(ada, bo),
	meaning: []ruleCase{
		{name: "whose address it lacks", on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(bo)), license("C", "II", heldBy(cy)), license("D", "II", heldBy(eve), expired)), finds: []string{cy, eve}},
		{name: "addresses as people write them", object: directory(" ADA@Acme.Example. ", "", "Bo"), on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(bo))), finds: []string{bo}},
		{name: "aliases join it with the licenses", object: directory("ada.l@acme.example", "bo@old.example"), set: aliased(map[string]string{"ada.l@acme.example": ada}, map[string]string{"old.example": "acme.example"}), on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(bo), account("bo@old.example"))), finds: nil},
		{name: "that the filters choose", set: products("WS"), on: on(license("A", "II", heldBy(cy)), license("B", "WS", heldBy(eve))), finds: []string{eve}},
	},
	sentence: []ruleCase{
		{name: "one of two", on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(eve), named("Eve"), assigned("2026-05-01"))),
			says: []string{"Eve (eve@evil.example) holds IntelliJ IDEA Ultimate (II) and is not in the directory, last assigned 2026-05-01."}, warns: []string{}},
		{name: "more than half", object: directory(ada), on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(eve)), license("C", "II", heldBy(cy))),
			says:  []string{"cy@acme.example holds IntelliJ IDEA Ultimate (II) and is not in the directory, assignment date unknown.", "eve@evil.example holds IntelliJ IDEA Ultimate (II) and is not in the directory, assignment date unknown."},
			warns: []string{"The directory lacks most license holders: 2 of 3 | The directory has 1 address, and lacks 2 of the 3 people who hold judged licenses. It may be incomplete, or contain other addresses of the same people. Check where the list comes from before you act on this result."}},
		{name: "more than half of many", object: directory(ada, bo), on: on(license("A", "II", heldBy(eve), named("Eve"), assigned("2026-05-01"))), says: []string{"Eve (eve@evil.example) holds IntelliJ IDEA Ultimate (II) and is not in the directory, last assigned 2026-05-01."},
			warns: []string{"The directory lacks most license holders: 1 of 1 | The directory has 2 addresses, and lacks 1 of the 1 people who hold judged licenses. It may be incomplete, or contain other addresses of the same people. Check where the list comes from before you act on this result."}},
		{name: "exempt people are not among them", object: directory(ada, bo), set: exempt(cy), on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(eve)), license("C", "II", heldBy(cy))), says: []string{"eve@evil.example holds IntelliJ IDEA Ultimate (II) and is not in the directory, assignment date unknown."}, warns: []string{}},
		{name: "entries that are no addresses", object: directory(ada, "", "Bo <bo@acme.example>", "cy"), on: on(license("A", "II", heldBy(ada))), says: nil,
			warns: []string{"not_in_directory.directory_emails contains entries that are not email addresses: 2 of 3 | The first one is not_in_directory.directory_emails[2]. An address is only jane.doe@acme.example, without a name or angle brackets around it. They match no license holder, so people in the directory may be reported as missing from it. Correct the entries, or remove them."}},
	},
	percentage: []ruleCase{
		{name: "of people", on: on(license("A", "II", heldBy(eve)), license("B", "WS", heldBy(eve)), license("C", "II", heldBy(ada)), license("D", "II", heldBy(bo), expired), license("E", "II"), license("F", "II", heldBy(cy))), set: exempt(cy), count: 1, outOf: 3, excused: 1},
	},
	slips: []ruleCase{
		{name: "an empty directory", object: directory(), fails: "not_in_directory.directory_emails", text: "is empty"},
		{name: "only texts that are no addresses", object: directory("Ada", "Bo <bo@acme.example>"), fails: "not_in_directory.directory_emails"},
		{name: "a wildcard", object: directory("*@acme.example", ada), on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(bo)), license("C", "II", heldBy(cy))), finds: []string{bo, cy}},
		{name: "a directory cut short", object: directory(ada), on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(bo))), finds: []string{bo}},
		{name: "addresses in one text", object: directory(ada+", "+bo, ada), on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(bo))), finds: []string{bo}},
	},
})
