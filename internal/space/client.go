// Package space reads the team directory and the permissions of a JetBrains
// Space. It converts the wire format to the domain's types, and failures to
// typed errors.
//
// Facts about the API come from the OpenAPI export of Space 2024.3 and from
// JetBrains' published SDKs.
package space

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/memory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/shared"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

const (
	apiPath = "/api/http"

	organizationPath    = "/organization"
	profilesPath        = "/team-directory/profiles"
	teamsPath           = "/team-directory/teams"
	membershipsPath     = "/team-directory/memberships"
	checkPermissionPath = "/permissions/check-permission"
	permissionRolesPath = "/permission-roles/get"
)

// Config says which Space to read, and how.
type Config struct {
	URL      *url.URL // the server, without /api/http
	Token    transport.Secret
	Identity *value.Identity // of the addresses of members; nil for no aliases

	transport.Policy
}

// Client reads one Space. It reads each thing at most once in its lifetime, and
// shares the result or the failure among all callers, which must not change it.
// It is safe for concurrent use.
//
// Besides the errors of this package, its methods return those of the packages
// client, paging and transport, and the *NotFoundError, *UnreadableError and
// *AmbiguousError of package directory.
type Client struct {
	api         *client.Client
	concurrency int
	url         string
	identity    *value.Identity
	limits      paging.Limits
	memory      *memory.Budget

	organization shared.Value[directory.Organization]
	members      shared.Map[profileList, []directory.Member]
	teams        shared.Map[withArchived, []directory.Team]
	memberships  shared.Map[withArchived, []directory.Membership]
	team         shared.Map[string, directory.Team]
	profileIDs   shared.Map[string, string]
	granted      shared.Map[permissionQuery, permissionResult]
	roles        shared.Map[string, []directory.PermissionRole]
}

// New returns a client. It sends nothing.
func New(config Config) *Client { return newClient(config, nil) }

// newClient lets tests replace the network with a server.
func newClient(config Config, base http.RoundTripper) *Client {
	return &Client{
		api: client.New(transport.Config{
			BaseURL:       config.URL.JoinPath(apiPath),
			Credentials:   map[string]transport.Secret{"Authorization": config.Token.Bearer()},
			Policy:        config.Policy,
			ReadOnlyPOSTs: []string{checkPermissionPath, permissionRolesPath},
			Throttled:     throttled,
			Base:          base,
		}, client.Dialect{ErrorBody: errorBody, StatusOf: statusOf, ErrorsWithOK: true}),
		concurrency: config.MaxConcurrent,
		url:         strings.TrimSuffix(config.URL.String(), "/"),
		identity:    config.Identity,
		limits:      paging.DefaultLimits(),
		memory:      config.Memory,
	}
}

// Identity determines which addresses the client treats as one person.
func (c *Client) Identity() *value.Identity { return c.identity }

// Holds reports whether a result contains the token in any letter case.
func (c *Client) Holds(result []byte) bool { return c.api.Holds(result) }

// Recognizes reports whether the token is recognizable in a message, whole or
// in part, in any common encoding.
func (c *Client) Recognizes(message string) bool { return c.api.Recognizes(message) }

// Close closes idle connections.
func (c *Client) Close() { c.api.Close() }

// get reads the named fields of the object at the path. The caller must release
// the response.
func (c *Client) get(ctx context.Context, path string, query url.Values, fields string) (*client.Response, error) {
	all := url.Values{"$fields": {fields}}
	for name, values := range query {
		all[name] = values
	}
	resp, err := c.api.Get(ctx, path, all)
	return resp, withPermissions(err)
}

// post sends one of the two POSTs that only read. The caller must release the
// response.
func (c *Client) post(ctx context.Context, path string, body []byte) (*client.Response, error) {
	resp, err := c.api.Post(ctx, path, body)
	return resp, withPermissions(err)
}

// object decodes a body that is one JSON object, and converts it to the domain's
// type.
func object[W, T any](resp *client.Response, convert func(*W) (T, error)) (T, error) {
	var (
		w    W
		none T
	)
	if err := resp.Decode(strictjson.Object, &w); err != nil {
		return none, err
	}
	value, err := convert(&w)
	if err != nil {
		return none, resp.Fail(err)
	}
	return value, nil
}
