package licensing

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

const jane, joe, eve = "jane@acme.example", "joe@acme.example", "eve@evil.example"

func onePerson(t *testing.T, licenses ...License) Person {
	t.Helper()
	people := People(sorted(licenses...), PeopleFilter{})
	if len(people) != 1 {
		t.Fatalf("%d people, want 1", len(people))
	}
	return people[0]
}

func TestPersonIsSummedUpOverAllLicenses(t *testing.T) {
	got := onePerson(t,
		seat("L4", "WS", heldBy(jane), suspended, inTeam("9", "Nine"), seen("2026-01-02"), assignedOn("2025-05-05")),
		seat("L1", "WS", heldBy(jane), inTeam("10", "Ten"), seen("2026-03-01"), assignedOn("2025-01-01")),
		seat("L3", "II", heldBy(jane), suspended, offline, inTeam("9", "Nine")),
		seat("L2", "WS", heldBy(jane), suspended, expired),
	)
	want := Person{
		AccountEmails:         []string{jane},
		Email:                 jane,
		Status:                StatusActive,
		ProductCodes:          []string{"II", "WS"},
		LicenseIDs:            []string{"L1", "L2", "L3", "L4"},
		SuspendedProductCodes: []string{"II", "WS"},
		TeamIDs:               []string{"10", "9"},
		LastSeen:              day("2026-03-01"),
		LastAssigned:          day("2025-05-05"),
		OfflineCode:           true,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the person differs (-want +got):\n%s", cmp.Diff(want, got))
	}
}

func TestAPersonHasTheAddressesOfAllTheirLicensesInOrder(t *testing.T) {
	account := func(email string) func(*License) { return func(l *License) { l.AccountEmail = email } }
	got := onePerson(t,
		seat("A", "II", heldBy(jane), account("z@old.example")), seat("B", "WS", heldBy(jane)), seat("C", "GO", heldBy(jane), account("a@old.example")), seat("D", "DB", heldBy(jane), account("z@old.example")),
	).AccountEmails
	if want := []string{"a@old.example", jane, "z@old.example"}; !slices.Equal(got, want) {
		t.Errorf("addresses %q, want %q", got, want)
	}
}

func TestPersonWithoutTeamOrSuspensionHasEmptyLists(t *testing.T) {
	got := onePerson(t, seat("L1", "II", heldBy(jane)))
	if got.TeamIDs == nil || got.SuspendedProductCodes == nil {
		t.Errorf("nil lists: null means not known, and these are known: %+v", got)
	}
	if !got.LastSeen.IsZero() || !got.LastAssigned.IsZero() || got.OfflineCode || got.Name.Set {
		t.Errorf("something out of nothing: %+v", got)
	}
}

func TestOnlySuspendedProductsAreListedAsSuspended(t *testing.T) {
	got := onePerson(t, seat("A", "II", heldBy(jane), suspended), seat("B", "WS", heldBy(jane)), seat("C", "II", heldBy(jane)))
	if !slices.Equal(got.SuspendedProductCodes, []string{"II"}) || !slices.Equal(got.ProductCodes, []string{"II", "WS"}) {
		t.Errorf("suspended %v of %v", got.SuspendedProductCodes, got.ProductCodes)
	}
}

func TestPersonStatus(t *testing.T) {
	for name, test := range map[string]struct {
		licenses [][]func(*License)
		want     Status
	}{
		"one active":                      {[][]func(*License){{}}, StatusActive},
		"one suspended":                   {[][]func(*License){{suspended}}, StatusSuspended},
		"one expired":                     {[][]func(*License){{expired}}, StatusExpired},
		"one suspended and expired":       {[][]func(*License){{suspended, expired}}, StatusSuspended},
		"active beats suspended, expired": {[][]func(*License){{suspended}, {expired}, {}}, StatusActive},
		"suspended beats expired":         {[][]func(*License){{expired}, {suspended}, {expired}}, StatusSuspended},
		"a trial is active":               {[][]func(*License){{trial}, {expired}}, StatusActive},
	} {
		t.Run(name, func(t *testing.T) {
			var licenses []License
			for i, options := range test.licenses {
				licenses = append(licenses, seat(string(rune('A'+i)), "II", append(options, heldBy(jane))...))
			}
			if got := onePerson(t, licenses...).Status; got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
}

func TestPersonNameIsTheBestOfSeveral(t *testing.T) {
	absent := value.Optional[string]{}
	for name, test := range map[string]struct {
		names []value.Optional[string] // of the licenses A, B, C, and so on
		want  value.Optional[string]
	}{
		"none":                               {[]value.Optional[string]{absent, absent}, absent},
		"an empty one is not null":           {[]value.Optional[string]{absent, value.Some("")}, value.Some("")},
		"the lowest license ID":              {[]value.Optional[string]{value.Some("Jane B"), value.Some("Jane A")}, value.Some("Jane B")},
		"unmasked beats masked":              {[]value.Optional[string]{value.Some("J*** D**"), absent, value.Some("Jane Doe")}, value.Some("Jane Doe")},
		"masked, the lowest license ID":      {[]value.Optional[string]{absent, value.Some("J***"), value.Some("Ja**")}, value.Some("J***")},
		"masked beats empty":                 {[]value.Optional[string]{value.Some(""), value.Some("J***")}, value.Some("J***")},
		"unmasked beats empty":               {[]value.Optional[string]{value.Some(" "), value.Some("Jane")}, value.Some("Jane")},
		"a name of asterisks only is masked": {[]value.Optional[string]{value.Some("****"), value.Some("Jane")}, value.Some("Jane")},
	} {
		t.Run(name, func(t *testing.T) {
			var licenses []License
			for i, n := range test.names {
				l := seat(string(rune('A'+i)), "II", heldBy(jane))
				l.Name = n
				licenses = append(licenses, l)
			}
			slices.Reverse(licenses)
			if got := onePerson(t, licenses...).Name; got != test.want {
				t.Errorf("%+v, want %+v", got, test.want)
			}
		})
	}
}

func TestNewestDatesAreInstantsNotTexts(t *testing.T) {
	early := day("2026-05-02T00:30:00+03:00").UTC() // the same as 2026-05-01T21:30Z
	late := day("2026-05-01T23:00:00Z").UTC()
	got := onePerson(t,
		seat("A", "II", heldBy(jane), func(l *License) { l.LastSeen, l.LastAssigned = early, late }),
		seat("B", "II", heldBy(jane), func(l *License) { l.LastSeen, l.LastAssigned = late, early }),
	)
	if got.LastSeen != late || got.LastAssigned != late {
		t.Errorf("seen %s, assigned %s, want %s", got.LastSeen, got.LastAssigned, late)
	}
}

func TestFloatingAndFreeSeatsBelongToNobody(t *testing.T) {
	people := People(sorted(
		seat("A", "II"), seat("B", "II", onServer), seat("C", "II", onKey), seat("D", "II", unavailable, expired),
	), PeopleFilter{})
	if people == nil || len(people) != 0 {
		t.Errorf("people %+v, want an empty list", people)
	}
}

func TestPeopleAreSortedAndUnique(t *testing.T) {
	people := People(sorted(
		seat("A", "II", heldBy(joe)), seat("B", "II", heldBy(jane)), seat("C", "WS", heldBy(joe)),
		seat("D", "II", heldBy("Z@acme.example")), seat("E", "II", heldBy("a@acme.example")),
	), PeopleFilter{})
	want := []string{"Z@acme.example", "a@acme.example", jane, joe}
	if diff := cmp.Diff(want, Emails(people)); diff != "" {
		t.Errorf("the people differ (-want +got):\n%s", diff)
	}
}

func TestPeopleFilters(t *testing.T) {
	licenses := sorted(
		seat("A", "II", heldBy(jane)), seat("B", "II", heldBy(joe), suspended), seat("C", "II", heldBy(eve), expired),
	)
	acme, err := ParseDomains([]string{"acme.example"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		filter PeopleFilter
		want   []string
	}{
		"none":                     {PeopleFilter{}, []string{eve, jane, joe}},
		"an address":               {PeopleFilter{Emails: []string{joe, "other@acme.example"}}, []string{joe}},
		"an unknown address":       {PeopleFilter{Emails: []string{"other@acme.example"}}, []string{}},
		"an empty list of them":    {PeopleFilter{Emails: []string{}}, []string{}},
		"a domain":                 {PeopleFilter{Domains: &acme}, []string{jane, joe}},
		"a domain list of none":    {PeopleFilter{Domains: &Domains{}}, []string{}},
		"active":                   {PeopleFilter{Status: StatusActive}, []string{jane}},
		"suspended":                {PeopleFilter{Status: StatusSuspended}, []string{joe}},
		"expired":                  {PeopleFilter{Status: StatusExpired}, []string{eve}},
		"all together":             {PeopleFilter{Emails: []string{joe, eve}, Domains: &acme, Status: StatusSuspended}, []string{joe}},
		"together, no person fits": {PeopleFilter{Emails: []string{eve}, Domains: &acme}, []string{}},
		"a status of seats only":   {PeopleFilter{Status: StatusAvailable}, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, Emails(People(licenses, test.filter))); diff != "" {
				t.Errorf("the people differ (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEmailsByStatus(t *testing.T) {
	people := []Person{{Email: "a", Status: StatusActive}, {Email: "b", Status: StatusSuspended}, {Email: "c", Status: StatusExpired}}
	for name, test := range map[string]struct{ got, want []string }{
		"all":          {Emails(people), []string{"a", "b", "c"}},
		"active":       {Emails(people, StatusActive), []string{"a"}},
		"two":          {Emails(people, StatusExpired, StatusSuspended), []string{"b", "c"}},
		"of no person": {Emails(nil), []string{}},
	} {
		if diff := cmp.Diff(test.want, test.got); diff != "" {
			t.Errorf("%s: the people differ (-want +got):\n%s", name, diff)
		}
	}
}

func TestGroupKeepsLicensesInOrderOfTheirID(t *testing.T) {
	licenses := sorted(seat("C", "II", heldBy(jane)), seat("A", "WS", heldBy(jane)), seat("B", "II", heldBy(joe)))
	groups := groupByPerson(licenses, nil)
	if len(groups) != 2 || groups[0].Email != jane || groups[1].Email != joe {
		t.Fatalf("groups %+v", groups)
	}
	if got := groups[0].Licenses; len(got) != 2 || got[0] != &licenses[0] || got[1] != &licenses[2] {
		t.Errorf("licenses of the first: %+v, want A, C as pointers into the argument", got)
	}
}

func TestLater(t *testing.T) {
	now := day("2026-01-01")
	if got := Later(time.Time{}, now); got != now {
		t.Errorf("absent, then a time: %s", got)
	}
	if got := Later(now, time.Time{}); got != now {
		t.Errorf("a time, then absent: %s", got)
	}
}

func TestNormalizeEmail(t *testing.T) {
	for text, want := range map[string]string{
		"Jane@ACME.example":        jane,
		"  jane@acme.example\r\n":  jane,
		"\u00a0jane@acme.example ": jane,
		"":                         "",
		" \t ":                     "",
		"ÄNNE@acme.example":        "änne@acme.example",
		"jane doe@acme.example":    "jane doe@acme.example",
	} {
		if got := value.NormalizeEmail(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzNormalizeEmailIsStable(f *testing.F) {
	f.Add(" Jane@ACME.example")
	f.Add("\xff\u0130\u212a@\u00a0")
	f.Fuzz(func(t *testing.T, text string) {
		once := value.NormalizeEmail(text)
		if twice := value.NormalizeEmail(once); twice != once {
			t.Errorf("%q gives %q, which gives %q: two identities of one person", text, once, twice)
		}
	})
}

func BenchmarkPeople(b *testing.B) {
	sizes(b, func(b *testing.B, licenses []License) {
		for b.Loop() {
			if len(People(licenses, PeopleFilter{})) == 0 {
				b.Fatal("no person")
			}
		}
	})
}
