package provider_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// seatNumbersOf is a row's numbers: zero, and null without prices and
// inactive_days, where the changes do not say otherwise.
func seatNumbersOf(changes object) object {
	numbers := object{}
	for _, name := range []string{"total", "assigned", "unassigned", "available", "available_trial", "suspended", "trial", "expired", "floating", "perpetual", "people", "billable", "unassigned_billable", "use_unknown", "overlapping"} {
		numbers[name] = 0
	}
	for _, name := range []string{"unused", "surplus", "next_expiry", "next_expiry_date", "cost", "unassigned_cost", "unused_cost", "overlapping_cost", "surplus_cost"} {
		numbers[name] = nil
	}
	return with(numbers, changes)
}

// seatRowOf is a whole row: its groups are null where the changes do not say
// otherwise.
func seatRowOf(groups, numbers object) object {
	row := seatNumbersOf(numbers)
	for _, name := range []string{"product_code", "product_name", "team_id", "team_name", "cost_center", "valid_until", "valid_until_date", "subscription_pack", "auto_renewed", "renewal_stopped", "renews", "ends"} {
		row[name] = nil
	}
	return with(row, groups)
}

func TestSeatsByProduct(t *testing.T) {
	start(t, handmade())
	state := read(t, "jetbrains_seats", nil).succeeds(t)
	equal(t, "seats", state["seats"], []any{
		seatRowOf(object{"product_code": "ALL", "product_name": "All Products Pack"}, object{"total": 1, "assigned": 1, "expired": 1, "people": 1}),
		seatRowOf(object{"product_code": "II", "product_name": "IntelliJ IDEA Ultimate"}, object{"total": 5, "assigned": 3, "unassigned": 2, "available": 1, "trial": 1, "expired": 1, "floating": 1,
			"people": 2, "billable": 2, "unassigned_billable": 1, "next_expiry": "2026-11-30T21:00:00Z", "next_expiry_date": "2026-12-01"}),
		seatRowOf(object{"product_code": "WS", "product_name": "WebStorm"}, object{"total": 2, "assigned": 2, "suspended": 1, "floating": 1, "perpetual": 1,
			"people": 1, "billable": 1, "use_unknown": 1, "next_expiry": "2026-12-30T21:00:00Z", "next_expiry_date": "2026-12-31"}),
	})
	equal(t, "total", state["total"], seatNumbersOf(object{"total": 8, "assigned": 6, "unassigned": 2, "available": 1, "suspended": 1, "trial": 1, "expired": 2, "floating": 2, "perpetual": 1,
		"people": 3, "billable": 3, "unassigned_billable": 1, "use_unknown": 1, "next_expiry": "2026-11-30T21:00:00Z", "next_expiry_date": "2026-12-01"}))
	for name, want := range (object{"total_count": 3, "group_by": nil, "inactive_days": nil, "prices": nil}) {
		equal(t, name, state[name], want)
	}
}

func TestSeatsByRenewal(t *testing.T) {
	start(t, handmade())
	state := read(t, "jetbrains_seats", object{"group_by": []any{" renewal ", nil, "product"}}).succeeds(t)
	type row struct {
		until, date, code, pack, auto any
		stopped, renews, ends         bool
		total                         int
	}
	var got []row
	for _, r := range state["seats"].([]any) {
		s := r.(object)
		got = append(got, row{s["valid_until"], s["valid_until_date"], s["product_code"], s["subscription_pack"], s["auto_renewed"], s["renewal_stopped"].(bool), s["renews"].(bool), s["ends"].(bool), s["total"].(int)})
	}
	want := []row{
		{"2026-09-30T21:00:00Z", "2026-10-01", "ALL", "99/XYZ", false, false, false, false, 1}, // expired
		{"2026-09-30T21:00:00Z", "2026-10-01", "II", "99/XYZ", false, false, false, false, 1},
		{"2026-11-30T21:00:00Z", "2026-12-01", "II", nil, true, true, false, true, 1},
		{"2026-12-30T21:00:00Z", "2026-12-31", "WS", nil, false, true, false, true, 1},
		{"2027-05-19T21:00:00Z", "2027-05-20", "II", "1215/1JGQR", true, false, true, false, 2},
		{nil, nil, "II", nil, nil, false, false, false, 1}, // no subscription
		{nil, nil, "WS", nil, nil, false, false, false, 1},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(row{})); diff != "" {
		t.Errorf("the rows differ (-want +got):\n%s", diff)
	}
	equal(t, "group_by in the state", state["group_by"], []any{" renewal ", nil, "product"})
}

func TestSeatsByTeamAndCostCenter(t *testing.T) {
	o := handmade()
	core, mobile, _ := teamIDs(o)
	start(t, o)
	got := read(t, "jetbrains_seats", object{"group_by": []any{"cost_center", "team"}, "cost_centers": object{" Jane.Doe@ACME.example ": " R&D ", "zoe@dev.acme.example": "Apps", "gone@acme.example": "Sales", "a@acme.example": nil}})
	state := got.succeeds(t)
	equal(t, "cost centers, null last", column(t, state["seats"], "cost_center"), []any{"Apps", "R&D", "R&D", nil, nil})
	equal(t, "teams, null last", column(t, state["seats"], "team_id"), []any{mobile, core, mobile, core, nil})
	equal(t, "names", column(t, state["seats"], "team_name"), []any{"Mobile", "Core", "Mobile", "Core", nil})
	equal(t, "seats", column(t, state["seats"], "total"), []any{1, 1, 1, 4, 1})
	equal(t, "cost_centers in the state", state["cost_centers"], nil)

	read(t, "jetbrains_seats", object{"cost_centers": object{"Ada <ada@acme.example>": "R&D", "jane.doe@acme.example": "R&D"}}).
		warns(t, `WARNING at AttributeName("cost_centers"): cost_centers has keys that are not email addresses: 1 of 2`)
	got = read(t, "jetbrains_seats", object{"group_by": []any{"cost_center"}, "cost_centers": object{"jdoe@acme.example": "R&D", "zoe@acme.example": "Apps"}})
	got.warns(t, `WARNING at AttributeName("cost_centers"): cost_centers names no license holder: 0 of 2`)
	equal(t, "cost centers that match nobody", column(t, got.state["seats"], "cost_center"), []any{nil})
}

func TestSeatsCostExactly(t *testing.T) {
	start(t, handmade())
	state := read(t, "jetbrains_seats", object{"prices": object{" II ": 77.9, "WS": 15.9, "ALL": 1, "PC": nil}, "inactive_days": 5, "grace_days": 0}).succeeds(t)
	costs := func(row any) object {
		costs := object{}
		for _, name := range []string{"unused", "surplus", "cost", "unassigned_cost", "unused_cost", "overlapping_cost", "surplus_cost"} {
			costs[name] = row.(object)[name]
		}
		return costs
	}
	equal(t, "of II", costs(state["seats"].([]any)[1]), object{"unused": 0, "surplus": 1, "cost": 155.8, "unassigned_cost": 77.9, "unused_cost": 0, "overlapping_cost": 0, "surplus_cost": 77.9})
	equal(t, "of everything", costs(state["total"]), object{"unused": 0, "surplus": 1, "cost": 171.7, "unassigned_cost": 77.9, "unused_cost": 0, "overlapping_cost": 0, "surplus_cost": 77.9})
	equal(t, "prices in the state", state["prices"], object{" II ": 77.9, "WS": 15.9, "ALL": 1, "PC": nil})

	o := handmade()
	o.Licenses[0].LastSeen.Seen = at("2026-11-10T00:00:00Z")
	start(t, o)
	state = read(t, "jetbrains_seats", object{"group_by": []any{"team"}, "prices": object{"II": 77.9, "WS": 15.9}, "inactive_days": 5}).succeeds(t)
	equal(t, "of the first team", costs(state["seats"].([]any)[0]), object{"unused": 1, "surplus": 2, "cost": 155.8, "unassigned_cost": 77.9, "unused_cost": 77.9, "overlapping_cost": 0, "surplus_cost": 155.8})
	equal(t, "unused with an earlier as_of", read(t, "jetbrains_seats", object{"inactive_days": 5, "as_of": " 2026-11-14T23:59:59Z "}).succeeds(t)["total"].(object)["unused"], 0)
	equal(t, "unused in the grace period", read(t, "jetbrains_seats", object{"inactive_days": 5, "grace_days": 400}).succeeds(t)["total"].(object)["unused"], 0)
}

func TestSeatsFiltersAndPacks(t *testing.T) {
	o := handmade()
	core, _, _ := teamIDs(o)
	o.Licenses[2].Product, o.Licenses[2].Assignee, o.Licenses[2].Trial = pack, user("Jane Doe", "jane.doe@acme.example"), false
	o.Licenses[2].Subscription = o.Licenses[0].Subscription
	start(t, o)
	total := func(arguments object, name string) any {
		return read(t, "jetbrains_seats", arguments).succeeds(t)["total"].(object)[name]
	}
	equal(t, "seats of a team", total(object{"team_ids": []any{core}}, "total"), 5)
	equal(t, "seats of no team", total(object{"team_ids": []any{"none"}}, "total"), 1)
	equal(t, "seats of a product in a team", total(object{"team_ids": []any{core}, "product_codes": []any{"ALL", nil}}, "total"), 1)
	equal(t, "overlapping seats", total(nil, "overlapping"), 2)
	equal(t, "overlapping seats of another pack", total(object{"pack_contents": object{"ALL": []any{"WS"}}}, "overlapping"), 1)
}

func TestSeatsRefuseArgumentsThatMakeNoSense(t *testing.T) {
	start(t, handmade())
	for name, test := range map[string]struct {
		arguments object
		want      []string
	}{
		"no group":                  {object{"group_by": []any{}}, []string{`AttributeName("group_by")`, "at least one"}},
		"an unknown group":          {object{"group_by": []any{"department"}}, []string{`AttributeName("group_by")`, `"department"`, "product, team, renewal, and cost_center"}},
		"a group twice":             {object{"group_by": []any{"team", " team"}}, []string{`AttributeName("group_by")`, "names team twice"}},
		"cost centers that miss":    {object{"group_by": []any{"cost_center"}}, []string{`AttributeName("cost_centers")`, "names no one"}},
		"cost centers of no one":    {object{"group_by": []any{"cost_center"}, "cost_centers": object{"a@b.example": " "}}, []string{`AttributeName("cost_centers")`, "names no one"}},
		"cost centers of names":     {object{"cost_centers": object{"Ada": "R&D"}}, []string{`AttributeName("cost_centers")`, "has no key that is an email address"}},
		"one person twice":          {object{"cost_centers": object{"a@b.example": "X", "A@b.example": "Y"}}, []string{`AttributeName("cost_centers")`, `"A@b.example"`, `"a@b.example"`, "one person"}},
		"a product without a price": {object{"prices": object{"ws": 1}}, []string{`AttributeName("prices")`, "prices has no price for II (IntelliJ IDEA Ultimate), WS (WebStorm)", `the prices for "ws" do not count`}},
		"no price at all":           {object{"prices": object{}}, []string{`AttributeName("prices")`, "prices has no price for"}},
		"a negative price":          {object{"prices": object{"II": -1}}, []string{`AttributeName("prices").ElementKeyString("II")`, "Not a price"}},
		"negative days":             {object{"inactive_days": -1}, []string{`AttributeName("inactive_days")`, "0 or more"}},
		"an empty filter":           {object{"product_codes": []any{}}, []string{`AttributeName("product_codes")`, "is empty"}},
		"too few licenses":          {object{"min_licenses": 9}, []string{`AttributeName("min_licenses")`, "min_licenses is 9", "is 8"}},
		"too few of a product":      {object{"min_licenses": 3, "product_codes": []any{"WS"}}, []string{`AttributeName("min_licenses")`, "is 2"}},
		"as_of that is no time":     {object{"as_of": "yesterday"}, []string{`AttributeName("as_of")`, `"yesterday" is not an RFC 3339 time`}},
	} {
		t.Run(name, func(t *testing.T) {
			read(t, "jetbrains_seats", test.arguments).fails(t, append(test.want, "ERROR")...)
		})
	}
	read(t, "jetbrains_seats", object{"grace_days": 1}).warns(t, `WARNING at AttributeName("grace_days"): grace_days has no effect without inactive_days`)
	read(t, "jetbrains_seats", object{"as_of": "2026-11-01T00:00:00Z"}).warns(t, `WARNING at AttributeName("as_of"): as_of is more than a week old`)
	read(t, "jetbrains_seats", object{"pack_contents": object{"ALL": []any{"ws"}}}).warns(t, `WARNING at AttributeName("pack_contents")`, `"ws"`)
}

// A holder without an address is assigned and may be unused, and never
// overlapping.
func TestSeatsOfAHolderWithoutAnAddress(t *testing.T) {
	o := handmade()
	o.Licenses[0].Assignee.Email = ""
	o.Licenses[0].LastSeen.Seen = at("2026-01-10T00:00:00Z")
	start(t, o)
	total := read(t, "jetbrains_seats", object{"inactive_days": 90, "group_by": []any{"cost_center"}, "cost_centers": object{"zoe@dev.acme.example": "Apps"}}).succeeds(t)["total"].(object)
	equal(t, "assigned, people, unused, overlapping", []any{total["assigned"], total["people"], total["unused"], total["overlapping"]}, []any{6, 3, 1, 0})
}
