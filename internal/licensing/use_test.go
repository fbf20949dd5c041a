package licensing

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// written sets both dates as a server writes them, in its own offset.
func written(lastSeen, lastAssigned string) func(*License) {
	return func(l *License) {
		for _, date := range []struct {
			text string
			at   *time.Time
			on   *value.Date
		}{{lastSeen, &l.LastSeen, &l.LastSeenDate}, {lastAssigned, &l.LastAssigned, &l.LastAssignedDate}} {
			if date.text == "" {
				continue
			}
			at, err := time.Parse(time.RFC3339, date.text)
			if err != nil {
				panic(err)
			}
			*date.at, *date.on = at.UTC(), value.DateOf(at)
		}
	}
}

func TestDatesAreJudgedAtTheRead(t *testing.T) {
	readAt := day("2026-11-21T12:00:00Z")
	for name, test := range map[string]struct {
		seen, assigned         string
		wantSeen, wantAssigned string
		future                 bool
	}{
		"in the past":                  {"2026-11-20T00:00:00Z", "2026-11-19T00:00:00Z", "2026-11-20T00:00:00Z", "2026-11-19T00:00:00Z", false},
		"at the read":                  {"2026-11-21T12:00:00Z", "2026-11-21T12:00:00Z", "2026-11-21T12:00:00Z", "2026-11-21T12:00:00Z", false},
		"none":                         {"", "", "", "", false},
		"a second after the read":      {"2026-11-21T12:00:01Z", "2026-11-21T12:00:01Z", "2026-11-21T12:00:00Z", "2026-11-21T12:00:00Z", false},
		"a day after the read":         {"2026-11-22T12:00:00Z", "2026-11-22T12:00:00Z", "2026-11-21T12:00:00Z", "2026-11-21T12:00:00Z", false},
		"seen later than that":         {"2026-11-22T12:00:01Z", "2026-01-01T00:00:00Z", "", "2026-01-01T00:00:00Z", true},
		"assigned later than that":     {"2026-01-01T00:00:00Z", "2026-11-22T12:00:01Z", "2026-01-01T00:00:00Z", "", true},
		"a day before the assignment":  {"2026-05-01T23:59:59Z", "2026-05-02T00:00:00Z", "", "2026-05-02T00:00:00Z", false},
		"earlier on the same day":      {"2026-05-02T00:00:00Z", "2026-05-02T23:00:00Z", "2026-05-02T00:00:00Z", "2026-05-02T23:00:00Z", false},
		"the same day for the server":  {"2026-05-02T00:30:00+03:00", "2026-05-02T04:00:00+03:00", "2026-05-01T21:30:00Z", "2026-05-02T01:00:00Z", false},
		"another day for the server":   {"2026-05-01T23:30:00-05:00", "2026-05-02T00:30:00-05:00", "", "2026-05-02T05:30:00Z", false},
		"seen without an assignment":   {"2026-05-01T00:00:00Z", "", "2026-05-01T00:00:00Z", "", false},
		"assigned, and never seen":     {"", "2026-05-01T00:00:00Z", "", "2026-05-01T00:00:00Z", false},
		"seen before a future one":     {"2026-05-01T00:00:00Z", "2027-05-01T00:00:00Z", "2026-05-01T00:00:00Z", "", true},
		"both later than a day after":  {"2028-05-01T00:00:00Z", "2027-05-01T00:00:00Z", "", "", true},
		"assigned tomorrow, seen now":  {"2026-11-21T12:00:00Z", "2026-11-22T01:00:00Z", "", "2026-11-21T12:00:00Z", false},
		"assigned and seen soon after": {"2026-11-22T02:00:00Z", "2026-11-22T01:00:00Z", "2026-11-21T12:00:00Z", "2026-11-21T12:00:00Z", false},
	} {
		t.Run(name, func(t *testing.T) {
			l := seat("A", "II", heldBy(jane), written(test.seen, test.assigned))
			at := func(text string) time.Time {
				if text == "" {
					return time.Time{}
				}
				return day(text)
			}
			want := Use{at(test.wantSeen), at(test.wantAssigned), test.future}
			got := l.Use(readAt)
			if !got.Seen.Equal(want.Seen) || !got.Assigned.Equal(want.Assigned) || got.Future != want.Future {
				t.Errorf("the dates differ (-want +got):\n%s", cmp.Diff(want, got))
			}
			dated := test.wantSeen != "" || test.wantAssigned != ""
			if got.Dated() != dated || l.UseUnknown(got) != (test.future || !dated) {
				t.Errorf("dated %t, unknown %t", got.Dated(), l.UseUnknown(got))
			}
			l.OfflineCode = true
			if !l.UseUnknown(got) {
				t.Error("with an offline code the use is known")
			}
		})
	}
}

func TestUseLimit(t *testing.T) {
	limit := NewUseLimit(day("2026-11-21"), 90, 30)
	for name, test := range map[string]struct {
		seen, assigned string
		exceeded       bool
	}{
		"seen on the limit":                    {"2026-08-23T00:00:00Z", "", true},
		"seen a second later":                  {"2026-08-23T00:00:01Z", "", false},
		"assigned on the limit, never seen":    {"", "2026-08-23T00:00:00Z", true},
		"assigned a second later, never seen":  {"", "2026-08-23T00:00:01Z", false},
		"neither":                              {"", "", true},
		"seen long ago, assigned at the grace": {"2026-01-01T00:00:00Z", "2026-10-22T00:00:00Z", true},
		"seen long ago, assigned since then":   {"2026-01-01T00:00:00Z", "2026-10-22T00:00:01Z", false},
	} {
		t.Run(name, func(t *testing.T) {
			u := seat("A", "II", written(test.seen, test.assigned))
			if got := limit.Exceeded(u.LastSeen, u.LastAssigned); got != test.exceeded {
				t.Errorf("exceeded: %t", got)
			}
		})
	}
}

// Some limits are earlier than the zero time, which stands for an unknown date.
func TestWithoutDatesEveryLimitIsExceeded(t *testing.T) {
	for _, days := range []int{0, 90, 800_000, 1 << 30} {
		limit := NewUseLimit(day("2026-11-21"), days, days)
		if !limit.PastGrace(time.Time{}) || !limit.Exceeded(time.Time{}, time.Time{}) {
			t.Errorf("%d days: past grace %t, exceeded %t", days, limit.PastGrace(time.Time{}), limit.Exceeded(time.Time{}, time.Time{}))
		}
	}
}

func TestWhatIsUnused(t *testing.T) {
	limit, read := NewUseLimit(day("2026-11-21"), 90, 30), day("2026-11-21")
	old := written("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z")
	for name, test := range map[string]struct {
		license License
		want    bool
	}{
		"of a person, not seen for long": {seat("A", "II", heldBy(jane), old), true},
		"seen since then":                {seat("A", "II", heldBy(jane), old, seen("2026-11-01")), false},
		"suspended":                      {seat("A", "II", heldBy(jane), old, suspended), true},
		"of a server":                    {seat("A", "II", onServer, old), false},
		"of a key":                       {seat("A", "II", onKey, old), false},
		"not assigned":                   {seat("A", "II", old), false},
		"a trial":                        {seat("A", "II", heldBy(jane), old, trial), false},
		"expired":                        {seat("A", "II", heldBy(jane), old, expired), false},
		"without a subscription":         {seat("A", "II", heldBy(jane), old, noSubscription), false},
		"with an offline code":           {seat("A", "II", heldBy(jane), old, offline), false},
		"with a date in the future":      {seat("A", "II", heldBy(jane), old, assignedOn("2027-01-01")), false},
		"without dates":                  {seat("A", "II", heldBy(jane)), false},
	} {
		if got := limit.Unused(&test.license, test.license.Use(read)); got != test.want {
			t.Errorf("%s: unused %t, want %t", name, got, test.want)
		}
	}
}
