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
	ProductCodes   texts        `tfsdk:"product_codes"`
	TeamIDs        texts        `tfsdk:"team_ids"`
	AssigneeEmails texts        `tfsdk:"assignee_emails"`
	EmailDomains   texts        `tfsdk:"email_domains"`
	Status         types.String `tfsdk:"status"`
}

func newLicensedUsersDataSource() datasource.DataSource {
	type result = []licensing.Person
	return newDataSource(dataSourceSpec[*snapshot, licensedUsersArguments, result]{
		name: "licensed_users",
		description: "Lists the people who hold a license, one entry per person. " +
			"People with only free or Community products, and seats of license servers and license keys, are not in it.",
		arguments: map[string]schema.Attribute{
			"product_codes":   filterArgument("Only licenses of these products, by code; every field of the result is about these licenses."),
			"team_ids":        teamIDsArgument(),
			"assignee_emails": emailsArgument("Only these people."),
			"email_domains": filterArgument("Only people of these e-mail domains: `acme.example` for the domain itself, `*.acme.example` for its subdomains.",
				elements(domainText)),
			"status": statusArgument("Only people in this state: `active`, `suspended` or `expired`.",
				licensing.StatusActive, licensing.StatusSuspended, licensing.StatusExpired),
		},
		outputs: []output.Field[result]{
			output.Objects("users", "The people, sorted by `email`.", append(personFields(), emailField()), func(r *result) []licensing.Person { return *r }),
			output.Texts("emails", "Their addresses, sorted.", func(r *result) []string { return licensing.Emails(*r) }),
			output.Texts("active_emails", "Addresses of those whose `status` is `active`, sorted.", func(r *result) []string { return licensing.Emails(*r, licensing.StatusActive) }),
			output.Texts("suspended_emails", "Addresses of those whose `status` is `suspended`, sorted. The audit's list of that name also has people who hold another license that is active.", func(r *result) []string { return licensing.Emails(*r, licensing.StatusSuspended) }),
			output.Number("total_count", "Number of people in the result.", func(r *result) int { return len(*r) }),
		},
		source: organizationSource(),
		read: func(_ context.Context, s *snapshot, a *licensedUsersArguments) (result, error) {
			filter := licensing.PeopleFilter{Emails: a.AssigneeEmails.emails(s.identity), Status: licensing.Status(a.Status.ValueString())}
			if list := a.EmailDomains.values(); list != nil {
				domains, err := licensing.ParseDomains(list, s.identity)
				if err != nil {
					return nil, argumentError("email_domains", "Not an e-mail domain", "The entry "+err.Error()+".")
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
			return warnUnknown(s.UnknownProducts(a.ProductCodes.values(), nil), s.UnknownTeams(a.TeamIDs.values()))
		},
	})
}
