package transport

import (
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"testing"
)

// A TLS alert means that the two sides do not agree, which another attempt does
// not change. The other failures of a handshake are those of the network.
func TestOnlyADisagreementIsAFailedHandshake(t *testing.T) {
	op := func(op string) error {
		return &net.OpError{Op: op, Err: errors.New("tls: protocol version not supported")}
	}
	own := errors.New("tls: server selected unsupported protocol version 301")
	for name, c := range map[string]struct {
		handshake error
		err       error // of the attempt; nil for the handshake's
		failed    bool
	}{
		"an alert of the server":        {op("remote error"), nil, true},
		"an alert of this side":         {op("local error"), nil, true},
		"no alert, but no agreement":    {own, nil, true},
		"an error in reading":           {op("read"), nil, false},
		"a timeout":                     {&net.DNSError{IsTimeout: true}, nil, false},
		"a connection that was cut off": {io.EOF, nil, false},
		"an untrusted server":           {http.ErrSchemeMismatch, nil, false},
		"no handshake":                  {nil, own, false},
		"an error after a handshake":    {own, io.ErrNoProgress, false},
	} {
		err := c.err
		if err == nil {
			err = c.handshake
		}
		got := (&connectTrace{handshakeErr: c.handshake}).explain(err)
		if isA[*HandshakeError](got) != c.failed || !errors.Is(got, err) {
			t.Errorf("%s: %v, want a failed handshake: %t", name, got, c.failed)
		}
	}
}

func TestAServerIsReachedByAConnectionOrAHandshake(t *testing.T) {
	for _, c := range []struct {
		connected    bool
		handshakes   int
		proxyWithTLS bool
		want         bool
	}{
		{false, 0, false, false},
		{false, 1, false, true},
		{true, 0, false, true},
		{false, 1, true, false}, // with the proxy
		{false, 2, true, true},
		{true, 1, true, true},
	} {
		trace := &connectTrace{}
		hooks := trace.hooks()
		for range c.handshakes {
			hooks.TLSHandshakeStart()
			hooks.TLSHandshakeDone(tls.ConnectionState{}, nil)
		}
		if c.connected {
			hooks.GotConn(httptrace.GotConnInfo{})
		}
		if got := trace.reached(c.proxyWithTLS); got != c.want {
			t.Errorf("%+v: %t", c, got)
		}
		hooks.GotConn(httptrace.GotConnInfo{}) // net/http may go on after the end of the attempt
		if !trace.reached(c.proxyWithTLS) {
			t.Errorf("%+v: not reached with a connection", c)
		}
	}
}
