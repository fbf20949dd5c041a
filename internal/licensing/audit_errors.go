package licensing

import (
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// ArgumentError says that the value of one argument is invalid.
type ArgumentError struct {
	Argument string
	Reason   string // continues after the argument's name
}

func (e *ArgumentError) Error() string { return e.Argument + " " + e.Reason }

// Attribute names the argument at fault.
func (e *ArgumentError) Attribute() string { return e.Argument }

// UnknownRuleError says that an argument names a rule that does not exist.
type UnknownRuleError struct {
	Argument string
	Rule     Rule
}

func (e *UnknownRuleError) Error() string {
	names := map[string]value.Optional[string]{}
	for _, name := range RuleNames() {
		names[name] = value.Optional[string]{}
	}
	return fmt.Sprintf("%s names the rule %q, which does not exist. The rules are %s", e.Argument, value.Printable(string(e.Rule), maxValue),
		strings.Join(value.NearestFirst(names, []string{string(e.Rule)}), ", "))
}

// Attribute names the argument at fault.
func (e *UnknownRuleError) Attribute() string { return e.Argument }

// MissingArgumentError says that a rule is named without the argument that it
// needs: the rule could not find anything, and the audit would pass.
type MissingArgumentError struct {
	Argument string // where the rule is named
	Rule     Rule
	Needs    string // the argument that is missing
}

func (e *MissingArgumentError) Error() string {
	return fmt.Sprintf("%s names the rule %s, which requires %s. Set %s, or remove the rule", e.Argument, e.Rule, e.Needs, e.Needs)
}

// Attribute names the argument at fault.
func (e *MissingArgumentError) Attribute() string { return e.Argument }

// RuleNotInForceError says that warn_rules names a rule that is not in force.
type RuleNotInForceError struct{ Rule Rule }

func (e *RuleNotInForceError) Error() string {
	return fmt.Sprintf("warn_rules names the rule %s, which is not in force. List it in rules together with all other rules that you want, or remove it from warn_rules", e.Rule)
}

// Attribute names the argument at fault.
func (e *RuleNotInForceError) Attribute() string { return "warn_rules" }

// NoRuleError says that no rule is in force: the audit would pass regardless of
// the licenses.
type NoRuleError struct{}

func (e *NoRuleError) Error() string {
	var arguments []string
	for i := range ruleTable {
		if r := &ruleTable[i]; r.byDefault {
			arguments = append(arguments, r.needs)
		}
	}
	return fmt.Sprintf("No rule is in force, so the audit would pass regardless of the licenses. Set one of %s, or list rules in the argument rules (%s)",
		strings.Join(slices.Compact(arguments), ", "), strings.Join(RuleNames(), ", "))
}

// Attribute names the argument at fault.
func (e *NoRuleError) Attribute() string { return "rules" }

// TooFewLicensesError says that there are fewer licenses to audit than
// min_licenses asks for.
type TooFewLicensesError struct{ Read, Required int }

func (e *TooFewLicensesError) Error() string {
	text := fmt.Sprintf("min_licenses is %d, but the number of matching licenses is %d. Check the token's scope, product_codes, and team_ids", e.Required, e.Read)
	if e.Read == 0 {
		return text + ". A result about no licenses is rarely intended, so set min_licenses to 0 only if it is"
	}
	return text + ", or lower min_licenses"
}

// Attribute names the argument at fault.
func (e *TooFewLicensesError) Attribute() string { return "min_licenses" }

// ScopeError says that the token covers less, or more, than the audit requires.
type ScopeError struct{ Required, Actual Scope }

func (e *ScopeError) Error() string {
	return fmt.Sprintf("require_scope is %q, but the scope of the token is %q, so the result could be mistaken for that of the %s. Use a token for the %s, or change require_scope",
		e.Required, e.Actual, e.Required, e.Required)
}

// Attribute names the argument at fault.
func (e *ScopeError) Attribute() string { return "require_scope" }
