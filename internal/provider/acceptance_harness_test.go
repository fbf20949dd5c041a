//go:build !race

package provider_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"
)

// factories serve the provider in the test's own process.
func factories() map[string]func() (tfprotov6.ProviderServer, error) {
	return map[string]func() (tfprotov6.ProviderServer, error){
		"jetbrains": func() (tfprotov6.ProviderServer, error) {
			return newTestServer(), nil
		},
	}
}

// run plans and applies the steps with real Terraform.
func run(t *testing.T, steps ...resource.TestStep) {
	t.Helper()
	runCase(t, resource.TestCase{Steps: steps})
}

// runSince is like run, for features that need a minimum version of Terraform.
func runSince(t *testing.T, oldest *version.Version, steps ...resource.TestStep) {
	t.Helper()
	runCase(t, resource.TestCase{TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(oldest)}, Steps: steps})
}

// runCase runs a test case against the provider under test.
func runCase(t *testing.T, c resource.TestCase) {
	t.Helper()
	if !strings.HasPrefix(t.Name(), "TestAcc") {
		t.Fatal("make testacc runs only tests whose names begin with TestAcc")
	}
	c.ProtoV6ProviderFactories = factories()
	resource.Test(t, c)
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
