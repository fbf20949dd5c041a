package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/answer"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/space"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/teamdirectory"
)

type spaceTeamsArguments struct {
	IncludeArchived types.Bool `tfsdk:"include_archived"`
}

func newSpaceTeamsDataSource() datasource.DataSource {
	type (
		team         = teamdirectory.Team
		result       = []team
		optionalText = licensing.Optional[string]
	)
	fields := []answer.Field[team]{
		answer.ID("id", "Id of the team.", func(t *team) string { return t.ID }),
		answer.OptionalText("name", "Name of the team.", func(t *team) optionalText { return t.Name }),
		answer.OptionalText("description", "Description of the team.", func(t *team) optionalText { return t.Description }),
		answer.ID("parent_id", "Id of the team above; null at the top.", func(t *team) string { return t.ParentID }),
		answer.OptionalBool("archived", "Whether the team was archived or disbanded.", func(t *team) licensing.Optional[bool] { return t.Archived }),
		answer.OptionalText("external_id", "Id in the identity provider; null without one.", func(t *team) optionalText { return t.ExternalID }),
		answer.OptionalTexts("member_usernames", "Usernames of the direct members, leads included, sorted. Members of teams below are not among them. Null without the permission *Member Teams: View memberships*.", func(t *team) []string { return t.MemberUsernames }),
		answer.OptionalTexts("lead_usernames", "Usernames of those who lead the team, sorted; null like the members.", func(t *team) []string { return t.LeadUsernames }),
	}
	return newDataSource(question[spaceTeamsArguments, result]{
		name:        "space_teams",
		description: "Lists the teams of a JetBrains Space with the people who are in them now.",
		arguments: map[string]schema.Attribute{
			"include_archived": schema.BoolAttribute{Optional: true, MarkdownDescription: "Whether archived and disbanded teams are in the answer. Default: `false`."},
		},
		outputs: []answer.Field[result]{
			answer.Objects("teams", "The teams, sorted by `id`.", fields, func(r *result) []team { return *r }),
			answer.Number("total_count", "Number of teams in the answer.", func(r *result) int { return len(*r) }),
		},
		read: fromSpace(nil, teamdirectory.MissingOf[team], func(ctx context.Context, client *space.Client, a *spaceTeamsArguments) (result, error) {
			return client.Teams(ctx, a.IncludeArchived.ValueBool())
		}),
	})
}
