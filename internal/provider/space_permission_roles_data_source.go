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

type spacePermissionRolesArguments struct {
	ProjectKey types.String `tfsdk:"project_key"`
}

func newSpacePermissionRolesDataSource() datasource.DataSource {
	type (
		role   = directory.PermissionRole
		result = []role
	)
	fields := []output.Field[role]{
		output.TextOrNull("id", "ID of the role.", func(r *role) string { return r.ID }),
		output.OptionalText("code", "Code of a predefined role. Null for other roles, or if the token cannot see it.", func(r *role) optionalText { return r.Code }),
		output.OptionalText("name", "Name of the role. Null if the token cannot see it.", func(r *role) optionalText { return r.Name }),
		output.OptionalText("type", "Type of the role: `PREDEFINED`, `CUSTOM`, `AUTHORIZABLE`, or `ANONYMOUS`. Null if the token cannot see it.", func(r *role) optionalText { return r.Type }),
		output.OptionalTexts("permissions", "Codes of the permissions that the role grants, sorted. Null if the token cannot see them.", func(r *role) []string { return r.Permissions }),
		output.OptionalTexts("usernames", "Usernames of the people who have the role directly, sorted. Null if the token cannot see them.", func(r *role) []string { return r.Usernames }),
		output.OptionalTexts("team_ids", "IDs of the teams that have the role, sorted. Null if the token cannot see them.", func(r *role) []string { return r.TeamIDs }),
	}
	return newDataSource(dataSourceSpec[*space.Client, spacePermissionRolesArguments, result]{
		name: "space_permission_roles",
		description: "Lists the permission roles of a JetBrains Space or of one project, with the permissions that each role grants and who has the role. " +
			"This data source only reads, but for the roles of the whole organization, Space requires the permission *Permissions: Grant permissions to other members*. " +
			"For the roles of a project, Space requires *View project details* in that project instead. The data source sends three requests for each role.",
		arguments: map[string]schema.Attribute{
			"project_key": schema.StringAttribute{Optional: true, Validators: []validator.String{notBlank}, MarkdownDescription: "Lists the roles of the project with this key. " +
				"Default: the roles of the whole organization."},
		},
		outputs: []output.Field[result]{
			output.Objects("roles", "The roles, sorted by `id`.", fields, func(r *result) []role { return *r }),
			output.Number("total_count", "Number of roles in the result.", func(r *result) int { return len(*r) }),
		},
		source:   spaceSource(),
		lookups:  map[directory.LookupKey]string{directory.LookupProjectByKey: "project_key"},
		diagnose: unreadable[spacePermissionRolesArguments](directory.MissingOf[role]),
		read: func(ctx context.Context, client *space.Client, a *spacePermissionRolesArguments) (result, error) {
			return client.PermissionRoles(ctx, a.ProjectKey.ValueString())
		},
	})
}
