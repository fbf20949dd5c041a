package transport

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
)

func TestEveryRequestCarriesTheCredentials(t *testing.T) {
	server := clienttest.Server(func(req *http.Request) (*http.Response, error) {
		for name, want := range map[string]string{
			"X-Api-Key": testToken, "Authorization": "Bearer " + testToken, "X-Customer-Code": "1234567", "X-Language": "en",
			"User-Agent": "test/1", "Accept": "application/json",
		} {
			if got := req.Header.Get(name); got != want {
				t.Errorf("%s is %q, want %q", name, got, want)
			}
		}
		if req.URL.String() != testOrigin+"/api/thing?a=1" {
			t.Errorf("address is %s", req.URL)
		}
		return clienttest.Reply(200, "[]"), nil
	})
	client := newClient(t, server, func(c *Config) {
		c.Credentials["Authorization"] = NewSecret(testToken).Bearer()
		c.Header["X-Language"] = "en"
	})
	if _, err := client.Get(t.Context(), "/thing", map[string][]string{"a": {"1"}}); err != nil {
		t.Fatal(err)
	}
}

func TestRedirectsStayAtTheConfiguredOrigin(t *testing.T) {
	for _, c := range []struct {
		name, base, location string
		followed             bool
	}{
		{"a path", testOrigin, "/api/other", true},
		{"the same origin in full", testOrigin, testOrigin + "/other", true},
		{"the default port written out", testOrigin, testOrigin + ":443/other", true},
		{"another case", testOrigin, "HTTPS://ACCOUNT.EXAMPLE/other", true},
		{"the same port of a port", testOrigin + ":8443", testOrigin + ":8443/other", true},

		{"another host", testOrigin, "https://evil.example/", false},
		{"a subdomain", testOrigin, "https://x.account.example/", false},
		{"the parent domain", testOrigin, "https://example/", false},
		{"a host that begins alike", testOrigin, "https://account.example.evil.example/", false},
		{"the host as a user name", testOrigin, "https://account.example@evil.example/", false},
		{"a user name at the host", testOrigin, "https://somebody:something@account.example/", false},
		{"a scheme-relative address", testOrigin, "//evil.example/", false},
		{"no TLS", testOrigin, "http://account.example/", false},
		{"no TLS at the port of TLS", testOrigin, "http://account.example:443/", false},
		{"TLS where none is configured", "http://127.0.0.1:8080", "https://127.0.0.1:8080/", false},
		{"another port", testOrigin, testOrigin + ":8443/", false},
		{"the default port from another", testOrigin + ":8443", testOrigin + "/", false},
		{"a dot at the end", testOrigin, "https://account.example./", false},
		{"another scheme", testOrigin, "ftp://account.example/", false},
		{"a file", testOrigin, "file:///etc/passwd", false},
	} {
		for _, code := range []int{301, 302, 303, 307, 308} {
			server, asked := inTurn(status(code, "Location", c.location), status(200))
			resp, err := get(t, newClient(t, server, func(config *Config) { config.BaseURL = clienttest.URL(t, c.base) }))
			if c.followed {
				if err != nil || resp.Status != 200 || asked.Load() != 2 {
					t.Errorf("%s, %d: %+v, %v, %d requests", c.name, code, resp, err, asked.Load())
				}
				continue
			}
			e := clienttest.WantError[*OriginError](t, err)
			if asked.Load() != 1 || e.Configured == e.Target || !strings.HasPrefix(e.Configured, "http") {
				t.Errorf("%s, %d: %d requests, %+v", c.name, code, asked.Load(), e)
			}
		}
	}
}

func TestCredentialsNeverReachAnotherServer(t *testing.T) {
	var visits atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { visits.Add(1) }))
	defer other.Close()
	own := httptest.NewServer(http.RedirectHandler(other.URL+"/steal", http.StatusTemporaryRedirect))
	defer own.Close()

	client := newClient(t, nil, func(c *Config) { c.BaseURL = clienttest.URL(t, own.URL) })
	_, err := client.Get(t.Context(), "/thing", nil)
	if e := clienttest.WantError[*OriginError](t, err); e.Configured != own.URL || e.Target != other.URL {
		t.Errorf("error is %+v, want it to name %s and %s", e, own.URL, other.URL)
	}
	if visits.Load() != 0 {
		t.Errorf("the other server was visited %d times", visits.Load())
	}
}

func TestTheInnerGuardHoldsWithoutTheRedirectPolicy(t *testing.T) {
	server, asked := inTurn(status(200))
	client := newClient(t, server)
	for _, address := range []string{"https://evil.example/", "http://account.example/api", "https://u:p@account.example/api"} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := client.connections.acquire().client.Transport.RoundTrip(req)
		if err == nil {
			_ = resp.Body.Close()
		}
		_ = clienttest.WantError[*OriginError](t, err)
	}
	if asked.Load() != 0 {
		t.Errorf("%d requests were sent", asked.Load())
	}
}

func TestTheOutermostRequestHasNoCredentials(t *testing.T) {
	// When net/http follows a redirect, it copies the headers of the outermost
	// request. It cannot copy a header that this request does not have, not even
	// after it was sent.
	server, _ := inTurn(status(200))
	client := newClient(t, server)
	req, err := client.newRequest(t.Context(), http.MethodPost, "/search", nil, []byte("{}"))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := client.connections.acquire().client.Transport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	for name := range req.Header {
		if name != "Accept" && name != "Content-Type" {
			t.Errorf("the outermost request has the header %s", name)
		}
	}
}

func TestARedirectToNoAddressIsNotQuoted(t *testing.T) {
	server, asked := inTurn(status(302, "Location", "https://[::1/"+testToken))
	_, err := get(t, newClient(t, server))
	if _ = clienttest.WantError[*LocationError](t, err); asked.Load() != 1 || strings.Contains(err.Error(), testToken) {
		t.Errorf("%v after %d requests", err, asked.Load())
	}
}

// The read-only guard would also reject this request, but its error would not
// name the other server.
func TestARedirectOfAPostToAnotherServerNamesTheServer(t *testing.T) {
	server, asked := inTurn(status(307, "Location", "https://other.example/api/thing"))
	_, err := newClient(t, server).Post(t.Context(), "/search", []byte("{}"))
	if e := clienttest.WantError[*OriginError](t, err); e.Target != "https://other.example:443" || asked.Load() != 1 {
		t.Errorf("%v after %d requests", err, asked.Load())
	}
}

func TestRedirectsAreLimited(t *testing.T) {
	server, asked := inTurn(status(302, "Location", "/api/again"))
	_, err := get(t, newClient(t, server))
	if e := clienttest.WantError[*RedirectLoopError](t, err); e.Hops != 3 || asked.Load() != 4 {
		t.Errorf("%+v after %d requests, want 3 redirects followed and no more", e, asked.Load())
	}
}

func TestARedirectWithoutATargetIsAnAnswer(t *testing.T) {
	server, _ := inTurn(status(302))
	if resp, err := get(t, newClient(t, server)); err != nil || resp.Status != 302 {
		t.Errorf("%+v, %v", resp, err)
	}
}
