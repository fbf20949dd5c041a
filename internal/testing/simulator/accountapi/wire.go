package accountapi

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// The encoder omits nil pointers. See [vary] for the other forms.
type license struct {
	ID           string        `json:"licenseId"`
	Product      *product      `json:"product,omitzero"`
	Assignee     any           `json:"assignee,omitzero"`
	Subscription *subscription `json:"subscription,omitzero"`
	Perpetual    *perpetual    `json:"perpetual,omitzero"`
	Domain       *string       `json:"domain,omitzero"`
	LastSeen     *lastSeen     `json:"lastSeen,omitzero"`
	Team         *teamRef      `json:"team,omitzero"`
	Transferable bool          `json:"isTransferableBetweenTeams"`
	Trial        bool          `json:"isTrial"`
	Available    bool          `json:"isAvailableToAssign"`
	Suspended    bool          `json:"isSuspended"`
}

type product struct {
	Code *string `json:"code,omitzero"`
	Name *string `json:"name,omitzero"`
}

type user struct {
	Type  string  `json:"type"`
	Name  *string `json:"name,omitzero"`
	Email *string `json:"email,omitzero"`
}

type server struct {
	Type       string  `json:"type"`
	UID        *string `json:"uid,omitzero"`
	ServerType *string `json:"serverType,omitzero"`
}

type licenseKey struct {
	Type             string  `json:"type"`
	RegistrationName *string `json:"registrationName,omitzero"`
	Key              *string `json:"key,omitzero"`
	LegacyKey        *string `json:"legacyKey,omitzero"`
}

type subscription struct {
	ValidUntil  *string         `json:"validUntilDate,omitzero"`
	PackRef     json.RawMessage `json:"subscriptionPackRef,omitzero"`
	AutoRenewed bool            `json:"isAutomaticallyRenewed"`
	Outdated    bool            `json:"isOutdated"`
}

type perpetual struct {
	UpgradeDue *string `json:"upgradeDueDate,omitzero"`
	Outdated   bool    `json:"isOutdated"`
}

type lastSeen struct {
	Seen     *string `json:"lastSeenDate,omitzero"`
	Assigned *string `json:"lastAssignmentDate,omitzero"`
	Offline  bool    `json:"isOfflineCodeGenerated"`
}

type teamRef struct {
	ID   int     `json:"id"`
	Name *string `json:"name,omitzero"`
}

type team struct {
	ID   int     `json:"id"`
	Name *string `json:"name,omitzero"`
	Role *string `json:"role,omitzero"`
}

type customer struct {
	Code int     `json:"code"`
	Name *string `json:"name,omitzero"`
}

type teamAccount struct {
	Type     string   `json:"type"`
	Team     team     `json:"team"`
	Customer customer `json:"customer"`
}

type customerAccount struct {
	Type string `json:"type"`
	customer
	Role  *string         `json:"role,omitzero"`
	Flags map[string]bool `json:"contactFlags"`
	Teams []team          `json:"teams"`
}

func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// date formats a date with a numeric offset, never with Z.
func date(t *time.Time) *string {
	if t == nil {
		return nil
	}
	return text(t.Format("2006-01-02T15:04:05.000-07:00"))
}

// encodeLicense returns the value to send for a license. The value is a struct,
// or a map if the license asks for another form.
func encodeLicense(l *org.License) any {
	w := license{
		ID: l.ID, Domain: l.Domain,
		Transferable: l.TransferableBetweenTeams, Trial: l.Trial, Available: l.AvailableToAssign, Suspended: l.Suspended,
	}
	if l.Product != (org.Product{}) {
		w.Product = &product{text(l.Product.Code), text(l.Product.Name)}
	}
	if a := l.Assignee; a != nil {
		switch a.Type {
		case org.AssigneeServer:
			w.Assignee = &server{a.Type, text(a.UID), text(a.ServerType)}
		case org.AssigneeLicenseKey:
			w.Assignee = &licenseKey{a.Type, text(a.RegistrationName), text(a.Key), text(a.LegacyKey)}
		default:
			w.Assignee = &user{a.Type, text(a.Name), text(a.Email)}
		}
	}
	if s := l.Subscription; s != nil {
		w.Subscription = &subscription{ValidUntil: date(s.ValidUntil), AutoRenewed: s.AutomaticallyRenewed, Outdated: s.Outdated}
		if s.PackRef != nil {
			w.Subscription.PackRef = json.RawMessage(strconv.Quote(*s.PackRef))
		} else if s.NullPackRef {
			w.Subscription.PackRef = json.RawMessage("null")
		}
	}
	if p := l.Perpetual; p != nil {
		w.Perpetual = &perpetual{date(p.UpgradeDue), p.Outdated}
	}
	if s := l.LastSeen; s != nil {
		w.LastSeen = &lastSeen{date(s.Seen), date(s.Assigned), s.OfflineCodeGenerated}
	}
	if l.Team.ID != 0 {
		w.Team = &teamRef{l.Team.ID, text(l.Team.Name)}
	}
	if l.Nulls || l.LeaveOutFalses {
		return vary(w, l.Nulls, l.LeaveOutFalses)
	}
	return w
}

// vary returns a map in place of a struct. The map either has null for absent
// values or lacks booleans that are false. In nested objects, only the nulls
// apply.
func vary(value any, nulls, withoutFalses bool) map[string]any {
	object := map[string]any{}
	v := reflect.Indirect(reflect.ValueOf(value))
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		field := v.Field(i)
		for field.Kind() == reflect.Interface || field.Kind() == reflect.Pointer {
			field = field.Elem() // the zero Value if it was nil
		}
		switch {
		case !field.IsValid() || field.Kind() == reflect.Slice && field.IsNil():
			if nulls {
				object[name] = nil
			}
		case field.Kind() == reflect.Struct:
			object[name] = vary(field.Interface(), nulls, false)
		case field.Kind() == reflect.Bool && withoutFalses && !field.Bool():
		default:
			object[name] = field.Interface()
		}
	}
	return object
}

func encodeTeam(t *org.Team) team { return team{t.ID, text(t.Name), text(t.Role)} }

func encodeProducts(products []org.Product) []product {
	encoded := make([]product, len(products))
	for i, p := range products {
		encoded[i] = product{text(p.Code), text(p.Name)}
	}
	return encoded
}

// encodeAccount describes a team token, or the organization token if own is
// nil.
func encodeAccount(o *org.Organization, own *org.Team) any {
	code, _ := strconv.Atoi(o.CustomerCode) // 0 for a code that is not a number
	if own != nil {
		return teamAccount{"TEAM", encodeTeam(own), customer{code, text(o.CustomerName)}}
	}
	teams := make([]team, len(o.Teams))
	for i := range o.Teams {
		teams[i] = encodeTeam(&o.Teams[i])
	}
	return customerAccount{Type: "CUSTOMER", customer: customer{code, text(o.CustomerName)}, Role: text(o.Role), Teams: teams, Flags: map[string]bool{
		"isPrimaryLicensee": false, "isPrimaryTechnical": o.Role == "PRIMARY_CONTACT", "isPrimaryBilling": false,
	}}
}
