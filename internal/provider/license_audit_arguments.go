package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit/rules"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// auditArguments are those of the data source and of the ephemeral resource.
type auditArguments struct {
	AsOf             types.String         `tfsdk:"as_of"`
	Exemptions       []*exemptionArgument `tfsdk:"exemptions"`
	MinLicenses      types.Number         `tfsdk:"min_licenses"`
	ProductCodes     textList             `tfsdk:"product_codes"`
	TeamIDs          textList             `tfsdk:"team_ids"`
	OnFindings       types.String         `tfsdk:"on_findings"`
	IdentifyPeopleBy types.String         `tfsdk:"identify_people_by"`
	PackContents     map[string]textList  `tfsdk:"pack_contents"`

	rules map[rules.Name]ruleObject // the enabled ones
}

type exemptionArgument struct {
	Email  types.String `tfsdk:"email"`
	Rules  textList     `tfsdk:"rules"`
	Until  types.String `tfsdk:"until"`
	Reason types.String `tfsdk:"reason"`
}

// readMore reads the objects of the rules.
func (a *auditArguments) readMore(ctx context.Context, config tfsdk.Config) diag.Diagnostics {
	var diags diag.Diagnostics
	a.rules, diags = readRules(ctx, config)
	return diags
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

// exemptionsAttribute is the list of exemptions, which bypasses the framework if
// it is large.
type exemptionsAttribute struct{ schema.ListNestedAttribute }

// auditArgumentSchema has validators only for what the audit does not check
// itself: audit.New sees the arguments as a whole and says more about them.
func auditArgumentSchema() map[string]schema.Attribute {
	list := func(description string) schema.Attribute {
		return schema.ListAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: description}
	}
	arguments := map[string]schema.Attribute{
		"as_of": schema.StringAttribute{Optional: true, MarkdownDescription: "Point in time for the evaluation, in RFC 3339 format, such as the value of `plantimestamp()`. " +
			"Default: the time at which the provider reads the data. The default is not stored. " +
			"A time that is in the future or more than 7 days in the past causes a warning. For example, with an old date from a copied configuration, the audit would find no one inactive."},
		"exemptions": exemptionsAttribute{schema.ListNestedAttribute{Optional: true,
			MarkdownDescription: "People to exempt from rules about people and their licenses. An exempt person is in no list of these rules, and neither in their `count` nor in their `out_of`.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"email": schema.StringAttribute{Required: true, MarkdownDescription: "Address of the person."},
				"rules": schema.ListAttribute{Required: true, ElementType: types.StringType,
					MarkdownDescription: "Rules to exempt the person from, or `[\"all\"]`. Possible rules: " + exemptableRules() + ". A rule that does not exist, " +
						"or that is never about a person, is an error. A rule that is not enabled is not."},
				"until": schema.StringAttribute{Required: true, MarkdownDescription: "End of the exemption, exclusive: " +
					"a date, which means the start of that day in UTC, an RFC 3339 time, or `never`."},
				"reason": schema.StringAttribute{Optional: true, MarkdownDescription: "Reason for the exemption. It appears in `exempted` and `stale_exemptions`."},
			}},
		}},
		"min_licenses": wholeNumberArgument("Minimum number of licenses to judge. If there are fewer, the audit fails with an error. Default: " +
			"1, because an audit of no licenses would pass. To allow such an audit, set `0`."),
		"product_codes": list("Judges only licenses for these product codes. A product without licenses in the account is an error, so that a typo cannot go unnoticed. " +
			"Rules about people and overlaps still look at everything that a person holds."),
		"team_ids": list("Judges only licenses of the teams with these IDs. `none` judges the licenses without a team. A team that is not in the account is an error. " +
			"Rules about people and overlaps still look at everything that a person holds."),
		"on_findings": schema.StringAttribute{Optional: true, Validators: []validator.String{oneOf(onFindingsNone, onFindingsWarn, onFindingsError)},
			MarkdownDescription: "How the provider itself reports findings. `warn` (default) reports findings as a warning. " +
				"`error` reports findings that fail the audit as an error, which fails the plan. `none` reports nothing. " +
				"Both `warn` and `error` also report findings that do not fail the audit, and stale exemptions, as warnings. " +
				"A report lists at most 50 findings and states how many more there are. " +
				"For the ephemeral resource, this is the only way to name people in messages, because Terraform hides messages that contain ephemeral values."},
		"identify_people_by": schema.StringAttribute{Optional: true, Validators: []validator.String{oneOf(identifyByEmail, identifyByLicense)},
			MarkdownDescription: "How the result identifies people: `email` (default) or `license_id`. " +
				"With `license_id`, the result contains no addresses, the lists of addresses are null, and each finding about a person is split into one finding for each license."},
		"pack_contents": packContentsArgument(),
	}
	for _, rule := range rules.All() {
		arguments[string(rule.Name)] = ruleAttribute(rule)
	}
	return arguments
}

func exemptableRules() string {
	var names []string
	for _, rule := range rules.All() {
		if rule.Exemptable() {
			names = append(names, "`"+string(rule.Name)+"`")
		}
	}
	return strings.Join(names, ", ")
}

// options converts the arguments to the domain's options. An error names the
// argument at fault.
func (a *auditArguments) options(now time.Time, identity *value.Identity) (audit.Options, diag.Diagnostics) {
	var diags diag.Diagnostics
	o := audit.Options{
		AsOf:              asOfArgument(a.AsOf, now, &diags),
		Identity:          identity,
		Rules:             make(map[rules.Name]audit.RuleOptions, len(a.rules)),
		PackContents:      packOverrides(a.PackContents),
		Selection:         selectionOf(a.ProductCodes, a.TeamIDs),
		MinLicenses:       wholeNumber(path.Root("min_licenses"), a.MinLicenses, &diags),
		IdentifyByLicense: a.IdentifyPeopleBy.ValueString() == identifyByLicense,
	}
	for _, rule := range rules.All() {
		if object, enabled := a.rules[rule.Name]; enabled {
			options, more := object.options(rule)
			diags.Append(more...)
			o.Rules[rule.Name] = options
		}
	}
	for i, e := range a.Exemptions {
		at := path.Root("exemptions").AtListIndex(i)
		if e == nil {
			diags.AddAttributeError(at, "An exemption is null", "Remove the element, or write an object with email, rules, and until.")
			continue
		}
		exemption, more := e.exemption(at)
		diags.Append(more...)
		o.Exemptions = append(o.Exemptions, exemption)
	}
	return o, diags
}

// exemption converts one exemption. Its messages do not repeat the address or
// the reason, which may be marked as sensitive.
func (e *exemptionArgument) exemption(at path.Path) (audit.Exemption, diag.Diagnostics) {
	var diags diag.Diagnostics
	exemption := audit.Exemption{Email: e.Email.ValueString(), Rules: rulesOf(e.Rules), Reason: optionalString(e.Reason)}
	if !value.IsEmail(value.NormalizeEmail(exemption.Email)) {
		diags.AddAttributeError(at.AtName("email"), "Not an email address", fmt.Sprintf("%s is not an email address such as jane.doe@acme.example. "+
			"The provider identifies people by email address, never by name or user name.", at.AtName("email")))
	}
	until := strings.TrimSpace(e.Until.ValueString())
	if until == untilNever {
		return exemption, diags
	}
	end, err := licensing.ParseDateOrTime(until)
	at = at.AtName("until")
	switch {
	case err != nil:
		diags.AddAttributeError(at, "The end of an exemption is not a date", fmt.Sprintf("For %s, %s. To exempt the person permanently, write never.", at, err))
	case end.IsZero():
		diags.AddAttributeError(at, "The end of an exemption is not a date",
			"Some programs write 0001-01-01 for a date that is not set. Write a real date or, to exempt the person permanently, never.")
	}
	exemption.Until = end
	return exemption, diags
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

// complete reports whether every object has its required attributes.
func (a *auditArguments) complete() bool {
	for _, rule := range rules.All() {
		object, enabled := a.rules[rule.Name]
		for _, p := range rule.Parameters {
			if _, set := object[p.Name]; enabled && p.Required && !set {
				return false
			}
		}
	}
	return !slices.ContainsFunc(a.Exemptions, func(e *exemptionArgument) bool {
		return e == nil || e.Email.IsNull() || e.Rules == nil || e.Until.IsNull()
	})
}

// audit checks the arguments as a whole, before anything is read.
func (a *auditArguments) audit(now time.Time, identity *value.Identity) (*audit.Audit, error) {
	options, diags := a.options(now, identity)
	if diags.HasError() {
		return nil, &diagnosticsError{diags}
	}
	checked, err := audit.New(options)
	if err != nil {
		return nil, domainError(auditName+auditRefused, err)
	}
	return checked, nil
}

func rulesOf(list textList) []rules.Name {
	names := make([]rules.Name, 0, len(list))
	for _, v := range list.values() {
		names = append(names, rules.Name(v))
	}
	return names
}
