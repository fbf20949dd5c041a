package simulator

import (
	"net/http"
	"slices"
	"strings"
)

// Fault is a way for the server to misbehave, and the requests it concerns. The
// constructors say what happens, to every request; the methods narrow that down
// and return a new value:
//
//	server.Fail(simulator.ServerError().OnPath("/api/v1/customer/").OnPage(3).First(2))
//
// Several faults in force apply together, the first one outermost: a fault that
// answers by itself hides those after it.
type Fault struct {
	wrap     func(next http.Handler) http.Handler
	when     []func(Request) bool
	from, to int  // the matching requests that are hit, counted from 1; to 0 is without end
	each     bool // count every URL by itself
}

// Custom is a fault of one's own: wrap gets the rest of the server and returns
// what answers instead.
func Custom(wrap func(next http.Handler) http.Handler) Fault { return Fault{wrap: wrap, from: 1} }

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
	return f.When(func(r Request) bool { return strings.HasSuffix(r.Path, "/licenses") || isSpaceList(r.Path) })
}

// OnSpace narrows the fault to the API of the Space.
func (f Fault) OnSpace() Fault { return f.OnPath(spaceBase + "/") }

// OnAccount narrows the fault to the Account API.
func (f Fault) OnAccount() Fault { return f.OnPath(accountBase + "/") }

// OnPage narrows the fault to lists and these pages of them; see [Request.Page].
func (f Fault) OnPage(pages ...int) Fault {
	return f.OnLists().When(func(r Request) bool { return slices.Contains(pages, r.Page()) })
}

// First hits the first n matching requests only.
func (f Fault) First(n int) Fault {
	f.from, f.to = 1, n
	return f
}

// Nth hits the nth matching request only, counted from 1.
func (f Fault) Nth(n int) Fault {
	f.from, f.to = n, n
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

// activeFault is a fault in force and how many requests it has matched.
type activeFault struct {
	Fault
	seen map[string]int
}

// Fail puts these faults into force instead of those before, with their counts
// at zero; without any it ends all faults.
func (s *Server) Fail(faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
	for _, fault := range faults {
		if fault.wrap == nil {
			continue // the zero Fault does nothing
		}
		s.faults = append(s.faults, &activeFault{Fault: fault, seen: map[string]int{}})
	}
}

// matching counts the request with every fault that it matches and returns what
// is to happen to it. s.mu must be held.
func (s *Server) matching(request Request) []func(http.Handler) http.Handler {
	var wraps []func(http.Handler) http.Handler
	for _, fault := range s.faults {
		if fault.hits(request) {
			wraps = append(wraps, fault.wrap)
		}
	}
	return wraps
}

func (f *activeFault) hits(request Request) bool {
	for _, predicate := range f.when {
		if !predicate(request) {
			return false
		}
	}
	key := ""
	if f.each {
		key = request.Path + "?" + request.Query.Encode()
	}
	f.seen[key]++
	return f.seen[key] >= f.from && (f.to == 0 || f.seen[key] <= f.to)
}
