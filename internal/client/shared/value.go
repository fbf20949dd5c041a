// Package shared shares one costly reading among all who ask for it.
package shared

import (
	"context"
	"errors"
	"sync"
)

var errUnfinished = errors.New("the reading ended without a result")

// Value holds a value that is read once, on first demand, for all callers.
// A reading that failed is kept like one that succeeded: whoever asks later
// gets the same error, not another attempt, for as long as the Value lives.
// Only a reading that was given up because every caller had left is forgotten.
// The zero Value is ready to use.
type Value[T any] struct {
	mu   sync.Mutex
	call *call[T]
}

type call[T any] struct {
	done    chan struct{} // closed when value and err are set
	value   T
	err     error
	waiting int
	cancel  context.CancelFunc
}

// Get returns the value, reading it first if nobody has. The reading runs
// under a context of its own, with the values of the first caller's: it goes
// on while anybody waits, and is canceled when the last caller has left. Who
// leaves gets the cause of the context's end. A panic in the reading ends the
// process, like any other.
func (s *Value[T]) Get(ctx context.Context, read func(context.Context) (T, error)) (T, error) {
	if ctx.Err() != nil {
		var zero T
		return zero, context.Cause(ctx)
	}
	s.mu.Lock()
	c := s.call
	if c == nil {
		c = s.start(ctx, read)
	}
	c.waiting++
	s.mu.Unlock()

	select {
	case <-c.done:
		s.leave(c)
		return c.value, c.err
	case <-ctx.Done():
		s.leave(c)
		var zero T
		return zero, context.Cause(ctx)
	}
}

func (s *Value[T]) start(ctx context.Context, read func(context.Context) (T, error)) *call[T] {
	own, cancel := context.WithCancel(context.WithoutCancel(ctx))
	c := &call[T]{done: make(chan struct{}), cancel: cancel}
	s.call = c
	go func() {
		defer close(c.done)
		defer cancel()
		c.err = errUnfinished // stays when read ends its goroutine instead of returning
		c.value, c.err = read(own)
	}()
	return c
}

// leave gives the reading up when nobody waits for it any more.
func (s *Value[T]) leave(c *call[T]) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.waiting--
	if c.waiting > 0 {
		return
	}
	select {
	case <-c.done:
	default:
		c.cancel()
		if s.call == c {
			s.call = nil
		}
	}
}
