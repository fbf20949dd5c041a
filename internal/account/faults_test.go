package account

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

// The fault matrix: an organization of 450 licenses, three pages, and a server
// or a network that misbehaves. Each row must end with exactly what the server
// holds, or with the error that it names: never with a part, never with a
// license twice.
const (
	matrixLicenses = 450
	matrixRequests = 4 // the token and three pages
	uncounted      = -1
)

type fault struct {
	name  string
	fault simulator.Fault
	// One of the two is set.
	requests int                     // right answer, with this many requests
	failure  func(*testing.T, error) // or this error
	why      string                  // what makes that the right outcome
	options  []simulator.Option      // of the server
	change   func(*Config)           // of the client
	deadline time.Duration           // of the caller
}

// Expectations of errors.

func as[E error](check func(E) bool) func(*testing.T, error) {
	return func(t *testing.T, err error) {
		t.Helper()
		if e := clienttest.WantError[E](t, err); check != nil && !check(e) {
			t.Errorf("error is %+v", e)
		}
	}
}

func status(code int) func(*testing.T, error) {
	return as(func(e *APIError) bool { return e.Status == code })
}

func undecodable(reason string) func(*testing.T, error) {
	return as(func(e *DecodeError) bool { return strings.HasPrefix(e.Error(), "GET /customer/licenses: "+reason) })
}

func contradiction(reason string) func(*testing.T, error) {
	return as(func(e *InconsistentError) bool {
		return e.Readings == paging.MaxReadings && strings.Contains(e.Reason, reason)
	})
}

// tooOften is a network failure that did not pass, after all four attempts.
func tooOften(t *testing.T, err error) {
	t.Helper()
	if e := clienttest.WantError[*transport.RequestError](t, err); e.Attempts != 4 {
		t.Errorf("error is %v", e)
	}
}

// impatient is for servers that never answer: it may be too short for a right
// answer on a busy machine, which short must never be.
func impatient(c *Config) { c.AttemptTimeout = 50 * time.Millisecond }
func short(c *Config)     { c.AttemptTimeout = 2 * time.Second }

func setIn(license int, field, value string) simulator.Fault {
	return simulator.SetField(license, field, value).OnPage(2)
}

// none is no fault at all.
var none = simulator.Custom(func(next http.Handler) http.Handler { return next })

var faultMatrix = []fault{
	// The network.
	{name: "no answer, once per page", fault: simulator.Hang().OnLists().Each().First(1), change: short, requests: uncounted, why: "slow once is not slow for ever"},
	{name: "no answer, ever", fault: simulator.Hang().OnPage(3), change: impatient, failure: as[*transport.TimeoutError](nil), why: "patience ends after max_retries"},
	{name: "no answer from /token", fault: simulator.Hang(), change: impatient, failure: as[*transport.TimeoutError](nil), why: "patience ends after max_retries"},
	{name: "a body that stops half-way, once", fault: simulator.HangMidBody().OnPage(2).First(1), change: short, requests: uncounted, why: "the timeout covers the body"},
	{name: "a body that stops half-way, always", fault: simulator.HangMidBody().OnPage(2), change: impatient, failure: as[*transport.TimeoutError](nil), why: "the timeout covers the body"},
	{name: "a body that drips without end", fault: simulator.Drip(1, 5*time.Millisecond).OnPage(2), change: impatient, failure: as[*transport.TimeoutError](nil), why: "bytes now and then do not extend an attempt"},
	{name: "a slow answer", fault: simulator.Delay(20 * time.Millisecond), requests: matrixRequests, why: "slow is no fault"},
	{name: "reset before the headers", fault: simulator.ResetBeforeHeaders().OnPage(3), failure: tooOften, why: "a network failure that does not pass"},
	{name: "closed before the headers", fault: simulator.CloseBeforeHeaders().OnPage(3), failure: tooOften, why: "a network failure that does not pass"},
	{name: "not HTTP", fault: simulator.Garbage().OnPage(2), failure: tooOften, why: "something else listens there"},
	{name: "reset in the body, twice per page", fault: simulator.ResetMidBody().OnLists().Each().First(2), requests: matrixRequests + 6, why: "half a body is a network failure, not an answer"},
	{name: "cut in the body, once per page", fault: simulator.CutMidBody().OnLists().Each().First(1), requests: matrixRequests + 3, why: "half a body is a network failure, not an answer"},
	{name: "cut between two chunks, once", fault: simulator.CutChunked().OnPage(3).First(1), requests: matrixRequests + 1, why: "the end of the chunks is missing"},
	{name: "cut between two chunks, always", fault: simulator.CutChunked().OnPage(3), failure: tooOften, why: "a network failure that does not pass"},
	{name: "fewer bytes than announced, once", fault: simulator.LongContentLength(10).OnPage(1).First(1), requests: matrixRequests + 1, why: "it may have been cut, even where the JSON is whole"},
	{name: "gzip", fault: simulator.Gzipped(), requests: matrixRequests, why: "it was offered"},
	{name: "gzip cut, once", fault: simulator.GzipCut().OnPage(2).First(1), requests: matrixRequests + 1, why: "a transfer that broke"},
	{name: "gzip cut, always", fault: simulator.GzipCut().OnPage(2), failure: tooOften, why: "a transfer that stays broken"},
	{name: "gzip corrupt, once", fault: simulator.GzipCorrupt().OnPage(2).First(1), requests: matrixRequests + 1, why: "a transfer that broke"},
	{name: "gzip that is none", fault: simulator.GzipNot().OnPage(2), failure: tooOften, why: "a proxy that lies about the encoding"},
	{name: "gzip bomb", fault: simulator.GzipBomb(20 << 20).OnPage(2), failure: as[*transport.BodyTooLargeError](nil), why: "the limit counts what is unpacked, and more of it does not help"},
	{name: "oversized body", fault: simulator.Oversized(17 << 20).OnPage(2), failure: as[*transport.BodyTooLargeError](nil), why: "no page is that large"},

	// Statuses.
	{name: "500 once on every page", fault: simulator.ServerError().Each().First(1), requests: 2 * matrixRequests, why: "a server that stumbled may stand up"},
	{name: "500 on the last page only", fault: simulator.ServerError().OnPage(3), failure: status(500), why: "the first two pages are not the list"},
	{name: "503 without Retry-After", fault: simulator.Unavailable("").OnLists().Each().First(2), requests: matrixRequests + 6, why: "unavailable is said to be temporary"},
	{name: "503 with seconds", fault: simulator.Unavailable("1").OnPage(2).First(1), requests: matrixRequests + 1, why: "the server says when"},
	{name: "503 with a date that is over", fault: simulator.Unavailable("Thu, 01 Jan 1970 00:00:00 GMT").OnPage(2).First(1), requests: matrixRequests + 1, why: "clocks differ"},
	{name: "503 with a nonsensical date", fault: simulator.Unavailable("yesterday").OnPage(2).First(1), requests: matrixRequests + 1, why: "it counts as not said"},
	{name: "503 always", fault: simulator.Unavailable("").OnPage(2), failure: status(503), why: "patience ends after max_retries"},
	{name: "429 without Retry-After", fault: simulator.RateLimited("").Each().First(1), requests: 2 * matrixRequests, why: "there will be room later"},
	{name: "429 with Retry-After: 0", fault: simulator.RateLimited("0").OnLists().Each().First(1), requests: matrixRequests + 3, why: "there is room"},
	{name: "429 always", fault: simulator.RateLimited("").OnPage(3), failure: status(429), why: "patience ends after max_retries"},
	{name: "429 that asks for an hour", fault: simulator.RateLimited("3600").OnPage(3), failure: as(func(e *transport.RetryAfterError) bool { return e.Wait == time.Hour && e.Status == 429 }), why: "a plan that hangs is worse than one that says why"},
	{name: "429 that asks for centuries", fault: simulator.RateLimited(strings.Repeat("9", 50)).OnPage(3), failure: as[*transport.RetryAfterError](nil), why: "a long time is not no time"},
	{name: "400 with HTML", fault: simulator.BadRequestPage().OnPage(2), failure: status(400), why: "the server's decision"},
	{name: "401 in the middle", fault: simulator.APIError("INVALID_TOKEN").OnPage(3), failure: status(401), why: "a token revoked meanwhile"},
	{name: "404 in the middle", fault: simulator.Status(404, nil, "").OnPage(2), failure: status(404), why: "a page that the total promises"},
	{name: "201", fault: simulator.Status(201, nil, "[]").OnPage(2), failure: status(201), why: "nothing was to be created"},
	{name: "204", fault: simulator.Status(204, nil, "").OnPage(2), failure: status(204), why: "nothing is not an empty list"},
	{name: "206", fault: simulator.Status(206, nil, "[]").OnPage(2), failure: status(206), why: "a part, by its own account"},
	{name: "304", fault: simulator.Status(304, nil, "").OnPage(2), failure: status(304), why: "nobody asked conditionally"},

	// Redirects.
	{name: "within the server, once", fault: simulator.Redirect(307, apiPath+listPath+"?page=2&perPage=200").OnPage(2).First(1), requests: matrixRequests + 1, why: "the same origin may keep the token"},
	{name: "to a page of HTML on the server", fault: simulator.Redirect(302, "/login").OnPage(2), failure: status(404), why: "a login page is not a list"},
	{name: "that loses the page", fault: simulator.Redirect(301, apiPath+listPath+"?perPage=200").OnPage(2).First(100), failure: contradiction("its pages hold 250 different ones"), why: "the first page stands in for the second"},
	{name: "in a circle", fault: simulator.Custom(func(http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.String(), http.StatusFound) })
	}).OnPage(2), failure: as[*transport.RedirectLoopError](nil), why: "it has no end"},
	{name: "to another host", fault: simulator.RedirectToHost(307, "https://evil.example").OnPage(2), failure: as(func(e *transport.OriginError) bool { return e.Target == "https://evil.example:443" }), why: "the token belongs to the configured server"},
	{name: "to another port of the host", fault: simulator.RedirectToHost(302, "http://127.0.0.1:1").OnPage(2), failure: as[*transport.OriginError](nil), why: "another port is another server"},
	{name: "to TLS", fault: simulator.RedirectToHost(308, "https://127.0.0.1").OnPage(2), failure: as[*transport.OriginError](nil), why: "another scheme is another server"},

	// Bodies.
	{name: "another content type", fault: simulator.ContentType("text/plain"), requests: matrixRequests, why: "the body is right, and the type is not looked at"},
	{name: "no content type", fault: simulator.RewriteHeader(func(h http.Header) { h["Content-Type"] = nil }), requests: matrixRequests, why: "the body is right"},
	{name: "a login page with 200", fault: simulator.LoginPage().OnPage(2), failure: undecodable("the body is an HTML page"), why: "a proxy asks to sign in"},
	{name: "an empty body", fault: simulator.EmptyBody().OnPage(3), failure: undecodable("the body is empty"), why: "nothing is not an empty list"},
	{name: "words", fault: simulator.NotJSON().OnPage(2), failure: undecodable("the body is not valid JSON"), why: "no guess is made"},
	{name: "null for the list", fault: simulator.NullBody().OnPage(2), failure: undecodable("the body is null where a list is expected"), why: "null is not an empty list"},
	{name: "an object for the list", fault: simulator.Status(200, nil, `{"items":[]}`).OnPage(2), failure: undecodable("the body is an object where a list is expected"), why: "another API"},
	{name: "JSON that is cut", fault: simulator.Truncated().OnPage(3), failure: undecodable("/"), why: "the server says that this is all"},
	{name: "more after the JSON", fault: simulator.TrailingData("[]").OnPage(2), failure: undecodable("something follows the JSON"), why: "two lists are not one"},
	{name: "invalid UTF-8", fault: simulator.InvalidUTF8().OnPage(2), failure: undecodable("/0/"), why: "a replaced letter would be a guess"},
	{name: "a key twice", fault: simulator.DuplicateKey(3, "isSuspended", "true").OnPage(2), failure: undecodable("/3/isSuspended: the same name stands twice"), why: "nobody knows which one counts"},
	{name: "a license without an id", fault: simulator.DropField(7, "licenseId").OnPage(2), failure: undecodable("/7: licenseId is missing"), why: "it cannot be told apart"},
	{name: "a number for the id", fault: setIn(7, "licenseId", "7"), failure: undecodable("/7/licenseId: is a number"), why: "one wrong license spoils the page"},
	{name: "null for a license", fault: simulator.RewriteBody(func(b []byte) []byte { return []byte("[null," + string(b[1:])) }).OnPage(2), failure: undecodable("/0: licenseId is missing"), why: "a hole is not a license"},
	{name: "a text for a boolean", fault: setIn(5, "isTrial", `"yes"`), failure: undecodable("/5/isTrial: is a string"), why: "no guess is made"},
	{name: "a date that is none", fault: setIn(5, "lastSeen.lastSeenDate", `"soon"`), failure: as(func(e *DecodeError) bool { return e.LicenseID != "" && e.Where == "/5" }), why: "never seen would be a lie"},
	{name: "a list for the assignee", fault: setIn(5, "assignee", "[]"), failure: undecodable("/5/assignee: is a list"), why: "unassigned would be a lie"},
	{name: "an unknown type of assignee", fault: setIn(5, "assignee.type", `"ROBOT"`), failure: as(func(e *DecodeError) bool { return strings.Contains(e.Reason, "assignee.type") }), why: "no rule fits it"},
	{name: "nonsense from /token", fault: simulator.Status(200, nil, `{"type":"ROBOT"}`).OnPath(apiPath + "/token"), failure: as(func(e *DecodeError) bool { return e.Path == "/token" }), why: "the scope decides which list is read"},

	// Pages.
	{name: "smaller pages than asked for", fault: none, options: []simulator.Option{simulator.WithMaxPageSize(50)}, requests: 1 + 9, why: "the first page shows the size"},
	{name: "smaller pages, no total", fault: none, options: []simulator.Option{simulator.WithMaxPageSize(50), simulator.WithoutTotal()}, requests: 1 + 10, why: "an empty page is the end, a short one is not"},
	{name: "no total, no links", fault: none, options: []simulator.Option{simulator.WithoutTotal(), simulator.WithoutLink()}, requests: matrixRequests + 1, why: "an empty page is the end"},
	{name: "a page repeated", fault: simulator.PageAs(2, 1), failure: contradiction("its pages hold 250 different ones"), why: "200 licenses never came"},
	{name: "a page repeated, once", fault: simulator.PageAs(2, 1).First(1), requests: matrixRequests + 3, why: "the second reading is whole"},
	{name: "a page repeated, no total", fault: simulator.PageAs(2, 1), options: []simulator.Option{simulator.WithoutTotal()}, failure: contradiction("came twice"), why: "200 licenses never came"},
	{name: "the page number is not looked at", fault: simulator.PageAs(3, 1), failure: contradiction("different ones"), why: "50 licenses never came"},
	{name: "the last page is empty", fault: simulator.PageAs(3, 9), failure: contradiction("page 3 is empty"), why: "page 2 announced it"},
	{name: "overlapping pages", fault: simulator.Overlapping(10), failure: contradiction("different ones"), why: "the end was pushed out"},
	{name: "overlapping pages, once", fault: simulator.Overlapping(10).OnPage(2, 3).First(2), requests: matrixRequests + 3, why: "the second reading is whole"},
	{name: "overlapping pages, no total", fault: simulator.Overlapping(10), options: []simulator.Option{simulator.WithoutTotal()}, failure: contradiction("came twice"), why: "what overlaps was pushed"},

	// Totals.
	{name: "a total too high by one", fault: simulator.FixedTotal(matrixLicenses + 1), failure: contradiction("announces 451"), why: "one may be missing"},
	{name: "a total too low by one", fault: simulator.FixedTotal(matrixLicenses - 1), failure: contradiction("announces 449"), why: "it cannot be relied on"},
	{name: "a total of the first page", fault: simulator.FixedTotal(200), failure: contradiction("page 1 should be the last"), why: "the link announces more"},
	{name: "a total of the first page, no links", fault: simulator.FixedTotal(200), options: []simulator.Option{simulator.WithoutLink()}, failure: contradiction("announces 200"), why: "the page after a full last one is not empty"},
	{name: "a total of the first page of the default size, no links", fault: simulator.FixedTotal(100), options: []simulator.Option{simulator.WithoutLink(), simulator.WithMaxPageSize(100)}, failure: contradiction("announces 100"), why: "the page after a full last one is not empty"},
	{name: "a total of two pages, no links", fault: simulator.FixedTotal(400), options: []simulator.Option{simulator.WithoutLink()}, failure: contradiction("announces 400"), why: "the page after a full last one is not empty"},
	{name: "a total of none", fault: simulator.FixedTotal(0), failure: contradiction("announces 0"), why: "there are some"},
	{name: "a total of billions", fault: simulator.FixedTotal(1<<31 - 1), failure: as[*TooManyPagesError](nil), why: "no organization has ten million pages"},
	{name: "a total that changes", fault: simulator.Total(func(page, total int) int { return total + page }), failure: contradiction("the total changed"), why: "the list changes"},
	{name: "a total that changes once", fault: simulator.Total(func(_, total int) int { return total + 1 }).OnPage(2).First(1), requests: matrixRequests + 3, why: "the second reading is whole"},
	{name: "a total that goes away", fault: simulator.RewriteHeader(func(h http.Header) { h.Del("X-Total-Count") }).OnPage(2), failure: contradiction("from 450 to none"), why: "two servers answer"},
	{name: "a negative total", fault: simulator.TotalText("-1"), failure: undecodable("the header X-Total-Count"), why: "no guess is made"},
	{name: "a total in words", fault: simulator.TotalText("many"), failure: undecodable("the header X-Total-Count"), why: "no guess is made"},
	{name: "two totals", fault: simulator.TotalText("450, 450"), failure: undecodable("the header X-Total-Count"), why: "a proxy joined two answers"},

	// The caller.
	{name: "the caller's deadline comes first", fault: simulator.Hang().OnPage(2), deadline: 100 * time.Millisecond, failure: func(t *testing.T, err error) {
		t.Helper()
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error is %v", err)
		}
	}, why: "the caller's word is the last"},
}

func TestFaultMatrix(t *testing.T) {
	t.Parallel()
	for _, f := range faultMatrix {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			s := simulate(t, matrixLicenses, f.options...)
			client := s.Client
			if f.change != nil {
				client = s.client(t, s.server.Env(), f.change)
			}
			s.server.Fail(f.fault)
			ctx := t.Context()
			if f.deadline > 0 {
				var cancel context.CancelFunc
				ctx, cancel = context.WithTimeout(ctx, f.deadline)
				defer cancel()
			}
			org, err := client.Organization(ctx)
			if f.failure != nil {
				if org != nil {
					t.Errorf("a part of the list came with the error")
				}
				f.failure(t, err)
				checkSilent(t, err, s)
				if t.Failed() {
					t.Logf("expected because %s", f.why)
				}
				return
			}
			if err != nil {
				t.Fatalf("%v, want the right answer: %s", err, f.why)
			}
			checkComplete(t, org, s.want)
			if n := len(s.server.Requests()); f.requests != uncounted && n != f.requests {
				t.Errorf("%d requests, want %d: %s", n, f.requests, f.why)
			}
		})
	}
}

// checkSilent fails if an error names a credential or a license key.
func checkSilent(t *testing.T, err error, s *simulated) {
	t.Helper()
	text := fmt.Sprintf("%v %+v %#v", err, err, err)
	for _, secret := range []string{s.server.Env()["JETBRAINS_TOKEN"], "FAKE-LICENSE-KEY", "FAKE-LEGACY-KEY"} {
		if secret == "" || strings.Contains(text, secret) {
			t.Errorf("the error holds %q: %s", secret, text)
		}
	}
}

// Resets are transparent to net/http when a connection was used before, so
// that their number is not ours to count; that they pass is.
func TestLostConnectionsPass(t *testing.T) {
	for name, fault := range map[string]simulator.Fault{
		"reset": simulator.ResetBeforeHeaders(), "closed": simulator.CloseBeforeHeaders(), "not HTTP": simulator.Garbage(),
	} {
		s := simulate(t, matrixLicenses)
		s.server.Fail(fault.Each().First(2))
		org, err := s.Organization(t.Context())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		checkComplete(t, org, s.want)
	}
}

func TestAServerThatIsNotThere(t *testing.T) {
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	s := simulate(t, 1)
	client := s.client(t, map[string]string{"JETBRAINS_ACCOUNT_URL": gone.URL, "JETBRAINS_TOKEN": testToken})
	_, err := client.Organization(t.Context())
	if tooOften(t, err); !transport.Refused(err) {
		t.Errorf("error is %v", err)
	}
}

func TestAServerThatNobodyVouchesFor(t *testing.T) {
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	defer server.Close()
	s := simulate(t, 1)
	client := s.client(t, map[string]string{"JETBRAINS_ACCOUNT_URL": server.URL, "JETBRAINS_TOKEN": testToken})
	_, err := client.Account(t.Context())
	if e := clienttest.WantError[*transport.RequestError](t, err); e.Attempts != 1 {
		t.Errorf("%v, want no second attempt with a certificate that does not fit", e)
	}
}

func TestAServerWithoutTLS(t *testing.T) {
	s := simulate(t, 1)
	env := s.server.Env()
	env["JETBRAINS_ACCOUNT_URL"] = strings.Replace(env["JETBRAINS_ACCOUNT_URL"], "http://", "https://", 1)
	_, err := s.client(t, env).Account(t.Context())
	if e := clienttest.WantError[*transport.RequestError](t, err); e.Attempts != 1 || len(s.server.Requests()) != 0 {
		t.Errorf("%v after %d requests, want no second attempt", e, len(s.server.Requests()))
	}
}
