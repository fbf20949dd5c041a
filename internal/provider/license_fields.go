package provider

import (
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// licenseFields are the attributes of one seat, wherever seats are shown.
func licenseFields() []output.Field[licensing.License] {
	type (
		license      = licensing.License
		optionalText = value.Optional[string]
	)
	return []output.Field[license]{
		output.Text("license_id", "Id of the license.", func(l *license) string { return l.ID }),
		output.Text("product_code", "Code of the product, such as `II`.", func(l *license) string { return l.ProductCode }),
		output.OptionalText("product_name", "Name of the product. Null if JetBrains sends none.", func(l *license) optionalText { return l.ProductName }),
		output.TextOrNull("team_id", "Id of the team that owns the license. Null without a team.", func(l *license) string { return l.TeamID }),
		output.OptionalText("team_name", "Name of the team. Null without a team, or if JetBrains sends none.", func(l *license) optionalText { return l.TeamName }),
		output.TextOrNull("assignee_type", "`USER`, `SERVER`, or `LICENSE_KEY`. Null if the license is not assigned.", func(l *license) string { return string(l.AssigneeType) }),
		output.TextOrNull("email", "Address of the person who holds the license, in lower case. Null if no person holds it.", func(l *license) string { return l.Email }),
		output.OptionalText("name", "Name of the person, which JetBrains may mask in part, or the registration name of a license key. Null if the license is not assigned. Do not use it to identify a person.", func(l *license) optionalText { return l.Name }),
		output.OptionalText("server_uid", "Id of the license server that holds the license. Null for other assignees.", func(l *license) optionalText { return l.ServerUID }),
		output.OptionalText("server_type", "`LICENSE_SERVER` or `LICENSE_VAULT`. Null for other assignees.", func(l *license) optionalText { return l.ServerType }),
		output.Text("status", "If the license is assigned, the first that applies of `suspended`, `expired`, and `active`. If not, the first that applies of `available`, `expired`, and `unassigned`.", func(l *license) string { return string(l.Status()) }),
		output.Bool("suspended", "Whether the license is suspended.", func(l *license) bool { return l.Suspended }),
		output.Bool("trial", "Whether the license is a trial.", func(l *license) bool { return l.Trial }),
		output.Bool("available", "Whether JetBrains allows the license to be assigned now. Not every unassigned license can be.", func(l *license) bool { return l.Available }),
		output.Bool("transferable", "Whether the license can be moved to another team.", func(l *license) bool { return l.Transferable }),
		output.Time("valid_until", "End of the subscription. Null without a subscription.", func(l *license) time.Time { return l.ValidUntil }),
		output.Bool("expired", "Whether JetBrains marks the subscription as outdated.", func(l *license) bool { return l.Expired }),
		output.OptionalBool("auto_renewed", "Whether the subscription renews automatically. Null without a subscription.", func(l *license) value.Optional[bool] { return l.AutoRenewed }),
		output.Bool("renewal_stopped", "Whether renewal was stopped, which means that the subscription belongs to no subscription pack.", func(l *license) bool { return l.RenewalStopped }),
		output.OptionalText("subscription_pack", "Reference of the subscription pack, such as `1215/1JGQR`. Null if renewal was stopped or there is no subscription.", func(l *license) optionalText { return l.SubscriptionPack }),
		output.Bool("perpetual", "Whether the license has a perpetual fallback.", func(l *license) bool { return l.Perpetual }),
		output.OptionalBool("perpetual_outdated", "Whether JetBrains marks the perpetual fallback as outdated. Null without one.", func(l *license) value.Optional[bool] { return l.PerpetualOutdated }),
		output.Time("upgrade_due", "End of the period in which upgrades of a perpetual license are included. Null for other licenses.", func(l *license) time.Time { return l.UpgradeDue }),
		output.OptionalText("domain", "Unchanged value of the API's `domain`. Null if it has none. JetBrains does not document its meaning.", func(l *license) optionalText { return l.Domain }),
		output.Time("last_seen", "When the license was last seen in use. Null if never. Use with an offline code is not visible.", func(l *license) time.Time { return l.LastSeen }),
		output.Time("last_assigned", "When the license was last assigned. Null if unknown.", func(l *license) time.Time { return l.LastAssigned }),
		output.Bool("offline_code", "Whether an offline activation code was generated.", func(l *license) bool { return l.OfflineCode }),
	}
}
