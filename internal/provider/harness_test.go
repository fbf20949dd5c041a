package provider_test

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/provider"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

// today is the current day of every simulated organization.
var today = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// factories serve the provider in the test's own process. The clock does not
// move, and the pauses between retries are negligible.
func factories() map[string]func() (tfprotov6.ProviderServer, error) {
	return map[string]func() (tfprotov6.ProviderServer, error){
		"jetbrains": func() (tfprotov6.ProviderServer, error) {
			return newTestServer(), nil
		},
	}
}

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
func start(t *testing.T, organization *simulator.Organization, options ...simulator.Option) *simulator.Server {
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

func generated(licenses int) *simulator.Organization {
	return simulator.Generate(simulator.Options{Seed: 1, Licenses: licenses, Now: today})
}

// run plans and applies the steps with real Terraform.
func run(t *testing.T, steps ...resource.TestStep) {
	t.Helper()
	resource.Test(t, resource.TestCase{ProtoV6ProviderFactories: factories(), Steps: steps})
}

// runSince is like run, for features that need a minimum version of Terraform.
func runSince(t *testing.T, oldest *version.Version, steps ...resource.TestStep) {
	t.Helper()
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: factories(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(oldest)},
		Steps:                    steps,
	})
}

// runError requires a configuration to fail with all of the phrases. Terraform
// breaks lines anywhere, so any whitespace in a phrase matches any whitespace.
func runError(t *testing.T, config string, phrases ...string) {
	t.Helper()
	for _, phrase := range phrases {
		run(t, resource.TestStep{Config: config, ExpectError: wrapped(phrase)})
	}
}

// wrapped matches a phrase regardless of how Terraform wraps and frames its
// lines.
func wrapped(phrase string) *regexp.Regexp {
	words := strings.Fields(phrase)
	for i := range words {
		words[i] = regexp.QuoteMeta(words[i])
	}
	return regexp.MustCompile(strings.Join(words, `[\s│]+`))
}

func containsFold(text, part string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(part))
}

func replaceHost(url, host string) string {
	scheme, rest, _ := strings.Cut(url, "://")
	_, port, _ := strings.Cut(rest, ":")
	return scheme + "://" + host + ":" + port
}

func quoteJSON(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(quoted)
}

// live reports whether tests that apply to every organization read the real
// organization that the environment names, instead of the simulator.
func live() bool { return os.Getenv("JETBRAINS_LIVE") == "1" }
