package provider

import (
	"context"
	"math"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/report"
)

// finding is an element of an audit's findings as an argument. Terraform drops
// the attributes that are not named here.
type finding struct {
	Rule        types.String `tfsdk:"rule"`
	Severity    types.String `tfsdk:"severity"`
	Email       types.String `tfsdk:"email"`
	LicenseID   types.String `tfsdk:"license_id"`
	ProductCode types.String `tfsdk:"product_code"`
	Message     types.String `tfsdk:"message"`
}

func findingsParameter() function.Parameter {
	attributes := map[string]attr.Type{}
	for _, name := range []string{"rule", "severity", "email", "license_id", "product_code", "message"} {
		attributes[name] = types.StringType
	}
	return function.ListParameter{
		Name: "findings", AllowNullValue: true, ElementType: types.ObjectType{AttrTypes: attributes},
		MarkdownDescription: "The `findings` of one `jetbrains_license_audit`, or of several combined with `concat`.",
	}
}

// findingsOf leaves out null elements.
func findingsOf(list []*finding) []licensing.Finding {
	findings := make([]licensing.Finding, 0, len(list))
	for _, f := range list {
		if f != nil {
			findings = append(findings, licensing.Finding{
				Rule: licensing.Rule(f.Rule.ValueString()), Severity: licensing.Severity(f.Severity.ValueString()),
				Email: f.Email.ValueString(), LicenseID: f.LicenseID.ValueString(), ProductCode: f.ProductCode.ValueString(), Message: f.Message.ValueString(),
			})
		}
	}
	return findings
}

type findingsMarkdown struct{}

func newFindingsMarkdownFunction() function.Function { return findingsMarkdown{} }

func (findingsMarkdown) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "findings_markdown"
}

func (findingsMarkdown) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Findings of an audit as a Markdown table",
		MarkdownDescription: "Formats the findings of an audit as a Markdown table for a pull request or a job summary. Findings that fail the audit come first. The table lists at most 500 findings, and a line below it states how many more there are. " +
			"Text in the cells is escaped, so that it cannot be rendered as markup, mention a user, or run a CI log command. If `findings` is null, the result is null. Requires Terraform 1.8 or later, or OpenTofu 1.7 or later.",
		Parameters: []function.Parameter{findingsParameter()},
		Return:     function.StringReturn{},
	}
}

func (findingsMarkdown) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var findings []*finding
	if resp.Error = req.Arguments.Get(ctx, &findings); resp.Error != nil {
		return
	}
	table := types.StringNull()
	if findings != nil {
		table = types.StringValue(report.Markdown(findingsOf(findings)))
	}
	resp.Error = resp.Result.Set(ctx, table)
}

type findingsJUnit struct{}

func newFindingsJUnitFunction() function.Function { return findingsJUnit{} }

func (findingsJUnit) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "findings_junit"
}

func (findingsJUnit) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Findings of an audit as a JUnit XML document",
		MarkdownDescription: "Formats the findings of an audit as a JUnit XML document, which CI systems show as a test report. The document has one test case for each rule in `findings` or `rule_counts`. The test case passes if the rule has no findings that fail the audit. " +
			"A failure lists at most 500 findings and states how many more there are. The output of the test suite (`system-out`) contains the findings that do not fail the audit. It also names each rule that is not in force but has a count above zero in `rule_counts`. The test case of such a rule passes, because the audit does not check the rule. " +
			"The timestamp is always 1970-01-01, so that the same findings always produce the same document. If `findings` or `rule_counts` is null, the result is null. Requires Terraform 1.8 or later, or OpenTofu 1.7 or later.",
		Parameters: []function.Parameter{
			findingsParameter(),
			function.MapParameter{Name: "rule_counts", AllowNullValue: true, ElementType: types.NumberType,
				MarkdownDescription: "The `rule_counts` of the same audit, or of several audits combined with `merge`. Rules that `rules` does not name are included, even though they are not in force."},
		},
		Return: function.StringReturn{},
	}
}

func (findingsJUnit) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var (
		findings []*finding
		counts   map[string]types.Number
	)
	if resp.Error = req.Arguments.Get(ctx, &findings, &counts); resp.Error != nil {
		return
	}
	if findings == nil || counts == nil {
		resp.Error = resp.Result.Set(ctx, types.StringNull())
		return
	}
	numbers := make(map[string]int, len(counts))
	for rule, n := range counts {
		numbers[rule] = 0
		if !n.IsNull() && !n.IsUnknown() {
			i, _ := n.ValueBigFloat().Int64()
			numbers[rule] = int(min(max(i, 0), math.MaxInt32))
		}
	}
	document, err := report.JUnit(findingsOf(findings), numbers)
	if err != nil {
		resp.Error = function.NewFuncError(err.Error())
		return
	}
	resp.Error = resp.Result.Set(ctx, types.StringValue(document))
}
