// Package licensingtest builds licenses for the tests of the domain.
package licensingtest

import (
	"cmp"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// Option changes a license.
type Option func(*licensing.License)

// Day returns midnight UTC of a date such as 2026-05-01, or the instant of an
// RFC 3339 text. It panics if the text is neither.
func Day(text string) time.Time {
	t, err := licensing.ParseDateOrTime(text)
	if err != nil {
		panic(err)
	}
	return t
}

// written is the date of a text as a server would write it, in its own offset.
func written(text string) value.Date {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t = Day(text)
	}
	return value.DateOf(t)
}

// License returns a license of a product that nobody holds and that can be
// assigned. It has a subscription without an end that does not renew.
func License(id, code string, options ...Option) licensing.License {
	l := licensing.License{ID: id, ProductCode: code, ProductName: licensing.FallbackProductName(code), Available: true, Subscription: true}
	for _, option := range options {
		option(&l)
	}
	return l
}

// HeldBy assigns a license to a person.
func HeldBy(email string) Option {
	return func(l *licensing.License) {
		l.AssigneeType, l.Email, l.AccountEmail, l.Available = licensing.AssigneeUser, email, email, false
	}
}

// Account is the address that JetBrains has of the holder, which an alias maps
// to another. It comes after HeldBy.
func Account(email string) Option { return func(l *licensing.License) { l.AccountEmail = email } }

// Named gives the holder a name.
func Named(name string) Option { return func(l *licensing.License) { l.Name = value.Some(name) } }

// InTeam puts a license into a team.
func InTeam(id, name string) Option {
	return func(l *licensing.License) { l.TeamID, l.TeamName = id, value.Some(name) }
}

// Seen is when the license was last seen: a date, or an RFC 3339 text, whose
// offset is the server's.
func Seen(text string) Option {
	return func(l *licensing.License) { l.LastSeen, l.LastSeenDate = Day(text), written(text) }
}

// Assigned is when the license was last assigned.
func Assigned(text string) Option {
	return func(l *licensing.License) { l.LastAssigned, l.LastAssignedDate = Day(text), written(text) }
}

// ValidTo is the end of the subscription.
func ValidTo(text string) Option {
	return func(l *licensing.License) { l.ValidUntil, l.ValidUntilDate = Day(text), written(text) }
}

// Renewing makes the subscription renew automatically.
func Renewing(l *licensing.License) { l.AutoRenewed = value.Some(true) }

// Stopped says that the renewal was stopped.
func Stopped(l *licensing.License) { l.RenewalStopped = true }

// Expired ends the subscription.
func Expired(l *licensing.License) { l.Expired = true }

// Suspended suspends the license.
func Suspended(l *licensing.License) { l.Suspended = true }

// Trial makes the license a trial.
func Trial(l *licensing.License) { l.Trial = true }

// Offline generates an offline activation code.
func Offline(l *licensing.License) { l.OfflineCode = true }

// Unavailable says that the license cannot be assigned now.
func Unavailable(l *licensing.License) { l.Available = false }

// WithoutSubscription leaves only a perpetual fallback.
func WithoutSubscription(l *licensing.License) {
	l.Subscription, l.Perpetual, l.PerpetualOutdated = false, true, value.Some(false)
	l.ValidUntil, l.ValidUntilDate, l.AutoRenewed, l.RenewalStopped = time.Time{}, 0, value.Optional[bool]{}, false
}

// OnServer assigns a license to a license server.
func OnServer(l *licensing.License) {
	l.AssigneeType, l.ServerUID, l.Available = licensing.AssigneeServer, value.Some("s1"), false
}

// OnKey assigns a license to a license key.
func OnKey(l *licensing.License) {
	l.AssigneeType, l.Name, l.Available = licensing.AssigneeLicenseKey, value.Some("Build farm"), false
}

// Decimal returns the number that a text such as 77.9 writes.
func Decimal(text string) value.Decimal {
	f, _, err := big.ParseFloat(text, 10, 512, big.ToNearestEven)
	if err != nil {
		panic(err)
	}
	return value.NewDecimal(f)
}

// Organization returns an organization with licenses, in any order.
func Organization(account licensing.Account, licenses ...licensing.License) *licensing.Organization {
	sorted := slices.Clone(licenses)
	slices.SortFunc(sorted, func(a, b licensing.License) int { return cmp.Compare(a.ID, b.ID) })
	return licensing.NewOrganization(account, sorted)
}

// The edges of odd organizations: the read, and instants around it.
var (
	// OddRead is when odd organizations are read.
	OddRead = Day("2026-11-21T12:00:00Z")

	oddDates = []string{
		"2026-11-21T12:00:00Z", "2026-11-22T12:00:00Z", "2026-11-22T12:00:01Z", "2027-05-01", "2026-11-21T00:00:00Z", "2026-11-20T12:00:00Z",
		"2026-10-22T12:00:00Z", "2026-10-22T12:00:01Z", "2026-08-23T12:00:00Z", "2026-08-23T12:00:01Z", "2026-08-23T00:30:00+03:00", "2026-08-22T23:30:00Z",
		"2026-05-01T00:30:00+03:00", "2026-04-30T23:59:59Z", "2026-01-15", "2024-02-29",
	}
	oddEnds = []string{
		"2026-11-21T12:00:00Z", "2026-11-21T11:59:59Z", "2026-11-21T12:00:01Z", "2026-12-01T00:00:00+03:00", "2026-12-21T12:00:00Z", "2026-12-21T12:00:01Z",
		"2027-01-01T00:00:00+03:00", "2026-10-01T00:00:00+03:00", "2027-06-30T00:00:00+03:00",
	}
)

// OddCodes are the product codes of odd organizations: packs, products in them,
// packs in rings (with OddPacks), and others.
var OddCodes = []string{"ALL", "RSU", "II", "WS", "PC", "RD", "AIP", "X1", "X2", "X3"}

// OddPacks are contents of packs that no one should write, but can: rings, a
// pack in itself, duplicates, unknown codes, and nothing.
func OddPacks(random *rand.Rand) licensing.Packs {
	switch random.IntN(4) {
	case 0:
		return nil
	case 1:
		return licensing.Packs{"X1": {"X2", "II"}, "X2": {"X3", "X1"}, "X3": {"X1", "X3", "WS", "WS"}}
	case 2:
		return licensing.Packs{"ALL": {}, "RSU": {"ALL", "RD"}, "X1": {"AIP", "UNKNOWN"}, "II": {"WS"}, "WS": {"II"}}
	default:
		packs := licensing.Packs{}
		for _, code := range OddCodes {
			if random.IntN(3) > 0 {
				continue
			}
			packs[code] = nil
			for range random.IntN(4) {
				packs[code] = append(packs[code], OddCodes[random.IntN(len(OddCodes))])
			}
		}
		return packs
	}
}

// OddLicenses returns the licenses of a small organization in which everything
// is odd: few people with many licenses, equal and unequal ends, dates at every
// edge and in the future, all states, kinds of assignees, and aliases.
func OddLicenses(random *rand.Rand, n int) []licensing.License {
	pick := func(texts []string) string { return texts[random.IntN(len(texts))] }
	rarely := func(times int) bool { return random.IntN(times) == 0 }
	people := []string{"ada@acme.example", "bo@acme.example", "cy@sub.acme.example", "dee@evil.example", "eve@old.example", "malformed@@acme.example"}
	ids := random.Perm(n)
	licenses := make([]licensing.License, 0, n)
	for i := range n {
		l := License(fmt.Sprintf("L%03d", ids[i]), pick(OddCodes))
		if !rarely(4) {
			ValidTo(pick(oddEnds))(&l)
		}
		switch random.IntN(4) {
		case 0:
		case 1:
			l.AutoRenewed = value.Some(false)
		default:
			Renewing(&l)
		}
		l.RenewalStopped, l.Expired, l.Suspended, l.Trial = rarely(6), rarely(9), rarely(7), rarely(9)
		l.SubscriptionPack = value.Some(pick([]string{"1/A", "2/B"}))
		if rarely(9) {
			WithoutSubscription(&l)
		}
		if !rarely(4) {
			team := pick([]string{"1", "2", "10"})
			InTeam(team, "Team "+team)(&l)
		}
		l.Available = !rarely(3)
		switch kind := random.IntN(12); {
		case kind == 0:
			OnServer(&l)
		case kind == 1:
			OnKey(&l)
		case kind > 3:
			who := people[random.IntN(len(people))]
			HeldBy(who)(&l)
			if rarely(5) {
				Account("private." + pick([]string{"ada@gmail.example", "bo@old.example", "x@sub.acme.example"}))(&l)
			}
			Named("Name of " + who)(&l)
			l.OfflineCode = rarely(8)
			if !rarely(4) {
				Seen(pick(oddDates))(&l)
			}
			if !rarely(4) {
				Assigned(pick(oddDates))(&l)
			}
		}
		licenses = append(licenses, l)
	}
	slices.SortFunc(licenses, func(a, b licensing.License) int { return cmp.Compare(a.ID, b.ID) })
	return licenses
}
