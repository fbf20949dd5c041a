package provider

import (
	"context"
	"slices"
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

// entitlements is the rows, with the codes that emails_by_product has a key for.
type entitlements struct {
	rows  []licensing.Entitlement
	codes []string // nil: those of the rows
}

type ideEntitlementsArguments struct {
	ProductCodes   textList            `tfsdk:"product_codes"`
	TeamIDs        textList            `tfsdk:"team_ids"`
	AssigneeEmails textList            `tfsdk:"assignee_emails"`
	Status         types.String        `tfsdk:"status"`
	ExpandPacks    types.Bool          `tfsdk:"expand_packs"`
	PackContents   map[string]textList `tfsdk:"pack_contents"`
}

func newIDEEntitlementsDataSource() datasource.DataSource {
	type result = entitlements
	return newDataSource(dataSourceSpec[*snapshot, ideEntitlementsArguments, result]{
		name: "ide_entitlements",
		description: "Lists the products that each person has a license for. There is one row for each license that a person holds. " +
			"With `expand_packs`, there is also one row for each product that a pack includes. " +
			"Use it for policies about who can use a product such as WebStorm, whether through its own license or through the All Products Pack.",
		arguments: map[string]schema.Attribute{
			"product_codes":   filterArgument("Returns only rows for these product codes, after packs are expanded. " + warnsOfUnknown),
			"team_ids":        teamIDsArgument(),
			"assignee_emails": emailsArgument("Returns only rows for the people with these addresses."),
			"status": statusArgument("Returns only rows with this license status: `active`, `suspended`, or `expired`.",
				licensing.StatusActive, licensing.StatusSuspended, licensing.StatusExpired),
			"expand_packs": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "Whether to add a row for each product that a pack includes, with the pack's code in `via`. Default: `false`."},
			"pack_contents": packContentsArgument(),
		},
		outputs: []output.Field[result]{
			output.Objects("entitlements", "The rows, sorted by `email`, `product_code`, and `license_id`.", entitlementFields(), func(r *result) []licensing.Entitlement { return r.rows }),
			output.TextsMap("emails_by_product", "Addresses of the people who can use each product now, as a map from product codes to sorted lists without duplicates. "+
				"Only rows whose `status` is `active` count. The map has a key for each known code in `product_codes` or, if that is not set, for each code in the rows. "+
				"If no one can use a product now, its list is empty.", func(r *result) map[string][]string { return licensing.EmailsByProduct(r.rows, r.codes) }),
			output.Number("total_count", "Number of rows in the result.", func(r *result) int { return len(r.rows) }),
		},
		source: organizationSource(),
		read: func(ctx context.Context, s *snapshot, a *ideEntitlementsArguments) (result, error) {
			chosen := s.choose(nil, a.TeamIDs)
			if err := licensing.CheckEmails(chosen); err != nil {
				return result{}, err
			}
			rows := licensing.Entitlements(chosen, licensing.EntitlementFilter{
				ProductCodes: a.ProductCodes.values(),
				Emails:       a.AssigneeEmails.emails(s.identity),
				Status:       licensing.Status(a.Status.ValueString()),
				ExpandPacks:  a.ExpandPacks.ValueBool(),
				Packs:        packsOf(a.PackContents),
			})
			return result{rows, a.knownCodes(s)}, nameEntitlements(ctx, s, rows)
		},
		diagnose: func(s *snapshot, a *ideEntitlementsArguments, _ *result) diag.Diagnostics {
			diags := warnUnknown(s.UnknownProducts(a.ProductCodes.values(), a.expandedPacks()), s.UnknownTeams(a.TeamIDs.values()))
			diags.Append(s.warnUnknownEmails("assignee_emails", a.AssigneeEmails)...)
			return append(diags, domainWarnings(licensing.UnknownPackContents(packOverrides(a.PackContents), s.Organization))...)
		},
	})
}

// expandedPacks is nil if packs are not expanded: then the products that they
// cover do not count.
func (a *ideEntitlementsArguments) expandedPacks() licensing.Packs {
	if !a.ExpandPacks.ValueBool() {
		return nil
	}
	return packsOf(a.PackContents)
}

// knownCodes returns those of product_codes that the account knows, or nil if
// the argument is not set.
func (a *ideEntitlementsArguments) knownCodes(s *snapshot) []string {
	codes := a.ProductCodes.values()
	if codes == nil {
		return nil
	}
	known := make([]string, 0, len(codes))
	unknown := s.UnknownProducts(codes, a.expandedPacks())
	for _, code := range codes {
		if unknown == nil || !slices.Contains(unknown.Values, code) {
			known = append(known, code)
		}
	}
	return known
}

// nameEntitlements adds the names of covered products that no license in the
// rows names. It takes them from the organization's other licenses, and only
// then from the API.
func nameEntitlements(ctx context.Context, s *snapshot, rows []licensing.Entitlement) error {
	names := s.ProductNames()
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
		MarkdownDescription: "Products that packs include, as a map from pack codes to lists of product codes. An entry replaces the built-in entry for the same pack, " +
			"for example when JetBrains changes a pack. Other packs keep their built-in entries, which the page of the function `product_covers` lists.",
	}
}

// packsOf returns the built-in table with the overrides from pack_contents. A
// pack that is null keeps its built-in entry. A pack with an empty list covers
// nothing.
func packsOf(contents map[string]textList) licensing.Packs {
	return licensing.BuiltInPacks().WithOverrides(packOverrides(contents))
}

// packOverrides returns the entries of pack_contents that are not null.
func packOverrides(contents map[string]textList) licensing.Packs {
	overrides := make(licensing.Packs, len(contents))
	for pack, codes := range contents {
		if codes != nil {
			overrides[strings.TrimSpace(pack)] = codes.values()
		}
	}
	return overrides
}

func entitlementFields() []output.Field[licensing.Entitlement] {
	type row = licensing.Entitlement
	return []output.Field[row]{
		output.Text("email", "Address that identifies the person, in lower case.", func(r *row) string { return r.Email }),
		output.OptionalText("name", "Name of the person. JetBrains may mask part of it, so do not use it to identify a person. "+
			"Null if JetBrains sends none.", func(r *row) optionalText { return r.Name }),
		output.Text("product_code", "Code of the product that the person can use.", func(r *row) string { return r.ProductCode }),
		output.OptionalText("product_name", "Name of the product. Null if JetBrains sends none.", func(r *row) optionalText { return r.ProductName }),
		output.Text("license_id", "ID of the license that entitles the person to use the product.", func(r *row) string { return r.License.ID }),
		output.TextOrNull("via", "Code of the pack that includes the product. Null if the license is for the product itself.", func(r *row) string { return r.Via }),
		output.TextOrNull("team_id", "ID of the team that owns the license. Null if the license has no team.", func(r *row) string { return r.License.TeamID }),
		output.OptionalText("team_name", "Name of the team. Null if the license has no team, or if JetBrains sends no name.", func(r *row) optionalText { return r.License.TeamName }),
		output.Text("status", "Status of the license: `active`, `suspended`, or `expired`.", func(r *row) string { return string(r.License.Status()) }),
		output.Bool("trial", "Whether the license is a trial.", func(r *row) bool { return r.License.Trial }),
		output.Time("valid_until", "End of the subscription. Null if the license has no subscription, or if JetBrains sends no date.", func(r *row) time.Time { return r.License.ValidUntil }),
		output.Date("valid_until_date", "The same date as JetBrains writes it. Null if `valid_until` is null.", func(r *row) value.Date { return r.License.ValidUntilDate }),
		output.Time("last_seen", "When the license was last seen in use. For a pack, use of any of its products counts. "+
			"Null if it has never been seen in use.", func(r *row) time.Time { return r.License.LastSeen }),
		output.Time("last_assigned", "When the license was last assigned. Null if JetBrains sends no date.", func(r *row) time.Time { return r.License.LastAssigned }),
		output.Bool("offline_code", "Whether an offline activation code was generated for the license.", func(r *row) bool { return r.License.OfflineCode }),
	}
}
