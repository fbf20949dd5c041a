package licensing

import (
	"slices"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// LicenseFilter chooses licenses by holder and by state. Zero fields choose
// all.
type LicenseFilter struct {
	Emails        []string       // of the person who holds it, normalized; nil for all
	AssigneeTypes []AssigneeType // nil for all
	Assigned      value.Optional[bool]
	Suspended     value.Optional[bool]
	Trial         value.Optional[bool]
}

// Choose returns the licenses that pass every part of the filter, in their
// order. Filtering by email leaves out seats that no person holds. Filtering
// by assignee type leaves out seats that are not assigned. Without a
// restriction it returns the argument itself; the result must not be changed.
func (f LicenseFilter) Choose(licenses []License) []License {
	if f.Emails == nil && f.AssigneeTypes == nil && !f.Assigned.Set && !f.Suspended.Set && !f.Trial.Set {
		return licenses
	}
	emails := value.FilterOf(f.Emails)
	return choose(licenses, func(l *License) bool {
		return (emails == nil || l.Held() && emails.Allows(l.Email)) &&
			(f.AssigneeTypes == nil || slices.Contains(f.AssigneeTypes, l.AssigneeType)) &&
			equalsIfSet(f.Assigned, l.Assigned()) && equalsIfSet(f.Suspended, l.Suspended) && equalsIfSet(f.Trial, l.Trial)
	})
}

func equalsIfSet(required value.Optional[bool], got bool) bool {
	return !required.Set || required.Value == got
}
