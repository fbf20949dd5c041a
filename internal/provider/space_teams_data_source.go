package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/space"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

type spaceTeamsArguments struct {
	IncludeArchived types.Bool `tfsdk:"include_archived"`
}

func newSpaceTeamsDataSource() datasource.DataSource {
	type (
		team   = directory.Team
		result = []team
	)
	fields := []output.Field[team]{
		output.TextOrNull("id", "ID of the team.", func(t *team) string { return t.ID }),
		output.OptionalText("name", "Name of the team. Null if the token cannot see it.", func(t *team) optionalText { return t.Name }),
		output.OptionalText("description", "Description of the team. Null if there is none, or if the token cannot see it.", func(t *team) optionalText { return t.Description }),
		output.TextOrNull("parent_id", "ID of the parent team. Null for a top-level team, or if the token cannot see it.", func(t *team) string { return t.ParentID }),
		output.OptionalBool("archived", "Whether the team was archived or disbanded. Null if the token cannot see it.", func(t *team) value.Optional[bool] { return t.Archived }),
		output.OptionalText("external_id", "ID of the team in the identity provider. Null if there is none, or if the token cannot see it.", func(t *team) optionalText { return t.ExternalID }),
		output.OptionalTexts("member_usernames", "Usernames of the direct members, including leads but not members of subteams, sorted. "+
			"Null if the token cannot see them, for example without the permission *Member Teams: View memberships*.", func(t *team) []string { return t.MemberUsernames }),
		output.OptionalTexts("lead_usernames", "Usernames of the people who lead the team, sorted. "+
			"Null if the token cannot see them, for example without the permission *Member Teams: View memberships*.", func(t *team) []string { return t.LeadUsernames }),
	}
	return newDataSource(dataSourceSpec[*space.Client, spaceTeamsArguments, result]{
		name:        "space_teams",
		description: "Lists the teams of a JetBrains Space with their current members.",
		arguments: map[string]schema.Attribute{
			"include_archived": schema.BoolAttribute{Optional: true, MarkdownDescription: "Whether to include archived and disbanded teams. Default: `false`."},
		},
		outputs: []output.Field[result]{
			output.Objects("teams", "The teams, sorted by `id`.", fields, func(r *result) []team { return *r }),
			output.Number("total_count", "Number of teams in the result.", func(r *result) int { return len(*r) }),
		},
		source:   spaceSource(),
		diagnose: unreadable[spaceTeamsArguments](directory.MissingOf[team]),
		read: func(ctx context.Context, client *space.Client, a *spaceTeamsArguments) (result, error) {
			return client.Teams(ctx, a.IncludeArchived.ValueBool())
		},
	})
}
