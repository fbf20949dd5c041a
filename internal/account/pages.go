package account

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

const (
	pageSize        = 200 // the most that the API documents
	defaultPageSize = 100 // what a server gives that takes no notice of pageSize
)

// page is one page of a license list.
type page struct {
	number   int
	licenses []licensing.License
	total    value.Optional[int] // X-Total-Count, where the server says it
	more     bool                // a Link header says that there is a next page
	bytes    int                 // of the body

	linked bool // there is a Link header
}

// pages yields the pages of the license list at path, in order. Once the first
// page has told the total, the others are read side by side, as many at once
// as the client may send requests. Without a total the pages are read one by
// one until an empty one: a short page is not the end, since a server may give
// smaller pages than asked for. An error is yielded once and ends the loop; an
// early break stops the requests.
func (c *Client) pages(ctx context.Context, path string) iter.Seq2[page, error] {
	return func(yield func(page, error) bool) {
		first, err := c.page(ctx, path, 1)
		if !yield(first, err) || err != nil || len(first.licenses) == 0 {
			return
		}
		if !first.total.Set {
			c.untilEmpty(ctx, path, yield)
			return
		}
		// The size of the first page is the server's real page size.
		last := (first.total.Value-1)/len(first.licenses) + 1
		if last > paging.MaxPages {
			yield(page{}, &TooManyPagesError{Path: path, Limit: paging.MaxPages})
			return
		}
		final := first
		fetch := func(ctx context.Context, n int) (page, error) { return c.page(ctx, path, n) }
		for page, err := range paging.Ahead(ctx, 2, last, c.concurrency, fetch) {
			if !yield(page, err) || err != nil {
				return
			}
			final = page
		}
		// A single page of the default size may be full as well, at a server that
		// takes no notice of what was asked for; its total may be the page's.
		full := last == 1 && len(first.licenses) == defaultPageSize || paging.MayHideMore(pageSize, last, len(first.licenses), len(final.licenses))
		if full && !final.linked {
			c.pastTheEnd(ctx, path, last+1, yield)
		}
	}
}

// pastTheEnd asks for the page after a full last one, where no Link header
// confirms that it is the last. What a server answers past the end is not
// documented; an empty page is likely, and one that says that there is no such
// page is the same.
func (c *Client) pastTheEnd(ctx context.Context, path string, n int, yield func(page, error) bool) {
	page, err := c.page(ctx, path, n)
	var apiError *APIError
	if errors.As(err, &apiError) && (apiError.Status == http.StatusNotFound || apiError.Status == http.StatusBadRequest) {
		return
	}
	if err != nil || len(page.licenses) > 0 {
		yield(page, err)
	}
}

func (c *Client) untilEmpty(ctx context.Context, path string, yield func(page, error) bool) {
	for n := 2; n <= paging.MaxPagesWithoutTotal; n++ {
		page, err := c.page(ctx, path, n)
		if !yield(page, err) || err != nil || len(page.licenses) == 0 {
			return
		}
	}
	yield(page{}, &TooManyPagesError{Path: path, Limit: paging.MaxPagesWithoutTotal})
}

func (c *Client) page(ctx context.Context, path string, n int) (page, error) {
	answer, err := c.get(ctx, path, url.Values{"page": {strconv.Itoa(n)}, "perPage": {strconv.Itoa(pageSize)}})
	if err != nil {
		return page{}, err
	}
	total, err := totalCount(answer)
	if err != nil {
		return page{}, err
	}
	licenses, err := decodeLicenses(answer)
	if err != nil {
		return page{}, err
	}
	return page{
		number:   n,
		licenses: licenses,
		total:    total,
		more:     hasNext(answer.header),
		bytes:    len(answer.body),
		linked:   answer.header.Get("Link") != "",
	}, nil
}

// totalCount reads X-Total-Count. The header is documented but in no recorded
// answer, so a server without it must work; one with nonsense in it must not.
func totalCount(a *answer) (value.Optional[int], error) {
	text := strings.TrimSpace(a.header.Get("X-Total-Count"))
	if text == "" {
		return value.Optional[int]{}, nil
	}
	total, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		return value.Optional[int]{}, a.fail("", "the header X-Total-Count is not a number of licenses")
	}
	return value.Some(int(total)), nil
}
