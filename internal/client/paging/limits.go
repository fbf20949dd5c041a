package paging

import (
	"context"
	"sync"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/memory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
)

// Limits is what one complete read may take. No real organization comes near
// any of the defaults. They keep a broken or hostile server from blocking a
// plan or filling the memory.
type Limits struct {
	Attempts          int           // how often to read a list from the start if it changes during the read
	Time              time.Duration // for everything that one caller waits for
	Rows              int           // of all pages
	Bytes             int           // of the bodies of all pages
	PageRows          int           // of one page, as a multiple of the requested number
	Pages             int           // of a list with a total
	PagesWithoutTotal int           // of a list without one, which might never end
}

// DefaultLimits returns the limits of the product.
func DefaultLimits() Limits {
	return Limits{
		Attempts:          3,
		Time:              15 * time.Minute,
		Rows:              500_000,
		Bytes:             512 << 20,
		PageRows:          10,
		Pages:             25_000,
		PagesWithoutTotal: 2500,
	}
}

// Page limits the rows of a page if the request asked for the given number: a
// server may ignore that number, but not by much. A page with more is a
// *PageTooLargeError.
func (l Limits) Page(path string, asked int) strictjson.RowLimit {
	rows := l.PageRows * asked
	return strictjson.LimitRows(rows, &PageTooLargeError{Path: path, Asked: asked, Limit: rows})
}

// Whole limits the rows of a list that comes in one body, which has the given
// number of bytes, to at most the given number and to what a list may have. A
// list with more is a *ListTooLargeError.
func (l Limits) Whole(path string, rows, bytes int) strictjson.RowLimit {
	rows = min(rows, l.Rows)
	return strictjson.LimitRows(rows, &ListTooLargeError{Path: path, Rows: rows, Bytes: bytes})
}

// WithTimeout returns a context that ends when the time limit of a read is
// reached. Path names the read in the *ReadTimeoutError, which is then the cause
// of the end.
func (l Limits) WithTimeout(ctx context.Context, path string) (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(ctx, l.Time, &ReadTimeoutError{Path: path, Limit: l.Time})
}

// Budget counts what one read holds in memory. It is safe for concurrent use.
type Budget struct {
	path   string
	limits Limits
	share  *memory.Share

	mu          sync.Mutex
	rows, bytes int
}

// NewBudget returns a budget for the read that path names. What the read holds
// also counts for the whole, which may be nil.
func NewBudget(path string, limits Limits, whole *memory.Budget) *Budget {
	return &Budget{path: path, limits: limits, share: whole.Share()}
}

// Spend counts rows, and the bytes of the body that held them. It fails with a
// *ListTooLargeError, which counts the rows before these.
func (b *Budget) Spend(rows, bytes int) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.bytes += bytes
	if b.bytes > b.limits.Bytes || b.rows+rows > b.limits.Rows {
		return &ListTooLargeError{Path: b.path, Rows: b.rows, Bytes: b.bytes}
	}
	b.rows += rows
	return nil
}

// Hold counts the memory of rows that have the given size each, besides their
// texts, which have as many bytes as the body. It fails with a
// *memory.ExceededError.
func (b *Budget) Hold(rows, size, bytes int) error { return b.share.Take(int64(bytes + rows*size)) }

// drop takes back a Hold.
func (b *Budget) drop(rows, size, bytes int) { b.share.Give(int64(bytes + rows*size)) }

// Free drops everything that the read holds.
func (b *Budget) Free() { b.share.Free() }
