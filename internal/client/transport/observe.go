package transport

import (
	"net/http"
	"net/url"
	"time"
)

// Attempt is one attempt of a request, as Policy.Observe sees it: a response or
// an error. What a response holds is not redacted, and must not be changed.
type Attempt struct {
	Method   string
	Path     string // of the whole address
	Query    url.Values
	Response *Response // nil if the attempt failed
	Err      error
	Took     time.Duration
	Proxy    *Proxy // that requests to the server use; nil for none
}

// observe tells Policy.Observe, from the goroutine that waits for the attempt.
func (c *Client) observe(req *http.Request, resp *Response, err error, took time.Duration) {
	if c.config.Observe == nil {
		return
	}
	c.config.Observe(Attempt{
		Method: req.Method, Path: req.URL.Path, Query: req.URL.Query(),
		Response: resp, Err: err, Took: took, Proxy: c.connections.proxies.describe(c.config.BaseURL),
	})
}
