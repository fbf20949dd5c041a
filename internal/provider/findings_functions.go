package provider

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/report"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// reportedAudit is what a report needs of a jetbrains_license_audit. Terraform
// accepts an object with more attributes and drops the others.
type reportedAudit struct {
	AsOf            types.String               `tfsdk:"as_of"`
	Passed          types.Bool                 `tfsdk:"passed"`
	Summary         *reportedSummary           `tfsdk:"summary"`
	Results         map[string]*reportedResult `tfsdk:"results"`
	Findings        []*reportedFinding         `tfsdk:"findings"`
	Exempted        []*reportedExempted        `tfsdk:"exempted"`
	StaleExemptions []*reportedStale           `tfsdk:"stale_exemptions"`
	Exemptions      []*reportedExemption       `tfsdk:"exemptions"`
}

type (
	reportedSummary struct {
		Subject      types.String `tfsdk:"subject"`
		CustomerCode types.String `tfsdk:"customer_code"`
		CustomerName types.String `tfsdk:"customer_name"`
		Licenses     types.Int64  `tfsdk:"licenses"`
		People       types.Int64  `tfsdk:"people"`
		NotJudged    types.Int64  `tfsdk:"not_judged"`
	}
	reportedResult struct {
		Severity    types.String  `tfsdk:"severity"`
		Passed      types.Bool    `tfsdk:"passed"`
		Count       types.Int64   `tfsdk:"count"`
		OutOf       types.Int64   `tfsdk:"out_of"`
		Excused     types.Int64   `tfsdk:"excused"`
		MaxFindings types.Int64   `tfsdk:"max_findings"`
		MaxPercent  types.Float64 `tfsdk:"max_percent"`
	}
	reportedFinding struct {
		Rule               types.String `tfsdk:"rule"`
		Severity           types.String `tfsdk:"severity"`
		Email              types.String `tfsdk:"email"`
		LicenseID          types.String `tfsdk:"license_id"`
		ProductCode        types.String `tfsdk:"product_code"`
		TeamID             types.String `tfsdk:"team_id"`
		TeamName           types.String `tfsdk:"team_name"`
		CoveredByLicenseID types.String `tfsdk:"covered_by_license_id"`
		Message            types.String `tfsdk:"message"`
	}
	reportedExempted struct {
		Email  types.String `tfsdk:"email"`
		Rule   types.String `tfsdk:"rule"`
		Until  types.String `tfsdk:"until"`
		Reason types.String `tfsdk:"reason"`
	}
	reportedStale struct {
		Email  types.String `tfsdk:"email"`
		Until  types.String `tfsdk:"until"`
		Reason types.String `tfsdk:"reason"`
	}
	reportedExemption struct {
		Until types.String `tfsdk:"until"`
	}
)

// reportedAuditType is the type of an argument, in the order of reportedAudit.
func reportedAuditType() types.ObjectType {
	text := func(names ...string) map[string]attr.Type { return attributes(types.StringType, names...) }
	list := func(fields map[string]attr.Type) attr.Type {
		return types.ListType{ElemType: types.ObjectType{AttrTypes: fields}}
	}
	numbers := attributes(types.Int64Type, "licenses", "people", "not_judged")
	result := attributes(types.Int64Type, "count", "out_of", "excused", "max_findings")
	maps.Copy(result, map[string]attr.Type{"severity": types.StringType, "passed": types.BoolType, "max_percent": types.Float64Type})
	summary := text("subject", "customer_code", "customer_name")
	maps.Copy(summary, numbers)
	return types.ObjectType{AttrTypes: map[string]attr.Type{
		"as_of":            types.StringType,
		"passed":           types.BoolType,
		"summary":          types.ObjectType{AttrTypes: summary},
		"results":          types.MapType{ElemType: types.ObjectType{AttrTypes: result}},
		"findings":         list(text("rule", "severity", "email", "license_id", "product_code", "team_id", "team_name", "covered_by_license_id", "message")),
		"exempted":         list(text("email", "rule", "until", "reason")),
		"stale_exemptions": list(text("email", "until", "reason")),
		"exemptions":       list(text("until")),
	}}
}

func attributes(typ attr.Type, names ...string) map[string]attr.Type {
	fields := make(map[string]attr.Type, len(names))
	for _, name := range names {
		fields[name] = typ
	}
	return fields
}

// reportOf returns the audit in the terms of package report. Null is an error
// where a report could show as passed what was never judged.
func (a *reportedAudit) reportOf() (report.Audit, error) {
	if nulls := a.nulls(); len(nulls) > 0 {
		return report.Audit{}, errors.New("this audit does not say what was judged, because of null in " + strings.Join(nulls, ", "))
	}
	audit := report.Audit{
		Subject: a.Summary.Subject.ValueString(), CustomerCode: a.Summary.CustomerCode.ValueString(), CustomerName: a.Summary.CustomerName.ValueString(),
		AsOf: a.AsOf.ValueString(), Passed: a.Passed.ValueBool(),
		Licenses: optionalInt(a.Summary.Licenses), People: optionalInt(a.Summary.People), NotJudged: int(a.Summary.NotJudged.ValueInt64()),
	}
	for _, rule := range value.SortedKeys(a.Results) {
		r := a.Results[rule]
		audit.Rules = append(audit.Rules, report.Rule{
			Name: rule, WarnOnly: r.Severity.ValueString() == "warning", Passed: r.Passed.ValueBool(),
			Count: int(r.Count.ValueInt64()), OutOf: int(r.OutOf.ValueInt64()), Excused: int(r.Excused.ValueInt64()),
			MaxFindings: optionalInt(r.MaxFindings), MaxPercent: value.Optional[float64]{Value: r.MaxPercent.ValueFloat64(), Set: !r.MaxPercent.IsNull()},
		})
	}
	for _, f := range withoutNull(a.Findings) {
		audit.Findings = append(audit.Findings, report.Finding{
			Rule: f.Rule.ValueString(), Severity: f.Severity.ValueString(), Email: f.Email.ValueString(), LicenseID: f.LicenseID.ValueString(), ProductCode: f.ProductCode.ValueString(),
			TeamID: f.TeamID.ValueString(), TeamName: f.TeamName.ValueString(), CoveredByLicenseID: f.CoveredByLicenseID.ValueString(), Message: f.Message.ValueString(),
		})
	}
	for _, e := range withoutNull(a.Exempted) {
		audit.Exempted = append(audit.Exempted, report.Exemption{Email: e.Email.ValueString(), Rule: e.Rule.ValueString(), Until: e.Until.ValueString(), Reason: e.Reason.ValueString()})
	}
	for _, e := range withoutNull(a.StaleExemptions) {
		audit.StaleExemptions = append(audit.StaleExemptions, report.Exemption{Email: e.Email.ValueString(), Until: e.Until.ValueString(), Reason: e.Reason.ValueString()})
	}
	for _, e := range withoutNull(a.Exemptions) {
		if strings.EqualFold(value.NormalizeText(e.Until.ValueString()), untilNever) {
			audit.NeverEnding++
		}
	}
	return audit, nil
}

// nulls names what an audit must have and this one does not.
func (a *reportedAudit) nulls() []string {
	var missing []string
	if a.Passed.IsNull() {
		missing = append(missing, "passed")
	}
	if a.Summary == nil {
		missing = append(missing, "summary")
	}
	if a.Results == nil {
		missing = append(missing, "results")
	}
	if a.Findings == nil {
		missing = append(missing, "findings")
	}
	for _, rule := range value.SortedKeys(a.Results) {
		if r := a.Results[rule]; r == nil || r.Passed.IsNull() || r.Count.IsNull() {
			missing = append(missing, "results["+value.Quoted(rule, 100)+"]")
		}
	}
	return missing
}

func withoutNull[T any](list []*T) []*T {
	return slices.DeleteFunc(list, func(e *T) bool { return e == nil })
}

func optionalInt(n types.Int64) value.Optional[int] {
	return value.Optional[int]{Value: int(n.ValueInt64()), Set: !n.IsNull()}
}

// findingsFunction writes audits in one format.
type findingsFunction struct {
	name, summary, description string
	write                      func([]report.Audit) (string, error)
}

const auditsDescription = "One or more audits: the whole object, such as `data.jetbrains_license_audit.company`, or, of a data source with `for_each`, " +
	"`values(data.jetbrains_license_audit.team)...`. " +
	"It is an error if there is none, if one is null, or if its parts contradict each other, because a report must not show anything as passed that was not judged."

const functionsNeed = "Requires Terraform 1.8 or later, or OpenTofu 1.7 or later."

func newFindingsMarkdownFunction() function.Function {
	return &findingsFunction{
		name: "findings_markdown", summary: "Audits as Markdown for a pull request or a job summary", write: report.Markdown,
		description: "Writes one or more audits as Markdown, for a comment in a pull request or for a job summary. " +
			"For each audit, it shows what was judged, whether the audit passed, a table of the rules with their severity, count, limit, and result, " +
			"what the audit leaves out (licenses that are not judged, people excused by rule, exemptions that never end), and under a heading for each rule its findings. " +
			"Rules that fail the audit come first. Of several audits, a table of the results comes first of all, and those that failed come before the others. " +
			"At most 500 rows about findings and exemptions are listed, and then how many more there are. " +
			"So many rows can take more than the 65,536 characters that GitHub allows in a comment; its job summaries and comments on GitLab allow about a million. " +
			"An audit without any findings is shown, too.\n\n" +
			"All text from JetBrains and from the configuration is escaped: " +
			"words stay words, and whatever could become markup, a link, a mention, or a reference on GitHub or GitLab is shown as code. " + functionsNeed,
	}
}

func newFindingsJUnitFunction() function.Function {
	return &findingsFunction{
		name: "findings_junit", summary: "Audits as a JUnit XML document", write: report.JUnit,
		description: "Writes one or more audits as a JUnit XML document, which CI systems show as a test report. " +
			"Each audit is a test suite, named after what was judged and the customer, and each enabled rule is a test case. " +
			"A test case fails if its rule fails the audit, and then lists the findings. " +
			"Findings that only warn or are within a limit are in the `system-out` of the suite, after what the audit leaves out. " +
			"At most 500 findings are listed, those that fail an audit first, and then how many more there are. " +
			"The timestamp is `as_of`, or 1970-01-01 without it, so that the same audit always produces the same document. " + functionsNeed,
	}
}

func (f *findingsFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = f.name
}

func (f *findingsFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: f.summary, MarkdownDescription: f.description,
		VariadicParameter: function.ObjectParameter{
			Name: "audits", AllowNullValue: true, AttributeTypes: reportedAuditType().AttrTypes, MarkdownDescription: auditsDescription,
		},
		Return: function.StringReturn{},
	}
}

func (f *findingsFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var arguments []types.Object
	if resp.Error = req.Arguments.Get(ctx, &arguments); resp.Error != nil {
		return
	}
	audits := make([]report.Audit, len(arguments))
	for i, argument := range arguments {
		position := int64(i)
		if argument.IsNull() {
			resp.Error = function.NewArgumentFuncError(position, "this audit is null, so nothing was judged")
			return
		}
		if !isFullyKnown(ctx, argument) {
			resp.Error = resp.Result.Set(ctx, types.StringUnknown())
			return
		}
		var audit reportedAudit
		if diags := argument.As(ctx, &audit, basetypes.ObjectAsOptions{}); diags.HasError() {
			resp.Error = function.FuncErrorFromDiags(ctx, diags)
			return
		}
		var err error
		if audits[i], err = audit.reportOf(); err != nil {
			resp.Error = function.NewArgumentFuncError(position, err.Error())
			return
		}
	}
	text, err := f.write(audits)
	var contradiction *report.ContradictionError
	switch {
	case errors.As(err, &contradiction):
		resp.Error = function.NewArgumentFuncError(int64(contradiction.Index), err.Error())
	case err != nil:
		resp.Error = function.NewFuncError(err.Error())
	default:
		resp.Error = resp.Result.Set(ctx, types.StringValue(text))
	}
}

// isFullyKnown reports whether a value is known at every depth. Terraform calls
// functions only with such values; OpenTofu looks at the outermost alone.
func isFullyKnown(ctx context.Context, v attr.Value) bool {
	known, err := v.ToTerraformValue(ctx)
	return err == nil && known.IsFullyKnown()
}
