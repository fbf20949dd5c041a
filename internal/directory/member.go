// Package directory is the domain of JetBrains Space: members, teams,
// memberships, and permissions, and the rules that decide the result of a
// policy check. It is pure: no HTTP, no Terraform, and no clock.
//
// A field that the token cannot read differs from an empty one: every row says
// which of its fields are missing for that reason, and a list that would need a
// missing field is nil. A nil list of strings always means "unknown". An empty
// list means that there are none.
package directory

import (
	"slices"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// Date is a calendar date such as 2020-10-21; empty means absent.
type Date string

// Status is the state of a person in the organization; empty means that the
// token cannot read the fields that it depends on.
type Status string

// The states of a person, the first that applies: deactivated before
// suspended before not a member before active.
const (
	StatusDeactivated Status = "deactivated"
	StatusSuspended   Status = "suspended"
	StatusNotAMember  Status = "not_a_member"
	StatusActive      Status = "active"
)

// twoFactorActive is the state of two-factor authentication in which signing in
// needs a second factor. The others that Space documents are NOT_SETUP and
// INACTIVE. Any other text is kept unchanged, and does not count as active.
const twoFactorActive = "ACTIVE"

// Member is a person with a profile in Space: a member of the organization, an
// external user, or a guest, and possibly someone who has left. Times are UTC,
// whole seconds. Zero values, nil lists and unset Optionals mean absent or not
// readable; Unreadable says which.
type Member struct {
	Partial

	ID          string
	Username    string // the name in addresses and mentions, unique
	FirstName   value.Optional[string]
	LastName    value.Optional[string]
	Email       string   // the first address that is not blocked
	Emails      []string // all addresses, normalized, sorted, without duplicates
	Blocked     []string // those of Emails that are blocked
	Status      Status
	Deactivated value.Optional[bool] // left; can be known even if the rest of Status is not
	External    value.Optional[bool] // not of the organization: an external user or a guest
	Guest       value.Optional[bool] // the lighter kind of an external person
	TwoFactor   string
	Joined      Date
	LeftAt      time.Time
	ExternalID  value.Optional[string] // in the identity provider

	ManagerUsernames []string // sorted, without duplicates
	TeamIDs          []string // of memberships that are not archived; sorted, without duplicates
	LastLogin        time.Time
}

// statusOf returns the state of a person from Space's flags. It is empty if it
// depends on a flag that the token cannot read.
func statusOf(archived, suspended, notAMember value.Optional[bool]) Status {
	for _, rule := range []struct {
		says   value.Optional[bool]
		status Status
	}{
		{archived, StatusDeactivated},
		{suspended, StatusSuspended},
		{notAMember, StatusNotAMember},
	} {
		switch {
		case !rule.says.Set:
			return ""
		case rule.says.Value:
			return rule.status
		}
	}
	return StatusActive
}

// SetAddresses sets the addresses of a member from the profile, in Space's
// order. Blank ones are dropped. Email becomes the first that is not blocked.
func (m *Member) SetAddresses(addresses []Address) {
	m.Email, m.Emails, m.Blocked = "", make([]string, 0, len(addresses)), []string{}
	for _, a := range addresses {
		email := value.NormalizeEmail(a.Email)
		switch {
		case email == "":
			continue
		case a.Blocked:
			m.Blocked = append(m.Blocked, email)
		case m.Email == "":
			m.Email = email
		}
		m.Emails = append(m.Emails, email)
	}
	m.Emails = value.SortedUnique(m.Emails)
	m.Blocked = value.SortedUnique(m.Blocked)
}

// ResolveAliases replaces aliases with the addresses that they map to. An
// address is blocked only if all addresses that map to it are.
func (m *Member) ResolveAliases(identity *value.Identity) {
	if !identity.HasAliases() {
		return
	}
	blocked, open := value.SetOf(m.Blocked...), value.Set[string]{}
	for i, email := range m.Emails {
		m.Emails[i] = identity.Email(email)
		if !blocked.Has(email) {
			open.Add(m.Emails[i])
		}
	}
	for i, email := range m.Blocked {
		m.Blocked[i] = identity.Email(email)
	}
	m.Emails = value.SortedUnique(m.Emails)
	m.Blocked = slices.DeleteFunc(value.SortedUnique(m.Blocked), open.Has)
	m.Email = identity.Email(m.Email)
}

// SetStatus sets the state of a member from Space's flags. An absent argument
// is a flag that the token cannot read.
func (m *Member) SetStatus(archived, suspended, notAMember value.Optional[bool]) {
	m.Deactivated = archived
	if m.Status = statusOf(archived, suspended, notAMember); m.Status == "" {
		m.Unreadable |= MemberStatus
	}
}

// Address is one email address of a profile.
type Address struct {
	Email   string
	Blocked bool // Space sends nothing there
}
