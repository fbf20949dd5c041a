package memory_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/memory"
)

func take(t *testing.T, s *memory.Share, bytes int64, ok bool) {
	t.Helper()
	err := s.Take(bytes)
	exceeded, is := errors.AsType[*memory.ExceededError](err)
	if is == ok || is && (exceeded.Limit != 3<<20 || exceeded.Error() != "the responses take more than 3 MiB of memory") {
		t.Errorf("taking %d bytes: %v, want success %t", bytes, err, ok)
	}
}

func TestSharesHaveOneBudget(t *testing.T) {
	b := memory.NewBudget(3 << 20)
	one, other := b.Share(), b.Share()
	take(t, one, 2<<20, true)
	take(t, other, 1<<20, true)
	take(t, other, 1, false)
	one.Give(1 << 20)
	take(t, other, 1<<20, true)
	take(t, one, 1, false)
	if b.Used() != 3<<20 {
		t.Errorf("%d bytes are used", b.Used())
	}
	other.Free()
	other.Free()
	take(t, one, 2<<20, true)
	one.Free()
	if b.Used() != 0 {
		t.Errorf("%d bytes are used after all is free", b.Used())
	}
}

func TestWithoutABudgetThereIsNoLimit(t *testing.T) {
	var b *memory.Budget
	s := b.Share()
	take(t, s, 1<<60, true)
	s.Give(1)
	s.Free()
	(*memory.Share)(nil).Free()
	if b.Used() != 0 {
		t.Error("it counts")
	}
}

func TestConcurrentUseIsCounted(t *testing.T) {
	b := memory.NewBudget(100)
	var running sync.WaitGroup
	for range 50 {
		running.Go(func() {
			s := b.Share()
			defer s.Free()
			for range 100 {
				if s.Take(3) == nil && b.Used() > 400 { // a failing Take is in it for a moment
					t.Error("the limit is exceeded")
				}
			}
		})
	}
	running.Wait()
	if b.Used() != 0 {
		t.Errorf("%d bytes are used", b.Used())
	}
}
