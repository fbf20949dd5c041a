package paging

import (
	"fmt"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// maxCapacity limits the number of rows for which memory is allocated based on
// a reported total alone.
const maxCapacity = 100_000

// merger checks that the pages of one read form one list, and compares that
// list with the one of the read before. It holds the rows only once, so that the
// comparison takes hardly any memory.
type merger[T any] struct {
	list   *List[T]
	budget *Budget // of all reads

	rows  []T            // of the read before, and of this one
	seen  []uint8        // the read that each of the rows was last seen in
	index map[string]int // id to its index in rows

	read uint8 // the number of the read, of a few
	pass[T]
}

// pass is the state of one read.
type pass[T any] struct {
	spent    *Budget
	distinct int    // rows
	changed  bool   // the rows differ from those of the read before
	repeats  int    // rows that appeared before in this read
	repeated string // the id of the first of them, cleaned
	total    value.Optional[int]
	first    int  // rows of the first page
	alone    bool // one page was read, and says itself that it is the only one
	complete bool // as many rows were read as the total says
	last     Page[T]
}

func newMerger[T any](list *List[T]) *merger[T] {
	return &merger[T]{list: list, budget: NewBudget(list.Path, list.Limits, list.Memory)}
}

// start begins a read.
func (m *merger[T]) start() {
	m.read++
	m.pass = pass[T]{spent: NewBudget(m.list.Path, m.list.Limits, nil)}
}

// add adds a page and reports whether the list is complete without another one.
func (m *merger[T]) add(p Page[T]) (done bool, err error) {
	switch {
	case p.Total.Value > m.list.Limits.Rows:
		return false, &ListTooLargeError{Path: m.list.Path, Rows: p.Total.Value, Bytes: p.Bytes}
	case !m.total.Set:
		m.total = p.Total
	case p.Total.Set && p.Total != m.total:
		return false, m.inconsistent("the total changed between two pages, from %d to %d", m.total.Value, p.Total.Value)
	}
	if len(p.Rows) == 0 && m.last.More {
		return false, m.inconsistent("page %d is empty, although page %d indicated that it has entries", p.number, m.last.number)
	}
	if p.number == 1 {
		m.first = len(p.Rows)
		m.allocate()
	}
	m.alone = p.number == 1 && (p.Next == "" || p.Last) || m.alone && len(p.Rows) == 0
	before := m.distinct
	if err := m.merge(&p); err != nil {
		return false, err
	}
	if m.uncertain() && !m.list.RepeatsMayAgree {
		return false, m.cameTwice()
	}
	size := len(p.Rows)
	m.last, m.last.Rows = p, nil
	switch read := m.distinct; {
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
	if err := m.spent.Spend(len(p.Rows), p.Bytes); err != nil {
		return err
	}
	if m.read > 1 { // hardly any row of it is kept
		defer m.budget.drop(len(p.Rows), rowSize[T](), p.Bytes)
	}
	for i := range p.Rows {
		id := m.list.ID(&p.Rows[i])
		at, known := m.index[id]
		switch {
		case !known:
			m.index[id] = len(m.rows)
			m.rows, m.seen = append(m.rows, p.Rows[i]), append(m.seen, m.read)
			m.distinct++
			m.changed = true
		case m.seen[at] < m.read:
			if !m.list.Same(&m.rows[at], &p.Rows[i]) {
				m.rows[at], m.changed = p.Rows[i], true
			}
			m.seen[at] = m.read
			m.distinct++
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

// allocate reserves memory for the rows of the first read.
func (m *merger[T]) allocate() {
	if m.rows != nil {
		return
	}
	capacity := min(max(m.total.Value, m.first), maxCapacity)
	m.rows, m.seen, m.index = make([]T, 0, capacity), make([]uint8, 0, capacity), make(map[string]int, capacity)
}

// dropUnseen removes rows that this read does not have.
func (m *merger[T]) dropUnseen() {
	if m.distinct == len(m.rows) {
		return
	}
	m.changed = true
	kept := m.rows[:0]
	clear(m.index)
	for i := range m.rows {
		if m.seen[i] == m.read {
			m.index[m.list.ID(&m.rows[i])] = len(kept)
			kept = append(kept, m.rows[i])
		}
	}
	clear(m.rows[len(kept):])
	m.rows, m.seen = kept, m.seen[:len(kept)] // what seen says is older than the next read in any case
}

// end returns what is wrong with the list after its last page.
func (m *merger[T]) end() error {
	m.dropUnseen()
	read := m.distinct
	switch {
	case m.last.More:
		return m.inconsistent("page %d indicated another page, but the list ended", m.last.number)
	case read < m.total.Value && m.repeats == 0 && m.list.Short != nil:
		return m.list.Short(m.total.Value, read)
	case read < m.total.Value:
		return m.inconsistent("the server reported a total of %d %s, but its pages contain only %d distinct ones", m.total.Value, m.list.Plural, read)
	}
	return nil
}

// uncertain reports whether rows appeared twice without a total that would show
// whether others were skipped. The list may have shifted between two pages.
func (m *merger[T]) uncertain() bool { return m.repeats > 0 && !m.total.Set }

// confirmed reports whether the list is complete: by its total, because it is a
// single page, or because the read before had the same rows. A row that moves
// to an earlier page while the list is read would otherwise be missing without
// a trace.
func (m *merger[T]) confirmed() bool {
	return m.total.Set || !m.changed || m.alone && m.repeats == 0
}

// unconfirmed says why the list is not confirmed.
func (m *merger[T]) unconfirmed() error {
	if m.uncertain() {
		return m.cameTwice()
	}
	return m.inconsistent("no two reads in a row returned the same %s, and the server reports no total that would show which was complete", m.list.Plural)
}

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
