package rules

import "github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"

// suspended finds licenses that people hold and that are suspended: still
// assigned, and of no use to their holders.
var suspended = Rule{
	Name:     Name("suspended"),
	About:    AboutHeldLicense,
	Finds:    "suspended licenses of people",
	ToRevoke: true,
	Prepare: func(*Arguments, *Context) (Check, error) {
		return flagCheck{flag: func(l *licensing.License) bool { return l.Suspended }, clause: "is suspended"}, nil
	},
}

// flagCheck finds the licenses of a person that have a flag.
type flagCheck struct {
	checked
	flag   func(*licensing.License) bool
	clause string
}

func (c flagCheck) Held(_ *Reading, p *Person, found []Found) []Found {
	for _, l := range p.Licenses {
		if c.flag(l) {
			found = append(found, Found{License: l, Clause: c.clause + validity(l)})
		}
	}
	return found
}
