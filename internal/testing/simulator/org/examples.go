package org

import "strings"

// example adds one kind of license. Everything random about it depends on its
// number, which it keeps wherever it stands in the list.
type example struct {
	number int
	add    func(*unit)
}

// licenseExamples add every kind of license, the most important first. Ten
// licenses show the first nine examples, and eighty show all of them. A new
// example takes the next free number.
var licenseExamples = []example{
	// One person holds a pack and a product that it covers, under two
	// spellings.
	{1, func(u *unit) {
		person := u.employee(teamCore)
		u.holder(person,
			u.used("ALL", teamCore, spelled(person.Name(), person.Email)),
			u.used("II", teamCore, spelled(masked(person.Name()), strings.ToUpper(person.Email))))
	}},
	{2, func(u *unit) { u.holder(u.external(7), u.used("WS", teamMobile)) }},
	{3, func(u *unit) { u.holder(u.departed(1, teamCore), u.used("II", teamCore, rarelyUsed)) }},
	{4, func(u *unit) { u.holder(u.employee(teamData), u.used("PC", teamData, unused)) }},
	{5, func(u *unit) { u.add(u.seat("ALL", teamCore, withNulls)) }},
	{6, func(u *unit) { u.holder(u.employee(teamData), u.used("AIP", teamData, neverSeen)) }},
	{7, func(u *unit) { u.holder(u.employee(teamMobile), u.used("WS", teamMobile, suspended)) }},
	{8, func(u *unit) { u.add(u.key("II", teamCore, true)) }},
	{9, func(u *unit) { u.holder(u.employee(teamData), u.used("PC", teamData, expired)) }},

	// The following examples need more than ten licenses.
	{10, func(u *unit) { u.add(u.server("ALL", teamMobile, ServerTypeLicenseServer)) }},
	{11, func(u *unit) { u.holder(u.employee(teamMobile), u.used("II", teamMobile, offline)) }},
	{12, func(u *unit) { u.holder(u.employee(teamData), u.used("PC", teamData, trial)) }},
	{13, func(u *unit) { u.holder(u.employee(teamCore), u.used("ALL", teamCore, justAssigned)) }},
	{14, func(u *unit) { u.add(u.seat("WS", teamMobile, expired)) }},
	{15, func(u *unit) { u.holder(u.subdomainEmployee(teamCore), u.used("II", teamCore)) }},
	// One person holds the same product twice.
	{16, func(u *unit) {
		person := u.employee(teamMobile)
		u.holder(person,
			u.used("WS", teamMobile, spelled(masked(person.Name()), person.Email)),
			u.used("WS", teamMobile, spelled(person.Name(), person.Email)))
	}},
	{17, func(u *unit) { u.holder(u.employee(teamCore), u.used("II", teamCore, stopped(nil))) }},
	{18, func(u *unit) { u.holder(u.employee(teamData), u.used("PC", teamData, stopped(&nullText))) }},
	{19, func(u *unit) { u.add(u.server("PC", teamData, ServerTypeLicenseVault)) }},
	{20, func(u *unit) { u.add(u.key("WS", teamMobile, false)) }},
	{21, func(u *unit) { u.holder(u.employee(teamCore), u.used("ALL", teamCore, perpetual, withDomain)) }},
	{22, func(u *unit) { u.holder(u.employee(teamCore), u.used("PC", teamCore, perpetualOnly, withNulls)) }},
	{23, func(u *unit) { u.add(u.seat("II", teamData, notAssignable)) }},
	{24, func(u *unit) { u.holder(u.employee(teamData), u.used("AIP", teamData, unseen)) }},
	// One license is suspended, and the other is in use.
	{25, func(u *unit) {
		u.holder(u.employee(teamMobile), u.used("II", teamMobile, suspended), u.used("AIP", teamMobile))
	}},
	{26, func(u *unit) { u.holder(u.employee(teamCore), u.used("WS", teamCore, suspended, expired)) }},
	// The holder never uses the second seat.
	{27, func(u *unit) {
		u.holder(u.employee(teamCore), u.used("II", teamCore), u.used("WS", teamCore, unused))
	}},
	// One person holds licenses of two teams.
	{28, func(u *unit) {
		u.holder(u.employee(teamData), u.used("PC", teamData), u.used("WS", teamMobile))
	}},
	{29, func(u *unit) { u.add(u.seat("PC", teamData, trial)) }},
	{30, func(u *unit) { u.add(u.seat("AIP", teamData)) }},
	{31, func(u *unit) { u.add(u.seat("II", teamMobile, perpetualOnly, notAssignable, withGaps)) }},
	{32, func(u *unit) { u.holder(u.external(8), u.used("II", teamMobile, rarelyUsed)) }},
	{33, func(u *unit) { u.holder(u.employee(teamCore), u.used("ALL", teamCore, offlineSeen)) }},
	{34, func(u *unit) {
		u.holder(u.employee(teamMobile), u.used("II", teamMobile), u.used("PC", teamMobile), u.used("AIP", teamMobile))
	}},
	{35, func(u *unit) { u.holder(u.departed(2, teamData), u.used("PC", teamData, unused)) }},
	{36, func(u *unit) { u.add(u.seat("WS", teamCore)) }},
	// Only one of two seats from the same purchase renews.
	{37, func(u *unit) {
		renewing := u.seat("WS", teamData)
		other := u.seat("WS", teamData)
		subscription := *renewing.Subscription
		renewing.Subscription.AutomaticallyRenewed = true
		other.Subscription = &subscription
		notRenewed(&other)
		u.add(renewing)
		u.add(other)
	}},
	{38, func(u *unit) { u.holder(u.employee(teamMobile), u.used("WS", teamMobile, stoppedWithNull)) }},
	{39, func(u *unit) { u.holder(u.employee(teamCore), u.used("II", teamCore, perpetualOutdated)) }},
	{40, func(u *unit) { u.holder(u.employee(teamData), u.used("PC", teamData, boughtLately)) }},
	// One person holds two seats of the same product, of which only one works.
	{41, func(u *unit) {
		u.holder(u.employee(teamCore), u.used("II", teamCore), u.used("II", teamCore, expired))
	}},
	{42, func(u *unit) {
		u.holder(u.employee(teamMobile), u.used("WS", teamMobile, suspended), u.used("WS", teamMobile))
	}},
	{43, func(u *unit) {
		u.holder(u.employee(teamData), u.used("PC", teamData, trial), u.used("PC", teamData))
	}},
	{44, func(u *unit) { u.holder(u.employee(teamCore), u.used("II", teamCore, paymentFailed)) }},
	{45, func(u *unit) { u.holder(u.employee(teamCore), u.used("WS", teamCore, withoutTeam)) }},
	{46, func(u *unit) { u.add(u.seat("PC", teamCore, withoutTeam)) }},
	{47, func(u *unit) { u.holder(u.employee(teamData), u.used("PC", teamData, undated)) }},
	{48, func(u *unit) { u.holder(u.employee(teamMobile), u.used("WS", teamMobile, reassigned)) }},
	{49, func(u *unit) { u.holder(u.employee(teamData), u.used("AIP", teamData, reassignedLately)) }},
	{50, func(u *unit) { u.add(u.server("II", teamCore, ServerTypeLicenseServer, expired)) }},
	// The API would not revoke the license that the pack covers yet.
	{51, func(u *unit) {
		u.holder(u.employee(teamCore), u.used("ALL", teamCore), u.used("PC", teamCore, assignedLately))
	}},
	// A pack would cost less than these.
	{52, func(u *unit) {
		u.holder(u.employee(teamData), u.used("II", teamData), u.used("PC", teamData), u.used("WS", teamData))
	}},
}

// cleanLicenseExamples put people into every team and add free seats.
var cleanLicenseExamples = []example{
	{1, func(u *unit) { u.holder(u.employee(teamCore), u.used("ALL", teamCore)) }},
	{2, func(u *unit) { u.holder(u.employee(teamMobile), u.used("WS", teamMobile)) }},
	{3, func(u *unit) { u.holder(u.employee(teamData), u.used("PC", teamData)) }},
	{4, func(u *unit) { u.add(u.seat("ALL", teamCore)) }},
	{5, func(u *unit) {
		person := u.employee(teamCore)
		u.holder(person,
			u.used("II", teamCore, spelled(person.Name(), person.Email)),
			u.used("AIP", teamCore, spelled(masked(person.Name()), strings.ToUpper(person.Email))))
	}},
	{6, func(u *unit) { u.add(u.seat("PC", teamData)) }},
	{7, func(u *unit) { u.add(u.key("II", teamCore, true)) }},
	{8, func(u *unit) { u.add(u.server("ALL", teamMobile, ServerTypeLicenseServer)) }},
	{9, func(u *unit) { u.add(u.seat("WS", teamMobile)) }},
	{10, func(u *unit) { u.add(u.seat("II", teamCore)) }},
	{11, func(u *unit) { u.add(u.seat("AIP", teamData)) }},
	{12, func(u *unit) { u.add(u.server("PC", teamData, ServerTypeLicenseVault)) }},
	{13, func(u *unit) { u.holder(u.employee(teamCore), u.used("ALL", teamCore, perpetual, withDomain)) }},
}

// addAnything adds a seat, or a person with licenses.
func (u *unit) addAnything() {
	team := u.team()
	switch n := u.permille("kind"); {
	case n < 35:
		u.add(u.seat(u.anyProduct(), team))
	case n < 45:
		u.add(u.server(u.anyProduct(), team, pick(u.draws, "type of server", []string{ServerTypeLicenseServer, ServerTypeLicenseVault})))
	case n < 53:
		u.add(u.key(u.anyProduct(), team, u.chance("legacy key", 200)))
	case n < 68 && !u.options.Clean:
		u.add(u.seat(u.anyProduct(), team, expired))
	case n < 72 && !u.options.Clean:
		u.add(u.seat(u.anyProduct(), team, notAssignable))
	default:
		u.addPerson(team)
	}
}

// firstNumber is the number in the address of the first departed or external person who
// is no example.
const firstNumber = 100

// addPerson adds a person with one to four licenses.
func (u *unit) addPerson(team int) {
	var person Person
	switch n := u.permille("kind of person"); {
	case n < 6 && !u.options.Clean:
		person = u.departed(firstNumber+u.number, team)
	case n < 12 && !u.options.Clean && u.externals < maxExternals:
		u.externals++
		person, team = u.external(firstNumber+u.number), teamMobile
	case n < 60 && !u.options.Clean && u.subdomainPeople < maxSubdomainPeople:
		u.subdomainPeople++
		person = u.subdomainEmployee(team)
	default:
		person = u.employee(team)
	}

	var codes []string
	switch n := u.permille("licenses"); {
	case n < 620:
		codes = []string{u.anyProduct()}
	case n < 640 && !u.options.Clean: // a pack and what it covers
		pack := u.pack()
		codes = []string{pack, covered(pack)}
	case n < 650 && !u.options.Clean: // one product twice
		code := u.anyProduct()
		codes = []string{code, code}
	case n < 890:
		codes = u.products(2)
	case n < 970:
		codes = u.products(3)
	default:
		codes = u.products(4)
	}

	var changes []change
	if !u.options.Clean {
		changes = []change{special, u.usagePattern()}
	} else if u.chance("perpetual fallback", 50) {
		changes = []change{perpetual}
	}
	licenses := make([]draft, len(codes))
	for i, code := range codes {
		at := team
		if d := u.of("further license", i); i > 0 && !person.External && d.chance("in another team", 50) {
			at = d.team()
		}
		licenses[i] = u.used(code, at, changes...)
		if l := &licenses[i]; i > 0 && !u.options.Clean && l.chance("idle beside others", 100) {
			unused(l)
		}
	}
	u.holder(person, licenses...)
}

// usagePattern returns how a person uses licenses. Most people use them daily.
func (u *unit) usagePattern() change {
	switch n := u.permille("usage"); {
	case n < 70:
		return unused
	case n < 110:
		return rarelyUsed
	case n < 140:
		return neverSeen
	case n < 160:
		return justAssigned
	case n < 175:
		return unseen
	case n < 183:
		return reassigned
	case n < 188:
		return reassignedLately
	case n < 198:
		return assignedLately
	default:
		return func(*draft) {}
	}
}

// special makes some licenses of people special. Most licenses stay as they
// are.
func special(l *draft) {
	switch n := l.permille("special"); {
	case n < 50:
		perpetual(l)
	case n < 65:
		perpetualOnly(l)
	case n < 70:
		perpetualOutdated(l)
	case n < 90:
		suspended(l)
	case n < 100:
		trial(l)
	case n < 115:
		expired(l)
	case n < 125:
		offline(l)
	case n < 133:
		stopped(nil)(l)
	case n < 140:
		stoppedWithNull(l)
	case n < 155:
		stopped(&nullText)(l)
	case n < 175:
		notRenewed(l)
	case n < 180:
		paymentFailed(l)
	case n < 183:
		undated(l)
	case n < 193:
		withoutTeam(l)
	}
}
