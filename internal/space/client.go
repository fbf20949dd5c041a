// Package space reads the team directory and the permissions of a JetBrains
// Space. It turns the wire format into the domain's types and failures into
// typed errors; nothing above it sees JSON or a status code.
//
// Facts about the API come from the OpenAPI export of Space 2024.3 and from
// JetBrains' published SDKs.
package space

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/shared"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
)

const (
	apiPath = "/api/http"

	checkPermissionPath = "/permissions/check-permission"
	permissionRolesPath = "/permission-roles/get"
)

// Config says which Space to read, and how.
type Config struct {
	URL   *url.URL // the server, without /api/http
	Token transport.Secret

	transport.Policy
}

// Client reads one Space. Each thing is read at most once in the client's life
// and shared by all callers, a failure included; nobody may change what it
// returns. It is safe for concurrent use.
//
// Besides the errors of this package, its methods return the transport's, and
// teamdirectory's *NotFoundError, *UnreadableError and *AmbiguousError.
type Client struct {
	transport   *transport.Client
	concurrency int
	url         string

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

func newClient(config Config, base http.RoundTripper) *Client {
	return &Client{
		transport: transport.New(transport.Config{
			BaseURL:       config.URL.JoinPath(apiPath),
			Credentials:   map[string]transport.Secret{"Authorization": config.Token.Bearer()},
			Policy:        config.Policy,
			ReadOnlyPOSTs: []string{checkPermissionPath, permissionRolesPath},
			StatusOf:      statusByCode,
			Base:          base,
		}),
		concurrency: config.MaxConcurrent,
		url:         strings.TrimSuffix(config.URL.String(), "/"),
	}
}

// Close lets go of idle connections.
func (c *Client) Close() { c.transport.Close() }

// get asks for named fields of what stands at the path.
func (c *Client) get(ctx context.Context, path string, query url.Values, fields string) (*answer, error) {
	all := url.Values{"$fields": {fields}}
	for name, values := range query {
		all[name] = values
	}
	resp, err := c.transport.Get(ctx, path, all)
	if err != nil {
		return nil, err
	}
	return c.answer(http.MethodGet, path, resp)
}

// post sends one of the two POSTs that merely read.
func (c *Client) post(ctx context.Context, path string, body []byte) (*answer, error) {
	resp, err := c.transport.Post(ctx, path, body)
	if err != nil {
		return nil, err
	}
	return c.answer(http.MethodPost, path, resp)
}

// answer turns every status but 200 into an *APIError.
func (c *Client) answer(method, path string, resp *transport.Response) (*answer, error) {
	a := &answer{
		method:      method,
		path:        path,
		contentType: c.transport.Clean(resp.Header.Get("Content-Type")),
		attempts:    resp.Attempts,
		body:        resp.Body,
		clean:       c.transport.Clean,
	}
	if resp.Status != http.StatusOK {
		return nil, a.apiError(resp.Status)
	}
	return a, nil
}
