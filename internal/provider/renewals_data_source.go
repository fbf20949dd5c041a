package provider

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func newRenewalsDataSource() datasource.DataSource {
	type (
		renewal = licensing.Renewal
		result  = []renewal
	)
	fields := []output.Field[renewal]{
		output.Time("valid_until", "When the subscription ends or renews; null without a subscription, as for a perpetual license.", func(r *renewal) time.Time { return r.ValidUntil }),
		output.Text("product_code", "Code of the product.", func(r *renewal) string { return r.ProductCode }),
		output.OptionalText("product_name", "Name of the product.", func(r *renewal) value.Optional[string] { return r.ProductName }),
		output.OptionalText("subscription_pack", "Reference of the subscription pack; null where renewal was stopped or there is no subscription.", func(r *renewal) value.Optional[string] { return r.SubscriptionPack }),
		output.OptionalBool("auto_renewed", "Whether every subscription of the row renews automatically; null without a subscription.", func(r *renewal) value.Optional[bool] { return r.AutoRenewed }),
		output.Bool("renewal_stopped", "Whether renewal of any seat of the row was stopped.", func(r *renewal) bool { return r.RenewalStopped }),
		output.Bool("expired", "Whether the subscription of any seat of the row is outdated.", func(r *renewal) bool { return r.Expired }),
		output.Number("total", "Number of seats.", func(r *renewal) int { return r.Total }),
		output.Number("assigned", "Seats assigned to a person, a license server or a license key.", func(r *renewal) int { return r.Assigned }),
		output.Number("available", "Seats that are not assigned and may be assigned now.", func(r *renewal) int { return r.Available }),
	}
	return newDataSource(dataSourceSpec[*snapshot, selectionArguments, result]{
		name:        "renewals",
		description: "Tells what renews when: one row per date, product and subscription pack. No person is in it.",
		arguments:   selectionSchema(),
		outputs: []output.Field[result]{
			output.Objects("renewals", "The rows, sorted by `valid_until`, `product_code`, `subscription_pack`; null comes last.", fields, func(r *result) []renewal { return *r }),
		},
		source: organizationSource(),
		read: func(_ context.Context, s *snapshot, a *selectionArguments) (result, error) {
			return licensing.Renewals(s.choose(a.ProductCodes, a.TeamIDs)), nil
		},
	})
}
