// Package licensing is the domain: licenses, people, entitlements, seat pools,
// renewals, and the rules that decide the result of a policy check. It is pure:
// no HTTP, no Terraform, and no clock. Times are passed in as values.
package licensing

import (
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// AssigneeType says what a license is assigned to; empty means that it is not
// assigned.
type AssigneeType string

// The three kinds of assignee that the Account API documents.
const (
	AssigneeUser       AssigneeType = "USER"
	AssigneeServer     AssigneeType = "SERVER"
	AssigneeLicenseKey AssigneeType = "LICENSE_KEY"
)

// Status is the state of one license, or of a person over all their licenses.
type Status string

// The states of an assigned license (active, suspended, expired) and of a seat
// that is not assigned (available, expired, unassigned).
const (
	StatusActive     Status = "active"
	StatusSuspended  Status = "suspended"
	StatusExpired    Status = "expired"
	StatusAvailable  Status = "available"
	StatusUnassigned Status = "unassigned"
)

// License is one license. It is flat and comparable, so that two versions of
// the same license can be compared with ==. Times are UTC, whole seconds; the
// zero time means absent. Empty strings mean absent where an empty value has no
// meaning (IDs, codes, email).
type License struct {
	ID          string // ten characters A-Z0-9 in every recorded response
	ProductCode string
	ProductName value.Optional[string]
	TeamID      string // decimal digits
	TeamName    value.Optional[string]

	AssigneeType AssigneeType
	Email        string                 // of a USER: the address that identifies the person; empty if the API has none
	AccountEmail string                 // of a USER: the address that JetBrains has, normalized; an alias may map it to Email
	Letters      string                 // value.SameLetters of that address, if it differs from AccountEmail; else empty
	Name         value.Optional[string] // of a USER, perhaps masked; the registration name of a LICENSE_KEY
	ServerUID    value.Optional[string] // of a SERVER
	ServerType   value.Optional[string] // of a SERVER: LICENSE_SERVER or LICENSE_VAULT

	Suspended    bool
	Trial        bool
	Available    bool // can be assigned now; "unassigned" alone does not mean that
	Transferable bool // between teams

	Subscription     bool                   // the license has a subscription; the next six are about it
	ValidUntil       time.Time              // end of the subscription
	ValidUntilDate   value.Date             // the same, as the server wrote it
	Expired          bool                   // the API calls the subscription outdated
	AutoRenewed      value.Optional[bool]   // absent without a subscription
	RenewalStopped   bool                   // the subscription has no pack
	SubscriptionPack value.Optional[string] // such as 1215/1JGQR

	Perpetual         bool                 // the license has a perpetual fallback; the next three are about it
	PerpetualOutdated value.Optional[bool] // the API calls the fallback outdated; absent without one
	UpgradeDue        time.Time            // upgrades of the fallback are paid for until then
	UpgradeDueDate    value.Date           // the same, as the server wrote it

	Domain value.Optional[string] // JetBrains does not document its meaning

	LastSeen         time.Time  // zero: never seen, or an offline code is in use
	LastSeenDate     value.Date // the same, as the server wrote it
	LastAssigned     time.Time
	LastAssignedDate value.Date // the same, as the server wrote it
	OfflineCode      bool       // an offline activation code was generated: its holder may never be seen
}

// Aliased reports whether JetBrains has another address of the holder, which an
// alias maps to Email.
func (l *License) Aliased() bool { return l.AccountEmail != l.Email }

// Assigned reports whether a person, a server or a license key holds the seat.
func (l *License) Assigned() bool { return l.AssigneeType != "" }

// Held reports whether a person holds the license, even if the API does not give
// the person's address.
func (l *License) Held() bool { return l.AssigneeType == AssigneeUser }

// Billable reports whether the license is paid for now: it has a subscription, and
// is neither expired nor a trial.
func (l *License) Billable() bool { return l.Subscription && !l.Expired && !l.Trial }

// Assignable reports whether the license can be assigned now: it is free, has a
// subscription, and is neither expired nor suspended. It may be a trial, which
// no number named available counts.
func (l *License) Assignable() bool {
	return !l.Assigned() && l.Available && l.Subscription && !l.Expired && !l.Suspended
}

// Renews reports whether the subscription renews: automatically, not stopped,
// and not expired.
func (l *License) Renews() bool { return l.AutoRenewed.Value && !l.RenewalStopped && !l.Expired }

// Status returns the first that applies: suspended, expired, or active for an
// assigned license; available, expired, or unassigned for a free one.
func (l *License) Status() Status {
	switch {
	case l.Assigned() && l.Suspended:
		return StatusSuspended
	case l.Assigned() && l.Expired:
		return StatusExpired
	case l.Assigned():
		return StatusActive
	case l.Available:
		return StatusAvailable
	case l.Expired:
		return StatusExpired
	default:
		return StatusUnassigned
	}
}

// Later returns the later of two instants. The zero time is earlier than all
// others.
func Later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
