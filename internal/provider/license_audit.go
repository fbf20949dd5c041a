package provider

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

const auditDescription = "Audits licenses against a policy and returns findings: who is inactive, who is external, who has left, who should have a license but has none, what ends, and which seats can be reclaimed. "

// auditOutcome is the result of an audit, with warnings about how it could be
// misread.
type auditOutcome struct {
	licensing.AuditResult
	warnings []licensing.AuditWarning
}

// auditSpec is what the data source and the ephemeral resource have in common,
// which is everything except what is stored.
func auditSpec() dataSourceSpec[*snapshot, auditArguments, auditOutcome] {
	return dataSourceSpec[*snapshot, auditArguments, auditOutcome]{
		name:        "license_audit",
		description: auditDescription,
		arguments:   auditArgumentSchema(),
		outputs:     output.Of(auditFields(), func(o *auditOutcome) *licensing.AuditResult { return &o.AuditResult }),
		validate:    validateAudit,
		source:      organizationSource(),
		read:        readAudit,
		diagnose:    diagnoseAudit,
	}
}

func newLicenseAuditDataSource() datasource.DataSource {
	spec := auditSpec()
	spec.description += "Terraform stores the findings, but not the licenses themselves."
	spec.store = forgetPeople
	return newDataSource(spec)
}

func newLicenseAuditEphemeral() ephemeral.EphemeralResource {
	spec := auditSpec()
	spec.description += "Terraform stores none of it. Requires Terraform 1.10 or later, or OpenTofu 1.11 or later."
	return newEphemeralResource(spec)
}

// validateAudit runs when every argument is known. For validation, it does not
// matter at which instant the audit evaluates, or which addresses belong to one
// person.
func validateAudit(a *auditArguments) diag.Diagnostics {
	_, err := a.audit(time.Unix(0, 0), nil)
	return diagnosticsOf(err)
}

// forgetPeople keeps the addresses in directory_emails and
// expected_entitlements out of the state. The ephemeral resource has no state,
// and Terraform requires it to return its arguments as they are configured.
func forgetPeople(*auditArguments, *auditOutcome) map[string]any {
	return map[string]any{"directory_emails": texts(nil), "expected_entitlements": map[string]texts(nil)}
}

const (
	maxReportLines = 50
	maxSubjectName = 60  // characters of a team's name in a summary
	maxSubject     = 200 // characters of a summary about an audit
)

func readAudit(_ context.Context, s *snapshot, a *auditArguments) (auditOutcome, error) {
	audit, err := a.audit(s.readAt, s.identity)
	if err != nil {
		return auditOutcome{}, err
	}
	result, err := audit.Run(s.Organization)
	if err != nil {
		return auditOutcome{}, domainError(auditSubject(s.Organization, a)+auditRefused, err)
	}
	return auditOutcome{result, audit.Warnings(s.Organization, s.readAt)}, nil
}

// diagnoseAudit warns if the result could be misread, and reports findings as
// on_findings says.
func diagnoseAudit(s *snapshot, a *auditArguments, outcome *auditOutcome) diag.Diagnostics {
	diags := domainWarnings(outcome.warnings)
	reportFindings(&outcome.AuditResult, a.OnFindings.ValueString(), auditSubject(s.Organization, a), &diags)
	return diags
}

func domainWarnings(warnings []licensing.AuditWarning) diag.Diagnostics {
	var diags diag.Diagnostics
	for _, w := range warnings {
		diags.AddAttributeWarning(path.Root(w.Argument), w.Summary, w.Detail)
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
			if name := value.Printable(names[id].Value, maxSubjectName); name != "" {
				ids[i] = name
			}
		}
		subject += " of " + plural(len(ids), "team") + " " + strings.Join(ids, ", ")
	}
	if codes := a.ProductCodes.values(); codes != nil {
		subject += " for " + plural(len(codes), "product") + " " + strings.Join(codes, ", ")
	}
	return value.Printable(subject, maxSubject)
}

func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// reportFindings reports findings in diagnostics. Those that fail the audit are
// errors or warnings, as on_findings says. Those that only warn, and stale
// exemptions, are warnings.
//
// Terraform merges warnings with the same summary, and shows the text of only
// one of them. Their summaries therefore also name the customer, the number of
// findings of each rule, and whom or what the first one is about.
func reportFindings(result *licensing.AuditResult, onFindings, subject string, diags *diag.Diagnostics) {
	if onFindings == "" || onFindings == onFindingsNone {
		return
	}
	summary := func(what, first string) string {
		if first = value.Printable(first, maxSubjectName); first != "" {
			first = ", first: " + first
		}
		return fmt.Sprintf("%s %s (customer %s%s)", subject, what, value.Printable(result.Summary.CustomerCode, maxSubjectName), first)
	}
	if warnings := result.NotFailing(); len(warnings) > 0 {
		diags.AddWarning(summary("has findings that do not fail it: "+countsByRule(warnings), firstOf(warnings)), licensing.ReportFindings(warnings, maxReportLines))
	}
	if stale := result.StaleReport(maxReportLines); stale != "" {
		first := ""
		if len(result.StaleExemptions) > 0 {
			first = result.StaleExemptions[0].Email
		}
		diags.AddWarning(summary(fmt.Sprintf("has stale exemptions: %d", result.StaleCount), first), stale)
	}
	failing := result.Failing()
	if len(failing) == 0 {
		return
	}
	what, detail := "failed: "+countsByRule(failing), licensing.ReportFindings(failing, maxReportLines)
	if onFindings == onFindingsError {
		diags.AddError(summary(what, ""), detail) // Terraform merges no errors
	} else {
		diags.AddWarning(summary(what, firstOf(failing)), detail)
	}
}

// firstOf names whom or what the first finding is about.
func firstOf(findings []licensing.Finding) string {
	f := &findings[0]
	return cmp.Or(f.Email, f.LicenseID, f.ProductCode)
}

// countsByRule counts findings, which are sorted by rule: "2 external, 1 trial".
func countsByRule(findings []licensing.Finding) string {
	var counts []string
	for first := 0; first < len(findings); {
		next := first + 1
		for next < len(findings) && findings[next].Rule == findings[first].Rule {
			next++
		}
		counts = append(counts, fmt.Sprintf("%d %s", next-first, findings[first].Rule))
		first = next
	}
	return strings.Join(counts, ", ")
}

const auditRefused = " cannot run"

// domainError attaches an error of the domain to the argument that it names.
// The source explains errors that name no argument.
func domainError(summary string, err error) error {
	var named interface {
		error
		Attribute() string
	}
	if errors.As(err, &named) {
		return argumentError(named.Attribute(), summary+" because of "+named.Attribute(), sentence(err.Error()))
	}
	return err
}

func auditFields() []output.Field[licensing.AuditResult] {
	type result = licensing.AuditResult
	text := output.TextOrNull[licensing.Finding]
	fields := []output.Field[result]{
		output.Bool("passed", "Whether all rules in force, except for those that only warn, are within their limits.", func(r *result) bool { return r.Passed }),
		output.Text("report", "Findings as text, with one line for each. Findings that fail the audit come first. The text lists at most 50 findings and states how many more there are. It is empty if there are no findings.", func(r *result) string { return r.Report(maxReportLines) }),
		output.Objects("findings", "Findings of the rules in force, sorted by `rule`, `email`, `product_code`, and `license_id`.", []output.Field[licensing.Finding]{
			text("rule", "Name of the rule.", func(f *licensing.Finding) string { return string(f.Rule) }),
			text("severity", "`error` if the rule fails the audit. `warning` if the rule only warns or is within its limits.", func(f *licensing.Finding) string { return string(f.Severity) }),
			text("email", "Address of the person. Null for a finding about a product, and for a finding about a license that no person holds. Always null if `identify_people_by = \"license_id\"`.", func(f *licensing.Finding) string { return f.Email }),
			text("license_id", "ID of the license. Null for a finding about a product or a declared entitlement. Also null for a finding about a person, unless `identify_people_by = \"license_id\"`.", func(f *licensing.Finding) string { return f.LicenseID }),
			text("product_code", "Code of the product. Null for a finding about a person, unless `identify_people_by = \"license_id\"`.", func(f *licensing.Finding) string { return f.ProductCode }),
			text("covered_by_license_id", "For the rule `overlapping`, the ID of the license to keep, which covers the product. Null for other rules.", func(f *licensing.Finding) string { return f.CoveredByLicenseID }),
			text("message", "Sentence that describes the finding, including the dates and the limit.", func(f *licensing.Finding) string { return f.Message }),
		}, func(r *result) []licensing.Finding { return r.Findings }),
		output.NumberMap("rule_counts", "Number of findings of each rule, as a map from rules to numbers. The map contains every rule that needs no argument or whose argument is set. For a rule that is not in force, the number states how many findings the rule would have. For `inactive`, `never_seen`, `external`, and `unmatched`, this is always the number of people. If `identify_people_by = \"license_id\"`, `findings` can have more entries, because it then has one for each license.", func(r *result) map[string]int { return byName(r.RuleCounts) }),
		output.NumberMap("reclaimable_by_product", "Number of reclaimable licenses of each product, as a map from product codes to numbers. A product without reclaimable licenses has no key. Null if `inactive_days` is not set.", func(r *result) map[string]int { return r.ReclaimableByProduct }),
		output.OptionalObjects("exempted", "People whom a rule would find if they were not exempt from it, sorted by `email` and `rule`. Null if `identify_people_by = \"license_id\"`.", []output.Field[licensing.Exempted]{
			output.Text("email", "Address of the person.", func(e *licensing.Exempted) string { return e.Email }),
			output.Text("rule", "Name of the rule.", func(e *licensing.Exempted) string { return string(e.Rule) }),
			output.Time("until", "End of the exemption, exclusive. Null if it never ends.", func(e *licensing.Exempted) time.Time { return e.Until }),
			output.OptionalText("reason", "Reason for the exemption. Null if none is given.", func(e *licensing.Exempted) value.Optional[string] { return e.Reason }),
		}, func(r *result) []licensing.Exempted { return r.Exempted }),
		output.OptionalObjects("stale_exemptions", "Exemptions to clean up: those that have ended, and those for people who hold no license that the token can see and are not in `expected_entitlements`. With a team token, keep exemptions of people who hold licenses in other teams. Null if `identify_people_by = \"license_id\"`.", []output.Field[licensing.StaleExemption]{
			output.Text("email", "Address in the exemption.", func(e *licensing.StaleExemption) string { return e.Email }),
			output.Time("until", "End of the exemption, exclusive. Null if it never ends.", func(e *licensing.StaleExemption) time.Time { return e.Until }),
			output.OptionalText("reason", "Reason for the exemption. Null if none is given.", func(e *licensing.StaleExemption) value.Optional[string] { return e.Reason }),
		}, func(r *result) []licensing.StaleExemption { return r.StaleExemptions }),
		output.OptionalObjects("missing_entitlements", "Pairs of a person and a product from `expected_entitlements`. In each pair, the person has no active license for the product or for a pack that includes it. Sorted by `email` and `product_code`. Exempt people are not included. Null if `expected_entitlements` is not set or if `identify_people_by = \"license_id\"`.", []output.Field[licensing.DeclaredEntitlement]{
			output.Text("email", "Address of the person.", func(d *licensing.DeclaredEntitlement) string { return d.Email }),
			output.Text("product_code", "Code of the product.", func(d *licensing.DeclaredEntitlement) string { return d.ProductCode }),
		}, func(r *result) []licensing.DeclaredEntitlement { return r.MissingEntitlements }),
		output.Object("summary", "Scope and size of the audit.", auditSummaryFields(), func(r *result) *licensing.AuditSummary { return &r.Summary }),
	}
	for _, list := range []struct {
		rule              licensing.Rule
		suffix, who, null string // the list is named after the rule, without _entitlement, followed by the suffix
		get               func(*result) map[licensing.Rule][]string
	}{
		{licensing.RuleInactive, "emails", "Addresses of people who have not been seen on any audited license for `inactive_days` days or more", "if `inactive_days` is not set", emailsOf},
		{licensing.RuleNeverSeen, "emails", "Addresses of people who have never been seen on any audited license", "", emailsOf},
		{licensing.RuleSuspended, "emails", "Addresses of people who hold a suspended license", "", emailsOf},
		{licensing.RuleExternal, "emails", "Addresses of people outside `allowed_email_domains`", "if `allowed_email_domains` is not set", emailsOf},
		{licensing.RuleUnmatched, "emails", "Addresses of people who are not in `directory_emails`", "if `directory_emails` is not set", emailsOf},
		{licensing.RuleOverlapping, "emails", "Addresses of people who hold a license that is redundant because of another of their licenses", "", emailsOf},
		{licensing.RuleOfflineCode, "emails", "Addresses of people who hold a license with an offline activation code", "", emailsOf},
		{licensing.RuleTrial, "emails", "Addresses of people who hold a trial license", "", emailsOf},
		{licensing.RuleReclaimable, "license_ids", "IDs of licenses that have not been used for `inactive_days` days or more, regardless of what else their holders use, without expired licenses and trials", "if `inactive_days` is not set", licensesOf},
		{licensing.RuleOverlapping, "license_ids", "IDs of licenses that are redundant because of another license of the same person", "", licensesOf},
		{licensing.RuleExpiring, "license_ids", "IDs of licenses that end within `expiring_days` days and will not renew", "if `expiring_days` is not set", licensesOf},
		{licensing.RuleUnexpectedEntitlement, "license_ids", "IDs of licenses for a product in `expected_entitlements` that are held by people who are not declared for that product", "if `expected_entitlements` is not set", licensesOf},
		{licensing.RuleExhausted, "product_codes", "Codes of products with fewer available seats than `min_available` requires", "if `min_available` is not set", productsOf},
	} {
		description, null := list.who+", sorted.", list.null
		switch {
		case list.suffix == "emails":
			description += " Exempt people are not included."
			null = joinNonEmpty(null, "if `identify_people_by = \"license_id\"`")
		case list.rule != licensing.RuleExpiring && list.rule != licensing.RuleExhausted:
			description += " Licenses of exempt people are not included."
		}
		if null != "" {
			description += " Null " + null + "."
		}
		fields = append(fields, output.OptionalTexts(strings.TrimSuffix(string(list.rule), "_entitlement")+"_"+list.suffix, description,
			func(r *result) []string { return list.get(r)[list.rule] }))
	}
	return fields
}

func emailsOf(r *licensing.AuditResult) map[licensing.Rule][]string   { return r.Emails }
func licensesOf(r *licensing.AuditResult) map[licensing.Rule][]string { return r.LicenseIDs }
func productsOf(r *licensing.AuditResult) map[licensing.Rule][]string { return r.ProductCodes }

func joinNonEmpty(a, b string) string {
	if a == "" {
		return b
	}
	return a + " or " + b
}

func byName(counts map[licensing.Rule]int) map[string]int {
	named := make(map[string]int, len(counts))
	for rule, n := range counts {
		named[string(rule)] = n
	}
	return named
}

func auditSummaryFields() []output.Field[licensing.AuditSummary] {
	type summary = licensing.AuditSummary
	return []output.Field[summary]{
		output.Text("scope", "Scope of the token: `organization` or `team`.", func(s *summary) string { return string(s.Scope) }),
		output.Text("customer_code", "Customer code of the organization.", func(s *summary) string { return s.CustomerCode }),
		output.Number("licenses", "Number of audited licenses.", func(s *summary) int { return s.Licenses }),
		output.Number("assigned", "Number of audited licenses that are assigned to a person, a license server, or a license key.", func(s *summary) int { return s.Assigned }),
		output.Number("available", "Number of audited licenses that can be assigned now.", func(s *summary) int { return s.Available }),
		output.Number("suspended", "Number of audited licenses that are suspended.", func(s *summary) int { return s.Suspended }),
		output.Number("people", "Number of distinct people who hold audited licenses, including exempt people.", func(s *summary) int { return s.People }),
		output.Number("products", "Number of distinct products that the audited licenses are for.", func(s *summary) int { return s.Products }),
		output.OptionalNumber("directory_size", "Number of distinct addresses in `directory_emails`. Null if `directory_emails` is not set.", func(s *summary) value.Optional[int] { return s.DirectorySize }),
		output.Number("aliased", "Number of distinct people whose address in JetBrains Account is an alias, according to the provider's `email_aliases` or `domain_aliases`.", func(s *summary) int { return s.Aliased }),
	}
}
