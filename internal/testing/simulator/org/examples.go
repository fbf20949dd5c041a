package org

import "strings"

// licenseExamples add every kind of license, the most important first. Ten
// licenses show the first nine examples, and sixty show all of them.
var licenseExamples = []func(*generator){
	// One person holds a pack and a product that it covers, under two
	// spellings.
	func(g *generator) {
		person := g.employee(teamCore)
		g.holder(person,
			g.used("ALL", teamCore, spelled(person.Name(), person.Email)),
			g.used("II", teamCore, spelled(masked(person.Name()), strings.ToUpper(person.Email))))
	},
	func(g *generator) { g.holder(g.outsider(), g.used("WS", teamMobile)) },
	func(g *generator) { g.holder(g.leaver(teamCore), g.used("II", teamCore, rarelyUsed)) },
	func(g *generator) { g.holder(g.employee(teamData), g.used("PC", teamData, idle)) },
	func(g *generator) { g.add(g.seat("ALL", teamCore, withNulls)) },
	func(g *generator) { g.holder(g.employee(teamData), g.used("AIP", teamData, neverSeen)) },
	func(g *generator) { g.holder(g.employee(teamMobile), g.used("WS", teamMobile, suspended)) },
	func(g *generator) { g.add(g.key("II", teamCore, true)) },
	func(g *generator) { g.holder(g.employee(teamData), g.used("PC", teamData, expired)) },

	// The following examples need more than ten licenses.
	func(g *generator) { g.add(g.server("ALL", teamMobile, ServerTypeLicenseServer)) },
	func(g *generator) { g.holder(g.employee(teamMobile), g.used("II", teamMobile, offline)) },
	func(g *generator) { g.holder(g.employee(teamData), g.used("PC", teamData, trial)) },
	func(g *generator) { g.holder(g.employee(teamCore), g.used("ALL", teamCore, justAssigned)) },
	func(g *generator) { g.add(g.seat("WS", teamMobile, expired)) },
	func(g *generator) { g.holder(g.subdomainEmployee(teamCore), g.used("II", teamCore)) },
	// One person holds the same product twice.
	func(g *generator) {
		person := g.employee(teamMobile)
		g.holder(person,
			g.used("WS", teamMobile, spelled(masked(person.Name()), person.Email)),
			g.used("WS", teamMobile, spelled(person.Name(), person.Email)))
	},
	func(g *generator) { g.holder(g.employee(teamCore), g.used("II", teamCore, stopped(nil))) },
	func(g *generator) { g.holder(g.employee(teamData), g.used("PC", teamData, stopped(&nullText))) },
	func(g *generator) { g.add(g.server("PC", teamData, ServerTypeLicenseVault)) },
	func(g *generator) { g.add(g.key("WS", teamMobile, false)) },
	func(g *generator) { g.holder(g.employee(teamCore), g.used("ALL", teamCore, perpetual, withDomain)) },
	func(g *generator) { g.holder(g.employee(teamCore), g.used("PC", teamCore, perpetualOnly, withNulls)) },
	func(g *generator) { g.add(g.seat("II", teamData, notAssignable)) },
	func(g *generator) { g.holder(g.employee(teamData), g.used("AIP", teamData, unseen)) },
	// One license is suspended, and the other is in use.
	func(g *generator) {
		g.holder(g.employee(teamMobile), g.used("II", teamMobile, suspended), g.used("AIP", teamMobile))
	},
	func(g *generator) { g.holder(g.employee(teamCore), g.used("WS", teamCore, suspended, expired)) },
	// The holder never uses the second seat.
	func(g *generator) {
		g.holder(g.employee(teamCore), g.used("II", teamCore), g.used("WS", teamCore, idle))
	},
	// One person holds licenses of two teams.
	func(g *generator) {
		g.holder(g.employee(teamData), g.used("PC", teamData), g.used("WS", teamMobile))
	},
	func(g *generator) { g.add(g.seat("PC", teamData, trial)) },
	func(g *generator) { g.add(g.seat("AIP", teamData)) },
	func(g *generator) { g.add(g.seat("II", teamMobile, perpetualOnly, notAssignable, withGaps)) },
	func(g *generator) { g.holder(g.outsider(), g.used("II", teamMobile, rarelyUsed)) },
	func(g *generator) { g.holder(g.employee(teamCore), g.used("ALL", teamCore, offlineSeen)) },
	func(g *generator) {
		g.holder(g.employee(teamMobile), g.used("II", teamMobile), g.used("PC", teamMobile), g.used("AIP", teamMobile))
	},
	func(g *generator) { g.holder(g.leaver(teamData), g.used("PC", teamData, idle)) },
	func(g *generator) { g.add(g.seat("WS", teamCore)) },
	// Only one of two seats from the same purchase renews.
	func(g *generator) {
		renewing := g.seat("WS", teamData)
		other := renewing
		subscription := *renewing.Subscription
		renewing.Subscription.AutomaticallyRenewed = true
		other.Subscription = &subscription
		notRenewed(g, &other)
		g.add(renewing)
		g.add(other)
	},
	func(g *generator) { g.holder(g.employee(teamMobile), g.used("WS", teamMobile, stoppedWithNull)) },
	func(g *generator) { g.holder(g.employee(teamCore), g.used("II", teamCore, perpetualOutdated)) },
	func(g *generator) { g.holder(g.employee(teamData), g.used("PC", teamData, boughtLately)) },
	// One person holds two seats of the same product, of which only one works.
	func(g *generator) {
		g.holder(g.employee(teamCore), g.used("II", teamCore), g.used("II", teamCore, expired))
	},
	func(g *generator) {
		g.holder(g.employee(teamMobile), g.used("WS", teamMobile, suspended), g.used("WS", teamMobile))
	},
	func(g *generator) {
		g.holder(g.employee(teamData), g.used("PC", teamData, trial), g.used("PC", teamData))
	},
}

// cleanLicenseExamples put people into every team and add free seats.
var cleanLicenseExamples = []func(*generator){
	func(g *generator) { g.holder(g.employee(teamCore), g.used("ALL", teamCore)) },
	func(g *generator) { g.holder(g.employee(teamMobile), g.used("WS", teamMobile)) },
	func(g *generator) { g.holder(g.employee(teamData), g.used("PC", teamData)) },
	func(g *generator) { g.add(g.seat("ALL", teamCore)) },
	func(g *generator) {
		person := g.employee(teamCore)
		g.holder(person,
			g.used("II", teamCore, spelled(person.Name(), person.Email)),
			g.used("AIP", teamCore, spelled(masked(person.Name()), strings.ToUpper(person.Email))))
	},
	func(g *generator) { g.add(g.seat("PC", teamData)) },
	func(g *generator) { g.add(g.key("II", teamCore, true)) },
	func(g *generator) { g.add(g.server("ALL", teamMobile, ServerTypeLicenseServer)) },
	func(g *generator) { g.add(g.seat("WS", teamMobile)) },
	func(g *generator) { g.add(g.seat("II", teamCore)) },
	func(g *generator) { g.add(g.seat("AIP", teamData)) },
	func(g *generator) { g.add(g.server("PC", teamData, ServerTypeLicenseVault)) },
	func(g *generator) { g.holder(g.employee(teamCore), g.used("ALL", teamCore, perpetual, withDomain)) },
}

// addAnything adds a seat, or a person with licenses.
func (g *generator) addAnything() {
	team := g.team()
	switch n := g.rng.IntN(1000); {
	case n < 35:
		g.add(g.seat(g.anyProduct(), team))
	case n < 45:
		g.add(g.server(g.anyProduct(), team, pick(g, []string{ServerTypeLicenseServer, ServerTypeLicenseVault})))
	case n < 53:
		g.add(g.key(g.anyProduct(), team, g.chance(200)))
	case n < 68 && !g.options.Clean:
		g.add(g.seat(g.anyProduct(), team, expired))
	case n < 72 && !g.options.Clean:
		g.add(g.seat(g.anyProduct(), team, notAssignable))
	default:
		g.addPerson(team)
	}
}

// addPerson adds a person with one to four licenses.
func (g *generator) addPerson(team int) {
	var person Person
	switch n := g.rng.IntN(1000); {
	case n < 6 && !g.options.Clean:
		person = g.leaver(team)
	case n < 12 && !g.options.Clean && g.outsiders < maxOutsiders:
		person, team = g.outsider(), teamMobile
	case n < 60 && !g.options.Clean && g.subdomainPeople < maxSubdomainPeople:
		person = g.subdomainEmployee(team)
	default:
		person = g.employee(team)
	}

	codes := []string{g.anyProduct()}
	switch n := g.rng.IntN(1000); {
	case n < 620:
	case n < 640 && !g.options.Clean: // a pack and what it covers
		pack := g.packCode()
		codes = []string{pack, covered(pack)}
	case n < 650 && !g.options.Clean: // one product twice
		codes = append(codes, codes[0])
	case n < 890:
		codes = g.products(2)
	case n < 970:
		codes = g.products(3)
	default:
		codes = g.products(4)
	}

	pattern := g.usagePattern()
	licenses := make([]License, len(codes))
	for i, code := range codes {
		changes := g.changes()
		if pattern != nil {
			changes = append(changes, pattern)
		}
		if i > 0 && !g.options.Clean && g.chance(100) {
			changes = append(changes, idle)
		}
		at := team
		if i > 0 && !person.External && g.chance(50) {
			at = g.team()
		}
		licenses[i] = g.used(code, at, changes...)
	}
	g.holder(person, licenses...)
}

// usagePattern returns how a person uses licenses. It returns nil for daily
// use.
func (g *generator) usagePattern() change {
	if g.options.Clean {
		return nil
	}
	switch n := g.rng.IntN(1000); {
	case n < 70:
		return idle
	case n < 110:
		return rarelyUsed
	case n < 140:
		return neverSeen
	case n < 160:
		return justAssigned
	case n < 175:
		return unseen
	default:
		return nil
	}
}

// changes returns what is special about one license of a person. Most licenses
// have no changes.
func (g *generator) changes() []change {
	n := g.rng.IntN(1000)
	switch {
	case n < 50:
		return []change{perpetual}
	case g.options.Clean:
		return nil
	case n < 65:
		return []change{perpetualOnly}
	case n < 70:
		return []change{perpetualOutdated}
	case n < 90:
		return []change{suspended}
	case n < 100:
		return []change{trial}
	case n < 115:
		return []change{expired}
	case n < 125:
		return []change{offline}
	case n < 133:
		return []change{stopped(nil)}
	case n < 140:
		return []change{stoppedWithNull}
	case n < 155:
		return []change{stopped(&nullText)}
	case n < 175:
		return []change{notRenewed}
	default:
		return nil
	}
}
