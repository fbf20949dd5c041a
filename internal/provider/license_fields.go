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
		output.OptionalText("product_name", "Name of the product; null where JetBrains gives none.", func(l *license) optionalText { return l.ProductName }),
		output.TextOrNull("team_id", "Id of the team that owns the license; null without a team.", func(l *license) string { return l.TeamID }),
		output.OptionalText("team_name", "Name of that team; null without a team, and where JetBrains gives none.", func(l *license) optionalText { return l.TeamName }),
		output.TextOrNull("assignee_type", "`USER`, `SERVER` or `LICENSE_KEY`; null where the license is not assigned.", func(l *license) string { return string(l.AssigneeType) }),
		output.TextOrNull("email", "Address of the person who holds the license, lower case; null where no person does.", func(l *license) string { return l.Email }),
		output.OptionalText("name", "Name of that person, perhaps partly masked by JetBrains, or the registration name of a license key. Null where the license is not assigned. Never use it to identify a person.", func(l *license) optionalText { return l.Name }),
		output.OptionalText("server_uid", "Id of the license server that holds the license; null for other assignees.", func(l *license) optionalText { return l.ServerUID }),
		output.OptionalText("server_type", "`LICENSE_SERVER` or `LICENSE_VAULT`; null for other assignees.", func(l *license) optionalText { return l.ServerType }),
		output.Text("status", "Assigned: `suspended`, else `expired`, else `active`. Not assigned: `available`, else `expired`, else `unassigned`.", func(l *license) string { return string(l.Status()) }),
		output.Bool("suspended", "Whether the license is suspended.", func(l *license) bool { return l.Suspended }),
		output.Bool("trial", "Whether it is a trial license.", func(l *license) bool { return l.Trial }),
		output.Bool("available", "Whether JetBrains lets it be assigned now. Not the same as not assigned.", func(l *license) bool { return l.Available }),
		output.Bool("transferable", "Whether it may move to another team.", func(l *license) bool { return l.Transferable }),
		output.Time("valid_until", "End of the subscription; null without a subscription.", func(l *license) time.Time { return l.ValidUntil }),
		output.Bool("expired", "Whether JetBrains calls the subscription outdated.", func(l *license) bool { return l.Expired }),
		output.OptionalBool("auto_renewed", "Whether the subscription renews automatically; null without a subscription.", func(l *license) value.Optional[bool] { return l.AutoRenewed }),
		output.Bool("renewal_stopped", "Whether renewal was stopped: the subscription belongs to no subscription pack.", func(l *license) bool { return l.RenewalStopped }),
		output.OptionalText("subscription_pack", "Reference of the subscription pack, such as `1215/1JGQR`; null where renewal was stopped or there is no subscription.", func(l *license) optionalText { return l.SubscriptionPack }),
		output.Bool("perpetual", "Whether the license has a perpetual fallback.", func(l *license) bool { return l.Perpetual }),
		output.OptionalBool("perpetual_outdated", "Whether JetBrains calls the perpetual fallback outdated; null without one.", func(l *license) value.Optional[bool] { return l.PerpetualOutdated }),
		output.Time("upgrade_due", "Until when upgrades of a perpetual license are paid for; null for others.", func(l *license) time.Time { return l.UpgradeDue }),
		output.OptionalText("domain", "The API's `domain` as it is, null where it has none. JetBrains does not document its meaning.", func(l *license) optionalText { return l.Domain }),
		output.Time("last_seen", "When the license was last seen in use; null if never. A holder with an offline code may work without being seen.", func(l *license) time.Time { return l.LastSeen }),
		output.Time("last_assigned", "When it was last assigned; null if unknown.", func(l *license) time.Time { return l.LastAssigned }),
		output.Bool("offline_code", "Whether an offline activation code was generated.", func(l *license) bool { return l.OfflineCode }),
	}
}
