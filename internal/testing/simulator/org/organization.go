// Package org contains a simulated customer of JetBrains: the data in its
// JetBrains Account and its JetBrains Space. [Generate] makes a customer from a
// seed. The package does not use HTTP or JSON.
package org

import "time"

// These are the assignee types of a license, as the Account API spells them.
const (
	AssigneeUser       = "USER"
	AssigneeServer     = "SERVER"
	AssigneeLicenseKey = "LICENSE_KEY"
)

// These are the server types of an assignee of type [AssigneeServer].
const (
	ServerTypeLicenseServer = "LICENSE_SERVER"
	ServerTypeLicenseVault  = "LICENSE_VAULT"
)

// Organization is everything that both APIs know about one customer.
type Organization struct {
	CustomerCode string    // 7 digits, no leading zero
	CustomerName string    // the organization's name as /token shows it
	Token        string    // the organization token: 25 lowercase letters and digits, made up
	Role         string    // the role of the token's owner: ADMIN, VIEWER, or PRIMARY_CONTACT
	Teams        []Team    // Core, Mobile, Data
	Products     []Product // what /products lists; it includes products without licenses
	Plugins      []Product // what /plugins lists
	Licenses     []License // in the order in which the list endpoints serve them
	People       []Person  // every license holder, and a few employees without a license
	Directory    []string  // current employees' email addresses as an identity provider writes them, in any letter case
	Space        *Space    // nil if the organization has no Space
	Now          time.Time // the organization's current time; all dates are relative to its UTC day
}

// Team is a team in the organization, with a token that only has access to that
// team.
type Team struct {
	ID    int
	Name  string
	Token string // team token: 25 lowercase letters and digits, made up
	Role  string // the token owner's role in the team: ADMIN or VIEWER
}

// TeamRef is a license's reference to a team. If the ID is 0, the license has
// no team.
type TeamRef struct {
	ID   int
	Name string // empty if absent
}

// Product is the code and name of a product in the JetBrains catalog.
type Product struct {
	Code string
	Name string // empty if absent
}

// Person is a person who holds, or could hold, a license.
type Person struct {
	Email     string // in lowercase
	FirstName string
	LastName  string
	TeamID    int
	External  bool // has an address in a domain that is not the company's
	Departed  bool // no longer in the Directory

	serial int // identifies the person among everybody whom the generator makes
}

// Name returns the person's name as JetBrains shows it without masking.
func (p Person) Name() string { return p.FirstName + " " + p.LastName }

// License is one seat as the Account API describes it. A nil pointer is a value
// that the API does not have. The API omits it unless Nulls is set.
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

	Nulls          bool // send absent values as null instead of omitting their keys
	LeaveOutFalses bool // omit the license's own booleans that are false
}

// Assignee is the person or system that uses a license. The API only sends the
// fields that belong to its Type.
type Assignee struct {
	Type string // AssigneeUser, AssigneeServer, or AssigneeLicenseKey

	Name  string // USER; some licenses mask it partly with asterisks
	Email string // USER; in any letter case

	UID        string // SERVER
	ServerType string // SERVER: ServerTypeLicenseServer or ServerTypeLicenseVault

	RegistrationName string // LICENSE_KEY
	Key              string // LICENSE_KEY, made up; a client must never reveal it
	LegacyKey        string // LICENSE_KEY, made up; empty on most licenses; a client must never reveal it
}

// Subscription is the paid period of a license.
type Subscription struct {
	ValidUntil           *time.Time
	PackRef              *string // for example 1215/1JGQR; nil or the string "null" if the renewal was stopped
	NullPackRef          bool    // send a nil PackRef as null, even if the license omits absent values
	AutomaticallyRenewed bool
	Outdated             bool // expired
}

// Perpetual is the right to use a version indefinitely.
type Perpetual struct {
	UpgradeDue *time.Time
	Outdated   bool
}

// LastSeen contains what is known about the use of a license.
type LastSeen struct {
	Seen                 *time.Time // nil if the holder has never used the license
	Assigned             *time.Time
	OfflineCodeGenerated bool
}
