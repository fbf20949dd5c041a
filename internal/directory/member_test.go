package directory

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

var (
	yes     = value.Some(true)
	no      = value.Some(false)
	unknown = value.Optional[bool]{}
)

// person returns an active member of the organization with one address.
func person(username string, change ...func(*Member)) Member {
	m := Member{ID: "id-" + username, Username: username, External: no, Guest: no, TwoFactor: twoFactorActive, TeamIDs: []string{}, ManagerUsernames: []string{}}
	m.SetAddresses([]Address{{Email: username + "@acme.example"}})
	m.SetStatus(no, no, no)
	for _, c := range change {
		c(&m)
	}
	return m
}

func status(archived, suspended, notAMember value.Optional[bool]) func(*Member) {
	return func(m *Member) { m.SetStatus(archived, suspended, notAMember) }
}

func external(v value.Optional[bool]) func(*Member) {
	return func(m *Member) {
		if m.External = v; !v.Set {
			m.Unreadable |= MemberExternal
		}
	}
}

func addresses(list ...Address) func(*Member) {
	return func(m *Member) { m.SetAddresses(list) }
}

func withoutEmails(m *Member) { m.Email, m.Emails = "", nil; m.Unreadable |= MemberEmails }

func withoutUsername(m *Member) { m.Username = ""; m.Unreadable |= MemberUsername }

func teams(ids ...string) func(*Member) {
	return func(m *Member) { m.TeamIDs = append([]string{}, ids...) }
}

func withoutTeamsOfMemberships(m *Member) { m.TeamIDs = nil; m.Unreadable |= MemberTeamsTeams }

func withoutTeams(m *Member) { m.TeamIDs = nil; m.Unreadable |= MemberTeams }

func twoFactor(state string) func(*Member) { return func(m *Member) { m.TwoFactor = state } }

func withoutTwoFactor(m *Member) { m.TwoFactor = ""; m.Unreadable |= MemberTwoFactor }

func TestStatusIsTheFirstThatApplies(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		archived, suspended, notAMember value.Optional[bool]
		want                            Status
	}{
		"nothing applies":            {no, no, no, StatusActive},
		"no member":                  {no, no, yes, StatusNotAMember},
		"suspended before no member": {no, yes, yes, StatusSuspended},
		"deactivated before all":     {yes, yes, yes, StatusDeactivated},
		"deactivated, even if other fields are not readable": {yes, unknown, unknown, StatusDeactivated},
		"suspended, membership not readable":                 {no, yes, unknown, StatusSuspended},
		"suspension not readable":                            {no, unknown, no, ""},
		"suspension not readable, no member":                 {no, unknown, yes, ""},
		"deactivation not readable":                          {unknown, yes, yes, ""},
		"membership not readable":                            {no, no, unknown, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := person("ann", status(test.archived, test.suspended, test.notAMember))
			if m.Status != test.want {
				t.Errorf("status is %q, want %q", m.Status, test.want)
			}
			unreadable := map[bool]Fields{true: MemberStatus}[test.want == ""]
			if m.Unreadable != unreadable {
				t.Errorf("unreadable is %v, want %v", m.Unreadable.Attributes(), unreadable.Attributes())
			}
		})
	}
}

func TestAddressesAreNormalizedAndTheFirstUnblockedIsTheEmail(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		given  []Address
		email  string
		emails []string
	}{
		"none":             {nil, "", []string{}},
		"one":              {[]Address{{Email: " Ann@ACME.example "}}, "ann@acme.example", []string{"ann@acme.example"}},
		"in Space's order": {[]Address{{Email: "z@x"}, {Email: "a@x"}}, "z@x", []string{"a@x", "z@x"}},
		"first is blocked": {[]Address{{Email: "a@x", Blocked: true}, {Email: "b@x"}}, "b@x", []string{"a@x", "b@x"}},
		"all are blocked":  {[]Address{{Email: "a@x", Blocked: true}}, "", []string{"a@x"}},
		"blank ones":       {[]Address{{Email: " "}, {Email: ""}, {Email: "b@x"}}, "b@x", []string{"b@x"}},
		"one twice":        {[]Address{{Email: "a@x"}, {Email: "A@X"}}, "a@x", []string{"a@x"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := person("ann", addresses(test.given...))
			if m.Email != test.email {
				t.Errorf("email %q, want %q", m.Email, test.email)
			}
			if diff := cmp.Diff(test.emails, m.Emails); diff != "" {
				t.Errorf("the emails differ (-want +got):\n%s", diff)
			}
		})
	}
}

func TestBlockedAddressesAreListedAndNoneIsAnEmptyList(t *testing.T) {
	t.Parallel()
	if m := person("ann", addresses(Address{Email: "a@x"})); m.Blocked == nil || len(m.Blocked) != 0 {
		t.Errorf("nothing is blocked, and the list is %#v", m.Blocked)
	}
	if m := person("ann", addresses(Address{Email: "B@x", Blocked: true}, Address{Email: "a@x", Blocked: true})); !slices.Equal(m.Blocked, []string{"a@x", "b@x"}) {
		t.Errorf("two are blocked, and the list is %#v", m.Blocked)
	}
}

func TestMemberFilterChooses(t *testing.T) {
	t.Parallel()
	everyone := []Member{
		person("ann", teams("core", "data")),
		person("bob", external(yes), teams("core")),
		person("cyd", status(yes, no, no)),
		person("dan", status(no, yes, no)),
		person("eve", status(no, no, yes), external(yes)),
	}
	for name, test := range map[string]struct {
		filter MemberFilter
		want   string
	}{
		"own people who have not left": {MemberFilter{}, "ann dan"},
		"with external people":         {MemberFilter{IncludeExternal: true}, "ann bob dan eve"},
		"with people who left":         {MemberFilter{IncludeDeactivated: true}, "ann cyd dan"},
		"all":                          {MemberFilter{IncludeExternal: true, IncludeDeactivated: true}, "ann bob cyd dan eve"},
		"of one team":                  {MemberFilter{IncludeExternal: true, TeamID: "core"}, "ann bob"},
		"own people of one team":       {MemberFilter{TeamID: "core"}, "ann"},
		"of no such team":              {MemberFilter{IncludeExternal: true, TeamID: "cor"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			chosen, err := test.filter.Choose(everyone)
			if err != nil || chosen == nil {
				t.Fatalf("chose %v, %v", chosen, err)
			}
			if got := strings.Join(Usernames(chosen), " "); got != test.want {
				t.Errorf("chose %q, want %q", got, test.want)
			}
		})
	}
}

func TestMemberFilterDoesNotGuess(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		filter    MemberFilter
		member    Member
		fields    Fields // zero if the question can be answered
		operation string
	}{
		"deactivation not readable":                  {MemberFilter{IncludeExternal: true}, person("ann", status(unknown, no, no)), 0, ""},
		"deactivation not readable and not asked":    {MemberFilter{IncludeExternal: true, IncludeDeactivated: true}, person("ann", status(unknown, no, no)), 0, ""},
		"only suspension not readable":               {MemberFilter{IncludeExternal: true}, person("ann", status(no, unknown, no)), 0, ""},
		"external not readable":                      {MemberFilter{IncludeDeactivated: true}, person("ann", external(unknown)), MemberExternal, "leave out external members"},
		"external not readable and not asked":        {MemberFilter{IncludeExternal: true}, person("ann", external(unknown)), 0, ""},
		"teams not readable":                         {MemberFilter{TeamID: "core"}, person("ann", withoutTeams), MemberTeams, "filter members by team_id"},
		"memberships readable, but not their teams":  {MemberFilter{TeamID: "core"}, person("ann", withoutTeamsOfMemberships), MemberTeamsTeams, "filter members by team_id"},
		"teams not readable, nor anything else":      {MemberFilter{TeamID: "core"}, person("ann", withoutTeams, withoutUsername, withoutEmails), MemberTeams, "filter members by team_id"},
		"teams not readable of a person left out":    {MemberFilter{TeamID: "core"}, person("ann", withoutTeams, external(yes)), 0, ""},
		"teams not readable, and all teams are fine": {MemberFilter{}, person("ann", withoutTeams), 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := test.filter.Choose([]Member{test.member})
			var unreadable *UnreadableError
			switch {
			case test.fields == 0 && err != nil:
				t.Errorf("error is %v, want none", err)
			case test.fields != 0 && !errors.As(err, &unreadable):
				t.Errorf("error is %v, want an *UnreadableError", err)
			case test.fields != 0 && (unreadable.Fields != test.fields || unreadable.Operation != test.operation):
				t.Errorf("fields are %v, operation is %q", unreadable.Fields.Attributes(), unreadable.Operation)
			}
		})
	}
}

func TestListsOfAChoice(t *testing.T) {
	t.Parallel()
	all := []Member{
		person("zoe", addresses(Address{Email: "zoe@x"}, Address{Email: "shared@x"})),
		person("ann", addresses(Address{Email: "shared@x", Blocked: true}), external(yes), twoFactor("NOT_SETUP")),
		person("bob", status(no, yes, no), addresses(), twoFactor("")),
		person("cyd", status(yes, no, no), twoFactor("INACTIVE")),
		person("dan", addresses(Address{Email: "dan@x"}), external(yes), twoFactor("")),
	}
	for name, test := range map[string]struct {
		list func([]Member) []string
		want string
	}{
		"emails":                       {Emails, "cyd@acme.example dan@x shared@x zoe@x"},
		"active emails":                {ActiveEmails, "dan@x shared@x zoe@x"},
		"active internal emails":       {ActiveInternalEmails, "shared@x zoe@x"},
		"usernames":                    {Usernames, "ann bob cyd dan zoe"},
		"external usernames":           {ExternalUsernames, "ann dan"},
		"suspended usernames":          {SuspendedUsernames, "bob"},
		"without two-factor usernames": {WithoutTwoFactorUsernames, "ann"},
		"two-factor unknown usernames": {TwoFactorUnknownUsernames, "dan"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := strings.Join(test.list(all), " "); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if got := test.list(nil); got == nil || len(got) != 0 {
				t.Errorf("of no person got %#v, want an empty list", got)
			}
		})
	}
}

func TestAListIsUnknownIfAnyMembersPartIsUnknown(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		list   func([]Member) []string
		member Member
		known  bool
	}{
		"emails":                                {Emails, person("x", withoutEmails), false},
		"active emails of an active person":     {ActiveEmails, person("x", withoutEmails), false},
		"active emails of a suspended person":   {ActiveEmails, person("x", withoutEmails, status(no, yes, no)), true},
		"active emails without a status":        {ActiveEmails, person("x", status(no, unknown, no)), false},
		"internal emails without external":      {ActiveInternalEmails, person("x", external(unknown)), false},
		"internal emails of an external person": {ActiveInternalEmails, person("x", withoutEmails, external(yes)), true},
		"internal emails of one's own":          {ActiveInternalEmails, person("x", withoutEmails), false},
		"internal emails of a suspended person": {ActiveInternalEmails, person("x", withoutEmails, external(unknown), status(no, yes, no)), true},
		"internal emails without a status":      {ActiveInternalEmails, person("x", status(no, unknown, no)), false},
		"usernames":                             {Usernames, person("x", withoutUsername), false},
		"external usernames":                    {ExternalUsernames, person("x", external(unknown)), false},
		"external usernames of one's own":       {ExternalUsernames, person("x", withoutUsername), true},
		"external usernames without a name":     {ExternalUsernames, person("x", withoutUsername, external(yes)), false},
		"suspended usernames":                   {SuspendedUsernames, person("x", status(no, unknown, no)), false},
		"two-factor":                            {WithoutTwoFactorUsernames, person("x", withoutTwoFactor), false},
		"two-factor state that is not there":    {WithoutTwoFactorUsernames, person("x", twoFactor("")), true},
		"two-factor of a suspended person":      {WithoutTwoFactorUsernames, person("x", withoutTwoFactor, status(no, yes, no)), true},
		"two-factor without a status":           {WithoutTwoFactorUsernames, person("x", status(no, unknown, no)), false},
		"two-factor that is not known":          {TwoFactorUnknownUsernames, person("x", withoutTwoFactor), true},
		"unknown two-factor without a status":   {TwoFactorUnknownUsernames, person("x", status(no, unknown, no)), false},
		"two-factor, when something else lacks": {WithoutTwoFactorUsernames, person("x", withoutEmails), true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := test.list([]Member{person("ann"), test.member, person("zoe")}); (got != nil) != test.known {
				t.Errorf("got %#v, want it known: %v", got, test.known)
			}
		})
	}
}

func TestMemberIsFoundByExactlyOneField(t *testing.T) {
	t.Parallel()
	all := []Member{
		person("ann", addresses(Address{Email: "ann@x"}, Address{Email: "a.old@x", Blocked: true})),
		person("bob", addresses(Address{Email: "a.old@x"}), external(yes)),
		person("cyd", status(yes, no, no)),
		person("dan", addresses(Address{Email: "twice@x"})),
		person("eve", addresses(Address{Email: "twice@x"})),
		person("fay", withoutEmails),
		person("gus", addresses(Address{Email: "gus@x"}, Address{Email: "gone@x", Blocked: true})),
	}
	for name, test := range map[string]struct {
		key  MemberKey
		want string // the username
		err  string
	}{
		"by username":                      {MemberKey{Username: "ann"}, "ann", ""},
		"by ID":                            {MemberKey{ID: "id-bob"}, "bob", ""},
		"by email in any case":             {MemberKey{Email: " ANN@x "}, "ann", ""},
		"by the unblocked of two":          {MemberKey{Email: "a.old@x"}, "bob", ""},
		"by an address that is blocked":    {MemberKey{Email: "gone@x"}, "gus", ""},
		"a person who left":                {MemberKey{Email: "cyd@acme.example"}, "cyd", ""},
		"a username in another case":       {MemberKey{Username: "Ann"}, "", `no member with username "Ann"`},
		"no such ID":                       {MemberKey{ID: "id"}, "", `no member with id "id"`},
		"two with one address":             {MemberKey{Email: "twice@x"}, "", `2 members have the email "twice@x": dan, eve`},
		"an address of no readable person": {MemberKey{Email: "new@x"}, "", "cannot look up a member by email"},
		"an empty key is no blank address": {MemberKey{}, "", "cannot look up a member by email"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, err := test.key.Find(all)
			if m.Username != test.want {
				t.Errorf("found %q, want %q", m.Username, test.want)
			}
			if test.err == "" && err != nil || test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)) {
				t.Errorf("error is %v, want %q", err, test.err)
			}
		})
	}
	_, err := MemberKey{Email: "other@x"}.Find(all[:2])
	var missing *NotFoundError
	if !errors.As(err, &missing) || missing.Key != LookupMemberByEmail {
		t.Errorf("error is %v, want a *NotFoundError about an email", err)
	}
}

func TestALookupFailsIfAnyonesKeyIsNotReadable(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		key       MemberKey
		member    Member
		fields    Fields // zero if nobody can be the one
		operation string
	}{
		"a username":               {MemberKey{Username: "new"}, person("x", withoutUsername, withoutEmails), MemberUsername, "look up a member by username"},
		"an email":                 {MemberKey{Email: "new@x"}, person("x", withoutUsername, withoutEmails), MemberEmails, "look up a member by email"},
		"a username, not an email": {MemberKey{Username: "new"}, person("x", withoutEmails), 0, ""},
		"an email, not a username": {MemberKey{Email: "new@x"}, person("x", withoutUsername), 0, ""},
		"an ID":                    {MemberKey{ID: "new"}, person("x", withoutUsername, withoutEmails), 0, ""},
	} {
		_, err := test.key.Find([]Member{person("ann"), test.member, person("zoe")})
		unreadable, ok := errors.AsType[*UnreadableError](err)
		_, missing := errors.AsType[*NotFoundError](err)
		if missing != (test.fields == 0) || ok != (test.fields != 0) || ok && *unreadable != (UnreadableError{test.operation, test.fields}) {
			t.Errorf("%s: error is %v, want %q of %v", name, err, test.operation, test.fields.Attributes())
		}
	}
}

func TestAnAmbiguousKeyNamesThePeopleSorted(t *testing.T) {
	members := []Member{{Username: "zoe", Emails: []string{"x@acme.example"}}, {Username: "ann", Emails: []string{"x@acme.example"}}}
	_, err := MemberKey{Email: "X@acme.example"}.Find(members)
	if want := `2 members have the email "x@acme.example": ann, zoe`; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestWhoIsWithoutTwoFactorsIsUnknownOnlyWhereThatIsNotReadable(t *testing.T) {
	with := func(unreadable Fields) []string {
		return WithoutTwoFactorUsernames([]Member{
			{Partial: Partial{Unreadable: unreadable}, Username: "ann", Status: StatusActive, TwoFactor: "NOT_SETUP"},
			{Username: "bob", Status: StatusActive, TwoFactor: twoFactorActive},
			{Username: "cyd", Status: StatusSuspended, TwoFactor: "NOT_SETUP"},
			{Username: "dan", Status: StatusActive},
		})
	}
	for unreadable, want := range map[Fields][]string{
		0: {"ann"}, MemberTwoFactor: nil, MemberUsername: {"ann"}, MemberStatus: {"ann"}, PrincipalName: {"ann"},
	} {
		if diff := cmp.Diff(want, with(unreadable)); diff != "" {
			t.Errorf("without %q (-want +got):\n%s", unreadable.Attributes(), diff)
		}
	}
}

func TestAnAliasIsBlockedOnlyIfAllAddressesThatMapToItAre(t *testing.T) {
	identity, err := value.NewIdentity(map[string]string{"jd@mail.example": "jane@acme.example", "jane.doe@acme.example": "jane@acme.example"}, map[string]string{"old.example": "acme.example"})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		addresses []Address
		want      Member
	}{
		"none are blocked": {[]Address{{Email: "JD@mail.example"}, {Email: "jane@acme.example"}}, Member{Email: "jane@acme.example", Emails: []string{"jane@acme.example"}, Blocked: []string{}}},
		"one of two is":    {[]Address{{Email: "jd@mail.example", Blocked: true}, {Email: "jane@old.example"}}, Member{Email: "jane@acme.example", Emails: []string{"jane@acme.example"}, Blocked: []string{}}},
		"both are": {
			[]Address{{Email: "jd@mail.example", Blocked: true}, {Email: "jane.doe@acme.example", Blocked: true}, {Email: "x@mail.example"}},
			Member{Email: "x@mail.example", Emails: []string{"jane@acme.example", "x@mail.example"}, Blocked: []string{"jane@acme.example"}},
		},
		"no address": {nil, Member{Emails: []string{}, Blocked: []string{}}},
	} {
		var got Member
		got.SetAddresses(c.addresses)
		got.ResolveAliases(identity)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	unreadable := Member{}
	unreadable.ResolveAliases(identity)
	if unreadable.Emails != nil {
		t.Errorf("addresses that are not readable become %q", unreadable.Emails)
	}
}
