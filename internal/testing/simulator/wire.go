package simulator

import (
	"encoding/json"
	"strconv"
	"time"
)

// The wire form of the Account API, written by hand: a license costs about a
// microsecond, and an absent value can be left out or null as the license says.

// wireTime has an offset and never a Z.
const wireTime = "2006-01-02T15:04:05.000-07:00"

// object appends one JSON object, member by member.
type object struct {
	buffer []byte
	empty  bool
	nulls  bool // absent values are null rather than left out
}

func openObject(buffer []byte, nulls bool) object {
	return object{buffer: append(buffer, '{'), empty: true, nulls: nulls}
}

func (o *object) close() []byte { return append(o.buffer, '}') }

func (o *object) name(name string) {
	if !o.empty {
		o.buffer = append(o.buffer, ',')
	}
	o.empty = false
	o.buffer = append(append(append(o.buffer, '"'), name...), '"', ':')
}

func (o *object) absent(name string) {
	if o.nulls {
		o.name(name)
		o.buffer = append(o.buffer, "null"...)
	}
}

func (o *object) text(name, value string) {
	o.name(name)
	o.buffer = appendText(o.buffer, value)
}

// textUnlessEmpty takes the empty string for an absent value.
func (o *object) textUnlessEmpty(name, value string) {
	if value == "" {
		o.absent(name)
		return
	}
	o.text(name, value)
}

func (o *object) number(name string, value int) {
	o.name(name)
	o.buffer = strconv.AppendInt(o.buffer, int64(value), 10)
}

func (o *object) flag(name string, value bool) {
	o.name(name)
	o.buffer = strconv.AppendBool(o.buffer, value)
}

func (o *object) date(name string, value *time.Time) {
	if value == nil {
		o.absent(name)
		return
	}
	o.name(name)
	o.buffer = append(value.AppendFormat(append(o.buffer, '"'), wireTime), '"')
}

// object adds a member that is an object, written by fill.
func (o *object) object(name string, fill func(*object)) {
	o.name(name)
	member := openObject(o.buffer, o.nulls)
	fill(&member)
	o.buffer = member.close()
}

func appendText(buffer []byte, value string) []byte {
	for i := range len(value) {
		if c := value[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			quoted, _ := json.Marshal(value) // a string always has a JSON form
			return append(buffer, quoted...)
		}
	}
	return append(append(append(buffer, '"'), value...), '"')
}

func appendLicense(buffer []byte, license *License) []byte {
	if len(license.Raw) > 0 {
		return append(buffer, license.Raw...)
	}
	o := openObject(buffer, license.Nulls)
	o.text("licenseId", license.ID)
	if license.Product == (Product{}) {
		o.absent("product")
	} else {
		o.object("product", func(o *object) {
			o.textUnlessEmpty("code", license.Product.Code)
			o.textUnlessEmpty("name", license.Product.Name)
		})
	}
	if license.Assignee == nil {
		o.absent("assignee")
	} else {
		o.object("assignee", license.Assignee.fill)
	}
	if s := license.Subscription; s == nil {
		o.absent("subscription")
	} else {
		o.object("subscription", s.fill)
	}
	if p := license.Perpetual; p == nil {
		o.absent("perpetual")
	} else {
		o.object("perpetual", func(o *object) {
			o.date("upgradeDueDate", p.UpgradeDue)
			o.flag("isOutdated", p.Outdated)
		})
	}
	if license.Domain == nil {
		o.absent("domain")
	} else {
		o.text("domain", *license.Domain)
	}
	if seen := license.LastSeen; seen == nil {
		o.absent("lastSeen")
	} else {
		o.object("lastSeen", func(o *object) {
			o.date("lastSeenDate", seen.Seen)
			o.date("lastAssignmentDate", seen.Assigned)
			o.flag("isOfflineCodeGenerated", seen.OfflineCodeGenerated)
		})
	}
	if team := license.Team; team.ID == 0 {
		o.absent("team")
	} else {
		o.object("team", func(o *object) {
			o.number("id", team.ID)
			o.textUnlessEmpty("name", team.Name)
		})
	}
	for _, f := range [...]struct {
		name  string
		value bool
	}{
		{"isTransferableBetweenTeams", license.TransferableBetweenTeams},
		{"isTrial", license.Trial},
		{"isAvailableToAssign", license.AvailableToAssign},
		{"isSuspended", license.Suspended},
	} {
		if f.value || !license.LeaveOutFalses {
			o.flag(f.name, f.value)
		}
	}
	return o.close()
}

func (a *Assignee) fill(o *object) {
	o.textUnlessEmpty("type", a.Type)
	switch a.Type {
	case AssigneeServer:
		o.textUnlessEmpty("uid", a.UID)
		o.textUnlessEmpty("serverType", a.ServerType)
	case AssigneeLicenseKey:
		o.textUnlessEmpty("registrationName", a.RegistrationName)
		o.textUnlessEmpty("key", a.Key)
		if a.LegacyKey != "" { // a key that only newer answers have: never null
			o.text("legacyKey", a.LegacyKey)
		}
	default:
		o.textUnlessEmpty("name", a.Name)
		o.textUnlessEmpty("email", a.Email)
	}
}

func (s *Subscription) fill(o *object) {
	o.date("validUntilDate", s.ValidUntil)
	if s.PackRef == nil {
		o.absent("subscriptionPackRef")
	} else {
		o.text("subscriptionPackRef", *s.PackRef)
	}
	o.flag("isAutomaticallyRenewed", s.AutomaticallyRenewed)
	o.flag("isOutdated", s.Outdated)
}

func appendProducts(products []Product) []byte {
	buffer := []byte{'['}
	for i, product := range products {
		if i > 0 {
			buffer = append(buffer, ',')
		}
		o := openObject(buffer, true)
		o.textUnlessEmpty("code", product.Code)
		o.textUnlessEmpty("name", product.Name)
		buffer = o.close()
	}
	return append(buffer, ']')
}

// apiError is an error of the Account API as its body gives it.
type apiError struct {
	status      int
	code        string
	description string
}

func (e apiError) body() []byte {
	o := openObject(nil, false)
	o.text("code", e.code)
	o.text("description", e.description)
	return o.close()
}
