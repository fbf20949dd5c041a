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
	Permissions texts        `tfsdk:"permissions"`
	ProjectKey  types.String `tfsdk:"project_key"`
	TeamID      types.String `tfsdk:"team_id"`
}

func newSpaceMemberPermissionsDataSource() datasource.DataSource {
	type result = map[string]bool
	return newDataSource(dataSourceSpec[*space.Client, spaceMemberPermissionsArguments, result]{
		name: "space_member_permissions",
		description: "Asks JetBrains Space whether one person has certain permissions, in any way: directly, through a role or a team. " +
			"One request for each permission.",
		arguments: map[string]schema.Attribute{
			"username": schema.StringAttribute{Required: true, Validators: []validator.String{notBlank}, MarkdownDescription: "Username of the person. A person who does not exist is an error."},
			"permissions": schema.ListAttribute{Required: true, ElementType: types.StringType, Validators: []validator.List{permissionsNamed},
				MarkdownDescription: "Codes of the permissions, such as `Profile.View` or `Superadmin`. A list that names nothing is an error."},
			"project_key": schema.StringAttribute{Optional: true, Validators: []validator.String{notBlank}, MarkdownDescription: "Ask about this project, by key. Left out, as `team_id` is: about the whole organization."},
			"team_id":     schema.StringAttribute{Optional: true, Validators: []validator.String{notBlank}, MarkdownDescription: "Ask about this team, by id. Conflicts with `project_key`."},
		},
		outputs: []output.Field[result]{
			output.BoolMap("granted", "For each code whether the person has the permission.", func(r *result) map[string]bool { return *r }),
		},
		validators: []datasource.ConfigValidator{datasourcevalidator.Conflicting(path.MatchRoot("project_key"), path.MatchRoot("team_id"))},
		source:     spaceSource(),
		lookups:    map[directory.LookupKey]string{directory.LookupMemberByUsername: "username"},
		read: func(ctx context.Context, client *space.Client, a *spaceMemberPermissionsArguments) (result, error) {
			return client.CheckPermissions(ctx, a.Username.ValueString(), a.Permissions.values(),
				directory.PermissionTarget{ProjectKey: a.ProjectKey.ValueString(), TeamID: a.TeamID.ValueString()})
		},
	})
}
