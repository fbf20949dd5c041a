package account

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func TestACompleteListIsWhatTheServerHolds(t *testing.T) {
	large, small := []int{0, 1, 200, 201, 401}, []int{0, 1, 20, 21, 65} // around the sizes of pages
	for name, c := range map[string]struct {
		licenses []int
		options  []simulator.Option
	}{
		"as documented":            {large, nil},
		"without either":           {large, []simulator.Option{simulator.WithoutTotal(), simulator.WithoutLink()}},
		"without a total":          {small, []simulator.Option{pagesOf20, simulator.WithoutTotal()}},
		"without links":            {small, []simulator.Option{pagesOf20, simulator.WithoutLink()}},
		"smaller pages":            {[]int{0, 1, 77, 78, 165}, []simulator.Option{simulator.WithMaxPageSize(77)}},
		"smaller, without a total": {[]int{0, 1, 7, 8, 65}, []simulator.Option{simulator.WithMaxPageSize(7), simulator.WithoutTotal(), simulator.WithoutLink()}},
		"smaller, without links":   {[]int{0, 1, 100, 101}, []simulator.Option{simulator.WithMaxPageSize(100), simulator.WithoutLink()}}, // the default size
	} {
		for _, n := range c.licenses {
			s := simulate(t, n, c.options...)
			organization, err := s.Organization(t.Context())
			if err != nil {
				t.Fatalf("%d licenses, %s: %v", n, name, err)
			}
			checkComplete(t, organization, s.want)
		}
	}
}

func TestWideOrganizationsAreNamedFromTheDictionary(t *testing.T) {
	organization := simulator.Generate(org.Options{Seed: 3, Licenses: 900, Now: testNow, Wide: true})
	unnamed := slices.IndexFunc(organization.Licenses, func(l org.License) bool { return l.Product.Name == "" })
	if unnamed < 0 {
		t.Fatal("the organization has no license without a product name")
	}
	names := map[string]string{}
	for _, p := range organization.Products {
		names[p.Code] = p.Name
	}
	for i := range organization.Licenses { // no license of one product includes the product's name
		if organization.Licenses[i].Product.Code == organization.Licenses[unnamed].Product.Code {
			organization.Licenses[i].Product.Name = ""
		}
	}
	s := serve(t, organization)
	got, err := s.Organization(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i, l := range got.Licenses {
		if !s.want[i].ProductName.Set {
			if l.ProductName != value.Some(names[l.ProductCode]) {
				t.Fatalf("product %s is called %+v, want %q", l.ProductCode, l.ProductName, names[l.ProductCode])
			}
			s.want[i].ProductName = l.ProductName
		}
	}
	checkComplete(t, got, s.want)
	if n := s.asked("/products"); n != 1 {
		t.Errorf("/products was asked %d times, want once", n)
	}
}

func TestAProductIsNamedByTheDictionaryThenByTheTable(t *testing.T) {
	api := fake(t, func(req *http.Request) (*http.Response, error) {
		if strings.HasSuffix(req.URL.Path, productsPath) {
			return clienttest.Reply(200, `[{"code":"WS","name":"From the dictionary"}]`), nil
		}
		return clienttest.Reply(200, `{"licenseId":"A1","product":{"code":"WS"}}`), nil
	})
	for code, want := range map[string]value.Optional[string]{
		"WS": some("From the dictionary"), "II": some("IntelliJ IDEA Ultimate"), "NEW": {},
	} {
		if got, err := api.ProductName(t.Context(), code); err != nil || got != want {
			t.Errorf("%s is called %+v, %v, want %+v", code, got, err, want)
		}
	}
	if one, err := api.License(t.Context(), "A1"); err != nil || one.ProductName != some("From the dictionary") {
		t.Errorf("the product of one license is called %+v, %v", one.ProductName, err)
	}
}

func TestALicenseIsNamedByOthersOfItsProductThenByTheDictionary(t *testing.T) {
	asked := 0
	api := fake(t, func(req *http.Request) (*http.Response, error) {
		switch strings.TrimPrefix(req.URL.Path, apiPath) {
		case tokenPath:
			return clienttest.Reply(200, `{"type":"CUSTOMER","code":1234567}`), nil
		case productsPath:
			asked++
			return clienttest.Reply(200, `[{"code":"WS","name":"unused"},{"code":"X","name":"Ix"},{"code":"Y","name":"Ypsilon"}]`), nil
		}
		return clienttest.Reply(200, `[{"licenseId":"1","product":{"code":"WS"}},{"licenseId":"2","product":{"code":"X"}},{"licenseId":"3","product":{"code":"Y"}},
			{"licenseId":"4","product":{"code":"WS","name":"Web"}},{"licenseId":"5","product":{"code":"II","name":"Idea"}}]`, "X-Total-Count", "5"), nil
	})
	got, err := api.Organization(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, l := range got.Licenses {
		names = append(names, l.ProductName.Value)
	}
	if want := []string{"Web", "Ix", "Ypsilon", "Web", "Idea"}; !slices.Equal(names, want) || asked != 1 {
		t.Errorf("the names are %q, want %q; the dictionary was asked %d times", names, want, asked)
	}
}

// A token that may not read the dictionary, or a server without one, leaves the
// table. Any other failure does not say that there is no name.
func TestADictionaryThatIsRefusedIsLikeAnEmptyOne(t *testing.T) {
	for status, refused := range map[int]bool{400: false, 401: false, 403: true, 404: true, 405: false, 500: false} {
		api := fake(t, func(*http.Request) (*http.Response, error) { return clienttest.Reply(status, ""), nil })
		name, err := api.ProductName(t.Context(), "II")
		if refused && (err != nil || name != some("IntelliJ IDEA Ultimate")) {
			t.Errorf("status %d: the name is %+v, %v", status, name, err)
		}
		if !refused && (clienttest.WantError[*client.APIError](t, err).Status != status || name.Set) {
			t.Errorf("status %d: the name is %+v, %v", status, name, err)
		}
	}
}

func TestHoldersAreKnownByTheAddressesOfTheIdentity(t *testing.T) {
	identity, err := value.NewIdentity(map[string]string{"ann.old@acme.example": "ann@acme.example"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	api := fake(t, func(*http.Request) (*http.Response, error) {
		return clienttest.Reply(200, `{"licenseId":"A1","product":{"code":"II","name":"I"},"assignee":{"type":"USER","email":"Ann.Old@acme.example"}}`), nil
	}, func(c *Config) { c.Identity = identity })
	got, err := api.License(t.Context(), "A1")
	if err != nil || got.Email != "ann@acme.example" || got.AccountEmail != "ann.old@acme.example" {
		t.Errorf("the addresses are %q and %q, %v", got.Email, got.AccountEmail, err)
	}
}

func TestTheTokenIsRecognizedInResultsAndMessages(t *testing.T) {
	api := fake(t, nil)
	for text, want := range map[string]bool{"all is well": false, "a " + strings.ToUpper(testToken) + " b": true} {
		if api.Holds([]byte(text)) != want || api.Recognizes(text) != want {
			t.Errorf("%q: held %t, recognized %t, want %t", text, api.Holds([]byte(text)), api.Recognizes(text), want)
		}
	}
}

func TestCloseLetsGoOfIdleConnections(t *testing.T) {
	clienttest.CheckClose(t, func(url string) func() {
		api := (&simulated{}).client(t, map[string]string{"JETBRAINS_ACCOUNT_URL": url, "JETBRAINS_TOKEN": testToken})
		if _, err := api.Raw(t.Context(), tokenPath, nil); err != nil {
			t.Fatal(err)
		}
		return api.Close
	})
}

// asked returns the number of requests to a path below /api/v1.
func (s *simulated) asked(path string) int {
	n := 0
	for _, r := range s.server.Requests() {
		if r.Path == apiPath+path {
			n++
		}
	}
	return n
}

func TestTheFewestRequests(t *testing.T) {
	for _, c := range []struct{ licenses, pages int }{{0, 1}, {1, 1}, {199, 1}, {200, 1}, {201, 2}, {600, 3}, {601, 4}} {
		s := simulate(t, c.licenses)
		for range 3 {
			if _, err := s.Organization(t.Context()); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Account(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		seen := map[string]bool{}
		for _, r := range s.server.Requests() {
			address := r.Path + "?" + r.Query.Encode()
			if seen[address] {
				t.Errorf("%d licenses: %s was asked twice", c.licenses, address)
			}
			seen[address] = true
			if r.Method != http.MethodGet || r.Token != fault.OrganizationToken || r.Header.Get("X-Customer-Code") == "" {
				t.Errorf("%d licenses: request %+v", c.licenses, r)
			}
			if r.Path == apiPath+"/customer/licenses" && r.Query.Get("perPage") != "200" {
				t.Errorf("%d licenses: %s does not ask for the largest page", c.licenses, address)
			}
		}
		if got := s.asked("/token"); got != 1 {
			t.Errorf("%d licenses: /token was asked %d times", c.licenses, got)
		}
		if got := s.asked("/customer/licenses"); got != c.pages {
			t.Errorf("%d licenses: %d pages were asked for, want %d", c.licenses, got, c.pages)
		}
		if got := len(s.server.Requests()); got != 1+c.pages {
			t.Errorf("%d licenses: %d requests, want %d", c.licenses, got, 1+c.pages)
		}
	}
}

func TestATeamsTokenReadsItsTeamOnly(t *testing.T) {
	organization := simulator.Generate(org.Options{Seed: 1, Licenses: 1500, Now: testNow})
	var team []org.License
	for _, l := range organization.Licenses {
		if l.Team.Name == "Mobile" {
			team = append(team, l)
		}
	}
	s := serve(t, organization)
	env, _ := s.server.TeamEnv("Mobile")
	api := s.client(t, env)
	got, err := api.Organization(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	checkComplete(t, got, expected(team))
	if got.Account.Scope != licensing.ScopeTeam || len(got.Account.Teams) != 1 || got.Account.Teams[0].Name != some("Mobile") || got.Account.Role.Set {
		t.Errorf("account is %+v", got.Account)
	}
	path := "/customer/teams/" + got.Account.Teams[0].ID + "/licenses"
	if want := (len(team)-1)/200 + 1; s.asked(path) != want || s.asked(tokenPath) != 1 || s.asked(licensesPath) != 0 {
		t.Errorf("%d requests, %d of them for the team's list, want %d", len(s.server.Requests()), s.asked(path), want)
	}
}

func TestOneLicense(t *testing.T) {
	s := simulate(t, 60)
	for _, want := range s.want {
		if got, err := s.License(t.Context(), want.ID); err != nil || got != want {
			t.Fatalf("%s: %v (-want +got):\n%s", want.ID, err, cmp.Diff(want, got))
		}
	}
	for _, id := range []string{"NOSUCHSEAT", "..", ".", "", "a/b", "a?b=c", "a#b", "%2e%2e", "ä \n"} {
		got, err := s.License(t.Context(), id)
		if err == nil {
			t.Errorf("%q: %+v", id, got)
		}
	}
	_, err := s.License(t.Context(), "NOSUCHSEAT")
	if e := clienttest.WantError[*client.APIError](t, err); e.Status != 404 || e.Code != CodeLicenseNotFound {
		t.Errorf("error is %+v", e)
	}
	for _, r := range s.server.Requests() {
		if r.Method != http.MethodGet {
			t.Errorf("%s %s was sent", r.Method, r.Path)
		}
	}
}

func TestEveryErrorCodeIsReturnedUnchanged(t *testing.T) {
	for code, status := range fault.ErrorCodes() {
		s := simulate(t, 10)
		s.server.Fail(fault.APIError(code))
		_, err := s.Account(t.Context())
		e := clienttest.WantError[*client.APIError](t, err)
		if e.Status != status || e.Code != code || e.Description == "" || e.Path != "/token" || e.Attempts != 1 {
			t.Errorf("%s: %+v, want status %d", code, e, status)
		}
		if want := fmt.Sprintf("GET /token: status %d %s: %s", status, code, e.Description); e.Error() != want {
			t.Errorf("%s reads %q, want %q", code, e, want)
		}
		if n := len(s.server.Requests()); n != 1 {
			t.Errorf("%s: %d requests, want no retry", code, n)
		}
	}
}

func TestErrorBodiesOfEveryKind(t *testing.T) {
	for _, c := range []struct{ name, body, code, description string }{
		{"as documented", `{"code":"INVALID_TOKEN","description":"The token provided is invalid"}`, "INVALID_TOKEN", "The token provided is invalid"},
		{"an unknown code", `{"code":"NEW_CODE","description":"new"}`, "NEW_CODE", "new"},
		{"more fields", `{"code":"A","description":"b","trace":[1]}`, "A", "b"},
		{"null", `{"code":null,"description":null}`, "", ""},
		{"empty", ``, "", ""},
		{"HTML", `<html><body>Bad Request</body></html>`, "", ""},
		{"words", `no`, "", ""},
		{"another shape", `{"code":401,"description":{}}`, "", ""},
		{"a list", `[{"code":"A"}]`, "", ""},
		{"cut", `{"code":"INVALID_TOK`, "", ""},
		{"an echo of the token", `{"code":"` + testToken + `","description":"The token \u001b[31m` + testToken + ` is bad"}`, "[redacted]", `The token \x1b[31m[redacted] is bad`},
		{"an echo in pieces", `{"code":"X","description":"faketoken\u00070123\n456789-abcdef"}`, "X", "[redacted]"},
		{"long", `{"code":"X","description":"` + strings.Repeat("y", 5000) + `"}`, "X", strings.Repeat("y", 300) + "…"},
	} {
		api := fake(t, func(*http.Request) (*http.Response, error) {
			return clienttest.Reply(401, c.body, "Content-Type", "text/"+testToken), nil
		})
		_, err := api.Account(t.Context())
		e := clienttest.WantError[*client.APIError](t, err)
		if e.Status != 401 || e.Code != c.code || e.Description != c.description || e.ContentType != "text/[redacted]" {
			t.Errorf("%s: %+v", c.name, e)
		}
	}
}

func TestEachThingIsReadOnceForAllCallers(t *testing.T) {
	for name, failure := range map[string]fault.Fault{
		"a value":    fault.Delay(0),
		"a failure":  fault.APIError("INSUFFICIENT_PERMISSIONS"),
		"no license": fault.Delay(0),
	} {
		s := simulate(t, 150)
		s.server.Fail(failure)
		id := s.want[0].ID
		if name == "no license" {
			id = "NOSUCHSEAT"
		}
		paths := map[string]func() (any, error){
			tokenPath:               func() (any, error) { return s.Account(t.Context()) },
			licensesPath:            func() (any, error) { return s.Organization(t.Context()) },
			licensesPath + "/" + id: func() (any, error) { return s.License(t.Context(), id) },
			productsPath:            func() (any, error) { return s.Catalog(t.Context()) },
		}
		for path, read := range paths {
			errs := make(chan error, 20)
			for range cap(errs) {
				go func() { _, err := read(); errs <- err }()
			}
			first := <-errs
			for range cap(errs) - 1 {
				if err := <-errs; err != first { //nolint:errorlint // must be the same error value
					t.Errorf("%s of %s: %v and %v", name, path, first, err)
				}
			}
		}
		_, err := s.Organization(t.Context())
		for path := range paths {
			if n := s.asked(path); n > 1 || n == 0 && err == nil {
				t.Errorf("%s: %s was asked %d times", name, path, n)
			}
		}
	}
}

func TestTheCatalogHoldsBothDictionaries(t *testing.T) {
	s := simulate(t, 10)
	catalog, err := s.Catalog(t.Context())
	if err != nil || catalog.Products["II"] == "" || len(catalog.Plugins) == 0 {
		t.Errorf("catalog is %v, %v", catalog, err)
	}
	without := func(path string) *Client {
		return fake(t, func(req *http.Request) (*http.Response, error) {
			if strings.HasSuffix(req.URL.Path, path) {
				return clienttest.Reply(404, ""), nil
			}
			return clienttest.Reply(200, "[]"), nil
		})
	}
	api := without(pluginsPath)
	for _, api := range []*Client{api, without(productsPath)} {
		if catalog, err := api.Catalog(t.Context()); err == nil || catalog.Products != nil || catalog.Plugins != nil {
			t.Errorf("without a dictionary the catalog is %v, %v", catalog, err)
		}
	}
	if name, err := api.ProductName(t.Context(), "II"); err != nil || name != some("IntelliJ IDEA Ultimate") {
		t.Errorf("the name is %v, %v", name, err)
	}
}

func TestNoMessageNamesAKeyOrATokenWhateverFails(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = fmt.Fprintf(w, `{"licenseId":"%s","product":{"code":"%[1]s\u0000"},"assignee":{"type":"%[1]s","key":"SECRET-KEY"},"%[1]s":{"a":1,"a":2}}`, r.Header.Get("X-Api-Key"))
	}))
	defer server.Close()
	s := simulate(t, 1)
	api := s.client(t, map[string]string{"JETBRAINS_ACCOUNT_URL": server.URL, "JETBRAINS_TOKEN": testToken, "JETBRAINS_CUSTOMER_CODE": "1"}, func(c *Config) { c.AttemptTimeout = time.Minute })
	_, tokenErr := api.Account(t.Context())
	_, licenseErr := api.License(t.Context(), "AAAAAAAAA1")
	_, listErr := api.ProductName(t.Context(), "II")
	for _, err := range []error{tokenErr, licenseErr, listErr} {
		e := clienttest.WantError[*client.TokenEchoError](t, err)
		for _, text := range []string{e.Error(), fmt.Sprintf("%+v", *e), fmt.Sprintf("%#v", *e)} {
			if strings.Contains(text, testToken) || strings.Contains(text, "SECRET") {
				t.Errorf("message: %s", text)
			}
		}
	}
	// This client has sent no requests. In a client that has, the connections
	// would still be changing.
	unused := s.client(t, map[string]string{"JETBRAINS_ACCOUNT_URL": server.URL, "JETBRAINS_TOKEN": testToken, "JETBRAINS_CUSTOMER_CODE": "1"})
	for _, value := range []any{unused, Config{Token: transport.NewSecret(testToken)}} {
		for _, format := range []string{"%v", "%+v", "%#v", "%d", "%s", "%x", "%z"} {
			if text := fmt.Sprintf(format, value); strings.Contains(text, testToken) {
				t.Errorf("%s of %T: %s", format, value, text)
			}
		}
	}
}
