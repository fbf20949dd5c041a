package rules_test

import (
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
)

// An exemption of somebody who is declared, and holds nothing yet, is no slip.
func TestAnExemptionOfADeclaredPersonIsNotStale(t *testing.T) {
	for email, stale := range map[string]int{cy: 0, "other@acme.example": 1} {
		c := ruleCase{on: on(license("A", "II", heldBy(ada))), set: exempt(email)}
		result, err := c.run("missing_entitlement", expects(map[string][]string{"II": {ada, bo}, "WS": {cy}}))
		if err != nil || result.StaleCount != stale {
			t.Errorf("%s: %+v, error %v", email, result, err)
		}
	}
}

// expects is the object of the two rules that compare with a declaration.
func expects(declared map[string][]string) object { return object{"expected": declared} }

var _ = register("missing_entitlement", ruleTests{
	object: expects(map[string][]string{"II": {ada, bo}, "WS": {cy}}),
	meaning: []ruleCase{
		{name: "declared people without an active license", on: on(
			license("A", "II", heldBy(ada)), license("B", "II", heldBy(bo), isOut), license("C", "II", heldBy(bo), expired), license("D", "PC", heldBy(cy)), license("E", "WS"), license("F", "WS", onServer),
		), finds: []string{bo + " II", cy + " WS"}},
		{name: "a pack that covers the product will do", on: on(license("A", "ALL", heldBy(ada)), license("B", "II", heldBy(bo)), license("C", "RSU", heldBy(cy))), finds: []string{cy + " WS"}},
		{name: "a pack inside a pack covers nothing more", object: expects(map[string][]string{"II": {ada}}), set: packs(licensing.Packs{"X": {"ALL"}}), on: on(license("A", "X", heldBy(ada))), finds: []string{ada + " II"}},
		{name: "pack_contents count", object: expects(map[string][]string{"AIP": {ada}, "WS": {bo}}), set: packs(licensing.Packs{"ALL": {"AIP"}}), on: on(license("A", "ALL", heldBy(ada)), license("B", "ALL", heldBy(bo))), finds: []string{bo + " WS"}},
		{name: "a trial and a perpetual fallback will do", on: on(license("A", "II", heldBy(ada), isTrial), license("B", "II", heldBy(bo), perpetual), license("C", "WS", heldBy(cy))), finds: nil},
		{name: "anywhere in the whole reading", set: teams("7"), on: on(license("A", "II", heldBy(ada), inTeam("8", "Web")), license("B", "PC", inTeam("7", "Core")), license("C", "II", heldBy(bo))), finds: []string{cy + " WS"}},
		{name: "of the products that the filter chooses", set: products("WS", "GO"), on: on(license("A", "WS"), license("B", "GO")), finds: []string{cy + " WS"}},
		{name: "an empty list declares no one", object: expects(map[string][]string{"II": {}}), on: on(license("A", "II", heldBy(ada))), finds: nil},
		{name: "addresses as people write them, each once", object: expects(map[string][]string{"II": {" ADA@acme.example", ada, "", "ada@old.example"}}), set: aliased(nil, map[string]string{"old.example": "acme.example"}), on: on(license("A", "WS")), finds: []string{ada + " II"}},
		{name: "no exempt person", set: exempt(bo), on: on(license("A", "WS", heldBy(cy))), finds: []string{ada + " II"}},
	},
	sentence: []ruleCase{
		{name: "nothing held", on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(bo))), says: []string{"cy@acme.example is expected to have WebStorm (WS), but has no active license for it or for a pack that includes it."}},
		{name: "unusable licenses, the lowest first", object: expects(map[string][]string{"II": {ada}, "WS": {ada}}), on: on(license("B", "II", heldBy(ada), named("Ada"), expired), license("A", "ALL", heldBy(ada), isOut, expired), license("C", "WS", heldBy(ada), expired)), says: []string{
			"Ada (ada@acme.example) is expected to have IntelliJ IDEA Ultimate (II), but has no active license for it or for a pack that includes it: license A for All Products Pack (ALL) is suspended.",
			"Ada (ada@acme.example) is expected to have WebStorm (WS), but has no active license for it or for a pack that includes it: license A for All Products Pack (ALL) is suspended.",
		}},
		{name: "an expired license", object: expects(map[string][]string{"II": {ada}}), on: on(license("B", "II", heldBy(ada), expired)), says: []string{"ada@acme.example is expected to have IntelliJ IDEA Ultimate (II), but has no active license for it or for a pack that includes it: license B for IntelliJ IDEA Ultimate (II) is expired."}},
		{name: "entries that are no addresses", object: expects(map[string][]string{"II": {ada, "", "Bo"}, "PC": {"Cy <cy@acme.example>", bo, "Cy"}, "WS": {ada}}), on: on(license("A", "ALL", heldBy(ada)), license("B", "ALL", heldBy(bo))), says: nil,
			warns: []string{`missing_entitlement.expected contains entries that are not email addresses: 3 of 6 | The first one is missing_entitlement.expected["II"][2]. An address is only jane.doe@acme.example, without a name or angle brackets around it. They match no license holder, so these people count as not declared. Correct the entries, or remove them.`}},
		{name: "no warning otherwise", object: expects(map[string][]string{"II": {ada, ""}}), on: on(license("A", "ALL", heldBy(ada))), says: nil, warns: []string{}},
		{name: "with a team's token", set: teamToken, object: expects(map[string][]string{"II": {ada}}), on: on(license("B", "II")), says: []string{"ada@acme.example is expected to have IntelliJ IDEA Ultimate (II), but has no active license for it or for a pack that includes it in the token's team."}},
		{name: "by license, the product only", set: byLicense, object: expects(map[string][]string{"II": {ada}}), on: on(license("B", "II", heldBy(ada), expired)), says: []string{"A person is expected to have IntelliJ IDEA Ultimate (II), but has no active license for it or for a pack that includes it."}},
	},
	percentage: []ruleCase{
		{name: "of the declared pairs", object: expects(map[string][]string{"II": {ada, bo, "ADA@acme.example"}, "WS": {ada, cy}, "PC": {}}), set: exempt(cy), on: on(license("A", "II", heldBy(ada)), license("B", "WS", heldBy(ada))), count: 1, outOf: 3, excused: 1},
		{name: "of the products that the filter chooses", set: products("II"), on: on(license("A", "II", heldBy(ada))), count: 1, outOf: 2},
	},
	slips: []ruleCase{
		{name: "no code", object: expects(map[string][]string{}), fails: "missing_entitlement.expected", text: "names no product"},
		{name: "a misspelled code", object: expects(map[string][]string{"II": {ada}, "ws": {cy}}), on: on(license("A", "II")), fails: "missing_entitlement.expected"},
		{name: "only codes that the audit's filter leaves out", set: products("PC"), on: on(license("A", "PC")), fails: "missing_entitlement.expected"},
		{name: "an address with a name", object: expects(map[string][]string{"II": {"Ada <ada@acme.example>"}}), fails: "missing_entitlement.expected", key: "II", text: "contains no email address in 1 text"},
	},
})
