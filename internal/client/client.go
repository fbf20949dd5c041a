// Package client is what the clients of both JetBrains APIs share: requests
// that end in a decoded response or a typed error. Code above the clients sees
// no JSON, and makes no decisions based on status codes.
package client

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
)

// ErrorBody is the code and the description in the body of an error, as the API
// sent them. Both are empty for a body that is not an error.
type ErrorBody struct{ Code, Description string }

// Dialect is how one of the APIs reports errors.
type Dialect struct {
	// ErrorBody reads the body of an error, which is often not JSON at all.
	ErrorBody func(body []byte) ErrorBody
	// StatusOf maps the error codes that take precedence over the status to the
	// status that each implies.
	StatusOf map[string]int
	// ErrorsWithOK says that the API may send an error with status 200.
	ErrorsWithOK bool
}

// Client sends requests to one API. It is safe for concurrent use.
type Client struct {
	transport *transport.Client
	dialect   Dialect
}

// New returns a client. It sends nothing.
func New(config transport.Config, dialect Dialect) *Client {
	return &Client{transport: transport.New(config), dialect: dialect}
}

// Close closes idle connections.
func (c *Client) Close() { c.transport.Close() }

// Clean makes text from the server safe for a message: without secrets and
// control characters, and of limited length.
func (c *Client) Clean(text string) string { return c.transport.Clean(text) }

// Holds reports whether a result contains the token in any letter case.
func (c *Client) Holds(result []byte) bool { return c.transport.Holds(result) }

// Recognizes reports whether the token is recognizable in a message, whole or
// in part, in any common encoding.
func (c *Client) Recognizes(message string) bool { return c.transport.Recognizes(message) }

// Get reads a path below the API's base path. The path must already be escaped.
// The errors are *APIError, *TokenEchoError and those of package transport. The
// caller must release the response.
func (c *Client) Get(ctx context.Context, path string, query url.Values) (*Response, error) {
	resp, err := c.transport.Get(ctx, path, query)
	if err != nil {
		return nil, err
	}
	return c.response(http.MethodGet, path, resp)
}

// Post sends one of the POSTs that only read. The errors are those of Get.
func (c *Client) Post(ctx context.Context, path string, body []byte) (*Response, error) {
	resp, err := c.transport.Post(ctx, path, body)
	if err != nil {
		return nil, err
	}
	return c.response(http.MethodPost, path, resp)
}

func (c *Client) response(method, path string, resp *transport.Response) (*Response, error) {
	r := &Response{
		Method:      method,
		Path:        path,
		Header:      resp.Header,
		Body:        resp.Body,
		ContentType: c.Clean(resp.Header.Get("Content-Type")),
		Clean:       c.Clean,
		release:     resp.Release,
	}
	ok := resp.Status == http.StatusOK
	var wire ErrorBody
	if !ok || c.dialect.ErrorsWithOK {
		wire = c.dialect.ErrorBody(resp.Body)
	}
	switch {
	case !ok || wire.Code != "":
		resp.Release()
		return nil, c.apiError(r, resp, wire)
	case c.transport.EchoesInJSON(resp.Body):
		resp.Release()
		return nil, &TokenEchoError{Method: method, Path: path}
	}
	return r, nil
}

func (c *Client) apiError(r *Response, resp *transport.Response, wire ErrorBody) *APIError {
	status, ok := c.dialect.StatusOf[wire.Code]
	if !ok {
		status = resp.Status
	}
	return &APIError{
		Method:      r.Method,
		Path:        r.Path,
		Status:      resp.Status,
		Code:        c.Clean(wire.Code),
		Description: c.Clean(wire.Description),
		ContentType: r.ContentType,
		Attempts:    resp.Attempts,
		Class:       classOf(status),
	}
}

// Response is a successful response whose body is not decoded yet.
type Response struct {
	Method string
	Path   string
	Header http.Header
	Body   []byte

	ContentType string              // safe for a message
	Clean       func(string) string // makes text from the server safe for a message

	release func()
}

// Release gives the memory of the body back to the budget. Whoever gets a
// response must call it once nothing uses the body any more. It does nothing for
// nil.
func (r *Response) Release() {
	if r != nil && r.release != nil {
		r.release()
	}
}

// Decode reads the body as one JSON value of the given kind. Its errors are
// those of Fail.
func (r *Response) Decode(kind strictjson.JSONKind, into any) error {
	if err := strictjson.Decode(r.Body, kind, into); err != nil {
		return r.Fail(err)
	}
	return nil
}

// Fail turns a *strictjson.Problem into a *DecodeError, which says what is
// wrong with the body. If the problem wraps another error, Fail returns that
// error. It returns any other err unchanged.
func (r *Response) Fail(err error) error {
	problem, ok := errors.AsType[*strictjson.Problem](err)
	switch {
	case !ok:
		return err
	case problem.Err != nil:
		return problem.Err
	}
	return &DecodeError{
		Method:      r.Method,
		Path:        r.Path,
		Subject:     r.Clean(problem.Subject),
		Pointer:     r.Clean(problem.Pointer),
		Reason:      problem.Reason,
		ContentType: r.ContentType,
		Size:        len(r.Body),
	}
}

// Mismatch reports that the body is about something other than what was
// requested.
func (r *Response) Mismatch(subject, asked, got string) *MismatchError {
	return &MismatchError{Method: r.Method, Path: r.Path, Subject: subject, Asked: asked, Got: r.Clean(got)}
}
