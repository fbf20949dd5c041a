// Package org holds a simulated customer of JetBrains: what its JetBrains Account
// and its JetBrains Space know. [Generate] makes one from a seed. The package
// knows nothing about HTTP or JSON.
package org

import "time"

// Assignee types of a license, as the Account API spells them.
const (
	AssigneeUser       = "USER"
	AssigneeServer     = "SERVER"
	AssigneeLicenseKey = "LICENSE_KEY"
)

// Server types of an assignee of type [AssigneeServer].
const (
	ServerTypeLicenseServer = "LICENSE_SERVER"
	ServerTypeLicenseVault  = "LICENSE_VAULT"
)

// Organization is everything that both APIs know about one customer.
type Organization struct {
	CustomerCode string    // 7 digits, no leading zero
	CustomerName string    // as /token names the organization
	Token        string    // organization token: 25 lower-case alphanumerics, made up
	Role         string    // role of the token's owner: ADMIN, VIEWER or PRIMARY_CONTACT
	Teams        []Team    // Core, Mobile, Data
	Products     []Product // what /products lists; more than the licenses use
	Plugins      []Product // what /plugins lists
	Licenses     []License // in the order in which the list endpoints serve them
	People       []Person  // every holder of a license, and a few employees without one
	Directory    []string  // emails of current employees as an identity provider writes them, in any letter case
	Space        *Space    // nil: the organization has none
	Now          time.Time // the moment the organization is seen at; all its dates are relative to that UTC day
}

// Team is a team of the organization with a token that reaches only that team.
type Team struct {
	ID    int
	Name  string
	Token string // team token: 25 lower-case alphanumerics, made up
	Role  string // role of the token's owner in the team: ADMIN or VIEWER
}

// TeamRef is a team as a license names it. ID 0 means that the license has none.
type TeamRef struct {
	ID   int
	Name string // empty: absent
}

// Product is a code and a name of the JetBrains catalog.
type Product struct {
	Code string
	Name string // empty: absent
}

// Person holds, or could hold, a license.
type Person struct {
	Email     string // lower case
	FirstName string
	LastName  string
	TeamID    int
	External  bool // at a domain that is not the company's
	Leaver    bool // no longer in the Directory
}

// Name is the person's name as JetBrains shows it when it is not masked.
func (p Person) Name() string { return p.FirstName + " " + p.LastName }

// License is one seat as the Account API describes it. A nil pointer is a value
// that the API does not have; it is left out unless Nulls is set.
type License struct {
	ID           string // 10 characters [A-Z0-9]
	Product      Product
	Assignee     *Assignee
	Subscription *Subscription
	Perpetual    *Perpetual
	Domain       *string
	LastSeen     *LastSeen
	Team         TeamRef

	TransferableBetweenTeams bool
	Trial                    bool
	AvailableToAssign        bool
	Suspended                bool

	Nulls          bool // send absent values as null instead of leaving their keys out
	LeaveOutFalses bool // leave the license's own booleans out where they are false
}

// Assignee is who or what uses a license. Only the fields of its Type are served.
type Assignee struct {
	Type string // AssigneeUser, AssigneeServer or AssigneeLicenseKey

	Name  string // USER; partly masked with asterisks on some licenses
	Email string // USER; in any letter case

	UID        string // SERVER
	ServerType string // SERVER: ServerTypeLicenseServer or ServerTypeLicenseVault

	RegistrationName string // LICENSE_KEY
	Key              string // LICENSE_KEY, made up; must never leave a client
	LegacyKey        string // LICENSE_KEY, made up, empty on most; must never leave a client
}

// Subscription is the paid period of a license.
type Subscription struct {
	ValidUntil           *time.Time
	PackRef              *string // like 1215/1JGQR; nil or the string "null" when the renewal is stopped
	NullPackRef          bool    // send a nil PackRef as null, even if the license leaves absent values out
	AutomaticallyRenewed bool
	Outdated             bool // expired
}

// Perpetual is the right to keep using a version for good.
type Perpetual struct {
	UpgradeDue *time.Time
	Outdated   bool
}

// LastSeen is what is known about the use of a license.
type LastSeen struct {
	Seen                 *time.Time // nil until the holder has used the license
	Assigned             *time.Time
	OfflineCodeGenerated bool
}
