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

type licensedUsersArguments struct {
	ProductCodes   textList     `tfsdk:"product_codes"`
	TeamIDs        textList     `tfsdk:"team_ids"`
	AssigneeEmails textList     `tfsdk:"assignee_emails"`
	EmailDomains   textList     `tfsdk:"email_domains"`
	Status         types.String `tfsdk:"status"`
}

func newLicensedUsersDataSource() datasource.DataSource {
	type result = []licensing.Person
	return newDataSource(dataSourceSpec[*snapshot, licensedUsersArguments, result]{
		name: "licensed_users",
		description: "Lists the people who hold licenses, with one entry for each person. " +
			"It does not include people who use only free or Community products, or the seats of license servers and license keys.",
		arguments: map[string]schema.Attribute{
			"product_codes":   filterArgument("Includes only licenses for these product codes. All attributes of the result are based only on these licenses. " + warnsOfUnknown),
			"team_ids":        teamIDsArgument(),
			"assignee_emails": emailsArgument("Returns only the people with these addresses."),
			"email_domains": filterArgument("Returns only people in these email domains: `acme.example` for the domain itself, `*.acme.example` for its subdomains. "+
				"A domain that no one has causes a warning.", domainText),
			"status": statusArgument("Returns only people with this status: `active`, `suspended`, or `expired`.",
				licensing.StatusActive, licensing.StatusSuspended, licensing.StatusExpired),
		},
		outputs: []output.Field[result]{
			output.Objects("users", "The people, sorted by `email`.", append(personFields(), emailField()), func(r *result) []licensing.Person { return *r }),
			output.Texts("emails", "Addresses of all people in the result, sorted.", func(r *result) []string { return licensing.Emails(*r) }),
			output.Texts("active_emails", "Addresses of people whose `status` is `active`, sorted.", func(r *result) []string { return licensing.Emails(*r, licensing.StatusActive) }),
			output.Texts("suspended_emails", "Addresses of people whose `status` is `suspended`, sorted. "+
				"The audit's rule `suspended` also finds people who hold another license that is active.", func(r *result) []string { return licensing.Emails(*r, licensing.StatusSuspended) }),
			output.Number("total_count", "Number of people in the result.", func(r *result) int { return len(*r) }),
		},
		source: organizationSource(),
		read: func(_ context.Context, s *snapshot, a *licensedUsersArguments) (result, error) {
			filter := licensing.PeopleFilter{Emails: a.AssigneeEmails.emails(s.identity), Status: licensing.Status(a.Status.ValueString())}
			if list := a.EmailDomains.values(); list != nil {
				domains, err := licensing.ParseDomains(list, s.identity)
				if err != nil {
					return nil, argumentError("email_domains", "Not an email domain", "The entry "+err.Error()+".")
				}
				filter.Domains = &domains
			}
			chosen := s.choose(a.ProductCodes, a.TeamIDs)
			if err := licensing.CheckEmails(chosen); err != nil {
				return nil, err
			}
			return licensing.People(chosen, filter), nil
		},
		diagnose: func(s *snapshot, a *licensedUsersArguments, _ *result) diag.Diagnostics {
			diags := warnUnknown(s.UnknownProducts(a.ProductCodes.values(), nil), s.UnknownTeams(a.TeamIDs.values()))
			diags.Append(s.warnUnknownEmails("assignee_emails", a.AssigneeEmails)...)
			return append(diags, s.warnUnknownDomains("email_domains", a.EmailDomains)...)
		},
	})
}
