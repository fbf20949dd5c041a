package space

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// all reads the whole list: every entry that the server holds for this token,
// once, in the list's order; or an error. Where a reading leaves a doubt, the next one
// that says the same dispels it.
func (l *paged[T]) all(ctx context.Context, c *Client) ([]T, error) {
	var doubtful []T
	return paging.ReadAgain(ctx, l.path, func(ctx context.Context) ([]T, error) {
		before := doubtful
		doubtful = nil
		m, err := l.once(ctx, c)
		if err != nil {
			return nil, err
		}
		rows := l.sorted(m.Rows())
		if m.doubtful() && (before == nil || !reflect.DeepEqual(before, rows)) {
			doubtful = rows
			return nil, paging.Inconsistent(l.path, "entries come on more than one page, and the server gives no total to tell whether others were passed over")
		}
		return rows, nil
	})
}

// once merges the pages of one reading.
func (l *paged[T]) once(ctx context.Context, c *Client) (*merger[T], error) {
	m := &merger[T]{Collector: paging.Collector[T]{
		Budget: paging.Budget{Path: l.path},
		Noun:   "entry",
		ID:     l.id,
		Same:   func(a, b *T) bool { return reflect.DeepEqual(a, b) },
		Clean:  c.transport.Clean,
	}}
	for page, err := range l.pages(ctx, c) {
		if m.complete && nothingThere(err) {
			break
		}
		if err != nil {
			return nil, err
		}
		done, err := m.add(page)
		if err != nil {
			return nil, err
		}
		if done {
			break
		}
	}
	if err := m.judge(); err != nil {
		return nil, err
	}
	return m, nil
}

// nothingThere says whether a server that was asked for more than it announced
// says in one way or another that there is no more.
func nothingThere(err error) bool {
	var (
		repeated *RepeatedNextError
		apiError *APIError
	)
	return errors.As(err, &repeated) ||
		errors.As(err, &apiError) && (apiError.Meaning() == http.StatusBadRequest || apiError.Meaning() == http.StatusNotFound)
}

// merger checks that the pages of one reading are one list.
type merger[T any] struct {
	paging.Collector[T]

	total    value.Optional[int]
	first    int // entries of the first page
	complete bool
	last     page[T] // its rows are not used
}

// add takes a page in and says whether the list is complete: whether as many
// entries came as the total says. After a full page one more is asked for
// nevertheless.
func (m *merger[T]) add(p page[T]) (done bool, err error) {
	switch {
	case !p.total.Set:
	case p.total.Value > paging.MaxRows:
		return false, &ListTooLargeError{Path: m.Path, Entries: p.total.Value, Bytes: p.bytes}
	case !m.total.Set:
		m.total = p.total
	case p.total != m.total && !m.complete:
		return false, paging.Inconsistent(m.Path, "the total changed between two pages, from %d to %d", m.total.Value, p.total.Value)
	}
	if p.number == 1 {
		m.first = len(p.rows)
		m.Expect(max(m.total.Value, len(p.rows)))
	}
	if err := m.Add(p.rows, p.bytes); err != nil {
		return false, err
	}
	m.last = p
	m.last.rows = nil
	switch read := len(m.Rows()); {
	case !m.total.Set || read < m.total.Value:
		return false, nil
	case read > m.total.Value:
		return false, paging.Inconsistent(m.Path, "the server announces %d entries, and its pages hold more", m.total.Value)
	case m.complete:
		return true, nil
	}
	m.complete = true
	return !paging.MayHideMore(pageSize, p.number, m.first, len(p.rows)), nil
}

// judge says what is wrong with a list that has ended.
func (m *merger[T]) judge() error {
	read := len(m.Rows())
	repeats, _ := m.Repeats()
	switch missing := m.total.Value - read; {
	case m.total.Set && missing > 0 && repeats > 0:
		return paging.Inconsistent(m.Path, "the server announces %d entries, and its pages hold %d different ones", m.total.Value, read)
	case m.total.Set && missing > 0:
		return &IncompleteError{Path: m.Path, Announced: m.total.Value, Read: read, Suspect: directory.ViewExternalUsers}
	case !m.total.Set && !m.last.next.Set && read > 0:
		return &DecodeError{Method: http.MethodGet, Path: m.Path, Where: "/next", Reason: "is missing, and so is totalCount, so that the end of the list cannot be told", Size: m.last.bytes}
	}
	return nil
}

// doubtful says whether entries that came twice may mean that the list moved
// between two pages, so that others were passed over: a total would tell.
func (m *merger[T]) doubtful() bool {
	repeats, _ := m.Repeats()
	return repeats > 0 && !m.total.Set
}

// sorted puts rows into the list's order. They are large, so that each is moved
// once.
func (l *paged[T]) sorted(rows []T) []T {
	order := l.order
	if order == nil {
		order = func(a, b *T) int { return strings.Compare(l.id(a), l.id(b)) }
	}
	places := make([]*T, len(rows))
	for i := range rows {
		places[i] = &rows[i]
	}
	slices.SortFunc(places, order)
	sorted := make([]T, len(rows))
	for i, row := range places {
		sorted[i] = *row
	}
	return sorted
}
