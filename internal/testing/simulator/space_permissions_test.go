package simulator_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

func TestEveryEndpointAsksForItsPermission(t *testing.T) {
	server := small(t)
	var role string
	server.View(func(org *simulator.Organization) { role = org.Space.Roles[0].ID })
	check := `{"principal":"profile:id:memberAAAAAA","uniqueRightCode":"Team.View","target":{"className":"GlobalPermissionTarget"}}`
	all := append(simulator.SpacePermissions(), simulator.PermissionSuperadmin, simulator.PermissionViewProject)
	for _, c := range []struct {
		path, body string
		needs      []string // any of them will do
	}{
		{spaceAPI + "/organization", "", nil},
		{spaceAPI + "/permissions", "", nil},
		{profilesPath, "", []string{"Profile.View"}},
		{profilesPath + "/me", "", []string{"Profile.View"}},
		{profilesPath + "/id:memberBBBBBB", "", []string{"Profile.View"}},
		{profilesPath + "/username:ben", "", []string{"Profile.View"}},
		{profilesPath + "/externalId:hr-1", "", []string{"Profile.View"}},
		{profilesPath + "/email:anna@acme.example", "", []string{"Profile.View"}},
		{profilesPath + "/id:memberAAAAAA/2-fa/status", "", []string{"Profile.View"}},
		{profilesPath + "/id:memberAAAAAA/2-fa/requirements", "", []string{"Profile.View"}},
		{teamsPath, "", []string{"Team.View"}},
		{teamsPath + "/name:Core", "", []string{"Team.View"}},
		{membershipsPath, "", []string{"Profile.Memberships.View"}},
		{membershipsPath + "/shipAAAAAAAA", "", []string{"Profile.Memberships.View"}},
		{checkPath, check, []string{"Permissions.View"}},
		{rolesPath + "/get", `{"contextIdentifier":"global"}`, []string{"Superadmin"}},
		{rolesPath + "/get", `{"contextIdentifier":"project:key:CORE"}`, []string{"Superadmin", "Project.View"}},
		{rolesPath + "/" + role + "/permissions", "", []string{"Superadmin"}},
		{rolesPath + "/" + role + "/profiles", "", []string{"Superadmin"}},
		{rolesPath + "/" + role + "/teams", "", []string{"Superadmin"}},
	} {
		with := func(name string, permissions []string, allowed bool) {
			t.Helper()
			a := askSpace(t, server, server.SpaceTokenEnv(permissions...), c.path, c.body)
			if allowed {
				if a.status != http.StatusOK {
					t.Errorf("%s %s with %s: %d %s", c.path, c.body, name, a.status, a.body)
				}
				return
			}
			wantSpaceError(t, c.path+" "+c.body+" with "+name, a, 403, "permission-denied")
		}
		with("nothing", nil, c.needs == nil)
		with("everything", all, true)
		for _, permission := range c.needs {
			with(permission, []string{permission}, true)
		}
		if c.needs != nil {
			rest := slices.DeleteFunc(slices.Clone(all), func(p string) bool { return slices.Contains(c.needs, p) })
			with("everything else", rest, false)
		}
	}
}

// inaccessible is how the answer names fields that may not be read.
func inaccessible(fields ...string) string {
	quoted, named := `"`+strings.Join(fields, `","`)+`"`, "'"+strings.Join(fields, "', '")+"'"
	return `"$errors":[{"className":"HA_InlineError.InaccessibleFields","fields":[` + quoted + `],"message":"Could not access following fields: ` + named + `."}]`
}

func TestFieldsThatMayNotBeReadAreNamedInline(t *testing.T) {
	const profiles, basics, teams, memberships = "Profile.View", "Profile.View.Basic", "Team.View", "Profile.Memberships.View"
	server := small(t)
	for _, c := range []struct {
		name        string
		permissions []string
		path, want  string
	}{
		{"a profile's memberships", []string{profiles}, profilesPath + "/me?$fields=id,memberships",
			`{"id":"memberAAAAAA",` + inaccessible("memberships") + `}`},
		{"a team's memberships", []string{teams}, teamsPath + "/name:Core?$fields=memberships,name",
			`{"name":"Core",` + inaccessible("memberships") + `}`},
		{"contact data below a membership", []string{memberships, basics}, membershipsPath + "/shipAAAAAAAA?$fields=member(id,username,emails,status)",
			`{"member":{"id":"memberAAAAAA","username":"Anna.Berg",` + inaccessible("emails", "status") + `}}`},
		{"names below a membership", []string{memberships}, membershipsPath + "/shipAAAAAAAA?$fields=member(id,username,name),team(id,name),lead",
			`{"member":{"id":"memberAAAAAA",` + inaccessible("username", "name") + `},"team":{"id":"teamBBBBBBBB",` + inaccessible("name") + `},"lead":true}`},
		{"nothing that can be read", []string{memberships}, membershipsPath + "/shipAAAAAAAA?$fields=member(username)",
			`{"member":{` + inaccessible("username") + `}}`},
		{"teams below a profile", []string{profiles, memberships}, profilesPath + "/me?$fields=memberships(team(id,name))",
			`{"memberships":[{"team":{"id":"teamBBBBBBBB",` + inaccessible("name") + `}}]}`},
		{"in a list", []string{profiles}, profilesPath + "?$fields=data(username,memberships)&reportPastMembers=true",
			`{"data":[{"username":"Anna.Berg",` + inaccessible("memberships") + `},{"username":"ben",` + inaccessible("memberships") + `},{"username":"cyd",` + inaccessible("memberships") + `}]}`},
	} {
		a := askSpace(t, server, server.SpaceTokenEnv(c.permissions...), c.path, "")
		if a.status != http.StatusOK || string(a.body) != c.want {
			t.Errorf("%s: %d\n got %s\nwant %s", c.name, a.status, a.body, c.want)
		}
	}
}

func TestProfilesWithBasicInfoAlone(t *testing.T) {
	server := small(t, simulator.WithSpaceBasicProfiles())
	env := server.SpaceTokenEnv("Profile.View.Basic")
	a := askSpace(t, server, env, profilesPath+"?$fields=data(id,username,emails,archived)", "")
	want := `{"data":[{"id":"memberAAAAAA","username":"Anna.Berg",` + inaccessible("archived", "emails") + `},{"id":"memberBBBBBB","username":"ben",` + inaccessible("archived", "emails") + `}]}`
	if a.status != http.StatusOK || string(a.body) != want {
		t.Errorf("%d %s", a.status, a.body)
	}
	wantSpaceError(t, "teams", askSpace(t, server, env, teamsPath, ""), 403, "permission-denied")
}

func TestAnApplicationIsNoMember(t *testing.T) {
	server := small(t)
	app := envOf(t, server, simulator.SpaceApplication)
	wantSpaceError(t, "me", askSpace(t, server, app, profilesPath+"/me", ""), 403, "permission-denied")
	if a := askSpace(t, server, app, spaceAPI+"/applications/me?$fields=name", ""); string(a.body) != `{"name":"License audit"}` {
		t.Errorf("%d %s", a.status, a.body)
	}
	wantSpaceError(t, "a member's token", askSpace(t, server, server.SpaceEnv(), spaceAPI+"/applications/me", ""), 403, "permission-denied")
	a := askSpace(t, server, app, profilesPath+"/username:Anna.Berg?$fields=username,logins(access(time)),status", "")
	if want := `{"username":"Anna.Berg","status":"ACTIVE",` + inaccessible("logins") + `}`; string(a.body) != want {
		t.Errorf("%s", a.body)
	}
}

func TestATokenCanBeKeptFromFields(t *testing.T) {
	server := small(t)
	server.Update(func(org *simulator.Organization) { org.Space.Tokens[0].Unreadable = []string{"status", "username"} })
	if a := space(t, server, profilesPath+"/me?$fields=id,status,username"); string(a.body) != `{"id":"memberAAAAAA",`+inaccessible("username", "status")+`}` {
		t.Errorf("%s", a.body)
	}
	wantSpaceError(t, "status", askSpace(t, server, server.SpaceEnv(), profilesPath+"/me/2-fa/status", ""), 403, "permission-denied")
}

func TestATokenIsMadeOncePerSetOfPermissions(t *testing.T) {
	server := small(t)
	one := server.SpaceTokenEnv("Team.View", "Profile.View")
	two := server.SpaceTokenEnv("Profile.View", "Team.View", "Team.View")
	if one["JETBRAINS_SPACE_TOKEN"] != two["JETBRAINS_SPACE_TOKEN"] || one["JETBRAINS_SPACE_URL"] != server.URL() {
		t.Errorf("%v %v", one, two)
	}
	if other := server.SpaceTokenEnv("Team.View"); other["JETBRAINS_SPACE_TOKEN"] == one["JETBRAINS_SPACE_TOKEN"] {
		t.Error("other permissions, the same token")
	}
	if a := askSpace(t, server, one, profilesPath+"/me?$fields=username", ""); string(a.body) != `{"username":"Anna.Berg"}` {
		t.Errorf("it belongs to somebody else: %s", a.body)
	}
}

func TestExternalPeopleAreLeftOutWithoutTheirPermission(t *testing.T) {
	org := generate(250)
	everybody := countMembers(org, isCurrent)
	members := countMembers(org, isMember)
	outside := everybody - members
	guest := memberWho(t, org, func(m *simulator.SpaceMember) bool { return isExternal(m) && isCurrent(m) })
	for _, c := range []struct {
		name    string
		options []simulator.Option
		total   int
	}{
		{"the total counts them", nil, everybody},
		{"the total leaves them out", []simulator.Option{simulator.WithSpaceVisibleTotal()}, members},
	} {
		server := start(t, generate(250), c.options...)
		without := server.SpaceTokenEnv("Profile.View", "Profile.Memberships.View")
		items, total, _ := walk(t, server, without, profilesPath, url.Values{"orgRelation": {"ANY"}})
		if len(items) != members || *total != c.total || outside == 0 {
			t.Errorf("%s: %d items of %d, want %d of %d", c.name, len(items), *total, members, c.total)
		}
		items, total, _ = walk(t, server, server.SpaceEnv(), profilesPath, url.Values{"orgRelation": {"ANY"}})
		if len(items) != everybody || *total != everybody {
			t.Errorf("%s: with the permission %d items of %d, want %d", c.name, len(items), *total, everybody)
		}
		wantSpaceError(t, "one of them", askSpace(t, server, without, profilesPath+"/id:"+guest.ID, ""), 404, "not-found")
		a := askSpace(t, server, without, membershipsPath+"?$top=1000&$fields=data(member(id,username))", "")
		for _, item := range decode[batch](t, a.body).Data {
			member, _ := item["member"].(map[string]any)
			_, denied := member["$errors"]
			if _, named := member["username"]; named == denied {
				t.Errorf("%v", member)
			}
			if member["id"] == guest.ID && !denied {
				t.Errorf("a membership gives the name of somebody who may not be seen")
			}
		}
	}
}
