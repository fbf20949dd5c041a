package audit

import (
	"fmt"
	"strconv"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit/rules"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// defaultMinLicenses makes an audit of nothing an error.
const defaultMinLicenses = 1

// Severity says whether the findings of a rule can fail the audit.
type Severity string

// The findings of a rule are errors or warnings.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
)

// RuleOptions enable a rule. They are its object in the arguments.
type RuleOptions struct {
	Severity    Severity            // empty: error
	MaxFindings value.Optional[int] // a rule within its limits does not fail the audit; with both, both must hold
	MaxPercent  *value.Decimal      // 0 to 100, of what the rule looks at
	Values      map[string]any      // see rules.Arguments
}

// Options say what an audit judges. Emails are taken as a person types them.
// Lists and maps must not change while an Audit made of them is used.
type Options struct {
	AsOf     time.Time       // the instant of the evaluation; required
	Identity *value.Identity // which addresses are one person; nil: no aliases

	Rules        map[rules.Name]RuleOptions // the enabled ones; none is an error
	Exemptions   []Exemption
	PackContents licensing.Packs     // replaces the built-in packs with the same code
	Selection    licensing.Selection // judge only these licenses; an empty list is an error
	MinLicenses  value.Optional[int] // fewer judged licenses than this is an error; absent: defaultMinLicenses

	// IdentifyByLicense leaves every email and every name out of the result.
	IdentifyByLicense bool
}

// Audit is a checked set of options. It is immutable: one Audit can judge many
// organizations, even concurrently.
type Audit struct {
	options     Options
	minLicenses int
	packs       licensing.Packs
	enabled     []enabledRule // sorted by name
	exemptions  exemptions
}

// enabledRule is a rule with its options.
type enabledRule struct {
	*rules.Rule
	options RuleOptions
	check   rules.Check
}

// New checks the options, before anything needs to be read. Its errors are
// *licensing.ArgumentError, *UnknownRuleError, and *NoRuleError; each has a
// method Attribute, which returns the path of the argument at fault.
func New(options Options) (*Audit, error) {
	options.AsOf = options.AsOf.UTC()
	if options.AsOf.IsZero() {
		return nil, &licensing.ArgumentError{Argument: "as_of", Reason: "is missing. Every audit needs a point in time"}
	}
	if err := licensing.CheckSelection(options.Selection); err != nil {
		return nil, err
	}
	a := &Audit{options: options, minLicenses: defaultMinLicenses, packs: licensing.BuiltInPacks().WithOverrides(options.PackContents)}
	if options.MinLicenses.Set {
		if a.minLicenses = options.MinLicenses.Value; a.minLicenses < 0 {
			return nil, &licensing.ArgumentError{Argument: "min_licenses", Reason: fmt.Sprintf("is %d, but must be 0 or more", a.minLicenses)}
		}
	}
	if err := a.enable(); err != nil {
		return nil, err
	}
	if err := a.readExemptions(); err != nil {
		return nil, err
	}
	return a, nil
}

// enable prepares the rules whose objects are written.
func (a *Audit) enable() error {
	context := &rules.Context{
		AsOf: a.options.AsOf, Identity: a.options.Identity, Packs: a.packs,
		Selection: a.options.Selection, ByLicense: a.options.IdentifyByLicense,
	}
	for _, rule := range rules.All() {
		options, ok := a.options.Rules[rule.Name]
		if !ok {
			continue
		}
		if err := options.validate(rule); err != nil {
			return err
		}
		check, err := rule.Prepare(&rules.Arguments{Rule: rule.Name, Values: options.Values}, context)
		if err != nil {
			return err
		}
		a.enabled = append(a.enabled, enabledRule{rule, options, check})
	}
	if len(a.enabled) == 0 {
		return &NoRuleError{}
	}
	return nil
}

// validate checks what every rule's object has in common, and the range of its
// numbers.
func (o *RuleOptions) validate(rule *rules.Rule) error {
	fail := func(argument, reason string) error {
		return &licensing.ArgumentError{Argument: string(rule.Name) + "." + argument, Reason: reason}
	}
	if o.Severity != "" && o.Severity != SeverityError && o.Severity != SeverityWarning {
		return fail("severity", fmt.Sprintf("is %s, but must be error or warning", value.Quoted(string(o.Severity), licensing.MaxQuoted)))
	}
	if o.MaxFindings.Value < 0 {
		return fail("max_findings", fmt.Sprintf("is %d, but must be 0 or more", o.MaxFindings.Value))
	}
	if o.MaxPercent != nil && (o.MaxPercent.Compare(value.Decimal{}) < 0 || o.MaxPercent.Compare(value.DecimalOf(100)) > 0) {
		return fail("max_percent", fmt.Sprintf("is %s, but must be from 0 to 100", o.MaxPercent))
	}
	names := value.SetOf[string]()
	for _, parameter := range rule.Parameters {
		names.Add(parameter.Name)
		v, set := o.Values[parameter.Name]
		switch {
		case !set && parameter.Required:
			return fail(parameter.Name, "is missing. The rule needs it")
		case set && !parameter.Kind.Accepts(v):
			return fail(parameter.Name, fmt.Sprintf("has a value of the wrong type: %T", v))
		}
		if key, number := negative(v); number != "" {
			if key == "" {
				return fail(parameter.Name, "is "+number+", but must be 0 or more")
			}
			return &licensing.ArgumentError{Argument: string(rule.Name) + "." + parameter.Name, MapKey: key, Reason: "has the number " + number + ", but it must be 0 or more"}
		}
	}
	for _, name := range value.SortedKeys(o.Values) {
		if !names.Has(name) {
			return fail(name, "is not an argument of this rule")
		}
	}
	return nil
}

// negative returns the number below 0 in a value, and its key if the value is a
// map. There is no number if none is below 0.
func negative(v any) (key, number string) {
	switch n := v.(type) {
	case int:
		if n < 0 {
			return "", strconv.Itoa(n)
		}
	case map[string]int:
		for _, key := range value.SortedKeys(n) {
			if n[key] < 0 {
				return key, strconv.Itoa(n[key])
			}
		}
	case map[string]value.Decimal:
		for _, key := range value.SortedKeys(n) {
			if n[key].Compare(value.Decimal{}) < 0 {
				return key, n[key].String()
			}
		}
	}
	return "", ""
}
