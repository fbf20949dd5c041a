package provider

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

// resolved returns the settings of a configuration without environment
// variables.
func resolved(t *testing.T, c configuration) settings {
	t.Helper()
	s, diags := c.resolve(func(string) string { return "" })
	if diags.HasError() {
		t.Fatal(diags)
	}
	return s
}

func TestDefaults(t *testing.T) {
	s := resolved(t, configuration{})
	if s.maxConcurrent != 16 || s.maxRetries != 5 || s.requestTimeout != 30*time.Second {
		t.Errorf("defaults are %d requests, %d retries, %s", s.maxConcurrent, s.maxRetries, s.requestTimeout)
	}
	if got := s.accountURL.String(); got != "https://account.jetbrains.com" {
		t.Errorf("account_url is %s", got)
	}
	if s.spaceURL != nil {
		t.Errorf("there is a Space at %s", s.spaceURL)
	}
}

func TestSpaceAddresses(t *testing.T) {
	for name, test := range map[string]struct {
		configuration configuration
		want          string
	}{
		"a subdomain":           {configuration{SpaceSubdomain: types.StringValue("Acme")}, "https://acme.jetbrains.space"},
		"a self-run Space":      {configuration{SpaceURL: types.StringValue("https://space.acme.example/")}, "https://space.acme.example"},
		"one without TLS":       {configuration{SpaceURL: types.StringValue("http://space.acme.example:8084")}, "http://space.acme.example:8084"},
		"a pasted path, tidied": {configuration{SpaceURL: types.StringValue("https://space.acme.example/api/http/")}, "https://space.acme.example"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := resolved(t, test.configuration).spaceURL.String(); got != test.want {
				t.Errorf("the address is %s, want %s", got, test.want)
			}
		})
	}
}
