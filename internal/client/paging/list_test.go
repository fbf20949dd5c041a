package paging

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/memory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

type entry struct{ id, text string }

// entries parses IDs into entries. Text after a colon becomes the entry's text.
func entries(ids string) []entry {
	rows := []entry{}
	for field := range strings.FieldsSeq(ids) {
		id, text, _ := strings.Cut(field, ":")
		rows = append(rows, entry{id, text})
	}
	return rows
}

// page returns a page that announces a total, or no total if the total is
// negative.
func page(ids, next string, total int) Page[entry] {
	p := Page[entry]{Rows: entries(ids), Next: next, Bytes: 10}
	if total >= 0 {
		p.Total = value.Some(total)
	}
	return p
}

const noTotal = -1

var (
	errNoSuchPage = errors.New("no such page")
	errShort      = errors.New("short")
)

// server holds the pages of each read by cursor. The last element of reads
// serves all further reads.
type server struct {
	mu    sync.Mutex
	reads []map[string]Page[entry]
	read  int
	asked []string
	again bool // the first page is empty, and the client will request it again
}

func (s *server) fetch(ctx context.Context, cursor string) (Page[entry], error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if ctx.Err() != nil {
		return Page[entry]{}, ctx.Err()
	}
	if cursor == "" && !s.again {
		s.read++
	}
	s.asked = append(s.asked, cursor)
	pages := s.reads[min(s.read, len(s.reads))-1]
	p, ok := pages[cursor]
	if !ok {
		return Page[entry]{}, errNoSuchPage
	}
	s.again = cursor == "" && !s.again && len(p.Rows) == 0 && !p.Total.Set
	return p, nil
}

// listOf returns a list with at most two rows per page, whose cursors are page
// numbers.
func listOf(s *server, change ...func(*List[entry])) *List[entry] {
	l := &List[entry]{
		Path: "/things", Noun: "thing", Plural: "things", PageSize: 2, Width: 4,
		Limits: DefaultLimits(),
		Clean:  strings.ToUpper,
		ID:     func(e *entry) string { return e.id },
		Same:   func(a, b *entry) bool { return *a == *b },
		Ended:  func(err error) bool { return errors.Is(err, errNoSuchPage) },
		Fetch:  s.fetch,
		Cursors: func(first *Page[entry]) (int, func(int) string) {
			if n, err := strconv.Atoi(first.Next); err != nil || n != 2 || !first.Total.Set {
				return 0, nil
			}
			return (first.Total.Value-1)/max(1, len(first.Rows)) + 1, strconv.Itoa
		},
	}
	for _, c := range change {
		c(l)
	}
	return l
}

func ids(rows []entry) string {
	names := make([]string, len(rows))
	for i, r := range rows {
		names[i] = r.id
	}
	return strings.Join(names, " ")
}

func agreeing(l *List[entry])     { l.RepeatsMayAgree = true }
func shortIsFinal(l *List[entry]) { l.Short = func(int, int) error { return errShort } }

type pages = map[string]Page[entry]

func more(p Page[entry]) Page[entry] { p.More = true; return p }
func last(p Page[entry]) Page[entry] { p.Last = true; return p }

func TestReadReturnsEveryRowOnceInOrder(t *testing.T) {
	for name, c := range map[string]struct {
		pages    pages
		want     string
		requests int
		change   func(*List[entry])
	}{
		"nothing, by the total":                         {pages: pages{"": page("", "2", 0)}, requests: 1},
		"nothing, without a total, asked twice":         {pages: pages{"": page("", "2", noTotal)}, requests: 2},
		"one page":                                      {pages: pages{"": page("b", "2", 1)}, want: "b", requests: 1},
		"one page that ends the list":                   {pages: pages{"": page("a b", "", 2)}, want: "a b", requests: 1},
		"a full page, confirmed by an empty one":        {pages: pages{"": page("b a", "2", 2), "2": page("", "3", 2)}, want: "a b", requests: 2},
		"a full page, confirmed by an error":            {pages: pages{"": page("b a", "2", 2)}, want: "a b", requests: 2},
		"all rows, where fewer would be an error":       {pages: pages{"": page("b", "", 1)}, want: "b", requests: 1, change: shortIsFinal},
		"as many pages predicted as may be":             {pages: pages{"": page("a b", "2", 3), "2": page("c", "", 3)}, want: "a b c", requests: 2, change: func(l *List[entry]) { l.Limits.Pages = 2 }},
		"a full page, confirmed by the server":          {pages: pages{"": last(page("b a", "2", 2))}, want: "a b", requests: 1},
		"a page of the default size, confirmed":         {pages: pages{"": page("a", "2", 1), "2": page("", "3", 1)}, want: "a", requests: 2, change: func(l *List[entry]) { l.DefaultPageSize = 1 }},
		"a short last page":                             {pages: pages{"": page("c d", "2", 3), "2": page("a", "3", 3)}, want: "a c d", requests: 2, change: shortIsFinal},
		"smaller pages than asked for":                  {pages: pages{"": page("c", "x", 2), "x": page("b", "y", 2), "y": page("", "z", 2)}, want: "b c", requests: 3},
		"a short page in the middle":                    {pages: pages{"": page("a b", "x", 4), "x": page("c", "y", 4), "y": page("d", "z", 4)}, want: "a b c d", requests: 3},
		"opaque cursors, without a total":               {pages: pages{"": page("a b", "x", noTotal), "x": page("c", "y", noTotal), "y": page("", "z", noTotal)}, want: "a b c", requests: 8},
		"opaque cursors, ended by the server":           {pages: pages{"": page("a b", "x", noTotal), "x": page("c", "", noTotal)}, want: "a b c", requests: 4},
		"one page, without a total, that ends the list": {pages: pages{"": page("b a", "", noTotal)}, want: "a b", requests: 1},
		"one page, without a total, that is the last":   {pages: pages{"": last(page("b a", "x", noTotal)), "x": page("", "y", noTotal)}, want: "a b", requests: 3},
		"one page, without a total, confirmed":          {pages: pages{"": page("b a", "x", noTotal), "x": page("", "y", noTotal)}, want: "a b", requests: 6},
		"a last page that was not, without a total":     {pages: pages{"": last(page("b a", "x", noTotal)), "x": page("c", "", noTotal)}, want: "a b c", requests: 4},
		"a total that comes late":                       {pages: pages{"": page("a b", "x", noTotal), "x": page("c", "y", 3)}, want: "a b c", requests: 2},
		"a total on the first page only":                {pages: pages{"": page("a b", "x", 3), "x": page("c", "y", noTotal)}, want: "a b c", requests: 2},
		"a total that the confirmation leaves out":      {pages: pages{"": page("a b", "x", 2), "x": page("", "y", noTotal)}, want: "a b", requests: 2},
		"rows that come twice, by the total":            {pages: pages{"": page("a b", "x", 3), "x": page("b c", "y", 3), "y": page("", "z", 3)}, want: "a b c", requests: 3},
		"rows that come twice, two reads agree":         {pages: pages{"": page("a b", "x", noTotal), "x": page("b c", "", noTotal)}, want: "a b c", requests: 4, change: agreeing},
		"a full page, confirmed by its repetition":      {pages: pages{"": page("a b", "x", 2), "x": page("a b", "y", 2)}, want: "a b", requests: 2},
		"a last page of the default size":               {pages: pages{"": page("a b", "2", 3), "2": page("c", "3", 3)}, want: "a b c", requests: 2, change: func(l *List[entry]) { l.DefaultPageSize = 1 }},
		"in the order of a key, then of the ID": {
			pages: pages{"": page("c:1 b:2 d:1 a:2", "", 4)}, want: "c d a b", requests: 1,
			change: func(l *List[entry]) { l.SortKey = func(e *entry) string { return e.text } },
		},
		"a cursor that repeats at the end":               {pages: pages{"": page("a", "x", 2), "x": page("b", "x", 2)}, want: "a b", requests: 2},
		"a predicted list whose pages announce the next": {pages: pages{"": more(page("a b", "2", 4)), "2": last(page("c d", "3", 4))}, want: "a b c d", requests: 2},
		"a predicted list":                               {pages: pages{"": page("a b", "2", 5), "2": page("c d", "3", 5), "3": page("e", "4", 5)}, want: "a b c d e", requests: 3},
	} {
		t.Run(name, func(t *testing.T) {
			s := &server{reads: []pages{c.pages}}
			l := listOf(s)
			if c.change != nil {
				c.change(l)
			}
			got, err := l.Read(t.Context())
			if err != nil || ids(got) != c.want || len(s.asked) != c.requests {
				t.Errorf("read %q, %v, in the requests %q; want %q in %d", ids(got), err, s.asked, c.want, c.requests)
			}
		})
	}
}

func TestTheConfirmationIsFetchedBesideThePredictedPages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &server{reads: []pages{{"": page("a b", "2", 6), "2": page("c d", "3", 6), "3": page("e f", "4", 6), "4": page("", "5", 6)}}}
		l := listOf(s)
		l.Fetch = func(ctx context.Context, cursor string) (Page[entry], error) {
			<-time.After(time.Second)
			return s.fetch(ctx, cursor)
		}
		start := time.Now()
		if got, err := l.Read(t.Context()); err != nil || ids(got) != "a b c d e f" || len(s.asked) != 4 || time.Since(start) != 2*time.Second {
			t.Errorf("read %q, %v, in %v with the requests %q, want 2s", ids(got), err, time.Since(start), s.asked)
		}
	})
}

func TestPredictedPagesAreUsedOnlyWhereTheCursorsLeadThere(t *testing.T) {
	s := &server{reads: []pages{{
		"": page("a b", "2", 7), "2": page("c d", "7", 7), "3": page("x y", "4", 7), "4": page("z", "5", 7), "7": page("e f", "8", 7), "8": page("g", "9", 7),
	}}}
	if got, err := listOf(s).Read(t.Context()); err != nil || ids(got) != "a b c d e f g" {
		t.Errorf("read %q, %v", ids(got), err)
	}
}

// Each of these lists contradicts itself in one way. The client must read the
// complete list again, and accept the second read if it is good.
func TestListsThatContradictThemselvesAreReadAgain(t *testing.T) {
	good := pages{"": page("a b", "2", 3), "2": page("c", "3", 3)}
	for name, c := range map[string]struct {
		pages  pages
		reason string
		change func(*List[entry])
	}{
		"the total grows":                       {pages: pages{"": page("a b", "x", 3), "x": page("c", "y", 4)}, reason: "the total changed between two pages, from 3 to 4"},
		"the total changes on the confirmation": {pages: pages{"": page("a b", "x", 2), "x": page("", "y", 3)}, reason: "the total changed between two pages, from 2 to 3"},
		"the total is too high":                 {pages: pages{"": page("a b", "x", 4), "x": page("c", "", 4)}, reason: "the server reported a total of 4 things, but its pages contain only 3 distinct ones"},
		"the total is too low":                  {pages: pages{"": page("a b", "x", 1)}, reason: "the server reported a total of 1 things, but its pages contain more"},
		"the total is of one page":              {pages: pages{"": page("a b", "x", 2), "x": page("c", "y", 2)}, reason: "the server reported a total of 2 things, but its pages contain more"},
		"the total is of a page of default size": {pages: pages{"": page("a", "x", 1), "x": page("c", "y", 1)}, reason: "the server reported a total of 1 things, but its pages contain more",
			change: func(l *List[entry]) { l.DefaultPageSize = 1 }},
		"two rows come twice, without a total": {pages: pages{"": page("a b", "x", noTotal), "x": page("b a", "", noTotal)}, reason: "thing B was returned twice, and the server reports no total that would show whether others were skipped"},
		"an overlap hides one":                 {pages: pages{"": page("a b", "x", 4), "x": page("b c", "", 4)}, reason: "the server reported a total of 4 things, but its pages contain only 3 distinct ones"},
		"a page comes twice":                   {pages: pages{"": page("a b", "x", 4), "x": page("a b", "y", 4)}, reason: "page 2 repeats earlier things, and only 2 of 4 were returned"},
		"a row comes twice":                    {pages: pages{"": page("a b", "x", 4), "x": page("b", "y", 4)}, reason: "page 2 repeats earlier things, and only 2 of 4 were returned"},
		"a row changes":                        {pages: pages{"": page("a b", "x", 3), "x": page("b:new c", "y", 3)}, reason: "thing B changed between two pages"},
		"a row changes on one page":            {pages: pages{"": page("a a:new", "", 2)}, reason: "thing A changed between two pages"},
		"a row twice without a total":          {pages: pages{"": page("a b", "x", noTotal), "x": page("b a", "y", noTotal)}, reason: "thing B was returned twice, and the server reports no total that would show whether others were skipped"},
		"an announced page is empty":           {pages: pages{"": more(page("a b", "x", 2)), "x": page("", "y", 2)}, reason: "page 2 is empty, although page 1 indicated that it has entries"},
		"an announced page is missing":         {pages: pages{"": more(page("a", "", 1))}, reason: "page 1 indicated another page, but the list ended"},
		"more is announced at the total":       {pages: pages{"": more(page("a", "x", 1)), "x": page("b", "y", 1)}, reason: "the server reported a total of 1 things, but its pages contain more"},
		"short, and a row came twice":          {pages: pages{"": page("a a", "", 2)}, reason: "the server reported a total of 2 things, but its pages contain only 1 distinct ones", change: shortIsFinal},
		"a total of none, and there are":       {pages: pages{"": page("a", "x", 0)}, reason: "the server reported a total of 0 things, but its pages contain more"},
		"a total of some, and none there":      {pages: pages{"": page("", "x", 7)}, reason: "the server reported a total of 7 things, but its pages contain only 0 distinct ones"},
	} {
		t.Run(name, func(t *testing.T) {
			change := func(*List[entry]) {}
			if c.change != nil {
				change = c.change
			}
			s := &server{reads: []pages{c.pages}}
			got, err := listOf(s, change).Read(t.Context())
			e, ok := errors.AsType[*InconsistentError](err)
			if !ok || *e != (InconsistentError{Path: "/things", Reason: c.reason, Attempts: 3}) || got != nil {
				t.Errorf("read %q, %v, want the reason %q", ids(got), err, c.reason)
			}
			s = &server{reads: []pages{c.pages, c.pages, good}}
			if got, err := listOf(s).Read(t.Context()); c.change == nil && (err != nil || ids(got) != "a b c") {
				t.Errorf("the third read gives %q, %v", ids(got), err)
			}
		})
	}
}

// Without a total, nothing in one read shows that a row moved to an earlier page
// while the list was read.
func TestAListWithoutATotalIsReadUntilTwoReadsAgree(t *testing.T) {
	two := func(first, second string) pages {
		return pages{"": page(first, "x", noTotal), "x": page(second, "", noTotal)}
	}
	good := two("a b", "c d")
	const differ = "no two reads in a row returned the same things, and the server reports no total that would show which was complete"
	for name, c := range map[string]struct {
		reads []pages
		want  string // or the reason of an error
		count int
	}{
		"twice the same":             {[]pages{good}, "a b c d", 2},
		"in another order":           {[]pages{good, two("d c", "b a")}, "a b c d", 2},
		"one was missing at first":   {[]pages{two("a b", "d"), good}, "a b c d", 3},
		"one disappeared":            {[]pages{good, two("a b", "d")}, "a b d", 3},
		"one was replaced":           {[]pages{two("a b", "c x"), good}, "a b c d", 3},
		"one changed":                {[]pages{two("a b:old", "c d"), good}, "a b c d", 3},
		"one row is left":            {[]pages{good, two("a", "b"), two("a", "b")}, "a b", 3},
		"the last read differs":      {[]pages{good, good, two("a", "b")}, "a b c d", 2},
		"never the same":             {[]pages{two("a", "b"), two("a", "c"), two("a", "d")}, differ, 3},
		"the same, but not in a row": {[]pages{good, two("a b", "d"), good}, differ, 3},
		"a changed row, and back":    {[]pages{good, two("a:x b", "c d"), good}, differ, 3},
		"broken in between":          {[]pages{good, two("a b", "a:x"), good}, differ, 3},
	} {
		s := &server{reads: c.reads}
		got, err := listOf(s).Read(t.Context())
		result := ids(got)
		if inconsistent, ok := errors.AsType[*InconsistentError](err); ok {
			result = inconsistent.Reason
		}
		if result != c.want || s.read != c.count || (err == nil) != (c.want != differ) {
			t.Errorf("%s: read %q, %v, in %d reads; want %q in %d", name, ids(got), err, s.read, c.want, c.count)
		}
		for _, row := range got {
			if row.text != "" {
				t.Errorf("%s: row %s has the text %q of an earlier read", name, row.id, row.text)
			}
		}
	}
}

func TestReadsThatDifferDoNotAgree(t *testing.T) {
	read := func(other string) pages { return pages{"": page("a a "+other, "", noTotal)} }
	s := &server{reads: []pages{read("b"), read("c"), read("d")}}
	_, err := listOf(s, agreeing).Read(t.Context())
	want := &InconsistentError{Path: "/things", Reason: "thing A was returned twice, and the server reports no total that would show whether others were skipped", Attempts: 3}
	if diff := cmp.Diff(error(want), err); diff != "" {
		t.Errorf("error (-want +got):\n%s", diff)
	}
}

func TestAnEmptyPageWithoutATotalIsBelievedWhenItIsEmptyTwice(t *testing.T) {
	asked := 0
	l := listOf(nil)
	l.Fetch = func(_ context.Context, cursor string) (Page[entry], error) {
		asked++
		switch {
		case asked == 2: // once, the second page appears to be empty
			return page("", "", noTotal), nil
		case cursor == "":
			return page("a b", "x", noTotal), nil
		case cursor == "x":
			return page("c", "", noTotal), nil
		}
		return Page[entry]{}, errNoSuchPage
	}
	if got, err := l.Read(t.Context()); err != nil || ids(got) != "a b c" || asked != 7 {
		t.Errorf("read %q, %v, in %d requests", ids(got), err, asked)
	}
	l.Fetch = func(context.Context, string) (Page[entry], error) { // every second time, the page appears to be empty
		if asked++; asked%2 == 0 {
			return page("", "", noTotal), nil
		}
		return page("a b", "", noTotal), nil
	}
	_, err := l.Read(t.Context())
	want := &InconsistentError{Path: "/things", Reason: "page 1 was empty at first, and then had entries", Attempts: 3}
	if diff := cmp.Diff(error(want), err); diff != "" {
		t.Errorf("error (-want +got):\n%s", diff)
	}
}

// Its client has retried the request.
func TestAnErrorOfARequestIsNotAskedForAgain(t *testing.T) {
	broken, asked := errors.New("broken"), 0
	l := listOf(nil)
	l.Fetch = func(context.Context, string) (Page[entry], error) { asked++; return Page[entry]{}, broken }
	if _, err := l.Read(t.Context()); !errors.Is(err, broken) || asked != 1 {
		t.Errorf("%v after %d requests", err, asked)
	}
}

func TestAPredictedListEndsWhereTheServerEndsIt(t *testing.T) {
	s := &server{reads: []pages{{"": page("a b", "2", 4), "2": page("c d", "", 4)}}}
	if got, err := listOf(s).Read(t.Context()); err != nil || ids(got) != "a b c d" || s.read != 1 {
		t.Errorf("read %q, %v, in %d reads", ids(got), err, s.read)
	}
}

func TestErrorsThatEndARead(t *testing.T) {
	broken := errors.New("broken")
	endless := func(ctx context.Context, cursor string) (Page[entry], error) {
		return page("row"+cursor, cursor+"x", noTotal), ctx.Err()
	}
	counted := func(ctx context.Context, cursor string) (Page[entry], error) {
		return page("row"+cursor, cursor+"x", 500_000), ctx.Err()
	}
	for name, c := range map[string]struct {
		pages  pages
		change func(*List[entry])
		want   error
	}{
		"of a request": {change: func(l *List[entry]) {
			l.Fetch = func(context.Context, string) (Page[entry], error) { return Page[entry]{}, broken }
		}, want: broken},
		"of a page that must exist": {pages: pages{"": page("a b", "x", 3)}, want: errNoSuchPage},
		"of the confirmation": {change: func(l *List[entry]) {
			l.Fetch = func(_ context.Context, cursor string) (Page[entry], error) {
				if cursor != "" {
					return Page[entry]{}, broken
				}
				return page("a b", "x", 2), nil
			}
		}, want: broken},
		"of a page that was announced at the total": {pages: pages{"": more(page("a b", "x", 2))}, want: errNoSuchPage},
		"below the total":                  {pages: pages{"": page("a b", "", 3)}, change: shortIsFinal, want: errShort},
		"a cursor that repeats":            {pages: pages{"": page("a", "x", noTotal), "x": page("b", "x", noTotal)}, want: &RepeatedNextError{Path: "/things", Pages: 2}},
		"cursors in a circle":              {pages: pages{"": page("a", "x", 9), "x": page("b", "y", 9), "y": page("c", "x", 9)}, want: &RepeatedNextError{Path: "/things", Pages: 3}},
		"predicted cursors that repeat":    {pages: pages{"": page("a", "2", 9), "2": page("b", "3", 9), "3": page("c", "2", 9)}, want: &RepeatedNextError{Path: "/things", Pages: 3}},
		"no end, without a total":          {change: func(l *List[entry]) { l.Fetch = endless; l.Limits.PagesWithoutTotal = 5 }, want: &TooManyPagesError{Path: "/things", Limit: 5}},
		"no end, with a total":             {change: func(l *List[entry]) { l.Fetch = counted; l.Limits.Pages = 7 }, want: &TooManyPagesError{Path: "/things", Limit: 7}},
		"more pages predicted than may be": {pages: pages{"": page("a b", "2", 21)}, change: func(l *List[entry]) { l.Limits.Pages = 10 }, want: &TooManyPagesError{Path: "/things", Limit: 10}},
		"a total beyond the limit":         {pages: pages{"": page("a b", "x", 11)}, change: func(l *List[entry]) { l.Limits.Rows = 10 }, want: &ListTooLargeError{Path: "/things", Rows: 11, Bytes: 10}},
		"rows beyond the limit":            {pages: pages{"": page("a b", "x", noTotal), "x": page("c", "", noTotal)}, change: func(l *List[entry]) { l.Limits.Rows = 2 }, want: &ListTooLargeError{Path: "/things", Rows: 2, Bytes: 20}},
		"bytes beyond the limit":           {pages: pages{"": page("a b", "x", noTotal), "x": page("c", "", noTotal)}, change: func(l *List[entry]) { l.Limits.Bytes = 19 }, want: &ListTooLargeError{Path: "/things", Rows: 2, Bytes: 20}},
	} {
		t.Run(name, func(t *testing.T) {
			s := &server{reads: []pages{c.pages}}
			l := listOf(s)
			if c.change != nil {
				c.change(l)
			}
			got, err := l.Read(t.Context())
			if err == nil || err.Error() != c.want.Error() || got != nil || s.read > 1 {
				t.Errorf("read %q in %d reads, error %v (%T), want %v", ids(got), s.read, err, err, c.want)
			}
		})
	}
}

func TestATotalAloneDoesNotReserveMemory(t *testing.T) {
	l := listOf(nil)
	m := newMerger(l)
	m.start()
	p := page("a", "x", l.Limits.Rows)
	p.number = 1
	if _, err := m.add(p); err != nil || cap(m.rows) > maxCapacity {
		t.Errorf("capacity %d, %v", cap(m.rows), err)
	}
}

func TestACallerThatLeavesEndsARead(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := &server{reads: []pages{{"": page("a b", "2", 100)}}}
	l := listOf(s)
	l.Fetch = func(ctx context.Context, cursor string) (Page[entry], error) {
		if cursor == "5" {
			cancel()
		}
		if cursor != "" {
			<-ctx.Done()
			return Page[entry]{}, ctx.Err()
		}
		return s.fetch(ctx, cursor)
	}
	if _, err := l.Read(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
}

func TestReadsHaveATimeLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start, limits := time.Now(), DefaultLimits()
		ctx, cancel := limits.WithTimeout(t.Context(), "/things")
		defer cancel()
		<-ctx.Done()
		e, ok := errors.AsType[*ReadTimeoutError](context.Cause(ctx))
		if !ok || *e != (ReadTimeoutError{Path: "/things", Limit: limits.Time}) || time.Since(start) != limits.Time {
			t.Errorf("%v after %v", context.Cause(ctx), time.Since(start))
		}
	})
}

func TestABudgetLimitsRowsAndBytes(t *testing.T) {
	limits := Limits{Rows: 10, Bytes: 1000}
	for name, c := range map[string]struct {
		rows, bytes int
		ok          bool
	}{
		"nothing more":            {0, 0, true},
		"as many rows as may be":  {7, 0, true},
		"one row more":            {8, 0, false},
		"as many bytes as may be": {0, 900, true},
		"one byte more":           {0, 901, false},
	} {
		b := NewBudget("/things", limits, nil)
		if err := b.Spend(3, 100); err != nil {
			t.Fatal(err)
		}
		err := b.Spend(c.rows, c.bytes)
		large, ok := errors.AsType[*ListTooLargeError](err)
		if c.ok && err != nil || !c.ok && (!ok || *large != ListTooLargeError{Path: "/things", Rows: 3, Bytes: 100 + c.bytes}) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestErrorTexts(t *testing.T) {
	for want, err := range map[string]error{
		"GET /things: a total changed (read 3 times)":                                   &InconsistentError{Path: "/things", Reason: "a total changed", Attempts: 3},
		"GET /things: page 2 leads back to an earlier page":                             &RepeatedNextError{Path: "/things", Pages: 2},
		"GET /things: more than 2500 pages":                                             &TooManyPagesError{Path: "/things", Limit: 2500},
		"GET /things: a page has more than 2000 entries, but the request asked for 200": &PageTooLargeError{Path: "/things", Asked: 200, Limit: 2000},
		"reading /things: the list is too large (5 entries, 700 bytes)":                 &ListTooLargeError{Path: "/things", Rows: 5, Bytes: 700},
		"reading /things took longer than 15m0s":                                        &ReadTimeoutError{Path: "/things", Limit: 15 * time.Minute},
	} {
		if err.Error() != want {
			t.Errorf("reads %q, want %q", err, want)
		}
	}
}

// FuzzRead reads lists of every shape, written as text. A letter is a row, a
// space ends a page, > announces the next page, and . says that there is no
// next page. The result of a read must match what the server holds.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"abc", "ab cd", "ab bc", "ab ab", "aa", "", "a b c d e", "ab c de", "ab> cd.", "ab> cd>", "ab. cd.", ">"} {
		for _, total := range []int{noTotal, 0, 1, 2, 3, 4, 5} {
			f.Add(seed, total, 0, false)
			f.Add(seed, total, 2, true)
		}
	}
	f.Fuzz(func(t *testing.T, text string, total, otherAt int, predicted bool) {
		if len(text) > 100 {
			return
		}
		all, held := pages{}, map[string]bool{}
		cursor, ended := "", false
		for i, ids := range append(strings.Fields(text), "") {
			p := Page[entry]{Next: strconv.Itoa(i + 2)}
			for _, r := range ids {
				if r == '>' || r == '.' {
					p.More, p.Last = r == '>', r == '.'
					continue
				}
				p.Rows = append(p.Rows, entry{id: string(r)})
				if !ended {
					held[string(r)] = true
				}
			}
			ended = ended || len(p.Rows) == 0 // an empty page ends a list
			if total >= 0 {
				p.Total = value.Some(total)
			}
			all[cursor] = p
			cursor = p.Next
		}
		if p, ok := all[strconv.Itoa(otherAt)]; ok {
			p.Total = value.Some(len(held))
			all[strconv.Itoa(otherAt)] = p
		}
		l := listOf(&server{reads: []pages{all}})
		if !predicted {
			l.Cursors = func(*Page[entry]) (int, func(int) string) { return 0, nil }
		}
		got, err := l.Read(t.Context())
		if err != nil {
			if got != nil {
				t.Fatalf("rows come with the error %v", err)
			}
			return
		}
		found := strings.Fields(ids(got))
		if !slices.IsSorted(found) || len(slices.Compact(slices.Clone(found))) != len(found) {
			t.Fatalf("not sorted or not unique: %q", found)
		}
		want := slices.Sorted(maps.Keys(held))
		known := total >= 0 || otherAt > 1 && otherAt <= len(all)
		if (!known || total == len(held)) && !slices.Equal(found, want) {
			t.Fatalf("read something else than the server holds (-server +read):\n%s", cmp.Diff(want, found))
		}
		if total >= 0 && len(found) != total {
			t.Fatalf("read %d, the total says %d", len(found), total)
		}
	})
}

// What an organization can have before the provider gives up is documented.
func TestTheLimitsAreTheDocumentedOnes(t *testing.T) {
	security, err := os.ReadFile("../../../SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	l := DefaultLimits()
	if l.Bytes%(1<<20) != 0 {
		t.Errorf("%d bytes are no number of MiB", l.Bytes)
	}
	for _, want := range []string{
		fmt.Sprintf("| pages in one list | %s if the server states no total, %s if it states one |", thousands(l.PagesWithoutTotal), thousands(l.Pages)),
		fmt.Sprintf("| size of one list | %s entries and %d MiB |", thousands(l.Rows), l.Bytes>>20),
		fmt.Sprintf("| time that one data source waits, in total | %.0f minutes |", l.Time.Minutes()),
		fmt.Sprintf("the provider reads it up to %s times in total", map[int]string{2: "two", 3: "three", 4: "four"}[l.Attempts]),
		fmt.Sprintf("| entries on one page | %s times the number requested |", map[int]string{10: "ten"}[l.PageRows]),
		fmt.Sprintf("| %d MiB, then an error |", memory.Default>>20),
	} {
		if !strings.Contains(string(security), want) {
			t.Errorf("SECURITY.md does not say %q", want)
		}
	}
}

// thousands writes a number with commas.
func thousands(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return thousands(n/1000) + fmt.Sprintf(",%03d", n%1000)
}

func TestRowLimits(t *testing.T) {
	limits := Limits{PageRows: 2, Rows: 5}
	rows := func(limit strictjson.RowLimit, count int) error {
		body := "[" + strings.TrimSuffix(strings.Repeat("1,", count), ",") + "]"
		return strictjson.Decode([]byte(body), strictjson.List, strictjson.NewRows(limit, func(n *int) (int, error) { return *n, nil }))
	}
	for name, c := range map[string]struct {
		limit strictjson.RowLimit
		most  int
		want  error
	}{
		"a page":                                 {limits.Page("/things", 3), 6, &PageTooLargeError{Path: "/things", Asked: 3, Limit: 6}},
		"a whole list":                           {limits.Whole("/things", 4, 99), 4, &ListTooLargeError{Path: "/things", Rows: 4, Bytes: 99}},
		"a whole list, as long as a list may be": {limits.Whole("/things", 9, 99), 5, &ListTooLargeError{Path: "/things", Rows: 5, Bytes: 99}},
	} {
		if err := rows(c.limit, c.most); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		problem, ok := errors.AsType[*strictjson.Problem](rows(c.limit, c.most+1))
		if !ok {
			t.Fatalf("%s: no problem", name)
		}
		if diff := cmp.Diff(c.want, problem.Err); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// The number of pages is limited, whether a server ends the list or not. A total
// may come late.
func TestAListHasAtMostSoManyPages(t *testing.T) {
	const never, always = 100, 100
	chain := func(count, totalFrom, totalTo int) pages {
		all := pages{}
		for n := 1; n <= count; n++ {
			total, cursor, next := noTotal, strconv.Itoa(n), strconv.Itoa(n+1)
			if n >= totalFrom && n <= totalTo {
				total = count
			}
			if n == 1 {
				cursor = ""
			}
			if n == count {
				next = ""
			}
			all[cursor] = page("r"+strconv.Itoa(n), next, total)
		}
		return all
	}
	for name, c := range map[string]struct {
		pages pages
		limit int // in the error; 0 for none

		predicted bool
	}{
		"as many as may be, without a total": {pages: chain(3, never, never)},
		"one more, without a total":          {pages: chain(4, never, never), limit: 3},
		"as many as may be, with a total":    {pages: chain(6, 1, always)},
		"one more, with a total":             {pages: chain(7, 1, always), limit: 6},
		"as many as may be, predicted":       {pages: chain(6, 1, always), predicted: true},
		"one more, predicted":                {pages: chain(7, 1, always), limit: 6, predicted: true},
		"a total that comes late":            {pages: chain(6, 2, always)},
		"one more, the total comes late":     {pages: chain(7, 2, always), limit: 6},
		"a total that comes too late":        {pages: chain(6, 4, always), limit: 3},
		"a total on the first page only":     {pages: chain(6, 1, 1)},
		"a total on one page, and late":      {pages: chain(6, 2, 2)},
	} {
		l := listOf(&server{reads: []pages{c.pages}})
		l.Limits.PagesWithoutTotal, l.Limits.Pages = 3, 6
		if !c.predicted {
			l.Cursors = func(*Page[entry]) (int, func(int) string) { return 0, nil }
		}
		_, err := l.Read(t.Context())
		tooMany, ok := errors.AsType[*TooManyPagesError](err)
		if ok != (c.limit > 0) || !ok && err != nil || ok && tooMany.Limit != c.limit {
			t.Errorf("%s: %v, want a limit of %d", name, err, c.limit)
		}
	}
}

// The budget holds what a list keeps, once, however often the list was read.
func TestAListHoldsWhatItKeeps(t *testing.T) {
	size := int(reflect.TypeFor[entry]().Size()) + 128 // without what is in its texts, and with what else a row takes
	cost := func(rows, pages int) int64 { return int64(rows*size + pages*10) }
	good := pages{"": page("a b", "x", 3), "x": page("c", "y", 3)}
	uncounted := pages{"": page("a b", "x", noTotal), "x": page("c", "", noTotal)}
	for name, c := range map[string]struct {
		reads []pages
		held  int64
	}{
		"with a total":                       {[]pages{good}, cost(3, 2)},
		"without a total":                    {[]pages{uncounted}, cost(3, 2)},
		"read again":                         {[]pages{{"": page("a b", "x", 9), "x": page("c", "", 9)}, good}, cost(3, 2)},
		"not consistent":                     {[]pages{{"": page("a b", "x", 9), "x": page("c", "", 9)}}, 0},
		"never the same":                     {[]pages{uncounted, {"": page("a", "x", noTotal), "x": page("b", "", noTotal)}, uncounted}, 0},
		"a page that is missing":             {[]pages{{"": page("a b", "x", 9)}}, 0},
		"another read that does not succeed": {[]pages{uncounted, {"": page("a", "x", noTotal)}}, 0},
	} {
		budget := memory.NewBudget(1 << 20)
		_, err := listOf(&server{reads: c.reads}, func(l *List[entry]) { l.Memory = budget }).Read(t.Context())
		if budget.Used() != c.held || (err == nil) != (c.held > 0) {
			t.Errorf("%s: %d bytes are held, want %d; %v", name, budget.Used(), c.held, err)
		}
	}
	budget := memory.NewBudget(cost(3, 2) - 1)
	_, err := listOf(&server{reads: []pages{good}}, func(l *List[entry]) { l.Memory = budget }).Read(t.Context())
	if _, ok := errors.AsType[*memory.ExceededError](err); !ok || budget.Used() != 0 {
		t.Errorf("%v, and %d bytes are held", err, budget.Used())
	}
}
