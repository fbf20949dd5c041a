package transport

import (
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	defaultFirstBackoff = 500 * time.Millisecond
	maxBackoff          = 15 * time.Second
	// maxRetryAfter is the longest pause a server may ask for: a plan that
	// hangs for longer is worse than one that fails and says why.
	maxRetryAfter = 60 * time.Second
)

// retry sends a request again when the failure may pass: see retryable.
type retry struct {
	next         http.RoundTripper
	maxRetries   int
	firstBackoff time.Duration
	now          func() time.Time
}

func (t *retry) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	tries := attemptsOf(ctx)
	tries.count = 0
	for {
		again, err := cloneRequest(req)
		if err != nil {
			return nil, err
		}
		tries.count++
		resp, err := t.next.RoundTrip(again)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !retryable(resp, err) {
			return resp, err
		}
		// Also after the last attempt: a server that asks for an hour is not to
		// be described as one to try again in a moment.
		wait, tooLong := t.pause(ctx, tries.count, resp)
		if tooLong != nil {
			return nil, tooLong
		}
		if tries.count > t.maxRetries {
			return resp, err
		}
		if err := sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// retryable is the policy: what the network or a busy server did may be over in
// a moment; what the server decided will not be. A certificate that does not
// fit, a server without TLS, a name that does not exist, a refused request and
// an oversized answer stay what they are.
func retryable(resp *http.Response, err error) bool {
	if err == nil {
		return resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 && resp.StatusCode != http.StatusNotImplemented
	}
	var (
		tooLarge *BodyTooLargeError
		origin   *OriginError
		write    *WriteError
		dns      *net.DNSError
	)
	switch {
	case errors.As(err, &tooLarge), errors.As(err, &origin), errors.As(err, &write), Untrusted(err):
		return false
	case errors.As(err, &dns):
		return !dns.IsNotFound
	}
	return true
}

// pause is how long to wait before the next attempt: what the server asks for,
// else twice as long as the last time, with jitter so that many plans do not
// return in step.
func (t *retry) pause(ctx context.Context, sent int, resp *http.Response) (time.Duration, error) {
	wait, asked := time.Duration(0), false
	if resp != nil {
		wait, asked = retryAfter(resp.Header.Get("Retry-After"), t.now())
	}
	if !asked || wait == 0 { // "at once", or a date that is over, is no reason to hurry
		wait = min(t.firstBackoff<<min(sent-1, 20), maxBackoff)
		return wait/2 + rand.N(wait/2+1), nil //nolint:gosec // jitter needs no cryptography
	}
	left := maxRetryAfter
	if deadline, ok := ctx.Deadline(); ok {
		left = min(left, deadline.Sub(t.now()))
	}
	if wait > left {
		return 0, &RetryAfterError{Status: resp.StatusCode, Wait: wait.Round(time.Second), Limit: max(0, left.Round(time.Second))}
	}
	return wait, nil
}

// retryAfter reads both forms of the header, seconds and an HTTP date; a number
// beyond all bounds is a very long time. Anything else counts as not said.
func retryAfter(value string, now time.Time) (time.Duration, bool) {
	value = strings.TrimSpace(value)
	seconds, err := strconv.ParseUint(value, 10, 32)
	if err == nil || errors.Is(err, strconv.ErrRange) {
		return time.Duration(seconds) * time.Second, true
	}
	if date, err := http.ParseTime(value); err == nil {
		return max(0, date.Sub(now)), true
	}
	return 0, false
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// cloneRequest gives every attempt a fresh body.
func cloneRequest(req *http.Request) (*http.Request, error) {
	if req.GetBody == nil {
		return req, nil
	}
	body, err := req.GetBody()
	if err != nil {
		return nil, err
	}
	again := req.Clone(req.Context())
	again.Body = body
	return again, nil
}
