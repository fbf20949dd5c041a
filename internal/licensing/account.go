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

	products map[string]value.Optional[string]
	teams    map[string]value.Optional[string]
	holders  func() []Group        // computed on first use
	index    func() map[string]int // by email, indexes into holders; computed on first use
}

// NewOrganization takes ownership of the licenses, which must be sorted by ID,
// without duplicates. If they give one product or one team several names, one
// of them replaces the others, so that all results agree: the name that the
// token gives the team, or else the one from the license with the lowest ID.
func NewOrganization(account Account, licenses []License) *Organization {
	o := &Organization{Account: account, Licenses: licenses, products: ProductNames(licenses), teams: teamNames(account, licenses)}
	for i := range licenses {
		l := &licenses[i]
		l.ProductName = o.products[l.ProductCode]
		if l.TeamID != "" {
			l.TeamName = o.teams[l.TeamID]
		}
	}
	o.holders = sync.OnceValue(func() []Group { return groupByPerson(o.Licenses, nil) })
	o.index = sync.OnceValue(func() map[string]int {
		index := make(map[string]int, len(o.holders()))
		for i, group := range o.holders() {
			index[group.Email] = i
		}
		return index
	})
	return o
}

func teamNames(account Account, licenses []License) map[string]value.Optional[string] {
	names := make(map[string]value.Optional[string])
	for _, team := range account.Teams {
		names[team.ID] = team.Name
	}
	for i := range licenses {
		if l := &licenses[i]; l.TeamID != "" && names[l.TeamID].Value == "" {
			names[l.TeamID] = l.TeamName
		}
	}
	return names
}

// ProductNames returns the names of the products that licenses are for, by
// code. It must not be changed.
func (o *Organization) ProductNames() map[string]value.Optional[string] { return o.products }

// TeamNames returns the names of all teams that the token or a license names,
// by ID. It must not be changed.
func (o *Organization) TeamNames() map[string]value.Optional[string] { return o.teams }

// Holders returns who holds licenses, sorted by email. It must not be changed.
func (o *Organization) Holders() []Group { return o.holders() }

// Holder returns all that a person holds, by normalized email; nil if that is
// nothing.
func (o *Organization) Holder(email string) *Group {
	i, ok := o.index()[email]
	if !ok {
		return nil
	}
	return &o.holders()[i]
}

// HeldBy returns the licenses that a person holds, by normalized email, sorted
// by ID. It is fast no matter how many people are looked up.
func (o *Organization) HeldBy(email string) []License {
	group := o.Holder(email)
	if group == nil {
		return []License{}
	}
	licenses := make([]License, len(group.Licenses))
	for i, l := range group.Licenses {
		licenses[i] = *l
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
