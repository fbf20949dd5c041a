package provider_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/provider"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// today is the current day of every simulated organization.
var today = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// newTestServer returns a server whose clock does not move and whose pauses
// between retries are negligible.
func newTestServer() tfprotov6.ProviderServer { return provider.NewServer(testOptions())() }

func testOptions() provider.Options {
	return provider.Options{
		Version:      "test",
		Now:          func() time.Time { return today },
		FirstBackoff: time.Millisecond,
	}
}

// start serves an organization for one test and points the environment only at
// that organization.
func start(t *testing.T, organization *org.Organization, options ...simulator.Option) *simulator.Server {
	t.Helper()
	clearEnvironment(t)
	server, err := simulator.Start(organization, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	for name, value := range server.Env() {
		t.Setenv(name, value)
	}
	return server
}

// clearEnvironment hides the developer's own JETBRAINS_ variables from a test.
func clearEnvironment(t *testing.T) {
	t.Helper()
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "JETBRAINS_") {
			t.Setenv(name, "")
		}
	}
}

func generated(licenses int) *org.Organization {
	return simulator.Generate(org.Options{Seed: 1, Licenses: licenses, Now: today})
}

func containsFold(text, part string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(part))
}

func replaceHost(url, host string) string {
	scheme, rest, _ := strings.Cut(url, "://")
	_, port, _ := strings.Cut(rest, ":")
	return scheme + "://" + host + ":" + port
}

func quoteJSON(text string) string { return toJSON(text) }

func toJSON(v any) string {
	quoted, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(quoted)
}
