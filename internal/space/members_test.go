package space

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func one(t *testing.T, row obj) (directory.Member, error) {
	t.Helper()
	members, _, err := readProfiles(t, says(http.StatusOK, pageOf("", 1, row)))
	if err != nil || len(members) != 1 {
		return directory.Member{}, err
	}
	return members[0], nil
}

func TestProfileBecomesAMember(t *testing.T) {
	t.Parallel()
	m, err := one(t, profile("ann", obj{
		"external": true, "status": "INACTIVE", "externalId": "okta-7", "archived": true,
		"leftAt":   obj{"iso": "2023-11-20T12:45:48.117Z", "timestamp": int64(1700484348117)},
		"emails":   []obj{{"email": "Ann.Old@acme.example", "blocked": true}, {"email": " Ann@ACME.example", "blocked": nil}},
		"managers": []obj{{"username": "zoe"}, {"username": "bob"}, {"username": "bob"}},
		"memberships": []obj{
			{"archived": false, "team": obj{"id": "t2"}}, {"archived": nil, "team": obj{"id": "t1"}},
			{"archived": true, "team": obj{"id": "t0"}}, {"archived": false, "team": obj{"id": "t2"}},
		},
		"logins": []obj{
			{"access": obj{"time": obj{"iso": "2024-01-01T10:00:00.000Z"}}},
			{"access": obj{"time": "2024-03-01T10:00:00.000+01:00"}}, {"access": nil}, {},
		},
	}))
	if err != nil {
		t.Fatal(err)
	}
	if m.ID != "id-ann" || m.Username != "ann" || m.FirstName != value.Some("ANN") || m.LastName != value.Some("Example") ||
		m.Email != "ann@acme.example" || m.Status != directory.StatusDeactivated || m.External != value.Some(true) ||
		m.Guest != value.Some(false) || m.TwoFactor != "INACTIVE" || m.Joined != "2020-10-21" || m.ExternalID != value.Some("okta-7") {
		t.Errorf("member is %+v", m)
	}
	if got := m.LeftAt.Format(time.RFC3339Nano); got != "2023-11-20T12:45:48Z" {
		t.Errorf("left at %s", got)
	}
	if got := m.LastLogin.Format(time.RFC3339Nano); got != "2024-03-01T09:00:00Z" {
		t.Errorf("last login is %s", got)
	}
	wantList(t, "emails", m.Emails, "ann.old@acme.example", "ann@acme.example")
	wantList(t, "managers", m.ManagerUsernames, "bob", "zoe")
	wantList(t, "teams", m.TeamIDs, "t1", "t2")
	if m.Unreadable != 0 {
		t.Errorf("unreadable is %v", m.Unreadable.Attributes())
	}
}

func TestMemberWithNothingHasEmptyListsAndNothingMissing(t *testing.T) {
	t.Parallel()
	m, err := one(t, profile("ann", obj{"emails": []obj{}, "joined": nil, "name": obj{"firstName": "", "lastName": nil}}))
	if err != nil {
		t.Fatal(err)
	}
	wantList(t, "emails", m.Emails)
	wantList(t, "managers", m.ManagerUsernames)
	wantList(t, "teams", m.TeamIDs)
	if m.Unreadable != 0 || m.Email != "" || m.Joined != "" || !m.LastLogin.IsZero() || m.FirstName != value.Some("") || m.LastName.Set {
		t.Errorf("member is %+v", m)
	}
}

func TestTwoFactorStateThatIsNullIsUnknown(t *testing.T) {
	t.Parallel()
	m, err := one(t, profile("ann", obj{"status": nil}))
	if err != nil || m.TwoFactor != "" || m.Unreadable != 0 {
		t.Errorf("member is %+v, %v", m, err)
	}
	wantList(t, "without two factors", directory.WithoutTwoFactorUsernames([]directory.Member{m}))
	wantList(t, "two factors unknown", directory.TwoFactorUnknownUsernames([]directory.Member{m}), "ann")
}

func TestStateOfAPerson(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		flags  obj
		status directory.Status
	}{
		"nothing said":       {obj{}, directory.StatusActive},
		"access suspended":   {obj{"accessSuspended": true}, directory.StatusSuspended},
		"suspended, the old": {obj{"suspended": true, "accessSuspended": nil}, directory.StatusSuspended},
		"not a member":       {obj{"notAMember": true}, directory.StatusNotAMember},
		"archived":           {obj{"archived": true, "suspended": true, "notAMember": true}, directory.StatusDeactivated},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if m, err := one(t, profile("ann", test.flags)); err != nil || m.Status != test.status {
				t.Errorf("status is %q, %v; want %q", m.Status, err, test.status)
			}
		})
	}
}

func TestGuestIsExternal(t *testing.T) {
	t.Parallel()
	m, err := one(t, profile("ann", obj{"external": nil, "externalLight": true}))
	if err != nil || m.External != value.Some(true) || m.Guest != value.Some(true) {
		t.Errorf("member is %+v, %v", m, err)
	}
}

func TestFieldThatTheTokenMayNotReadIsNotEmpty(t *testing.T) {
	t.Parallel()
	full := profile("ann", obj{
		"managers":    []obj{{"username": "bob"}},
		"memberships": []obj{{"archived": false, "team": obj{"id": "t1"}}},
		"logins":      []obj{{"access": obj{"time": "2024-01-01T00:00:00Z"}}},
	})
	with := func(field string, value any) obj {
		o := refuse(full)
		delete(o, "$errors")
		o[field] = value
		return o
	}
	for name, test := range map[string]struct {
		row    obj
		fields directory.Fields
		empty  func(m directory.Member) bool
	}{
		"logins":           {refuse(full, "logins"), directory.MemberLastLogin, func(m directory.Member) bool { return m.LastLogin.IsZero() }},
		"a login's access": {with("logins", []obj{{"access": obj{"time": "2024-01-01T00:00:00Z"}}, refuse(obj{}, "access")}), directory.MemberLastLogin, func(m directory.Member) bool { return m.LastLogin.IsZero() }},
		"an access's time": {with("logins", []obj{{"access": refuse(obj{}, "time")}}), directory.MemberLastLogin, func(m directory.Member) bool { return m.LastLogin.IsZero() }},
		"emails":           {refuse(full, "emails"), directory.MemberEmails, func(m directory.Member) bool { return m.Emails == nil && m.Blocked == nil && m.Email == "" }},
		"an address":       {with("emails", []obj{{"email": "a@x"}, refuse(obj{"blocked": false}, "email")}), directory.MemberEmails, func(m directory.Member) bool { return m.Emails == nil && m.Blocked == nil && m.Email == "" }},
		"memberships":      {refuse(full, "memberships"), directory.MemberTeams, func(m directory.Member) bool { return m.TeamIDs == nil }},
		"a membership's team": {with("memberships", []obj{refuse(obj{"archived": false}, "team")}), directory.MemberTeamsTeams,
			func(m directory.Member) bool { return m.TeamIDs == nil }},
		"a team's ID":      {with("memberships", []obj{{"archived": false, "team": refuse(obj{}, "id")}}), directory.MemberTeamsTeams, func(m directory.Member) bool { return m.TeamIDs == nil }},
		"managers":         {refuse(full, "managers"), directory.MemberManagers, func(m directory.Member) bool { return m.ManagerUsernames == nil }},
		"a manager's name": {with("managers", []obj{{"username": "bob"}, refuse(obj{}, "username")}), directory.MemberManagers, func(m directory.Member) bool { return m.ManagerUsernames == nil }},
		"two-factor":       {refuse(full, "status"), directory.MemberTwoFactor, func(m directory.Member) bool { return m.TwoFactor == "" }},
		"external ID":      {refuse(full, "externalId"), directory.MemberExternalID, func(m directory.Member) bool { return !m.ExternalID.Set }},
		"name":             {refuse(full, "name"), directory.MemberName, func(m directory.Member) bool { return !m.FirstName.Set && !m.LastName.Set }},
		"a part of the name": {with("name", refuse(obj{"firstName": "A"}, "lastName")), directory.MemberName,
			func(m directory.Member) bool { return m.FirstName == value.Some("A") && !m.LastName.Set }},
		"another part of the name": {with("name", refuse(obj{"lastName": "A"}, "firstName")), directory.MemberName,
			func(m directory.Member) bool { return m.LastName == value.Some("A") && !m.FirstName.Set }},
		"whether an address is blocked": {with("emails", []obj{refuse(obj{"email": "a@x"}, "blocked")}), directory.MemberEmails,
			func(m directory.Member) bool { return m.Emails == nil && m.Blocked == nil && m.Email == "" }},
		"whether a membership ended": {with("memberships", []obj{refuse(obj{"team": obj{"id": "t1"}}, "archived")}), directory.MemberTeams,
			func(m directory.Member) bool { return m.TeamIDs == nil }},
		"the old suspension": {refuse(full, "suspended"), directory.MemberStatus, func(m directory.Member) bool { return m.Status == "" }},
		"archived":           {refuse(full, "archived"), directory.MemberStatus, func(m directory.Member) bool { return m.Status == "" && !m.Deactivated.Set }},
		"not a member":       {refuse(full, "notAMember"), directory.MemberStatus, func(m directory.Member) bool { return m.Status == "" }},
		"guest":              {refuse(full, "externalLight"), directory.MemberExternal, func(m directory.Member) bool { return !m.External.Set && !m.Guest.Set }},
		"username":           {refuse(full, "username"), directory.MemberUsername, func(m directory.Member) bool { return m.Username == "" }},
		"suspension":         {refuse(full, "accessSuspended"), directory.MemberStatus, func(m directory.Member) bool { return m.Status == "" }},
		"external":           {refuse(full, "external"), directory.MemberExternal, func(m directory.Member) bool { return !m.External.Set }},
		"joined":             {refuse(full, "joined"), directory.MemberJoined, func(m directory.Member) bool { return m.Joined == "" }},
		"left at":            {refuse(full, "leftAt"), directory.MemberLeftAt, func(m directory.Member) bool { return m.LeftAt.IsZero() }},
		"emails, null":       {with("emails", nil), directory.MemberEmails, func(m directory.Member) bool { return m.Emails == nil }},
		"an error for no field": {func() obj {
			o := refuse(full, "emails")
			o["$errors"] = []obj{{"className": "HA_InlineError.Other", "message": "no"}}
			return o
		}(), directory.MemberEmails | directory.MemberLeftAt | directory.MemberExternalID | directory.MemberStatus,
			func(m directory.Member) bool { return m.Emails == nil && m.Username == "ann" }},
		"a path into the field": {func() obj {
			o := refuse(full, "logins")
			o["$errors"] = []obj{{"fields": []string{"logins.access"}}}
			return o
		}(), directory.MemberLastLogin, func(m directory.Member) bool { return m.LastLogin.IsZero() }},
		"denied and there all the same": {func() obj {
			o := refuse(full, "emails")
			o["emails"] = []obj{}
			return o
		}(), directory.MemberEmails, func(m directory.Member) bool { return m.Emails == nil }},
		"a field with a longer name": {refuse(full, "emailsHistory"), 0, func(m directory.Member) bool { return m.Email == "ann@acme.example" }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, err := one(t, test.row)
			if err != nil {
				t.Fatal(err)
			}
			if m.Unreadable != test.fields {
				t.Errorf("unreadable is %v, want %v", m.Unreadable.Attributes(), test.fields.Attributes())
			}
			if !test.empty(m) {
				t.Errorf("member is %+v", m)
			}
		})
	}
}

func TestAnErrorDeniesTheFieldsThatItNames(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		errors          fieldErrors
		present, absent bool // whether logins is denied if it is there, and if it is not
	}{
		{nil, false, false},
		{fieldErrors{{Fields: []string{"logins"}}}, true, true},
		{fieldErrors{{Fields: []string{"emails", "logins"}}}, true, true},
		{fieldErrors{{Fields: []string{"emails"}}, {Fields: []string{"logins"}}}, true, true},
		{fieldErrors{{Fields: []string{"logins.access"}}}, true, true},
		{fieldErrors{{Fields: []string{"logins(access)"}}}, true, true},
		{fieldErrors{{Fields: []string{"logins[0]"}}}, true, true},
		{fieldErrors{{Fields: []string{"loginsX"}}}, false, false},
		{fieldErrors{{Fields: []string{"loginsX.access"}}}, false, false},
		{fieldErrors{{Fields: []string{"login"}}}, false, false},
		{fieldErrors{{Fields: []string{"", ".logins", "(logins)", "[logins]"}}}, false, false},
		{fieldErrors{{}}, false, true}, // an error for no field
		{fieldErrors{{Fields: []string{"emails"}}, {}}, false, true},
	} {
		if present, absent := test.errors.denies("logins", false), test.errors.denies("logins", true); present != test.present || absent != test.absent {
			t.Errorf("%v denies logins: %t if it is there, %t if not; want %t and %t", test.errors, present, absent, test.present, test.absent)
		}
	}
}

func TestFieldsThatBreakTheRulesAreDecodeErrors(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change        obj
		where, reason string
	}{
		"no ID":                    {obj{"id": nil}, "/data/0/id", "missing or empty"},
		"a date in words":          {obj{"joined": "last spring"}, "/data/0/joined", "not a date such as"},
		"a date without iso":       {obj{"joined": obj{"day": 21}}, "/data/0/joined", "not a date such as"},
		"a date as a number":       {obj{"joined": 20201021}, "/data/0/joined", "a number is not"},
		"iso as a number":          {obj{"joined": obj{"iso": 1}}, "/data/0/joined/iso", "a number is not"},
		"an instant without zone":  {obj{"leftAt": obj{"iso": "2023-11-20T12:45:48"}}, "/data/0/leftAt", "not a date and time"},
		"a login in the year 1":    {obj{"logins": []obj{{"access": obj{"time": "0001-01-01T00:00:00Z"}}}}, "/data/0/logins/0/access/time", "not a plausible year"},
		"a flag as text":           {obj{"archived": "false"}, "/data/0/archived", "a string is not"},
		"emails as one text":       {obj{"emails": "a@x"}, "/data/0/emails", "a string is not"},
		"an email without itself":  {obj{"emails": []obj{{"email": "a@x"}, {"blocked": false}}}, "/data/0/emails/1/email", "missing"},
		"an email that is null":    {obj{"emails": []any{nil}}, "/data/0/emails/0/email", "missing"},
		"a manager without a name": {obj{"managers": []obj{{"username": "bob"}, {"id": "1"}}}, "/data/0/managers/1/username", "missing or empty"},
		"a membership of no team":  {obj{"memberships": []obj{{"team": obj{"id": "t"}}, {"archived": false}}}, "/data/0/memberships/1/team", "missing or null"},
		"a team without an ID":     {obj{"memberships": []obj{{"team": obj{"name": "x"}}}}, "/data/0/memberships/0/team/id", "missing or empty"},
		"errors as text":           {obj{"$errors": "no"}, "/data/0/$errors", "a string is not"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := one(t, profile("ann", test.change))
			if e := clienttest.WantError[*client.DecodeError](t, err); e.Pointer != test.where || !strings.HasPrefix(e.Reason, test.reason) {
				t.Errorf("error is %q at %q, want %q at %q", e.Reason, e.Pointer, test.reason, test.where)
			}
		})
	}
}

func TestProfilesAreAskedForInFull(t *testing.T) {
	t.Parallel()
	var (
		asked url.Values
		head  http.Header
	)
	c, _ := newSpace(t, map[string]http.HandlerFunc{profilesPath: func(w http.ResponseWriter, r *http.Request) {
		asked, head = r.URL.Query(), r.Header
		listOf(nil)(w, r)
	}})
	for _, test := range []struct {
		query      MemberQuery
		text, past string // what is asked for
	}{
		{MemberQuery{Text: " ann ", MemberFilter: directory.MemberFilter{IncludeDeactivated: true}}, "ann", "true"},
		{MemberQuery{Text: " "}, "", "false"},
	} {
		if _, err := c.Members(t.Context(), test.query); err != nil {
			t.Fatal(err)
		}
		want := url.Values{
			"$top": {"100"}, "orgRelation": {"ANY"}, "reportPastMembers": {test.past}, "reportFutureMembers": {"true"},
			"$fields": {"next,totalCount,data(" + profileFields + ")"},
		}
		if test.text != "" {
			want.Set("query", test.text)
		}
		if diff := cmp.Diff(want, asked); diff != "" {
			t.Errorf("the query differs (-want +got):\n%s", diff)
		}
	}
	if head.Get("Accept") != "application/json" || head.Get("User-Agent") != "test/1" {
		t.Errorf("headers are %v", head)
	}
	for _, field := range []string{"emails(", "memberships(", "accessSuspended", "externalId", "status", "logins(", "managers("} {
		if !strings.Contains(profileFields, field) {
			t.Errorf("%s comes only when it is named, and is not", field)
		}
	}
}

func TestTeamOfAQuery(t *testing.T) {
	t.Parallel()
	rows := []obj{
		profile("ann", obj{"memberships": []obj{{"team": obj{"id": "core"}}}}),
		profile("bob", obj{"memberships": []obj{{"team": obj{"id": "data"}}}}),
	}
	c, s := newSpace(t, map[string]http.HandlerFunc{
		profilesPath:             listOf(rows),
		teamsPath + "/id:lonely": says(http.StatusOK, obj{"id": "lonely", "name": "Lonely", "archived": false}),
		teamsPath + "/id:gone":   says(http.StatusOK, "null"),
		teamsPath + "/id:closed": denied(),
		teamsPath + "/id:other":  says(http.StatusOK, obj{"id": "another", "name": "x"}),
	})
	of := func(team string) ([]directory.Member, error) {
		return c.Members(t.Context(), MemberQuery{MemberFilter: directory.MemberFilter{TeamID: team}})
	}
	members, err := of("core")
	if err != nil || names(members) != "ann" || s.total() != 1 {
		t.Errorf("core has %q after %d requests, %v", names(members), s.total(), err)
	}
	if members, err = of("lonely"); err != nil || members == nil || len(members) != 0 {
		t.Errorf("lonely has %v, %v", members, err)
	}
	for _, team := range []string{"gone", "never"} {
		_, err = of(team)
		if e := clienttest.WantError[*directory.NotFoundError](t, err); e.Key != directory.LookupTeamByID || e.Value != team {
			t.Errorf("error is %v", err)
		}
	}
	_, err = of("closed")
	if e := clienttest.WantError[*DeniedError](t, err); !slices.Equal(e.Permissions, []directory.Permission{directory.ViewTeams}) {
		t.Errorf("permissions are %v", e.Permissions)
	}
	_, err = of("other")
	_ = clienttest.WantError[*client.MismatchError](t, err)
	if s.asked(profilesPath) != 1 {
		t.Errorf("profiles were read %d times", s.asked(profilesPath))
	}
}

func TestTeamOfAQueryNeedsTheMemberships(t *testing.T) {
	t.Parallel()
	c, _ := newSpace(t, map[string]http.HandlerFunc{profilesPath: listOf([]obj{refuse(profile("ann"), "memberships")})})
	_, err := c.Members(t.Context(), MemberQuery{MemberFilter: directory.MemberFilter{TeamID: "core"}})
	_ = clienttest.WantError[*directory.UnreadableError](t, err)
	wantText(t, err, "Member Teams: View memberships")
}

// Someone whose address is not readable could be the person, and so could
// someone who has left.
func TestAMemberIsSoughtAmongThePastIfSomeoneCannotBeCompared(t *testing.T) {
	t.Parallel()
	current := []obj{refuse(profile("ann"), "emails")}
	c, s := inProcess(t, map[string]http.HandlerFunc{profilesPath: func(w http.ResponseWriter, r *http.Request) {
		rows := current
		if r.URL.Query().Get("reportPastMembers") == "true" {
			rows = append(slices.Clone(current), profile("gone", obj{"archived": true}))
		}
		listOf(rows)(w, r)
	}})
	if m, err := c.FindMember(t.Context(), directory.MemberKey{Email: "gone@acme.example"}); err != nil || m.Username != "gone" {
		t.Errorf("found %q, %v", m.Username, err)
	}
	_, err := c.FindMember(t.Context(), directory.MemberKey{Email: "nobody@acme.example"})
	if _ = clienttest.WantError[*directory.UnreadableError](t, err); s.total() != 2 {
		t.Errorf("%d requests, want 2", s.total())
	}
}

func TestMemberIsFoundAmongTheCurrentBeforeThePast(t *testing.T) {
	t.Parallel()
	current := []obj{
		profile("ann"), profile("ext", obj{"external": true}),
		profile("twin1", obj{"emails": []obj{{"email": "twin@x"}}}), profile("twin2\u202e", obj{"id": "twin2", "emails": []obj{{"email": "twin@x"}}}),
	}
	past := append(slices.Clone(current), profile("gone", obj{"archived": true}), profile("old", obj{"archived": true, "emails": []obj{{"email": "ann@acme.example"}}}))
	c, s := newSpace(t, map[string]http.HandlerFunc{profilesPath: func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("reportPastMembers") == "true" {
			listOf(past)(w, r)
			return
		}
		listOf(current)(w, r)
	}})
	find := func(key directory.MemberKey) (string, error) {
		m, err := c.FindMember(t.Context(), key)
		return m.Username, err
	}
	for key, want := range map[directory.MemberKey]string{
		{Username: "ext"}:           "ext",
		{ID: "id-ann"}:              "ann",
		{Email: "ANN@acme.example"}: "ann",
	} {
		if got, err := find(key); err != nil || got != want {
			t.Errorf("%v finds %q, %v", key, got, err)
		}
	}
	if s.total() != 1 {
		t.Errorf("%d requests for current people, want 1", s.total())
	}
	if got, err := find(directory.MemberKey{Email: "gone@acme.example"}); err != nil || got != "gone" {
		t.Errorf("found %q, %v", got, err)
	}
	_, err := find(directory.MemberKey{Username: "nobody"})
	_ = clienttest.WantError[*directory.NotFoundError](t, err)
	_, err = find(directory.MemberKey{Email: "twin@x"})
	if e := clienttest.WantError[*directory.AmbiguousError](t, err); !slices.Equal(e.Usernames, []string{"twin1", `twin2\u202e`}) {
		t.Errorf("usernames are %q", e.Usernames)
	}
	if s.total() != 2 {
		t.Errorf("%d requests, want 2", s.total())
	}
}
