package fault

import (
	"context"
	"net"
	"net/http"
	"strconv"
	"time"
)

// ResetBeforeHeaders resets the connection instead of responding.
func ResetBeforeHeaders() Fault {
	return responding(func(w http.ResponseWriter, _ *http.Request) { reset(w) })
}

// CloseBeforeHeaders closes the connection in order instead of responding.
func CloseBeforeHeaders() Fault {
	return responding(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
}

// Garbage sends something that is not HTTP and closes the connection.
func Garbage() Fault {
	return responding(func(w http.ResponseWriter, _ *http.Request) {
		connection := hijack(w)
		_, _ = connection.Write([]byte("SSH-2.0-OpenSSH_9.9\r\n"))
		_ = connection.Close()
	})
}

// ResetMidBody sends the headers and half of the body, then resets the connection.
func ResetMidBody() Fault {
	return halfway(func(w http.ResponseWriter, _ *http.Request) { reset(w) })
}

// CutMidBody sends the headers with the right Content-Length and half of the
// body, then closes the connection in order.
func CutMidBody() Fault {
	return halfway(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
}

// HangMidBody sends the headers and half of the body, then nothing until the
// client goes away or the server closes.
func HangMidBody() Fault {
	return halfway(func(_ http.ResponseWriter, r *http.Request) {
		<-r.Context().Done()
		panic(http.ErrAbortHandler)
	})
}

// halfway sends the headers and half of the body, then does end.
func halfway(end func(w http.ResponseWriter, r *http.Request)) Fault {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		c := capture(next, r)
		c.sendHeader(w) // the length of the whole body
		_, _ = w.Write(c.body.Bytes()[:c.body.Len()/2])
		_ = http.NewResponseController(w).Flush()
		end(w, r)
	})
}

// CutChunked sends half of the body in chunks, then closes the connection
// without the chunk that says that the body is complete.
func CutChunked() Fault {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		c := capture(next, r)
		c.header.Del("Content-Length")
		c.sendHeader(w)
		_, _ = w.Write(c.body.Bytes()[:c.body.Len()/2])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	})
}

// LongContentLength sends the whole body after a Content-Length that promises
// more bytes, then closes the connection.
func LongContentLength(more int) Fault {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		c := capture(next, r)
		c.header.Set("Content-Length", strconv.Itoa(c.body.Len()+more))
		c.sendHeader(w)
		_, _ = w.Write(c.body.Bytes())
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
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

// Drip sends the body in small pieces of size bytes with a pause after each.
func Drip(size int, every time.Duration) Fault {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		c := capture(next, r)
		c.sendHeader(w)
		for body := c.body.Bytes(); len(body) > 0; {
			n := min(max(size, 1), len(body))
			if _, err := w.Write(body[:n]); err != nil {
				return
			}
			_ = http.NewResponseController(w).Flush()
			body = body[n:]
			if len(body) > 0 && !Pause(r.Context(), every) {
				panic(http.ErrAbortHandler)
			}
		}
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

// hijack takes the connection away from net/http.
func hijack(w http.ResponseWriter) net.Conn {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler) // the connection is gone already
	}
	return connection
}

// reset closes the connection so that the client gets a reset and not an end.
func reset(w http.ResponseWriter) {
	connection := hijack(w)
	if tcp, ok := connection.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = connection.Close()
}
