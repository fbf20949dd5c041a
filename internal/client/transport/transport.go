// Package transport sends read-only requests to one server and to no other.
//
// A request passes these layers, from the outside in: the concurrency limit
// (limit.go) and retries (retry.go); one attempt with its time limit, the whole
// body and a line in the log (attempt.go); net/http's client, which follows
// redirects; the guards, which reject what must not leave this machine
// (readonly.go, origin.go); and the connections (connections.go, proxy.go).
// Decisions about a response are made above net/http's client, where the whole
// response is known. The guards are below it, so that they also see the
// requests that redirects cause.
package transport

import (
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/memory"
)

// Config describes one server and how to treat it.
type Config struct {
	BaseURL     *url.URL          // scheme, host and the path that every request starts with
	Credentials map[string]Secret // headers, sent to BaseURL's origin only; their values never appear in output
	Header      map[string]string // other headers, sent to BaseURL's origin only

	Policy

	ReadOnlyPOSTs []string // paths below BaseURL of the POSTs that change nothing
	// Throttled reports whether a response asks for fewer requests even though
	// its status is not 429. It may be nil. It must not change the body.
	Throttled func(status int, body []byte) bool

	MaxBodyBytes int64             // zero for the default of 16 MiB
	Base         http.RoundTripper // replaces the network in tests; nil for connections of its own
}

// Policy sets the user agent, concurrency, retries and timeouts. It is the same
// for every server that a provider reads.
type Policy struct {
	UserAgent      string
	MaxConcurrent  int              // requests in flight, 1 or more
	MaxRetries     int              // after the first attempt, 0 or more
	AttemptTimeout time.Duration    // one attempt, with its redirects and the whole body
	FirstBackoff   time.Duration    // pause before the first retry; zero for the default of 500 ms
	Now            func() time.Time // required: the clock for Retry-After dates and durations in the log
	Memory         *memory.Budget   // of all servers that a provider reads; nil for no limit
	Observe        func(Attempt)    // sees every attempt, for diagnostics; may be nil
}

const (
	defaultMaxBodyBytes = 16 << 20 // a page of 200 licenses is about 150 kB; four fields of 10 kB each make it 8 MB
	maxHeaderBytes      = 1 << 20
	maxRedirects        = 3
)

// Client sends requests to one server. It is safe for concurrent use.
type Client struct {
	config      Config
	connections *connections
	limiter     *limiter
	redactor    redactor
	echoed      []Secret   // what Echoes looks for
	recognized  recognizer // of the credentials alone
}

// Response is a complete response as the server sent it, with the whole body.
type Response struct {
	Status   int
	Header   http.Header
	Body     []byte
	Attempts int // how often the request was sent until this response arrived

	Protocol   string               // such as HTTP/2.0
	Compressed bool                 // the body arrived compressed; Body is not
	TLS        *tls.ConnectionState // nil for plain HTTP

	held *memory.Share // by the body
}

// Release gives the memory of the body back to the budget. The body must not be
// used any more. It does nothing for nil, and for the second time.
func (r *Response) Release() {
	if r != nil {
		r.held.Free()
	}
}

// New returns a client. It sends nothing.
func New(config Config) *Client {
	config.MaxBodyBytes = cmp.Or(config.MaxBodyBytes, defaultMaxBodyBytes)
	config.FirstBackoff = cmp.Or(config.FirstBackoff, defaultFirstBackoff)
	proxies := proxiesFromEnvironment()
	secrets := slices.Collect(maps.Values(config.Credentials))
	c := &Client{
		config:     config,
		limiter:    newLimiter(config.MaxConcurrent),
		redactor:   newRedactor(append(secrets, proxies.passwords()...)),
		echoed:     echoedSecrets(config.Credentials),
		recognized: newRecognizer(secrets),
	}
	c.connections = newConnections(config.Base, config.MaxConcurrent, proxies, c.guard)
	return c
}

// guard puts the guards between net/http's client and the network.
func (c *Client) guard(network http.RoundTripper) *http.Client {
	server := originOf(c.config.BaseURL)
	var chain http.RoundTripper = &origin{
		next: network, origin: server, credentials: c.config.Credentials, header: c.config.Header,
		userAgent: c.config.UserAgent, redactor: c.redactor,
	}
	chain = &readOnly{next: chain, posts: readOnlyPOSTs(c.config.BaseURL, c.config.ReadOnlyPOSTs), redactor: c.redactor}
	return &http.Client{Transport: chain, CheckRedirect: sameOriginOnly(server, c.redactor)}
}

// Close closes idle connections.
func (c *Client) Close() { c.connections.close() }

// Get reads a path below the base URL. The path must already be escaped. Every
// error is a *RequestError.
func (c *Client) Get(ctx context.Context, path string, query url.Values) (*Response, error) {
	return c.do(ctx, http.MethodGet, path, query, nil)
}

// Post sends one of the read-only POSTs. Any other is a *WriteError. Every
// error is a *RequestError.
func (c *Client) Post(ctx context.Context, path string, body []byte) (*Response, error) {
	return c.do(ctx, http.MethodPost, path, nil, body)
}

// Clean makes text that came from the server safe for a message: it removes
// secrets and control characters, and limits the length.
func (c *Client) Clean(text string) string { return c.redactor.redact(text) }

func (c *Client) do(ctx context.Context, method, path string, query url.Values, body []byte) (*Response, error) {
	req, err := c.newRequest(ctx, method, path, query, body)
	var (
		resp     *Response
		attempts int
	)
	if err == nil {
		resp, attempts, err = c.sendWithRetries(req)
	}
	if err != nil {
		return nil, &RequestError{
			Method: method, Path: path, Host: c.config.BaseURL.Host, Attempts: attempts,
			Proxy: c.connections.proxies.describe(c.config.BaseURL),
			Err:   c.redacted(ctx, err),
		}
	}
	resp.Attempts = attempts
	return resp, nil
}

func (c *Client) newRequest(ctx context.Context, method, path string, query url.Values, body []byte) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, method, strings.TrimSuffix(c.config.BaseURL.String(), "/")+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.URL.RawQuery = query.Encode()
	req.Header.Set("Accept", "application/json")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	return req, nil
}

// redacted makes the text of an error safe to show. If the caller's context has
// ended, it returns the cause of that.
func (c *Client) redacted(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return &redactedError{text: c.redactor.redact(err.Error()), err: err}
}
