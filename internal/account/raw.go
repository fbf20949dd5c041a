package account

import (
	"context"
	"net/url"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
)

// Raw reads a path below that of the API and returns the response as it is,
// together with the error that it means for the other methods. Nothing of it is
// shared with other callers.
func (c *Client) Raw(ctx context.Context, path string, query url.Values) (*transport.Response, error) {
	return c.api.Raw(ctx, path, query, nil)
}
