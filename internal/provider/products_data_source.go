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
		output.OptionalText("name", "Name of the product; null where JetBrains gives none.", func(p *pool) value.Optional[string] { return p.Name }),
		output.Number("total", "Number of seats.", func(p *pool) int { return p.Total }),
		output.Number("assigned", "Seats assigned to a person, a license server or a license key.", func(p *pool) int { return p.Assigned }),
		output.Number("available", "Seats that are not assigned and may be assigned now.", func(p *pool) int { return p.Available }),
		output.Number("unassigned", "Seats that are not assigned, whether or not they may be: `total` less `assigned`.", func(p *pool) int { return p.Unassigned }),
		output.Number("suspended", "Suspended seats.", func(p *pool) int { return p.Suspended }),
		output.Number("trial", "Trial seats.", func(p *pool) int { return p.Trial }),
		output.Number("expired", "Seats whose subscription is outdated.", func(p *pool) int { return p.Expired }),
		output.Number("floating", "Seats assigned to a license server or a license key rather than to a person.", func(p *pool) int { return p.Floating }),
		output.Number("billable", "Seats that are paid for: with a subscription, neither expired nor trial.", func(p *pool) int { return p.Billable }),
		output.Number("unassigned_billable", "Of these, the seats that are not assigned.", func(p *pool) int { return p.UnassignedBillable }),
		output.Number("perpetual", "Seats with a perpetual fallback.", func(p *pool) int { return p.Perpetual }),
		output.Number("people", "Number of different people who hold a seat. A holder without an e-mail address is not counted.", func(p *pool) int { return p.People }),
		output.Time("next_expiry", "Earliest end of a subscription that is not expired; null if none has an end.", func(p *pool) time.Time { return p.NextExpiry }),
	}
	return newDataSource(dataSourceSpec[*snapshot, selectionArguments, result]{
		name:        "products",
		description: "Counts the seats per product: bought, assigned, available, and what is wrong with them. Products without a license are not listed.",
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
