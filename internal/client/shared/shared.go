// Package shared reads an expensive value once for all callers that need it.
package shared

import (
	"context"
	"errors"
	"sync"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/panics"
)

var errUnfinished = errors.New("the read ended without a result")

// Value is read once, on first demand, for all callers. The rules are those of
// Map. The zero Value is ready to use.
type Value[T any] struct{ only Map[struct{}, T] }

// Get returns the value. The first call reads it.
func (v *Value[T]) Get(ctx context.Context, read func(context.Context) (T, error)) (T, error) {
	return v.only.Get(ctx, struct{}{}, read)
}

// Map holds values by key, each read once, on first demand, for all callers. It
// keeps a failed read like a successful one: later callers get the same error
// instead of another attempt, for as long as the Map lives. It forgets a read
// only if every caller has abandoned it. The zero Map is ready to use.
type Map[K comparable, T any] struct {
	mu    sync.Mutex
	calls map[K]*call[T]
}

type call[T any] struct {
	done    chan struct{} // closed when value and err are set
	value   T
	err     error
	waiting int
	cancel  context.CancelFunc // nil after the read, because it references the first caller's context
}

// Get returns the value of the key. The first call for the key reads it. The
// read has its own context, with the values of the first caller's context: it
// continues while any caller waits, and is canceled when the last one has left.
// A caller whose context ends gets the cause of that. A panic in the read is
// a *panics.Error for every caller. After the read, the Map does not reference
// any caller's context.
func (m *Map[K, T]) Get(ctx context.Context, key K, read func(context.Context) (T, error)) (T, error) {
	var none T
	if ctx.Err() != nil {
		return none, context.Cause(ctx)
	}
	m.mu.Lock()
	c := m.calls[key]
	if c == nil {
		c = m.start(ctx, key, read)
	}
	c.waiting++
	m.mu.Unlock()

	select {
	case <-c.done:
		return c.value, c.err
	case <-ctx.Done():
		m.leave(key, c)
		return none, context.Cause(ctx)
	}
}

func (m *Map[K, T]) start(ctx context.Context, key K, read func(context.Context) (T, error)) *call[T] {
	own, cancel := context.WithCancel(context.WithoutCancel(ctx))
	c := &call[T]{done: make(chan struct{}), cancel: cancel}
	if m.calls == nil {
		m.calls = map[K]*call[T]{}
	}
	m.calls[key] = c
	go func() {
		value, err := *new(T), errUnfinished // remain if read ends its goroutine instead of returning
		defer func() {
			cancel()
			m.mu.Lock()
			defer m.mu.Unlock()
			c.value, c.err, c.cancel = value, err, nil
			close(c.done)
		}()
		value, err = panics.Try(own, read)
	}()
	return c
}

// leave cancels and forgets a read that no caller waits for anymore.
func (m *Map[K, T]) leave(key K, c *call[T]) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c.waiting--
	if c.waiting > 0 || c.cancel == nil {
		return
	}
	c.cancel()
	delete(m.calls, key) // it is c, because only this forgets a read, and nobody joins c afterwards
}
