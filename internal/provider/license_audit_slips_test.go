//go:build !race

package provider_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit/rules"
)

// slip is a data source in which one attribute of a rule's object is misspelled.
type slip struct{ rule, attribute, config string }

func (s slip) name() string { return s.rule + "_" + s.attribute }

// slipOf misspells an attribute that would excuse or narrow.
func slipOf(rule, attribute string, v any) slip {
	values := with(findingRules()[rule].(object), object{misspelled(attribute): v})
	delete(values, attribute)
	s := slip{rule: rule, attribute: attribute}
	s.config = auditConfig(s.name(), object{rule: values})
	return s
}

// misspelled drops the second letter.
func misspelled(name string) string { return name[:1] + name[2:] }

// auditConfig writes an audit as HCL, of whose expressions JSON is a part.
func auditConfig(name string, arguments object) string {
	var config strings.Builder
	fmt.Fprintf(&config, "data \"jetbrains_license_audit\" %q {\n  on_findings = \"none\"\n", name)
	for argument, v := range arguments {
		fmt.Fprintf(&config, "  %s = %s\n", argument, toJSON(v))
	}
	return config.String() + "}\n"
}

// Terraform drops an unknown attribute of an object without a word. So a slip in
// an optional attribute of a rule must give the strict default: an error, and no
// limits.
func TestAccASlipInARuleIsNeverLaxer(t *testing.T) {
	start(t, findingOrganization())
	var (
		config strings.Builder
		slips  []slip
	)
	for rule, values := range findingRules() {
		config.WriteString(auditConfig(rule, object{rule: values}))
	}
	for _, rule := range rules.All() {
		for attribute, lax := range (object{"severity": "warning", "max_findings": 1000, "max_percent": 100}) {
			slips = append(slips, slipOf(string(rule.Name), attribute, lax))
		}
		for _, parameter := range rule.Parameters {
			if !parameter.Required {
				slips = append(slips, slipOf(string(rule.Name), parameter.Name, 10_000))
			}
		}
	}
	for _, s := range slips {
		config.WriteString(s.config)
	}
	run(t, resource.TestStep{Config: config.String(), ConfigStateChecks: []statecheck.StateCheck{stateCheck(func(req statecheck.CheckStateRequest) error {
		results := map[string]map[string]any{}
		for _, r := range req.State.Values.RootModule.Resources {
			equal(t, r.Name+".passed", r.AttributeValues["passed"], false)
			for _, result := range r.AttributeValues["results"].(map[string]any) {
				results[r.Name] = result.(map[string]any)
			}
		}
		for _, s := range slips {
			result := results[s.name()]
			for name, want := range map[string]any{"severity": "error", "passed": false, "max_findings": nil, "max_percent": nil} {
				equal(t, s.name()+": "+name, result[name], want)
			}
			if s.attribute != "grace_days" || s.rule != "inactive" { // the only one that is not the default in findingRules
				equal(t, s.name()+": the result, as without the attribute", result, results[s.rule])
			}
		}
		return nil
	})}})
}

// A slip in a required attribute must be an error that names it.
func TestAccASlipInARequiredAttributeIsAnError(t *testing.T) {
	start(t, findingOrganization())
	var (
		config strings.Builder
		slips  []slip
	)
	for _, rule := range rules.All() {
		for _, parameter := range rule.Parameters {
			if parameter.Required {
				slips = append(slips, slipOf(string(rule.Name), parameter.Name, findingRules()[string(rule.Name)].(object)[parameter.Name]))
			}
		}
	}
	exemption := object{"email": "a@b.example", "rules": []any{"all"}, "until": "never"}
	for attribute, v := range exemption {
		changed := with(exemption, object{misspelled(attribute): v})
		delete(changed, attribute)
		s := slip{rule: "exemptions", attribute: attribute}
		s.config = auditConfig(s.name(), object{"trial": object{}, "exemptions": []any{changed}})
		slips = append(slips, s)
	}
	for _, s := range slips {
		config.WriteString(s.config)
	}
	message := ""
	runCase(t, resource.TestCase{
		ErrorCheck: func(err error) error {
			message = err.Error()
			return nil
		},
		Steps: []resource.TestStep{{Config: config.String()}},
	})
	errors := strings.Split(message, "Error: ")[1:]
	equal(t, "errors", len(errors), len(slips))
	for _, s := range slips {
		found := false
		for _, e := range errors {
			found = found || strings.Contains(e, fmt.Sprintf(`in data "jetbrains_license_audit" %q`, s.name())) && wrapped(fmt.Sprintf("attribute %q is required", s.attribute)).MatchString(e)
		}
		if !found {
			t.Errorf("no error says that %s.%s is required, in:\n%s", s.rule, s.attribute, message)
		}
	}
}

// stateCheck is a check of the whole state.
type stateCheck func(statecheck.CheckStateRequest) error

func (c stateCheck) CheckState(_ context.Context, req statecheck.CheckStateRequest, resp *statecheck.CheckStateResponse) {
	resp.Error = c(req)
}
