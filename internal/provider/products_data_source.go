package provider

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func newProductsDataSource() datasource.DataSource {
	type (
		pool   = licensing.SeatPool
		result = []pool
	)
	fields := []output.Field[pool]{
		output.Text("code", "Code of the product.", func(p *pool) string { return p.Code }),
		output.OptionalText("name", "Name of the product. Null if JetBrains sends none.", func(p *pool) value.Optional[string] { return p.Name }),
		output.Number("total", "Number of seats.", func(p *pool) int { return p.Total }),
		output.Number("assigned", "Number of seats that are assigned to a person, a license server, or a license key.", func(p *pool) int { return p.Assigned }),
		output.Number("available", "Number of unassigned seats that can be assigned now.", func(p *pool) int { return p.Available }),
		output.Number("unassigned", "Number of all unassigned seats, whether or not they can be assigned now. This is `total` minus `assigned`.", func(p *pool) int { return p.Unassigned }),
		output.Number("suspended", "Number of suspended seats.", func(p *pool) int { return p.Suspended }),
		output.Number("trial", "Number of trial seats.", func(p *pool) int { return p.Trial }),
		output.Number("expired", "Number of seats whose subscription JetBrains marks as outdated.", func(p *pool) int { return p.Expired }),
		output.Number("floating", "Number of seats that are assigned to a license server or a license key instead of a person.", func(p *pool) int { return p.Floating }),
		output.Number("billable", "Number of seats that you pay for. They have a subscription and are neither expired nor trials.", func(p *pool) int { return p.Billable }),
		output.Number("unassigned_billable", "Number of billable seats that are not assigned.", func(p *pool) int { return p.UnassignedBillable }),
		output.Number("perpetual", "Number of seats with a perpetual fallback.", func(p *pool) int { return p.Perpetual }),
		output.Number("people", "Number of distinct people who hold a seat. Holders without an email address are not counted.", func(p *pool) int { return p.People }),
		output.Time("next_expiry", "Earliest end of an unexpired subscription. Null if there is none.", func(p *pool) time.Time { return p.NextExpiry }),
	}
	return newDataSource(dataSourceSpec[*snapshot, selectionArguments, result]{
		name:        "products",
		description: "Counts the seats of each product: how many there are in total, and how many are assigned, available, suspended, or expired. Products without licenses are not listed.",
		arguments:   selectionSchema(),
		outputs: []output.Field[result]{
			output.Objects("products", "The products, sorted by `code`.", fields, func(r *result) []pool { return *r }),
			output.Number("total_count", "Number of products in the result.", func(r *result) int { return len(*r) }),
		},
		source: organizationSource(),
		read: func(_ context.Context, s *snapshot, a *selectionArguments) (result, error) {
			return licensing.Pools(s.choose(a.ProductCodes, a.TeamIDs)), nil
		},
		diagnose: warnUnknownSelection[result],
	})
}
