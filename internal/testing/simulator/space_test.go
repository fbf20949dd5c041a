package simulator_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// smallSpace returns a Space that is small enough to write down by hand.
func smallSpace(t testing.TB, options ...simulator.Option) *simulator.Server {
	t.Helper()
	joined, left := now.AddDate(-1, 0, 0), now.AddDate(0, 0, -2)
	organization := generate(10)
	organization.Space.Members = []org.SpaceMember{
		{ID: "m1", Username: "Anna", FirstName: "Anna", LastName: "Berg", TwoFactor: "ACTIVE", Joined: &joined, ManagerIDs: []string{"m2", "gone"},
			Emails: []org.SpaceEmail{{Email: "Anna@acme.example", Blocked: true}}, Logins: []org.SpaceLogin{{LastUsed: &now}, {}}},
		{ID: "m2", Username: "ben", FirstName: "Ben", LastName: "Costa", Nulls: true, ExternalID: "hr-1"},
		{ID: "m3", Username: "guest", ExternalLight: true},
		{ID: "m4", Username: "left", Archived: true, LeftAt: &left},
	}
	organization.Space.Teams = []org.SpaceTeam{{ID: "t1", Name: "Core"}, {ID: "t2", Name: "Editor", ParentID: "t1", Description: "Text"}, {ID: "t3", Name: "Old", Archived: true}}
	organization.Space.Positions = []org.SpacePosition{{ID: "p1", Name: "Developer"}}
	organization.Space.Memberships = []org.SpaceMembership{
		{ID: "s1", MemberID: "m1", TeamID: "t1", Lead: true, Since: &joined},
		{ID: "s2", MemberID: "m1", TeamID: "t2", PositionID: "p1", Since: &joined, Till: &left},
		{ID: "s3", MemberID: "m3", TeamID: "t3", Archived: true},
	}
	for i := range organization.Space.Tokens {
		if organization.Space.Tokens[i].MemberID != "" {
			organization.Space.Tokens[i].MemberID = "m1"
		}
	}
	return start(t, organization, options...)
}

const (
	m1      = profiles + "/username:Anna"
	moment  = `{"iso":"2026-11-21T09:30:00.000Z","timestamp":1795253400000}`
	m1Core  = `{"archived":false,"external":false,"externalLight":false,"id":"m1","joined":{"day":21,"iso":"2025-11-21","month":11,"year":2025},"leftAt":null,"name":{"firstName":"Anna","lastName":"Berg"},"notAMember":false,"suspended":false,"username":"Anna"}`
	denied1 = `"$errors":[{"className":"HA_InlineError.InaccessibleFields","fields":["%s"],"message":"Could not access following fields: '%[1]s'."}]`
)

func TestFieldsAreSelected(t *testing.T) {
	server := smallSpace(t)
	for _, c := range []struct{ path, fields, want string }{
		{m1, "", m1Core},
		{m1, "*", m1Core},
		{m1, "*,externalId,status", strings.Replace(strings.Replace(m1Core, `,"externalLight"`, `,"externalId":null,"externalLight"`, 1), `"suspended":false`, `"status":"ACTIVE","suspended":false`, 1)},
		{m1, "id,name(lastName)", `{"id":"m1","name":{"lastName":"Berg"}}`},
		{m1, "emails,logins", `{"emails":[{"blocked":true,"email":"Anna@acme.example"}],"logins":[{"access":{"time":` + moment + `}},{"access":null}]}`},
		{m1, "managers,memberships", `{"managers":[{"id":"m2"}],"memberships":[{"id":"s1"}]}`},
		{m1, "managers(username),memberships(archived,team(id,name))", `{"managers":[{"username":"ben"}],"memberships":[{"archived":false,"team":{"id":"t1","name":"Core"}}]}`},
		{profiles + "/id:m2", "suspended,accessSuspended,external,externalLight,status", `{"accessSuspended":null,"external":null,"externalLight":null,"status":null,"suspended":null}`},
		{teams + "/id:t2", "", `{"archived":false,"description":"Text","disbanded":false,"externalId":null,"id":"t2","name":"Editor","parent":{"id":"t1"}}`},
		{teams + "/id:t9", "id", `null`},
		{teams, "next,totalCount,data(parent(name))", `{"data":[{"parent":null},{"parent":{"name":"Core"}}],"next":"2","totalCount":2}`},
		{"/api/http/team-directory/memberships", "data(id,member(username),role(name),till)", `{"data":[{"id":"s1","member":{"username":"Anna"},"role":null,"till":null},{"id":"s2","member":{"username":"Anna"},"role":{"name":"Developer"},"till":{"day":19,"iso":"2026-11-19","month":11,"year":2026}}]}`},
		{"/api/http/organization", "name", `{"name":"Acme Example Space"}`},
	} {
		path := c.path
		if c.fields != "" {
			path += "?$fields=" + c.fields
		}
		if got := get(t, server, path); got.body != c.want || got.status != http.StatusOK || got.header.Get("Content-Type") != typedJSON {
			t.Errorf("%s: status %d, and the body differs (-want +got):\n%s", path, got.status, cmp.Diff(c.want, got.body))
		}
	}
	bare := smallSpace(t, simulator.WithSpaceBareDates())
	if got := get(t, bare, m1+"?$fields=joined,logins"); got.body != `{"joined":"2025-11-21","logins":[{"access":{"time":"2026-11-21T09:30:00.000Z"}},{"access":null}]}` {
		t.Errorf("bare dates: %s", got.body)
	}
}

func TestTheSpaceAPIIsStrict(t *testing.T) {
	server := smallSpace(t)
	admin := spaceEnv(t, server, org.SpaceAdministrator)
	check := "/api/http/permissions/check-permission"
	target := func(t string) string {
		return `{"principal":"profile:id:m1","uniqueRightCode":"Team.View","target":` + t + `}`
	}
	for _, c := range []struct {
		method, path, body string
		env                map[string]string
		status             int
		code               string
	}{
		{"GET", teams, "", nil, 401, "authentication-required"},
		{"GET", teams, "", map[string]string{"JETBRAINS_SPACE_TOKEN": "nonsense"}, 401, "authentication-required"},
		{"GET", teams, "", spaceEnv(t, server, org.SpaceExpired), 401, "authentication-required"},
		{"GET", teams, "", server.SpaceTokenEnv("Profile.View"), 403, "permission-denied"},
		{"GET", profiles + "/me", "", spaceEnv(t, server, org.SpaceApplication), 403, "permission-denied"},
		{"GET", "/api/http/applications/me", "", admin, 403, "permission-denied"},
		{"POST", roles, `{"contextIdentifier":"global"}`, server.SpaceEnv(), 403, "permission-denied"},
		{"GET", "/api/http/nothing", "", admin, 404, "not-found"},
		{"GET", profiles + "/username:nobody", "", admin, 404, "not-found"},
		{"GET", profiles + "/Anna", "", admin, 400, "validation-error"},
		{"GET", teams + "/name:Core", "", admin, 400, "validation-error"},
		{"GET", teams + "?query=x", "", admin, 400, "validation-error"},
		{"GET", teams + "?$top=1&$top=2", "", admin, 400, "validation-error"},
		{"GET", teams + "?$top=0", "", admin, 400, "validation-error"},
		{"GET", teams + "?$skip=x", "", admin, 400, "validation-error"},
		{"GET", teams + "?withArchived=True", "", admin, 400, "validation-error"},
		{"GET", profiles + "?orgRelation=all", "", admin, 400, "validation-error"},
		{"GET", teams + "?$fields=data(nonsense)", "", admin, 400, "validation-error"},
		{"GET", teams + "?$fields=data(id(x))", "", admin, 400, "validation-error"},
		{"GET", teams + "?$fields=data(id", "", admin, 400, "validation-error"},
		{"GET", teams + "?$fields=data(id))", "", admin, 400, "validation-error"},
		{"GET", teams + "?$fields=next,+data", "", admin, 400, "validation-error"},
		{"GET", check, "", admin, 405, "request-error"},
		{"POST", teams, "{}", admin, 405, "request-error"},
		{"DELETE", m1, "", admin, 405, "request-error"},
		{"POST", check, "nonsense", admin, 400, "request-error"},
		{"POST", check, `{"more":1}`, admin, 400, "request-error"},
		{"POST", check, strings.Replace(target("{}"), "Team.View", "Nothing", 1), admin, 400, "validation-error"},
		{"POST", check, target(`{"className":"Nothing"}`), admin, 400, "validation-error"},
		{"POST", check, target(`{"className":"TeamPermissionTarget","team":"t9"}`), admin, 404, "not-found"},
		{"POST", check, target(`{"className":"ProjectPermissionTarget","project":"key:NONE"}`), admin, 404, "not-found"},
		{"POST", roles, `{"contextIdentifier":"everything"}`, admin, 400, "validation-error"},
		{"GET", "/api/http/permission-roles/none/teams", "", admin, 404, "not-found"},
	} {
		got, err := request(t, server, c.method, c.path, c.body, c.env)
		if err != nil {
			t.Fatal(err)
		}
		body := decode[map[string]string](t, got.body)
		if got.status != c.status || body["error"] != c.code || body["error_description"] == "" || len(body) != 2 {
			t.Errorf("%s %s %s: %d %s", c.method, c.path, c.body, got.status, got.body)
		}
	}
	without := start(t, simulator.Generate(org.Options{Licenses: 1, Now: now, SpaceMembers: -1}))
	if got := get(t, without, teams); got.status != http.StatusNotFound || len(without.SpaceEnv()) > 0 {
		t.Errorf("without a Space: %d, %v", got.status, without.SpaceEnv())
	}
}

func TestListsOfASpace(t *testing.T) {
	organization := generate(250)
	visitors, past := 0, 0
	for _, m := range organization.Space.Members {
		if m.External || m.ExternalLight {
			visitors++
		}
		if m.Archived {
			past++
		}
	}
	all := len(organization.Space.Members)
	options := map[string][]simulator.Option{
		"": nil, "opaque next": {simulator.WithSpaceOpaqueNext()}, "an empty last next": {simulator.WithSpaceEmptyLastNext()},
		"small pages": {simulator.WithMaxPageSize(7)}, "no total": {simulator.WithSpaceNullTotal()},
	}
	for name, option := range options {
		server := start(t, organization, option...)
		items, first := walk(t, server, profiles, "orgRelation=ANY&reportPastMembers=true&reportFutureMembers=true", server.SpaceEnv())
		total := all
		if first.TotalCount != nil {
			total = *first.TotalCount
		}
		if len(items) != all || total != all || (first.TotalCount == nil) != (name == "no total") || (first.Next == "100") == (name == "opaque next" || name == "small pages") {
			t.Errorf("%s: %d of %d, first page ends with %q", name, len(items), total, first.Next)
		}
	}
	server := start(t, organization)
	if refused := get(t, start(t, organization, simulator.WithSpaceOpaqueNext()), profiles+"?$skip=100"); refused.status != http.StatusBadRequest {
		t.Errorf("a number for an opaque token: %d", refused.status)
	}
	own, _ := walk(t, server, profiles, "orgRelation=MEMBER&reportPastMembers=true&reportFutureMembers=true", server.SpaceEnv())
	present, _ := walk(t, server, profiles, "orgRelation=ANY&reportFutureMembers=true", server.SpaceEnv())
	found, _ := walk(t, server, profiles, "orgRelation=ANY&query=CONTRACTOR7", server.SpaceEnv())
	if all-len(own) != visitors || all-len(present) != past || len(found) != 1 {
		t.Errorf("%d members but %d visitors, %d present but %d past of %d, %d found", len(own), visitors, len(present), past, all, len(found))
	}
}

func TestATokenSeesOnlyWhatItsPermissionsAllow(t *testing.T) {
	server := smallSpace(t, simulator.WithSpaceBasicProfiles())
	hidden := server.SpaceTokenEnv("Profile.View")
	if page := decode[batch](t, getAs(t, server, profiles+"?orgRelation=ANY", hidden).body); *page.TotalCount != 3 || len(page.Data) != 2 {
		t.Errorf("without external people: %d of %d", len(page.Data), *page.TotalCount)
	}
	for _, c := range []struct {
		path string
		env  map[string]string
		want string
	}{
		{m1 + "?$fields=id,memberships", hidden, `{` + fmt.Sprintf(denied1, "memberships") + `,"id":"m1"}`},
		{m1 + "?$fields=username,status", server.SpaceTokenEnv("Profile.View.Basic"), `{` + fmt.Sprintf(denied1, "status") + `,"username":"Anna"}`},
		{m1 + "?$fields=id,logins", spaceEnv(t, server, org.SpaceApplication), `{` + fmt.Sprintf(denied1, "logins") + `,"id":"m1"}`},
		{"/api/http/applications/me?$fields=name", spaceEnv(t, server, org.SpaceApplication), `{"name":"License audit"}`},
		{profiles + "/me?$fields=id", server.SpaceEnv(), `{"id":"m1"}`},
	} {
		if diff := cmp.Diff(c.want, getAs(t, server, c.path, c.env).body); diff != "" {
			t.Errorf("%s differs (-want +got):\n%s", c.path, diff)
		}
	}
}

func TestRightsFollowRoles(t *testing.T) {
	organization := generate(10)
	s := organization.Space
	s.Members = []org.SpaceMember{{ID: "a"}, {ID: "b"}, {ID: "c", AccessSuspended: true}}
	s.Teams = []org.SpaceTeam{{ID: "t"}}
	s.Memberships = []org.SpaceMembership{{ID: "s", MemberID: "b", TeamID: "t", Lead: true}}
	s.Projects = []org.SpaceProject{{ID: "p", Key: "APP"}}
	s.Roles = []org.SpaceRole{
		{ID: "global", Type: "CUSTOM", Name: "Reader", MemberIDs: []string{"a", "c"}, Grants: []org.SpaceGrant{{Code: "Profile.View", Status: "GRANTED"}, {Code: "Team.Edit", Status: "REJECTED"}}},
		{ID: "project", Type: "CUSTOM", Code: "Code", Name: "Writer", ProjectID: "p", TeamIDs: []string{"t"}, Grants: []org.SpaceGrant{{Code: "Project.Edit", Status: "GRANTED"}}},
	}
	server := start(t, organization, simulator.WithSpaceRightCodeObjects())
	admin := spaceEnv(t, server, org.SpaceAdministrator)
	post := func(path, body string) string {
		got, err := request(t, server, "POST", "/api/http/"+path, body, admin)
		if err != nil {
			t.Fatal(err)
		}
		return got.body
	}
	global, project, team := `{"className":"GlobalPermissionTarget"}`, `{"className":"ProjectPermissionTarget","project":"key:APP"}`, `{"className":"TeamPermissionTarget","team":"t"}`
	for _, c := range []struct{ member, code, target, want string }{
		{"a", "Profile.View", global, "true"}, {"a", "Profile.View", team, "true"}, {"a", "Team.Edit", global, "false"},
		{"b", "Profile.View", global, "false"}, {"c", "Profile.View", global, "false"},
		{"b", "Project.Edit", project, "true"}, {"b", "Project.Edit", global, "false"},
		{"b", "Team.Edit", team, "true"}, {"b", "Team.Edit", global, "false"},
	} {
		body := fmt.Sprintf(`{"principal":"profile:id:%s","uniqueRightCode":%q,"target":%s}`, c.member, c.code, c.target)
		if got := post("permissions/check-permission", body); got != c.want {
			t.Errorf("%s: %s", body, got)
		}
	}
	for _, c := range []struct{ got, want string }{
		{post("permission-roles/get", `{"contextIdentifier":"global"}`), `[{"code":null,"name":"Reader","roleId":"global","type":"CUSTOM"}]`},
		{post("permission-roles/get", `{"contextIdentifier":"project:key:APP"}`), `[{"code":"Code","name":"Writer","roleId":"project","type":"CUSTOM"}]`},
		{getAs(t, server, "/api/http/permission-roles/global/profiles?$fields=id", admin).body, `[{"id":"a"},{"id":"c"}]`},
		{getAs(t, server, "/api/http/permission-roles/project/teams?$fields=id", admin).body, `[{"id":"t"}]`},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("the roles differ (-want +got):\n%s", diff)
		}
	}
	rights := getAs(t, server, "/api/http/permission-roles/global/permissions", admin).body
	for _, want := range []string{
		`{"rightCode":{"className":"PermissionIdentifier","code":"Profile.View"},"status":"GRANTED"}`,
		`{"rightCode":{"className":"PermissionIdentifier","code":"Team.Edit"},"status":"REJECTED"}`,
		`{"rightCode":{"className":"PermissionIdentifier","code":"Superadmin"},"status":"NONE"}`,
	} {
		if !strings.Contains(rights, want) {
			t.Errorf("no %s in %s", want, rights)
		}
	}
}
