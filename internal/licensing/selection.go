package licensing

import (
	"slices"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// NoTeam chooses, among the IDs of teams, the licenses without a team. IDs of
// teams are decimal digits.
const NoTeam = "none"

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
	return choose(licenses, s.Selector().Includes)
}

// Selector is a Selection prepared for checking many licenses.
type Selector struct {
	products, teams *value.Filter[string]
	noTeam          bool
}

// Selector prepares the selection.
func (s Selection) Selector() Selector {
	return Selector{value.FilterOf(s.ProductCodes), value.FilterOf(s.TeamIDs), slices.Contains(s.TeamIDs, NoTeam)}
}

// Includes reports whether the selection chooses a license.
func (s Selector) Includes(l *License) bool {
	return s.products.Allows(l.ProductCode) && (s.teams.Allows(l.TeamID) || s.noTeam && l.TeamID == "")
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
