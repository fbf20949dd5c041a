// Package paging is what complete readings of both APIs have in common: pages
// read side by side and handed out in order, put together row by row, read
// again when they contradict each other, and all that within limits. What a
// contradiction is, each client judges by what its API promises.
package paging

import (
	"context"
	"iter"
	"sync"
)

// Ahead fetches the pages first to last, at most width of them at once, and
// yields them in order. At most width pages are held in memory. An error is
// yielded exactly once and is the end. When the loop over it breaks early the
// remaining fetches are canceled, and none is running when it returns.
func Ahead[T any](ctx context.Context, first, last, width int, fetch func(context.Context, int) (T, error)) iter.Seq2[T, error] {
	type result struct {
		page T
		err  error
	}
	width = max(1, width)
	return func(yield func(T, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var running sync.WaitGroup
		defer running.Wait()
		defer cancel()

		results := make([]chan result, width) // page n arrives in slot n modulo width
		for i := range results {
			results[i] = make(chan result, 1)
		}
		start := func(n int) {
			if n > last {
				return
			}
			running.Go(func() {
				page, err := fetch(ctx, n)
				results[n%width] <- result{page, err}
			})
		}
		for n := first; n < first+width; n++ {
			start(n)
		}
		for n := first; n <= last; n++ {
			r := <-results[n%width]
			if !yield(r.page, r.err) || r.err != nil {
				return
			}
			start(n + width)
		}
	}
}
