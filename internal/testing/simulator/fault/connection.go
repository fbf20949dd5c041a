package fault

import (
	"context"
	"net"
	"net/http"
	"time"
)

// ResetMidBody sends the headers and half of the body, then resets the connection.
func ResetMidBody() Fault {
	return halfway(reset)
}

// CutMidBody sends the headers with the correct Content-Length and half of the
// body, then closes the connection normally.
func CutMidBody() Fault {
	return halfway(func(http.ResponseWriter) { panic(http.ErrAbortHandler) })
}

// halfway sends the headers and half of the body, then calls end.
func halfway(end func(w http.ResponseWriter)) Fault {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		c := capture(next, r)
		c.sendHeader(w) // with the length of the complete body
		_, _ = w.Write(c.body.Bytes()[:c.body.Len()/2])
		_ = http.NewResponseController(w).Flush()
		end(w)
	})
}

// Hang never responds. It waits until the client disconnects or the server
// closes.
func Hang() Fault {
	return responding(func(_ http.ResponseWriter, r *http.Request) {
		<-r.Context().Done()
		panic(http.ErrAbortHandler)
	})
}

// Delay responds after the given time, for tests in which the client waits long
// enough.
func Delay(d time.Duration) Fault {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		if !Pause(r.Context(), d) {
			panic(http.ErrAbortHandler)
		}
		next.ServeHTTP(w, r)
	})
}

// requestKey is the context key of a request's record.
type requestKey struct{}

// WithRequest adds the record of a request to the request's context, for
// [Before].
func WithRequest(r *http.Request, record Request) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), requestKey{}, record))
}

// Before calls callback when a matching request arrives, and responds when the
// callback returns. The callback may call any method of the server except
// Close. For example, it can call Update to let people join and leave between
// two pages.
func Before(callback func(Request)) Fault {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		if request, ok := r.Context().Value(requestKey{}).(Request); ok {
			callback(request)
		}
		next.ServeHTTP(w, r)
	})
}

// Pause waits for the given time. It returns false if the request ends first.
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

// reset closes the connection so that the client receives a reset instead of a
// normal end.
func reset(w http.ResponseWriter) {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler) // the connection is already closed
	}
	if tcp, ok := connection.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = connection.Close()
}
