package org

import (
	"fmt"
	"math/bits"
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
	// outsider and a leaver. With 60 or more, it includes every kind of
	// license.
	Licenses int
	// Now is the organization's time. Only its UTC day matters: dates are
	// relative to the start of that day. It must not be zero.
	Now time.Time
	// Clean omits everything that a policy could object to: outsiders,
	// subdomains, leavers, overlaps, people who are idle or were never seen,
	// and licenses that are suspended, expired, trials, offline, or not
	// renewed.
	Clean bool
	// Wide adds products beyond ALL, AIP, II, PC, and WS. It also adds the
	// second pack (RSU) and licenses that have a product code but no product
	// name.
	Wide bool
	// Nulls sends null for the absent values of half of the licenses instead of
	// omitting their keys. For a few licenses, it omits booleans that are
	// false. For members of the Space, it sends null for the flags that the API
	// may leave undecided. The live service is not known to do any of this, but
	// its documentation allows it.
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
	companyDomain   = "acme.example"
	subdomain       = "dev.acme.example"
	outsiderDomain  = "evil.example"
	firstContractor = 7

	// An audit lists 50 findings at most. With only a few people outside the
	// company's own domain, the list always includes a leaver, regardless of
	// the organization's size.
	maxSubdomainPeople = 12
	maxOutsiders       = 12
)

// generator makes one organization. All its random choices come from rng.
type generator struct {
	options   Options
	rng       *rand.Rand
	day       time.Time // the start of the UTC day of options.Now
	org       *Organization
	packs     map[string][]subscriptionPack
	addresses map[string]int // the local parts of the email addresses assigned so far
	idStep    uint64
	idStart   uint64

	leavers, outsiders, subdomainPeople, servers, keys int
}

// subscriptionPack is one purchase. Its licenses end on the same day.
type subscriptionPack struct {
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
		options:   options,
		rng:       rand.New(rand.NewPCG(options.Seed, 0x6a62)), //nolint:gosec // reproducible on purpose
		day:       options.Now.UTC().Truncate(24 * time.Hour),
		packs:     map[string][]subscriptionPack{},
		addresses: map[string]int{},
	}
	g.organization()
	g.idStep, g.idStart = g.idSequence()
	examples := licenseExamples
	if options.Clean {
		examples = cleanLicenseExamples
	}
	for _, add := range examples {
		if g.full() {
			break
		}
		add(g)
	}
	for !g.full() {
		g.addAnything()
	}
	g.rng.Shuffle(len(g.org.Licenses), func(i, j int) {
		g.org.Licenses[i], g.org.Licenses[j] = g.org.Licenses[j], g.org.Licenses[i]
	})
	g.directory()
	if options.SpaceMembers >= 0 {
		g.org.Space = newSpace(options, g.org, g.addresses)
	}
	return g.org
}

func (g *generator) organization() {
	g.org = &Organization{
		CustomerCode: strconv.Itoa(1_000_000 + g.rng.IntN(9_000_000)),
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

// token extends a prefix with random characters to the length of a token.
func (g *generator) token(prefix string) string {
	const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789"
	token := []byte(prefix)
	for len(token) < 25 {
		token = append(token, alphabet[g.rng.IntN(len(alphabet))])
	}
	return string(token)
}

// idSpace is the number of possible license IDs, which have ten characters
// [A-Z0-9].
const idSpace = 36 * 36 * 36 * 36 * 36 * 36 * 36 * 36 * 36 * 36

// idSequence picks a path through the ID space that visits no ID twice.
func (g *generator) idSequence() (step, start uint64) {
	step = idSpace/4 + g.rng.Uint64N(idSpace/2)
	for step%2 == 0 || step%3 == 0 {
		step++
	}
	return step, g.rng.Uint64N(idSpace)
}

// licenseID returns the nth ID of the path.
func (g *generator) licenseID(n int) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	hi, lo := bits.Mul64(g.idStep, uint64(n)) //nolint:gosec // an index is not negative
	_, value := bits.Div64(hi, lo, idSpace)
	value = (value + g.idStart) % idSpace
	var id [10]byte
	for i := range id {
		id[i] = alphabet[value%36]
		value /= 36
	}
	return string(id[:])
}

func (g *generator) full() bool { return len(g.org.Licenses) >= g.options.Licenses }

// add adds the license to the organization unless the organization has enough
// licenses already.
func (g *generator) add(license License) {
	if g.full() {
		return
	}
	license.ID = g.licenseID(len(g.org.Licenses))
	g.org.Licenses = append(g.org.Licenses, license)
}

// chance returns true in the given number of cases out of 1000.
func (g *generator) chance(permille int) bool { return g.rng.IntN(1000) < permille }

func (g *generator) between(low, high int) int { return low + g.rng.IntN(high-low+1) }

func pick[T any](g *generator, values []T) T { return values[g.rng.IntN(len(values))] }

// Dates on the wire carry these offsets. The API never writes +00:00 as Z.
var zones = []*time.Location{
	time.FixedZone("", 3*3600), time.FixedZone("", 0), time.FixedZone("", 3600),
	time.FixedZone("", -5*3600), time.FixedZone("", 5*3600+1800), time.FixedZone("", -8*3600),
}

// midnight returns the start of the day that is the given number of days after
// the organization's day, in a random time zone.
func (g *generator) midnight(days int) *time.Time {
	date := g.day.AddDate(0, 0, days)
	t := time.Date(date.Year(), date.Month(), date.Day(), 0, 0, 0, 0, pick(g, zones))
	return &t
}

// ago returns a random time on the day that is the given number of days before
// the organization's day. days must be at least 1.
func (g *generator) ago(days int) *time.Time {
	t := g.day.AddDate(0, 0, -days).Add(time.Duration(g.rng.IntN(24*3600*1000)) * time.Millisecond).In(pick(g, zones))
	return &t
}

// pack returns one of the purchases of a product.
func (g *generator) pack(code string) subscriptionPack {
	if g.packs[code] == nil {
		const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
		for range min(max(2, g.options.Licenses/200), 12) {
			ref := []byte(strconv.Itoa(g.between(1000, 9999)) + "/1")
			for range 4 {
				ref = append(ref, alphabet[g.rng.IntN(len(alphabet))])
			}
			g.packs[code] = append(g.packs[code], subscriptionPack{
				ref:        string(ref),
				validUntil: *g.midnight(g.between(70, 360)),
				renewed:    g.options.Clean || g.chance(850),
			})
		}
	}
	return pick(g, g.packs[code])
}

// person makes a person with a new email address in the domain.
func (g *generator) person(team int, domain string) Person {
	first, last := pick(g, firstNames), pick(g, lastNames)
	local := first[1] + "." + last[1]
	g.addresses[local]++
	if n := g.addresses[local]; n > 1 {
		local += strconv.Itoa(n)
	}
	return Person{
		Email:     local + "@" + domain,
		FirstName: first[0],
		LastName:  last[0],
		TeamID:    g.org.Teams[team].ID,
	}
}

func (g *generator) employee(team int) Person { return g.person(team, companyDomain) }

func (g *generator) subdomainEmployee(team int) Person {
	g.subdomainPeople++
	return g.person(team, subdomain)
}

func (g *generator) leaver(team int) Person {
	g.leavers++
	person := g.person(team, companyDomain)
	person.Email = fmt.Sprintf("leaver%d@%s", g.leavers, companyDomain)
	person.Leaver = true
	return person
}

// outsider returns a contractor with an address in another domain. All
// contractors work in the Mobile team.
func (g *generator) outsider() Person {
	person := g.person(teamMobile, outsiderDomain)
	person.Email = fmt.Sprintf("contractor%d@%s", firstContractor+g.outsiders, outsiderDomain)
	person.External = true
	g.outsiders++
	return person
}

// directory adds employees without a license. Then it lists the current
// employees as an identity provider would, including addresses that are not in
// lowercase.
func (g *generator) directory() {
	if len(g.org.People) > 0 {
		for range 1 + len(g.org.People)/20 {
			g.org.People = append(g.org.People, g.employee(g.team()))
		}
	}
	for _, person := range g.org.People {
		if person.Leaver || person.External {
			continue
		}
		email := person.Email
		if g.chance(250) {
			email = g.respelled(email)
		}
		g.org.Directory = append(g.org.Directory, email)
	}
}

// respelled returns the same address with different letter case.
func (g *generator) respelled(email string) string {
	local, domain, _ := strings.Cut(email, "@")
	switch g.rng.IntN(4) {
	case 0:
		return strings.ToUpper(email)
	case 1:
		return local + "@" + strings.ToUpper(domain[:1]) + domain[1:]
	default:
		parts := strings.Split(local, ".")
		for i, part := range parts {
			parts[i] = strings.ToUpper(part[:1]) + part[1:]
		}
		return strings.Join(parts, ".") + "@" + domain
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
