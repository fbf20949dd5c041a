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
		output.Time("valid_until", "When the subscription ends or renews. Null without a subscription, for example for a perpetual license.", func(r *renewal) time.Time { return r.ValidUntil }),
		output.Text("product_code", "Code of the product.", func(r *renewal) string { return r.ProductCode }),
		output.OptionalText("product_name", "Name of the product. Null if JetBrains sends none.", func(r *renewal) value.Optional[string] { return r.ProductName }),
		output.OptionalText("subscription_pack", "Reference of the subscription pack. Null if renewal was stopped or there is no subscription.", func(r *renewal) value.Optional[string] { return r.SubscriptionPack }),
		output.OptionalBool("auto_renewed", "Whether the subscriptions in the row renew automatically. Null without a subscription.", func(r *renewal) value.Optional[bool] { return r.AutoRenewed }),
		output.Bool("renewal_stopped", "Whether renewal of the seats in the row was stopped.", func(r *renewal) bool { return r.RenewalStopped }),
		output.Bool("expired", "Whether the subscriptions in the row are outdated.", func(r *renewal) bool { return r.Expired }),
		output.Bool("renews", "Whether the seats in the row will renew: they renew automatically, renewal was not stopped, and they have not expired. The sum of `total` over these rows is the number of seats that renew.", (*renewal).Renews),
		output.Number("total", "Number of seats.", func(r *renewal) int { return r.Total }),
		output.Number("assigned", "Seats assigned to a person, a license server, or a license key.", func(r *renewal) int { return r.Assigned }),
		output.Number("available", "Unassigned seats that can be assigned now.", func(r *renewal) int { return r.Available }),
	}
	return newDataSource(dataSourceSpec[*snapshot, selectionArguments, result]{
		name:        "renewals",
		description: "Lists what renews, and when. There is one row for each combination of date, product, subscription pack, and flags, so that a flag applies to every seat in its row. The result names no people.",
		arguments:   selectionSchema(),
		outputs: []output.Field[result]{
			output.Objects("renewals", "The rows, sorted by `valid_until`, `product_code`, `subscription_pack`, `auto_renewed`, `renewal_stopped`, `expired`. Rows without a value come last, and false comes before true.", fields, func(r *result) []renewal { return *r }),
		},
		source: organizationSource(),
		read: func(_ context.Context, s *snapshot, a *selectionArguments) (result, error) {
			return licensing.Renewals(s.choose(a.ProductCodes, a.TeamIDs)), nil
		},
		diagnose: warnUnknownSelection[result],
	})
}
