package transport

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
)

// A network that ignores the context must not keep a request from ending. A
// connection that has left net/http behaves like this.
func TestARequestEndsEvenIfTheNetworkHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		end := make(chan struct{})
		defer close(end)
		deaf := clienttest.Server(func(*http.Request) (*http.Response, error) {
			<-end
			return nil, io.EOF
		})
		client := newClient(t, deaf, func(c *Config) { c.MaxConcurrent, c.MaxRetries = 1, 2 })
		start := time.Now()
		_, err := get(t, client)
		if e := clienttest.WantError[*RequestError](t, err); e.Attempts != 3 {
			t.Errorf("%v, want 3 attempts", err)
		}
		_ = clienttest.WantError[*TimeoutError](t, err)
		if took := time.Since(start); took < 90*time.Second || took > 92*time.Second {
			t.Errorf("took %v, want 3 times 30 s and two pauses", took)
		}

		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(7*time.Second, cancel)
		start = time.Now()
		if _, err := client.Get(ctx, "/thing", nil); !errors.Is(err, context.Canceled) || time.Since(start) != 7*time.Second {
			t.Errorf("%v after %v, want the end at the cancel", err, time.Since(start))
		}
		if client.limiter.inFlight != 0 {
			t.Errorf("%d places are taken after the end of all requests", client.limiter.inFlight)
		}
	})
}

// raw serves connections without net/http. It reads one request from each
// connection.
func raw(t *testing.T, secure bool, serve func(net.Conn)) (address string, config *tls.Config) {
	t.Helper()
	var (
		listener net.Listener
		err      error
	)
	listener, err = net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address = "http://" + listener.Addr().String()
	if secure {
		certified := httptest.NewUnstartedServer(nil)
		certified.StartTLS()
		certified.Close()
		config = certified.Client().Transport.(*http.Transport).TLSClientConfig
		listener = tls.NewListener(listener, &tls.Config{Certificates: certified.TLS.Certificates, MinVersion: tls.VersionTLS12})
		address = "https://" + listener.Addr().String()
	}
	var all sync.WaitGroup
	t.Cleanup(func() {
		_ = listener.Close()
		all.Wait()
	})
	all.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			all.Go(func() {
				defer func() { _ = conn.Close() }()
				if _, err := http.ReadRequest(bufio.NewReader(conn)); err == nil {
					serve(conn)
				}
			})
		}
	})
	return address, config
}

// dialing returns a client with its own connections. The client trusts the
// server's certificate.
func dialing(t *testing.T, address string, trust *tls.Config, change ...func(*Config)) *Client {
	t.Helper()
	client := newClient(t, nil, append([]func(*Config){func(c *Config) {
		c.BaseURL = clienttest.URL(t, address)
		c.AttemptTimeout, c.FirstBackoff, c.MaxRetries, c.MaxConcurrent = 60*time.Millisecond, time.Microsecond, 1, 1
	}}, change...)...)
	client.connections.build = func() *pool {
		network := newNetwork(1, client.connections.proxies)
		if trust != nil {
			network.TLSClientConfig = trust.Clone()
		}
		return &pool{client: client.guard(network), closeIdle: network.CloseIdleConnections}
	}
	return client
}

// within fails the test if f does not return at all. No load makes anything here
// take minutes.
func within[T any](t *testing.T, f func() T) T {
	t.Helper()
	done := make(chan T, 1)
	go func() { done <- f() }()
	select {
	case result := <-done:
		return result
	case <-time.After(5 * time.Minute):
		t.Fatal("the request does not end")
		panic("unreachable")
	}
}

func TestEveryRequestEnds(t *testing.T) {
	t.Parallel()
	hold := func(conn net.Conn) { _, _ = io.Copy(io.Discard, conn) } // until the client closes
	repeat := func(conn net.Conn, text string) {
		for {
			if _, err := io.WriteString(conn, text); err != nil {
				return
			}
		}
	}
	for name, serve := range map[string]func(net.Conn){
		"says nothing":   hold,
		"half a status":  func(conn net.Conn) { _, _ = io.WriteString(conn, "HTTP/1.1 2"); hold(conn) },
		"half a header":  func(conn net.Conn) { _, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nX-Long: "); hold(conn) },
		"endless header": func(conn net.Conn) { _, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\n"); repeat(conn, "X-Long: x\r\n") },
		"endless 1xx":    func(conn net.Conn) { repeat(conn, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n") },
		"endless 100":    func(conn net.Conn) { repeat(conn, "HTTP/1.1 100 Continue\r\n\r\n") },
		"a body that stops": func(conn net.Conn) {
			_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n[")
			hold(conn)
		},
		"a chunk that stops": func(conn net.Conn) {
			_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[")
			hold(conn)
		},
		"endless trailers": func(conn net.Conn) {
			_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n0\r\n")
			repeat(conn, "X: x\r\n")
		},
		"a redirect whose body stops": func(conn net.Conn) {
			_, _ = io.WriteString(conn, "HTTP/1.1 302 Found\r\nLocation: /api/other\r\nContent-Length: 10\r\n\r\n[")
			hold(conn)
		},
		"another protocol": func(conn net.Conn) {
			_, _ = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n")
			hold(conn)
		},
		"another protocol after a redirect": func(conn net.Conn) {
			_, _ = io.WriteString(conn, "HTTP/1.1 302 Found\r\nLocation: /api/other\r\nContent-Length: 0\r\n\r\n"+
				"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n")
			hold(conn)
		},
	} {
		for scheme, secure := range map[string]bool{"http": false, "https": true} {
			t.Run(name+"/"+scheme, func(t *testing.T) {
				t.Parallel()
				address, trust := raw(t, secure, serve)
				client := dialing(t, address, trust)
				err := within(t, func() error { _, err := get(t, client); return err })
				_ = clienttest.WantError[*RequestError](t, err)

				// The limit's only place must be free again. A cancel must end
				// a request long before its timeout.
				client.config.AttemptTimeout = time.Hour
				ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
				defer cancel()
				err = within(t, func() error { _, err := client.Get(ctx, "/thing", nil); return err })
				_ = clienttest.WantError[*RequestError](t, err)
			})
		}
	}
}

func TestAnotherProtocolIsNotRetried(t *testing.T) {
	address, _ := raw(t, false, func(conn net.Conn) {
		_, _ = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\n\r\n")
		_, _ = io.Copy(io.Discard, conn)
	})
	_, err := get(t, dialing(t, address, nil, func(c *Config) { c.AttemptTimeout = time.Hour }))
	_ = clienttest.WantError[*ProtocolSwitchError](t, err)
	if e := clienttest.WantError[*RequestError](t, err); e.Attempts != 1 {
		t.Errorf("%v, want 1 attempt", err)
	}
}

func TestAnOldVersionOfTLSIsNotRetried(t *testing.T) {
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.TLS = &tls.Config{MaxVersion: tls.VersionTLS11, MinVersion: tls.VersionTLS10}
	server.Config.ErrorLog = discardLog()
	server.StartTLS()
	t.Cleanup(server.Close)
	_, err := get(t, dialing(t, server.URL, nil, func(c *Config) { c.AttemptTimeout = time.Minute }))
	_ = clienttest.WantError[*HandshakeError](t, err)
	if e := clienttest.WantError[*RequestError](t, err); e.Attempts != 1 {
		t.Errorf("%v, want 1 attempt", err)
	}
}

// relay forwards connections to a server until it is frozen. Then it drops
// everything that it receives on existing connections without telling either
// side. Later connections work. A NAT that has forgotten a connection behaves
// like this.
type relay struct {
	target string
	mu     sync.Mutex
	frozen chan struct{} // closed to freeze the current connections
	dials  int
}

func (r *relay) connections() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.dials
}

func newRelay(t *testing.T, target string) (*relay, string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &relay{target: target, frozen: make(chan struct{})}
	ctx, cancel := context.WithCancel(context.Background())
	var all sync.WaitGroup
	t.Cleanup(func() {
		cancel()
		_ = listener.Close()
		all.Wait()
	})
	all.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			all.Go(func() { r.pass(ctx, conn) })
		}
	})
	return r, listener.Addr().String()
}

func (r *relay) pass(ctx context.Context, client net.Conn) {
	r.mu.Lock()
	frozen := r.frozen
	r.dials++
	r.mu.Unlock()
	server, err := (&net.Dialer{}).DialContext(ctx, "tcp", r.target)
	if err != nil {
		_ = client.Close()
		return
	}
	stop := context.AfterFunc(ctx, func() { _ = client.Close(); _ = server.Close() })
	defer stop()
	copyUntil := func(to, from net.Conn) {
		buffer := make([]byte, 32<<10)
		for {
			n, err := from.Read(buffer)
			select {
			case <-frozen:
				if err != nil {
					return
				}
				continue // dropped because the connection is frozen
			default:
			}
			if err != nil {
				_ = to.Close()
				return
			}
			_, _ = to.Write(buffer[:n])
		}
	}
	var both sync.WaitGroup
	both.Go(func() { copyUntil(server, client) })
	both.Go(func() { copyUntil(client, server) })
	both.Wait()
	_ = client.Close()
	_ = server.Close()
}

func (r *relay) freeze() {
	r.mu.Lock()
	defer r.mu.Unlock()
	close(r.frozen)
	r.frozen = make(chan struct{})
}

func http2Server(t *testing.T) (*httptest.Server, *tls.Config) {
	t.Helper()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor != 2 {
			t.Errorf("the request came over %s, want HTTP/2", r.Proto)
		}
		_, _ = io.WriteString(w, "[]")
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	return server, server.Client().Transport.(*http.Transport).TLSClientConfig
}

func TestARetryLeavesADeadHTTP2Connection(t *testing.T) {
	server, trust := http2Server(t)
	relay, address := newRelay(t, server.Listener.Addr().String())
	// A busy machine may need more attempts than two, for none of the reasons
	// that are tested here.
	client := dialing(t, "https://"+address, trust, func(c *Config) { c.MaxRetries = 1000 })
	if _, err := get(t, client); err != nil {
		t.Fatal(err)
	}
	before := relay.connections()
	relay.freeze()
	resp := within(t, func() *Response {
		resp, err := get(t, client)
		if err != nil {
			t.Error(err)
		}
		return resp
	})
	if resp == nil || resp.Attempts < 2 || relay.connections() == before {
		t.Errorf("%+v after %d and %d connections, want another attempt over another connection", resp, before, relay.connections())
	}
}

func TestPingsFindADeadHTTP2Connection(t *testing.T) {
	server, trust := http2Server(t)
	relay, address := newRelay(t, server.Listener.Addr().String())
	network := newNetwork(1, proxiesFromEnvironment())
	if network.HTTP2.SendPingTimeout != pingAfter || network.HTTP2.PingTimeout != pingTimeout {
		t.Errorf("the network sends pings after %v and waits %v", network.HTTP2.SendPingTimeout, network.HTTP2.PingTimeout)
	}
	network.HTTP2.SendPingTimeout, network.HTTP2.PingTimeout = 20*time.Millisecond, 200*time.Millisecond
	network.TLSClientConfig = trust.Clone()
	client := newClient(t, network, func(c *Config) {
		c.BaseURL, c.AttemptTimeout, c.FirstBackoff = clienttest.URL(t, "https://"+address), time.Hour, time.Microsecond
	})
	t.Cleanup(network.CloseIdleConnections)
	if _, err := get(t, client); err != nil {
		t.Fatal(err)
	}
	relay.freeze()
	resp := within(t, func() *Response {
		resp, err := get(t, client)
		if err != nil {
			t.Error(err)
		}
		return resp
	})
	if resp == nil || resp.Attempts < 2 {
		t.Errorf("%+v, want another attempt long before the first is over", resp)
	}
}
