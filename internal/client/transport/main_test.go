package transport

import (
	"context"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	testOrigin = "https://account.example"
	testToken  = "faketoken0123456789abcdef"
)

// inTurn sends the given responses in order, then repeats the last one. It also
// returns the number of requests.
func inTurn(responses ...func() (*http.Response, error)) (clienttest.Server, *atomic.Int32) {
	var asked atomic.Int32
	return func(*http.Request) (*http.Response, error) {
		n := int(asked.Add(1))
		return responses[min(n, len(responses))-1]()
	}, &asked
}

func status(code int, header ...string) func() (*http.Response, error) {
	return func() (*http.Response, error) { return clienttest.Reply(code, "body", header...), nil }
}

func failure(err error) func() (*http.Response, error) {
	return func() (*http.Response, error) { return nil, err }
}

// newClient returns a client of a server. change adapts its configuration.
func newClient(t *testing.T, base http.RoundTripper, change ...func(*Config)) *Client {
	t.Helper()
	config := Config{
		BaseURL:     clienttest.URL(t, testOrigin+"/api"),
		Credentials: map[string]Secret{"X-Api-Key": NewSecret(testToken)},
		Header:      map[string]string{"X-Customer-Code": "1234567"},
		Policy: Policy{
			UserAgent:      "test/1",
			MaxConcurrent:  8,
			MaxRetries:     5,
			AttemptTimeout: 30 * time.Second,
			Now:            time.Now,
		},
		ReadOnlyPOSTs: []string{"/search"},
		Base:          base,
	}
	for _, c := range change {
		c(&config)
	}
	client := New(config)
	t.Cleanup(client.Close)
	return client
}

func get(t *testing.T, c *Client) (*Response, error) {
	t.Helper()
	return c.Get(t.Context(), "/thing", nil)
}

func ended(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}
