package transport

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/memory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/panics"
)

// attempt sends a request once, reads the whole response into memory within
// limits of time and size, and writes one line to the log. Reading the body
// here makes a connection that is cut in the middle a failure that can be
// retried.
//
// A watchdog bounds the attempt: it ends with its context even if net/http does
// not, and leaves the rest to its goroutine. As far as we know, the context
// ends every wait in net/http, but the watchdog makes sure that the limit does
// not depend on that.
func (c *Client) attempt(req *http.Request, number int) (*Response, error) {
	caller, start := req.Context(), c.config.Now()
	ctx, cancel := context.WithTimeoutCause(caller, c.config.AttemptTimeout, &TimeoutError{Timeout: c.config.AttemptTimeout})
	defer cancel()

	type result struct {
		exchanged
		err error
	}
	done := make(chan result, 1)
	var abandoned atomic.Bool
	discard := func() { // releases a response that nobody waits for
		select {
		case late := <-done:
			late.resp.Release()
		default:
		}
	}
	trace := &connectTrace{}
	pool := c.connections.acquire()
	go func() {
		defer c.connections.release(pool)
		got, err := panics.Try(httptrace.WithClientTrace(ctx, trace.hooks()), func(ctx context.Context) (exchanged, error) {
			return c.exchange(ctx, pool.client, req)
		})
		done <- result{got, err}
		if abandoned.Load() {
			discard()
		}
	}()

	var r result
	select {
	case r = <-done:
	case <-ctx.Done():
		r.err = ctx.Err()
		abandoned.Store(true)
		discard()
	}
	switch {
	case r.err == nil:
	case caller.Err() != nil:
		r.err = context.Cause(caller)
	default:
		if ctx.Err() != nil {
			r.err = context.Cause(ctx)
		}
		r.err = c.connections.proxies.locate(req.URL, trace, trace.explain(r.err))
		if retryableError(r.err) {
			c.connections.replace(pool)
		}
	}
	took := c.config.Now().Sub(start)
	c.log(req, number, r.hops, r.resp, r.err, took)
	c.observe(req, r.resp, r.err, took)
	return r.resp, r.err
}

// exchanged is the response to one attempt.
type exchanged struct {
	resp *Response
	hops int // redirects that were followed
}

// exchange sends the request and reads the response to its end.
func (c *Client) exchange(ctx context.Context, client *http.Client, req *http.Request) (exchanged, error) {
	req, err := cloneRequest(ctx, req)
	if err != nil {
		return exchanged{}, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return exchanged{}, errors.Unwrap(err) // without net/http's *url.Error, which repeats the method and the address
	}
	defer func() { _ = resp.Body.Close() }()
	switch resp.StatusCode {
	case http.StatusSwitchingProtocols:
		// net/http hands over such a connection, and no context ends a read
		// from it. Closing the body closes the connection.
		return exchanged{}, &ProtocolSwitchError{}
	case http.StatusProxyAuthRequired:
		if c.connections.proxies.describe(req.URL) != nil {
			return exchanged{}, &ProxyStatusError{Status: resp.StatusCode}
		}
	}
	held := c.config.Memory.Share()
	body, err := readBody(resp, c.config.MaxBodyBytes, held)
	if err != nil {
		held.Free()
		return exchanged{}, err
	}
	return exchanged{&Response{
		Status: resp.StatusCode, Header: resp.Header, Body: body, held: held,
		Protocol: resp.Proto, Compressed: resp.Uncompressed, TLS: resp.TLS,
	}, redirects(resp)}, nil
}

// readBody reads a body of at most limit bytes. It takes memory before it
// allocates any: for each byte of the body another one, since decoding a body
// takes about as much again.
func readBody(resp *http.Response, limit int64, held *memory.Share) ([]byte, error) {
	const (
		trusted = 1 << 20 // the most that a Content-Length alone can allocate
		least   = 1 << 9
		decoded = 2
	)
	var body []byte
	for {
		if len(body) == cap(body) {
			size := min(max(2*int64(cap(body)), least), limit+1)
			if body == nil && resp.ContentLength >= 0 {
				size = min(resp.ContentLength, limit, trusted) + 1 // one more byte, to read the end
			}
			if err := held.Take((size - int64(cap(body))) * decoded); err != nil {
				return nil, err
			}
			body = append(make([]byte, 0, size), body...)
		}
		n, err := resp.Body.Read(body[len(body):cap(body)])
		body = body[:len(body)+n]
		switch {
		case int64(len(body)) > limit:
			return nil, &BodyTooLargeError{Limit: limit}
		case errors.Is(err, io.EOF):
			return body, nil
		case err != nil:
			return nil, err
		}
	}
}

// cloneRequest gives every attempt a context and a body of its own.
func cloneRequest(ctx context.Context, req *http.Request) (*http.Request, error) {
	body, err := req.GetBody()
	if err != nil {
		return nil, err
	}
	clone := req.Clone(ctx)
	clone.Body = body
	return clone, nil
}

// redirects counts the redirects that led to a response.
func redirects(resp *http.Response) int {
	hops := 0
	for resp.Request != nil && resp.Request.Response != nil {
		resp = resp.Request.Response
		hops++
	}
	return hops
}

// log writes one line for an attempt. It writes no header and no body, because
// they can contain secrets. It does not write the target of a redirect either:
// the server chose that address and could have put the token into it in any
// form.
func (c *Client) log(req *http.Request, attempt, hops int, resp *Response, err error, took time.Duration) {
	fields := map[string]any{
		"method":      req.Method,
		"url":         c.redactor.redact(req.URL.Redacted()),
		"attempt":     attempt,
		"duration_ms": took.Milliseconds(),
	}
	if hops > 0 {
		fields["redirects"] = hops
	}
	if err != nil {
		fields["error"] = c.redactor.redact(err.Error())
	} else {
		fields["status"] = resp.Status
		fields["bytes"] = len(resp.Body)
	}
	tflog.Debug(req.Context(), "JetBrains API request", fields)
}

// logRetry logs the pause before another attempt. Without it, a log would be
// silent for up to a minute.
func (c *Client) logRetry(req *http.Request, attempt int, wait time.Duration) {
	tflog.Debug(req.Context(), "JetBrains API retry", map[string]any{
		"method": req.Method, "url": c.redactor.redact(req.URL.Redacted()), "attempt": attempt, "wait_ms": wait.Milliseconds(),
	})
}
