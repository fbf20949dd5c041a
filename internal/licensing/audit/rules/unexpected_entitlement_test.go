package rules_test

import "github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"

var _ = register("unexpected_entitlement", ruleTests{
	object: expects(map[string][]string{"II": {ada, bo}, "WS": {ada}}),
	meaning: []ruleCase{
		{name: "of people who are not declared for the product", on: on(license("A", "II", heldBy(ada)), license("B", "WS", heldBy(bo)), license("C", "II", heldBy(eve)), license("D", "PC", heldBy(eve)), license("E", "II"), license("F", "II", onServer)), finds: []string{"B", "C"}},
		{name: "a pack whose holder is not declared for all that it covers", on: on(license("A", "ALL", heldBy(ada)), license("B", "ALL", heldBy(bo)), license("C", "ALL", heldBy(eve)), license("D", "RSU", heldBy(eve))), finds: []string{"B", "C"}},
		{name: "a pack that is declared itself", object: expects(map[string][]string{"II": {}, "ALL": {eve}}), on: on(license("A", "ALL", heldBy(eve)), license("B", "ALL", heldBy(ada))), finds: []string{"B"}},
		{name: "an empty list: nobody should have it", object: expects(map[string][]string{"II": {}}), on: on(license("A", "II", heldBy(ada))), finds: []string{"A"}},
		{name: "only active licenses", on: on(license("A", "II", heldBy(eve), isOut), license("B", "II", heldBy(eve), expired), license("C", "II", heldBy(eve), isTrial), license("D", "II", heldBy(eve), perpetual)), finds: []string{"C", "D"}},
		{name: "pack_contents count", object: expects(map[string][]string{"AIP": {}, "II": {eve}}), set: packs(licensing.Packs{"ALL": {"AIP"}, "RSU": {"RSU", "WS"}}), on: on(license("A", "ALL", heldBy(eve)), license("B", "RSU", heldBy(eve))), finds: []string{"A"}},
		{name: "a pack that contains itself", object: expects(map[string][]string{"WS": {eve}}), set: packs(licensing.Packs{"WS": {"WS", "II"}}), on: on(license("A", "WS", heldBy(eve))), finds: nil},
		{name: "of the products that the filter chooses", set: products("WS", "ALL"), on: on(license("A", "II", heldBy(eve)), license("B", "WS", heldBy(bo)), license("C", "ALL", heldBy(bo)), license("D", "ALL", heldBy(ada))), finds: []string{"B", "C"}},
		{name: "what the filter leaves out of the declaration is not judged", set: products("II", "ALL"), on: on(license("C", "ALL", heldBy(bo)), license("D", "II", heldBy(eve))), finds: []string{"D"}},
		{name: "addresses as people write them", object: expects(map[string][]string{"II": {" ADA@acme.example", ""}}), on: on(license("A", "II", heldBy(ada))), finds: nil},
		{name: "no exempt person", set: exempt(eve), on: on(license("A", "II", heldBy(eve)), license("B", "II", heldBy(cy))), finds: []string{"B"}},
	},
	sentence: []ruleCase{
		{name: "of a product and of a pack", on: on(license("A", "II", heldBy(eve), named("Eve"), validTo("2027-01-01T00:00:00+03:00")), license("B", "ALL", heldBy(bo), isTrial, assigned("2026-11-01"))), says: []string{
			"License A for IntelliJ IDEA Ultimate (II), held by Eve (eve@evil.example), is unexpected: its holder is not declared for this product, valid until 2027-01-01.",
			"License B for All Products Pack (ALL), held by bo@acme.example, is unexpected: it includes declared products, and its holder is not declared for all of them (trial). JetBrains' API revokes it from 2026-12-01 on; the console does so at any time.",
		}},
		{name: "entries that are no addresses", object: expects(map[string][]string{"II": {ada}, "WS": {ada, "Bo"}}), on: on(license("A", "WS", heldBy(bo))), says: []string{"License A for WebStorm (WS), held by bo@acme.example, is unexpected: its holder is not declared for this product."},
			warns: []string{`unexpected_entitlement.expected contains entries that are not email addresses: 1 of 3 | The first one is unexpected_entitlement.expected["WS"][1]. An address is only jane.doe@acme.example, without a name or angle brackets around it. They match no license holder, so these people count as not declared. Correct the entries, or remove them.`}},
		{name: "by license", set: byLicense, on: on(license("A", "II", heldBy(eve), named("Eve"))), says: []string{"License A for IntelliJ IDEA Ultimate (II) is unexpected: its holder is not declared for this product."}},
	},
	percentage: []ruleCase{
		{name: "of held licenses of the declared products and of packs that cover them", on: on(
			license("A", "II", heldBy(ada)), license("B", "II", heldBy(eve)), license("C", "ALL", heldBy(ada), expired), license("D", "PC", heldBy(ada)), license("E", "RSU", heldBy(ada)), license("F", "II"), license("G", "II", onServer), license("H", "WS", heldBy(cy)),
		), set: exempt(cy), count: 1, outOf: 3, excused: 1},
		{name: "a pack is not among them for being in itself", object: expects(map[string][]string{"II": {ada}}), set: packs(licensing.Packs{"WS": {"WS"}}), on: on(license("A", "WS", heldBy(ada)), license("B", "II", heldBy(eve))), count: 1, outOf: 1},
	},
	slips: []ruleCase{
		{name: "a misspelled code", object: expects(map[string][]string{"ii": {ada, bo}}), on: on(license("A", "II", heldBy(eve))), fails: "unexpected_entitlement.expected"},
		{name: "a person left out", object: expects(map[string][]string{"II": {ada}, "WS": {ada}}), on: on(license("A", "II", heldBy(bo))), finds: []string{"A"}},
		{name: "only codes that the audit's filter leaves out", set: products("PC"), on: on(license("A", "PC")), fails: "unexpected_entitlement.expected"},
	},
})
