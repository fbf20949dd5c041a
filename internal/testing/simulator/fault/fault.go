// Package fault lets a simulated server misbehave. A [Fault] says what happens,
// and to which requests.
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

// Fault is a way for the server to misbehave, and the requests it concerns. The
// constructors say what happens, to every request; the methods narrow that down
// and return a new value:
//
//	server.Fail(fault.ServerError().OnPath("/api/v1/customer/").OnPage(3).First(2))
//
// Several faults in force apply together, the first one outermost: a fault that
// responds by itself hides those after it.
type Fault struct {
	wrap     func(next http.Handler) http.Handler
	when     []func(Request) bool
	from, to int  // the matching requests that are hit, counted from 1; to 0 is without end
	each     bool // count every URL by itself
}

// Custom is a fault of one's own: wrap gets the rest of the server and returns
// what responds instead.
func Custom(wrap func(next http.Handler) http.Handler) Fault { return Fault{wrap: wrap, from: 1} }

// around is [Custom] with a function in place of a handler.
func around(serve func(next http.Handler, w http.ResponseWriter, r *http.Request)) Fault {
	return Custom(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { serve(next, w, r) })
	})
}

// When narrows the fault to requests for which predicate is true. It must not
// call methods of the server.
func (f Fault) When(predicate func(Request) bool) Fault {
	f.when = append(slices.Clone(f.when), predicate)
	return f
}

// OnPath narrows the fault to paths that start with prefix, /api/v1 or /api/http
// included.
func (f Fault) OnPath(prefix string) Fault {
	return f.When(func(r Request) bool { return strings.HasPrefix(r.Path, prefix) })
}

// OnLists narrows the fault to the lists: of licenses, the organization's and the
// teams', and of a Space's profiles, teams and memberships.
func (f Fault) OnLists() Fault {
	return f.When(func(r Request) bool { return strings.HasSuffix(r.Path, "/licenses") || spaceapi.IsList(r.Path) })
}

// OnSpace narrows the fault to the API of the Space.
func (f Fault) OnSpace() Fault { return f.OnPath(spaceapi.Base + "/") }

// OnAccount narrows the fault to the Account API.
func (f Fault) OnAccount() Fault { return f.OnPath(accountapi.Base + "/") }

// OnPage narrows the fault to lists and these pages of them; see [Request.Page].
func (f Fault) OnPage(pages ...int) Fault {
	return f.OnLists().When(func(r Request) bool { return slices.Contains(pages, r.Page()) })
}

// First hits the first n matching requests only.
func (f Fault) First(n int) Fault {
	f.from, f.to = 1, n
	return f
}

// After hits all matching requests but the first n.
func (f Fault) After(n int) Fault {
	f.from, f.to = n+1, 0
	return f
}

// Each makes First, Nth and After count the requests for every URL separately:
// ServerError().Each().First(1) fails every page once.
func (f Fault) Each() Fault {
	f.each = true
	return f
}

// Script is a list of faults in force, with the requests that each has matched.
// It is not safe for concurrent use.
type Script struct {
	faults []Fault
	seen   []map[string]int
}

// NewScript puts faults into force, with their counts at zero. The zero Fault
// does nothing.
func NewScript(faults ...Fault) *Script {
	s := &Script{}
	for _, f := range faults {
		if f.wrap != nil {
			s.faults, s.seen = append(s.faults, f), append(s.seen, map[string]int{})
		}
	}
	return s
}

// Count counts the request with every fault that it matches and returns what
// puts the faults that hit it around a handler.
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
	UnknownToken      TokenKind = "unknown" // not one of this server's

	// Of a Space; expired ones too.
	SpacePersonalToken    TokenKind = "space personal"
	SpaceApplicationToken TokenKind = "space application"
)

// Request is one request as it arrived, and how the server responded.
type Request struct {
	Method string
	Path   string
	Query  url.Values
	Host   string
	Header http.Header // credentials replaced by REDACTED and the kind of token
	Token  TokenKind
	Body   []byte // of a request that has one, at most 64 KiB of it
	Status int    // 0 until the headers of a response are sent
	Bytes  int64  // of the response's body, so far
}

// Page is the page that a list request asks for: 1 if it names none, 0 if what
// it names is not a number. In a list of a Space, where $skip is an offset or
// encodes one, it is the page that begins there with pages of $top items.
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
