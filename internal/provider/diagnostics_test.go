package provider_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/provider"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
)

// impatient turns retries off, so that a test sees the error without waiting.
var impatient = object{"max_retries": 0}

// Every failure must be one error that says what happened, what is likely at
// fault, and what to do. The tests check the exact wording, because people read
// it under pressure.
func TestEveryFailureIsOneClearError(t *testing.T) {
	const lists = "/api/v1/customer/"
	for name, test := range map[string]struct {
		faults        []fault.Fault
		want          []string
		configuration object // in addition to impatient
	}{
		"unknown token or customer code": {
			faults: faults(fault.APIError("INVALID_TOKEN")),
			want:   []string{"JetBrains Account rejected the token or the customer code", "GET /token returned status 401 INVALID_TOKEN", "check both", "JETBRAINS_CUSTOMER_CODE", "Copy support information", "JETBRAINS_TOKEN", "Generate Token", "has the API turned off"},
		},
		"no token arrives":         {faults: faults(fault.APIError("MISSING_TOKEN_HEADER")), want: []string{"did not receive the credentials", "MISSING_TOKEN_HEADER", "A proxy seems to remove them"}},
		"no customer code arrives": {faults: faults(fault.APIError("MISSING_CUSTOMER_HEADER")), want: []string{"did not receive the credentials", "MISSING_CUSTOMER_HEADER"}},
		"too few rights":           {faults: faults(fault.APIError("INSUFFICIENT_PERMISSIONS").OnPath(lists)), want: []string{"The token lacks permission to read this", "GET /customer/licenses", "403 INSUFFICIENT_PERMISSIONS", "administrator"}},
		"another team":             {faults: faults(fault.APIError("TEAM_MISMATCH", 7).OnPath(lists)), want: []string{"The token belongs to another team", "TEAM_MISMATCH"}},
		"wrong kind of token":      {faults: faults(fault.APIError("TOKEN_TYPE_MISMATCH").OnPath(lists)), want: []string{"The token has the wrong scope", "TOKEN_TYPE_MISMATCH"}},
		"unknown team":             {faults: faults(fault.APIError("TEAM_NOT_FOUND", 7).OnPath(lists)), want: []string{"does not know the token's team", "TEAM_NOT_FOUND"}},
		"an error page":            {faults: faults(fault.BadRequestPage().OnPath(lists)), want: []string{"JetBrains Account sent an unexpected response", "status 400", "account_url"}},
		"a broken server":          {faults: faults(fault.ServerError()), want: []string{"JetBrains Account returned a server error", "status 500", "again in a few minutes"}},
		"too many requests":        {faults: faults(fault.RateLimited("1")), want: []string{"is throttling requests", "status 429", "max_concurrent_requests", "currently 16"}},
		"no such path":             {faults: faults(fault.Status(404, nil, "nothing here")), want: []string{"The server does not provide the JetBrains Account API", "status 404", "account_url"}},
		"forbidden by a proxy":     {faults: faults(fault.Status(403, nil, "<html>no</html>")), want: []string{"JetBrains Account denied access", "status 403", "proxy"}},
		"a login page":             {faults: faults(fault.LoginPage()), want: []string{"sent a response that cannot be read", "GET /token: the body is an HTML page, not JSON", "login page", "account_url"}},
		"an empty body":            {faults: faults(fault.EmptyBody()), want: []string{"cannot be read", "the body is empty", "0 bytes"}},
		"null for a list":          {faults: faults(fault.NullBody().OnPage(2)), want: []string{"cannot be read", "the body is null, but a list is expected"}},
		"a wrong type":             {faults: faults(fault.SetField(3, "isSuspended", `"yes"`).OnPage(2)), want: []string{"cannot be read", "/3/isSuspended", "a string is not valid here"}},
		"a cut connection":         {faults: faults(fault.CutMidBody().OnPage(2)), want: []string{"The connection to JetBrains Account was cut off", "GET 127.0.0.1", "ended before it was complete", "HTTPS_PROXY"}},
		"no response":              {faults: faults(fault.Hang().OnPage(2)), want: []string{"JetBrains Account did not respond in time", "no complete response within 300ms", "request_timeout"}, configuration: object{"request_timeout": "300ms"}},
		"another server":           {faults: faults(fault.RedirectToHost(302, "http://127.0.0.2:9")), want: []string{"redirected to another server", "http://127.0.0.2:9", "does not send the token there"}},
		"a circle":                 {faults: faults(fault.Redirect(302, "/api/v1/token")), want: []string{"redirected in a loop"}},
		"an endless body":          {faults: faults(fault.Oversized(70 << 20).OnPage(2)), want: []string{"too large", "account_url"}, configuration: object{"request_timeout": "10m"}},
		"a total that is too high": {faults: faults(fault.FixedTotal(700)), want: []string{"A list from JetBrains Account kept changing while it was being read", "reported a total of 700 licenses, but its pages contain only 500", "read the list 3 times", "returned no data"}},
		"a token of another organization": {
			faults: faults(fault.Status(200, nil, `{"type":"CUSTOMER","code":99}`).OnPath("/api/v1/token")),
			want:   []string{"The token belongs to another organization", "the customer code 99, but the configured customer code is", "JETBRAINS_CUSTOMER_CODE"},
		},
		"a page that is too large": {
			faults: faults(fault.RewriteBody(func([]byte) []byte {
				return []byte(`[` + strings.Repeat(`{"licenseId":"A","product":{"code":"II"}},`, 3000) + `1]`)
			}).OnPath(lists)),
			want: []string{"A page from JetBrains Account is too large", "more than 2000 entries, but the request asked for 200", "account_url"},
		},
		"a long pause": {faults: faults(fault.Unavailable("3600")), want: []string{"asked the provider to wait too long", "1h0m0s"}},
	} {
		t.Run(name, func(t *testing.T) {
			server := start(t, generated(500))
			server.Fail(test.faults...)
			configuration := object{}
			maps.Copy(configuration, impatient)
			maps.Copy(configuration, test.configuration)
			got := newSession(t, configuration).read(t, "jetbrains_licensed_users", nil)
			got.fails(t, append(test.want, "ERROR")...)
			lacks(t, got, server.Env()["JETBRAINS_TOKEN"])
		})
	}
}

func TestAResponseThatDoesNotBelongToItsRequestIsNotUsed(t *testing.T) {
	const list = "/api/v1/customer/"
	for name, test := range map[string]struct {
		faults func(env map[string]string) []fault.Fault
		want   []string
	}{
		"a team's list of another team": {
			func(env map[string]string) []fault.Fault {
				return faults(
					fault.Status(200, nil, `{"type":"TEAM","team":{"id":7},"customer":{"code":`+env["JETBRAINS_CUSTOMER_CODE"]+`}}`).OnPath("/api/v1/token"),
					fault.Status(200, nil, `[{"licenseId":"A","product":{"code":"II"},"team":{"id":8}}]`).OnPath(list))
			},
			[]string{"JetBrains Account sent a response to a different request", `about the team "8", but the request asked for "7"`, "A cache or a proxy"},
		},
		"the token": {
			func(env map[string]string) []fault.Fault {
				return faults(fault.Status(200, nil, `[{"licenseId":"`+env["JETBRAINS_TOKEN"]+`"}]`).OnPath(list))
			},
			[]string{"JetBrains Account sent the token back", "GET /customer/licenses: the response contains the token", "generate a new token"},
		},
	} {
		server := start(t, generated(10))
		server.Fail(test.faults(server.Env())...)
		got := newSession(t, impatient).read(t, "jetbrains_licensed_users", nil)
		if got.fails(t, append(test.want, "ERROR")...); t.Failed() {
			t.Log(name)
		}
		lacks(t, got, server.Env()["JETBRAINS_TOKEN"])
	}
}

func faults(list ...fault.Fault) []fault.Fault { return list }

func TestARefusedConnectionIsAnErrorThatSaysSo(t *testing.T) {
	server := start(t, generated(10))
	server.Close()
	newSession(t, impatient).read(t, "jetbrains_account", nil).fails(t, "Nothing is listening at the address of JetBrains Account", "the connection was refused", "account_url")
}

func TestOneFailedReadFailsEveryDataSourceAndTheNextPlanTriesAgain(t *testing.T) {
	server := start(t, generated(500))
	server.Fail(fault.ServerError().OnPage(3))
	s := newSession(t, impatient)
	first := s.read(t, "jetbrains_licenses", nil)
	first.fails(t, "returned a server error")
	server.Fail()
	requests := len(server.Requests())
	s.read(t, "jetbrains_seats", nil).fails(t, "returned a server error", "Another message about this error says what to do.")
	equal(t, "requests for it", len(server.Requests())-requests, 0)

	newSession(t, impatient).read(t, "jetbrains_seats", nil).succeeds(t)
}

func TestHostileTextsStayOutOfMessages(t *testing.T) {
	server := start(t, generated(10))
	token := server.Env()["JETBRAINS_TOKEN"]
	hostile := "\x1b[31mred\u202e ##vso[task.complete] ##teamcity[x] ::error::x " + token + " " + token[:5] + "\x00" + token[5:] + strings.Repeat("long ", 5000)
	server.Fail(fault.Status(403, nil, `{"code":"INSUFFICIENT_PERMISSIONS","description":`+quoteJSON(hostile)+`}`))
	got := read(t, "jetbrains_account", nil)
	got.fails(t, "The token lacks permission to read this", "[redacted]")
	lacks(t, got, token)
	for _, bad := range []string{"\x1b", "\u202e", "\x00", "##vso[", "##teamcity[", " ::error"} {
		if strings.Contains(got.problems[0], bad) {
			t.Errorf("the message contains %q", bad)
		}
	}
	if n := len(got.problems[0]); n > 1500 {
		t.Errorf("the message has %d bytes", n)
	}
}

func TestAResultThatIsTooLargeSaysHowToReadLess(t *testing.T) {
	start(t, generated(500))
	options := testOptions()
	options.MaxResultSize = 100_000
	s := newSessionWith(t, provider.NewServer(options)(), nil)
	s.read(t, "jetbrains_licenses", nil).fails(t, "ERROR: The result is too large for Terraform", "256 MiB", "assignee_emails, assignee_types, product_codes, team_ids", "jetbrains_license_audit")
	s.read(t, "jetbrains_seats", nil).succeeds(t)
	long := []any{"WS" + strings.Repeat(" ", 100_000)}
	s.read(t, "jetbrains_seats", object{"product_codes": long}).fails(t, "ERROR: The result is too large for Terraform", "filters of the data source")
}
