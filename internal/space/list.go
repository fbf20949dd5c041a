package space

import (
	"context"
	"net/url"
	"reflect"
	"strconv"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
)

const (
	pageSize = 100 // Space's default
	// maxNext is longer than any cursor needs to be.
	maxNext = 4096
)

// listQuery is one of Space's lists in pages.
type listQuery[W, T any] struct {
	path    string
	query   url.Values
	fields  string // of an entry, in the syntax of $fields
	convert func(*W) (T, error)
	id      func(*T) string
	sortKey func(*T) string // of paging.List
}

// readList reads a complete list within the time limit.
func readList[W, T any](ctx context.Context, c *Client, q listQuery[W, T]) ([]T, error) {
	list := &paging.List[T]{
		Path:            q.path,
		Noun:            "entry",
		Plural:          "entries",
		PageSize:        pageSize,
		DefaultPageSize: pageSize,
		Width:           c.concurrency,
		Limits:          c.limits,
		Memory:          c.memory,
		Clean:           c.api.Clean,
		ID:              q.id,
		Same:            func(a, b *T) bool { return reflect.DeepEqual(a, b) },
		SortKey:         q.sortKey,
		Ended:           func(err error) bool { return hasClass(err, client.ClassBadRequest, client.ClassNotFound) },
		Short: func(total, rows int) error {
			return &IncompleteError{Path: q.path, Announced: total, Read: rows, Suspect: directory.ViewExternalUsers}
		},
		Cursors:         func(first *paging.Page[T]) (int, func(int) string) { return offsets(first.Next, first.Total.Value) },
		RepeatsMayAgree: true,
		Fetch:           func(ctx context.Context, cursor string) (paging.Page[T], error) { return q.fetch(ctx, c, cursor) },
	}
	ctx, cancel := c.limits.WithTimeout(ctx, q.path)
	defer cancel()
	return list.Read(ctx)
}

// offsets predicts the cursors of a list whose first cursor looks like an
// offset, and calculates the number of pages from the total. It returns 0 pages
// if the cursor is not an offset or the total is unknown.
func offsets(next string, total int) (pages int, cursor func(page int) string) {
	n, err := strconv.ParseUint(next, 10, 31)
	step := int(n)
	if err != nil || step == 0 || strconv.Itoa(step) != next || total == 0 {
		return 0, nil
	}
	return (total-1)/step + 1, func(page int) string { return strconv.Itoa((page - 1) * step) }
}

// wireBatch is a page as Space sends it.
type wireBatch[W, T any] struct {
	Next   *string                `json:"next"`
	Total  *int                   `json:"totalCount"`
	Data   *strictjson.Rows[W, T] `json:"data"` // null sets the pointer to nil
	Errors fieldErrors            `json:"$errors"`
}

func (q *listQuery[W, T]) fetch(ctx context.Context, c *Client, cursor string) (paging.Page[T], error) {
	query := url.Values{"$top": {strconv.Itoa(pageSize)}}
	for name, values := range q.query {
		query[name] = values
	}
	if cursor != "" {
		query.Set("$skip", cursor)
	}
	resp, err := c.get(ctx, q.path, query, "next,totalCount,data("+q.fields+")")
	if err != nil {
		return paging.Page[T]{}, err
	}
	defer resp.Release()
	w := wireBatch[W, T]{Data: strictjson.NewRows(c.limits.Page(q.path, pageSize), q.convert)}
	if err := resp.Decode(strictjson.Object, &w); err != nil {
		return paging.Page[T]{}, err
	}
	if len(w.Errors) > 0 {
		err := resp.Fail(&strictjson.Problem{Pointer: "/$errors", Reason: "the token lacks permission to read part of the page"})
		return paging.Page[T]{}, &DeniedError{Permissions: permissionsFor(q.path), Err: err}
	}
	if err := w.check(); err != nil {
		return paging.Page[T]{}, resp.Fail(err)
	}
	return paging.Page[T]{
		Rows:  w.Data.List,
		Total: strictjson.Optional(w.Total),
		Next:  strictjson.Optional(w.Next).Value,
		Bytes: len(resp.Body),
	}, nil
}

func (w *wireBatch[W, T]) check() error {
	switch {
	case w.Data == nil || w.Data.List == nil:
		return &strictjson.Problem{Pointer: "/data", Reason: "missing or null, but a list is required"}
	case w.Next != nil && len(*w.Next) > maxNext:
		return &strictjson.Problem{Pointer: "/next", Reason: "longer than any page address"}
	case w.Total != nil && *w.Total < 0:
		return &strictjson.Problem{Pointer: "/totalCount", Reason: "a negative number"}
	case w.Next == nil && w.Total == nil && len(w.Data.List) > 0:
		return &strictjson.Problem{Pointer: "/next", Reason: "missing along with totalCount, so the end of the list is unknown"}
	}
	return nil
}
