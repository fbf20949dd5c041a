package licensing

import (
	"math/big"
	"slices"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

var seatPrices = map[string]value.Decimal{}

func price(text string) value.Decimal {
	f, _, err := big.ParseFloat(text, 10, 512, big.ToNearestEven)
	if err != nil {
		panic(err)
	}
	return value.NewDecimal(f)
}

func init() {
	for code, text := range map[string]string{"ALL": "77.9", "II": "59.9", "WS": "15.9", "PC": "24.9", "GO": "19.9", "RSU": "40", "RD": "30.05", "AIP": "10", "TBEB": "0.01"} {
		seatPrices[code] = price(text)
	}
}

// groupings lists every combination of groups, in every order.
func groupings() [][]GroupBy {
	var all [][]GroupBy
	var extend func(prefix []GroupBy)
	extend = func(prefix []GroupBy) {
		if len(prefix) > 0 {
			all = append(all, prefix)
		}
		for _, next := range GroupsBy() {
			if !slices.Contains(prefix, next) {
				extend(append(slices.Clone(prefix), next))
			}
		}
	}
	extend(nil)
	return all
}

func seatOptions(by ...GroupBy) SeatOptions {
	return SeatOptions{
		AsOf: day("2026-11-21"), ReadAt: day("2026-11-21"), GroupBy: by, Prices: seatPrices, InactiveDays: value.Some(300),
		CostCenters: map[string]string{"person1@team1.acme.example": "R&D", "person2@team2.acme.example": "Sales", "person3@team3.acme.example": "R&D"},
	}
}

func everyGrouping(licenses []License, groupings [][]GroupBy) []SeatReport {
	organization := NewOrganization(Account{}, slices.Clone(licenses))
	var reports []SeatReport
	for _, by := range groupings {
		report, err := Seats(organization, seatOptions(by...))
		if err != nil {
			panic(err)
		}
		reports = append(reports, report)
	}
	return reports
}

// Each number of the total is the sum of the rows', whatever the groups; only
// people and dates are not.
func TestTheTotalIsTheSumOfTheRows(t *testing.T) {
	numbers := func(c *SeatCounts) []int {
		return []int{
			c.Total, c.Assigned, c.Unassigned, c.Available, c.AvailableTrial, c.Suspended, c.Trial, c.Expired, c.Floating, c.Perpetual,
			c.Billable, c.UnassignedBillable, c.Unused, c.UseUnknown, c.Overlapping, c.Surplus(),
		}
	}
	var first *SeatReport
	for i, report := range everyGrouping(syntheticLicenses(600, 3), groupings()) {
		sums, costs := make([]int, 16), SeatCosts{}
		for k := range report.Groups {
			for n, number := range numbers(&report.Groups[k].SeatCounts) {
				sums[n] += number
			}
			costs.plus(&report.Groups[k].Costs)
		}
		if want := numbers(&report.Total.SeatCounts); !slices.Equal(sums, want) {
			t.Errorf("grouped by %v: the rows add up to %v, the total is %v", groupings()[i], sums, want)
		}
		for _, cost := range [][2]value.Decimal{
			{costs.Billable, report.Total.Costs.Billable}, {costs.Unassigned, report.Total.Costs.Unassigned}, {costs.Unused, report.Total.Costs.Unused},
			{costs.Overlapping, report.Total.Costs.Overlapping}, {costs.Surplus(), report.Total.Costs.Surplus()},
		} {
			if cost[0].Compare(cost[1]) != 0 {
				t.Errorf("grouped by %v: the rows cost %s, the total is %s", groupings()[i], cost[0], cost[1])
			}
		}
		if first == nil {
			first = &report
		}
		if report.Total.SeatCounts != first.Total.SeatCounts {
			t.Errorf("grouped by %v: the total is %+v, but %+v with another grouping", groupings()[i], report.Total.SeatCounts, first.Total.SeatCounts)
		}
	}
	if first.Total.Unused == 0 || first.Total.Overlapping == 0 || first.Total.UseUnknown == 0 {
		t.Errorf("the organization has too little to count: %+v", first.Total.SeatCounts)
	}
}
