package value

import (
	"fmt"
	"time"
)

// Date is a calendar date as a server wrote it, in whatever offset the server
// uses. It is a number such as 20261121, so dates compare with < and ==. The
// zero Date means absent.
type Date int32

// DateOf returns the date of a time in the time's own location. The zero time
// has no date.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return 0
	}
	year, month, day := t.Date()
	return Date(year*10000 + int(month)*100 + day) //nolint:gosec // years have four digits
}

// String writes the date as 2026-11-21. An absent date is empty.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d/10000, d/100%100, d%100)
}
