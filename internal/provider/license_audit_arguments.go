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
	AsOf                types.String            `tfsdk:"as_of"`
	InactiveDays        types.Number            `tfsdk:"inactive_days"`
	GraceDays           types.Number            `tfsdk:"grace_days"`
	ExpiringDays        types.Number            `tfsdk:"expiring_days"`
	AllowedEmailDomains texts                   `tfsdk:"allowed_email_domains"`
	DirectoryEmails     texts                   `tfsdk:"directory_emails"`
	ExemptEmails        texts                   `tfsdk:"exempt_emails"`
	Exemptions          []*exemptionArgument    `tfsdk:"exemptions"`
	MinAvailable        map[string]types.Number `tfsdk:"min_available"`
	MinLicenses         types.Number            `tfsdk:"min_licenses"`
	RequireScope        types.String            `tfsdk:"require_scope"`
	ProductCodes        texts                   `tfsdk:"product_codes"`
	TeamIDs             texts                   `tfsdk:"team_ids"`
	Rules               texts                   `tfsdk:"rules"`
	WarnRules           texts                   `tfsdk:"warn_rules"`
	MaxFindings         map[string]types.Number `tfsdk:"max_findings"`
	MaxPercent          map[string]types.Number `tfsdk:"max_percent"`
	OnFindings          types.String            `tfsdk:"on_findings"`
	IdentifyPeopleBy    types.String            `tfsdk:"identify_people_by"`
	PackContents        map[string]texts        `tfsdk:"pack_contents"`

	ExpectedEntitlements map[string]texts `tfsdk:"expected_entitlements"`
}

type exemptionArgument struct {
	Email  types.String `tfsdk:"email"`
	Rules  texts        `tfsdk:"rules"`
	Until  types.String `tfsdk:"until"`
	Reason types.String `tfsdk:"reason"`
}

// The values of on_findings and identify_people_by, and the special value of
// until in an exemption.
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
		"as_of": schema.StringAttribute{Optional: true, MarkdownDescription: "Point in time for the evaluation, in RFC 3339 format, such as the value of `plantimestamp()`. Default: the time at which the provider reads the data. The default is not stored. " +
			"A time that is in the future or more than 7 days in the past causes a warning. For example, with an old date from a copied configuration, the audit would find no one idle."},
		"inactive_days": wholeNumberArgument("Number of days without use after which a person is `inactive` and a license is `reclaimable`. Must be 0 or more."),
		"grace_days":    wholeNumberArgument("Number of days after an assignment during which a person does not count as `inactive` or `never_seen`, and a license does not count as `reclaimable`. Default: 30, because JetBrains does not allow a license to be revoked earlier. For `reclaimable`, a smaller value counts as 30."),
		"expiring_days": wholeNumberArgument("A license that will not renew is `expiring` if it ends within this number of days. Must be 0 or more."),
		"allowed_email_domains": list("Your own email domains, for the rule `external`: `acme.example` for the domain itself, `*.acme.example` for its subdomains. A leading `@` is accepted, but an email address is an error. " +
			"Null and blank elements are ignored. A list without any other elements is an error."),
		"directory_emails": list("Addresses of everyone in your identity provider, for the rule `unmatched`. The comparison ignores letter case. Null and blank elements are ignored. A list without any other elements is an error. " +
			"The data source stores null in the state instead of this list. `summary.directory_size` contains the number of addresses."),
		"exempt_emails": list("Addresses of people who are permanently exempt from every rule about people, which means all rules except `expiring` and `exhausted`. Null and blank elements are ignored.", elements(emailText)),
		"exemptions": schema.ListNestedAttribute{
			Optional:            true,
			MarkdownDescription: "People who are exempt from some rules about people, until a date or permanently. `rules` and `until` are required. Otherwise, a typo such as `unitl` would exempt a person forever, because Terraform ignores unknown attributes.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"email":  schema.StringAttribute{Required: true, MarkdownDescription: "Address of the person."},
				"rules":  schema.ListAttribute{Required: true, ElementType: types.StringType, MarkdownDescription: "Rules that the person is exempt from, or `[\"all\"]` for all rules about people. `expiring` and `exhausted` are not rules about people."},
				"until":  schema.StringAttribute{Required: true, MarkdownDescription: "End of the exemption, exclusive: a date, an RFC 3339 time, or `never`. A date such as `2027-01-31` means the start of that day in UTC."},
				"reason": schema.StringAttribute{Optional: true, MarkdownDescription: "Reason for the exemption, shown in `exempted` and `stale_exemptions`."},
			}},
		},
		"min_available": schema.MapAttribute{Optional: true, ElementType: types.NumberType, Validators: []validator.Map{wholeNumberElements},
			MarkdownDescription: "Minimum number of available seats of each product, as a map from product codes to numbers, for the rule `exhausted`. A product without licenses has no available seats. A map without any product is an error, and so is a product that `product_codes` excludes."},
		"min_licenses": wholeNumberArgument("Minimum number of licenses to audit. If there are fewer, the audit fails with an error. Default: 1, because an audit of no licenses would pass. To allow such an audit, set `0`."),
		"require_scope": schema.StringAttribute{Optional: true, Validators: []validator.String{oneOf(string(licensing.ScopeOrganization), string(licensing.ScopeTeam))},
			MarkdownDescription: "Required scope of the token: `organization` or `team`. A token with the other scope is an error. If not set, a team token causes a warning, because its audit could be mistaken for an audit of the whole company."},
		"product_codes": list("Audits only licenses for these product codes. A product without licenses in the account is an error, so that a typo cannot go unnoticed."),
		"team_ids":      list("Audits only licenses of the teams with these IDs. A team that is not in the account is an error."),
		"rules": list("Rules in force. Default: each of `inactive`, `external`, `unmatched`, `expiring`, `exhausted`, `missing_entitlement`, and `unexpected_entitlement` whose argument is set. Possible rules: " + rules + ". " +
			"A rule whose required argument is not set is an error, and so is an audit without any rule in force. An argument that no rule in force uses causes a warning."),
		"warn_rules": list("Rules in force that only warn. Their findings do not affect `passed`. A rule that is not in force is an error."),
		"max_findings": schema.MapAttribute{Optional: true, ElementType: types.NumberType, Validators: []validator.Map{wholeNumberElements},
			MarkdownDescription: "Maximum number of findings that a rule can have without failing the audit, as a map from rules to numbers. For a rule without any limit, a single finding fails the audit, unless the rule is in `warn_rules`."},
		"max_percent": schema.MapAttribute{Optional: true, ElementType: types.NumberType,
			MarkdownDescription: "Maximum percentage of findings that a rule can have without failing the audit, as a map from rules to percentages (0 to 100). It is a percentage of what the rule covers: `summary.people` for `inactive`, `never_seen`, `external`, and `unmatched`; the products in `min_available` for `exhausted`; all audited licenses for `expiring`; the declared pairs for `missing_entitlement`; and licenses that people hold for the other rules. If a rule covers nothing, a single finding exceeds any percentage. If a rule is also in `max_findings`, both limits apply."},
		"on_findings": schema.StringAttribute{Optional: true, Validators: []validator.String{oneOf(onFindingsNone, onFindingsWarn, onFindingsError)},
			MarkdownDescription: "How the provider itself reports findings. `none` (default) reports nothing. `warn` reports findings that fail the audit as a warning. `error` reports them as an error, which fails the plan. Both `warn` and `error` also report findings that do not fail the audit, and stale exemptions, as warnings. " +
				"A report lists at most 50 findings and states how many more there are. For the ephemeral resource, this is the only way to name people in messages, because Terraform hides messages that contain ephemeral values."},
		"identify_people_by": schema.StringAttribute{Optional: true, Validators: []validator.String{oneOf(identifyByEmail, identifyByLicense)},
			MarkdownDescription: "How the result identifies people: `email` (default) or `license_id`. With `license_id`, the result contains no addresses, the lists of addresses are null, and each finding about a person is split into one finding for each license."},
		"pack_contents": packContentsArgument(),
		"expected_entitlements": schema.MapAttribute{Optional: true, ElementType: types.ListType{ElemType: types.StringType},
			MarkdownDescription: "People who should have each product, as a map from product codes to lists of addresses, for the rules `missing_entitlement` and `unexpected_entitlement`. An empty list means that no one should have the product. The audit ignores a product whose list is null. A map without any product is an error. If `product_codes` is set, the audit ignores declared products that `product_codes` does not name. If `team_ids` is set, a license of any team still counts for `missing_entitlement`. " +
				"The data source stores null in the state instead of this map."},
	}
}

// options converts the arguments to the domain's options. An error names the
// argument at fault.
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
			diags.AddAttributeError(path.Root("allowed_email_domains"), "Not an email domain", "The entry "+err.Error()+".")
		}
		o.AllowedDomains = &domains
	}
	for rule, n := range wholeNumbers(path.Root("max_findings"), a.MaxFindings, &diags) {
		o.MaxFindings[licensing.Rule(rule)] = n
	}
	for rule, p := range a.MaxPercent {
		if !p.IsNull() {
			// Out of the range of a float64, a number becomes infinite or 0. The
			// audit rejects the first, and the second is close enough.
			o.MaxPercent[licensing.Rule(rule)], _ = p.ValueBigFloat().Float64()
		}
	}
	if a.ExpectedEntitlements != nil {
		o.ExpectedEntitlements = make(map[string][]string, len(a.ExpectedEntitlements))
		for code, emails := range a.ExpectedEntitlements {
			if emails == nil {
				continue // null declares nothing, unlike an empty list
			}
			for i, email := range emails {
				if text := strings.TrimSpace(email.ValueString()); text != "" && !value.IsEmail(text) {
					diags.AddAttributeError(path.Root("expected_entitlements").AtMapKey(code).AtListIndex(i), "Not an email address", notAnEmail(text))
				}
			}
			o.ExpectedEntitlements[code] = emails.values()
		}
	}
	for i, e := range a.Exemptions {
		if e == nil || e.Email.IsNull() || e.Rules == nil || e.Until.IsNull() {
			continue // already an error, because these are required
		}
		if text := strings.TrimSpace(e.Email.ValueString()); !value.IsEmail(text) {
			diags.AddAttributeError(path.Root("exemptions").AtListIndex(i).AtName("email"), "Not an email address", notAnEmail(text))
		}
		exemption := licensing.Exemption{Email: e.Email.ValueString(), Rules: rulesOf(e.Rules), Reason: optionalText(e.Reason)}
		if until := strings.TrimSpace(e.Until.ValueString()); until != untilNever {
			until, err := licensing.ParseDateOrTime(until)
			at := path.Root("exemptions").AtListIndex(i).AtName("until")
			switch {
			case err != nil:
				diags.AddAttributeError(at, "The end of an exemption is not a date",
					fmt.Sprintf("In the exemption for %s, %s. To exempt the person permanently, write never.", value.Printable(e.Email.ValueString(), maxSubjectName), err))
			case until.IsZero():
				diags.AddAttributeError(at, "The end of an exemption is not a date",
					"Some programs write 0001-01-01 for a date that is not set. Write a real date or, to exempt the person permanently, never.")
			}
			exemption.Until = until
		}
		o.Exemptions = append(o.Exemptions, exemption)
	}
	return o, diags
}

// asOfArgument returns the instant of the evaluation: as_of or, if that is not
// set, the time of the read.
func asOfArgument(text types.String, readAt time.Time, diags *diag.Diagnostics) time.Time {
	if text.IsNull() {
		return readAt
	}
	asOf, err := licensing.ParseTime(strings.TrimSpace(text.ValueString()))
	switch {
	case err != nil:
		diags.AddAttributeError(path.Root("as_of"), "as_of is not a time", err.Error()+".")
	case asOf.IsZero():
		diags.AddAttributeError(path.Root("as_of"), "as_of is not a time", "Some programs write 0001-01-01 for a time that is not set. Leave as_of out, or set it to plantimestamp().")
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
		return nil, domainError(auditName+auditRefused, err)
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
