package client

import (
	"context"
	"net/http"
	"net/url"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
)

// Raw sends a request past the same guards as Get and Post. It returns the
// response whatever its status and its body are, together with the error that
// Get or Post would return for it. The response is nil if none arrived. A nil
// body makes the request a GET.
//
// It is for a program that asks what a server does. Nothing in the response is
// redacted.
func (c *Client) Raw(ctx context.Context, path string, query url.Values, body []byte) (*transport.Response, error) {
	var (
		method = http.MethodGet
		resp   *transport.Response
		err    error
	)
	if body == nil {
		resp, err = c.transport.Get(ctx, path, query)
	} else {
		method = http.MethodPost
		resp, err = c.transport.Post(ctx, path, body)
	}
	if err != nil {
		return nil, err
	}
	_, err = c.response(method, path, resp)
	return resp, err
}
