package paging

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/memory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// Page is one page of a list.
type Page[T any] struct {
	Rows  []T
	Total value.Optional[int] // of the whole list, if the server reports it
	Next  string              // the cursor of the next page; empty if the server ends the list
	More  bool                // the server says that the next page has rows
	Last  bool                // the server says that there is no next page
	Bytes int                 // of the body

	number int
}

// List describes a list that comes in pages, and how to interpret its API.
type List[T any] struct {
	Path     string // names the list in errors
	Noun     string // what a row is called in messages
	Plural   string // what rows are called
	PageSize int    // the number of rows that each request asks for
	Width    int    // how many pages are fetched at once
	Limits   Limits
	Memory   *memory.Budget      // of all reads together; nil for no limit
	Clean    func(string) string // makes text from the server safe for a message

	ID      func(*T) string             // identifies a row
	Same    func(a, b *T) bool          // whether two rows with the same id are equal
	SortKey func(*T) string             // the result is ordered by it, bytewise, then by ID; nil for ID alone
	Ended   func(error) bool            // whether an error of Fetch says that there is no such page
	Short   func(total, rows int) error // the error of a list that ends below its total with no row twice; nil for an *InconsistentError

	// Fetch reads the page at a cursor; the first page has the empty one.
	Fetch func(ctx context.Context, cursor string) (Page[T], error)
	// Cursors predicts from the first page how many pages there are and what
	// their cursors will be, counted from 1. It returns 0 pages if it cannot
	// tell.
	Cursors func(first *Page[T]) (pages int, cursor func(page int) string)
	// DefaultPageSize is the page size of a server that ignores PageSize.
	DefaultPageSize int
	// RepeatsMayAgree says that, without a total, two consecutive reads with
	// the same rows are accepted even if some of the rows appeared twice.
	RepeatsMayAgree bool
}

// Read returns every row of the list exactly once, in order, or an error. A
// list is complete under these rules: All pages report the same total, and that
// many distinct rows were read. No row appears in two versions. If a page says
// that another one follows, that page exists. After a full last page, one more
// page is requested, because the total could be the number of rows in one page.
// Without a total, an empty page is requested twice, no row appears twice,
// because then the list shifted between two pages, and the whole list is read
// twice with the same rows, unless it is a single page. A list that breaks a rule
// is read again, because it may have changed during the read.
//
// The errors are those of this package, of Fetch and of Short.
func (l *List[T]) Read(ctx context.Context) ([]T, error) {
	m := newMerger(l)
	for attempt := 1; ; attempt++ {
		err := l.once(ctx, m)
		if err == nil {
			if m.confirmed() {
				l.sort(m.rows)
				return m.rows, nil // they stay in the budget
			}
			err = m.unconfirmed()
		} else {
			m.budget.Free()
			m = newMerger(l)
		}
		inconsistent, ok := errors.AsType[*InconsistentError](err)
		if !ok {
			return nil, err
		}
		if inconsistent.Attempts = attempt; attempt == l.Limits.Attempts {
			m.budget.Free()
			return nil, inconsistent
		}
	}
}

// rowSize is the memory of a row, besides its texts: its fields, its place in
// the index, and some for what a list of texts in it takes.
func rowSize[T any]() int { return int(reflect.TypeFor[T]().Size()) + 128 }

// once reads the list a single time.
func (l *List[T]) once(ctx context.Context, m *merger[T]) error {
	m.start()
	for page, err := range l.pages(ctx, m.budget) {
		if err != nil {
			_, repeated := errors.AsType[*RepeatedNextError](err)
			if m.complete && !m.last.More && (repeated || l.Ended(err)) {
				break
			}
			return err
		}
		done, err := m.add(page)
		if err != nil {
			return err
		}
		if done {
			break
		}
	}
	return m.end()
}

// pages yields the pages in order until the server ends the list. It yields an
// error once, as the last element; an early break stops the requests.
//
// Pages with predicted cursors are fetched in parallel. Each is used only if
// the page before it leads there, so the result is the same as with sequential
// requests.
func (l *List[T]) pages(ctx context.Context, budget *Budget) iter.Seq2[Page[T], error] {
	return func(yield func(Page[T], error) bool) {
		current, err := l.page(ctx, budget, "", 1, false)
		if !yield(current, err) || current.Next == "" { // as after an error
			return
		}
		counted, followed := current.Total.Set, value.SetOf[string]()
		pages, cursor := l.Cursors(&current)
		if pages > l.Limits.Pages {
			yield(Page[T]{}, &TooManyPagesError{Path: l.Path, Limit: l.Limits.Pages})
			return
		}
		if !current.More && pages*len(current.Rows) == current.Total.Value {
			pages++ // the last page will be full and need a confirmation
		}
		fetch := func(ctx context.Context, n int) (Page[T], error) { return l.page(ctx, budget, cursor(n), n, true) }
		for page, err := range Prefetch(ctx, 2, pages, l.Width, fetch) {
			if current.Next != cursor(current.number+1) {
				break
			}
			followed.Add(current.Next)
			if !yield(page, err) || page.Next == "" {
				return
			}
			current = page
		}
		for {
			limit := l.Limits.PagesWithoutTotal
			if counted {
				limit = l.Limits.Pages
			}
			switch {
			case followed.Has(current.Next):
				err = &RepeatedNextError{Path: l.Path, Pages: current.number}
			case current.number >= limit:
				err = &TooManyPagesError{Path: l.Path, Limit: limit}
			default:
				followed.Add(current.Next)
				current, err = l.page(ctx, budget, current.Next, current.number+1, counted)
			}
			if !yield(current, err) || err != nil || current.Next == "" {
				return
			}
			counted = counted || current.Total.Set
		}
	}
}

// page fetches a page, and holds it in the budget. An empty page ends the list.
// If no total confirms that, the page is fetched a second time.
func (l *List[T]) page(ctx context.Context, budget *Budget, cursor string, number int, counted bool) (Page[T], error) {
	page, err := l.Fetch(ctx, cursor)
	if err == nil && len(page.Rows) == 0 && !page.Total.Set && !counted {
		if page, err = l.Fetch(ctx, cursor); err == nil && len(page.Rows) > 0 {
			err = &InconsistentError{Path: l.Path, Reason: fmt.Sprintf("page %d was empty at first, and then had entries", number)}
		}
	}
	if err == nil {
		err = budget.Hold(len(page.Rows), rowSize[T](), page.Bytes)
	}
	if err != nil {
		return Page[T]{}, err
	}
	if page.number = number; len(page.Rows) == 0 {
		page.Next = ""
	}
	return page, nil
}

// sort sorts the rows in place. Rows are large, so it first determines the
// order and then moves each row once, along the cycles of the permutation.
func (l *List[T]) sort(rows []T) {
	type place struct {
		key  string
		from int // the index that the row comes from; -1 once it has been moved
	}
	key := l.SortKey
	if key == nil {
		key = l.ID
	}
	order := make([]place, len(rows))
	for i := range rows {
		order[i] = place{key: key(&rows[i]), from: i}
	}
	slices.SortFunc(order, func(a, b place) int {
		if byKey := cmp.Compare(a.key, b.key); byKey != 0 {
			return byKey
		}
		return cmp.Compare(l.ID(&rows[a.from]), l.ID(&rows[b.from]))
	})
	for start := range order {
		if order[start].from < 0 {
			continue
		}
		displaced := rows[start]
		for to := start; ; {
			source := order[to].from
			order[to].from = -1
			if source == start {
				rows[to] = displaced
				break
			}
			rows[to] = rows[source]
			to = source
		}
	}
}
