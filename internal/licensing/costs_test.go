package licensing

import (
	"errors"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func prices(t testing.TB, list map[string]string) map[string]value.Decimal {
	t.Helper()
	result := map[string]value.Decimal{}
	for code, text := range list {
		f, _, err := big.ParseFloat(text, 10, 512, big.ToNearestEven)
		if err != nil {
			t.Fatal(err)
		}
		result[code] = value.NewDecimal(f)
	}
	return result
}

func costOptions(t testing.TB, changes ...func(*CostOptions)) CostOptions {
	t.Helper()
	o := CostOptions{AsOf: day(asOf), ReadAt: day(asOf), MonthlyPrices: prices(t, map[string]string{"ALL": "77.9", "II": "59.9", "WS": "15.9"}), InactiveDays: value.Some(60)}
	for _, change := range changes {
		change(&o)
	}
	return o
}

// row formats a cost as "team product: billable unassigned reclaimable
// overlapping".
func row(c Cost) string {
	reclaimable := "-"
	if c.Reclaimable.Set {
		reclaimable = fmt.Sprint(c.Reclaimable.Value)
	}
	return fmt.Sprintf("%s/%s %s: %d %d %s %d", c.TeamID, c.TeamName.Value, c.ProductCode, c.Billable, c.Unassigned, reclaimable, c.Overlapping)
}

// totals formats sums as "billable unassigned reclaimable overlapping".
func totals(c CostTotal) string {
	reclaimable := "-"
	if c.Reclaimable != nil {
		reclaimable = c.Reclaimable.String()
	}
	return fmt.Sprint(c.Billable, " ", c.Unassigned, " ", reclaimable, " ", c.Overlapping)
}

func TestCosts(t *testing.T) {
	used, core, mobile := seen("2026-11-20"), inTeam("7", "Core"), inTeam("10", "Mobile")
	licenses := sorted(
		seat("A", "ALL", heldBy(jane), used, core), seat("B", "WS", heldBy(jane), core), // idle and redundant
		seat("C", "WS", core), seat("D", "WS", heldBy(joe), used, mobile), seat("E", "WS", onServer, mobile), seat("F", "WS"),
		seat("G", "WS", heldBy(joe), mobile, trial), seat("H", "WS", mobile, expired), seat("I", "GO", heldBy(joe), mobile, noSubscription), // G, H, and I are free of charge
		seat("J", "II", heldBy(""), core),                            // is idle; the holder does not matter
		seat("K", "II", heldBy(eve), core, assignedOn("2026-10-23")), // JetBrains does not allow reassigning it yet
	)
	organization := NewOrganization(Account{Scope: ScopeOrganization, Teams: []TeamRole{{ID: "7"}}}, licenses)
	for name, test := range map[string]struct {
		change func(*CostOptions)
		rows   []string
		byTeam []string
		totals string
	}{
		"everything": {
			func(*CostOptions) {},
			[]string{"10/Mobile WS: 2 0 0 0", "7/Core ALL: 1 0 0 0", "7/Core II: 2 0 1 0", "7/Core WS: 2 1 1 1", "/ WS: 1 1 0 0"},
			[]string{"10/Mobile: 31.8 0 0 0", "7/Core: 229.5 15.9 75.8 15.9", "/: 15.9 15.9 0 0"}, "277.2 31.8 75.8 15.9",
		},
		"without inactive_days": {
			func(o *CostOptions) { o.InactiveDays = value.Optional[int]{} },
			[]string{"10/Mobile WS: 2 0 - 0", "7/Core ALL: 1 0 - 0", "7/Core II: 2 0 - 0", "7/Core WS: 2 1 - 1", "/ WS: 1 1 - 0"},
			[]string{"10/Mobile: 31.8 0 - 0", "7/Core: 229.5 15.9 - 15.9", "/: 15.9 15.9 - 0"}, "277.2 31.8 - 15.9",
		},
		"of one product, with the pack of another taking part": {
			func(o *CostOptions) {
				o.Selection.ProductCodes = []string{"WS"}
				o.MonthlyPrices = prices(t, map[string]string{"WS": "0.1"})
			},
			[]string{"10/Mobile WS: 2 0 0 0", "7/Core WS: 2 1 1 1", "/ WS: 1 1 0 0"}, []string{"10/Mobile: 0.2 0 0 0", "7/Core: 0.2 0.1 0.1 0.1", "/: 0.1 0.1 0 0"}, "0.5 0.2 0.1 0.1",
		},
		"of one team":            {func(o *CostOptions) { o.Selection.TeamIDs = []string{"10"} }, []string{"10/Mobile WS: 2 0 0 0"}, []string{"10/Mobile: 31.8 0 0 0"}, "31.8 0 0 0"},
		"with other packs":       {func(o *CostOptions) { o.PackContents = Packs{"ALL": {}}; o.Selection.TeamIDs = []string{"7"} }, []string{"7/Core ALL: 1 0 0 0", "7/Core II: 2 0 1 0", "7/Core WS: 2 1 1 0"}, []string{"7/Core: 229.5 15.9 75.8 0"}, "229.5 15.9 75.8 0"},
		"with a grace":           {func(o *CostOptions) { o.GraceDays = value.Some(0); o.Selection.ProductCodes = []string{"II"} }, []string{"7/Core II: 2 0 1 0"}, []string{"7/Core: 119.8 0 59.9 0"}, "119.8 0 59.9 0"},
		"what is free of charge": {func(o *CostOptions) { o.Selection.ProductCodes = []string{"GO"} }, []string{}, nil, "0 0 0 0"},
	} {
		t.Run(name, func(t *testing.T) {
			report, err := Costs(organization, costOptions(t, test.change))
			if err != nil {
				t.Fatal(err)
			}
			var rows []string
			for _, c := range report.Costs {
				rows = append(rows, row(c))
			}
			if got, want := strings.Join(rows, "\n"), strings.Join(test.rows, "\n"); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if got := totals(report.Total); got != test.totals {
				t.Errorf("totals %s, want %s", got, test.totals)
			}
			var byTeam []string
			for _, team := range report.ByTeam {
				byTeam = append(byTeam, team.TeamID+"/"+team.TeamName.Value+": "+totals(team.CostTotal))
			}
			if got, want := strings.Join(byTeam, "\n"), strings.Join(test.byTeam, "\n"); got != want {
				t.Errorf("by team\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestCostsThatAreRefused(t *testing.T) {
	organization := NewOrganization(Account{Scope: ScopeOrganization}, []License{seat("A", "II"), seat("B", "GO"), seat("C", "DB", inTeam("7", "Core"))})
	for name, test := range map[string]struct {
		change          func(*CostOptions)
		attribute, says string
	}{
		"products without a price": {func(*CostOptions) {}, "monthly_prices", "monthly_prices has no price for DB (DataGrip), GO (GoLand), which have billable seats. Add the prices"},
		"a price in another letter case": {func(o *CostOptions) {
			o.MonthlyPrices = prices(t, map[string]string{"ii": "1", "go": "1", "II": "2", "DB": "1"})
		}, "monthly_prices", `for GO (GoLand), which has billable seats. Add the price. Codes are case-sensitive, so the prices for "go" do not count`},
		"an unknown product": {func(o *CostOptions) { o.Selection.ProductCodes = []string{"go"} }, "product_codes", "The account has GO (GoLand), DB"},
		"an unknown team":    {func(o *CostOptions) { o.Selection.TeamIDs = []string{"8"} }, "team_ids", "The account has 7 (Core)"},
		"no license":         {func(o *CostOptions) { o.Selection = Selection{[]string{"GO"}, []string{"7"}} }, "min_licenses", "is 0"},
		"too few licenses":   {func(o *CostOptions) { o.MinLicenses = value.Some(4) }, "min_licenses", "min_licenses is 4"},
		"negative days":      {func(o *CostOptions) { o.InactiveDays = value.Some(-1) }, "inactive_days", "0 or more"},
		"an empty list":      {func(o *CostOptions) { o.Selection.TeamIDs = []string{} }, "team_ids", "empty"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Costs(organization, costOptions(t, test.change))
			refused, ok := errors.AsType[attributed](err)
			if !ok || refused.Attribute() != test.attribute || !strings.Contains(err.Error(), test.says) {
				t.Errorf("error %v, want one on %s that says %q", err, test.attribute, test.says)
			}
		})
	}
	if _, err := Costs(NewOrganization(Account{}, nil), costOptions(t, func(o *CostOptions) { o.MinLicenses = value.Some(0) })); err != nil {
		t.Errorf("nothing, which is allowed: %v", err)
	}
}

func TestCostsWarn(t *testing.T) {
	organization := NewOrganization(Account{}, []License{seat("A", "II")})
	report, err := Costs(organization, costOptions(t, func(o *CostOptions) {
		o.InactiveDays, o.GraceDays, o.PackContents = value.Optional[int]{}, value.Some(1), Packs{"all": {"II"}}
		o.ReadAt = day(asOf).AddDate(0, 1, 0)
	}))
	if err != nil {
		t.Fatal(err)
	}
	var arguments []string
	for _, w := range report.Warnings {
		arguments = append(arguments, w.Argument)
	}
	if got := strings.Join(arguments, " "); got != "as_of pack_contents grace_days" {
		t.Errorf("warnings of %s", got)
	}
}

// The numbers of reclaimable, overlapping, and billable seats must match the
// audit and the pools if every seat has a subscription.
func TestCostsAgreeWithAuditAndPools(t *testing.T) {
	organization := NewOrganization(Account{Scope: ScopeOrganization}, syntheticLicenses(2000, 9))
	all := map[string]value.Decimal{}
	for _, pool := range Pools(organization.Licenses) {
		all[pool.Code] = value.NewDecimal(big.NewFloat(1))
	}
	report, err := Costs(organization, costOptions(t, func(o *CostOptions) { o.MonthlyPrices = all }))
	if err != nil {
		t.Fatal(err)
	}
	audit, err := NewAudit(options(inForce(RuleOverlapping, RuleReclaimable), inactiveAfter(60)))
	if err != nil {
		t.Fatal(err)
	}
	result, err := audit.Run(organization)
	if err != nil {
		t.Fatal(err)
	}
	billable, unassigned := 0, 0
	for _, pool := range Pools(organization.Licenses) {
		billable, unassigned = billable+pool.Billable, unassigned+pool.UnassignedBillable
	}
	got := fmt.Sprint(report.Total.Billable, " ", report.Total.Unassigned, " ", *report.Total.Reclaimable, " ", report.Total.Overlapping)
	want := fmt.Sprint(billable, " ", unassigned, " ", result.RuleCounts[RuleReclaimable], " ", result.RuleCounts[RuleOverlapping])
	if got != want || result.RuleCounts[RuleOverlapping] == 0 {
		t.Errorf("costs %s, want %s", got, want)
	}
}

func BenchmarkCosts(b *testing.B) {
	list := map[string]string{}
	for _, pool := range Pools(syntheticLicenses(1000, 1)) {
		list[pool.Code] = "15.9"
	}
	o := costOptions(b, func(o *CostOptions) { o.MonthlyPrices = prices(b, list) })
	sizes(b, func(b *testing.B, licenses []License) {
		organization := NewOrganization(Account{}, licenses)
		for b.Loop() {
			if _, err := Costs(organization, o); err != nil {
				b.Fatal(err)
			}
		}
	})
}
