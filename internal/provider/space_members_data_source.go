package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/space"
)

type spaceMembersArguments struct {
	IncludeExternal    types.Bool   `tfsdk:"include_external"`
	IncludeDeactivated types.Bool   `tfsdk:"include_deactivated"`
	TeamID             types.String `tfsdk:"team_id"`
	Query              types.String `tfsdk:"query"`
}

func newSpaceMembersDataSource() datasource.DataSource {
	type result = []directory.Member
	list := func(get func([]directory.Member) []string) func(*result) []string {
		return func(r *result) []string { return get(*r) }
	}
	return newDataSource(dataSourceSpec[*space.Client, spaceMembersArguments, result]{
		name: "space_members",
		description: "Lists the people in a JetBrains Space, including external people and people who have not started yet. " +
			"Fields that the token cannot read are null, and a warning names the permission to enable.",
		arguments: map[string]schema.Attribute{
			"include_external":    schema.BoolAttribute{Optional: true, MarkdownDescription: "Whether to include external users and guests. Default: `true`."},
			"include_deactivated": schema.BoolAttribute{Optional: true, MarkdownDescription: "Whether to include people who have left. Default: `false`."},
			"team_id": schema.StringAttribute{Optional: true, Validators: []validator.String{notBlank},
				MarkdownDescription: "Returns only direct members of the team with this ID. A team that does not exist is an error. Default: no filter."},
			"query": schema.StringAttribute{Optional: true, Validators: []validator.String{notBlank},
				MarkdownDescription: "Returns only people that the search in Space finds for this text, such as part of a name. Default: no filter."},
		},
		outputs: []output.Field[result]{
			output.Objects("members", "The people, sorted by `username`.", spaceMemberFields(), func(r *result) []directory.Member { return *r }),
			output.OptionalTexts("emails", "All addresses of all people in the result, sorted. Null if the token cannot see the addresses of everyone in the result.", list(directory.Emails)),
			output.OptionalTexts("active_emails", "All addresses of people whose `status` is `active`, external people among them, sorted. "+
				"Null if the token cannot see everyone's status, or the addresses of everyone who is active.", list(directory.ActiveEmails)),
			output.OptionalTexts("active_internal_emails", "Those of `active_emails` that belong to people who are not external, sorted. "+
				"Use it as `directory_emails` of the audit's rule `not_in_directory`. "+
				"Null if the token cannot see everyone's status, who of the active people is external, or the addresses of the others.", list(directory.ActiveInternalEmails)),
			output.OptionalTexts("usernames", "Usernames of all people in the result, sorted. Null if the token cannot see everyone's username.", list(directory.Usernames)),
			output.OptionalTexts("external_usernames", "Usernames of external users and guests, sorted. "+
				"Null if the token cannot see who is external, or their usernames.", list(directory.ExternalUsernames)),
			output.OptionalTexts("suspended_usernames", "Usernames of people whose `status` is `suspended`, sorted. "+
				"Null if the token cannot see who is suspended, or their usernames.", list(directory.SuspendedUsernames)),
			output.OptionalTexts("without_two_factor_usernames", "Usernames of people whose `status` is `active`, and whose `two_factor` is known and not `ACTIVE`, sorted. "+
				"Null if the token cannot see everyone's status, the two-factor status of everyone who is active, or the usernames of these people.", list(directory.WithoutTwoFactorUsernames)),
			output.OptionalTexts("two_factor_unknown_usernames", "Usernames of people whose `status` is `active`, and whose `two_factor` is not known, sorted. "+
				"Null if the token cannot see everyone's status, or the usernames of these people.", list(directory.TwoFactorUnknownUsernames)),
			output.Number("total_count", "Number of people in the result.", func(r *result) int { return len(*r) }),
		},
		source:   spaceSource(),
		lookups:  map[directory.LookupKey]string{directory.LookupTeamByID: "team_id"},
		diagnose: unreadable[spaceMembersArguments](directory.MissingOf[directory.Member]),
		read: func(ctx context.Context, client *space.Client, a *spaceMembersArguments) (result, error) {
			return client.Members(ctx, space.MemberQuery{
				MemberFilter: directory.MemberFilter{
					IncludeExternal:    a.IncludeExternal.IsNull() || a.IncludeExternal.ValueBool(),
					IncludeDeactivated: a.IncludeDeactivated.ValueBool(),
					TeamID:             a.TeamID.ValueString(),
				},
				Text: a.Query.ValueString(),
			})
		},
	})
}
