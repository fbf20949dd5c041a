package strictjson

import (
	"fmt"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// A license or a person has no dates outside these years.
const (
	firstYear = 1900
	lastYear  = 9999
)

// maxID is longer than any ID from JetBrains. Those have about 12 characters.
const maxID = 64

// instantLayouts are the forms of an instant with an offset. All of them accept
// fractions of a second.
var instantLayouts = []string{time.RFC3339, "2006-01-02T15:04:05Z0700"}

// Optional turns a field that may be absent or null into an optional value.
func Optional[T comparable](field *T) value.Optional[T] {
	if field == nil {
		return value.Optional[T]{}
	}
	return value.Some(*field)
}

// Instant reads a text such as 2023-05-20T00:00:00.000+03:00 as an instant in
// UTC, cut to whole seconds. An absent one is the zero time. The error is a
// *Problem at the pointer.
func Instant(pointer string, text *string) (time.Time, error) {
	t, _, err := InstantAndDate(pointer, text)
	return t, err
}

// InstantAndDate does the same as Instant, and also returns the date as the
// text has it, in its own offset: at an offset of +03:00, midnight is a day
// earlier in UTC.
func InstantAndDate(pointer string, text *string) (time.Time, value.Date, error) {
	if text == nil {
		return time.Time{}, 0, nil
	}
	for _, layout := range instantLayouts {
		if t, err := time.Parse(layout, *text); err == nil {
			utc := t.UTC().Truncate(time.Second)
			return utc, value.DateOf(t), inYears(pointer, utc)
		}
	}
	return time.Time{}, 0, &Problem{Pointer: pointer, Reason: "not a date and time with an offset, such as 2023-05-20T00:00:00.000+03:00"}
}

// Date reads a calendar date such as 2020-10-21 and returns it in that form; an
// absent one is empty. The error is a *Problem at the pointer.
func Date(pointer string, text *string) (string, error) {
	if text == nil {
		return "", nil
	}
	t, err := time.Parse(time.DateOnly, *text)
	if err != nil {
		return "", &Problem{Pointer: pointer, Reason: "not a date such as 2020-10-21"}
	}
	return *text, inYears(pointer, t)
}

func inYears(pointer string, t time.Time) error {
	if t.Year() < firstYear || t.Year() > lastYear {
		return &Problem{Pointer: pointer, Reason: fmt.Sprintf("not a plausible year (%d)", t.Year())}
	}
	return nil
}

// Required reads a text that a row must have. The error is a *Problem at the
// pointer.
func Required(pointer string, text *string) (string, error) {
	if text == nil || *text == "" {
		return "", &Problem{Pointer: pointer, Reason: "missing or empty"}
	}
	return *text, nil
}

// ID reads an ID. JetBrains' IDs are ASCII letters and digits; a hyphen and an
// underscore are accepted too. Other characters are an error: Terraform
// normalizes Unicode text, so two IDs could become equal, and IDs are used in
// paths. The error is a *Problem at the pointer.
func ID(pointer string, text *string) (string, error) {
	id, err := Required(pointer, text)
	if err != nil {
		return "", err
	}
	for i := range len(id) {
		switch c := id[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_':
		default:
			return "", &Problem{Pointer: pointer, Reason: "not an ID of letters and digits"}
		}
	}
	if len(id) > maxID {
		return "", &Problem{Pointer: pointer, Reason: "longer than any ID"}
	}
	return id, nil
}

// Code reads the code of a product. JetBrains' codes are ASCII letters and
// digits; every other visible ASCII character is accepted, too, but no
// character that Terraform could normalize to another one (see ID). The error
// is a *Problem at the pointer.
func Code(pointer string, text *string) (string, error) {
	code, err := Required(pointer, text)
	if err != nil {
		return "", err
	}
	for i := range len(code) {
		if code[i] <= ' ' || code[i] > '~' {
			return "", &Problem{Pointer: pointer, Reason: "not a code of letters and digits"}
		}
	}
	return code, nil
}
