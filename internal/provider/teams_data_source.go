package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
)

func newTeamsDataSource() datasource.DataSource {
	type (
		team   = licensing.SeatGroup
		result = []team
	)
	fields := []output.Field[team]{
		output.TextOrNull("id", "ID of the team. Null in the last row if licenses have no team.", func(t *team) string { return t.TeamID }),
		output.OptionalText("name", "Name of the team. Null if JetBrains sends none, and in the row of licenses without a team.", func(t *team) optionalText { return t.TeamName }),
		output.Number("total", "Number of seats that the team owns.", func(t *team) int { return t.Total }),
		output.Number("assigned", "Number of seats that are assigned to a person, a license server, or a license key.", func(t *team) int { return t.Assigned }),
		output.Number("available", "Number of unassigned seats that can be assigned now, as in `jetbrains_seats`.", func(t *team) int { return t.Available }),
		output.Number("people", "Number of distinct people who hold one of the team's seats. Holders without an email address are not counted.", func(t *team) int { return t.People }),
	}
	return newDataSource(dataSourceSpec[*snapshot, struct{}, result]{
		name: "teams",
		description: "Counts the seats of each team. The API has no request that lists all teams. The result contains the teams that the API lists for the token, even if they have no seats, " +
			"and any other teams that own licenses. If licenses have no team, the last row counts them.",
		outputs: []output.Field[result]{
			output.Objects("teams", "The teams, sorted by `id`. The row of licenses without a team comes last.", fields, func(r *result) []team { return *r }),
			output.Number("total_count", "Number of rows in the result.", func(r *result) int { return len(*r) }),
		},
		source: organizationSource(),
		read: func(_ context.Context, s *snapshot, _ *struct{}) (result, error) {
			return licensing.Teams(s.Organization), nil
		},
	})
}
