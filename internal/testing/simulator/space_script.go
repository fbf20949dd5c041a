package simulator

import "fmt"

// spaceScript brings every kind of member into a Space, the most telling first.
// Each scene adds one member.
var spaceScript = []func(*spaceGenerator){
	// An outsider who holds a license is an external user here.
	func(g *spaceGenerator) { g.external() },
	// A guest, the lighter kind of external user.
	func(g *spaceGenerator) { g.guest(false) },
	// A leaver who is deactivated.
	func(g *spaceGenerator) { g.leaver(true) },
	func(g *spaceGenerator) {
		g.colleague(func(m *SpaceMember) {
			suspended := g.moment(g.between(2, 60))
			m.AccessSuspended, m.AccessSuspendedAt = true, &suspended
		})
	},
	func(g *spaceGenerator) { g.colleague(func(m *SpaceMember) { m.Emails = nil }) },
	// A leaver whom nobody has deactivated.
	func(g *spaceGenerator) { g.leaver(false) },
	func(g *spaceGenerator) { g.colleague(func(m *SpaceMember) { m.TwoFactor = TwoFactorNotSetUp }) },
	func(g *spaceGenerator) { g.colleague(func(m *SpaceMember) { m.NotAMember = true }) },
	func(g *spaceGenerator) { g.colleague(func(m *SpaceMember) { m.TwoFactor = TwoFactorInactive }) },
	// The main address is blocked, another is not.
	func(g *spaceGenerator) {
		g.colleague(func(m *SpaceMember) {
			m.Emails[0].Blocked = true
			m.Emails = append(m.Emails, g.alias(m.Username))
		})
	},
	// Deactivated and the address taken away.
	func(g *spaceGenerator) {
		g.former(func(m *SpaceMember) { m.Emails = nil })
	},
	func(g *spaceGenerator) { g.colleague(func(m *SpaceMember) { m.Suspended = true }) }, // as an older server says it
	func(g *spaceGenerator) { g.guest(true) },
	// One address in two spellings, and a second one.
	func(g *spaceGenerator) {
		g.colleague(func(m *SpaceMember) {
			again := m.Emails[0]
			again.ID, again.Email = g.id(), g.respelled(again.Email)
			m.Emails = append(m.Emails, again, g.alias(m.Username))
		})
	},
	// Somebody who begins next month.
	func(g *spaceGenerator) {
		g.newColleague(func(m *SpaceMember) {
			m.Joined, m.Logins, m.TwoFactor = g.date(g.between(5, 45)), nil, TwoFactorNotSetUp
		})
	},
	// Two logins, the newer one not first; and one never used.
	func(g *spaceGenerator) {
		g.colleague(func(m *SpaceMember) {
			m.Logins = []SpaceLogin{g.otherLogin(m.Username, 40), g.otherLogin(m.Username, 3), {Identifier: m.Username, AuthModule: "Built-in"}}
		})
	},
	func(g *spaceGenerator) { g.colleague(func(m *SpaceMember) { m.Logins = nil }) },
	func(g *spaceGenerator) { g.colleague(func(m *SpaceMember) { m.Emails[0].Blocked = true }) }, // every address blocked
	// A collaborator of another firm, without a license.
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
	// Deactivated while suspended.
	func(g *spaceGenerator) {
		g.former(func(m *SpaceMember) { m.AccessSuspended, m.AccessSuspendedAt = true, m.LeftAt })
	},
	func(g *spaceGenerator) { g.colleague(func(m *SpaceMember) { m.TwoFactor = "" }) },
	func(g *spaceGenerator) { g.newColleague(func(*SpaceMember) {}) },
}

// colleague adds an employee of the organization, changed.
func (g *spaceGenerator) colleague(change func(*SpaceMember)) {
	g.employ(g.nextEmployee(), change)
}

// newColleague adds an employee without a license, changed.
func (g *spaceGenerator) newColleague(change func(*SpaceMember)) {
	g.employ(g.employee(g.team()), change)
}

func (g *spaceGenerator) employ(person Person, change func(*SpaceMember)) {
	member := g.profile(person)
	change(&member)
	g.entries = append(g.entries, entry{member: member, team: g.teamIndex(person), staff: !member.NotAMember})
}

// former adds a deactivated employee of former times, changed.
func (g *spaceGenerator) former(change func(*SpaceMember)) {
	person := g.employee(g.team())
	member := g.profile(person)
	g.deactivate(&member, g.between(20, 500))
	change(&member)
	g.entries = append(g.entries, entry{member: member, team: g.teamIndex(person)})
}

// leaver adds the next leaver who holds a license, deactivated or forgotten.
func (g *spaceGenerator) leaver(deactivated bool) {
	if len(g.leaving) == 0 {
		g.former(func(*SpaceMember) {})
		return
	}
	person := g.leaving[0]
	g.leaving = g.leaving[1:]
	member := g.profile(person)
	if deactivated {
		g.deactivate(&member, g.between(10, 300))
	}
	g.entries = append(g.entries, entry{member: member, team: g.teamIndex(person), staff: !deactivated})
}

// external adds the next outsider who holds a license.
func (g *spaceGenerator) external() {
	if len(g.outside) == 0 {
		g.visitor(vendorDomain, "vendor", func(m *SpaceMember) { m.External = true })
		return
	}
	person := g.outside[0]
	g.outside = g.outside[1:]
	member := g.profile(person)
	member.External, member.ExternalID = true, ""
	g.entries = append(g.entries, entry{member: member, team: g.teamIndex(person)})
}

// guest adds a guest; the API calls some of them external as well.
func (g *spaceGenerator) guest(external bool) {
	g.visitor(guestDomain, "guest", func(m *SpaceMember) {
		m.ExternalLight, m.External = true, external
		m.TwoFactor = TwoFactorNotSetUp
	})
}

// visitor adds somebody of another firm.
func (g *spaceGenerator) visitor(domain, name string, change func(*SpaceMember)) {
	g.addresses[name]++
	person := g.person(teamMobile, domain)
	person.Email = fmt.Sprintf("%s%d@%s", name, g.addresses[name], domain)
	member := g.profile(person)
	member.ExternalID = ""
	change(&member)
	g.entries = append(g.entries, entry{member: member, team: teamMobile})
}
