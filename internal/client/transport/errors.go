package transport

import (
	"fmt"
	"net/http"
	"time"
)

// RequestError is any failure to get a response: it says which request failed
// and after how many attempts. Err says what happened. Its text contains no
// secret, and errors.As and errors.Is find its type.
type RequestError struct {
	Method   string
	Path     string // without the query
	Host     string
	Attempts int    // that were made, 0 if the caller was canceled before the first
	Proxy    *Proxy // that requests to the host use; nil for none
	Err      error
}

func (e *RequestError) Error() string {
	return fmt.Sprintf("%s %s%s: %v (attempts: %d)", e.Method, e.Host, e.Path, e.Err, e.Attempts)
}

// Unwrap returns what happened.
func (e *RequestError) Unwrap() error { return e.Err }

// redactedError is an error whose text is safe to show: net/http quotes what a
// server sent, which could be the token. errors.As and errors.Is see the
// wrapped error.
type redactedError struct {
	text string
	err  error
}

func (e *redactedError) Error() string { return e.text }
func (e *redactedError) Unwrap() error { return e.err }

// WriteError reports that a request was not sent because it could change
// something.
type WriteError struct{ Method, Path string }

func (e *WriteError) Error() string {
	return fmt.Sprintf("refused to send %s %s: this provider is read-only", e.Method, e.Path)
}

// OriginError reports that a redirect was not followed because it leads to a
// server other than the configured one. Origins are scheme://host:port. The
// rest of a redirect's address is not kept.
type OriginError struct{ Configured, Target string }

func (e *OriginError) Error() string {
	return fmt.Sprintf("refused to follow a redirect from %s to %s: the token is sent only to the configured server", e.Configured, e.Target)
}

// RedirectLoopError reports more redirects than any working server needs.
type RedirectLoopError struct{ Hops int }

func (e *RedirectLoopError) Error() string {
	return fmt.Sprintf("the server redirected more than %d times", e.Hops)
}

// BodyTooLargeError reports a response that is larger than any real page.
type BodyTooLargeError struct{ Limit int64 }

func (e *BodyTooLargeError) Error() string {
	return fmt.Sprintf("the response is larger than %d bytes", e.Limit)
}

// TimeoutError reports an attempt that did not complete in time, its body
// included.
type TimeoutError struct{ Timeout time.Duration }

func (e *TimeoutError) Error() string {
	return fmt.Sprintf("no complete response within %s", e.Timeout)
}

// RetryAfterError reports that the server asks for a longer pause than the
// provider will wait.
type RetryAfterError struct {
	Status int
	Wait   time.Duration
	Limit  time.Duration
}

func (e *RetryAfterError) Error() string {
	return fmt.Sprintf("the server responded with status %d and asked the provider to wait %s, but the provider waits at most %s", e.Status, e.Wait, e.Limit)
}

// LocationError reports a redirect to something that is not an address. It does
// not quote the target, because the server could have put the token there.
type LocationError struct{}

func (*LocationError) Error() string {
	return "the server redirected to an invalid address"
}

// ProtocolSwitchError reports status 101: the server switched to another
// protocol, which no request asks for.
type ProtocolSwitchError struct{}

func (*ProtocolSwitchError) Error() string {
	return "the server switched to another protocol (status 101), which the request did not ask for"
}

// HandshakeError reports that the two sides could not agree on TLS parameters,
// for example because the server supports only an old version.
type HandshakeError struct{ Err error }

func (e *HandshakeError) Error() string { return "TLS handshake: " + e.Err.Error() }

// Unwrap returns what happened.
func (e *HandshakeError) Unwrap() error { return e.Err }

// ProxyError reports that a request did not get past the proxy.
type ProxyError struct {
	Proxy Proxy
	Err   error
}

func (e *ProxyError) Error() string { return "proxy " + e.Proxy.String() + ": " + e.Err.Error() }

// Unwrap returns what happened.
func (e *ProxyError) Unwrap() error { return e.Err }

// ProxyConfigError reports an environment variable that does not hold the
// address of a proxy. It does not quote the value, which may hold a password.
type ProxyConfigError struct{ Variable string }

func (e *ProxyConfigError) Error() string {
	return e.Variable + " is not a proxy address such as http://proxy.example:3128"
}

// ProxyCGIError reports that Go does not use the proxy of an environment
// variable, because REQUEST_METHOD is set. In a CGI program, whoever sends a
// request could set HTTP_PROXY.
type ProxyCGIError struct{ Variable string }

func (e *ProxyCGIError) Error() string {
	return e.Variable + " is not used while REQUEST_METHOD is set"
}

// ProxyStatusError reports a proxy that refuses to connect to the server.
type ProxyStatusError struct{ Status int }

// AsksForCredentials reports whether the proxy requires a user name and a
// password.
func (e *ProxyStatusError) AsksForCredentials() bool {
	return e.Status == http.StatusProxyAuthRequired
}

func (e *ProxyStatusError) Error() string {
	return fmt.Sprintf("the proxy refused the connection with status %d", e.Status)
}
