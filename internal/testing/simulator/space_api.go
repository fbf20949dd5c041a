package simulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
)

// spaceBase is the path below which the API of a Space lives.
const spaceBase = "/api/http"

// spaceAPI serves the organization's Space over HTTP.
type spaceAPI struct {
	server *Server
	mu     sync.Mutex // guards cached
	cached *spaceData
}

// data is the Space as it is now. The organization must be locked.
func (a *spaceAPI) data() *spaceData {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.cached == nil || a.cached.version != a.server.version || a.cached.space != a.server.org.Space {
		a.cached = newSpaceData(a.server.org, a.server.version)
	}
	return a.cached
}

// spaceError is an error of the API as its body gives it.
type spaceError struct {
	status            int
	code, description string
}

// The codes of the API's errors.
const (
	spaceUnauthenticated = "authentication-required"
	spaceDenied          = "permission-denied"
	spaceNotFound        = "not-found"
	spaceRateLimited     = "rate-limited"
	spaceInvalid         = "validation-error"
	spaceBadRequest      = "request-error"
	spaceTooLarge        = "payload-too-large"
	spaceInternal        = "internal-server-error"
)

// spaceStatuses are the statuses that go with the codes.
var spaceStatuses = map[string]int{
	spaceUnauthenticated: http.StatusUnauthorized,
	spaceDenied:          http.StatusForbidden,
	spaceNotFound:        http.StatusNotFound,
	spaceRateLimited:     http.StatusTooManyRequests,
	spaceInvalid:         http.StatusBadRequest,
	spaceBadRequest:      http.StatusBadRequest,
	spaceTooLarge:        http.StatusRequestEntityTooLarge,
	spaceInternal:        http.StatusInternalServerError,
}

func spaceRefusal(code, format string, args ...any) *spaceError {
	return &spaceError{spaceStatuses[code], code, fmt.Sprintf(format, args...)}
}

func (e spaceError) body() []byte {
	o := openObject(nil, false)
	o.text("error", e.code)
	o.text("error_description", e.description)
	return o.close()
}

// reading POSTs, the only requests other than GETs.
const (
	checkPermissionPath = spaceBase + "/permissions/check-permission"
	getRolesPath        = spaceBase + "/permission-roles/get"
)

// spaceCall is one request of an accepted token.
type spaceCall struct {
	*spaceData
	settings spaceSettings
	top      int // the most that a page may hold; 0 is no limit
	caller   *spaceCaller
	path     []string // the segments after the base
	query    url.Values
	body     []byte
	anySkip  bool // a fault asks: page tokens of either kind will do
}

func (a *spaceAPI) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	reads := http.MethodGet
	if r.URL.Path == checkPermissionPath || r.URL.Path == getRolesPath {
		reads = http.MethodPost
	}
	if r.Method != reads {
		w.Header().Set("Allow", reads)
		refusal := spaceError{http.StatusMethodNotAllowed, spaceBadRequest, "Method " + r.Method + " is not allowed"}
		writeJSON(w, refusal.status, refusal.body())
		return
	}
	body, refusal := a.answer(r)
	if refusal != nil {
		writeJSON(w, refusal.status, refusal.body())
		return
	}
	writeJSON(w, http.StatusOK, body)
}

// answer is the body of the answer. The organization does not change under it.
func (a *spaceAPI) answer(r *http.Request) ([]byte, *spaceError) {
	var content bytes.Buffer
	if r.Method == http.MethodPost {
		if contentType := r.Header.Get("Content-Type"); !strings.HasPrefix(contentType, "application/json") {
			return nil, spaceRefusal(spaceBadRequest, "Content-Type %q is not application/json", contentType)
		}
		if _, err := content.ReadFrom(r.Body); err != nil {
			return nil, spaceRefusal(spaceBadRequest, "The body cannot be read")
		}
		if content.Len() > maxRecordedBody {
			return nil, spaceRefusal(spaceTooLarge, "The body is longer than %d bytes", maxRecordedBody)
		}
	}
	a.server.orgMu.RLock()
	defer a.server.orgMu.RUnlock()
	data := a.data()
	caller, refusal := data.authenticate(r.Header)
	if refusal != nil {
		return nil, refusal
	}
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, spaceRefusal(spaceBadRequest, "The query cannot be read")
	}
	call := &spaceCall{
		spaceData: data,
		settings:  a.server.settings.space,
		top:       a.server.settings.maxPageSize,
		caller:    caller,
		query:     query,
		body:      content.Bytes(),
		anySkip:   r.Context().Value(otherPageKey{}) != nil,
	}
	for segment := range strings.SplitSeq(strings.TrimPrefix(r.URL.EscapedPath(), spaceBase+"/"), "/") {
		segment, err := url.PathUnescape(segment)
		if err != nil {
			return nil, spaceRefusal(spaceBadRequest, "The path cannot be read")
		}
		call.path = append(call.path, segment)
	}
	for _, route := range spaceRoutes {
		if match(call.path, route.pattern...) {
			return call.follow(route)
		}
	}
	return nil, spaceRefusal(spaceNotFound, "There is nothing at %s", r.URL.Path)
}

// follow checks what every endpoint checks before it answers.
func (c *spaceCall) follow(route spaceRoute) ([]byte, *spaceError) {
	basics := c.settings.basicProfiles && route.permission == PermissionViewProfiles && c.caller.has(PermissionViewProfileBasics)
	if route.permission != "" && !c.caller.has(route.permission) && !basics {
		return nil, spaceRefusal(spaceDenied, "The permission %s is required", route.permission)
	}
	for name, values := range c.query {
		if name != "$fields" && !slices.Contains(route.parameters, name) {
			return nil, spaceRefusal(spaceInvalid, "There is no parameter %q", name)
		}
		if len(values) > 1 && !slices.Contains(listParameters, name) {
			return nil, spaceRefusal(spaceInvalid, "The parameter %q is given %d times", name, len(values))
		}
	}
	return route.answer(c)
}

// authenticate finds out who asks.
func (d *spaceData) authenticate(header http.Header) (*spaceCaller, *spaceError) {
	token, isBearer := strings.CutPrefix(header.Get("Authorization"), "Bearer ")
	if !isBearer || token == "" {
		return nil, spaceRefusal(spaceUnauthenticated, "A bearer token is required")
	}
	caller := d.callers[token]
	switch {
	case caller == nil:
		return nil, spaceRefusal(spaceUnauthenticated, "The access token is not valid")
	case caller.token.Expired:
		return nil, spaceRefusal(spaceUnauthenticated, "The access token has expired")
	}
	return caller, nil
}

// spaceBuffers are for answers while they grow.
var spaceBuffers sync.Pool

// encode writes an answer whose objects are of a shape, as $fields wants them.
func (c *spaceCall) encode(shape *spaceShape, write func(e *spaceEncoder, s *selection)) ([]byte, *spaceError) {
	chosen := shape.core()
	if c.query.Has("$fields") {
		tree, err := parseFields(c.query.Get("$fields"))
		if err == nil {
			chosen, err = shape.choose(tree)
		}
		if err != nil {
			return nil, spaceRefusal(spaceInvalid, "%v", err)
		}
	}
	e := &spaceEncoder{data: c.spaceData, caller: c.caller, bare: c.settings.bareDates, coded: c.settings.codeObjects}
	buffer, reused := spaceBuffers.Get().(*[]byte)
	if !reused {
		buffer = new([]byte)
	}
	e.buffer = (*buffer)[:0]
	write(e, chosen)
	body := bytes.Clone(e.buffer)
	*buffer = e.buffer
	spaceBuffers.Put(buffer)
	return body, nil
}

// one answers a single object.
func (c *spaceCall) one(shape *spaceShape, object any) ([]byte, *spaceError) {
	return c.encode(shape, func(e *spaceEncoder, s *selection) { e.item(object, s) })
}

// array answers a plain array.
func spaceArray[T any](c *spaceCall, shape *spaceShape, objects []*T) ([]byte, *spaceError) {
	return c.encode(shape, func(e *spaceEncoder, s *selection) {
		e.list(len(objects), func(i int) { e.item(objects[i], s) })
	})
}

// decodeBody reads the body of a POST, which may hold nothing unknown.
func (c *spaceCall) decodeBody(into any) *spaceError {
	decoder := json.NewDecoder(bytes.NewReader(c.body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil || decoder.More() {
		return spaceRefusal(spaceBadRequest, "The body is not the JSON that is wanted here")
	}
	return nil
}
