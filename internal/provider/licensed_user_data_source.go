package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
)

type licensedUserArguments struct {
	Email types.String `tfsdk:"email"`
}

// licensedUser is a person together with the licenses themselves.
type licensedUser struct {
	person   licensing.Person
	licenses []licensing.License
}

func newLicensedUserDataSource() datasource.DataSource {
	return newDataSource(dataSourceSpec[*snapshot, licensedUserArguments, licensedUser]{
		name: "licensed_user",
		description: "Looks up one license holder by email address, in any letter case. " +
			"The provider searches the complete list of licenses, because the API's own filter may be case-sensitive. If the person holds no license, the data source fails.",
		arguments: map[string]schema.Attribute{
			"email": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "Address of the person. The state contains the address that identifies the person: trimmed, in lower case, and with aliases resolved.",
				Validators:          []validator.String{emailText},
			},
		},
		outputs: append(
			output.Of(personFields(), func(u *licensedUser) *licensing.Person { return &u.person }),
			output.Objects("licenses", "Licenses that the person holds, sorted by `license_id`.", licenseFields(), func(u *licensedUser) []licensing.License { return u.licenses }),
		),
		store: func(_ *licensedUserArguments, u *licensedUser) map[string]any {
			return map[string]any{"email": u.person.Email}
		},
		source: organizationSource(),
		read: func(_ context.Context, s *snapshot, a *licensedUserArguments) (licensedUser, error) {
			if err := licensing.CheckEmails(s.Licenses); err != nil {
				return licensedUser{}, err
			}
			email := s.identity.Email(a.Email.ValueString())
			licenses := s.HeldBy(email)
			people := licensing.People(licenses, licensing.PeopleFilter{})
			if len(people) == 0 {
				// The address may be marked as sensitive, and JetBrains does not name it.
				return licensedUser{}, argumentError("email", "No license holder with this email address",
					fmt.Sprintf("The person holds none of the %d licenses that the token can see.\n\n"+
						"People who use only free or Community products, or who have no assigned license, are not part of the commercial account. "+
						"Check the address in JetBrains Account. The data source jetbrains_licensed_users lists all license holders.", len(s.Licenses)))
			}
			return licensedUser{person: people[0], licenses: licenses}, nil
		},
	})
}
