package audit

import (
	"strconv"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit/rules"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// Finding is one thing that an enabled rule found. Empty strings mean that the
// finding is not about such a thing.
type Finding struct {
	Rule        rules.Name
	Severity    Severity // error if the rule fails the audit
	Email       string   // of the person, or of the license's holder; empty when identifying by license
	LicenseID   string   // empty on a finding about a person or a product
	ProductCode string   // empty on a finding about a person, of cheaper_pack the pack
	TeamID      string   // of the license
	TeamName    value.Optional[string]
	// CoveredByLicenseID is, for overlapping, the license to keep, which covers
	// the product.
	CoveredByLicenseID string
	Message            string // a sentence, safe to print; states dates and limits, never elapsed days
}

// RuleResult is what an enabled rule says. All lists are sorted, without
// duplicates; nil means that the rule has no such list.
type RuleResult struct {
	Severity    Severity // as configured
	MaxFindings value.Optional[int]
	MaxPercent  *value.Decimal

	Passed  bool // within its limits
	Count   int  // of findings; of people for a rule about people
	OutOf   int  // what max_percent is taken of
	Excused int  // people whom exemptions excused

	Emails       []string // of rules about people and their licenses; nil when identifying by license
	LicenseIDs   []string // of rules about licenses
	ProductCodes []string // of low_availability
}

// Fails reports whether the rule fails the audit.
func (r *RuleResult) Fails() bool { return r.Severity == SeverityError && !r.Passed }

// Summary says what was judged.
type Summary struct {
	Subject      string // organization, teams, or no team; then the products
	Scope        licensing.Scope
	CustomerCode string
	CustomerName value.Optional[string]
	Licenses     int
	NotJudged    int // licenses of the reading that the filters leave out
	Assigned     int // to a person, a server, or a license key
	Available    int // as the seats count them
	Suspended    int // assigned or not
	People       int // distinct holders, exempt ones too
	Products     int
	Aliased      int // people who have another address in the API
}

// Result is the outcome of an audit.
type Result struct {
	Passed   bool      // no enabled rule of severity error is over its limits
	Findings []Finding // by rule, email, product code, and license
	Results  map[rules.Name]*RuleResult

	Exempted        []Exempted       // by email and rule; nil when identifying by license
	StaleExemptions []StaleExemption // nil when identifying by license
	StaleCount      int              // number of stale exemptions, in either case
	Summary         Summary
	Warnings        []licensing.Warning
}

// Report returns all findings as text: first those that fail the audit, then
// those that warn. After limit lines, it states how many more there are. It is
// empty without findings.
func (r *Result) Report(limit int) string {
	return ReportFindings(append(r.Failing(), r.NotFailing()...), limit)
}

// Failing lists the findings that fail the audit.
func (r *Result) Failing() []Finding { return r.ofSeverity(SeverityError) }

// NotFailing lists the findings that do not fail the audit.
func (r *Result) NotFailing() []Finding { return r.ofSeverity(SeverityWarning) }

func (r *Result) ofSeverity(severity Severity) []Finding {
	var findings []Finding
	for i := range r.Findings {
		if r.Findings[i].Severity == severity {
			findings = append(findings, r.Findings[i])
		}
	}
	return findings
}

// ReportFindings writes findings as text in their order, one line for each that
// begins with the rule. After limit lines, it states how many more there are.
func ReportFindings(findings []Finding, limit int) string {
	return report(findings, limit, "finding", func(f *Finding) string { return string(f.Rule) + ": " + f.Message })
}

// StaleReport returns the exemptions to clean up as text, in at most limit
// lines and a count of the rest. If the result contains no emails, it returns
// only their number. It is empty if there are none.
func (r *Result) StaleReport(limit int) string {
	if r.StaleExemptions == nil && r.StaleCount > 0 {
		return "Exemptions that have ended or match nobody: " + strconv.Itoa(r.StaleCount) + ". Set identify_people_by to email to see which ones."
	}
	return report(r.StaleExemptions, limit, "exemption", (*StaleExemption).sentence)
}

func report[T any](items []T, limit int, noun string, line func(*T) string) string {
	shown := min(len(items), max(limit, 0))
	lines := make([]string, 0, shown+1)
	for i := range shown {
		lines = append(lines, line(&items[i]))
	}
	if more := len(items) - shown; more > 0 {
		lines = append(lines, "and "+value.Counted(more, "more "+noun)+".")
	}
	return strings.Join(lines, "\n")
}
