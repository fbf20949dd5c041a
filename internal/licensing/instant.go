package licensing

import (
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// TimeError says that a text is not a time in a form that the arguments accept.
type TimeError struct {
	Text     string
	WithDate bool // whether a date alone would be accepted, too
}

func (e *TimeError) Error() string {
	return value.Quoted(e.Text, MaxQuoted) + " is not " + e.Accepted()
}

// Accepted describes the forms that are accepted.
func (e *TimeError) Accepted() string {
	const instant = "an RFC 3339 time such as 2026-11-21T00:00:00Z"
	if e.WithDate {
		return "a date such as 2026-11-21 or " + instant
	}
	return instant
}

// ParseTime reads an RFC 3339 time. Its error is a *TimeError.
func ParseTime(text string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}, &TimeError{Text: text}
	}
	return t.UTC(), nil
}

// ParseDateOrTime reads a date, which means its first instant in UTC, or
// an RFC 3339 time. Its error is a *TimeError.
func ParseDateOrTime(text string) (time.Time, error) {
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		return t, nil
	}
	t, err := ParseTime(text)
	if err != nil {
		return time.Time{}, &TimeError{Text: text, WithDate: true}
	}
	return t, nil
}
