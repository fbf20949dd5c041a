package account

import (
	"context"
	"strconv"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// readAll reads the whole list at path: every license that the server holds,
// once, sorted by id; or an error.
func (c *Client) readAll(ctx context.Context, path string) ([]licensing.License, error) {
	return paging.ReadAgain(ctx, path, func(ctx context.Context) ([]licensing.License, error) {
		m := newMerger(path, c.transport.Clean)
		for page, err := range c.pages(ctx, path) {
			if err != nil {
				return nil, err
			}
			if err := m.add(page); err != nil {
				return nil, err
			}
		}
		return m.result()
	})
}

// merger checks that the pages of one reading are one list: every total is the
// same, no announced page is missing, no license stands there in two states,
// and as many licenses came as the total says. Where the server gives no total,
// a license that comes twice means that the list moved between two pages, so
// that another may have been passed over.
type merger struct {
	paging.Collector[licensing.License]

	total value.Optional[int]
	last  page // its licenses are not used
}

func newMerger(path string, clean func(string) string) *merger {
	return &merger{Collector: paging.Collector[licensing.License]{
		Budget: paging.Budget{Path: path},
		Noun:   "license",
		ID:     func(l *licensing.License) string { return l.ID },
		Same:   func(a, b *licensing.License) bool { return *a == *b },
		Clean:  clean,
	}}
}

func (m *merger) add(p page) error {
	switch {
	case p.number == 1:
		m.total = p.total
		m.Expect(max(p.total.Value, len(p.licenses)))
	case p.total != m.total:
		return paging.Inconsistent(m.Path, "the total changed between two pages, from %s to %s", totalText(m.total), totalText(p.total))
	case m.last.more && len(p.licenses) == 0:
		return paging.Inconsistent(m.Path, "page %d is empty, although page %d announced it", p.number, m.last.number)
	}
	if err := m.Add(p.licenses, p.bytes); err != nil {
		return err
	}
	if repeats, first := m.Repeats(); repeats > 0 && !m.total.Set {
		return paging.Inconsistent(m.Path, "license %s came twice, and the server gives no total to tell whether others were passed over", first)
	}
	m.last = p
	m.last.licenses = nil
	return nil
}

func (m *merger) result() ([]licensing.License, error) {
	licenses := m.Rows()
	switch {
	case m.total.Set && len(licenses) != m.total.Value:
		return nil, paging.Inconsistent(m.Path, "the server announces %d licenses, and its pages hold %d different ones", m.total.Value, len(licenses))
	case m.last.more:
		return nil, paging.Inconsistent(m.Path, "page %d should be the last, and announces another", m.last.number)
	}
	licensing.SortLicenses(licenses)
	return licenses, nil
}

func totalText(total value.Optional[int]) string {
	if !total.Set {
		return "none"
	}
	return strconv.Itoa(total.Value)
}
