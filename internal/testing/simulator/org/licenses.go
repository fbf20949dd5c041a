package org

import (
	"fmt"
	"slices"
)

// These are the indexes of the teams in Organization.Teams.
const (
	teamCore = iota
	teamMobile
	teamData
)

// team picks a team. It picks the large team most often.
func (g *generator) team() int {
	switch n := g.rng.IntN(100); {
	case n < 45:
		return teamCore
	case n < 75:
		return teamMobile
	default:
		return teamData
	}
}

// change turns an ordinary license into a special one.
type change func(*generator, *License)

// seat returns an unassigned license of a product. The license has an active
// subscription and can be assigned. Then seat applies the changes.
func (g *generator) seat(code string, team int, changes ...change) License {
	pack := g.pack(code)
	license := License{
		Product:                  Product{Code: code, Name: productNames[code]},
		Subscription:             &Subscription{ValidUntil: &pack.validUntil, PackRef: &pack.ref, AutomaticallyRenewed: pack.renewed},
		Team:                     TeamRef{ID: g.org.Teams[team].ID, Name: g.org.Teams[team].Name},
		TransferableBetweenTeams: g.chance(900),
		AvailableToAssign:        true,
	}
	nulls, leaveOutFalses := g.chance(500), g.chance(50)
	license.Nulls, license.LeaveOutFalses = g.options.Nulls && nulls, g.options.Nulls && leaveOutFalses
	if g.options.Wide && g.chance(50) {
		license.Product.Name = ""
	}
	if g.chance(20) {
		domain := companyDomain
		license.Domain = &domain
	}
	for _, change := range changes {
		change(g, &license)
	}
	return license
}

// used returns a license in daily use. [generator.holder] assigns it.
func (g *generator) used(code string, team int, changes ...change) License {
	assigned := g.between(60, 900)
	seen := g.between(1, 9)
	license := g.seat(code, team)
	license.AvailableToAssign = false
	license.LastSeen = &LastSeen{Assigned: g.ago(assigned), Seen: g.ago(seen)}
	for _, change := range changes {
		change(g, &license)
	}
	return license
}

// holder gives licenses to a person. It sometimes changes the spelling of the
// address or masks the name. This also happens to real people with several
// licenses.
func (g *generator) holder(person Person, licenses ...License) {
	if g.full() {
		return
	}
	g.org.People = append(g.org.People, person)
	for i, license := range licenses {
		assignee := &Assignee{Type: AssigneeUser, Name: person.Name(), Email: person.Email}
		respell, mask := 30, 100
		if i > 0 {
			respell, mask = 250, 300
		}
		if !person.Leaver && !person.External && g.chance(respell) {
			assignee.Email = g.respelled(person.Email)
		}
		if g.chance(mask) {
			assignee.Name = masked(assignee.Name)
		}
		if license.Assignee != nil { // a change has set an assignee with its own spelling
			assignee.Name, assignee.Email = license.Assignee.Name, license.Assignee.Email
		}
		license.Assignee = assignee
		g.add(license)
	}
}

// server returns a floating seat, which a license server or a license vault
// uses.
func (g *generator) server(code string, team int, serverType string) License {
	g.servers++
	license := g.seat(code, team)
	license.AvailableToAssign = false
	license.Assignee = &Assignee{
		Type:       AssigneeServer,
		UID:        fmt.Sprintf("%08x-%04x", g.rng.Uint32(), g.servers&0xffff),
		ServerType: serverType,
	}
	return license
}

// key returns a seat that works with a license key. The keys are made up.
func (g *generator) key(code string, team int, legacy bool) License {
	g.keys++
	license := g.seat(code, team)
	license.AvailableToAssign = false
	license.Assignee = &Assignee{
		Type:             AssigneeLicenseKey,
		RegistrationName: fmt.Sprintf("Acme build agent %d", g.keys),
		Key:              fmt.Sprintf("FAKE-LICENSE-KEY-%05d", g.keys),
	}
	if legacy {
		license.Assignee.LegacyKey = fmt.Sprintf("FAKE-LEGACY-KEY-%05d", g.keys)
	}
	return license
}

// The following functions are the changes.

func idle(g *generator, l *License) {
	l.LastSeen = &LastSeen{Seen: g.ago(g.between(120, 400)), Assigned: g.ago(g.between(401, 900))}
}

func rarelyUsed(g *generator, l *License) { l.LastSeen.Seen = g.ago(g.between(35, 85)) }

func neverSeen(g *generator, l *License) {
	l.LastSeen = &LastSeen{Assigned: g.ago(g.between(120, 500))}
}

func justAssigned(g *generator, l *License) {
	l.LastSeen = &LastSeen{Assigned: g.ago(g.between(1, 5))}
}

// unseen removes everything that is known about the use of the license.
func unseen(_ *generator, l *License) { l.LastSeen = nil }

func offline(g *generator, l *License) {
	l.LastSeen = &LastSeen{Assigned: g.ago(g.between(120, 500)), OfflineCodeGenerated: true}
}

func offlineSeen(_ *generator, l *License) { l.LastSeen.OfflineCodeGenerated = true }

func suspended(_ *generator, l *License) { l.Suspended = true }

// trial makes the license a trial, which ends and is not renewed.
func trial(g *generator, l *License) {
	l.Trial = true
	l.Subscription = &Subscription{ValidUntil: g.midnight(g.between(3, 28))}
}

func expired(g *generator, l *License) {
	l.AvailableToAssign = false
	l.Subscription = &Subscription{ValidUntil: g.midnight(-g.between(10, 300)), PackRef: l.Subscription.PackRef, Outdated: true}
}

// stopped stops the renewal of the subscription. The API has three ways to name
// no pack: no key (nil), null, and the string "null".
func stopped(ref *string) change {
	return func(g *generator, l *License) {
		l.Subscription = &Subscription{ValidUntil: g.midnight(g.between(12, 45)), PackRef: ref}
	}
}

func stoppedWithNull(g *generator, l *License) {
	stopped(nil)(g, l)
	l.Subscription.NullPackRef = true
}

var nullText = "null"

// notRenewed turns off renewal without changing the license's date or pack.
// Seats from the same purchase may differ in whether they renew.
func notRenewed(_ *generator, l *License) { l.Subscription.AutomaticallyRenewed = false }

// perpetual adds a perpetual right to a version that is still current.
func perpetual(g *generator, l *License) {
	l.Perpetual = &Perpetual{UpgradeDue: g.midnight(g.between(30, 300))}
}

// perpetualOutdated adds a perpetual right to a version that has been replaced.
func perpetualOutdated(g *generator, l *License) {
	l.Perpetual = &Perpetual{UpgradeDue: g.midnight(-g.between(30, 300)), Outdated: true}
}

// perpetualOnly makes the license an old license that was bought once, without
// a subscription.
func perpetualOnly(g *generator, l *License) {
	l.Subscription = nil
	l.Perpetual = &Perpetual{UpgradeDue: g.midnight(-g.between(30, 900)), Outdated: true}
}

// boughtLately makes the license a license that was bought once, without a
// subscription, for a version that is still current.
func boughtLately(g *generator, l *License) {
	l.Subscription = nil
	perpetual(g, l)
}

// notAssignable makes an unassigned license impossible to assign.
func notAssignable(_ *generator, l *License) { l.AvailableToAssign = false }

// withNulls and withGaps define how absent values look, if the options allow
// variations.
func withNulls(g *generator, l *License) { l.Nulls = g.options.Nulls }

func withGaps(g *generator, l *License) { l.Nulls, l.LeaveOutFalses = false, g.options.Nulls }

func withDomain(_ *generator, l *License) {
	domain := companyDomain
	l.Domain = &domain
}

// spelled sets how the license spells its holder's name and address.
func spelled(name, email string) change {
	return func(_ *generator, l *License) { l.Assignee = &Assignee{Name: name, Email: email} }
}

// products returns n different products. None of them is a pack or covers
// another.
func (g *generator) products(n int) []string {
	pool := singleProducts
	if g.options.Wide {
		pool = wideSingleProducts
	}
	shuffled := slices.Clone(pool)
	g.rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	return shuffled[:min(n, len(shuffled))]
}

// packCode returns a pack, which is always ALL unless the organization is wide.
func (g *generator) packCode() string {
	if g.options.Wide {
		return pick(g, widePackProducts)
	}
	return pick(g, packProducts)
}

// covered returns a product that the pack includes.
func covered(pack string) string {
	if pack == "RSU" {
		return "RD"
	}
	return "II"
}

func (g *generator) anyProduct() string {
	if g.chance(450) {
		return g.packCode()
	}
	return g.products(1)[0]
}
