package transport

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/memory"
)

func body(status int, text string) func() (*http.Response, error) {
	return func() (*http.Response, error) { return clienttest.Reply(status, text), nil }
}

func TestABodyHoldsMemoryUntilItIsReleased(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	for name, c := range map[string]struct {
		responses []func() (*http.Response, error)
		held      bool
	}{
		"one response":     {[]func() (*http.Response, error){body(200, long)}, true},
		"an error":         {[]func() (*http.Response, error){body(404, long)}, true},
		"after retries":    {[]func() (*http.Response, error){body(503, long), body(429, long), body(200, long)}, true},
		"the last attempt": {[]func() (*http.Response, error){body(503, long)}, true},
		"a body that breaks off": {[]func() (*http.Response, error){func() (*http.Response, error) {
			resp := clienttest.Reply(200, "")
			resp.Body = io.NopCloser(io.MultiReader(strings.NewReader(long), iotest.ErrReader(errors.New("broken"))))
			return resp, nil
		}}, false},
		"a pause that is too long": {[]func() (*http.Response, error){func() (*http.Response, error) {
			return clienttest.Reply(503, long, "Retry-After", "3600"), nil
		}}, false},
	} {
		budget := memory.NewBudget(memory.Default)
		server, _ := inTurn(c.responses...)
		resp, err := newClient(t, server, func(c *Config) { c.Memory, c.MaxRetries, c.FirstBackoff = budget, 2, time.Microsecond }).Get(t.Context(), "/thing", nil)
		if (err == nil) != c.held || c.held && (budget.Used() < 2<<20 || budget.Used() > 5<<20) {
			t.Errorf("%s: %d bytes are held, %v", name, budget.Used(), err)
		}
		resp.Release()
		resp.Release()
		if budget.Used() != 0 {
			t.Errorf("%s: %d bytes are held after the release", name, budget.Used())
		}
	}
}

func TestABodyThatExceedsTheBudgetIsNotReadAndNotRetried(t *testing.T) {
	for name, length := range map[string]int64{"a known length": 0, "an unknown length": -1} {
		budget := memory.NewBudget(1 << 20)
		server, asked := inTurn(func() (*http.Response, error) {
			resp := clienttest.Reply(200, strings.Repeat("x", 1<<20))
			if length < 0 {
				resp.ContentLength = length
			}
			return resp, nil
		})
		_, err := newClient(t, server, func(c *Config) { c.Memory = budget }).Get(t.Context(), "/thing", nil)
		if e := clienttest.WantError[*memory.ExceededError](t, err); e.Limit != 1<<20 || asked.Load() != 1 || budget.Used() != 0 {
			t.Errorf("%s: %v, %d requests, %d bytes are held", name, err, asked.Load(), budget.Used())
		}
	}
}

// The watchdog leaves an attempt behind if net/http does not end. Whatever it
// still receives is given back.
func TestAResponseThatComesTooLateHoldsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		budget := memory.NewBudget(memory.Default)
		client := newClient(t, clienttest.Server(func(*http.Request) (*http.Response, error) {
			<-time.After(time.Hour) // in the bubble's clock; regardless of the request's context
			return clienttest.Reply(200, strings.Repeat("x", 1<<20)), nil
		}), func(c *Config) { c.Memory, c.MaxRetries = budget, 0 })
		_, err := client.Get(t.Context(), "/thing", nil)
		_ = clienttest.WantError[*TimeoutError](t, err)
		<-time.After(2 * time.Hour)
		synctest.Wait()
		if budget.Used() != 0 {
			t.Errorf("%d bytes are held", budget.Used())
		}
	})
}

// A body takes memory for what it is read into, and as much for decoding it.
func TestABodyTakesTwiceTheMemoryThatItIsReadInto(t *testing.T) {
	const announcedAtMost = 1<<20 + 1
	for _, c := range []struct {
		announced int64
		size      int
		want      int64 // that it is read into
	}{
		{0, 0, 1}, // one more byte than announced shows the end
		{100, 100, 101},
		{100, 500, 512}, // more than announced
		{2 << 20, 100, announcedAtMost},
		{2 << 20, 2 << 20, 2 * announcedAtMost},
		{1 << 50, 100, announcedAtMost},
		{-1, 0, 512},
		{-1, 511, 512},
		{-1, 512, 1024},
		{-1, 1025, 2048},
		{-1, 3 << 20, 3<<20 + 1}, // up to the limit of the body
	} {
		budget := memory.NewBudget(memory.Default)
		server := clienttest.Server(func(*http.Request) (*http.Response, error) {
			resp := clienttest.Reply(200, strings.Repeat("x", c.size))
			resp.ContentLength = c.announced
			return resp, nil
		})
		resp, err := get(t, newClient(t, server, func(c *Config) { c.Memory, c.MaxBodyBytes = budget, 3<<20 }))
		if err != nil || len(resp.Body) != c.size || budget.Used() != 2*c.want {
			t.Errorf("%+v: %d bytes are held, want %d; %v", c, budget.Used(), 2*c.want, err)
		}
	}
}

func TestAResponseThatComesAtTheTimeLimitHoldsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		budget := memory.NewBudget(memory.Default)
		client := newClient(t, clienttest.Server(func(*http.Request) (*http.Response, error) {
			<-time.After(30 * time.Second) // the limit, to the nanosecond
			return clienttest.Reply(200, "[]"), nil
		}), func(c *Config) { c.Memory, c.MaxRetries = budget, 0 })
		for range 100 {
			resp, err := get(t, client)
			if synctest.Wait(); err == nil {
				resp.Release()
			}
			if budget.Used() != 0 {
				t.Fatalf("%d bytes are held, %v", budget.Used(), err)
			}
		}
	})
}
