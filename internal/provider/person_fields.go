package provider

import (
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
)

// personFields are the attributes of one license holder, without the address.
func personFields() []output.Field[licensing.Person] {
	type person = licensing.Person
	return []output.Field[person]{
		output.Texts("account_emails", "Addresses that JetBrains Account has of the person, sorted. "+
			"They differ from `email` if aliases in the provider block apply.", func(p *person) []string { return p.AccountEmails }),
		output.OptionalText("name", "Name of the person. JetBrains may mask part of it, so do not use it to identify a person. "+
			"Null if JetBrains sends none.", func(p *person) optionalText { return p.Name }),
		output.Text("status", "`active` if any of the person's licenses is active, otherwise `suspended` if any is suspended, "+
			"otherwise `expired`.", func(p *person) string { return string(p.Status) }),
		output.Texts("product_codes", "Codes of the products that the person holds licenses for, sorted and without duplicates.", func(p *person) []string { return p.ProductCodes }),
		output.Texts("license_ids", "IDs of the licenses that the person holds, sorted.", func(p *person) []string { return p.LicenseIDs }),
		output.Texts("suspended_product_codes", "Codes of the products for which the person holds a suspended license, "+
			"sorted and without duplicates.", func(p *person) []string { return p.SuspendedProductCodes }),
		output.Texts("team_ids", "IDs of the teams that own the person's licenses, sorted and without duplicates.", func(p *person) []string { return p.TeamIDs }),
		output.Time("last_seen", "When any of the person's licenses was last seen in use. Null if none has ever been seen in use.", func(p *person) time.Time { return p.LastSeen }),
		output.Bool("never_seen", "Whether none of the person's licenses has ever been seen in use. "+
			"The audit's rule of the same name also considers `grace_days`.", func(p *person) bool { return p.LastSeen.IsZero() }),
		output.Time("last_assigned", "When the most recently assigned license was assigned. Null if JetBrains sends no date.", func(p *person) time.Time { return p.LastAssigned }),
		output.Bool("offline_code", "Whether an offline activation code was generated for any of the person's licenses. "+
			"Use with such a code is not visible.", func(p *person) bool { return p.OfflineCode }),
	}
}

func emailField() output.Field[licensing.Person] {
	return output.Text("email", "Address that identifies the person, in lower case.", func(p *licensing.Person) string { return p.Email })
}
