package licensing

import (
	"cmp"
	"slices"
	"sync"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// Scope says what a token covers.
type Scope string

// A token is generated for a whole organization or for one of its teams.
const (
	ScopeOrganization Scope = "organization"
	ScopeTeam         Scope = "team"
)

// Account is what the API says about a token.
type Account struct {
	Scope        Scope
	CustomerCode string                 // decimal digits
	CustomerName value.Optional[string] // of the organization, also for a team token
	Role         value.Optional[string] // ADMIN, VIEWER or PRIMARY_CONTACT; absent for a team token
	Teams        []TeamRole             // sorted by id; for a team token, only its team

	// Whether the token's owner is one of the organization's contacts; absent
	// for a team token.
	PrimaryLicensee         value.Optional[bool]
	PrimaryTechnicalContact value.Optional[bool]
	PrimaryBillingContact   value.Optional[bool]
}

// The roles that the API documents. According to JetBrains' help for the older
// account pages, viewers and primary contacts have read-only access to the API.
// The newest pages no longer mention such tokens.
const (
	RoleAdmin          = "ADMIN"
	RoleViewer         = "VIEWER"
	RolePrimaryContact = "PRIMARY_CONTACT"
)

// ReadOnly reports whether JetBrains documents the token's role as read-only:
// VIEWER or PRIMARY_CONTACT in the organization or, for a team token, VIEWER in
// the team. It is absent if the token has no role.
func (a *Account) ReadOnly() value.Optional[bool] {
	role := a.Role
	if a.Scope == ScopeTeam {
		role = value.Optional[string]{}
		if len(a.Teams) > 0 {
			role = a.Teams[0].Role
		}
		return value.Optional[bool]{Value: role.Value == RoleViewer, Set: role.Set}
	}
	return value.Optional[bool]{Value: role.Value == RoleViewer || role.Value == RolePrimaryContact, Set: role.Set}
}

// TeamRole is a team that a token can read, and the token's role in it.
type TeamRole struct {
	ID   string
	Name value.Optional[string]
	Role value.Optional[string] // ADMIN or VIEWER
}

// Organization is the complete list of what a token can see. All data sources
// of a plan share it, so it must not be changed. NewOrganization creates it.
type Organization struct {
	Account  Account
	Licenses []License // sorted by id, each id once

	held func() map[string][]int // by email, indexes into Licenses; computed on first use
}

// NewOrganization takes ownership of the licenses, which must be sorted by ID,
// without duplicates. If they give one product several names, the name from the
// license with the lowest ID replaces the others, so that all results agree.
func NewOrganization(account Account, licenses []License) *Organization {
	names := ProductNames(licenses)
	for i := range licenses {
		if l := &licenses[i]; l.ProductName != names[l.ProductCode] {
			l.ProductName = names[l.ProductCode]
		}
	}
	o := &Organization{Account: account, Licenses: licenses}
	o.held = sync.OnceValue(o.index)
	return o
}

// index lists, by email, the indexes in Licenses of the licenses that a person
// holds.
func (o *Organization) index() map[string][]int {
	held := make(map[string][]int)
	for i := range o.Licenses {
		if email := o.Licenses[i].Email; email != "" {
			held[email] = append(held[email], i)
		}
	}
	return held
}

func (o *Organization) places() map[string][]int { return o.held() }

// HeldBy returns the licenses that a person holds, by normalized email, sorted
// by ID. It is fast no matter how many people are looked up.
func (o *Organization) HeldBy(email string) []License {
	places := o.places()[email]
	licenses := make([]License, len(places))
	for i, at := range places {
		licenses[i] = o.Licenses[at]
	}
	return licenses
}

// License finds a license by its ID.
func (o *Organization) License(id string) (License, bool) {
	at, ok := slices.BinarySearchFunc(o.Licenses, id, func(l License, id string) int { return cmp.Compare(l.ID, id) })
	if !ok {
		return License{}, false
	}
	return o.Licenses[at], true
}
