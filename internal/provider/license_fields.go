package provider

import (
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/answer"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
)

// licenseFields are the attributes of one seat, wherever seats are shown.
func licenseFields() []answer.Field[licensing.License] {
	type (
		license      = licensing.License
		optionalText = licensing.Optional[string]
	)
	return []answer.Field[license]{
		answer.Text("license_id", "Id of the license.", func(l *license) string { return l.ID }),
		answer.Text("product_code", "Code of the product, such as `II`.", func(l *license) string { return l.ProductCode }),
		answer.OptionalText("product_name", "Name of the product.", func(l *license) optionalText { return l.ProductName }),
		answer.ID("team_id", "Id of the team that owns the license; null without a team.", func(l *license) string { return l.TeamID }),
		answer.OptionalText("team_name", "Name of that team; null without a team.", func(l *license) optionalText { return l.TeamName }),
		answer.ID("assignee_type", "`USER`, `SERVER` or `LICENSE_KEY`; null where the license is not assigned.", func(l *license) string { return string(l.AssigneeType) }),
		answer.ID("email", "Address of the person who holds the license, lower case; null where no person does.", func(l *license) string { return l.Email }),
		answer.OptionalText("name", "Name of that person, perhaps partly masked by JetBrains, or the registration name of a license key. Null where nobody holds it. Never use it to identify anybody.", func(l *license) optionalText { return l.Name }),
		answer.OptionalText("server_uid", "Id of the license server that holds the license; null for other assignees.", func(l *license) optionalText { return l.ServerUID }),
		answer.OptionalText("server_type", "`LICENSE_SERVER` or `LICENSE_VAULT`; null for other assignees.", func(l *license) optionalText { return l.ServerType }),
		answer.Text("status", "Assigned: `suspended`, else `expired`, else `active`. Not assigned: `available`, else `expired`, else `unassigned`.", func(l *license) string { return string(l.Status()) }),
		answer.Bool("suspended", "Whether the license is suspended.", func(l *license) bool { return l.Suspended }),
		answer.Bool("trial", "Whether it is a trial license.", func(l *license) bool { return l.Trial }),
		answer.Bool("available", "Whether JetBrains lets it be assigned now. Not the same as not assigned.", func(l *license) bool { return l.Available }),
		answer.Bool("transferable", "Whether it may move to another team.", func(l *license) bool { return l.Transferable }),
		answer.Time("valid_until", "End of the subscription; null without a subscription.", func(l *license) time.Time { return l.ValidUntil }),
		answer.Bool("expired", "Whether JetBrains calls the subscription outdated.", func(l *license) bool { return l.Expired }),
		answer.OptionalBool("auto_renewed", "Whether the subscription renews automatically; null without a subscription.", func(l *license) licensing.Optional[bool] { return l.AutoRenewed }),
		answer.Bool("renewal_stopped", "Whether renewal was stopped: the subscription belongs to no subscription pack.", func(l *license) bool { return l.RenewalStopped }),
		answer.OptionalText("subscription_pack", "Reference of the subscription pack, such as `1215/1JGQR`; null where renewal was stopped or there is no subscription.", func(l *license) optionalText { return l.SubscriptionPack }),
		answer.Time("upgrade_due", "Until when upgrades of a perpetual license are paid for; null for others.", func(l *license) time.Time { return l.UpgradeDue }),
		answer.OptionalText("domain", "The API's `domain` as it is. JetBrains does not document its meaning.", func(l *license) optionalText { return l.Domain }),
		answer.Time("last_seen", "When the license was last seen in use; null if never. A holder with an offline code may work without being seen.", func(l *license) time.Time { return l.LastSeen }),
		answer.Time("last_assigned", "When it was last assigned; null if unknown.", func(l *license) time.Time { return l.LastAssigned }),
		answer.Bool("offline_code", "Whether an offline activation code was generated.", func(l *license) bool { return l.OfflineCode }),
	}
}
