package provider

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit/rules"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

type seatsArguments struct {
	GroupBy      textList                `tfsdk:"group_by"`
	ProductCodes textList                `tfsdk:"product_codes"`
	TeamIDs      textList                `tfsdk:"team_ids"`
	Prices       map[string]types.Number `tfsdk:"prices"`
	InactiveDays types.Number            `tfsdk:"inactive_days"`
	GraceDays    types.Number            `tfsdk:"grace_days"`
	AsOf         types.String            `tfsdk:"as_of"`
	PackContents map[string]textList     `tfsdk:"pack_contents"`
	CostCenters  map[string]types.String `tfsdk:"cost_centers"`
	MinLicenses  types.Number            `tfsdk:"min_licenses"`
}

// seats is a report with what decides which of its attributes are null.
type seats struct {
	licensing.SeatReport
	rows  []seatRow
	total seatRow
	// costCenters warns about entries of cost_centers.
	costCenters []licensing.Warning
}

// seatRow is a row with what its data source was asked for.
type seatRow struct {
	*licensing.SeatGroup
	asked *asked
}

type asked struct {
	by             value.Set[licensing.GroupBy]
	prices, unused bool
}

func newSeatsDataSource() datasource.DataSource {
	return newDataSource(dataSourceSpec[*snapshot, seatsArguments, seats]{
		name: "seats",
		description: "Counts seats: how many there are, what they cost, and how many can be given up, by product, team, renewal, cost center, or any combination of them. " +
			"The result contains no personal data. " +
			"All surplus seats can be given up at once, and no one loses a product that they use.",
		arguments: seatsSchema(),
		outputs: []output.Field[seats]{
			output.Objects("seats", "One row for each group, sorted by the groups in the order of `group_by`. In each of them, null comes last. "+
				"Attributes of groups that `group_by` does not name are null.", append(seatGroupFields(), seatNumberFields()...), func(s *seats) []seatRow { return s.rows }),
			output.Object("total", "The same numbers and costs over all seats that are counted. "+
				"A person is counted once, even if several rows count them.", seatNumberFields(), func(s *seats) *seatRow { return &s.total }),
			output.Number("total_count", "Number of rows in the result.", func(s *seats) int { return len(s.rows) }),
		},
		validate: func(a *seatsArguments) diag.Diagnostics {
			_, _, err := a.options(time.Unix(0, 0), nil)
			return diagnosticsOf(err)
		},
		source: organizationSource(),
		read:   readSeats,
		diagnose: func(_ *snapshot, _ *seatsArguments, s *seats) diag.Diagnostics {
			return domainWarnings(append(s.Warnings, s.costCenters...))
		},
		store: func(a *seatsArguments, _ *seats) map[string]any {
			if a.CostCenters == nil {
				return nil
			}
			return map[string]any{"cost_centers": types.MapNull(types.StringType)}
		},
	})
}

func seatsSchema() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"group_by": schema.ListAttribute{Optional: true, ElementType: types.StringType,
			MarkdownDescription: "What the seats of one row have in common: `product`, `team`, `renewal`, and `cost_center`, in any combination, each at most once. Default: `[\"product\"]`."},
		"product_codes": schema.ListAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Counts only licenses for these product codes. " +
			"A product without licenses in the account is an error."},
		"team_ids": schema.ListAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Counts only licenses of the teams with these IDs. " +
			"`none` counts the licenses without a team. A team that is not in the account is an error."},
		"prices": schema.MapAttribute{Optional: true, ElementType: types.NumberType,
			MarkdownDescription: "Price of one seat, as a map from product codes to prices, for a period of your choice. Costs are for the same period. " +
				"You can use any currency and up to 20 decimal places. If products with billable seats have no price, the data source fails and lists them."},
		"inactive_days": wholeNumberArgument("Number of days without use after which a license is unused, as in the rule `unused` of `jetbrains_license_audit`. " +
			"Must be 0 or more. If not set, unused seats are not counted."),
		"grace_days": wholeNumberArgument("Number of days after an assignment during which a license does not count as unused. Default: 30."),
		"as_of": schema.StringAttribute{Optional: true, MarkdownDescription: "Point in time for the evaluation, in RFC 3339 format, such as the value of `plantimestamp()`. " +
			"Default: the time at which the provider reads the data. The default is not stored. " +
			"A time that is in the future or more than 7 days in the past causes a warning."},
		"pack_contents": packContentsArgument(),
		"cost_centers": schema.MapAttribute{Optional: true, ElementType: types.StringType,
			MarkdownDescription: "Cost center that pays for each person, as a map from addresses to names. Required to group by `cost_center`. A null or blank name is ignored. Null in the state."},
		"min_licenses": wholeNumberArgument("Minimum number of licenses to count. If there are fewer, the data source fails. Default: 0."),
	}
}

const seatsRefused = "The seats cannot be counted"

func readSeats(_ context.Context, s *snapshot, a *seatsArguments) (seats, error) {
	options, warnings, err := a.options(s.readAt, s.identity)
	if err != nil {
		return seats{}, err
	}
	report, err := licensing.Seats(s.Organization, options)
	if err != nil {
		return seats{}, domainError(seatsRefused, err)
	}
	asked := &asked{value.SetOf(options.GroupBy...), options.Prices != nil, options.InactiveDays.Set}
	result := seats{SeatReport: report, rows: make([]seatRow, len(report.Groups)), costCenters: warnings}
	for i := range report.Groups {
		result.rows[i] = seatRow{&report.Groups[i], asked}
	}
	result.total = seatRow{&result.Total, asked}
	if len(options.CostCenters) > 0 && !slices.ContainsFunc(s.Holders(), func(g licensing.Group) bool {
		_, ok := options.CostCenters[g.Email]
		return ok
	}) {
		result.costCenters = append(result.costCenters, licensing.Warning{
			Argument: "cost_centers", Summary: fmt.Sprintf("cost_centers names no license holder: 0 of %d", len(options.CostCenters)),
			Detail: "No address in it holds a license that the token can see, so no seat has a cost center. " +
				"The keys may be other addresses of the same people. Map those in the provider's email_aliases or domain_aliases, or correct the keys.",
		})
	}
	return result, nil
}

// options converts the arguments to the domain's options. An error names the
// argument at fault.
func (a *seatsArguments) options(readAt time.Time, identity *value.Identity) (licensing.SeatOptions, []licensing.Warning, error) {
	var diags diag.Diagnostics
	number := func(argument string, n types.Number) value.Optional[int] {
		return wholeNumber(path.Root(argument), n, &diags)
	}
	options := licensing.SeatOptions{
		AsOf: asOfArgument(a.AsOf, readAt, &diags), ReadAt: readAt,
		GroupBy:      []licensing.GroupBy{licensing.ByProduct},
		Prices:       pricesOf(path.Root("prices"), a.Prices, &diags),
		InactiveDays: number("inactive_days", a.InactiveDays),
		GraceDays:    number("grace_days", a.GraceDays),
		PackContents: packOverrides(a.PackContents),
		Selection:    selectionOf(a.ProductCodes, a.TeamIDs),
		MinLicenses:  number("min_licenses", a.MinLicenses).Value,
	}
	if a.GroupBy != nil {
		options.GroupBy = nil
		for _, name := range a.GroupBy.values() {
			options.GroupBy = append(options.GroupBy, licensing.GroupBy(name))
		}
	}
	if diags.HasError() {
		return options, nil, &diagnosticsError{diags}
	}
	centers, warnings, err := a.costCenters(identity)
	if err == nil {
		options.CostCenters = centers
		err = options.Validate()
	}
	if err != nil {
		return options, nil, domainError(seatsRefused, err)
	}
	return options, warnings, nil
}

// costCenters returns the cost centers by the address that identifies a person.
func (a *seatsArguments) costCenters(identity *value.Identity) (map[string]string, []licensing.Warning, error) {
	names := make(map[string]string, len(a.CostCenters))
	for key, name := range a.CostCenters {
		if name := value.NormalizeText(name.ValueString()); name != "" {
			names[key] = name
		}
	}
	emails, err := rules.PeopleByKey("cost_centers", value.SortedKeys(names), identity)
	if err != nil {
		return nil, nil, err
	}
	centers := make(map[string]string, len(names))
	notAddresses := 0
	for key, name := range names {
		if email := emails[key]; value.IsEmail(email) {
			centers[email] = name
		} else {
			notAddresses++
		}
	}
	switch {
	case notAddresses == 0:
		return centers, nil, nil
	case len(centers) == 0:
		return nil, nil, &licensing.ArgumentError{Argument: "cost_centers", Reason: "has no key that is an email address. " +
			"A key is only jane.doe@acme.example, without a name or angle brackets around it"}
	}
	return centers, []licensing.Warning{{
		Argument: "cost_centers", Summary: fmt.Sprintf("cost_centers has keys that are not email addresses: %d of %d", notAddresses, len(names)),
		Detail: "They match no license holder, so the seats of these people have no cost center. " +
			"A key is only jane.doe@acme.example, without a name or angle brackets around it. Correct the keys, or remove them.",
	}}, nil
}

// pricesOf returns exact decimals: Terraform's numbers are decimals, and a
// float64 would round them. Null prices are dropped; nil stays nil.
func pricesOf(at path.Path, numbers map[string]types.Number, diags *diag.Diagnostics) map[string]value.Decimal {
	if numbers == nil {
		return nil
	}
	prices := make(map[string]value.Decimal, len(numbers))
	highest := big.NewFloat(1e15)
	for _, code := range value.SortedKeys(numbers) {
		price := numbers[code]
		if price.IsNull() {
			continue
		}
		amount := price.ValueBigFloat()
		if amount.Sign() < 0 || amount.Cmp(highest) > 0 {
			diags.AddAttributeError(at.AtMapKey(code), "Not a price",
				fmt.Sprintf("The price of %s is %s. It must be from 0 to 1,000,000,000,000,000.", value.Printable(code, maxSubjectName), amount.Text('g', 20)))
			continue
		}
		prices[code] = value.NewDecimal(amount)
	}
	return prices
}

func (r *seatRow) groups(by licensing.GroupBy) bool { return r.asked.by.Has(by) }

// ifAsked is a text that is null if its group was not asked for.
func ifAsked(by licensing.GroupBy, get func(*seatRow) optionalText) func(*seatRow) optionalText {
	return func(r *seatRow) optionalText {
		if !r.groups(by) {
			return optionalText{}
		}
		return get(r)
	}
}

func renewalFlag(get func(*licensing.Renewal) bool) func(*seatRow) value.Optional[bool] {
	return func(r *seatRow) value.Optional[bool] {
		return value.Optional[bool]{Value: get(&r.Renewal), Set: r.groups(licensing.ByRenewal)}
	}
}

func optional(text string) optionalText {
	return optionalText{Value: text, Set: text != ""}
}

func seatGroupFields() []output.Field[seatRow] {
	return []output.Field[seatRow]{
		output.OptionalText("product_code", "Code of the product.", ifAsked(licensing.ByProduct, func(r *seatRow) optionalText { return optional(r.ProductCode) })),
		output.OptionalText("product_name", "Name of the product. Null if JetBrains sends none.", ifAsked(licensing.ByProduct, func(r *seatRow) optionalText { return r.ProductName })),
		output.OptionalText("team_id", "ID of the team. Null for licenses without a team.", ifAsked(licensing.ByTeam, func(r *seatRow) optionalText { return optional(r.TeamID) })),
		output.OptionalText("team_name", "Name of the team. Null for licenses without a team, "+
			"or if JetBrains sends no name.", ifAsked(licensing.ByTeam, func(r *seatRow) optionalText { return r.TeamName })),
		output.OptionalText("cost_center", "Cost center. Null for licenses that no one holds, that a license server or a license key holds, "+
			"or that a person holds whom `cost_centers` does not name.", ifAsked(licensing.ByCostCenter, func(r *seatRow) optionalText { return optional(r.CostCenter) })),
		output.Time("valid_until", "When the subscriptions in the row end or renew. "+
			"Null if the licenses have no subscription, or if JetBrains sends no date.", func(r *seatRow) time.Time { return r.Renewal.ValidUntil }),
		output.Date("valid_until_date", "The same date as JetBrains writes it. Use it to print dates and to group by month. "+
			"Null if `valid_until` is null.", func(r *seatRow) value.Date { return r.Renewal.ValidUntilDate }),
		output.OptionalText("subscription_pack", "Reference to the subscription pack. "+
			"Null if renewal was stopped, or if the licenses have no subscription.", func(r *seatRow) optionalText { return r.Renewal.SubscriptionPack }),
		output.OptionalBool("auto_renewed", "Whether the subscriptions in the row renew automatically. "+
			"Null if the licenses have no subscription.", func(r *seatRow) value.Optional[bool] { return r.Renewal.AutoRenewed }),
		output.OptionalBool("renewal_stopped", "Whether renewal of the licenses in the row was stopped. "+
			"Null unless `group_by` names `renewal`.", renewalFlag(func(r *licensing.Renewal) bool { return r.RenewalStopped })),
		output.OptionalBool("renews", "Whether the licenses in the row will renew: they renew automatically, renewal was not stopped, and they are not expired. "+
			"Null unless `group_by` names `renewal`.", renewalFlag(func(r *licensing.Renewal) bool { return r.Renews })),
		output.OptionalBool("ends", "Whether the licenses in the row will end: they have a subscription, are not expired, and will not renew. "+
			"Null unless `group_by` names `renewal`.", renewalFlag(func(r *licensing.Renewal) bool { return r.Ends })),
	}
}

func seatNumberFields() []output.Field[seatRow] {
	unusedOnly := func(get func(*seatRow) int) func(*seatRow) value.Optional[int] {
		return func(r *seatRow) value.Optional[int] {
			return value.Optional[int]{Value: get(r), Set: r.asked.unused}
		}
	}
	cost := func(get func(*seatRow) value.Decimal) func(*seatRow) *value.Decimal {
		return func(r *seatRow) *value.Decimal {
			if !r.asked.prices {
				return nil
			}
			d := get(r)
			return &d
		}
	}
	unusedCost := func(get func(*seatRow) value.Decimal) func(*seatRow) *value.Decimal {
		get2 := cost(get)
		return func(r *seatRow) *value.Decimal {
			if !r.asked.unused {
				return nil
			}
			return get2(r)
		}
	}
	return []output.Field[seatRow]{
		output.Number("total", "Number of seats.", func(r *seatRow) int { return r.Total }),
		output.Number("assigned", "Number of seats that are assigned to a person, a license server, or a license key.", func(r *seatRow) int { return r.Assigned }),
		output.Number("unassigned", "Number of all unassigned seats, whether or not they can be assigned now. This is `total` minus `assigned`.", func(r *seatRow) int { return r.Unassigned }),
		output.Number("available", "Number of unassigned seats that can be assigned now. "+
			"They have a subscription, and are neither expired, suspended, nor trials.", func(r *seatRow) int { return r.Available }),
		output.Number("available_trial", "Number of unassigned trial seats that can be assigned now.", func(r *seatRow) int { return r.AvailableTrial }),
		output.Number("suspended", "Number of suspended seats.", func(r *seatRow) int { return r.Suspended }),
		output.Number("trial", "Number of trial seats.", func(r *seatRow) int { return r.Trial }),
		output.Number("expired", "Number of seats whose subscription JetBrains marks as outdated.", func(r *seatRow) int { return r.Expired }),
		output.Number("floating", "Number of seats that are assigned to a license server or a license key instead of a person.", func(r *seatRow) int { return r.Floating }),
		output.Number("perpetual", "Number of seats with a perpetual fallback.", func(r *seatRow) int { return r.Perpetual }),
		output.Number("people", "Number of distinct people who hold a seat. Holders without an email address are not counted.", func(r *seatRow) int { return r.People }),
		output.Number("billable", "Number of seats that you pay for. They have a subscription and are neither expired nor trials.", func(r *seatRow) int { return r.Billable }),
		output.Number("unassigned_billable", "Number of billable seats that are not assigned.", func(r *seatRow) int { return r.UnassignedBillable }),
		output.OptionalNumber("unused", "Number of billable seats that their holders have not used for `inactive_days` days or more, "+
			"as in the rule `unused` of `jetbrains_license_audit`. Null if `inactive_days` is not set.", unusedOnly(func(r *seatRow) int { return r.Unused })),
		output.Number("use_unknown", "Number of billable seats of people whose use cannot be seen: with an offline code, or without any usable date. "+
			"They are never `unused`.", func(r *seatRow) int { return r.UseUnknown }),
		output.Number("overlapping", "Number of billable seats that add nothing to what their holders may use, as in the rule `overlapping` of `jetbrains_license_audit`. "+
			"An unused seat is not among them.", func(r *seatRow) int { return r.Overlapping }),
		output.OptionalNumber("surplus", "Number of seats that can be given up at once without taking from anyone a product that they use: "+
			"`unassigned_billable` plus `unused` plus `overlapping`, which share no seat. Null if `inactive_days` is not set.", unusedOnly(func(r *seatRow) int { return r.Surplus() })),
		output.Time("next_expiry", "Earliest end of a subscription that is not expired. Null if there is none.", func(r *seatRow) time.Time { return r.NextExpiry }),
		output.Date("next_expiry_date", "The same date as JetBrains writes it. Null if `next_expiry` is null.", func(r *seatRow) value.Date { return r.NextExpiryDate }),
		output.Decimal("cost", "Cost of the billable seats. Null if `prices` is not set.", cost(func(r *seatRow) value.Decimal { return r.Costs.Billable })),
		output.Decimal("unassigned_cost", "Cost of the billable seats that are not assigned. Null if `prices` is not set.", cost(func(r *seatRow) value.Decimal { return r.Costs.Unassigned })),
		output.Decimal("unused_cost", "Cost of the unused seats. Null if `prices` or `inactive_days` is not set.", unusedCost(func(r *seatRow) value.Decimal { return r.Costs.Unused })),
		output.Decimal("overlapping_cost", "Cost of the overlapping seats. Null if `prices` is not set.", cost(func(r *seatRow) value.Decimal { return r.Costs.Overlapping })),
		output.Decimal("surplus_cost", "Cost of the surplus seats. Null if `prices` or `inactive_days` is not set.", unusedCost(func(r *seatRow) value.Decimal { return r.Costs.Surplus() })),
	}
}
