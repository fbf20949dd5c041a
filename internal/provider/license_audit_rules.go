package provider

import (
	"context"
	"fmt"
	"math/big"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit/rules"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// The schema of each rule's object, and how its values are read, follow from the
// declaration in package rules.

var severityText = oneOf(audit.SeverityError, audit.SeverityWarning)

// ruleAttribute is the schema of a rule's object.
func ruleAttribute(rule *rules.Rule) schema.Attribute {
	attributes := map[string]schema.Attribute{
		"severity": schema.StringAttribute{Optional: true, Validators: []validator.String{severityText},
			MarkdownDescription: "`error` (default), or `warning` if findings of this rule should never fail the audit."},
		"max_findings": wholeNumberArgument("Number of findings with which the rule still passes. Default: no findings, unless `max_percent` is set."),
		"max_percent": schema.NumberAttribute{Optional: true,
			MarkdownDescription: "Percentage of findings, from 0 to 100, with which the rule still passes. It is taken of the " + rule.Base() + ". If `max_findings` is set, too, both limits apply."},
	}
	for _, parameter := range rule.Parameters {
		attributes[parameter.Name] = parameterAttribute(parameter)
	}
	return schema.SingleNestedAttribute{Optional: true, Attributes: attributes, MarkdownDescription: "Enables the rule that finds " + rule.Finds + "."}
}

func parameterAttribute(p rules.Parameter) schema.Attribute {
	optional := !p.Required
	switch p.Kind {
	case rules.Count:
		return schema.NumberAttribute{Required: p.Required, Optional: optional, MarkdownDescription: p.Description, Validators: []validator.Number{countRange}}
	case rules.Texts:
		return schema.ListAttribute{Required: p.Required, Optional: optional, MarkdownDescription: p.Description, ElementType: types.StringType}
	case rules.EmailDates:
		return schema.MapAttribute{Required: p.Required, Optional: optional, MarkdownDescription: p.Description, ElementType: types.StringType}
	case rules.CodeEmails:
		return schema.MapAttribute{Required: p.Required, Optional: optional, MarkdownDescription: p.Description, ElementType: types.ListType{ElemType: types.StringType}}
	case rules.CodeCounts, rules.CodePrices:
		return schema.MapAttribute{Required: p.Required, Optional: optional, MarkdownDescription: p.Description, ElementType: types.NumberType}
	}
	panic(fmt.Sprintf("the parameter %s has no kind", p.Name)) // found by any test that reads the schema
}

// ruleObject is the object of an enabled rule: its values by attribute, as the
// framework or the bypass decoded them. Null values are left out.
type ruleObject map[string]any

// readRules reads the objects of the rules that are enabled.
func readRules(ctx context.Context, config tfsdk.Config) (map[rules.Name]ruleObject, diag.Diagnostics) {
	var diags diag.Diagnostics
	enabled := map[rules.Name]ruleObject{}
	for _, rule := range rules.All() {
		var object types.Object
		diags.Append(config.GetAttribute(ctx, path.Root(string(rule.Name)), &object)...)
		if diags.HasError() || object.IsNull() {
			continue
		}
		values := ruleObject{}
		for name, v := range object.Attributes() {
			if large, ok := takenFrom(ctx, string(rule.Name)+"."+name); ok {
				values[name] = large
			} else if !v.IsNull() {
				values[name] = v
			}
		}
		enabled[rule.Name] = values
	}
	return enabled, diags
}

// options converts the object of a rule to the domain's options.
func (o ruleObject) options(rule *rules.Rule) (audit.RuleOptions, diag.Diagnostics) {
	var diags diag.Diagnostics
	at := path.Root(string(rule.Name))
	options := audit.RuleOptions{Values: map[string]any{}}
	if severity, ok := o["severity"].(types.String); ok {
		options.Severity = audit.Severity(value.NormalizeText(severity.ValueString()))
		if summary, detail := severityText.check(string(options.Severity)); summary != "" {
			diags.AddAttributeError(at.AtName("severity"), summary, detail)
		}
	}
	if limit, ok := o["max_findings"].(types.Number); ok {
		options.MaxFindings = wholeNumber(at.AtName("max_findings"), limit, &diags)
	}
	if limit, ok := o["max_percent"].(types.Number); ok {
		options.MaxPercent = percentOf(at.AtName("max_percent"), limit, &diags)
	}
	for _, p := range rule.Parameters {
		if v, ok := o[p.Name]; ok {
			options.Values[p.Name] = parameterValue(at.AtName(p.Name), p.Kind, v, &diags)
		}
	}
	return options, diags
}

// percentOf checks the range first: as a decimal, 1e400 has 400 digits.
func percentOf(at path.Path, n types.Number, diags *diag.Diagnostics) *value.Decimal {
	f := n.ValueBigFloat()
	if f.Sign() < 0 || f.Cmp(big.NewFloat(100)) > 0 {
		diags.AddAttributeError(at, "Number out of range", fmt.Sprintf("%s is %s, but must be from 0 to 100.", at, f.Text('g', 20)))
		return nil
	}
	percent := value.NewDecimal(f)
	return &percent
}

// parameterValue converts a value to the Go type of its kind.
func parameterValue(at path.Path, kind rules.Kind, v any, diags *diag.Diagnostics) any {
	switch kind {
	case rules.Count:
		if n, ok := v.(types.Number); ok {
			return wholeNumber(at, n, diags).Value
		}
	case rules.Texts:
		return textsIn(v).positions()
	case rules.EmailDates:
		dates := map[string]string{}
		for key, text := range textMapIn(v) {
			if date := value.NormalizeText(text.ValueString()); date != "" {
				dates[key] = date
			}
		}
		return normalizedKeys(at, dates, diags)
	case rules.CodeEmails:
		expected := map[string][]string{}
		for code, list := range textListsIn(v) {
			if list != nil {
				expected[code] = list.positions()
			}
		}
		return normalizedKeys(at, expected, diags)
	case rules.CodeCounts:
		return normalizedKeys(at, wholeNumbers(at, numbersIn(v), diags), diags)
	case rules.CodePrices:
		return normalizedKeys(at, pricesOf(at, numbersIn(v), diags), diags)
	}
	return nil
}

// normalizedKeys trims the keys of a map. Two keys that become equal are an
// error.
func normalizedKeys[V any](at path.Path, m map[string]V, diags *diag.Diagnostics) map[string]V {
	normalized := make(map[string]V, len(m))
	for key, v := range m {
		normalized[value.NormalizeText(key)] = v
	}
	if len(normalized) == len(m) {
		return normalized
	}
	seen := map[string]string{}
	for _, key := range value.SortedKeys(m) { // only now, since there may be very many
		name := value.NormalizeText(key)
		if first, ok := seen[name]; ok {
			diags.Append(duplicateKey(at, key, first))
			continue
		}
		seen[name] = key
	}
	return normalized
}

// The values of an object come from the framework or, if they are large, from
// the bypass.

func textsIn(v any) textList {
	switch list := v.(type) {
	case textList:
		return list
	case types.List:
		return textsInList(list)
	}
	return nil
}

// textsInList preserves the difference between a null list and an empty one.
func textsInList(list types.List) textList {
	if list.IsNull() {
		return nil
	}
	elements, _ := knownTexts(list)
	return append(textList{}, elements...)
}

func textMapIn(v any) map[string]types.String {
	switch m := v.(type) {
	case map[string]types.String:
		return m
	case types.Map:
		return mapElements(m, func(e types.String) types.String { return e })
	}
	return nil
}

func textListsIn(v any) map[string]textList {
	switch m := v.(type) {
	case map[string]textList:
		return m
	case types.Map:
		return mapElements(m, textsInList)
	}
	return nil
}

func numbersIn(v any) map[string]types.Number {
	if m, ok := v.(types.Map); ok {
		return mapElements(m, func(e types.Number) types.Number { return e })
	}
	return nil
}

func mapElements[E attr.Value, V any](m types.Map, convert func(E) V) map[string]V {
	result := make(map[string]V, len(m.Elements()))
	for key, element := range m.Elements() {
		if e, ok := element.(E); ok {
			result[key] = convert(e)
		}
	}
	return result
}

// forgetPeople keeps the addresses in the objects of rules out of the state. The
// ephemeral resource has no state, and Terraform requires it to return its
// arguments as they are configured.
func forgetPeople(a *auditArguments, _ *audit.Result) map[string]any {
	forgotten := map[string]any{}
	for _, rule := range rules.All() {
		if _, enabled := a.rules[rule.Name]; !enabled {
			continue
		}
		for _, p := range rule.Parameters {
			if p.Personal {
				forgotten[string(rule.Name)+"."+p.Name] = nullOf(p.Kind)
			}
		}
	}
	return forgotten
}

func nullOf(kind rules.Kind) attr.Value {
	switch kind {
	case rules.Texts:
		return types.ListNull(types.StringType)
	case rules.CodeEmails:
		return types.MapNull(types.ListType{ElemType: types.StringType})
	default:
		return types.MapNull(types.StringType)
	}
}

// ruleTable shows every rule. The documentation is generated from it.
func ruleTable() string {
	var table strings.Builder
	table.WriteString("| Rule | Finds | Required attributes | Optional attributes of its own |\n|---|---|---|---|\n")
	for _, rule := range rules.All() {
		var required, optional []string
		for _, p := range rule.Parameters {
			if p.Required {
				required = append(required, "`"+p.Name+"`")
			} else {
				optional = append(optional, "`"+p.Name+"`")
			}
		}
		fmt.Fprintf(&table, "| `%s` | %s | %s | %s |\n", rule.Name, rule.Finds, strings.Join(required, ", "), strings.Join(optional, ", "))
	}
	return table.String()
}
