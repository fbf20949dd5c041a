package licensing

// Selection chooses licenses by product and team. A nil list chooses all.
type Selection struct {
	ProductCodes []string
	TeamIDs      []string
}

// Choose returns the licenses of the selection in their order. Without a
// restriction it returns the argument itself; the result must not be changed.
func (s Selection) Choose(licenses []License) []License {
	if s.ProductCodes == nil && s.TeamIDs == nil {
		return licenses
	}
	return choose(licenses, s.selector().includes)
}

// selector is a Selection prepared for checking many licenses.
type selector struct{ products, teams set }

func (s Selection) selector() selector { return selector{setOf(s.ProductCodes), setOf(s.TeamIDs)} }

func (s selector) includes(l *License) bool {
	return s.products.allows(l.ProductCode) && s.teams.allows(l.TeamID)
}

// choose copies the licenses that pass. They are counted first: a License is
// large, and there may be very many.
func choose(licenses []License, passes func(*License) bool) []License {
	count := 0
	for i := range licenses {
		if passes(&licenses[i]) {
			count++
		}
	}
	chosen := make([]License, 0, count)
	for i := range licenses {
		if l := &licenses[i]; passes(l) {
			chosen = append(chosen, *l)
		}
	}
	return chosen
}

// set is a filter over strings; the nil set allows everything.
type set map[string]struct{}

func setOf(values []string) set {
	if values == nil {
		return nil
	}
	s := make(set, len(values))
	for _, v := range values {
		s[v] = struct{}{}
	}
	return s
}

func (s set) allows(v string) bool {
	return s == nil || s.has(v)
}

func (s set) has(v string) bool {
	_, ok := s[v]
	return ok
}
