package space

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"go.uber.org/goleak"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const testToken = "faketoken0123456789abcdef"

// obj is a JSON object.
type obj = map[string]any

// server is a handwritten Space with a handler for each path below /api/http.
type server struct {
	mu       sync.Mutex
	requests []string // the method and the path with its query, in the order of arrival
	bodies   []string
	handlers map[string]http.HandlerFunc
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.EscapedPath(), apiPath)
	body := new(strings.Builder)
	if r.Body != nil {
		var b [4096]byte
		n, _ := r.Body.Read(b[:])
		body.Write(b[:n])
	}
	s.mu.Lock()
	s.requests = append(s.requests, r.Method+" "+path)
	s.bodies = append(s.bodies, body.String())
	handler := s.handlers[path]
	s.mu.Unlock()
	switch {
	case r.Header.Get("Authorization") != "Bearer "+testToken:
		reply(w, http.StatusUnauthorized, obj{"error": "authentication-required"})
	case handler == nil:
		reply(w, http.StatusNotFound, obj{"error": "not-found", "error_description": "no handler"})
	default:
		handler(w, r)
	}
}

// asked returns the number of requests to a path.
func (s *server) asked(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, r := range s.requests {
		if _, p, _ := strings.Cut(r, " "); p == path {
			n++
		}
	}
	return n
}

func (s *server) total() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.requests)
}

func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	text, ok := body.(string)
	if !ok {
		encoded, err := json.Marshal(body)
		if err != nil {
			panic(err)
		}
		text = string(encoded)
	}
	_, _ = w.Write([]byte(text))
}

func says(status int, body any) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { reply(w, status, body) }
}

func denied() http.HandlerFunc {
	return says(http.StatusForbidden, obj{"error": "permission-denied", "error_description": "Access denied"})
}

// pageOf returns a batch in the form in which Space sends it.
func pageOf(next any, total any, rows ...obj) obj {
	if rows == nil {
		rows = []obj{}
	}
	return obj{"next": next, "totalCount": total, "data": rows}
}

// listOf serves rows by numeric offset. Even the last page has next.
func listOf(rows []obj) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		skip, _ := strconv.Atoi(r.URL.Query().Get("$skip"))
		top, _ := strconv.Atoi(r.URL.Query().Get("$top"))
		from, to := min(skip, len(rows)), min(skip+top, len(rows))
		reply(w, http.StatusOK, pageOf(strconv.Itoa(to), len(rows), rows[from:to]...))
	}
}

// profile returns the complete profile of a person in the organization. change
// overrides fields and removes those that are nil.
func profile(username string, change ...obj) obj {
	p := obj{
		"id": "id-" + username, "username": username,
		"name":     obj{"firstName": strings.ToUpper(username), "lastName": "Example"},
		"archived": false, "notAMember": false, "suspended": nil, "accessSuspended": false,
		"external": false, "externalLight": false, "joined": obj{"iso": "2020-10-21", "day": 21, "month": 10, "year": 2020},
		"leftAt": nil, "externalId": nil, "status": "ACTIVE",
		"emails":      []obj{{"email": username + "@acme.example", "blocked": false}},
		"managers":    []obj{},
		"memberships": []obj{},
		"logins":      []obj{},
	}
	for _, c := range change {
		maps.Copy(p, c)
	}
	return p
}

// refuse removes fields from an object, as Space does if a token cannot read
// them.
func refuse(o obj, fields ...string) obj {
	o = maps.Clone(o)
	for _, f := range fields {
		delete(o, f)
	}
	o["$errors"] = []obj{{
		"className": "HA_InlineError.InaccessibleFields", "fields": fields,
		"message": fmt.Sprintf("Could not access following fields: %q.", fields),
	}}
	return o
}

func profiles(n int) []obj {
	rows := make([]obj, n)
	for i := range rows {
		rows[i] = profile(fmt.Sprintf("u%05d", i))
	}
	return rows
}

// rows returns the shortest profiles that Space can send, for tests of lists,
// which do not depend on what a profile contains.
func rows(n int) []obj {
	rows := make([]obj, n)
	for i := range rows {
		rows[i] = obj{"id": fmt.Sprintf("id-%05d", i), "username": fmt.Sprintf("u%05d", i)}
	}
	return rows
}

func settings(address *url.URL) Config {
	return Config{
		URL:   address,
		Token: transport.NewSecret(testToken),
		Policy: transport.Policy{
			UserAgent:      "test/1",
			MaxConcurrent:  8,
			MaxRetries:     2,
			AttemptTimeout: 10 * time.Minute, // no load exceeds it
			Now:            time.Now,
			FirstBackoff:   time.Millisecond,
		},
	}
}

// newSpace serves the handlers and returns a client of them.
func newSpace(t testing.TB, handlers map[string]http.HandlerFunc, change ...func(*Config)) (*Client, *server) {
	t.Helper()
	s := &server{handlers: handlers}
	backend := httptest.NewServer(s)
	t.Cleanup(backend.Close)
	return clientOf(t, backend.URL, change...), s
}

// inProcess returns a client of a Space that needs no network.
func inProcess(t testing.TB, handlers map[string]http.HandlerFunc, change ...func(*Config)) (*Client, *server) {
	t.Helper()
	s := &server{handlers: handlers}
	config := settings(clienttest.URL(t, "https://space.example"))
	for _, c := range change {
		c(&config)
	}
	client := newClient(config, s)
	t.Cleanup(client.Close)
	return client, s
}

// RoundTrip responds to a request without using a network.
func (s *server) RoundTrip(r *http.Request) (*http.Response, error) {
	recorder := httptest.NewRecorder()
	s.ServeHTTP(recorder, r)
	return recorder.Result(), nil
}

func clientOf(t testing.TB, address string, change ...func(*Config)) *Client {
	t.Helper()
	config := settings(clienttest.URL(t, address))
	for _, c := range change {
		c(&config)
	}
	client := New(config)
	t.Cleanup(client.Close)
	return client
}

func wantText(t *testing.T, err error, text string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), text) {
		t.Errorf("error is %v, want %q in it", err, text)
	}
}

func wantList(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if got == nil {
		t.Errorf("%s is nil, want a list", what)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", what, diff)
	}
}
