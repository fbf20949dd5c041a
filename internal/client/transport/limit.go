package transport

import (
	"context"
	"net/http"
	"sync"
)

// limit keeps the number of requests in flight within bounds, and lowers it
// when the server says that there are too many.
type limit struct {
	next    http.RoundTripper
	limiter *limiter
}

func (t *limit) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := t.limiter.acquire(req.Context()); err != nil {
		closeBody(req)
		return nil, err
	}
	resp, err := t.next.RoundTrip(req)
	t.limiter.release(signalOf(resp, err))
	return resp, err
}

// signal is what an answer says about the server's strength.
type signal int

const (
	neutral   signal = iota // a failure that says nothing about it
	good                    // an answer
	throttled               // too many requests
)

func signalOf(resp *http.Response, err error) signal {
	switch {
	case err != nil:
		return neutral
	case resp.StatusCode == http.StatusTooManyRequests:
		return throttled
	case resp.StatusCode >= 500:
		return neutral
	}
	return good
}

// limiter is a semaphore whose size moves: halved when the server throttles,
// and one larger again after as many good answers as it is large.
type limiter struct {
	mu       sync.Mutex
	max      int
	size     int
	inFlight int
	good     int // good answers since the size last changed
	waiting  []chan struct{}
}

func newLimiter(size int) *limiter { return &limiter{max: size, size: size} }

func (l *limiter) acquire(ctx context.Context) error {
	l.mu.Lock()
	if l.inFlight < l.size && len(l.waiting) == 0 {
		l.inFlight++
		l.mu.Unlock()
		return nil
	}
	turn := make(chan struct{})
	l.waiting = append(l.waiting, turn)
	l.mu.Unlock()

	select {
	case <-turn:
		return nil
	case <-ctx.Done():
		l.mu.Lock()
		defer l.mu.Unlock()
		for i, w := range l.waiting {
			if w == turn {
				l.waiting = append(l.waiting[:i], l.waiting[i+1:]...)
				return ctx.Err()
			}
		}
		// The turn came in the same instant: hand it on.
		l.inFlight--
		l.wake()
		return ctx.Err()
	}
}

func (l *limiter) release(v signal) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.inFlight--
	switch v {
	case throttled:
		l.size, l.good = max(1, l.size/2), 0
	case good:
		if l.good++; l.size < l.max && l.good >= l.size {
			l.size, l.good = l.size+1, 0
		}
	case neutral:
	}
	l.wake()
}

// wake lets in as many as there is room for, in the order in which they came.
func (l *limiter) wake() {
	for l.inFlight < l.size && len(l.waiting) > 0 {
		close(l.waiting[0])
		l.waiting = l.waiting[1:]
		l.inFlight++
	}
}
