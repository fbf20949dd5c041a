package provider

import (
	"context"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

type ideEntitlementsArguments struct {
	ProductCodes   texts            `tfsdk:"product_codes"`
	TeamIDs        texts            `tfsdk:"team_ids"`
	AssigneeEmails texts            `tfsdk:"assignee_emails"`
	Status         types.String     `tfsdk:"status"`
	ExpandPacks    types.Bool       `tfsdk:"expand_packs"`
	PackContents   map[string]texts `tfsdk:"pack_contents"`
}

func newIDEEntitlementsDataSource() datasource.DataSource {
	type result = []licensing.Entitlement
	return newDataSource(dataSourceSpec[*snapshot, ideEntitlementsArguments, result]{
		name: "ide_entitlements",
		description: "Lists what each person may use: one row per license that a person holds and, on request, one for each product that a pack covers. " +
			"The right table for policies such as who may use WebStorm, whether through a license of its own or through the All Products Pack.",
		arguments: map[string]schema.Attribute{
			"product_codes":   filterArgument("Only rows of these products, by code. Applied after packs are expanded."),
			"team_ids":        teamIDsArgument(),
			"assignee_emails": emailsArgument("Only these people."),
			"status": statusArgument("Only rows whose license is in this state: `active`, `suspended` or `expired`.",
				licensing.StatusActive, licensing.StatusSuspended, licensing.StatusExpired),
			"expand_packs": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "Whether a pack also gives a row for each product that it covers, with the pack's code in `via`. Default: `false`."},
			"pack_contents": packContentsArgument(),
		},
		outputs: []output.Field[result]{
			output.Objects("entitlements", "The rows, sorted by `email`, `product_code`, `license_id`.", entitlementFields(), func(r *result) []licensing.Entitlement { return *r }),
			output.TextsMap("emails_by_product", "For each product code the people who may use it now, sorted, each once: of the rows, those whose `status` is `active`. A product that no person may use now has no key.", func(r *result) map[string][]string { return licensing.EmailsByProduct(*r) }),
			output.Number("total_count", "Number of rows in the result.", func(r *result) int { return len(*r) }),
		},
		source: organizationSource(),
		read: func(ctx context.Context, s *snapshot, a *ideEntitlementsArguments) (result, error) {
			chosen := s.choose(nil, a.TeamIDs)
			if err := licensing.CheckEmails(chosen); err != nil {
				return nil, err
			}
			rows := licensing.Entitlements(chosen, licensing.EntitlementFilter{
				ProductCodes: a.ProductCodes.values(),
				Emails:       a.AssigneeEmails.emails(s.identity),
				Status:       licensing.Status(a.Status.ValueString()),
				ExpandPacks:  a.ExpandPacks.ValueBool(),
				Packs:        packsOf(a.PackContents),
			})
			return rows, nameEntitlements(ctx, s, rows)
		},
		diagnose: func(s *snapshot, a *ideEntitlementsArguments, _ *result) diag.Diagnostics {
			var packs licensing.Packs // what they cover is known where they are expanded
			if a.ExpandPacks.ValueBool() {
				packs = packsOf(a.PackContents)
			}
			diags := warnUnknown(s.UnknownProducts(a.ProductCodes.values(), packs), s.UnknownTeams(a.TeamIDs.values()))
			return append(diags, domainWarnings(licensing.UnknownPackContents(packOverrides(a.PackContents), s.Organization))...)
		},
	})
}

// nameEntitlements names covered products that no license of the rows names:
// from the organization's other licenses, and only then from the API.
func nameEntitlements(ctx context.Context, s *snapshot, rows []licensing.Entitlement) error {
	names := licensing.ProductNames(s.Licenses)
	for i := range rows {
		if rows[i].ProductName.Set {
			continue
		}
		if rows[i].ProductName = names[rows[i].ProductCode]; rows[i].ProductName.Set {
			continue
		}
		name, err := s.client.ProductName(ctx, rows[i].ProductCode)
		if err != nil {
			return err
		}
		rows[i].ProductName = name
	}
	return nil
}

func packContentsArgument() schema.Attribute {
	return schema.MapAttribute{
		Optional:    true,
		ElementType: types.ListType{ElemType: types.StringType},
		MarkdownDescription: "What packs cover, as a map from a pack's code to the codes of its products. An entry replaces the built-in one of the same pack, " +
			"for instance when JetBrains changes a pack; the other packs stay.",
	}
}

// packsOf is the built-in table with what the user says instead. A pack that is
// null is left as it is; one with an empty list covers nothing.
func packsOf(contents map[string]texts) licensing.Packs {
	return licensing.BuiltInPacks().WithOverrides(packOverrides(contents))
}

// packOverrides is what the user says of packs.
func packOverrides(contents map[string]texts) licensing.Packs {
	overrides := make(licensing.Packs, len(contents))
	for pack, codes := range contents {
		if codes != nil {
			overrides[strings.TrimSpace(pack)] = codes.values()
		}
	}
	return overrides
}

func entitlementFields() []output.Field[licensing.Entitlement] {
	type (
		row          = licensing.Entitlement
		optionalText = value.Optional[string]
	)
	return []output.Field[row]{
		output.Text("email", "Address of the person, lower case: the identity.", func(r *row) string { return r.Email }),
		output.Text("product_code", "Code of the product that the person may use.", func(r *row) string { return r.ProductCode }),
		output.OptionalText("product_name", "Name of that product; null where JetBrains gives none.", func(r *row) optionalText { return r.ProductName }),
		output.Text("license_id", "Id of the license that gives the right.", func(r *row) string { return r.License.ID }),
		output.TextOrNull("via", "Code of the pack that covers the product; null where the license is for the product itself.", func(r *row) string { return r.Via }),
		output.TextOrNull("team_id", "Id of the team that owns the license; null without a team.", func(r *row) string { return r.License.TeamID }),
		output.OptionalText("team_name", "Name of that team; null without a team, and where JetBrains gives none.", func(r *row) optionalText { return r.License.TeamName }),
		output.Text("status", "State of the license: `active`, `suspended` or `expired`.", func(r *row) string { return string(r.License.Status()) }),
		output.Bool("trial", "Whether it is a trial license.", func(r *row) bool { return r.License.Trial }),
		output.Time("valid_until", "End of the subscription; null without a subscription.", func(r *row) time.Time { return r.License.ValidUntil }),
		output.Time("last_seen", "When the license was last seen in use, whichever product of a pack was used; null if never.", func(r *row) time.Time { return r.License.LastSeen }),
		output.Time("last_assigned", "When it was last assigned; null if unknown.", func(r *row) time.Time { return r.License.LastAssigned }),
		output.Bool("offline_code", "Whether an offline activation code was generated.", func(r *row) bool { return r.License.OfflineCode }),
	}
}
