package licensing

import (
	"math"
	"testing"
	"time"
)

func TestDaysBetween(t *testing.T) {
	for name, test := range map[string]struct {
		from, to string
		want     int
	}{
		"the same instant":                   {"2026-05-01", "2026-05-01", 0},
		"one day":                            {"2026-05-01", "2026-05-02", 1},
		"almost one day":                     {"2026-05-01", "2026-05-01T23:59:59Z", 0},
		"almost one day and a second":        {"2026-05-01", "2026-05-01T23:59:59.5Z", 0},
		"almost one day back":                {"2026-05-01T23:59:59Z", "2026-05-01", 0},
		"one day back":                       {"2026-05-02", "2026-05-01", -1},
		"a day and a half back":              {"2026-05-02T12:00:00Z", "2026-05-01", -1},
		"instants, not calendar days":        {"2026-05-01T00:30:00+03:00", "2026-04-30T21:30:00Z", 0},
		"another date in another offset":     {"2026-05-01T23:00:00-05:00", "2026-05-02T04:00:00Z", 0},
		"a leap day":                         {"2028-02-28", "2028-03-01", 2},
		"a year":                             {"2026-01-01", "2027-01-01", 365},
		"longer than a Duration holds":       {"0001-01-01", "9999-12-31", 3652058},
		"and back":                           {"9999-12-31", "0001-01-01", -3652058},
		"a nanosecond short":                 {"2026-05-01T00:00:00.000000001Z", "2026-05-02", 0},
		"a nanosecond short, back":           {"2026-05-02", "2026-05-01T00:00:00.000000001Z", 0},
		"a nanosecond more than short, back": {"2026-05-02", "2026-05-01T00:00:00.000000002Z", 0},
		"seconds and nanoseconds back":       {"2026-05-01T23:59:59.9Z", "2026-05-01T00:00:00.8Z", 0},
		"nanoseconds that do not matter":     {"2026-05-01T00:00:00.000000001Z", "2026-05-02T00:00:00.000000002Z", 1},
	} {
		t.Run(name, func(t *testing.T) {
			if got := DaysBetween(day(test.from), day(test.to)); got != test.want {
				t.Errorf("from %s to %s: %d, want %d", test.from, test.to, got, test.want)
			}
		})
	}
}

func TestDaysBeforeAndAfter(t *testing.T) {
	from := day("2024-03-01T12:00:00+03:00")
	for days, want := range map[int][2]string{
		0: {"2024-03-01T09:00:00Z", "2024-03-01T09:00:00Z"}, 1: {"2024-02-29T09:00:00Z", "2024-03-02T09:00:00Z"}, 366: {"2023-03-01T09:00:00Z", "2025-03-02T09:00:00Z"},
		maxDays:     {from.AddDate(0, 0, -4_000_000).UTC().Format(time.RFC3339), from.AddDate(0, 0, 4_000_000).UTC().Format(time.RFC3339)},
		math.MaxInt: {from.AddDate(0, 0, -4_000_000).UTC().Format(time.RFC3339), from.AddDate(0, 0, 4_000_000).UTC().Format(time.RFC3339)},
	} {
		if got := [2]string{DaysBefore(from, days).Format(time.RFC3339), DaysAfter(from, days).Format(time.RFC3339)}; got != want {
			t.Errorf("%d days: %v, want %v", days, got, want)
		}
	}
}

func FuzzDaysBetween(f *testing.F) {
	f.Add(int64(0), int64(0), int64(86400), int64(5))
	f.Fuzz(func(t *testing.T, s1, n1, s2, n2 int64) {
		const limit = 1 << 38 // about nine thousand years
		from, to := time.Unix(s1%limit, n1%1e9).UTC(), time.Unix(s2%limit, n2%1e9).UTC()
		n := DaysBetween(from, to)
		if DaysBetween(to, from) != -n {
			t.Errorf("%s, %s: %d one way, %d the other", from, to, n, DaysBetween(to, from))
		}
		if n >= 0 && !to.Before(from) {
			if reached := from.AddDate(0, 0, n); reached.After(to) || !reached.AddDate(0, 0, 1).After(to) {
				t.Errorf("%s + %d days = %s, but to is %s", from, n, reached, to)
			}
		}
	})
}
