package provider

import (
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// licenseFields are the attributes of one seat, wherever seats are shown.
func licenseFields() []output.Field[licensing.License] {
	type license = licensing.License
	return []output.Field[license]{
		output.Text("license_id", "ID of the license.", func(l *license) string { return l.ID }),
		output.Text("product_code", "Code of the product, such as `II`.", func(l *license) string { return l.ProductCode }),
		output.OptionalText("product_name", "Name of the product. Null if JetBrains sends none.", func(l *license) optionalText { return l.ProductName }),
		output.TextOrNull("team_id", "ID of the team that owns the license. Null if the license has no team.", func(l *license) string { return l.TeamID }),
		output.OptionalText("team_name", "Name of the team. Null if the license has no team, or if JetBrains sends no name.", func(l *license) optionalText { return l.TeamName }),
		output.TextOrNull("assignee_type", "Type of the assignee: `USER`, `SERVER`, or `LICENSE_KEY`. Null if the license is not assigned.", func(l *license) string { return string(l.AssigneeType) }),
		output.TextOrNull("email", "Address of the person who holds the license, in lower case. "+
			"Null if no person holds it, or if JetBrains sends no address.", func(l *license) string { return l.Email }),
		output.TextOrNull("account_email", "Address that JetBrains Account has of the person. It differs from `email` if an alias in the provider block applies. "+
			"Null if no person holds the license, or if JetBrains sends no address.", func(l *license) string { return l.AccountEmail }),
		output.OptionalText("name", "Name of the person who holds the license, or registration name of the license key that it is assigned to. "+
			"JetBrains may mask part of a person's name, so do not use it to identify a person. "+
			"Null if neither a person nor a license key holds the license, or if JetBrains sends no name.", func(l *license) optionalText { return l.Name }),
		output.OptionalText("server_uid", "ID of the license server that holds the license. "+
			"Null if no license server holds it, or if JetBrains sends no ID.", func(l *license) optionalText { return l.ServerUID }),
		output.OptionalText("server_type", "Type of the license server that holds the license: `LICENSE_SERVER` or `LICENSE_VAULT`. "+
			"Null if no license server holds it, or if JetBrains sends no type.", func(l *license) optionalText { return l.ServerType }),
		output.Text("status", "Status of the license. For an assigned license, this is the first of `suspended`, `expired`, and `active` that applies. "+
			"For an unassigned license, it is the first of `available`, `expired`, and `unassigned` that applies.", func(l *license) string { return string(l.Status()) }),
		output.Bool("suspended", "Whether the license is suspended.", func(l *license) bool { return l.Suspended }),
		output.Bool("trial", "Whether the license is a trial.", func(l *license) bool { return l.Trial }),
		output.Bool("available", "Whether JetBrains allows the license to be assigned now. Some unassigned licenses cannot be assigned.", func(l *license) bool { return l.Available }),
		output.Bool("transferable", "Whether the license can be moved to another team.", func(l *license) bool { return l.Transferable }),
		output.Time("valid_until", "End of the subscription. Null if the license has no subscription, or if JetBrains sends no date.", func(l *license) time.Time { return l.ValidUntil }),
		output.Date("valid_until_date", "The same date as JetBrains writes it, in JetBrains' own time zone. Use it to print dates and to group by month. "+
			"Null if `valid_until` is null.", func(l *license) value.Date { return l.ValidUntilDate }),
		output.Bool("expired", "Whether JetBrains marks the subscription as outdated.", func(l *license) bool { return l.Expired }),
		output.OptionalBool("auto_renewed", "Whether the subscription renews automatically. Null if the license has no subscription.", func(l *license) value.Optional[bool] { return l.AutoRenewed }),
		output.Bool("renewal_stopped", "Whether renewal of the subscription was stopped. "+
			"If it was, the subscription does not belong to a subscription pack.", func(l *license) bool { return l.RenewalStopped }),
		output.Bool("renews", "Whether the subscription will renew: it renews automatically, renewal was not stopped, and it is not expired.", (*license).Renews),
		output.OptionalText("subscription_pack", "Reference to the subscription pack, such as `1215/1JGQR`. "+
			"Null if renewal was stopped, or if the license has no subscription.", func(l *license) optionalText { return l.SubscriptionPack }),
		output.Bool("perpetual", "Whether the license has a perpetual fallback.", func(l *license) bool { return l.Perpetual }),
		output.OptionalBool("perpetual_outdated", "Whether JetBrains marks the perpetual fallback as outdated. "+
			"Null if the license has no perpetual fallback.", func(l *license) value.Optional[bool] { return l.PerpetualOutdated }),
		output.Time("upgrade_due", "End of the period in which upgrades of the perpetual fallback are included. "+
			"Null if the license has no perpetual fallback, or if JetBrains sends no date.", func(l *license) time.Time { return l.UpgradeDue }),
		output.Date("upgrade_due_date", "The same date as JetBrains writes it. Null if `upgrade_due` is null.", func(l *license) value.Date { return l.UpgradeDueDate }),
		output.OptionalText("domain", "Value of the field `domain` in the JetBrains Account API, unchanged. JetBrains does not document its meaning. "+
			"Null if JetBrains sends none.", func(l *license) optionalText { return l.Domain }),
		output.Time("last_seen", "When the license was last seen in use. Use with an offline activation code is not visible. "+
			"Null if the license has never been seen in use.", func(l *license) time.Time { return l.LastSeen }),
		output.Time("last_assigned", "When the license was last assigned. Null if JetBrains sends no date.", func(l *license) time.Time { return l.LastAssigned }),
		output.Bool("offline_code", "Whether an offline activation code was generated for the license.", func(l *license) bool { return l.OfflineCode }),
	}
}
