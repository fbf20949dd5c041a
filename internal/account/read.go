package account

import (
	"context"
	"errors"
	"fmt"
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
)

// readAll reads the whole list at path: every license that the server holds,
// once, sorted by id; or an error. A reading whose pages contradict each other
// is thrown away and done again.
func (c *Client) readAll(ctx context.Context, path string) ([]licensing.License, error) {
	ctx, cancel := context.WithTimeout(ctx, maxReadTime)
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

// readOnce merges the pages of one reading and checks that they are one list:
// every total is the same, no license stands there in two states, and as many
// licenses came as the total says. Where the server gives no total, a license
// that comes twice means that the list moved between two pages, so that
// another may have been passed over.
func (c *Client) readOnce(ctx context.Context, path string) ([]licensing.License, error) {
	inconsistent := func(format string, args ...any) error {
		return &InconsistentError{Path: path, Reason: fmt.Sprintf(format, args...)}
	}
	var (
		licenses []licensing.License
		index    = map[string]int{} // license id to its place in licenses
		total    licensing.Optional[int]
		twice    = 0
		more     = false
	)
	for page, err := range c.Pages(ctx, path) {
		if err != nil {
			return nil, err
		}
		switch {
		case page.Number == 1:
			total = page.Total
			licenses = make([]licensing.License, 0, max(total.Value, len(page.Licenses)))
		case page.Total != total:
			return nil, inconsistent("the total changed between two pages, from %s to %s", totalText(total), totalText(page.Total))
		}
		if more && len(page.Licenses) == 0 {
			return nil, inconsistent("page %d is empty, although page %d announced it", page.Number, page.Number-1)
		}
		more = page.More
		for _, l := range page.Licenses {
			at, seen := index[l.ID]
			if !seen {
				index[l.ID] = len(licenses)
				licenses = append(licenses, l)
				continue
			}
			if twice++; licenses[at] != l {
				return nil, inconsistent("license %s changed between two pages", c.transport.Clean(l.ID))
			}
		}
	}
	switch {
	case total.Set && len(licenses) != total.Value:
		return nil, inconsistent("the server announces %d licenses, and its pages hold %d different ones", total.Value, len(licenses))
	case !total.Set && twice > 0:
		return nil, inconsistent("%d licenses came twice, and the server gives no total to tell whether others were passed over", twice)
	}
	licensing.SortLicenses(licenses)
	return licenses, nil
}

func totalText(total licensing.Optional[int]) string {
	if !total.Set {
		return "none"
	}
	return fmt.Sprint(total.Value)
}
