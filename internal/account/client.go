// Package account reads the JetBrains Account API: the part of an
// organization's licenses that a token can see. It converts the wire format to
// the domain's types, and failures to typed errors.
//
// Facts about the API come from its OpenAPI document of January 2023 and from
// recorded responses.
package account

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/memory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/shared"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// DefaultURL is JetBrains' own server.
const DefaultURL = "https://account.jetbrains.com"

const (
	apiPath      = "/api/v1"
	tokenPath    = "/token"
	licensesPath = "/customer/licenses"
	productsPath = "/products"
	pluginsPath  = "/plugins"
)

// The error codes that JetBrains documents. INVALID_TOKEN also means a customer
// code that does not match the token, because the API has no code for that.
const (
	CodeMissingToken            = "MISSING_TOKEN_HEADER"
	CodeMissingCustomer         = "MISSING_CUSTOMER_HEADER"
	CodeInvalidToken            = "INVALID_TOKEN"
	CodeInsufficientPermissions = "INSUFFICIENT_PERMISSIONS"
	CodeTeamMismatch            = "TEAM_MISMATCH"
	CodeTokenTypeMismatch       = "TOKEN_TYPE_MISMATCH"
	CodeTeamNotFound            = "TEAM_NOT_FOUND"
	CodeLicenseNotFound         = "LICENSE_NOT_FOUND"
	CodeProductNotFound         = "PRODUCT_NOT_FOUND"
)

// Config says which organization to read, and how.
type Config struct {
	URL          *url.URL // the server, without /api/v1
	CustomerCode string   // decimal digits
	Token        transport.Secret
	Identity     *value.Identity // of the addresses of license holders; nil for no aliases

	transport.Policy
}

// Client reads one organization. It reads each thing at most once in its
// lifetime, and shares the result or the failure among all callers. It is safe
// for concurrent use.
//
// Besides the errors that its methods name, they return those of the packages
// client, paging and transport.
type Client struct {
	api          *client.Client
	customerCode string
	identity     *value.Identity
	concurrency  int
	limits       paging.Limits
	memory       *memory.Budget

	account      shared.Value[licensing.Account]
	organization shared.Value[*licensing.Organization]
	licenses     shared.Map[string, licensing.License]
	dictionaries shared.Map[string, map[string]string]
}

// New returns a client. It sends nothing.
func New(config Config) *Client { return newClient(config, nil) }

// newClient lets tests replace the network with a server.
func newClient(config Config, base http.RoundTripper) *Client {
	return &Client{
		api: client.New(transport.Config{
			BaseURL:     config.URL.JoinPath(apiPath),
			Credentials: map[string]transport.Secret{"X-Api-Key": config.Token},
			Header:      map[string]string{"X-Customer-Code": config.CustomerCode},
			Policy:      config.Policy,
			Base:        base,
		}, client.Dialect{ErrorBody: errorBody}),
		customerCode: config.CustomerCode,
		identity:     config.Identity,
		concurrency:  config.MaxConcurrent,
		limits:       paging.DefaultLimits(),
		memory:       config.Memory,
	}
}

func errorBody(body []byte) client.ErrorBody {
	var wire struct {
		Code        string `json:"code"`
		Description string `json:"description"`
	}
	if strictjson.Decode(body, strictjson.Object, &wire) != nil {
		return client.ErrorBody{}
	}
	return client.ErrorBody{Code: wire.Code, Description: wire.Description}
}

// Holds reports whether a result contains the token in any letter case.
func (c *Client) Holds(result []byte) bool { return c.api.Holds(result) }

// Recognizes reports whether the token is recognizable in a message, whole or
// in part, in any common encoding.
func (c *Client) Recognizes(message string) bool { return c.api.Recognizes(message) }

// Close closes idle connections.
func (c *Client) Close() { c.api.Close() }

// OtherCustomerError reports a token of another organization than the configured
// one.
type OtherCustomerError struct {
	Err *client.MismatchError // of the customer codes
}

func (e *OtherCustomerError) Error() string { return e.Err.Error() }

// Unwrap returns the difference between the customer codes.
func (e *OtherCustomerError) Unwrap() error { return e.Err }

// Account returns what the API says about the token. A token of another
// organization is an *OtherCustomerError.
func (c *Client) Account(ctx context.Context) (licensing.Account, error) {
	return c.account.Get(ctx, func(ctx context.Context) (licensing.Account, error) {
		ctx, cancel := c.limits.WithTimeout(ctx, tokenPath)
		defer cancel()
		return c.readToken(ctx)
	})
}

func (c *Client) readToken(ctx context.Context) (licensing.Account, error) {
	resp, err := c.api.Get(ctx, tokenPath, nil)
	if err != nil {
		return licensing.Account{}, err
	}
	defer resp.Release()
	account, err := decodeToken(resp)
	if err != nil {
		return licensing.Account{}, err
	}
	if trimZeros(account.CustomerCode) != trimZeros(c.customerCode) {
		return licensing.Account{}, &OtherCustomerError{resp.Mismatch("customer code", c.customerCode, account.CustomerCode)}
	}
	return account, nil
}

// trimZeros lets customer codes compare as numbers.
func trimZeros(code string) string { return strings.TrimLeft(code, "0") }

// Organization returns everything that the token can see. All callers share the
// result and must not change it. The token, the list and the names of products
// are read within one time limit.
func (c *Client) Organization(ctx context.Context) (*licensing.Organization, error) {
	return c.organization.Get(ctx, func(ctx context.Context) (*licensing.Organization, error) {
		ctx, cancel := c.limits.WithTimeout(ctx, licensesPath)
		defer cancel()
		return c.readOrganization(ctx)
	})
}

// readOrganization reads the token first. What the organization's list returns
// for a team token is not documented, so only an organization token requests
// it.
func (c *Client) readOrganization(ctx context.Context) (*licensing.Organization, error) {
	account, err := c.Account(ctx)
	if err != nil {
		return nil, err
	}
	list := c.organizationList()
	if account.Scope == licensing.ScopeTeam {
		list = c.teamList(account.Teams[0].ID)
	}
	licenses, err := list.Read(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.nameProducts(ctx, licenses); err != nil {
		return nil, err
	}
	return licensing.NewOrganization(account, licenses), nil
}

// License returns one license by its ID, from the API itself and not from the
// list of Organization. A response about another license is a
// *client.MismatchError.
func (c *Client) License(ctx context.Context, id string) (licensing.License, error) {
	return c.licenses.Get(ctx, id, func(ctx context.Context) (licensing.License, error) {
		path := licensesPath + "/" + url.PathEscape(id)
		ctx, cancel := c.limits.WithTimeout(ctx, path)
		defer cancel()
		resp, err := c.api.Get(ctx, path, nil)
		if err != nil {
			return licensing.License{}, err
		}
		defer resp.Release()
		license, err := c.decodeLicense(resp)
		if err != nil {
			return licensing.License{}, err
		}
		if license.ID != id {
			return licensing.License{}, resp.Mismatch("license", id, license.ID)
		}
		if err := c.memory.Share().Take(int64(len(resp.Body))); err != nil { // for as long as the client lives
			return licensing.License{}, err
		}
		one := []licensing.License{license}
		err = c.nameProducts(ctx, one)
		return one[0], err
	})
}

// ProductName returns the name of a product code that the licenses do not name:
// from the API's dictionary, or otherwise from a table of well-known codes.
func (c *Client) ProductName(ctx context.Context, code string) (value.Optional[string], error) {
	names, err := c.dictionary(ctx, productsPath)
	refused, ok := errors.AsType[*client.APIError](err)
	if ok && (refused.Class == client.ClassDenied || refused.Class == client.ClassNotFound) {
		err = nil // names are optional
	}
	if err != nil {
		return value.Optional[string]{}, err
	}
	if name, ok := names[code]; ok {
		return value.Some(name), nil
	}
	return licensing.FallbackProductName(code), nil
}

// Catalog is what JetBrains sells, by code.
type Catalog struct {
	Products map[string]string // code to name
	Plugins  map[string]string // code to name
}

// Catalog returns the dictionaries of products and of plugins, which are
// requested in parallel. All callers share the result and must not change it.
func (c *Client) Catalog(ctx context.Context) (Catalog, error) {
	var (
		catalog                 Catalog
		productsErr, pluginsErr error
		running                 sync.WaitGroup
	)
	running.Go(func() { catalog.Products, productsErr = c.dictionary(ctx, productsPath) })
	running.Go(func() { catalog.Plugins, pluginsErr = c.dictionary(ctx, pluginsPath) })
	running.Wait()
	if err := cmp.Or(productsErr, pluginsErr); err != nil {
		return Catalog{}, err
	}
	return catalog, nil
}

// dictionaryEntrySize is about what an entry of a map of texts takes besides its
// texts.
const dictionaryEntrySize = 80

// dictionary reads a dictionary of codes and names.
func (c *Client) dictionary(ctx context.Context, path string) (map[string]string, error) {
	return c.dictionaries.Get(ctx, path, func(ctx context.Context) (map[string]string, error) {
		ctx, cancel := c.limits.WithTimeout(ctx, path)
		defer cancel()
		resp, err := c.api.Get(ctx, path, nil)
		if err != nil {
			return nil, err
		}
		defer resp.Release()
		names, err := decodeDictionary(resp, c.limits.Whole(path, c.limits.Rows, len(resp.Body)))
		if err != nil {
			return nil, err
		}
		return names, c.memory.Share().Take(int64(len(resp.Body) + len(names)*dictionaryEntrySize)) // for as long as the client lives
	})
}

// nameProducts gives all licenses of a product the name that one of them has.
// Only if none has one, it comes from the API.
func (c *Client) nameProducts(ctx context.Context, licenses []licensing.License) (err error) {
	names := licensing.ProductNames(licenses)
	for i := range licenses {
		l := &licenses[i]
		if l.ProductName = names[l.ProductCode]; l.ProductName.Set {
			continue
		}
		if l.ProductName, err = c.ProductName(ctx, l.ProductCode); err != nil {
			return err
		}
	}
	return nil
}
