package account

import (
	"cmp"
	"strconv"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// The wire structs name only what is used. What a LICENSE_KEY assignee calls
// key and legacyKey has no field on purpose: it is skipped while decoding and
// never enters the process's data.

type wireLicense struct {
	LicenseID    *string           `json:"licenseId"`
	Product      *wireProduct      `json:"product"`
	Assignee     *wireAssignee     `json:"assignee"`
	Subscription *wireSubscription `json:"subscription"`
	Perpetual    *wirePerpetual    `json:"perpetual"`
	Domain       *string           `json:"domain"`
	LastSeen     *wireLastSeen     `json:"lastSeen"`
	Team         *wireTeam         `json:"team"`
	Transferable bool              `json:"isTransferableBetweenTeams"`
	Trial        bool              `json:"isTrial"`
	Available    bool              `json:"isAvailableToAssign"`
	Suspended    bool              `json:"isSuspended"`
}

type wireProduct struct {
	Code *string `json:"code"`
	Name *string `json:"name"`
}

type wireAssignee struct {
	Type             *string `json:"type"`
	Name             *string `json:"name"`
	Email            *string `json:"email"`
	UID              *string `json:"uid"`
	ServerType       *string `json:"serverType"`
	RegistrationName *string `json:"registrationName"`
}

type wireSubscription struct {
	ValidUntil    *string `json:"validUntilDate"`
	PackRef       *string `json:"subscriptionPackRef"`
	Automatically bool    `json:"isAutomaticallyRenewed"`
	Outdated      bool    `json:"isOutdated"`
}

type wirePerpetual struct {
	UpgradeDue *string `json:"upgradeDueDate"`
	Outdated   bool    `json:"isOutdated"`
}

type wireLastSeen struct {
	Seen        *string `json:"lastSeenDate"`
	Assigned    *string `json:"lastAssignmentDate"`
	OfflineCode bool    `json:"isOfflineCodeGenerated"`
}

type wireTeam struct {
	ID   jsontext.Value `json:"id"`
	Name *string        `json:"name"`
}

// wireToken is both answers of /token; Type tells which it is.
type wireToken struct {
	Type     *string        `json:"type"`
	Code     jsontext.Value `json:"code"`
	Name     *string        `json:"name"`
	Role     *string        `json:"role"`
	Teams    []wireTeamRole `json:"teams"`
	Team     *wireTeamRole  `json:"team"`
	Customer *wireCustomer  `json:"customer"`
}

type wireTeamRole struct {
	ID   jsontext.Value `json:"id"`
	Name *string        `json:"name"`
	Role *string        `json:"role"`
}

type wireCustomer struct {
	Code jsontext.Value `json:"code"`
	Name *string        `json:"name"`
}

// broken says which field of an object breaks the API's own rules, as a
// *strictjson.Problem. It quotes no value.
func broken(field, reason string) error { return &strictjson.Problem{Reason: field + " " + reason} }

// license turns the wire form into the domain's.
func (w *wireLicense) license() (licensing.License, error) {
	if w.LicenseID == nil || *w.LicenseID == "" {
		return licensing.License{}, broken("licenseId", "is missing or empty")
	}
	if w.Product == nil || w.Product.Code == nil || *w.Product.Code == "" {
		return licensing.License{}, broken("product.code", "is missing or empty")
	}
	l := licensing.License{
		ID:           *w.LicenseID,
		ProductCode:  *w.Product.Code,
		ProductName:  optional(w.Product.Name),
		Domain:       optional(w.Domain),
		Suspended:    w.Suspended,
		Trial:        w.Trial,
		Available:    w.Available,
		Transferable: w.Transferable,
	}
	err := cmp.Or(w.team(&l), w.assignee(&l), w.subscription(&l), w.perpetual(&l), w.lastSeen(&l))
	if err != nil {
		return licensing.License{}, err
	}
	return l, nil
}

func (w *wireLicense) team(l *licensing.License) (err error) {
	if w.Team == nil {
		return nil
	}
	l.TeamName = optional(w.Team.Name)
	l.TeamID, err = number("team.id", w.Team.ID)
	return err
}

func (w *wireLicense) assignee(l *licensing.License) error {
	if w.Assignee == nil {
		return nil
	}
	if w.Assignee.Type == nil {
		return broken("assignee.type", "is missing")
	}
	l.AssigneeType = licensing.AssigneeType(*w.Assignee.Type)
	switch l.AssigneeType {
	case licensing.AssigneeUser:
		if w.Assignee.Email != nil {
			l.Email = value.NormalizeEmail(*w.Assignee.Email)
		}
		if l.Email == "" {
			return broken("assignee.email", "is missing or empty, so the holder cannot be told apart")
		}
		l.Name = optional(w.Assignee.Name)
	case licensing.AssigneeServer:
		l.ServerUID, l.ServerType = optional(w.Assignee.UID), optional(w.Assignee.ServerType)
	case licensing.AssigneeLicenseKey:
		l.Name = optional(w.Assignee.RegistrationName)
	default:
		return broken("assignee.type", "is none of USER, SERVER, LICENSE_KEY")
	}
	return nil
}

func (w *wireLicense) subscription(l *licensing.License) (err error) {
	if w.Subscription == nil {
		return nil
	}
	l.Subscription, l.Expired = true, w.Subscription.Outdated
	l.AutoRenewed = value.Some(w.Subscription.Automatically)
	// Renewal that was stopped shows as null, or as the text "null".
	l.RenewalStopped = w.Subscription.PackRef == nil || *w.Subscription.PackRef == "null"
	if !l.RenewalStopped {
		l.SubscriptionPack = optional(w.Subscription.PackRef)
	}
	l.ValidUntil, err = instant("subscription.validUntilDate", w.Subscription.ValidUntil)
	return err
}

func (w *wireLicense) perpetual(l *licensing.License) (err error) {
	if w.Perpetual == nil {
		return nil
	}
	l.Perpetual, l.PerpetualOutdated = true, value.Some(w.Perpetual.Outdated)
	l.UpgradeDue, err = instant("perpetual.upgradeDueDate", w.Perpetual.UpgradeDue)
	return err
}

func (w *wireLicense) lastSeen(l *licensing.License) (err error) {
	if w.LastSeen == nil {
		return nil
	}
	l.OfflineCode = w.LastSeen.OfflineCode
	if l.LastSeen, err = instant("lastSeen.lastSeenDate", w.LastSeen.Seen); err != nil {
		return err
	}
	l.LastAssigned, err = instant("lastSeen.lastAssignmentDate", w.LastSeen.Assigned)
	return err
}

func optional(s *string) value.Optional[string] {
	if s == nil {
		return value.Optional[string]{}
	}
	return value.Some(*s)
}

// number reads an id that is a JSON integer, or the same digits as a string.
func number(field string, value jsontext.Value) (string, error) {
	if len(value) == 0 || value.Kind() == 'n' {
		return "", broken(field, "is missing")
	}
	text, err := []byte(value), error(nil)
	if value.Kind() == '"' {
		text, err = jsontext.AppendUnquote(nil, value)
	}
	n, parseErr := strconv.ParseUint(string(text), 10, 63)
	if err != nil || parseErr != nil {
		return "", broken(field, "is not a whole number")
	}
	return strconv.FormatUint(n, 10), nil
}

// instant reads a date; the recorded form is 2023-05-20T00:00:00.000+03:00.
func instant(field string, text *string) (time.Time, error) {
	if text == nil {
		return time.Time{}, nil
	}
	t, err := strictjson.Instant(*text)
	if err != nil {
		return time.Time{}, broken(field, err.Error())
	}
	return t, nil
}
