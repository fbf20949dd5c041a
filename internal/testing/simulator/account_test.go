package simulator_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

func TestTheDefaultLooksLikeRecordings(t *testing.T) {
	var nulls, absentFalses int
	count := func(o *org.Organization) {
		nulls, absentFalses = 0, 0
		server := start(t, o)
		for _, l := range decode[[]map[string]any](t, get(t, server, orgList+"?perPage=200").body) {
			for _, name := range []string{"assignee", "subscription", "perpetual", "domain", "lastSeen"} {
				if value, there := l[name]; there && value == nil {
					nulls++
				}
			}
			for _, name := range []string{"isTransferableBetweenTeams", "isTrial", "isAvailableToAssign", "isSuspended"} {
				if _, there := l[name]; !there {
					absentFalses++
				}
			}
		}
	}
	if count(generate(200)); nulls > 0 || absentFalses > 0 {
		t.Errorf("%d nulls, %d absent booleans", nulls, absentFalses)
	}
	if count(simulator.Generate(org.Options{Seed: 1, Licenses: 200, Now: now, Nulls: true})); nulls == 0 || absentFalses == 0 {
		t.Errorf("with Nulls: %d nulls, %d absent booleans", nulls, absentFalses)
	}
}

func TestALicenseIsServedInFull(t *testing.T) {
	text := func(s string) *string { return &s }
	organization := generate(0)
	organization.Licenses = []org.License{
		{ID: "A000000001", Product: org.Product{Code: "II", Name: "IntelliJ IDEA Ultimate"}, Team: org.TeamRef{ID: 98, Name: "Mobile"}, Domain: text("acme.example"), Suspended: true,
			Assignee:     &org.Assignee{Type: org.AssigneeUser, Name: "A*** B***", Email: "A@acme.example"},
			Subscription: &org.Subscription{ValidUntil: &now, PackRef: text("1215/1JGQR"), AutomaticallyRenewed: true},
			Perpetual:    &org.Perpetual{UpgradeDue: &now, Outdated: true},
			LastSeen:     &org.LastSeen{Seen: &now, Assigned: &now, OfflineCodeGenerated: true}},
		{ID: "B000000002", Subscription: &org.Subscription{NullPackRef: true}, Assignee: &org.Assignee{Type: org.AssigneeLicenseKey, RegistrationName: "Build", Key: "K"}},
		{ID: "C000000003", Nulls: true, LeaveOutFalses: true, Subscription: &org.Subscription{}, LastSeen: &org.LastSeen{}},
	}
	server := start(t, organization)
	for id, want := range map[string]string{
		"A000000001": `{"licenseId":"A000000001","product":{"code":"II","name":"IntelliJ IDEA Ultimate"},"assignee":{"type":"USER","name":"A*** B***","email":"A@acme.example"},` +
			`"subscription":{"validUntilDate":"2026-11-21T09:30:00.000+00:00","subscriptionPackRef":"1215/1JGQR","isAutomaticallyRenewed":true,"isOutdated":false},` +
			`"perpetual":{"upgradeDueDate":"2026-11-21T09:30:00.000+00:00","isOutdated":true},"domain":"acme.example",` +
			`"lastSeen":{"lastSeenDate":"2026-11-21T09:30:00.000+00:00","lastAssignmentDate":"2026-11-21T09:30:00.000+00:00","isOfflineCodeGenerated":true},` +
			`"team":{"id":98,"name":"Mobile"},"isTransferableBetweenTeams":false,"isTrial":false,"isAvailableToAssign":false,"isSuspended":true}`,
		"B000000002": `{"licenseId":"B000000002","assignee":{"type":"LICENSE_KEY","registrationName":"Build","key":"K"},` +
			`"subscription":{"subscriptionPackRef":null,"isAutomaticallyRenewed":false,"isOutdated":false},` +
			`"isTransferableBetweenTeams":false,"isTrial":false,"isAvailableToAssign":false,"isSuspended":false}`,
		"C000000003": `{"assignee":null,"domain":null,"lastSeen":{"isOfflineCodeGenerated":false,"lastAssignmentDate":null,"lastSeenDate":null},"licenseId":"C000000003","perpetual":null,"product":null,` +
			`"subscription":{"isAutomaticallyRenewed":false,"isOutdated":false,"subscriptionPackRef":null,"validUntilDate":null},"team":null}`,
	} {
		got := get(t, server, orgList+"/"+id)
		if got.body != want || got.status != http.StatusOK {
			t.Errorf("status %d, and the body differs (-want +got):\n%s", got.status, cmp.Diff(want, got.body))
		}
		if list := get(t, server, orgList).body; !strings.Contains(list, want) {
			t.Errorf("the list does not hold %s", want)
		}
	}
}

func TestTheAccountAPIIsStrict(t *testing.T) {
	organization := generate(50)
	server := start(t, organization)
	core, mobile, code := organization.Teams[0], organization.Teams[1], organization.CustomerCode
	for _, c := range []struct {
		name, token, code, path string
		status                  int
		want                    string // an error code, or HTML
	}{
		{"no headers", "", "", orgList, 401, "MISSING_TOKEN_HEADER"},
		{"no token", "", code, "/api/v1/products", 401, "MISSING_TOKEN_HEADER"},
		{"no customer code", "nonsense", "", orgList, 401, "MISSING_CUSTOMER_HEADER"},
		{"an unknown token", "nonsense", code, orgList, 401, "INVALID_TOKEN"},
		{"another customer code", organization.Token, "acme", orgList, 401, "INVALID_TOKEN"},
		{"an unknown team", organization.Token, code, "/api/v1/customer/teams/7/licenses", 404, "TEAM_NOT_FOUND"},
		{"an unknown license", organization.Token, code, orgList + "/ZZZZZZZZZZ", 404, "LICENSE_NOT_FOUND"},
		{"a team's token for the organization", core.Token, code, orgList, 403, "TOKEN_TYPE_MISMATCH"},
		{"a team's token for another team", core.Token, code, fmt.Sprintf("/api/v1/customer/teams/%d/licenses", mobile.ID), 403, "TEAM_MISMATCH"},
		{"no token, unknown path", "", code, "/api/v1/nothing", 401, "MISSING_TOKEN_HEADER"},
		{"an unknown path", organization.Token, code, "/api/v1/nothing", 404, "HTML"},
		{"another spelling of a path", organization.Token, code, "/api/v1/token/", 404, "HTML"},
		{"a doubled slash", organization.Token, code, "//api/v1/token", 404, "HTML"},
		{"no API", organization.Token, code, "/api/v1", 404, "HTML"},
		{"a team id that is no number", organization.Token, code, "/api/v1/customer/teams/core/licenses", 400, "HTML"},
		{"an unknown parameter", organization.Token, code, orgList + "?size=1", 400, "HTML"},
		{"a parameter where none is known", organization.Token, code, "/api/v1/token?page=1", 400, "HTML"},
		{"page 0", organization.Token, code, orgList + "?page=0", 400, "HTML"},
		{"two pages", organization.Token, code, orgList + "?page=1&page=2", 400, "HTML"},
		{"an empty page size", organization.Token, code, orgList + "?perPage=", 400, "HTML"},
		{"a page size above the limit", organization.Token, code, orgList + "?perPage=201", 400, "HTML"},
	} {
		got := getAs(t, server, c.path, map[string]string{"JETBRAINS_TOKEN": c.token, "JETBRAINS_CUSTOMER_CODE": c.code})
		ok := strings.HasPrefix(got.header.Get("Content-Type"), "text/html")
		if c.want != "HTML" {
			var body map[string]string
			ok = json.Unmarshal([]byte(got.body), &body) == nil && body["code"] == c.want && body["description"] != "" && len(body) == 2 && got.header.Get("Content-Type") == typedJSON
		}
		if got.status != c.status || !ok {
			t.Errorf("%s: %d %s", c.name, got.status, got.body)
		}
	}
	for _, method := range []string{"HEAD", "POST", "DELETE", "OPTIONS"} {
		for _, path := range []string{orgList, "/api/v1/customer/licenses/assign", "/elsewhere"} {
			got, err := request(t, server, method, path, "", server.Env())
			if err != nil || got.status != http.StatusMethodNotAllowed || got.header.Get("Allow") != "GET" {
				t.Errorf("%s %s: %d %v", method, path, got.status, err)
			}
		}
	}
}

func TestPagesHaveTotalsAndLinks(t *testing.T) {
	server := start(t, generate(250))
	for _, c := range []struct {
		query string
		count int
		link  string
	}{
		{"", 100, `<A?page=1&perPage=100>; rel="first", <A?page=2&perPage=100>; rel="next", <A?page=3&perPage=100>; rel="last"`},
		{"?page=3", 50, `<A?page=1&perPage=100>; rel="first", <A?page=2&perPage=100>; rel="prev", <A?page=3&perPage=100>; rel="last"`},
		{"?page=1000000", 0, `<A?page=1&perPage=100>; rel="first", <A?page=3&perPage=100>; rel="prev", <A?page=3&perPage=100>; rel="last"`},
	} {
		got := get(t, server, orgList+c.query)
		want := strings.ReplaceAll(c.link, "A?", server.URL()+orgList+"?")
		if n := len(decode[[]license](t, got.body)); got.header.Get("X-Total-Count") != "250" || got.header.Get("Link") != want || n != c.count {
			t.Errorf("%s: %d licenses, %v", c.query, n, got.header)
		}
	}
	small := start(t, generate(120), simulator.WithMaxPageSize(50), simulator.WithoutTotal(), simulator.WithoutLink())
	got := get(t, small, orgList+"?perPage=200")
	if n := len(decode[[]license](t, got.body)); n != 50 || got.header.Get("X-Total-Count") != "" || got.header.Get("Link") != "" {
		t.Errorf("%d licenses, %v", n, got.header)
	}
	if n := len(licenses(t, small, orgList, small.Env())); n != 120 {
		t.Errorf("all pages hold %d licenses", n)
	}
}

func TestTokensAndTheDictionaries(t *testing.T) {
	organization := generate(250)
	organization.Role = "PRIMARY_CONTACT"
	server := start(t, organization)
	mobile, ok := server.TeamEnv("Mobile")
	if _, known := server.TeamEnv("Sales"); !ok || known {
		t.Error("Mobile has a token and Sales has none")
	}
	for _, c := range []struct {
		env  map[string]string
		want string
	}{
		{server.Env(), `{"type":"CUSTOMER","code":` + organization.CustomerCode + `,"name":"Acme Example Ltd","role":"PRIMARY_CONTACT","contactFlags":{"isPrimaryBilling":false,"isPrimaryLicensee":false,"isPrimaryTechnical":true},` +
			`"teams":[{"id":1042,"name":"Core","role":"ADMIN"},{"id":98,"name":"Mobile","role":"ADMIN"},{"id":311,"name":"Data","role":"VIEWER"}]}`},
		{mobile, `{"type":"TEAM","team":{"id":98,"name":"Mobile","role":"ADMIN"},"customer":{"code":` + organization.CustomerCode + `,"name":"Acme Example Ltd"}}`},
	} {
		if diff := cmp.Diff(c.want, getAs(t, server, "/api/v1/token", c.env).body); diff != "" {
			t.Errorf("the token differs (-want +got):\n%s", diff)
		}
	}
	own := licenses(t, server, "/api/v1/customer/teams/98/licenses", mobile)
	for _, l := range own {
		if l.Team.Name != "Mobile" {
			t.Errorf("a license of team %v", l.Team)
		}
	}
	if len(own) == 0 || getAs(t, server, orgList+"/"+own[0].LicenseID, mobile).status != http.StatusOK {
		t.Errorf("%d licenses, or the first cannot be read", len(own))
	}
	for _, path := range []string{"/api/v1/products", "/api/v1/plugins"} {
		if list := decode[[]map[string]string](t, get(t, server, path).body); list[0]["code"] == "" || list[0]["name"] == "" {
			t.Errorf("%s: %v", path, list)
		}
	}
}
