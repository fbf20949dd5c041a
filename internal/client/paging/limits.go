package paging

import (
	"context"
	"sync"
	"time"
)

// What one complete reading may take. No real organization comes near any of
// these; a broken or a hostile server must not hold a plan up, or fill the
// memory, beyond them.
const (
	// MaxReadings is how often a list that changes while it is read is read
	// from the start.
	MaxReadings = 3
	// MaxReadTime bounds a reading, with all its repetitions, however slow the
	// server is: 500 pages take seconds.
	MaxReadTime = 15 * time.Minute
	// MaxRows and MaxReadBytes bound what one reading may hold in memory;
	// 100,000 licenses are about 75 MB.
	MaxRows      = 1_000_000
	MaxReadBytes = 512 << 20
	// MaxPages bounds what a total may claim, however small the pages are.
	MaxPages = 25_000
	// MaxPagesWithoutTotal ends a list that would never end; with pages of 200
	// that is half a million rows.
	MaxPagesWithoutTotal = 2500
	// maxRoom is for how many rows room is made on the word of a total alone.
	maxRoom = 100_000
)

// WithTimeLimit bounds a reading in time; the context's cause is then a
// *ReadTimeoutError.
func WithTimeLimit(ctx context.Context, path string) (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(ctx, MaxReadTime, &ReadTimeoutError{Path: path, Limit: MaxReadTime})
}

// Budget bounds what one reading of Path may hold in memory. It is safe for
// concurrent use.
type Budget struct {
	Path string

	mu          sync.Mutex
	rows, bytes int
}

// Spend counts rows, and the bytes of the body that held them. It fails with a
// *ListTooLargeError, which counts the rows before these.
func (b *Budget) Spend(rows, bytes int) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.bytes += bytes
	if b.bytes > MaxReadBytes || b.rows+rows > MaxRows {
		return &ListTooLargeError{Path: b.Path, Entries: b.rows, Bytes: b.bytes}
	}
	b.rows += rows
	return nil
}
