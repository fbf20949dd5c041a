package provider

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/space"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

type spaceMemberArguments struct {
	Username types.String `tfsdk:"username"`
	Email    types.String `tfsdk:"email"`
	ID       types.String `tfsdk:"id"`
}

func newSpaceMemberDataSource() datasource.DataSource {
	type member = directory.Member
	keys := map[string]string{"member username": "username", "member email": "email", "member id": "id"}
	outputs := slices.DeleteFunc(spaceMemberFields(), func(f output.Field[member]) bool { return keys["member "+f.Name()] != "" })
	return newDataSource(question[spaceMemberArguments, member]{
		name: "space_member",
		description: "Looks up one person in a JetBrains Space by exactly one of `username`, `email` and `id`: also external people, suspended ones, and those who left. " +
			"A person who is not there is an error.",
		arguments: map[string]schema.Attribute{
			"username": schema.StringAttribute{Optional: true, Computed: true, Validators: []validator.String{notBlank}, MarkdownDescription: "Username."},
			"email": schema.StringAttribute{Optional: true, Computed: true, Validators: []validator.String{emailText},
				MarkdownDescription: "Any of the person's addresses, in any letter case. Stored as given in lower case, or else the first address that is not blocked."},
			"id": schema.StringAttribute{Optional: true, Computed: true, Validators: []validator.String{notBlank}, MarkdownDescription: "Id of the profile."},
		},
		outputs:  outputs,
		validate: oneKey,
		read: fromSpace(keys, member.Missing, func(ctx context.Context, client *space.Client, a *spaceMemberArguments) (member, error) {
			found, err := client.FindMember(ctx, directory.MemberKey{Username: a.Username.ValueString(), Email: a.Email.ValueString(), ID: a.ID.ValueString()})
			if err == nil {
				a.complete(&found)
			}
			return found, err
		}),
		store: func(a *spaceMemberArguments) map[string]any {
			return map[string]any{"username": a.Username, "email": a.Email, "id": a.ID}
		},
	})
}

// complete fills in the keys that were not asked for.
func (a *spaceMemberArguments) complete(m *directory.Member) {
	a.ID, a.Username = textOrNull(m.ID), textOrNull(m.Username)
	if a.Email.IsNull() {
		a.Email = textOrNull(m.Email)
	} else {
		a.Email = types.StringValue(value.NormalizeEmail(a.Email.ValueString()))
	}
}

func textOrNull(text string) types.String {
	if text == "" {
		return types.StringNull()
	}
	return types.StringValue(text)
}

func oneKey(a *spaceMemberArguments) diag.Diagnostics {
	given := 0
	for _, key := range []types.String{a.Username, a.Email, a.ID} {
		if !key.IsNull() {
			given++
		}
	}
	if given == 1 {
		return nil
	}
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("username"), "Not exactly one key",
		"Say whom to look up by exactly one of username, email and id.")}
}
