package simulator

import (
	"slices"
	"time"
)

// spaceShapes are the types of the API. Their fields are those of the API's own
// description as far as a directory has use for them; what a Space knows and
// this one does not is sent as null, empty or false.
type spaceShapes struct {
	member, name, email, login, module, access, team, membership, position *spaceShape
	organization, role, right, application                                 *spaceShape
	catalog, rightType, rightsOfType, catalogRight, group, groupRight      *spaceShape
	date, moment                                                           *spaceShape
	members, teams, memberships                                            *spaceShape // pages
	requirement                                                            *spaceShape
}

// shapesOfSpace is built once; it never changes afterwards.
var shapesOfSpace = newSpaceShapes()

func newSpaceShapes() *spaceShapes {
	value := func(name string) *spaceShape { return &spaceShape{name: name} }
	reference := func(name string) *spaceShape { return &spaceShape{name: name, reference: true} }
	s := &spaceShapes{
		member: reference("TD_MemberProfile"), team: reference("TD_Team"), membership: reference("TD_Membership"), position: reference("TD_Role"),
		name: value("TD_ProfileName"), email: value("TD_ProfileEmail"), login: value("ES_ProfileLogin"), module: value("ES_AuthModule"),
		access: value("AccessRecord"), organization: value("OrganizationRecord"), role: value("RoleDTO"), right: value("RightDTO"),
		application: value("ES_App"), catalog: value("DTO_RightsWithHierarchy"), rightType: value("DTO_RightType"),
		rightsOfType: value("DTO_RightType_Right"), catalogRight: value("DTO_FullRightWithoutType"), group: value("DTO_RightsGroup"),
		groupRight: value("DTO_Right"), date: value("KotlinXDate"), moment: value("KotlinXDateTime"),
		members: value("Batch"), teams: value("Batch"), memberships: value("Batch"), requirement: value("Profile2FARequirement"),
	}
	s.defineTimes()
	s.defineMember()
	s.defineTeam()
	s.defineMembership()
	s.definePages()
	s.defineOrganization()
	s.definePermissions()
	for _, shape := range []*spaceShape{ // so that nothing is written later
		s.member, s.team, s.membership, s.position, s.name, s.email, s.login, s.module, s.access, s.organization, s.role, s.right, s.application,
		s.catalog, s.rightType, s.rightsOfType, s.catalogRight, s.group, s.groupRight, s.date, s.moment, s.members, s.teams, s.memberships, s.requirement,
	} {
		shape.core()
	}
	return s
}

// of is the object that a field belongs to.
func of[T any](object any) *T {
	typed, ok := object.(*T)
	if !ok {
		panic("simulator: a field was asked of an object of another type")
	}
	return typed
}

// plain is a field that is a value: text, number, flag or null.
func plain[T any](name string, write func(e *spaceEncoder, object *T)) *spaceField {
	return &spaceField{name: name, write: func(e *spaceEncoder, object any, _ *selection) { write(e, of[T](object)) }}
}

// fixed is a field that is the same everywhere.
func fixed(name, json string) *spaceField {
	return &spaceField{name: name, write: func(e *spaceEncoder, _ any, _ *selection) { e.raw(json) }}
}

// nested is a field that is an object or a list of objects.
func nested[T any](name string, shape *spaceShape, write func(e *spaceEncoder, object *T, s *selection)) *spaceField {
	return &spaceField{name: name, shape: shape, write: func(e *spaceEncoder, object any, s *selection) { write(e, of[T](object), s) }}
}

// extended makes a field one that is sent only when named.
func (f *spaceField) extended() *spaceField {
	f.extension = true
	return f
}

func (s *spaceShapes) defineTimes() {
	s.date.define(
		plain("iso", func(e *spaceEncoder, t *time.Time) { e.text(t.UTC().Format(spaceDate)) }),
		plain("day", func(e *spaceEncoder, t *time.Time) { e.number(int64(t.UTC().Day())) }),
		plain("month", func(e *spaceEncoder, t *time.Time) { e.number(int64(t.UTC().Month())) }),
		plain("year", func(e *spaceEncoder, t *time.Time) { e.number(int64(t.UTC().Year())) }),
	)
	s.moment.define(
		plain("iso", func(e *spaceEncoder, t *time.Time) { e.text(t.UTC().Format(spaceMoment)) }),
		plain("timestamp", func(e *spaceEncoder, t *time.Time) { e.number(t.UnixMilli()) }),
	)
}

// dateOf and momentOf are fields for points in time.
func dateOf[T any](s *spaceShapes, name string, get func(*T) *time.Time) *spaceField {
	return nested(name, s.date, func(e *spaceEncoder, object *T, s *selection) { e.time(get(object), spaceDate, s) })
}

func momentOf[T any](s *spaceShapes, name string, get func(*T) *time.Time) *spaceField {
	return nested(name, s.moment, func(e *spaceEncoder, object *T, s *selection) { e.time(get(object), spaceMoment, s) })
}

// Rules of reading a profile. The id is open to everybody.
var (
	byName    = []string{PermissionViewProfiles, PermissionViewProfileBasics}
	byContact = []string{PermissionViewProfiles}
	byTeams   = []string{PermissionViewMemberships}
)

// ofMember is a rule of reading a field of a profile: the token has one of the
// permissions, it may see the person, and nobody has closed the field to it.
func ofMember(field *spaceField, anyOf []string) *spaceField {
	field.readable = func(e *spaceEncoder, object any) bool {
		return e.caller.hasAny(anyOf) && e.caller.sees(of[SpaceMember](object)) &&
			(e.caller.unreadable == nil || !slices.Contains(e.caller.unreadable, field.name))
	}
	return field
}

func (s *spaceShapes) defineMember() {
	type member = SpaceMember
	undecided := func(name string, get func(*member) bool) *spaceField {
		return plain(name, func(e *spaceEncoder, m *member) {
			if value := get(m); value || !m.Nulls {
				e.flag(value)
				return
			}
			e.null()
		})
	}
	s.name.define(
		plain("firstName", func(e *spaceEncoder, m *member) { e.text(m.FirstName) }),
		plain("lastName", func(e *spaceEncoder, m *member) { e.text(m.LastName) }),
	)
	s.email.define(
		plain("id", func(e *spaceEncoder, m *SpaceEmail) { e.text(m.ID) }),
		plain("email", func(e *spaceEncoder, m *SpaceEmail) { e.text(m.Email) }),
		plain("blocked", func(e *spaceEncoder, m *SpaceEmail) { e.flag(m.Blocked) }),
	)
	s.module.define(
		plain("id", func(e *spaceEncoder, m *SpaceLogin) { e.text("module" + lettersOf(m.AuthModule)) }),
		plain("key", func(e *spaceEncoder, m *SpaceLogin) { e.text(lettersOf(m.AuthModule)) }),
		plain("name", func(e *spaceEncoder, m *SpaceLogin) { e.text(m.AuthModule) }),
		fixed("ordinal", "0"), fixed("enabled", "true"), fixed("iconDataURI", "null"),
	)
	s.access.define(
		momentOf(s, "time", func(a *SpaceAccess) *time.Time { return &a.Time }),
		plain("address", func(e *spaceEncoder, a *SpaceAccess) { e.text(a.Address) }),
		plain("userAgent", func(e *spaceEncoder, a *SpaceAccess) { e.textOrNull(a.UserAgent) }),
	)
	s.login.define(
		plain("identifier", func(e *spaceEncoder, l *SpaceLogin) { e.text(l.Identifier) }),
		nested("authModule", s.module, func(e *spaceEncoder, l *SpaceLogin, s *selection) { e.object(l, s) }),
		nested("access", s.access, func(e *spaceEncoder, l *SpaceLogin, s *selection) {
			if l.Access == nil {
				e.null()
				return
			}
			e.object(l.Access, s)
		}),
		fixed("details", `{"className":"ES_DefaultProfileLoginDetails"}`).extended(),
	)

	names := []*spaceField{
		plain("username", func(e *spaceEncoder, m *member) { e.text(m.Username) }),
		nested("name", s.name, func(e *spaceEncoder, m *member, s *selection) { e.object(m, s) }),
		fixed("smallAvatar", "null"), fixed("avatar", "null"), fixed("profilePicture", "null"),
	}
	contact := []*spaceField{
		fixed("speaksEnglish", "true"), fixed("languages", "[]"),
		plain("archived", func(e *spaceEncoder, m *member) { e.flag(m.Archived) }),
		plain("notAMember", func(e *spaceEncoder, m *member) { e.flag(m.NotAMember) }),
		undecided("suspended", func(m *member) bool { return m.Suspended }),
		dateOf(s, "joined", func(m *member) *time.Time { return m.Joined }),
		momentOf(s, "leftAt", func(m *member) *time.Time { return m.LeftAt }),
		undecided("external", func(m *member) bool { return m.External }),
		undecided("externalLight", func(m *member) bool { return m.ExternalLight }),
		fixed("suspendedAt", "null").extended(),
		nested("emails", s.email, func(e *spaceEncoder, m *member, s *selection) {
			e.list(len(m.Emails), func(i int) { e.object(&m.Emails[i], s) })
		}).extended(),
		undecided("accessSuspended", func(m *member) bool { return m.AccessSuspended }).extended(),
		momentOf(s, "accessSuspendedAt", func(m *member) *time.Time { return m.AccessSuspendedAt }).extended(),
		plain("externalId", func(e *spaceEncoder, m *member) { e.textOrNull(m.ExternalID) }).extended(),
		plain("status", func(e *spaceEncoder, m *member) { e.textOrNull(m.TwoFactor) }).extended(),
		nested("managers", s.member, func(e *spaceEncoder, m *member, s *selection) {
			known := e.data.knownMembers(m.ManagerIDs)
			e.list(len(known), func(i int) { e.object(known[i], s) })
		}).extended(),
		nested("logins", s.login, func(e *spaceEncoder, m *member, s *selection) {
			e.list(len(m.Logins), func(i int) { e.object(&m.Logins[i], s) })
		}).extended(),
		fixed("customFields", "{}").extended(), fixed("phones", "[]").extended(), fixed("messengers", "[]").extended(),
		fixed("links", "[]").extended(), fixed("topics", "[]").extended(), fixed("absences", "[]").extended(), fixed("locations", "[]").extended(),
		fixed("locationHistory", "[]").extended(), fixed("about", "null").extended(), fixed("gender", "null").extended(),
		fixed("birthday", "null").extended(), fixed("left", "null").extended(), fixed("onboardingRequired", "false").extended(),
	}
	teams := []*spaceField{
		nested("memberships", s.membership, func(e *spaceEncoder, m *member, s *selection) { e.memberships(e.data.current.ofMember[m.ID], s) }).extended(),
		nested("membershipHistory", s.membership, func(e *spaceEncoder, m *member, s *selection) { e.memberships(e.data.all.ofMember[m.ID], s) }).extended(),
	}
	fields := []*spaceField{plain("id", func(e *spaceEncoder, m *member) { e.text(m.ID) })}
	for _, group := range []struct {
		fields []*spaceField
		anyOf  []string
	}{{names, byName}, {contact, byContact}, {teams, byTeams}} {
		for _, field := range group.fields {
			fields = append(fields, ofMember(field, group.anyOf))
		}
	}
	s.member.define(fields...)
}

// lettersOf makes an identifier out of a name.
func lettersOf(name string) string {
	var letters []rune
	for _, r := range name {
		if r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			letters = append(letters, r)
		}
	}
	return string(letters)
}
