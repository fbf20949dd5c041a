package rules

import "github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"

// trial finds trial licenses that people hold, expired or not.
var trial = Rule{
	Name:  Name("trial"),
	About: AboutHeldLicense,
	Finds: "trial licenses of people",
	Prepare: func(*Arguments, *Context) (Check, error) {
		return flagCheck{flag: func(l *licensing.License) bool { return l.Trial }, clause: "is a trial"}, nil
	},
}
