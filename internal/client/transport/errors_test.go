package transport

import (
	"errors"
	"testing"
	"time"
)

func TestEveryErrorSaysWhatHappened(t *testing.T) {
	broken := errors.New("broken")
	for _, c := range []struct {
		err  error
		want string
	}{
		{&WriteError{Method: "PUT", Path: "/thing"}, "refused to send PUT /thing: this provider is read-only"},
		{
			&OriginError{Configured: "https://a.example:443", Target: "https://b.example:443"},
			"refused to follow a redirect from https://a.example:443 to https://b.example:443: the token is sent only to the configured server",
		},
		{&RedirectLoopError{Hops: 3}, "the server redirected more than 3 times"},
		{&BodyTooLargeError{Limit: 100}, "the response is larger than 100 bytes"},
		{&TimeoutError{Timeout: time.Minute}, "no complete response within 1m0s"},
		{&LocationError{}, "the server redirected to an invalid address"},
		{&ProtocolSwitchError{}, "the server switched to another protocol (status 101), which the request did not ask for"},
		{&HandshakeError{Err: broken}, "TLS handshake: broken"},
		{&ProxyError{Proxy: Proxy{"http://proxy.example:3128", "HTTPS_PROXY"}, Err: broken}, "proxy http://proxy.example:3128 (HTTPS_PROXY): broken"},
		{&ProxyConfigError{Variable: "HTTPS_PROXY"}, "HTTPS_PROXY is not a proxy address such as http://proxy.example:3128"},
		{&ProxyCGIError{Variable: "HTTP_PROXY"}, "HTTP_PROXY is not used while REQUEST_METHOD is set"},
		{&ProxyStatusError{Status: 502}, "the proxy refused the connection with status 502"},
	} {
		if got := c.err.Error(); got != c.want {
			t.Errorf("%T reads %q, want %q", c.err, got, c.want)
		}
	}
	for _, err := range []error{&HandshakeError{Err: broken}, &ProxyError{Err: broken}, &RequestError{Err: broken}} {
		if !errors.Is(err, broken) {
			t.Errorf("%T does not lead to what happened", err)
		}
	}
}

func TestOnlyStatus407AsksForTheCredentialsOfAProxy(t *testing.T) {
	for status, want := range map[int]bool{407: true, 401: false, 403: false, 408: false, 502: false} {
		if got := (&ProxyStatusError{Status: status}).AsksForCredentials(); got != want {
			t.Errorf("status %d: %t, want %t", status, got, want)
		}
	}
}
