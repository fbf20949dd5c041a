package space

import (
	"context"
	"iter"
	"net/url"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

const (
	pageSize = 100 // Space's default
	// maxNext is more than any sane server needs to find its way back.
	maxNext = 4096
)

// paged describes a list that comes in pages.
type paged[T any] struct {
	path   string
	query  url.Values
	fields string // of an entry, in the syntax of $fields
	decode func(*answer) (page[T], error)
	id     func(*T) string
	order  func(a, b *T) int // of the complete list; nil for by id, bytewise
}

// page is one page of a list.
type page[T any] struct {
	rows  []T
	next  value.Optional[string] // where the next page is; empty at the end
	total value.Optional[int]    // of the whole list, where the server tells
	bytes int                    // of the body

	number int
}

// last says whether the server itself ends the list here. A short page does
// not: entries that the token may not see can be missing from any.
func (p *page[T]) last() bool { return len(p.rows) == 0 || p.next.Value == "" }

// pages yields the pages in order, following next from one to the next until
// the server ends the list. An error is yielded once and ends the loop; an
// early break stops the requests.
//
// As long as next is an offset that grows by the same step, the pages that it
// will lead to are fetched ahead, as many at once as the client may send
// requests. A page fetched ahead is used only when the page before it does
// lead there, so that the answer is that of reading one by one.
func (l *paged[T]) pages(ctx context.Context, c *Client) iter.Seq2[page[T], error] {
	return func(yield func(page[T], error) bool) {
		current, err := l.page(ctx, c, "")
		current.number = 1
		if !yield(current, err) || err != nil || current.last() {
			return
		}
		followed := map[string]bool{}
		if step, pages := offsets(&current); pages > 1 {
			fetch := func(ctx context.Context, n int) (page[T], error) { return l.page(ctx, c, strconv.Itoa(n*step)) }
			for following, err := range paging.Ahead(ctx, 1, pages-1, c.concurrency, fetch) {
				if current.next.Value != strconv.Itoa(current.number*step) {
					break
				}
				followed[current.next.Value] = true
				following.number = current.number + 1
				if !yield(following, err) || err != nil || following.last() {
					return
				}
				current = following
			}
		}
		l.oneByOne(ctx, c, &current, followed, yield)
	}
}

// oneByOne goes on from a page that was yielded; followed holds every next
// that led there.
func (l *paged[T]) oneByOne(ctx context.Context, c *Client, current *page[T], followed map[string]bool, yield func(page[T], error) bool) {
	counted := current.total.Set
	for {
		limit := paging.MaxPagesWithoutTotal
		if counted {
			limit = paging.MaxPages
		}
		switch {
		case followed[current.next.Value]:
			yield(page[T]{}, &RepeatedNextError{Path: l.path, Pages: current.number})
			return
		case current.number >= limit:
			yield(page[T]{}, &TooManyPagesError{Path: l.path, Limit: limit})
			return
		}
		followed[current.next.Value] = true
		following, err := l.page(ctx, c, current.next.Value)
		following.number = current.number + 1
		if !yield(following, err) || err != nil || following.last() {
			return
		}
		counted = counted || following.total.Set
		*current = following
	}
}

// offsets says in which steps next seems to count, going by the first page,
// and how many pages that makes; 0 pages where it is no offset, or nothing
// says how far to go.
func offsets[T any](first *page[T]) (step, pages int) {
	n, err := strconv.ParseUint(first.next.Value, 10, 31)
	step = int(n)
	if err != nil || step == 0 || strconv.Itoa(step) != first.next.Value || !first.total.Set || first.total.Value > paging.MaxRows {
		return 0, 0
	}
	if pages = (first.total.Value-1)/step + 1; pages > paging.MaxPages {
		return 0, 0
	}
	return step, pages
}

func (l *paged[T]) page(ctx context.Context, c *Client, skip string) (page[T], error) {
	query := url.Values{"$top": {strconv.Itoa(pageSize)}}
	for name, values := range l.query {
		query[name] = values
	}
	if skip != "" {
		query.Set("$skip", skip)
	}
	answer, err := c.get(ctx, l.path, query, "next,totalCount,data("+l.fields+")")
	if err != nil {
		return page[T]{}, err
	}
	return l.decode(answer)
}

type wireBatch[W, T any] struct {
	Next  *string         `json:"next"`
	Total *int            `json:"totalCount"`
	Data  *wireRows[W, T] `json:"data"` // null sets the pointer to nil
}

// wireRows turns the entries of a list into the domain's type while it is
// decoded.
type wireRows[W, T any] struct {
	convert func(*W) (T, error)
	rows    []T // nil until the list came
}

// UnmarshalJSONFrom implements json.UnmarshalerFrom.
func (l *wireRows[W, T]) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	l.rows = make([]T, 0, pageSize)
	return strictjson.Elements(dec, func(entry *W) error {
		row, err := l.convert(entry)
		l.rows = append(l.rows, row)
		return err
	})
}

// decodePage reads a page whose entries convert turns into the domain's type.
func decodePage[W, T any](convert func(*W) (T, error)) func(*answer) (page[T], error) {
	return func(a *answer) (page[T], error) {
		w := wireBatch[W, T]{Data: &wireRows[W, T]{convert: convert}}
		err := strictjson.Decode(a.body, strictjson.AnObject, &w)
		switch {
		case err != nil:
		case w.Data == nil || w.Data.rows == nil:
			err = &strictjson.Problem{Where: "/data", Reason: "is missing or null, where a list must be"}
		case w.Next != nil && len(*w.Next) > maxNext:
			err = &strictjson.Problem{Where: "/next", Reason: "is longer than any address of a page"}
		case w.Total != nil && *w.Total < 0:
			err = &strictjson.Problem{Where: "/totalCount", Reason: "is negative"}
		}
		if err != nil {
			return page[T]{}, a.fail(err)
		}
		return page[T]{rows: w.Data.rows, next: optional(w.Next), total: optional(w.Total), bytes: len(a.body)}, nil
	}
}
