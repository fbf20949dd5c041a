package simulator_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

// firstPage asks for a page that every organization here fills.
const firstPage = orgList + "?page=1&perPage=50"

func TestFaultsThatAnswer(t *testing.T) {
	server := start(t, generate(120))
	whole := get(t, server, firstPage)
	header := func(name, value string) func(answer) error {
		return func(a answer) error {
			if got := a.header.Get(name); got != value {
				return fmt.Errorf("%s is %q, want %q", name, got, value)
			}
			return nil
		}
	}
	body := func(want string) func(answer) error {
		return func(a answer) error {
			if string(a.body) != want {
				return fmt.Errorf("body %.200q, want %.200q", a.body, want)
			}
			return nil
		}
	}
	html := func(a answer) error {
		if !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") || !strings.Contains(string(a.body), "<html>") {
			return fmt.Errorf("not an HTML page: %s %.40s", a.header.Get("Content-Type"), a.body)
		}
		return nil
	}
	noJSON := func(a answer) error {
		if json.Valid(a.body) {
			return fmt.Errorf("valid JSON: %.60s", a.body)
		}
		return nil
	}
	typed := header("Content-Type", "application/json;charset=UTF-8")
	date := time.Date(2026, 11, 21, 12, 0, 5, 0, time.FixedZone("", 7200))

	for _, c := range []struct {
		name   string
		fault  simulator.Fault
		status int
		checks []func(answer) error
	}{
		{"status", simulator.Status(418, http.Header{"X-Pot": {"tea"}}, "short"), 418, []func(answer) error{header("X-Pot", "tea"), body("short")}},
		{"server error", simulator.ServerError(), 500, []func(answer) error{body("")}},
		{"bad request", simulator.BadRequestPage(), 400, []func(answer) error{html}},
		{"429 with seconds", simulator.RateLimited("7"), 429, []func(answer) error{header("Retry-After", "7")}},
		{"503 with a date", simulator.Unavailable(simulator.RetryDate(date)), 503, []func(answer) error{header("Retry-After", "Sat, 21 Nov 2026 10:00:05 GMT")}},
		{"503 without a time", simulator.Unavailable(""), 503, []func(answer) error{header("Retry-After", "")}},
		{"API error", simulator.APIError("TEAM_MISMATCH", 98), 403, []func(answer) error{typed, body(`{"code":"TEAM_MISMATCH","description":"Token was generated for team with id 98"}`)}},
		{"login page", simulator.LoginPage(), 200, []func(answer) error{html}},
		{"empty body", simulator.EmptyBody(), 200, []func(answer) error{typed, body("")}},
		{"not JSON", simulator.NotJSON(), 200, []func(answer) error{typed, noJSON}},
		{"null", simulator.NullBody(), 200, []func(answer) error{typed, body("null")}},
		{"redirect", simulator.Redirect(302, "/api/v1/token"), 302, []func(answer) error{header("Location", "/api/v1/token")}},
		{"redirect to a host", simulator.RedirectToHost(307, "http://192.0.2.1"), 307, []func(answer) error{header("Location", "http://192.0.2.1"+firstPage)}},
		{"content type", simulator.ContentType("text/plain"), 200, []func(answer) error{header("Content-Type", "text/plain"), body(string(whole.body))}},
		{"truncated", simulator.Truncated(), 200, []func(answer) error{noJSON, body(string(whole.body[:len(whole.body)/2])), header("Content-Length", strconv.Itoa(len(whole.body)/2))}},
		{"trailing data", simulator.TrailingData("[]"), 200, []func(answer) error{body(string(whole.body) + "[]")}},
		{"invalid UTF-8", simulator.InvalidUTF8(), 200, []func(answer) error{func(a answer) error {
			if utf8.Valid(a.body) || !json.Valid(bytes.ToValidUTF8(a.body, nil)) {
				return fmt.Errorf("want JSON but for its UTF-8: %.100q", a.body)
			}
			return nil
		}}},
		{"rewritten body", simulator.RewriteBody(bytes.ToUpper), 200, []func(answer) error{body(strings.ToUpper(string(whole.body)))}},
		{"rewritten header", simulator.RewriteHeader(func(h http.Header) { h.Set("X-New", "1") }), 200, []func(answer) error{header("X-New", "1"), body(string(whole.body))}},
		{"gzip", simulator.Gzipped(), 200, []func(answer) error{body(string(whole.body))}},
		{"fixed total", simulator.FixedTotal(7), 200, []func(answer) error{header("X-Total-Count", "7"), body(string(whole.body))}},
		{"total by page", simulator.Total(func(page, total int) int { return 1000*page + total }), 200, []func(answer) error{header("X-Total-Count", "1120")}},
		{"total as text", simulator.TotalText("many"), 200, []func(answer) error{header("X-Total-Count", "many")}},
		{"delay", simulator.Delay(time.Nanosecond), 200, []func(answer) error{body(string(whole.body))}},
		{"drip", simulator.Drip(4000, time.Microsecond), 200, []func(answer) error{body(string(whole.body))}},
		{"zero value", simulator.Fault{}, 200, []func(answer) error{body(string(whole.body))}},
		{"duplicate key", simulator.DuplicateKey(0, "licenseId", `"TWICE00000"`), 200, []func(answer) error{func(a answer) error {
			item := decode[[]json.RawMessage](t, a.body)[0]
			if n := bytes.Count(item, []byte(`"licenseId":`)); n != 2 || !bytes.Contains(item, []byte("TWICE00000")) {
				return fmt.Errorf("%d keys in %s", n, item)
			}
			return nil
		}}},
		{"wrong type", simulator.SetField(3, "team.id", `"x"`), 200, []func(answer) error{func(a answer) error {
			for i, item := range decode[[]struct{ Team struct{ ID any } }](t, a.body) {
				if _, isNumber := item.Team.ID.(float64); isNumber == (i == 3) {
					return fmt.Errorf("license %d has team.id %v", i, item.Team.ID)
				}
			}
			return nil
		}}},
		{"field made on the way", simulator.SetField(0, "lastSeen.lastSeenDate", "17"), 200, []func(answer) error{func(a answer) error {
			if got := decode[[]struct{ LastSeen map[string]any }](t, a.body)[0].LastSeen["lastSeenDate"]; got != 17.0 {
				return fmt.Errorf("lastSeenDate %v", got)
			}
			return nil
		}}},
		{"field left out", simulator.DropField(1, "licenseId"), 200, []func(answer) error{func(a answer) error {
			list := decode[[]map[string]any](t, a.body)
			if _, there := list[1]["licenseId"]; there || list[0]["licenseId"] == nil || list[2]["licenseId"] == nil {
				return errors.New("want licenseId in all but the second license")
			}
			return nil
		}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			server.Fail(c.fault)
			a := get(t, server, firstPage)
			if a.status != c.status {
				t.Errorf("status %d, want %d", a.status, c.status)
			}
			for _, check := range c.checks {
				if err := check(a); err != nil {
					t.Error(err)
				}
			}
		})
	}
	server.Fail()
	if a := get(t, server, firstPage); !bytes.Equal(a.body, whole.body) {
		t.Error("Fail() without faults does not end them")
	}
}

func TestEveryErrorCodeCanBeAnswered(t *testing.T) {
	server := start(t, generate(10))
	codes := simulator.ErrorCodes()
	if len(codes) != 9 {
		t.Errorf("%d codes", len(codes))
	}
	for code, status := range codes {
		server.Fail(simulator.APIError(code))
		a := get(t, server, "/api/v1/token")
		got := decode[map[string]string](t, a.body)
		if a.status != status || got["code"] != code || got["description"] == "" || strings.Contains(got["description"], "%") {
			t.Errorf("%s: %d %s", code, a.status, a.body)
		}
	}
}

func TestFaultsThatBreakTheConnection(t *testing.T) {
	server := start(t, generate(120))
	whole := get(t, server, firstPage).body
	is := func(want error) func(error) bool { return func(err error) bool { return errors.Is(err, want) } }
	anyError := func(err error) bool { return err != nil }
	for _, c := range []struct {
		name    string
		fault   simulator.Fault
		headers bool // whether an answer begins
		wrong   func(error) bool
	}{
		{"reset before headers", simulator.ResetBeforeHeaders(), false, is(syscall.ECONNRESET)},
		{"close before headers", simulator.CloseBeforeHeaders(), false, is(io.EOF)},
		{"garbage", simulator.Garbage(), false, anyError},
		{"cut mid body", simulator.CutMidBody(), true, is(io.ErrUnexpectedEOF)},
		{"long content length", simulator.LongContentLength(9), true, is(io.ErrUnexpectedEOF)},
		{"cut in chunks", simulator.CutChunked(), true, is(io.ErrUnexpectedEOF)},
		{"gzip cut", simulator.GzipCut(), true, is(io.ErrUnexpectedEOF)},
		{"gzip corrupt", simulator.GzipCorrupt(), true, anyError},
		{"no gzip", simulator.GzipNot(), true, anyError},
	} {
		t.Run(c.name, func(t *testing.T) {
			server.Fail(c.fault)
			a, err := request(t, server, http.MethodGet, firstPage, server.Env())
			if !c.wrong(err) {
				t.Errorf("error %v", err)
			}
			if (a.status == http.StatusOK) != c.headers {
				t.Errorf("status %d", a.status)
			}
			if len(a.body) > len(whole) || !bytes.HasPrefix(whole, a.body) && !strings.HasPrefix(c.name, "gzip") {
				t.Errorf("%d bytes that the page does not begin with", len(a.body))
			}
		})
	}
	t.Run("reset mid body", func(t *testing.T) {
		// The reset may overtake the headers, so only the error is certain.
		server.Fail(simulator.ResetMidBody())
		if _, err := request(t, server, http.MethodGet, firstPage, server.Env()); !errors.Is(err, syscall.ECONNRESET) && !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("error %v", err)
		}
	})
}

func TestHangingRequestsEndWithTheClientAndWithTheServer(t *testing.T) {
	for name, fault := range map[string]simulator.Fault{
		"before headers": simulator.Hang(),
		"mid body":       simulator.HangMidBody(),
		"dripping":       simulator.Drip(1, time.Hour),
		"delayed":        simulator.Delay(time.Hour),
	} {
		t.Run(name, func(t *testing.T) {
			server := start(t, generate(50))
			arrived := make(chan struct{}, 2)
			server.Fail(simulator.Before(func(simulator.Request) { arrived <- struct{}{} }), fault)

			ctx, cancel := context.WithCancel(t.Context())
			ended := make(chan error, 2)
			ask := func(ctx context.Context) {
				r, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL()+firstPage, nil)
				if err != nil {
					ended <- err
					return
				}
				for name, value := range map[string]string{"X-Api-Key": server.Env()["JETBRAINS_TOKEN"], "X-Customer-Code": server.Env()["JETBRAINS_CUSTOMER_CODE"]} {
					r.Header.Set(name, value)
				}
				response, err := client(t).Do(r)
				if err == nil {
					_, err = io.ReadAll(response.Body)
					err = errors.Join(err, response.Body.Close())
				}
				ended <- err
			}
			go ask(ctx)
			<-arrived
			cancel()
			if err := <-ended; !errors.Is(err, context.Canceled) {
				t.Errorf("the client gave up: %v", err)
			}
			go ask(t.Context())
			<-arrived
			server.Close()
			if err := <-ended; err == nil {
				t.Error("a request that hangs was answered when the server closed")
			}
		})
	}
}

func TestLatencyEndsWithTheServer(t *testing.T) {
	server := start(t, generate(1), simulator.WithLatency(time.Hour))
	ended := make(chan error, 1)
	go func() {
		_, err := request(t, server, http.MethodGet, "/api/v1/token", server.Env())
		ended <- err
	}()
	for len(server.Requests()) == 0 { // the request is recorded before it waits
		select {
		case err := <-ended:
			t.Fatalf("answered before its time: %v", err)
		default:
		}
	}
	server.Close()
	if err := <-ended; err == nil {
		t.Error("answered before its time")
	}
}

func TestOversizedAnswersAreAsLongAsAskedAndWellFormed(t *testing.T) {
	server := start(t, generate(10))
	server.Fail(simulator.Oversized(300_000))
	a := get(t, server, firstPage)
	if n := len(a.body); n < 300_000 || n > 310_000 {
		t.Errorf("%d bytes", n)
	}
	if list := decode[[]wireLicense](t, a.body); len(ids(list)) != len(list) {
		t.Errorf("%d licenses, %d ids", len(list), len(ids(list)))
	}
	server.Fail(simulator.GzipBomb(5_000_000))
	server.ResetRequests()
	a = get(t, server, firstPage)
	if sent := server.Requests()[0].Bytes; len(a.body) != 5_000_000 || sent > 50_000 {
		t.Errorf("%d bytes unpacked, %d on the wire", len(a.body), sent)
	}
}

func TestPagesThatRepeatAndOverlap(t *testing.T) {
	server := start(t, generate(100))
	page := func(n int) []byte { return get(t, server, fmt.Sprintf("%s?perPage=40&page=%d", orgList, n)).body }
	one, two, three := page(1), page(2), page(3)

	server.Fail(simulator.PageAs(2, 1))
	if !bytes.Equal(page(1), one) || !bytes.Equal(page(2), one) || !bytes.Equal(page(3), three) {
		t.Error("page 2, and only it, must be page 1 again")
	}

	server.Fail(simulator.Overlapping(5))
	all := append(decode[[]wireLicense](t, one), append(decode[[]wireLicense](t, two), decode[[]wireLicense](t, three)...)...)
	for n, want := range map[int][]wireLicense{1: all[:40], 2: all[35:75], 3: all[75:95]} {
		got := decode[[]wireLicense](t, page(n))
		if len(got) != len(want) || got[0].LicenseID != want[0].LicenseID || got[len(got)-1].LicenseID != want[len(want)-1].LicenseID {
			t.Errorf("page %d: %d licenses from %s to %s", n, len(got), got[0].LicenseID, got[len(got)-1].LicenseID)
		}
	}
}

func TestFaultsHitTheRequestsTheyAreNarrowedTo(t *testing.T) {
	server := start(t, generate(120))
	fault := simulator.Status(599, nil, "hit")
	one, two := orgList+"?perPage=50&page=1", orgList+"?perPage=50&page=2"
	const token = "/api/v1/token"
	for _, c := range []struct {
		name  string
		fault simulator.Fault
		asked []string
		hit   string // one character per request: x is hit
	}{
		{"always", fault, []string{token, one, two}, "xxx"},
		{"path", fault.OnPath("/api/v1/customer"), []string{token, one, token}, ".x."},
		{"lists", fault.OnLists(), []string{token, one, orgList + "/ZZZZZZZZZZ", "/api/v1/customer/teams/98/licenses"}, ".x.x"},
		{"page", fault.OnPage(2, 3), []string{one, two, token, orgList}, ".x.."},
		{"page 1 by default", fault.OnPage(1), []string{orgList, two}, "x."},
		{"first two", fault.First(2), []string{one, one, one}, "xx."},
		{"third", fault.Nth(3), []string{one, one, one, one}, "..x."},
		{"after the first", fault.After(1), []string{one, one, one}, ".xx"},
		{"second on a page", fault.OnPage(1).Nth(2), []string{one, two, one, one}, "..x."},
		{"first of each URL", fault.Each().First(1), []string{one, two, one, two}, "xx.."},
		{"predicate", fault.When(func(r simulator.Request) bool { return r.Query.Has("page") }), []string{one, token}, "x."},
	} {
		t.Run(c.name, func(t *testing.T) {
			server.Fail(c.fault)
			var hit strings.Builder
			for _, path := range c.asked {
				if get(t, server, path).status == 599 {
					hit.WriteByte('x')
				} else {
					hit.WriteByte('.')
				}
			}
			if hit.String() != c.hit {
				t.Errorf("hit %s, want %s", hit.String(), c.hit)
			}
		})
	}
}

func TestFaultsApplyTogether(t *testing.T) {
	server := start(t, generate(10))
	var calls atomic.Int32
	server.Fail(
		simulator.Before(func(r simulator.Request) {
			if r.Path == orgList && r.Page() == 4 && r.Token == simulator.OrganizationToken {
				calls.Add(1)
			}
		}),
		simulator.FixedTotal(99),
		simulator.RewriteBody(func(body []byte) []byte { return append(body, ' ') }),
	)
	a := get(t, server, orgList+"?page=4")
	if calls.Load() != 1 || a.header.Get("X-Total-Count") != "99" || string(a.body) != "[] " {
		t.Errorf("callback %d, total %s, body %q", calls.Load(), a.header.Get("X-Total-Count"), a.body)
	}
}

func TestPeopleJoinAndLeaveBetweenPages(t *testing.T) {
	server := start(t, generate(100))
	server.Fail(simulator.Before(func(simulator.Request) {
		server.Update(func(org *simulator.Organization) { org.Licenses = org.Licenses[1:] })
	}).OnPage(2))
	list := licenses(t, server, orgList) // pages of 200: page 1 has all, page 2 is empty
	if len(list) != 100 {
		t.Fatalf("%d licenses", len(list))
	}
	after := get(t, server, orgList)
	if after.header.Get("X-Total-Count") != "99" {
		t.Errorf("total %s after one has left", after.header.Get("X-Total-Count"))
	}
	if a := get(t, server, orgList+"/"+list[0].LicenseID); a.status != http.StatusNotFound {
		t.Errorf("the license that left is still answered: %d", a.status)
	}
}
