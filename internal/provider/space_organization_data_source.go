package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/space"
)

func newSpaceOrganizationDataSource() datasource.DataSource {
	type result = directory.Organization
	return newDataSource(dataSourceSpec[*space.Client, struct{}, result]{
		name: "space_organization",
		description: "Returns the JetBrains Space at the configured address, and the user or application that the token belongs to. " +
			"This data source requires no permissions, so it is the easiest test of the connection.",
		outputs: []output.Field[result]{
			output.TextOrNull("id", "ID of the organization.", func(o *result) string { return o.ID }),
			output.OptionalText("name", "Name of the organization. Null if the token cannot see it.", func(o *result) optionalText { return o.Name }),
			output.Text("url", "URL of the server.", func(o *result) string { return o.URL }),
			output.TextOrNull("principal", "Kind of the token's owner: `user` for a personal token, or `application` for an application token. "+
				"Null if Space does not report it.", func(o *result) string { return string(o.Principal) }),
			output.OptionalText("principal_name", "Username of the token's owner, or name of the application that the token belongs to. "+
				"Null if Space does not report it.", func(o *result) optionalText { return o.PrincipalName }),
		},
		source:   spaceSource(),
		diagnose: unreadable[struct{}](result.Missing),
		read: func(ctx context.Context, client *space.Client, _ *struct{}) (result, error) {
			return client.Organization(ctx)
		},
	})
}
