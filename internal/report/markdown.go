package report

import (
	"fmt"
	"slices"
	"strings"
)

// Markdown writes audits in GitHub Flavored Markdown, which GitLab also
// supports: of several audits first a table of their results, then for each its
// rules, what it leaves out, and its findings by rule. Audits that failed come
// first, and so do rules that fail an audit. The error is ErrNoAudit or a ContradictionError.
func Markdown(audits []Audit) (string, error) {
	list, err := check(audits)
	if err != nil {
		return "", err
	}
	failed, passed := []checked{}, []checked{}
	for _, a := range list {
		if a.Passed {
			passed = append(passed, a)
		} else {
			failed = append(failed, a)
		}
	}
	list = slices.Concat(failed, passed)
	var m markdown
	if len(list) > 1 {
		m.overview(list, len(failed))
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

func (m *markdown) overview(list []checked, failed int) {
	if failed == 0 {
		m.paragraph(fmt.Sprintf("## All %d license audits passed", len(list)))
	} else {
		m.paragraph(fmt.Sprintf("## %d of %d license audits failed", failed, len(list)))
	}
	rows(m, list, len(list), []column[checked]{
		optional("Audit", func(c checked) string { return prose(c.Subject) }),
		{"Customer", func(c checked) string { return prose(c.customer()) }, func(c checked) bool { return c.customer() != list[0].customer() }},
		optional("Judged", func(c checked) string { return c.judged() }),
		optional("Result", func(c checked) string { return c.verdict() }),
	})
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
	rows(m, s.findings, s.shown, []column[*Finding]{
		identifier("Person", func(f *Finding) string { return f.Email }),
		identifier("License", func(f *Finding) string { return f.LicenseID }),
		identifier("Product", func(f *Finding) string { return f.ProductCode }),
		identifier("Covered by", func(f *Finding) string { return f.CoveredByLicenseID }),
		optional("Team", func(f *Finding) string { return prose(f.team()) }),
		optional("Finding", func(f *Finding) string { return prose(f.Message, f.LicenseID, f.CoveredByLicenseID) }),
	})
}

func (m *markdown) exemptions(title string, exemptions []Exemption, shown int) {
	if len(exemptions) == 0 {
		return
	}
	m.paragraph("### " + title)
	rows(m, exemptions, shown, []column[Exemption]{
		optional("Person", func(e Exemption) string { return code(e.Email) }),
		optional("Rule", func(e Exemption) string { return code(e.Rule) }),
		optional("Until", func(e Exemption) string { return prose(e.Until) }),
		optional("Reason", func(e Exemption) string { return prose(e.Reason) }),
	})
}

// column is a column of a table that is there only if a row needs it.
type column[T any] struct {
	head   string
	cell   func(T) string
	needed func(T) bool
}

// optional is a column that is there unless it is empty.
func optional[T any](head string, cell func(T) string) column[T] {
	return column[T]{head, cell, func(row T) bool { return cell(row) != "" }}
}

// identifier is a column that is there unless all messages state what is in it.
func identifier(head string, get func(*Finding) string) column[*Finding] {
	return column[*Finding]{head, func(f *Finding) string { return code(get(f)) }, func(f *Finding) bool { return f.unsaid(get(f)) != "" }}
}

// rows writes the first rows of a list as a table, and then how many more there
// are.
func rows[T any](m *markdown, list []T, shown int, columns []column[T]) {
	columns = slices.DeleteFunc(columns, func(c column[T]) bool { return !slices.ContainsFunc(list[:shown], c.needed) })
	if len(columns) > 0 {
		heads := make([]string, len(columns))
		for i, c := range columns {
			heads[i] = c.head
		}
		cells := make([][]string, shown)
		for i, row := range list[:shown] {
			for _, c := range columns {
				cells[i] = append(cells[i], c.cell(row))
			}
		}
		m.table(heads, cells)
	}
	if hidden := len(list) - shown; hidden > 0 {
		m.paragraph(more(hidden))
	}
}
