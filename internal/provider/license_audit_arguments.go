package provider

import (
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// auditArguments are those of the data source and of the ephemeral resource.
type auditArguments struct {
	AsOf                types.String             `tfsdk:"as_of"`
	InactiveDays        types.Number             `tfsdk:"inactive_days"`
	GraceDays           types.Number             `tfsdk:"grace_days"`
	ExpiringDays        types.Number             `tfsdk:"expiring_days"`
	AllowedEmailDomains texts                    `tfsdk:"allowed_email_domains"`
	DirectoryEmails     texts                    `tfsdk:"directory_emails"`
	ExemptEmails        texts                    `tfsdk:"exempt_emails"`
	Exemptions          []*exemptionArgument     `tfsdk:"exemptions"`
	MinAvailable        map[string]types.Number  `tfsdk:"min_available"`
	MinLicenses         types.Number             `tfsdk:"min_licenses"`
	RequireScope        types.String             `tfsdk:"require_scope"`
	ProductCodes        texts                    `tfsdk:"product_codes"`
	TeamIDs             texts                    `tfsdk:"team_ids"`
	Rules               texts                    `tfsdk:"rules"`
	WarnRules           texts                    `tfsdk:"warn_rules"`
	MaxFindings         map[string]types.Number  `tfsdk:"max_findings"`
	MaxPercent          map[string]types.Float64 `tfsdk:"max_percent"`
	OnFindings          types.String             `tfsdk:"on_findings"`
	IdentifyPeopleBy    types.String             `tfsdk:"identify_people_by"`
	PackContents        map[string]texts         `tfsdk:"pack_contents"`

	ExpectedEntitlements map[string]texts `tfsdk:"expected_entitlements"`
}

type exemptionArgument struct {
	Email  types.String `tfsdk:"email"`
	Rules  texts        `tfsdk:"rules"`
	Until  types.String `tfsdk:"until"`
	Reason types.String `tfsdk:"reason"`
}

// What on_findings, identify_people_by and until of an exemption may say.
const (
	untilNever        = "never"
	onFindingsNone    = "none"
	onFindingsWarn    = "warn"
	onFindingsError   = "error"
	identifyByEmail   = "email"
	identifyByLicense = "license_id"
)

// auditArgumentSchema has validators only for what the audit does not check
// itself: NewAudit sees the arguments as a whole and says more about them.
func auditArgumentSchema() map[string]schema.Attribute {
	rules := "`" + strings.Join(licensing.RuleNames(), "`, `") + "`"
	list := func(description string, validators ...validator.List) schema.Attribute {
		return schema.ListAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: description, Validators: validators}
	}
	return map[string]schema.Attribute{
		"as_of": schema.StringAttribute{Optional: true, MarkdownDescription: "The moment to judge at, in RFC 3339, such as `plantimestamp()`. Default: the time of the read, which is not stored. " +
			"A moment after the read, or more than 7 days before it, is accepted with a warning: a date left over in a copied example would find no person idle."},
		"inactive_days": wholeNumberArgument("Days without use after which a person is `inactive` and a license `reclaimable`, 0 or more."),
		"grace_days":    wholeNumberArgument("Days after an assignment during which a person does not count as `inactive` or `never_seen`, nor a license as `reclaimable`. Default: 30, the time during which JetBrains does not let a license be revoked; for `reclaimable` at least 30."),
		"expiring_days": wholeNumberArgument("Days ahead within which a license that will not renew is `expiring`, 0 or more."),
		"allowed_email_domains": list("Domains of our own people, for the rule `external`: `acme.example` for the domain itself, `*.acme.example` for its subdomains. A leading `@` is accepted, an address is refused. " +
			"Null and blank elements are dropped; a list that names nothing is an error."),
		"directory_emails": list("Addresses of all people in the identity provider, for the rule `unmatched`. Compared in lower case; null and blank elements are dropped; a list that names nothing is an error. " +
			"Null in the state: the directory is not kept, `summary.directory_size` says how many addresses were read."),
		"exempt_emails": list("People excused from every rule about people, for good. Null and blank elements are dropped.", elements(emailText)),
		"exemptions": schema.ListNestedAttribute{
			Optional:            true,
			MarkdownDescription: "People excused from some rules about people, for a time or for good. Rules and end are required: Terraform drops an attribute that it does not know, and a slip such as `unitl` must not excuse a person for ever.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"email":  schema.StringAttribute{Required: true, MarkdownDescription: "Address of the person."},
				"rules":  schema.ListAttribute{Required: true, ElementType: types.StringType, MarkdownDescription: "Rules from which the person is excused; `[\"all\"]` for all about people."},
				"until":  schema.StringAttribute{Required: true, MarkdownDescription: "When the exemption ends, exclusive: a date such as `2027-01-31`, which stands for its first instant in UTC, or an RFC 3339 time; or `never`."},
				"reason": schema.StringAttribute{Optional: true, MarkdownDescription: "Why, for the reader of `exempted` and `stale_exemptions`."},
			}},
		},
		"min_available": schema.MapAttribute{Optional: true, ElementType: types.NumberType, Validators: []validator.Map{wholeNumberElements},
			MarkdownDescription: "Seats that must be available per product code, for the rule `exhausted`. A product without licenses has none. A map that names no product is an error, and so is a product that `product_codes` leaves out."},
		"min_licenses": wholeNumberArgument("Fewer licenses to judge than this is an error. Default: 1, since an audit of nothing would pass. `0` allows it."),
		"require_scope": schema.StringAttribute{Optional: true, Validators: []validator.String{oneOf(string(licensing.ScopeOrganization), string(licensing.ScopeTeam))},
			MarkdownDescription: "`organization` or `team`: a token of the other kind is an error. Left out, a team's token is a warning, since its audit would read as that of the whole company."},
		"product_codes": list("Judge licenses of these products only, by code. A product that the account does not hold is an error: a typo must not pass."),
		"team_ids":      list("Judge licenses of these teams only, by id. A team that the account does not hold is an error."),
		"rules": list("The rules in force. Left out: `inactive`, `external`, `unmatched`, `expiring`, `exhausted`, `missing_entitlement` and `unexpected_entitlement`, each if its argument is set. All there are: " + rules + ". " +
			"A rule without its argument is an error, and so is an audit with no rule in force. An argument that is set while no rule in force uses it is a warning."),
		"warn_rules": list("Those of the rules in force that only warn: their findings never fail `passed`."),
		"max_findings": schema.MapAttribute{Optional: true, ElementType: types.NumberType, Validators: []validator.Map{wholeNumberElements},
			MarkdownDescription: "Findings that a rule may have without failing `passed`, by rule."},
		"max_percent": schema.MapAttribute{Optional: true, ElementType: types.Float64Type,
			MarkdownDescription: "The same as a percentage, 0 to 100, of what the rule looks at: of `summary.people` for `inactive`, `never_seen`, `external` and `unmatched`, of the products of `min_available` for `exhausted`, of all licenses judged for `expiring`, of the pairs declared for `missing_entitlement`, of the licenses that people hold for the others. Where there is nothing to look at, a finding is over any limit. Where both limits are set, both must hold."},
		"on_findings": schema.StringAttribute{Optional: true, Validators: []validator.String{oneOf(onFindingsNone, onFindingsWarn, onFindingsError)},
			MarkdownDescription: "What the provider itself does about findings: `none` (default), `warn` reports those that fail as a warning, `error` as an error that ends the plan; with either, those that only warn are reported as a warning. " +
				"At most 50 lines, then how many more. For an ephemeral audit it is the only way to name people: Terraform hides messages made of ephemeral values."},
		"identify_people_by": schema.StringAttribute{Optional: true, Validators: []validator.String{oneOf(identifyByEmail, identifyByLicense)},
			MarkdownDescription: "`email` (default), or `license_id`: then no address is anywhere in the result, the lists of addresses are null, and findings about people are one per license."},
		"pack_contents": packContentsArgument(),
		"expected_entitlements": schema.MapAttribute{Optional: true, ElementType: types.ListType{ElemType: types.StringType},
			MarkdownDescription: "Who should have which product: product codes to addresses, for the rules `missing_entitlement` and `unexpected_entitlement`. A product with an empty list is one that no person should have; one that is null is not judged; a map that names no product is an error. `product_codes` narrows what is declared, `team_ids` does not. " +
				"Null in the state: who is declared is not kept."},
	}
}

// options turns the arguments into the domain's. An error names the argument
// at fault.
func (a *auditArguments) options(now time.Time, identity *value.Identity) (licensing.AuditOptions, diag.Diagnostics) {
	var diags diag.Diagnostics
	number := func(argument string, n types.Number) value.Optional[int] {
		return wholeNumber(path.Root(argument), n, &diags)
	}
	o := licensing.AuditOptions{
		AsOf:              asOfArgument(a.AsOf, now, &diags),
		Identity:          identity,
		InactiveDays:      number("inactive_days", a.InactiveDays),
		GraceDays:         number("grace_days", a.GraceDays),
		ExpiringDays:      number("expiring_days", a.ExpiringDays),
		Directory:         a.DirectoryEmails.values(),
		MinAvailable:      wholeNumbers(path.Root("min_available"), a.MinAvailable, &diags),
		PackContents:      packOverrides(a.PackContents),
		Selection:         selectionOf(a.ProductCodes, a.TeamIDs),
		MinLicenses:       number("min_licenses", a.MinLicenses),
		RequireScope:      licensing.Scope(a.RequireScope.ValueString()),
		ExemptEmails:      a.ExemptEmails.values(),
		Rules:             rulesOf(a.Rules),
		WarnRules:         rulesOf(a.WarnRules),
		MaxFindings:       map[licensing.Rule]int{},
		MaxPercent:        map[licensing.Rule]float64{},
		IdentifyByLicense: a.IdentifyPeopleBy.ValueString() == identifyByLicense,
	}
	if list := a.AllowedEmailDomains.values(); list != nil {
		domains, err := licensing.ParseDomains(list, identity)
		if err != nil {
			diags.AddAttributeError(path.Root("allowed_email_domains"), "Not an e-mail domain", "The entry "+err.Error()+".")
		}
		o.AllowedDomains = &domains
	}
	for rule, n := range wholeNumbers(path.Root("max_findings"), a.MaxFindings, &diags) {
		o.MaxFindings[licensing.Rule(rule)] = n
	}
	for rule, p := range a.MaxPercent {
		if !p.IsNull() {
			o.MaxPercent[licensing.Rule(rule)] = p.ValueFloat64()
		}
	}
	if a.ExpectedEntitlements != nil {
		o.ExpectedEntitlements = make(map[string][]string, len(a.ExpectedEntitlements))
		for code, emails := range a.ExpectedEntitlements {
			if emails == nil {
				continue // null declares nothing, unlike an empty list
			}
			for i, email := range emails {
				if text := strings.TrimSpace(email.ValueString()); text != "" && !isEmail(text) {
					diags.AddAttributeError(path.Root("expected_entitlements").AtMapKey(code).AtListIndex(i), "Not an e-mail address", notAnEmail(text))
				}
			}
			o.ExpectedEntitlements[code] = emails.values()
		}
	}
	for i, e := range a.Exemptions {
		if e == nil || e.Email.IsNull() || e.Rules == nil || e.Until.IsNull() {
			continue // refused already: these are required
		}
		if text := strings.TrimSpace(e.Email.ValueString()); !isEmail(text) {
			diags.AddAttributeError(path.Root("exemptions").AtListIndex(i).AtName("email"), "Not an e-mail address", notAnEmail(text))
		}
		exemption := licensing.Exemption{Email: e.Email.ValueString(), Rules: rulesOf(e.Rules), Reason: optionalText(e.Reason)}
		if until := strings.TrimSpace(e.Until.ValueString()); until != untilNever {
			until, err := licensing.ParseDateOrTime(until)
			if err != nil {
				diags.AddAttributeError(path.Root("exemptions").AtListIndex(i).AtName("until"), "The end of an exemption is not a date", fmt.Sprintf("In the exemption for %s, %s. Write never for an exemption without an end.", e.Email.ValueString(), err))
			}
			exemption.Until = until
		}
		o.Exemptions = append(o.Exemptions, exemption)
	}
	return o, diags
}

// asOfArgument is the moment to judge at: that of the read where as_of is left
// out.
func asOfArgument(text types.String, readAt time.Time, diags *diag.Diagnostics) time.Time {
	if text.IsNull() {
		return readAt
	}
	asOf, err := licensing.ParseTime(strings.TrimSpace(text.ValueString()))
	if err != nil {
		diags.AddAttributeError(path.Root("as_of"), "as_of is not a time", err.Error()+".")
	}
	return asOf
}

// audit checks the arguments as a whole, before anything is read.
func (a *auditArguments) audit(now time.Time, identity *value.Identity) (*licensing.Audit, error) {
	options, diags := a.options(now, identity)
	if diags.HasError() {
		return nil, &diagnosticsError{diags}
	}
	audit, err := licensing.NewAudit(options)
	if err != nil {
		return nil, domainError(auditRefused, err)
	}
	return audit, nil
}

func optionalText(s types.String) value.Optional[string] {
	return value.Optional[string]{Value: s.ValueString(), Set: !s.IsNull()}
}

func rulesOf(list texts) []licensing.Rule {
	values := list.values()
	if values == nil {
		return nil
	}
	rules := make([]licensing.Rule, len(values))
	for i, v := range values {
		rules[i] = licensing.Rule(v)
	}
	return rules
}
