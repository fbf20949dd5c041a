package licensing

import (
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func TestStatusOfEveryCombination(t *testing.T) {
	for _, assignee := range []AssigneeType{"", AssigneeUser, AssigneeServer, AssigneeLicenseKey} {
		for flags := range 8 {
			l := License{AssigneeType: assignee, Suspended: flags&1 != 0, Expired: flags&2 != 0, Available: flags&4 != 0}
			// The table is written by hand instead of computed the way Status
			// does it.
			want := map[bool][8]Status{
				true: {
					StatusActive, StatusSuspended, StatusExpired, StatusSuspended,
					StatusActive, StatusSuspended, StatusExpired, StatusSuspended,
				},
				false: {
					StatusUnassigned, StatusUnassigned, StatusExpired, StatusExpired,
					StatusAvailable, StatusAvailable, StatusAvailable, StatusAvailable,
				},
			}[assignee != ""][flags]
			if got := l.Status(); got != want {
				t.Errorf("assignee %q suspended %t expired %t available %t: %s, want %s",
					assignee, l.Suspended, l.Expired, l.Available, got, want)
			}
		}
	}
}

func TestOnlyUsersHoldSeats(t *testing.T) {
	for assignee, want := range map[AssigneeType][2]bool{
		"":                 {false, false},
		AssigneeUser:       {true, true},
		AssigneeServer:     {true, false},
		AssigneeLicenseKey: {true, false},
	} {
		l := License{AssigneeType: assignee}
		if got := [2]bool{l.Assigned(), l.Held()}; got != want {
			t.Errorf("%q: assigned, held = %v, want %v", assignee, got, want)
		}
	}
}

func TestAFreeSeatCanBeAssignedIfNothingPreventsIt(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*License)
		want   bool
	}{
		"nothing":         {func(*License) {}, true},
		"a trial":         {trial, true},
		"a perpetual one": {perpetual, true},
		"an assignee":     {func(l *License) { heldBy(jane)(l); l.Available = true }, false},
		"a server":        {func(l *License) { onServer(l); l.Available = true }, false},
		"not available":   {unavailable, false},
		"no subscription": {noSubscription, false},
		"an outdated one": {expired, false},
		"a suspended one": {suspended, false},
	} {
		if l := seat("A", "II", test.change); l.Assignable() != test.want {
			t.Errorf("%s: assignable %t, want %t", name, l.Assignable(), test.want)
		}
	}
}

func TestAnAliasMapsTheAddressThatJetBrainsHas(t *testing.T) {
	l := seat("A", "II", heldBy(jane))
	if l.Aliased() {
		t.Error("without an alias, the license is aliased")
	}
	l.AccountEmail = "jd@old.example"
	if !l.Aliased() {
		t.Error("with another address in JetBrains Account, the license is not aliased")
	}
}

// everyField lets a difference show private fields.
var everyField = cmp.Exporter(func(reflect.Type) bool { return true })

// No result may depend on the order in which the API lists seats.
func TestAnswersDoNotDependOnTheOrderOfTheAPI(t *testing.T) {
	results := func(licenses []License) []any {
		rows := Entitlements(licenses, EntitlementFilter{ExpandPacks: true, Packs: BuiltInPacks()})
		values := make([]Entitlement, len(rows))
		var seats []License
		for i, row := range rows {
			seats = append(seats, *row.License)
			row.License = nil
			values[i] = row
		}
		return []any{
			People(licenses, PeopleFilter{}), values, seats, EmailsByProduct(rows, nil), everyGrouping(licenses, [][]GroupBy{GroupsBy(), {ByTeam}}),
			Teams(NewOrganization(Account{}, slices.Clone(licenses))),
			Selection{ProductCodes: []string{"II", "WS"}, TeamIDs: []string{"1", "3"}}.Choose(licenses),
		}
	}
	licenses := syntheticLicenses(500, 7)
	for i := range licenses { // the seats of one product, team, or person have different names
		licenses[i].ProductName = value.Optional[string]{Value: licenses[i].ID, Set: i%3 == 0}
		licenses[i].TeamName = value.Optional[string]{Value: licenses[i].ID, Set: i%4 == 0}
		licenses[i].Name = value.Some(licenses[i].ID)
	}
	want := results(licenses)
	for seed := range uint64(8) {
		again := shuffled(licenses, seed)
		sortLicenses(again)
		if got := results(again); !reflect.DeepEqual(got, want) {
			t.Fatalf("another order (seed %d) gave another result (-before +after):\n%s", seed, cmp.Diff(want, got, everyField))
		}
	}
}
