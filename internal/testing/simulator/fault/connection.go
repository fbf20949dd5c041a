package fault

import (
	"context"
	"net"
	"net/http"
	"time"
)

// ResetBeforeHeaders resets the connection instead of responding.
func ResetBeforeHeaders() Fault {
	return responding(func(w http.ResponseWriter, _ *http.Request) { reset(w) })
}

// ResetMidBody sends the headers and half of the body, then resets the connection.
func ResetMidBody() Fault {
	return halfway(reset)
}

// CutMidBody sends the headers with the right Content-Length and half of the
// body, then closes the connection in order.
func CutMidBody() Fault {
	return halfway(func(http.ResponseWriter) { panic(http.ErrAbortHandler) })
}

// halfway sends the headers and half of the body, then does end.
func halfway(end func(w http.ResponseWriter)) Fault {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		c := capture(next, r)
		c.sendHeader(w) // the length of the whole body
		_, _ = w.Write(c.body.Bytes()[:c.body.Len()/2])
		_ = http.NewResponseController(w).Flush()
		end(w)
	})
}

// Hang never responds: it waits until the client goes away or the server closes.
func Hang() Fault {
	return responding(func(_ http.ResponseWriter, r *http.Request) {
		<-r.Context().Done()
		panic(http.ErrAbortHandler)
	})
}

// Delay responds after a while, in time for a patient client.
func Delay(d time.Duration) Fault {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		if !Pause(r.Context(), d) {
			panic(http.ErrAbortHandler)
		}
		next.ServeHTTP(w, r)
	})
}

// requestKey is where the record of a request is in its context.
type requestKey struct{}

// WithRequest returns the request with its record, for [Before].
func WithRequest(r *http.Request, record Request) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), requestKey{}, record))
}

// Before runs a callback when a matching request arrives and responds when the
// callback returns. The callback may call methods of the server other than
// Close: Update, to let people join and leave between two pages, or Requests.
func Before(callback func(Request)) Fault {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		if request, ok := r.Context().Value(requestKey{}).(Request); ok {
			callback(request)
		}
		next.ServeHTTP(w, r)
	})
}

// Pause waits, and is false if the request ended before.
func Pause(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// reset closes the connection so that the client gets a reset and not an end.
func reset(w http.ResponseWriter) {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler) // the connection is gone already
	}
	if tcp, ok := connection.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = connection.Close()
}
