package directory

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func membership(id, username, team string, change ...func(*Membership)) Membership {
	m := Membership{ID: id, MemberID: "id-" + username, Username: username, TeamID: team, Lead: no, Archived: no}
	for _, c := range change {
		c(&m)
	}
	return m
}

func lead(v value.Optional[bool]) func(*Membership) {
	return func(m *Membership) { m.Lead = v }
}

func archived(v value.Optional[bool]) func(*Membership) {
	return func(m *Membership) { m.Archived = v }
}

func list(values []string) string {
	if values == nil {
		return "null"
	}
	return "[" + strings.Join(values, " ") + "]"
}

func TestTeamsTakeTheirPeopleFromMemberships(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		memberships []Membership
		want        string // members and leads of core, then those of data
		unreadable  Fields // the unreadable fields of core
	}{
		"none": {nil, "[] [] [] []", 0},
		"members and leads, sorted": {[]Membership{
			membership("1", "zoe", "core", lead(yes)), membership("2", "ann", "core"), membership("3", "bob", "data"),
		}, "[ann zoe] [zoe] [bob] []", 0},
		"one person twice":        {[]Membership{membership("1", "ann", "core"), membership("2", "ann", "core", lead(yes))}, "[ann] [ann] [] []", 0},
		"ended ones do not count": {[]Membership{membership("1", "ann", "core", archived(yes), lead(yes))}, "[] [] [] []", 0},
		"an unknown team's":       {[]Membership{membership("1", "ann", "other")}, "[] [] [] []", 0},
		"a member without a readable name": {
			[]Membership{membership("1", "", "core"), membership("2", "ann", "core", lead(yes)), membership("3", "bob", "data")},
			"null [ann] [bob] []", TeamMembersNames,
		},
		"a lead without a readable name":               {[]Membership{membership("1", "", "core", lead(yes))}, "null null [] []", TeamMembersNames},
		"whether one leads is not readable":            {[]Membership{membership("1", "ann", "core", lead(unknown))}, "[ann] null [] []", TeamMembers},
		"whether it ended is not readable":             {[]Membership{membership("1", "ann", "core", archived(unknown))}, "null null null null", TeamMembers},
		"which team is not readable":                   {[]Membership{membership("1", "ann", "")}, "null null null null", TeamMembers},
		"which team an ended one was of makes no odds": {[]Membership{membership("1", "ann", "", archived(yes))}, "[] [] [] []", 0},
		"nor is anything else about it":                {[]Membership{membership("1", "", "core", archived(unknown))}, "null null null null", TeamMembers},
		"a lead and a member without readable names": {
			[]Membership{membership("1", "", "core", lead(yes)), membership("2", "", "core")}, "null null [] []", TeamMembersNames,
		},
		"neither the name nor whether one leads is there": {[]Membership{membership("1", "", "core", lead(unknown))}, "null null [] []", TeamMembersNames},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			former := []string{"former"} // is replaced
			given := []Team{{ID: "core", MemberUsernames: former, LeadUsernames: former}, {ID: "data", MemberUsernames: former, LeadUsernames: former}}
			joined := WithMembers(given, test.memberships)
			got := fmt.Sprint(list(joined[0].MemberUsernames), " ", list(joined[0].LeadUsernames), " ", list(joined[1].MemberUsernames), " ", list(joined[1].LeadUsernames))
			if got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			if joined[0].Unreadable != test.unreadable {
				t.Errorf("unreadable is %v, want %v", joined[0].Unreadable.MissingPermissions(), test.unreadable.MissingPermissions())
			}
			if list(given[0].MemberUsernames) != "[former]" || given[0].Unreadable != 0 {
				t.Error("the given teams were changed, and others share them")
			}
		})
	}
}

func TestTeamsOfATokenWithoutMembershipsHaveUnknownPeople(t *testing.T) {
	t.Parallel()
	given := []Team{{ID: "core", MemberUsernames: []string{"ann"}, Partial: Partial{Unreadable: TeamName}}, {ID: "data", LeadUsernames: []string{"bob"}}}
	want := []Team{{ID: "core", Partial: Partial{Unreadable: TeamName | TeamMembers}}, {ID: "data", Partial: Partial{Unreadable: TeamMembers}}}
	if diff := cmp.Diff(want, WithoutMembers(given)); diff != "" {
		t.Errorf("teams (-want +got):\n%s", diff)
	}
	if given[0].Unreadable != TeamName {
		t.Error("the given teams were changed")
	}
}

func TestMembershipFilterChooses(t *testing.T) {
	t.Parallel()
	all := []Membership{
		membership("1", "ann", "core"), membership("2", "bob", "core"),
		membership("3", "ann", "data"), membership("4", "cyd", "data", archived(yes)),
	}
	for name, test := range map[string]struct {
		filter MembershipFilter
		want   string
	}{
		"all":                        {MembershipFilter{}, "1 2 3 4"},
		"of a team":                  {MembershipFilter{TeamIDs: []string{"core"}}, "1 2"},
		"of teams":                   {MembershipFilter{TeamIDs: []string{"data", "core", "x"}}, "1 2 3 4"},
		"of a person":                {MembershipFilter{Usernames: []string{"ann"}}, "1 3"},
		"of a person in a team":      {MembershipFilter{Usernames: []string{"ann"}, TeamIDs: []string{"data"}}, "3"},
		"a username is exact":        {MembershipFilter{Usernames: []string{"Ann"}}, ""},
		"an empty list is no person": {MembershipFilter{Usernames: []string{}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			chosen, err := test.filter.Choose(all)
			if err != nil || chosen == nil {
				t.Fatalf("chose %v, %v", chosen, err)
			}
			ids := []string{}
			for _, m := range chosen {
				ids = append(ids, m.ID)
			}
			if got := strings.Join(ids, " "); got != test.want {
				t.Errorf("chose %q, want %q", got, test.want)
			}
		})
	}
}

func TestMembershipFilterDoesNotGuess(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		filter MembershipFilter
		row    Membership
		fields Fields

		operation string
	}{
		"team":                {MembershipFilter{TeamIDs: []string{"core"}}, membership("1", "ann", ""), MembershipTeam, "filter memberships by team_ids"},
		"person":              {MembershipFilter{Usernames: []string{"ann"}}, membership("1", "", "core"), MembershipMember, "filter memberships by usernames"},
		"person elsewhere":    {MembershipFilter{Usernames: []string{"ann"}, TeamIDs: []string{"data"}}, membership("1", "", "core"), 0, ""},
		"nothing is filtered": {MembershipFilter{}, membership("1", "", ""), 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := test.filter.Choose([]Membership{test.row})
			var unreadable *UnreadableError
			if errors.As(err, &unreadable) != (test.fields != 0) || unreadable != nil && (unreadable.Fields != test.fields || unreadable.Operation != test.operation) {
				t.Errorf("error is %v", err)
			}
		})
	}
}

func TestRolesAreSortedByID(t *testing.T) {
	t.Parallel()
	roles := []PermissionRole{{ID: "z"}, {ID: "Z"}, {ID: "a"}}
	SortPermissionRoles(roles)
	if got := roles[0].ID + roles[1].ID + roles[2].ID; got != "Zaz" {
		t.Errorf("order is %s", got)
	}
}
