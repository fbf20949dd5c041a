package spaceapi

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

const (
	defaultTop = 100
	maxTop     = 1000 // the live service's limit is not known
)

// flag reads a boolean parameter, which must be true or false in lowercase. The
// default is false.
func (c *call) flag(name string) (bool, error) {
	value := c.query.Get(name) == "true"
	if !value && c.query.Has(name) && c.query.Get(name) != "false" {
		return false, NewError(codeInvalid, "%s must be true or false", name)
	}
	return value, nil
}

// opaque is the prefix of an opaque page token. A client must not interpret
// such a token.
const opaque = "opaque-"

// offsetOf returns the offset that a page token of either kind encodes.
func offsetOf(token string) (offset int, isOpaque, ok bool) {
	number, isOpaque := strings.CutPrefix(token, opaque)
	offset, err := strconv.Atoi(number)
	return offset, isOpaque, err == nil && offset >= 0
}

// top returns how many items per page a list request asks for.
func top(query url.Values) int {
	if top, err := strconv.Atoi(query.Get("$top")); err == nil && top > 0 {
		return top
	}
	return defaultTop
}

// Page returns the page that a list request asks for, counted from 1. It
// returns 0 if $skip does not encode an offset.
func Page(query url.Values) int {
	if !query.Has("$skip") {
		return 1
	}
	offset, _, ok := offsetOf(query.Get("$skip"))
	if !ok {
		return 0
	}
	return offset/top(query) + 1
}

// page returns one page of a list. It leaves out items that are not visible, so
// the page can be shorter.
func page[T, W any](c *call, list []*T, encode func(*T) *W, visible func(*T) bool) (any, error) {
	from, size := 0, defaultTop
	if c.query.Has("$skip") {
		offset, isOpaque, ok := offsetOf(c.query.Get("$skip"))
		if !ok || isOpaque != c.settings.OpaqueNext && c.Context().Value(anyPosition{}) == nil {
			return nil, NewError(codeInvalid, "$skip is not a position in this list")
		}
		from = min(offset, len(list))
	}
	if c.query.Has("$top") {
		top, err := strconv.Atoi(c.query.Get("$top"))
		if err != nil || top < 1 || top > maxTop {
			return nil, NewError(codeInvalid, "$top must be from 1 to %d", maxTop)
		}
		size = top
	}
	if c.settings.MaxPageSize > 0 {
		size = min(size, c.settings.MaxPageSize)
	}
	to := min(from+size, len(list))
	total := len(list)
	result := &batch[W]{TotalCount: &total, Data: []*W{}}
	for _, item := range list[from:to] {
		if visible(item) {
			result.Data = append(result.Data, encode(item))
		}
	}
	if c.settings.NullTotal {
		result.TotalCount = nil
	}
	switch {
	case to == len(list) && c.settings.EmptyLastNext:
	case c.settings.OpaqueNext:
		result.Next = opaque + strconv.Itoa(to)
	default:
		result.Next = strconv.Itoa(to)
	}
	return result, nil
}

// profiles returns a page of profiles.
func (c *call) profiles() (any, error) {
	past, err := c.flag("reportPastMembers")
	if err != nil {
		return nil, err
	}
	future, err := c.flag("reportFutureMembers")
	if err != nil {
		return nil, err
	}
	guests := c.query.Get("orgRelation") == "ANY"
	if c.query.Has("orgRelation") && !guests && c.query.Get("orgRelation") != "MEMBER" {
		return nil, NewError(codeInvalid, "orgRelation must be MEMBER or ANY")
	}
	text, day := strings.ToLower(c.query.Get("query")), startOfDay(c.org)
	var list []*org.SpaceMember
	for i := range c.space.Members {
		m := &c.space.Members[i]
		listed := guests || !m.External && !m.ExternalLight
		switch {
		case m.Archived || m.LeftAt != nil && m.LeftAt.Before(day):
			listed = listed && past
		case m.Joined != nil && m.Joined.After(day):
			listed = listed && future
		}
		if listed && (text == "" || mentions(m, text)) {
			list = append(list, m)
		}
	}
	return page(c, list, c.profile, c.sees)
}

// mentions reports whether a name or an address of the member contains the
// text, which must be in lowercase.
func mentions(m *org.SpaceMember, text string) bool {
	if strings.Contains(strings.ToLower(m.FirstName+" "+m.LastName), text) || strings.Contains(strings.ToLower(m.Username), text) {
		return true
	}
	for _, e := range m.Emails {
		if strings.Contains(strings.ToLower(e.Email), text) {
			return true
		}
	}
	return false
}

// teams returns a page of teams.
func (c *call) teams() (any, error) {
	archived, err := c.flag("withArchived")
	if err != nil {
		return nil, err
	}
	var list []*org.SpaceTeam
	for i := range c.space.Teams {
		if archived || !c.space.Teams[i].Archived {
			list = append(list, &c.space.Teams[i])
		}
	}
	return page(c, list, c.team, func(*org.SpaceTeam) bool { return true })
}

// memberships returns a page of memberships. It includes the memberships of
// people whom the token cannot see. Such a person is only an ID there.
func (c *call) memberships() (any, error) {
	archived, err := c.flag("withArchived")
	if err != nil {
		return nil, err
	}
	var list []*org.SpaceMembership
	for i := range c.space.Memberships {
		if archived || !c.space.Memberships[i].Archived {
			list = append(list, &c.space.Memberships[i])
		}
	}
	return page(c, list, c.membership, func(*org.SpaceMembership) bool { return true })
}

// member finds a profile by id:, username:, or me.
func (c *call) member(identifier string) (*org.SpaceMember, error) {
	kind, value, _ := strings.Cut(identifier, ":")
	var found *org.SpaceMember
	switch {
	case identifier == "me" && c.token.MemberID == "":
		return nil, NewError(codeDenied, "An application is not a member")
	case identifier == "me":
		found = c.index.members[c.token.MemberID]
	case kind == "id":
		found = c.index.members[value]
	case kind == "username":
		for i := range c.space.Members {
			if found == nil && c.space.Members[i].Username == value {
				found = &c.space.Members[i]
			}
		}
	default:
		return nil, NewError(codeInvalid, "%q is not me, id: or username: and a value", identifier)
	}
	if found == nil || !c.sees(found) {
		return nil, NewError(codeNotFound, "There is no profile %q", identifier)
	}
	return found, nil
}

// oneTeam returns a team, or null if no such team exists.
func (c *call) oneTeam() (any, error) {
	id, ok := strings.CutPrefix(c.PathValue("team"), "id:")
	if !ok {
		return nil, NewError(codeInvalid, "%q is not id: and a value", c.PathValue("team"))
	}
	return c.team(c.index.teams[id]), nil
}

// anyPosition marks requests in which a number is a valid position even if page
// tokens are opaque.
type anyPosition struct{}

// AtPage returns the same request for another page of the list, counted from 1.
func AtPage(r *http.Request, page int) *http.Request {
	query := r.URL.Query()
	query.Set("$skip", strconv.Itoa(max(0, page-1)*top(query)))
	other := r.Clone(context.WithValue(r.Context(), anyPosition{}, true))
	other.URL.RawQuery = query.Encode()
	return other
}
