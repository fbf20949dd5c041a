package licensing

import "time"

const secondsPerDay = 24 * 60 * 60

// DaysBetween counts the whole days of 24 hours from one instant to another,
// truncated toward zero; negative if to is the earlier one. Unlike
// [time.Time.Sub], it is correct for any span.
func DaysBetween(from, to time.Time) int {
	seconds := to.Unix() - from.Unix()
	switch nanoseconds := to.Nanosecond() - from.Nanosecond(); {
	case seconds > 0 && nanoseconds < 0:
		seconds--
	case seconds < 0 && nanoseconds > 0:
		seconds++
	}
	return int(seconds / secondsPerDay)
}

// maxDays is over ten thousand years: more than the span between any two RFC
// 3339 dates, and few enough that calendar arithmetic does not overflow.
const maxDays = 4_000_000

// DaysBefore returns the instant a number of days before another, in UTC.
func DaysBefore(t time.Time, days int) time.Time { return t.UTC().AddDate(0, 0, -min(days, maxDays)) }

// DaysAfter returns the instant a number of days after another, in UTC.
func DaysAfter(t time.Time, days int) time.Time { return t.UTC().AddDate(0, 0, min(days, maxDays)) }
