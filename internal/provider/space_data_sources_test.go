package provider_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

func TestSpaceOrganizationTellsWhereTheTokenLeads(t *testing.T) {
	server := startSpace(t, handmadeSpace())
	equal(t, "a personal token", read(t, "jetbrains_space_organization", nil).succeeds(t), object{
		"id": "org1", "name": "Acme", "url": server.URL(), "principal": "user", "principal_name": "Jane.Doe",
	})
	env, ok := server.SpaceEnvOf(org.SpaceApplication)
	if !ok {
		t.Fatal("no application's token")
	}
	for name, value := range env {
		t.Setenv(name, value)
	}
	state := read(t, "jetbrains_space_organization", nil).succeeds(t)
	equal(t, "principal of an application", state["principal"], "application")
	if state["principal_name"] == nil {
		t.Error("the application has no name")
	}
}

func TestSpaceMembersShowEveryAttribute(t *testing.T) {
	startSpace(t, handmadeSpace())
	person := func(changes object) object {
		row := object{"external": false, "guest": false, "two_factor": nil, "joined": nil, "left_at": nil, "external_id": nil,
			"manager_usernames": []any{}, "team_ids": []any{}, "last_login": nil, "status": "active"}
		for name, value := range changes {
			row[name] = value
		}
		return row
	}
	state := read(t, "jetbrains_space_members", nil).succeeds(t)
	want := []any{
		person(object{"id": "m2", "username": "Jane.Doe", "first_name": "Jane", "last_name": "Doe", "email": "jane.doe@acme.example",
			"emails": []any{"jane.doe@acme.example", "jane@acme.example", "old@acme.example"}, "two_factor": "ACTIVE", "joined": "2020-10-21", "external_id": "okta-1",
			"manager_usernames": []any{"boss"}, "team_ids": []any{"t1", "t2"}, "last_login": "2026-11-20T10:00:00Z"}),
		person(object{"id": "m3", "username": "boss", "first_name": "Bea", "last_name": "Boss", "email": "boss@acme.example", "emails": []any{"boss@acme.example"}, "two_factor": "NOT_SETUP", "team_ids": []any{"t1"}}),
		person(object{"id": "m4", "username": "contractor", "first_name": "Con", "last_name": "Tractor", "email": "con@evil.example", "emails": []any{"con@evil.example"}, "external": true, "two_factor": "INACTIVE"}),
		person(object{"id": "m5", "username": "guest", "first_name": "Gus", "last_name": "Guest", "email": "gus@other.example", "emails": []any{"gus@other.example"}, "external": true, "guest": true}),
		person(object{"id": "m6", "username": "locked", "first_name": "Lo", "last_name": "Cked", "email": "locked@acme.example", "emails": []any{"locked@acme.example"}, "two_factor": "ACTIVE", "status": "suspended"}),
	}
	rows := state["members"].([]any)
	if len(rows) != len(want) {
		t.Fatalf("%d members, want %d: %v", len(rows), len(want), column(t, rows, "username"))
	}
	for i := range want {
		equal(t, "member", rows[i], want[i])
	}
	for name, list := range map[string][]any{
		"emails":                       {"boss@acme.example", "con@evil.example", "gus@other.example", "jane.doe@acme.example", "jane@acme.example", "locked@acme.example", "old@acme.example"},
		"active_emails":                {"boss@acme.example", "con@evil.example", "gus@other.example", "jane.doe@acme.example", "jane@acme.example", "old@acme.example"},
		"usernames":                    {"Jane.Doe", "boss", "contractor", "guest", "locked"},
		"external_usernames":           {"contractor", "guest"},
		"suspended_usernames":          {"locked"},
		"without_two_factor_usernames": {"boss", "contractor"},
		"two_factor_unknown_usernames": {"guest"},
		"active_internal_emails":       {"boss@acme.example", "jane.doe@acme.example", "jane@acme.example", "old@acme.example"},
	} {
		equal(t, name, state[name], list)
	}
	equal(t, "total_count", state["total_count"], 5)
}

func TestSpaceMembersArguments(t *testing.T) {
	startSpace(t, handmadeSpace())
	for name, test := range map[string]struct {
		arguments object
		want      []any
	}{
		"without external people": {object{"include_external": false}, []any{"Jane.Doe", "boss", "locked"}},
		"with those who left":     {object{"include_deactivated": true}, []any{"Jane.Doe", "boss", "contractor", "guest", "left", "locked"}},
		"of a team":               {object{"team_id": "t1"}, []any{"Jane.Doe", "boss"}},
		"by Space's search":       {object{"query": "Gus"}, []any{"guest"}},
		"found by no name":        {object{"query": "zzz"}, []any{}},
	} {
		t.Run(name, func(t *testing.T) {
			equal(t, "usernames", read(t, "jetbrains_space_members", test.arguments).succeeds(t)["usernames"], test.want)
		})
	}
	read(t, "jetbrains_space_members", object{"team_id": "nope"}).fails(t, `AttributeName("team_id")`, "No such team in JetBrains Space", `"nope"`)
	read(t, "jetbrains_space_members", object{"team_id": " "}).fails(t, `AttributeName("team_id")`, "Blank value")
}

func TestSpaceMemberIsFoundByAnyKey(t *testing.T) {
	startSpace(t, handmadeSpace())
	for _, arguments := range []object{{"username": "Jane.Doe"}, {"id": "m2"}, {"email": " JANE@acme.example"}} {
		state := read(t, "jetbrains_space_member", arguments).succeeds(t)
		equal(t, "username", state["username"], "Jane.Doe")
		equal(t, "id", state["id"], "m2")
	}
	equal(t, "the address that was asked for", read(t, "jetbrains_space_member", object{"email": " JANE@acme.example"}).succeeds(t)["email"], "jane@acme.example")
	equal(t, "the first address that is not blocked", read(t, "jetbrains_space_member", object{"id": "m2"}).succeeds(t)["email"], "jane.doe@acme.example")
	left := read(t, "jetbrains_space_member", object{"username": "left"}).succeeds(t)
	equal(t, "status of one who left", left["status"], "deactivated")
	equal(t, "left_at", left["left_at"], "2026-01-31T11:00:00Z")
	equal(t, "email of one who left", left["email"], nil)

	read(t, "jetbrains_space_member", object{"username": "nobody"}).fails(t, `AttributeName("username")`, "No such member in JetBrains Space", `"nobody"`, "Members: View all external users")
	read(t, "jetbrains_space_member", object{"email": "nobody@acme.example"}).fails(t, `AttributeName("email")`, "No such member")
	read(t, "jetbrains_space_member", nil).fails(t, "Exactly one of these attributes must be configured: [username,email,id]")
	read(t, "jetbrains_space_member", object{"username": "x", "id": "y"}).fails(t, "Exactly one of these attributes must be configured: [username,email,id]")
}

func TestSpaceTeamsShowTheirPeople(t *testing.T) {
	startSpace(t, handmadeSpace())
	state := read(t, "jetbrains_space_teams", nil).succeeds(t)
	equal(t, "teams", state["teams"], []any{
		object{"id": "t1", "name": "Core", "description": "The core", "parent_id": nil, "archived": false, "external_id": "okta-core", "member_usernames": []any{"Jane.Doe", "boss"}, "lead_usernames": []any{"boss"}},
		object{"id": "t2", "name": "Editor", "description": "", "parent_id": "t1", "archived": false, "external_id": nil, "member_usernames": []any{"Jane.Doe"}, "lead_usernames": []any{}},
	})
	equal(t, "total_count", state["total_count"], 2)
	equal(t, "with archived teams", column(t, read(t, "jetbrains_space_teams", object{"include_archived": true}).succeeds(t)["teams"], "id"), []any{"t1", "t2", "t3"})
}

func TestSpaceMembershipsAreOneRowPerPersonAndTeam(t *testing.T) {
	startSpace(t, handmadeSpace())
	state := read(t, "jetbrains_space_memberships", nil).succeeds(t)
	equal(t, "memberships", state["memberships"], []any{
		object{"id": "s1", "username": "boss", "member_id": "m3", "team_id": "t1", "team_name": "Core", "role": nil, "lead": true, "since": "2019-01-01", "till": nil, "archived": false},
		object{"id": "s2", "username": "Jane.Doe", "member_id": "m2", "team_id": "t2", "team_name": "Editor", "role": "Developer", "lead": false, "since": "2020-10-21", "till": "2027-10-21", "archived": false},
		object{"id": "s3", "username": "Jane.Doe", "member_id": "m2", "team_id": "t1", "team_name": "Core", "role": nil, "lead": false, "since": nil, "till": nil, "archived": false},
	})
	for name, test := range map[string]struct {
		arguments object
		want      []any
	}{
		"with those that ended": {object{"include_archived": true}, []any{"s1", "s2", "s3", "s4"}},
		"of a team":             {object{"team_ids": []any{"t2"}}, []any{"s2"}},
		"of a person":           {object{"usernames": []any{"boss", nil}}, []any{"s1"}},
	} {
		equal(t, name, column(t, read(t, "jetbrains_space_memberships", test.arguments).succeeds(t)["memberships"], "id"), test.want)
	}
	read(t, "jetbrains_space_memberships", object{"usernames": []any{}}).fails(t, "The filter is empty")
}

func TestSpaceMemberPermissionsAreAskedOneByOne(t *testing.T) {
	server := startSpace(t, handmadeSpace())
	state := read(t, "jetbrains_space_member_permissions", object{"username": "boss", "permissions": []any{"Superadmin", "Profile.View"}}).succeeds(t)
	equal(t, "granted", state["granted"].(object)["Superadmin"], true)
	posts := 0
	for _, r := range server.Requests() {
		if r.Method == http.MethodPost {
			posts++
			equal(t, "the only POST", r.Path, "/api/http/permissions/check-permission")
		}
	}
	equal(t, "requests for two codes", posts, 2)
	read(t, "jetbrains_space_member_permissions", object{"username": "nobody", "permissions": []any{"Superadmin"}}).fails(t, `AttributeName("username")`, "No such member")
	read(t, "jetbrains_space_member_permissions", object{"username": "boss", "permissions": []any{}}).fails(t, "permissions", "No permissions to check", "Profile.View")
	read(t, "jetbrains_space_member_permissions", object{"username": "boss", "permissions": []any{"Superadmn"}}).fails(t, `AttributeName("permissions")`, "JetBrains Space rejected a permission code", `"Superadmn"`, "letter case")
	read(t, "jetbrains_space_member_permissions", object{"username": "boss", "permissions": []any{"Superadmin"}, "project_key": "NOPE"}).fails(t, `AttributeName("project_key")`, "No such project in JetBrains Space", `no project with key "NOPE"`, "appears not to exist")
	read(t, "jetbrains_space_member_permissions", object{"username": "boss", "permissions": []any{"Superadmin"}, "team_id": "nope"}).fails(t, `AttributeName("team_id")`, "No such team in JetBrains Space")
	read(t, "jetbrains_space_member_permissions", object{"username": "boss", "permissions": []any{"Superadmin"}, "team_id": "t1", "project_key": "APP"}).fails(t, "These attributes cannot be configured together: [project_key,team_id]")
}

func TestTeamsThatTheSpaceDoesNotHaveWarn(t *testing.T) {
	startSpace(t, handmadeSpace())
	read(t, "jetbrains_space_memberships", object{"team_ids": []any{"t2", "T1"}}).warns(t, `WARNING at AttributeName("team_ids"): team_ids names "T1", which this Space does not have: It has t1 (Core), t2 (Editor), t3 (Old). `, "matches nothing")
	read(t, "jetbrains_space_memberships", object{"team_ids": []any{"t3"}}).succeeds(t) // this team has no members

	empty := handmadeSpace()
	empty.Space.Memberships = nil
	server := startSpace(t, empty)
	asSpaceToken(t, server, org.PermissionViewMemberships)
	read(t, "jetbrains_space_memberships", object{"team_ids": []any{"t1"}}).warns(t, "It has no teams")
}

func TestSpacePermissionRolesNeedMoreThanTheSixPermissions(t *testing.T) {
	server := startSpace(t, handmadeSpace())
	read(t, "jetbrains_space_permission_roles", nil).fails(t, "The token lacks permission to read this in JetBrains Space", "permission-denied", "Permissions: Grant permissions to other members")

	asSpaceToken(t, server, append(org.SpacePermissions(), org.PermissionSuperadmin)...)
	equal(t, "roles", read(t, "jetbrains_space_permission_roles", nil).succeeds(t)["roles"], []any{
		object{"id": "r1", "code": "superAdmin", "name": "System Administrator", "type": "PREDEFINED", "permissions": []any{"Superadmin"}, "usernames": []any{"boss"}, "team_ids": []any{}},
		object{"id": "r2", "code": nil, "name": "Auditor", "type": "CUSTOM", "permissions": []any{"Profile.View"}, "usernames": []any{}, "team_ids": []any{"t2"}},
	})
	read(t, "jetbrains_space_permission_roles", object{"project_key": "NOPE"}).fails(t, `AttributeName("project_key")`, "No such project in JetBrains Space")
	equal(t, "roles of a project", column(t, read(t, "jetbrains_space_permission_roles", object{"project_key": "APP"}).succeeds(t)["roles"], "id"), []any{"r3"})
}

// If a permission is missing, the provider returns one warning that names it,
// or an error if the read fails. It never returns a shortened list without a
// warning.
func TestAMissingSpacePermissionIsNamed(t *testing.T) {
	for name, test := range map[string]struct {
		lacks      string
		dataSource string
		arguments  object
		fails      bool
		want       []string
		null       []string
	}{
		"memberships of members": {org.PermissionViewMemberships, "jetbrains_space_members", nil, false, []string{"team_ids", "Member Teams: View memberships"}, nil},
		"memberships":            {org.PermissionViewMemberships, "jetbrains_space_memberships", nil, true, []string{"Member Teams: View memberships", "403"}, nil},
		"memberships of teams":   {org.PermissionViewMemberships, "jetbrains_space_teams", nil, false, []string{"member_usernames", "Member Teams: View memberships"}, nil},
		"teams":                  {org.PermissionViewTeams, "jetbrains_space_teams", nil, true, []string{"Teams: View teams"}, nil},
		"profiles":               {org.PermissionViewProfiles, "jetbrains_space_members", nil, true, []string{"Members: View member profiles"}, nil},
		"external people":        {org.PermissionViewExternals, "jetbrains_space_members", nil, true, []string{"hides part of a list", "Members: View all external users"}, nil},
		"others' permissions":    {org.PermissionViewPermissions, "jetbrains_space_member_permissions", object{"username": "boss", "permissions": []any{"Superadmin"}}, true, []string{"Permissions: View permissions granted to other members"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			server := startSpace(t, handmadeSpace())
			asSpaceToken(t, server, without(test.lacks)...)
			got := read(t, test.dataSource, test.arguments)
			if test.fails {
				got.fails(t, append(test.want, "ERROR")...)
				return
			}
			if len(got.problems) != 1 || !strings.HasPrefix(got.problems[0], "WARNING") {
				t.Fatalf("want one warning, got %q", got.problems)
			}
			for _, phrase := range test.want {
				if !strings.Contains(got.problems[0], phrase) {
					t.Errorf("want %q in:\n%s", phrase, got.problems[0])
				}
			}
		})
	}
}

func TestSpaceThatIsNotConfiguredSaysWhatToSet(t *testing.T) {
	clearEnvironment(t)
	read := func(configuration object) reply {
		return newSession(t, configuration).read(t, "jetbrains_space_organization", nil)
	}
	read(nil).fails(t, "JetBrains Space is not configured", "space_url (or space_subdomain) and space_token", "JETBRAINS_SPACE_TOKEN")
	read(object{"space_subdomain": "acme"}).fails(t, "The address is set, but the token is not", "JETBRAINS_SPACE_TOKEN")
	read(object{"space_token": "s3cret"}).fails(t, "The token is set, but the address is not", "JETBRAINS_SPACE_URL")
}

func TestEachHalfWorksWithoutTheOther(t *testing.T) {
	server := startSpace(t, handmadeSpace())
	read(t, "jetbrains_space_members", nil).succeeds(t)
	read(t, "jetbrains_licenses", nil).fails(t, "JetBrains Account is not configured")
	for _, r := range server.Requests() {
		if strings.HasPrefix(r.Path, "/api/v1") {
			t.Errorf("the Account half was asked: %s", r.Path)
		}
	}
}

func TestEverySpaceFailureIsOneClearError(t *testing.T) {
	const profiles = "/api/http/team-directory/profiles"
	var asked atomic.Int64 // makes the total grow with every request
	for name, test := range map[string]struct {
		faults []fault.Fault
		want   []string
	}{
		"an expired token":          {faults(fault.Status(401, nil, `{"error":"authentication-required","error_description":"Access token has expired"}`)), []string{"JetBrains Space rejected the token", "Access token has expired", "Personal Tokens", "JETBRAINS_SPACE_TOKEN"}},
		"a broken server":           {faults(fault.ServerError()), []string{"JetBrains Space returned a server error", "status 500"}},
		"throttling":                {faults(fault.RateLimited("")), []string{"JetBrains Space is throttling requests", "max_concurrent_requests"}},
		"a cut connection":          {faults(fault.CutMidBody().OnPath(profiles)), []string{"The connection to JetBrains Space was cut off"}},
		"a login page":              {faults(fault.LoginPage().OnPath(profiles)), []string{"JetBrains Space sent a response that cannot be read", "HTML page", "space_url"}},
		"another server":            {faults(fault.RedirectToHost(302, "http://127.0.0.2:9")), []string{"JetBrains Space redirected to another server", "does not send the token there"}},
		"no such API":               {faults(fault.Status(404, nil, "gone")), []string{"JetBrains Space did not find the object", "space_url"}},
		"a next that repeats":       {faults(fault.SpaceNextRepeats().OnPath(profiles)), []string{"A list from JetBrains Space does not end", "leads back to an earlier page"}},
		"an end below the total":    {faults(fault.SpaceEndsBelowTotal(2).OnPath(profiles)), []string{"JetBrains Space hides part of a list", "Members: View all external users"}},
		"a total that changes":      {faults(fault.Total(func(_, total int) int { return total + int(asked.Add(1)) }).OnPath(profiles)), []string{"A list from JetBrains Space kept changing while it was being read", "the total changed between two pages"}},
		"one of three lists denied": {faults(fault.SpaceError("permission-denied").OnPath(profiles)), []string{"The token lacks permission to read this in JetBrains Space", "permission-denied", "Members: View member profiles"}},
	} {
		t.Run(name, func(t *testing.T) {
			server := startSpace(t, handmadeSpace(), simulator.WithMaxPageSize(2))
			server.Fail(test.faults...)
			got := newSession(t, impatient).read(t, "jetbrains_space_members", nil)
			got.fails(t, append(test.want, "ERROR")...)
			lacks(t, got, server.SpaceEnv()["JETBRAINS_SPACE_TOKEN"])
		})
	}
}

func TestSpaceRequestsArePagesOnly(t *testing.T) {
	o := simulator.Generate(org.Options{Seed: 1, Licenses: 1000, Now: today})
	server := startSpace(t, o)
	s := newSession(t, nil)
	for _, name := range []string{"jetbrains_space_members", "jetbrains_space_teams", "jetbrains_space_memberships"} {
		s.read(t, name, nil)
	}
	s.read(t, "jetbrains_space_members", object{"include_external": false})
	counts := map[string]int{}
	for _, r := range server.Requests() {
		if r.Query.Get("$skip") == "" && r.Query.Get("$top") == "" {
			t.Errorf("a request besides the pages: %s %s?%s", r.Method, r.Path, r.Query.Encode())
		}
		counts[r.Path+"?"+r.Query.Encode()]++
	}
	for url, n := range counts {
		if n > 1 {
			t.Errorf("%s was asked %d times", url, n)
		}
	}
	if len(counts) < 10 {
		t.Errorf("only %d requests: too few to show anything", len(counts))
	}
}

// If the provider lost the target, it would ask about the entire organization.
func TestSpaceMemberPermissionsAskAboutTheTarget(t *testing.T) {
	server := startSpace(t, handmadeSpace())
	for target, want := range map[string]object{
		`"project":"key:APP"`: {"project_key": "APP"},
		`"team":"t1"`:         {"team_id": "t1"},
	} {
		server.ResetRequests()
		arguments := object{"username": "boss", "permissions": []any{"Team.View"}}
		for name, value := range want {
			arguments[name] = value
		}
		read(t, "jetbrains_space_member_permissions", arguments)
		asked := ""
		for _, r := range server.Requests() {
			if r.Method == http.MethodPost {
				asked += string(r.Body)
			}
		}
		if !strings.Contains(asked, target) {
			t.Errorf("want %s in the request, got %s", target, asked)
		}
	}
}

// If the token cannot read parts of a row, the provider returns one warning.
// This applies to every data source that shows such rows.
func TestEverySpaceDataSourceWarnsOfWhatItMayNotRead(t *testing.T) {
	for name, test := range map[string]struct {
		unreadable string
		arguments  object
		want       string
	}{
		"jetbrains_space_members":     {"emails", nil, "email, emails (requires"},
		"jetbrains_space_member":      {"logins", object{"username": "boss"}, "last_login (requires"},
		"jetbrains_space_teams":       {"parent", nil, "parent_id (requires"},
		"jetbrains_space_memberships": {"role", nil, "role (requires"},
	} {
		t.Run(name, func(t *testing.T) {
			server := startSpace(t, handmadeSpace())
			server.Fail(fault.SpaceUnreadable(test.unreadable))
			got := read(t, name, test.arguments)
			if len(got.problems) != 1 || !strings.HasPrefix(got.problems[0], "WARNING: The token lacks permission to read some fields in JetBrains Space") || !strings.Contains(got.problems[0], test.want) {
				t.Errorf("want one warning with %q, got %q", test.want, got.problems)
			}
		})
	}
}

func TestSpaceOrganizationWarnsOfWhatItMayNotRead(t *testing.T) {
	const inaccessible = `"$errors":[{"className":"HA_InlineError.InaccessibleFields","fields":[%q],"message":"Could not access following fields."}]}`
	for path, test := range map[string]struct{ body, attribute, want string }{
		"/api/http/team-directory/profiles/me": {"{" + fmt.Sprintf(inaccessible, "username"), "principal_name", `principal_name (requires "Members: View member profile basic info"`},
		"/api/http/organization":               {`{"id":"org1",` + fmt.Sprintf(inaccessible, "name"), "name", "name (requires a permission that JetBrains does not document)\n\nJetBrains does not document which permission this requires. Ask an administrator"},
	} {
		server := startSpace(t, handmadeSpace())
		server.Fail(fault.RewriteBody(func([]byte) []byte { return []byte(test.body) }).OnPath(path))
		got := read(t, "jetbrains_space_organization", nil)
		if len(got.problems) != 1 || !strings.Contains(got.problems[0], test.want) {
			t.Errorf("%s: want one warning with %q, got %q", path, test.want, got.problems)
		}
		equal(t, test.attribute, got.state[test.attribute], nil)
	}
}

// The error code takes precedence over the status. The client retries a
// throttled request regardless of the status.
func TestSpaceThatThrottlesWithAnotherStatusIsTriedAgain(t *testing.T) {
	server := startSpace(t, handmadeSpace())
	server.Fail(fault.SpaceErrorBody(400, "rate-limited", "Slow down").First(1))
	read(t, "jetbrains_space_teams", nil).succeeds(t)
	server.Fail(fault.SpaceErrorBody(400, "rate-limited", "Slow down"))
	newSession(t, impatient).read(t, "jetbrains_space_teams", nil).fails(t, "JetBrains Space is throttling requests", "rate-limited")
}
