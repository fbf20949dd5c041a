package simulator

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/spaceapi"
)

// serve records a request, applies the active faults, and responds.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	request := newRequest(r, s.tokenKind(r))
	arrived := *request
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		panic(http.ErrAbortHandler)
	}
	s.running.Add(1)
	s.inFlight++
	s.maxInFlight = max(s.maxInFlight, s.inFlight)
	if !s.settings.noRecord {
		s.requests = append(s.requests, request)
	}
	wrap := s.faults.Count(arrived)
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.inFlight--
		s.mu.Unlock()
		s.running.Done()
	}()

	if !fault.Pause(r.Context(), s.settings.latency) {
		panic(http.ErrAbortHandler)
	}
	wrap(http.HandlerFunc(s.route)).ServeHTTP(&recorder{ResponseWriter: w, server: s, request: request}, fault.WithRequest(r, arrived))
}

// credentialHeaders lists the headers whose values are never recorded.
var credentialHeaders = []string{"X-Api-Key", "Authorization", "Proxy-Authorization", "Cookie"}

func newRequest(r *http.Request, kind fault.TokenKind) *fault.Request {
	header := r.Header.Clone()
	for _, name := range credentialHeaders {
		if header.Get(name) != "" {
			header.Set(name, "REDACTED ("+string(kind)+" token)")
		}
	}
	return &fault.Request{
		Method: r.Method,
		Path:   r.URL.Path,
		Query:  r.URL.Query(),
		Host:   r.Host,
		Header: header,
		Token:  kind,
		Body:   recordBody(r),
	}
}

// maxRecordedBody is the maximum number of recorded bytes of a request's body.
const maxRecordedBody = 64 << 10

// recordBody reads the beginning of a request's body and puts it back.
func recordBody(r *http.Request) []byte {
	if r.ContentLength == 0 || r.Body == nil || r.Body == http.NoBody {
		return nil
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxRecordedBody))
	if err != nil {
		return body // the API gets the same error again
	}
	r.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(body), r.Body), r.Body}
	return body
}

// tokenKind returns whose token a request carries. On the paths of a Space, it
// looks at the bearer token. On other paths, it looks at the API key. If that
// is missing, it looks at the other one.
func (s *Server) tokenKind(r *http.Request) fault.TokenKind {
	key := r.Header.Get("X-Api-Key")
	authorization := r.Header.Get("Authorization")
	s.orgMu.RLock()
	defer s.orgMu.RUnlock()
	switch {
	case key == "" && authorization == "":
		return fault.NoToken
	case authorization != "" && (key == "" || strings.HasPrefix(r.URL.Path, spaceapi.Base+"/")):
		bearer, _ := strings.CutPrefix(authorization, "Bearer ")
		return spaceTokenKind(s.org.Space, bearer)
	case key == s.org.Token:
		return fault.OrganizationToken
	case slices.ContainsFunc(s.org.Teams, func(t org.Team) bool { return t.Token == key }):
		return fault.TeamToken
	default:
		return fault.UnknownToken
	}
}

func spaceTokenKind(space *org.Space, token string) fault.TokenKind {
	if space == nil {
		return fault.UnknownToken
	}
	i := slices.IndexFunc(space.Tokens, func(t org.SpaceToken) bool { return t.Token == token })
	switch {
	case i < 0:
		return fault.UnknownToken
	case space.Tokens[i].MemberID == "":
		return fault.SpaceApplicationToken
	default:
		return fault.SpacePersonalToken
	}
}

// Requests returns the requests so far in the order of their arrival.
func (s *Server) Requests() []fault.Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	requests := make([]fault.Request, len(s.requests))
	for i, request := range s.requests {
		requests[i] = *request
	}
	return requests
}

// ResetRequests deletes the recorded requests.
func (s *Server) ResetRequests() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = nil
}

// MaxInFlight returns the largest number of requests that the server has
// handled at the same time.
func (s *Server) MaxInFlight() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.maxInFlight
}

// recorder records the status and size of a response before the client can see
// them.
type recorder struct {
	http.ResponseWriter
	server  *Server
	request *fault.Request
	wrote   bool
}

// WriteHeader records the status.
func (w *recorder) WriteHeader(status int) {
	w.note(status, 0)
	w.ResponseWriter.WriteHeader(status)
}

// Write records how many bytes are written.
func (w *recorder) Write(p []byte) (int, error) {
	w.note(http.StatusOK, len(p))
	return w.ResponseWriter.Write(p)
}

func (w *recorder) note(status, bytes int) {
	w.server.mu.Lock()
	defer w.server.mu.Unlock()
	if !w.wrote {
		w.wrote = true
		w.request.Status = status
	}
	w.request.Bytes += int64(bytes)
}

// Unwrap gives http.ResponseController access to the connection.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }
