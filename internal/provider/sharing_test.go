package provider_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
)

// inParallel reads one data source many times at the same time in one session.
func (s *session) inParallel(t *testing.T, times int, name string) []reply {
	t.Helper()
	replies := make([]reply, times)
	var running sync.WaitGroup
	for i := range replies {
		running.Go(func() {
			state, problems := s.readContext(t.Context(), t, name, nil)
			replies[i] = reply{state, problems}
		})
	}
	running.Wait()
	return replies
}

func TestFiftyDataSourcesAtOnceShareOneRead(t *testing.T) {
	server := start(t, generated(1000))
	for _, r := range newSession(t, nil).inParallel(t, 50, "jetbrains_seats") {
		r.succeeds(t)
	}
	if n := len(server.Requests()); n != 6 { // one for the token and one for each of five pages
		t.Errorf("%d requests for fifty data sources", n)
	}
}

func TestFiftyDataSourcesAtOnceShareOneFailure(t *testing.T) {
	server := start(t, generated(1000))
	server.Fail(fault.ServerError().OnPage(4))
	replies := newSession(t, impatient).inParallel(t, 50, "jetbrains_seats")
	complete := 0
	for _, r := range replies {
		r.fails(t, "JetBrains Account returned a server error", "GET /customer/licenses returned status 500")
		switch problem := r.problems[0]; {
		case strings.Contains(problem, "again in a few minutes"):
			complete++
		case strings.Contains(problem, "\n") || !strings.HasSuffix(problem, " Another message about this error says what to do."):
			t.Errorf("want one line that refers to the other error, got:\n%s", problem)
		}
	}
	equal(t, "errors that say what to do", complete, 1)
	failed := 0
	for _, r := range server.Requests() {
		if r.Status == 500 {
			failed++
		}
	}
	equal(t, "failed requests", failed, 1)
}

// If a client allows deferral, the provider defers instead of returning an
// error.
func TestAnUnknownValueDefersWhereTheClientAllowsIt(t *testing.T) {
	start(t, generated(10))
	server := newTestServer()
	schemas, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	resp, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{
		Config:             encode(t, schemas.Provider.ValueType(), object{"token": unknown{}}),
		ClientCapabilities: &tfprotov6.ConfigureProviderClientCapabilities{DeferralAllowed: true},
	})
	if err != nil || len(resp.Diagnostics) > 0 {
		t.Fatal(err, problems(resp.Diagnostics))
	}
	read, err := server.ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{
		TypeName:           "jetbrains_seats",
		Config:             encode(t, schemas.DataSourceSchemas["jetbrains_seats"].ValueType(), object{}),
		ClientCapabilities: &tfprotov6.ReadDataSourceClientCapabilities{DeferralAllowed: true},
	})
	if err != nil || len(read.Diagnostics) > 0 {
		t.Fatal(err, problems(read.Diagnostics))
	}
	if read.Deferred == nil || read.Deferred.Reason != tfprotov6.DeferredReasonProviderConfigUnknown {
		t.Errorf("not deferred: %v", read.Deferred)
	}
}

func FuzzDaysBetween(f *testing.F) {
	for _, seed := range [][2]string{
		{"2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z"}, {"", "x"}, {"0001-01-01T00:00:00Z", "9999-12-31T23:59:59+14:00"},
		{"2026-11-21T00:00:00.999999999-23:59", "2026-11-21T24:00:00Z"}, {"2026-02-30T00:00:00Z", "2026-11-21t00:00:00z"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, from, to string) {
		there, back := callDays(t, from, to), callDays(t, to, from)
		forward, ok := there.(int)
		backward, alsoOK := back.(int)
		if ok != alsoOK {
			t.Fatalf("%q to %q gives %v, and back %v", from, to, there, back)
		}
		if ok && forward != -backward {
			t.Errorf("%q to %q is %d days, and back %d", from, to, forward, backward)
		}
		if text, failed := there.(string); failed && !strings.Contains(text, "is not a date such as") {
			t.Errorf("%q to %q fails with %q", from, to, text)
		}
	})
}
