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

type spaceMembershipsArguments struct {
	TeamIDs         texts      `tfsdk:"team_ids"`
	Usernames       texts      `tfsdk:"usernames"`
	IncludeArchived types.Bool `tfsdk:"include_archived"`
}

func newSpaceMembershipsDataSource() datasource.DataSource {
	type (
		membership   = directory.Membership
		result       = []membership
		optionalText = value.Optional[string]
	)
	fields := []output.Field[membership]{
		output.TextOrNull("id", "Id of the membership.", func(m *membership) string { return m.ID }),
		output.TextOrNull("username", "Username of the member; null where the token may not see it.", func(m *membership) string { return m.Username }),
		output.TextOrNull("member_id", "Id of the member's profile.", func(m *membership) string { return m.MemberID }),
		output.TextOrNull("team_id", "Id of the team.", func(m *membership) string { return m.TeamID }),
		output.OptionalText("team_name", "Name of the team; null where the token may not see it.", func(m *membership) optionalText { return m.TeamName }),
		output.OptionalText("role", "Position in the team, such as `Developer`; null without one.", func(m *membership) optionalText { return m.Role }),
		output.OptionalBool("lead", "Whether the member leads the team.", func(m *membership) value.Optional[bool] { return m.Lead }),
		output.TextOrNull("since", "First date of the membership, such as `2020-10-21`; null if not set.", func(m *membership) string { return string(m.Since) }),
		output.TextOrNull("till", "Last date of the membership; null if not set.", func(m *membership) string { return string(m.Till) }),
		output.OptionalBool("archived", "Whether the membership has ended.", func(m *membership) value.Optional[bool] { return m.Archived }),
	}
	return newDataSource(dataSourceSpec[*space.Client, spaceMembershipsArguments, result]{
		name:        "space_memberships",
		description: "Lists who is in which team of a JetBrains Space, since when and in which position: one row per person and team.",
		arguments: map[string]schema.Attribute{
			"team_ids":         filterArgument("Only these teams, by id, without the teams below them. A team that does not exist has no memberships."),
			"usernames":        filterArgument("Only these people, by username."),
			"include_archived": schema.BoolAttribute{Optional: true, MarkdownDescription: "Whether memberships that have ended are in the result. Default: `false`."},
		},
		outputs: []output.Field[result]{
			output.Objects("memberships", "The memberships, sorted by `id`.", fields, func(r *result) []membership { return *r }),
			output.Number("total_count", "Number of memberships in the result.", func(r *result) int { return len(*r) }),
		},
		source:   spaceSource(),
		diagnose: unreadable[spaceMembershipsArguments](directory.MissingOf[membership]),
		read: func(ctx context.Context, client *space.Client, a *spaceMembershipsArguments) (result, error) {
			all, err := client.Memberships(ctx, a.IncludeArchived.ValueBool())
			if err != nil {
				return nil, err
			}
			return directory.MembershipFilter{TeamIDs: a.TeamIDs.values(), Usernames: a.Usernames.values()}.Choose(all)
		},
	})
}
