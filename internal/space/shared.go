package space

import (
	"context"
	"errors"
	"sync"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/shared"
)

// sharedBy holds values that are each read once, by what was asked for. The
// zero sharedBy is ready to use.
type sharedBy[K comparable, T any] struct {
	mu    sync.Mutex
	byKey map[K]*shared.Value[T]
}

func (s *sharedBy[K, T]) get(ctx context.Context, key K, read func(context.Context) (T, error)) (T, error) {
	s.mu.Lock()
	if s.byKey == nil {
		s.byKey = map[K]*shared.Value[T]{}
	}
	value := s.byKey[key]
	if value == nil {
		value = &shared.Value[T]{}
		s.byKey[key] = value
	}
	s.mu.Unlock()
	return value.Get(ctx, read)
}

// together runs the tasks side by side and waits for all of them. When one
// fails the others are canceled; of several failures that of the first task
// counts, other than those that the cancellation itself caused.
func together(ctx context.Context, tasks ...func(context.Context) error) error {
	own, cancel := context.WithCancel(ctx)
	defer cancel()
	errs := make([]error, len(tasks))
	var running sync.WaitGroup
	for i, task := range tasks {
		running.Go(func() {
			if errs[i] = task(own); errs[i] != nil {
				cancel()
			}
		})
	}
	running.Wait()
	var canceled error
	for _, err := range errs {
		switch {
		case err == nil:
		case !errors.Is(err, context.Canceled):
			return err
		case canceled == nil:
			canceled = err
		}
	}
	return canceled
}
