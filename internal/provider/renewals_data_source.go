package provider

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/answer"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
)

func newRenewalsDataSource() datasource.DataSource {
	type (
		renewal = licensing.Renewal
		result  = []renewal
	)
	fields := []answer.Field[renewal]{
		answer.Time("valid_until", "When the subscription ends or renews; null without a subscription, as for a perpetual license.", func(r *renewal) time.Time { return r.ValidUntil }),
		answer.Text("product_code", "Code of the product.", func(r *renewal) string { return r.ProductCode }),
		answer.OptionalText("product_name", "Name of the product.", func(r *renewal) licensing.Optional[string] { return r.ProductName }),
		answer.OptionalText("subscription_pack", "Reference of the subscription pack; null where renewal was stopped or there is no subscription.", func(r *renewal) licensing.Optional[string] { return r.SubscriptionPack }),
		answer.OptionalBool("auto_renewed", "Whether every subscription of the row renews automatically; null without a subscription.", func(r *renewal) licensing.Optional[bool] { return r.AutoRenewed }),
		answer.Bool("renewal_stopped", "Whether renewal of any seat of the row was stopped.", func(r *renewal) bool { return r.RenewalStopped }),
		answer.Bool("expired", "Whether the subscription of any seat of the row is outdated.", func(r *renewal) bool { return r.Expired }),
		answer.Number("total", "Number of seats.", func(r *renewal) int { return r.Total }),
		answer.Number("assigned", "Seats assigned to a person, a license server or a license key.", func(r *renewal) int { return r.Assigned }),
		answer.Number("available", "Seats that are not assigned and may be assigned now.", func(r *renewal) int { return r.Available }),
	}
	return newDataSource(question[selectionArguments, result]{
		name:        "renewals",
		description: "Tells what renews when: one row per date, product and subscription pack. No person is in it.",
		arguments:   selectionSchema(),
		outputs: []answer.Field[result]{
			answer.Objects("renewals", "The rows, sorted by `valid_until`, `product_code`, `subscription_pack`; null comes last.", fields, func(r *result) []renewal { return *r }),
		},
		read: func(ctx context.Context, c *clients, a *selectionArguments) (result, diag.Diagnostics) {
			chosen, diags := c.selection(ctx, selectionOf(a.ProductCodes, a.TeamIDs))
			return licensing.Renewals(chosen), diags
		},
	})
}
