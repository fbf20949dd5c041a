package rules_test

import (
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit/rules"
)

func exemptFrom(rule rules.Name, email string) func(*setup) {
	return func(s *setup) {
		s.Exemptions = append(s.Exemptions, audit.Exemption{Email: email, Rules: []rules.Name{rule}})
	}
}

func TestOverlappingNamesTheLicenseToKeep(t *testing.T) {
	c := ruleCase{on: on(license("A", "II", heldBy(ada), isTrial), license("B", "ALL", heldBy(ada)), license("C", "II", heldBy(ada)))}
	result, err := c.run("overlapping", object{})
	if err != nil || len(result.Findings) != 1 || result.Findings[0].LicenseID != "C" || result.Findings[0].CoveredByLicenseID != "B" {
		t.Errorf("%+v, error %v", result, err)
	}
}

// How licenses are weighed is tested in package licensing, too.
var _ = register("overlapping", ruleTests{
	meaning: []ruleCase{
		{name: "a second license for a product", on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(ada)), license("C", "II", heldBy(bo)), license("D", "II")), finds: []string{"B"}},
		{name: "a product beside a pack", on: on(license("A", "II", heldBy(ada)), license("B", "ALL", heldBy(ada)), license("C", "AIP", heldBy(ada))), finds: []string{"A"}},
		{name: "not what outlasts the pack", on: on(license("A", "II", heldBy(ada), validTo("2027-02-01")), license("B", "ALL", heldBy(ada), validTo("2027-01-01"))), finds: nil},
		{name: "a suspended license that would add nothing", on: on(license("A", "II", heldBy(ada), isOut), license("B", "ALL", heldBy(ada)), license("C", "WS", heldBy(bo), isOut), license("D", "II", heldBy(bo))), finds: []string{"A"}},
		{name: "a suspended, expired, trial, or perpetual license covers nothing", on: on(
			license("A", "II", heldBy(ada)), license("B", "ALL", heldBy(ada), isOut), license("C", "ALL", heldBy(ada), expired), license("D", "ALL", heldBy(ada), isTrial), license("E", "ALL", heldBy(ada), perpetual),
		), finds: nil},
		{name: "and only what is paid for is found", on: on(license("A", "ALL", heldBy(ada)), license("B", "II", heldBy(ada), expired), license("C", "II", heldBy(ada), isTrial), license("D", "II", heldBy(ada), perpetual)), finds: nil},
		{name: "by the whole reading, whatever the filters choose", set: teams("7"), on: on(license("A", "II", heldBy(ada), inTeam("7", "Core")), license("B", "II", heldBy(bo), inTeam("8", "Web")), license("C", "ALL", heldBy(ada), inTeam("8", "Web")), license("D", "ALL", heldBy(bo))), finds: []string{"A"}},
		{name: "what is unused covers nothing, and is in one list", and: map[rules.Name]object{"unused": {"days": 90}}, on: on(
			license("A", "ALL", heldBy(ada), seen("2026-01-01")), license("B", "II", heldBy(ada), seen("2026-11-01")),
			license("C", "ALL", heldBy(bo), seen("2026-11-01")), license("D", "II", heldBy(bo), seen("2026-01-01")),
		), finds: nil},
		{name: "what is unused, but its holder exempt from that", and: map[rules.Name]object{"unused": {"days": 90}}, set: exemptFrom("unused", ada), on: on(
			license("A", "ALL", heldBy(ada), seen("2026-11-01")), license("B", "II", heldBy(ada), seen("2026-01-01")), license("C", "ALL", heldBy(bo), seen("2026-01-01")), license("D", "II", heldBy(bo), seen("2026-11-01")),
		), finds: []string{"B"}},
		{name: "what is unused, but not judged, covers nothing", and: map[rules.Name]object{"unused": {"days": 90}}, set: products("II"), on: on(license("A", "ALL", heldBy(ada), seen("2026-01-01")), license("B", "II", heldBy(ada), seen("2026-11-01"))), finds: nil},
		{name: "what is discontinued covers nothing, and is in one list", and: map[rules.Name]object{"discontinued": {"product_codes": []string{"ALL"}}}, on: on(license("A", "ALL", heldBy(ada), renewing), license("B", "II", heldBy(ada)), license("C", "ALL", heldBy(bo)), license("D", "II", heldBy(bo))), finds: []string{"D"}},
		{name: "what is unexpected covers nothing, by the whole declaration", and: map[rules.Name]object{"unexpected_entitlement": {"expected": map[string][]string{"ALL": {bo}, "II": {ada, bo}}}}, set: products("II"), on: on(
			license("A", "ALL", heldBy(ada)), license("B", "II", heldBy(ada)), license("C", "ALL", heldBy(bo)), license("D", "II", heldBy(bo)),
		), finds: []string{"D"}},
		{name: "pack_contents count, and packs inside packs do not", set: packs(licensing.Packs{"X": {"ALL", "AIP"}}), on: on(license("A", "X", heldBy(ada)), license("B", "AIP", heldBy(ada)), license("C", "II", heldBy(ada))), finds: []string{"B"}},
		{name: "the last of many, of which the filters choose it", set: products("WS"), on: on(license("A", "AIP", heldBy(ada)), license("B", "II", heldBy(ada)), license("C", "PC", heldBy(ada)), license("D", "WS", heldBy(ada)), license("E", "WS", heldBy(ada))), finds: []string{"E"}},
		{name: "of equal ones the one without a date", on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(ada), seen("2026-11-01"))), finds: []string{"A"}},
		{name: "each of several rules gives up", and: map[rules.Name]object{"discontinued": {"product_codes": []string{"ALL"}}, "unused": {"days": 90}}, on: on(license("A", "ALL", heldBy(ada), renewing), license("B", "II", heldBy(ada)), license("C", "ALL", heldBy(bo), seen("2026-01-01")), license("D", "II", heldBy(bo))), finds: nil},
		{name: "not of exempt people", set: exempt(ada), on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(ada))), finds: nil},
	},
	sentence: []ruleCase{
		{name: "the same product", on: on(license("A", "II", heldBy(ada), named("Ada"), renewing), license("B", "II", heldBy(ada), validTo("2027-01-01T00:00:00+03:00"), assigned("2026-11-01"))),
			says: []string{"License B for IntelliJ IDEA Ultimate (II), held by Ada (ada@acme.example), adds nothing, valid until 2027-01-01: the same person's license A for IntelliJ IDEA Ultimate (II) is for the same product. JetBrains' API revokes it from 2026-12-01 on; the console does so at any time."}},
		{name: "a pack, by license", set: byLicense, on: on(license("A", "II", heldBy(ada), isOut), license("B", "ALL", heldBy(ada))), says: []string{"License A for IntelliJ IDEA Ultimate (II) (suspended) adds nothing: the same person's license B for All Products Pack (ALL) includes IntelliJ IDEA Ultimate (II)."}},
		{name: "of several the lowest", on: on(license("A", "II", heldBy(ada), expired), license("B", "ALL", heldBy(ada)), license("C", "II", heldBy(ada), renewing), license("D", "II", heldBy(ada))), says: []string{"License D for IntelliJ IDEA Ultimate (II), held by ada@acme.example, adds nothing: the same person's license B for All Products Pack (ALL) includes IntelliJ IDEA Ultimate (II)."}},
	},
	percentage: []ruleCase{
		{name: "of the licenses that people hold", on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(ada)), license("C", "II", heldBy(ada), isTrial), license("D", "II", heldBy(bo), expired), license("E", "II"), license("F", "II", onServer), license("G", "WS", heldBy(ada))), set: products("II"), count: 1, outOf: 4},
	},
})
