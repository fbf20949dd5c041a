package rules

import "github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"

// offlineCode finds licenses that people hold and for which an offline
// activation code was generated. Such a license works without ever being seen,
// even after its holder has left.
var offlineCode = Rule{
	Name:  Name("offline_code"),
	About: AboutHeldLicense,
	Finds: "licenses of people with an offline activation code",
	Prepare: func(*Arguments, *Context) (Check, error) {
		return flagCheck{
			flag:   func(l *licensing.License) bool { return l.OfflineCode },
			clause: "has an offline activation code, so its use might not be visible",
		}, nil
	},
}
