// Package transport sends reading requests to one server and to no other. It
// is a chain of http.RoundTrippers, one concern a file; from the outside in:
// the read-only guard, the same-origin guard with the credentials, retries,
// the concurrency limit, and a single attempt with its log line, its timeout
// and a bounded body.
package transport

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Config describes one server and how to treat it.
type Config struct {
	BaseURL     *url.URL          // scheme, host and the path that every request starts with
	Credentials map[string]Secret // headers, sent to BaseURL's origin only; their values never show
	Header      map[string]string // other headers, sent to BaseURL's origin only

	Policy

	ReadOnlyPOSTs []string // paths below BaseURL of the POSTs that merely read
	// StatusOf says what an answer means where an API's own codes count before
	// the status; nil for the status itself.
	StatusOf func(status int, body []byte) int

	MaxBodyBytes int64             // zero for the default
	Base         http.RoundTripper // nil for a transport of its own
}

// Policy says as what to ask a server, and how patiently. It is the same for
// every server that a provider reads.
type Policy struct {
	UserAgent      string
	MaxConcurrent  int              // requests in flight, 1 or more
	MaxRetries     int              // after the first attempt, 0 or more
	AttemptTimeout time.Duration    // one attempt, body included
	FirstBackoff   time.Duration    // pause before the first retry; zero for the default
	Now            func() time.Time // required: the clock for Retry-After dates and durations in the log
}

const (
	defaultMaxBodyBytes = 16 << 20 // a page of 200 licenses is about 150 kB; four fields of 10 kB each make it 8 MB
	maxHeaderBytes      = 1 << 20
	maxRedirects        = 3
)

// Client sends requests to one server. It is safe for concurrent use.
type Client struct {
	http     *http.Client
	base     http.RoundTripper
	url      *url.URL
	redactor redactor
	echoed   []Secret // what Echoes looks for
}

// Response is a complete answer: its body is read to the end and within the
// limit.
type Response struct {
	Status   int
	Header   http.Header
	Body     []byte
	Attempts int // how often the request was sent until this answer came, after the last redirect
}

// New builds the chain.
func New(config Config) *Client {
	base := config.Base
	if base == nil {
		base = newBase(config.MaxConcurrent)
	}
	if config.MaxBodyBytes == 0 {
		config.MaxBodyBytes = defaultMaxBodyBytes
	}
	if config.FirstBackoff == 0 {
		config.FirstBackoff = defaultFirstBackoff
	}
	clean := newRedactor(slices.Collect(maps.Values(config.Credentials)))

	var chain http.RoundTripper = &attempt{next: base, timeout: config.AttemptTimeout, maxBody: config.MaxBodyBytes, statusOf: config.StatusOf, now: config.Now, redactor: clean}
	chain = &limit{next: chain, limiter: newLimiter(config.MaxConcurrent)}
	chain = &retry{next: chain, maxRetries: config.MaxRetries, firstBackoff: config.FirstBackoff, now: config.Now}
	chain = &origin{next: chain, origin: originOf(config.BaseURL), credentials: config.Credentials, header: config.Header, userAgent: config.UserAgent, redactor: clean}
	chain = &readOnly{next: chain, posts: readOnlyPOSTs(config.BaseURL, config.ReadOnlyPOSTs), redactor: clean}
	return &Client{
		http:     &http.Client{Transport: chain, CheckRedirect: sameOriginOnly(originOf(config.BaseURL), clean)},
		base:     base,
		url:      config.BaseURL,
		redactor: clean,
		echoed:   echoedSecrets(config.Credentials),
	}
}

func newBase(maxConcurrent int) *http.Transport {
	base, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		base = &http.Transport{Proxy: http.ProxyFromEnvironment}
	}
	base = base.Clone()
	base.MaxIdleConnsPerHost = maxConcurrent
	base.MaxResponseHeaderBytes = maxHeaderBytes
	return base
}

// Close lets go of idle connections. net/http's own method of that name looks
// at the outermost RoundTripper only, which keeps none.
func (c *Client) Close() {
	if base, ok := c.base.(interface{ CloseIdleConnections() }); ok {
		base.CloseIdleConnections()
	}
}

// Get reads a path below the base URL. The path is escaped already.
func (c *Client) Get(ctx context.Context, path string, query url.Values) (*Response, error) {
	return c.do(ctx, http.MethodGet, path, query, nil)
}

// Post sends one of the reading POSTs; any other is refused with *WriteError.
func (c *Client) Post(ctx context.Context, path string, body []byte) (*Response, error) {
	return c.do(ctx, http.MethodPost, path, nil, body)
}

// Clean makes text that came from the server safe for a message: no secret, no
// control character, no great length.
func (c *Client) Clean(text string) string { return c.redactor.redact(text) }

func (c *Client) do(ctx context.Context, method, path string, query url.Values, body []byte) (*Response, error) {
	tries := &attempts{}
	fail := func(err error) error {
		return &RequestError{Method: method, Path: path, Host: c.url.Host, Attempts: tries.count, Err: c.unwrapURLError(ctx, err)}
	}
	target, err := url.Parse(strings.TrimSuffix(c.url.String(), "/") + path)
	if err != nil {
		return nil, fail(err)
	}
	target.RawQuery = query.Encode()
	var payload io.Reader
	if body != nil {
		payload = bytes.NewReader(body)
	}
	req, err := http.NewRequestWithContext(withAttempts(ctx, tries), method, target.String(), payload)
	if err != nil {
		return nil, fail(err)
	}
	req.Header.Set("Accept", "application/json")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, fail(err)
	}
	defer func() { _ = resp.Body.Close() }()
	answer := &Response{Status: resp.StatusCode, Header: resp.Header, Attempts: tries.count}
	if whole, ok := resp.Body.(*memoryBody); ok { // always so, unless net/http wraps it one day
		answer.Body = whole.all
	} else if answer.Body, err = io.ReadAll(resp.Body); err != nil {
		return nil, fail(err)
	}
	return answer, nil
}

// unwrapURLError takes off net/http's envelope, which repeats method and address,
// and says "canceled" only when the caller did cancel.
func (c *Client) unwrapURLError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	var envelope *url.Error
	if errors.As(err, &envelope) {
		err = envelope.Err
	}
	return &redactedError{text: c.redactor.redact(err.Error()), err: err}
}

// attempts counts how often one request was sent; the retry layer writes it,
// and starts anew where a redirect leads.
type attempts struct{ count int }

type attemptsKey struct{}

func withAttempts(ctx context.Context, a *attempts) context.Context {
	return context.WithValue(ctx, attemptsKey{}, a)
}

func attemptsOf(ctx context.Context) *attempts {
	if a, ok := ctx.Value(attemptsKey{}).(*attempts); ok {
		return a
	}
	return &attempts{}
}
