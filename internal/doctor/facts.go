package doctor

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/account"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
)

// facts are what a run saw, before it is put into words.
type facts struct {
	account accountFacts
	space   spaceFacts
}

// halfFacts are what both APIs have in common.
type halfFacts struct {
	configured bool // both of its values are set
	connected  bool // the first request succeeded
	official   bool // the address is one of JetBrains' own
	attempt    transport.Attempt
	census     *census
	pages      []pageSeen // of the complete list
}

// accountFacts are what was seen of JetBrains Account. A reply is nil if the
// question was not asked.
type accountFacts struct {
	halfFacts

	token        licensing.Account
	catalog      *account.Catalog
	organization *licensing.Organization // nil unless the list was read completely

	first, again, bare, past, over, farOver, pageZero, emptyPage *reply
	unknownParameter, assigned, unassigned, asWritten, otherCase *reply
	organizationList, teamList                                   *reply
}

// spaceFacts are what was seen of JetBrains Space.
type spaceFacts struct {
	halfFacts

	organization directory.Organization
	complete     int // profiles that were read completely; negative if they were not
	teams        *census
	memberships  *census

	profiles, teamPage, membershipPage, permission, unknownPermission *reply
	roles, rights, unknownField, unknownParameter                     *reply
	farTop, zeroTop, past, missingTeam                                *reply
	ownProfile, ownApplication                                        *transport.Response
}

// reply is the response to one question.
type reply struct {
	resp *transport.Response // nil if none arrived
	err  error
	took time.Duration

	asked int   // how many rows the request asked for at most; 0 if it did not say
	rows  []any // of a list or of data in a page; nil if the body is neither
}

func newReply(query url.Values, resp *transport.Response, err error, took time.Duration) *reply {
	r := &reply{resp: resp, err: err, took: took}
	r.asked, _ = strconv.Atoi(query.Get("perPage") + query.Get("$top")) // no request has both
	if resp != nil {
		r.rows = rowsIn(decoded(resp.Body))
	}
	return r
}

// ok reports whether the question was asked and the server responded with 200.
func (r *reply) ok() bool { return r != nil && r.resp != nil && r.resp.Status == statusOK }

// seen says how the server responded: with how many rows, or with an error.
func (r *reply) seen() phrase {
	switch {
	case r == nil:
		return "not asked"
	case r.resp == nil:
		return failure(r.err)
	case r.resp.Status != statusOK:
		return failure(r.err)
	case r.rows == nil:
		return "status 200, without rows"
	case len(r.rows) == 0:
		return "status 200, an empty list"
	default:
		return say("status 200, %s", r.rowCount())
	}
}

// against says how the server responded, compared with another page.
func (r *reply) against(page *reply, name phrase) phrase {
	if r.ok() && page.ok() && len(r.rows) > 0 && len(r.rows) == len(page.rows) {
		return say("status 200, as many rows as with %s", name)
	}
	return r.seen()
}

// rowCount is the number of rows on a page. As many as were asked for is exact,
// because that says only that the organization has at least so many.
func (r *reply) rowCount() phrase {
	switch n := len(r.rows); {
	case n == 0:
		return "no rows"
	case n == 1 && r.asked == 1:
		return "1 row"
	case n == r.asked:
		return say("%s rows", exact(n))
	default:
		return say("%s rows", about(n))
	}
}

// total is the X-Total-Count of a reply, negative if there is none.
func (r *reply) total() int {
	if !r.ok() {
		return -1
	}
	n, err := strconv.Atoi(r.resp.Header.Get("X-Total-Count"))
	if err != nil || n < 0 {
		return -1
	}
	return n
}

// ids are the values of a key of the rows.
func (r *reply) ids(key string) []string {
	if r == nil {
		return nil
	}
	ids := make([]string, 0, len(r.rows))
	for _, row := range r.rows {
		ids = append(ids, textAt(row, key))
	}
	return ids
}

// anAddress returns the address of a holder, preferably one with letters in
// both cases or at least some letter to change.
func (r *reply) anAddress() string {
	if r == nil {
		return ""
	}
	for _, row := range r.rows {
		if address := textAt(row, "assignee", "email"); address != "" && swapCase(address) != address {
			return address
		}
	}
	return ""
}

// rowsIn are the rows of a list, or of data in a page of Space; nil if a body is
// neither.
func rowsIn(body any) []any {
	if rows, ok := body.([]any); ok {
		return rows
	}
	rows, _ := at(body, "data").([]any)
	return rows
}

// decoded is a body as plain values; nil if it is not JSON. It is lenient, since
// what the strict decoder refuses is worth describing.
func decoded(body []byte) any {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var v any
	if decoder.Decode(&v) != nil {
		return nil
	}
	return v
}

// at follows keys into nested objects; nil if one is missing.
func at(v any, keys ...string) any {
	for _, key := range keys {
		object, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = object[key]
	}
	return v
}

func textAt(v any, keys ...string) string {
	text, _ := at(v, keys...).(string)
	return text
}

func flagAt(v any, keys ...string) bool {
	flag, _ := at(v, keys...).(bool)
	return flag
}

// pageSeen is what a page says besides its rows.
type pageSeen struct {
	number int
	header http.Header
	rows   int
	took   time.Duration
	next   any // of a page of Space
	total  any // of a page of Space
}

func newPage(a transport.Attempt, body any) pageSeen {
	number, _ := strconv.Atoi(a.Query.Get("page"))
	return pageSeen{
		number: number, header: a.Response.Header, rows: len(rowsIn(body)), took: a.Took,
		next: at(body, "next"), total: at(body, "totalCount"),
	}
}

// see takes note of a page of the complete list and of its rows.
func (f *halfFacts) see(a transport.Attempt) {
	body := decoded(a.Response.Body)
	f.census.add(rowsIn(body))
	f.pages = append(f.pages, newPage(a, body))
}

// responsesOf are the responses that arrived, for questions about headers.
func responsesOf(replies []*reply) []*transport.Response {
	var all []*transport.Response
	for _, r := range replies {
		if r != nil && r.resp != nil {
			all = append(all, r.resp)
		}
	}
	return all
}

func (f *accountFacts) replies() []*reply {
	return []*reply{
		f.first, f.again, f.bare, f.past, f.over, f.farOver, f.pageZero, f.emptyPage, f.unknownParameter,
		f.assigned, f.unassigned, f.asWritten, f.otherCase, f.organizationList, f.teamList,
	}
}

func (f *spaceFacts) replies() []*reply {
	return []*reply{
		f.profiles, f.teamPage, f.membershipPage, f.permission, f.unknownPermission, f.roles, f.rights,
		f.unknownField, f.unknownParameter, f.farTop, f.zeroTop, f.past, f.missingTeam,
	}
}

// relations are the paging relations in a Link header.
func relations(header http.Header) []phrase {
	var found []phrase
	text := strings.ToLower(strings.Join(header.Values("Link"), ","))
	for _, relation := range []phrase{"first", "prev", "next", "last"} {
		if strings.Contains(text, `rel="`+string(relation)+`"`) || strings.Contains(text, "rel="+string(relation)) {
			found = append(found, relation)
		}
	}
	return found
}
