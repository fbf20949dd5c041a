package rules

import (
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// expiring finds subscriptions that end soon, or have ended though somebody
// still holds the license: a gate must not turn green when a license lapses.
// Every license counts, including free and floating ones. A license without an
// end never counts before it is expired.
var expiring = Rule{
	Name:  Name("expiring"),
	About: AboutLicense,
	Finds: "licenses that end soon, or have ended and are still held",
	Parameters: []Parameter{{
		Name: "days", Kind: Count, Required: true,
		Description: "A license that does not renew is found if it ends within this number of days.",
	}},
	Prepare: func(a *Arguments, c *Context) (Check, error) {
		days, _ := argument[int](a, "days")
		return expiringCheck{days: days, limit: licensing.DaysAfter(c.AsOf, days)}, nil
	},
}

type expiringCheck struct {
	checked
	days  int
	limit time.Time // a subscription valid until this or earlier ends soon
}

func (c expiringCheck) License(r *Reading, l *licensing.License) (Found, bool) {
	if l.Trial || !l.Subscription {
		return Found{}, false
	}
	passed := !l.ValidUntil.IsZero() && !l.ValidUntil.After(r.AsOf) && !l.ValidUntil.After(r.ReadAt)
	switch {
	case l.Expired && l.Assigned() && l.AutoRenewed.Value && !l.RenewalStopped:
		return Found{License: l, Clause: expired(l) + ", although it was to renew: a payment may have failed"}, true
	case l.Expired && l.Assigned():
		return Found{License: l, Clause: expired(l) + " and is still held"}, true
	case l.Expired:
		return Found{}, false
	case l.Renews() && passed:
		return Found{License: l, Clause: "was to renew" + endedOn(l) + ", and that date has passed: a payment may have failed"}, true
	case !l.Renews() && !l.ValidUntil.IsZero() && !l.ValidUntil.After(c.limit):
		why := "does not renew automatically"
		if l.RenewalStopped {
			why = "its renewal was stopped"
		}
		return Found{License: l, Clause: "is valid until " + l.ValidUntilDate.String() + " and " + why + ", limit " + value.Counted(c.days, "day")}, true
	}
	return Found{}, false
}

// expired says since when a license is expired, if that is known.
func expired(l *licensing.License) string {
	if on := endedOn(l); on != "" {
		return "expired" + on
	}
	return "has expired"
}

func endedOn(l *licensing.License) string {
	if l.ValidUntilDate == 0 {
		return ""
	}
	return " on " + l.ValidUntilDate.String()
}
