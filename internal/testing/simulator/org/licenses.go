package org

import (
	"cmp"
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
func (d draws) team() int {
	switch n := d.permille("team"); {
	case n < 450:
		return teamCore
	case n < 750:
		return teamMobile
	default:
		return teamData
	}
}

// unit is one step of the generator. It adds a seat that nobody holds, or a
// person with licenses. Its draws depend on its number in its population only,
// so that a unit that is added or changed moves no other.
type unit struct {
	*generator
	draws
	population int
	number     int
	licenses   int // the number of licenses that the unit has made
}

// serial returns a number that is unique over all units.
func (u *unit) serial() int { return serial(u.population, u.number) }

// draft is a license that a unit makes, with its draws.
type draft struct {
	License
	draws
}

// change turns an ordinary license into a special one.
type change func(*draft)

// seat returns an unassigned license of a product. The license has an active
// subscription and can be assigned. Then seat applies the changes.
func (u *unit) seat(code string, team int, changes ...change) draft {
	l := draft{draws: u.of("license", u.licenses)}
	u.licenses++
	purchases := 2
	if u.population == popUnits { // a large organization has made more purchases
		purchases = min(purchases+u.number/150, 12)
	}
	bought := u.purchase(code, l.below("purchase", purchases))
	l.License = License{
		ID:                       l.licenseID(),
		Product:                  Product{Code: code, Name: productNames[code]},
		Subscription:             &Subscription{ValidUntil: &bought.validUntil, PackRef: &bought.ref, AutomaticallyRenewed: bought.renewed},
		Team:                     TeamRef{ID: u.org.Teams[team].ID, Name: u.org.Teams[team].Name},
		TransferableBetweenTeams: l.chance("transferable", 900),
		AvailableToAssign:        true,
		Nulls:                    l.chance("nulls", 500),
		LeaveOutFalses:           l.chance("leave out falses", 50),
	}
	if u.options.Wide && l.chance("without a product name", 50) {
		l.Product.Name = ""
	}
	if l.chance("domain", 20) {
		withDomain(&l)
	}
	for _, change := range changes {
		change(&l)
	}
	return l
}

// used returns a license in daily use. [unit.holder] assigns it.
func (u *unit) used(code string, team int, changes ...change) draft {
	l := u.seat(code, team)
	l.AvailableToAssign = false
	l.LastSeen = &LastSeen{Assigned: l.ago("assigned", 60, 900), Seen: l.ago("seen", 1, 9)}
	for _, change := range changes {
		change(&l)
	}
	return l
}

// add adds the license to the organization unless the organization has enough
// licenses already.
func (u *unit) add(l draft) {
	if u.full() {
		return
	}
	if !u.options.Nulls {
		l.Nulls, l.LeaveOutFalses = false, false
	}
	u.org.Licenses = append(u.org.Licenses, l.License)
}

// holder gives licenses to a person. It sometimes changes the spelling of the
// address or masks the name. This also happens to real people with several
// licenses.
func (u *unit) holder(person Person, licenses ...draft) {
	if u.full() {
		return
	}
	u.org.People = append(u.org.People, person)
	for i, l := range licenses {
		assignee := &Assignee{Type: AssigneeUser, Name: person.Name(), Email: person.Email}
		respell, mask := 30, 100
		if i > 0 {
			respell, mask = 250, 300
		}
		if !person.Departed && !person.External && l.chance("spelled differently", respell) {
			assignee.Email = l.respelled("spelling", person.Email)
		}
		if l.chance("masked", mask) {
			assignee.Name = masked(assignee.Name)
		}
		if l.Assignee != nil { // a change has set an assignee with its own spelling
			assignee.Name, assignee.Email = l.Assignee.Name, l.Assignee.Email
		}
		l.Assignee = assignee
		u.add(l)
	}
}

func (u *unit) employee(team int) Person { return u.person(u.serial(), team, companyDomain) }

func (u *unit) subdomainEmployee(team int) Person { return u.person(u.serial(), team, subdomain) }

// departed returns an employee who has left. The number appears in the address.
func (u *unit) departed(number, team int) Person {
	person := u.employee(team)
	person.Email = fmt.Sprintf("leaver%d@%s", number, companyDomain)
	person.Departed = true
	return person
}

// external returns a contractor with an address in another domain, in which the
// number appears. All contractors work in the Mobile team.
func (u *unit) external(number int) Person {
	person := u.employee(teamMobile)
	person.Email = fmt.Sprintf("contractor%d@%s", number, externalDomain)
	person.External = true
	return person
}

// server returns a floating seat, which a license server or a license vault
// uses.
func (u *unit) server(code string, team int, serverType string, changes ...change) draft {
	l := u.seat(code, team, changes...)
	l.AvailableToAssign = false
	l.Assignee = &Assignee{
		Type:       AssigneeServer,
		UID:        l.text("uid", "0123456789abcdef", 8) + "-" + l.text("uid's end", "0123456789abcdef", 4),
		ServerType: serverType,
	}
	return l
}

// key returns a seat that works with a license key. The keys are made up.
func (u *unit) key(code string, team int, legacy bool) draft {
	l := u.seat(code, team)
	l.AvailableToAssign = false
	l.Assignee = &Assignee{
		Type:             AssigneeLicenseKey,
		RegistrationName: fmt.Sprintf("Acme build agent %d", u.serial()),
		Key:              fmt.Sprintf("FAKE-LICENSE-KEY-%05d", u.serial()),
	}
	if legacy {
		l.Assignee.LegacyKey = fmt.Sprintf("FAKE-LEGACY-KEY-%05d", u.serial())
	}
	return l
}

// The following functions are the changes.

func unused(l *draft) {
	l.LastSeen = &LastSeen{Seen: l.ago("idle since", 120, 400), Assigned: l.ago("idle, assigned", 401, 900)}
}

func rarelyUsed(l *draft) { l.LastSeen.Seen = l.ago("seen rarely", 35, 85) }

func neverSeen(l *draft) { l.LastSeen = &LastSeen{Assigned: l.ago("never seen, assigned", 120, 500)} }

func justAssigned(l *draft) { l.LastSeen = &LastSeen{Assigned: l.ago("just assigned", 1, 5)} }

// assignedLately makes the license one that is in use and that the API would not
// revoke yet, because it was assigned less than 30 days ago.
func assignedLately(l *draft) {
	l.LastSeen = &LastSeen{Seen: l.ago("seen", 1, 9), Assigned: l.ago("assigned lately", 10, 24)}
}

// reassigned makes the license one that an earlier holder has used, and that
// the current holder has not.
func reassigned(l *draft) {
	l.LastSeen = &LastSeen{Seen: l.ago("seen before", 410, 600), Assigned: l.ago("reassigned", 120, 400)}
}

// reassignedLately is [reassigned] a few days ago.
func reassignedLately(l *draft) {
	l.LastSeen = &LastSeen{Seen: l.ago("seen before", 30, 60), Assigned: l.ago("reassigned lately", 2, 20)}
}

// unseen removes everything that is known about the use of the license.
func unseen(l *draft) { l.LastSeen = nil }

func offline(l *draft) {
	l.LastSeen = &LastSeen{Assigned: l.ago("offline, assigned", 120, 500), OfflineCodeGenerated: true}
}

func offlineSeen(l *draft) { l.LastSeen.OfflineCodeGenerated = true }

func suspended(l *draft) { l.Suspended = true }

// trial makes the license a trial, which ends and is not renewed.
func trial(l *draft) {
	l.Trial = true
	l.Subscription = &Subscription{ValidUntil: l.midnight("trial's end", 3, 28)}
}

func expired(l *draft) {
	l.AvailableToAssign = false
	l.Subscription = &Subscription{ValidUntil: l.midnight("expired", -300, -10), PackRef: l.Subscription.PackRef, Outdated: true}
}

// paymentFailed makes the subscription one whose renewal could not be paid for.
// It stays active for seven days.
func paymentFailed(l *draft) {
	l.Subscription = &Subscription{ValidUntil: l.midnight("unpaid since", -6, -1), PackRef: l.Subscription.PackRef, AutomaticallyRenewed: true}
}

// undated removes the date of a subscription that renews.
func undated(l *draft) {
	l.Subscription = &Subscription{PackRef: l.Subscription.PackRef, AutomaticallyRenewed: true}
}

// stopped stops the renewal of the subscription. The API has three ways to name
// no pack: no key (nil), null, and the string "null".
func stopped(ref *string) change {
	return func(l *draft) {
		l.Subscription = &Subscription{ValidUntil: l.midnight("stopped", 12, 45), PackRef: ref}
	}
}

func stoppedWithNull(l *draft) {
	stopped(nil)(l)
	l.Subscription.NullPackRef = true
}

var nullText = "null"

// notRenewed turns off renewal without changing the license's date or pack.
// Seats from the same purchase may differ in whether they renew.
func notRenewed(l *draft) { l.Subscription.AutomaticallyRenewed = false }

// perpetual adds a perpetual right to a version that is still current.
func perpetual(l *draft) {
	l.Perpetual = &Perpetual{UpgradeDue: l.midnight("upgrade due", 30, 300)}
}

// perpetualOutdated adds a perpetual right to a version that has been replaced.
func perpetualOutdated(l *draft) {
	l.Perpetual = &Perpetual{UpgradeDue: l.midnight("upgrade was due", -300, -30), Outdated: true}
}

// perpetualOnly makes the license an old license that was bought once, without
// a subscription.
func perpetualOnly(l *draft) {
	l.Subscription = nil
	l.Perpetual = &Perpetual{UpgradeDue: l.midnight("bought for", -900, -30), Outdated: true}
}

// boughtLately makes the license a license that was bought once, without a
// subscription, for a version that is still current.
func boughtLately(l *draft) {
	l.Subscription = nil
	perpetual(l)
}

// notAssignable makes an unassigned license impossible to assign.
func notAssignable(l *draft) { l.AvailableToAssign = false }

// withNulls and withGaps define how absent values look, if the options allow
// variations.
func withNulls(l *draft) { l.Nulls = true }

func withGaps(l *draft) { l.Nulls, l.LeaveOutFalses = false, true }

func withDomain(l *draft) {
	domain := companyDomain
	l.Domain = &domain
}

func withoutTeam(l *draft) { l.Team = TeamRef{} }

// spelled sets how the license spells its holder's name and address.
func spelled(name, email string) change {
	return func(l *draft) { l.Assignee = &Assignee{Name: name, Email: email} }
}

// products returns n different products. None of them is a pack or covers
// another. In a clean organization, no pack would be cheaper, so that there is
// one product at most that a pack covers.
func (u *unit) products(n int) []string {
	pool := singleProducts
	if u.options.Wide {
		pool = wideSingleProducts
	}
	if u.options.Clean {
		pool = slices.DeleteFunc(slices.Clone(pool), func(code string) bool { return slices.Contains(retiredProducts, code) })
	}
	chosen := choose(u.draws, "products", n, pool)
	if !u.options.Clean {
		return chosen
	}
	covered := ""
	return slices.DeleteFunc(chosen, func(code string) bool {
		if slices.Contains(notInPacks, code) {
			return false
		}
		covered = cmp.Or(covered, code)
		return code != covered
	})
}

// pack returns a pack, which is always ALL unless the organization is wide.
func (u *unit) pack() string {
	if u.options.Wide {
		return pick(u.draws, "pack", widePackProducts)
	}
	return pick(u.draws, "pack", packProducts)
}

// covered returns a product that the pack includes.
func covered(pack string) string {
	if pack == "RSU" {
		return "RD"
	}
	return "II"
}

func (u *unit) anyProduct() string {
	if u.chance("a pack", 450) {
		return u.pack()
	}
	return u.products(1)[0]
}
