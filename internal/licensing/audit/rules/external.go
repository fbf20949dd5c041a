package rules

import (
	"fmt"
	"slices"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// external finds people with an address outside the company's domains. Every
// address counts that JetBrains has of the person, in the whole reading. Domain
// aliases apply, and address aliases do not: a private mailbox does not pass by
// an alias. A malformed address belongs to no domain.
var external = Rule{
	Name:  Name("external"),
	About: AboutPerson,
	Finds: "people with an address outside the domains",
	Parameters: []Parameter{{
		Name: "allowed_email_domains", Kind: Texts, Required: true,
		Description: "Your own email domains: `acme.example` for the domain itself, `*.acme.example` for its subdomains. " +
			"A leading `@` is accepted, but an email address is an error. So is a domain under which anyone can register a domain, such as `*.com` or `co.uk`.",
	}},
	Prepare: prepareExternal,
}

func prepareExternal(a *Arguments, c *Context) (Check, error) {
	texts, _ := argument[[]string](a, "allowed_email_domains")
	domains, err := licensing.ParseDomains(texts, c.Identity)
	if err != nil {
		return nil, a.fail("allowed_email_domains", "contains an entry that cannot be used: "+err.Error())
	}
	if domains.Empty() {
		return nil, a.fail("allowed_email_domains", "names no domain, so every person would be external. Name a domain")
	}
	if public := domains.PublicWildcards(); len(public) > 0 {
		return nil, a.fail("allowed_email_domains", fmt.Sprintf("contains %s, under which anyone can register a domain, so the whole world would be internal. "+
			"Write your own domain, such as *.acme.example", value.Quoted(public[0], licensing.MaxQuoted)))
	}
	return &externalCheck{arguments: a, domains: domains, identity: c.Identity, byLicense: c.ByLicense, text: value.Listing(domains.Strings(), 5, "more domains")}, nil
}

type externalCheck struct {
	checked
	arguments *Arguments
	domains   licensing.Domains
	identity  *value.Identity
	byLicense bool // no address may be named
	text      string
}

// Validate accepts a domain that is a public suffix, such as one of a single
// label in a private network, only if the reading holds an address in it.
func (c *externalCheck) Validate(r *Reading) error {
	public := c.domains.PublicSuffixes()
	if len(public) == 0 {
		return nil
	}
	used := value.SetOf[string]()
	for i := range r.Organization.Licenses {
		if email := r.Organization.Licenses[i].AccountEmail; email != "" {
			used.Add(c.identity.Domain(value.EmailDomain(email)))
		}
	}
	for _, domain := range public {
		if !used.Has(domain) {
			return c.arguments.fail("allowed_email_domains", fmt.Sprintf("contains %s, under which anyone can register a domain, and no license holder has an address in it. "+
				"Write your own domain, such as acme.example", value.Quoted(domain, licensing.MaxQuoted)))
		}
	}
	return nil
}

func (c *externalCheck) Person(_ *Reading, p *Person) (Found, bool) {
	var outside []string
	for _, l := range p.All {
		if !c.allows(value.EmailDomain(l.AccountEmail)) {
			outside = append(outside, l.AccountEmail)
		}
	}
	if len(outside) == 0 {
		return Found{}, false
	}
	return Found{Clause: c.clause(p, value.SortedUnique(outside))}, true
}

// allows reports whether the domain of an address is allowed. The empty domain,
// of a text that is not an address, is not.
func (c *externalCheck) allows(domain string) bool {
	if c.identity.HasAliases() {
		domain = c.identity.Domain(domain) // without aliases, it is normalized already
	}
	return c.domains.MatchDomain(domain)
}

// clause names the addresses that are outside, unless they are the person's own
// or no address may be named.
func (c *externalCheck) clause(p *Person, outside []string) string {
	clause := "has an address outside the allowed domains (" + c.text + ")"
	if !c.byLicense && !slices.Equal(outside, []string{p.Email}) {
		for i := range outside {
			outside[i] = licensing.Display(outside[i])
		}
		clause = "has in JetBrains Account an address outside the allowed domains (" + c.text + "): " + value.Listing(outside, 3, "more")
	}
	if slices.ContainsFunc(p.All, func(l *licensing.License) bool { return !value.IsEmail(l.AccountEmail) }) {
		clause += ", which is malformed"
	}
	return clause + ", " + assignment(p.LastAssigned)
}

// Warnings warns about addresses that mix scripts, or whose domain reads like an
// allowed one in another script: such an address is easily taken for one of the
// company's. It shows domains in ASCII, where they differ, unless nobody may be
// named.
func (c *externalCheck) Warnings(r *Reading, _ Outcome) []licensing.Warning {
	deceptive := value.SetOf[string]()
	for _, domain := range c.domains.Strings() {
		if value.MixesScripts(domain) {
			deceptive.Add(domain)
		}
	}
	for i := range r.Organization.Licenses {
		email := r.Organization.Licenses[i].AccountEmail
		domain := value.EmailDomain(email)
		if value.MixesScripts(email) || !c.allows(domain) && c.domains.MatchDomain(value.ReadsLike(domain)) {
			deceptive.Add(domain)
		}
	}
	if len(deceptive) == 0 {
		return nil
	}
	which := ""
	if !c.byLicense { // a private domain can name its owner
		shown := value.SortedKeys(deceptive)
		for i := range shown {
			shown[i] = licensing.Display(shown[i])
		}
		which = "In ASCII, as domains are compared, they are: " + value.Listing(shown, 5, "more") + ". "
	}
	return []licensing.Warning{{
		Argument: c.arguments.path("allowed_email_domains"),
		Summary:  "Addresses mix scripts, or read like an allowed domain in another script: " + value.Counted(len(deceptive), "domain"),
		Detail: which + "An address with letters of another script can look exactly like one of yours. " +
			"Check who holds these licenses before you allow or exempt such an address.",
	}}
}
