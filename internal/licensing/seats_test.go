package licensing

import (
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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
	for i, report := range everyGrouping(syntheticLicenses(300, 3), groupings()) {
		sums, costs := make([]int, 16), SeatCosts{}
		for k := range report.Groups {
			for n, number := range numbers(&report.Groups[k].SeatCounts) {
				sums[n] += number
			}
			costs.plus(&report.Groups[k].Costs)
		}
		if diff := cmp.Diff(numbers(&report.Total.SeatCounts), sums); diff != "" {
			t.Errorf("grouped by %v, the rows do not add up to the total (-total +sum):\n%s", groupings()[i], diff)
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

// attributed is an error about one argument.
type attributed interface {
	error
	Attribute() string
}

func counted(t *testing.T, organization *Organization, options SeatOptions) SeatReport {
	t.Helper()
	report, err := Seats(organization, options)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestRowsAreSortedByTheirGroupsWithNoneLast(t *testing.T) {
	ends, core, web := validTo("2026-12-01"), inTeam("7", "Core"), inTeam("10", "Web")
	organization := NewOrganization(Account{}, sorted(
		seat("A", "WS", core, heldBy(jane)), seat("B", "II", web, ends, heldBy("person2@team2.acme.example")), seat("C", "II", validTo("2027-01-01")), seat("D", "WS", web, heldBy("person3@team3.acme.example")), seat("E", "II", core, ends, onServer),
	))
	for name, test := range map[string]struct {
		by   []GroupBy
		want []string // each "product team end center: total"
	}{
		"product":              {[]GroupBy{ByProduct}, []string{"II   : 3", "WS   : 2"}},
		"team, as texts":       {[]GroupBy{ByTeam}, []string{" 10  : 2", " 7  : 2", "   : 1"}},
		"cost center":          {[]GroupBy{ByCostCenter}, []string{"   R&D: 1", "   Sales: 1", "   : 3"}},
		"renewal":              {[]GroupBy{ByRenewal}, []string{"  2026-12-01 : 2", "  2027-01-01 : 1", "   : 2"}},
		"product and team":     {[]GroupBy{ByProduct, ByTeam}, []string{"II 10  : 1", "II 7  : 1", "II   : 1", "WS 10  : 1", "WS 7  : 1"}},
		"team and product":     {[]GroupBy{ByTeam, ByProduct}, []string{"II 10  : 1", "WS 10  : 1", "II 7  : 1", "WS 7  : 1", "II   : 1"}},
		"renewal, then center": {[]GroupBy{ByRenewal, ByCostCenter}, []string{"  2026-12-01 Sales: 1", "  2026-12-01 : 1", "  2027-01-01 : 1", "   R&D: 1", "   : 1"}},
	} {
		t.Run(name, func(t *testing.T) {
			options := seatOptions(test.by...)
			var got []string
			for _, row := range counted(t, organization, options).Groups {
				end := ""
				if row.Renewal.ValidUntilDate != 0 {
					end = row.Renewal.ValidUntilDate.String()
				}
				got = append(got, fmt.Sprintf("%s %s %s %s: %d", row.ProductCode, row.TeamID, end, row.CostCenter, row.Total))
				if row.ProductCode != "" && row.ProductName != FallbackProductName(row.ProductCode) || (row.ProductCode == "") == row.ProductName.Set || (row.TeamID == "") == row.TeamName.Set {
					t.Errorf("names %+v, %+v", row.ProductName, row.TeamName)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("the rows differ (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRowsOfARenewalAreSortedByTheInstantOfTheEnd(t *testing.T) {
	// In the offset of the server, the later end has the earlier date.
	later := func(l *License) {
		l.ValidUntil, l.ValidUntilDate = day("2026-12-02T10:00:00Z"), value.DateOf(day("2026-12-01"))
	}
	report := counted(t, NewOrganization(Account{}, sorted(seat("A", "II", later), seat("B", "II", validTo("2026-12-02")))), seatOptions(ByRenewal))
	if first := report.Groups[0].Renewal; !first.ValidUntil.Equal(day("2026-12-02")) {
		t.Errorf("the first row ends at %s", first.ValidUntil)
	}
}

// Licenses that differ in anything about their renewal are in different rows, so
// that a flag is true of each seat of its row.
func TestRowsOfARenewal(t *testing.T) {
	same := func(options ...func(*License)) []func(*License) {
		return append([]func(*License){validTo("2026-12-01"), pack("1/A")}, options...)
	}
	elsewhere := validTo("2026-12-01")
	report := counted(t, NewOrganization(Account{}, sorted(
		seat("A", "II", same(renewed(true))...), seat("B", "WS", same(renewed(true), heldBy(jane))...), seat("C", "II", same(renewed(false))...), seat("D", "II", same()...),
		seat("E", "II", same(renewed(true), stopped, onServer)...), seat("F", "II", same(renewed(true), expired, unavailable)...), seat("G", "II", noSubscription), seat("H", "II"), seat("I", "II", elsewhere),
		seat("J", "II", elsewhere, pack("2/B")), seat("K", "II", func(l *License) { elsewhere(l); l.ValidUntilDate = value.DateOf(day("2026-11-30")) }), seat("L", "II", same(expired)...), seat("M", "II", elsewhere, pack("0/C")),
	)), seatOptions(ByRenewal))
	until, date, earlier := day("2026-12-01"), value.DateOf(day("2026-12-01")), value.DateOf(day("2026-11-30"))
	none, a := value.Optional[string]{}, value.Some("1/A")
	no, yes := value.Some(false), value.Some(true)
	absent := value.Optional[bool]{}
	want := []Renewal{
		{until, earlier, none, absent, false, false, true},
		{until, date, value.Some("0/C"), absent, false, false, true},
		{until, date, a, no, false, false, true},
		{until, date, a, yes, false, false, false},
		{until, date, a, yes, false, true, false},
		{until, date, a, yes, true, false, true},
		{until, date, a, absent, false, false, false},
		{until, date, a, absent, false, false, true},
		{until, date, value.Some("2/B"), absent, false, false, true},
		{until, date, none, absent, false, false, true},
		{SubscriptionPack: none},
		{SubscriptionPack: none, Ends: true},
	}
	var got []Renewal
	for _, row := range report.Groups {
		got = append(got, row.Renewal)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the renewals differ (-want +got):\n%s", cmp.Diff(want, got))
	}
	if row := report.Groups[4]; row.Total != 2 || row.Assigned != 1 || row.NextExpiryDate != date {
		t.Errorf("%+v", row)
	}
	if row := report.Groups[3]; !row.NextExpiry.IsZero() || row.NextExpiryDate != 0 {
		t.Errorf("what is expired has a next expiry: %+v", row)
	}
}

func TestNumbersOfSeats(t *testing.T) {
	organization := NewOrganization(Account{}, sorted(
		seat("A", "II"), seat("B", "II", trial), seat("C", "II", expired), seat("D", "II", suspended), seat("E", "II", unavailable), seat("F", "II", noSubscription, perpetual), seat("G", "II", onServer), seat("H", "II", onKey),
		seat("I", "II", heldBy(jane), seen("2026-11-01"), validTo("2027-02-01")), seat("J", "WS", heldBy(jane), seen("2025-11-01"), validTo("2027-01-01")), seat("K", "II", heldBy(jane), seen("2026-11-01"), validTo("2026-12-01")),
		seat("L", "II", heldBy(joe), offline, validTo("2028-01-01")), seat("M", "II", heldBy(""), seen("2025-01-01"), suspended), seat("N", "II", heldBy(""), seen("2026-11-01")), seat("O", "II", heldBy(joe), trial, expired),
	))
	total := counted(t, organization, seatOptions(ByProduct)).Total.SeatCounts
	want := SeatCounts{
		Total: 15, Assigned: 9, Unassigned: 6, Available: 1, AvailableTrial: 1, Suspended: 2, Trial: 2, Expired: 2, Floating: 2, Perpetual: 1, People: 2,
		Billable: 11, UnassignedBillable: 3, Unused: 2, UseUnknown: 1, Overlapping: 1, NextExpiry: day("2026-12-01"), NextExpiryDate: value.DateOf(day("2026-12-01")),
	}
	if total != want {
		t.Errorf("the numbers differ (-want +got):\n%s", cmp.Diff(want, total))
	}
	var counts SeatCounts
	for i := range organization.Licenses {
		counts.Count(&organization.Licenses[i])
	}
	want.People, want.Unused, want.UseUnknown, want.Overlapping = 0, 0, 0, 0
	if counts != want {
		t.Errorf("one by one, the numbers differ (-want +got):\n%s", cmp.Diff(want, counts))
	}
	if got := total.Surplus(); got != 6 {
		t.Errorf("surplus %d, want 6", got)
	}
	two := NewOrganization(Account{}, []License{seat("A", "ALL", heldBy(jane), seen("2026-11-01")), seat("B", "II", heldBy(jane), seen("2026-11-01"))})
	if got := counted(t, two, seatOptions(ByProduct)).Total.Overlapping; got != 1 {
		t.Errorf("of two licenses %d overlap, want 1", got)
	}
	without := seatOptions(ByProduct)
	without.InactiveDays = value.Optional[int]{}
	if got := counted(t, organization, without).Total; got.Unused != 0 || got.Overlapping != 1 {
		t.Errorf("without inactive_days %d are unused and %d overlapping, want 0 and 1", got.Unused, got.Overlapping)
	}
	if grace := seatOptions(ByProduct); true {
		grace.InactiveDays, grace.GraceDays = value.Some(10), value.Some(5000)
		assigned := NewOrganization(Account{}, []License{seat("A", "II", heldBy(jane), assignedOn("2026-01-01"))})
		if got := counted(t, assigned, grace).Total.Unused; got != 0 {
			t.Errorf("%d unused in the grace period", got)
		}
		grace.GraceDays = value.Optional[int]{}
		for date, want := range map[string]int{"2026-01-01": 1, "2026-10-22": 1, "2026-10-23": 0} { // 30 days
			assigned := NewOrganization(Account{}, []License{seat("A", "II", heldBy(jane), assignedOn(date))})
			if got := counted(t, assigned, grace).Total.Unused; got != want {
				t.Errorf("assigned on %s: %d unused, want %d", date, got, want)
			}
		}
	}
}

// The earliest end is the first instant, whatever date it has in the offset of
// the server. Of one instant it is the earliest date.
func TestTheNextExpiryIsAnInstant(t *testing.T) {
	ends := func(text string) func(*License) {
		return func(l *License) {
			at, err := time.Parse(time.RFC3339, text)
			if err != nil {
				panic(err)
			}
			l.ValidUntil, l.ValidUntilDate = at.UTC(), value.DateOf(at)
		}
	}
	for name, test := range map[string]struct{ first, second, want, date string }{
		"a later date at an earlier instant": {"2026-12-02T00:00:00Z", "2026-12-01T23:00:00-11:00", "2026-12-02T00:00:00Z", "2026-12-02"},
		"two dates of an instant":            {"2026-12-02T00:00:00Z", "2026-12-01T14:00:00-10:00", "2026-12-02T00:00:00Z", "2026-12-01"},
		"no end":                             {"2026-12-02T00:00:00Z", "0001-01-01T00:00:00Z", "2026-12-02T00:00:00Z", "2026-12-02"},
	} {
		t.Run(name, func(t *testing.T) {
			a, b := seat("A", "II", ends(test.first)), seat("B", "II", ends(test.second))
			for _, licenses := range [][]*License{{&a, &b}, {&b, &a}} {
				var counts SeatCounts
				for _, l := range licenses {
					counts.Count(l)
				}
				if !counts.NextExpiry.Equal(day(test.want)) || counts.NextExpiryDate.String() != test.date {
					t.Errorf("%s, then %s: the next expiry is %s on %s, want %s on %s", licenses[0].ID, licenses[1].ID, counts.NextExpiry, counts.NextExpiryDate, test.want, test.date)
				}
			}
		})
	}
}

func TestCostsOfSeats(t *testing.T) {
	organization := NewOrganization(Account{}, sorted(
		seat("A", "ALL", heldBy(jane), seen("2026-11-01")), seat("B", "WS", heldBy(jane), seen("2026-11-01")), seat("C", "WS", heldBy(jane), seen("2020-11-01")), seat("D", "WS"), seat("E", "WS", trial), seat("F", "PC", inTeam("7", "Core")), seat("G", "PC"), seat("H", "PC"),
	))
	text := func(c SeatCosts) string {
		return fmt.Sprint(c.Billable, " ", c.Unassigned, " ", c.Unused, " ", c.Overlapping, " ", c.Surplus())
	}
	options := seatOptions(ByTeam)
	report := counted(t, organization, options)
	if got, want := text(report.Total.Costs), "200.3 90.6 15.9 15.9 122.4"; got != want {
		t.Errorf("total %s, want %s", got, want)
	}
	if got, want := text(report.Groups[0].Costs)+"; "+text(report.Groups[1].Costs), "24.9 24.9 0 0 24.9; 175.4 65.7 15.9 15.9 97.5"; got != want {
		t.Errorf("by team %s, want %s", got, want)
	}
	report = counted(t, organization, seatOptions(ByProduct))
	if got, want := text(report.Groups[2].Costs), "47.7 15.9 15.9 15.9 47.7"; got != want {
		t.Errorf("WebStorm %s, want %s", got, want)
	}
	options.Prices = nil
	if got := text(counted(t, organization, options).Total.Costs); got != "0 0 0 0 0" {
		t.Errorf("without prices %s", got)
	}
	options.Prices, options.Selection.ProductCodes = map[string]value.Decimal{"PC": price("1")}, []string{"PC"}
	if got := text(counted(t, organization, options).Total.Costs); got != "3 3 0 0 3" {
		t.Errorf("of what is counted %s", got)
	}
}

func TestSeatsThatAreRefused(t *testing.T) {
	organization := NewOrganization(Account{}, sorted(seat("A", "II"), seat("B", "GO"), seat("C", "DB", inTeam("7", "Core")), seat("D", "TBEB", trial)))
	prices := func(codes ...string) func(*SeatOptions) {
		return func(o *SeatOptions) {
			o.Prices = map[string]value.Decimal{}
			for _, code := range codes {
				o.Prices[code] = price("1")
			}
		}
	}
	for name, test := range map[string]struct {
		change          func(*SeatOptions)
		attribute, text string
	}{
		"products without a price":       {prices("II"), "prices", "prices has no price for DB (DataGrip), GO (GoLand), which have billable seats. Add the prices"},
		"no price at all":                {prices(), "prices", "DB (DataGrip), GO (GoLand), II (IntelliJ IDEA Ultimate), which have"},
		"a price in another letter case": {prices("ii", "II", "go", "DB", "zz"), "prices", `prices has no price for GO (GoLand), which has billable seats. Add the price. Codes are case-sensitive, so the prices for "go" do not count`},
		"an unknown product":             {func(o *SeatOptions) { o.Selection.ProductCodes = []string{"go"} }, "product_codes", "The account has GO (GoLand), DB"},
		"an unknown team":                {func(o *SeatOptions) { o.Selection.TeamIDs = []string{"8"} }, "team_ids", "The account has 7 (Core)"},
		"an empty list of products":      {func(o *SeatOptions) { o.Selection.ProductCodes = []string{} }, "product_codes", "product_codes is empty, so it would select no licenses. Leave the argument out to select all licenses"},
		"an empty list of teams":         {func(o *SeatOptions) { o.Selection.TeamIDs = []string{} }, "team_ids", "team_ids is empty"},
		"too few licenses":               {func(o *SeatOptions) { o.MinLicenses = 5; o.Prices = nil }, "min_licenses", "min_licenses is 5, but the number of matching licenses is 4"},
		"no group":                       {func(o *SeatOptions) { o.GroupBy = nil }, "group_by", "group_by is empty. Name at least one"},
		"an unknown group":               {func(o *SeatOptions) { o.GroupBy = []GroupBy{"Product"} }, "group_by", `group_by names "Product", but the groups are product, team, renewal, and cost_center`},
		"a group twice":                  {func(o *SeatOptions) { o.GroupBy = []GroupBy{ByTeam, ByProduct, ByTeam} }, "group_by", "group_by names team twice"},
		"no cost centers":                {func(o *SeatOptions) { o.GroupBy, o.CostCenters = []GroupBy{ByCostCenter}, nil }, "cost_centers", "cost_centers names no one"},
	} {
		t.Run(name, func(t *testing.T) {
			options := SeatOptions{AsOf: day("2026-11-21"), ReadAt: day("2026-11-21"), GroupBy: []GroupBy{ByTeam}}
			test.change(&options)
			_, err := Seats(organization, options)
			refused, ok := errors.AsType[attributed](err)
			if !ok || refused.Attribute() != test.attribute || !strings.Contains(err.Error(), test.text) {
				t.Errorf("error %v, want one about %s that says %q", err, test.attribute, test.text)
			}
			options.GroupBy = append([]GroupBy{ByProduct}, options.GroupBy...)
			if _, err := Seats(organization, options); name == "products without a price" && err == nil {
				t.Error("by product there is no error")
			}
		})
	}
	options := SeatOptions{AsOf: day("2026-11-21"), ReadAt: day("2026-11-21"), GroupBy: []GroupBy{ByTeam}, MinLicenses: 4}
	if _, err := Seats(organization, options); err != nil {
		t.Errorf("as many as required: %v", err)
	}
	if report := counted(t, NewOrganization(Account{}, nil), SeatOptions{GroupBy: GroupsBy()[:1]}); len(report.Groups) != 0 || report.Total.Total != 0 {
		t.Errorf("of nothing: %+v", report)
	}
}

func TestSeatsWarn(t *testing.T) {
	organization := NewOrganization(Account{}, sorted(seat("A", "II", heldBy(jane), seen("2028-01-01"))))
	options := SeatOptions{
		AsOf: day("2026-11-21"), ReadAt: day("2026-12-21"), GroupBy: []GroupBy{ByProduct}, GraceDays: value.Some(1), PackContents: Packs{"all": {"II"}},
	}
	arguments := func() (list []string) {
		for _, w := range counted(t, organization, options).Warnings {
			list = append(list, w.Argument)
		}
		return list
	}
	if diff := cmp.Diff([]string{"as_of", "", "pack_contents", "grace_days"}, arguments()); diff != "" {
		t.Errorf("the warnings are about other arguments (-want +got):\n%s", diff)
	}
	options.InactiveDays, options.PackContents, options.ReadAt = value.Some(1), nil, day("2028-01-01")
	options.AsOf = options.ReadAt
	if got := arguments(); len(got) > 0 {
		t.Errorf("warnings about %q", got)
	}
	options.InactiveDays, options.GraceDays = value.Optional[int]{}, value.Optional[int]{}
	if got := arguments(); len(got) > 0 {
		t.Errorf("without days, warnings about %q", got)
	}
}
