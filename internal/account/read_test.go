package account

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

func TestMerge(t *testing.T) {
	for _, c := range []struct {
		name    string
		pages   [][]string
		header  func(int) http.Header
		reason  string // of the error; empty when the reading is complete
		numbers []string
	}{
		{"pages in another order", [][]string{numbered(5, 5), numbered(0, 5)}, total(10), "", numbered(0, 10)},
		{"an overlap with nothing missing", [][]string{numbered(0, 5), numbered(3, 5), numbered(8, 2)}, total(10), "", numbered(0, 10)},
		{"an overlap that hides one", [][]string{numbered(0, 5), numbered(4, 5)}, total(10), "the server announces 10 licenses, and its pages hold 9 different ones", nil},
		{"an overlap without a total", [][]string{numbered(0, 5), numbered(4, 5)}, nil, "license L000000004 came twice, and the server gives no total to tell whether others were passed over", nil},
		{"one page for ever", [][]string{numbered(0, 5), numbered(0, 5)}, total(10), "the server announces 10 licenses, and its pages hold 5 different ones", nil},
		{"one license twice on a page", [][]string{{"A", "A"}}, total(2), "the server announces 2 licenses, and its pages hold 1 different ones", nil},
		{"a total too high", [][]string{numbered(0, 5)}, total(6), "the server announces 6 licenses, and its pages hold 5 different ones", nil},
		{"a total too low", [][]string{numbered(0, 5)}, total(4), "the server announces 4 licenses, and its pages hold 5 different ones", nil},
		{"a total of none", [][]string{numbered(0, 5)}, total(0), "the server announces 0 licenses, and its pages hold 5 different ones", nil},
		{"a total of one page of two", [][]string{numbered(0, 200), numbered(200, 7)}, total(200), "the server announces 200 licenses, and its pages hold 207 different ones", nil},
		{"a total of two pages of three", [][]string{numbered(0, 50), numbered(50, 50), numbered(100, 50)}, total(100), "the server announces 100 licenses, and its pages hold 150 different ones", nil},
		{"a total that hides the last license", split(201, 200), total(200), "the server announces 200 licenses, and its pages hold 201 different ones", nil},
		{"a total of one page, links of two", split(250, 200), links(2, total(200)), "page 1 should be the last, and announces another", nil},
		{"an announced page that is empty", split(200, 200), links(2, total(201)), "page 2 is empty, although page 1 announced it", nil},
		{"an announced page that is empty, no total", split(200, 200), links(2, nil), "page 2 is empty, although page 1 announced it", nil},
		{"an empty page that announces another", nil, links(2, total(0)), "page 1 should be the last, and announces another", nil},
		{"nothing where something is announced", nil, total(7), "the server announces 7 licenses, and its pages hold 0 different ones", nil},
		{"the total goes away", split(300, 200), func(page int) http.Header {
			if page == 1 {
				return total(300)(1)
			}
			return nil
		}, "the total changed between two pages, from 300 to none", nil},
		{"a total comes", split(300, 200), func(page int) http.Header {
			if page == 2 {
				return total(300)(1)
			}
			return nil
		}, "the total changed between two pages, from none to 300", nil},
		{"the total grows", split(300, 200), func(page int) http.Header { return total(299 + page)(1) }, "the total changed between two pages, from 300 to 301", nil},
		{"the order is the server's", [][]string{{"b", "B", "a", "10", "9"}}, total(5), "", []string{"10", "9", "B", "a", "b"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := &listServer{pages: c.pages, header: c.header}
			got, err := fake(t, server.RoundTrip).readAll(t.Context(), listPath)
			if c.reason == "" {
				var found []string
				for _, l := range got {
					found = append(found, l.ID)
				}
				if err != nil || !slices.Equal(found, c.numbers) {
					t.Errorf("%v, %v, want %v", found, err, c.numbers)
				}
				return
			}
			e := clienttest.WantError[*InconsistentError](t, err)
			if e.Reason != c.reason || e.Readings != 3 || e.Path != listPath || got != nil {
				t.Errorf("%d licenses, %+v, want the reason %q after 3 readings", len(got), e, c.reason)
			}
			if want := "GET /customer/licenses: " + c.reason + " (readings: 3)"; e.Error() != want {
				t.Errorf("error reads %q, want %q", e, want)
			}
		})
	}
}

// Past the end of a list a server may say that there is no such page.
func TestAServerWithoutPagesPastTheEnd(t *testing.T) {
	for _, c := range []struct {
		status int
		ok     bool
	}{{400, true}, {404, true}, {401, false}, {403, false}, {418, false}, {500, false}} {
		server := &listServer{pages: split(400, 200), header: total(400), status: map[int]int{3: c.status}}
		got, err := fake(t, server.RoundTrip).readAll(t.Context(), listPath)
		if c.ok {
			if err != nil || len(got) != 400 {
				t.Errorf("%d: %d licenses, %v", c.status, len(got), err)
			}
			continue
		}
		if e := clienttest.WantError[*APIError](t, err); e.Status != c.status || got != nil {
			t.Errorf("%d: %v", c.status, err)
		}
	}
	// A page that the list must have is another matter.
	for _, status := range []int{400, 404} {
		server := &listServer{pages: split(450, 200), header: total(450), status: map[int]int{3: status}}
		_, err := fake(t, server.RoundTrip).readAll(t.Context(), listPath)
		_ = clienttest.WantError[*APIError](t, err)
	}
}

// moving is an organization that changes whenever a page is asked for, until
// it has changed often enough.
func moving(t *testing.T, page, times int, change func(*simulator.Organization)) *simulated {
	t.Helper()
	s := simulate(t, 1000)
	s.server.Fail(simulator.Before(func(simulator.Request) {
		s.server.Update(func(org *simulator.Organization) {
			change(org)
			s.want = expected(org.Licenses)
		})
	}).OnPage(page).First(times))
	return s
}

func TestAListThatChangesWhileItIsReadIsReadAgain(t *testing.T) {
	fresh := simulator.Generate(simulator.Options{Seed: 9, Licenses: 50, Now: testNow}).Licenses
	next := 0
	grow := func(org *simulator.Organization) {
		org.Licenses = slices.Insert(org.Licenses, 0, fresh[next])
		next++
	}
	shrink := func(org *simulator.Organization) { org.Licenses = org.Licenses[1:] }
	// One license goes to another place: a page read before and one read
	// after it hold it twice or not at all.
	forth := func(org *simulator.Organization) { org.Licenses = append(org.Licenses[1:], org.Licenses[0]) }
	for _, c := range []struct {
		name   string
		change func(*simulator.Organization)
	}{{"grows", grow}, {"shrinks", shrink}, {"moves", forth}} {
		for _, times := range []int{1, 2} {
			t.Run(fmt.Sprintf("%s %d times", c.name, times), func(t *testing.T) {
				s := moving(t, 3, times, c.change)
				client := s.client(t, s.server.Env(), func(c *Config) { c.MaxConcurrent = 1 })
				org, err := client.Organization(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				checkComplete(t, org, s.want)
			})
		}
		t.Run(c.name+" for ever", func(t *testing.T) {
			s := moving(t, 3, 1000, c.change)
			client := s.client(t, s.server.Env(), func(c *Config) { c.MaxConcurrent = 1 })
			_, err := client.Organization(t.Context())
			if e := clienttest.WantError[*InconsistentError](t, err); e.Readings != 3 {
				t.Errorf("error is %+v", e)
			}
			if n := s.asked(listPath); n > 3*7 {
				t.Errorf("%d pages were asked for, want three readings at most", n)
			}
		})
	}
}

func TestALicenseThatChangesBetweenItsTwoAppearancesIsReadAgain(t *testing.T) {
	reading := 0
	client := fake(t, func(req *http.Request) (*http.Response, error) {
		page := req.URL.Query().Get("page")
		if page == "1" {
			reading++
		}
		if page == "2" && reading == 1 {
			return clienttest.Reply(200, strings.Replace(listBody([]string{"B", "C"}), `"name":"I"`, `"name":"J"`, 1), "X-Total-Count", "3"), nil
		}
		return clienttest.Reply(200, listBody(map[string][]string{"1": {"A", "B"}, "2": {"B", "C"}}[page]), "X-Total-Count", "3"), nil
	})
	got, err := client.readAll(t.Context(), listPath)
	if err != nil || len(got) != 3 || reading != 2 {
		t.Errorf("%d licenses, %v after %d readings", len(got), err, reading)
	}
}

func TestNothingButAChangeIsReadAgain(t *testing.T) {
	for name, body := range map[string]string{"nonsense": "x", "an error": ""} {
		asked := 0
		client := fake(t, func(*http.Request) (*http.Response, error) {
			asked++
			if body == "" {
				return clienttest.Reply(403, ""), nil
			}
			return clienttest.Reply(200, body), nil
		})
		if _, err := client.readAll(t.Context(), listPath); err == nil || asked != 1 {
			t.Errorf("%s: %v after %d requests, want one", name, err, asked)
		}
	}
}

func TestAReadingHasATimeLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		client := fake(t, func(req *http.Request) (*http.Response, error) {
			asked++
			select {
			case <-time.After(50 * time.Second):
				return clienttest.Reply(200, listBody(numbered(asked, 1))), nil
			case <-req.Context().Done():
				return nil, req.Context().Err()
			}
		})
		start := time.Now()
		_, err := client.readAll(t.Context(), listPath)
		if e := clienttest.WantError[*ReadTimeoutError](t, err); e.Limit != paging.MaxReadTime || e.Path != listPath || time.Since(start) != paging.MaxReadTime {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

func TestACallersDeadlineIsNotTheReadingsLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := fake(t, func(req *http.Request) (*http.Response, error) {
			<-req.Context().Done()
			return nil, req.Context().Err()
		})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := client.Organization(ctx)
		var limit *ReadTimeoutError
		if !errors.Is(err, context.DeadlineExceeded) || errors.As(err, &limit) {
			t.Errorf("error is %v", err)
		}
	})
}

func TestAReadingHasALimitOfBytesAndLicenses(t *testing.T) {
	one := page{number: 1, licenses: []licensing.License{{ID: "A"}}, bytes: 100}
	for _, c := range []struct {
		name string
		next page
		ok   bool
	}{
		{"as many bytes as may be", page{number: 2, bytes: paging.MaxReadBytes - 100}, true},
		{"one more", page{number: 2, bytes: paging.MaxReadBytes - 99}, false},
		{"too many licenses", page{number: 2, licenses: make([]licensing.License, paging.MaxRows)}, false},
	} {
		m := newMerger(listPath, strings.ToLower)
		if err := m.add(one); err != nil {
			t.Fatal(err)
		}
		err := m.add(c.next)
		if c.ok {
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if e := clienttest.WantError[*ListTooLargeError](t, err); e.Path != listPath || e.Entries != 1 || e.Bytes != 100+c.next.bytes {
			t.Errorf("%s: %+v", c.name, e)
		}
	}
}

func TestTheResultIsSortedByIdAndTheSameEachTime(t *testing.T) {
	first := simulate(t, 1000)
	second := simulate(t, 1000, simulator.WithMaxPageSize(33))
	a, err := first.Organization(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b, err := second.Organization(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	checkComplete(t, a, b.Licenses)
	for i := 1; i < len(a.Licenses); i++ {
		if cmp.Compare(a.Licenses[i-1].ID, a.Licenses[i].ID) >= 0 {
			t.Fatalf("licenses %d and %d are not in order", i-1, i)
		}
	}
}
