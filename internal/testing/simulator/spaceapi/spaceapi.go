// Package spaceapi simulates the HTTP API of JetBrains Space: the requests that
// a reader of the team directory and of permissions needs. Where the behavior
// of the live service is not certain, the package takes the stricter option: a
// path, field, parameter, or token that does not exist is an error. The package
// also makes these choices:
//
//   - The memberships of a profile are those in effect on the organization's day.
//     The list of memberships also has past and future memberships. It has
//     archived memberships on request.
//   - orgRelation MEMBER leaves out guests and external people. Without the
//     permission Profile.ViewAllGuests, these people are missing from the data,
//     but totalCount counts them. Elsewhere, such a person is only an ID.
//   - /profiles/me requires Profile.View like any other profile, and
//     check-permission requires Permissions.View. Rights in a project or team
//     follow from the roles. Leads have all rights in their team.
package spaceapi

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/response"
)

// Base is the path below which the API lives.
const Base = "/api/http"

// These are the paths of the lists that have pages.
const (
	profilesPath    = Base + "/team-directory/profiles"
	teamsPath       = Base + "/team-directory/teams"
	membershipsPath = Base + "/team-directory/memberships"
)

// IsList reports whether a path is that of a list that has pages.
func IsList(path string) bool {
	return path == profilesPath || path == teamsPath || path == membershipsPath
}

// Settings controls what the API sends.
type Settings struct {
	MaxPageSize      int  // the maximum number of items on a page, even if $top asks for more; 0 means the API's own limit
	OpaqueNext       bool // next is an opaque token instead of a numeric offset
	EmptyLastNext    bool // next is empty on the last page
	NullTotal        bool // totalCount is null
	BareDates        bool // dates and moments are strings instead of objects
	RightCodeObjects bool // rightCode is an object with className and code
	// BasicProfiles lets a token with only Profile.View.Basic read profiles.
	// The response names the fields that the token cannot read in $errors.
	// Otherwise, such a token gets 403.
	BasicProfiles bool
}

// Error is an error of the API. Its JSON has error and error_description.
type Error = response.Error

// The codes of the API's errors.
const (
	codeUnauthenticated = "authentication-required"
	codeDenied          = "permission-denied"
	codeNotFound        = "not-found"
	codeRateLimited     = "rate-limited"
	codeInvalid         = "validation-error"
	codeBadRequest      = "request-error"
	codeTooLarge        = "payload-too-large"
	codeInternal        = "internal-server-error"
)

var statuses = map[string]int{
	codeUnauthenticated: http.StatusUnauthorized,
	codeDenied:          http.StatusForbidden,
	codeNotFound:        http.StatusNotFound,
	codeRateLimited:     http.StatusTooManyRequests,
	codeInvalid:         http.StatusBadRequest,
	codeBadRequest:      http.StatusBadRequest,
	codeTooLarge:        http.StatusRequestEntityTooLarge,
	codeInternal:        http.StatusInternalServerError,
}

// NewError returns an error of the API. It panics if the code does not exist.
func NewError(code, format string, args ...any) *Error {
	status, known := statuses[code]
	if !known {
		panic("simulator: no error of a Space is called " + code)
	}
	return &Error{Status: status, Code: code, Description: fmt.Sprintf(format, args...)}
}

// Respond returns an error in the form in which the API sends it.
func Respond(err *Error) response.Response {
	return response.JSON(err.Status, map[string]string{"error": err.Code, "error_description": err.Description})
}

// Index finds the objects of a Space by their IDs. It contains pointers into
// the organization, so it must be rebuilt when the organization changes.
type Index struct {
	members   map[string]*org.SpaceMember
	teams     map[string]*org.SpaceTeam
	positions map[string]*org.SpacePosition
	current   map[string][]*org.SpaceMembership // in effect on the organization's day, by member
}

// NewIndex indexes the Space of an organization, if it has one.
func NewIndex(o *org.Organization) *Index {
	x := &Index{map[string]*org.SpaceMember{}, map[string]*org.SpaceTeam{}, map[string]*org.SpacePosition{}, map[string][]*org.SpaceMembership{}}
	if o.Space == nil {
		return x
	}
	for i := range o.Space.Members {
		x.members[o.Space.Members[i].ID] = &o.Space.Members[i]
	}
	for i := range o.Space.Teams {
		x.teams[o.Space.Teams[i].ID] = &o.Space.Teams[i]
	}
	for i := range o.Space.Positions {
		x.positions[o.Space.Positions[i].ID] = &o.Space.Positions[i]
	}
	day := startOfDay(o)
	for i := range o.Space.Memberships {
		m := &o.Space.Memberships[i]
		if !m.Archived && (m.Since == nil || m.Since.Before(day.AddDate(0, 0, 1))) && (m.Till == nil || !m.Till.Before(day)) {
			x.current[m.MemberID] = append(x.current[m.MemberID], m)
		}
	}
	return x
}

func startOfDay(o *org.Organization) time.Time { return o.Now.UTC().Truncate(24 * time.Hour) }

// call is one request with an accepted token.
type call struct {
	*http.Request
	settings Settings
	org      *org.Organization
	space    *org.Space
	index    *Index
	token    *org.SpaceToken
	query    url.Values
}

// route is one request that the API serves.
type route struct {
	pattern    string
	permission string   // the permission that the request requires
	parameters []string // the parameters of the query other than $fields
	respond    func(*call) (any, error)
}

var routes = []route{
	{"GET /organization", "", nil, func(c *call) (any, error) { return &organization{c.space.ID, c.space.Name}, nil }},
	{"GET /applications/me", "", nil, (*call).application},
	{"GET /team-directory/profiles", org.PermissionViewProfiles,
		[]string{"$skip", "$top", "query", "orgRelation", "reportPastMembers", "reportFutureMembers"}, (*call).profiles},
	{"GET /team-directory/profiles/{profile}", org.PermissionViewProfiles, nil, func(c *call) (any, error) {
		member, err := c.member(c.PathValue("profile"))
		return c.profile(member), err
	}},
	{"GET /team-directory/teams", org.PermissionViewTeams, []string{"$skip", "$top", "withArchived"}, (*call).teams},
	{"GET /team-directory/teams/{team}", org.PermissionViewTeams, nil, (*call).oneTeam},
	{"GET /team-directory/memberships", org.PermissionViewMemberships, []string{"$skip", "$top", "withArchived"}, (*call).memberships},
	{"POST /permissions/check-permission", org.PermissionViewPermissions, nil, (*call).checkPermission},
	{"POST /permission-roles/get", "", nil, (*call).roles},
	{"GET /permission-roles/{role}/permissions", "", nil, (*call).roleRights},
	{"GET /permission-roles/{role}/profiles", "", nil, (*call).roleProfiles},
	{"GET /permission-roles/{role}/teams", "", nil, (*call).roleTeams},
}

// Register adds the API to the router. view provides the organization and its
// index in their state at the time of a request.
func Register(router *http.ServeMux, settings Settings, view func(func(*org.Organization, *Index))) {
	handle := func(path, method string, follow func(*call) (any, error)) {
		router.HandleFunc(Base+path, func(w http.ResponseWriter, r *http.Request) {
			var result response.Response
			view(func(o *org.Organization, index *Index) {
				result = serve(&call{Request: r, settings: settings, org: o, space: o.Space, index: index}, method, follow)
			})
			result.Write(w)
		})
	}
	for _, route := range routes {
		method, path, _ := strings.Cut(route.pattern, " ")
		handle(path, method, func(c *call) (any, error) { return c.follow(route) })
	}
	handle("/", "", func(c *call) (any, error) { return nil, NewError(codeNotFound, "There is nothing at %s", c.URL.Path) })
}

// serve responds to a request. An empty method allows any method.
func serve(c *call, method string, follow func(*call) (any, error)) response.Response {
	if c.space == nil {
		return response.HTML(http.StatusNotFound)
	}
	if method != "" && c.Method != method {
		refusal := Respond(NewError(codeBadRequest, "Method %s is not allowed", c.Method))
		return response.MethodNotAllowed(refusal, method)
	}
	err := c.authenticate()
	if err == nil {
		var value any
		if value, err = follow(c); err == nil {
			return response.JSON(http.StatusOK, value)
		}
	}
	apiError, ok := errors.AsType[*Error](err)
	if !ok {
		apiError = NewError(codeInvalid, "%v", err)
	}
	return Respond(apiError)
}

// authenticate finds the token that a request carries and checks that it is
// valid.
func (c *call) authenticate() error {
	token, isBearer := strings.CutPrefix(c.Header.Get("Authorization"), "Bearer ")
	if !isBearer || token == "" {
		return NewError(codeUnauthenticated, "A bearer token is required")
	}
	i := slices.IndexFunc(c.space.Tokens, func(t org.SpaceToken) bool { return t.Token == token })
	if i < 0 {
		return NewError(codeUnauthenticated, "The access token is not valid")
	}
	if c.token = &c.space.Tokens[i]; c.token.Expired {
		return NewError(codeUnauthenticated, "The access token has expired")
	}
	return nil
}

// follow checks the requirements that apply to every request, and selects the
// fields.
func (c *call) follow(route route) (any, error) {
	basics := c.settings.BasicProfiles && route.permission == org.PermissionViewProfiles && c.has(org.PermissionViewProfileBasics)
	if route.permission != "" && !c.has(route.permission) && !basics {
		return nil, denied(route.permission)
	}
	var err error
	if c.query, err = url.ParseQuery(c.URL.RawQuery); err != nil {
		return nil, NewError(codeBadRequest, "The query cannot be read")
	}
	for name, values := range c.query {
		if name != "$fields" && !slices.Contains(route.parameters, name) {
			return nil, NewError(codeInvalid, "There is no parameter %q", name)
		}
		if len(values) > 1 {
			return nil, NewError(codeInvalid, "The parameter %q is given %d times", name, len(values))
		}
	}
	value, err := route.respond(c)
	if _, bare := value.(bool); bare || err != nil {
		return value, err
	}
	var asked fields
	if c.query.Has("$fields") {
		if asked, err = parseFields(c.query.Get("$fields")); err != nil {
			return nil, err
		}
	}
	chosen, err := compile(reflect.TypeOf(value), asked)
	if err != nil {
		return nil, err
	}
	return choose(reflect.ValueOf(value), chosen), nil
}

func denied(permission string) error {
	return NewError(codeDenied, "The permission %s is required", permission)
}

func (c *call) has(permission string) bool { return slices.Contains(c.token.Permissions, permission) }

// sees reports whether the token has access to a person at all.
func (c *call) sees(m *org.SpaceMember) bool {
	return !m.External && !m.ExternalLight || c.has(org.PermissionViewExternals) || c.token.MemberID == m.ID
}

func (c *call) application() (any, error) {
	if c.token.MemberID != "" {
		return nil, NewError(codeDenied, "The token is not an application's")
	}
	return &application{c.token.Application}, nil
}

// maxBody is more than any request needs.
const maxBody = 64 << 10

// decode reads the body of a POST request and rejects unknown members. This
// library distinguishes the letter case of names, but encoding/json does not.
func (c *call) decode(into any) error {
	if contentType := c.Header.Get("Content-Type"); !strings.HasPrefix(contentType, "application/json") {
		return NewError(codeBadRequest, "Content-Type %q is not application/json", contentType)
	}
	body, err := io.ReadAll(io.LimitReader(c.Body, maxBody+1))
	switch {
	case err != nil:
		return NewError(codeBadRequest, "The body cannot be read")
	case len(body) > maxBody:
		return NewError(codeTooLarge, "The body is longer than %d bytes", maxBody)
	case json.Unmarshal(body, into, json.RejectUnknownMembers(true)) != nil:
		return NewError(codeBadRequest, "The body is not the expected JSON")
	}
	return nil
}
