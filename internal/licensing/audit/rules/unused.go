package rules

import "github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"

// unused finds billable licenses of people that nobody used, whatever else their
// holders use: the WebStorm license that its holder never opens, though the
// holder works in IntelliJ IDEA all day. What cannot be seen is use_unknown
// instead.
var unused = Rule{
	Name:     Name("unused"),
	About:    AboutHeldLicense,
	Finds:    "licenses that nobody used",
	ToRevoke: true,
	Parameters: []Parameter{
		days("Number of days without use after which a license is unused. A license that was never seen in use counts from its last assignment."),
		graceDays,
	},
	Prepare: func(a *Arguments, c *Context) (Check, error) {
		limit, days, _ := useLimit(a, c)
		return unusedCheck{limit: limit, days: days}, nil
	},
}

type unusedCheck struct {
	checked
	limit licensing.UseLimit
	days  int
}

func (c unusedCheck) Held(r *Reading, p *Person, found []Found) []Found {
	for _, l := range p.Licenses {
		if u := l.Use(r.ReadAt); c.limit.Unused(l, u) {
			found = append(found, Found{License: l, Clause: "is unused: " + lastUse(u.Seen, u.Assigned, c.days)})
		}
	}
	return found
}

func (c unusedCheck) GivesUp(r *Reading, l *licensing.License) bool {
	return c.limit.Unused(l, l.Use(r.ReadAt))
}
