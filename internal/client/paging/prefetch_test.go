package paging

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/panics"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var errBroken = errors.New("broken")

// source is a list whose pages take different times to arrive, in no particular
// order.
type source struct {
	mu       sync.Mutex
	inFlight int
	most     int // the highest number of fetches at the same time
	started  []int
	held     atomic.Int32 // pages that have been or are being fetched, but have not been returned yet
	mostHeld atomic.Int32
	broken   int // the number of the page that fails
}

func (s *source) fetch(ctx context.Context, n int) (int, error) {
	s.mu.Lock()
	s.inFlight++
	s.most = max(s.most, s.inFlight)
	s.started = append(s.started, n)
	s.mu.Unlock()
	s.mostHeld.Store(max(s.mostHeld.Load(), s.held.Add(1)))
	defer func() {
		s.mu.Lock()
		s.inFlight--
		s.mu.Unlock()
	}()
	select {
	case <-time.After(time.Duration(n*7919%13+1) * time.Second):
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	if n == s.broken {
		return 0, errBroken
	}
	return n * 10, nil
}

func TestPagesComeInOrderWithinTheWidth(t *testing.T) {
	for _, c := range []struct{ first, last, width int }{
		{1, 1, 1}, {2, 1, 4}, {1, 20, 1}, {1, 20, 4}, {2, 21, 8}, {1, 3, 50}, {5, 9, 5}, {1, 6, 0}, {1, 6, -3}, {-2, -5, 3},
	} {
		t.Run(fmt.Sprintf("%d to %d by %d", c.first, c.last, c.width), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &source{broken: -1}
				next := c.first
				for page, err := range Prefetch(t.Context(), c.first, c.last, c.width, s.fetch) {
					if err != nil || page != next*10 {
						t.Fatalf("page %d is %d, %v", next, page, err)
					}
					s.held.Add(-1)
					next++
				}
				if want := max(c.last+1, c.first); next != want {
					t.Errorf("ended before page %d, want %d", next, want)
				}
				if count := max(0, c.last-c.first+1); len(s.started) != count {
					t.Errorf("%d fetches of %d pages", len(s.started), count)
				}
				if width := max(1, c.width); s.most > width || int(s.mostHeld.Load()) > width {
					t.Errorf("%d fetches at once, %d pages held, want at most %d", s.most, s.mostHeld.Load(), width)
				}
			})
		})
	}
}

func TestTheWidthIsUsed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		fetch := func(context.Context, int) (int, error) { <-time.After(time.Second); return 0, nil }
		for _, err := range Prefetch(t.Context(), 1, 40, 8, fetch) {
			if err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(start); took != 5*time.Second {
			t.Errorf("40 pages of a second took %v, 8 at once, want 5s", took)
		}
	})
}

func TestAnErrorComesOnceInOrderAndEndsTheLoop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, broken := range []int{1, 2, 7, 20} {
			s := &source{broken: broken}
			pages, errs := 0, 0
			for _, err := range Prefetch(t.Context(), 1, 20, 4, s.fetch) {
				if err != nil {
					errs++
					if !errors.Is(err, errBroken) {
						t.Errorf("page %d: %v", broken, err)
					}
					continue // a loop that ignores the error gets no more pages
				}
				pages++
			}
			if errs != 1 || pages != broken-1 {
				t.Errorf("page %d broken: %d pages and %d errors", broken, pages, errs)
			}
			if last := slices.Max(s.started); last >= broken+4 {
				t.Errorf("page %d broken, and page %d was fetched", broken, last)
			}
			if s.inFlight != 0 {
				t.Errorf("%d fetches still run", s.inFlight)
			}
		}
	})
}

func TestAnEarlyBreakStopsTheFetches(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, at := range []int{1, 3, 10} {
			s := &source{broken: -1}
			var end time.Time
			for page, err := range Prefetch(t.Context(), 1, 1000, 4, s.fetch) {
				if err != nil {
					t.Fatal(err)
				}
				if page == at*10 {
					end = time.Now()
					break
				}
			}
			if waited := time.Since(end); waited != 0 {
				t.Errorf("break at page %d waited %v for the fetches under way, want them canceled", at, waited)
			}
			if s.inFlight != 0 {
				t.Errorf("%d fetches still run after the loop", s.inFlight)
			}
			if last := slices.Max(s.started); last > at+3 {
				t.Errorf("break at page %d, and page %d was fetched", at, last)
			}
		}
	})
}

func TestAPanicInTheLoopLeavesNoFetch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &source{broken: -1}
		func() {
			defer func() { _ = recover() }()
			for _, err := range Prefetch(t.Context(), 1, 100, 4, s.fetch) {
				panic(err)
			}
		}()
		if s.inFlight != 0 {
			t.Errorf("%d fetches still run", s.inFlight)
		}
	})
}

func TestCancelEndsTheLoopWithAnError(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(30*time.Second, cancel)
		s := &source{broken: -1}
		var last error
		start := time.Now()
		for _, err := range Prefetch(ctx, 1, 1000, 4, s.fetch) {
			last = err
		}
		if !errors.Is(last, context.Canceled) || time.Since(start) != 30*time.Second || s.inFlight != 0 {
			t.Errorf("%v after %v, %d fetches run", last, time.Since(start), s.inFlight)
		}
	})
}

func TestALoopCanRunTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &source{broken: -1}
		loop := Prefetch(t.Context(), 1, 5, 2, s.fetch)
		for round := range 2 {
			sum := 0
			for page, err := range loop {
				if err != nil {
					t.Fatal(err)
				}
				sum += page
			}
			if sum != 150 {
				t.Errorf("round %d: sum %d, want 150", round+1, sum)
			}
		}
	})
}

func TestAPanicInAFetchIsAnError(t *testing.T) {
	var got error
	for _, err := range Prefetch(t.Context(), 0, 3, 2, func(_ context.Context, n int) (int, error) {
		if n == 1 {
			panic("bug")
		}
		return n, nil
	}) {
		got = err
	}
	if _, ok := errors.AsType[*panics.Error](got); !ok {
		t.Errorf("error is %v", got)
	}
}
