// Package clienttest has what the tests of the clients share. Only tests import
// it.
package clienttest

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// Server is a server without a network. It replaces a client's
// http.RoundTripper.
type Server func(*http.Request) (*http.Response, error)

// RoundTrip implements http.RoundTripper. Like a transport of net/http, it says
// which request a response belongs to.
func (s Server) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := s(req)
	if resp != nil {
		resp.Request = req
	}
	return resp, err
}

// Reply builds a response; header lists names and values in turn.
func Reply(status int, body string, header ...string) *http.Response {
	resp := &http.Response{
		StatusCode:    status,
		Header:        http.Header{},
		Body:          io.NopCloser(strings.NewReader(body)),
		ContentLength: int64(len(body)),
	}
	for i := 0; i < len(header); i += 2 {
		resp.Header.Add(header[i], header[i+1])
	}
	return resp
}

// URL parses an address.
func URL(t testing.TB, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// WantError checks the kind of an error and returns it.
func WantError[E error](t testing.TB, err error) E {
	t.Helper()
	want, ok := errors.AsType[E](err)
	if !ok {
		t.Fatalf("error is %v (%T), want a %T", err, err, want)
	}
	return want
}

// CheckClose checks that Close of a client lets go of its idle connections.
// Connect sends a request to the server with that URL, and returns the client's
// Close.
func CheckClose(t *testing.T, connect func(url string) (closeClient func())) {
	t.Helper()
	closed := make(chan struct{})
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateClosed {
			close(closed)
		}
	}
	server.Start()
	t.Cleanup(server.Close)
	closeClient := connect(server.URL)
	select {
	case <-closed:
		t.Fatal("the connection was closed before Close")
	default:
	}
	closeClient()
	select {
	case <-closed:
	case <-time.After(30 * time.Second): // the wait failed
		t.Error("the connection is still open after Close")
	}
}
