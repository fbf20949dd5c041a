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

type spaceMemberArguments struct {
	Username types.String `tfsdk:"username"`
	Email    types.String `tfsdk:"email"`
	ID       types.String `tfsdk:"id"`
}

// foundMember is a member, and the requested address, normalized.
type foundMember struct {
	directory.Member
	asked string
}

func newSpaceMemberDataSource() datasource.DataSource {
	return newDataSource(dataSourceSpec[*space.Client, spaceMemberArguments, foundMember]{
		name: "space_member",
		description: "Looks up one person in a JetBrains Space by exactly one of `username`, `email`, or `id`. The search includes external people, suspended people, and people who have left. " +
			"If the person does not exist, the data source fails.",
		arguments: map[string]schema.Attribute{
			"username": schema.StringAttribute{Optional: true, Computed: true, Validators: []validator.String{notBlank}, MarkdownDescription: "Username of the person. Null if " +
				"it is not set and the token cannot see it."},
			"email": schema.StringAttribute{Optional: true, Computed: true, Validators: []validator.String{emailText},
				MarkdownDescription: "Any of the person's addresses, in any letter case. The state contains the address in lower case, with aliases resolved. " +
					"If not set, it is the person's first address that is not blocked, or null if there is none or the token cannot see it."},
			"id": schema.StringAttribute{Optional: true, Computed: true, Validators: []validator.String{notBlank}, MarkdownDescription: "ID of the person's profile."},
		},
		outputs:    output.Of(output.Without(spaceMemberFields(), "username", "email", "id"), func(m *foundMember) *directory.Member { return &m.Member }),
		validators: []datasource.ConfigValidator{datasourcevalidator.ExactlyOneOf(path.MatchRoot("username"), path.MatchRoot("email"), path.MatchRoot("id"))},
		source:     spaceSource(),
		lookups: map[directory.LookupKey]string{
			directory.LookupMemberByUsername: "username",
			directory.LookupMemberByEmail:    "email",
			directory.LookupMemberByID:       "id",
		},
		diagnose: unreadable[spaceMemberArguments](foundMember.Missing),
		read: func(ctx context.Context, client *space.Client, a *spaceMemberArguments) (foundMember, error) {
			key := directory.MemberKey{Username: a.Username.ValueString(), Email: a.Email.ValueString(), ID: a.ID.ValueString()}
			m, err := client.FindMember(ctx, key)
			return foundMember{m, client.Identity().Email(key.Email)}, err
		},
		store: storeMemberKeys,
	})
}

// storeMemberKeys fills in the keys that the configuration does not set.
func storeMemberKeys(a *spaceMemberArguments, m *foundMember) map[string]any {
	email := textOrNull(m.Email)
	if !a.Email.IsNull() {
		email = types.StringValue(m.asked)
	}
	return map[string]any{"username": textOrNull(m.Username), "email": email, "id": textOrNull(m.ID)}
}

func textOrNull(text string) types.String {
	if text == "" {
		return types.StringNull()
	}
	return types.StringValue(text)
}
