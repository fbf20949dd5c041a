package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func newTeamsDataSource() datasource.DataSource {
	type (
		team   = licensing.TeamSeats
		result = []team
	)
	fields := []output.Field[team]{
		output.Text("id", "ID of the team.", func(t *team) string { return t.ID }),
		output.OptionalText("name", "Name of the team. Null if JetBrains sends none.", func(t *team) value.Optional[string] { return t.Name }),
		output.Number("total", "Number of seats that the team owns.", func(t *team) int { return t.Total }),
		output.Number("assigned", "Number of seats that are assigned to a person, a license server, or a license key.", func(t *team) int { return t.Assigned }),
		output.Number("available", "Number of unassigned seats that can be assigned now.", func(t *team) int { return t.Available }),
		output.Number("people", "Number of distinct people who hold one of the team's seats. Holders without an email address are not counted.", func(t *team) int { return t.People }),
	}
	return newDataSource(dataSourceSpec[*snapshot, struct{}, result]{
		name: "teams",
		description: "Counts the seats of each team. The API has no request that lists all teams. The result contains the teams that the API lists for the token, even if they have no seats, " +
			"and any other teams that own licenses. Licenses without a team are not counted.",
		outputs: []output.Field[result]{
			output.Objects("teams", "The teams, sorted by `id`.", fields, func(r *result) []team { return *r }),
		},
		source: organizationSource(),
		read: func(_ context.Context, s *snapshot, _ *struct{}) (result, error) {
			return licensing.Teams(*s.Organization), nil
		},
	})
}
