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
		output.Time("valid_until", "When the subscriptions in the row end or renew. Null if the seats have no subscription, as with perpetual licenses, or if JetBrains sends no date.", func(r *renewal) time.Time { return r.ValidUntil }),
		output.Text("product_code", "Code of the product.", func(r *renewal) string { return r.ProductCode }),
		output.OptionalText("product_name", "Name of the product. Null if JetBrains sends none.", func(r *renewal) value.Optional[string] { return r.ProductName }),
		output.OptionalText("subscription_pack", "Reference to the subscription pack. Null if renewal was stopped, or if the seats have no subscription.", func(r *renewal) value.Optional[string] { return r.SubscriptionPack }),
		output.OptionalBool("auto_renewed", "Whether the subscriptions in the row renew automatically. Null if the seats have no subscription.", func(r *renewal) value.Optional[bool] { return r.AutoRenewed }),
		output.Bool("renewal_stopped", "Whether renewal of the seats in the row was stopped.", func(r *renewal) bool { return r.RenewalStopped }),
		output.Bool("expired", "Whether JetBrains marks the subscriptions in the row as outdated.", func(r *renewal) bool { return r.Expired }),
		output.Bool("renews", "Whether the seats in the row will renew: they renew automatically, renewal was not stopped, and they have not expired. To count the seats that will renew, add up `total` over the rows where `renews` is true.", (*renewal).Renews),
		output.Number("total", "Number of seats.", func(r *renewal) int { return r.Total }),
		output.Number("assigned", "Number of seats that are assigned to a person, a license server, or a license key.", func(r *renewal) int { return r.Assigned }),
		output.Number("available", "Number of unassigned seats that can be assigned now.", func(r *renewal) int { return r.Available }),
	}
	return newDataSource(dataSourceSpec[*snapshot, selectionArguments, result]{
		name:        "renewals",
		description: "Lists which subscriptions renew or end, and when. There is one row for each combination of date, product, subscription pack, and the flags `auto_renewed`, `renewal_stopped`, and `expired`. Each flag applies to every seat in its row. The result contains no personal data.",
		arguments:   selectionSchema(),
		outputs: []output.Field[result]{
			output.Objects("renewals", "The rows, sorted by `valid_until`, `product_code`, `subscription_pack`, `auto_renewed`, `renewal_stopped`, and `expired`. For each of these attributes, rows without a value come last, and false comes before true.", fields, func(r *result) []renewal { return *r }),
		},
		source: organizationSource(),
		read: func(_ context.Context, s *snapshot, a *selectionArguments) (result, error) {
			return licensing.Renewals(s.choose(a.ProductCodes, a.TeamIDs)), nil
		},
		diagnose: warnUnknownSelection[result],
	})
}
