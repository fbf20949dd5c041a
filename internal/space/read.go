package space

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/teamdirectory"
)

const (
	// maxReadings is how often a list that changes while it is read is read
	// from the start.
	maxReadings = 3
	// maxReadTime bounds a complete reading however slow the server is.
	maxReadTime = 15 * time.Minute
	// maxRows and maxReadBytes bound what one reading may hold in memory.
	maxRows      = 1_000_000
	maxReadBytes = 512 << 20
	// maxAnnounced is how much room is made on the word of a total alone.
	maxAnnounced = 50_000
)

// all reads the whole list: every entry that the server holds for this token,
// once, sorted by id; or an error. A reading whose pages contradict each other
// is thrown away and done again.
func (l *paged[T]) all(ctx context.Context, c *Client) ([]T, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, maxReadTime, &ReadTimeoutError{Path: l.path, Limit: maxReadTime})
	defer cancel()
	var previous []T
	for reading := 1; ; reading++ {
		m, err := l.once(ctx, c)
		var inconsistent *InconsistentError
		switch {
		case errors.As(err, &inconsistent):
			previous = nil
		case err != nil:
			return nil, err
		case !m.doubtful() || previous != nil && reflect.DeepEqual(previous, m.rows):
			return m.rows, nil
		default:
			previous = m.rows
			inconsistent = &InconsistentError{Path: l.path, Reason: "entries come on more than one page, and the server gives no total to tell whether others were passed over"}
		}
		if inconsistent.Readings = reading; reading == maxReadings {
			return nil, inconsistent
		}
	}
}

// once merges the pages of one reading. Any sign that they are not one list is
// an *InconsistentError.
func (l *paged[T]) once(ctx context.Context, c *Client) (*merger[T], error) {
	m := &merger[T]{path: l.path, id: l.id, clean: c.transport.Clean, index: map[string]int{}}
	for page, err := range l.pages(ctx, c) {
		if m.complete && nothingThere(err) {
			break
		}
		if err != nil {
			return nil, err
		}
		done, err := m.add(page)
		if err != nil {
			return nil, err
		}
		if done {
			break
		}
	}
	err := m.finish()
	return m, err
}

// nothingThere says whether a server that was asked for more than it announced
// says in one way or another that there is no more.
func nothingThere(err error) bool {
	var (
		repeated *RepeatedNextError
		apiError *APIError
	)
	return errors.As(err, &repeated) ||
		errors.As(err, &apiError) && (apiError.Meaning() == http.StatusBadRequest || apiError.Meaning() == http.StatusNotFound)
}

// merger puts pages together and checks that they are one list.
type merger[T any] struct {
	path  string
	id    func(*T) string
	clean func(string) string

	rows     []T
	index    map[string]int // id to its place in rows
	total    licensing.Optional[int]
	repeats  int // entries that came before
	bytes    int
	first    int // entries of the first page
	complete bool
	last     page[T] // its rows are not used
}

func (m *merger[T]) inconsistent(format string, args ...any) error {
	return &InconsistentError{Path: m.path, Reason: fmt.Sprintf(format, args...)}
}

// add takes a page in and says whether the list is complete: whether as many
// entries came as the total says. After a full page one more is asked for
// nevertheless, since a total that counts too little, such as the entries of
// one page, would otherwise hide the rest.
func (m *merger[T]) add(p page[T]) (done bool, err error) {
	switch {
	case !p.total.Set:
	case !m.total.Set:
		m.total = p.total
	case p.total != m.total && !m.complete:
		return false, m.inconsistent("the total changed between two pages, from %d to %d", m.total.Value, p.total.Value)
	}
	if p.number == 1 {
		m.first = len(p.rows)
		m.rows = make([]T, 0, max(min(m.total.Value, maxAnnounced), len(p.rows)))
	}
	m.bytes += p.bytes
	if entries := max(m.total.Value, len(m.rows)+len(p.rows)); m.bytes > maxReadBytes || entries > maxRows {
		return false, &ListTooLargeError{Path: m.path, Entries: entries, Bytes: m.bytes}
	}
	for i := range p.rows {
		id := m.id(&p.rows[i])
		at, seen := m.index[id]
		switch {
		case !seen:
			m.index[id] = len(m.rows)
			m.rows = append(m.rows, p.rows[i])
		case !reflect.DeepEqual(m.rows[at], p.rows[i]):
			return false, m.inconsistent("entry %s changed between two pages", m.clean(id))
		default:
			m.repeats++
		}
	}
	full := len(p.rows) >= pageSize || p.number > 1 && len(p.rows) >= m.first
	m.last = p
	m.last.rows = nil
	switch {
	case !m.total.Set || len(m.rows) < m.total.Value:
		return false, nil
	case len(m.rows) > m.total.Value:
		return false, m.inconsistent("the server announces %d entries, and its pages hold more", m.total.Value)
	case m.complete || !full:
		return true, nil
	}
	m.complete = true
	return false, nil
}

// finish judges a list that has ended.
func (m *merger[T]) finish() error {
	switch missing := m.total.Value - len(m.rows); {
	case m.total.Set && missing > 0 && m.repeats > 0:
		return m.inconsistent("the server announces %d entries, and its pages hold %d different ones", m.total.Value, len(m.rows))
	case m.total.Set && missing > 0:
		return &IncompleteError{Path: m.path, Announced: m.total.Value, Read: len(m.rows), Suspect: teamdirectory.ViewExternalUsers}
	case !m.total.Set && !m.last.next.Set && len(m.rows) > 0:
		return &DecodeError{Method: http.MethodGet, Path: m.path, Where: "/next", Reason: "is missing, and so is totalCount, so that the end of the list cannot be told", Size: m.last.bytes}
	}
	m.sort()
	return nil
}

// sort orders the rows by id. They are large, so that each is moved once.
func (m *merger[T]) sort() {
	order := make([]int, len(m.rows))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(m.id(&m.rows[a]), m.id(&m.rows[b])) })
	sorted := make([]T, len(m.rows))
	for to, from := range order {
		sorted[to] = m.rows[from]
	}
	m.rows = sorted
}

// doubtful says whether entries that came twice may mean that the list moved
// between two pages, so that others were passed over: a total would tell.
func (m *merger[T]) doubtful() bool { return m.repeats > 0 && !m.total.Set }
