package transport

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"math"
	"net"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/memory"
)

func TestRetryable(t *testing.T) {
	for _, c := range []struct {
		name   string
		status int
		err    error
		want   bool
		reason string
	}{
		{"200", 200, nil, false, "it is the response"},
		{"204", 204, nil, false, "it is a response, if not a useful one"},
		{"206", 206, nil, false, "the request asked for all, and the next response would be a part too"},
		{"304", 304, nil, false, "the request has no condition"},
		{"400", 400, nil, false, "the same request is as wrong the next time"},
		{"401", 401, nil, false, "the token does not become valid, and repeating it may lock it"},
		{"403", 403, nil, false, "a permission does not come by asking again"},
		{"404", 404, nil, false, "it does not exist"},
		{"408", 408, nil, false, "a 4xx is the server's decision; idle connections are net/http's affair"},
		{"429", 429, nil, true, "the server will take more requests later"},
		{"500", 500, nil, true, "a server that stumbled may stand up"},
		{"501", 501, nil, false, "the server does not know how, now and later"},
		{"502", 502, nil, true, "the proxy's backend may come back"},
		{"503", 503, nil, true, "unavailable is said to be temporary"},
		{"504", 504, nil, true, "the backend was slow this time"},
		{"connection reset", 0, &net.OpError{Op: "read", Err: syscall.ECONNRESET}, true, "networks do that"},
		{"connection refused", 0, &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}, true, "the server may be restarting"},
		{"body cut", 0, io.ErrUnexpectedEOF, true, "the whole may arrive the next time"},
		{"attempt timed out", 0, &TimeoutError{Timeout: time.Second}, true, "slow once is not slow for ever"},
		{"name server down", 0, &net.DNSError{IsTemporary: true}, true, "the name server may come back"},
		{"no such name", 0, &net.DNSError{IsNotFound: true}, false, "a wrong address stays wrong"},
		{"certificate", 0, &tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}, false, "the certificate stays as it is"},
		{"no TLS record", 0, tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}, false, "it does not speak TLS"},
		{"HTTP where TLS was expected", 0, http.ErrSchemeMismatch, false, "it does not speak TLS"},
		{"body too large", 0, &BodyTooLargeError{Limit: 1}, false, "it would be as large again"},
		{"505", 505, nil, false, "the server does not know the version of HTTP, now and later"},
		{"511", 511, nil, false, "a person has to log in to the network"},
		{"another protocol", 0, &ProtocolSwitchError{}, false, "a server that does this does it again"},
		{"no common version of TLS", 0, &HandshakeError{Err: errors.New("x")}, false, "the configuration of the server stays"},
		{"a proxy's 407", 0, &ProxyStatusError{Status: 407}, false, "the credentials in the environment stay"},
		{"a proxy's 403", 0, &ProxyStatusError{Status: 403}, false, "the proxy decided"},
		{"a proxy's 502", 0, &ProxyStatusError{Status: 502}, true, "the proxy may reach the server later"},
		{"a dead proxy", 0, &ProxyError{Err: &net.OpError{Op: "proxyconnect", Err: syscall.ECONNREFUSED}}, true, "the proxy may be restarting"},
		{"no address of a proxy", 0, &ProxyConfigError{}, false, "the environment stays"},
		{"a redirect to nowhere", 0, &LocationError{}, false, "the server's configuration stays"},
		{"a redirect in a circle", 0, &RedirectLoopError{}, false, "the server's configuration stays"},
		{"other origin", 0, &OriginError{}, false, "our own refusal"},
		{"a write", 0, &WriteError{}, false, "our own refusal"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var resp *Response
			if c.err == nil {
				resp = &Response{Status: c.status}
			}
			for _, err := range []error{c.err, wrapped(c.err)} {
				if got := retryable(resp, err); got != c.want {
					t.Errorf("retryable is %t, want %t: %s", got, c.want, c.reason)
				}
			}
		})
	}
}

func wrapped(err error) error {
	if err == nil {
		return nil
	}
	return &redactedError{text: "wrapped", err: err}
}

var retryAfterNow = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func TestRetryAfterIsReadInBothForms(t *testing.T) {
	const century = 100 * 365 * 24 * time.Hour
	for _, c := range []struct {
		value string
		want  time.Duration
	}{
		{"", 0},
		{"0", 0},
		{"7", 7 * time.Second},
		{" 7 ", 7 * time.Second},
		{"007", 7 * time.Second},
		{"-1", 0},
		{"+1", 0},
		{"1.5", 0},
		{"0x10", 0},
		{"1_000", 0},
		{"soon", 0},
		{"7 seconds", 0},
		{"4294967295", 4294967295 * time.Second},
		{"4294967296", 4294967295 * time.Second},
		{strings.Repeat("9", 400), 4294967295 * time.Second},
		{"Sat, 21 Nov 2026 12:00:09 GMT", 9 * time.Second},
		{"Saturday, 21-Nov-26 12:00:09 GMT", 9 * time.Second},
		{"Sat Nov 21 12:00:09 2026", 9 * time.Second},
		{"Sat, 21 Nov 2026 11:59:59 GMT", 0},
		{"Thu, 01 Jan 1970 00:00:00 GMT", 0},
		{"Sat, 21 Nov 2026 12:00:09", 0},
		{"2026-11-21T12:00:09Z", 0},
	} {
		if got := retryAfter(c.value, retryAfterNow); got != c.want {
			t.Errorf("retryAfter(%q) = %v, want %v", c.value, got, c.want)
		}
	}
	if got := retryAfter("Fri, 31 Dec 9999 23:59:59 GMT", retryAfterNow); got < century {
		t.Errorf("a date at the end of time gives %v, want centuries", got)
	}
}

func TestBackoffDoublesWithinBoundsAndWithJitter(t *testing.T) {
	c := newClient(t, waiting)
	for sent, full := range map[int]time.Duration{
		1:         500 * time.Millisecond,
		2:         time.Second,
		3:         2 * time.Second,
		5:         8 * time.Second,
		6:         maxBackoff,
		60:        maxBackoff,
		1_000_000: maxBackoff,
	} {
		spread(t, full/2, full, func() (time.Duration, error) { return c.pause(t.Context(), sent, nil) })
	}
}

// spread checks that pauses use the whole of a range, and nothing outside of it.
// That 200 random pauses all miss a fifth of it takes more luck than there is.
func spread(t *testing.T, low, high time.Duration, pause func() (time.Duration, error)) {
	t.Helper()
	shortest, longest := time.Duration(math.MaxInt64), time.Duration(0)
	for range 200 {
		wait, err := pause()
		if err != nil {
			t.Fatal(err)
		}
		shortest, longest = min(shortest, wait), max(longest, wait)
	}
	if fifth := (high - low) / 5; shortest < low || shortest > low+fifth || longest < high-fifth || longest > high {
		t.Errorf("pauses are %v to %v, want %v to %v", shortest, longest, low, high)
	}
}

func TestAPauseThatTheServerAsksForHasJitterWithinLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, waiting)
		soon, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		for _, test := range []struct {
			ctx       context.Context
			asked     string
			low, high time.Duration
		}{
			{t.Context(), "8", 8 * time.Second, 10 * time.Second},   // a quarter more
			{t.Context(), "40", 40 * time.Second, 45 * time.Second}, // at most 5 s more
			{t.Context(), "60", 60 * time.Second, 65 * time.Second},
			{soon, "9", 9 * time.Second, 10 * time.Second}, // not after the caller's deadline
			{soon, "10", 10 * time.Second, 10 * time.Second},
		} {
			resp := &Response{Status: 503, Header: http.Header{"Retry-After": {test.asked}}}
			spread(t, test.low, test.high, func() (time.Duration, error) { return c.pause(test.ctx, 1, resp) })
		}
	})
}

func TestTheFirstBackoffIsConfigurable(t *testing.T) {
	c := newClient(t, waiting, func(c *Config) { c.FirstBackoff = 10 * time.Millisecond })
	spread(t, 5*time.Millisecond, 10*time.Millisecond, func() (time.Duration, error) { return c.pause(t.Context(), 1, nil) })
}

func TestJitterOfNothingIsNothing(t *testing.T) {
	for range 100 {
		if got := jitter(0); got != 0 {
			t.Fatalf("%v", got)
		}
	}
}

func TestPauseDoesWhatTheServerAsks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const inTwentySeconds = "in twenty seconds"
		for _, c := range []struct {
			name, header string
			low, high    time.Duration
		}{
			{"seconds", "7", 7 * time.Second, 8750 * time.Millisecond},
			{"a date, which has whole seconds", inTwentySeconds, 19 * time.Second, 25 * time.Second},
			{"the longest", "60", 60 * time.Second, 65 * time.Second},
			{"zero is no reason to hurry", "0", 250 * time.Millisecond, 500 * time.Millisecond},
			{"neither is a date that is over", "Thu, 01 Jan 1970 00:00:00 GMT", 250 * time.Millisecond, 500 * time.Millisecond},
			{"nonsense counts as not said", "soon", 250 * time.Millisecond, 500 * time.Millisecond},
			{"a negative number too", "-5", 250 * time.Millisecond, 500 * time.Millisecond},
		} {
			header := c.header
			if header == inTwentySeconds {
				header = time.Now().Add(20 * time.Second).UTC().Format(http.TimeFormat)
			}
			server, asked := inTurn(status(429, "Retry-After", header), status(200))
			start := time.Now()
			resp, err := get(t, newClient(t, server))
			took := time.Since(start)
			if err != nil || resp.Status != 200 || resp.Attempts != 2 || asked.Load() != 2 {
				t.Fatalf("%s: %+v, %v, asked %d times", c.name, resp, err, asked.Load())
			}
			if took < c.low || took > c.high {
				t.Errorf("%s: waited %v, want %v to %v", c.name, took, c.low, c.high)
			}
		}
	})
}

func TestARetryAfterThatIsTooLongIsAnImmediateError(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		inADay := time.Now().Add(24 * time.Hour)
		<-time.After(time.Millisecond) // a date has whole seconds; the clock seldom has
		for _, c := range []struct {
			name, header string
			deadline     time.Duration
			wait, limit  time.Duration
		}{
			{"more than the provider waits", "61", time.Hour, 61 * time.Second, time.Minute},
			{"a date a day ahead", inADay.UTC().Format(http.TimeFormat), time.Hour, 24 * time.Hour, time.Minute},
			{"beyond all bounds", strings.Repeat("9", 30), time.Hour, 4294967295 * time.Second, time.Minute},
			{"more than the time left", "30", 10*time.Second + time.Millisecond, 30 * time.Second, 10 * time.Second},
		} {
			ctx, cancel := context.WithTimeout(t.Context(), c.deadline)
			server, asked := inTurn(status(503, "Retry-After", c.header))
			start := time.Now()
			_, err := newClient(t, server).Get(ctx, "/thing", nil)
			cancel()
			e := clienttest.WantError[*RetryAfterError](t, err)
			if e.Status != 503 || e.Wait != c.wait || e.Limit != c.limit || asked.Load() != 1 || time.Since(start) != 0 {
				t.Errorf("%s: %+v after %v and %d requests", c.name, e, time.Since(start), asked.Load())
			}
		}
	})
}

func TestRetriesAreLimitedAndTheLastResponseIsReturnedAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, retries := range []int{0, 1, 5} {
			server, asked := inTurn(status(429, "Retry-After", "60"))
			start := time.Now()
			resp, err := get(t, newClient(t, server, func(c *Config) { c.MaxRetries = retries }))
			if err != nil || resp.Status != 429 {
				t.Fatalf("%d retries: %+v, %v, want the server's own response", retries, resp, err)
			}
			if int(asked.Load()) != retries+1 || resp.Attempts != retries+1 {
				t.Errorf("%d retries: asked %d times, says %d", retries, asked.Load(), resp.Attempts)
			}
			least := time.Duration(retries) * time.Minute
			if took := time.Since(start); took < least || took > least+time.Duration(retries)*maxRetryJitter {
				t.Errorf("%d retries took %v, want %v and the jitter: no pause after the last", retries, took, least)
			}
		}
	})
}

func TestAnErrorSaysWhatFailedAndHowOften(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		reset := &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}
		server, _ := inTurn(failure(reset))
		_, err := get(t, newClient(t, server))
		e := clienttest.WantError[*RequestError](t, err)
		if e.Attempts != 6 || e.Method != http.MethodGet || e.Path != "/thing" || e.Host != "account.example" {
			t.Errorf("error is %+v", e)
		}
		if !errors.Is(err, syscall.ECONNRESET) {
			t.Errorf("%v does not lead to what happened", err)
		}
		if want := "GET account.example/thing: read tcp: connection reset by peer (attempts: 6)"; err.Error() != want {
			t.Errorf("error reads %q, want %q", err, want)
		}
	})
}

func TestARedirectDoesNotRestartTheCountOfAttempts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		moved := status(302, "Location", "/api/other")
		for name, c := range map[string]struct {
			responses []func() (*http.Response, error)
			attempts  int
			requests  int32
		}{
			"no retry":           {[]func() (*http.Response, error){moved, status(404)}, 1, 2},
			"a retry before":     {[]func() (*http.Response, error){status(503), moved, status(404)}, 2, 3},
			"a retry after":      {[]func() (*http.Response, error){moved, status(503), moved, status(404)}, 2, 4},
			"retries to the end": {[]func() (*http.Response, error){moved, status(503), moved, status(503), status(503)}, 6, 8},
		} {
			server, asked := inTurn(c.responses...)
			resp, err := get(t, newClient(t, server))
			if err != nil || resp.Attempts != c.attempts || asked.Load() != c.requests {
				t.Errorf("%s: %+v, %v, %d requests; want %d attempts, %d requests", name, resp, err, asked.Load(), c.attempts, c.requests)
			}
		}
		server, _ := inTurn(moved, failure(io.ErrUnexpectedEOF))
		_, err := get(t, newClient(t, server))
		if e := clienttest.WantError[*RequestError](t, err); e.Attempts != 6 {
			t.Errorf("error is %v, want 6 attempts", e)
		}
	})
}

func TestEveryAttemptOfAReadingPostCarriesItsBody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var bodies []string
		server := clienttest.Server(func(req *http.Request) (*http.Response, error) {
			body, err := io.ReadAll(req.Body)
			if err != nil {
				t.Error(err)
			}
			bodies = append(bodies, string(body))
			if len(bodies) < 3 {
				return nil, io.ErrUnexpectedEOF
			}
			return clienttest.Reply(200, "[]"), nil
		})
		resp, err := newClient(t, server).Post(t.Context(), "/search", []byte(`{"q":1}`))
		if err != nil || resp.Attempts != 3 {
			t.Fatalf("%+v, %v", resp, err)
		}
		for i, body := range bodies {
			if body != `{"q":1}` {
				t.Errorf("attempt %d sent %q", i+1, body)
			}
		}
	})
}

func TestCancelEndsAPauseAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for range 20 { // what is ready at the same time is chosen at random
			server, asked := inTurn(status(503, "Retry-After", "60"))
			cause := errors.New("the caller has had enough")
			ctx, cancel := context.WithCancelCause(t.Context())
			time.AfterFunc(10*time.Second, func() { cancel(cause) })
			start := time.Now()
			_, err := newClient(t, server).Get(ctx, "/thing", nil)
			synctest.Wait()
			if e := clienttest.WantError[*RequestError](t, err); e.Attempts != 1 || !errors.Is(err, cause) || time.Since(start) != 10*time.Second || asked.Load() != 1 {
				t.Errorf("%v after %v and %d requests, want the caller's own cause", err, time.Since(start), asked.Load())
			}
		}
	})
}

func TestNothingIsSentForACallerWhoHasLeft(t *testing.T) {
	server, asked := inTurn(status(200))
	_, err := newClient(t, server, func(c *Config) { c.MaxConcurrent = 1 }).Get(ended(t), "/thing", nil)
	if !errors.Is(err, context.Canceled) || asked.Load() > 1 {
		t.Errorf("%v after %d requests", err, asked.Load())
	}
}

func TestNothingIsSentForACallerWhoLeavesTheQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var seen int
		client := newClient(t, waiting, func(c *Config) { c.MaxConcurrent, c.MaxRetries, c.Observe = 1, 0, func(Attempt) { seen++ } })
		var all sync.WaitGroup
		all.Go(func() { _, _ = get(t, client) })
		synctest.Wait() // the only place is taken
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		_, err := client.Get(ctx, "/thing", nil)
		if e := clienttest.WantError[*RequestError](t, err); e.Attempts != 0 || !errors.Is(err, context.Canceled) {
			t.Errorf("%v, want no attempt", err)
		}
		if all.Wait(); seen != 1 {
			t.Errorf("%d attempts, want only that of the first caller", seen)
		}
	})
}

// The caller has left when the response arrives.
func TestAResponseThatNobodyWaitsForHoldsNothing(t *testing.T) {
	budget := memory.NewBudget(memory.Default)
	ctx, cancel := context.WithCancel(t.Context())
	server, _ := inTurn(status(200))
	client := newClient(t, server, func(c *Config) { c.Memory, c.Observe = budget, func(Attempt) { cancel() } })
	if _, err := client.Get(ctx, "/thing", nil); !errors.Is(err, context.Canceled) || budget.Used() != 0 {
		t.Errorf("%v, %d bytes are held", err, budget.Used())
	}
}

func TestAServerCanThrottleWithAnotherStatus(t *testing.T) {
	for name, c := range map[string]struct {
		first  func() (*http.Response, error)
		pauses bool // for other requests, too
		sent   int32
	}{
		"429":                     {status(429, "Retry-After", "10"), true, 2},
		"another":                 {func() (*http.Response, error) { return clienttest.Reply(403, "quota", "Retry-After", "10"), nil }, true, 2},
		"its status, but no sign": {status(403, "Retry-After", "10"), false, 1},
		"unavailable":             {status(503, "Retry-After", "10"), false, 2},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server, asked := inTurn(c.first, status(200))
				client := newClient(t, server, func(c *Config) {
					c.Throttled = func(status int, body []byte) bool { return status == 403 && string(body) == "quota" }
				})
				var all sync.WaitGroup
				all.Go(func() {
					if _, err := get(t, client); err != nil {
						t.Error(err)
					}
				})
				synctest.Wait()
				start := time.Now()
				if _, err := get(t, client); err != nil || (time.Since(start) >= 10*time.Second) != c.pauses {
					t.Errorf("%v after %v, want a pause: %t", err, time.Since(start), c.pauses)
				}
				if all.Wait(); asked.Load() != c.sent+1 {
					t.Errorf("%d requests, want %d and that of the other", asked.Load(), c.sent)
				}
			})
		})
	}
}

func TestARequestToNoAddressIsNotSent(t *testing.T) {
	server, asked := inTurn(status(200))
	_, err := newClient(t, server).Get(t.Context(), "/%zz", nil)
	if e := clienttest.WantError[*RequestError](t, err); e.Attempts != 0 || asked.Load() != 0 {
		t.Errorf("%v after %d requests", err, asked.Load())
	}
}

func TestAPauseThatIsTooLongIsStated(t *testing.T) {
	err := &RetryAfterError{Status: 503, Wait: time.Hour, Limit: time.Minute}
	if got, want := err.Error(), "the server responded with status 503 and asked the provider to wait 1h0m0s, but the provider waits at most 1m0s"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestOnlyARequestWithABodyHasAContentType(t *testing.T) {
	var types []string
	client := newClient(t, clienttest.Server(func(req *http.Request) (*http.Response, error) {
		types = append(types, req.Method+" "+req.Header.Get("Content-Type")+" "+req.Header.Get("Accept"))
		return clienttest.Reply(200, "[]"), nil
	}))
	if _, err := client.Get(t.Context(), "/thing", nil); err != nil {
		t.Error(err)
	}
	if _, err := client.Post(t.Context(), "/search", []byte("{}")); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{"GET  application/json", "POST application/json application/json"}, types); diff != "" {
		t.Errorf("types (-want +got):\n%s", diff)
	}
}
