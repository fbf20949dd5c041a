//go:build !race

package main

import (
	"slices"
	"strings"
	"testing"
)

// The compiler ensures that each fault exists. This test checks that each fault
// name selects a fault that reaches a server, and that the server keeps
// running.
func TestEveryFaultByNameStartsAServer(t *testing.T) {
	for _, name := range faultNames() {
		if slices.Contains([]string{"slow", "timeout"}, name) {
			continue // the child would wait for a response
		}
		if got := run(t, "env", "-licenses", "10", "-fault", name, "--", self(t)); got.status != 3 || !strings.Contains(got.stdout, "JETBRAINS_TOKEN=fakeorg") {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
