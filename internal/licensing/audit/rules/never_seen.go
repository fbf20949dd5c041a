package rules

import (
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// neverSeen finds people who were never seen on any license, and are past the
// grace period.
var neverSeen = Rule{
	Name:       Name("never_seen"),
	About:      AboutPerson,
	Finds:      "people who were never seen on any license",
	Parameters: []Parameter{graceDays},
	Prepare: func(a *Arguments, c *Context) (Check, error) {
		limit, _, grace := useLimit(a, c)
		return neverSeenCheck{limit: limit, grace: grace}, nil
	},
}

type neverSeenCheck struct {
	checked
	limit licensing.UseLimit
	grace int
}

func (c neverSeenCheck) Person(r *Reading, p *Person) (Found, bool) {
	if !p.Working || p.Future || !p.LastSeen.IsZero() || !c.limit.PastGrace(p.LastAssigned) {
		return Found{}, false
	}
	return Found{Clause: "has never been seen" + teamNote(r) + ": " + assignment(p.LastAssigned) + ", limit " + value.Counted(c.grace, "day") + offlineNote(p.Offline)}, true
}
