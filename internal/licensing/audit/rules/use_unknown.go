package rules

import "github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"

// useUnknown finds licenses of people whose use cannot be seen, in whatever
// state: with an offline code, without any date, or with a date in the future.
// The rule unused never finds them.
var useUnknown = Rule{
	Name:  Name("use_unknown"),
	About: AboutHeldLicense,
	Finds: "licenses whose use cannot be seen: with an offline code, or without any usable date",
	Prepare: func(*Arguments, *Context) (Check, error) {
		return useUnknownCheck{}, nil
	},
}

type useUnknownCheck struct{ checked }

func (useUnknownCheck) Held(r *Reading, p *Person, found []Found) []Found {
	for _, l := range p.Licenses {
		if u := l.Use(r.ReadAt); l.UseUnknown(u) {
			found = append(found, Found{License: l, Clause: "cannot be seen in use: " + whyUnknown(l, u)})
		}
	}
	return found
}

func whyUnknown(l *licensing.License, u licensing.Use) string {
	switch {
	case l.OfflineCode:
		return "it has an offline activation code"
	case u.Future:
		return "JetBrains Account has a date for it that is in the future"
	default:
		return "JetBrains Account has no usable date for it"
	}
}
