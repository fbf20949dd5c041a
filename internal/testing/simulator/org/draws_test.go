package org

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var testOptions = Options{Seed: 1, Licenses: 250, Now: time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)}

// byID indexes values, and fails the test if two have the same ID.
func byID[T any](t *testing.T, values []T, id func(T) string) map[string]T {
	t.Helper()
	index := make(map[string]T, len(values))
	for _, value := range values {
		if _, twice := index[id(value)]; twice {
			t.Fatalf("two are %s", id(value))
		}
		index[id(value)] = value
	}
	return index
}

func licenseOf(l License) string { return l.ID }
func personOf(p Person) string   { return p.Email }

// everyField lets a difference show private fields.
var everyField = cmp.Exporter(func(reflect.Type) bool { return true })

// checkKept checks that the organization after a change still has what it had
// before. gone is the number of licenses that had to leave.
func checkKept(t *testing.T, before, after *Organization, gone int) {
	t.Helper()
	licenses, people := byID(t, after.Licenses, licenseOf), byID(t, after.People, personOf)
	missing := 0
	var order []string
	for _, want := range before.Licenses {
		switch got, found := licenses[want.ID]; {
		case !found:
			missing++
		case !reflect.DeepEqual(got, want):
			t.Errorf("license %s changes (-before +after):\n%s", want.ID, cmp.Diff(want, got, everyField))
		default:
			order = append(order, want.ID)
		}
	}
	if missing > gone {
		t.Errorf("%d of %d licenses are gone, want %d at most", missing, len(before.Licenses), gone)
	}
	i := 0
	for _, l := range after.Licenses {
		if i < len(order) && l.ID == order[i] {
			i++
		}
	}
	if i < len(order) {
		t.Error("the order of the licenses changes")
	}
	missing = 0
	for _, want := range before.People {
		got, found := people[want.Email]
		if !found {
			missing++
		} else if got != want {
			t.Errorf("a person changes (-before +after):\n%s", cmp.Diff(want, got, everyField))
		}
	}
	if missing > gone {
		t.Errorf("%d people are gone, want %d at most", missing, gone)
	}
	if missing = 0; before.CustomerCode != after.CustomerCode || before.Token != after.Token || !reflect.DeepEqual(before.Teams, after.Teams) {
		t.Error("the customer, a token, or a team changes")
	}
	for _, email := range before.Directory {
		if !slices.Contains(after.Directory, email) {
			missing++
		}
	}
	if missing > gone {
		t.Errorf("%d addresses of the directory are gone, want %d at most", missing, gone)
	}
}

func TestMoreLicensesLeaveTheFirstAsTheyAre(t *testing.T) {
	for _, clean := range []bool{false, true} {
		options := testOptions
		options.Clean = clean
		before := Generate(options)
		for _, more := range []int{1, 7, 1000} {
			options.Licenses = testOptions.Licenses + more
			checkKept(t, before, Generate(options), 0)
		}
	}
}

// A new kind of license is an example and a case of special; its units are the
// ones that the test may see change.
func TestANewKindOfLicenseMovesNoOther(t *testing.T) {
	before := Generate(testOptions)
	kinds := licenseExamples
	t.Cleanup(func() { licenseExamples = kinds })
	for _, at := range []int{0, 5, len(kinds)} {
		licenseExamples = slices.Insert(slices.Clone(kinds), at, example{len(kinds) + 1, func(u *unit) {
			u.holder(u.employee(teamData), u.used("PC", teamData), u.used("AIP", teamData, func(l *draft) { l.text("anything", digits, 99) }))
		}})
		after := Generate(testOptions)
		checkKept(t, before, after, 2)

		// A colleague of the new person may have a lower weight for an example,
		// and a lead may change.
		members := byID(t, after.Space.Members, func(m SpaceMember) string { return m.ID })
		changed := 0
		for _, want := range before.Space.Members {
			if got := members[want.ID]; !reflect.DeepEqual(got.Emails, want.Emails) || got.TwoFactor != want.TwoFactor || !reflect.DeepEqual(got.Logins, want.Logins) || got.Username != want.Username {
				changed++
			}
		}
		if changed > 3 {
			t.Errorf("%d of %d members of the Space change", changed, len(before.Space.Members))
		}
	}
}

// holdings returns the products of every person.
func holdings(o *Organization) map[string][]string {
	held := map[string][]string{}
	for _, l := range o.Licenses {
		if a := l.Assignee; a != nil && a.Type == AssigneeUser {
			email := strings.ToLower(a.Email)
			held[email] = append(held[email], l.Product.Code)
		}
	}
	return held
}

func TestANewProductMovesNoOther(t *testing.T) {
	before := holdings(Generate(testOptions))
	products := singleProducts
	t.Cleanup(func() { singleProducts = products })
	singleProducts = append(slices.Clone(products), "NEW")
	after, holders := holdings(Generate(testOptions)), 0
	for email, codes := range after {
		had, found := before[email]
		if slices.Contains(codes, "NEW") {
			holders++
			codes = slices.DeleteFunc(codes, func(code string) bool { return code == "NEW" })
		} else if found && len(codes) != len(had) {
			t.Errorf("%s holds %v, and held %v", email, codes, had)
		}
		for _, code := range codes {
			if !slices.Contains(had, code) {
				t.Errorf("%s holds %s, and held %v", email, code, had)
			}
		}
	}
	if holders == 0 {
		t.Error("nobody holds the new product")
	}
}

func TestDecisionsAreIndependent(t *testing.T) {
	d := draws{key: mix(1)}
	first := d.between("first", 0, 1_000_000)
	d.between("second", 0, 1_000_000)
	if again := d.between("first", 0, 1_000_000); again != first {
		t.Errorf("a decision gives %d, and %d after another decision", first, again)
	}
	seen := map[int]string{}
	for _, decision := range []string{"first", "second", "third"} {
		for i, thing := range []draws{d, d.of("a", 0), d.of("a", 1), d.of("b", 0), d.of("a", 0).of("a", 0)} {
			drawn := thing.between(decision, 0, 1_000_000_000)
			if other, twice := seen[drawn]; twice {
				t.Errorf("%s of thing %d gives the same as %s", decision, i, other)
			}
			seen[drawn] = decision
		}
	}
	for _, bucket := range []int{10, 1000} {
		counts := make([]int, bucket)
		for i := range 100_000 {
			counts[d.of("license", i).below("kind", bucket)]++
		}
		if lowest, highest := slices.Min(counts), slices.Max(counts); lowest < 60_000/bucket || highest > 140_000/bucket {
			t.Errorf("of %d numbers, one appears %d times and another %d times", bucket, lowest, highest)
		}
	}
}

func TestExamplesHaveDifferentNumbers(t *testing.T) {
	number := func(e example) int { return e.number }
	for name, examples := range map[string][]int{
		"licenses": numbers(licenseExamples, number), "clean licenses": numbers(cleanLicenseExamples, number),
		"members": numbers(memberExamples, func(e memberExample) int { return e.number }),
	} {
		if sorted := slices.Compact(slices.Sorted(slices.Values(examples))); len(sorted) != len(examples) || sorted[0] < 1 {
			t.Errorf("%s: the numbers are %v, want different ones from 1", name, examples)
		}
	}
}

func numbers[T any](values []T, number func(T) int) []int {
	all := make([]int, len(values))
	for i := range values {
		all[i] = number(values[i])
	}
	return all
}
