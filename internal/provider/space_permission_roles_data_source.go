package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/answer"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/space"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/teamdirectory"
)

type spacePermissionRolesArguments struct {
	ProjectKey types.String `tfsdk:"project_key"`
}

func newSpacePermissionRolesDataSource() datasource.DataSource {
	type (
		role         = teamdirectory.PermissionRole
		result       = []role
		optionalText = licensing.Optional[string]
	)
	fields := []answer.Field[role]{
		answer.ID("id", "Id of the role.", func(r *role) string { return r.ID }),
		answer.OptionalText("code", "Code of a predefined role; null for others.", func(r *role) optionalText { return r.Code }),
		answer.OptionalText("name", "Name of the role.", func(r *role) optionalText { return r.Name }),
		answer.OptionalText("type", "`PREDEFINED`, `CUSTOM`, `AUTHORIZABLE` or `ANONYMOUS`.", func(r *role) optionalText { return r.Type }),
		answer.OptionalTexts("permissions", "Codes of the permissions that the role grants, sorted.", func(r *role) []string { return r.Permissions }),
		answer.OptionalTexts("usernames", "Usernames of the people who have the role themselves, sorted.", func(r *role) []string { return r.Usernames }),
		answer.OptionalTexts("team_ids", "Ids of the teams that have the role, sorted.", func(r *role) []string { return r.TeamIDs }),
	}
	return newDataSource(question[spacePermissionRolesArguments, result]{
		name: "space_permission_roles",
		description: "Lists the permission roles of a JetBrains Space, or of one project: what each grants, and who has it. " +
			"Needs the permission `Permissions: Grant permissions to other members`, although it only reads. Three requests for each role.",
		arguments: map[string]schema.Attribute{
			"project_key": schema.StringAttribute{Optional: true, Validators: []validator.String{notBlank}, MarkdownDescription: "Roles of this project, by key. Left out: those of the whole organization."},
		},
		outputs: []answer.Field[result]{
			answer.Objects("roles", "The roles, sorted by `id`.", fields, func(r *result) []role { return *r }),
			answer.Number("total_count", "Number of roles in the answer.", func(r *result) int { return len(*r) }),
		},
		read: fromSpace(nil, teamdirectory.MissingOf[role], func(ctx context.Context, client *space.Client, a *spacePermissionRolesArguments) (result, error) {
			return client.PermissionRoles(ctx, a.ProjectKey.ValueString())
		}),
	})
}
