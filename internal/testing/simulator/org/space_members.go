package org

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

const (
	guestDomain  = "partner.example"
	vendorDomain = "vendor.example"

	// A derived size does not exceed this limit. A larger Space must be
	// requested explicitly.
	maxDerivedMembers = 50_000
)

// spaceGenerator makes the Space of a complete organization. Its draws are those
// of the Space. Nothing in the organization depends on the Space.
type spaceGenerator struct {
	*generator
	draws
	space *Space
	size  int // number of members

	// These people in the organization are not members of the Space yet.
	employees, leaving, outside []Person

	drafts []memberDraft // everything but the profile of every member, in the same order as Space.Members
}

// memberDraft is what the generator keeps about a member.
type memberDraft struct {
	draws
	team   int // the index in Organization.Teams
	number int // of the example or slot that added the member
}

// newSpace makes the Space of an organization that already has licenses and
// people.
func newSpace(organization *generator) *Space {
	g := &spaceGenerator{generator: organization, draws: organization.of("space", 0)}
	people := g.org.People
	if g.options.Clean {
		people = holders(g.org)
	}
	g.employees = make([]Person, 0, len(people))
	for _, person := range people {
		switch {
		case person.External:
			g.outside = append(g.outside, person)
		case person.Departed:
			g.leaving = append(g.leaving, person)
		default:
			g.employees = append(g.employees, person)
		}
	}
	if g.size = g.options.SpaceMembers; g.size == 0 {
		g.size = g.derivedSize()
	}
	g.space = &Space{ID: g.spaceID(), Name: "Acme Example Space", Rights: slices.Clone(rights), Members: make([]SpaceMember, 0, g.size)}
	g.drafts = make([]memberDraft, 0, g.size)
	g.members()
	g.teams()
	g.memberships()
	g.managers()
	g.roles()
	g.tokens()
	s, order := g.space, g.of("order", 0)
	s.Members = shuffled(order, s.Members, func(m *SpaceMember) string { return m.ID })
	s.Teams = shuffled(order, s.Teams, func(t *SpaceTeam) string { return t.ID })
	s.Memberships = shuffled(order, s.Memberships, func(m *SpaceMembership) string { return m.ID })
	return s
}

// holders returns the people who have a license.
func holders(o *Organization) []Person {
	holding := map[string]bool{}
	for i := range o.Licenses {
		if a := o.Licenses[i].Assignee; a != nil && a.Type == AssigneeUser {
			holding[strings.ToLower(a.Email)] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(o.People), func(p Person) bool { return !holding[p.Email] })
}

// derivedSize returns the number of members if the options do not specify one.
// It is about the number of people in the organization, and larger unless the
// organization is clean.
func (g *spaceGenerator) derivedSize() int {
	people := len(g.employees) + len(g.leaving) + len(g.outside)
	if people == 0 {
		return 1 // the owner of the token
	}
	if !g.options.Clean {
		people += len(memberExamples) + people/8
	}
	return min(people, maxDerivedMembers)
}

// slot is one step of the Space's generator, which adds one member. Its draws
// depend on its number only.
type slot struct {
	*spaceGenerator
	draws
	population int
	number     int
}

// memberExample adds one kind of member. Its number identifies it, as that of
// an [example] does.
type memberExample struct {
	number int
	add    func(*slot)
}

// memberExamples add every kind of member, the most important first. A new
// example takes the next free number.
var memberExamples = []memberExample{
	{1, (*slot).external}, // an external person who holds a license
	{2, func(s *slot) { s.guest(false) }},
	{3, func(s *slot) { s.departed(true) }},
	{4, func(s *slot) { s.colleague(func(m *SpaceMember, _ draws) { m.AccessSuspended = true }) }},
	{5, func(s *slot) { s.colleague(func(m *SpaceMember, _ draws) { m.Emails = nil }) }},
	{6, func(s *slot) { s.departed(false) }}, // left the company but was not deactivated
	{7, func(s *slot) { s.colleague(func(m *SpaceMember, _ draws) { m.TwoFactor = TwoFactorNotSetUp }) }},
	{8, func(s *slot) { s.colleague(func(m *SpaceMember, _ draws) { m.NotAMember = true }) }},
	{9, func(s *slot) { s.colleague(func(m *SpaceMember, _ draws) { m.TwoFactor = TwoFactorInactive }) }},
	// The main address is blocked, but another is not.
	{10, func(s *slot) {
		s.colleague(func(m *SpaceMember, d draws) {
			m.Emails[0].Blocked = true
			m.Emails = append(m.Emails, alias(d, m.Username))
		})
	}},
	// The member is deactivated and the address was removed.
	{11, func(s *slot) { s.former(func(m *SpaceMember, _ draws) { m.Emails = nil }) }},
	{12, func(s *slot) { s.colleague(func(m *SpaceMember, _ draws) { m.Suspended = true }) }}, // sets the flag that older servers use
	{13, func(s *slot) { s.guest(true) }},
	// The member has one address in two spellings, and a second address.
	{14, func(s *slot) {
		s.colleague(func(m *SpaceMember, d draws) {
			m.Emails = append(m.Emails, SpaceEmail{Email: d.respelled("second spelling", m.Emails[0].Email)}, alias(d, m.Username))
		})
	}},
	// The member starts next month.
	{15, func(s *slot) {
		s.newColleague(func(m *SpaceMember, d draws) {
			m.Joined, m.Logins, m.TwoFactor = d.date("starts", 5, 45), nil, TwoFactorNotSetUp
		})
	}},
	// The member has two logins, of which the newer one is not first, and a
	// third login that was never used.
	{16, func(s *slot) {
		s.colleague(func(m *SpaceMember, d draws) {
			m.Logins = []SpaceLogin{{d.moment("older login", 40, 40)}, {d.moment("newer login", 3, 3)}, {}}
		})
	}},
	{17, func(s *slot) { s.colleague(func(m *SpaceMember, _ draws) { m.Logins = nil }) }},
	{18, func(s *slot) { s.colleague(func(m *SpaceMember, _ draws) { m.Emails[0].Blocked = true }) }}, // the only address is blocked
	// A collaborator from another company has no license.
	{19, func(s *slot) {
		s.visitor(vendorDomain, "vendor", func(m *SpaceMember, _ draws) { m.External = true })
	}},
	{20, func(s *slot) {
		s.visitor(vendorDomain, "vendor", func(m *SpaceMember, d draws) {
			m.External = true
			deactivate(m, d, 5, 200)
		})
	}},
	{21, func(s *slot) { s.former(func(*SpaceMember, draws) {}) }},
	{22, func(s *slot) { s.former(func(m *SpaceMember, _ draws) { m.AccessSuspended = true }) }},
	{23, func(s *slot) { s.colleague(func(m *SpaceMember, _ draws) { m.TwoFactor = "" }) }},
	{24, func(s *slot) { s.newColleague(func(*SpaceMember, draws) {}) }},
}

func (g *spaceGenerator) enough() bool { return len(g.space.Members) >= g.size }

// members adds the owner of the tokens, every kind of member, and more people
// until the Space has its size.
func (g *spaceGenerator) members() {
	owner := &slot{spaceGenerator: g, draws: g.of("owner", 0), population: popSpaceExamples}
	owner.colleague(unchanged)
	if !g.options.Clean {
		for _, example := range memberExamples {
			if g.enough() {
				return
			}
			example.add(&slot{spaceGenerator: g, draws: g.of("example", example.number), population: popSpaceExamples, number: example.number})
		}
	}
	for i := 0; !g.enough(); i++ {
		(&slot{spaceGenerator: g, draws: g.of("slot", i), population: popSpace, number: i}).addAnybody()
	}
}

// addAnybody adds a member.
func (s *slot) addAnybody() {
	if s.options.Clean {
		s.addMember(s.nextEmployee(), unchanged)
		return
	}
	switch n := s.permille("kind"); {
	case n < 800:
		person := s.nextEmployee()
		if s.ofPerson(person).chance("without a Space account", 60) {
			person = s.nextEmployee()
		}
		s.addMember(person, vary)
	case n < 840 && len(s.leaving) > 0:
		s.departed(s.chance("deactivated", 800))
	case n < 850 && len(s.outside) > 0:
		s.external()
	case n < 960:
		slices.MinFunc(memberExamples, func(a, b memberExample) int {
			return cmp.Compare(s.of("example", a.number).key, s.of("example", b.number).key)
		}).add(s)
	default:
		s.newColleague(vary)
	}
}

// serial returns a number that is unique over all slots.
func (s *slot) serial() int { return serial(s.population, s.number) }

// label returns a number for the name of a visitor.
func (s *slot) label() int {
	if s.population == popSpace {
		return firstNumber + s.number
	}
	return s.number
}

// nextEmployee returns the organization's next current employee, or a new
// employee.
func (s *slot) nextEmployee() Person { return s.takeEmployee(0) }

// anyEmployee returns a random current employee of the organization, or a new
// employee. An employee who joins the organization rarely changes the choice.
func (s *slot) anyEmployee() Person {
	best, lowest := 0, uint64(math.MaxUint64)
	for i := range s.employees {
		if weight := s.of("employee", s.employees[i].serial).key; weight < lowest {
			best, lowest = i, weight
		}
	}
	return s.takeEmployee(best)
}

func (s *slot) takeEmployee(index int) Person {
	if len(s.employees) == 0 {
		return s.newEmployee()
	}
	person := s.employees[index]
	copy(s.employees[1:index+1], s.employees[:index]) // keeps the order and costs nothing for the first
	s.employees = s.employees[1:]
	return person
}

func (s *slot) newEmployee() Person { return s.person(s.serial(), s.team(), companyDomain) }

// memberChange turns an ordinary member into a special one, with the member's
// draws.
type memberChange func(*SpaceMember, draws)

func unchanged(*SpaceMember, draws) {}

// addMember adds a person. The member's draws are the person's, so that they
// do not depend on how the person came in.
func (s *slot) addMember(person Person, change memberChange) {
	d := s.spaceGenerator.of("member", person.serial)
	member := s.profile(person, d)
	change(&member, d)
	s.space.Members = append(s.space.Members, member)
	team := slices.IndexFunc(s.org.Teams, func(t Team) bool { return t.ID == person.TeamID })
	number := s.number
	if s.population == popSpace {
		number = -1
	}
	s.drafts = append(s.drafts, memberDraft{draws: d, team: max(team, 0), number: number})
}

// colleague adds an employee of the organization and applies the change. Only
// examples take somebody who is in the organization already, because there are
// few of them: who they take may depend on who else is there.
func (s *slot) colleague(change memberChange) {
	if s.population != popSpaceExamples {
		s.newColleague(change)
		return
	}
	s.addMember(s.anyEmployee(), change)
}

// newColleague adds an employee without a license and applies the change.
func (s *slot) newColleague(change memberChange) { s.addMember(s.newEmployee(), change) }

// former adds a deactivated employee and applies the change.
func (s *slot) former(change memberChange) {
	s.newColleague(func(m *SpaceMember, d draws) {
		deactivate(m, d, 20, 500)
		change(m, d)
	})
}

// departed adds the next departed person who holds a license, either deactivated or not.
func (s *slot) departed(deactivated bool) {
	if len(s.leaving) == 0 {
		s.former(unchanged)
		return
	}
	person := s.leaving[0]
	s.leaving = s.leaving[1:]
	s.addMember(person, func(m *SpaceMember, d draws) {
		if deactivated {
			deactivate(m, d, 10, 300)
		}
	})
}

// external adds the next external person who holds a license.
func (s *slot) external() {
	if len(s.outside) == 0 {
		s.visitor(vendorDomain, "vendor", func(m *SpaceMember, _ draws) { m.External = true })
		return
	}
	person := s.outside[0]
	s.outside = s.outside[1:]
	s.addMember(person, func(m *SpaceMember, _ draws) { m.External, m.ExternalID = true, "" })
}

// guest adds a guest. The API also marks some guests as external.
func (s *slot) guest(external bool) {
	s.visitor(guestDomain, "guest", func(m *SpaceMember, _ draws) {
		m.ExternalLight, m.External, m.TwoFactor = true, external, TwoFactorNotSetUp
	})
}

// visitor adds a person from another company.
func (s *slot) visitor(domain, name string, change memberChange) {
	person := s.person(s.serial(), teamMobile, domain)
	person.Email = fmt.Sprintf("%s%d@%s", name, s.label(), domain)
	s.addMember(person, func(m *SpaceMember, d draws) {
		m.ExternalID = ""
		change(m, d)
	})
}

// profile returns an active member with two-factor authentication and one
// address.
func (s *slot) profile(person Person, d draws) SpaceMember {
	local, _, _ := strings.Cut(person.Email, "@")
	username := local
	if d.chance("capitals in the username", 700) {
		username = capitalized(local)
	}
	member := SpaceMember{
		ID:        d.spaceID(),
		Username:  username,
		FirstName: person.FirstName,
		LastName:  person.LastName,
		Emails:    []SpaceEmail{spaceEmail(d, person.Email)},
		TwoFactor: TwoFactorActive,
		Joined:    d.date("joined", -1400, -30),
		Logins:    []SpaceLogin{{d.moment("login", 1, 20)}},
		Nulls:     s.options.Nulls && d.chance("nulls", 500),
	}
	if d.chance("external id", 600) {
		member.ExternalID = fmt.Sprintf("hr-%06d", person.serial)
	}
	return member
}

func spaceEmail(d draws, address string) SpaceEmail {
	if strings.HasSuffix(address, companyDomain) && d.of(address, 0).chance("spelled differently", 200) {
		address = d.respelled("spelling", address)
	}
	return SpaceEmail{Email: address}
}

// alias returns another address for a member.
func alias(d draws, username string) SpaceEmail {
	return spaceEmail(d, strings.ToLower(username)+"@mail."+companyDomain)
}

// deactivate deactivates a member low to high days before the organization's
// day.
func deactivate(m *SpaceMember, d draws, low, high int) {
	m.LeftAt = d.moment("left", low, high)
	joined := m.LeftAt.AddDate(0, 0, -d.between("stayed", 60, 900)).Truncate(24 * time.Hour)
	m.Archived, m.Joined, m.TwoFactor, m.Logins = true, &joined, TwoFactorNotSetUp, nil
}

// vary changes small details of some members.
func vary(m *SpaceMember, d draws) {
	switch n := d.permille("two-factor"); {
	case n < 120:
		m.TwoFactor = TwoFactorInactive
	case n < 250:
		m.TwoFactor = TwoFactorNotSetUp
	}
	m.AccessSuspended = d.chance("suspended", 10)
	switch n := d.permille("addresses"); {
	case n < 60:
		m.Emails = append(m.Emails, alias(d, m.Username))
	case n < 80:
		m.Emails = append([]SpaceEmail{{Email: alias(d, m.Username).Email, Blocked: true}}, m.Emails...)
	}
	switch n := d.permille("logins"); {
	case n < 40:
		m.Logins = nil
	case n < 80:
		m.Logins[0].LastUsed = nil
	case n < 180:
		m.Logins = append(m.Logins, SpaceLogin{d.moment("second login", 2, 90)})
	}
}
