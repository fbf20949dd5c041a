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
		output.OptionalText("product_name", "Name of the product; null where JetBrains gives none.", func(r *renewal) value.Optional[string] { return r.ProductName }),
		output.OptionalText("subscription_pack", "Reference of the subscription pack; null where renewal was stopped or there is no subscription.", func(r *renewal) value.Optional[string] { return r.SubscriptionPack }),
		output.OptionalBool("auto_renewed", "Whether the subscriptions of the row renew automatically; null without a subscription.", func(r *renewal) value.Optional[bool] { return r.AutoRenewed }),
		output.Bool("renewal_stopped", "Whether renewal of the seats of the row was stopped.", func(r *renewal) bool { return r.RenewalStopped }),
		output.Bool("expired", "Whether the subscriptions of the row are outdated.", func(r *renewal) bool { return r.Expired }),
		output.Bool("renews", "Whether the seats of the row renew: automatically, not stopped and not expired. The sum of `total` over such rows is the number of seats that renew.", (*renewal).Renews),
		output.Number("total", "Number of seats.", func(r *renewal) int { return r.Total }),
		output.Number("assigned", "Seats assigned to a person, a license server or a license key.", func(r *renewal) int { return r.Assigned }),
		output.Number("available", "Seats that are not assigned and may be assigned now.", func(r *renewal) int { return r.Available }),
	}
	return newDataSource(dataSourceSpec[*snapshot, selectionArguments, result]{
		name:        "renewals",
		description: "Tells what renews when: one row per date, product, subscription pack and flags, so that a flag is true of every seat of its row. No person is in it.",
		arguments:   selectionSchema(),
		outputs: []output.Field[result]{
			output.Objects("renewals", "The rows, sorted by `valid_until`, `product_code`, `subscription_pack`, `auto_renewed`, `renewal_stopped`, `expired`; rows without a value come last, false before true.", fields, func(r *result) []renewal { return *r }),
		},
		source: organizationSource(),
		read: func(_ context.Context, s *snapshot, a *selectionArguments) (result, error) {
			return licensing.Renewals(s.choose(a.ProductCodes, a.TeamIDs)), nil
		},
		diagnose: warnUnknownSelection[result],
	})
}
