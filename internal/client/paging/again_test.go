package paging

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestReadAgainReadsOnceWhenNothingContradicts(t *testing.T) {
	for name, want := range map[string]error{"a result": nil, "another error": errBroken} {
		readings := 0
		got, err := ReadAgain(t.Context(), "/things", func(context.Context) (int, error) {
			readings++
			return 7, want
		})
		if !errors.Is(err, want) || readings != 1 || (got == 7) != (want == nil) {
			t.Errorf("%s: %d, %v after %d readings", name, got, err, readings)
		}
	}
}

func TestReadAgainThrowsContradictoryReadingsAway(t *testing.T) {
	for bad, ok := range []bool{true, true, true, false, false} {
		readings := 0
		got, err := ReadAgain(t.Context(), "/things", func(context.Context) (int, error) {
			if readings++; readings <= bad {
				return readings, Inconsistent("/things", "%d and %d", readings, 0)
			}
			return readings, nil
		})
		if ok {
			if err != nil || got != bad+1 {
				t.Errorf("%d bad readings: %d, %v", bad, got, err)
			}
			continue
		}
		var inconsistent *InconsistentError
		if !errors.As(err, &inconsistent) || *inconsistent != (InconsistentError{Path: "/things", Reason: "3 and 0", Readings: MaxReadings}) || readings != MaxReadings || got != 0 {
			t.Errorf("%d bad readings: %d, %v after %d readings", bad, got, err, readings)
		}
	}
}

func TestReadAgainHasATimeLimitForAllReadings(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		_, err := ReadAgain(t.Context(), "/things", func(ctx context.Context) (int, error) {
			select {
			case <-time.After(MaxReadTime * 2 / 3):
				return 0, Inconsistent("/things", "too bad")
			case <-ctx.Done():
				return 0, context.Cause(ctx)
			}
		})
		var late *ReadTimeoutError
		if !errors.As(err, &late) || *late != (ReadTimeoutError{Path: "/things", Limit: MaxReadTime}) || time.Since(start) != MaxReadTime {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

func TestACallersEndEndsReadAgain(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := ReadAgain(ctx, "/things", func(ctx context.Context) (int, error) { return 0, context.Cause(ctx) })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
}

func TestOnlyAFullLastPageMayHideMore(t *testing.T) {
	for name, c := range map[string]struct {
		pages, first, last int
		want               bool
	}{
		"nothing":                         {1, 0, 0, false},
		"one short page":                  {1, 99, 99, false},
		"one page as asked for":           {1, 100, 100, true},
		"one page larger than asked for":  {1, 250, 250, true},
		"a short page after full ones":    {3, 100, 99, false},
		"full pages as asked for":         {3, 100, 100, true},
		"smaller pages, the last as full": {3, 30, 30, true},
		"smaller pages, the last shorter": {3, 30, 29, false},
	} {
		if got := MayHideMore(100, c.pages, c.first, c.last); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

func TestErrorsOfReadingsNameThePathAndTheLimit(t *testing.T) {
	for want, err := range map[string]error{
		"GET /things: a total changed (readings: 3)":             &InconsistentError{Path: "/things", Reason: "a total changed", Readings: 3},
		"GET /things: more than 2500 pages":                      &TooManyPagesError{Path: "/things", Limit: 2500},
		"reading /things: too large, at 5 entries and 700 bytes": &ListTooLargeError{Path: "/things", Entries: 5, Bytes: 700},
		"reading /things: not complete after 15m0s":              &ReadTimeoutError{Path: "/things", Limit: MaxReadTime},
	} {
		if err.Error() != want {
			t.Errorf("reads %q, want %q", err, want)
		}
	}
}
