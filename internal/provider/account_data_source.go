package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/account"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func newAccountDataSource() datasource.DataSource {
	return newDataSource(dataSourceSpec[*account.Client, struct{}, licensing.Account]{
		name: "account",
		description: "Returns the organization or team that the token belongs to, and the role of the token's owner. " +
			"This data source sends only one request, so it is the quickest test of the connection. " +
			"If the customer code or the token is wrong, it fails with an explanation.",
		outputs: []output.Field[licensing.Account]{
			output.Text("scope", "Scope of the token: `organization`, or `team` for a team token, which sees only that team's licenses.",
				func(a *licensing.Account) string { return string(a.Scope) }),
			output.Text("customer_code", "Customer code of the organization.",
				func(a *licensing.Account) string { return a.CustomerCode }),
			output.OptionalText("customer_name", "Name of the organization. Null if JetBrains sends none.",
				func(a *licensing.Account) optionalText { return a.CustomerName }),
			output.OptionalText("role", "Role that the token's owner has in the organization: `ADMIN`, `VIEWER`, or `PRIMARY_CONTACT`. Null if JetBrains sends none. "+
				"Always null for a team token, whose role is in `teams`.",
				func(a *licensing.Account) optionalText { return a.Role }),
			output.OptionalBool("read_only", "Whether JetBrains documents the token's role as read-only. "+
				"The read-only roles are `VIEWER` and `PRIMARY_CONTACT` in the organization, and `VIEWER` in a team. Null if JetBrains sends no role.",
				(*licensing.Account).ReadOnly),
			output.OptionalBool("primary_licensee", "Whether the token's owner is the organization's primary licensee. Null for a team token.",
				func(a *licensing.Account) value.Optional[bool] { return a.PrimaryLicensee }),
			output.OptionalBool("primary_technical_contact", "Whether the token's owner is the primary technical contact. Null for a team token.",
				func(a *licensing.Account) value.Optional[bool] { return a.PrimaryTechnicalContact }),
			output.OptionalBool("primary_billing_contact", "Whether the token's owner is the primary billing contact. Null for a team token.",
				func(a *licensing.Account) value.Optional[bool] { return a.PrimaryBillingContact }),
			output.Objects("teams", "Teams that the API lists for the token, sorted by `id`. For a team token, this is only that token's team.", []output.Field[licensing.TeamRole]{
				output.Text("id", "ID of the team.", func(t *licensing.TeamRole) string { return t.ID }),
				output.OptionalText("name", "Name of the team. Null if JetBrains sends none.", func(t *licensing.TeamRole) optionalText { return t.Name }),
				output.OptionalText("role", "Role in the team: `ADMIN` or `VIEWER`. Null if JetBrains sends none.", func(t *licensing.TeamRole) optionalText { return t.Role }),
			}, func(a *licensing.Account) []licensing.TeamRole { return a.Teams }),
		},
		source: accountSource(),
		read: func(ctx context.Context, client *account.Client, _ *struct{}) (licensing.Account, error) {
			return client.Account(ctx)
		},
	})
}
