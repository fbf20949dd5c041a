package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/space"
)

type spaceMemberPermissionsArguments struct {
	Username    types.String `tfsdk:"username"`
	Permissions textList     `tfsdk:"permissions"`
	ProjectKey  types.String `tfsdk:"project_key"`
	TeamID      types.String `tfsdk:"team_id"`
}

func newSpaceMemberPermissionsDataSource() datasource.DataSource {
	type result = map[string]bool
	return newDataSource(dataSourceSpec[*space.Client, spaceMemberPermissionsArguments, result]{
		name: "space_member_permissions",
		description: "Checks whether one person has certain permissions in JetBrains Space, directly, through a role, or through a team. " +
			"This data source sends one request for the person and one for each permission.",
		arguments: map[string]schema.Attribute{
			"username": schema.StringAttribute{Required: true, Validators: []validator.String{notBlank}, MarkdownDescription: "Username of the person. If the person does not " +
				"exist, the data source fails."},
			"permissions": checkedList{empty: permissionsNamed, ListAttribute: schema.ListAttribute{Required: true, ElementType: types.StringType,
				MarkdownDescription: "Codes of the permissions to check, such as `Profile.View` or `Superadmin`. A list without any code is an error."}},
			"project_key": schema.StringAttribute{Optional: true, Validators: []validator.String{notBlank}, MarkdownDescription: "Checks the permissions in the project with " +
				"this key. If neither `project_key` nor `team_id` is set, the data source checks them in the whole organization."},
			"team_id": schema.StringAttribute{Optional: true, Validators: []validator.String{notBlank}, MarkdownDescription: "Checks the permissions in the team with this " +
				"ID. Conflicts with `project_key`."},
		},
		outputs: []output.Field[result]{
			output.BoolMap("granted", "Whether the person has each permission, as a map from permission codes to booleans.", func(r *result) map[string]bool { return *r }),
		},
		validators: []datasource.ConfigValidator{datasourcevalidator.Conflicting(path.MatchRoot("project_key"), path.MatchRoot("team_id"))},
		source:     spaceSource(),
		lookups: map[directory.LookupKey]string{
			directory.LookupMemberByUsername: "username", directory.LookupProjectByKey: "project_key", directory.LookupTeamByID: "team_id", directory.LookupPermissionByCode: "permissions",
		},
		read: func(ctx context.Context, client *space.Client, a *spaceMemberPermissionsArguments) (result, error) {
			return client.CheckPermissions(ctx, a.Username.ValueString(), a.Permissions.values(),
				directory.PermissionTarget{ProjectKey: a.ProjectKey.ValueString(), TeamID: a.TeamID.ValueString()})
		},
	})
}
