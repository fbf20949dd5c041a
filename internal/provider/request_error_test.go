package provider

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
)

// This test covers network errors that no test can trigger.
func TestNetworkFailuresAreExplained(t *testing.T) {
	api := endpoint{name: "JetBrains Account", urlArgument: "account_url", host: "account.example"}
	for name, test := range map[string]struct {
		cause error
		want  []string
	}{
		"a host that does not exist":    {&net.DNSError{Name: "account.example", IsNotFound: true}, []string{"The host name of JetBrains Account could not be resolved", "the host name account.example was not found", "account_url"}},
		"a resolver that fails":         {&net.DNSError{Name: "account.example", Err: "server misbehaving", IsTemporary: true}, []string{"JetBrains Account could not be reached", "server misbehaving"}},
		"an unknown certificate":        {&tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}, []string{"The connection to JetBrains Account is not trusted", "certificate"}},
		"no TLS at all":                 {tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}, []string{"is not trusted"}},
		"an old version of TLS":         {&transport.HandshakeError{Err: errors.New("remote error: tls: protocol version not supported")}, []string{"The TLS handshake with JetBrains Account failed", "protocol version not supported", "TLS 1.2 or later"}},
		"another protocol":              {&transport.ProtocolSwitchError{}, []string{"JetBrains Account switched to another protocol", "status 101"}},
		"a redirect to no address":      {&transport.LocationError{}, []string{"redirected to an invalid address"}},
		"a wrong proxy variable":        {&transport.ProxyConfigError{Variable: "https_proxy"}, []string{"https_proxy is not a proxy address", "or unset it"}},
		"a proxy in a CGI program":      {&transport.ProxyCGIError{Variable: "HTTP_PROXY"}, []string{"HTTP_PROXY is not used", "REQUEST_METHOD is set", "Unset REQUEST_METHOD"}},
		"a proxy that wants a password": {proxied(&transport.ProxyStatusError{Status: 407}), []string{"The proxy requires credentials", "http://proxy.example:3128, set by HTTPS_PROXY, responded with status 407", "to HTTPS_PROXY, as in http://user:password@"}},
		"a proxy that refuses":          {proxied(&transport.ProxyStatusError{Status: 403}), []string{"The proxy refused to connect to JetBrains Account", "set by HTTPS_PROXY, responded with status 403", "allow account.example"}},
		"a dead proxy":                  {proxied(syscall.ECONNREFUSED), []string{"Nothing is listening at the address of the proxy", "http://proxy.example:3128, set by HTTPS_PROXY, refused the connection", "Check HTTPS_PROXY, or add account.example to NO_PROXY"}},
		"a proxy that does not exist":   {proxied(&net.DNSError{IsNotFound: true}), []string{"The host name of the proxy could not be resolved"}},
		"a slow proxy":                  {proxied(&transport.TimeoutError{Timeout: time.Second}), []string{"The proxy did not respond in time", "did not connect within 1s"}},
		"a proxy that hangs up":         {proxied(io.EOF), []string{"The proxy closed the connection"}},
		"a proxy's certificate":         {proxied(&tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}), []string{"The connection to the proxy is not trusted", "SSL_CERT_FILE"}},
		"any other fault of a proxy":    {proxied(errors.New("strange")), []string{"The proxy could not be reached", "HTTPS_PROXY", "strange"}},
		"stopped":                       {context.Canceled, []string{"Reading JetBrains Account was canceled", "Terraform was interrupted"}},
		"anything else":                 {errors.New("no route to host\x1b[31m"), []string{"could not be reached", `no route to host\x1b[31m`}},
	} {
		t.Run(name, func(t *testing.T) {
			m := requestError(api, &transport.RequestError{Method: "GET", Host: "account.example", Path: "/token", Attempts: 3, Err: test.cause})
			text := m.summary + ": " + m.happened + " " + m.todo
			for _, phrase := range append(test.want, "GET account.example/token", "in each of 3 attempts") {
				if !strings.Contains(text, phrase) {
					t.Errorf("want %q in:\n%s", phrase, text)
				}
			}
			if strings.Contains(text, "\x1b") {
				t.Errorf("an escape is in %q", text)
			}
		})
	}
}

func proxied(err error) error {
	return &transport.ProxyError{Proxy: transport.Proxy{Address: "http://proxy.example:3128", Variable: "HTTPS_PROXY"}, Err: err}
}

func TestTheProxyInBetweenIsNamed(t *testing.T) {
	api := endpoint{name: "JetBrains Account", urlArgument: "account_url", host: "account.example"}
	proxy := &transport.Proxy{Address: "http://proxy.example:3128", Variable: "HTTPS_PROXY"}
	for want, cause := range map[string]error{
		"goes through the proxy http://proxy.example:3128 (HTTPS_PROXY). If it inspects TLS, this machine must trust its certificate": x509.UnknownAuthorityError{},
		"Check the network, the proxy http://proxy.example:3128 (HTTPS_PROXY), and account_url":                                       &transport.TimeoutError{},
	} {
		if m := requestError(api, &transport.RequestError{Attempts: 1, Proxy: proxy, Err: cause}); !strings.Contains(m.todo, want) {
			t.Errorf("%v: want %q in %q", cause, want, m.todo)
		}
	}
}

func TestAFailureInTheClosedCloudSaysThatItIsClosed(t *testing.T) {
	failure := &transport.RequestError{Method: "GET", Host: "acme.jetbrains.space", Path: "/team-directory/teams", Attempts: 3, Err: &net.DNSError{Name: "acme.jetbrains.space", IsNotFound: true}}
	for address, closed := range map[string]bool{"https://acme.jetbrains.space": true, "https://space.acme.example": false, "https://jetbrains.space.acme.example": false} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		c := &clients{settings: settings{spaceURL: u}}
		d := c.spaceError(failure, nil)
		if got := d.Summary() == "The JetBrains Space cloud was shut down" && strings.Contains(d.Detail(), "June 1, 2025"); got != closed {
			t.Errorf("%s: %s: %s", address, d.Summary(), d.Detail())
		}
		if !strings.Contains(d.Detail(), "was not found") {
			t.Errorf("%s: the cause is missing in %s", address, d.Detail())
		}
	}
}
