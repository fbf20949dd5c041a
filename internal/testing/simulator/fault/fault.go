// Package fault lets a simulated server misbehave. A [Fault] defines what
// happens and which requests it affects.
package fault

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/accountapi"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/spaceapi"
)

// Fault defines how the server misbehaves and for which requests. A constructor
// defines what happens, for every request. Methods restrict the requests and
// return a new value:
//
//	server.Fail(fault.ServerError().OnPath("/api/v1/customer/").OnPage(3).First(2))
//
// Several active faults apply together. The first fault is the outermost. If a
// fault sends its own response, the faults after it have no effect.
type Fault struct {
	wrap     func(next http.Handler) http.Handler
	when     []func(Request) bool
	from, to int  // the range of matching requests that the fault affects, counted from 1; if to is 0, the range has no end
	each     bool // count the requests for each URL separately
}

// custom returns a fault with custom behavior. wrap receives the handler of the
// rest of the server and returns the handler that responds instead.
func custom(wrap func(next http.Handler) http.Handler) Fault { return Fault{wrap: wrap, from: 1} }

// around is like [custom], but takes a function instead of a handler.
func around(serve func(next http.Handler, w http.ResponseWriter, r *http.Request)) Fault {
	return custom(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { serve(next, w, r) })
	})
}

// When restricts the fault to requests for which predicate returns true.
// predicate must not call methods of the server.
func (f Fault) When(predicate func(Request) bool) Fault {
	f.when = append(slices.Clone(f.when), predicate)
	return f
}

// OnPath restricts the fault to paths that start with prefix. The prefix
// includes /api/v1 or /api/http.
func (f Fault) OnPath(prefix string) Fault {
	return f.When(func(r Request) bool { return strings.HasPrefix(r.Path, prefix) })
}

// OnLists restricts the fault to requests for lists. These are the licenses of
// the organization or a team, and a Space's profiles, teams, and memberships.
func (f Fault) OnLists() Fault {
	return f.When(func(r Request) bool { return strings.HasSuffix(r.Path, "/licenses") || spaceapi.IsList(r.Path) })
}

// OnSpace restricts the fault to the Space API.
func (f Fault) OnSpace() Fault { return f.OnPath(spaceapi.Base + "/") }

// OnAccount restricts the fault to the Account API.
func (f Fault) OnAccount() Fault { return f.OnPath(accountapi.Base + "/") }

// OnPage restricts the fault to the given pages of lists. See [Request.Page].
func (f Fault) OnPage(pages ...int) Fault {
	return f.OnLists().When(func(r Request) bool { return slices.Contains(pages, r.Page()) })
}

// First restricts the fault to the first n matching requests.
func (f Fault) First(n int) Fault {
	f.from, f.to = 1, n
	return f
}

// After restricts the fault to the matching requests after the first n.
func (f Fault) After(n int) Fault {
	f.from, f.to = n+1, 0
	return f
}

// Each makes First and After count the requests for each URL separately. For
// example, ServerError().Each().First(1) fails every page once.
func (f Fault) Each() Fault {
	f.each = true
	return f
}

// Script is a list of active faults with the number of requests that each has
// matched. It is not safe for concurrent use.
type Script struct {
	faults []Fault
	seen   []map[string]int
}

// NewScript activates faults with their counts at zero. The zero Fault does
// nothing.
func NewScript(faults ...Fault) *Script {
	s := &Script{}
	for _, f := range faults {
		if f.wrap != nil {
			s.faults, s.seen = append(s.faults, f), append(s.seen, map[string]int{})
		}
	}
	return s
}

// Count counts the request for each fault that matches it. It returns a
// function that wraps a handler in the faults that affect the request.
func (s *Script) Count(request Request) (wrap func(http.Handler) http.Handler) {
	var hit []Fault
	for i, f := range s.faults {
		if slices.ContainsFunc(f.when, func(predicate func(Request) bool) bool { return !predicate(request) }) {
			continue
		}
		key := ""
		if f.each {
			key = request.Path + "?" + request.Query.Encode()
		}
		s.seen[i][key]++
		if n := s.seen[i][key]; n >= f.from && (f.to == 0 || n <= f.to) {
			hit = append(hit, f)
		}
	}
	return func(handler http.Handler) http.Handler {
		for _, f := range slices.Backward(hit) {
			handler = f.wrap(handler)
		}
		return handler
	}
}

// TokenKind says whose token a request carried.
type TokenKind string

// The kinds of token.
const (
	NoToken           TokenKind = ""
	OrganizationToken TokenKind = "organization"
	TeamToken         TokenKind = "team"
	UnknownToken      TokenKind = "unknown" // not a token of this server

	// The kinds for a Space include expired tokens.
	SpacePersonalToken    TokenKind = "space personal"
	SpaceApplicationToken TokenKind = "space application"
)

// Request is one recorded request with the server's response to it.
type Request struct {
	Method string
	Path   string
	Query  url.Values
	Host   string
	Header http.Header // with credentials replaced by REDACTED and the kind of token
	Token  TokenKind
	Body   []byte // the request's body, limited to 64 KiB
	Status int    // 0 until the server has sent the response's headers
	Bytes  int64  // the size of the response's body so far
}

// Page returns the page that a list request asks for. It returns 1 if the
// request names no page, and 0 if it names something that is not a number. In a
// list of a Space, $skip is an offset or encodes one. There, Page returns the
// page that starts at that offset, for pages of $top items.
func (r Request) Page() int {
	if strings.HasPrefix(r.Path, spaceapi.Base+"/") {
		return spaceapi.Page(r.Query)
	}
	if !r.Query.Has("page") {
		return 1
	}
	page, err := strconv.Atoi(r.Query.Get("page"))
	if err != nil {
		return 0
	}
	return page
}
