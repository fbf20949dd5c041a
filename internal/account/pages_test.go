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

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

const listPath = "/customer/licenses"

// list is a server with the license list as these pages. Past them it has
// empty ones.
type listServer struct {
	mu     sync.Mutex
	pages  [][]string // ids
	header func(page int) http.Header
	asked  []int
	status map[int]int // statuses of pages other than 200
}

func (s *listServer) RoundTrip(req *http.Request) (*http.Response, error) {
	page, err := strconv.Atoi(req.URL.Query().Get("page"))
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, page)
	if status := s.status[page]; status != 0 {
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

// numbered are count ids from first on.
func numbered(first, count int) []string {
	ids := make([]string, count)
	for i := range ids {
		ids[i] = fmt.Sprintf("L%09d", first+i)
	}
	return ids
}

// split cuts count licenses into pages.
func split(count, size int) [][]string {
	var pages [][]string
	for first := 0; first < count; first += size {
		pages = append(pages, numbered(first, min(size, count-first)))
	}
	return pages
}

// total is a header that announces so many licenses on every page.
func total(n int) func(int) http.Header {
	return func(int) http.Header { return http.Header{"X-Total-Count": {strconv.Itoa(n)}} }
}

// links are Link headers of that many pages.
func links(pages int, more func(int) http.Header) func(int) http.Header {
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

func collect(t *testing.T, c *Client) (pages []page, err error) {
	t.Helper()
	for page, e := range c.pages(t.Context(), listPath) {
		if err != nil {
			t.Fatalf("after the error %v came %+v, %v", err, page, e)
		}
		if err = e; e == nil {
			pages = append(pages, page)
		}
	}
	return pages, err
}

func ids(pages []page) []string {
	var all []string
	for _, p := range pages {
		for _, l := range p.licenses {
			all = append(all, l.ID)
		}
	}
	return all
}

func TestPagesYieldsEveryPageInOrder(t *testing.T) {
	for _, c := range []struct {
		name  string
		count int
		size  int
		head  func(int) http.Header
		asked int
	}{
		{"empty", 0, 200, total(0), 1},
		{"empty, no total", 0, 200, nil, 1},
		{"one", 1, 200, total(1), 1},
		{"one, no total", 1, 200, nil, 2},
		{"one page", 150, 200, total(150), 1},
		{"a full page", 200, 200, total(200), 2},
		{"a full page with links", 200, 200, links(1, total(200)), 1},
		{"a full page, no total", 200, 200, nil, 2},
		{"two pages", 201, 200, total(201), 2},
		{"many pages", 1999, 200, total(1999), 10},
		{"an exact multiple", 2000, 200, total(2000), 11},
		{"an exact multiple with links", 2000, 200, links(10, total(2000)), 10},
		{"an exact multiple, no total", 2000, 200, nil, 11},
		{"links without a total", 450, 200, links(3, nil), 4},
		{"smaller pages", 450, 100, total(450), 5},
		{"smaller pages, exact multiple", 400, 100, total(400), 5},
		{"smaller pages, no total", 450, 100, nil, 6},
		{"pages of one", 7, 1, total(7), 8},
		{"all at once", 5000, 5000, total(5000), 2},
		{"all at once, no total", 5000, 5000, nil, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := &listServer{pages: split(c.count, c.size), header: c.head}
			pages, err := collect(t, fake(t, server.RoundTrip))
			if err != nil {
				t.Fatal(err)
			}
			if got := ids(pages); !slices.Equal(got, numbered(0, c.count)) {
				t.Errorf("%d licenses in %d pages, want %d in order", len(got), len(pages), c.count)
			}
			for i, p := range pages {
				if p.number != i+1 {
					t.Errorf("page %d has the number %d", i+1, p.number)
				}
			}
			slices.Sort(server.asked)
			if want := count(c.asked); !slices.Equal(server.asked, want) {
				t.Errorf("asked for the pages %v, want %v", server.asked, want)
			}
		})
	}
}

func count(n int) []int {
	numbers := make([]int, n)
	for i := range numbers {
		numbers[i] = i + 1
	}
	return numbers
}

func TestPagesYieldsAnErrorOnceAndStops(t *testing.T) {
	for _, broken := range []int{1, 2, 5, 10} {
		for name, header := range map[string]func(int) http.Header{"total": total(1999), "no total": nil} {
			server := &listServer{pages: split(1999, 200), header: header, status: map[int]int{broken: 403}}
			pages, err := collect(t, fake(t, server.RoundTrip))
			if e := clienttest.WantError[*APIError](t, err); e.Status != 403 || len(pages) != broken-1 {
				t.Errorf("%s, page %d broken: %v after %d pages", name, broken, err, len(pages))
			}
			if last := slices.Max(server.asked); last > broken+8 {
				t.Errorf("%s, page %d broken, and page %d was asked for", name, broken, last)
			}
		}
	}
}

func TestPagesStopsAskingWhenTheLoopEnds(t *testing.T) {
	for name, header := range map[string]func(int) http.Header{"total": total(6_000), "no total": nil} {
		for _, end := range []int{1, 2, 5} {
			server := &listServer{pages: split(6_000, 200), header: header}
			client := fake(t, server.RoundTrip)
			for page, err := range client.pages(t.Context(), listPath) {
				if err != nil {
					t.Fatal(err)
				}
				if page.number == end {
					break
				}
			}
			server.mu.Lock()
			asked := slices.Clone(server.asked)
			server.mu.Unlock()
			if last := slices.Max(asked); last > end+8 || end == 1 && last > 1 {
				t.Errorf("%s: the loop ended at page %d, and page %d was asked for", name, end, last)
			}
		}
	}
}

func TestPagesAreReadSideBySideOnceTheTotalIsKnown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := &listServer{pages: split(8001, 200), header: total(8001)}
		client := fake(t, func(req *http.Request) (*http.Response, error) {
			<-time.After(time.Second)
			return server.RoundTrip(req)
		})
		start := time.Now()
		if _, err := collect(t, client); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); took != 6*time.Second {
			t.Errorf("41 pages of a second took %v, want 6s: the first, then 40, 8 at once", took)
		}
	})
}

func TestAListWithoutAnEndIsAnError(t *testing.T) {
	asked := 0
	client := fake(t, func(*http.Request) (*http.Response, error) {
		asked++
		return clienttest.Reply(200, listBody(numbered(asked, 1))), nil
	})
	_, err := client.readAll(t.Context(), listPath)
	if e := clienttest.WantError[*TooManyPagesError](t, err); e.Limit != 2500 || asked != 2500 {
		t.Errorf("%v after %d requests, want 2500 and no second reading", e, asked)
	}
}

func TestATotalBeyondAllReasonIsAnErrorAndAllocatesNothing(t *testing.T) {
	for _, announced := range []int{5_000_001, 1 << 30, 1<<31 - 1} {
		server := &listServer{pages: split(200, 200), header: total(announced)}
		_, err := fake(t, server.RoundTrip).readAll(t.Context(), listPath)
		if e := clienttest.WantError[*TooManyPagesError](t, err); e.Limit != paging.MaxPages || len(server.asked) != 1 {
			t.Errorf("total %d: %v after %d requests", announced, err, len(server.asked))
		}
	}
}

func TestTotals(t *testing.T) {
	for text, want := range map[string]value.Optional[int]{
		"": {}, " ": {}, "0": value.Some(0), "250": value.Some(250), " 250 ": value.Some(250), "0250": value.Some(250), "2147483647": value.Some(1<<31 - 1),
	} {
		a := answerOf("[]")
		a.header = http.Header{"X-Total-Count": {text}}
		if got, err := totalCount(a); err != nil || got != want {
			t.Errorf("total %q is %+v, %v, want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{"-1", "+1", "1.0", "1e3", "2147483648", "99999999999999999999", "many", "250, 250", "0x10", "1_000", "null", "２５"} {
		a := answerOf("[]")
		a.header = http.Header{"X-Total-Count": {text}}
		got, err := totalCount(a)
		if e := clienttest.WantError[*DecodeError](t, err); got.Set || e.Reason != "the header X-Total-Count is not a number of licenses" {
			t.Errorf("total %q is %+v, %v", text, got, err)
		}
	}
	if got, err := totalCount(&answer{}); err != nil || got.Set {
		t.Errorf("no header gives %+v, %v", got, err)
	}
}

func TestCancelEndsPages(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	server := &listServer{pages: split(100_000, 200), header: total(100_000)}
	var last error
	for page, err := range fake(t, server.RoundTrip).pages(ctx, listPath) {
		if last = err; page.number == 3 {
			cancel()
		}
	}
	cancel()
	if !errors.Is(last, context.Canceled) {
		t.Errorf("the last error is %v", last)
	}
}
