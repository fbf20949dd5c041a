package space

import (
	"context"
	"net/url"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
)

// Raw reads a path below that of the API, or sends one of the two POSTs that
// only read if there is a body. It returns the response as it is, together with
// the error that it means for the other methods. Nothing of it is shared with
// other callers.
func (c *Client) Raw(ctx context.Context, path string, query url.Values, body []byte) (*transport.Response, error) {
	resp, err := c.api.Raw(ctx, path, query, body)
	return resp, withPermissions(err)
}

// The fields that the client names in $fields, for requests that ask the same
// question in another way.
const (
	ProfileFields    = profileFields
	TeamFields       = teamFields
	MembershipFields = membershipFields
)
