package provider

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

const auditDescription = "Audits licenses against a policy and returns findings: " +
	"who is inactive, who is external, who has left, who should have a license but has none, what ends, and which licenses can be given up. " +
	"A rule is enabled by writing its object, and by nothing else. An audit without a rule is an error. "

// rulesHeading separates the table of rules from the rest of a description. The
// templates of the documentation split there.
const rulesHeading = "\n\n## Rules\n\n"

// auditSpec is what the data source and the ephemeral resource have in common,
// which is everything except what is stored.
func auditSpec() dataSourceSpec[*snapshot, auditArguments, audit.Result] {
	return dataSourceSpec[*snapshot, auditArguments, audit.Result]{
		name:        "license_audit",
		description: auditDescription,
		arguments:   auditArgumentSchema(),
		outputs:     auditFields(),
		validate:    validateAudit,
		source:      organizationSource(),
		read:        readAudit,
		diagnose:    diagnoseAudit,
	}
}

func newLicenseAuditDataSource() datasource.DataSource {
	spec := auditSpec()
	spec.description += "Terraform stores the findings, but not the licenses themselves." + rulesHeading + ruleTable()
	spec.store = forgetPeople
	return newDataSource(spec)
}

func newLicenseAuditEphemeral() ephemeral.EphemeralResource {
	spec := auditSpec()
	spec.description += "Terraform stores none of it. Requires Terraform 1.10 or later, or OpenTofu 1.11 or later." + rulesHeading + ruleTable()
	return newEphemeralResource(spec)
}

// validateAudit runs when every argument is known. For validation, it does not
// matter at which instant the audit evaluates, or which addresses belong to one
// person.
func validateAudit(a *auditArguments) diag.Diagnostics {
	if !a.complete() {
		return nil // the framework reports what is missing
	}
	_, err := a.audit(time.Unix(0, 0), nil)
	return diagnosticsOf(err)
}

const (
	maxReportLines = 50
	maxSubjectName = 60  // characters of a team's name in a summary
	maxSubject     = 200 // characters of a summary about an audit
)

func readAudit(ctx context.Context, s *snapshot, a *auditArguments) (audit.Result, error) {
	checked, err := a.audit(s.readAt, s.identity)
	if err != nil {
		return audit.Result{}, err
	}
	catalog := value.SetOf[string]()
	for _, code := range checked.UnlistedCodes(s.Organization) {
		name, err := s.client.ProductName(ctx, code)
		if err != nil {
			return audit.Result{}, err
		}
		if name.Set {
			catalog.Add(code)
		}
	}
	result, err := checked.Run(s.Organization, s.readAt, catalog)
	if err != nil {
		return audit.Result{}, domainError(auditSubject(s.Organization, a)+auditRefused, err)
	}
	return *result, nil
}

// diagnoseAudit warns if the result could be misread, and reports findings as
// on_findings says.
func diagnoseAudit(s *snapshot, a *auditArguments, result *audit.Result) diag.Diagnostics {
	diags := domainWarnings(result.Warnings)
	reportFindings(result, cmp.Or(a.OnFindings.ValueString(), onFindingsWarn), auditSubject(s.Organization, a), &diags)
	return diags
}

func domainWarnings(warnings []licensing.Warning) diag.Diagnostics {
	var diags diag.Diagnostics
	for _, w := range warnings {
		if w.Argument == "" {
			diags.AddWarning(w.Summary, w.Detail)
		} else {
			diags.AddAttributeWarning(pathOf(w.Argument), w.Summary, w.Detail)
		}
	}
	return diags
}

const auditName = "The license audit"

// auditSubject says what an audit is about. Errors name it too: Terraform 1.12
// and later show only one of several errors with the same text about the same
// argument, even if they are about different instances of for_each.
func auditSubject(organization *licensing.Organization, a *auditArguments) string {
	subject := auditName
	if ids := a.TeamIDs.values(); ids != nil {
		names := organization.TeamNames()
		for i, id := range ids {
			name := value.Printable(names[id].Value, maxSubjectName)
			switch {
			case id == licensing.NoTeam:
				ids[i] = "(no team)"
			case name != "":
				ids[i] = name
			}
		}
		subject += " of " + value.Plural(len(ids), "team") + " " + strings.Join(ids, ", ")
	}
	if codes := a.ProductCodes.values(); codes != nil {
		subject += " for " + value.Plural(len(codes), "product") + " " + strings.Join(codes, ", ")
	}
	return value.Printable(subject, maxSubject)
}

// reportFindings reports findings in diagnostics. Those that fail the audit are
// errors or warnings, as on_findings says. Those that only warn, and stale
// exemptions, are warnings.
//
// Terraform merges warnings with the same summary, and shows the text of only
// one of them. Their summaries therefore also name the customer, the number of
// findings of each rule, and whom or what the first one is about.
func reportFindings(result *audit.Result, onFindings, subject string, diags *diag.Diagnostics) {
	if onFindings == onFindingsNone {
		return
	}
	summary := func(what, first string) string {
		if first = value.Printable(first, maxSubjectName); first != "" {
			first = ", first: " + first
		}
		return fmt.Sprintf("%s %s (customer %s%s)", subject, what, value.Printable(result.Summary.CustomerCode, maxSubjectName), first)
	}
	if warnings := result.NotFailing(); len(warnings) > 0 {
		diags.AddWarning(summary("has findings that do not fail it: "+countsByRule(result, warnings), firstOf(warnings)), audit.ReportFindings(warnings, maxReportLines))
	}
	if stale := result.StaleReport(maxReportLines); stale != "" {
		diags.AddWarning(summary(fmt.Sprintf("has stale exemptions: %d", result.StaleCount), ""), stale)
	}
	failing := result.Failing()
	if len(failing) == 0 {
		return
	}
	counts, detail := countsByRule(result, failing), audit.ReportFindings(failing, maxReportLines)
	if onFindings == onFindingsError {
		diags.AddError(summary("failed: "+counts, ""), detail) // Terraform merges no errors
	} else {
		diags.AddWarning(summary("has findings: "+counts, firstOf(failing)), detail)
	}
}

// firstOf names whom or what the first finding is about.
func firstOf(findings []audit.Finding) string {
	f := &findings[0]
	return cmp.Or(f.Email, f.LicenseID, f.ProductCode)
}

// countsByRule states the count of each rule with findings, which are sorted by
// rule: "2 external, 1 trial". With a limit, it also states what the count is
// taken of: "18 of 157 inactive". It counts what the limits count, which are
// people for a rule about people, even if there is a finding for each license.
func countsByRule(result *audit.Result, findings []audit.Finding) string {
	var counts []string
	for i := range findings {
		rule := findings[i].Rule
		if i > 0 && findings[i-1].Rule == rule {
			continue
		}
		r := result.Results[rule]
		count := strconv.Itoa(r.Count)
		if r.MaxFindings.Set || r.MaxPercent != nil {
			count += " of " + strconv.Itoa(r.OutOf)
		}
		counts = append(counts, count+" "+string(rule))
	}
	return strings.Join(counts, ", ")
}

const auditRefused = " cannot run"

// attributeError is an error of the domain that names the argument it is about.
type attributeError interface {
	error
	Attribute() string
}

// domainError attaches an error of the domain to the argument that it names.
// The source explains errors that name no argument.
func domainError(summary string, err error) error {
	if none, ok := errors.AsType[*audit.NoRuleError](err); ok {
		return &diagnosticsError{diag.Diagnostics{diag.NewErrorDiagnostic(summary+" because no rule is enabled", value.Sentence(none.Error()))}}
	}
	named, ok := errors.AsType[attributeError](err)
	if !ok {
		return err
	}
	at := pathOf(named.Attribute())
	if keyed, ok := named.(interface{ Key() string }); ok && keyed.Key() != "" {
		at = at.AtMapKey(keyed.Key())
	}
	return &diagnosticsError{diag.Diagnostics{diag.NewAttributeErrorDiagnostic(at, summary+" because of "+named.Attribute(), value.Sentence(err.Error()))}}
}

// ruleResult is the result of one rule.
type ruleResult = audit.RuleResult

func auditFields() []output.Field[audit.Result] {
	type result = audit.Result
	text := output.TextOrNull[audit.Finding]
	return []output.Field[result]{
		output.Bool("passed", "Whether every enabled rule of severity `error` is within its limits.", func(r *result) bool { return r.Passed }),
		output.Text("report", "Findings as text, with one line for each, which begins with the rule. Findings that fail the audit come first. "+
			"The text lists at most 50 findings and states how many more there are. It is empty if there are no findings.", func(r *result) string { return r.Report(maxReportLines) }),
		output.Objects("findings", "Findings of the enabled rules, sorted by `rule`, `email`, `product_code`, and `license_id`. "+
			"A rule about people has one finding for each person. "+
			"All other rules have one for each license or product, and `missing_entitlement` one for each person and product.", []output.Field[audit.Finding]{
			text("rule", "Name of the rule.", func(f *audit.Finding) string { return string(f.Rule) }),
			text("severity", "`error` if the rule fails the audit. `warning` if the rule only warns or is within its limits.", func(f *audit.Finding) string { return string(f.Severity) }),
			text("email", "Address of the person. Null for a finding about a product, and for a finding about a license that no person holds. "+
				"Always null if `identify_people_by = \"license_id\"`.", func(f *audit.Finding) string { return f.Email }),
			text("license_id", "ID of the license. Null for a finding about a product or a declared entitlement. "+
				"Also null for a finding about a person, unless `identify_people_by = \"license_id\"`.", func(f *audit.Finding) string { return f.LicenseID }),
			text("product_code", "Code of the product. For `cheaper_pack`, the code of the pack. "+
				"Null for any other finding about a person, unless `identify_people_by = \"license_id\"`.", func(f *audit.Finding) string { return f.ProductCode }),
			text("team_id", "ID of the team that owns the license. Null if `license_id` is null, or if the license has no team.", func(f *audit.Finding) string { return f.TeamID }),
			output.OptionalText("team_name", "Name of the team. Null if `team_id` is null, or if JetBrains sends no name.", func(f *audit.Finding) optionalText { return f.TeamName }),
			text("covered_by_license_id", "For the rule `overlapping`, the ID of the license to keep, which covers the product. "+
				"Null for other rules.", func(f *audit.Finding) string { return f.CoveredByLicenseID }),
			text("message", "Sentence that describes the finding, including the dates and the limit.", func(f *audit.Finding) string { return f.Message }),
		}, func(r *result) []audit.Finding { return r.Findings }),
		output.ObjectMap("results", resultsDescription, ruleResultFields(), func(r *result) map[string]*ruleResult {
			named := make(map[string]*ruleResult, len(r.Results))
			for rule, one := range r.Results {
				named[string(rule)] = one
			}
			return named
		}),
		output.OptionalObjects("exempted", "People whom a rule would find if they were not exempt from it, sorted by `email` and `rule`. "+
			"Of several exemptions of one person from one rule, the one that ends last counts. Null if `identify_people_by = \"license_id\"`.", []output.Field[audit.Exempted]{
			output.Text("email", "Address of the person.", func(e *audit.Exempted) string { return e.Email }),
			output.Text("rule", "Name of the rule.", func(e *audit.Exempted) string { return string(e.Rule) }),
			output.Text("until", "End of the exemption, exclusive, or `never`.", func(e *audit.Exempted) string { return untilText(e.Until) }),
			output.OptionalText("reason", "Reason for the exemption. Null if none is given.", func(e *audit.Exempted) optionalText { return e.Reason }),
		}, func(r *result) []audit.Exempted { return r.Exempted }),
		output.OptionalObjects("stale_exemptions", "Exemptions to clean up: those that have ended, and those for people who hold no license and are not declared in `expected`. "+
			"With a team token, only those that have ended, because the provider does not see the rest of the company. "+
			"Null if `identify_people_by = \"license_id\"`.", []output.Field[audit.StaleExemption]{
			output.Text("email", "Address in the exemption.", func(e *audit.StaleExemption) string { return e.Email }),
			output.Text("until", "End of the exemption, exclusive, or `never`.", func(e *audit.StaleExemption) string { return untilText(e.Until) }),
			output.OptionalText("reason", "Reason for the exemption. Null if none is given.", func(e *audit.StaleExemption) optionalText { return e.Reason }),
		}, func(r *result) []audit.StaleExemption { return r.StaleExemptions }),
		output.Object("summary", "What was judged.", auditSummaryFields(), func(r *result) *audit.Summary { return &r.Summary }),
	}
}

func untilText(until time.Time) string {
	if until.IsZero() {
		return untilNever
	}
	return until.UTC().Format(time.RFC3339)
}

const resultsDescription = "What each enabled rule says, as a map from rules to objects with these attributes:" +
	" `severity` (string): `error` or `warning`, as configured;" +
	" `passed` (bool): whether the rule is within its limits;" +
	" `count` (number): findings, or people for a rule about people, also if `identify_people_by = \"license_id\"`;" +
	" `out_of` (number): what `max_percent` is taken of;" +
	" `excused` (number): people whom exemptions excused;" +
	" `emails` (list of strings): addresses that the rule found, sorted, for rules about people and their licenses, and null if `identify_people_by = \"license_id\"`;" +
	" `license_ids` (list of strings): licenses that the rule found, sorted, for rules about licenses;" +
	" `product_codes` (list of strings): products that `low_availability` found, sorted;" +
	" `max_findings` and `max_percent` (numbers): the limits, as configured." +
	" A list that the rule does not have is null."

func ruleResultFields() []output.Field[ruleResult] {
	return []output.Field[ruleResult]{
		output.Text("severity", "As configured.", func(r *ruleResult) string { return string(r.Severity) }),
		output.Bool("passed", "Within its limits.", func(r *ruleResult) bool { return r.Passed }),
		output.Number("count", "Findings, or people.", func(r *ruleResult) int { return r.Count }),
		output.Number("out_of", "What max_percent is taken of.", func(r *ruleResult) int { return r.OutOf }),
		output.Number("excused", "Exempt people.", func(r *ruleResult) int { return r.Excused }),
		output.OptionalTexts("emails", "People.", func(r *ruleResult) []string { return r.Emails }),
		output.OptionalTexts("license_ids", "Licenses.", func(r *ruleResult) []string { return r.LicenseIDs }),
		output.OptionalTexts("product_codes", "Products.", func(r *ruleResult) []string { return r.ProductCodes }),
		output.OptionalNumber("max_findings", "Limit.", func(r *ruleResult) value.Optional[int] { return r.MaxFindings }),
		output.Decimal("max_percent", "Limit.", func(r *ruleResult) *value.Decimal { return r.MaxPercent }),
	}
}

func auditSummaryFields() []output.Field[audit.Summary] {
	type summary = audit.Summary
	return []output.Field[summary]{
		output.Text("subject", "What was judged: `organization`, or teams as `name (ID)`, or `no team`. With a team token, its team. "+
			"Then, after a colon, the products in `product_codes`.", func(s *summary) string { return s.Subject }),
		output.Text("scope", "Scope of the token: `organization` or `team`.", func(s *summary) string { return string(s.Scope) }),
		output.Text("customer_code", "Customer code of the organization.", func(s *summary) string { return s.CustomerCode }),
		output.OptionalText("customer_name", "Name of the organization. Null if JetBrains sends none.", func(s *summary) optionalText { return s.CustomerName }),
		output.Number("licenses", "Number of judged licenses.", func(s *summary) int { return s.Licenses }),
		output.Number("not_judged", "Number of licenses that the token can see, but that `product_codes` and `team_ids` leave out.", func(s *summary) int { return s.NotJudged }),
		output.Number("assigned", "Number of judged licenses that are assigned to a person, a license server, or a license key.", func(s *summary) int { return s.Assigned }),
		output.Number("available", "Number of judged licenses that can be assigned now, as in `jetbrains_seats`.", func(s *summary) int { return s.Available }),
		output.Number("suspended", "Number of judged licenses that are suspended.", func(s *summary) int { return s.Suspended }),
		output.Number("people", "Number of distinct people who hold judged licenses, including exempt people.", func(s *summary) int { return s.People }),
		output.Number("products", "Number of distinct products that the judged licenses are for.", func(s *summary) int { return s.Products }),
		output.Number("aliased", "Number of distinct people whose address in JetBrains Account is an alias, "+
			"according to the provider's `email_aliases` or `domain_aliases`.", func(s *summary) int { return s.Aliased }),
	}
}
