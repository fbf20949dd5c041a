package transport

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	testOrigin = "https://account.example"
	testToken  = "faketoken0123456789abcdef"
)

// serverFunc is a server without a network.
type serverFunc func(*http.Request) (*http.Response, error)

func (f serverFunc) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// reply builds an answer; header lists names and values in turn.
func reply(status int, body string, header ...string) *http.Response {
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

// inTurn answers the nth request with the nth answer and then with the last.
func inTurn(answers ...func() (*http.Response, error)) (serverFunc, *atomic.Int32) {
	var asked atomic.Int32
	return func(*http.Request) (*http.Response, error) {
		n := int(asked.Add(1))
		return answers[min(n, len(answers))-1]()
	}, &asked
}

func status(code int, header ...string) func() (*http.Response, error) {
	return func() (*http.Response, error) { return reply(code, "body", header...), nil }
}

func failure(err error) func() (*http.Response, error) {
	return func() (*http.Response, error) { return nil, err }
}

// newClient is a client of a server; change adapts its configuration.
func newClient(t *testing.T, base http.RoundTripper, change ...func(*Config)) *Client {
	t.Helper()
	config := Config{
		BaseURL:     mustParse(t, testOrigin+"/api"),
		Credentials: map[string]Secret{"X-Api-Key": NewSecret(testToken)},
		Header:      map[string]string{"X-Customer-Code": "1234567"},
		Policy: Policy{
			UserAgent:      "test/1",
			MaxConcurrent:  8,
			MaxRetries:     5,
			AttemptTimeout: 30 * time.Second,
			Now:            time.Now,
		},
		ReadingPosts: []string{"/search"},
		Base:         base,
	}
	for _, c := range change {
		c(&config)
	}
	client := New(config)
	t.Cleanup(client.Close)
	return client
}

func mustParse(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func get(t *testing.T, c *Client) (*Response, error) {
	t.Helper()
	return c.Get(t.Context(), "/thing", nil)
}

// wantError checks the kind of an error and returns it.
func wantError[E error](t *testing.T, err error) E {
	t.Helper()
	var want E
	if !errors.As(err, &want) {
		t.Fatalf("error is %v (%T), want a %T", err, err, want)
	}
	return want
}

func ended(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}
