package transport

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// attempt sends a request once, reads the whole answer into memory within a
// time and a size, and writes one line to the log. Reading the body here makes
// a connection cut in the middle a failure that can be retried.
type attempt struct {
	next     http.RoundTripper
	timeout  time.Duration
	maxBody  int64
	statusOf func(int, []byte) int
	now      func() time.Time
	redactor redactor
}

func (t *attempt) RoundTrip(req *http.Request) (*http.Response, error) {
	start := t.now()
	resp, err := t.send(req)
	t.log(req, resp, err, t.now().Sub(start))
	return resp, err
}

func (t *attempt) send(req *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(req.Context(), t.timeout)
	defer cancel()
	resp, err := t.next.RoundTrip(req.WithContext(ctx))
	if err != nil {
		return nil, t.classify(req.Context(), ctx, err)
	}
	defer func() { _ = resp.Body.Close() }()

	var body bytes.Buffer
	if resp.ContentLength > 0 {
		body.Grow(int(min(resp.ContentLength, t.maxBody)) + bytes.MinRead)
	}
	if _, err := body.ReadFrom(io.LimitReader(resp.Body, t.maxBody+1)); err != nil {
		return nil, t.classify(req.Context(), ctx, err)
	}
	if int64(body.Len()) > t.maxBody {
		return nil, &BodyTooLargeError{Limit: t.maxBody}
	}
	if t.statusOf != nil {
		resp.StatusCode = t.statusOf(resp.StatusCode, body.Bytes())
	}
	resp.ContentLength = int64(body.Len())
	resp.Body = &memoryBody{bytes.NewReader(body.Bytes()), body.Bytes()}
	return resp, nil
}

// memoryBody is a body that is in memory already.
type memoryBody struct {
	*bytes.Reader
	all []byte
}

func (*memoryBody) Close() error { return nil }

// classify tells the attempt's own timeout from the caller's end.
func (t *attempt) classify(caller, own context.Context, err error) error {
	if caller.Err() == nil && errors.Is(own.Err(), context.DeadlineExceeded) {
		return &TimeoutError{Timeout: t.timeout}
	}
	return err
}

// log never sees a header or a body: there the secrets are. Nor does it show
// where a redirect leads: the server chose that address, and could have put the
// token into it in any disguise.
func (t *attempt) log(req *http.Request, resp *http.Response, err error, took time.Duration) {
	address := t.redactor.redact(req.URL.Redacted())
	if req.Response != nil {
		address = originOf(req.URL) + " (redirected)"
	}
	fields := map[string]any{
		"method":      req.Method,
		"url":         address,
		"attempt":     attemptsOf(req.Context()).count,
		"duration_ms": took.Milliseconds(),
	}
	if err != nil {
		fields["error"] = t.redactor.redact(err.Error())
	} else {
		fields["status"] = resp.StatusCode
		fields["bytes"] = resp.ContentLength
	}
	tflog.Debug(req.Context(), "JetBrains API request", fields)
}
