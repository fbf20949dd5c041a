package simulator_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

func TestListsOfASpaceHavePages(t *testing.T) {
	org := simulator.Generate(simulator.Options{Seed: 1, Licenses: 10, Now: now, SpaceMembers: 250})
	members := countMembers(org, isMember)
	server := start(t, org)
	for _, c := range []struct {
		query   string
		next    string
		items   int
		comment string
	}{
		{"", "100", 100, "100 by default"},
		{"$skip=100", fmt.Sprint(min(200, members)), min(100, members-100), ""},
		{"$top=7", "7", 7, ""},
		{"$top=7&$skip=7", "14", 7, ""},
		{"$top=1000", fmt.Sprint(members), members, "next is there on the last page"},
		{fmt.Sprintf("$skip=%d", members), fmt.Sprint(members), 0, "past the end"},
		{"$skip=900", "900", 0, "far past the end"},
	} {
		page := decode[batch](t, space(t, server, profilesPath+"?"+c.query).body)
		if *page.Next != c.next || len(page.Data) != c.items || *page.TotalCount != members {
			t.Errorf("%s (%s): next %s, %d items of %d; want %s, %d of %d", c.query, c.comment, *page.Next, len(page.Data), *page.TotalCount, c.next, c.items, members)
		}
	}
}

func TestPagesTogetherAreTheWholeList(t *testing.T) {
	for name, c := range map[string]struct {
		options []simulator.Option
		null    bool
	}{
		"as it is":        {},
		"opaque next":     {options: []simulator.Option{simulator.WithSpaceOpaqueNext()}},
		"empty last next": {options: []simulator.Option{simulator.WithSpaceEmptyLastNext()}},
		"null total":      {options: []simulator.Option{simulator.WithSpaceNullTotal()}, null: true},
		"small pages":     {options: []simulator.Option{simulator.WithMaxPageSize(17)}},
		"all at once": {options: []simulator.Option{
			simulator.WithSpaceOpaqueNext(), simulator.WithSpaceEmptyLastNext(), simulator.WithSpaceNullTotal(), simulator.WithMaxPageSize(50)}, null: true},
	} {
		t.Run(name, func(t *testing.T) {
			org := generate(250)
			var members, teams, memberships []string
			for _, m := range org.Space.Members {
				members = append(members, m.ID)
			}
			for _, team := range org.Space.Teams {
				teams = append(teams, team.ID)
			}
			for _, m := range org.Space.Memberships {
				memberships = append(memberships, m.ID)
			}
			server := start(t, org, c.options...)
			for _, list := range []struct {
				path  string
				query url.Values
				want  []string
			}{
				{profilesPath, url.Values{"orgRelation": {"ANY"}, "reportPastMembers": {"true"}, "reportFutureMembers": {"true"}}, members},
				{teamsPath, url.Values{"withArchived": {"true"}}, teams},
				{membershipsPath, url.Values{"withArchived": {"true"}, "$top": {"40"}}, memberships},
			} {
				items, total, _ := walk(t, server, server.SpaceEnv(), list.path, list.query)
				slices.Sort(list.want)
				if !slices.Equal(texts(items, "id"), list.want) {
					t.Errorf("%s: %d items, want %d", list.path, len(items), len(list.want))
				}
				if (total == nil) != c.null || total != nil && *total != len(list.want) {
					t.Errorf("%s: total %v", list.path, total)
				}
			}
		})
	}
}

func TestOpaqueNextIsNoNumber(t *testing.T) {
	server := start(t, generate(250), simulator.WithSpaceOpaqueNext())
	page := decode[batch](t, space(t, server, profilesPath).body)
	if strings.Trim(*page.Next, "0123456789") == "" {
		t.Errorf("next is %s", *page.Next)
	}
	wantSpaceError(t, "a number", askSpace(t, server, server.SpaceEnv(), profilesPath+"?$skip=100", ""), 400, "validation-error")
	plain := start(t, generate(250))
	wantSpaceError(t, "a token where numbers are", askSpace(t, plain, plain.SpaceEnv(), profilesPath+"?$skip="+*page.Next, ""), 400, "validation-error")
}

func TestTheLastNextMayBeEmpty(t *testing.T) {
	server := start(t, generate(10), simulator.WithSpaceEmptyLastNext())
	if page := decode[batch](t, space(t, server, teamsPath).body); page.Next == nil || *page.Next != "" {
		t.Errorf("next %v", page.Next)
	}
	if page := decode[batch](t, space(t, server, teamsPath+"?$top=1").body); *page.Next != "1" {
		t.Errorf("next %v", *page.Next)
	}
}

func TestProfilesAreChosenByWhatIsAskedFor(t *testing.T) {
	org := generate(250)
	s := org.Space
	someone := memberWho(t, org, func(m *simulator.SpaceMember) bool { return isMember(m) && m.ExternalID != "" && len(m.Emails) == 1 })
	team := map[string]simulator.SpaceTeam{}
	for _, t := range s.Teams {
		team[t.Name] = t
	}
	below := map[string]bool{team["Mobile"].ID: true}
	for range s.Teams {
		for _, t := range s.Teams {
			below[t.ID] = below[t.ID] || below[t.ParentID]
		}
	}
	inMobile := func(m *simulator.SpaceMember) bool {
		return slices.ContainsFunc(s.Memberships, func(ship simulator.SpaceMembership) bool {
			over := ship.Archived || ship.Till != nil && ship.Till.Before(now.Truncate(24*time.Hour)) || ship.Since != nil && ship.Since.After(now)
			return ship.MemberID == m.ID && below[ship.TeamID] && (!over || m.Archived)
		})
	}
	position := s.Memberships[0].PositionID
	past := func(m *simulator.SpaceMember) bool { return m.Archived }
	future := func(m *simulator.SpaceMember) bool { return !m.Archived && m.Joined.After(now) }
	current := func(m *simulator.SpaceMember) bool { return !past(m) && !future(m) }
	inside := func(m *simulator.SpaceMember) bool { return !isExternal(m) }
	expected := func(tests ...func(*simulator.SpaceMember) bool) []string {
		names := []string{}
		for i := range s.Members {
			m := &s.Members[i]
			if !slices.ContainsFunc(tests, func(is func(*simulator.SpaceMember) bool) bool { return !is(m) }) {
				names = append(names, m.Username)
			}
		}
		slices.Sort(names)
		return names
	}
	server := start(t, org)
	for _, c := range []struct {
		query string
		want  []string
	}{
		{"", expected(inside, current)},
		{"orgRelation=MEMBER", expected(inside, current)},
		{"orgRelation=GUEST", expected(isExternal, current)},
		{"orgRelation=ANY", expected(current)},
		{"reportPastMembers=true", expected(inside, func(m *simulator.SpaceMember) bool { return !future(m) })},
		{"reportPastMembers=true&reportCurrentMembers=false", expected(inside, past)},
		{"reportFutureMembers=true&reportCurrentMembers=false", expected(inside, future)},
		{"reportCurrentMembers=false", []string{}},
		{"reportPastMembers=true&orgRelation=GUEST&reportCurrentMembers=false", expected(isExternal, past)},
		{"query=" + strings.ToUpper(someone.Username), []string{someone.Username}},
		{"query=nobody-at-all", []string{}},
		{"query=" + url.QueryEscape(strings.ToLower(someone.Emails[0].Email)), []string{someone.Username}},
		{"profiles=id:" + someone.ID, []string{someone.Username}},
		{"profiles=username:" + someone.Username + "&profiles=externalId:" + someone.ExternalID + "&profiles=id:unknown", []string{someone.Username}},
		{"teamId=" + team["Mobile"].ID, expected(inside, current, inMobile)},
		{"teamId=" + team["Mobile"].ID + "&reportPastMembers=true", expected(inside, inMobile, func(m *simulator.SpaceMember) bool { return !future(m) })},
		{"teamId=unknown", []string{}},
		{"locationId=anywhere", []string{}},
		{"roleId=unknown", []string{}},
	} {
		items, _, _ := walk(t, server, server.SpaceEnv(), profilesPath, parsed(t, c.query))
		if got := texts(items, "username"); !slices.Equal(got, c.want) {
			t.Errorf("%s: %d, want %d: %.200v, want %.200v", c.query, len(got), len(c.want), got, c.want)
		}
	}
	some, _, _ := walk(t, server, server.SpaceEnv(), profilesPath, url.Values{"roleId": {position}})
	if len(some) == 0 || len(some) == len(expected(inside, current)) {
		t.Errorf("%d people hold one position", len(some))
	}
	sorted, _, _ := walk(t, server, server.SpaceEnv(), profilesPath, url.Values{"order": {"FULL_NAME"}, "$top": {"9"}})
	var names []string
	for _, item := range sorted {
		name, _ := item["name"].(map[string]any)
		names = append(names, fmt.Sprint(name["firstName"], " ", name["lastName"]))
	}
	if !slices.IsSorted(names) || len(names) != len(expected(inside, current)) {
		t.Errorf("%d names, sorted: %v", len(names), slices.IsSorted(names))
	}
}

func parsed(t *testing.T, query string) url.Values {
	t.Helper()
	values, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return values
}

func TestAProfileIsFoundByEveryIdentifier(t *testing.T) {
	org := generate(250)
	someone := memberWho(t, org, func(m *simulator.SpaceMember) bool {
		return isMember(m) && m.ExternalID != "" && len(m.Emails) == 1 && m.Emails[0].Verified && m.Emails[0].Email != strings.ToLower(m.Emails[0].Email)
	})
	unverified := memberWho(t, org, func(m *simulator.SpaceMember) bool { return isMember(m) && len(m.Emails) == 1 && !m.Emails[0].Verified })
	gone := memberWho(t, org, func(m *simulator.SpaceMember) bool { return m.Archived && len(m.Emails) == 1 && m.Emails[0].Verified })
	address := someone.Emails[0].Email
	server := start(t, org)
	for path, want := range map[string]string{
		"/id:" + someone.ID:                  someone.Username,
		"/username:" + someone.Username:      someone.Username,
		"/externalId:" + someone.ExternalID:  someone.Username,
		"/email:" + address:                  someone.Username,
		"/email:" + strings.ToLower(address): someone.Username,
		"/email:" + url.PathEscape(address):  someone.Username,
		"/email:" + unverified.Emails[0].Email + "?verified=false&$fields=username": unverified.Username,
		"/email:" + gone.Emails[0].Email:                                            gone.Username,
		"/id:" + gone.ID:                                                            gone.Username,
	} {
		if got := decode[map[string]any](t, space(t, server, profilesPath+path).body); got["username"] != want {
			t.Errorf("%s: %v, want %s", path, got["username"], want)
		}
	}
	for _, path := range []string{
		"/id:unknown", "/id:", "/username:unknown", "/username:" + strings.ToUpper(someone.Username), "/externalId:", "/externalId:unknown", "/email:",
		"/email:nobody@acme.example", "/email:" + unverified.Emails[0].Email, "/id:unknown/2-fa/status", "/id:unknown/2-fa/requirements",
	} {
		wantSpaceError(t, path, askSpace(t, server, server.SpaceEnv(), profilesPath+path, ""), 404, "not-found")
	}
	exact := start(t, generate(250), simulator.WithSpaceExactEmails())
	wantSpaceError(t, "another letter case", askSpace(t, exact, exact.SpaceEnv(), profilesPath+"/email:"+strings.ToLower(address), ""), 404, "not-found")
	space(t, exact, profilesPath+"/email:"+address)
}

func TestOfTwoWithOneAddressThePresentOneIsFound(t *testing.T) {
	server := small(t)
	server.Update(func(org *simulator.Organization) {
		shared := []simulator.SpaceEmail{{ID: "shared", Email: "shared@acme.example", Verified: true}}
		org.Space.Members[2].Emails, org.Space.Members[1].Emails = shared, shared
		org.Space.Members[1], org.Space.Members[2] = org.Space.Members[2], org.Space.Members[1]
	})
	if a := space(t, server, profilesPath+"/email:shared@acme.example?$fields=username"); string(a.body) != `{"username":"ben"}` {
		t.Errorf("%s", a.body)
	}
}

func TestTheTwoFactorStatusIsABareString(t *testing.T) {
	server := small(t)
	for path, want := range map[string]string{"/me/2-fa/status": `"ACTIVE"`, "/id:memberBBBBBB/2-fa/status": `null`, "/id:memberBBBBBB/2-fa/requirements": `[]`} {
		if a := space(t, server, profilesPath+path); string(a.body) != want {
			t.Errorf("%s: %s", path, a.body)
		}
	}
	org := generate(50)
	full := start(t, org)
	if a := space(t, full, profilesPath+"/me/2-fa/requirements?$fields=roleCode"); string(a.body) != `[{"roleCode":"SystemAdmin"}]` {
		t.Errorf("%s", a.body)
	}
}

func TestATeamThatDoesNotExistIsNull(t *testing.T) {
	server := small(t)
	for path, want := range map[string]string{
		"/id:teamBBBBBBBB": `{"name":"Core"}`, "/name:Core": `{"name":"Core"}`, "/externalId:x": `{"name":"Engineering"}`,
		"/id:unknown": "null", "/name:core": "null", "/externalId:": "null", "/name:": "null",
	} {
		if a := space(t, server, teamsPath+path+"?$fields=name"); string(a.body) != want {
			t.Errorf("%s: %s", path, a.body)
		}
	}
	wantSpaceError(t, "membership", askSpace(t, server, server.SpaceEnv(), membershipsPath+"/unknown", ""), 404, "not-found")
}

func TestTeamsAndMembershipsAreChosenByWhatIsAskedFor(t *testing.T) {
	server := small(t)
	server.Update(func(org *simulator.Organization) {
		org.Space.Teams = append(org.Space.Teams, simulator.SpaceTeam{ID: "teamCCCCCCCC", Name: "Old Core", Archived: true, ParentID: "teamBBBBBBBB"})
	})
	for _, c := range []struct{ path, want string }{
		{teamsPath + "?", "teamAAAAAAAA teamBBBBBBBB"},
		{teamsPath + "?withArchived=false", "teamAAAAAAAA teamBBBBBBBB"},
		{teamsPath + "?withArchived=true", "teamAAAAAAAA teamBBBBBBBB teamCCCCCCCC"},
		{teamsPath + "?query=CORE", "teamBBBBBBBB"},
		{membershipsPath + "?", "shipAAAAAAAA shipBBBBBBBB"},
		{membershipsPath + "?withArchived=true", "shipAAAAAAAA shipBBBBBBBB shipCCCCCCCC"},
		{membershipsPath + "?profiles=memberAAAAAA", "shipAAAAAAAA shipBBBBBBBB"},
		{membershipsPath + "?profiles=memberBBBBBB", ""},
		{membershipsPath + "?profiles=memberBBBBBB&profiles=memberAAAAAA", "shipAAAAAAAA shipBBBBBBBB"},
		{membershipsPath + "?teams=teamBBBBBBBB", "shipAAAAAAAA"},
		{membershipsPath + "?teams=teamAAAAAAAA", "shipAAAAAAAA shipBBBBBBBB"},
		{membershipsPath + "?teams=teamAAAAAAAA&directTeams=true", "shipBBBBBBBB"},
		{membershipsPath + "?roles=roleAAAAAAAA", "shipAAAAAAAA"},
		{membershipsPath + "?since=2022-01-01", "shipAAAAAAAA shipBBBBBBBB"},
		{membershipsPath + "?since=2022-01-02", "shipAAAAAAAA"},
		{membershipsPath + "?till=2021-02-02", "shipBBBBBBBB"},
	} {
		page := decode[batch](t, space(t, server, c.path).body)
		if got := strings.Join(texts(page.Data, "id"), " "); got != c.want || *page.TotalCount != len(page.Data) {
			t.Errorf("%s: %s of %d, want %s", c.path, got, *page.TotalCount, c.want)
		}
	}
}

func TestTeamsInACircleDoNotHang(t *testing.T) {
	server := small(t)
	server.Update(func(org *simulator.Organization) { org.Space.Teams[0].ParentID = org.Space.Teams[1].ID })
	if a := space(t, server, membershipsPath+"?teams=unknown"); a.status != http.StatusOK {
		t.Error(a.status)
	}
}
