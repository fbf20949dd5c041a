// Package memory limits what a provider block holds in memory of what servers
// send, over both APIs and all reads together.
package memory

import (
	"fmt"
	"sync/atomic"
)

// Default is the limit of a provider block in bytes. It is more than the
// largest lists that package paging reads need.
const Default = 768 << 20

// Budget counts bytes: of the bodies that arrive or are being decoded, and of
// the results that are kept. The nil *Budget has no limit. It is safe for
// concurrent use.
type Budget struct {
	limit int64
	used  atomic.Int64
}

// NewBudget returns a budget of the given number of bytes.
func NewBudget(limit int64) *Budget { return &Budget{limit: limit} }

// ExceededError reports that servers sent more than the budget.
type ExceededError struct {
	Limit int64 // in bytes
}

func (e *ExceededError) Error() string {
	return fmt.Sprintf("the responses take more than %d MiB of memory", e.Limit>>20)
}

// Used returns the number of bytes that are taken.
func (b *Budget) Used() int64 {
	if b == nil {
		return 0
	}
	return b.used.Load()
}

// Share returns a part of the budget, which holds nothing yet.
func (b *Budget) Share() *Share { return &Share{budget: b} }

// Share is what one read or one response takes of a budget. It is safe for
// concurrent use.
type Share struct {
	budget *Budget
	taken  atomic.Int64
}

// Take takes a number of bytes, or fails with an *ExceededError and takes
// nothing.
func (s *Share) Take(bytes int64) error {
	b := s.budget
	if b == nil {
		return nil
	}
	if b.used.Add(bytes) > b.limit {
		b.used.Add(-bytes)
		return &ExceededError{Limit: b.limit}
	}
	s.taken.Add(bytes)
	return nil
}

// Give returns a number of bytes that were taken.
func (s *Share) Give(bytes int64) {
	if s.budget != nil {
		s.taken.Add(-bytes)
		s.budget.used.Add(-bytes)
	}
}

// Free returns everything that was taken. It does nothing the second time. The
// nil *Share holds nothing.
func (s *Share) Free() {
	if s != nil && s.budget != nil {
		s.budget.used.Add(-s.taken.Swap(0))
	}
}
