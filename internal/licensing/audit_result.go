package licensing

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// Severity says whether a finding fails its audit.
type Severity string

// A finding is an error if its rule fails the audit, so that an audit passes
// exactly when no finding is an error. It is a warning if its rule only warns
// or is within its limits.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
)

// Finding is one thing that a rule in force found. Empty strings mean that the
// finding is not about such a thing.
type Finding struct {
	Rule        Rule
	Severity    Severity
	Email       string // of the person, or of the license's holder; empty when identifying by license
	LicenseID   string // empty on a finding about a person or a product
	ProductCode string // empty on a finding about a person
	// CoveredByLicenseID is, for overlapping, the seat to keep, which provides
	// the product.
	CoveredByLicenseID string
	Message            string // a sentence, safe to print; states dates and limits, never elapsed days
}

// AuditSummary says what was audited: the licenses of the selection.
type AuditSummary struct {
	Scope         Scope
	CustomerCode  string
	Licenses      int
	Assigned      int // to a person, a server or a license key
	Available     int
	Suspended     int // assigned or not
	People        int // distinct holders, exempt ones too
	Products      int
	DirectorySize value.Optional[int] // distinct addresses; absent without a directory
	Aliased       int                 // people who have another address in the API
}

// AuditResult is the outcome of an audit. The maps by rule have a key for every
// rule that could be computed, in force or not, and no other key: a missing
// list is unknown, and an empty list is known to be empty. All lists are
// sorted, without duplicates.
type AuditResult struct {
	Passed     bool      // no rule in force, other than those that only warn, is over its limit
	Findings   []Finding // of the rules in force, by rule, email, product code, license
	RuleCounts map[Rule]int

	Emails       map[Rule][]string // of the rules that find people or their licenses; nil when identifying by license
	LicenseIDs   map[Rule][]string // of the rules whose findings are about licenses
	ProductCodes map[Rule][]string // of the rule exhausted

	ReclaimableByProduct map[string]int        // seats per product that has any; nil: not computed
	MissingEntitlements  []DeclaredEntitlement // by email and product; nil: not computed, or identifying by license
	Exempted             []Exempted            // by email and rule; nil when identifying by license
	StaleExemptions      []StaleExemption      // nil when identifying by license
	StaleCount           int                   // number of stale exemptions, in either case
	Summary              AuditSummary
}

// Report returns all findings as text: first those that fail the audit, then
// those that warn. After limit lines, it states how many more there are. It is
// empty without findings.
func (r *AuditResult) Report(limit int) string {
	return ReportFindings(append(r.Failing(), r.NotFailing()...), limit)
}

// Failing lists the findings that fail the audit.
func (r *AuditResult) Failing() []Finding { return r.ofSeverity(SeverityError) }

// NotFailing lists the findings that do not fail the audit.
func (r *AuditResult) NotFailing() []Finding { return r.ofSeverity(SeverityWarning) }

func (r *AuditResult) ofSeverity(severity Severity) []Finding {
	var findings []Finding
	for i := range r.Findings {
		if r.Findings[i].Severity == severity {
			findings = append(findings, r.Findings[i])
		}
	}
	return findings
}

// ReportFindings writes findings as text in their order, one line for each.
// After limit lines, it states how many more there are.
func ReportFindings(findings []Finding, limit int) string {
	return report(findings, limit, "finding", func(f *Finding) string {
		return fmt.Sprintf("%s: %s: %s", f.Severity, f.Rule, f.Message)
	})
}

// StaleReport returns the exemptions to clean up as text, in at most limit
// lines and a count of the rest. If the result contains no emails, it returns
// only their number. It is empty if there are none.
func (r *AuditResult) StaleReport(limit int) string {
	if r.StaleExemptions == nil && r.StaleCount > 0 {
		return "Exemptions that have expired or match no license holder: " + strconv.Itoa(r.StaleCount) + ". Set identify_people_by to email to see which ones."
	}
	return ReportStaleExemptions(r.StaleExemptions, limit)
}

// ReportStaleExemptions does the same as ReportFindings for exemptions to clean
// up.
func ReportStaleExemptions(exemptions []StaleExemption, limit int) string {
	return report(exemptions, limit, "exemption", (*StaleExemption).sentence)
}

func report[T any](items []T, limit int, noun string, line func(*T) string) string {
	shown := min(len(items), max(limit, 0))
	lines := make([]string, 0, shown+1)
	for i := range shown {
		lines = append(lines, line(&items[i]))
	}
	if more := len(items) - shown; more > 0 {
		lines = append(lines, "and "+counted(more, "more "+noun)+".")
	}
	return strings.Join(lines, "\n")
}
