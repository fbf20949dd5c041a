package licensing

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// maxAsOfAge is how many days old as_of can be without a warning: with an old
// date from a copied example, the audit would find no one idle.
const maxAsOfAge = 7

// AuditWarning says how the result of an audit could be misread.
type AuditWarning struct {
	Argument string // the one it is about
	Summary  string
	Detail   string // sentences: what happened, and what to do
}

// Warnings returns what a reader of the audit's result should know, in a fixed
// order. The instant at which the organization was read comes from the caller.
func (a *Audit) Warnings(organization *Organization, readAt time.Time) []AuditWarning {
	var warnings []AuditWarning
	warnings = append(warnings, a.asOfWarnings(readAt.UTC())...)
	warnings = append(warnings, a.scopeWarnings(organization)...)
	warnings = append(warnings, a.unusedArguments()...)
	if a.options.ExpectedEntitlements != nil && len(a.expected) == 0 {
		warnings = append(warnings, AuditWarning{
			"expected_entitlements", "No declared entitlement is audited",
			"product_codes leaves out every product in expected_entitlements, so the audit cannot find missing or unexpected entitlements. Add one of these products to product_codes, or leave one of the two arguments out.",
		})
	}
	warnings = append(warnings, unknownCodes("expected_entitlements", sortedKeys(a.options.ExpectedEntitlements), organization)...)
	warnings = append(warnings, unknownCodes("min_available", sortedKeys(a.options.MinAvailable), organization)...)
	if a.notAddresses > 0 {
		warnings = append(warnings, AuditWarning{
			"directory_emails", "directory_emails contains values that are not email addresses",
			fmt.Sprintf("%d of %d values are not email addresses such as jane.doe@acme.example, the first one is number %d (blank values are not counted). They match no license holder, so people in the directory may be reported as unmatched. "+
				"Pass only addresses, one for each element, without names.", a.notAddresses, a.directoryValues, a.firstNotAddress),
		})
	}
	return append(warnings, UnknownPackContents(a.options.PackContents, organization)...)
}

func (a *Audit) asOfWarnings(readAt time.Time) []AuditWarning {
	asOf := a.options.AsOf
	switch {
	case asOf.After(readAt):
		return []AuditWarning{{
			"as_of", "as_of is in the future",
			fmt.Sprintf("The result is as of %s, but the data was read just now. People may still use their licenses until then. "+
				"To evaluate the current state, leave as_of out, or set it to plantimestamp().", asOf.Format(time.RFC3339)),
		}}
	case asOf.Before(daysBefore(readAt, maxAsOfAge)):
		exemptions := ""
		if slices.ContainsFunc(a.options.Exemptions, func(e Exemption) bool { return !e.Until.IsZero() }) {
			exemptions = ", and exemptions that have expired since then may still apply"
		}
		return []AuditWarning{{
			"as_of", "as_of is more than a week old",
			fmt.Sprintf("The result is as of %s, but the data was read just now. People and licenses that have become idle since then are not found%s. "+
				"Leave as_of out, or set it to plantimestamp().", asOf.Format(time.RFC3339), exemptions),
		}}
	}
	return nil
}

func (a *Audit) scopeWarnings(organization *Organization) []AuditWarning {
	account := &organization.Account
	if a.options.RequireScope != "" || account.Scope != ScopeTeam {
		return nil
	}
	team := "one team"
	if len(account.Teams) > 0 {
		team = "team " + nameWithID(account.Teams[0].Name.Value, account.Teams[0].ID)
	}
	return []AuditWarning{{
		"require_scope", "The audit covers only one team",
		fmt.Sprintf("The token belongs to %s, so the licenses of other teams were not read, and the result does not cover the whole organization. "+
			"If that is intended, set require_scope = \"team\". Otherwise, use a token for the organization.", team),
	}}
}

func nameWithID(name, id string) string {
	if name = display(name); name != "" {
		return name + " (" + display(id) + ")"
	}
	return display(id)
}

// unusedArguments finds arguments that no rule in force uses, although their
// author expects them to have an effect.
func (a *Audit) unusedArguments() []AuditWarning {
	o := &a.options
	var aboutPeople, exempted, limited, shared []Rule
	for i := range ruleTable {
		if ruleTable[i].aboutPeople() {
			aboutPeople = append(aboutPeople, ruleTable[i].name)
		}
		if _, ok := o.MaxFindings[ruleTable[i].name]; ok {
			limited = append(limited, ruleTable[i].name)
		}
		if _, ok := o.MaxPercent[ruleTable[i].name]; ok {
			shared = append(shared, ruleTable[i].name)
		}
	}
	for i := range o.Exemptions {
		exempted = append(exempted, o.Exemptions[i].Rules...)
	}
	if slices.Contains(exempted, RuleAll) {
		exempted = aboutPeople
	}
	var warnings []AuditWarning
	for _, use := range []struct {
		argument string
		set      bool
		rules    []Rule
	}{
		{"inactive_days", o.InactiveDays.Set, []Rule{RuleInactive, RuleReclaimable}},
		{"grace_days", o.GraceDays.Set, []Rule{RuleInactive, RuleNeverSeen, RuleReclaimable}},
		{"expiring_days", o.ExpiringDays.Set, []Rule{RuleExpiring}},
		{"allowed_email_domains", o.AllowedDomains != nil, []Rule{RuleExternal}},
		{"directory_emails", o.Directory != nil, []Rule{RuleUnmatched}},
		{"min_available", o.MinAvailable != nil, []Rule{RuleExhausted}},
		{"expected_entitlements", o.ExpectedEntitlements != nil, []Rule{RuleMissingEntitlement, RuleUnexpectedEntitlement}},
		{"pack_contents", len(o.PackContents) > 0, []Rule{RuleMissingEntitlement, RuleOverlapping}},
		{"exempt_emails", len(o.ExemptEmails) > 0, aboutPeople},
		{"exemptions", len(o.Exemptions) > 0, exempted},
		{"max_findings", len(o.MaxFindings) > 0, limited},
		{"max_percent", len(o.MaxPercent) > 0, shared},
	} {
		if use.set && !slices.ContainsFunc(use.rules, a.isInForce) {
			warnings = append(warnings, AuditWarning{
				use.argument, "No rule in force uses " + use.argument,
				fmt.Sprintf("%s applies to %s, but the rules in force are %s. Add a rule that it applies to, or leave %s out.",
					use.argument, names(use.rules), names(a.rulesInForce()), use.argument),
			})
		}
	}
	return warnings
}

func (a *Audit) isInForce(rule Rule) bool { return a.inForce.has(string(rule)) }

func (a *Audit) rulesInForce() []Rule {
	var rules []Rule
	for _, name := range sortedKeys(a.inForce) {
		rules = append(rules, Rule(name))
	}
	return rules
}

func names(rules []Rule) string {
	texts := make([]string, len(rules))
	for i, rule := range rules {
		texts[i] = string(rule)
	}
	return strings.Join(texts, ", ")
}

// UnknownPackContents warns about codes in pack_contents that are likely typos,
// which would make a pack cover nothing.
func UnknownPackContents(contents Packs, organization *Organization) []AuditWarning {
	var codes []string
	for _, pack := range sortedKeys(contents) {
		codes = append(append(codes, pack), contents.Contents(pack)...)
	}
	return unknownCodes("pack_contents", codes, organization)
}

// unknownCodes warns about codes in an argument that occur neither in a license
// nor in the built-in table: most likely a typo.
func unknownCodes(argument string, codes []string, organization *Organization) []AuditWarning {
	if len(codes) == 0 {
		return nil
	}
	known := ProductNames(organization.Licenses)
	unknown := slices.DeleteFunc(missingFrom(codes, known), func(code string) bool { return FallbackProductName(code).Set })
	if len(unknown) == 0 {
		return nil
	}
	quoted := quotedAll(unknown)
	detail := fmt.Sprintf("Neither the licenses of the account nor the provider's built-in table contain %s. Check the spelling and the letter case.", listingOf(quoted, 10, "more"))
	if len(known) > 0 {
		detail += " The account has " + listingOf(nearestFirst(known, unknown), 10, "more") + "."
	}
	return []AuditWarning{{argument, argument + " names an unknown product code: " + listingOf(quoted, 3, "more"), detail}}
}
