package licensing

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// DefaultGraceDays is the period in which JetBrains itself locks an assignment:
// the API cannot revoke a seat until it has been assigned for 30 days.
const DefaultGraceDays = 30

// DefaultMinLicenses makes an audit of nothing an error.
const DefaultMinLicenses = 1

// AuditOptions say what an audit checks. Absent options check nothing.
// Days are whole days of 24 hours, 0 or more. Emails are taken as a person
// types them: normalized here, with blank ones dropped. Keys of maps must be
// trimmed. Lists and maps must not change while an Audit made of them is used.
type AuditOptions struct {
	AsOf     time.Time       // the instant of the evaluation; required
	Identity *value.Identity // which addresses are one person; nil: no aliases

	InactiveDays   value.Optional[int] // for inactive and reclaimable
	GraceDays      value.Optional[int] // absent: DefaultGraceDays
	ExpiringDays   value.Optional[int] // for expiring
	AllowedDomains *Domains            // for external; nil: not checked, empty: an error
	Directory      []string            // emails, for unmatched; nil: not checked, empty: an error
	MinAvailable   map[string]int      // product code to seats, for exhausted; nil: not checked, empty: an error
	PackContents   Packs               // for overlapping and missing_entitlement: replaces the built-in packs with the same code

	// ExpectedEntitlements, for missing_entitlement and unexpected_entitlement:
	// product code to the emails of those who should have it. Nil: not checked,
	// empty: an error; a product without emails is one that no person should
	// have.
	ExpectedEntitlements map[string][]string

	Selection    Selection           // audit only these licenses; an empty list is an error
	MinLicenses  value.Optional[int] // fewer licenses to audit than this is an error; absent: DefaultMinLicenses
	RequireScope Scope               // a token with another scope is an error; empty: any scope

	ExemptEmails []string // permanently exempt from every rule about people
	Exemptions   []Exemption

	Rules       []Rule // in force; nil: the default ones whose argument is given
	WarnRules   []Rule // the rules in force that never fail the audit
	MaxFindings map[Rule]int
	MaxPercent  map[Rule]float64

	// IdentifyByLicense leaves every email and every name out of the result.
	IdentifyByLicense bool
}

// Exemption exempts one person from rules about people.
type Exemption struct {
	Email  string
	Rules  []Rule    // about people, or RuleAll; none is an error
	Until  time.Time // exclusive; zero: never ends
	Reason value.Optional[string]
}

// Audit is a checked set of options. It is immutable: one Audit can evaluate
// many organizations, even concurrently.
type Audit struct {
	options AuditOptions // normalized

	inForce set // of rule names
	warns   set

	graceDays       int
	minLicenses     int
	inactiveLimit   time.Time // last seen at or before this time is inactive
	graceLimit      time.Time // assigned at or before this time is past the grace period
	lockLimit       time.Time // assigned at or before this time is also past JetBrains' lock
	expiringLimit   time.Time // valid until this time or earlier is expiring
	directory       set
	directoryValues int // of the directory, without blank ones
	notAddresses    int // those of them that are not addresses, and match no one
	firstNotAddress int // the place of the first one, counted from 1
	domainsText     string
	packs           Packs
	covers          map[string]set // pack code to the codes it covers
	expected        map[string]set // for each audited product, the emails of the people who should have it; nil: not checked
	declared        []DeclaredEntitlement

	declaredPeople set // the emails of all declared people, even of products that are not audited
	exemptions     exemptions
}

// NewAudit checks the options, before anything needs to be read. Its errors are
// *ArgumentError, *UnknownRuleError, *MissingArgumentError,
// *RuleNotInForceError and *NoRuleError; each has a method Attribute, which
// returns the name of the argument at fault in the schema.
func NewAudit(options AuditOptions) (*Audit, error) {
	options.AsOf = options.AsOf.UTC()
	a := &Audit{options: options, graceDays: DefaultGraceDays, minLicenses: DefaultMinLicenses, packs: BuiltInPacks().WithOverrides(options.PackContents)}
	if options.GraceDays.Set {
		a.graceDays = options.GraceDays.Value
	}
	if options.MinLicenses.Set {
		a.minLicenses = options.MinLicenses.Value
	}
	for _, step := range []func() error{a.checkNumbers, a.readLists, a.readExpected, a.chooseRules, a.checkLimits, a.readExemptions} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	a.inactiveLimit = daysBefore(options.AsOf, options.InactiveDays.Value)
	a.graceLimit = daysBefore(options.AsOf, a.graceDays)
	a.lockLimit = daysBefore(options.AsOf, max(a.graceDays, DefaultGraceDays))
	a.expiringLimit = daysAfter(options.AsOf, options.ExpiringDays.Value)
	a.covers = make(map[string]set, len(a.packs))
	for code := range a.packs {
		a.covers[code] = setOf(a.packs.Contents(code))
	}
	return a, nil
}

func (a *Audit) checkNumbers() error {
	o := &a.options
	if o.AsOf.IsZero() {
		return &ArgumentError{"as_of", "is missing. Every audit needs a point in time"}
	}
	for _, n := range []struct {
		argument string
		value    int
	}{
		{"inactive_days", o.InactiveDays.Value}, {"grace_days", o.GraceDays.Value}, {"expiring_days", o.ExpiringDays.Value},
		{"min_licenses", o.MinLicenses.Value},
	} {
		if n.value < 0 {
			return &ArgumentError{n.argument, fmt.Sprintf("is %d, but must be 0 or more", n.value)}
		}
	}
	if o.MinAvailable != nil && len(o.MinAvailable) == 0 {
		return &ArgumentError{"min_available", "names no product, so it would check nothing. Name a product, or leave the argument out"}
	}
	products := setOf(o.Selection.ProductCodes)
	for _, code := range sortedKeys(o.MinAvailable) {
		if strings.TrimSpace(code) == "" {
			return &ArgumentError{"min_available", "has a blank product code. Each key must be a product code, such as WS"}
		}
		if n := o.MinAvailable[code]; n < 0 {
			return &ArgumentError{"min_available", fmt.Sprintf("requires %d seats of %q, but the number must be 0 or more", n, code)}
		}
		if !products.allows(code) {
			return &ArgumentError{"min_available", fmt.Sprintf("names %q, which product_codes leaves out, so the audit does not cover its seats. Add it to product_codes, or remove it from min_available", code)}
		}
	}
	return nil
}

func (a *Audit) readLists() error {
	o := &a.options
	for _, list := range []struct {
		argument string
		values   []string
	}{{"product_codes", o.Selection.ProductCodes}, {"team_ids", o.Selection.TeamIDs}} {
		if list.values != nil && len(list.values) == 0 {
			return &ArgumentError{list.argument, "is empty, so it would select no licenses. Leave the argument out to select all licenses"}
		}
	}
	if o.AllowedDomains != nil {
		if o.AllowedDomains.Empty() {
			return &ArgumentError{"allowed_email_domains", "names no domain, so every person would be external. Name a domain, or leave the argument out"}
		}
		a.domainsText = listing(o.AllowedDomains.Strings(), "domains")
	}
	if o.Directory != nil {
		a.directory = make(set, len(o.Directory))
		for _, text := range o.Directory {
			email := o.Identity.Email(text)
			if email == "" {
				continue
			}
			a.directory[email] = struct{}{}
			a.directoryValues++
			if !value.IsEmail(email) {
				if a.notAddresses++; a.notAddresses == 1 {
					a.firstNotAddress = a.directoryValues
				}
			}
		}
		if len(a.directory) == 0 {
			return &ArgumentError{"directory_emails", "contains no email address, so every person would be missing from it. Check where the list comes from, or leave the argument out"}
		}
	}
	return nil
}

// chooseRules determines which rules are in force. A rule in warn_rules that is
// not in force is an error, because its author expects it to be evaluated.
func (a *Audit) chooseRules() error {
	o := &a.options
	a.inForce, a.warns = set{}, set{}
	if o.Rules == nil {
		for i := range ruleTable {
			if r := &ruleTable[i]; r.byDefault && r.given(o) {
				a.inForce[string(r.name)] = struct{}{}
			}
		}
	}
	for _, name := range o.Rules {
		if err := a.checkRule("rules", name); err != nil {
			return err
		}
		a.inForce[string(name)] = struct{}{}
	}
	for _, name := range o.WarnRules {
		if err := a.checkRule("warn_rules", name); err != nil {
			return err
		}
		if !a.inForce.has(string(name)) {
			return &RuleNotInForceError{name}
		}
		a.warns[string(name)] = struct{}{}
	}
	if len(a.inForce) == 0 {
		return &NoRuleError{}
	}
	return nil
}

// checkRule checks that a rule exists and has its argument.
func (a *Audit) checkRule(argument string, name Rule) error {
	r := findRule(name)
	if r == nil {
		return &UnknownRuleError{argument, name}
	}
	if !r.given(&a.options) {
		return &MissingArgumentError{argument, name, r.needs}
	}
	return nil
}

// checkLimits accepts a limit for a rule that is not in force, so that a shared
// policy can set its limits once, no matter which rules its users choose.
func (a *Audit) checkLimits() error {
	for _, name := range slices.Sorted(maps.Keys(a.options.MaxFindings)) {
		if findRule(name) == nil {
			return &UnknownRuleError{"max_findings", name}
		}
		if n := a.options.MaxFindings[name]; n < 0 {
			return &ArgumentError{"max_findings", fmt.Sprintf("allows %d findings of %s, but the number must be 0 or more", n, name)}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(a.options.MaxPercent)) {
		if findRule(name) == nil {
			return &UnknownRuleError{"max_percent", name}
		}
		if p := a.options.MaxPercent[name]; math.IsNaN(p) || p < 0 || p > 100 {
			return &ArgumentError{"max_percent", fmt.Sprintf("allows %v percent for %s, but the number must be from 0 to 100", p, name)}
		}
	}
	return nil
}
