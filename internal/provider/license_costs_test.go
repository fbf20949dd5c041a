package provider_test

import (
	"math/big"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
)

// number returns a decimal as Terraform's arithmetic reads it.
func number(t *testing.T, text string) *big.Float {
	t.Helper()
	f, _, err := big.ParseFloat(text, 10, 512, big.ToNearestEven)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestCostsByTeamAndProduct(t *testing.T) {
	o := handmade()
	core, mobile, _ := teamIDs(o)
	start(t, o)
	arguments := object{"monthly_prices": object{"II": number(t, "59.9"), " WS ": number(t, "15.9"), "ALL": nil}, "inactive_days": 0, "grace_days": 0}
	state := ask(t, "jetbrains_license_costs", arguments).must(t)
	equal(t, "costs", state["costs"], []any{
		object{"team_id": core, "team_name": "Core", "product_code": "II", "product_name": "IntelliJ IDEA Ultimate", "monthly_price": 59.9,
			"billable": 2, "billable_cost": 119.8, "unassigned": 1, "unassigned_cost": 59.9, "reclaimable": 1, "reclaimable_cost": 59.9, "overlapping": 0, "overlapping_cost": 0},
		object{"team_id": mobile, "team_name": "Mobile", "product_code": "WS", "product_name": "WebStorm", "monthly_price": 15.9,
			"billable": 1, "billable_cost": 15.9, "unassigned": 0, "unassigned_cost": 0, "reclaimable": 0, "reclaimable_cost": 0, "overlapping": 0, "overlapping_cost": 0},
	})
	equal(t, "totals by team", state["totals_by_team"], []any{
		object{"team_id": core, "team_name": "Core", "billable_cost": 119.8, "unassigned_cost": 59.9, "reclaimable_cost": 59.9, "overlapping_cost": 0},
		object{"team_id": mobile, "team_name": "Mobile", "billable_cost": 15.9, "unassigned_cost": 0, "reclaimable_cost": 0, "overlapping_cost": 0},
	})
	equal(t, "total", state["total"], object{"billable_cost": 135.7, "unassigned_cost": 59.9, "reclaimable_cost": 59.9, "overlapping_cost": 0})

	delete(arguments, "inactive_days")
	delete(arguments, "grace_days")
	state = ask(t, "jetbrains_license_costs", arguments).must(t)
	equal(t, "reclaimable without inactive_days", column(t, state["costs"], "reclaimable"), []any{nil, nil})
	equal(t, "its cost", column(t, state["costs"], "reclaimable_cost"), []any{nil, nil})
	equal(t, "its total", state["total"].(object)["reclaimable_cost"], nil)
	equal(t, "its totals by team", column(t, state["totals_by_team"], "reclaimable_cost"), []any{nil, nil})
}

func TestCostsAreRefusedOrWarn(t *testing.T) {
	start(t, handmade())
	prices := object{"II": 1, "WS": 1}
	for name, test := range map[string]struct {
		arguments object
		want      []string
	}{
		"no price":        {object{"monthly_prices": object{"WS": 1}}, []string{`ERROR at AttributeName("monthly_prices"): The costs cannot be calculated because of monthly_prices`, "has no price for II (IntelliJ IDEA Ultimate)"}},
		"negative price":  {object{"monthly_prices": object{"II": -1}}, []string{`AttributeName("monthly_prices").ElementKeyString("II")`, "Not a price"}},
		"unknown product": {object{"monthly_prices": prices, "product_codes": []any{"ws"}}, []string{"product_codes", `"ws", which the account does not have. The account has WS (WebStorm)`}},
		"a fraction":      {object{"monthly_prices": prices, "inactive_days": 1.5}, []string{"inactive_days", "whole number"}},
		"no time":         {object{"monthly_prices": prices, "as_of": "today"}, []string{"as_of", "not an RFC 3339 time"}},
		"too few":         {object{"monthly_prices": prices, "min_licenses": 9}, []string{"min_licenses", "min_licenses is 9"}},
	} {
		t.Run(name, func(t *testing.T) { ask(t, "jetbrains_license_costs", test.arguments).fails(t, test.want...) })
	}
	ask(t, "jetbrains_license_costs", object{"monthly_prices": prices, "grace_days": 1}).warns(t, `WARNING at AttributeName("grace_days")`)
}

// Three times 77.9 must be exactly 233.7 in Terraform.
func TestAcceptanceCostsAreExact(t *testing.T) {
	o := handmade()
	for i := range 3 { // for the three billable seats
		o.Licenses[[]int{0, 1, 6}[i]].Product = pack
	}
	start(t, o)
	run(t, resource.TestStep{
		Config: `data "jetbrains_license_costs" "all" {
  monthly_prices = { ALL = 77.9 }
}

output "exact" {
  # Terraform 1.0 refuses .total.billable_cost.
  value = lookup(data.jetbrains_license_costs.all.total, "billable_cost", 0) == 233.7 ? jsonencode(lookup(data.jetbrains_license_costs.all.total, "billable_cost", 0)) : "no"
}`,
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownOutputValue("exact", knownvalue.StringExact("233.7")),
			statecheck.ExpectKnownValue("data.jetbrains_license_costs.all", tfjsonpath.New("total").AtMapKey("reclaimable_cost"), knownvalue.Null()),
		},
	})
}
