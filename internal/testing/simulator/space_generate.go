package simulator

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	guestDomain  = "partner.example"
	vendorDomain = "vendor.example"

	// Derived sizes stop here; a larger Space has to be asked for.
	maxDerivedMembers = 50_000
)

// spaceGenerator makes the Space of an organization that is complete. It has a
// random stream of its own, so that nothing of the organization depends on it.
type spaceGenerator struct {
	*generator
	space  *Space
	wanted int

	// People of the organization who are not members yet.
	employees, leaving, outside []Person

	entries []entry
	numbers int // in external ids

	histories int // kinds of everyHistory given out
}

// entry is a member and what the teams need to know about it.
type entry struct {
	member SpaceMember
	team   int // index of an organization's team
	staff  bool
	leader bool
}

// newSpace makes the Space of an organization with its licenses and people.
func newSpace(options Options, org *Organization, addresses map[string]int) *Space {
	g := &spaceGenerator{
		generator: &generator{
			options:   options,
			rng:       rand.New(rand.NewPCG(options.Seed, 0x7370616365)), //nolint:gosec // reproducible on purpose
			day:       org.Now.UTC().Truncate(24 * time.Hour),
			org:       org,
			addresses: addresses,
		},
	}
	people := org.People
	if options.Clean {
		people = holders(org)
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
	g.wanted = options.SpaceMembers
	if g.wanted == 0 {
		g.wanted = g.derivedSize()
	}
	g.space = &Space{
		ID:        g.id(),
		OrgID:     g.id(),
		Name:      "Acme Example Space",
		CreatedAt: g.moment(1500),
		Rights:    append([]SpaceRight(nil), spaceRights...),
	}
	g.members()
	g.teamTree()
	g.memberships()
	g.managers()
	g.permissionRoles()
	g.tokens()
	g.shuffle()
	return g.space
}

// holders are the people who have a license.
func holders(org *Organization) []Person {
	holding := map[string]bool{}
	for i := range org.Licenses {
		if a := org.Licenses[i].Assignee; a != nil && a.Type == AssigneeUser {
			holding[strings.ToLower(a.Email)] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(org.People), func(p Person) bool { return !holding[p.Email] })
}

// derivedSize is how many members there are when nobody says: about everybody
// of the organization, and in an organization that is not clean more.
func (g *spaceGenerator) derivedSize() int {
	people := len(g.employees) + len(g.leaving) + len(g.outside)
	if people == 0 {
		return 1 // the owner of the token
	}
	if !g.options.Clean {
		people += len(spaceScript) + people/8
	}
	return min(people, maxDerivedMembers)
}

// id is a new id: 12 characters of base 62. One of 62^12 does not come twice.
func (g *spaceGenerator) id() string {
	const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	var id [12]byte
	for i := range id {
		id[i] = alphabet[g.rng.IntN(len(alphabet))]
	}
	return string(id[:])
}

// moment is a time in the past, days before the organization's day or a little more.
func (g *spaceGenerator) moment(days int) time.Time {
	return g.day.AddDate(0, 0, -days).Add(time.Duration(g.rng.IntN(24*3600*1000)) * time.Millisecond)
}

// date is a day, days after the organization's day.
func (g *spaceGenerator) date(days int) *time.Time {
	t := g.day.AddDate(0, 0, days)
	return &t
}

func (g *spaceGenerator) enough() bool { return len(g.entries) >= g.wanted }

// members plays the scenes, then lets in people until there are as many as wanted.
func (g *spaceGenerator) members() {
	g.entries = make([]entry, 0, g.wanted)
	g.owner()
	if !g.options.Clean {
		for _, scene := range spaceScript {
			if g.enough() {
				break
			}
			scene(g)
		}
	}
	for !g.enough() {
		if g.options.Clean {
			g.anybody()
			continue
		}
		switch n := g.rng.IntN(1000); {
		case n < 830:
			g.anybody()
		case n < 960:
			spaceScript[g.rng.IntN(len(spaceScript))](g)
		default:
			g.newcomer()
		}
	}
}

// owner adds the person whose token reads everything: an employee at work.
func (g *spaceGenerator) owner() {
	person := g.nextEmployee()
	g.entries = append(g.entries, entry{member: g.profile(person), team: g.teamIndex(person), staff: true, leader: true})
}

// anybody adds a person of the organization, or somebody who has no license. A
// few employees of an organization that is not clean have no account.
func (g *spaceGenerator) anybody() {
	n := g.rng.IntN(1 + len(g.employees) + len(g.leaving) + len(g.outside))
	switch {
	case n < len(g.leaving):
		g.leaver(g.chance(800))
		return
	case n < len(g.leaving)+len(g.outside):
		g.external()
		return
	case n == len(g.employees)+len(g.leaving)+len(g.outside):
		g.newcomer()
		return
	}
	if !g.options.Clean && g.chance(60) {
		g.nextEmployee() // stays out
	}
	g.colleague(func(m *SpaceMember) {
		if !g.options.Clean {
			g.vary(m)
		}
	})
}

// newcomer adds an employee without a license.
func (g *spaceGenerator) newcomer() {
	team := g.team()
	member := g.profile(g.employee(team))
	if !g.options.Clean {
		g.vary(&member)
	}
	g.entries = append(g.entries, entry{member: member, team: team, staff: true})
}

// nextEmployee is the next current employee of the organization, or a new one.
func (g *spaceGenerator) nextEmployee() Person {
	if len(g.employees) == 0 {
		return g.employee(g.team())
	}
	person := g.employees[0]
	g.employees = g.employees[1:]
	return person
}

func (g *spaceGenerator) teamIndex(person Person) int {
	for i := range g.org.Teams {
		if g.org.Teams[i].ID == person.TeamID {
			return i
		}
	}
	return teamCore
}

// profile is an active member with two-factor authentication and one address.
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
	member := SpaceMember{
		ID:        g.id(),
		Username:  username,
		FirstName: person.FirstName,
		LastName:  person.LastName,
		TwoFactor: TwoFactorActive,
		Joined:    g.date(-g.between(30, 1400)),
		Nulls:     g.chance(500),
	}
	member.Emails = []SpaceEmail{g.email(person.Email)}
	if g.chance(600) {
		g.numbers++
		member.ExternalID = fmt.Sprintf("hr-%06d", g.numbers)
	}
	access := SpaceAccess{Time: g.moment(g.between(1, 20)), Address: "192.0.2." + strconv.Itoa(g.between(1, 254))}
	if g.chance(800) {
		access.UserAgent = "ExampleBrowser/1.0"
	}
	member.Logins = []SpaceLogin{{Identifier: local, AuthModule: "Built-in", Access: &access}}
	return member
}

func (g *spaceGenerator) email(address string) SpaceEmail {
	if g.chance(200) && strings.HasSuffix(address, companyDomain) {
		address = g.respelled(address)
	}
	return SpaceEmail{ID: g.id(), Email: address, Verified: g.options.Clean || g.chance(850)}
}

// deactivate makes somebody leave, days before the organization's day.
func (g *spaceGenerator) deactivate(member *SpaceMember, days int) {
	left := g.moment(days)
	joined := left.AddDate(0, 0, -g.between(60, 900)).Truncate(24 * time.Hour)
	member.Archived, member.LeftAt, member.Joined = true, &left, &joined
	member.TwoFactor = TwoFactorNotSetUp
	member.Logins = nil
}

// vary changes small things about some members.
func (g *spaceGenerator) vary(member *SpaceMember) {
	switch n := g.rng.IntN(100); {
	case n < 12:
		member.TwoFactor = TwoFactorInactive
	case n < 25:
		member.TwoFactor = TwoFactorNotSetUp
	}
	switch n := g.rng.IntN(100); {
	case n < 6:
		member.Emails = append(member.Emails, g.alias(member.Username))
	case n < 8:
		blocked := g.alias(member.Username)
		blocked.Blocked = true
		member.Emails = append([]SpaceEmail{blocked}, member.Emails...)
	}
	switch n := g.rng.IntN(100); {
	case n < 4:
		member.Logins = nil
	case n < 8 && len(member.Logins) > 0:
		member.Logins[0].Access = nil
	case n < 18:
		member.Logins = append(member.Logins, g.otherLogin(member.Username, g.between(2, 90)))
	}
}

// alias is another address of somebody.
func (g *spaceGenerator) alias(username string) SpaceEmail {
	return g.email(strings.ToLower(username) + "@mail." + companyDomain)
}

func (g *spaceGenerator) otherLogin(username string, days int) SpaceLogin {
	return SpaceLogin{Identifier: strings.ToLower(username) + "@sso", AuthModule: "Example SSO",
		Access: &SpaceAccess{Time: g.moment(days), Address: "2001:db8::" + strconv.FormatInt(int64(g.between(1, 0xffff)), 16), UserAgent: "ExampleIDE/2026.2"}}
}

// shuffle puts members, teams and memberships into no order in particular.
func (g *spaceGenerator) shuffle() {
	s := g.space
	g.rng.Shuffle(len(s.Members), func(i, j int) { s.Members[i], s.Members[j] = s.Members[j], s.Members[i] })
	g.rng.Shuffle(len(s.Teams), func(i, j int) { s.Teams[i], s.Teams[j] = s.Teams[j], s.Teams[i] })
	g.rng.Shuffle(len(s.Memberships), func(i, j int) { s.Memberships[i], s.Memberships[j] = s.Memberships[j], s.Memberships[i] })
}
