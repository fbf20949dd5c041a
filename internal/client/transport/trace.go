package transport

import (
	"crypto/tls"
	"errors"
	"net"
	"net/http/httptrace"
	"sync"
)

// connectTrace records how far an attempt got on its way to the server. For
// many failures on the way, net/http has no exported type.
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

// reached reports whether the attempt got as far as the server: it had a
// connection, or started a TLS handshake with the server. A proxy with TLS has
// its own handshake before that.
func (t *connectTrace) reached(proxyWithTLS bool) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if proxyWithTLS {
		return t.connected || t.handshakes > 1
	}
	return t.connected || t.handshakes > 0
}

// explain returns a typed error if the two sides could not agree on TLS
// parameters, such as the version. A handshake that failed because of the
// network is not such an error.
func (t *connectTrace) explain(err error) error {
	t.mu.Lock()
	handshake := t.handshakeErr
	t.mu.Unlock()
	if !errors.Is(err, handshake) || Untrusted(err) || CutOff(err) {
		return err
	}
	// Package crypto/tls reports an alert, from the server or its own, as a
	// *net.OpError with one of these two operations.
	op, ok := errors.AsType[*net.OpError](handshake)
	if ok && op.Op != "remote error" && op.Op != "local error" {
		return err
	}
	if !ok && isA[net.Error](handshake) { // a timeout
		return err
	}
	return &HandshakeError{Err: err}
}
