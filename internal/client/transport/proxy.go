package transport

import (
	"cmp"
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"

	"golang.org/x/net/http/httpproxy"
)

// Proxy names the proxy of a request. It holds no credentials.
type Proxy struct {
	Address  string // scheme://host:port
	Variable string // the environment variable that sets it, such as HTTPS_PROXY
}

// String names the proxy and its variable.
func (p Proxy) String() string { return p.Address + " (" + p.Variable + ")" }

// proxies chooses the proxy of a request from the environment, by the rules of
// net/http. It reads the environment itself, because net/http does not say
// which variable a proxy comes from, and uses no proxy if the variable is
// invalid.
type proxies struct {
	find  func(*url.URL) (*url.URL, error)
	http  proxyVariable
	https proxyVariable
}

// proxyVariable is an environment variable that sets a proxy.
type proxyVariable struct {
	name  string
	value string
	proxy *url.URL // nil if the value is empty or invalid
}

func proxiesFromEnvironment() *proxies {
	p := &proxies{
		http:  readProxyVariable("HTTP_PROXY", "http_proxy"),
		https: readProxyVariable("HTTPS_PROXY", "https_proxy"),
	}
	config := httpproxy.FromEnvironment()
	config.HTTPProxy, config.HTTPSProxy = p.http.value, p.https.value
	config.NoProxy = cmp.Or(os.Getenv("NO_PROXY"), os.Getenv("no_proxy"))
	p.find = config.ProxyFunc()
	return p
}

// readProxyVariable returns the first of the variables that is set. Uppercase
// names come first, as in net/http, which Terraform uses. The order of httpproxy
// differs between its versions.
func readProxyVariable(names ...string) proxyVariable {
	for _, name := range names {
		if value := os.Getenv(name); value != "" {
			return proxyVariable{name, value, parseProxy(value)}
		}
	}
	return proxyVariable{}
}

// proxySchemes are the kinds of proxies that net/http can use.
var proxySchemes = []string{"http", "https", "socks5", "socks5h"}

// parseProxy reads host:port as http://host:port, as net/http does. It returns
// nil if the text is not the address of a proxy.
func parseProxy(text string) *url.URL {
	if !strings.Contains(text, "://") {
		text = "http://" + text
	}
	proxy, err := url.Parse(text)
	if err != nil || proxy.Host == "" || !slices.Contains(proxySchemes, proxy.Scheme) {
		return nil
	}
	return proxy
}

func (p *proxies) variable(target *url.URL) proxyVariable {
	if target.Scheme == "https" {
		return p.https
	}
	return p.http
}

// forRequest is the Proxy of an http.Transport. A variable that is set but
// invalid is an error: otherwise, the request would bypass the proxy.
func (p *proxies) forRequest(req *http.Request) (*url.URL, error) {
	variable := p.variable(req.URL)
	if variable.value != "" && variable.proxy == nil {
		return nil, &ProxyConfigError{Variable: variable.name}
	}
	proxy, err := p.find(req.URL)
	if err != nil { // package httpproxy has no other error
		return nil, &ProxyCGIError{Variable: variable.name}
	}
	return proxy, nil
}

// describe returns the proxy for requests to a server, or nil if there is none.
func (p *proxies) describe(target *url.URL) *Proxy {
	proxy, _ := p.find(target)
	if proxy == nil {
		return nil
	}
	return &Proxy{Address: proxy.Scheme + "://" + proxy.Host, Variable: p.variable(target).name}
}

// minPassword is the minimum length of a proxy's password to redact. A shorter
// one could occur in any text.
const minPassword = 4

// passwords returns the passwords of the proxies, for redaction.
func (p *proxies) passwords() []Secret {
	var secrets []Secret
	for _, variable := range []proxyVariable{p.http, p.https} {
		if variable.proxy == nil {
			continue
		}
		if password, _ := variable.proxy.User.Password(); len(password) >= minPassword {
			secrets = append(secrets, NewSecret(password))
		}
	}
	return secrets
}

// tunnel is the OnProxyConnectResponse of an http.Transport. It turns the
// refusal of a proxy into a typed error.
func (p *proxies) tunnel(_ context.Context, _ *url.URL, _ *http.Request, resp *http.Response) error {
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	return &ProxyStatusError{Status: resp.StatusCode}
}

// locate wraps an error of an attempt in a *ProxyError if the proxy, not the
// server behind it, caused it.
func (p *proxies) locate(target *url.URL, trace *connectTrace, err error) error {
	proxy := p.describe(target)
	if proxy == nil {
		return err
	}
	op, isOp := errors.AsType[*net.OpError](err)
	switch {
	case isA[*ProxyConfigError](err):
		return err // no proxy was asked
	case isA[*ProxyStatusError](err):
	case isOp && (op.Op == "proxyconnect" || strings.HasPrefix(op.Op, "socks")):
	case trace.reached(strings.HasPrefix(proxy.Address, "https:")):
		return err
	}
	return &ProxyError{Proxy: *proxy, Err: err}
}
