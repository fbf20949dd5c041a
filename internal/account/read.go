package account

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
)

const (
	// maxReadings is how often a list that changes while it is read is read
	// from the start.
	maxReadings = 3
	// maxReadTime bounds a complete reading however slow the server is: 500
	// pages take seconds.
	maxReadTime = 15 * time.Minute
	// maxLicenses and maxReadBytes bound what one reading may hold in memory;
	// 100,000 licenses are about 75 MB.
	maxLicenses  = 1_000_000
	maxReadBytes = 512 << 20
	// maxAnnounced is how much room is made on the word of a total alone.
	maxAnnounced = 100_000
)

// readAll reads the whole list at path: every license that the server holds,
// once, sorted by id; or an error. A reading whose pages contradict each other
// is thrown away and done again.
func (c *Client) readAll(ctx context.Context, path string) ([]licensing.License, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, maxReadTime, &ReadTimeoutError{Path: path, Limit: maxReadTime})
	defer cancel()
	for reading := 1; ; reading++ {
		licenses, err := c.readOnce(ctx, path)
		var inconsistent *InconsistentError
		if !errors.As(err, &inconsistent) {
			return licenses, err
		}
		if inconsistent.Readings = reading; reading == maxReadings {
			return nil, inconsistent
		}
	}
}

// readOnce merges the pages of one reading. Any sign that they are not one
// list is an *InconsistentError.
func (c *Client) readOnce(ctx context.Context, path string) ([]licensing.License, error) {
	m := merger{path: path, clean: c.transport.Clean}
	for page, err := range c.Pages(ctx, path) {
		if err != nil {
			return nil, err
		}
		if err := m.add(page); err != nil {
			return nil, err
		}
	}
	return m.result()
}

// merger puts pages together and checks that they are one list: every total is
// the same, no announced page is missing, no license stands there in two
// states, and as many licenses came as the total says. Where the server gives
// no total, a license that comes twice means that the list moved between two
// pages, so that another may have been passed over.
type merger struct {
	path     string
	clean    func(string) string
	licenses []licensing.License
	index    map[string]int // license id to its place in licenses
	total    licensing.Optional[int]
	last     Page // its licenses are not used
	bytes    int
}

func (m *merger) inconsistent(format string, args ...any) error {
	return &InconsistentError{Path: m.path, Reason: fmt.Sprintf(format, args...)}
}

func (m *merger) add(page Page) error {
	switch {
	case m.index == nil:
		m.total = page.Total
		room := max(min(page.Total.Value, maxAnnounced), len(page.Licenses))
		m.licenses = make([]licensing.License, 0, room)
		m.index = make(map[string]int, room)
	case page.Total != m.total:
		return m.inconsistent("the total changed between two pages, from %s to %s", totalText(m.total), totalText(page.Total))
	case m.last.More && len(page.Licenses) == 0:
		return m.inconsistent("page %d is empty, although page %d announced it", page.Number, m.last.Number)
	}
	if m.bytes += page.Bytes; m.bytes > maxReadBytes || len(m.licenses)+len(page.Licenses) > maxLicenses {
		return &ListTooLargeError{Path: m.path, Licenses: len(m.licenses), Bytes: m.bytes}
	}
	m.last = page
	m.last.Licenses = nil
	for _, l := range page.Licenses {
		at, seen := m.index[l.ID]
		switch {
		case !seen:
			m.index[l.ID] = len(m.licenses)
			m.licenses = append(m.licenses, l)
		case m.licenses[at] != l:
			return m.inconsistent("license %s changed between two pages", m.clean(l.ID))
		case !m.total.Set:
			return m.inconsistent("license %s came twice, and the server gives no total to tell whether others were passed over", m.clean(l.ID))
		}
	}
	return nil
}

func (m *merger) result() ([]licensing.License, error) {
	switch {
	case m.total.Set && len(m.licenses) != m.total.Value:
		return nil, m.inconsistent("the server announces %d licenses, and its pages hold %d different ones", m.total.Value, len(m.licenses))
	case m.last.More:
		return nil, m.inconsistent("page %d should be the last, and announces another", m.last.Number)
	}
	licensing.SortLicenses(m.licenses)
	return m.licenses, nil
}

func totalText(total licensing.Optional[int]) string {
	if !total.Set {
		return "none"
	}
	return strconv.Itoa(total.Value)
}
