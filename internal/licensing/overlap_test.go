package licensing

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// weigh returns the overlapping licenses of a person as "ID by ID of the one
// that covers it".
func weigh(packs Packs, licenses []License, change func(*Weighed)) []string {
	weighed := make([]Weighed, len(licenses))
	for i := range licenses {
		weighed[i] = Weighed{License: &licenses[i], Use: licenses[i].Use(day("2026-11-21"))}
		if change != nil {
			change(&weighed[i])
		}
	}
	NewCoverage(packs).Weigh(weighed)
	found := []string{}
	for _, w := range weighed {
		if w.Overlapping {
			found = append(found, w.ID+" by "+w.CoveredBy.ID)
		}
	}
	return found
}

func TestLicensesAreWeighed(t *testing.T) {
	ends := validTo
	renews := renewed(true)
	for name, test := range map[string]struct {
		licenses []License
		want     string // each "ID by ID", separated by commas
	}{
		"one license":                          {[]License{seat("A", "II")}, ""},
		"of equal ones the highest ID goes":    {[]License{seat("A", "II"), seat("B", "II"), seat("C", "II")}, "B by A,C by A"},
		"the earliest end goes first":          {[]License{seat("A", "II", ends("2027-01-01")), seat("B", "II", ends("2027-01-02"))}, "A by B"},
		"no date and not renewing is earliest": {[]License{seat("A", "II"), seat("B", "II", ends("2026-12-01"))}, "A by B"},
		"renewing is latest":                   {[]License{seat("A", "II", ends("2030-01-01")), seat("B", "II", ends("2026-12-01"), renews)}, "A by B"},
		"of two that renew dates do not count": {[]License{seat("A", "II", ends("2030-01-01"), renews), seat("B", "II", ends("2031-01-01"), renews)}, "B by A"},
		"a stopped renewal is none":            {[]License{seat("A", "II", ends("2027-01-01"), renews, stopped), seat("B", "II", ends("2027-01-02"))}, "A by B"},
		"an expired one does not renew":        {[]License{seat("A", "II", renews, expired), seat("B", "II", ends("2027-01-02"))}, ""},
		"of equal ends without a date first":   {[]License{seat("A", "II"), seat("B", "II", seen("2026-11-01"))}, "A by B"},
		"or assigned counts as a date":         {[]License{seat("A", "II", assignedOn("2026-11-01")), seat("B", "II")}, "B by A"},
		"a date in the future is none":         {[]License{seat("A", "II", seen("2027-11-01")), seat("B", "II", seen("2026-11-01"))}, "A by B"},
		"of equal ends an offline code last":   {[]License{seat("A", "II", seen("2026-11-01")), seat("B", "II", seen("2026-11-01"), offline)}, "A by B"},
		"an offline code without a date, too":  {[]License{seat("A", "II", seen("2026-11-01")), seat("B", "II", offline)}, "A by B"},
		"and both without one":                 {[]License{seat("A", "II"), seat("B", "II", offline)}, "A by B"},
		"but an end counts more":               {[]License{seat("A", "II", seen("2026-11-01"), ends("2027-01-02")), seat("B", "II", offline, ends("2027-01-01"))}, "B by A"},
		"a pack covers a product":              {[]License{seat("A", "ALL"), seat("B", "II")}, "B by A"},
		"a product does not cover a pack":      {[]License{seat("A", "II"), seat("B", "RSU")}, ""},
		"a pack covers a pack and its parts":   {[]License{seat("A", "RSU"), seat("B", "ALL")}, "A by B"},
		"not what it does not list":            {[]License{seat("A", "ALL"), seat("B", "AIP")}, ""},
		"a ring: one of them stays":            {[]License{seat("A", "X1"), seat("B", "X2")}, "B by A"},
		"a pack that only parts would replace": {[]License{seat("A", "Y1", ends("2027-01-01")), seat("B", "P", ends("2027-02-01")), seat("C", "Q", ends("2027-02-01"))}, ""},
		"together, and the pack's own product": {[]License{seat("A", "Y1", ends("2027-01-01")), seat("B", "Y2", ends("2027-02-01")), seat("C", "Q", ends("2027-02-01"))}, "A by B"},
		"a part that no one else has":          {[]License{seat("A", "Y1", ends("2027-01-01")), seat("B", "Y2", ends("2027-02-01"))}, ""},
		"a suspended one that adds nothing":    {[]License{seat("A", "II", suspended), seat("B", "ALL")}, "A by B"},
		"a suspended one is not counted":       {[]License{seat("A", "ALL"), seat("B", "II"), seat("C", "II", suspended)}, "B by A,C by A"},
		"two suspended ones":                   {[]License{seat("A", "II", suspended), seat("B", "II", suspended)}, ""},
		"a suspended one that lasts longer":    {[]License{seat("A", "II", suspended, ends("2027-02-01")), seat("B", "ALL", ends("2027-01-01"))}, ""},
		"nor does it cover":                    {[]License{seat("A", "II", ends("2027-01-01")), seat("B", "ALL", suspended, ends("2027-02-01"))}, ""},
		"a trial":                              {[]License{seat("A", "II", trial), seat("B", "II")}, ""},
		"an expired one":                       {[]License{seat("A", "II", expired), seat("B", "II")}, ""},
		"one without a subscription":           {[]License{seat("A", "II", noSubscription), seat("B", "II")}, ""},
		"neither covers":                       {[]License{seat("A", "II"), seat("B", "II", trial), seat("C", "II", expired), seat("D", "II", noSubscription)}, ""},
		"covered by the lowest that stays":     {[]License{seat("A", "II", trial), seat("B", "ALL", ends("2026-12-01")), seat("C", "ALL", ends("2027-01-01")), seat("D", "ALL", renews), seat("E", "II", ends("2026-12-15"))}, "B by D,C by D,E by D"},
		"covered by one that lasts":            {[]License{seat("A", "ALL", ends("2026-12-01")), seat("B", "II", ends("2027-01-01")), seat("C", "II", renews)}, "B by C"},
	} {
		t.Run(name, func(t *testing.T) {
			for i := range test.licenses {
				heldBy(jane)(&test.licenses[i])
			}
			packs := BuiltInPacks().WithOverrides(Packs{"X1": {"X2"}, "X2": {"X1"}, "Y1": {"P", "Q"}, "Y2": {"Y1", "P"}})
			if got := strings.Join(weigh(packs, test.licenses, nil), ","); got != test.want {
				t.Errorf("overlapping: %q, want %q", got, test.want)
			}
		})
	}
}

func TestWhatIsGivenUpCoversNothing(t *testing.T) {
	licenses := []License{seat("A", "ALL", heldBy(jane)), seat("B", "II", heldBy(jane)), seat("C", "II", heldBy(jane)), seat("D", "WS", heldBy(jane))}
	for name, test := range map[string]struct {
		givenUp, reported string
		want              []string
	}{
		"nothing":                                    {"", "", []string{"B by A", "C by A", "D by A"}},
		"a pack, reported":                           {"A", "A", []string{"C by B"}},
		"a pack, not reported":                       {"A", "", []string{"C by B"}},
		"a product, reported":                        {"B", "B", []string{"C by A", "D by A"}},
		"a product, not reported":                    {"B", "", []string{"B by A", "C by A", "D by A"}},
		"all but one, not reported":                  {"ABC", "", []string{}},
		"a product that only what is given up has":   {"AD", "", []string{"C by B"}},
		"what no one else covers is not overlapping": {"ABCD", "", []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			got := weigh(BuiltInPacks(), slices.Clone(licenses), func(w *Weighed) {
				w.GivenUp, w.Reported = strings.Contains(test.givenUp, w.ID), strings.Contains(test.reported, w.ID)
			})
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("other licenses overlap (-want +got):\n%s", diff)
			}
		})
	}
}

// Counters of one person must not be left for the next.
func TestPeopleAreWeighedOneByOne(t *testing.T) {
	c := NewCoverage(BuiltInPacks())
	for range 2 {
		for _, licenses := range [][]License{{seat("A", "ALL", heldBy(jane)), seat("B", "AIP", heldBy(jane))}, {seat("C", "II", heldBy(joe)), seat("D", "WS", heldBy(joe))}} {
			weighed := []Weighed{{License: &licenses[0]}, {License: &licenses[1]}}
			if c.Weigh(weighed); weighed[0].Overlapping || weighed[1].Overlapping {
				t.Errorf("%s and %s overlap", licenses[0].ProductCode, licenses[1].ProductCode)
			}
		}
	}
}
