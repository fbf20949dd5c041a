package org

import (
	"fmt"
	"math/rand/v2"
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

// spaceGenerator makes the Space of a complete organization. It has its own
// random source, so that nothing in the organization depends on the Space.
type spaceGenerator struct {
	*generator
	space  *Space
	wanted int // number of members

	// These people in the organization are not members of the Space yet.
	employees, leaving, outside []Person

	teamOf  []int // for each member, the index of the team in Organization.Teams
	numbers int   // counts the external IDs
}

// newSpace makes the Space of an organization that already has licenses and
// people.
func newSpace(options Options, o *Organization, addresses map[string]int) *Space {
	g := &spaceGenerator{
		generator: &generator{
			options:   options,
			rng:       rand.New(rand.NewPCG(options.Seed, 0x7370616365)), //nolint:gosec // reproducible on purpose
			day:       o.Now.UTC().Truncate(24 * time.Hour),
			org:       o,
			addresses: addresses,
		},
	}
	people := o.People
	if options.Clean {
		people = holders(o)
	}
	for _, person := range people {
		switch {
		case person.External:
			g.outside = append(g.outside, person)
		case person.Leaver:
			g.leaving = append(g.leaving, person)
		default:
			g.employees = append(g.employees, person)
		}
	}
	if g.wanted = options.SpaceMembers; g.wanted == 0 {
		g.wanted = g.derivedSize()
	}
	g.space = &Space{ID: g.spaceID(), Name: "Acme Example Space", Rights: slices.Clone(rights)}
	g.members()
	g.teams()
	g.memberships()
	g.managers()
	g.roles()
	g.tokens()
	s := g.space
	g.rng.Shuffle(len(s.Members), func(i, j int) { s.Members[i], s.Members[j] = s.Members[j], s.Members[i] })
	g.rng.Shuffle(len(s.Teams), func(i, j int) { s.Teams[i], s.Teams[j] = s.Teams[j], s.Teams[i] })
	g.rng.Shuffle(len(s.Memberships), func(i, j int) { s.Memberships[i], s.Memberships[j] = s.Memberships[j], s.Memberships[i] })
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

// spaceID returns a new ID with 12 characters of base 62. With 62^12 possible
// IDs, duplicates do not occur in practice.
func (g *spaceGenerator) spaceID() string {
	const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	var id [12]byte
	for i := range id {
		id[i] = alphabet[g.rng.IntN(len(alphabet))]
	}
	return string(id[:])
}

// moment returns a random time on the day that is the given number of days
// before the organization's day.
func (g *spaceGenerator) moment(days int) *time.Time {
	t := g.day.AddDate(0, 0, -days).Add(time.Duration(g.rng.IntN(24*3600*1000)) * time.Millisecond)
	return &t
}

// date returns the day that is the given number of days after the
// organization's day.
func (g *spaceGenerator) date(days int) *time.Time {
	t := g.day.AddDate(0, 0, days)
	return &t
}

// memberExamples add every kind of member, the most important first.
var memberExamples = []func(*spaceGenerator){
	(*spaceGenerator).external, // an outsider who holds a license
	func(g *spaceGenerator) { g.guest(false) },
	func(g *spaceGenerator) { g.leaver(true) },
	func(g *spaceGenerator) { g.colleague(func(m *SpaceMember) { m.AccessSuspended = true }) },
	func(g *spaceGenerator) { g.colleague(func(m *SpaceMember) { m.Emails = nil }) },
	func(g *spaceGenerator) { g.leaver(false) }, // left the company but was not deactivated
	func(g *spaceGenerator) { g.colleague(func(m *SpaceMember) { m.TwoFactor = TwoFactorNotSetUp }) },
	func(g *spaceGenerator) { g.colleague(func(m *SpaceMember) { m.NotAMember = true }) },
	func(g *spaceGenerator) { g.colleague(func(m *SpaceMember) { m.TwoFactor = TwoFactorInactive }) },
	// The main address is blocked, but another is not.
	func(g *spaceGenerator) {
		g.colleague(func(m *SpaceMember) {
			m.Emails[0].Blocked = true
			m.Emails = append(m.Emails, g.alias(m.Username))
		})
	},
	// The member is deactivated and the address was removed.
	func(g *spaceGenerator) { g.former(func(m *SpaceMember) { m.Emails = nil }) },
	func(g *spaceGenerator) { g.colleague(func(m *SpaceMember) { m.Suspended = true }) }, // sets the flag that older servers use
	func(g *spaceGenerator) { g.guest(true) },
	// The member has one address in two spellings, and a second address.
	func(g *spaceGenerator) {
		g.colleague(func(m *SpaceMember) {
			m.Emails = append(m.Emails, SpaceEmail{Email: g.respelled(m.Emails[0].Email)}, g.alias(m.Username))
		})
	},
	// The member starts next month.
	func(g *spaceGenerator) {
		g.newColleague(func(m *SpaceMember) {
			m.Joined, m.Logins, m.TwoFactor = g.date(g.between(5, 45)), nil, TwoFactorNotSetUp
		})
	},
	// The member has two logins, of which the newer one is not first, and a
	// third login that was never used.
	func(g *spaceGenerator) {
		g.colleague(func(m *SpaceMember) { m.Logins = []SpaceLogin{{g.moment(40)}, {g.moment(3)}, {}} })
	},
	func(g *spaceGenerator) { g.colleague(func(m *SpaceMember) { m.Logins = nil }) },
	func(g *spaceGenerator) { g.colleague(func(m *SpaceMember) { m.Emails[0].Blocked = true }) }, // the only address is blocked
	// A collaborator from another company has no license.
	func(g *spaceGenerator) {
		g.visitor(vendorDomain, "vendor", func(m *SpaceMember) { m.External = true })
	},
	func(g *spaceGenerator) {
		g.visitor(vendorDomain, "vendor", func(m *SpaceMember) {
			m.External = true
			g.deactivate(m, g.between(5, 200))
		})
	},
	func(g *spaceGenerator) { g.former(func(*SpaceMember) {}) },
	func(g *spaceGenerator) { g.former(func(m *SpaceMember) { m.AccessSuspended = true }) },
	func(g *spaceGenerator) { g.colleague(func(m *SpaceMember) { m.TwoFactor = "" }) },
	func(g *spaceGenerator) { g.newColleague(func(*SpaceMember) {}) },
}

func (g *spaceGenerator) enough() bool { return len(g.space.Members) >= g.wanted }

// members adds the owner of the tokens, every kind of member, and more people
// until the wanted number is reached.
func (g *spaceGenerator) members() {
	g.colleague(func(*SpaceMember) {})
	if g.options.Clean {
		for !g.enough() {
			g.colleague(func(*SpaceMember) {})
		}
		return
	}
	for _, add := range memberExamples {
		if g.enough() {
			return
		}
		add(g)
	}
	for !g.enough() {
		switch n := g.rng.IntN(1000); {
		case n < 800:
			if g.chance(60) {
				g.nextEmployee() // this employee has no account
			}
			g.colleague(g.vary)
		case n < 840 && len(g.leaving) > 0:
			g.leaver(g.chance(800))
		case n < 850 && len(g.outside) > 0:
			g.external()
		case n < 960:
			memberExamples[g.rng.IntN(len(memberExamples))](g)
		default:
			g.newColleague(g.vary)
		}
	}
}

// nextEmployee returns the organization's next current employee, or a new
// employee.
func (g *spaceGenerator) nextEmployee() Person {
	if len(g.employees) == 0 {
		return g.employee(g.team())
	}
	person := g.employees[0]
	g.employees = g.employees[1:]
	return person
}

func (g *spaceGenerator) addMember(person Person, change func(*SpaceMember)) {
	member := g.profile(person)
	change(&member)
	g.space.Members = append(g.space.Members, member)
	team := slices.IndexFunc(g.org.Teams, func(t Team) bool { return t.ID == person.TeamID })
	g.teamOf = append(g.teamOf, max(team, 0))
}

// colleague adds an employee of the organization and applies the change.
func (g *spaceGenerator) colleague(change func(*SpaceMember)) { g.addMember(g.nextEmployee(), change) }

// newColleague adds an employee without a license and applies the change.
func (g *spaceGenerator) newColleague(change func(*SpaceMember)) {
	g.addMember(g.employee(g.team()), change)
}

// former adds a deactivated employee and applies the change.
func (g *spaceGenerator) former(change func(*SpaceMember)) {
	g.newColleague(func(m *SpaceMember) {
		g.deactivate(m, g.between(20, 500))
		change(m)
	})
}

// leaver adds the next leaver who holds a license, either deactivated or not.
func (g *spaceGenerator) leaver(deactivated bool) {
	if len(g.leaving) == 0 {
		g.former(func(*SpaceMember) {})
		return
	}
	person := g.leaving[0]
	g.leaving = g.leaving[1:]
	g.addMember(person, func(m *SpaceMember) {
		if deactivated {
			g.deactivate(m, g.between(10, 300))
		}
	})
}

// external adds the next outsider who holds a license.
func (g *spaceGenerator) external() {
	if len(g.outside) == 0 {
		g.visitor(vendorDomain, "vendor", func(m *SpaceMember) { m.External = true })
		return
	}
	person := g.outside[0]
	g.outside = g.outside[1:]
	g.addMember(person, func(m *SpaceMember) { m.External, m.ExternalID = true, "" })
}

// guest adds a guest. The API also marks some guests as external.
func (g *spaceGenerator) guest(external bool) {
	g.visitor(guestDomain, "guest", func(m *SpaceMember) {
		m.ExternalLight, m.External, m.TwoFactor = true, external, TwoFactorNotSetUp
	})
}

// visitor adds a person from another company.
func (g *spaceGenerator) visitor(domain, name string, change func(*SpaceMember)) {
	g.addresses[name]++
	person := g.person(teamMobile, domain)
	person.Email = fmt.Sprintf("%s%d@%s", name, g.addresses[name], domain)
	g.addMember(person, func(m *SpaceMember) {
		m.ExternalID = ""
		change(m)
	})
}

// profile returns an active member with two-factor authentication and one
// address.
func (g *spaceGenerator) profile(person Person) SpaceMember {
	local, _, _ := strings.Cut(person.Email, "@")
	username := local
	if g.chance(700) {
		parts := strings.Split(local, ".")
		for i, part := range parts {
			parts[i] = strings.ToUpper(part[:1]) + part[1:]
		}
		username = strings.Join(parts, ".")
	}
	nulls := g.chance(500)
	member := SpaceMember{
		ID:        g.spaceID(),
		Username:  username,
		FirstName: person.FirstName,
		LastName:  person.LastName,
		Emails:    []SpaceEmail{g.email(person.Email)},
		TwoFactor: TwoFactorActive,
		Joined:    g.date(-g.between(30, 1400)),
		Logins:    []SpaceLogin{{g.moment(g.between(1, 20))}},
		Nulls:     g.options.Nulls && nulls,
	}
	if g.chance(600) {
		g.numbers++
		member.ExternalID = fmt.Sprintf("hr-%06d", g.numbers)
	}
	return member
}

func (g *spaceGenerator) email(address string) SpaceEmail {
	if g.chance(200) && strings.HasSuffix(address, companyDomain) {
		address = g.respelled(address)
	}
	return SpaceEmail{Email: address}
}

// alias returns another address for a member.
func (g *spaceGenerator) alias(username string) SpaceEmail {
	return g.email(strings.ToLower(username) + "@mail." + companyDomain)
}

// deactivate deactivates a member the given number of days before the
// organization's day.
func (g *spaceGenerator) deactivate(m *SpaceMember, days int) {
	m.LeftAt = g.moment(days)
	joined := m.LeftAt.AddDate(0, 0, -g.between(60, 900)).Truncate(24 * time.Hour)
	m.Archived, m.Joined, m.TwoFactor, m.Logins = true, &joined, TwoFactorNotSetUp, nil
}

// vary changes small details of some members.
func (g *spaceGenerator) vary(m *SpaceMember) {
	switch n := g.rng.IntN(100); {
	case n < 12:
		m.TwoFactor = TwoFactorInactive
	case n < 25:
		m.TwoFactor = TwoFactorNotSetUp
	}
	switch n := g.rng.IntN(100); {
	case n < 6:
		m.Emails = append(m.Emails, g.alias(m.Username))
	case n < 8:
		m.Emails = append([]SpaceEmail{{Email: g.alias(m.Username).Email, Blocked: true}}, m.Emails...)
	}
	switch n := g.rng.IntN(100); {
	case n < 4:
		m.Logins = nil
	case n < 8:
		m.Logins[0].LastUsed = nil
	case n < 18:
		m.Logins = append(m.Logins, SpaceLogin{g.moment(g.between(2, 90))})
	}
}
