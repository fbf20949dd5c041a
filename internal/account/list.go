package account

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

const (
	pageSize        = 200 // the most that the API documents
	defaultPageSize = 100
)

// organizationList is the list of all licenses of the organization.
func (c *Client) organizationList() *paging.List[licensing.License] {
	return c.licenseList(licensesPath, "")
}

// teamList is the list of the licenses of one team.
func (c *Client) teamList(teamID string) *paging.List[licensing.License] {
	return c.licenseList("/customer/teams/"+teamID+"/licenses", teamID)
}

// licenseList is a list whose cursors are page numbers. The order of the
// licenses is not documented, so pages may overlap while the list changes.
func (c *Client) licenseList(path, teamID string) *paging.List[licensing.License] {
	return &paging.List[licensing.License]{
		Path:            path,
		Noun:            "license",
		Plural:          "licenses",
		PageSize:        pageSize,
		DefaultPageSize: defaultPageSize,
		Width:           c.concurrency,
		Limits:          c.limits,
		Memory:          c.memory,
		Clean:           c.api.Clean,
		ID:              func(l *licensing.License) string { return l.ID },
		Same:            func(a, b *licensing.License) bool { return *a == *b },
		Ended:           noSuchPage,
		Cursors:         pageNumbers,
		Fetch: func(ctx context.Context, cursor string) (paging.Page[licensing.License], error) {
			return c.fetchPage(ctx, path, teamID, cursor)
		},
	}
}

// noSuchPage reports whether an error means that a page past the end does not
// exist. What a server sends past the end is not documented. An empty page is
// likely.
func noSuchPage(err error) bool {
	apiError, ok := errors.AsType[*client.APIError](err)
	return ok && (apiError.Class == client.ClassNotFound || apiError.Class == client.ClassBadRequest)
}

// pageNumbers calculates the number of pages from the total. The size of the
// first page is the server's real page size.
func pageNumbers(first *paging.Page[licensing.License]) (pages int, cursor func(page int) string) {
	if !first.Total.Set {
		return 0, nil
	}
	return (first.Total.Value-1)/len(first.Rows) + 1, strconv.Itoa
}

func (c *Client) fetchPage(ctx context.Context, path, teamID, cursor string) (paging.Page[licensing.License], error) {
	number := 1
	if cursor != "" {
		number, _ = strconv.Atoi(cursor) // cursors are written below
	}
	resp, err := c.api.Get(ctx, path, url.Values{"page": {strconv.Itoa(number)}, "perPage": {strconv.Itoa(pageSize)}})
	if err != nil {
		return paging.Page[licensing.License]{}, err
	}
	defer resp.Release()
	page := paging.Page[licensing.License]{Next: strconv.Itoa(number + 1), Bytes: len(resp.Body)}
	if page.Total, err = totalCount(resp); err != nil {
		return paging.Page[licensing.License]{}, err
	}
	if page.Rows, err = c.decodeLicenses(resp); err != nil {
		return paging.Page[licensing.License]{}, err
	}
	for i := range page.Rows {
		if team := page.Rows[i].TeamID; teamID != "" && team != teamID && team != "" {
			return paging.Page[licensing.License]{}, resp.Mismatch("team", teamID, team)
		}
	}
	links := pagingLinks(resp.Header)
	page.More, page.Last = links.next, links.any && !links.next
	return page, nil
}

// totalCount reads X-Total-Count. The header is documented, but no recorded
// response has it, so a server without it must work. A header with
// contradictory values counts as no total.
func totalCount(resp *client.Response) (value.Optional[int], error) {
	var total value.Optional[int]
	for text := range strings.SplitSeq(strings.Join(resp.Header.Values("X-Total-Count"), ","), ",") {
		text = strings.TrimSpace(text)
		if text == "" {
			continue
		}
		n, err := strconv.ParseUint(text, 10, 31)
		if err != nil {
			return value.Optional[int]{}, resp.Fail(&strictjson.Problem{Reason: "the header X-Total-Count is not a number of licenses"})
		}
		if total.Set && total.Value != int(n) {
			return value.Optional[int]{}, nil
		}
		total = value.Some(int(n))
	}
	return total, nil
}

// links is what the Link header of a page says (RFC 8288). The addresses in it
// are not followed: pages are requested by number, from the configured server.
type links struct {
	any  bool // it has a relation that pages use
	next bool // another page follows
}

func pagingLinks(header http.Header) links {
	var found links
	for _, value := range header.Values("Link") {
		for _, link := range splitLinks(value, ',') {
			_, parameters, _ := strings.Cut(link, ">")
			for _, relation := range relations(parameters) {
				switch relation {
				case "next":
					found.next, found.any = true, true
				case "first", "prev", "previous", "last":
					found.any = true
				}
			}
		}
	}
	return found
}

// relations are the types of a link, in lower case. Only the first rel counts.
func relations(parameters string) []string {
	for _, parameter := range splitLinks(parameters, ';') {
		name, value, _ := strings.Cut(parameter, "=")
		if strings.EqualFold(strings.TrimSpace(name), "rel") {
			return strings.Fields(strings.Trim(strings.ToLower(value), "\" \t"))
		}
	}
	return nil
}

// splitLinks splits at a separator outside addresses, which are between < and
// >, and outside quoted text, in which a backslash escapes the next character.
func splitLinks(text string, separator byte) []string {
	var parts []string
	start, quoted, address := 0, false, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"' && !address:
			quoted = !quoted
		case quoted:
		case c == '<' || c == '>':
			address = c == '<'
		case c == separator && !address:
			parts = append(parts, text[start:i])
			start = i + 1
		}
	}
	return append(parts, text[start:])
}
