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
		description: "Tells which organization or team the token belongs to, and with which role. One request, and so the quickest test of the connection: " +
			"it fails with an explanation where the customer code or the token is wrong.",
		outputs: []output.Field[licensing.Account]{
			output.Text("scope", "How far the token reaches: `organization`, or `team` for a token of one team, which sees that team's licenses only.",
				func(a *licensing.Account) string { return string(a.Scope) }),
			output.Text("customer_code", "Customer code of the organization.",
				func(a *licensing.Account) string { return a.CustomerCode }),
			output.OptionalText("customer_name", "Name of the organization.",
				func(a *licensing.Account) value.Optional[string] { return a.CustomerName }),
			output.OptionalText("role", "Role in the organization of the person who generated the token: `ADMIN`, `VIEWER` or `PRIMARY_CONTACT`. Null for a team's token, which has a role in its team only.",
				func(a *licensing.Account) value.Optional[string] { return a.Role }),
			output.OptionalBool("read_only", "Whether JetBrains documents the role as read-only: `VIEWER` or `PRIMARY_CONTACT` of the organization, `VIEWER` of a team. Null where the token has no role.",
				(*licensing.Account).ReadOnly),
			output.OptionalBool("primary_licensee", "Whether the owner of the token is the organization's primary licensee; null with a team's token.",
				func(a *licensing.Account) value.Optional[bool] { return a.PrimaryLicensee }),
			output.OptionalBool("primary_technical_contact", "Whether the owner is the primary technical contact; null with a team's token.",
				func(a *licensing.Account) value.Optional[bool] { return a.PrimaryTechnicalContact }),
			output.OptionalBool("primary_billing_contact", "Whether the owner is the primary billing contact; null with a team's token.",
				func(a *licensing.Account) value.Optional[bool] { return a.PrimaryBillingContact }),
			output.Objects("teams", "Teams that the token names, sorted by `id`. For a team's token its one team.", []output.Field[licensing.TeamRole]{
				output.Text("id", "Id of the team.", func(t *licensing.TeamRole) string { return t.ID }),
				output.OptionalText("name", "Name of the team; null where JetBrains gives none.", func(t *licensing.TeamRole) value.Optional[string] { return t.Name }),
				output.OptionalText("role", "Role in the team: `ADMIN` or `VIEWER`.", func(t *licensing.TeamRole) value.Optional[string] { return t.Role }),
			}, func(a *licensing.Account) []licensing.TeamRole { return a.Teams }),
		},
		source: accountSource(),
		read: func(ctx context.Context, client *account.Client, _ *struct{}) (licensing.Account, error) {
			return client.Account(ctx)
		},
	})
}
