package transport

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/panics"
)

// waiting is a server that never responds.
var waiting = clienttest.Server(func(req *http.Request) (*http.Response, error) {
	<-req.Context().Done()
	return nil, req.Context().Err()
})

// slowBody is a body that sends nothing and ends only with its request.
type slowBody struct{ ctx context.Context }

func (b slowBody) Read([]byte) (int, error) { <-b.ctx.Done(); return 0, b.ctx.Err() }
func (slowBody) Close() error               { return nil }

func TestAnAttemptHasATimeLimitItsBodyIncluded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stuck := clienttest.Server(func(req *http.Request) (*http.Response, error) {
			resp := clienttest.Reply(200, "")
			resp.Body, resp.ContentLength = slowBody{req.Context()}, -1
			return resp, nil
		})
		for name, server := range map[string]http.RoundTripper{"no response": waiting, "no end of the body": stuck} {
			start := time.Now()
			_, err := get(t, newClient(t, server, func(c *Config) { c.MaxRetries = 0; c.AttemptTimeout = 7 * time.Second }))
			if e := clienttest.WantError[*TimeoutError](t, err); e.Timeout != 7*time.Second || time.Since(start) != 7*time.Second {
				t.Errorf("%s: %v after %v", name, e, time.Since(start))
			}
		}
	})
}

func TestAnAttemptThatTimesOutIsRepeated(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32
		server := clienttest.Server(func(req *http.Request) (*http.Response, error) {
			if asked.Add(1) == 1 {
				return waiting(req)
			}
			return clienttest.Reply(200, "[]"), nil
		})
		if resp, err := get(t, newClient(t, server)); err != nil || resp.Attempts != 2 {
			t.Errorf("%+v, %v", resp, err)
		}
	})
}

func TestTheCallersEndIsNotATimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		canceled, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		_, err := newClient(t, waiting).Get(canceled, "/thing", nil)
		var timeout *TimeoutError
		if !errors.Is(err, context.Canceled) || errors.As(err, &timeout) {
			t.Errorf("canceled: %v", err)
		}
		late, stop := context.WithTimeout(t.Context(), time.Second)
		defer stop()
		_, err = newClient(t, waiting).Get(late, "/thing", nil)
		if !errors.Is(err, context.DeadlineExceeded) || errors.As(err, &timeout) {
			t.Errorf("deadline: %v", err)
		}
	})
}

func TestTheBodyHasALimit(t *testing.T) {
	for _, size := range []int{0, 1, 99, 100, 101, 100_000} {
		for _, announced := range []int64{int64(size), 0, 99, -1, 1 << 50} {
			server := clienttest.Server(func(*http.Request) (*http.Response, error) {
				resp := clienttest.Reply(200, strings.Repeat("x", size))
				resp.ContentLength = announced
				if size == 101 { // the end arrives with the last byte
					resp.Body = io.NopCloser(iotest.DataErrReader(resp.Body))
				}
				return resp, nil
			})
			resp, err := get(t, newClient(t, server, func(c *Config) { c.MaxBodyBytes = 100 }))
			if size <= 100 {
				if err != nil || len(resp.Body) != size {
					t.Errorf("%d bytes: %v", size, err)
				}
				continue
			}
			e := clienttest.WantError[*BodyTooLargeError](t, err)
			if r := clienttest.WantError[*RequestError](t, err); e.Limit != 100 || r.Attempts != 1 {
				t.Errorf("%d bytes: %v, want no second attempt", size, err)
			}
		}
	}
}

func TestABodyHasALimitOf16MiBUnlessConfigured(t *testing.T) {
	endless := clienttest.Server(func(*http.Request) (*http.Response, error) {
		resp := clienttest.Reply(200, "")
		resp.Body, resp.ContentLength = io.NopCloser(zeros{}), -1
		return resp, nil
	})
	_, err := get(t, newClient(t, endless))
	if e := clienttest.WantError[*BodyTooLargeError](t, err); e.Limit != 16<<20 {
		t.Errorf("the limit is %d bytes", e.Limit)
	}
}

// zeros is a body without an end.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) { return len(b), nil }

// overHTTP returns a client of a real server on loopback. Its retries have
// short pauses.
func overHTTP(t *testing.T, handler http.HandlerFunc) *Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return newClient(t, nil, func(c *Config) {
		c.BaseURL, c.FirstBackoff, c.MaxBodyBytes = clienttest.URL(t, server.URL), time.Microsecond, 1<<20
	})
}

func TestABrokenBodyIsReadAgain(t *testing.T) {
	const whole = `["the whole response, which is long enough to be cut somewhere"]`
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	_, _ = zip.Write([]byte(whole))
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	flipped := bytes.Clone(packed.Bytes())
	flipped[len(flipped)-6] ^= 0xff // this byte is in the checksum

	for name, broken := range map[string]http.HandlerFunc{
		"cut": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			_, _ = io.WriteString(w, whole[:20])
			panic(http.ErrAbortHandler)
		},
		"cut between chunks": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, whole[:20])
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		},
		"gzip cut": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(packed.Bytes()[:packed.Len()/2])
		},
		"gzip with a wrong checksum": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(flipped)
		},
		"gzip that is none": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = io.WriteString(w, whole)
		},
		"no response at all": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	} {
		t.Run(name, func(t *testing.T) {
			var asked atomic.Int32
			client := overHTTP(t, func(w http.ResponseWriter, r *http.Request) {
				if asked.Add(1) <= 2 {
					broken(w, r)
					return
				}
				w.Header().Set("Content-Encoding", "gzip")
				_, _ = w.Write(packed.Bytes())
			})
			resp, err := get(t, client)
			if err != nil || string(resp.Body) != whole {
				t.Fatalf("%+v, %v", resp, err)
			}
			// There can be more than 3 requests, because net/http itself
			// repeats a request if a connection closes before its first use.
			if asked.Load() < 3 {
				t.Errorf("asked %d times, want 3", asked.Load())
			}
		})
	}
}

func TestAGzipBombStopsAtTheLimit(t *testing.T) {
	var bomb bytes.Buffer
	zip := gzip.NewWriter(&bomb)
	_, _ = zip.Write(bytes.Repeat([]byte(" "), 4<<20))
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	client := overHTTP(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(bomb.Bytes())
	})
	_, err := get(t, client)
	if e := clienttest.WantError[*BodyTooLargeError](t, err); e.Limit != 1<<20 {
		t.Errorf("error is %+v", e)
	}
}

func TestEveryStatusThatIsNotRetriedIsReturnedUnchanged(t *testing.T) {
	for _, code := range []int{200, 202, 203, 204, 205, 206, 304, 400, 401, 403, 404, 410, 418, 501} {
		server, asked := inTurn(status(code))
		resp, err := get(t, newClient(t, server))
		if err != nil || resp.Status != code || asked.Load() != 1 {
			t.Errorf("%d: %+v, %v after %d requests", code, resp, err, asked.Load())
		}
	}
}

func TestHeadersHaveALimit(t *testing.T) {
	client := overHTTP(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Long", strings.Repeat("x", 2*maxHeaderBytes))
	})
	client.config.MaxRetries = 0
	if resp, err := get(t, client); err == nil {
		t.Errorf("a header of 2 MiB was taken: status %d", resp.Status)
	}
}

func TestAResponseSaysHowItArrived(t *testing.T) {
	state := &tls.ConnectionState{Version: tls.VersionTLS13}
	server := clienttest.Server(func(*http.Request) (*http.Response, error) {
		resp := clienttest.Reply(404, "[]", "X-Name", "value")
		resp.Proto, resp.Uncompressed, resp.TLS = "HTTP/2.0", true, state
		return resp, nil
	})
	resp, err := get(t, newClient(t, server))
	if err != nil || resp.Status != 404 || resp.Header.Get("X-Name") != "value" || resp.Protocol != "HTTP/2.0" || !resp.Compressed || resp.TLS != state {
		t.Errorf("%+v, %v", resp, err)
	}
}

func TestTheBodyOfEveryResponseIsClosed(t *testing.T) {
	for _, c := range []struct {
		status int
		body   io.Reader
	}{
		{200, strings.NewReader("[]")},
		{200, iotest.ErrReader(io.ErrUnexpectedEOF)},
		{200, zeros{}},
		{101, strings.NewReader("")},
	} {
		body := &closing{Reader: c.body}
		server := clienttest.Server(func(*http.Request) (*http.Response, error) {
			resp := clienttest.Reply(c.status, "")
			resp.Body = body
			return resp, nil
		})
		_, err := get(t, newClient(t, server, func(c *Config) { c.MaxBodyBytes, c.MaxRetries = 100, 0 }))
		if !body.closed {
			t.Errorf("the body is still open after status %d and the error %v", c.status, err)
		}
	}
}

func TestAnAttemptsContextEndsWithTheAttempt(t *testing.T) {
	var sent *http.Request
	server := clienttest.Server(func(req *http.Request) (*http.Response, error) {
		sent = req
		return clienttest.Reply(200, "[]"), nil
	})
	if _, err := get(t, newClient(t, server)); err != nil || sent.Context().Err() == nil {
		t.Errorf("%v, and the context has not ended", err)
	}
}

func TestABodyThatCannotBeSentAgainIsAnError(t *testing.T) {
	server, asked := inTurn(status(200))
	client, reason := newClient(t, server), errors.New("gone")
	req, err := client.newRequest(t.Context(), http.MethodPost, "/search", nil, []byte("{}"))
	if err != nil {
		t.Fatal(err)
	}
	req.GetBody = func() (io.ReadCloser, error) { return nil, reason }
	if _, err := client.attempt(req, 1); !errors.Is(err, reason) || asked.Load() != 0 {
		t.Errorf("%v after %d requests", err, asked.Load())
	}
}

func TestAPanicInARequestIsAnErrorAndIsNotRetried(t *testing.T) {
	server, asked := inTurn(func() (*http.Response, error) { panic("bug") })
	_, err := newClient(t, server).Get(t.Context(), "/thing", nil)
	if clienttest.WantError[*panics.Error](t, err); asked.Load() != 1 {
		t.Errorf("%d requests", asked.Load())
	}
}
