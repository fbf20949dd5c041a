package provider

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/space"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

type spaceMembershipsArguments struct {
	TeamIDs         textList   `tfsdk:"team_ids"`
	Usernames       textList   `tfsdk:"usernames"`
	IncludeArchived types.Bool `tfsdk:"include_archived"`
}

// membershipList holds the chosen memberships, and the IDs in team_ids that do
// not exist.
type membershipList struct {
	rows    []directory.Membership
	unknown *directory.UnknownTeamsError
}

func newSpaceMembershipsDataSource() datasource.DataSource {
	type membership = directory.Membership
	fields := []output.Field[membership]{
		output.TextOrNull("id", "ID of the membership.", func(m *membership) string { return m.ID }),
		output.TextOrNull("username", "Username of the member. Null if the token cannot see it.", func(m *membership) string { return m.Username }),
		output.TextOrNull("member_id", "ID of the member's profile. Null if the token cannot see it.", func(m *membership) string { return m.MemberID }),
		output.TextOrNull("team_id", "ID of the team. Null if the token cannot see it.", func(m *membership) string { return m.TeamID }),
		output.OptionalText("team_name", "Name of the team. Null if the token cannot see it.", func(m *membership) optionalText { return m.TeamName }),
		output.OptionalText("role", "Position in the team, such as `Developer`. Null if there is none, or if the token cannot see it.", func(m *membership) optionalText { return m.Role }),
		output.OptionalBool("lead", "Whether the member leads the team. Null if the token cannot see it.", func(m *membership) value.Optional[bool] { return m.Lead }),
		output.TextOrNull("since", "First date of the membership, such as `2020-10-21`. Null if there is none, or if the token cannot see it.", func(m *membership) string { return string(m.Since) }),
		output.TextOrNull("till", "Last date of the membership. Null if there is none, or if the token cannot see it.", func(m *membership) string { return string(m.Till) }),
		output.OptionalBool("archived", "Whether the membership has ended. Null if the token cannot see it.", func(m *membership) value.Optional[bool] { return m.Archived }),
	}
	return newDataSource(dataSourceSpec[*space.Client, spaceMembershipsArguments, membershipList]{
		name:        "space_memberships",
		description: "Lists the team memberships in a JetBrains Space: who is in which team, since when, and in which position. There is one row for each person and team.",
		arguments: map[string]schema.Attribute{
			"team_ids":         filterArgument("Returns only memberships of the teams with these IDs, without their subteams. A team that does not exist has no memberships and causes a warning."),
			"usernames":        filterArgument("Returns only memberships of the people with these usernames."),
			"include_archived": schema.BoolAttribute{Optional: true, MarkdownDescription: "Whether to include memberships that have ended. Default: `false`."},
		},
		outputs: []output.Field[membershipList]{
			output.Objects("memberships", "The memberships, sorted by `id`.", fields, func(l *membershipList) []membership { return l.rows }),
			output.Number("total_count", "Number of memberships in the result.", func(l *membershipList) int { return len(l.rows) }),
		},
		source: spaceSource(),
		diagnose: func(_ *space.Client, _ *spaceMembershipsArguments, l *membershipList) diag.Diagnostics {
			diags := partialWarning(directory.MissingOf(l.rows))
			if l.unknown != nil {
				// Terraform merges warnings with the same summary.
				diags.AddAttributeWarning(path.Root("team_ids"), l.unknown.Summary(), value.Sentence(l.unknown.Existing())+" "+filterFindsLess)
			}
			return diags
		},
		read: func(ctx context.Context, client *space.Client, a *spaceMembershipsArguments) (membershipList, error) {
			all, err := client.Memberships(ctx, a.IncludeArchived.ValueBool())
			if err != nil {
				return membershipList{}, err
			}
			rows, err := directory.MembershipFilter{TeamIDs: a.TeamIDs.values(), Usernames: a.Usernames.values()}.Choose(all)
			if err != nil {
				return membershipList{}, err
			}
			unknown, err := unknownTeams(ctx, client, a.TeamIDs.values(), all)
			return membershipList{rows, unknown}, err
		},
	})
}

// unknownTeams reads the teams only if one of the IDs has no membership,
// because a team may be empty. If the token cannot read teams, only the teams
// in the memberships are known.
func unknownTeams(ctx context.Context, c *space.Client, ids []string, memberships []directory.Membership) (*directory.UnknownTeamsError, error) {
	unknown := directory.UnknownTeams(ids, nil, memberships)
	if unknown == nil {
		return nil, nil
	}
	teams, err := c.Teams(ctx, true)
	if refused, ok := errors.AsType[*client.APIError](err); ok && refused.Class == client.ClassDenied {
		return unknown, nil
	}
	return directory.UnknownTeams(ids, teams, memberships), err
}
