package simulator_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

type spaceErrorBody struct {
	Error            string
	ErrorDescription string `json:"error_description"`
}

// wantSpaceError checks an error's status, code and form.
func wantSpaceError(t *testing.T, name string, a answer, status int, code string) {
	t.Helper()
	if a.status != status || a.header.Get("Content-Type") != "application/json;charset=UTF-8" {
		t.Errorf("%s: %d %s %.200s, want %d %s", name, a.status, a.header.Get("Content-Type"), a.body, status, code)
		return
	}
	if got := decode[spaceErrorBody](t, a.body); got.Error != code || got.ErrorDescription == "" || len(decode[map[string]any](t, a.body)) != 2 {
		t.Errorf("%s: %s, want %s", name, a.body, code)
	}
}

func TestASpaceAcceptsOnlyBearerTokens(t *testing.T) {
	org := generate(50)
	accountToken, spaceToken, expired := org.Token, org.Space.Token, tokenOf(org, simulator.SpaceExpired)
	server := start(t, org)
	for _, c := range []struct {
		name, authorization string
		accepted            bool
		kind                simulator.TokenKind
	}{
		{"none", "", false, simulator.NoToken},
		{"the token", "Bearer " + spaceToken, true, simulator.SpacePersonalToken},
		{"an application's", "Bearer " + tokenOf(org, simulator.SpaceApplication), true, simulator.SpaceApplicationToken},
		{"without the scheme", spaceToken, false, simulator.SpacePersonalToken},
		{"another scheme", "Basic " + spaceToken, false, simulator.UnknownToken},
		{"no token", "Bearer ", false, simulator.UnknownToken},
		{"two spaces", "Bearer  " + spaceToken, false, simulator.UnknownToken},
		{"unknown", "Bearer nonsense", false, simulator.UnknownToken},
		{"of the account", "Bearer " + accountToken, false, simulator.UnknownToken},
		{"expired", "Bearer " + expired, false, simulator.SpacePersonalToken},
	} {
		t.Run(c.name, func(t *testing.T) {
			server.ResetRequests()
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL()+spaceAPI+"/organization", nil)
			if err != nil {
				t.Fatal(err)
			}
			if c.authorization != "" {
				r.Header.Set("Authorization", c.authorization)
			}
			a := do(t, r)
			if c.accepted {
				if a.status != http.StatusOK {
					t.Errorf("%d %s", a.status, a.body)
				}
			} else {
				wantSpaceError(t, c.name, a, 401, "authentication-required")
			}
			recorded := server.Requests()[0]
			if recorded.Token != c.kind || recorded.Status != a.status {
				t.Errorf("recorded %q %d, want %q", recorded.Token, recorded.Status, c.kind)
			}
			if printed := fmt.Sprintf("%+v", recorded); strings.Contains(printed, "fake") || strings.Contains(printed, "nonsense") {
				t.Errorf("the record holds a token: %s", printed)
			}
		})
	}
}

func TestASpaceTellsAnApiKeyNextToItsToken(t *testing.T) {
	server := start(t, generate(10))
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL()+spaceAPI+"/organization", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+server.SpaceEnv()["JETBRAINS_SPACE_TOKEN"])
	r.Header.Set("X-Api-Key", server.Env()["JETBRAINS_TOKEN"])
	if a := do(t, r); a.status != http.StatusOK {
		t.Errorf("%d", a.status)
	}
	recorded := server.Requests()[0]
	if recorded.Token != simulator.SpacePersonalToken || recorded.Header.Get("X-Api-Key") == "" {
		t.Errorf("a client that leaks its account token is not found out: %+v", recorded)
	}
}

func TestASpaceCannotBeWrittenTo(t *testing.T) {
	server := start(t, generate(10))
	env := server.SpaceEnv()
	for _, c := range []struct{ path, allow string }{
		{profilesPath, "GET"}, {teamsPath, "GET"}, {spaceAPI + "/organization", "GET"}, {spaceAPI + "/nothing", "GET"},
		{profilesPath + "/id:x", "GET"}, {rolesPath + "/x/permissions", "GET"},
		{checkPath, "POST"}, {rolesPath + "/get", "POST"},
	} {
		for _, method := range []string{"HEAD", "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} {
			if method == c.allow {
				continue
			}
			server.ResetRequests()
			r, err := http.NewRequestWithContext(t.Context(), method, server.URL()+c.path, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Authorization", "Bearer "+env["JETBRAINS_SPACE_TOKEN"])
			a := do(t, r)
			if a.status != http.StatusMethodNotAllowed || a.header.Get("Allow") != c.allow {
				t.Errorf("%s %s: %d, Allow %q", method, c.path, a.status, a.header.Get("Allow"))
			}
			if got := server.Requests(); len(got) != 1 || got[0].Method != method || got[0].Status != http.StatusMethodNotAllowed {
				t.Errorf("%s %s is recorded as %+v", method, c.path, got)
			}
		}
	}
}

func TestUnknownPathsOfASpaceAreNotFoundInJSON(t *testing.T) {
	server := start(t, generate(10))
	for _, path := range []string{
		"/", "/organization/", "/organizations", "/team-directory", "/team-directory/profiles/", "/team-directory/profiles/id:x/2-fa",
		"/team-directory/profiles/id:x/2-fa/status/more", "/team-directory//profiles", "/permission-roles", "/permission-roles//profiles",
		"/applications", "/api/http/organization", "/team-directory/locations",
	} {
		wantSpaceError(t, path, askSpace(t, server, server.SpaceEnv(), spaceAPI+path, ""), 404, "not-found")
	}
}

func TestWithoutASpaceThereIsNothingAtItsPaths(t *testing.T) {
	server := start(t, simulator.Generate(simulator.Options{Seed: 1, Licenses: 10, Now: now, SpaceMembers: -1}))
	if a := get(t, server, spaceAPI+"/organization"); a.status != http.StatusNotFound {
		t.Errorf("%d", a.status)
	}
	if env := server.Env(); len(env) != 3 || len(server.SpaceEnv()) != 0 {
		t.Errorf("%v %v", env, server.SpaceEnv())
	}
	if _, ok := server.SpaceEnvOf(simulator.SpaceReader); ok {
		t.Error("a token of no Space")
	}
}

func TestTheEnvironmentHasTheSpaceToo(t *testing.T) {
	org := generate(10)
	token := org.Space.Token
	server := start(t, org)
	team, _ := server.TeamEnv("Core")
	for name, env := range map[string]map[string]string{"Env": server.Env(), "TeamEnv": team, "SpaceEnv": server.SpaceEnv()} {
		if env["JETBRAINS_SPACE_URL"] != server.URL() || env["JETBRAINS_SPACE_TOKEN"] != token {
			t.Errorf("%s: %v", name, env)
		}
	}
	if len(server.Env()) != 5 || len(server.SpaceEnv()) != 2 {
		t.Errorf("%v %v", server.Env(), server.SpaceEnv())
	}
}

func TestParametersOfASpaceThatAreWrong(t *testing.T) {
	org := generate(50)
	id := org.Space.Members[0].ID
	many := strings.Repeat("profiles=id:"+id+"&", 101)
	server := start(t, org)
	for _, c := range []struct{ path, query string }{
		{profilesPath, "$top=0"}, {profilesPath, "$top=-1"}, {profilesPath, "$top=x"}, {profilesPath, "$top=1001"}, {profilesPath, "$top=1&$top=2"},
		{profilesPath, "$skip=-1"}, {profilesPath, "$skip=x"}, {profilesPath, "$skip="},
		{profilesPath, "orgRelation=any"}, {profilesPath, "orgRelation="}, {profilesPath, "order=NAME"}, {profilesPath, "reportPastMembers=True"},
		{profilesPath, "reportCurrentMembers="}, {profilesPath, "reportFutureMembers=1"}, {profilesPath, "meOnTop=yes"},
		{profilesPath, many}, {profilesPath, "profiles=" + id}, {profilesPath, "teamID=x"}, {profilesPath, "page=2"}, {profilesPath, "verified=true"},
		{profilesPath + "/" + id, ""}, {profilesPath + "/name:x", ""}, {profilesPath + "/id:" + id, "verified=false"},
		{profilesPath + "/email:a@b", "verified=no"},
		{teamsPath, "withArchived=yes"}, {teamsPath + "/" + id, ""}, {teamsPath, "directTeams=true"},
		{membershipsPath, "since=21.11.2026"}, {membershipsPath, "till=x"}, {membershipsPath, "directTeams=x"}, {membershipsPath, "withArchived=0"},
		{spaceAPI + "/organization", "x=1"},
		{profilesPath, "$fields="}, {profilesPath, "$fields=data(id"}, {profilesPath, "$fields=id"}, {profilesPath, "$fields=data(id)&$fields=next"},
		{profilesPath, "$fields=data(nonsense)"},
	} {
		wantSpaceError(t, c.path+"?"+c.query, askSpace(t, server, server.SpaceEnv(), c.path+"?"+c.query, ""), 400, "validation-error")
	}
	wantSpaceError(t, "broken query", askSpace(t, server, server.SpaceEnv(), profilesPath+"?%zz", ""), 400, "request-error")
	wantSpaceError(t, "token first", askSpace(t, server, nil, profilesPath+"?$top=0", ""), 401, "authentication-required")
}

func TestTheOrganizationSaysWhoItIs(t *testing.T) {
	org := generate(10)
	server := start(t, org)
	got := decode[map[string]any](t, askSpace(t, server, server.SpaceTokenEnv(), spaceAPI+"/organization", "").body)
	if got["id"] != org.Space.ID || got["orgId"] != org.Space.OrgID || got["name"] != org.Space.Name || got["createdAt"] != float64(org.Space.CreatedAt.UnixMilli()) {
		t.Errorf("%v", got)
	}
	if a := space(t, server, spaceAPI+"/organization?%24fields=name,id"); string(a.body) != fmt.Sprintf(`{"id":%q,"name":%q}`, org.Space.ID, org.Space.Name) {
		t.Errorf("%s", a.body)
	}
}

func TestTheCatalogHoldsEveryRight(t *testing.T) {
	org := generate(10)
	server := start(t, org)
	got := decode[struct {
		Rights []struct {
			RightType struct{ TypeCode, Title string }
			Rights    []struct {
				Code, Title string
				Description *string
			}
		}
		RightsGroups []struct{ Rights []struct{ Code string } }
	}](t, askSpace(t, server, server.SpaceTokenEnv(), spaceAPI+"/permissions", "").body)
	rights, grouped, described := map[string]string{}, 0, 0
	for _, list := range got.Rights {
		for _, right := range list.Rights {
			rights[right.Code] = right.Title
			if right.Description != nil {
				described++
			}
		}
	}
	for _, group := range got.RightsGroups {
		grouped += len(group.Rights)
	}
	if len(rights) != len(org.Space.Rights) || grouped != len(rights) || described == 0 || described == len(rights) || len(got.Rights) != 4 {
		t.Errorf("%d rights, %d in groups, %d described", len(rights), grouped, described)
	}
	for code, title := range map[string]string{
		"Profile.View": "View member profiles", "Profile.View.Basic": "View member profile basic info", "Profile.ViewAllGuests": "View all external users",
		"Profile.Memberships.View": "View memberships", "Team.View": "View teams", "Permissions.View": "View permissions granted to other members",
		"Superadmin": "Grant permissions to other members",
	} {
		if rights[code] != title {
			t.Errorf("%s is %q", code, rights[code])
		}
	}
}

func TestUpdatesReachTheSpace(t *testing.T) {
	server := start(t, generate(10))
	space(t, server, profilesPath) // something to remember
	server.Update(func(org *simulator.Organization) {
		org.Space.Token = "fakespaceother"
		org.Space.Tokens[0].Token = "fakespaceother"
		org.Space.Members = []simulator.SpaceMember{{ID: "onlyone00000", Username: "only", Nulls: true}}
	})
	a := space(t, server, profilesPath+"?$fields=totalCount,data(id,username,joined,external,emails,status,externalId)")
	want := `{"totalCount":1,"data":[{"id":"onlyone00000","username":"only","joined":null,"external":null,"emails":[],"externalId":null,"status":null}]}`
	if string(a.body) != want {
		t.Errorf("%s", a.body)
	}
}

func TestRawItemsOfASpaceAreServedAsTheyAre(t *testing.T) {
	org := generate(10)
	org.Space.Members = org.Space.Members[:1]
	org.Space.Members[0].Raw = []byte(`{"id":7}`)
	org.Space.Members[0].External, org.Space.Members[0].ExternalLight = false, false
	org.Space.Members[0].Archived, org.Space.Members[0].LeftAt, org.Space.Members[0].Joined = false, nil, nil
	id := org.Space.Members[0].ID
	server := start(t, org)
	if a := space(t, server, profilesPath+"?$fields=data(id)"); string(a.body) != `{"data":[{"id":7}]}` {
		t.Errorf("%s", a.body)
	}
	if a := space(t, server, profilesPath+"/id:"+id); string(a.body) != `{"id":7}` {
		t.Errorf("%s", a.body)
	}
}
