package simulator

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
)

// spaceLists are the paths of the lists that come in pages.
var spaceLists = []string{
	spaceBase + "/team-directory/profiles", spaceBase + "/team-directory/teams", spaceBase + "/team-directory/memberships",
}

func isSpaceList(path string) bool { return slices.Contains(spaceLists, path) }

// spaceTop is how many items a request for a list wants.
func spaceTop(query url.Values) int {
	if top, err := strconv.Atoi(query.Get("$top")); err == nil && top > 0 {
		return top
	}
	return 100
}

func spacePageOf(query url.Values) int {
	if !query.Has("$skip") {
		return 1
	}
	offset, _, ok := offsetOf(query.Get("$skip"))
	if !ok {
		return 0
	}
	return offset/spaceTop(query) + 1
}

// otherPageKey marks requests that faults make, in their context.
type otherPageKey struct{}

func atSpacePage(r *http.Request, page int) *http.Request {
	query := r.URL.Query()
	query.Set("$skip", strconv.Itoa(max(0, page-1)*spaceTop(query)))
	other := r.Clone(context.WithValue(r.Context(), otherPageKey{}, true))
	other.URL.RawQuery = query.Encode()
	return other
}

// SpaceError answers with one of the errors of a Space's API; see
// [SpaceErrorCodes]. It panics if there is no such error.
func SpaceError(code string) Fault {
	status, known := spaceStatuses[code]
	if !known {
		panic("simulator: no error of a Space is called " + code)
	}
	return Status(status, nil, string(spaceError{status, code, "Made up by a fault"}.body()))
}

// SpaceRateLimited answers 429 with Space's code and, unless it is empty, the
// header Retry-After.
func SpaceRateLimited(retryAfter string) Fault {
	header := http.Header{}
	if retryAfter != "" {
		header.Set("Retry-After", retryAfter)
	}
	e := spaceRefusal(spaceRateLimited, "Too many requests")
	return Status(e.status, header, string(e.body()))
}

// SpaceErrorCodes are the codes of a Space's errors and their statuses.
func SpaceErrorCodes() map[string]int { return maps.Clone(spaceStatuses) }

// SpaceNext makes next of a Space's lists say something else: lie gets the $skip
// of the request, empty on the first page, and the true next.
func SpaceNext(lie func(skip, next string) string) Fault {
	return onSpaceLists(func(c *captured, r *http.Request) {
		var next string
		if json.Unmarshal(c.members()["next"], &next) == nil {
			lied := lie(r.URL.Query().Get("$skip"), next)
			c.setBody(setField(c.body.Bytes(), "next", string(appendText(nil, lied))))
		}
	})
}

// SpaceNextRepeats makes next lead to the page that has just been read, on every
// page but the first.
func SpaceNextRepeats() Fault {
	return SpaceNext(func(skip, next string) string {
		if skip == "" {
			return next
		}
		return skip
	})
}

// SpaceEndsBelowTotal makes totalCount of a Space's lists n more than there is.
func SpaceEndsBelowTotal(n int) Fault {
	return Total(func(_, total int) int { return total + n }).OnSpace().OnLists()
}

// SpaceTotalChanges makes totalCount of a Space's lists grow with every page.
func SpaceTotalChanges() Fault {
	return Total(func(page, total int) int { return total + page - 1 }).OnSpace().OnLists()
}

// SpaceData makes data of a Space's lists another JSON value: null, [] or what
// it may not be. Everything else of the answer stays.
func SpaceData(value string) Fault {
	return onSpaceLists(func(c *captured, _ *http.Request) {
		if c.members()["data"] != nil {
			c.setBody(setField(c.body.Bytes(), "data", value))
		}
	})
}

// SpaceUnreadable leaves fields out of every item of a Space's lists and names
// them in $errors, as if the token might not read them.
func SpaceUnreadable(fields ...string) Fault {
	return onSpaceLists(func(c *captured, _ *http.Request) {
		items, ok := c.items()
		if !ok {
			return
		}
		e := &spaceEncoder{}
		e.inaccessible(fields)
		for i := range items {
			for _, field := range fields {
				items[i] = setField(items[i], field, "")
			}
			items[i] = setField(items[i], "$errors", string(e.buffer))
		}
		c.setItems(items)
	})
}

func onSpaceLists(change func(c *captured, r *http.Request)) Fault {
	return changing(change).When(func(r Request) bool { return isSpaceList(r.Path) })
}

// SpaceErrorBody answers with a status and an error of the form that a Space
// uses, any code and any text.
func SpaceErrorBody(status int, code, description string) Fault {
	return Status(status, nil, string(spaceError{status, code, description}.body()))
}
