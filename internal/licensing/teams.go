package licensing

import (
	"slices"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// Teams counts the licenses of each team, sorted by ID: the teams that the token
// names, including those without a license, and those that only the licenses
// name. Where licenses have no team, the last row has no ID.
func Teams(organization *Organization) []SeatGroup {
	c := newSeatCounter(organization, SeatOptions{GroupBy: []GroupBy{ByTeam}})
	c.countAll(organization)
	rows := c.rows
	counted := value.SetOf[string]()
	for i := range rows {
		counted.Add(rows[i].TeamID)
	}
	for _, team := range organization.Account.Teams {
		if !counted.Has(team.ID) {
			counted.Add(team.ID)
			rows = append(rows, SeatGroup{TeamID: team.ID, TeamName: organization.TeamNames()[team.ID]})
		}
	}
	slices.SortFunc(rows, func(a, b SeatGroup) int { return compareGroups(ByTeam, &a, &b) })
	return rows
}
