package licensing

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// Person holds at least one of the chosen licenses. Email is the identity;
// every other field is about the chosen licenses only.
type Person struct {
	Email                 string
	AccountEmails         []string               // that JetBrains has of the person, sorted, without duplicates
	Name                  value.Optional[string] // an unmasked one before a masked one before an empty one; then the one with the lowest license id
	Status                Status                 // active if any license is, else suspended if any is, else expired
	ProductCodes          []string               // sorted, without duplicates
	LicenseIDs            []string               // sorted
	SuspendedProductCodes []string               // sorted, without duplicates
	TeamIDs               []string               // sorted, without duplicates
	LastSeen              time.Time              // newest over the licenses; zero if never seen
	LastAssigned          time.Time              // newest over the licenses; zero if unknown
	OfflineCode           bool                   // on any license
}

// PeopleFilter chooses people. Zero fields choose all.
type PeopleFilter struct {
	Emails  []string // normalized; nil for all
	Domains *Domains
	Status  Status
}

// allows is nil if every person passes.
func (f PeopleFilter) allows() func(email string) bool {
	if f.Emails == nil && f.Domains == nil {
		return nil
	}
	emails := value.FilterOf(f.Emails)
	return func(email string) bool {
		return emails.Allows(email) && (f.Domains == nil || f.Domains.Match(email))
	}
}

// Group is the chosen licenses that one person holds, sorted by ID.
type Group struct {
	Email    string
	Licenses []*License
}

// groupByPerson groups the licenses that people hold, sorted by email, and by
// license ID within a person. Seats of servers and license keys, and free
// seats, have no holder. The licenses must be sorted by ID. It leaves out the
// people whom allows rejects, unless that is nil, before it groups and sorts,
// which are the expensive steps.
func groupByPerson(licenses []License, allows func(email string) bool) []Group {
	type seat struct {
		license *License
		holder  int // its index in groups
	}
	capacity := len(licenses)
	if allows != nil {
		capacity = 0 // perhaps very few
	}
	index := make(map[string]int, capacity)
	seats := make([]seat, 0, capacity)
	groups := []Group{}
	var sizes []int
	for i := range licenses {
		l := &licenses[i]
		if l.Email == "" || allows != nil && !allows(l.Email) {
			continue
		}
		at, ok := index[l.Email]
		if !ok {
			at = len(groups)
			index[l.Email] = at
			groups = append(groups, Group{Email: l.Email})
			sizes = append(sizes, 0)
		}
		sizes[at]++
		seats = append(seats, seat{l, at})
	}
	all := make([]*License, len(seats)) // one array, split among the groups
	for at, size := range sizes {
		groups[at].Licenses, all = all[:0:size], all[size:]
	}
	for _, s := range seats {
		group := &groups[s.holder]
		group.Licenses = append(group.Licenses, s.license)
	}
	slices.SortFunc(groups, func(a, b Group) int { return cmp.Compare(a.Email, b.Email) })
	return groups
}

// People lists who holds the given licenses, sorted by email.
func People(licenses []License, filter PeopleFilter) []Person {
	groups := groupByPerson(licenses, filter.allows())
	people := make([]Person, 0, len(groups))
	for _, group := range groups {
		if p := newPerson(group); filter.Status == "" || p.Status == filter.Status {
			people = append(people, p)
		}
	}
	return people
}

// newPerson summarizes the licenses of a group.
func newPerson(group Group) Person {
	p := Person{
		Email:                 group.Email,
		Name:                  DisplayName(group.Licenses),
		Status:                personStatus(group.Licenses),
		ProductCodes:          make([]string, 0, len(group.Licenses)),
		LicenseIDs:            make([]string, 0, len(group.Licenses)),
		SuspendedProductCodes: []string{}, // empty, not nil, because it is known that there are none
		TeamIDs:               []string{},
	}
	for _, l := range group.Licenses {
		if !slices.Contains(p.AccountEmails, l.AccountEmail) {
			p.AccountEmails = append(p.AccountEmails, l.AccountEmail)
		}
		p.ProductCodes = append(p.ProductCodes, l.ProductCode)
		p.LicenseIDs = append(p.LicenseIDs, l.ID)
		if l.Suspended {
			p.SuspendedProductCodes = append(p.SuspendedProductCodes, l.ProductCode)
		}
		if l.TeamID != "" {
			p.TeamIDs = append(p.TeamIDs, l.TeamID)
		}
		p.LastSeen = Later(p.LastSeen, l.LastSeen)
		p.LastAssigned = Later(p.LastAssigned, l.LastAssigned)
		p.OfflineCode = p.OfflineCode || l.OfflineCode
	}
	slices.Sort(p.AccountEmails)
	p.ProductCodes = value.SortedUnique(p.ProductCodes)
	p.SuspendedProductCodes = value.SortedUnique(p.SuspendedProductCodes)
	p.TeamIDs = value.SortedUnique(p.TeamIDs)
	return p
}

// DisplayName picks one of the names that JetBrains gives for one person: an
// unmasked one, otherwise a masked one, otherwise an empty one, which says
// nothing but differs from an absent one. The licenses are sorted by ID, so the
// first name of the best kind wins.
func DisplayName(licenses []*License) value.Optional[string] {
	var masked, blank value.Optional[string]
	for _, l := range licenses {
		switch {
		case strings.TrimSpace(l.Name.Value) == "":
			blank = cmp.Or(blank, l.Name)
		case strings.Contains(l.Name.Value, "*"):
			masked = cmp.Or(masked, l.Name)
		default:
			return l.Name
		}
	}
	return cmp.Or(masked, blank)
}

func personStatus(licenses []*License) Status {
	status := StatusExpired
	for _, l := range licenses {
		switch l.Status() {
		case StatusActive:
			return StatusActive
		case StatusSuspended:
			status = StatusSuspended
		default: // expired is where status starts
		}
	}
	return status
}

// Emails lists the addresses of the people in their order or, if statuses are
// given, of those who have one of the statuses.
func Emails(people []Person, statuses ...Status) []string {
	emails := make([]string, 0, len(people))
	for i := range people {
		if len(statuses) == 0 || slices.Contains(statuses, people[i].Status) {
			emails = append(emails, people[i].Email)
		}
	}
	return emails
}
