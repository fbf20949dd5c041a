package simulator

import (
	"bytes"
	"io"
	"log"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// discardLog keeps net/http from reporting the connections that faults break.
var discardLog = log.New(io.Discard, "", 0)

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

// Request is one request as it arrived, and how it was answered.
type Request struct {
	Method string
	Path   string
	Query  url.Values
	Host   string
	Header http.Header // credentials replaced by REDACTED and the kind of token
	Token  TokenKind
	Body   []byte // of a request that has one, at most 64 KiB of it
	Status int    // 0 until the headers of an answer are sent
	Bytes  int64  // of the answer's body, so far
}

// Page is the page that a list request asks for: 1 if it names none, 0 if what
// it names is not a number. In a list of a Space, where $skip is an offset or
// stands for one, it is the page that begins there with pages of $top items.
func (r Request) Page() int {
	if strings.HasPrefix(r.Path, spaceBase+"/") {
		return spacePageOf(r.Query)
	}
	values, present := r.Query["page"]
	if !present {
		return 1
	}
	page, _ := strconv.Atoi(values[0])
	return page
}

// credentialHeaders are never recorded as they are.
var credentialHeaders = []string{"X-Api-Key", "Authorization", "Proxy-Authorization", "Cookie"}

func newRequest(r *http.Request, kind TokenKind) *Request {
	header := r.Header.Clone()
	for _, name := range credentialHeaders {
		if header.Get(name) != "" {
			header.Set(name, "REDACTED ("+string(kind)+" token)")
		}
	}
	return &Request{
		Method: r.Method,
		Path:   r.URL.Path,
		Query:  r.URL.Query(),
		Host:   r.Host,
		Header: header,
		Token:  kind,
		Body:   recordBody(r),
	}
}

// maxRecordedBody is how much of a request's body is kept.
const maxRecordedBody = 64 << 10

// recordBody reads the beginning of a request's body and puts it back.
func recordBody(r *http.Request) []byte {
	if r.ContentLength == 0 || r.Body == nil || r.Body == http.NoBody {
		return nil
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxRecordedBody))
	if err != nil {
		return body // whoever reads on meets the error again
	}
	r.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(body), r.Body), r.Body}
	return body
}

// tokenKind finds out whose token a request carries: on a path of a Space the
// bearer token, elsewhere the API key, and if that is missing the other one.
func (s *Server) tokenKind(r *http.Request) TokenKind {
	key := r.Header.Get("X-Api-Key")
	authorization := r.Header.Get("Authorization")
	s.orgMu.RLock()
	defer s.orgMu.RUnlock()
	switch {
	case key == "" && authorization == "":
		return NoToken
	case authorization != "" && (key == "" || strings.HasPrefix(r.URL.Path, spaceBase+"/")):
		bearer, _ := strings.CutPrefix(authorization, "Bearer ")
		return s.org.Space.tokenKind(bearer)
	case key == s.org.Token:
		return OrganizationToken
	case slices.ContainsFunc(s.org.Teams, func(t Team) bool { return t.Token == key }):
		return TeamToken
	default:
		return UnknownToken
	}
}

func (s *Space) tokenKind(token string) TokenKind {
	if s != nil && token != "" {
		for i := range s.Tokens {
			switch {
			case s.Tokens[i].Token != token:
			case s.Tokens[i].MemberID == "":
				return SpaceApplicationToken
			default:
				return SpacePersonalToken
			}
		}
	}
	return UnknownToken
}

// Requests are the requests so far, in the order of arrival.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	requests := make([]Request, len(s.requests))
	for i, request := range s.requests {
		requests[i] = *request
	}
	return requests
}

// ResetRequests forgets the requests so far.
func (s *Server) ResetRequests() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = nil
}

// recorder notes the status and the size of an answer before the client can
// see them.
type recorder struct {
	http.ResponseWriter
	server  *Server
	request *Request
	wrote   bool
}

func (w *recorder) WriteHeader(status int) {
	w.note(status, 0)
	w.ResponseWriter.WriteHeader(status)
}

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

// requestKey is where a request's record is in its context.
type requestKey struct{}

// Unwrap lets http.ResponseController reach the connection.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }
