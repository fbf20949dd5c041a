package transport

import (
	"cmp"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
)

const proxyPassword = "hunter2secret"

func discardLog() *log.Logger { return log.New(io.Discard, "", 0) }

// withProxy sets a proxy with a password in the test's environment.
func withProxy(t *testing.T, variable, address string) {
	t.Helper()
	for _, name := range []string{"HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "REQUEST_METHOD"} {
		t.Setenv(name, "")
	}
	proxy := clienttest.URL(t, address)
	proxy.User = url.UserPassword("user", proxyPassword)
	t.Setenv(variable, proxy.String())
}

func connectProxy(t *testing.T, handler http.HandlerFunc) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = discardLog()
	server.Start()
	t.Cleanup(server.Close)
	return server
}

func TestTheProxyIsNamedWhereItIsAtFault(t *testing.T) {
	dead := connectProxy(t, nil)
	dead.Close()
	secure := httptest.NewUnstartedServer(nil)
	secure.Config.ErrorLog = discardLog()
	secure.StartTLS()
	t.Cleanup(secure.Close)
	refuse := func(status int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Proxy-Authenticate", `Basic realm="`+proxyPassword+`"`)
			w.WriteHeader(status)
		}
	}
	for name, c := range map[string]struct {
		variable, address, target string
		attempts                  int
		is                        func(error) bool
		timeout                   time.Duration // zero for one that no load exceeds
	}{
		"dead":                        {"HTTPS_PROXY", dead.URL, "https://account.example", 2, Refused, 0},
		"dead, for http":              {"http_proxy", dead.URL, "http://account.example", 2, Refused, 0},
		"asks for a password":         {"https_proxy", connectProxy(t, refuse(407)).URL, "https://account.example", 1, isStatus(407), 0},
		"asks for it, for http":       {"HTTP_PROXY", connectProxy(t, refuse(407)).URL, "http://account.example", 1, isStatus(407), 0},
		"denies":                      {"HTTPS_PROXY", connectProxy(t, refuse(403)).URL, "https://account.example", 1, isStatus(403), 0},
		"cannot reach the server":     {"HTTPS_PROXY", connectProxy(t, refuse(502)).URL, "https://account.example", 2, isStatus(502), 0},
		"is not trusted":              {"HTTPS_PROXY", secure.URL, "https://account.example", 1, Untrusted, 0},
		"cuts the connection":         {"HTTPS_PROXY", connectProxy(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }).URL, "https://account.example", 2, CutOff, 0},
		"is no SOCKS proxy":           {"HTTPS_PROXY", strings.Replace(connectProxy(t, refuse(400)).URL, "http:", "socks5:", 1), "https://account.example", 2, func(error) bool { return true }, 100 * time.Millisecond},
		"says nothing within a while": {"HTTPS_PROXY", connectProxy(t, silence).URL, "https://account.example", 2, isTimeout, 100 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			withProxy(t, c.variable, c.address)
			client := newClient(t, nil, func(config *Config) {
				config.BaseURL = clienttest.URL(t, c.target)
				config.MaxRetries, config.FirstBackoff, config.AttemptTimeout = 1, time.Microsecond, cmp.Or(c.timeout, time.Minute)
			})
			_, err := get(t, client)
			e := clienttest.WantError[*ProxyError](t, err)
			if e.Proxy.Variable != c.variable || e.Proxy.Address != c.address || !c.is(err) {
				t.Errorf("%v (%+v)", err, e.Proxy)
			}
			if r := clienttest.WantError[*RequestError](t, err); r.Attempts != c.attempts || r.Proxy == nil {
				t.Errorf("%d attempts, want %d; proxy %v", r.Attempts, c.attempts, r.Proxy)
			}
			if strings.Contains(err.Error(), proxyPassword) {
				t.Errorf("%v shows the password", err)
			}
		})
	}
}

func isStatus(status int) func(error) bool {
	return func(err error) bool {
		var e *ProxyStatusError
		return errors.As(err, &e) && e.Status == status
	}
}

func isTimeout(err error) bool {
	var e *TimeoutError
	return errors.As(err, &e)
}

// silence holds requests until the client disconnects.
func silence(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

func TestAServerBehindAProxyIsNotTheProxy(t *testing.T) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "[]") }))
	server.Config.ErrorLog = discardLog()
	server.StartTLS()
	t.Cleanup(server.Close)
	proxy := connectProxy(t, tunnelTo(server.Listener.Addr().String()))
	withProxy(t, "HTTPS_PROXY", proxy.URL)

	address := "https://example.com" // a name in the server's certificate
	_, err := get(t, newClient(t, nil, func(c *Config) { c.BaseURL = clienttest.URL(t, address) }))
	var e *ProxyError
	if r := clienttest.WantError[*RequestError](t, err); !Untrusted(err) || errors.As(err, &e) || r.Proxy == nil || r.Proxy.Address != proxy.URL {
		t.Errorf("%v (proxy %v), want a server that is not trusted", err, r.Proxy)
	}
	trust := server.Client().Transport.(*http.Transport).TLSClientConfig
	resp, err := get(t, dialing(t, address, trust, func(c *Config) { c.AttemptTimeout = time.Minute }))
	if err != nil || string(resp.Body) != "[]" {
		t.Errorf("%+v, %v", resp, err)
	}
}

// A proxy passes plain HTTP on, so a connection that breaks after that may be
// the server's fault.
func TestAPlainConnectionThatBreaksIsNotTheProxysFault(t *testing.T) {
	proxy := connectProxy(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	withProxy(t, "HTTP_PROXY", proxy.URL)
	_, err := get(t, newClient(t, nil, func(c *Config) { c.BaseURL, c.MaxRetries = clienttest.URL(t, "http://account.example"), 0 }))
	if r := clienttest.WantError[*RequestError](t, err); !CutOff(err) || isA[*ProxyError](err) || r.Proxy == nil {
		t.Errorf("%v (proxy %v), want a connection that was cut", err, r.Proxy)
	}
}

// tunnelTo returns a proxy whose tunnels all lead to one address.
func tunnelTo(address string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		server, err := (&net.Dialer{}).DialContext(r.Context(), "tcp", address)
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		w.WriteHeader(http.StatusOK)
		client, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			_ = server.Close()
			return
		}
		var both sync.WaitGroup
		both.Go(func() { _, _ = io.Copy(server, client); _ = server.Close() })
		both.Go(func() { _, _ = io.Copy(client, server); _ = client.Close() })
		both.Wait()
	}
}

func TestAWrongProxyVariableIsNotIgnored(t *testing.T) {
	for _, value := range []string{"http://user:" + proxyPassword + "%@proxy:1", "ftp://proxy:1", "http://", "::"} {
		t.Setenv("https_proxy", "")
		t.Setenv("HTTPS_PROXY", value)
		_, err := get(t, newClient(t, nil))
		e := clienttest.WantError[*ProxyConfigError](t, err)
		var proxy *ProxyError
		if errors.As(err, &proxy) {
			t.Errorf("%q: %v blames a proxy", value, err)
		}
		if e.Variable != "HTTPS_PROXY" || strings.Contains(err.Error(), proxyPassword) {
			t.Errorf("%q: %v", value, err)
		}
	}
}

// Go trusts HTTP_PROXY in no CGI program, and takes a program for one if
// REQUEST_METHOD is set.
func TestAProxyInACGIProgramIsNotUsed(t *testing.T) {
	proxy := connectProxy(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) })
	at := func(address string) func(*Config) {
		return func(c *Config) { c.BaseURL = clienttest.URL(t, address) }
	}
	withProxy(t, "HTTP_PROXY", proxy.URL)
	t.Setenv("REQUEST_METHOD", "GET")
	_, err := get(t, newClient(t, nil, at("http://account.example")))
	e := clienttest.WantError[*ProxyCGIError](t, err)
	if r := clienttest.WantError[*RequestError](t, err); e.Variable != "HTTP_PROXY" || r.Attempts != 1 || !strings.Contains(err.Error(), "HTTP_PROXY is not used while REQUEST_METHOD is set") {
		t.Errorf("%v after %d attempts", err, r.Attempts)
	}
	withProxy(t, "HTTPS_PROXY", proxy.URL)
	t.Setenv("REQUEST_METHOD", "GET")
	_, err = get(t, newClient(t, nil, at("https://account.example")))
	_ = clienttest.WantError[*ProxyStatusError](t, err) // only HTTP_PROXY can come from a request's header
}

// If both spellings are set, uppercase names take precedence, as in Terraform.
func TestUppercaseProxyVariablesTakePrecedence(t *testing.T) {
	refuse := func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }
	inUse, other := connectProxy(t, refuse), connectProxy(t, refuse)
	target := clienttest.URL(t, "https://account.example")
	for _, lower := range []string{other.URL, "::"} {
		withProxy(t, "HTTPS_PROXY", inUse.URL)
		t.Setenv("https_proxy", lower)
		t.Setenv("NO_PROXY", "elsewhere.example")
		t.Setenv("no_proxy", "account.example")
		_, err := get(t, newClient(t, nil, func(c *Config) { c.BaseURL = target }))
		if e := clienttest.WantError[*ProxyError](t, err); e.Proxy.Variable != "HTTPS_PROXY" || e.Proxy.Address != inUse.URL {
			t.Errorf("https_proxy %q: %+v", lower, e.Proxy)
		}
	}
}

func TestNoProxyIsReadInBothSpellings(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "[]") }))
	t.Cleanup(server.Close)
	target := clienttest.URL(t, "https://account.example")
	for _, variable := range []string{"NO_PROXY", "no_proxy"} {
		withProxy(t, "HTTPS_PROXY", server.URL)
		t.Setenv(variable, ".example")
		if proxy := proxiesFromEnvironment().describe(target); proxy != nil {
			t.Errorf("%s is ignored: %v", variable, proxy)
		}
	}
}

func TestAnErrorBehindTheProxyIsNotTheProxys(t *testing.T) {
	withProxy(t, "HTTPS_PROXY", "http://proxy.example:3128")
	p, target := proxiesFromEnvironment(), clienttest.URL(t, "https://account.example")
	op := func(op string) error { return &net.OpError{Op: op, Err: io.ErrUnexpectedEOF} }
	for name, c := range map[string]struct {
		err     error
		reached bool
		proxys  bool
	}{
		"connecting to the proxy":           {op("proxyconnect"), false, true},
		"connecting, with a connection":     {op("proxyconnect"), true, true},
		"SOCKS":                             {op("socks connect"), true, true},
		"reading from the server":           {op("read"), true, false},
		"reading before the server":         {op("read"), false, true},
		"a status of the proxy":             {&ProxyStatusError{Status: 403}, true, true},
		"a variable that is not an address": {&ProxyConfigError{Variable: "HTTPS_PROXY"}, false, false},
		"any error behind it":               {&TimeoutError{Timeout: time.Second}, true, false},
		"any error before it":               {&TimeoutError{Timeout: time.Second}, false, true},
	} {
		got := p.locate(target, &connectTrace{connected: c.reached}, c.err)
		if isA[*ProxyError](got) != c.proxys || !errors.Is(got, c.err) {
			t.Errorf("%s: %v, want the proxy's fault: %t", name, got, c.proxys)
		}
	}
	if got := p.locate(target, &connectTrace{}, &TimeoutError{Timeout: time.Second}).Error(); got != "proxy http://proxy.example:3128 (HTTPS_PROXY): no complete response within 1s" {
		t.Errorf("text is %q", got)
	}
}

func TestAProxyWithoutASchemeIsAnHTTPProxy(t *testing.T) {
	withProxy(t, "HTTPS_PROXY", "http://unused.example")
	t.Setenv("HTTPS_PROXY", "proxy.example:3128")
	p, target := proxiesFromEnvironment(), clienttest.URL(t, "https://account.example")
	if proxy := p.describe(target); proxy == nil || proxy.String() != "http://proxy.example:3128 (HTTPS_PROXY)" {
		t.Errorf("the proxy is %v", proxy)
	}
	if proxy, err := p.forRequest(&http.Request{URL: target}); err != nil || proxy.String() != "http://proxy.example:3128" {
		t.Errorf("a request uses %v, %v", proxy, err)
	}
}

func TestThePasswordsOfBothProxiesAreRedacted(t *testing.T) {
	withProxy(t, "HTTP_PROXY", "http://proxy.example:3128")
	t.Setenv("HTTPS_PROXY", "http://user:four@proxy.example:3128")
	client := newClient(t, nil)
	if got, want := client.Clean("hunter2secret or four"), "[redacted] or [redacted]"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	t.Setenv("HTTPS_PROXY", "http://user:the@proxy.example:3128")
	if got, want := newClient(t, nil).Clean("the hunter2secret"), "the [redacted]"; got != want { // three letters may be there by chance
		t.Errorf("%q, want %q", got, want)
	}
	if client.Recognizes("hunter2secret") {
		t.Error("the password is taken for one of the credentials")
	}
}

func TestStatus407OfAServerWithoutAProxyIsItsResponse(t *testing.T) {
	withProxy(t, "HTTP_PROXY", "http://proxy.example:3128") // not for HTTPS
	server, asked := inTurn(status(407))
	if resp, err := get(t, newClient(t, server)); err != nil || resp.Status != 407 || asked.Load() != 1 {
		t.Errorf("%+v, %v after %d requests", resp, err, asked.Load())
	}
}

func TestAServerWithoutAProxyIsAskedDirectly(t *testing.T) {
	withProxy(t, "HTTP_PROXY", "http://proxy.example:3128") // not for HTTPS
	p, target := proxiesFromEnvironment(), clienttest.URL(t, "https://account.example")
	proxy, err := p.forRequest(&http.Request{URL: target})
	if described := p.describe(target); proxy != nil || err != nil || described != nil {
		t.Errorf("%v, %v, described as %v", proxy, err, described)
	}
}
