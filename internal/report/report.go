// Package report writes audits in the formats that code review and CI systems
// show, Markdown and JUnit, and tables as CSV for spreadsheets. It knows only
// plain values, so that it formats whatever a configuration hands over. All
// text in them is untrusted: it is escaped, so that it cannot become markup, a
// link, a mention, a log command of a CI system, or a formula.
package report

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

const (
	// maxRows is the maximum number of rows about findings and exemptions in a
	// report: no one would read more.
	maxRows = 500
	maxText = 1000 // characters of one text
)

// Audit is one audit to report.
type Audit struct {
	Subject      string // what was judged, such as "organization"
	CustomerCode string
	CustomerName string
	AsOf         string // RFC 3339; empty if the audit was as of its read
	Passed       bool

	Licenses  value.Optional[int] // judged
	People    value.Optional[int] // who hold these licenses
	NotJudged int                 // licenses that were read and that the audit's filters leave out

	Rules           []Rule // every enabled rule, in any order, each once
	Findings        []Finding
	Exempted        []Exemption // people whom a rule excuses, each with its rule
	StaleExemptions []Exemption // exemptions to remove; they have no rule
	NeverEnding     int         // exemptions that never end
}

// Rule is the result of one enabled rule.
type Rule struct {
	Name        string
	WarnOnly    bool // findings of the rule never fail the audit
	Passed      bool // the rule is within its limits
	Count       int
	OutOf       int
	Excused     int // people
	MaxFindings value.Optional[int]
	MaxPercent  value.Optional[float64]
}

// Finding is one thing that a rule found. Empty strings mean that the finding
// is not about such a thing.
type Finding struct {
	Rule               string
	Severity           string // "error" only if the rule fails the audit
	Email              string
	LicenseID          string
	ProductCode        string
	TeamID             string
	TeamName           string
	CoveredByLicenseID string
	Message            string // a sentence
}

// Exemption excuses a person.
type Exemption struct {
	Email, Rule, Until, Reason string
}

// ErrNoAudit means that there is nothing to report. A report of nothing would
// look as if everything had passed.
var ErrNoAudit = errors.New("there is no audit to report, and a report about nothing would look as if everything had passed")

// ContradictionError means that the parts of an audit do not fit together, so
// that a report could show as passed what failed. It happens only if a
// configuration changed the audit before handing it over.
type ContradictionError struct {
	Index  int    // of the audit
	Reason string // a sentence without its period
}

func (e *ContradictionError) Error() string { return e.Reason }

// fails reports whether the rule fails its audit.
func (r *Rule) fails() bool { return !r.Passed && !r.WarnOnly }

// limit is the number of findings that the rule allows.
func (r *Rule) limit() string {
	var limits []string
	if r.MaxFindings.Set {
		limits = append(limits, strconv.Itoa(r.MaxFindings.Value))
	}
	if r.MaxPercent.Set {
		limits = append(limits, strconv.FormatFloat(r.MaxPercent.Value, 'f', -1, 64)+" %")
	}
	return cmp.Or(strings.Join(limits, " and "), "0")
}

// found is the number of findings, and what it is a part of.
func (r *Rule) found() string { return fmt.Sprintf("%d of %d", r.Count, r.OutOf) }

// section is a rule of an audit with the findings that the report lists.
type section struct {
	*Rule
	findings []*Finding
	shown    int
}

// checked is an audit that is consistent.
type checked struct {
	*Audit
	sections []section // the rules that fail the audit first, then by name
	exempted int       // number of rows that the report lists
	stale    int
	failing  int // number of rules
}

// check makes sure that no audit can look as if it had passed when it did not,
// and divides the rows of the report: findings that fail an audit come before
// those that do not, and these before the exemptions.
func check(audits []Audit) ([]checked, error) {
	if len(audits) == 0 {
		return nil, ErrNoAudit
	}
	list := make([]checked, len(audits))
	for i := range audits {
		c, err := checkOne(&audits[i])
		if err != nil {
			err.Index = i
			return nil, err
		}
		list[i] = c
	}
	rest := maxRows
	take := func(shown *int, rows int) {
		*shown = min(rows, rest)
		rest -= *shown
	}
	for _, failing := range []bool{true, false} {
		for i := range list {
			for j := range list[i].sections {
				if s := &list[i].sections[j]; s.fails() == failing {
					take(&s.shown, len(s.findings))
				}
			}
		}
	}
	for i := range list {
		take(&list[i].exempted, len(list[i].Exempted))
		take(&list[i].stale, len(list[i].StaleExemptions))
	}
	return list, nil
}

func checkOne(a *Audit) (checked, *ContradictionError) {
	contradiction := func(format string, arguments ...any) (checked, *ContradictionError) {
		return checked{}, &ContradictionError{Reason: fmt.Sprintf(format, arguments...)}
	}
	if len(a.Rules) == 0 {
		return contradiction("the audit has no results, so nothing was judged")
	}
	c := checked{Audit: a}
	byRule := map[string][]*Finding{}
	for i := range a.Findings {
		f := &a.Findings[i]
		byRule[f.Rule] = append(byRule[f.Rule], f)
	}
	for i := range a.Rules {
		r := &a.Rules[i]
		findings := byRule[r.Name]
		delete(byRule, r.Name)
		if r.fails() {
			c.failing++
		} else if slices.ContainsFunc(findings, func(f *Finding) bool { return f.Severity == "error" }) {
			return contradiction("the rule %s has a finding that fails the audit, but its result does not", clean(r.Name))
		}
		c.sections = append(c.sections, section{Rule: r, findings: findings})
	}
	for _, rule := range value.SortedKeys(byRule) {
		return contradiction("the audit has a finding of the rule %s, but no result of it", value.Quoted(rule, maxText))
	}
	slices.SortStableFunc(c.sections, func(a, b section) int {
		if a.fails() != b.fails() {
			if a.fails() {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.Name, b.Name)
	})
	switch {
	case a.Passed && c.failing > 0:
		return contradiction("passed is true, but the result of the rule %s fails the audit", clean(c.sections[0].Name))
	case !a.Passed && c.failing == 0:
		return contradiction("passed is false, but no rule in results fails the audit")
	}
	return c, nil
}

// customer is the name and code of the customer, or empty.
func (c *checked) customer() string { return nameWithID(c.CustomerName, c.CustomerCode) }

// judged states how much was judged. It is empty if that is not known.
func (c *checked) judged() string {
	var parts []string
	if c.Licenses.Set {
		parts = append(parts, value.Counted(c.Licenses.Value, "license"))
	}
	if c.People.Set {
		parts = append(parts, value.Counted(c.People.Value, "person"))
	}
	return strings.Join(parts, " of ")
}

// leftOut states what the audit does not judge, one sentence each.
func (c *checked) leftOut() []string {
	var list []string
	if c.Licenses == value.Some(0) {
		list = append(list, "No license was judged.")
	}
	if c.NotJudged > 0 {
		list = append(list, "Not judged: "+value.Counted(c.NotJudged, "license")+" that the filters of the audit leave out.")
	}
	var excused []string
	for _, s := range c.sections {
		if s.Excused > 0 {
			excused = append(excused, s.Name+" "+strconv.Itoa(s.Excused))
		}
	}
	if len(excused) > 0 {
		slices.Sort(excused)
		list = append(list, "People excused by exemptions: "+strings.Join(excused, ", ")+".")
	}
	if c.NeverEnding > 0 {
		list = append(list, "Exemptions that never end: "+strconv.Itoa(c.NeverEnding)+".")
	}
	if n := len(c.StaleExemptions); n > 0 {
		list = append(list, "Exemptions to remove, because they have ended or match nobody: "+strconv.Itoa(n)+".")
	}
	return list
}

// hidden is the number of rows of all audits that the report does not list.
func hidden(audits []checked) int {
	n := 0
	for i := range audits {
		a := &audits[i]
		n += len(a.Exempted) - a.exempted + len(a.StaleExemptions) - a.stale
		for _, s := range a.sections {
			n += len(s.findings) - s.shown
		}
	}
	return n
}

// more states how many rows are left out. It is empty if none are.
func more(n int) string {
	if n == 0 {
		return ""
	}
	return "… and " + strconv.Itoa(n) + " more."
}

// team is the name and ID of a team, as far as they are known.
func (f *Finding) team() string { return nameWithID(f.TeamName, f.TeamID) }

func nameWithID(name, id string) string {
	if name == "" || id == "" {
		return name + id
	}
	return name + " (" + id + ")"
}

// unsaid returns an identifier, or nothing if the message of the finding states
// it.
func (f *Finding) unsaid(identifier string) string {
	if identifier == "" || states(f.Message, identifier) {
		return ""
	}
	return identifier
}

// states reports whether a text contains an identifier, and not merely as a
// part of a longer one.
func states(text, identifier string) bool {
	for {
		before, after, found := strings.Cut(text, identifier)
		if !found {
			return false
		}
		last, _ := utf8.DecodeLastRuneInString(before)
		next, _ := utf8.DecodeRuneInString(after)
		if !isAlphanumeric(last) && !strings.ContainsRune(".-_+", last) && !isAlphanumeric(next) {
			return true
		}
		text = after
	}
}

func isAlphanumeric(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// asOf is the time of the audit in UTC, or empty.
func (c *checked) asOf() string {
	t, err := time.Parse(time.RFC3339, c.AsOf)
	if err != nil {
		return c.AsOf
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// clean shows what cannot be seen, such as line breaks and terminal escapes,
// and breaks up log commands of CI systems.
func clean(text string) string { return value.Printable(text, maxText) }

func joinNonEmpty(parts []string, separator string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), separator)
}
