package transport

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-log/tflogtest"
)

func TestOneLogLinePerAttempt(t *testing.T) {
	var out bytes.Buffer
	ctx := tflogtest.RootLogger(t.Context(), &out)
	server, _ := inTurn(failure(errors.New("reset\x1b[2J")), status(503), status(302, "Location", "/api/other"), status(200))
	client := newClient(t, server, func(c *Config) { c.FirstBackoff = time.Microsecond })
	if _, err := client.Get(ctx, "/thing", map[string][]string{"page": {"2"}}); err != nil {
		t.Fatal(err)
	}
	lines, err := tflogtest.MultilineJSONDecode(&out)
	if err != nil {
		t.Fatal(err)
	}
	var retries []map[string]any
	lines = slices.DeleteFunc(lines, func(line map[string]any) bool {
		if line["@message"] == "JetBrains API retry" {
			retries = append(retries, line)
			return true
		}
		return false
	})
	if len(lines) != 3 || len(retries) != 2 {
		t.Fatalf("%d and %d lines, want one for each of 3 attempts, and one before each of 2 retries: %v %v", len(lines), len(retries), lines, retries)
	}
	for i, line := range retries {
		if _, waits := line["wait_ms"]; !waits || line["attempt"] != float64(i+2) || line["url"] != testOrigin+"/api/thing?page=2" {
			t.Errorf("retry %d is %v", i+1, line)
		}
	}
	for i, line := range lines {
		if _, timed := line["duration_ms"]; !timed {
			t.Errorf("line %d has no duration: %v", i+1, line)
		}
		for name := range line {
			if name == "duration_ms" || name[0] == '@' && name != "@level" {
				delete(line, name)
			}
		}
	}
	address := testOrigin + "/api/thing?page=2"
	if diff := cmp.Diff([]map[string]any{
		{"@level": "debug", "method": "GET", "url": address, "attempt": 1.0, "error": `reset\x1b[2J`},
		{"@level": "debug", "method": "GET", "url": address, "attempt": 2.0, "status": 503.0, "bytes": 4.0},
		{"@level": "debug", "method": "GET", "url": address, "attempt": 3.0, "status": 200.0, "bytes": 4.0, "redirects": 1.0},
	}, lines); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

func TestTheLogHoldsNoTokenWhateverTheServerSends(t *testing.T) {
	t.Setenv("TF_LOG", "TRACE")
	var out bytes.Buffer
	ctx := tflogtest.RootLogger(t.Context(), &out)
	for _, echo := range echoes {
		server, _ := inTurn(
			failure(errors.New("malformed "+echo)),
			status(503, "X-Echo", echo),
			status(302, "Location", "/api/"+testToken+"?"+testToken),
			status(302, "Location", "/api/%66aketoken0123456789abcdef"),
			status(200, "X-Echo", echo),
		)
		client := newClient(t, server, func(c *Config) { c.FirstBackoff = time.Microsecond })
		if _, err := client.Get(ctx, "/thing", nil); err != nil {
			t.Fatal(err)
		}
	}
	if out.Len() == 0 {
		t.Fatal("nothing was logged")
	}
	if hasToken(out.String()) || strings.Contains(normalize(out.String()), testToken) {
		t.Error("the log holds the token")
	}
	if !strings.Contains(out.String(), `"redirects":2`) {
		t.Error("the log does not say that the server redirected")
	}
	if strings.Contains(strings.ToLower(out.String()), "x-api-key") {
		t.Error("the log holds a header")
	}
}
