package space

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func team(id string, change ...obj) obj {
	o := obj{"id": id, "name": "Team " + id, "description": "", "parent": nil, "archived": false, "disbanded": nil, "externalId": nil}
	for _, c := range change {
		for k, v := range c {
			o[k] = v
		}
	}
	return o
}

func membership(id, username, teamID string, change ...obj) obj {
	o := obj{
		"id": id, "member": obj{"id": "id-" + username, "username": username}, "team": obj{"id": teamID, "name": "Team " + teamID},
		"role": obj{"name": "Developer"}, "lead": false, "archived": false,
		"since": obj{"iso": "2021-01-01", "day": 1, "month": 1, "year": 2021}, "till": nil,
	}
	for _, c := range change {
		for k, v := range c {
			o[k] = v
		}
	}
	return o
}

func TestTeamsHaveThePeopleOfTheirMemberships(t *testing.T) {
	t.Parallel()
	var askedTeams, askedMemberships url.Values
	c, s := newSpace(t, map[string]http.HandlerFunc{
		teamsPath: func(w http.ResponseWriter, r *http.Request) {
			askedTeams = r.URL.Query()
			listOf([]obj{
				team("b", obj{"parent": obj{"id": "a"}, "externalId": "x-1", "description": "Builds"}),
				team("a"), team("old", obj{"disbanded": true}),
			})(w, r)
		},
		membershipsPath: func(w http.ResponseWriter, r *http.Request) {
			askedMemberships = r.URL.Query()
			listOf([]obj{
				membership("m3", "zoe", "b"), membership("m1", "ann", "b", obj{"lead": true}), membership("m2", "ann", "a"),
				membership("m0", "bob", "a", obj{"archived": true}),
			})(w, r)
		},
	})
	teams, err := c.Teams(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	if len(teams) != 2 || teams[0].ID != "a" || teams[1].ID != "b" {
		t.Fatalf("teams are %+v", teams)
	}
	b := teams[1]
	if b.ParentID != "a" || b.ExternalID != value.Some("x-1") || b.Name != value.Some("Team b") || b.Description != value.Some("Builds") || b.Archived != value.Some(false) {
		t.Errorf("team is %+v", b)
	}
	wantList(t, "members", b.MemberUsernames, "ann", "zoe")
	wantList(t, "leads", b.LeadUsernames, "ann")
	wantList(t, "members of a", teams[0].MemberUsernames, "ann")
	if askedTeams.Get("withArchived") != "false" || askedTeams.Get("$fields") != "next,totalCount,data("+teamFields+")" ||
		askedMemberships.Get("withArchived") != "false" || askedMemberships.Get("$fields") != "next,totalCount,data("+membershipFields+")" {
		t.Errorf("asked %v and %v", askedTeams, askedMemberships)
	}

	memberships, err := c.Memberships(t.Context(), false)
	if err != nil || len(memberships) != 3 || s.total() != 2 {
		t.Errorf("%d memberships after %d requests, %v", len(memberships), s.total(), err)
	}
	if teams, err = c.Teams(t.Context(), true); err != nil || len(teams) != 3 || teams[2].Archived != value.Some(true) || s.asked(membershipsPath) != 1 {
		t.Errorf("teams are %+v, %v", teams, err)
	}
}

func TestTeamsAndMembershipsAreReadSideBySide(t *testing.T) {
	t.Parallel()
	var arrived atomic.Int32
	together := make(chan struct{})
	both := func(next http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if arrived.Add(1) == 2 {
				close(together)
			}
			select {
			case <-together:
				next(w, r)
			case <-r.Context().Done():
			}
		}
	}
	c, _ := newSpace(t, map[string]http.HandlerFunc{teamsPath: both(listOf(nil)), membershipsPath: both(listOf(nil))})
	if _, err := c.Teams(t.Context(), false); err != nil {
		t.Error(err)
	}
}

func TestTeamsOfATokenThatMayNotReadMemberships(t *testing.T) {
	t.Parallel()
	c, _ := newSpace(t, map[string]http.HandlerFunc{teamsPath: listOf([]obj{team("a")}), membershipsPath: denied()})
	teams, err := c.Teams(t.Context(), false)
	if err != nil || len(teams) != 1 || teams[0].MemberUsernames != nil || teams[0].LeadUsernames != nil || teams[0].Unreadable != directory.TeamMembers {
		t.Errorf("teams are %+v, %v", teams, err)
	}
	_, err = c.Memberships(t.Context(), false)
	if e := clienttest.WantError[*DeniedError](t, err); len(e.Permissions) != 1 || e.Permissions[0] != "Member Teams: View memberships" {
		t.Errorf("error is %+v", e)
	}
}

func TestDeniedTeamsAreAnErrorWhateverTheMembershipsSay(t *testing.T) {
	t.Parallel()
	for name, memberships := range map[string]http.HandlerFunc{"denied": denied(), "fine": listOf(nil)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, _ := newSpace(t, map[string]http.HandlerFunc{teamsPath: denied(), membershipsPath: memberships})
			_, err := c.Teams(t.Context(), false)
			if e := clienttest.WantError[*DeniedError](t, err); len(e.Permissions) != 1 || e.Permissions[0] != "Teams: View teams" {
				t.Errorf("error is %+v", e)
			}
		})
	}
}

func TestMembershipIsDecoded(t *testing.T) {
	t.Parallel()
	c, _ := newSpace(t, map[string]http.HandlerFunc{membershipsPath: listOf([]obj{
		membership("m2", "ann", "a", obj{"lead": true, "till": "2022-02-02", "archived": true}),
		membership("m1", "bob", "a", obj{"role": nil, "since": nil}),
	})})
	got, err := c.Memberships(t.Context(), true)
	if err != nil || len(got) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	want := directory.Membership{
		ID: "m2", MemberID: "id-ann", Username: "ann", TeamID: "a", TeamName: value.Some("Team a"), Role: value.Some("Developer"),
		Lead: value.Some(true), Since: "2021-01-01", Till: "2022-02-02", Archived: value.Some(true),
	}
	if got[1] != want {
		t.Errorf("the membership differs (-want +got):\n%s", cmp.Diff(want, got[1]))
	}
	if got[0].ID != "m1" || got[0].Role.Set || got[0].Since != "" || got[0].Unreadable != 0 {
		t.Errorf("membership is %+v", got[0])
	}
}

func TestMembershipAndTeamFieldsThatTheTokenMayNotRead(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		row    obj
		fields directory.Fields
	}{
		"member":      {refuse(membership("m", "ann", "a"), "member"), directory.MembershipMember},
		"member name": {membership("m", "ann", "a", obj{"member": refuse(obj{"id": "id-ann"}, "username")}), directory.MembershipMember},
		"member ID":   {membership("m", "ann", "a", obj{"member": refuse(obj{"username": "ann"}, "id")}), directory.MembershipMember},
		"team":        {refuse(membership("m", "ann", "a"), "team"), directory.MembershipTeam},
		"team ID":     {membership("m", "ann", "a", obj{"team": refuse(obj{"name": "x"}, "id")}), directory.MembershipTeam},
		"team name":   {membership("m", "ann", "a", obj{"team": refuse(obj{"id": "a"}, "name")}), directory.MembershipTeam},
		"role":        {refuse(membership("m", "ann", "a"), "role"), directory.MembershipRole},
		"role name":   {membership("m", "ann", "a", obj{"role": refuse(obj{}, "name")}), directory.MembershipRole},
		"lead":        {refuse(membership("m", "ann", "a"), "lead"), directory.MembershipLead},
		"since":       {refuse(membership("m", "ann", "a"), "since"), directory.MembershipDates},
		"till":        {refuse(membership("m", "ann", "a"), "till"), directory.MembershipDates},
		"archived":    {refuse(membership("m", "ann", "a"), "archived"), directory.MembershipArchived},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, _ := newSpace(t, map[string]http.HandlerFunc{membershipsPath: listOf([]obj{test.row})})
			got, err := c.Memberships(t.Context(), false)
			if err != nil || len(got) != 1 || got[0].Unreadable != test.fields {
				t.Errorf("memberships are %+v, %v", got, err)
			}
		})
	}
	for name, test := range map[string]struct {
		row    obj
		fields directory.Fields
	}{
		"name":        {refuse(team("a"), "name"), directory.TeamName},
		"description": {refuse(team("a"), "description"), directory.TeamDescription},
		"parent":      {refuse(team("a"), "parent"), directory.TeamParent},
		"parent ID":   {team("a", obj{"parent": refuse(obj{}, "id")}), directory.TeamParent},
		"archived":    {refuse(team("a"), "archived"), directory.TeamArchived},
		"disbanded":   {refuse(team("a"), "disbanded"), directory.TeamArchived},
		"external ID": {refuse(team("a"), "externalId"), directory.TeamExternalID},
	} {
		t.Run("team "+name, func(t *testing.T) {
			t.Parallel()
			c, _ := newSpace(t, map[string]http.HandlerFunc{teamsPath: listOf([]obj{test.row}), membershipsPath: listOf(nil)})
			got, err := c.Teams(t.Context(), false)
			if err != nil || len(got) != 1 || got[0].Unreadable != test.fields {
				t.Errorf("teams are %+v, %v", got, err)
			}
		})
	}
}

// A field that the token cannot read is unknown, even if it is there.
func TestFieldsThatAreDeniedAndThereAllTheSameAreUnknown(t *testing.T) {
	t.Parallel()
	c, _ := newSpace(t, map[string]http.HandlerFunc{
		membershipsPath: listOf([]obj{{
			"id": "m", "member": obj{"id": "1", "username": "ann"}, "team": obj{"id": "a", "name": "A"}, "role": obj{"name": "Developer"},
			"lead": true, "since": "2021-01-01", "till": "2022-02-02", "archived": true,
			"$errors": []obj{{"fields": []string{"member", "team", "role"}}, {"fields": []string{"lead", "since", "till", "archived"}}},
		}}),
		teamsPath: listOf([]obj{{
			"id": "a", "name": "A", "description": "B", "parent": obj{"id": "p"}, "archived": true, "disbanded": true, "externalId": "x",
			"$errors": []obj{{"fields": []string{"name", "description", "parent", "archived", "disbanded", "externalId"}}},
		}}),
	})
	memberships, err := c.Memberships(t.Context(), false)
	want := directory.Membership{ID: "m", Partial: directory.Partial{Unreadable: directory.MembershipMember | directory.MembershipTeam |
		directory.MembershipRole | directory.MembershipLead | directory.MembershipDates | directory.MembershipArchived}}
	if diff := cmp.Diff([]directory.Membership{want}, memberships); diff != "" || err != nil {
		t.Errorf("memberships (-want +got):\n%s%v", diff, err)
	}
	teams, err := c.teamList(t.Context(), false)
	wantTeam := directory.Team{ID: "a", Partial: directory.Partial{Unreadable: directory.TeamName | directory.TeamDescription |
		directory.TeamParent | directory.TeamArchived | directory.TeamExternalID}}
	if diff := cmp.Diff([]directory.Team{wantTeam}, teams); diff != "" || err != nil {
		t.Errorf("teams (-want +got):\n%s%v", diff, err)
	}
}

func TestMembershipsAndTeamsThatBreakTheRulesAreDecodeErrors(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		row           obj
		where, reason string
	}{
		{membership("m", "ann", "a", obj{"id": nil}), "/data/0/id", "missing or empty"},
		{membership("m", "ann", "a", obj{"member": nil}), "/data/0/member", "missing or null"},
		{membership("m", "ann", "a", obj{"member": obj{"username": "ann"}}), "/data/0/member/id", "missing or empty"},
		{membership("m", "ann", "a", obj{"member": obj{"id": "1"}}), "/data/0/member/username", "missing or empty"},
		{membership("m", "ann", "a", obj{"team": nil}), "/data/0/team", "missing or null"},
		{membership("m", "ann", "a", obj{"team": obj{"name": "x"}}), "/data/0/team/id", "missing or empty"},
		{membership("m", "ann", "a", obj{"since": "soon"}), "/data/0/since", "not a date"},
		{membership("m", "ann", "a", obj{"till": obj{}}), "/data/0/till", "not a date"},
	} {
		t.Run(test.where, func(t *testing.T) {
			t.Parallel()
			c, _ := newSpace(t, map[string]http.HandlerFunc{membershipsPath: listOf([]obj{test.row})})
			_, err := c.Memberships(t.Context(), false)
			if e := clienttest.WantError[*client.DecodeError](t, err); e.Pointer != test.where || !strings.HasPrefix(e.Reason, test.reason) {
				t.Errorf("error is %q at %s, want %q at %s", e.Reason, e.Pointer, test.reason, test.where)
			}
		})
	}
	for where, change := range map[string]obj{
		"/id":        {"id": nil},
		"/parent/id": {"parent": obj{"name": "x"}},
	} {
		t.Run("team "+where, func(t *testing.T) {
			t.Parallel()
			row := team("a", change)
			c, _ := newSpace(t, map[string]http.HandlerFunc{
				teamsPath: listOf([]obj{row}), teamsPath + "/id:a": says(http.StatusOK, row), membershipsPath: listOf(nil),
			})
			teams, err := c.Teams(t.Context(), false)
			if e := clienttest.WantError[*client.DecodeError](t, err); e.Pointer != "/data/0"+where || teams != nil {
				t.Errorf("error is at %s: %v", e.Pointer, err)
			}
			one, err := c.Team(t.Context(), "a")
			if e := clienttest.WantError[*client.DecodeError](t, err); e.Pointer != where || one.ID != "" {
				t.Errorf("error is at %s: %v", e.Pointer, err)
			}
		})
	}
}

func TestTeamsNeedMembershipsThatAreReadOrDenied(t *testing.T) {
	t.Parallel()
	c, _ := inProcess(t, map[string]http.HandlerFunc{teamsPath: listOf([]obj{team("a")}), membershipsPath: says(http.StatusConflict, "")})
	teams, err := c.Teams(t.Context(), false)
	if e := clienttest.WantError[*client.APIError](t, err); e.Path != membershipsPath || teams != nil {
		t.Errorf("teams are %v, %v", teams, err)
	}
}

func TestTeamsAndMembershipsAreSortedByIDAndMembersByUsername(t *testing.T) {
	t.Parallel()
	page := func(rows ...obj) http.HandlerFunc { return says(http.StatusOK, pageOf("", len(rows), rows...)) }
	c, _ := newSpace(t, map[string]http.HandlerFunc{
		teamsPath:       page(team("b"), team("B"), team("a")),
		membershipsPath: page(membership("2", "ann", "a"), membership("10", "bob", "a"), membership("1", "cyd", "a")),
		profilesPath:    page(profile("zed", obj{"id": "1"}), profile("Ann", obj{"id": "3"}), profile("ann", obj{"id": "2"})),
	})
	var got []string
	teams, err := c.Teams(t.Context(), true)
	for _, team := range teams {
		got = append(got, team.ID)
	}
	memberships, membershipsErr := c.Memberships(t.Context(), true)
	for _, membership := range memberships {
		got = append(got, membership.ID)
	}
	members, membersErr := c.Members(t.Context(), everybody)
	for _, member := range members {
		got = append(got, member.Username)
	}
	if want := []string{"B", "a", "b", "1", "10", "2", "Ann", "ann", "zed"}; !slices.Equal(got, want) {
		t.Errorf("%v, and the order differs (-want +got):\n%s", errors.Join(err, membershipsErr, membersErr), cmp.Diff(want, got))
	}
}
