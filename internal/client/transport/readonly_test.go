package transport

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
)

// guarded sends a request directly through the chain without the client's own
// methods, as code with a bug could.
func guarded(t *testing.T, method, path string) (sent bool, err error) {
	t.Helper()
	client := newClient(t, clienttest.Server(func(*http.Request) (*http.Response, error) {
		sent = true
		return clienttest.Reply(200, "{}"), nil
	}))
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, testOrigin+path, strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	req.Method = method
	resp, err := client.connections.acquire().client.Transport.RoundTrip(req)
	if err == nil {
		_ = resp.Body.Close()
	}
	return sent, err
}

func TestOnlyReadingRequestsAreSent(t *testing.T) {
	for _, c := range []struct {
		method, path string
		allowed      bool
	}{
		{"GET", "/api/thing", true},
		{"POST", "/api/search", true},

		{"POST", "/api/thing", false},
		{"POST", "/search", false},
		{"POST", "/api/search/", false},
		{"POST", "/api/search/1", false},
		{"POST", "/api//search", false},
		{"POST", "/api/x/../search", false},
		{"POST", "/api/./search", false},
		{"POST", "/api/Search", false},
		{"POST", "/api%2Fsearch", false},
		{"POST", "/api/se%61rch", false}, // the clients never spell the path this way
		{"POST", "/api/search;x=1", false},
		{"POST", "/api/search%00", false},
		{"post", "/api/search", false},
		{"PUT", "/api/search", false},
		{"PATCH", "/api/search", false},
		{"DELETE", "/api/search", false},

		{"", "/api/thing", false},
		{"get", "/api/thing", false},
		{"Get", "/api/thing", false},
		{"GET ", "/api/thing", false},
		{"HEAD", "/api/thing", false},
		{"OPTIONS", "/api/thing", false},
		{"TRACE", "/api/thing", false},
		{"CONNECT", "/api/thing", false},
		{"PUT", "/api/thing", false},
		{"PATCH", "/api/thing", false},
		{"DELETE", "/api/thing", false},
		{"PROPFIND", "/api/thing", false},
	} {
		sent, err := guarded(t, c.method, c.path)
		if sent != c.allowed {
			t.Errorf("%q %s was sent: %t, want %t", c.method, c.path, sent, c.allowed)
		}
		if !c.allowed {
			if e := clienttest.WantError[*WriteError](t, err); e.Method != c.method || !strings.Contains(e.Error(), "read-only") {
				t.Errorf("%q %s: %v", c.method, c.path, e)
			}
		}
	}
}

func TestAPostThatIsNotKnownToReadIsNotSent(t *testing.T) {
	server, asked := inTurn(status(200))
	_, err := newClient(t, server).Post(t.Context(), "/thing", []byte("{}"))
	if e := clienttest.WantError[*WriteError](t, err); asked.Load() != 0 || e.Path != "/api/thing" {
		t.Errorf("%v after %d requests, want none", e, asked.Load())
	}
}

func TestReadOnlyPostsAreBelowTheBaseURL(t *testing.T) {
	for _, base := range []string{"", "/", "/api", "/api/", "/a%20b/api"} {
		for _, path := range []string{"/search", "/find"} {
			server, _ := inTurn(status(200))
			client := newClient(t, server, func(c *Config) {
				c.BaseURL, c.ReadOnlyPOSTs = clienttest.URL(t, testOrigin+base), []string{"/search", "/find"}
			})
			if _, err := client.Post(t.Context(), path, []byte("{}")); err != nil {
				t.Errorf("base %q: %v", base, err)
			}
		}
	}
}

func TestARedirectCannotChangeThePathOfAPost(t *testing.T) {
	for _, code := range []int{307, 308} {
		server, asked := inTurn(status(code, "Location", "/api/"+testToken), status(200))
		_, err := newClient(t, server).Post(t.Context(), "/search", []byte("{}"))
		e := clienttest.WantError[*WriteError](t, err)
		if asked.Load() != 1 || strings.Contains(e.Path, testToken) || strings.Contains(err.Error(), testToken) {
			t.Errorf("%d: %d requests, %v, %+v", code, asked.Load(), err, e)
		}
	}
}

func TestARefusedRequestHasItsBodyClosed(t *testing.T) {
	for _, address := range []string{testOrigin + "/api/thing", "https://other.example/api/search"} {
		body := &closing{Reader: strings.NewReader("{}")}
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, body)
		if err != nil {
			t.Fatal(err)
		}
		server, asked := inTurn(status(200))
		if resp, err := newClient(t, server).connections.acquire().client.Transport.RoundTrip(req); err == nil {
			_ = resp.Body.Close()
			t.Fatalf("POST %s was not refused", address)
		}
		if !body.closed || asked.Load() != 0 {
			t.Errorf("POST %s: body closed: %t, requests: %d", address, body.closed, asked.Load())
		}
	}
}

type closing struct {
	io.Reader
	closed bool
}

func (c *closing) Close() error { c.closed = true; return nil }
