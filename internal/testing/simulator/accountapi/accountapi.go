// Package accountapi simulates the JetBrains Account API: the requests that a
// reader of licenses needs. It returns an error for an unknown path, a wrong
// method, a missing header, and a wrong parameter, as the live service does.
//
// It is stricter in one respect: an unknown parameter is an error too. The live
// service ignores it, so that a mistyped filter silently gives everything; here,
// the mistake fails a test. The filters of lists (productCode, assigned,
// assigneeEmail) count as unknown, because no reader of complete lists sends
// them.
package accountapi

import (
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/response"
)

// Base is the path below which the API lives.
const Base = "/api/v1"

// Limits of a list request.
const (
	defaultPageSize = 100
	maxPageSize     = 200
)

// Settings controls how the server sends lists.
type Settings struct {
	URL          string // of the server, for links; without a trailing slash
	MaxPageSize  int    // the maximum number of licenses on a page, even if perPage asks for more; 0 means the API's own limit
	WithoutTotal bool   // omit X-Total-Count
	WithoutLink  bool   // omit Link
}

// Error is an error of the API. Its JSON has code and description.
type Error = response.Error

// errorsOf lists the errors of the API. A description that contains a verb
// takes an ID.
var errorsOf = []Error{
	{Status: http.StatusUnauthorized, Code: "MISSING_TOKEN_HEADER", Description: "X-Api-Key header is required"},
	{Status: http.StatusUnauthorized, Code: "MISSING_CUSTOMER_HEADER", Description: "X-Customer-Code header is required"},
	{Status: http.StatusUnauthorized, Code: "INVALID_TOKEN", Description: "The token provided is invalid"},
	{Status: http.StatusForbidden, Code: "INSUFFICIENT_PERMISSIONS", Description: "Missing Edit permission on team with id %v"},
	{Status: http.StatusForbidden, Code: "TEAM_MISMATCH", Description: "Token was generated for team with id %v"},
	{Status: http.StatusForbidden, Code: "TOKEN_TYPE_MISMATCH", Description: "Token was generated for team with id %v"},
	{Status: http.StatusNotFound, Code: "TEAM_NOT_FOUND", Description: "%v"},
	{Status: http.StatusNotFound, Code: "LICENSE_NOT_FOUND", Description: "%v"},
	{Status: http.StatusNotFound, Code: "PRODUCT_NOT_FOUND", Description: "%v"},
}

// NewError returns the error with the given code. If the error's description
// names an object, id is the object's ID. NewError panics if no such error
// exists.
func NewError(code string, id any) *Error {
	i := slices.IndexFunc(errorsOf, func(e Error) bool { return e.Code == code })
	if i < 0 {
		panic("simulator: no error of the Account API is called " + code)
	}
	e := errorsOf[i]
	if strings.Contains(e.Description, "%v") {
		e.Description = fmt.Sprintf(e.Description, id)
	}
	return &e
}

// ErrorCodes returns the codes of the API's errors with their statuses.
func ErrorCodes() map[string]int {
	codes := make(map[string]int, len(errorsOf))
	for _, e := range errorsOf {
		codes[e.Code] = e.Status
	}
	return codes
}

// Respond returns an error in the form in which the API sends it. An error
// without a code becomes the web server's own error page.
func Respond(err *Error) response.Response {
	if err.Code == "" {
		return response.HTML(err.Status)
	}
	return response.JSON(err.Status, struct {
		Code        string `json:"code"`
		Description string `json:"description"`
	}{err.Code, err.Description})
}

var badRequest = &Error{Status: http.StatusBadRequest}

// call is one request whose headers passed all checks.
type call struct {
	*http.Request
	settings Settings
	org      *org.Organization
	team     *org.Team // the team that the token belongs to; nil for an organization token
}

// Register adds the API to the router. view provides the organization in its
// state at the time of a request.
func Register(router *http.ServeMux, settings Settings, view func(func(*org.Organization))) {
	handle := func(path string, respond func(*call) (response.Response, error)) {
		router.HandleFunc(Base+path, func(w http.ResponseWriter, r *http.Request) {
			var result response.Response
			view(func(o *org.Organization) { result = serve(&call{Request: r, settings: settings, org: o}, respond) })
			result.Write(w)
		})
	}
	handle("/token", func(c *call) (response.Response, error) { return c.json(encodeAccount(c.org, c.team)) })
	handle("/products", func(c *call) (response.Response, error) { return c.json(encodeProducts(c.org.Products)) })
	handle("/plugins", func(c *call) (response.Response, error) { return c.json(encodeProducts(c.org.Plugins)) })
	handle("/customer/licenses", (*call).organizationLicenses)
	handle("/customer/licenses/{license}", (*call).license)
	handle("/customer/teams/{team}/licenses", (*call).teamLicenses)
	handle("/", func(*call) (response.Response, error) {
		return response.Response{}, &Error{Status: http.StatusNotFound}
	})
}

func serve(c *call, respond func(*call) (response.Response, error)) response.Response {
	if c.Method != http.MethodGet {
		return response.MethodNotAllowed(response.HTML(http.StatusMethodNotAllowed), http.MethodGet)
	}
	err := c.authenticate()
	if err == nil {
		var result response.Response
		if result, err = respond(c); err == nil {
			return result
		}
	}
	apiError, ok := errors.AsType[*Error](err)
	if !ok {
		apiError = &Error{Status: http.StatusInternalServerError}
	}
	return Respond(apiError)
}

// authenticate checks the headers in the same order as the live service. It
// first checks whether there is a token, then whether there is a customer code,
// and then whether both are valid.
func (c *call) authenticate() error {
	token, code := c.Header.Get("X-Api-Key"), c.Header.Get("X-Customer-Code")
	switch {
	case token == "":
		return NewError("MISSING_TOKEN_HEADER", nil)
	case code == "":
		return NewError("MISSING_CUSTOMER_HEADER", nil)
	case code != c.org.CustomerCode:
		return NewError("INVALID_TOKEN", nil)
	case token == c.org.Token:
		return nil
	}
	i := slices.IndexFunc(c.org.Teams, func(t org.Team) bool { return t.Token == token })
	if i < 0 {
		return NewError("INVALID_TOKEN", nil)
	}
	c.team = &c.org.Teams[i]
	return nil
}

func (c *call) json(value any) (response.Response, error) {
	if c.URL.RawQuery != "" {
		return response.Response{}, badRequest
	}
	return response.JSON(http.StatusOK, value), nil
}

func (c *call) organizationLicenses() (response.Response, error) {
	if c.team != nil {
		return response.Response{}, NewError("TOKEN_TYPE_MISMATCH", c.team.ID)
	}
	return c.list(nil)
}

func (c *call) teamLicenses() (response.Response, error) {
	id, err := strconv.Atoi(c.PathValue("team"))
	switch {
	case err != nil:
		return response.Response{}, badRequest
	case c.team != nil && c.team.ID != id:
		return response.Response{}, NewError("TEAM_MISMATCH", c.team.ID)
	case !slices.ContainsFunc(c.org.Teams, func(t org.Team) bool { return t.ID == id }):
		return response.Response{}, NewError("TEAM_NOT_FOUND", id)
	}
	return c.list(&id)
}

func (c *call) license() (response.Response, error) {
	id := c.PathValue("license")
	i := slices.IndexFunc(c.org.Licenses, func(l org.License) bool { return l.ID == id })
	switch {
	case i < 0:
		return response.Response{}, NewError("LICENSE_NOT_FOUND", id)
	case c.team != nil && c.team.ID != c.org.Licenses[i].Team.ID:
		return response.Response{}, NewError("TEAM_MISMATCH", c.team.ID)
	}
	return c.json(encodeLicense(&c.org.Licenses[i]))
}

// list returns one page of the licenses of the organization or a team.
func (c *call) list(team *int) (response.Response, error) {
	query, err := url.ParseQuery(c.URL.RawQuery)
	page, okPage := number(query, "page", 1, math.MaxInt32)
	size, okSize := number(query, "perPage", defaultPageSize, maxPageSize)
	for name := range query {
		okPage = okPage && (name == "page" || name == "perPage")
	}
	if err != nil || !okPage || !okSize {
		return response.Response{}, badRequest
	}
	if c.settings.MaxPageSize > 0 {
		size = min(size, c.settings.MaxPageSize)
	}
	from, total, rows := (page-1)*size, 0, make([]any, 0, size)
	for i := range c.org.Licenses {
		l := &c.org.Licenses[i]
		if team != nil && l.Team.ID != *team {
			continue
		}
		if total >= from && total < from+size {
			rows = append(rows, encodeLicense(l))
		}
		total++
	}
	result := response.JSON(http.StatusOK, rows)
	if !c.settings.WithoutTotal {
		result.Header.Set("X-Total-Count", strconv.Itoa(total))
	}
	if !c.settings.WithoutLink {
		result.Header.Set("Link", links(c.settings.URL+c.URL.EscapedPath(), page, size, total))
	}
	return result, nil
}

// number reads a whole number between 1 and most. For any other value, ok is
// false.
func number(query url.Values, name string, byDefault, most int) (value int, ok bool) {
	values, present := query[name]
	if !present {
		return byDefault, true
	}
	value, err := strconv.Atoi(values[0])
	return value, err == nil && len(values) == 1 && value >= 1 && value <= most
}

// links returns the Link header of a page.
func links(address string, page, size, total int) string {
	last := max(1, (total+size-1)/size)
	link := func(relation string, to int) string {
		return fmt.Sprintf("<%s?page=%d&perPage=%d>; rel=%q", address, to, size, relation)
	}
	all := []string{link("first", 1)}
	if page > 1 {
		all = append(all, link("prev", min(page-1, last)))
	}
	if page < last {
		all = append(all, link("next", page+1))
	}
	return strings.Join(append(all, link("last", last)), ", ")
}
