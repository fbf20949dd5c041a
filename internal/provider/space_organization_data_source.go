package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/answer"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/space"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/teamdirectory"
)

func newSpaceOrganizationDataSource() datasource.DataSource {
	type result = teamdirectory.Organization
	return newDataSource(question[struct{}, result]{
		name:        "space_organization",
		description: "Tells which JetBrains Space the address leads to and whom the token acts as. It needs no permission, and so is the quickest test of the connection.",
		outputs: []answer.Field[result]{
			answer.ID("id", "Id of the organization.", func(o *result) string { return o.ID }),
			answer.OptionalText("name", "Name of the organization.", func(o *result) licensing.Optional[string] { return o.Name }),
			answer.Text("url", "Address of the server.", func(o *result) string { return o.URL }),
			answer.ID("principal", "`user` for a personal token, `application` for an application's; null where Space does not tell.", func(o *result) string { return string(o.Principal) }),
			answer.OptionalText("principal_name", "Username of the token's owner, or name of the application; null where Space does not tell.", func(o *result) licensing.Optional[string] { return o.PrincipalName }),
		},
		read: fromSpace(nil, result.Missing, func(ctx context.Context, client *space.Client, _ *struct{}) (result, error) {
			return client.Organization(ctx)
		}),
	})
}
