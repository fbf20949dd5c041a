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
		description: "Calculates the monthly cost of seats by team and product, and how much of it is for seats that are unassigned, unused, or redundant. The result contains no personal data. " +
			"Sums are exact decimals. A seat that is both reclaimable and overlapping counts toward both costs, so do not add the two.",
		arguments: map[string]schema.Attribute{
			"monthly_prices": schema.MapAttribute{Required: true, ElementType: types.NumberType,
				MarkdownDescription: "Price of one seat per month, as a map from product codes to prices. You can use any currency and up to 20 decimal places. If products with billable seats have no price, the data source fails and lists them."},
			"inactive_days": wholeNumberArgument("Number of days without use after which a license is reclaimable, as in `jetbrains_license_audit`. Must be 0 or more. If not set, reclaimable seats are not calculated."),
			"grace_days":    wholeNumberArgument("Number of days after an assignment during which a license does not count as reclaimable. Default: 30, because JetBrains does not allow a license to be revoked earlier. A smaller value counts as 30."),
			"as_of": schema.StringAttribute{Optional: true, MarkdownDescription: "Point in time for the evaluation, in RFC 3339 format, such as the value of `plantimestamp()`. Default: the time at which the provider reads the data. The default is not stored. " +
				"A time that is in the future or more than 7 days in the past causes a warning."},
			"product_codes": schema.ListAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Includes only licenses for these product codes. A product without licenses in the account is an error."},
			"team_ids":      schema.ListAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Includes only licenses of the teams with these IDs. A team that is not in the account is an error."},
			"pack_contents": packContentsArgument(),
			"min_licenses":  wholeNumberArgument("Minimum number of licenses. If there are fewer, the data source fails. Default: 1, because an empty list of licenses would cost nothing. To allow an empty list, set `0`."),
		},
		outputs: []output.Field[report]{
			output.Objects("costs", "One row for each team and product with billable seats, sorted by `team_id` and `product_code`. Seats without a team come last.", costFields(), func(r *report) []licensing.Cost { return r.Costs }),
			output.Objects("totals_by_team", "Sums over the rows of each team, sorted by `team_id`. Seats without a team come last. These sums are exact, unlike those of Terraform's `sum`.", append([]output.Field[licensing.TeamCost]{
				output.TextOrNull("team_id", "ID of the team. Null for seats without a team.", func(t *licensing.TeamCost) string { return t.TeamID }),
				output.OptionalText("team_name", "Name of the team. Null for seats without a team, or if JetBrains sends no name.", func(t *licensing.TeamCost) value.Optional[string] { return t.TeamName }),
			}, output.Of(costTotalFields(), func(t *licensing.TeamCost) *licensing.CostTotal { return &t.CostTotal })...), func(r *report) []licensing.TeamCost { return r.ByTeam }),
			output.Object("total", "Sums over all rows.", costTotalFields(), func(r *report) *licensing.CostTotal { return &r.Total }),
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

// options converts the arguments to the domain's options. An error names the
// argument at fault.
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

// prices returns exact decimals: Terraform's numbers are decimals, and a
// float64 would round them.
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
				fmt.Sprintf("The price of %s is %s. It must be from 0 to 1,000,000,000,000,000.", value.Printable(code, maxSubjectName), amount.Text('g', 20)))
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
		output.TextOrNull("team_id", "ID of the team. Null for seats without a team.", func(c *cost) string { return c.TeamID }),
		output.OptionalText("team_name", "Name of the team. Null for seats without a team, or if JetBrains sends no name.", func(c *cost) value.Optional[string] { return c.TeamName }),
		output.Text("product_code", "Code of the product.", func(c *cost) string { return c.ProductCode }),
		output.OptionalText("product_name", "Name of the product. Null if JetBrains sends none.", func(c *cost) value.Optional[string] { return c.ProductName }),
		output.Decimal("monthly_price", "Price of one seat per month, from `monthly_prices`.", func(c *cost) *value.Decimal { return &c.MonthlyPrice }),
		output.Number("billable", "Number of seats that you pay for. They have a subscription and are neither expired nor trials.", billable),
		output.Decimal("billable_cost", "Monthly cost of the billable seats.", costOf(billable)),
		output.Number("unassigned", "Number of billable seats that are not assigned.", unassigned),
		output.Decimal("unassigned_cost", "Monthly cost of the unassigned seats.", costOf(unassigned)),
		output.OptionalNumber("reclaimable", "Number of billable seats that their holders have not used for `inactive_days` days or more, as in `jetbrains_license_audit`. Null if `inactive_days` is not set.", func(c *cost) value.Optional[int] { return c.Reclaimable }),
		output.Decimal("reclaimable_cost", "Monthly cost of the reclaimable seats. Null if `inactive_days` is not set.", func(c *cost) *value.Decimal {
			if !c.Reclaimable.Set {
				return nil
			}
			d := c.MonthlyPrice.Times(c.Reclaimable.Value)
			return &d
		}),
		output.Number("overlapping", "Number of billable seats whose holders could use the same products without them, as in `jetbrains_license_audit`.", overlapping),
		output.Decimal("overlapping_cost", "Monthly cost of the overlapping seats.", costOf(overlapping)),
	}
}

func costTotalFields() []output.Field[licensing.CostTotal] {
	type total = licensing.CostTotal
	return []output.Field[total]{
		output.Decimal("billable_cost", "Monthly cost of all billable seats.", func(t *total) *value.Decimal { return &t.Billable }),
		output.Decimal("unassigned_cost", "Monthly cost of billable seats that are not assigned.", func(t *total) *value.Decimal { return &t.Unassigned }),
		output.Decimal("reclaimable_cost", "Monthly cost of billable seats that are reclaimable. Null if `inactive_days` is not set.", func(t *total) *value.Decimal { return t.Reclaimable }),
		output.Decimal("overlapping_cost", "Monthly cost of billable seats that are overlapping.", func(t *total) *value.Decimal { return &t.Overlapping }),
	}
}
