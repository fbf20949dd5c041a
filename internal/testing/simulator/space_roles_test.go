package simulator_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

// withRoles is the small Space with roles that can be told apart.
func withRoles(t *testing.T, options ...simulator.Option) *simulator.Server {
	t.Helper()
	server := small(t, options...)
	server.Update(func(org *simulator.Organization) {
		s := org.Space
		s.Members[1].AccessSuspended = false
		s.Projects = []simulator.SpaceProject{{ID: "projectAAAAA", Key: "CORE", Name: "Core"}, {ID: "projectBBBBB", Key: "MOB", Name: "Mobile"}}
		s.Roles = []simulator.SpaceRole{
			{ID: "permAAAAAAAA", Type: "CUSTOM", Name: "Viewers", TeamIDs: []string{"teamBBBBBBBB", "gone"},
				Grants: []simulator.SpaceGrant{{Code: "Profile.View", Status: "GRANTED"}, {Code: "Team.View", Status: "REQUESTED"}, {Code: "Team.Edit", Status: "REJECTED"}}},
			{ID: "permBBBBBBBB", Type: "PREDEFINED", Code: "ProjectAdmin", Name: "Admins", Description: "All", ProjectID: "projectAAAAA", MemberIDs: []string{"memberBBBBBB", "memberCCCCCC", "gone"},
				Grants: []simulator.SpaceGrant{{Code: "Project.Edit", Status: "GRANTED"}}},
		}
	})
	return server
}

func TestAPermissionIsCheckedForAProfile(t *testing.T) {
	server := withRoles(t)
	global := `{"className":"GlobalPermissionTarget"}`
	core := `{"className":"ProjectPermissionTarget","project":"key:CORE"}`
	mobile := `{"className":"ProjectPermissionTarget","project":"id:projectBBBBB"}`
	team := func(id string) string { return `{"className":"TeamPermissionTarget","team":"` + id + `"}` }
	profile := func(id string) string { return `{"className":"ProfilePermissionTarget","profile":"` + id + `"}` }
	for _, c := range []struct {
		name, who, code, target string
		want                    bool
	}{
		{"by a team", "profile:id:memberAAAAAA", "Profile.View", global, true},
		{"by username", "profile:username:Anna.Berg", "Profile.View", global, true},
		{"me", "profile:me", "Profile.View", global, true},
		{"not in the team", "profile:id:memberBBBBBB", "Profile.View", global, false},
		{"only requested", "profile:id:memberAAAAAA", "Team.View", global, false},
		{"rejected", "profile:id:memberAAAAAA", "Profile.Edit", global, false},
		{"globally, so in a project too", "profile:id:memberAAAAAA", "Profile.View", core, true},
		{"in the project", "profile:id:memberBBBBBB", "Project.Edit", core, true},
		{"in another project", "profile:id:memberBBBBBB", "Project.Edit", mobile, false},
		{"in a project, not globally", "profile:id:memberBBBBBB", "Project.Edit", global, false},
		{"deactivated", "profile:id:memberCCCCCC", "Project.Edit", core, false},
		{"leads the team", "profile:id:memberAAAAAA", "Team.Edit", team("teamBBBBBBBB"), true},
		{"leads another team", "profile:id:memberAAAAAA", "Team.Edit", team("id:teamAAAAAAAA"), false},
		{"the own profile", "profile:id:memberBBBBBB", "Profile.View", profile("id:memberBBBBBB"), true},
		{"another's profile", "profile:id:memberBBBBBB", "Profile.View", profile("username:Anna.Berg"), false},
		{"changing the own profile", "profile:id:memberBBBBBB", "Profile.Edit", profile("id:memberBBBBBB"), false},
	} {
		body := fmt.Sprintf(`{"principal":%q,"uniqueRightCode":%q,"target":%s}`, c.who, c.code, c.target)
		if a := askSpace(t, server, server.SpaceEnv(), checkPath, body); a.status != http.StatusOK || string(a.body) != fmt.Sprint(c.want) {
			t.Errorf("%s: %d %s, want %v", c.name, a.status, a.body, c.want)
		}
	}
	object := `{"principal":{"className":"PrincipalIn.Profile","profile":"id:memberAAAAAA"},"uniqueRightCode":"Profile.View","target":` + global + `}`
	if a := askSpace(t, server, server.SpaceEnv(), checkPath, object); string(a.body) != "true" {
		t.Errorf("a principal as an object: %d %s", a.status, a.body)
	}
}

func TestBodiesThatAreWrong(t *testing.T) {
	server := withRoles(t)
	admin := envOf(t, server, simulator.SpaceAdministrator)
	check := func(who, code, target string) string {
		return fmt.Sprintf(`{"principal":%s,"uniqueRightCode":%s,"target":%s}`, who, code, target)
	}
	const who, code, global = `"profile:id:memberAAAAAA"`, `"Profile.View"`, `{"className":"GlobalPermissionTarget"}`
	for _, c := range []struct {
		name, path, body string
		status           int
		want             string
	}{
		{"no JSON", checkPath, `{`, 400, "request-error"},
		{"more after it", checkPath, check(who, code, global) + "1", 400, "request-error"},
		{"something unknown", checkPath, `{"who":1}`, 400, "request-error"},
		{"nothing in it", checkPath, `{}`, 400, "validation-error"},
		{"a principal without a kind", checkPath, check(`"id:memberAAAAAA"`, code, global), 400, "validation-error"},
		{"an application as principal", checkPath, check(`"application:id:x"`, code, global), 400, "validation-error"},
		{"a plain id", checkPath, check(`"profile:memberAAAAAA"`, code, global), 400, "validation-error"},
		{"nobody", checkPath, check(`"profile:id:unknown"`, code, global), 404, "not-found"},
		{"a right that is none", checkPath, check(who, `"Profile.Veiw"`, global), 400, "validation-error"},
		{"a right as an object", checkPath, check(who, `{"code":"Profile.View"}`, global), 400, "validation-error"},
		{"no target", checkPath, check(who, code, "null"), 400, "validation-error"},
		{"a target as text", checkPath, check(who, code, `"global"`), 400, "validation-error"},
		{"a target of no class", checkPath, check(who, code, `{"className":"Global"}`), 400, "validation-error"},
		{"a project without a key", checkPath, check(who, code, `{"className":"ProjectPermissionTarget"}`), 400, "validation-error"},
		{"a bare key", checkPath, check(who, code, `{"className":"ProjectPermissionTarget","project":"CORE"}`), 400, "validation-error"},
		{"an unknown project", checkPath, check(who, code, `{"className":"ProjectPermissionTarget","project":"key:X"}`), 404, "not-found"},
		{"an unknown team", checkPath, check(who, code, `{"className":"TeamPermissionTarget","team":"X"}`), 404, "not-found"},
		{"an unknown profile", checkPath, check(who, code, `{"className":"ProfilePermissionTarget","profile":"id:X"}`), 404, "not-found"},
		{"no team", checkPath, check(who, code, `{"className":"TeamPermissionTarget"}`), 400, "validation-error"},
		{"no profile", checkPath, check(who, code, `{"className":"ProfilePermissionTarget"}`), 400, "validation-error"},
		{"no context", rolesPath + "/get", `{}`, 400, "validation-error"},
		{"a context of no kind", rolesPath + "/get", `{"contextIdentifier":"Global"}`, 400, "validation-error"},
		{"a project's bare key", rolesPath + "/get", `{"contextIdentifier":"project:CORE"}`, 400, "validation-error"},
		{"a context's unknown project", rolesPath + "/get", `{"contextIdentifier":"project:key:X"}`, 404, "not-found"},
		{"too much", checkPath, `{"principal":"` + strings.Repeat("x", 70_000) + `"}`, 413, "payload-too-large"},
	} {
		wantSpaceError(t, c.name, askSpace(t, server, admin, c.path, c.body), c.status, c.want)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL()+checkPath, strings.NewReader(check(who, code, global)))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+admin["JETBRAINS_SPACE_TOKEN"])
	wantSpaceError(t, "without a content type", do(t, r), 400, "request-error")
}

func TestBodiesAreRecorded(t *testing.T) {
	server := withRoles(t)
	body := `{"contextIdentifier":"global"}`
	askSpace(t, server, server.SpaceEnv(), rolesPath+"/get", body)
	space(t, server, teamsPath)
	requests := server.Requests()
	if string(requests[0].Body) != body || requests[0].Method != http.MethodPost || requests[0].Status != 403 || requests[1].Body != nil {
		t.Errorf("%+v", requests)
	}
}

func TestRolesAreReadByContext(t *testing.T) {
	server := withRoles(t)
	admin := envOf(t, server, simulator.SpaceAdministrator)
	global := `[{"roleId":"permAAAAAAAA","type":"CUSTOM","code":null,"name":"Viewers","description":"","membersEditable":true,"rightsEditable":true}]`
	project := `[{"roleId":"permBBBBBBBB","type":"PREDEFINED","code":"ProjectAdmin","name":"Admins","description":"All","membersEditable":false,"rightsEditable":false}]`
	for body, want := range map[string]string{
		`"global"`:           global,
		`"project:key:CORE"`: project, `"project:id:projectAAAAA"`: project, `"project:key:MOB"`: "[]",
		`{"className":"GlobalPermissionContextIdentifier"}`:                       global,
		`{"className":"ProjectPermissionContextIdentifier","project":"key:CORE"}`: project,
	} {
		if a := askSpace(t, server, admin, rolesPath+"/get", `{"contextIdentifier":`+body+`}`); string(a.body) != want {
			t.Errorf("%s: %d %s", body, a.status, a.body)
		}
	}
	for path, want := range map[string]string{
		"/permAAAAAAAA/profiles":                              `[]`,
		"/permAAAAAAAA/teams?$fields=id,name":                 `[{"id":"teamBBBBBBBB","name":"Core"}]`,
		"/permBBBBBBBB/profiles?$fields=username,memberships": `[{"username":"ben","memberships":[]},{"username":"cyd","memberships":[]}]`,
		"/permBBBBBBBB/teams":                                 `[]`,
	} {
		if a := askSpace(t, server, admin, rolesPath+path, ""); string(a.body) != want {
			t.Errorf("%s: %d %s", path, a.status, a.body)
		}
	}
	for _, part := range []string{"permissions", "profiles", "teams"} {
		wantSpaceError(t, "unknown role", askSpace(t, server, admin, rolesPath+"/unknown/"+part, ""), 404, "not-found")
		wantSpaceError(t, "unknown role, no permission", askSpace(t, server, server.SpaceEnv(), rolesPath+"/unknown/"+part, ""), 403, "permission-denied")
		if a := askSpace(t, server, server.SpaceTokenEnv("Project.View"), rolesPath+"/permBBBBBBBB/"+part+"?$fields=", ""); a.status != 400 {
			t.Errorf("Project.View does not open a project's role: %d", a.status)
		}
	}
	people := askSpace(t, server, server.SpaceTokenEnv("Superadmin"), rolesPath+"/permBBBBBBBB/profiles?$fields=id,username", "")
	if want := `[{"id":"memberBBBBBB",` + inaccessible("username") + `},{"id":"memberCCCCCC",` + inaccessible("username") + `}]`; string(people.body) != want {
		t.Errorf("%s", people.body)
	}
}

func TestARoleNamesEveryRightWithItsStatus(t *testing.T) {
	for name, c := range map[string]struct {
		options []simulator.Option
		code    func(any) any
	}{
		"codes as strings": {code: func(v any) any { return v }},
		"codes as objects": {options: []simulator.Option{simulator.WithSpaceRightCodeObjects()}, code: func(v any) any {
			object, _ := v.(map[string]any)
			if object["className"] == "" || object["className"] == nil {
				return nil
			}
			return object["code"]
		}},
	} {
		t.Run(name, func(t *testing.T) {
			server := withRoles(t, c.options...)
			var catalog []simulator.SpaceRight
			server.View(func(org *simulator.Organization) { catalog = slices.Clone(org.Space.Rights) })
			admin := envOf(t, server, simulator.SpaceAdministrator)
			want := map[any]string{"Profile.View": "GRANTED", "Team.View": "REQUESTED", "Team.Edit": "REJECTED", "Profile.Edit": "NONE", "Superadmin": "NONE"}
			rights := decode[[]map[string]any](t, askSpace(t, server, admin, rolesPath+"/permAAAAAAAA/permissions", "").body)
			if len(rights) != len(catalog) {
				t.Errorf("%d rights, want %d", len(rights), len(catalog))
			}
			for i, right := range rights {
				code := c.code(right["rightCode"])
				if code != catalog[i].Code || right["name"] != catalog[i].Title || right["group"] != catalog[i].Group {
					t.Errorf("right %d: %v", i, right)
				}
				if status, known := want[code]; known && right["status"] != status {
					t.Errorf("%s: %v, want %s", code, right["status"], status)
				}
			}
			for _, right := range decode[[]map[string]any](t, askSpace(t, server, admin, rolesPath+"/permBBBBBBBB/permissions", "").body) {
				if right["targetName"] != "Project" {
					t.Errorf("a role of a project has %v", right)
				}
			}
		})
	}
}
