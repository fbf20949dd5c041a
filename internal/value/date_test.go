package value

import (
	"testing"
	"time"
)

func TestADateIsTheDayInTheOffsetThatTheServerWrote(t *testing.T) {
	for text, want := range map[string]string{
		"2026-11-30T00:00:00+03:00": "2026-11-30",
		"2026-11-29T21:00:00Z":      "2026-11-29",
		"0999-01-02T00:00:00Z":      "0999-01-02",
	} {
		at, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		if got := DateOf(at).String(); got != want {
			t.Errorf("the date of %s is %s, want %s", text, got, want)
		}
	}
	if got := DateOf(time.Time{}); got != 0 || got.String() != "" {
		t.Errorf("the zero time has the date %q", got)
	}
	if DateOf(time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)) <= DateOf(time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)) {
		t.Error("dates do not compare in the order of the calendar")
	}
}
