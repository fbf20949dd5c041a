package transport

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"time"
)

// signal is what a response says about the load of the server.
type signal int

const (
	neutral   signal = iota // a failure that says nothing about it
	good                    // a response
	throttled               // too many requests
)

// signalOf reads the signal of a response; resp is nil after a failure.
func signalOf(resp *Response, isThrottled bool) signal {
	switch {
	case isThrottled:
		return throttled
	case resp == nil || resp.Status >= http.StatusInternalServerError:
		return neutral
	}
	return good
}

// growAfter is the number of successive good responses after which the size
// grows by one. It is large enough that a server with a low limit does not have
// to reject requests all the time.
const growAfter = 16

// limiter is a semaphore whose size adapts to the server, so that the default
// number of concurrent requests can be high. The size is halved when the server
// throttles, and grows by one after growAfter good responses. While a rejected
// request pauses, no other request starts, because it would be rejected, too.
type limiter struct {
	mu       sync.Mutex
	max      int
	size     int
	epoch    int // how often the size was halved
	inFlight int
	good     int // good responses since the size last changed or a request was last rejected
	pauses   int // pauses in progress
	waiting  []*waiter
}

// waiter is a request that waits for a slot.
type waiter struct {
	turn  chan struct{} // closed when the slot is available
	retry bool
	epoch int // set before turn is closed
}

func newLimiter(size int) *limiter { return &limiter{max: size, size: size} }

// acquire waits for a slot and returns the limiter's epoch, which release
// needs. Retries come first, because their attempts are limited. Otherwise,
// slots are given in the order of the requests.
func (l *limiter) acquire(ctx context.Context, retry bool) (epoch int, err error) {
	w := &waiter{turn: make(chan struct{}), retry: retry}
	l.mu.Lock()
	at := len(l.waiting)
	if retry {
		at = 0
		for at < len(l.waiting) && l.waiting[at].retry {
			at++
		}
	}
	l.waiting = slices.Insert(l.waiting, at, w)
	l.wake()
	l.mu.Unlock()

	select {
	case <-w.turn:
		return w.epoch, nil
	case <-ctx.Done():
		l.mu.Lock()
		defer l.mu.Unlock()
		if at := slices.Index(l.waiting, w); at >= 0 {
			l.waiting = slices.Delete(l.waiting, at, at+1)
			return 0, ctx.Err()
		}
		// The slot became available at the same moment: pass it on.
		l.inFlight--
		l.wake()
		return 0, ctx.Err()
	}
}

// release returns a slot. After a rejection, no request starts for the given
// pause. Requests that were in flight together are often rejected together.
// Such rejections halve the size only once.
func (l *limiter) release(epoch int, s signal, pause time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.inFlight--
	switch s {
	case throttled:
		l.good = 0
		if epoch == l.epoch {
			l.epoch++
			l.size = max(1, l.size/2)
		}
		l.pauses++
		time.AfterFunc(pause, l.endPause)
	case good:
		if l.good++; l.size < l.max && l.good >= growAfter {
			l.size, l.good = l.size+1, 0
		}
	case neutral:
	}
	l.wake()
}

func (l *limiter) endPause() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pauses--
	l.wake()
}

// wake gives slots to waiting requests, as many as the size allows.
func (l *limiter) wake() {
	for l.pauses == 0 && l.inFlight < l.size && len(l.waiting) > 0 {
		w := l.waiting[0]
		l.waiting = l.waiting[1:]
		l.inFlight++
		w.epoch = l.epoch
		close(w.turn)
	}
}
