package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

// connect reads the data source that tests the connection, with a provider
// block that has the given attributes.
func connect(t *testing.T, configuration object) reply {
	t.Helper()
	return newSession(t, configuration).read(t, "jetbrains_account", nil)
}

func TestAnAttributeBeatsItsEnvironmentVariable(t *testing.T) {
	server := start(t, handmade())
	env := server.Env()
	t.Setenv("JETBRAINS_CUSTOMER_CODE", "1")
	t.Setenv("JETBRAINS_TOKEN", "wrong")
	t.Setenv("JETBRAINS_ACCOUNT_URL", "http://127.0.0.1:1")

	state := connect(t, object{
		"customer_code": env["JETBRAINS_CUSTOMER_CODE"], "token": env["JETBRAINS_TOKEN"],
		"account_url": env["JETBRAINS_ACCOUNT_URL"] + "/api/v1/", // the provider cleans up a pasted path
	}).succeeds(t)
	equal(t, "customer_code", state["customer_code"], "1234567")
}

func TestAWrongValueIsAnErrorOnItsAttribute(t *testing.T) {
	for name, test := range map[string]struct {
		configuration object
		want          []string
	}{
		"customer code with letters":  {object{"customer_code": "acme"}, []string{`at AttributeName("customer_code")`, "not a number", "Copy support information"}},
		"a token as customer code":    {object{"customer_code": "s3cret"}, []string{"customer_code", "It is neither the token"}},
		"customer code with a space":  {object{"customer_code": "123 4567"}, []string{"customer_code", "consists only of digits"}},
		"empty customer code":         {object{"customer_code": ""}, []string{"customer_code is empty", "JETBRAINS_CUSTOMER_CODE"}},
		"token with a line break":     {object{"token": "s3cret\n"}, []string{`at AttributeName("token")`, "contains a space or a line break", "Copy it again"}},
		"token in quotes":             {object{"token": `"s3cret"`}, []string{`at AttributeName("token")`, "The JetBrains Account token is in quotation marks", "Remove them"}},
		"token in other quotes":       {object{"space_token": "“s3cret”\n"}, []string{`at AttributeName("space_token")`, "The JetBrains Space token is in quotation marks"}},
		"token with a strange letter": {object{"token": "s3crét"}, []string{"token", "contains an invalid character", "Invisible characters"}},
		"empty token":                 {object{"token": ""}, []string{"token is empty", "JETBRAINS_TOKEN"}},
		"space token with a space":    {object{"space_token": "s3cret x"}, []string{`at AttributeName("space_token")`, "JetBrains Space"}},
		"account URL without scheme":  {object{"account_url": "account.jetbrains.com"}, []string{"account_url is not an https URL", "https://host.example"}},
		"account URL in the open":     {object{"account_url": "http://account.jetbrains.com"}, []string{"would send the token unencrypted", "Use https", "loopback"}},
		"account URL with a query":    {object{"account_url": "https://a.example/?x=1"}, []string{"query or a fragment"}},
		"account URL with a fragment": {object{"account_url": "https://a.example/#x"}, []string{"query or a fragment"}},
		"account URL with a user":     {object{"account_url": "https://me:s3cret@a.example"}, []string{"user name or a password"}},
		"account URL of another kind": {object{"account_url": "ftp://a.example"}, []string{"not an https URL"}},
		"account URL with spaces":     {object{"account_url": "https://a b"}, []string{"not a URL"}},
		"account URL, host and port":  {object{"account_url": "127.0.0.1:8080"}, []string{"not an https URL", "with its scheme"}},
		"account URL in quotes":       {object{"account_url": `"https://a.example"`}, []string{"account_url is in quotation marks"}},
		"account URL, two schemes":    {object{"account_url": "https://https://a.example"}, []string{"not an https URL", "scheme once"}},
		"account URL, port 0":         {object{"account_url": "https://a.example:0"}, []string{"account_url has an invalid port"}},
		"account URL, a high port":    {object{"account_url": "https://a.example:99999"}, []string{"account_url has an invalid port"}},
		"account URL, a mark":         {object{"account_url": "https://a.\u202eexample"}, []string{"not a URL", "special characters"}},
		"a variable as token":         {object{"token": "$JETBRAINS_TOKEN"}, []string{`at AttributeName("token")`, "token is a placeholder"}},
		"an expression as token":      {object{"token": "${{ secrets.TOKEN }}"}, []string{"token is a placeholder"}},
		"a path with escapes":         {object{"space_url": "https://h.example/%1B[31mred%0Aline"}, []string{"space_url contains a path", "https://h.example, without the path"}},
		"account URL, no port":        {object{"account_url": "https://a.example:"}, []string{"account_url has an invalid port"}},
		"a masked token":              {object{"space_token": "***"}, []string{`at AttributeName("space_token")`, "token is a placeholder"}},
		"subdomain with a dot":        {object{"space_subdomain": "acme.jetbrains.space"}, []string{`at AttributeName("space_subdomain")`, "Write only the first part of the host", "space_url"}},
		"subdomain with a scheme":     {object{"space_subdomain": "https://acme"}, []string{"not a subdomain"}},
		"a token as subdomain":        {object{"space_subdomain": "s3cret.jwt"}, []string{"not a subdomain"}},
		"two Space addresses":         {object{"space_subdomain": "acme", "space_url": "https://space.acme.example"}, []string{`at AttributeName("space_url")`, "Two addresses", "the provider argument space_subdomain"}},
		"Space URL with a path":       {object{"space_url": "https://space.acme.example/team"}, []string{"space_url contains a path", "https://space.acme.example, without the path"}},
		"no requests at all":          {object{"max_concurrent_requests": 0}, []string{`at AttributeName("max_concurrent_requests")`, "max_concurrent_requests is 0, but must be from 1 to 32"}},
		"too many requests":           {object{"max_concurrent_requests": 33}, []string{"from 1 to 32"}},
		"negative retries":            {object{"max_retries": -1}, []string{"max_retries", "from 0 to 20"}},
		"timeout without a unit":      {object{"request_timeout": "30"}, []string{"request_timeout is not a positive duration", "45s"}},
		"alias of an alias":           {object{"email_aliases": object{"a@x.example": "B@x.example", "b@x.example": "c@x.example"}}, []string{`at AttributeName("email_aliases").ElementKeyString("a@x.example")`, "has, as number 1 of its keys in alphabetical order, an address that maps to one that is itself an alias"}},
		"alias of a domain's alias":   {object{"domain_aliases": object{"a.example": "b.example", "b.example.": "c.example"}}, []string{`at AttributeName("domain_aliases").ElementKeyString("a.example")`, "itself an alias"}},
		"alias of a wildcard":         {object{"domain_aliases": object{"*.a.example": "b.example"}}, []string{"domain_aliases", "not an exact domain"}},
		"alias to nowhere":            {object{"email_aliases": object{"a@x.example": nil}}, []string{`at AttributeName("email_aliases").ElementKeyString("a@x.example")`, "has no value"}},
		"code with a space":           {object{"customer_code": " 1234567"}, []string{`at AttributeName("customer_code")`, "contains a space or a line break"}},
		"subdomain with a space":      {object{"space_subdomain": "acme "}, []string{`at AttributeName("space_subdomain")`, "contains a space or a line break"}},
		"two aliases of one person":   {object{"email_aliases": object{"a@x.example": "b@x.example", "A@x.example": "b@x.example"}}, []string{`has the keys "A@x.example" and "a@x.example", which are one person`}},
		"timeout of nothing":          {object{"request_timeout": "0s"}, []string{"request_timeout is not a positive duration"}},
	} {
		t.Run(name, func(t *testing.T) {
			start(t, generated(10))
			s := newSession(t, test.configuration)
			got := s.read(t, "jetbrains_account", nil)
			got.fails(t, append(test.want, "ERROR")...)
			equal(t, "problems that terraform validate shows", s.validated, got.problems)
			lacks(t, got, "s3cret")
		})
	}
}

func lacks(t *testing.T, r reply, secret string) {
	t.Helper()
	for _, p := range r.problems {
		if containsFold(p, secret) {
			t.Errorf("a secret shows in:\n%s", p)
		}
	}
}

func TestAWrongVariableIsNamed(t *testing.T) {
	start(t, generated(10))
	t.Setenv("JETBRAINS_TOKEN", "s3cret from a file\n")
	got := connect(t, nil)
	got.fails(t, `at AttributeName("token")`, "the environment variable JETBRAINS_TOKEN")
	lacks(t, got, "s3cret")
}

// Only a text in the form of a placeholder is rejected as one, because JetBrains
// does not document the characters of a token.
func TestUnusualTokensAreNotPlaceholders(t *testing.T) {
	start(t, generated(10))
	for _, token := range []string{"abc$def", "a%2Bb", "a*b", "{x}y", "x<y>"} {
		connect(t, object{"token": token}).fails(t, "rejected the token")
	}
}

// The cloud has been shut down, so terraform validate warns about such an
// address.
func TestAnAddressInTheClosedCloudWarns(t *testing.T) {
	start(t, generated(10))
	for attribute, address := range map[string]string{"space_subdomain": "acme", "space_url": "https://Acme.jetbrains.space."} {
		s := newSession(t, object{attribute: address})
		if len(s.validated) != 1 || !strings.HasPrefix(s.validated[0], `WARNING at AttributeName("`+attribute+`"): The JetBrains Space cloud was shut down: `) {
			t.Errorf("%s: %q", address, s.validated)
		}
		s.read(t, "jetbrains_account", nil).succeeds(t)
	}
}

func TestSpaceAddressesConflictWithinOneSourceOnly(t *testing.T) {
	start(t, generated(10))
	t.Setenv("JETBRAINS_SPACE_SUBDOMAIN", "acme")
	t.Setenv("JETBRAINS_SPACE_URL", "https://space.acme.example")
	connect(t, nil).fails(t, "Two addresses for JetBrains Space", "the environment variable JETBRAINS_SPACE_SUBDOMAIN")
	connect(t, object{"space_url": "https://space.acme.example/"}).succeeds(t)
	connect(t, object{"space_url": "https://space.acme.example/api/http"}).succeeds(t)
	connect(t, object{"space_subdomain": "acme"}).succeeds(t)
}

func TestAnUnknownValueIsAnErrorAndNeverTheEnvironment(t *testing.T) {
	server := start(t, generated(10))
	for _, attribute := range []string{"customer_code", "token", "account_url", "space_subdomain", "space_url", "space_token", "max_concurrent_requests", "max_retries", "request_timeout"} {
		connect(t, object{attribute: unknown{}}).fails(t, `at AttributeName("`+attribute+`")`, "The value of "+attribute+" is not known yet", "-target")
	}
	for _, attribute := range []string{"email_aliases", "domain_aliases"} {
		connect(t, object{attribute: unknown{}}).fails(t, `at AttributeName("`+attribute+`")`, "is not known yet")
		connect(t, object{attribute: object{"a.example": unknown{}}}).fails(t, `at AttributeName("`+attribute+`")`, "is not known yet")
	}
	if n := len(server.Requests()); n != 0 {
		t.Errorf("%d requests were sent with a configuration that is not known", n)
	}
}

func TestAHalfThatIsNotConfiguredSaysWhatToSet(t *testing.T) {
	clearEnvironment(t)
	connect(t, nil).fails(t, "JetBrains Account is not configured", "customer_code and token", "JETBRAINS_CUSTOMER_CODE and JETBRAINS_TOKEN")
	connect(t, object{"customer_code": "1234567"}).fails(t, "The customer code is set, but the token is not", "JETBRAINS_TOKEN")
	connect(t, object{"token": "s3cret"}).fails(t, "The token is set, but the customer code is not", "JETBRAINS_CUSTOMER_CODE")
}

func TestLoopbackWorksWithoutTLS(t *testing.T) {
	server := start(t, generated(10))
	for _, host := range []string{"localhost", "127.0.0.1"} {
		url := map[string]string{"127.0.0.1": server.URL(), "localhost": replaceHost(server.URL(), "localhost")}[host]
		connect(t, object{"account_url": url}).succeeds(t)
	}
}

func TestTheConcurrencyLimitIsKept(t *testing.T) {
	server := start(t, generated(3000), simulator.WithLatency(2_000_000))
	newSession(t, object{"max_concurrent_requests": 3}).read(t, "jetbrains_seats", nil).succeeds(t)
	if n := server.MaxInFlight(); n != 3 {
		t.Errorf("%d requests were in flight at once, want 3", n)
	}
}

func TestOneReadServesEveryDataSource(t *testing.T) {
	organization := generated(1000)
	email := organization.People[0].Email
	for _, l := range organization.Licenses {
		if l.Assignee != nil && l.Assignee.Email != "" {
			email = l.Assignee.Email
		}
	}
	id := organization.Licenses[0].ID
	server := start(t, organization)
	s := newSession(t, nil)
	for name, arguments := range map[string]object{
		"jetbrains_account": nil, "jetbrains_licenses": nil, "jetbrains_licensed_users": {"email_domains": []any{"acme.example"}},
		"jetbrains_ide_entitlements": {"expand_packs": true}, "jetbrains_seats": nil, "jetbrains_teams": nil,
		"jetbrains_licensed_user": {"email": email}, "jetbrains_license": {"license_id": id},
	} {
		s.read(t, name, arguments).succeeds(t)
	}
	counts := map[string]int{}
	for _, r := range server.Requests() {
		counts[r.Path+"?"+r.Query.Encode()]++
	}
	want := map[string]int{"/api/v1/token?": 1, "/api/v1/products?": 1}
	for _, page := range []string{"1", "2", "3", "4", "5"} {
		want["/api/v1/customer/licenses?page="+page+"&perPage=200"] = 1
	}
	equal(t, "requests", counts, want)
}

// Terraform never reads before it configures the provider. If it did, nothing
// may crash.
func TestNothingIsReadBeforeItIsConfigured(t *testing.T) {
	clearEnvironment(t)
	s := newSession(t, nil)
	s.server = newTestServer()
	for name := range s.schemas.DataSourceSchemas {
		arguments, ok := accountReads[name]
		if !ok {
			arguments = map[string]object{
				"jetbrains_space_member":             {"username": "a"},
				"jetbrains_space_member_permissions": {"username": "a", "permissions": []any{"b"}},
			}[name]
		}
		s.read(t, name, arguments).fails(t, "is not configured")
	}
}
