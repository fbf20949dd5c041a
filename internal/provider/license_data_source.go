package provider

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/account"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

type licenseArguments struct {
	LicenseID types.String `tfsdk:"license_id"`
}

func newLicenseDataSource() datasource.DataSource {
	return newDataSource(dataSourceSpec[*snapshot, licenseArguments, licensing.License]{
		name: "license",
		description: "Looks up one license by its ID. The provider searches the complete list of licenses, which all data sources in a plan share, " +
			"so that their results are consistent. If the license does not exist, or the token cannot see it, the data source fails.",
		arguments: map[string]schema.Attribute{
			"license_id": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "ID of the license, as shown in JetBrains Account.",
				Validators:          []validator.String{licenseIDText},
			},
		},
		outputs: output.Without(licenseFields(), "license_id"),
		source:  organizationSource(),
		read: func(ctx context.Context, s *snapshot, a *licenseArguments) (licensing.License, error) {
			return findLicense(ctx, s.client, s.Organization, a.LicenseID.ValueString())
		},
	})
}

// findLicense searches the shared list, and requests the license itself only if
// its ID is not there: the license may have been added since, and if not, the
// API says why the token cannot see it.
func findLicense(ctx context.Context, api *account.Client, organization *licensing.Organization, id string) (licensing.License, error) {
	if l, ok := organization.License(id); ok {
		return l, nil
	}
	// A server that ignores case would return the license, but the ID in the
	// state would match nothing in other data sources.
	for i := range organization.Licenses {
		if written := organization.Licenses[i].ID; strings.EqualFold(written, id) {
			return licensing.License{}, argumentError("license_id", "The license ID is in a different letter case",
				fmt.Sprintf("There is no license %s, but there is %s.\n\nWrite the ID as JetBrains does, because other data sources use only that form.", id, written))
		}
	}
	notFound := func(why string) error {
		return argumentError("license_id", "No such license",
			why+"\n\nCheck the ID in JetBrains Account. The license may have been removed or moved to another organization.")
	}
	if organization.Account.Scope == licensing.ScopeTeam {
		return licensing.License{}, notFound(fmt.Sprintf(
			"The token belongs to team %s, which has %d %s, but none with the ID %s. To read a license of another team, use a token for that team or for the organization.",
			organization.Account.Teams[0].ID, len(organization.Licenses), value.Plural(len(organization.Licenses), "license"), id))
	}
	l, err := api.License(ctx, id)
	if refused, ok := errors.AsType[*client.APIError](err); ok && refused.Code == account.CodeLicenseNotFound {
		return licensing.License{}, notFound(fmt.Sprintf("Customer %s has %d %s, but none with the ID %s.",
			organization.Account.CustomerCode, len(organization.Licenses), value.Plural(len(organization.Licenses), "license"), id))
	}
	return l, err
}
