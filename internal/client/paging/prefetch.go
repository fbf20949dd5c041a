// Package paging reads complete lists from both APIs. Pages are fetched in
// parallel, merged row by row, checked against what the server says about the
// whole list, and read again if they contradict each other, all within limits.
package paging

import (
	"context"
	"iter"
	"sync"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/panics"
)

// Prefetch fetches the pages first to last, at most width of them at once, and
// yields them in order. At most width pages are in memory. It yields an error
// once, as the last element. If the loop over it breaks early, it cancels the
// remaining fetches and returns after all of them have ended. A panic in a
// fetch is a *panics.Error.
func Prefetch[T any](ctx context.Context, first, last, width int, fetch func(context.Context, int) (T, error)) iter.Seq2[T, error] {
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
				page, err := panics.Try(ctx, func(ctx context.Context) (T, error) { return fetch(ctx, n) })
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
