package licensing

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// day returns midnight UTC of a date such as 2026-05-01, or the instant of an
// RFC 3339 text.
func day(text string) time.Time {
	layout := time.DateOnly
	if len(text) > len(time.DateOnly) {
		layout = time.RFC3339
	}
	t, err := time.Parse(layout, text)
	if err != nil {
		panic(err)
	}
	return t
}

// seat returns a free, assignable seat of a product. options change it.
func seat(id, code string, options ...func(*License)) License {
	l := License{ID: id, ProductCode: code, ProductName: FallbackProductName(code), Available: true, Subscription: true}
	for _, option := range options {
		option(&l)
	}
	return l
}

func heldBy(email string) func(*License) {
	return func(l *License) {
		l.AssigneeType, l.Email, l.AccountEmail, l.Available = AssigneeUser, email, email, false
	}
}

func named(name string) func(*License) { return func(l *License) { l.Name = value.Some(name) } }

func inTeam(id, name string) func(*License) {
	return func(l *License) { l.TeamID, l.TeamName = id, value.Some(name) }
}

func seen(text string) func(*License) {
	return func(l *License) { l.LastSeen, l.LastSeenDate = day(text), value.DateOf(day(text)) }
}
func assignedOn(text string) func(*License) {
	return func(l *License) { l.LastAssigned, l.LastAssignedDate = day(text), value.DateOf(day(text)) }
}
func validTo(text string) func(*License) {
	return func(l *License) { l.ValidUntil, l.ValidUntilDate = day(text), value.DateOf(day(text)) }
}

func renewed(on bool) func(*License) { return func(l *License) { l.AutoRenewed = value.Some(on) } }
func pack(ref string) func(*License) {
	return func(l *License) { l.SubscriptionPack = value.Some(ref) }
}

func perpetual(l *License)      { l.Perpetual, l.PerpetualOutdated = true, value.Some(false) }
func noSubscription(l *License) { l.Subscription = false }
func unnamed(l *License)        { l.ProductName = value.Optional[string]{} }
func stopped(l *License)        { l.RenewalStopped = true }
func expired(l *License)        { l.Expired = true }
func suspended(l *License)      { l.Suspended = true }
func trial(l *License)          { l.Trial = true }
func offline(l *License)        { l.OfflineCode = true }
func unavailable(l *License)    { l.Available = false }
func onServer(l *License) {
	l.AssigneeType, l.ServerUID, l.Available = AssigneeServer, value.Some("s1"), false
}
func onKey(l *License) {
	l.AssigneeType, l.Name, l.Available = AssigneeLicenseKey, value.Some("Build farm"), false
}

func sorted(licenses ...License) []License {
	sortLicenses(licenses)
	return licenses
}

// syntheticLicenses returns a deterministic organization, sorted by ID. It has
// about three seats per person, teams, packs, every state, and every kind of
// assignee.
func syntheticLicenses(n int, seed uint64) []License {
	random := rand.New(rand.NewPCG(seed, 1))
	codes := []string{"ALL", "II", "WS", "PC", "GO", "RSU", "RD", "AIP", "TBEB"}
	start := day("2026-06-01")
	licenses := make([]License, n)
	people := max(n/3, 1)
	for i := range licenses {
		code := codes[random.IntN(len(codes))]
		team := random.IntN(20)
		l := seat(fmt.Sprintf("L%09d", i), code, inTeam(fmt.Sprint(team), fmt.Sprintf("Team %d", team)))
		l.ValidUntil = start.AddDate(0, random.IntN(12), 0)
		l.SubscriptionPack = value.Some(fmt.Sprintf("%d/PACK", random.IntN(5)))
		l.AutoRenewed = value.Some(random.IntN(4) > 0)
		l.Trial = random.IntN(30) == 0
		l.Suspended = random.IntN(40) == 0
		l.Expired = random.IntN(25) == 0
		switch kind := random.IntN(20); {
		case kind == 0:
			onServer(&l)
		case kind == 1:
			onKey(&l)
		case kind > 3:
			who := random.IntN(people)
			heldBy(fmt.Sprintf("person%d@team%d.acme.example", who, who%7))(&l)
			l.Name = value.Some(fmt.Sprintf("Person %d", who))
			l.LastAssigned = start.AddDate(0, 0, -random.IntN(400))
			if random.IntN(5) > 0 {
				l.LastSeen = start.AddDate(0, 0, -random.IntN(200))
			}
			l.OfflineCode = random.IntN(50) == 0
		}
		licenses[i] = l
	}
	return licenses
}

func shuffled(licenses []License, seed uint64) []License {
	result := slices.Clone(licenses)
	rand.New(rand.NewPCG(seed, 2)).Shuffle(len(result), func(i, j int) { result[i], result[j] = result[j], result[i] })
	return result
}

func sizes(b *testing.B, run func(b *testing.B, licenses []License)) {
	for _, n := range []int{10_000, 100_000} {
		licenses := syntheticLicenses(n, 1)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			run(b, licenses)
		})
	}
}

func sortLicenses(licenses []License) {
	slices.SortFunc(licenses, func(a, b License) int { return cmp.Compare(a.ID, b.ID) })
}
