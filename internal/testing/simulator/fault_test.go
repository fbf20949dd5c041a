package simulator_test

import (
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

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// Every organization in these tests has enough data to fill these pages.
const (
	accountPage = orgList + "?page=1&perPage=50"
	spacePage   = profiles + "?$top=10&$fields=next,totalCount,data(id,username,name(firstName),emails(email))"
)

// Each fault must change a response as its documentation says.
func TestFaultsThatRespond(t *testing.T) {
	server := start(t, generate(250))
	whole := map[string]result{accountPage: get(t, server, accountPage), spacePage: get(t, server, spacePage)}
	token := map[string]string{accountPage: server.Env()["JETBRAINS_TOKEN"], spacePage: server.Env()["JETBRAINS_SPACE_TOKEN"]}
	is := func(status int, body string) func(result) bool {
		return func(r result) bool { return r.status == status && r.body == body }
	}
	header := func(name, value string) func(result) bool {
		return func(r result) bool { return r.header.Get(name) == value }
	}
	html := func(status int) func(result) bool {
		return func(r result) bool {
			return r.status == status && strings.HasPrefix(r.header.Get("Content-Type"), "text/html") && strings.Contains(r.body, "<html>")
		}
	}
	total := func(r result) string {
		if strings.HasPrefix(r.body, "[") {
			return strings.Join(r.header.Values("X-Total-Count"), "+")
		}
		return string(decode[map[string]json.RawMessage](t, r.body)["totalCount"])
	}
	totalIs := func(account, space string) func(result) bool {
		return func(r result) bool { return total(r) == account || total(r) == space }
	}
	rows := func(r result) []map[string]any {
		if strings.HasPrefix(r.body, "[") {
			return decode[[]map[string]any](t, r.body)
		}
		return decode[batch](t, r.body).Data
	}
	members := total(whole[spacePage])
	var path string // the path of the current request
	same := func(r result) bool { return r.status == 200 && r.body == whole[path].body }

	for _, c := range []struct {
		name  string
		fault fault.Fault
		is    func(result) bool
		on    string // the only page that the case covers; empty for both
	}{
		{"nothing", fault.Fault{}, same, ""},
		{"status", fault.Status(418, http.Header{"X-Pot": {"tea"}}, "short"), is(418, "short"), ""},
		{"status with a header", fault.Status(418, http.Header{"x-pot": {"tea"}}, ""), header("X-Pot", "tea"), ""},
		{"no content", fault.Status(204, nil, ""), is(204, ""), ""},
		{"server error", fault.ServerError(), is(500, ""), ""},
		{"bad request", fault.BadRequestPage(), html(400), ""},
		{"429", fault.RateLimited("7"), func(r result) bool { return r.status == 429 && r.header.Get("Retry-After") == "7" }, ""},
		{"429 of a Space", fault.RateLimited(""), is(429, `{"error":"rate-limited","error_description":"Too many requests"}`), spacePage},
		{"503", fault.Unavailable("9"), func(r result) bool { return r.status == 503 && r.header.Get("Retry-After") == "9" }, ""},
		{"error of the Account API", fault.APIError("TEAM_MISMATCH", 98), is(403, `{"code":"TEAM_MISMATCH","description":"Token was generated for team with id 98"}`), ""},
		{"error of a Space", fault.SpaceError("not-found"), is(404, `{"error":"not-found","error_description":"Error injected by the simulator"}`), ""},
		{"any error of a Space", fault.SpaceErrorBody(200, "x", "y"), is(200, `{"error":"x","error_description":"y"}`), ""},
		{"login page", fault.LoginPage(), html(200), ""},
		{"empty body", fault.EmptyBody(), is(200, ""), ""},
		{"not JSON", fault.NotJSON(), func(r result) bool { return r.status == 200 && !json.Valid([]byte(r.body)) }, ""},
		{"null", fault.NullBody(), is(200, "null"), ""},
		{"redirect", fault.Redirect(302, "/api/v1/token"), header("Location", "/api/v1/token"), ""},
		{"redirect to a host", fault.RedirectToHost(307, "http://192.0.2.1"), header("Location", "http://192.0.2.1"+accountPage), accountPage},
		{"content type", fault.ContentType("text/plain"), header("Content-Type", "text/plain"), ""},
		{"truncated", fault.Truncated(), func(r result) bool { return r.body == whole[path].body[:len(whole[path].body)/2] }, ""},
		{"rewritten body", fault.RewriteBody(func(b []byte) []byte { return append([]byte(" "), b...) }), func(r result) bool { return r.body == " "+whole[path].body }, ""},
		{"delay", fault.Delay(time.Nanosecond), same, ""},
		{"oversized", fault.Oversized(300_000), func(r result) bool { return len(r.body) >= 300_000 && len(r.body) < 310_000 && len(rows(r)) > 1000 }, ""},
		{"tiny rows", fault.TinyRows(20_000), func(r result) bool { return len(rows(r)) == 20_000 && len(r.body) < 2_000_000 }, ""},
		{"fixed total", fault.FixedTotal(7), totalIs("7", "7"), ""},
		{"total by page", fault.Total(func(page, _ int) int { return 1000 * page }), totalIs("1000", "1000"), ""},
		{"contradictory total", fault.TotalContradiction(), totalIs("250+251", "9"), ""},
		{"end below the total", fault.SpaceEndsBelowTotal(2), func(r result) bool { return total(r) == fmt.Sprint(atoi(members)+2) }, spacePage},
		{"link relations", fault.LinkRelations(), func(r result) bool {
			link := r.header.Get("Link")
			return strings.Contains(link, `rel="help"`) && !strings.Contains(link, `rel="next"`) && same(r)
		}, accountPage},
		{"empty page", fault.EmptyPage(1), func(r result) bool { return len(rows(r)) == 0 && total(r) == total(whole[path]) }, ""},
		{"duplicate key", fault.DuplicateKey(0, "id", `"TWICE"`), func(r result) bool { return strings.Contains(r.body, `,"id":"TWICE"}`) }, ""},
		{"set field", fault.SetField(1, "team.id", `"x"`), func(r result) bool {
			changed, isObject := rows(r)[1]["team"].(map[string]any)
			other, _ := rows(r)[0]["team"].(map[string]any)
			return isObject && changed["id"] == "x" && other["id"] != "x"
		}, ""},
		{"echoed token", fault.EchoToken(), func(r result) bool { return strings.Contains(r.body, token[path]) && json.Valid([]byte(r.body)) }, ""},
		{"unreadable", fault.SpaceUnreadable("name", "emails"), func(r result) bool {
			return rows(r)[0]["name"] == nil && strings.Contains(fmt.Sprint(rows(r)[0]["$errors"]), "Could not access following fields: 'name', 'emails'.")
		}, spacePage},
		{"error along with data", fault.SpaceErrorBesideData("permission-denied"), func(r result) bool {
			return r.status == 200 && len(rows(r)) == 10 && strings.Contains(r.body, `"error":"permission-denied"`)
		}, spacePage},
		{"$errors along with data", fault.SpacePageErrors(), func(r result) bool { return len(rows(r)) == 10 && strings.Contains(r.body, `"$errors":[{`) }, spacePage},
	} {
		for _, path = range []string{accountPage, spacePage} {
			if c.on != "" && c.on != path {
				continue
			}
			server.Fail(c.fault)
			if got := get(t, server, path); !c.is(got) {
				t.Errorf("%s on %s: %d %v %.300s", c.name, path, got.status, got.header, got.body)
			}
		}
	}
	server.Fail()
	if path = accountPage; !same(get(t, server, accountPage)) {
		t.Error("Fail() without faults does not end them")
	}
}

func atoi(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return -1
	}
	return n
}

// These faults send a response that belongs to another request.
func TestFaultsThatConfuseRequests(t *testing.T) {
	server := start(t, generate(60))
	mobile, _ := server.TeamEnv("Mobile")
	teamList := "/api/v1/customer/teams/98/licenses"
	server.Fail(fault.OtherCustomer(), fault.OtherTeam(), fault.OtherProfile())
	for _, c := range []struct {
		path string
		env  map[string]string
		want string
	}{
		{"/api/v1/token", server.Env(), `"code":9999999`},
		{"/api/v1/token", mobile, `"customer":{"code":9999999`},
		{teamList, mobile, `"team":{"id":999999,"name":"Another team"}`},
		{profiles + "/me?$fields=id,username", server.Env(), `{"id":"another00000","username":"another.person"}`},
	} {
		if got := getAs(t, server, c.path, c.env); got.status != http.StatusOK || !strings.Contains(got.body, c.want) {
			t.Errorf("%s: %d %.200s", c.path, got.status, got.body)
		}
	}
	if got := get(t, server, orgList); strings.Contains(got.body, "999999") {
		t.Error("the organization's list holds another team")
	}
}

func TestThrottleServesAFixedNumberPerSecond(t *testing.T) {
	server := start(t, generate(10))
	clock := now
	for _, retryAfter := range []string{"", "1"} {
		server.Fail(fault.Throttle(2, retryAfter, func() time.Time { return clock }))
		var statuses []int
		for i := range 8 {
			got := get(t, server, "/api/v1/token")
			statuses = append(statuses, got.status)
			if got.status == http.StatusTooManyRequests && got.header.Get("Retry-After") != retryAfter {
				t.Errorf("Retry-After %q, want %q", got.header.Get("Retry-After"), retryAfter)
			}
			if i%4 == 3 {
				clock = clock.Add(time.Second)
			}
		}
		if fmt.Sprint(statuses) != "[200 200 429 429 200 200 429 429]" {
			t.Errorf("%v", statuses)
		}
	}
}

func TestEveryErrorCodeHasAFault(t *testing.T) {
	server := start(t, generate(10))
	account := fault.ErrorCodes()
	if len(account) != 9 {
		t.Errorf("%d codes", len(account))
	}
	for code, status := range account {
		server.Fail(fault.APIError(code))
		if got := get(t, server, "/api/v1/token"); got.status != status || decode[map[string]string](t, got.body)["code"] != code || strings.Contains(got.body, "%") {
			t.Errorf("%s: %d %s", code, got.status, got.body)
		}
	}
}

func TestFaultsThatBreakTheConnection(t *testing.T) {
	server := start(t, generate(120))
	whole := get(t, server, accountPage).body
	server.Fail(fault.CutMidBody())
	got, err := request(t, server, http.MethodGet, accountPage, "", server.Env())
	if !errors.Is(err, io.ErrUnexpectedEOF) || got.status != http.StatusOK || !strings.HasPrefix(whole, got.body) {
		t.Errorf("cut mid body: %d, %d bytes, %v", got.status, len(got.body), err)
	}
	// The reset may arrive before the headers, so only the error is certain.
	server.Fail(fault.ResetMidBody())
	if _, err := request(t, server, http.MethodGet, accountPage, "", server.Env()); !errors.Is(err, syscall.ECONNRESET) && !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("reset mid body: %v", err)
	}
}

func TestHangingRequestsEndWithTheClientAndWithTheServer(t *testing.T) {
	for name, hanging := range map[string]fault.Fault{
		"without end": fault.Hang(), "delayed": fault.Delay(time.Hour),
	} {
		t.Run(name, func(t *testing.T) {
			server := start(t, generate(50))
			arrived := make(chan struct{}, 2)
			server.Fail(fault.Before(func(fault.Request) { arrived <- struct{}{} }), hanging)
			ended := make(chan error, 2)
			ask := func(ctx context.Context) {
				r, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL()+accountPage, nil)
				if err == nil {
					r.Header.Set("X-Api-Key", server.Env()["JETBRAINS_TOKEN"])
					r.Header.Set("X-Customer-Code", server.Env()["JETBRAINS_CUSTOMER_CODE"])
					var response *http.Response
					if response, err = client(t).Do(r); err == nil {
						_, err = io.ReadAll(response.Body)
						err = errors.Join(err, response.Body.Close())
					}
				}
				ended <- err
			}
			ctx, cancel := context.WithCancel(t.Context())
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
				t.Error("a request that hangs got a response when the server closed")
			}
		})
	}
}

func TestPagesThatRepeatAndOverlap(t *testing.T) {
	for name, options := range map[string][]simulator.Option{"offsets": nil, "opaque tokens": {simulator.WithSpaceOpaqueNext()}} {
		server := start(t, generate(250), append(options, simulator.WithMaxPageSize(40))...)
		lists := map[string]func() []string{
			"Account": func() (ids []string) {
				for page := 1; page <= 3; page++ {
					for _, l := range decode[[]license](t, get(t, server, fmt.Sprintf("%s?perPage=40&page=%d", orgList, page)).body) {
						ids = append(ids, l.LicenseID)
					}
				}
				return ids
			},
			"Space": func() (ids []string) {
				skip := ""
				for range 3 {
					page := decode[batch](t, get(t, server, profiles+"?$top=40"+skip).body)
					for _, item := range page.Data {
						ids = append(ids, fmt.Sprint(item["id"]))
					}
					skip = "&$skip=" + page.Next
				}
				return ids
			},
		}
		for api, ids := range lists {
			server.Fail()
			all := ids()
			server.Fail(fault.PageAs(2, 1))
			if got := ids(); len(all) != 120 || fmt.Sprint(got) != fmt.Sprint(append(append(all[:40:40], all[:40]...), all[80:]...)) {
				t.Errorf("%s, %s: the second page is not the first", name, api)
			}
			server.Fail(fault.Overlapping(5))
			if got := ids(); fmt.Sprint(got) != fmt.Sprint(append(append(all[:40:40], all[35:75]...), all[75:115]...)) {
				t.Errorf("%s, %s: the pages do not overlap by 5", name, api)
			}
		}
		server.Fail(fault.SpaceNextRepeats())
		first := decode[batch](t, get(t, server, profiles).body).Next
		if second := decode[batch](t, get(t, server, profiles+"?$skip="+first).body).Next; second != first {
			t.Errorf("%s: next %q leads to %q", name, first, second)
		}
	}
}

func TestFaultsHitTheRequestsTheyAreNarrowedTo(t *testing.T) {
	server := start(t, generate(120))
	hit := fault.Status(599, nil, "hit")
	one, two := orgList+"?perPage=50&page=1", orgList+"?perPage=50&page=2"
	const token = "/api/v1/token"
	for _, c := range []struct {
		name  string
		fault fault.Fault
		asked []string
		hit   string // one character per request; x means that the fault affects the request
	}{
		{"always", hit, []string{token, one, teams}, "xxx"},
		{"path", hit.OnPath("/api/v1/customer"), []string{token, one, token}, ".x."},
		{"lists", hit.OnLists(), []string{token, one, orgList + "/ZZZZZZZZZZ", "/api/v1/customer/teams/98/licenses", teams, teams + "/id:x"}, ".x.xx."},
		{"page", hit.OnPage(2, 3), []string{one, two, token, orgList, teams + "?$skip=200"}, ".x..x"},
		{"page 1 by default", hit.OnPage(1), []string{orgList, two, teams}, "x.x"},
		{"account", hit.OnAccount(), []string{token, teams}, "x."},
		{"space", hit.OnSpace(), []string{token, teams}, ".x"},
		{"first two", hit.First(2), []string{one, one, one}, "xx."},
		{"after the first", hit.After(1), []string{one, one, one}, ".xx"},
		{"after the first on a page", hit.OnPage(1).After(1), []string{one, two, one, one}, "..xx"},
		{"first of each URL", hit.Each().First(1), []string{one, two, one, two}, "xx.."},
		{"predicate", hit.When(func(r fault.Request) bool { return r.Query.Has("page") }), []string{one, token}, "x."},
	} {
		server.Fail(c.fault)
		got := ""
		for _, path := range c.asked {
			if get(t, server, path).status == 599 {
				got += "x"
			} else {
				got += "."
			}
		}
		if got != c.hit {
			t.Errorf("%s: hit %s, want %s", c.name, got, c.hit)
		}
	}
}

func TestFaultsApplyTogetherAndMayUpdate(t *testing.T) {
	server := start(t, generate(100))
	var calls atomic.Int32
	server.Fail(
		fault.Before(func(r fault.Request) {
			if r.Page() == 2 && r.Token == fault.OrganizationToken {
				calls.Add(1)
				server.Update(func(organization *org.Organization) { organization.Licenses = organization.Licenses[1:] })
			}
		}),
		fault.Total(func(_, total int) int { return total + 1000 }),
		fault.RewriteBody(func(body []byte) []byte { return append(body, ' ') }),
	)
	got := get(t, server, orgList+"?page=2")
	if calls.Load() != 1 || got.header.Get("X-Total-Count") != "1099" || got.body != "[] " {
		t.Errorf("callback %d, total %s, body %q", calls.Load(), got.header.Get("X-Total-Count"), got.body)
	}
}
