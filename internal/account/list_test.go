package account

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// listServer is a server with the given pages of licenses. All later pages are
// empty. It accepts an organization token.
type listServer struct {
	mu     sync.Mutex
	pages  [][]string // license IDs
	header func(page int) http.Header
	asked  []int
	status map[int]int // statuses of pages that do not respond with 200
}

// noConnection is the status of a page for which there is no response.
const noConnection = -1

func (s *listServer) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Path == apiPath+tokenPath {
		return clienttest.Reply(200, `{"type":"CUSTOMER","code":1234567}`), nil
	}
	page, err := strconv.Atoi(req.URL.Query().Get("page"))
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, page)
	if status := s.status[page]; status == noConnection {
		return nil, errors.New("no connection")
	} else if status != 0 {
		return clienttest.Reply(status, ""), nil
	}
	var ids []string
	if page <= len(s.pages) {
		ids = s.pages[page-1]
	}
	resp := clienttest.Reply(200, listBody(ids))
	if s.header != nil {
		for name, values := range s.header(page) {
			resp.Header[name] = values
		}
	}
	return resp, nil
}

func listBody(ids []string) string {
	items := make([]string, len(ids))
	for i, id := range ids {
		items[i] = fmt.Sprintf(`{"licenseId":%q,"product":{"code":"II","name":"I"}}`, id)
	}
	return "[" + strings.Join(items, ",") + "]"
}

// numbered returns count IDs, starting with the given number.
func numbered(first, count int) []string {
	ids := make([]string, count)
	for i := range ids {
		ids[i] = fmt.Sprintf("L%09d", first+i)
	}
	return ids
}

// split divides count licenses into pages.
func split(count, size int) [][]string {
	var pages [][]string
	for first := 0; first < count; first += size {
		pages = append(pages, numbered(first, min(size, count-first)))
	}
	return pages
}

// total returns a header that announces n licenses on every page.
func total(n int) func(int) http.Header {
	return func(int) http.Header { return http.Header{"X-Total-Count": {strconv.Itoa(n)}} }
}

// linksOf returns the Link headers for the given number of pages.
func linksOf(pages int, more func(int) http.Header) func(int) http.Header {
	return func(page int) http.Header {
		header := http.Header{"Link": {`<https://account.example/?page=1>; rel="first"`}}
		if page < pages {
			header.Add("Link", `<https://account.example/?page=2>; rel="next"`)
		}
		if more != nil {
			header["X-Total-Count"] = more(page)["X-Total-Count"]
		}
		return header
	}
}

// readIDs reads the organization and returns the IDs of its licenses.
func readIDs(t *testing.T, c *Client) ([]string, error) {
	t.Helper()
	organization, err := c.Organization(t.Context())
	if err != nil {
		return nil, err
	}
	ids := []string{}
	for _, l := range organization.Licenses {
		ids = append(ids, l.ID)
	}
	return ids, nil
}

func TestEveryPageIsReadWithTheFewestRequests(t *testing.T) {
	stylesheet := func(int) http.Header {
		return http.Header{"X-Total-Count": {"200"}, "Link": {`</style.css>; rel="preload"`}}
	}
	for _, c := range []struct {
		name  string
		count int
		size  int
		head  func(int) http.Header
		asked int // the number of page requests; without a total, the client requests an empty last page twice, and the list
	}{
		{"empty", 0, 200, total(0), 1},
		{"empty, no total", 0, 200, nil, 2},
		{"one", 1, 200, total(1), 1},
		{"one, no total", 1, 200, nil, 6},
		{"a full page", 200, 200, total(200), 2},
		{"a full page with links", 200, 200, linksOf(1, total(200)), 1},
		{"a full page with a link to something else", 200, 200, stylesheet, 2},
		{"a full page, no total", 200, 200, nil, 6},
		{"many pages", 1999, 200, total(1999), 10},
		{"an exact multiple", 2000, 200, total(2000), 11},
		{"an exact multiple with links", 2000, 200, linksOf(10, total(2000)), 10},
		{"links without a total", 450, 200, linksOf(3, nil), 10},
		{"smaller pages", 450, 50, total(450), 10},
		{"smaller pages, not full", 449, 50, total(449), 9},
		{"smaller pages, no total", 450, 50, nil, 22},
		{"one page of the default size", 100, 100, total(100), 2},
		{"larger pages", 2000, 1000, total(2000), 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := &listServer{pages: split(c.count, c.size), header: c.head}
			got, err := readIDs(t, fake(t, server.RoundTrip))
			if err != nil || !slices.Equal(got, numbered(0, c.count)) {
				t.Errorf("%d licenses, %v, want %d in order", len(got), err, c.count)
			}
			if len(server.asked) != c.asked {
				t.Errorf("asked for the pages %v, want %d requests", server.asked, c.asked)
			}
		})
	}
}

func TestAsManyPagesAreReadAtOnceAsTheConfigurationSays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		now, most := 0, 0
		server := &listServer{pages: split(1999, 200), header: total(1999)}
		api := fake(t, func(req *http.Request) (*http.Response, error) {
			mu.Lock()
			now++
			most = max(most, now)
			mu.Unlock()
			<-time.After(time.Second) // the other requests arrive meanwhile
			mu.Lock()
			now--
			mu.Unlock()
			return server.RoundTrip(req)
		}, func(c *Config) { c.MaxConcurrent = 3 })
		if _, err := api.Organization(t.Context()); err != nil || most != 3 {
			t.Errorf("%d requests at once, want 3; %v", most, err)
		}
	})
}

// What a page counts for the limits of a list is what its response has.
func TestAListHasALimitOfBytes(t *testing.T) {
	server := &listServer{pages: split(450, 200), header: total(450)}
	bytes := 0
	for _, ids := range server.pages {
		bytes += len(listBody(ids))
	}
	for limit, complete := range map[int]bool{bytes - 1: false, bytes: true} {
		api := fake(t, server.RoundTrip)
		api.limits.Bytes = limit
		got, err := readIDs(t, api)
		if complete && (err != nil || len(got) != 450) {
			t.Errorf("%d licenses, %v", len(got), err)
		}
		if !complete && clienttest.WantError[*paging.ListTooLargeError](t, err).Bytes != bytes {
			t.Errorf("error is %v", err)
		}
	}
}

func TestLinksThatContradictTheListAreAnError(t *testing.T) {
	for name, c := range map[string]struct {
		server *listServer
		reason string
	}{
		"a total of one page, links of two": {&listServer{pages: split(250, 200), header: linksOf(2, total(200))}, "the server reported a total of 200 licenses, but its pages contain more"},
		"an announced page that is empty":   {&listServer{pages: split(200, 200), header: linksOf(2, total(200))}, "page 2 is empty, although page 1 indicated that it has entries"},
		"the same without a total":          {&listServer{pages: split(200, 200), header: linksOf(2, nil)}, "page 2 is empty, although page 1 indicated that it has entries"},
		"a total that hides the last":       {&listServer{pages: split(201, 200), header: total(200)}, "the server reported a total of 200 licenses, but its pages contain more"},
		"a license on two pages": {&listServer{pages: [][]string{{"A", "B"}, {"B", "C"}}},
			"license B was returned twice, and the server reports no total that would show whether others were skipped"},
	} {
		got, err := readIDs(t, fake(t, c.server.RoundTrip))
		want := &paging.InconsistentError{Path: licensesPath, Reason: c.reason, Attempts: 3}
		if diff := cmp.Diff(error(want), err); diff != "" || got != nil {
			t.Errorf("%s: %d licenses, error (-want +got):\n%s", name, len(got), diff)
		}
	}
}

// Past the end of a list, a server may respond that the page does not exist.
func TestAServerWithoutPagesPastTheEnd(t *testing.T) {
	for status, ok := range map[int]bool{400: true, 404: true, 401: false, 403: false, 500: false} {
		server := &listServer{pages: split(400, 200), header: total(400), status: map[int]int{3: status}}
		got, err := readIDs(t, fake(t, server.RoundTrip))
		if ok && (err != nil || len(got) != 400) {
			t.Errorf("%d: %d licenses, %v", status, len(got), err)
		}
		if !ok && clienttest.WantError[*client.APIError](t, err).Status != status {
			t.Errorf("%d: %v", status, err)
		}
		server = &listServer{pages: split(450, 200), header: total(450), status: map[int]int{3: status}}
		if _, err := readIDs(t, fake(t, server.RoundTrip)); err == nil {
			t.Errorf("%d counts as the end of a list with a third page", status)
		}
	}
}

func TestAPageThatDoesNotArriveIsNotTheEnd(t *testing.T) {
	server := &listServer{pages: split(400, 200), header: total(400), status: map[int]int{3: noConnection}}
	got, err := readIDs(t, fake(t, server.RoundTrip))
	if _ = clienttest.WantError[*transport.RequestError](t, err); got != nil {
		t.Errorf("%d licenses, %v", len(got), err)
	}
}

func TestALicenseThatChangesBetweenTwoPagesIsAnError(t *testing.T) {
	api := fake(t, func(req *http.Request) (*http.Response, error) {
		if req.URL.Path == apiPath+tokenPath {
			return clienttest.Reply(200, `{"type":"CUSTOMER","code":1234567}`), nil
		}
		body := "[" + minimal(`"domain":"`+req.URL.Query().Get("page")+`"`) + "]" // the same license on every page
		return clienttest.Reply(200, body, "X-Total-Count", "2"), nil
	})
	_, err := api.Organization(t.Context())
	if e := clienttest.WantError[*paging.InconsistentError](t, err); e.Reason != "license AAAAAAAAA1 changed between two pages" {
		t.Errorf("error is %v", err)
	}
}

func TestLinksAreSplitOutsideAddressesAndQuotes(t *testing.T) {
	for text, want := range map[string][]string{
		"":                      {""},
		"a,b":                   {"a", "b"},
		"<a,b>,<c>":             {"<a,b>", "<c>"},
		`<a>;t="b,c",<d>`:       {`<a>;t="b,c"`, "<d>"},
		`<a>;t="b\",c",<d>`:     {`<a>;t="b\",c"`, "<d>"},
		`<a">,<b\>,<c>,`:        {`<a">`, `<b\>`, "<c>", ""},
		`<a>;t="<b",<c>;t=">,"`: {`<a>;t="<b"`, `<c>;t=">,"`},
	} {
		if got := splitLinks(text, ','); !slices.Equal(got, want) {
			t.Errorf("%s is split into %q, want %q", text, got, want)
		}
	}
}

func TestTotals(t *testing.T) {
	for _, c := range []struct {
		header []string
		want   value.Optional[int]
	}{
		{nil, value.Optional[int]{}},
		{[]string{""}, value.Optional[int]{}},
		{[]string{"0"}, value.Some(0)},
		{[]string{" 0250 "}, value.Some(250)},
		{[]string{"2147483647"}, value.Some(1<<31 - 1)},
		{[]string{"250, 250"}, value.Some(250)},
		{[]string{"250", "250"}, value.Some(250)},
		{[]string{"250", "200"}, value.Optional[int]{}}, // counts as no total, because it contradicts itself
		{[]string{"250, 200"}, value.Optional[int]{}},
	} {
		resp := responseOf("[]")
		resp.Header["X-Total-Count"] = c.header
		if got, err := totalCount(resp); err != nil || got != c.want {
			t.Errorf("total %q is %+v, %v, want %+v", c.header, got, err, c.want)
		}
	}
	for _, text := range []string{"-1", "+1", "1.0", "1e3", "2147483648", "99999999999999999999", "many", "250, x", "0x10", "1_000", "null", "２５"} {
		resp := responseOf("[]")
		resp.Header.Set("X-Total-Count", text)
		got, err := totalCount(resp)
		if e := clienttest.WantError[*client.DecodeError](t, err); got.Set || e.Reason != "the header X-Total-Count is not a number of licenses" {
			t.Errorf("total %q is %+v, %v", text, got, err)
		}
	}
}

func TestLinkHeaders(t *testing.T) {
	const next, end, nothing = "next", "end", ""
	for header, want := range map[string]string{
		``:                                     nothing,
		`<https://x/?page=2>; rel="next"`:      next,
		`<https://x/?page=2>;rel=next`:         next,
		`<https://x/?page=2> ; REL = NEXT`:     next,
		`<https://x/?page=2>; rel="prev next"`: next,
		`<https://x/?page=2>; rel="last", <https://x/?p=3>; rel="next"`: next,
		`<https://x/?a=1,2;3>; title="a"; rel="next"`:                   next,
		`<https://x/?page=1>; rel="prev"`:                               end,
		`<https://x/?page=1>; rel="previous"`:                           end,
		`<https://x/?rel=next>; rel="first"`:                            end,
		`<https://x/>; rel="canonical"`:                                 nothing,
		`</style.css>; rel="preload"; as="style"`:                       nothing,
		`<https://x/?page=2>; rel="nextish"`:                            nothing,
		`<https://x/?page=2>; rev="next"`:                               nothing,
		`next`:                                                          nothing,
		`rel="next"`:                                                    nothing,
		`<`:                                                             nothing,
		`>;;;,,,=`:                                                      nothing,
		`<https://x/?page=1>; rel="first", <https://x/?p=9>; rel="last"`:          end,
		`<https://x/?page=2>; title="a, b"; rel="next"`:                           next,
		`<https://x/?page=2>; title="a \", b"; rel="next"`:                        next,
		`<https://x/?page=2>; title="a > b, <c>"; rel="next"`:                     next,
		`<https://x/?page=9>; rel="last"; title="x, y", <https://x/>; rel="next"`: next,
		`<https://x/?page=1>; rel="first"; title="a, <b>; rel=next"`:              end,
		`<https://x/?page=1>; rel="first"; title="; rel=next"`:                    end,
		`<https://x/?page=1>; title="never closed; rel=next`:                      nothing,
		`<https://x/?page=1>; rel="prev"; rel="next"`:                             end,
		`<https://x/?"page=2>; rel="next"`:                                        next,
		`<https://x/>; rel="first", <https://x/2>; rel="next"`:                    next,
		`<https://x/">; rel="first", <https://x/2>; rel="next"`:                   next, // a quote in an address is part of it
		`<https://x/\>; rel="first", <https://x/2>; rel="next"`:                   next, // so is a backslash
	} {
		got := pagingLinks(http.Header{"Link": {`<https://x/>; rel="alternate"`, header}})
		if want == nothing && got.any || got.any != (want != nothing) || got.next != (want == next) {
			t.Errorf("%s: %+v, want %q", header, got, want)
		}
	}
}

func TestATotalThatCannotBeReadIsAnError(t *testing.T) {
	server := &listServer{pages: split(1, 200), header: func(int) http.Header { return http.Header{"X-Total-Count": {"many"}} }}
	got, err := readIDs(t, fake(t, server.RoundTrip))
	if e := clienttest.WantError[*client.DecodeError](t, err); e.Path != licensesPath || got != nil {
		t.Errorf("%d licenses, %v", len(got), err)
	}
}

func TestTheTotalPredictsThePages(t *testing.T) {
	for _, c := range []struct {
		rows  int // of the first page
		total value.Optional[int]
		want  int // pages
	}{
		{200, value.Some(450), 3},
		{200, value.Some(401), 3},
		{200, value.Some(400), 2},
		{200, value.Some(200), 1},
		{77, value.Some(155), 3},
		{1, value.Some(1), 1},
		{200, value.Optional[int]{}, 0}, // unknown
	} {
		pages, cursor := pageNumbers(&paging.Page[licensing.License]{Rows: make([]licensing.License, c.rows), Total: c.total})
		if pages != c.want || (cursor == nil) != (c.want == 0) || cursor != nil && cursor(2) != "2" {
			t.Errorf("%d of %+v: %d pages, want %d", c.rows, c.total, pages, c.want)
		}
	}
}

func TestAPageSaysWhatItsHeadersSay(t *testing.T) {
	for link, want := range map[string]paging.Page[licensing.License]{
		"":                       {},
		`<x>; rel="self"`:        {},
		`<x>; rel="first"`:       {Last: true},
		`<x>; rel="first next"`:  {More: true},
		`<x>; rel="last"; a="b"`: {Last: true},
	} {
		body := listBody(numbered(0, 2))
		api := fake(t, func(req *http.Request) (*http.Response, error) {
			if query := req.URL.Query().Encode(); query != "page=7&perPage=200" {
				t.Errorf("the query is %s", query)
			}
			return clienttest.Reply(200, body, "X-Total-Count", "1202", "Link", link), nil
		})
		got, err := api.fetchPage(t.Context(), licensesPath, "", "7")
		if len(got.Rows) != 2 {
			t.Errorf("%s: %d licenses", link, len(got.Rows))
		}
		got.Rows, want.Total, want.Next, want.Bytes = nil, value.Some(1202), "8", len(body)
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(want)); diff != "" || err != nil {
			t.Errorf("%s: page (-want +got):\n%s%v", link, diff, err)
		}
	}
}

// The list changes while the client reads it, either every time or only once.
func TestAListThatChangesWhileItIsReadIsReadAgain(t *testing.T) {
	fresh := simulator.Generate(org.Options{Seed: 9, Licenses: 50, Now: testNow}).Licenses
	added := 0
	for name, change := range map[string]func(*org.Organization){
		"grows": func(organization *org.Organization) {
			organization.Licenses = slices.Insert(organization.Licenses, 0, fresh[added])
			added++
		},
		"shrinks": func(organization *org.Organization) { organization.Licenses = organization.Licenses[1:] },
		// If one page is read before this change and another after it, the
		// license can appear twice or not at all.
		"moves a license": func(organization *org.Organization) {
			organization.Licenses = append(organization.Licenses[1:], organization.Licenses[0])
		},
	} {
		for _, times := range []int{1, 2, 1000} {
			s := simulate(t, 70, pagesOf20)
			s.server.Fail(fault.Before(func(fault.Request) {
				s.server.Update(func(organization *org.Organization) {
					change(organization)
					s.want = expected(organization.Licenses)
				})
			}).OnPage(3).First(times))
			organization, err := s.client(t, s.server.Env(), func(c *Config) { c.MaxConcurrent = 1 }).Organization(t.Context())
			if times < 3 && err == nil {
				checkComplete(t, organization, s.want)
				continue
			}
			if e := clienttest.WantError[*paging.InconsistentError](t, err); e.Attempts != 3 || times < 3 {
				t.Errorf("%s %d times: %v", name, times, err)
			}
		}
	}
}

// One time limit covers everything that a caller waits for, regardless of which
// part is slow.
func TestOneTimeLimitForAllThatACallerWaitsFor(t *testing.T) {
	for name, slow := range map[string]string{"the token": tokenPath, "the list": licensesPath, "the names": productsPath} {
		synctest.Test(t, func(t *testing.T) {
			api := fake(t, func(req *http.Request) (*http.Response, error) {
				wait := 50 * time.Second
				if strings.HasSuffix(req.URL.Path, slow) {
					wait = time.Hour
				}
				select {
				case <-time.After(wait):
				case <-req.Context().Done():
					return nil, context.Cause(req.Context())
				}
				if strings.HasSuffix(req.URL.Path, tokenPath) {
					return clienttest.Reply(200, `{"type":"CUSTOMER","code":1234567}`), nil
				}
				return clienttest.Reply(200, `[{"licenseId":"A","product":{"code":"II"}}]`, "X-Total-Count", "1"), nil
			}, func(c *Config) { c.AttemptTimeout, c.MaxRetries = 24*time.Hour, 0 })
			start, limit := time.Now(), api.limits.Time
			_, err := api.Organization(t.Context())
			if e := clienttest.WantError[*paging.ReadTimeoutError](t, err); e.Limit != limit || time.Since(start) != limit {
				t.Errorf("%s: %v after %v", name, err, time.Since(start))
			}
		})
	}
}

func TestACallersDeadlineIsNotTheTimeLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api := fake(t, func(req *http.Request) (*http.Response, error) {
			<-req.Context().Done()
			return nil, req.Context().Err()
		})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := api.Organization(ctx)
		if e := clienttest.WantError[error](t, err); !strings.Contains(e.Error(), context.DeadlineExceeded.Error()) {
			t.Errorf("error is %v", err)
		}
	})
}
