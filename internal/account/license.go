package account

import (
	"cmp"
	"errors"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// The wire structs name only what is used. The key and legacyKey of a
// LICENSE_KEY assignee have no field on purpose: they are skipped while decoding
// and never enter the process's data.

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

// convertLicense converts the wire form to the domain's. The errors name the
// license if it has an ID.
func (c *Client) convertLicense(w *wireLicense) (licensing.License, error) {
	id, err := strictjson.ID("/licenseId", w.LicenseID)
	if err != nil {
		return licensing.License{}, err
	}
	l := licensing.License{
		ID:           id,
		Domain:       strictjson.Optional(w.Domain),
		Suspended:    w.Suspended,
		Trial:        w.Trial,
		Available:    w.Available,
		Transferable: w.Transferable,
	}
	err = cmp.Or(w.product(&l), w.team(&l), w.assignee(&l, c.identity), w.subscription(&l), w.perpetual(&l), w.lastSeen(&l))
	if problem, ok := errors.AsType[*strictjson.Problem](err); ok {
		problem.Subject = "license " + id
	}
	if err != nil {
		return licensing.License{}, err
	}
	return l, nil
}

func (w *wireLicense) product(l *licensing.License) (err error) {
	if w.Product == nil {
		return missing("/product")
	}
	l.ProductName = strictjson.Optional(w.Product.Name)
	l.ProductCode, err = strictjson.Code("/product/code", w.Product.Code)
	return err
}

func (w *wireLicense) team(l *licensing.License) (err error) {
	if w.Team == nil {
		return nil
	}
	l.TeamName = strictjson.Optional(w.Team.Name)
	l.TeamID, err = number("/team/id", w.Team.ID)
	return err
}

// assignee accepts a USER without an email address. The seat is still
// assigned.
func (w *wireLicense) assignee(l *licensing.License, identity *value.Identity) error {
	if w.Assignee == nil {
		return nil
	}
	if w.Assignee.Type == nil {
		return missing("/assignee/type")
	}
	l.AssigneeType = licensing.AssigneeType(*w.Assignee.Type)
	switch l.AssigneeType {
	case licensing.AssigneeUser:
		address := strictjson.Optional(w.Assignee.Email).Value
		l.Email, l.AccountEmail = identity.Email(address), value.NormalizeEmail(address)
		if letters := value.SameLetters(address); letters != l.AccountEmail {
			l.Letters = letters
		}
		l.Name = strictjson.Optional(w.Assignee.Name)
	case licensing.AssigneeServer:
		l.ServerUID, l.ServerType = strictjson.Optional(w.Assignee.UID), strictjson.Optional(w.Assignee.ServerType)
	case licensing.AssigneeLicenseKey:
		l.Name = strictjson.Optional(w.Assignee.RegistrationName)
	default:
		return &strictjson.Problem{Pointer: "/assignee/type", Reason: "not one of USER, SERVER, and LICENSE_KEY"}
	}
	return nil
}

func (w *wireLicense) subscription(l *licensing.License) (err error) {
	if w.Subscription == nil {
		return nil
	}
	l.Subscription = true
	l.Expired = w.Subscription.Outdated
	l.AutoRenewed = value.Some(w.Subscription.Automatically)
	// If renewal was stopped, the API sends null or the text "null".
	l.RenewalStopped = w.Subscription.PackRef == nil || *w.Subscription.PackRef == "null"
	if !l.RenewalStopped {
		l.SubscriptionPack = strictjson.Optional(w.Subscription.PackRef)
	}
	l.ValidUntil, l.ValidUntilDate, err = strictjson.InstantAndDate("/subscription/validUntilDate", w.Subscription.ValidUntil)
	return err
}

func (w *wireLicense) perpetual(l *licensing.License) (err error) {
	if w.Perpetual == nil {
		return nil
	}
	l.Perpetual, l.PerpetualOutdated = true, value.Some(w.Perpetual.Outdated)
	l.UpgradeDue, l.UpgradeDueDate, err = strictjson.InstantAndDate("/perpetual/upgradeDueDate", w.Perpetual.UpgradeDue)
	return err
}

func (w *wireLicense) lastSeen(l *licensing.License) (err error) {
	if w.LastSeen == nil {
		return nil
	}
	l.OfflineCode = w.LastSeen.OfflineCode
	if l.LastSeen, l.LastSeenDate, err = strictjson.InstantAndDate("/lastSeen/lastSeenDate", w.LastSeen.Seen); err != nil {
		return err
	}
	l.LastAssigned, l.LastAssignedDate, err = strictjson.InstantAndDate("/lastSeen/lastAssignmentDate", w.LastSeen.Assigned)
	return err
}
