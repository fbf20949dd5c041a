package provider

import (
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// personFields are the attributes of one license holder, without the address.
func personFields() []output.Field[licensing.Person] {
	type person = licensing.Person
	return []output.Field[person]{
		output.OptionalText("name", "Name of the person, perhaps partly masked by JetBrains; null where JetBrains gives none. Never use it to identify a person.", func(p *person) value.Optional[string] { return p.Name }),
		output.Text("status", "`active` if any license of the person is, else `suspended` if any is, else `expired`.", func(p *person) string { return string(p.Status) }),
		output.Texts("product_codes", "Codes of the products held, sorted, each once.", func(p *person) []string { return p.ProductCodes }),
		output.Texts("license_ids", "Ids of the licenses held, sorted.", func(p *person) []string { return p.LicenseIDs }),
		output.Texts("suspended_product_codes", "Codes of the products held through a suspended license, sorted, each once.", func(p *person) []string { return p.SuspendedProductCodes }),
		output.Texts("team_ids", "Ids of the teams that own the licenses, sorted, each once.", func(p *person) []string { return p.TeamIDs }),
		output.Time("last_seen", "When any of the licenses was last seen in use; null if none ever was.", func(p *person) time.Time { return p.LastSeen }),
		output.Bool("never_seen", "Whether none of the licenses was ever seen in use. The audit's rule of that name also minds `grace_days`.", func(p *person) bool { return p.LastSeen.IsZero() }),
		output.Time("last_assigned", "When the newest of the licenses was assigned; null if unknown.", func(p *person) time.Time { return p.LastAssigned }),
		output.Bool("offline_code", "Whether an offline activation code was generated for any of the licenses: the person may work without being seen.", func(p *person) bool { return p.OfflineCode }),
	}
}

func emailField() output.Field[licensing.Person] {
	return output.Text("email", "Address of the person, lower case: the identity.", func(p *licensing.Person) string { return p.Email })
}
