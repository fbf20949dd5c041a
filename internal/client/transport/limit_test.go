package transport

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
)

// crowd is a server that takes a second for each response and records the
// highest number of simultaneous requests.
type crowd struct {
	mu       sync.Mutex
	inFlight int
	most     int
	respond  func() *http.Response
}

func (c *crowd) RoundTrip(req *http.Request) (*http.Response, error) {
	c.mu.Lock()
	c.inFlight++
	c.most = max(c.most, c.inFlight)
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		c.inFlight--
		c.mu.Unlock()
	}()
	select {
	case <-time.After(time.Second):
		return c.respond(), nil
	case <-req.Context().Done():
		return nil, req.Context().Err()
	}
}

func ok() *http.Response { return clienttest.Reply(200, "[]") }

func TestNoMoreRequestsAtOnceThanConfigured(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, limit := range []int{1, 3, 32} {
			server := &crowd{respond: ok}
			client := newClient(t, server, func(c *Config) { c.MaxConcurrent = limit })
			start := time.Now()
			var all sync.WaitGroup
			for range 96 {
				all.Go(func() {
					if _, err := get(t, client); err != nil {
						t.Error(err)
					}
				})
			}
			all.Wait()
			if server.most != limit {
				t.Errorf("limit %d: %d requests at once", limit, server.most)
			}
			if took, want := time.Since(start), time.Duration(96/limit)*time.Second; took != want {
				t.Errorf("limit %d: took %v, want %v: the whole limit is used", limit, took, want)
			}
		}
	})
}

func TestAPauseHoldsNoPlace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32
		server := clienttest.Server(func(*http.Request) (*http.Response, error) {
			if asked.Add(1) == 1 {
				return clienttest.Reply(503, "", "Retry-After", "60"), nil
			}
			return ok(), nil
		})
		client := newClient(t, server, func(c *Config) { c.MaxConcurrent = 1 })
		var pausing sync.WaitGroup
		pausing.Go(func() {
			if _, err := get(t, client); err != nil {
				t.Error(err)
			}
		})
		synctest.Wait() // the first request is waiting to retry
		start := time.Now()
		if _, err := get(t, client); err != nil || time.Since(start) != 0 {
			t.Errorf("%v after %v, want a response at once", err, time.Since(start))
		}
		pausing.Wait()
	})
}

func TestConcurrencyFallsOnTooManyRequestsAndRecovers(t *testing.T) {
	synctest.Test(t, testConcurrencyFallsOnTooManyRequestsAndRecovers)
}

func testConcurrencyFallsOnTooManyRequestsAndRecovers(t *testing.T) {
	l := newLimiter(8)
	step := func(v signal) {
		t.Helper()
		epoch, err := l.acquire(t.Context(), false)
		if err != nil {
			t.Fatal(err)
		}
		l.release(epoch, v, 0)
		synctest.Wait() // lets the pause of zero length end
	}
	for i, want := range []int{4, 2, 1, 1, 1} {
		if step(throttled); l.size != want {
			t.Fatalf("after %d throttled responses the size is %d, want %d", i+1, l.size, want)
		}
	}
	for size := 1; size < 8; size++ {
		for i := range growAfter {
			if l.size != size {
				t.Fatalf("size is %d after %d good responses, want %d", l.size, i, size)
			}
			step(neutral) // changes neither the size nor the count of good responses
			step(good)
		}
	}
	for range 100 {
		step(good)
	}
	step(throttled)
	for range growAfter - 1 {
		step(good)
	}
	if l.size != 4 {
		t.Errorf("the size is %d, want 4: a rejection restarts the count of good responses", l.size)
	}
	for range 3*growAfter + 1 {
		step(good)
	}
	if l.size != 8 || l.inFlight != 0 {
		t.Errorf("size is %d with %d in flight, want 8 and none", l.size, l.inFlight)
	}
}

func TestSignals(t *testing.T) {
	for _, c := range []struct {
		resp      *Response
		throttled bool
		want      signal
	}{
		{&Response{Status: 200}, false, good}, {&Response{Status: 404}, false, good}, {&Response{Status: 429}, true, throttled},
		{&Response{Status: 400}, true, throttled}, {&Response{Status: 500}, false, neutral}, {&Response{Status: 503}, false, neutral},
		{nil, false, neutral},
	} {
		if got := signalOf(c.resp, c.throttled); got != c.want {
			t.Errorf("%+v, throttled %t: signal %d, want %d", c.resp, c.throttled, got, c.want)
		}
	}
}

func TestAThrottlingServerIsAskedLessAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32
		server := &crowd{}
		server.respond = func() *http.Response {
			if asked.Add(1) <= 16 {
				return clienttest.Reply(429, "", "Retry-After", "10")
			}
			return ok()
		}
		client := newClient(t, server, func(c *Config) { c.MaxConcurrent = 16 })
		start := time.Now()
		round := func() {
			t.Helper()
			var all sync.WaitGroup
			for range 16 {
				all.Go(func() {
					if resp, err := get(t, client); err != nil || resp.Status != 200 {
						t.Errorf("%+v, %v", resp, err)
					}
				})
			}
			all.Wait()
		}
		round()
		if server.most != 16 {
			t.Errorf("%d requests at once at first, want 16", server.most)
		}
		// All requests are rejected within 1 s, and a pause of 10 s follows.
		// Then 1, 2, 2 or 3, 3, and more requests run at the same time. This is
		// slower than sending all requests at once, and faster than one at a
		// time.
		if took := time.Since(start); took <= 12*time.Second || took >= 27*time.Second {
			t.Errorf("took %v", took)
		}
		server.most = 0
		for range 20 {
			round()
		}
		if server.most != 16 {
			t.Errorf("%d requests at once in the end, want 16 again", server.most)
		}
	})
}

func TestACallerThatLeavesTheQueueTakesNoPlace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(1)
		if _, err := l.acquire(t.Context(), false); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		var left, got atomic.Int32
		var all sync.WaitGroup
		for i := range 20 {
			all.Go(func() {
				c := t.Context()
				if i%2 == 0 {
					c = ctx
				}
				if _, err := l.acquire(c, false); err != nil {
					if !errors.Is(err, context.Canceled) {
						t.Error(err)
					}
					left.Add(1)
					return
				}
				got.Add(1)
				l.release(0, good, 0)
			})
			synctest.Wait() // keeps the order: the first in the queue is one that leaves
		}
		cancel()
		synctest.Wait()
		if left.Load() != 10 || got.Load() != 0 {
			t.Errorf("%d left, %d got a place, want 10 and none yet", left.Load(), got.Load())
		}
		l.release(0, good, 0)
		all.Wait()
		if got.Load() != 10 || l.inFlight != 0 || len(l.waiting) != 0 {
			t.Errorf("%d got a place, %d in flight, %d wait", got.Load(), l.inFlight, len(l.waiting))
		}
	})
}

// A caller is canceled. It gets its turn before it has left the queue.
func TestATurnOfACanceledCallerGoesToTheNext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(1)
		if _, err := l.acquire(t.Context(), false); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		all.Go(func() {
			if _, err := l.acquire(ctx, false); !errors.Is(err, context.Canceled) {
				t.Errorf("who left got %v", err)
			}
		})
		synctest.Wait() // the caller that will leave is first in the queue
		all.Go(func() {
			if _, err := l.acquire(t.Context(), false); err != nil {
				t.Error(err)
			}
		})
		synctest.Wait()
		l.mu.Lock()
		cancel()     // the caller leaves, and waits for the lock to remove itself from the queue
		l.inFlight-- // a place becomes free
		l.wake()     // the place goes to the caller that is leaving
		l.mu.Unlock()
		all.Wait() // the next caller got the place
		if l.inFlight != 1 || len(l.waiting) != 0 {
			t.Errorf("%d in flight, %d wait, want 1 and none", l.inFlight, len(l.waiting))
		}
	})
}

// Cancellations and releases happen in every order. Afterward, all places must
// be free. Otherwise, a later request would wait forever.
func TestNoPlaceIsLostWhenTurnsAndDeparturesRace(t *testing.T) {
	l := newLimiter(4)
	var inside, most atomic.Int32
	var all sync.WaitGroup
	for i := range 2000 {
		ctx, cancel := context.WithCancel(t.Context())
		all.Go(func() {
			epoch, err := l.acquire(ctx, false)
			if err != nil {
				return
			}
			for now := inside.Add(1); ; {
				if m := most.Load(); now <= m || most.CompareAndSwap(m, now) {
					break
				}
			}
			inside.Add(-1)
			l.release(epoch, []signal{good, neutral, throttled}[i%3], 0)
		})
		all.Go(cancel)
	}
	all.Wait()
	if l.inFlight != 0 || len(l.waiting) != 0 || most.Load() > 4 {
		t.Errorf("%d in flight, %d wait, at most %d were inside", l.inFlight, len(l.waiting), most.Load())
	}
}

// window is a server that accepts ten requests per second and rejects the rest,
// without saying how long to wait.
type window struct {
	mu      sync.Mutex
	second  int64
	taken   int
	refused int
}

func (w *window) RoundTrip(*http.Request) (*http.Response, error) {
	<-time.After(50 * time.Millisecond)
	w.mu.Lock()
	defer w.mu.Unlock()
	if second := time.Now().Unix(); second != w.second {
		w.second, w.taken = second, 0
	}
	if w.taken == 10 {
		w.refused++
		return clienttest.Reply(429, ""), nil
	}
	w.taken++
	return ok(), nil
}

func TestAServerOfTenRequestsASecondIsReadWithFewRefusals(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const requests, concurrency = 500, 16
		side := func(send func() (status int, err error)) {
			t.Helper()
			var (
				all  sync.WaitGroup
				next atomic.Int32
			)
			for range concurrency {
				all.Go(func() {
					for next.Add(1) <= requests {
						if status, err := send(); err != nil || status != 200 {
							t.Errorf("status %d, %v", status, err)
						}
					}
				})
			}
			all.Wait()
		}

		// The baseline always sends sixteen requests at the same time, with the
		// same pauses.
		fixed := &window{}
		pauses := newClient(t, waiting)
		side(func() (int, error) {
			for attempt := 1; ; attempt++ {
				resp, err := fixed.RoundTrip(nil)
				if err != nil || resp.StatusCode == http.StatusOK {
					return 200, err
				}
				wait, err := pauses.pause(t.Context(), attempt, nil)
				if err != nil {
					return 0, err
				}
				<-time.After(wait)
			}
		})

		adaptive := &window{}
		client := newClient(t, adaptive, func(c *Config) { c.MaxConcurrent = concurrency })
		side(func() (int, error) {
			resp, err := get(t, client)
			if err != nil {
				return 0, err
			}
			return resp.Status, nil
		})
		t.Logf("refusals of %d requests: %d with a fixed concurrency, %d with the limiter", requests, fixed.refused, adaptive.refused)
		if adaptive.refused >= fixed.refused {
			t.Errorf("%d refusals, a fixed concurrency gets %d", adaptive.refused, fixed.refused)
		}
	})
}

// The attempts of a request are limited, so a retry must not wait behind all new
// requests. Among themselves, both kinds keep their order.
func TestRetriesComeFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(1)
		if _, err := l.acquire(t.Context(), false); err != nil {
			t.Fatal(err)
		}
		var order []string
		var all sync.WaitGroup
		for _, request := range []string{"new 1", "retry 1", "new 2", "retry 2", "retry 3"} {
			all.Go(func() {
				epoch, err := l.acquire(t.Context(), request[0] == 'r')
				if err != nil {
					t.Error(err)
					return
				}
				order = append(order, request)
				l.release(epoch, good, 0)
			})
			synctest.Wait() // the request is in the queue
		}
		l.release(0, good, 0)
		all.Wait()
		if diff := cmp.Diff([]string{"retry 1", "retry 2", "retry 3", "new 1", "new 2"}, order); diff != "" {
			t.Errorf("order (-want +got):\n%s", diff)
		}
	})
}

func TestARetryOfAClientComesBeforeItsNewRequests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var order []string
		server := clienttest.Server(func(req *http.Request) (*http.Response, error) {
			order = append(order, req.URL.Path)
			if len(order) == 1 {
				return clienttest.Reply(503, "", "Retry-After", "2"), nil
			}
			<-time.After(10 * time.Second)
			return ok(), nil
		})
		client := newClient(t, server, func(c *Config) { c.MaxConcurrent = 1 })
		var all sync.WaitGroup
		for _, path := range []string{"/unavailable", "/slow", "/new"} {
			all.Go(func() {
				if _, err := client.Get(t.Context(), path, nil); err != nil {
					t.Error(err)
				}
			})
			synctest.Wait() // the first pauses, the second has the only place, the third waits for it
		}
		all.Wait()
		if diff := cmp.Diff([]string{"/api/unavailable", "/api/slow", "/api/unavailable", "/api/new"}, order); diff != "" {
			t.Errorf("order (-want +got):\n%s", diff)
		}
	})
}

func TestNoRequestStartsWhileARejectedOnePauses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(8)
		for range 3 {
			if _, err := l.acquire(t.Context(), false); err != nil {
				t.Fatal(err)
			}
		}
		start := time.Now()
		l.release(0, throttled, 10*time.Second)
		l.release(0, throttled, 20*time.Second)
		l.release(0, good, 0)
		if _, err := l.acquire(t.Context(), true); err != nil || time.Since(start) != 20*time.Second {
			t.Errorf("%v after %v, want a place after both pauses", err, time.Since(start))
		}
	})
}
