package rules_test

import "github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"

func atLeast(seats map[string]int) object { return object{"min_available": seats} }

var _ = register("low_availability", ruleTests{
	object: atLeast(map[string]int{"II": 2, "WS": 1}),
	meaning: []ruleCase{
		{name: "with fewer seats free", on: on(license("A", "II"), license("B", "WS"), license("C", "II", heldBy(ada))), finds: []string{"II"}},
		{name: "with enough", on: on(license("A", "II"), license("B", "II"), license("C", "WS")), finds: nil},
		{name: "without a license", on: on(license("A", "II"), license("B", "II")), finds: []string{"WS"}},
		{name: "only seats that can be assigned now count", object: atLeast(map[string]int{"II": 1}), on: on(
			license("A", "II", isTrial), license("B", "II", expired), license("C", "II", isOut), license("D", "II", notFree), license("E", "II", perpetual), license("F", "II", heldBy(ada)), license("G", "II", onServer),
		), finds: []string{"II"}},
		{name: "a seat of a pack does not count", object: atLeast(map[string]int{"II": 1}), on: on(license("A", "ALL")), finds: []string{"II"}},
		{name: "seats of the teams that the filters choose", object: atLeast(map[string]int{"II": 1}), set: teams("7"), on: on(license("A", "II", inTeam("8", "Web")), license("B", "WS", inTeam("7", "Core"))), finds: []string{"II"}},
		{name: "no one is exempt", set: exempt(ada), on: on(license("A", "II"), license("B", "WS")), finds: []string{"II"}},
	},
	sentence: []ruleCase{
		{name: "seats that do not count, and packs", object: atLeast(map[string]int{"II": 2}), set: packs(licensing.Packs{"X": {"II"}, "Y": {"II"}}), on: on(
			license("A", "II"), license("B", "II", isTrial), license("C", "II", isTrial), license("D", "II", expired, isTrial), license("E", "II", isOut), license("F", "ALL"), license("G", "ALL"), license("H", "X"), license("I", "Y", isTrial), license("J", "WS"),
		), says: []string{"IntelliJ IDEA Ultimate (II) has 1 available seat, minimum 2. Free, but not available: 2 trial seats, 1 expired seat, 1 suspended seat. Packs that include it: All Products Pack (ALL): 2 available seats, X: 1 available seat."}, warns: []string{}},
		{name: "assigned seats are not free, and a product is no pack of itself", object: atLeast(map[string]int{"II": 2}), set: packs(licensing.Packs{"II": {"II"}}), on: on(license("A", "II"), license("B", "II", expired, heldBy(ada)), license("C", "II", isOut, onServer), license("D", "II", isTrial, onKey)), says: []string{"IntelliJ IDEA Ultimate (II) has 1 available seat, minimum 2."}},
		{name: "nothing else to say", object: atLeast(map[string]int{"II": 1}), on: on(license("A", "II", notFree)), says: []string{"IntelliJ IDEA Ultimate (II) has 0 available seats, minimum 1."}, warns: []string{}},
		{name: "a code that is not known", object: atLeast(map[string]int{"Ii": 1}), on: on(license("A", "II")), says: []string{"Ii has 0 available seats, minimum 1."},
			warns: []string{`low_availability.min_available names an unknown product code: "Ii" | Neither the licenses of the account nor the provider's built-in table contain "Ii". Check the spelling and the letter case. The account has II (IntelliJ IDEA Ultimate).`}},
	},
	percentage: []ruleCase{
		{name: "of the products named", object: atLeast(map[string]int{"II": 1, "WS": 1, "PC": 0}), on: on(license("A", "II"), license("B", "GO")), count: 1, outOf: 3},
	},
	slips: []ruleCase{
		{name: "no code", object: atLeast(map[string]int{}), fails: "low_availability.min_available", text: "names no product"},
		{name: "only zeros", object: atLeast(map[string]int{"II": 0, "WS": 0}), fails: "low_availability.min_available", text: "requires 0 seats of every product"},
		{name: "a code outside the audit's filter", set: products("II"), on: on(license("A", "II")), fails: "low_availability.min_available", key: "WS"},
		{name: "a misspelled code", object: atLeast(map[string]int{"II": 2, "ws": 1}), on: on(license("A", "II"), license("B", "II"), license("C", "WS")), finds: []string{"ws"}},
	},
})
