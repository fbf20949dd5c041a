package simulator_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

func TestEverySizeHasExactlyItsLicensesOverHTTP(t *testing.T) {
	for _, n := range []int{0, 1, 10, 50, 250, 1000} {
		server := start(t, generate(n))
		all := licenses(t, server, orgList)
		if len(all) != n || len(ids(all)) != n {
			t.Errorf("%d licenses: got %d with %d ids", n, len(all), len(ids(all)))
		}
	}
}

func TestHeadersAreCheckedInOrder(t *testing.T) {
	org := generate(50)
	server := start(t, org)
	core, mobile := org.Teams[0], org.Teams[1]
	var mobileLicense string
	for _, license := range org.Licenses {
		if license.Team.ID == mobile.ID {
			mobileLicense = license.ID
		}
	}
	code := org.CustomerCode
	for _, c := range []struct {
		name, token, code, path string
		status                  int
		wantCode, wantText      string
	}{
		{"no headers", "", "", orgList, 401, "MISSING_TOKEN_HEADER", "X-Api-Key header is required"},
		{"no token", "", code, orgList, 401, "MISSING_TOKEN_HEADER", "X-Api-Key header is required"},
		{"no customer code", org.Token, "", orgList, 401, "MISSING_CUSTOMER_HEADER", "X-Customer-Code header is required"},
		{"unknown token without customer code", "nonsense", "", orgList, 401, "MISSING_CUSTOMER_HEADER", "X-Customer-Code header is required"},
		{"unknown token", "nonsense", code, orgList, 401, "INVALID_TOKEN", "The token provided is invalid"},
		{"wrong customer code", org.Token, "1234567890", orgList, 401, "INVALID_TOKEN", "The token provided is invalid"},
		{"customer code not a number", org.Token, "acme", orgList, 401, "INVALID_TOKEN", "The token provided is invalid"},
		{"no token for products", "", code, "/api/v1/products", 401, "MISSING_TOKEN_HEADER", "X-Api-Key header is required"},
		{"no token for plugins", "", code, "/api/v1/plugins", 401, "MISSING_TOKEN_HEADER", "X-Api-Key header is required"},
		{"no token for an unknown path", "", code, "/api/v1/nothing", 401, "MISSING_TOKEN_HEADER", "X-Api-Key header is required"},
		{"unknown team", org.Token, code, "/api/v1/customer/teams/7/licenses", 404, "TEAM_NOT_FOUND", "7"},
		{"unknown license", org.Token, code, orgList + "/ZZZZZZZZZZ", 404, "LICENSE_NOT_FOUND", "ZZZZZZZZZZ"},
		{"team token on the organization's list", core.Token, code, orgList, 403, "TOKEN_TYPE_MISMATCH", fmt.Sprintf("Token was generated for team with id %d", core.ID)},
		{"team token on another team", core.Token, code, fmt.Sprintf("/api/v1/customer/teams/%d/licenses", mobile.ID), 403, "TEAM_MISMATCH", fmt.Sprintf("Token was generated for team with id %d", core.ID)},
		{"team token on another team's license", core.Token, code, orgList + "/" + mobileLicense, 403, "TEAM_MISMATCH", fmt.Sprintf("Token was generated for team with id %d", core.ID)},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := request(t, server, http.MethodGet, c.path, map[string]string{"JETBRAINS_TOKEN": c.token, "JETBRAINS_CUSTOMER_CODE": c.code})
			if err != nil {
				t.Fatal(err)
			}
			got := decode[map[string]string](t, a.body)
			if a.status != c.status || got["code"] != c.wantCode || got["description"] != c.wantText || len(got) != 2 {
				t.Errorf("got %d %s, want %d %s %q", a.status, a.body, c.status, c.wantCode, c.wantText)
			}
			if kind := a.header.Get("Content-Type"); kind != "application/json;charset=UTF-8" {
				t.Errorf("content type %q", kind)
			}
		})
	}
}

func TestAnythingButAGetIsRefusedAndRecorded(t *testing.T) {
	server := start(t, generate(10))
	methods := []string{"HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW"}
	for _, path := range []string{orgList, "/api/v1/customer/licenses/assign", "/elsewhere"} {
		server.ResetRequests()
		for _, method := range methods {
			a, err := request(t, server, method, path, server.Env())
			if err != nil {
				t.Fatal(err)
			}
			if a.status != http.StatusMethodNotAllowed || a.header.Get("Allow") != "GET" {
				t.Errorf("%s %s: status %d, Allow %q", method, path, a.status, a.header.Get("Allow"))
			}
		}
		for i, r := range server.Requests() {
			if r.Method != methods[i] || r.Path != path || r.Status != http.StatusMethodNotAllowed {
				t.Errorf("recorded %s %s %d, want %s %s 405", r.Method, r.Path, r.Status, methods[i], path)
			}
		}
	}
}

func TestUnknownPathsAreNotFoundWithoutJSON(t *testing.T) {
	server := start(t, generate(10))
	for _, path := range []string{
		"/", "/api", "/api/v1", "/api/v1/", "/api/v1/token/", "//api/v1/token", "/api/v2/token", "/api/v1/customer/licenses/",
		"/api/v1/customer/teams", "/api/v1/customer/teams/98", "/api/v1/customer//licenses", "/api/v1/customer/licenses/A/B",
	} {
		if a := get(t, server, path); a.status != http.StatusNotFound || !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") {
			t.Errorf("%s: %d %s", path, a.status, a.header.Get("Content-Type"))
		}
	}
}

func TestParametersOutOfRangeAreABadRequestWithAnHTMLPage(t *testing.T) {
	server := start(t, generate(10))
	for _, query := range []string{
		"page=0", "page=-1", "page=x", "page=", "page=1.0", "page=99999999999", "page=1&page=2",
		"perPage=0", "perPage=201", "perPage=x", "perPage=", "assigned=True", "assigned=1", "assigned=", "page=%zz",
	} {
		a := get(t, server, orgList+"?"+query)
		if a.status != http.StatusBadRequest || !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") || !strings.Contains(string(a.body), "<html>") {
			t.Errorf("?%s: %d %s %.40s", query, a.status, a.header.Get("Content-Type"), a.body)
		}
	}
	if a := get(t, server, "/api/v1/customer/teams/core/licenses"); a.status != http.StatusBadRequest {
		t.Errorf("a team id that is no number: %d", a.status)
	}
}

func TestPagesHaveTotalsAndLinks(t *testing.T) {
	server := start(t, generate(250))
	address := server.URL() + orgList
	for _, c := range []struct {
		query string
		count int
		link  string
	}{
		{"", 100, `<A?page=1&perPage=100>; rel="first", <A?page=2&perPage=100>; rel="next", <A?page=3&perPage=100>; rel="last"`},
		{"?page=2", 100, `<A?page=1&perPage=100>; rel="first", <A?page=1&perPage=100>; rel="prev", <A?page=3&perPage=100>; rel="next", <A?page=3&perPage=100>; rel="last"`},
		{"?page=3", 50, `<A?page=1&perPage=100>; rel="first", <A?page=2&perPage=100>; rel="prev", <A?page=3&perPage=100>; rel="last"`},
		{"?page=4", 0, `<A?page=1&perPage=100>; rel="first", <A?page=3&perPage=100>; rel="prev", <A?page=3&perPage=100>; rel="last"`},
		{"?page=1000000", 0, `<A?page=1&perPage=100>; rel="first", <A?page=3&perPage=100>; rel="prev", <A?page=3&perPage=100>; rel="last"`},
		{"?perPage=200&page=2", 50, `<A?page=1&perPage=200>; rel="first", <A?page=1&perPage=200>; rel="prev", <A?page=2&perPage=200>; rel="last"`},
		{"?perPage=1", 1, `<A?page=1&perPage=1>; rel="first", <A?page=2&perPage=1>; rel="next", <A?page=250&perPage=1>; rel="last"`},
	} {
		a := get(t, server, orgList+c.query)
		if a.status != http.StatusOK || a.header.Get("X-Total-Count") != "250" {
			t.Errorf("%s: status %d, total %q", c.query, a.status, a.header.Get("X-Total-Count"))
		}
		if got := a.header.Get("Link"); got != strings.ReplaceAll(c.link, "A?", address+"?") {
			t.Errorf("%s: Link %s", c.query, got)
		}
		if got := len(decode[[]wireLicense](t, a.body)); got != c.count {
			t.Errorf("%s: %d licenses, want %d", c.query, got, c.count)
		}
		if c.count == 0 && string(a.body) != "[]" {
			t.Errorf("%s: past the end %q", c.query, a.body)
		}
	}
}

func TestOptionsChangeThePages(t *testing.T) {
	server := start(t, generate(120), simulator.WithMaxPageSize(50), simulator.WithoutTotal(), simulator.WithoutLink())
	a := get(t, server, orgList+"?perPage=200")
	if got := len(decode[[]wireLicense](t, a.body)); got != 50 {
		t.Errorf("%d licenses on a page capped at 50", got)
	}
	if a.header.Get("X-Total-Count") != "" || a.header.Get("Link") != "" {
		t.Errorf("headers left out are there: %v", a.header)
	}
	if got := len(ids(licenses(t, server, orgList))); got != 120 {
		t.Errorf("all small pages together hold %d licenses", got)
	}
}

func TestFiltersAreExactAndCaseSensitive(t *testing.T) {
	org := generate(250)
	server := start(t, org)
	var person simulator.Assignee
	for _, license := range org.Licenses { // a holder whose address is not in lower case
		if a := license.Assignee; a != nil && a.Type == simulator.AssigneeUser && a.Email != strings.ToLower(a.Email) {
			person = *a
		}
	}
	if person.Email == "" {
		t.Fatal("no address in another letter case")
	}
	count := func(keep func(simulator.License) bool) (n int) {
		for _, license := range org.Licenses {
			if keep(license) {
				n++
			}
		}
		return n
	}
	holds := func(email string) func(simulator.License) bool {
		return func(l simulator.License) bool { return l.Assignee != nil && l.Assignee.Email == email }
	}
	core := org.Teams[0].ID
	coreList := fmt.Sprintf("/api/v1/customer/teams/%d/licenses", core)
	for _, c := range []struct {
		path, query string
		want        int
	}{
		{orgList, "productCode=WS", count(func(l simulator.License) bool { return l.Product.Code == "WS" })},
		{orgList, "productCode=ws", 0},
		{orgList, "assigned=true", count(func(l simulator.License) bool { return l.Assignee != nil })},
		{orgList, "assigned=false", count(func(l simulator.License) bool { return l.Assignee == nil })},
		{orgList, "assigneeEmail=" + url.QueryEscape(person.Email), count(holds(person.Email))},
		{orgList, "assigneeEmail=nobody@acme.example", 0},
		{orgList, "assigned=true&productCode=II", count(func(l simulator.License) bool { return l.Assignee != nil && l.Product.Code == "II" })},
		{coreList, "", count(func(l simulator.License) bool { return l.Team.ID == core })},
		{coreList, "assigned=false", count(func(l simulator.License) bool { return l.Team.ID == core && l.Assignee == nil })},
	} {
		a := get(t, server, c.path+"?perPage=200&"+c.query)
		if got := a.header.Get("X-Total-Count"); got != fmt.Sprint(c.want) {
			t.Errorf("%s?%s: total %s, want %d", c.path, c.query, got, c.want)
		}
		if got := len(decode[[]wireLicense](t, a.body)); got != min(c.want, 200) {
			t.Errorf("%s?%s: %d licenses, want %d", c.path, c.query, got, c.want)
		}
	}
}

func TestFilteredListsArePagedLikeTheWholeOne(t *testing.T) {
	server := start(t, generate(250))
	var paged []wireLicense
	for page := 1; ; page++ {
		a := get(t, server, fmt.Sprintf("%s?productCode=II&perPage=7&page=%d", orgList, page))
		if string(a.body) == "[]" {
			break
		}
		if link := a.header.Get("Link"); !strings.Contains(link, "productCode=II") {
			t.Fatalf("the link forgets the filter: %s", link)
		}
		paged = append(paged, decode[[]wireLicense](t, a.body)...)
	}
	whole := decode[[]wireLicense](t, get(t, server, orgList+"?productCode=II&perPage=200").body)
	if len(paged) != len(whole) || !slices.Equal(ids(paged), ids(whole)) {
		t.Errorf("%d licenses in small pages, %d in one", len(paged), len(whole))
	}
}

func TestTokenSaysWhatItManages(t *testing.T) {
	org := generate(10)
	org.Role = "PRIMARY_CONTACT"
	server := start(t, org)
	type team struct {
		ID         int
		Name, Role string
	}
	type token struct {
		Type, Name, Role string
		Code             int
		Teams            []team
		Team             team
		Customer         struct {
			Code int
			Name string
		}
		ContactFlags map[string]bool
	}
	got := decode[token](t, get(t, server, "/api/v1/token").body)
	if got.Type != "CUSTOMER" || fmt.Sprint(got.Code) != org.CustomerCode || got.Name != org.CustomerName ||
		got.Role != "PRIMARY_CONTACT" || len(got.Teams) != 3 || got.Teams[1] != (team{org.Teams[1].ID, "Mobile", "ADMIN"}) ||
		len(got.ContactFlags) != 3 {
		t.Errorf("organization token: %+v", got)
	}

	env, ok := server.TeamEnv("Data")
	if !ok {
		t.Fatal("no team Data")
	}
	a, err := request(t, server, http.MethodGet, "/api/v1/token", env)
	if err != nil {
		t.Fatal(err)
	}
	got = decode[token](t, a.body)
	if got.Type != "TEAM" || got.Role != "" || got.Team != (team{org.Teams[2].ID, "Data", "VIEWER"}) ||
		fmt.Sprint(got.Customer.Code) != org.CustomerCode || got.Customer.Name != org.CustomerName {
		t.Errorf("team token: %s", a.body)
	}
	if _, ok := server.TeamEnv("Sales"); ok {
		t.Error("a team that does not exist has a token")
	}
}

func TestTeamTokenReadsItsOwnTeam(t *testing.T) {
	org := generate(250)
	server := start(t, org)
	env, _ := server.TeamEnv("Mobile")
	id := org.Teams[1].ID
	a, err := request(t, server, http.MethodGet, fmt.Sprintf("/api/v1/customer/teams/%d/licenses?perPage=200", id), env)
	if err != nil {
		t.Fatal(err)
	}
	list := decode[[]wireLicense](t, a.body)
	if len(list) == 0 {
		t.Fatal("no licenses")
	}
	for _, license := range list {
		if license.Team.ID != id || license.Team.Name != "Mobile" {
			t.Errorf("license of team %+v", license.Team)
		}
	}
	for _, path := range []string{orgList + "/" + list[0].LicenseID, "/api/v1/products", "/api/v1/plugins"} {
		if a, err := request(t, server, http.MethodGet, path, env); err != nil || a.status != http.StatusOK {
			t.Errorf("%s: %d %v", path, a.status, err)
		}
	}
}

func TestOneLicenseIsTheOneOfTheList(t *testing.T) {
	server := start(t, generate(50))
	for _, body := range pages(t, server, orgList) {
		list := string(body)
		for _, license := range decode[[]wireLicense](t, body) {
			a := get(t, server, orgList+"/"+license.LicenseID)
			if a.status != http.StatusOK || !strings.Contains(list, string(a.body)) {
				t.Errorf("%s: %d %s", license.LicenseID, a.status, a.body)
			}
		}
	}
}

func TestProductsAndPluginsAreCodesAndNames(t *testing.T) {
	server := start(t, generate(10))
	for _, path := range []string{"/api/v1/products", "/api/v1/plugins"} {
		list := decode[[]map[string]string](t, get(t, server, path).body)
		if len(list) == 0 || list[0]["code"] == "" || list[0]["name"] == "" || len(list[0]) != 2 {
			t.Errorf("%s: %v", path, list)
		}
	}
}

func TestRawIsServedAsItIs(t *testing.T) {
	org := generate(1)
	org.Licenses[0].Raw = []byte(`{"licenseId":`)
	server := start(t, org)
	if a := get(t, server, orgList); string(a.body) != `[{"licenseId":]` {
		t.Errorf("got %s", a.body)
	}
}
