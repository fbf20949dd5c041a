package paging

import (
	"context"
	"sync"
	"time"
)

// Limits is what one complete read may take. No real organization comes near
// any of the defaults; a broken or a hostile server must not hold a plan up, or
// fill the memory, beyond them.
type Limits struct {
	Attempts          int           // how often a list that changes while it is read is read from the start
	Time              time.Duration // for everything that one caller waits for
	Rows              int           // of all pages
	Bytes             int           // of the bodies of all pages
	PageRows          int           // of one page, in multiples of what was asked for
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

// Page returns how many rows a page may have for which a request asked for some,
// and the error of one that has more. A server may ignore what was asked for,
// but not by that much.
func (l Limits) Page(path string, asked int) (rows int, tooMany error) {
	rows = l.PageRows * asked
	return rows, &PageTooLargeError{Path: path, Asked: asked, Limit: rows}
}

// Within runs a read within the time limit. Path names the read in the
// *ReadTimeoutError, which is the cause of the context's end.
func Within[T any](ctx context.Context, limits Limits, path string, read func(context.Context) (T, error)) (T, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, limits.Time, &ReadTimeoutError{Path: path, Limit: limits.Time})
	defer cancel()
	return read(ctx)
}

// Budget counts what one read holds in memory. It is safe for concurrent use.
type Budget struct {
	path   string
	limits Limits

	mu          sync.Mutex
	rows, bytes int
}

// NewBudget returns a budget for the read that path names.
func NewBudget(path string, limits Limits) *Budget { return &Budget{path: path, limits: limits} }

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
