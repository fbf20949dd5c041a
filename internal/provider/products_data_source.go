package provider

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/answer"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
)

func newProductsDataSource() datasource.DataSource {
	type (
		pool   = licensing.SeatPool
		result = []pool
	)
	fields := []answer.Field[pool]{
		answer.Text("code", "Code of the product.", func(p *pool) string { return p.Code }),
		answer.OptionalText("name", "Name of the product.", func(p *pool) licensing.Optional[string] { return p.Name }),
		answer.Number("total", "Number of seats.", func(p *pool) int { return p.Total }),
		answer.Number("assigned", "Seats assigned to a person, a license server or a license key.", func(p *pool) int { return p.Assigned }),
		answer.Number("available", "Seats that are not assigned and may be assigned now.", func(p *pool) int { return p.Available }),
		answer.Number("unassigned", "Seats that are not assigned, whether or not they may be: `total` less `assigned`.", func(p *pool) int { return p.Unassigned }),
		answer.Number("suspended", "Suspended seats.", func(p *pool) int { return p.Suspended }),
		answer.Number("trial", "Trial seats.", func(p *pool) int { return p.Trial }),
		answer.Number("expired", "Seats whose subscription is outdated.", func(p *pool) int { return p.Expired }),
		answer.Number("floating", "Seats assigned to a license server or a license key rather than to a person.", func(p *pool) int { return p.Floating }),
		answer.Number("billable", "Seats that are neither expired nor trial.", func(p *pool) int { return p.Billable }),
		answer.Number("people", "Number of different people who hold a seat.", func(p *pool) int { return p.People }),
		answer.Time("next_expiry", "Earliest end of a subscription that is not expired; null if none has an end.", func(p *pool) time.Time { return p.NextExpiry }),
	}
	return newDataSource(question[selectionArguments, result]{
		name:        "products",
		description: "Counts the seats per product: bought, assigned, available, and what is wrong with them. Products without a license are not listed.",
		arguments:   selectionSchema(),
		outputs: []answer.Field[result]{
			answer.Objects("products", "The products, sorted by `code`.", fields, func(r *result) []pool { return *r }),
			answer.Number("total_count", "Number of products in the answer.", func(r *result) int { return len(*r) }),
		},
		read: func(ctx context.Context, c *clients, a *selectionArguments) (result, diag.Diagnostics) {
			chosen, diags := c.selection(ctx, selectionOf(a.ProductCodes, a.TeamIDs))
			return licensing.Pools(chosen), diags
		},
	})
}
