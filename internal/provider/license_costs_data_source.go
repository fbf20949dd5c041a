package provider

import (
	"context"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

type licenseCostsArguments struct {
	MonthlyPrices map[string]types.Number `tfsdk:"monthly_prices"`
	InactiveDays  types.Number            `tfsdk:"inactive_days"`
	GraceDays     types.Number            `tfsdk:"grace_days"`
	AsOf          types.String            `tfsdk:"as_of"`
	ProductCodes  texts                   `tfsdk:"product_codes"`
	TeamIDs       texts                   `tfsdk:"team_ids"`
	PackContents  map[string]texts        `tfsdk:"pack_contents"`
	MinLicenses   types.Number            `tfsdk:"min_licenses"`
}

func newLicenseCostsDataSource() datasource.DataSource {
	type report = licensing.CostReport
	return newDataSource(dataSourceSpec[*snapshot, licenseCostsArguments, report]{
		name: "license_costs",
		description: "Tells what the seats cost a month, by team and product: all that are paid for, and of these what is not assigned, not used, or redundant. No person is in it. " +
			"Sums are exact decimals. A seat that is both reclaimable and overlapping counts in both, so the two must not be added.",
		arguments: map[string]schema.Attribute{
			"monthly_prices": schema.MapAttribute{Required: true, ElementType: types.NumberType,
				MarkdownDescription: "Price of one seat a month by product code, in whichever currency, with up to 20 digits after the point. A product with billable seats and without a price is an error that lists such products."},
			"inactive_days": wholeNumberArgument("Days without use after which a license is reclaimable, as in `jetbrains_license_audit`, 0 or more. Left out: reclaimable seats are not computed."),
			"grace_days":    wholeNumberArgument("Days after an assignment during which a license does not count as reclaimable. Default and least: 30, the time during which JetBrains does not let a license be revoked."),
			"as_of": schema.StringAttribute{Optional: true, MarkdownDescription: "The moment to judge at, in RFC 3339, such as `plantimestamp()`. Default: the time of the read, which is not stored. " +
				"A moment after the read, or more than 7 days before it, is accepted with a warning."},
			"product_codes": schema.ListAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Price licenses of these products only, by code. A product that the account does not hold is an error."},
			"team_ids":      schema.ListAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Price licenses of these teams only, by id. A team that the account does not hold is an error."},
			"pack_contents": packContentsArgument(),
			"min_licenses":  wholeNumberArgument("Fewer licenses than this is an error. Default: 1, since nothing would cost nothing. `0` allows it."),
		},
		outputs: []output.Field[report]{
			output.Objects("costs", "One row per team and product with billable seats, sorted by `team_id` and `product_code`; seats without a team come last.", costFields(), func(r *report) []licensing.Cost { return r.Costs }),
			output.Object("total", "Sums over all rows.", []output.Field[licensing.CostTotal]{
				output.Decimal("billable_cost", "What all seats cost a month.", func(t *licensing.CostTotal) *value.Decimal { return &t.Billable }),
				output.Decimal("unassigned_cost", "What seats cost that are not assigned.", func(t *licensing.CostTotal) *value.Decimal { return &t.Unassigned }),
				output.Decimal("reclaimable_cost", "What reclaimable seats cost; null without `inactive_days`.", func(t *licensing.CostTotal) *value.Decimal { return t.Reclaimable }),
				output.Decimal("overlapping_cost", "What overlapping seats cost.", func(t *licensing.CostTotal) *value.Decimal { return &t.Overlapping }),
			}, func(r *report) *licensing.CostTotal { return &r.Total }),
		},
		validate: func(a *licenseCostsArguments) diag.Diagnostics {
			_, err := a.options(time.Unix(0, 0))
			return diagnosticsOf(err)
		},
		source: organizationSource(),
		read:   readCosts,
		diagnose: func(_ *snapshot, _ *licenseCostsArguments, r *report) diag.Diagnostics {
			return domainWarnings(r.Warnings)
		},
	})
}

func readCosts(_ context.Context, s *snapshot, a *licenseCostsArguments) (licensing.CostReport, error) {
	options, err := a.options(s.readAt)
	if err != nil {
		return licensing.CostReport{}, err
	}
	report, err := licensing.Costs(s.Organization, options)
	if err != nil {
		return report, domainError(costsRefused, err)
	}
	return report, nil
}

const costsRefused = "The costs cannot be calculated"

// options turns the arguments into the domain's. An error names the argument
// at fault.
func (a *licenseCostsArguments) options(readAt time.Time) (licensing.CostOptions, error) {
	prices, diags := a.prices()
	number := func(argument string, n types.Number) value.Optional[int] {
		return wholeNumber(path.Root(argument), n, &diags)
	}
	options := licensing.CostOptions{
		AsOf:          asOfArgument(a.AsOf, readAt, &diags),
		ReadAt:        readAt,
		MonthlyPrices: prices,
		InactiveDays:  number("inactive_days", a.InactiveDays),
		GraceDays:     number("grace_days", a.GraceDays),
		PackContents:  packOverrides(a.PackContents),
		Selection:     selectionOf(a.ProductCodes, a.TeamIDs),
		MinLicenses:   number("min_licenses", a.MinLicenses),
	}
	if diags.HasError() {
		return options, &diagnosticsError{diags}
	}
	if err := options.Validate(); err != nil {
		return options, domainError(costsRefused, err)
	}
	return options, nil
}

// prices are exact: Terraform's numbers are decimals, and a float64 is none.
func (a *licenseCostsArguments) prices() (map[string]value.Decimal, diag.Diagnostics) {
	var diags diag.Diagnostics
	prices := make(map[string]value.Decimal, len(a.MonthlyPrices))
	highest := big.NewFloat(1e15)
	for _, code := range slices.Sorted(maps.Keys(a.MonthlyPrices)) {
		price := a.MonthlyPrices[code]
		if price.IsNull() {
			continue
		}
		amount := price.ValueBigFloat()
		if amount.Sign() < 0 || amount.Cmp(highest) > 0 {
			diags.AddAttributeError(path.Root("monthly_prices").AtMapKey(code), "Not a price",
				fmt.Sprintf("The price of %s is %s. It must be from 0 to 1,000,000,000,000,000.", code, amount.Text('g', 20)))
			continue
		}
		prices[code] = value.NewDecimal(amount)
	}
	return prices, diags
}

func costFields() []output.Field[licensing.Cost] {
	type cost = licensing.Cost
	costOf := func(count func(*cost) int) func(*cost) *value.Decimal {
		return func(c *cost) *value.Decimal {
			d := c.MonthlyPrice.Times(count(c))
			return &d
		}
	}
	billable := func(c *cost) int { return c.Billable }
	unassigned := func(c *cost) int { return c.Unassigned }
	overlapping := func(c *cost) int { return c.Overlapping }
	return []output.Field[cost]{
		output.TextOrNull("team_id", "Id of the team; null for seats without a team.", func(c *cost) string { return c.TeamID }),
		output.OptionalText("team_name", "Name of the team; null without a team, and where no name is known.", func(c *cost) value.Optional[string] { return c.TeamName }),
		output.Text("product_code", "Code of the product.", func(c *cost) string { return c.ProductCode }),
		output.OptionalText("product_name", "Name of the product; null where JetBrains gives none.", func(c *cost) value.Optional[string] { return c.ProductName }),
		output.Decimal("monthly_price", "Price of one seat, from `monthly_prices`.", func(c *cost) *value.Decimal { return &c.MonthlyPrice }),
		output.Number("billable", "Seats that are paid for: with a subscription, neither expired nor trial.", billable),
		output.Decimal("billable_cost", "What these cost a month.", costOf(billable)),
		output.Number("unassigned", "Billable seats that are not assigned.", unassigned),
		output.Decimal("unassigned_cost", "What these cost a month.", costOf(unassigned)),
		output.OptionalNumber("reclaimable", "Billable seats of people that were not used for `inactive_days`, as in `jetbrains_license_audit`; null without `inactive_days`.", func(c *cost) value.Optional[int] { return c.Reclaimable }),
		output.Decimal("reclaimable_cost", "What these cost a month; null without `inactive_days`.", func(c *cost) *value.Decimal {
			if !c.Reclaimable.Set {
				return nil
			}
			d := c.MonthlyPrice.Times(c.Reclaimable.Value)
			return &d
		}),
		output.Number("overlapping", "Billable seats without which their holders may use the same products, as in `jetbrains_license_audit`.", overlapping),
		output.Decimal("overlapping_cost", "What these cost a month.", costOf(overlapping)),
	}
}
