package licensing

// LicenseFilter chooses single licenses by who holds them and in which state.
// Zero fields choose all.
type LicenseFilter struct {
	Emails    []string // of the person who holds it, normalized; nil for all
	Assigned  Optional[bool]
	Suspended Optional[bool]
	Trial     Optional[bool]
}

// Choose returns the licenses that pass every part of the filter, in their
// order. Filtering by e-mail leaves out seats that no person holds.
func (f LicenseFilter) Choose(licenses []License) []License {
	emails := setOf(f.Emails)
	chosen := []License{}
	for i := range licenses {
		l := &licenses[i]
		if (emails == nil || l.Held() && emails.has(l.Email)) &&
			matches(f.Assigned, l.Assigned()) && matches(f.Suspended, l.Suspended) && matches(f.Trial, l.Trial) {
			chosen = append(chosen, *l)
		}
	}
	return chosen
}

func matches(wanted Optional[bool], got bool) bool {
	return !wanted.Set || wanted.Value == got
}
