package transport

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
)

func TestCloseLetsGoOfIdleConnections(t *testing.T) {
	clienttest.CheckClose(t, func(url string) func() {
		client := newClient(t, nil, func(c *Config) { c.BaseURL = clienttest.URL(t, url) })
		if _, err := get(t, client); err != nil {
			t.Fatal(err)
		}
		return client.Close
	})
}

func TestCloseOfAClientWithoutConnections(t *testing.T) {
	server, asked := inTurn(status(200))
	newClient(t, server).Close()
	if asked.Load() != 0 {
		t.Errorf("%d requests were sent", asked.Load())
	}
}

// pools counts what a client does with its pools of connections: for each pool,
// how often its idle connections were closed.
type pools struct {
	mu     sync.Mutex
	closed []int
}

func (p *pools) count() []int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.closed)
}

// counted returns a client whose pools all lead to one server.
func counted(t *testing.T, server http.RoundTripper, change ...func(*Config)) (*Client, *pools) {
	t.Helper()
	client, all := newClient(t, nil, change...), &pools{}
	client.connections.build = func() *pool {
		all.mu.Lock()
		defer all.mu.Unlock()
		number := len(all.closed)
		all.closed = append(all.closed, 0)
		return &pool{client: client.guard(server), closeIdle: func() {
			all.mu.Lock()
			defer all.mu.Unlock()
			all.closed[number]++
		}}
	}
	return client, all
}

func TestOnlyANetworkErrorReplacesTheConnections(t *testing.T) {
	reason := errors.New("the caller has had enough")
	for name, c := range map[string]struct {
		respond func() (*http.Response, error)
		path    string
		pools   int
	}{
		"a response":               {status(200), "/thing", 1},
		"a status that is retried": {status(503), "/thing", 1},
		"a network error":          {failure(io.ErrUnexpectedEOF), "/thing", 2},
		"an error that stays":      {status(302, "Location", "https://other.example/"), "/thing", 1},
		"the caller's own end":     {failure(reason), "/canceled", 1},
	} {
		ctx, cancel := context.WithCancelCause(t.Context())
		var seen []error
		client, all := counted(t, clienttest.Server(func(req *http.Request) (*http.Response, error) {
			if req.URL.Path == "/api/canceled" {
				cancel(reason)
				<-req.Context().Done()
				return nil, req.Context().Err()
			}
			return c.respond()
		}), func(config *Config) {
			config.MaxRetries = 0
			config.Observe = func(a Attempt) { seen = append(seen, a.Err) }
		})
		_, err := client.Get(ctx, c.path, nil)
		_ = client.connections.acquire()
		if got := len(all.count()); got != c.pools {
			t.Errorf("%s: %d pools, want %d", name, got, c.pools)
		}
		if errors.Is(err, reason) && (len(seen) != 1 || !errors.Is(seen[0], reason)) {
			t.Errorf("%s: observed %v, want the cause %v", name, seen, reason)
		}
		cancel(nil)
	}
}

func TestReplacedConnectionsAreClosedWhenTheirAttemptsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, all := counted(t, clienttest.Server(func(req *http.Request) (*http.Response, error) {
			switch req.URL.Path {
			case "/api/slow":
				<-time.After(10 * time.Second)
			case "/api/broken":
				return nil, io.ErrUnexpectedEOF
			}
			return clienttest.Reply(200, "[]"), nil
		}), func(c *Config) { c.MaxRetries = 0 })
		read := func(path string) {
			if _, err := client.Get(t.Context(), path, nil); (err != nil) != (path == "/broken") {
				t.Errorf("%s: %v", path, err)
			}
			synctest.Wait() // the attempt has released its connections
		}
		check := func(when string, want ...int) {
			t.Helper()
			if diff := cmp.Diff(want, all.count()); diff != "" {
				t.Errorf("%s (-want +got):\n%s", when, diff)
			}
		}
		var slow sync.WaitGroup
		slow.Go(func() { read("/slow") })
		synctest.Wait()
		read("/thing")
		check("without an error", 0)
		read("/broken")
		before := all.count()[0] // one or two: the attempt may release its connections before or after they are replaced
		if before == 0 {
			t.Error("idle connections stay open after an error")
		}
		read("/thing")
		check("later attempts use new connections", before, 0)
		slow.Wait()
		check("an attempt that has used the old ones ends", before+1, 0)
		client.Close()
		check("Close closes the current ones", before+1, 1)
	})
}

func TestAttemptsThatFailTogetherReplaceTheirConnectionsOnce(t *testing.T) {
	client, all := counted(t, waiting)
	c := client.connections
	first, second := c.acquire(), c.acquire()
	if first != second {
		t.Fatal("two attempts do not share their connections")
	}
	c.replace(first)
	fresh := c.acquire()
	c.replace(second)
	if c.acquire() != fresh {
		t.Error("the new connections were replaced")
	}
	if diff := cmp.Diff([]int{1, 0}, all.count()); diff != "" {
		t.Errorf("closed (-want +got):\n%s", diff)
	}
}

// A test's own network stands in for the connections.
func TestAGivenNetworkIsNotReplaced(t *testing.T) {
	c := newClient(t, waiting).connections
	first := c.acquire()
	if c.replace(first); c.acquire() != first {
		t.Error("the network was replaced")
	}
}
