package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
)

type licensesArguments struct {
	ProductCodes   textList   `tfsdk:"product_codes"`
	TeamIDs        textList   `tfsdk:"team_ids"`
	AssigneeEmails textList   `tfsdk:"assignee_emails"`
	AssigneeTypes  textList   `tfsdk:"assignee_types"`
	Assigned       types.Bool `tfsdk:"assigned"`
	Suspended      types.Bool `tfsdk:"suspended"`
	Trial          types.Bool `tfsdk:"trial"`
}

func newLicensesDataSource() datasource.DataSource {
	type result = []licensing.License
	return newDataSource(dataSourceSpec[*snapshot, licensesArguments, result]{
		name:        "licenses",
		description: "Lists every license that the token can see, including unassigned ones.",
		arguments: map[string]schema.Attribute{
			"product_codes":   filterArgument("Returns only licenses for these product codes. " + warnsOfUnknown),
			"team_ids":        teamIDsArgument(),
			"assignee_emails": emailsArgument("Returns only licenses that the people with these addresses hold."),
			"assignee_types":  filterArgument("Returns only licenses with these types of assignee. Possible types: `USER`, `SERVER`, `LICENSE_KEY`. A type that does not exist causes a warning."),
			"assigned":        schema.BoolAttribute{Optional: true, MarkdownDescription: "`true` returns only assigned licenses, and `false` only unassigned ones. Default: no filter."},
			"suspended": schema.BoolAttribute{Optional: true, MarkdownDescription: "`true` returns only suspended licenses, " +
				"and `false` only licenses that are not suspended. Default: no filter."},
			"trial": schema.BoolAttribute{Optional: true, MarkdownDescription: "`true` returns only trial licenses, and `false` only licenses that are not trials. Default: no filter."},
		},
		outputs: []output.Field[result]{
			output.Objects("licenses", "The licenses, sorted by `license_id`.", licenseFields(), func(r *result) []licensing.License { return *r }),
			output.Number("total_count", "Number of licenses in the result.", func(r *result) int { return len(*r) }),
		},
		source: organizationSource(),
		read: func(_ context.Context, s *snapshot, a *licensesArguments) (result, error) {
			filter := licensing.LicenseFilter{
				Emails:        a.AssigneeEmails.emails(s.identity),
				AssigneeTypes: assigneeTypes(a.AssigneeTypes),
				Assigned:      optionalBool(a.Assigned),
				Suspended:     optionalBool(a.Suspended),
				Trial:         optionalBool(a.Trial),
			}
			return filter.Choose(s.choose(a.ProductCodes, a.TeamIDs)), nil
		},
		diagnose: func(s *snapshot, a *licensesArguments, _ *result) diag.Diagnostics {
			diags := warnUnknown(s.UnknownProducts(a.ProductCodes.values(), nil), s.UnknownTeams(a.TeamIDs.values()), s.UnknownAssigneeTypes(a.AssigneeTypes.values()))
			return append(diags, s.warnUnknownEmails("assignee_emails", a.AssigneeEmails)...)
		},
	})
}

func assigneeTypes(list textList) []licensing.AssigneeType {
	var types []licensing.AssigneeType
	for _, v := range list.values() {
		types = append(types, licensing.AssigneeType(v))
	}
	return types
}
