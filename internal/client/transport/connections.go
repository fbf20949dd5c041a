package transport

import (
	"net"
	"net/http"
	"sync"
	"time"
)

const (
	dialTimeout      = 30 * time.Second
	handshakeTimeout = 10 * time.Second
	idleTimeout      = 90 * time.Second
	// A connection that has received nothing for pingAfter is sent a ping, and
	// is closed if no response arrives within pingTimeout. Without this, HTTP/2
	// would send every request of a plan over a connection that a NAT or a load
	// balancer has dropped (golang/go#36026).
	pingAfter   = 5 * time.Second
	pingTimeout = 5 * time.Second
)

// connections holds the pool of connections that requests use. A pool is
// replaced after an attempt that failed with a network error: a retry then
// opens a new connection instead of using another one on the same broken path.
type connections struct {
	proxies *proxies
	build   func() *pool

	mu      sync.Mutex
	current *pool
}

// pool is a set of connections, with the HTTP client that uses them.
type pool struct {
	client    *http.Client
	closeIdle func()

	replaced bool // the pool gets no new attempts
	fixed    bool // the pool cannot be replaced
}

// newConnections uses the network if base is nil. guard wraps the network in an
// HTTP client.
func newConnections(base http.RoundTripper, maxConcurrent int, proxies *proxies, guard func(http.RoundTripper) *http.Client) *connections {
	c := &connections{proxies: proxies}
	c.build = func() *pool {
		if base != nil {
			return &pool{client: guard(base), closeIdle: func() {}, fixed: true}
		}
		network := newNetwork(maxConcurrent, proxies)
		return &pool{client: guard(network), closeIdle: network.CloseIdleConnections}
	}
	return c
}

func newNetwork(maxConcurrent int, proxies *proxies) *http.Transport {
	return &http.Transport{
		Proxy:                  proxies.forRequest,
		OnProxyConnectResponse: proxies.tunnel,
		DialContext:            (&net.Dialer{Timeout: dialTimeout}).DialContext,
		TLSHandshakeTimeout:    handshakeTimeout,
		ForceAttemptHTTP2:      true,
		HTTP2:                  &http.HTTP2Config{SendPingTimeout: pingAfter, PingTimeout: pingTimeout, WriteByteTimeout: pingTimeout},
		MaxIdleConnsPerHost:    maxConcurrent,
		IdleConnTimeout:        idleTimeout,
		MaxResponseHeaderBytes: maxHeaderBytes,
	}
}

// acquire returns the pool for an attempt; release must follow.
func (c *connections) acquire() *pool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.current == nil {
		c.current = c.build()
	}
	return c.current
}

// release ends an attempt's use of its pool. No attempt uses the idle connections
// of a pool that was replaced again, so they are closed.
func (c *connections) release(p *pool) {
	c.mu.Lock()
	replaced := p.replaced
	c.mu.Unlock()
	if replaced {
		p.closeIdle()
	}
}

// replace makes later attempts use new connections. If several attempts on one
// pool fail, only the first replaces it.
func (c *connections) replace(p *pool) {
	c.mu.Lock()
	current := c.current == p && !p.fixed
	if current {
		p.replaced = true
		c.current = nil
	}
	c.mu.Unlock()
	if current {
		p.closeIdle()
	}
}

// close closes idle connections.
func (c *connections) close() {
	c.mu.Lock()
	current := c.current
	c.mu.Unlock()
	if current != nil {
		current.closeIdle()
	}
}
