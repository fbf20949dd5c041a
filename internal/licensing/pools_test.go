package licensing

import (
	"reflect"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func TestPools(t *testing.T) {
	for name, test := range map[string]struct {
		licenses []License
		want     []SeatPool
	}{
		"no license, no product": {nil, []SeatPool{}},
		"sorted by code, one row per product": {
			sorted(seat("A", "WS"), seat("B", "II"), seat("C", "WS", heldBy(jane))),
			[]SeatPool{
				{Code: "II", Name: value.Some("IntelliJ IDEA Ultimate"), Total: 1, Available: 1, Unassigned: 1, Billable: 1, UnassignedBillable: 1},
				{Code: "WS", Name: value.Some("WebStorm"), Total: 2, Assigned: 1, Available: 1, Unassigned: 1, Billable: 2, UnassignedBillable: 1, People: 1},
			},
		},
		"servers and keys are assigned and floating, not people": {
			sorted(seat("A", "II", onServer), seat("B", "II", onKey), seat("C", "II", heldBy(jane)), seat("D", "II", heldBy(jane))),
			[]SeatPool{{Code: "II", Name: value.Some("IntelliJ IDEA Ultimate"), Total: 4, Assigned: 4, Floating: 2, Billable: 4, People: 1}},
		},
		"unassigned is not available": {
			sorted(seat("A", "II", unavailable, expired), seat("B", "II", unavailable), seat("C", "II")),
			[]SeatPool{{Code: "II", Name: value.Some("IntelliJ IDEA Ultimate"), Total: 3, Available: 1, Unassigned: 3, Expired: 1, Billable: 2, UnassignedBillable: 2}},
		},
		"an assigned seat that the API calls available is not free": {
			sorted(seat("A", "II", heldBy(jane), func(l *License) { l.Available = true })),
			[]SeatPool{{Code: "II", Name: value.Some("IntelliJ IDEA Ultimate"), Total: 1, Assigned: 1, Billable: 1, People: 1}},
		},
		"trials and expired seats are not billable, suspended ones are": {
			sorted(
				seat("A", "II", heldBy(jane), trial), seat("B", "II", heldBy(jane), expired), seat("C", "II", heldBy(joe), trial, expired),
				seat("D", "II", heldBy(joe), suspended),
			),
			[]SeatPool{{
				Code: "II", Name: value.Some("IntelliJ IDEA Ultimate"),
				Total: 4, Assigned: 4, Suspended: 1, Trial: 2, Expired: 2, Billable: 1, People: 2,
			}},
		},
		"only a seat with a subscription is billable": {
			sorted(seat("A", "II", perpetual), seat("B", "II", perpetual, noSubscription), seat("C", "II", noSubscription, heldBy(jane))),
			[]SeatPool{{
				Code: "II", Name: value.Some("IntelliJ IDEA Ultimate"), Total: 3, Assigned: 1, Available: 2, Unassigned: 2,
				Billable: 1, UnassignedBillable: 1, Perpetual: 2, People: 1,
			}},
		},
		"the next expiry is that of a seat that has not expired": {
			sorted(
				seat("A", "II", expired, validTo("2026-01-01")), seat("B", "II", validTo("2027-01-01")),
				seat("C", "II", validTo("2026-12-01")), seat("D", "II"), seat("E", "II", validTo("2026-12-02")),
			),
			[]SeatPool{{
				Code: "II", Name: value.Some("IntelliJ IDEA Ultimate"), Total: 5, Available: 5, Unassigned: 5, Expired: 1, Billable: 4, UnassignedBillable: 4,
				NextExpiry: day("2026-12-01"),
			}},
		},
		"the first license that names the product": {
			sorted(seat("A", "X", unnamed), seat("B", "X", func(l *License) { l.ProductName = value.Some("X1") }), seat("C", "X", func(l *License) { l.ProductName = value.Some("X2") })),
			[]SeatPool{{Code: "X", Name: value.Some("X1"), Total: 3, Available: 3, Unassigned: 3, Billable: 3, UnassignedBillable: 3}},
		},
		"a product without a name": {
			sorted(seat("A", "X", unnamed)),
			[]SeatPool{{Code: "X", Total: 1, Available: 1, Unassigned: 1, Billable: 1, UnassignedBillable: 1}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Pools(test.licenses); !reflect.DeepEqual(got, test.want) {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
		})
	}
}

func TestTeams(t *testing.T) {
	named, nameless := value.Some("Core"), value.Optional[string]{}
	for name, test := range map[string]struct {
		teams    []TeamRole
		licenses []License
		want     []TeamSeats
	}{
		"nothing": {nil, nil, []TeamSeats{}},
		"a team without a seat": {
			[]TeamRole{{ID: "7", Name: named}}, nil,
			[]TeamSeats{{ID: "7", Name: named}},
		},
		"a team that only the licenses name": {
			nil, sorted(seat("A", "II", inTeam("7", "Core"))),
			[]TeamSeats{{ID: "7", Name: named, Total: 1, Available: 1}},
		},
		"seats without a team are counted nowhere": {
			[]TeamRole{{ID: "7", Name: named}}, sorted(seat("A", "II", heldBy(jane))),
			[]TeamSeats{{ID: "7", Name: named}},
		},
		"the token's name for a team wins": {
			[]TeamRole{{ID: "7", Name: named}}, sorted(seat("A", "II", inTeam("7", "Other"))),
			[]TeamSeats{{ID: "7", Name: named, Total: 1, Available: 1}},
		},
		"a license names what the token does not": {
			[]TeamRole{{ID: "7"}}, sorted(seat("A", "II", func(l *License) { l.TeamID = "7" }), seat("B", "II", inTeam("7", "Core"))),
			[]TeamSeats{{ID: "7", Name: named, Total: 2, Available: 2}},
		},
		"no license names it": {
			nil, sorted(seat("A", "II", func(l *License) { l.TeamID = "7" })),
			[]TeamSeats{{ID: "7", Name: nameless, Total: 1, Available: 1}},
		},
		"counts, and IDs sorted as texts": {
			nil,
			sorted(
				seat("A", "II", inTeam("9", "Core"), heldBy(jane)), seat("B", "WS", inTeam("9", "Core"), heldBy(jane)),
				seat("C", "WS", inTeam("9", "Core"), onServer), seat("D", "WS", inTeam("9", "Core"), expired, unavailable),
				seat("E", "WS", inTeam("10", "Core"), heldBy(jane)),
			),
			[]TeamSeats{
				{ID: "10", Name: named, Total: 1, Assigned: 1, People: 1},
				{ID: "9", Name: named, Total: 4, Assigned: 3, People: 1},
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			organization := Organization{Account: Account{Teams: test.teams}, Licenses: test.licenses}
			if got := Teams(organization); !reflect.DeepEqual(got, test.want) {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
		})
	}
}

func TestRenewalsAreSortedWithAbsentOnesLast(t *testing.T) {
	got := Renewals(sorted(
		seat("1", "II"),
		seat("2", "WS", validTo("2026-12-01")),
		seat("3", "II", validTo("2026-12-01")),
		seat("4", "II", validTo("2026-12-01"), pack("2/B")),
		seat("5", "II", validTo("2026-12-01"), pack("1/A")),
		seat("6", "II", validTo("2026-11-30T23:00:00Z")),
		seat("7", "AIP", pack("")),
		seat("8", "AIP"),
	))
	type key struct {
		until time.Time
		code  string
		pack  value.Optional[string]
	}
	want := []key{
		{day("2026-11-30T23:00:00Z"), "II", value.Optional[string]{}},
		{day("2026-12-01"), "II", value.Some("1/A")},
		{day("2026-12-01"), "II", value.Some("2/B")},
		{day("2026-12-01"), "II", value.Optional[string]{}},
		{day("2026-12-01"), "WS", value.Optional[string]{}},
		{time.Time{}, "AIP", value.Some("")},
		{time.Time{}, "AIP", value.Optional[string]{}},
		{time.Time{}, "II", value.Optional[string]{}},
	}
	if len(got) != len(want) {
		t.Fatalf("%d rows, want %d: %+v", len(got), len(want), got)
	}
	for i, r := range got {
		if (key{r.ValidUntil, r.ProductCode, r.SubscriptionPack}) != want[i] || r.Total != 1 {
			t.Errorf("row %d: %+v, want %+v", i, r, want[i])
		}
	}
}

func TestSeatsThatDifferInAFlagAreDifferentRows(t *testing.T) {
	same := func(options ...func(*License)) []func(*License) {
		return append([]func(*License){validTo("2026-12-01"), pack("1/A")}, options...)
	}
	got := Renewals(sorted(
		seat("A", "II", same(renewed(true))...), seat("B", "II", same(renewed(true), heldBy(jane))...), seat("C", "II", same(renewed(false))...),
		seat("D", "II", same()...), seat("E", "II", same(renewed(true), stopped, onServer)...), seat("F", "II", same(renewed(true), expired, unavailable)...),
		seat("G", "II", same(renewed(true), unnamed)...),
	))
	no, yes := value.Some(false), value.Some(true)
	want := []Renewal{
		{AutoRenewed: no, Total: 1, Available: 1},
		{AutoRenewed: yes, Total: 3, Assigned: 1, Available: 2},
		{AutoRenewed: yes, Expired: true, Total: 1},
		{AutoRenewed: yes, RenewalStopped: true, Total: 1, Assigned: 1},
		{Total: 1, Available: 1},
	}
	for i := range want {
		want[i].ProductName, want[i].ValidUntil, want[i].ProductCode, want[i].SubscriptionPack = value.Some("IntelliJ IDEA Ultimate"), day("2026-12-01"), "II", value.Some("1/A")
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	for i, renews := range []bool{false, true, false, false, false} {
		if got[i].Renews() != renews {
			t.Errorf("row %d renews: %t", i, got[i].Renews())
		}
	}
}

// For any licenses, the rows must count each seat exactly once. The rows that
// renew must count exactly the seats that renew.
func TestRenewalRowsCountEverySeatOnce(t *testing.T) {
	for seed := range uint64(20) {
		licenses := syntheticLicenses(500, seed)
		for i := range licenses {
			licenses[i].RenewalStopped = i%7 == 0
		}
		total, renewing, want := 0, 0, 0
		for _, r := range Renewals(licenses) {
			total += r.Total
			if r.Renews() {
				renewing += r.Total
			}
		}
		for _, l := range licenses {
			if l.AutoRenewed == value.Some(true) && !l.RenewalStopped && !l.Expired {
				want++
			}
		}
		if total != len(licenses) || renewing != want {
			t.Errorf("seed %d: %d seats of which %d renew, want %d and %d", seed, total, renewing, len(licenses), want)
		}
	}
}

func TestPerpetualLicensesMakeOneRowWithoutAnEnd(t *testing.T) {
	perpetual := func(l *License) { l.UpgradeDue = day("2026-12-01") }
	got := Renewals(sorted(seat("A", "II", perpetual), seat("B", "II", perpetual, heldBy(jane))))
	want := Renewal{ProductCode: "II", ProductName: value.Some("IntelliJ IDEA Ultimate"), Total: 2, Assigned: 1, Available: 1}
	if len(got) != 1 || got[0] != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if got := Renewals(nil); got == nil || len(got) != 0 {
		t.Errorf("of nothing: %+v, want an empty list", got)
	}
}

func TestSelection(t *testing.T) {
	licenses := sorted(seat("A", "II", inTeam("1", "One")), seat("B", "WS", inTeam("1", "One")), seat("C", "II", inTeam("2", "Two")), seat("D", "II"))
	for name, test := range map[string]struct {
		selection Selection
		want      string
	}{
		"everything":          {Selection{}, "ABCD"},
		"a product":           {Selection{ProductCodes: []string{"II"}}, "ACD"},
		"a team":              {Selection{TeamIDs: []string{"1"}}, "AB"},
		"both":                {Selection{ProductCodes: []string{"II"}, TeamIDs: []string{"1", "2"}}, "AC"},
		"duplicates":          {Selection{ProductCodes: []string{"WS", "WS"}}, "B"},
		"nothing that exists": {Selection{ProductCodes: []string{"GO"}}, ""},
		"an empty list":       {Selection{TeamIDs: []string{}}, ""},
		"the seats of no team are not chosen by a blank among teams": {Selection{TeamIDs: []string{"2"}}, "C"},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			for _, l := range test.selection.Choose(licenses) {
				got += l.ID
			}
			if got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
	if chosen := (Selection{}).Choose(licenses); &chosen[0] != &licenses[0] {
		t.Error("without a restriction the licenses were copied")
	}
}

func BenchmarkPools(b *testing.B) {
	sizes(b, func(b *testing.B, licenses []License) {
		for b.Loop() {
			if len(Pools(licenses)) == 0 {
				b.Fatal("no product")
			}
		}
	})
}

func BenchmarkRenewals(b *testing.B) {
	sizes(b, func(b *testing.B, licenses []License) {
		for b.Loop() {
			if len(Renewals(licenses)) == 0 {
				b.Fatal("no row")
			}
		}
	})
}
