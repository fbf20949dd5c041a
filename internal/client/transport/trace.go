package transport

import (
	"crypto/tls"
	"errors"
	"net"
	"net/http/httptrace"
	"sync"
)

// connectTrace notes how far an attempt came on its way to the server. net/http
// has no exported types for many failures on this way.
type connectTrace struct {
	mu           sync.Mutex
	connected    bool // the attempt has a connection, which may have been used before
	handshakes   int  // TLS handshakes that were started
	handshakeErr error
}

func (t *connectTrace) hooks() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) {
			t.mu.Lock()
			defer t.mu.Unlock()
			t.connected = true
		},
		TLSHandshakeStart: func() {
			t.mu.Lock()
			defer t.mu.Unlock()
			t.handshakes++
		},
		TLSHandshakeDone: func(_ tls.ConnectionState, err error) {
			t.mu.Lock()
			defer t.mu.Unlock()
			t.handshakeErr = err
		},
	}
}

// reached says whether the attempt came as far as the server: it had a
// connection, or spoke TLS with the server. A proxy with TLS has a handshake of
// its own before.
func (t *connectTrace) reached(proxyWithTLS bool) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if proxyWithTLS {
		return t.connected || t.handshakes > 1
	}
	return t.connected || t.handshakes > 0
}

// explain gives an error a type where both sides could not agree on TLS, such
// as an old version of it. A handshake that the network broke is no such error.
func (t *connectTrace) explain(err error) error {
	t.mu.Lock()
	handshake := t.handshakeErr
	t.mu.Unlock()
	if handshake == nil || !errors.Is(err, handshake) || Untrusted(err) || CutOff(err) {
		return err
	}
	// Package crypto/tls reports an alert, of the server or of its own, as a
	// *net.OpError of these two operations.
	var op *net.OpError
	if errors.As(handshake, &op) && op.Op != "remote error" && op.Op != "local error" {
		return err
	}
	var network net.Error
	if op == nil && errors.As(handshake, &network) { // a timeout
		return err
	}
	return &HandshakeError{Err: err}
}
