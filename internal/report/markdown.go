package report

import (
	"fmt"
	"strings"
)

// Markdown writes audits in GitHub Flavored Markdown, which GitLab also
// supports: of several audits first a table of their results, then for each its
// rules, what it leaves out, and its findings by rule. Rules that fail an audit
// come first. The error is ErrNoAudit or a ContradictionError.
func Markdown(audits []Audit) (string, error) {
	list, err := check(audits)
	if err != nil {
		return "", err
	}
	var m markdown
	if len(list) > 1 {
		m.overview(list)
	}
	for i := range list {
		m.audit(&list[i])
	}
	if n := hidden(list); n > 0 {
		m.paragraph(fmt.Sprintf("This report lists %d rows and leaves out %d.", maxRows, n))
	}
	return m.text.String(), nil
}

// markdown is a document of blocks with an empty line between them.
type markdown struct{ text strings.Builder }

func (m *markdown) paragraph(line string) {
	if m.text.Len() > 0 {
		m.text.WriteByte('\n')
	}
	m.text.WriteString(line)
	m.text.WriteByte('\n')
}

// table writes a table.
func (m *markdown) table(heads []string, rows [][]string) {
	m.text.WriteByte('\n')
	m.row(heads)
	m.text.WriteString("|" + strings.Repeat("---|", len(heads)) + "\n")
	for _, row := range rows {
		m.row(row)
	}
}

func (m *markdown) row(cells []string) {
	for _, cell := range cells {
		m.text.WriteString("| ")
		m.text.WriteString(cell)
		m.text.WriteByte(' ')
	}
	m.text.WriteString("|\n")
}

func (m *markdown) overview(list []checked) {
	failed := 0
	rows := make([][]string, len(list))
	for i := range list {
		a := &list[i]
		if !a.Passed {
			failed++
		}
		rows[i] = []string{prose(a.Subject), prose(a.customer()), a.judged(), a.verdict()}
	}
	if failed == 0 {
		m.paragraph(fmt.Sprintf("## All %d license audits passed", len(list)))
	} else {
		m.paragraph(fmt.Sprintf("## %d of %d license audits failed", failed, len(list)))
	}
	m.table([]string{"Audit", "Customer", "Judged", "Result"}, rows)
}

// verdict names the rules that fail the audit.
func (c *checked) verdict() string {
	if c.Passed {
		return "passed"
	}
	rules := make([]string, c.failing)
	for i := range rules {
		rules[i] = code(c.sections[i].Name)
	}
	return "**failed**: " + strings.Join(rules, ", ")
}

func (m *markdown) audit(a *checked) {
	result := "passed"
	if !a.Passed {
		result = "failed"
	}
	m.paragraph("## " + joinNonEmpty([]string{"License audit " + result, prose(a.Subject)}, ": "))
	if about := joinNonEmpty([]string{
		labeled("Customer: ", prose(a.customer())), labeled("As of: ", prose(a.asOf())), labeled("Judged: ", a.judged()),
	}, ". "); about != "" {
		m.paragraph(about + ".")
	}
	m.rules(a)
	for i, sentence := range a.leftOut() {
		if i == 0 {
			m.text.WriteByte('\n')
		}
		m.text.WriteString("- " + prose(sentence) + "\n")
	}
	for i := range a.sections {
		m.findings(&a.sections[i])
	}
	m.exemptions("Excused", a.Exempted, a.exempted)
	m.exemptions("Exemptions to remove", a.StaleExemptions, a.stale)
}

func labeled(label, text string) string {
	if text == "" {
		return ""
	}
	return label + text
}

func (m *markdown) rules(a *checked) {
	rows := make([][]string, len(a.sections))
	for i, s := range a.sections {
		severity := "error"
		if s.WarnOnly {
			severity = "warning"
		}
		rows[i] = []string{code(s.Name), severity, s.found(), s.limit(), s.result()}
	}
	m.table([]string{"Rule", "Severity", "Count", "Limit", "Result"}, rows)
}

// result is the result of a rule in a word or two.
func (r *Rule) result() string {
	switch {
	case r.fails():
		return "**failed**"
	case !r.Passed:
		return "warning"
	case r.Count > 0:
		return "within its limit"
	default:
		return "passed"
	}
}

func (m *markdown) findings(s *section) {
	if len(s.findings) == 0 {
		return
	}
	m.paragraph(fmt.Sprintf("### %s: %s, %s", code(s.Name), s.found(), strings.Trim(s.result(), "*")))
	rows := make([][]string, s.shown)
	for i, f := range s.findings[:s.shown] {
		rows[i] = []string{
			code(f.unsaid(f.Email)), code(f.unsaid(f.LicenseID)), code(f.unsaid(f.ProductCode)), code(f.unsaid(f.CoveredByLicenseID)), prose(f.team()), prose(f.Message),
		}
	}
	m.rows([]string{"Person", "License", "Product", "Covered by", "Team", "Finding"}, rows, len(s.findings)-s.shown)
}

func (m *markdown) exemptions(title string, exemptions []Exemption, shown int) {
	if len(exemptions) == 0 {
		return
	}
	m.paragraph("### " + title)
	rows := make([][]string, shown)
	for i, e := range exemptions[:shown] {
		rows[i] = []string{code(e.Email), code(e.Rule), prose(e.Until), prose(e.Reason)}
	}
	m.rows([]string{"Person", "Rule", "Until", "Reason"}, rows, len(exemptions)-shown)
}

// rows writes a table without the columns that are empty in every row, and
// states how many rows it leaves out.
func (m *markdown) rows(heads []string, rows [][]string, hidden int) {
	used := make([]bool, len(heads))
	for _, row := range rows {
		for i, cell := range row {
			used[i] = used[i] || cell != ""
		}
	}
	narrow := func(cells []string) []string {
		var list []string
		for i, cell := range cells {
			if used[i] {
				list = append(list, cell)
			}
		}
		return list
	}
	for i := range rows {
		rows[i] = narrow(rows[i])
	}
	if len(rows) > 0 {
		m.table(narrow(heads), rows)
	}
	if hidden > 0 {
		m.paragraph(more(hidden))
	}
}
