// Package account reads the JetBrains Account API: what a token may see of an
// organization's licenses. It turns the wire format into the domain's types
// and failures into typed errors; nothing above it sees JSON or a status code.
//
// Facts about the API come from its OpenAPI document of January 2023 and from
// recorded answers.
package account

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/go-json-experiment/json"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/shared"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// DefaultURL is JetBrains' own server.
const DefaultURL = "https://account.jetbrains.com"

const apiPath = "/api/v1"

// Config says which organization to read, and how.
type Config struct {
	URL          *url.URL // the server, without /api/v1
	CustomerCode string   // decimal digits
	Token        transport.Secret

	transport.Policy
}

// Client reads one organization. Each thing but a single License is read at
// most once in the client's life and shared by all callers, a failure included.
// It is safe for concurrent use.
type Client struct {
	transport   *transport.Client
	concurrency int

	account      shared.Value[licensing.Account]
	organization shared.Value[*licensing.Organization]
	productNames shared.Value[map[string]string]
}

// New returns a client. It sends nothing.
func New(config Config) *Client { return newClient(config, nil) }

// newClient lets tests put a server in place of the network.
func newClient(config Config, base http.RoundTripper) *Client {
	return &Client{
		transport: transport.New(transport.Config{
			BaseURL:     config.URL.JoinPath(apiPath),
			Credentials: map[string]transport.Secret{"X-Api-Key": config.Token},
			Header:      map[string]string{"X-Customer-Code": config.CustomerCode},
			Policy:      config.Policy,
			Base:        base,
		}),
		concurrency: config.MaxConcurrent,
	}
}

// Close lets go of idle connections.
func (c *Client) Close() { c.transport.Close() }

// Account returns what the token says about itself.
func (c *Client) Account(ctx context.Context) (licensing.Account, error) {
	return c.account.Get(ctx, func(ctx context.Context) (licensing.Account, error) {
		const path = "/token"
		answer, err := c.get(ctx, path, nil)
		if err != nil {
			return licensing.Account{}, err
		}
		return decodeToken(answer)
	})
}

// Organization returns the complete reading of all that the token may see.
// Nobody may change the result: everybody shares it.
func (c *Client) Organization(ctx context.Context) (*licensing.Organization, error) {
	return c.organization.Get(ctx, func(ctx context.Context) (*licensing.Organization, error) {
		account, err := c.Account(ctx)
		if err != nil {
			return nil, err
		}
		licenses, err := c.readAll(ctx, licensesPath(account))
		if err != nil {
			return nil, err
		}
		if err := c.nameProducts(ctx, licenses); err != nil {
			return nil, err
		}
		return licensing.NewOrganization(account, licenses), nil
	})
}

// licensesPath is the list that the token may read. What a team's token gets
// from the organization's list is not known, so it is not asked.
func licensesPath(account licensing.Account) string {
	if account.Scope == licensing.ScopeTeam {
		return "/customer/teams/" + account.Teams[0].ID + "/licenses"
	}
	return "/customer/licenses"
}

// License asks the API for one license by its id: each call anew, and past what
// Organization has read. An answer about another license is a *DecodeError.
func (c *Client) License(ctx context.Context, id string) (licensing.License, error) {
	path := "/customer/licenses/" + url.PathEscape(id)
	answer, err := c.get(ctx, path, nil)
	if err != nil {
		return licensing.License{}, err
	}
	l, err := decodeLicense(answer)
	if err != nil {
		return licensing.License{}, err
	}
	if l.ID != id {
		e := answer.fail("/licenseId", "is not the license that was asked for")
		e.LicenseID = c.transport.Clean(l.ID)
		return licensing.License{}, e
	}
	one := []licensing.License{l}
	err = c.nameProducts(ctx, one)
	return one[0], err
}

// ProductName names a product code that the licenses do not name: from the
// API's dictionary, which is read at most once, else from a table of
// well-known codes. A dictionary that is refused to the token, or not there,
// counts as empty: it holds names, and no answer is shorter without it.
func (c *Client) ProductName(ctx context.Context, code string) (value.Optional[string], error) {
	names, err := c.productNames.Get(ctx, func(ctx context.Context) (map[string]string, error) {
		const path = "/products"
		answer, err := c.get(ctx, path, nil)
		var refused *APIError
		if errors.As(err, &refused) && (refused.Class() == transport.ClassDenied || refused.Class() == transport.ClassNotFound) {
			return map[string]string{}, nil // nobody's license is less known for that
		}
		if err != nil {
			return nil, err
		}
		return decodeProducts(answer)
	})
	if err != nil {
		return value.Optional[string]{}, err
	}
	if name, ok := names[code]; ok {
		return value.Some(name), nil
	}
	return licensing.FallbackProductName(code), nil
}

// nameProducts fills in names that licenses lack: from other licenses of the
// product, and only then from the API.
func (c *Client) nameProducts(ctx context.Context, licenses []licensing.License) (err error) {
	var names map[string]value.Optional[string]
	for i := range licenses {
		l := &licenses[i]
		if l.ProductName.Set {
			continue
		}
		if names == nil {
			names = licensing.ProductNames(licenses)
		}
		if l.ProductName = names[l.ProductCode]; l.ProductName.Set {
			continue
		}
		if l.ProductName, err = c.ProductName(ctx, l.ProductCode); err != nil {
			return err
		}
	}
	return nil
}

// get sends a request and turns every status but 200 into an *APIError.
func (c *Client) get(ctx context.Context, path string, query url.Values) (*answer, error) {
	resp, err := c.transport.Get(ctx, path, query)
	if err != nil {
		return nil, err
	}
	a := &answer{
		path:        path,
		contentType: c.transport.Clean(resp.Header.Get("Content-Type")),
		header:      resp.Header,
		body:        resp.Body,
		clean:       c.transport.Clean,
	}
	if resp.Status == http.StatusOK {
		return a, nil
	}
	apiError := &APIError{Path: path, Status: resp.Status, ContentType: a.contentType, Attempts: resp.Attempts}
	var wire struct {
		Code        string `json:"code"`
		Description string `json:"description"`
	}
	// An error's body is often no JSON at all; then the status says it alone.
	if json.Unmarshal(resp.Body, &wire) == nil {
		apiError.Code = Code(c.transport.Clean(wire.Code))
		apiError.Description = c.transport.Clean(wire.Description)
	}
	return nil, apiError
}
