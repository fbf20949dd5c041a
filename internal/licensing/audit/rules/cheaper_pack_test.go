package rules_test

import (
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit/rules"
)

func priced(pairs ...string) object { return object{"prices": prices(pairs...)} }

func TestCheaperPackNamesThePack(t *testing.T) {
	c := ruleCase{on: on(license("A", "RD", heldBy(ada)), license("B", "DC", heldBy(ada)))}
	result, err := c.run("cheaper_pack", tests["cheaper_pack"].object)
	if err != nil || len(result.Findings) != 1 || result.Findings[0].ProductCode != "RSU" || result.Findings[0].LicenseID != "" {
		t.Errorf("%+v, error %v", result, err)
	}
}

var _ = register("cheaper_pack", ruleTests{
	object: priced("ALL", "70", "RSU", "30", "II", "59.9", "WS", "10.1", "RD", "20", "DC", "10.01"),
	meaning: []ruleCase{
		{name: "whose licenses cost more than the pack, not the same", on: on(license("A", "II", heldBy(ada)), license("B", "WS", heldBy(ada)), license("C", "II", heldBy(bo)), license("D", "WS", heldBy(bo)), license("E", "WS", heldBy(bo))), finds: []string{bo}},
		{name: "a cent more is more", on: on(license("A", "RD", heldBy(ada)), license("B", "DC", heldBy(ada))), finds: []string{ada}},
		{name: "all that the person holds, whatever the filters choose", set: products("RD"), on: on(license("A", "RD", heldBy(ada)), license("B", "DC", heldBy(ada)), license("C", "DC", heldBy(bo)), license("D", "RD", heldBy(cy))), finds: []string{ada}},
		{name: "not who holds the pack, in whatever state", on: on(
			license("A", "RD", heldBy(ada)), license("B", "DC", heldBy(ada)), license("C", "RSU", heldBy(ada), expired, isTrial, isOut),
			license("D", "RD", heldBy(bo)), license("E", "DC", heldBy(bo)), license("F", "RSU"),
		), finds: []string{bo}},
		{name: "only what is paid for counts", on: on(
			license("A", "RD", heldBy(ada)), license("B", "DC", heldBy(ada), expired), license("C", "DC", heldBy(ada), isTrial), license("D", "DC", heldBy(ada), perpetual),
			license("E", "RD", heldBy(bo)), license("F", "DC", heldBy(bo), isOut),
		), finds: []string{bo}},
		{name: "a license without a price counts as nothing", on: on(license("A", "RD", heldBy(ada)), license("B", "DM", heldBy(ada))), finds: nil},
		{name: "a pack without a price is not weighed", object: priced("ALL", "70", "II", "59.9", "RD", "20", "DC", "20"), on: on(license("A", "RD", heldBy(ada)), license("B", "DC", heldBy(ada))), finds: nil},
		{name: "only what the pack includes", on: on(license("A", "RD", heldBy(ada)), license("B", "II", heldBy(ada)), license("C", "AIP", heldBy(ada))), object: priced("RSU", "25", "RD", "20", "II", "59", "AIP", "10"), finds: nil},
		{name: "a pack is no part of itself", object: priced("X", "5", "II", "6"), set: packs(licensing.Packs{"X": {"X", "WS"}, "II": {"II", "X"}}), on: on(license("A", "II", heldBy(ada))), finds: nil},
		{name: "unused licenses aside where that rule is enabled", and: map[rules.Name]object{"unused": {"days": 90}}, on: on(license("A", "RD", heldBy(ada), seen("2026-01-01")), license("B", "DC", heldBy(ada)), license("C", "RD", heldBy(bo), seen("2026-11-01")), license("D", "DC", heldBy(bo))), finds: []string{bo}},
		{name: "unused licenses of exempt people too", and: map[rules.Name]object{"unused": {"days": 90}}, set: exemptFrom("unused", ada), on: on(license("A", "RD", heldBy(ada), seen("2026-01-01")), license("B", "DC", heldBy(ada))), finds: nil},
		{name: "not aside for other rules", and: map[rules.Name]object{"discontinued": {"product_codes": []string{"RD"}}}, on: on(license("A", "RD", heldBy(ada), renewing), license("B", "DC", heldBy(ada))), finds: []string{ada}},
		{name: "overlapping licenses aside where that rule is enabled", and: map[rules.Name]object{"overlapping": {}}, on: on(license("A", "RD", heldBy(ada)), license("B", "RD", heldBy(ada))), finds: nil},
		{name: "other licenses still count there", and: map[rules.Name]object{"overlapping": {}}, on: on(license("A", "RD", heldBy(ada)), license("B", "DC", heldBy(ada)), license("C", "DC", heldBy(ada))), finds: []string{ada}},
		{name: "unused beside other rules about licenses to give up", and: map[rules.Name]object{"discontinued": {"product_codes": []string{"AC"}}, "unused": {"days": 90}}, on: on(license("A", "RD", heldBy(ada), seen("2026-01-01")), license("B", "DC", heldBy(ada)), license("C", "RD", heldBy(bo)), license("D", "DC", heldBy(bo))), finds: []string{bo}},
		{name: "and only there", on: on(license("A", "RD", heldBy(ada)), license("B", "RD", heldBy(ada))), finds: []string{ada}},
	},
	sentence: []ruleCase{
		{name: "both sums", on: on(license("A", "RD", heldBy(ada), named("Ada")), license("B", "DC", heldBy(ada))), says: []string{"Ada (ada@acme.example) holds Rider (RD), dotCover (DC) and would be cheaper with dotUltimate (RSU): the licenses that it includes cost 30.01, the pack costs 30."}},
		{name: "the pack that saves most", object: priced("ALL", "10", "RSU", "9", "RD", "20", "II", "1"), on: on(license("A", "RD", heldBy(ada)), license("B", "II", heldBy(ada))),
			says: []string{"ada@acme.example holds IntelliJ IDEA Ultimate (II), Rider (RD) and would be cheaper with All Products Pack (ALL): the licenses that it includes cost 21, the pack costs 10."}},
		{name: "of equal ones the lowest code", object: priced("ALL", "11", "RSU", "10", "RD", "20", "II", "1"), on: on(license("A", "RD", heldBy(ada)), license("B", "II", heldBy(ada))),
			says: []string{"ada@acme.example holds IntelliJ IDEA Ultimate (II), Rider (RD) and would be cheaper with All Products Pack (ALL): the licenses that it includes cost 21, the pack costs 11."}},
		{name: "by license", set: byLicense, on: on(license("A", "RD", heldBy(ada), named("Ada")), license("B", "DC", heldBy(ada))), says: []string{
			"The holder of license A for Rider (RD) would be cheaper with dotUltimate (RSU): the licenses that it includes cost 30.01, the pack costs 30.",
			"The holder of license B for dotCover (DC) would be cheaper with dotUltimate (RSU): the licenses that it includes cost 30.01, the pack costs 30.",
		}},
	},
	percentage: []ruleCase{
		{name: "of people", on: on(license("A", "RD", heldBy(ada)), license("B", "DC", heldBy(ada)), license("C", "II", heldBy(bo)), license("D", "II", heldBy(cy), expired), license("E", "ALL")), set: exempt(cy), count: 1, outOf: 2},
	},
	slips: []ruleCase{
		{name: "no price", object: priced(), fails: "cheaper_pack.prices", text: "names no product"},
		{name: "no price of a pack", object: priced("II", "59.9", "WS", "10"), fails: "cheaper_pack.prices"},
		{name: "the pack in another letter case", object: priced("all", "70", "II", "59.9"), fails: "cheaper_pack.prices"},
		{name: "a price of a pack that is emptied", object: priced("ALL", "70", "II", "59.9"), set: packs(licensing.Packs{"ALL": {}}), fails: "cheaper_pack.prices"},
		{name: "a price that is too high by a digit", object: priced("RSU", "30", "RD", "200", "DC", "10.01"), on: on(license("A", "RD", heldBy(ada)), license("B", "DC", heldBy(ada)), license("C", "RD", heldBy(bo))), finds: []string{ada, bo}},
	},
})
