package directory

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestGapsNameThePermissionInSpacesWords(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fields Fields
		want   string
	}{
		"nothing missing":  {0, "[]"},
		"emails":           {MemberEmails, "[{Members: View member profiles [email emails]}]"},
		"names":            {MemberName, "[{Members: View member profile basic info [first_name last_name]}]"},
		"one permission":   {MemberTwoFactor | MemberLastLogin | MemberEmails, "[{Members: View member profiles [email emails last_login two_factor]}]"},
		"memberships":      {MemberTeams, "[{Member Teams: View memberships [team_ids]}]"},
		"either of two":    {MemberManagers, "[{Member Teams: View memberships [manager_usernames]} {Members: View member profiles [manager_usernames]}]"},
		"teams":            {TeamName | TeamParent, "[{Teams: View teams [name parent_id]}]"},
		"people of a team": {TeamMembers, "[{Member Teams: View memberships [lead_usernames member_usernames]}]"},
		"permission roles": {RolePermissions, "[{Permissions: Grant permissions to other members [permissions]}]"},
		"several, each with several attributes": {
			MemberLastLogin | MemberEmails | TeamName | TeamDescription | TeamArchived,
			"[{Members: View member profiles [email emails last_login]} {Teams: View teams [archived description name]}]",
		},
		"several, in order": {MemberEmails | MemberTeams | MemberTeamsTeams, "[{Member Teams: View memberships [team_ids]} {Members: View member profiles [email emails]} {Teams: View teams [team_ids]}]"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := fmt.Sprint(test.fields.MissingPermissions()); got != test.want {
				t.Errorf("missing are %s, want %s", got, test.want)
			}
		})
	}
}

func TestEveryFieldIsOpenedBySomePermission(t *testing.T) {
	t.Parallel()
	for field := MemberUsername; field <= RoleTeams; field <<= 1 {
		if len(field.MissingPermissions()) == 0 || len(field.Attributes()) == 0 || len(field.Permissions()) == 0 {
			t.Errorf("field %b says nothing", field)
		}
	}
}

func TestMissingIsWhatAnyRowLacks(t *testing.T) {
	t.Parallel()
	rows := []Member{{}, {Partial: Partial{Unreadable: MemberEmails}}, {Partial: Partial{Unreadable: MemberTeams}}}
	if got := MissingOf(rows); got != MemberEmails|MemberTeams {
		t.Errorf("missing is %v", got.Attributes())
	}
	if got := MissingOf([]Team(nil)); got != 0 {
		t.Errorf("of no rows, missing is %v", got.Attributes())
	}
}

func TestUnreadableErrorSaysWhichPermission(t *testing.T) {
	t.Parallel()
	err := &UnreadableError{Operation: "filter members by team_id", Fields: MemberTeams}
	if got := err.Error(); got != "cannot filter members by team_id: the token lacks permission to read team_ids (Member Teams: View memberships)" {
		t.Errorf("text is %s", got)
	}
}

// Every field is described once, or a warning about it would name nothing.
func TestEveryFieldHasAttributesAndPermissions(t *testing.T) {
	for field := MemberUsername; field <= PrincipalName; field <<= 1 {
		entries := 0
		for _, info := range fieldInfo {
			if info.field == field {
				entries++
			}
		}
		if entries != 1 || len(field.Attributes()) == 0 || len(field.Permissions()) == 0 {
			t.Errorf("field %#x has %d entries, the attributes %q, and the permissions %q", field, entries, field.Attributes(), field.Permissions())
		}
	}
}

func TestPermissionsOfSeveralFieldsAreSorted(t *testing.T) {
	got := (MemberManagers | MemberUsername | TeamName).Permissions()
	if diff := cmp.Diff([]Permission{ViewMemberships, ViewMemberBasicInfo, ViewMemberProfiles, ViewTeams}, got); diff != "" {
		t.Errorf("permissions (-want +got):\n%s", diff)
	}
	attributes := (MemberManagers | MemberUsername | TeamName | MemberEmails).Attributes()
	if diff := cmp.Diff([]string{"email", "emails", "manager_usernames", "name", "username"}, attributes); diff != "" {
		t.Errorf("attributes (-want +got):\n%s", diff)
	}
}

func TestLookupKeysHaveWordsForMessages(t *testing.T) {
	for key, want := range map[LookupKey]string{
		LookupMemberByUsername: `no member with username "x"`,
		LookupMemberByEmail:    `no member with this email address`, // which may be marked as sensitive
		LookupMemberByID:       `no member with id "x"`,
		LookupTeamByID:         `no team with id "x"`,
		LookupProjectByKey:     `no project with key "x"`,
	} {
		if got := (&NotFoundError{Key: key, Value: "x"}).Error(); got != want {
			t.Errorf("%d: %s, want %s", key, got, want)
		}
	}
}
