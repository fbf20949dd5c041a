package org

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
)

// Options define which organization [Generate] makes.
type Options struct {
	// Seed determines the organization together with the other options. The
	// same options give the same organization, byte for byte.
	Seed uint64
	// Licenses is the exact number of licenses, from 0 (an empty organization)
	// to 100,000 and more. With 10 or more, the organization includes an
	// external and a departed person. With 80 or more, it includes every kind of
	// license. More licenses leave those of a smaller organization as they are.
	Licenses int
	// Now is the organization's time. Only its UTC day matters: dates are
	// relative to the start of that day. It must not be zero.
	Now time.Time
	// Clean omits everything that a policy could object to: external people,
	// subdomains, departed people, overlaps, people who are inactive or were never
	// seen, people for whom a pack would be cheaper, licenses without a team,
	// and licenses that are suspended, expired, trials, offline, not renewed,
	// without a subscription, or of a retired product.
	Clean bool
	// Wide adds products beyond ALL, AIP, II, PC, and WS. It also adds the
	// second pack (RSU) and licenses that have a product code but no product
	// name.
	Wide bool
	// Nulls sends null for the absent values of half of the licenses instead of
	// omitting their keys. For a few licenses, it omits booleans that are
	// false. For members of the Space, it sends null for the flags that the API
	// may leave undecided. Dates of the Account API get various offsets instead
	// of +03:00. The live service is not known to do any of this, but its
	// documentation allows it.
	Nulls bool
	// SpaceMembers is the exact number of profiles in the organization's Space,
	// up to 50,000 and more. With 0, the number depends on the licenses. The
	// Space then includes most of the organization's people and some others. A
	// clean organization only includes people who hold a license. In either
	// case, there is at least the member whom the Space token belongs to. With
	// 25 or more, the Space includes every kind of member. A negative number
	// means that the organization has no Space. Nothing else in the
	// organization depends on SpaceMembers.
	SpaceMembers int
}

const (
	companyDomain  = "acme.example"
	subdomain      = "dev.acme.example"
	externalDomain = "evil.example"

	// An audit lists 50 findings at most. With only a few people outside the
	// company's own domain, the list always includes a departed person, regardless of
	// the organization's size. Examples are not counted.
	maxSubdomainPeople = 10
	maxExternals       = 10
)

// These populations number their people independently of each other, so that
// one that grows moves nobody of another.
const (
	popExamples = iota
	popUnits
	popCandidates // employees without a license
	popSpaceExamples
	popSpace
	populations
)

// serial returns a number that is unique over all populations.
func serial(population, number int) int { return number*populations + population }

// generator makes one organization. Its draws are those of the organization.
type generator struct {
	draws
	options   Options
	org       *Organization
	purchases map[string][]purchase // by product code
	names     []int                 // all combinations of a first and a last name, in random order

	externals, subdomainPeople int // among the units
}

// purchase is a subscription pack. Its licenses end on the same day.
type purchase struct {
	ref        string
	validUntil time.Time
	renewed    bool
}

// Generate makes an organization. It never reads the clock. It panics if
// options.Now is zero or options.Licenses is negative, because only a mistake
// in the calling code can cause that.
func Generate(options Options) *Organization {
	if options.Now.IsZero() {
		panic("org: Options.Now must be set")
	}
	if options.Licenses < 0 {
		panic("org: Options.Licenses must not be negative")
	}
	g := &generator{
		draws:     draws{mix(options.Seed), &calendar{options.Now.UTC().Truncate(24 * time.Hour), recordedOffsets}},
		options:   options,
		purchases: map[string][]purchase{},
	}
	if options.Nulls {
		g.offsets = anyOffsets
	}
	names := g.stream("names")
	g.names = rand.New(&names).Perm(len(firstNames) * len(lastNames)) //nolint:gosec // reproducible on purpose
	g.organization()
	examples := licenseExamples
	if options.Clean {
		examples = cleanLicenseExamples
	}
	for _, example := range examples {
		example.add(&unit{generator: g, draws: g.of("example", example.number), population: popExamples, number: example.number})
	}
	for i := 0; !g.full(); i++ {
		(&unit{generator: g, draws: g.of("unit", i), population: popUnits, number: i}).addAnything()
	}
	g.org.Licenses = shuffled(g.of("order", 0), g.org.Licenses, func(l *License) string { return l.ID })
	g.directory()
	if options.SpaceMembers >= 0 {
		g.org.Space = newSpace(g)
	}
	return g.org
}

func (g *generator) organization() {
	g.org = &Organization{
		CustomerCode: strconv.Itoa(g.between("customer code", 1_000_000, 9_999_999)),
		CustomerName: "Acme Example Ltd",
		Token:        g.token("fakeorg"),
		Role:         "ADMIN",
		// The teams are in a different order by number, by text, and by name.
		// This is on purpose.
		Teams: []Team{
			{ID: 1042, Name: "Core", Role: "ADMIN"},
			{ID: 98, Name: "Mobile", Role: "ADMIN"},
			{ID: 311, Name: "Data", Role: "VIEWER"},
		},
		Products: append([]Product(nil), catalog...),
		Plugins:  append([]Product(nil), plugins...),
		Licenses: make([]License, 0, g.options.Licenses),
		Now:      g.options.Now.UTC(),
	}
	for i := range g.org.Teams {
		g.org.Teams[i].Token = g.token("faketeam" + strings.ToLower(g.org.Teams[i].Name))
	}
}

func (g *generator) full() bool { return len(g.org.Licenses) >= g.options.Licenses }

// purchase returns a purchase of a product.
func (g *generator) purchase(code string, number int) purchase {
	for i := len(g.purchases[code]); i <= number; i++ {
		d := g.of("purchase of "+code, i)
		g.purchases[code] = append(g.purchases[code], purchase{
			ref:        d.packRef(),
			validUntil: *d.midnight("end", 70, 360),
			renewed:    g.options.Clean || d.chance("renewed", 850),
		})
	}
	return g.purchases[code][number]
}

// person makes a person. The serial number gives every person a different email
// address, which does not depend on other people.
func (g *generator) person(serial, team int, domain string) Person {
	name := g.names[serial%len(g.names)]
	first, last := firstNames[name%len(firstNames)], lastNames[name/len(firstNames)]
	local := first[1] + "." + last[1]
	if round := serial / len(g.names); round > 0 {
		local += strconv.Itoa(round + 1)
	}
	return Person{
		Email:     local + "@" + domain,
		FirstName: first[0],
		LastName:  last[0],
		TeamID:    g.org.Teams[team].ID,
		serial:    serial,
	}
}

// ofPerson returns the draws of a person.
func (g *generator) ofPerson(person Person) draws { return g.of("person", person.serial) }

// directory adds employees without a license. Then it lists the current
// employees as an identity provider would, including addresses that are not in
// lowercase.
func (g *generator) directory() {
	if len(g.org.People) > 0 {
		for i := range 1 + len(g.org.People)/20 {
			g.org.People = append(g.org.People, g.person(serial(popCandidates, i), g.of("candidate", i).team(), companyDomain))
		}
	}
	for _, person := range g.org.People {
		if person.Departed || person.External {
			continue
		}
		email := person.Email
		if d := g.ofPerson(person); d.chance("spelled differently in the directory", 250) {
			email = d.respelled("spelling in the directory", email)
		}
		g.org.Directory = append(g.org.Directory, email)
	}
}

// masked hides all but the beginning of each part of a name. JetBrains does
// this for some holders.
func masked(name string) string {
	parts := strings.Fields(name)
	for i, part := range parts {
		letters := []rune(part)
		for j := 1; j < len(letters); j++ {
			letters[j] = '*'
		}
		parts[i] = string(letters)
	}
	return strings.Join(parts, " ")
}
