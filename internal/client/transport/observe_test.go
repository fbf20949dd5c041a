package transport

import (
	"errors"
	"net/http"
	"net/url"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
)

func TestEveryAttemptIsObserved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var (
			asked atomic.Int32
			lost  = errors.New("lost")
			seen  []Attempt
		)
		server := clienttest.Server(func(*http.Request) (*http.Response, error) {
			<-time.After(time.Second) // of the bubble's clock
			switch asked.Add(1) {
			case 1:
				return nil, lost
			case 2:
				return clienttest.Reply(503, "busy"), nil
			}
			return clienttest.Reply(200, "[]"), nil
		})
		c := newClient(t, server, func(c *Config) { c.Observe = func(a Attempt) { seen = append(seen, a) } })
		if _, err := c.Get(t.Context(), "/thing", url.Values{"page": {"3"}}); err != nil {
			t.Fatal(err)
		}
		if len(seen) != 3 {
			t.Fatalf("%d attempts observed, want 3", len(seen))
		}
		for i, a := range seen {
			if a.Method != http.MethodGet || a.Path != "/api/thing" || a.Query.Get("page") != "3" || a.Took != time.Second || a.Proxy != nil {
				t.Errorf("attempt %d: %+v", i, a)
			}
		}
		if seen[0].Response != nil || !errors.Is(seen[0].Err, lost) || seen[1].Response.Status != 503 || string(seen[2].Response.Body) != "[]" || seen[2].Err != nil {
			t.Errorf("observed %+v", seen)
		}
	})
}

func TestAnObservedAttemptNamesTheProxy(t *testing.T) {
	withProxy(t, "HTTPS_PROXY", "http://proxy.example:3128")
	var seen []Attempt
	server, _ := inTurn(status(200))
	if _, err := get(t, newClient(t, server, func(c *Config) { c.Observe = func(a Attempt) { seen = append(seen, a) } })); err != nil {
		t.Fatal(err)
	}
	if want := (&Proxy{Address: "http://proxy.example:3128", Variable: "HTTPS_PROXY"}); len(seen) != 1 || !cmp.Equal(want, seen[0].Proxy) {
		t.Errorf("observed %+v, want the proxy %v", seen, want)
	}
}
