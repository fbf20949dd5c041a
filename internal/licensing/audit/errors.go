package audit

import (
	"fmt"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit/rules"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// UnknownRuleError says that an exemption names a rule that does not exist.
type UnknownRuleError struct {
	Exemption int // its index
	Rule      rules.Name
}

func (e *UnknownRuleError) Error() string {
	names := map[string]value.Optional[string]{}
	for _, rule := range rules.All() {
		if rule.Exemptable() {
			names[string(rule.Name)] = value.Optional[string]{}
		}
	}
	return fmt.Sprintf("exemptions[%d] names the rule %s, which does not exist. The rules about people and their licenses are %s", e.Exemption,
		value.Quoted(string(e.Rule), licensing.MaxQuoted), strings.Join(value.NearestFirst(names, []string{string(e.Rule)}), ", "))
}

// Attribute names the argument at fault.
func (e *UnknownRuleError) Attribute() string { return "exemptions" }

// NoRuleError says that no rule is enabled: the audit would pass regardless of
// the licenses.
type NoRuleError struct{}

func (e *NoRuleError) Error() string {
	var names []string
	for _, rule := range rules.All() {
		names = append(names, string(rule.Name))
	}
	return "No rule is enabled, so the audit would pass regardless of the licenses. Enable a rule by writing its object, such as inactive = { days = 90 } or overlapping = {}. " +
		"The rules are " + strings.Join(names, ", ")
}
