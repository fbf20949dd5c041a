package strictjson

import (
	"fmt"
	"time"
)

// Years outside of these are no date of a license or of a person.
const (
	firstYear = 1900
	lastYear  = 9999
)

// instantLayouts are the forms of an instant with an offset. Fractions of a
// second are read by all of them.
var instantLayouts = []string{time.RFC3339, "2006-01-02T15:04:05Z0700"}

// Instant reads a text such as 2023-05-20T00:00:00.000+03:00 as an instant in
// UTC, cut to whole seconds, which is how it is printed. The error is a
// *Problem that quotes nothing.
func Instant(text string) (time.Time, error) {
	for _, layout := range instantLayouts {
		t, err := time.Parse(layout, text)
		if err != nil {
			continue
		}
		t = t.UTC().Truncate(time.Second)
		return t, inYears(t)
	}
	return time.Time{}, &Problem{Reason: "is not a time with a date, a clock and an offset, such as 2023-05-20T00:00:00.000+03:00"}
}

// Date reads a calendar date such as 2020-10-21 and returns it in that form.
// The error is a *Problem that quotes nothing.
func Date(text string) (string, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return "", &Problem{Reason: "is not a date such as 2020-10-21"}
	}
	return text, inYears(t)
}

func inYears(t time.Time) error {
	if t.Year() < firstYear || t.Year() > lastYear {
		return &Problem{Reason: fmt.Sprintf("is in the year %d", t.Year())}
	}
	return nil
}
