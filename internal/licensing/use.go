package licensing

import "time"

// DefaultGraceDays is how long after an assignment nobody is called inactive,
// and no license unused, unless an argument says otherwise.
const DefaultGraceDays = 30

// clockTolerance is how far after the read a date may lie and still mean the
// read: the server's clock, or this machine's, may be wrong by so much.
const clockTolerance = 24 * time.Hour

// Use is what the dates of one license say about its holder. The audit and the
// seats judge dates; the tables of licenses show them as they are.
type Use struct {
	Seen     time.Time // last seen; zero: never, or not known
	Assigned time.Time // last assigned; zero: not known

	// Future says that a date lies more than a day after the read. Such a date
	// counts as unknown.
	Future bool
}

// Use judges the dates of a license at the time of the read. A date up to a day
// after the read is the read. A later date counts as unknown. A last-seen on a
// day before the assignment, both as the server wrote them, is of an earlier
// holder, so it counts as none.
func (l *License) Use(readAt time.Time) Use {
	u := Use{Seen: l.LastSeen, Assigned: l.LastAssigned}
	u.Seen, u.Future = plausible(u.Seen, readAt)
	assigned, future := plausible(u.Assigned, readAt)
	u.Assigned, u.Future = assigned, u.Future || future
	if !u.Seen.IsZero() && !u.Assigned.IsZero() && l.LastSeenDate < l.LastAssignedDate {
		u.Seen = time.Time{}
	}
	return u
}

// plausible returns a date as far as it is possible at the time of the read.
func plausible(at, readAt time.Time) (judged time.Time, future bool) {
	switch {
	case !at.After(readAt):
		return at, false
	case at.After(readAt.Add(clockTolerance)):
		return time.Time{}, true
	default:
		return readAt, false
	}
}

// Dated reports whether at least one usable date is known.
func (u Use) Dated() bool { return !u.Seen.IsZero() || !u.Assigned.IsZero() }

// UseUnknown reports whether nobody can tell if a license is used: it has an
// offline code, no date, or a date in the future.
func (l *License) UseUnknown(u Use) bool { return l.OfflineCode || u.Future || !u.Dated() }

// UseLimit is a limit for the time without use.
type UseLimit struct {
	seen  time.Time // last seen at or before this is over the limit
	grace time.Time // assigned at or before this is past the grace period
}

// NewUseLimit returns the limit of a number of days before an instant, with a
// grace period after an assignment.
func NewUseLimit(asOf time.Time, days, graceDays int) UseLimit {
	return UseLimit{seen: DaysBefore(asOf, days), grace: DaysBefore(asOf, graceDays)}
}

// Exceeded reports whether something was last seen at or before the limit, or
// never and last assigned at or before it; and last assigned at least the grace
// period ago. Without a known assignment there is no grace period, and what was
// never seen counts, because a license without dates must not stay hidden.
func (limit UseLimit) Exceeded(seen, assigned time.Time) bool {
	switch {
	case !limit.PastGrace(assigned):
		return false
	case seen.IsZero():
		return assigned.IsZero() || !assigned.After(limit.seen)
	default:
		return !seen.After(limit.seen)
	}
}

// PastGrace reports whether an assignment is at least the grace period ago, or
// not known. A grace period can be so long that it began before the zero time.
func (limit UseLimit) PastGrace(assigned time.Time) bool {
	return assigned.IsZero() || !assigned.After(limit.grace)
}

// Unused reports whether a billable license of a person is over the limit,
// whatever else its holder uses. What cannot be seen is never unused. A license
// of a server or a key is not reported per person, so nothing can be said about
// it. A free license needs no giving up by its holder.
func (limit UseLimit) Unused(l *License, u Use) bool {
	return l.Held() && l.Billable() && !l.UseUnknown(u) && limit.Exceeded(u.Seen, u.Assigned)
}
