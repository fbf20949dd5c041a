package paging

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

type entry struct{ id, text string }

func newCollector() *Collector[entry] {
	return &Collector[entry]{
		Budget: Budget{Path: "/things"},
		Noun:   "thing",
		ID:     func(e *entry) string { return e.id },
		Same:   func(a, b *entry) bool { return *a == *b },
		Clean:  strings.ToUpper,
	}
}

func TestCollectorKeepsEveryRowOnceInTheOrderInWhichTheyCame(t *testing.T) {
	for _, announced := range []int{-1, 0, 2, 4, 1 << 40} {
		c := newCollector()
		if announced >= 0 {
			c.Expect(announced)
		}
		for _, page := range [][]entry{{{"b", "1"}, {"a", "2"}}, {}, {{"a", "2"}, {"c", "3"}}, {{"b", "1"}, {"d", "4"}}} {
			if err := c.Add(page, 10); err != nil {
				t.Fatal(err)
			}
		}
		if want := []entry{{"b", "1"}, {"a", "2"}, {"c", "3"}, {"d", "4"}}; !slices.Equal(c.Rows(), want) {
			t.Errorf("rows are %v, want %v", c.Rows(), want)
		}
		if n, first := c.Repeats(); n != 2 || first != "A" {
			t.Errorf("%d repeats, the first of %q; want 2 and A", n, first)
		}
	}
}

func TestCollectorWithoutPagesHasNoRows(t *testing.T) {
	c := newCollector()
	if n, first := c.Repeats(); len(c.Rows()) != 0 || n != 0 || first != "" {
		t.Errorf("%v, %d, %q", c.Rows(), n, first)
	}
}

func TestCollectorRefusesARowInTwoStates(t *testing.T) {
	for name, pages := range map[string][][]entry{
		"on two pages": {{{"a", "1"}, {"b", "1"}}, {{"b", "2"}}},
		"on one page":  {{{"b", "1"}, {"b", "2"}}},
	} {
		c := newCollector()
		var err error
		for _, page := range pages {
			err = errors.Join(err, c.Add(page, 1))
		}
		var inconsistent *InconsistentError
		if !errors.As(err, &inconsistent) || inconsistent.Path != "/things" || inconsistent.Reason != "thing B changed between two pages" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRoomIsMadeWithinReason(t *testing.T) {
	c := newCollector()
	if c.Expect(1 << 60); cap(c.rows) > maxRoom {
		t.Errorf("room for %d rows", cap(c.rows))
	}
}

func TestABudgetHasAnEnd(t *testing.T) {
	for name, c := range map[string]struct {
		rows, bytes int
		ok          bool
	}{
		"nothing more":            {0, 0, true},
		"as many rows as may be":  {MaxRows - 3, 0, true},
		"one row more":            {MaxRows - 2, 0, false},
		"as many bytes as may be": {0, MaxReadBytes - 100, true},
		"one byte more":           {0, MaxReadBytes - 99, false},
	} {
		b := &Budget{Path: "/things"}
		if err := b.Spend(3, 100); err != nil {
			t.Fatal(err)
		}
		err := b.Spend(c.rows, c.bytes)
		var large *ListTooLargeError
		switch {
		case c.ok && err != nil:
			t.Errorf("%s: %v", name, err)
		case !c.ok && (!errors.As(err, &large) || *large != ListTooLargeError{Path: "/things", Entries: 3, Bytes: 100 + c.bytes}):
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheCollectorsRowsAndBytesAreBudgeted(t *testing.T) {
	var large *ListTooLargeError
	if err := newCollector().Add(nil, MaxReadBytes+1); !errors.As(err, &large) {
		t.Errorf("bytes: %v", err)
	}
	c := newCollector()
	if err := c.Add(make([]entry, MaxRows+1), 1); !errors.As(err, &large) || len(c.Rows()) != 0 {
		t.Errorf("rows: %v, with %d rows", err, len(c.Rows()))
	}
}
