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

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/memory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/panics"
)

const (
	defaultFirstBackoff = 500 * time.Millisecond
	maxBackoff          = 15 * time.Second
	// maxRetryAfter is the longest pause that a server may ask for: a plan that
	// hangs for longer is worse than one that fails and says why.
	maxRetryAfter = 60 * time.Second
	// maxRetryJitter is added to such a pause at most.
	maxRetryJitter = 5 * time.Second
)

// sendWithRetries sends a request until it gets a final response or the
// attempts are used up. It also returns the number of attempts. The last
// response is returned unchanged, even if it is a server error.
func (c *Client) sendWithRetries(req *http.Request) (*Response, int, error) {
	ctx := req.Context()
	for attempt := 1; ; attempt++ {
		epoch, err := c.limiter.acquire(ctx, attempt > 1)
		if err != nil {
			return nil, attempt - 1, err
		}
		resp, err := c.attempt(req, attempt)
		throttled := c.throttled(resp)
		again := throttled || retryable(resp, err)
		wait, tooLong := c.pause(ctx, attempt, resp) // before another attempt
		c.limiter.release(epoch, signalOf(resp, throttled), wait)

		switch {
		case ctx.Err() != nil:
			resp.Release()
			return nil, attempt, ctx.Err()
		case !again:
			return resp, attempt, err
		case tooLong != nil:
			// This also applies after the last attempt: the message about a
			// server that asks for an hour must not suggest a retry in a few
			// minutes.
			resp.Release()
			return nil, attempt, tooLong
		case attempt > c.config.MaxRetries:
			return resp, attempt, err
		}
		resp.Release()
		c.logRetry(req, attempt+1, wait)
		if err := sleep(ctx, wait); err != nil {
			return nil, attempt, err
		}
	}
}

// throttled reports whether a response asks for fewer requests.
func (c *Client) throttled(resp *Response) bool {
	return resp != nil && (resp.Status == http.StatusTooManyRequests ||
		c.config.Throttled != nil && c.config.Throttled(resp.Status, resp.Body))
}

// retryable reports whether another attempt might succeed.
//
// Both parts of the policy list permanent failures, and retry everything else.
// Temporary failures come in too many forms: errors of several operating
// systems, and errors of net/http and its HTTP/2 implementation that have no
// exported type. A list of them would have gaps or match on text. Permanent
// failures are few, and each has a type. A gap in the list of permanent
// failures costs a few seconds before the same error. A gap in a list of
// temporary failures would fail a plan because of one lost packet.
func retryable(resp *Response, err error) bool {
	if err != nil {
		return retryableError(err)
	}
	return retryableStatus(resp.Status)
}

// retryableStatus accepts server errors, except those that another attempt
// cannot change. Of the statuses below 500, which are decisions of the server,
// it accepts only 429.
func retryableStatus(status int) bool {
	switch status {
	case http.StatusNotImplemented, http.StatusHTTPVersionNotSupported, http.StatusNetworkAuthenticationRequired:
		return false
	}
	return status == http.StatusTooManyRequests || status >= http.StatusInternalServerError
}

func retryableError(err error) bool {
	switch {
	case isA[*BodyTooLargeError](err), isA[*ProtocolSwitchError](err), isA[*panics.Error](err), isA[*memory.ExceededError](err),
		isA[*OriginError](err), isA[*WriteError](err), isA[*LocationError](err), isA[*RedirectLoopError](err),
		isA[*HandshakeError](err), isA[*ProxyConfigError](err), isA[*ProxyCGIError](err), Untrusted(err):
		return false
	}
	if refused, ok := errors.AsType[*ProxyStatusError](err); ok {
		return retryableStatus(refused.Status)
	}
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		return !dns.IsNotFound
	}
	return true
}

// isA reports whether an error is, or wraps, an error of a type.
func isA[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

// pause returns how long to wait before the next attempt: what the server asks
// for, or otherwise twice as long as the last time. Jitter keeps many plans
// from returning at the same instant.
func (c *Client) pause(ctx context.Context, attempt int, resp *Response) (time.Duration, error) {
	var wait time.Duration
	if resp != nil {
		wait = retryAfter(resp.Header.Get("Retry-After"), c.config.Now())
	}
	if wait == 0 { // a pause of zero, or a date in the past, does not mean that an immediate retry helps
		wait = min(c.config.FirstBackoff<<min(attempt-1, 20), maxBackoff)
		return wait/2 + jitter(wait/2), nil
	}
	limit, spare := maxRetryAfter, maxRetryJitter
	if deadline, ok := ctx.Deadline(); ok {
		left := deadline.Sub(c.config.Now())
		limit, spare = min(limit, left), min(spare, left-wait)
	}
	if wait > limit {
		return 0, &RetryAfterError{Status: resp.Status, Wait: wait.Round(time.Second), Limit: limit.Round(time.Second)}
	}
	// Never earlier than the server asks for.
	return wait + jitter(min(wait/4, spare)), nil
}

// jitter returns a random duration from 0 to limit.
func jitter(limit time.Duration) time.Duration {
	return rand.N(limit + 1) //nolint:gosec // jitter needs no cryptography
}

// retryAfter reads both forms of the header, seconds and an HTTP date. A number
// that overflows is a very long time. Anything else counts as zero.
func retryAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	seconds, err := strconv.ParseUint(value, 10, 32)
	if err == nil || errors.Is(err, strconv.ErrRange) {
		return time.Duration(seconds) * time.Second
	}
	if date, err := http.ParseTime(value); err == nil {
		return max(0, date.Sub(now))
	}
	return 0
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
