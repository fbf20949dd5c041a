package paging

import (
	"fmt"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// maxCapacity limits the number of rows for which memory is allocated based on
// a reported total alone.
const maxCapacity = 100_000

// merger checks that the pages of one read form one list.
type merger[T any] struct {
	list   *List[T]
	budget *Budget

	rows     []T
	index    map[string]int // id to its index in rows
	repeats  int            // rows that appeared before
	repeated string         // the id of the first of them, cleaned
	total    value.Optional[int]
	first    int  // rows of the first page
	complete bool // as many rows were read as the total says
	last     Page[T]
}

// add adds a page and reports whether the list is complete without another one.
func (m *merger[T]) add(p Page[T]) (done bool, err error) {
	switch {
	case p.Total.Set && p.Total.Value > m.list.Limits.Rows:
		return false, &ListTooLargeError{Path: m.list.Path, Rows: p.Total.Value, Bytes: p.Bytes}
	case p.Total.Set && !m.total.Set:
		m.total = p.Total
	case p.Total.Set && p.Total != m.total:
		return false, m.inconsistent("the total changed between two pages, from %d to %d", m.total.Value, p.Total.Value)
	}
	if len(p.Rows) == 0 && m.last.More {
		return false, m.inconsistent("page %d is empty, although page %d indicated that it has entries", p.number, m.last.number)
	}
	if p.number == 1 {
		m.first = len(p.Rows)
		capacity := min(max(m.total.Value, m.first), maxCapacity)
		m.rows, m.index = make([]T, 0, capacity), make(map[string]int, capacity)
	}
	before := len(m.rows)
	if err := m.merge(&p); err != nil {
		return false, err
	}
	if m.uncertain() && !m.list.RepeatsMayAgree {
		return false, m.cameTwice()
	}
	size := len(p.Rows)
	m.last, m.last.Rows = p, nil
	switch read := len(m.rows); {
	case !m.total.Set:
		return false, nil
	case read > m.total.Value:
		return false, m.inconsistent("the server reported a total of %d %s, but its pages contain more", m.total.Value, m.list.Plural)
	case read < m.total.Value:
		if size > 0 && read == before {
			return false, m.inconsistent("page %d repeats earlier %s, and only %d of %d were returned", p.number, m.list.Plural, read, m.total.Value)
		}
		return false, nil
	}
	probed := m.complete
	m.complete = true
	return !p.More && (probed || p.Last || !m.list.lastPageFull(p.number, m.first, size)), nil
}

// merge adds the rows that have not appeared before.
func (m *merger[T]) merge(p *Page[T]) error {
	if err := m.budget.Spend(len(p.Rows), p.Bytes); err != nil {
		return err
	}
	for i := range p.Rows {
		id := m.list.ID(&p.Rows[i])
		at, seen := m.index[id]
		switch {
		case !seen:
			m.index[id] = len(m.rows)
			m.rows = append(m.rows, p.Rows[i])
		case !m.list.Same(&m.rows[at], &p.Rows[i]):
			return m.inconsistent("%s %s changed between two pages", m.list.Noun, m.list.Clean(id))
		default:
			if m.repeats++; m.repeats == 1 {
				m.repeated = m.list.Clean(id)
			}
		}
	}
	return nil
}

// end returns what is wrong with the list after its last page.
func (m *merger[T]) end() error {
	read := len(m.rows)
	switch {
	case m.last.More:
		return m.inconsistent("page %d indicated another page, but the list ended", m.last.number)
	case m.total.Set && read < m.total.Value && m.repeats == 0 && m.list.Short != nil:
		return m.list.Short(m.total.Value, read)
	case m.total.Set && read < m.total.Value:
		return m.inconsistent("the server reported a total of %d %s, but its pages contain only %d distinct ones", m.total.Value, m.list.Plural, read)
	}
	return nil
}

// uncertain reports whether rows appeared twice without a total that would show
// whether others were skipped. The list may have shifted between two pages.
func (m *merger[T]) uncertain() bool { return m.repeats > 0 && !m.total.Set }

func (m *merger[T]) cameTwice() error {
	return m.inconsistent("%s %s was returned twice, and the server reports no total that would show whether others were skipped", m.list.Noun, m.repeated)
}

func (m *merger[T]) inconsistent(format string, args ...any) error {
	return &InconsistentError{Path: m.list.Path, Reason: fmt.Sprintf(format, args...)}
}

// lastPageFull reports whether the last page of a list is full: it has as many
// rows as were requested, as a server sends by default, or as the first page of
// several has. A total that is too low, such as the number of rows in one page,
// would hide the rest.
func (l *List[T]) lastPageFull(pages, first, last int) bool {
	return last >= l.PageSize || pages == 1 && last == l.DefaultPageSize || pages > 1 && last >= first
}
