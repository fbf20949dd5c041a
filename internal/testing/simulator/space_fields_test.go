package simulator_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

// small is a Space with one of everything, for answers that can be written down.
func small(t *testing.T, options ...simulator.Option) *simulator.Server {
	t.Helper()
	day := func(year int, month time.Month, day int) *time.Time {
		d := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
		return &d
	}
	left := time.Date(2023, 11, 20, 12, 45, 48, 117_000_000, time.UTC)
	org := generate(10)
	org.Space.Members = []simulator.SpaceMember{
		{
			ID: "memberAAAAAA", Username: "Anna.Berg", FirstName: "Anna", LastName: "Berg", TwoFactor: "ACTIVE", ExternalID: "hr-1",
			Emails: []simulator.SpaceEmail{{ID: "emailAAAAAAA", Email: "Anna@acme.example", Verified: true}, {ID: "emailBBBBBBB", Email: "a@acme.example", Blocked: true}},
			Joined: day(2020, 10, 21), ManagerIDs: []string{"memberBBBBBB", "nobody"},
			Logins: []simulator.SpaceLogin{{Identifier: "anna", AuthModule: "Built-in", Access: &simulator.SpaceAccess{Time: left, Address: "192.0.2.1"}}, {Identifier: "a", AuthModule: "SSO"}},
		},
		{ID: "memberBBBBBB", Username: "ben", FirstName: "Ben", LastName: "Costa", Nulls: true},
		{ID: "memberCCCCCC", Username: "cyd", Archived: true, LeftAt: &left, AccessSuspended: true, AccessSuspendedAt: &left, Suspended: true},
	}
	org.Space.Teams = []simulator.SpaceTeam{
		{ID: "teamAAAAAAAA", Name: "Engineering", Description: "All", Emails: []string{"e@acme.example"}, ExternalID: "x", DefaultManagerID: "memberAAAAAA"},
		{ID: "teamBBBBBBBB", Name: "Core", ParentID: "teamAAAAAAAA"},
	}
	org.Space.Positions = []simulator.SpacePosition{{ID: "roleAAAAAAAA", Name: "Developer"}}
	org.Space.Memberships = []simulator.SpaceMembership{
		{ID: "shipAAAAAAAA", MemberID: "memberAAAAAA", TeamID: "teamBBBBBBBB", PositionID: "roleAAAAAAAA", Lead: true, Since: day(2021, 2, 3)},
		{ID: "shipBBBBBBBB", MemberID: "memberAAAAAA", TeamID: "teamAAAAAAAA", Till: day(2022, 1, 1), ManagerID: "memberBBBBBB"},
		{ID: "shipCCCCCCCC", MemberID: "gone", TeamID: "gone", Archived: true},
	}
	for i := range org.Space.Tokens {
		if org.Space.Tokens[i].MemberID != "" {
			org.Space.Tokens[i].MemberID = "memberAAAAAA"
		}
	}
	return start(t, org, options...)
}

func TestFieldsChooseWhatAnAnswerHolds(t *testing.T) {
	server := small(t)
	anna := profilesPath + "/id:memberAAAAAA"
	core := `"id":"memberBBBBBB","username":"ben","name":{"firstName":"Ben","lastName":"Costa"},"smallAvatar":null,"avatar":null,"profilePicture":null,` +
		`"speaksEnglish":true,"languages":[],"archived":false,"notAMember":false,"suspended":null,"joined":null,"leftAt":null,"external":null,"externalLight":null`
	for _, c := range []struct{ name, path, want string }{
		{"nothing asked for: the core fields", profilesPath + "/id:memberBBBBBB", `{` + core + `}`},
		{"the core fields by a star", profilesPath + "/id:memberBBBBBB?$fields=*", `{` + core + `}`},
		{"a star and an extension", profilesPath + "/id:memberBBBBBB?$fields=emails,*", `{` + core + `,"emails":[]}`},
		{"one field", anna + "?$fields=username", `{"username":"Anna.Berg"}`},
		{"the sign may be encoded", anna + "?%24fields=username", `{"username":"Anna.Berg"}`},
		{"everything may be encoded", anna + "?%24fields=name%28lastName%29%2Cid", `{"id":"memberAAAAAA","name":{"lastName":"Berg"}}`},
		{"an extension", anna + "?$fields=emails", `{"emails":[{"id":"emailAAAAAAA","email":"Anna@acme.example","blocked":false},{"id":"emailBBBBBBB","email":"a@acme.example","blocked":true}]}`},
		{"part of an extension", anna + "?$fields=emails(email)", `{"emails":[{"email":"Anna@acme.example"},{"email":"a@acme.example"}]}`},
		{"a field named twice", anna + "?$fields=emails(id),id,emails(blocked),id", `{"id":"memberAAAAAA","emails":[{"id":"emailAAAAAAA","blocked":false},{"id":"emailBBBBBBB","blocked":true}]}`},
		{"a star below", anna + "?$fields=name(*)", `{"name":{"firstName":"Anna","lastName":"Berg"}}`},
		{"references are ids", anna + "?$fields=managers", `{"managers":[{"id":"memberBBBBBB"}]}`},
		{"fields of references", anna + "?$fields=managers(username,name(firstName))", `{"managers":[{"username":"ben","name":{"firstName":"Ben"}}]}`},
		{"memberships in force", anna + "?$fields=memberships", `{"memberships":[{"id":"shipAAAAAAAA"}]}`},
		{"deep", anna + "?$fields=memberships(lead,role(name),team(name,parent(name,memberships)),member(id))",
			`{"memberships":[{"member":{"id":"memberAAAAAA"},"team":{"name":"Core","parent":{"name":"Engineering","memberships":[]}},"role":{"name":"Developer"},"lead":true}]}`},
		{"history", anna + "?$fields=membershipHistory(id,till(iso))", `{"membershipHistory":[{"id":"shipAAAAAAAA","till":null},{"id":"shipBBBBBBBB","till":{"iso":"2022-01-01"}}]}`},
		{"a login", anna + "?$fields=logins(identifier,authModule(name),access(time(iso),address,userAgent))",
			`{"logins":[{"identifier":"anna","authModule":{"name":"Built-in"},"access":{"time":{"iso":"2023-11-20T12:45:48.117Z"},"address":"192.0.2.1","userAgent":null}},` +
				`{"identifier":"a","authModule":{"name":"SSO"},"access":null}]}`},
		{"a date", anna + "?$fields=joined", `{"joined":{"iso":"2020-10-21","day":21,"month":10,"year":2020}}`},
		{"a moment", profilesPath + "/id:memberCCCCCC?$fields=leftAt,accessSuspendedAt(timestamp)",
			`{"leftAt":{"iso":"2023-11-20T12:45:48.117Z","timestamp":1700484348117},"accessSuspendedAt":{"timestamp":1700484348117}}`},
		{"flags that are decided", profilesPath + "/id:memberCCCCCC?$fields=archived,suspended,accessSuspended,external", `{"archived":true,"suspended":true,"external":false,"accessSuspended":true}`},
		{"flags that are not", profilesPath + "/id:memberBBBBBB?$fields=archived,suspended,accessSuspended,external", `{"archived":false,"suspended":null,"external":null,"accessSuspended":null}`},
		{"two-factor status", anna + "?$fields=status,externalId", `{"externalId":"hr-1","status":"ACTIVE"}`},
		{"nulls are sent", profilesPath + "/id:memberBBBBBB?$fields=status,externalId", `{"externalId":null,"status":null}`},
		{"custom fields", anna + "?$fields=customFields", `{"customFields":{}}`},

		{"a page without choice", teamsPath + "?$top=1", `{"next":"1","totalCount":2,"data":[{"id":"teamAAAAAAAA","name":"Engineering","description":"All","parent":null,` +
			`"emails":["e@acme.example"],"channelId":null,"archived":false,"disbanded":false,"disbandedAt":null,"externalId":"x","defaultManager":{"id":"memberAAAAAA"}}]}`},
		{"a page's data", teamsPath + "?$top=1&$fields=data", `{"data":[{"id":"teamAAAAAAAA","name":"Engineering","description":"All","parent":null,` +
			`"emails":["e@acme.example"],"channelId":null,"archived":false,"disbanded":false,"disbandedAt":null,"externalId":"x","defaultManager":{"id":"memberAAAAAA"}}]}`},
		{"data alone, no next and no total", teamsPath + "?$fields=data(id)", `{"data":[{"id":"teamAAAAAAAA"},{"id":"teamBBBBBBBB"}]}`},
		{"next and total when named", teamsPath + "?$fields=data(id),next,totalCount", `{"next":"2","totalCount":2,"data":[{"id":"teamAAAAAAAA"},{"id":"teamBBBBBBBB"}]}`},
		{"a total alone", teamsPath + "?$fields=totalCount", `{"totalCount":2}`},
		{"a team's parent", teamsPath + "/id:teamBBBBBBBB?$fields=parent", `{"parent":{"id":"teamAAAAAAAA"}}`},
		{"a team's memberships", teamsPath + "/id:teamBBBBBBBB?$fields=memberships(member(username))", `{"memberships":[{"member":{"username":"Anna.Berg"}}]}`},
		{"a membership", membershipsPath + "/shipAAAAAAAA", `{"id":"shipAAAAAAAA","member":{"id":"memberAAAAAA"},"team":{"id":"teamBBBBBBBB"},"role":{"id":"roleAAAAAAAA"},"lead":true,"manager":null,` +
			`"since":{"iso":"2021-02-03","day":3,"month":2,"year":2021},"till":null,"activeSince":{"iso":"2021-02-03T00:00:00.000Z","timestamp":1612310400000},"activeTill":null,"requiresApproval":false,"archived":false}`},
		{"references that lead nowhere", membershipsPath + "/shipCCCCCCCC?$fields=member,team,role", `{"member":null,"team":null,"role":null}`},
		{"a membership's end", membershipsPath + "/shipBBBBBBBB?$fields=activeTill(iso),manager(username)", `{"manager":{"username":"ben"},"activeTill":{"iso":"2022-01-02T00:00:00.000Z"}}`},
	} {
		if a := space(t, server, c.path); string(a.body) != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, a.body, c.want)
		}
	}
}

func TestFieldsThatAreWrittenWrong(t *testing.T) {
	server := small(t)
	deep := strings.Repeat("managers(", 20) + "id" + strings.Repeat(")", 20)
	for _, fields := range []string{
		"", ",", "id,", ",id", "id,,username", "id)", "name(", "name()", "name(firstName", "name(firstName))", "name(firstName)id", "*id", "id*",
		"id,%20username", "%20id", "name%20(firstName)", "nonsense", "Id", "name(nonsense)", "id(x)", "username(*)", "emails(verified)", "customFields(x)", deep,
	} {
		wantSpaceError(t, fields, askSpace(t, server, server.SpaceEnv(), profilesPath+"/me?$fields="+fields, ""), 400, "validation-error")
	}
}

func TestDatesMayBeBareStrings(t *testing.T) {
	server := small(t, simulator.WithSpaceBareDates())
	for path, want := range map[string]string{
		profilesPath + "/me?$fields=joined,leftAt":                             `{"joined":"2020-10-21","leftAt":null}`,
		profilesPath + "/id:memberCCCCCC?$fields=leftAt(iso)":                  `{"leftAt":"2023-11-20T12:45:48.117Z"}`,
		profilesPath + "/me?$fields=logins(access(time))":                      `{"logins":[{"access":{"time":"2023-11-20T12:45:48.117Z"}},{"access":null}]}`,
		membershipsPath + "/shipBBBBBBBB?$fields=till,activeTill,since":        `{"since":null,"till":"2022-01-01","activeTill":"2022-01-02T00:00:00.000Z"}`,
		teamsPath + "/name:Core?$fields=disbandedAt,name":                      `{"name":"Core","disbandedAt":null}`,
		profilesPath + "/id:memberCCCCCC?$fields=accessSuspendedAt(timestamp)": `{"accessSuspendedAt":"2023-11-20T12:45:48.117Z"}`,
	} {
		if a := space(t, server, path); string(a.body) != want {
			t.Errorf("%s: %s", path, a.body)
		}
	}
}

func TestEveryFieldOfAProfileCanBeAskedFor(t *testing.T) {
	server := small(t)
	for _, field := range []string{
		"id", "username", "name", "archived", "notAMember", "suspended", "joined", "leftAt", "external", "externalLight", "emails", "memberships",
		"accessSuspended", "accessSuspendedAt", "externalId", "status", "logins", "managers", "customFields", "phones", "links", "languages", "about",
	} {
		a := space(t, server, profilesPath+"/me?$fields="+field)
		if got := decode[map[string]any](t, a.body); len(got) != 1 || !strings.HasPrefix(string(a.body), fmt.Sprintf(`{%q:`, field)) {
			t.Errorf("%s: %s", field, a.body)
		}
	}
}
