package simulator

import (
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
)

// accountBase is the path below which the Account API lives.
const accountBase = "/api/v1"

// Limits of a list request.
const (
	defaultPageSize = 100
	maxPageSize     = 200
)

// accountAPI serves the organization as the JetBrains Account API.
type accountAPI struct {
	server *Server
	mu     sync.Mutex // held while the data is built
	cached *accountData
}

// data is the organization as it is now, serialized again only after an update.
func (a *accountAPI) data() *accountData {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.server.orgMu.RLock()
	defer a.server.orgMu.RUnlock()
	if a.cached == nil || a.cached.version != a.server.version {
		a.cached = newAccountData(a.server.org, a.server.version)
	}
	return a.cached
}

// accountCall is one request whose headers have been accepted.
type accountCall struct {
	*accountData
	settings settings
	base     string // of the server, for links
	caller   accountCaller
}

func (a *accountAPI) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		w.Header().Set("Allow", http.MethodGet)
		writePage(w, http.StatusMethodNotAllowed)
		return
	}
	data := a.data()
	caller, refusal := data.authenticate(r.Header)
	if refusal != nil {
		writeError(w, *refusal)
		return
	}
	call := accountCall{accountData: data, settings: a.server.settings, base: a.server.URL(), caller: caller}
	segments := strings.Split(strings.TrimPrefix(r.URL.EscapedPath(), accountBase+"/"), "/")
	for i := range segments {
		segment, err := url.PathUnescape(segments[i])
		if err != nil {
			writePage(w, http.StatusBadRequest)
			return
		}
		segments[i] = segment
	}
	switch {
	case match(segments, "token"):
		writeJSON(w, http.StatusOK, call.token())
	case match(segments, "products"):
		writeJSON(w, http.StatusOK, data.products)
	case match(segments, "plugins"):
		writeJSON(w, http.StatusOK, data.plugins)
	case match(segments, "customer", "licenses"):
		call.organizationLicenses(w, r)
	case match(segments, "customer", "licenses", "*"):
		call.license(w, segments[2])
	case match(segments, "customer", "teams", "*", "licenses"):
		call.teamLicenses(w, r, segments[2])
	default:
		writePage(w, http.StatusNotFound)
	}
}

// match tells whether the segments are those of the pattern; * is any but the
// empty segment.
func match(segments []string, pattern ...string) bool {
	if len(segments) != len(pattern) {
		return false
	}
	for i, want := range pattern {
		if segments[i] != want && (want != "*" || segments[i] == "") {
			return false
		}
	}
	return true
}

// authenticate checks the headers in the order of the live service: first
// whether there is a token, then whether there is a customer code, then both.
func (d *accountData) authenticate(header http.Header) (accountCaller, *apiError) {
	token, code := header.Get("X-Api-Key"), header.Get("X-Customer-Code")
	if token == "" {
		return accountCaller{}, accountError("MISSING_TOKEN_HEADER")
	}
	if code == "" {
		return accountCaller{}, accountError("MISSING_CUSTOMER_HEADER")
	}
	caller, known := d.callers[token]
	if !known || code != d.org.CustomerCode {
		return accountCaller{}, accountError("INVALID_TOKEN")
	}
	return caller, nil
}

// accountErrors are the errors of the API. A description with a verb takes an id.
var accountErrors = []apiError{
	{http.StatusUnauthorized, "MISSING_TOKEN_HEADER", "X-Api-Key header is required"},
	{http.StatusUnauthorized, "MISSING_CUSTOMER_HEADER", "X-Customer-Code header is required"},
	{http.StatusUnauthorized, "INVALID_TOKEN", "The token provided is invalid"},
	{http.StatusForbidden, "INSUFFICIENT_PERMISSIONS", "Token has insufficient permissions"},
	{http.StatusForbidden, "TEAM_MISMATCH", "Token was generated for team with id %v"},
	{http.StatusForbidden, "TOKEN_TYPE_MISMATCH", "Token was generated for team with id %v"},
	{http.StatusNotFound, "TEAM_NOT_FOUND", "%v"},
	{http.StatusNotFound, "LICENSE_NOT_FOUND", "%v"},
	{http.StatusNotFound, "PRODUCT_NOT_FOUND", "%v"},
}

func accountError(code string, id ...any) *apiError {
	for _, e := range accountErrors {
		if e.code == code {
			if strings.Contains(e.description, "%v") {
				e.description = fmt.Sprintf(e.description, id...)
			}
			return &e
		}
	}
	panic("simulator: no error of the Account API is called " + code)
}

// token answers who the token belongs to.
func (c accountCall) token() []byte {
	code, _ := strconv.Atoi(c.org.CustomerCode)
	o := openObject(nil, false)
	if team := c.caller.team; team != nil {
		o.text("type", "TEAM")
		o.object("team", team.fill)
		o.object("customer", func(o *object) {
			o.number("code", code)
			o.text("name", c.org.CustomerName)
		})
		return o.close()
	}
	o.text("type", "CUSTOMER")
	o.number("code", code)
	o.text("name", c.org.CustomerName)
	o.textUnlessEmpty("role", c.org.Role)
	o.object("contactFlags", func(o *object) {
		o.flag("isPrimaryLicensee", false)
		o.flag("isPrimaryTechnical", c.org.Role == "PRIMARY_CONTACT")
		o.flag("isPrimaryBilling", false)
	})
	o.name("teams")
	o.buffer = append(o.buffer, '[')
	for i := range c.org.Teams {
		if i > 0 {
			o.buffer = append(o.buffer, ',')
		}
		team := openObject(o.buffer, false)
		c.org.Teams[i].fill(&team)
		o.buffer = team.close()
	}
	o.buffer = append(o.buffer, ']')
	return o.close()
}

func (t *Team) fill(o *object) {
	o.number("id", t.ID)
	o.textUnlessEmpty("name", t.Name)
	o.textUnlessEmpty("role", t.Role)
}

func (c accountCall) organizationLicenses(w http.ResponseWriter, r *http.Request) {
	if team := c.caller.team; team != nil {
		writeError(w, *accountError("TOKEN_TYPE_MISMATCH", team.ID))
		return
	}
	c.list(w, r, nil)
}

func (c accountCall) teamLicenses(w http.ResponseWriter, r *http.Request, segment string) {
	id, err := strconv.ParseInt(segment, 10, 32)
	if err != nil {
		writePage(w, http.StatusBadRequest)
		return
	}
	team := int(id)
	if own := c.caller.team; own != nil && own.ID != team {
		writeError(w, *accountError("TEAM_MISMATCH", own.ID))
		return
	}
	if _, known := c.byTeam[team]; !known {
		writeError(w, *accountError("TEAM_NOT_FOUND", team))
		return
	}
	c.list(w, r, &team)
}

func (c accountCall) license(w http.ResponseWriter, id string) {
	i, known := c.byID[id]
	if !known {
		writeError(w, *accountError("LICENSE_NOT_FOUND", id))
		return
	}
	if own := c.caller.team; own != nil && own.ID != c.facts[i].team {
		writeError(w, *accountError("TEAM_MISMATCH", own.ID))
		return
	}
	writeJSON(w, http.StatusOK, c.accountData.license(i))
}

// list answers one page of the organization's or a team's licenses.
func (c accountCall) list(w http.ResponseWriter, r *http.Request, team *int) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		writePage(w, http.StatusBadRequest)
		return
	}
	page, ok1 := number(query, "page", 1, 1, math.MaxInt32)
	size, ok2 := number(query, "perPage", defaultPageSize, 1, maxPageSize)
	filter, ok3 := listFilterOf(query)
	if !ok1 || !ok2 || !ok3 {
		writePage(w, http.StatusBadRequest)
		return
	}
	if limit := c.settings.maxPageSize; limit > 0 {
		size = min(size, limit)
	}
	body, total := c.page(team, filter, (page-1)*size, size)
	if !c.settings.noTotal {
		w.Header().Set("X-Total-Count", strconv.Itoa(total))
	}
	if !c.settings.noLink {
		if link := pageLinks(c.base+r.URL.EscapedPath(), query, page, size, total); link != "" {
			w.Header().Set("Link", link)
		}
	}
	writeJSON(w, http.StatusOK, body)
}

// number reads a whole number within limits from the query. An absent parameter
// is the default, anything else wrong is not ok.
func number(query url.Values, name string, byDefault, low, high int) (value int, ok bool) {
	values, present := query[name]
	if !present {
		return byDefault, true
	}
	value, err := strconv.Atoi(values[0])
	return value, err == nil && len(values) == 1 && value >= low && value <= high
}

// listFilterOf reads the filters. assigned must be true or false, in lower case.
func listFilterOf(query url.Values) (filter listFilter, ok bool) {
	if query.Has("productCode") {
		value := query.Get("productCode")
		filter.product = &value
	}
	if query.Has("assigneeEmail") {
		value := query.Get("assigneeEmail")
		filter.email = &value
	}
	if query.Has("assigned") {
		value := query.Get("assigned") == "true"
		if !value && query.Get("assigned") != "false" {
			return filter, false
		}
		filter.assigned = &value
	}
	return filter, true
}

// pageLinks is the Link header of a page.
func pageLinks(address string, query url.Values, page, size, total int) string {
	last := max(1, (total+size-1)/size)
	var links []string
	add := func(relation string, to int) {
		target := url.Values{}
		for name, values := range query {
			target[name] = values
		}
		target.Set("page", strconv.Itoa(to))
		target.Set("perPage", strconv.Itoa(size))
		links = append(links, fmt.Sprintf("<%s?%s>; rel=%q", address, target.Encode(), relation))
	}
	add("first", 1)
	if page > 1 {
		add("prev", min(page-1, last))
	}
	if page < last {
		add("next", page+1)
	}
	add("last", last)
	return strings.Join(links, ", ")
}
