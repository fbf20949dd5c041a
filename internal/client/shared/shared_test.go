package shared

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
	"weak"

	"go.uber.org/goleak"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/panics"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var errBroken = errors.New("broken")

// after returns a read that takes a second, counts its calls, and ends when its
// context ends.
func after(count *atomic.Int32, value int, err error) func(context.Context) (int, error) {
	return func(ctx context.Context) (int, error) {
		count.Add(1)
		select {
		case <-time.After(time.Second):
			return value, err
		case <-ctx.Done():
			return 0, context.Cause(ctx)
		}
	}
}

func TestFiftyCallersShareOneRead(t *testing.T) {
	for _, c := range []struct {
		name  string
		value int
		err   error
	}{{"a value", 7, nil}, {"an error", 0, errBroken}} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var shared Value[int]
				var reads atomic.Int32
				var all sync.WaitGroup
				ask := func() {
					if got, err := shared.Get(t.Context(), after(&reads, c.value, c.err)); got != c.value || !errors.Is(err, c.err) {
						t.Errorf("got %d, %v, want %d, %v", got, err, c.value, c.err)
					}
				}
				for range 50 {
					all.Go(ask)
				}
				all.Wait()
				ask() // a later caller gets the same result
				if reads.Load() != 1 {
					t.Errorf("read %d times, want once", reads.Load())
				}
			})
		})
	}
}

func TestOneCallerWhoLeavesDoesNotStopTheOthers(t *testing.T) {
	for _, others := range []int{1, 5} {
		synctest.Test(t, func(t *testing.T) {
			var shared Value[int]
			var reads atomic.Int32
			first, leave := context.WithCancel(t.Context()) // this caller's request starts the read
			var all sync.WaitGroup
			all.Go(func() {
				if _, err := shared.Get(first, after(&reads, 7, nil)); !errors.Is(err, context.Canceled) {
					t.Errorf("the caller who left got %v", err)
				}
			})
			synctest.Wait()
			for range others {
				all.Go(func() {
					if got, err := shared.Get(t.Context(), after(&reads, 8, nil)); got != 7 || err != nil {
						t.Errorf("of %d others one got %d, %v, want the value of the first read", others, got, err)
					}
				})
			}
			synctest.Wait()
			leave()
			all.Wait()
			if reads.Load() != 1 {
				t.Errorf("read %d times, want once", reads.Load())
			}
		})
	}
}

func TestAReadThatEveryCallerHasLeftIsCanceledAndForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var shared Value[int]
		var reads atomic.Int32
		gone := make(chan error, 1)
		ctx, leave := context.WithCancel(t.Context())
		var all sync.WaitGroup
		for range 5 {
			all.Go(func() {
				start := time.Now()
				_, err := shared.Get(ctx, func(own context.Context) (int, error) {
					reads.Add(1)
					<-own.Done()
					gone <- own.Err()
					<-time.After(time.Hour) // must not keep the read's callers waiting
					return 0, own.Err()
				})
				if !errors.Is(err, context.Canceled) || time.Since(start) != time.Second {
					t.Errorf("%v after %v", err, time.Since(start))
				}
			})
		}
		time.AfterFunc(time.Second, leave)
		all.Wait()
		if err := <-gone; !errors.Is(err, context.Canceled) {
			t.Errorf("the read saw %v", err)
		}
		if got, err := shared.Get(t.Context(), after(&reads, 9, nil)); got != 9 || err != nil {
			t.Errorf("the next caller got %d, %v, want a read of its own", got, err)
		}
		if reads.Load() != 2 {
			t.Errorf("read %d times, want twice", reads.Load())
		}
		<-time.After(2 * time.Hour) // the canceled read ends, but must not replace the value
		if got, err := shared.Get(t.Context(), after(&reads, 10, nil)); got != 9 || err != nil {
			t.Errorf("later: %d, %v, want 9", got, err)
		}
	})
}

func TestAReadKeepsItsCallersContextValuesButNotItsCancellation(t *testing.T) {
	type key struct{}
	var shared Value[string]
	ctx, cancel := context.WithCancel(context.WithValue(t.Context(), key{}, "logger"))
	got, err := shared.Get(ctx, func(own context.Context) (string, error) {
		if _, ends := own.Deadline(); ends {
			t.Error("the read has the deadline of its caller")
		}
		text, _ := own.Value(key{}).(string)
		return text, nil
	})
	cancel()
	if got != "logger" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	if got, err := shared.Get(t.Context(), nil); got != "logger" || err != nil {
		t.Errorf("after the first caller's end: %q, %v", got, err)
	}
}

func TestACallerWhoHasLeftStartsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var shared Value[int]
		var reads atomic.Int32
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := shared.Get(ctx, after(&reads, 1, nil))
		synctest.Wait()
		if !errors.Is(err, context.Canceled) || reads.Load() != 0 {
			t.Errorf("%v after %d reads", err, reads.Load())
		}
	})
}

// leaving is a canceled context whose end a caller sees when it starts to wait,
// at which time the read has ended, too.
type leaving struct {
	context.Context
	waits bool
}

func (l *leaving) Err() error {
	if !l.waits {
		return nil
	}
	return l.Context.Err()
}

func (l *leaving) Done() <-chan struct{} {
	synctest.Wait()
	l.waits = true
	return l.Context.Done()
}

func TestACallerWhoLeavesAfterTheReadForgetsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		for range 100 { // a caller may get the value or the end of its context
			var shared Value[int]
			read := func(context.Context) (int, error) { return 7, nil }
			if got, err := shared.Get(&leaving{Context: ctx}, read); err == nil && got != 7 || err != nil && !errors.Is(err, context.Canceled) {
				t.Errorf("got %d, %v", got, err)
			}
			if got, err := shared.Get(t.Context(), nil); got != 7 || err != nil {
				t.Errorf("the next caller got %d, %v, want 7", got, err)
			}
		}
	})
}

func TestTheContextOfAReadEndsWithIt(t *testing.T) {
	var shared Value[int]
	contexts := make(chan context.Context, 1)
	_, err := shared.Get(t.Context(), func(own context.Context) (int, error) {
		contexts <- own
		return 7, own.Err()
	})
	if ended := (<-contexts).Err(); err != nil || ended == nil {
		t.Errorf("error %v, and afterwards the context has the error %v", err, ended)
	}
}

func TestAReadThatEndsItsGoroutineLeavesNoCallerWaiting(t *testing.T) {
	var shared Value[int]
	_, err := shared.Get(t.Context(), func(context.Context) (int, error) {
		runtime.Goexit()
		return 1, nil
	})
	if !errors.Is(err, errUnfinished) {
		t.Errorf("got %v", err)
	}
}

// Callers arrive and leave at random. Those who stay must get the value.
func TestCallersMayComeAndLeaveAtAnyTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var shared Value[int]
		var reads, served atomic.Int32
		var all sync.WaitGroup
		for i := range 200 {
			all.Go(func() {
				<-time.After(time.Duration(i%40) * 100 * time.Millisecond)
				ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i%7+1)*300*time.Millisecond)
				defer cancel()
				got, err := shared.Get(ctx, after(&reads, 7, nil))
				switch {
				case err == nil && got == 7:
					served.Add(1)
				case !errors.Is(err, context.DeadlineExceeded):
					t.Errorf("got %d, %v", got, err)
				}
			})
		}
		all.Wait()
		if got, err := shared.Get(t.Context(), after(&reads, 7, nil)); got != 7 || err != nil || served.Load() == 0 {
			t.Errorf("got %d, %v after %d were served", got, err, served.Load())
		}
	})
}

func TestACallerWhoLeavesGetsTheCause(t *testing.T) {
	enough := errors.New("enough")
	for name, leave := range map[string]func(context.CancelCauseFunc, func()){
		"before": func(cancel context.CancelCauseFunc, get func()) { cancel(enough); get() },
		"meanwhile": func(cancel context.CancelCauseFunc, get func()) {
			time.AfterFunc(time.Second, func() { cancel(enough) })
			get()
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			var shared Value[int]
			ctx, cancel := context.WithCancelCause(t.Context())
			leave(cancel, func() {
				_, err := shared.Get(ctx, func(own context.Context) (int, error) { <-own.Done(); return 0, own.Err() })
				if !errors.Is(err, enough) {
					t.Errorf("%s: error is %v", name, err)
				}
			})
		})
	}
}

func TestACompletedReadKeepsNothingOfItsFirstCaller(t *testing.T) {
	type key struct{}
	for name, want := range map[string]error{"a value": nil, "an error": errBroken} {
		var values Map[string, int]
		// The separate function keeps references to the context off this stack.
		held := func() weak.Pointer[[1 << 16]byte] {
			response := new([1 << 16]byte)
			ctx, cancel := context.WithCancel(context.WithValue(t.Context(), key{}, response))
			defer cancel()
			read := func(own context.Context) (int, error) {
				if own.Value(key{}) == nil {
					t.Error("the read lacks the values of its caller's context")
				}
				return len(response), want
			}
			if _, err := values.Get(ctx, "key", read); !errors.Is(err, want) {
				t.Errorf("%s: error is %v", name, err)
			}
			return weak.Make(response)
		}()
		for range 1000 {
			if runtime.GC(); held.Value() == nil {
				break
			}
			runtime.Gosched() // the read's goroutine may be about to end
		}
		if held.Value() != nil {
			t.Errorf("%s: the first caller's context is still in memory", name)
		}
		runtime.KeepAlive(&values)
	}
}

func TestEachKeyIsReadOnce(t *testing.T) {
	var values Map[string, string]
	reads := 0
	for range 3 {
		for _, key := range []string{"a", "b"} {
			got, err := values.Get(t.Context(), key, func(context.Context) (string, error) {
				reads++
				return "value of " + key, errBroken
			})
			if got != "value of "+key || !errors.Is(err, errBroken) {
				t.Errorf("key %s has %q, %v", key, got, err)
			}
		}
	}
	if reads != 2 {
		t.Errorf("read %d times, want once for each key", reads)
	}
}

func TestAPanicInTheReadIsAnErrorForEveryCaller(t *testing.T) {
	var value Value[int]
	read := func(context.Context) (int, error) { panic("bug") }
	for range 2 {
		_, err := value.Get(t.Context(), read)
		if _, ok := errors.AsType[*panics.Error](err); !ok {
			t.Errorf("error is %v", err)
		}
	}
}
