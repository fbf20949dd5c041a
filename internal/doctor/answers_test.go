//go:build !race

package doctor_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/doctor"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

const (
	orgList = "/api/v1/customer/licenses"
	check   = "/api/http/permissions/check-permission"
)

// want is what an answer should be: a part of what was seen, and the verdict.
type want struct {
	seen    string
	verdict doctor.Verdict
}

// variant is a way in which a server may behave, with what the report has to
// say of it.
type variant struct {
	name     string
	licenses int // 250 by default
	change   func(*org.Organization)
	options  []simulator.Option
	faults   []fault.Fault
	env      func(*testing.T, *simulator.Server) map[string]string
	run      func(*doctor.Options)
	want     map[string]want
}

const noCode = "without an error code"

var variants = []variant{
	{
		name: "the simulator as it is",
		want: map[string]want{
			"account-token":             {"an organization's token with the role ADMIN", doctor.Supports},
			"account-total":             {"on every page, the number of licenses that were read", doctor.Supports},
			"account-link":              {"on pages: all; relations first, last, next, prev", doctor.Supports},
			"account-past-the-end":      {"status 200, an empty list", doctor.Supports},
			"account-page-size":         {"200: status 200, 200 rows; 201: status 400, " + noCode + "; 1000: status 400", doctor.Supports},
			"account-default-page-size": {"100 rows", doctor.Supports},
			"account-page-under-one":    {"page 0: status 400, " + noCode + "; size 0: status 400", doctor.Supports},
			"account-order":             {"the same twice", doctor.Supports},
			"account-absent-or-null":    {"null: subscription.subscriptionPackRef", doctor.Supports},
			"account-flags":             {"absent: none; null: none", doctor.Supports},
			"account-dates":             {"subscription.validUntilDate: midnight; in winter", doctor.Supports},
			"account-ids":               {"licenseId: 10 characters of 0-9, A-Z | team.id: a number | subscriptionPackRef: 10 characters of 0-9, A-Z, slash", doctor.Supports},
			"account-product-codes":     {"licenses of unknown codes: none; codes: 2 to 3 characters of A-Z; unknown codes in /products: none", doctor.Supports},
			"account-email-case":        {"as written: status 400", doctor.Open},
			"account-unknown-parameter": {"yes: status 400", doctor.Supports},
			"account-assigned-default":  {"true: status 400", doctor.Open},
			"account-team-token":        {"nothing", doctor.NotAsked},
			"account-team-list":         {"status 200, 1 row", doctor.Supports},
			"account-assignees":         {"without an email address: none", doctor.Supports},
			"account-renewal":           {"renewed automatically all the same: none", doctor.Supports},
			"account-expiry":            {"outdated and not past: none", doctor.Supports},
			"account-last-seen":         {"in the future: none", doctor.Supports},
			"account-domain":            {"licenses that have one: some", doctor.Supports},
			"account-unknown-keys":      {"none", doctor.Supports},
			"account-errors":            {"status 400: HTML", doctor.Supports},
			"account-compression":       {"not compressed", doctor.Supports},
			"account-protocol":          {"HTTP/1.1", doctor.Supports},
			"account-caching":           {"no such header; no Cache-Control", doctor.Supports},
			"account-rate-limit":        {"headers: none", doctor.Supports},
			"account-page-time":         {"1 ms or less with 200 rows", doctor.Supports},
			"account-rejected-token":    {"nothing", doctor.NotAsked},

			"space-rejected-token":    {"nothing", doctor.NotAsked},
			"space-principal":         {"a person's", doctor.Supports},
			"space-total":             {"the number of people who were read", doctor.Supports},
			"space-next":              {"a number as text; on a page with fewer rows than asked for: a number as text", doctor.Supports},
			"space-past-the-end":      {"status 200, an empty list", doctor.Supports},
			"space-page-size":         {"100: status 200, 100 rows; 1000: status 200, about 128 rows; 0: status 400, code validation-error", doctor.Supports},
			"space-unknown-field":     {"an error: status 400, code validation-error", doctor.Supports},
			"space-unknown-parameter": {"yes: status 400, code validation-error", doctor.Supports},
			"space-errors":            {"nowhere", doctor.Open},
			"space-absent-or-null":    {"absent: none; null: externalId, leftAt, logins[].access, status", doctor.Supports},
			"space-dates":             {"joined: an object with iso, a date without a time", doctor.Supports},
			"space-ids":               {"profiles: 12 characters of 0-9, A-Z, a-z | teams: 12 characters", doctor.Supports},
			"space-missing-team":      {"status 200 with null", doctor.Supports},
			"space-check-permission":  {"true or false; made-up code: status 400, code validation-error", doctor.Supports},
			"space-roles":             {"status 403, code permission-denied", doctor.Supports},
			"space-unknown-keys":      {"none", doctor.Supports},
			"space-error-bodies":      {"status 400: JSON with the code validation-error; status 403: JSON with the code permission-denied", doctor.Supports},
			"space-compression":       {"not compressed", doctor.Supports},
			"space-protocol":          {"HTTP/1.1", doctor.Supports},
			"space-caching":           {"no such header", doctor.Supports},
			"space-rate-limit":        {"headers: none", doctor.Supports},
			"space-page-time":         {"1 ms or less with 100 rows", doctor.Supports},
		},
	},
	{
		name:    "neither total nor links",
		options: []simulator.Option{simulator.WithoutTotal(), simulator.WithoutLink()},
		faults:  []fault.Fault{fault.LicenseFilters(true, false), fault.Header("X-Total-Count").OnAccount()},
		want: map[string]want{
			"account-total":            {"on no page", doctor.Supports},
			"account-link":             {"on no page", doctor.Supports},
			"account-assigned-default": {"assigned licenses are there", doctor.Supports},
		},
	},
	{
		name:   "a total that is too high",
		faults: []fault.Fault{fault.Total(func(_, total int) int { return total + 1 })},
		want:   map[string]want{"account-total": {"a number; the list was not read completely", doctor.Open}, "space-total": {"the list was not read completely", doctor.Open}},
	},
	{
		name:   "totals that differ",
		faults: []fault.Fault{fault.Total(func(page, total int) int { return total + page })},
		want:   map[string]want{"account-total": {"with different numbers", doctor.Breaks}, "space-total": {"different numbers", doctor.Breaks}},
	},
	{
		name:   "two totals, and a total that is not a number",
		faults: []fault.Fault{fault.TotalContradiction().OnAccount(), fault.Items(func(map[string]any) {})},
		want:   map[string]want{"account-total": {"more than once on a page", doctor.Breaks}},
	},
	{
		name:   "links that are not about pages",
		faults: []fault.Fault{fault.LinkRelations()},
		want:   map[string]want{"account-link": {"on pages: all; relations that are not about pages", doctor.Supports}},
	},
	{
		name:   "next on no page",
		faults: []fault.Fault{fault.Header("Link", `<https://x.example>; rel="first"`).OnAccount()},
		want:   map[string]want{"account-link": {"relations first, but next is missing before the last page or there on it", doctor.Breaks}},
	},
	{
		name: "no page past the end, and a lenient server",
		faults: []fault.Fault{
			fault.Status(http.StatusNotFound, nil, "").OnLists().When(func(r fault.Request) bool { return r.Page() >= 100_000 }),
			fault.Query(func(q url.Values) {
				q.Del("jetbrainsDoctor")
				if q.Get("page") == "0" {
					q.Set("page", "1")
				}
				if q.Get("perPage") == "0" {
					q.Del("perPage")
				}
				for _, size := range []string{"201", "1000"} {
					if q.Get("perPage") == size {
						q.Set("perPage", "200")
					}
				}
			}).OnAccount(),
			fault.LicenseFilters(true, false),
		},
		want: map[string]want{
			"account-past-the-end":      {"status 404, " + noCode, doctor.Supports},
			"account-page-size":         {"201: status 200, as many rows as with 200; 1000: status 200, as many rows as with 200", doctor.Supports},
			"account-page-under-one":    {"page 0: status 200, 1 row; size 0: status 200, as many rows as with no size", doctor.Supports},
			"account-unknown-parameter": {"no, it ignores it", doctor.Supports},
			"account-email-case":        {"yes, it finds nothing in the other case", doctor.Supports},
			"account-assigned-default":  {"both, and their totals add up", doctor.Supports},
			"account-errors":            {"status 404: an empty body", doctor.Supports},
		},
	},
	{
		name: "a server that repeats the last page, and filters without letter case",
		faults: []fault.Fault{fault.Query(func(q url.Values) {
			if q.Get("page") == "100000" {
				q.Set("page", "1")
			}
		}).OnAccount(), fault.LicenseFilters(false, false)},
		want: map[string]want{
			"account-past-the-end": {"status 200, 200 rows", doctor.Breaks},
			"account-email-case":   {"no, it finds the same in either case", doctor.Supports},
		},
	},
	{
		name:   "no license",
		change: func(o *org.Organization) { o.Licenses = nil },
		faults: []fault.Fault{fault.LicenseFilters(true, false)},
		want: map[string]want{
			"account-total":             {"on every page, the number of licenses that were read", doctor.Supports},
			"account-default-page-size": {"no rows; the organization has too few licenses to tell", doctor.Open},
			"account-assigned-default":  {"both, and their totals add up", doctor.Supports},
			"account-absent-or-null":    {"nothing", doctor.NotAsked},
			"account-flags":             {"nothing", doctor.NotAsked},
			"account-dates":             {"nothing", doctor.NotAsked},
			"account-ids":               {"nothing", doctor.NotAsked},
			"account-product-codes":     {"nothing", doctor.NotAsked},
			"account-email-case":        {"nothing", doctor.NotAsked},
			"account-assignees":         {"nothing", doctor.NotAsked},
			"account-renewal":           {"nothing", doctor.NotAsked},
			"account-expiry":            {"nothing", doctor.NotAsked},
			"account-last-seen":         {"nothing", doctor.NotAsked},
			"account-domain":            {"nothing", doctor.NotAsked},
			"account-unknown-keys":      {"nothing", doctor.NotAsked},
		},
	},
	{
		name: "dates in another form",
		faults: []fault.Fault{fault.Items(func(item map[string]any) {
			if s, ok := item["subscription"].(map[string]any); ok && s["validUntilDate"] != nil {
				s["validUntilDate"] = "31.12.2026"
			}
			if item["joined"] != nil {
				item["joined"] = "31.12.2026"
			}
		})},
		want: map[string]want{
			"account-dates": {"subscription.validUntilDate: none; in winter none seen; in summer none seen; about 256 in another form", doctor.Breaks},
			"space-dates":   {"joined: a text, none", doctor.Breaks},
		},
	},
	{
		name:     "exactly as many licenses as a page can hold by default",
		licenses: 100,
		want: map[string]want{
			"account-default-page-size": {"about 128 rows; the organization has too few licenses to tell", doctor.Open},
			"account-page-size":         {"200: status 200, about 128 rows", doctor.Supports},
		},
	},
	{
		name:   "only unassigned licenses by default",
		faults: []fault.Fault{fault.LicenseFilters(false, true)},
		want:   map[string]want{"account-assigned-default": {"only unassigned licenses", doctor.Breaks}},
	},
	{
		name:    "pages of 50",
		options: []simulator.Option{simulator.WithMaxPageSize(50)},
		want: map[string]want{
			"account-page-size":         {"200: status 200, about 64 rows", doctor.Supports},
			"account-default-page-size": {"too few licenses to tell", doctor.Open},
			"space-page-size":           {"100: status 200, about 64 rows; 1000: status 200, as many rows as with 100", doctor.Supports},
		},
	},
	{
		name:   "pages larger than asked for",
		faults: []fault.Fault{fault.TinyRows(300).OnLists()},
		want: map[string]want{
			"account-page-size":         {"200: status 200, about 512 rows", doctor.Breaks},
			"account-default-page-size": {"about 512 rows", doctor.Breaks},
			"space-page-size":           {"100: status 200, about 512 rows", doctor.Breaks},
			"space-past-the-end":        {"about 512 rows", doctor.Breaks},
		},
	},
	{
		name: "a default page of 200",
		faults: []fault.Fault{fault.Query(func(q url.Values) {
			if !q.Has("perPage") {
				q.Set("perPage", "200")
			}
		}).OnLists().OnAccount()},
		licenses: 150,
		want:     map[string]want{"account-default-page-size": {"about 256 rows", doctor.Breaks}},
	},
	{
		name:   "an order that changes",
		faults: []fault.Fault{fault.RewriteBody(reversed).OnAccount().OnPage(1).After(3)},
		want:   map[string]want{"account-order": {"the same licenses in another order", doctor.Supports}},
	},
	{
		name: "nulls, missing flags, and what breaks an assumption about licenses",
		change: func(o *org.Organization) {
			for i := range o.Licenses {
				l := &o.Licenses[i]
				l.Nulls, l.LeaveOutFalses = i%2 == 0, i%2 == 1
				if l.Assignee != nil && l.Assignee.Type == org.AssigneeUser && i%5 == 0 {
					l.Assignee.Email = ""
				}
				if s := l.Subscription; s != nil && s.ValidUntil != nil {
					past, noon := now.AddDate(0, 0, -3).Truncate(24*time.Hour), now.AddDate(0, 1, 0)
					switch i % 4 {
					case 0:
						s.ValidUntil, s.Outdated = &past, false
					case 1:
						s.ValidUntil, s.Outdated = &noon, true
					case 2:
						s.AutomaticallyRenewed, s.PackRef = true, nil
					}
				}
				if l.LastSeen != nil && l.LastSeen.Seen != nil {
					future, before := now.AddDate(0, 0, 2), now.AddDate(-9, 0, 0)
					if l.LastSeen.Seen = &future; i%2 == 0 {
						l.LastSeen.Seen = &before
					}
				}
				l.Product.Code = "NEW" + l.Product.Code
				l.Domain = nil
			}
		},
		want: map[string]want{
			"account-absent-or-null": {"null: assignee, domain", doctor.Supports},
			"account-flags":          {"absent: isAvailableToAssign, isSuspended, isTransferableBetweenTeams, isTrial; null: none", doctor.Open},
			"account-dates":          {"subscription.validUntilDate: midnight; with a time of day", doctor.Breaks},
			"account-assignees":      {"without an email address: some", doctor.Breaks},
			"account-expiry":         {"past and not outdated: some", doctor.Breaks},
			"account-renewal":        {"renewed automatically all the same: some", doctor.Breaks},
			"account-last-seen":      {"in the future: some", doctor.Breaks},
			"account-domain":         {"licenses that have one: none", doctor.Supports},
			"account-product-codes":  {"licenses of unknown codes: all; codes: 5 to 6 characters of A-Z", doctor.Breaks},
		},
	},
	{
		name: "IDs and keys of another kind",
		faults: []fault.Fault{fault.Items(func(item map[string]any) {
			item["surprise"], item["$another"] = true, 1
			if id, ok := item["licenseId"].(string); ok {
				item["licenseId"] = strings.ToLower(id) + "/é"
				item["team"] = map[string]any{"id": "seven"}
			}
			if id, ok := item["id"].(string); ok {
				item["id"] = id + "."
			}
		})},
		want: map[string]want{
			"account-ids":          {"licenseId: 12 characters of 0-9, a-z, other characters, slash | team.id: a text", doctor.Breaks},
			"account-unknown-keys": {"2; their names are only on the screen", doctor.Supports},
			"space-ids":            {"profiles: 13 characters of 0-9, A-Z, a-z, other characters", doctor.Breaks},
			"space-unknown-keys":   {"2; their names are only on the screen", doctor.Supports},
		},
	},
	{
		name: "a team's token, refused the organization's list",
		env:  teamEnv,
		want: map[string]want{
			"account-token":      {"a team's token with the role", doctor.Supports},
			"account-team-token": {"status 403, code TOKEN_TYPE_MISMATCH", doctor.Supports},
			"account-team-list":  {"nothing", doctor.NotAsked},
			"account-errors":     {"status 403: JSON with the code TOKEN_TYPE_MISMATCH", doctor.Supports},
		},
	},
	{
		name:   "a team's token that gets its own licenses from the organization's list",
		env:    teamEnv,
		change: func(o *org.Organization) { o.Teams[1].Role = "OWNER" },
		faults: []fault.Fault{fault.Instead(orgList, teamList(generate(1)))},
		want: map[string]want{
			"account-token":      {"a team's token with the role of another name", doctor.Breaks},
			"account-team-token": {"status 200, as many licenses as the team has", doctor.Supports},
		},
	},
	{
		name:   "no list for one team",
		faults: []fault.Fault{fault.APIError("TEAM_NOT_FOUND", 1).OnPath("/api/v1/customer/teams/")},
		want:   map[string]want{"account-team-list": {"status 404, code TEAM_NOT_FOUND", doctor.Supports}},
	},
	{
		name: "compressed, cached and limited",
		faults: []fault.Fault{
			fault.Compressed(), fault.Header("Cache-Control", "no-store, max-age=17"), fault.Header("ETag", `"x"`), fault.Header("X-RateLimit-Remaining", "17"),
		},
		want: map[string]want{
			"account-compression": {"gzip", doctor.Supports},
			"account-caching":     {"Cache-Control, Etag; another directive, no-store", doctor.Supports},
			"account-rate-limit":  {"headers: X-Ratelimit-Remaining", doctor.Supports},
			"space-compression":   {"gzip", doctor.Supports},
			"space-caching":       {"Cache-Control, Etag; another directive, no-store", doctor.Supports},
			"space-rate-limit":    {"headers: X-Ratelimit-Remaining", doctor.Supports},
		},
	},
	{
		name: "slow pages",
		run:  func(o *doctor.Options) { o.Now = (&ticking{at: now}).now },
		want: map[string]want{
			"account-page-time": {"ms with 200 rows; the slowest page of the complete list about", doctor.Supports},
			"space-page-time":   {"ms with 100 rows; the slowest page of the complete list about", doctor.Supports},
		},
	},
	{
		name: "a token that is not accepted",
		env: func(_ *testing.T, s *simulator.Server) map[string]string {
			return with(s.Env(), "JETBRAINS_TOKEN", "0123456789012345678901234", "JETBRAINS_SPACE_TOKEN", "0123456789012345678901234")
		},
		want: map[string]want{
			"account-rejected-token": {"status 401, code INVALID_TOKEN", doctor.Supports},
			"account-total":          {"nothing", doctor.NotAsked},
			"space-rejected-token":   {"status 401, code authentication-required", doctor.Supports},
			"space-total":            {"nothing", doctor.NotAsked},
		},
	},
	{
		name:   "an error that is not about the token",
		faults: []fault.Fault{fault.ServerError()},
		want:   map[string]want{"account-rejected-token": {"nothing", doctor.NotAsked}, "space-rejected-token": {"nothing", doctor.NotAsked}},
	},
	{
		name:   "an API that is off and says so in another way",
		faults: []fault.Fault{fault.Status(http.StatusForbidden, nil, `{"code":"API_DISABLED","error":"off"}`)},
		want: map[string]want{
			"account-rejected-token": {"status 403, code missing or not documented", doctor.Breaks},
			"space-rejected-token":   {"status 403, code missing or not documented", doctor.Breaks},
		},
	},
	{
		name:    "a Space without totals, with opaque pages and bare dates",
		options: []simulator.Option{simulator.WithSpaceNullTotal(), simulator.WithSpaceOpaqueNext(), simulator.WithSpaceEmptyLastNext(), simulator.WithSpaceBareDates(), simulator.WithSpaceRightCodeObjects()},
		env:     administratorEnv,
		want: map[string]want{
			"space-total": {"null on every page", doctor.Supports},
			"space-next":  {"an opaque text; empty; on a page with fewer rows than asked for: empty", doctor.Supports},
			"space-dates": {"joined: a text, a date without a time", doctor.Supports},
			"space-roles": {"rightCode: an object", doctor.Supports},
		},
	},
	{
		name: "an application, in a lenient Space",
		env: func(t *testing.T, s *simulator.Server) map[string]string {
			t.Helper()
			env, _ := s.SpaceEnvOf(org.SpaceApplication)
			return env
		},
		faults: []fault.Fault{
			fault.Query(func(q url.Values) {
				q.Del("jetbrainsDoctor")
				q.Set("$fields", strings.Replace(q.Get("$fields"), ",jetbrainsDoctor", "", 1))
				if q.Get("$top") == "1000" || q.Get("$top") == "0" {
					q.Set("$top", "100")
				}
			}).OnSpace().When(func(r fault.Request) bool { return r.Method == http.MethodGet }),
			fault.SpaceError("not-found").When(func(r fault.Request) bool { return strings.HasSuffix(r.Path, "/id:jetbrainsDoctor") }),
			fault.SpaceError("validation-error").When(func(r fault.Request) bool { return r.Query.Get("$skip") == "10000000" }),
			fault.Status(http.StatusOK, nil, "false").OnPath(check),
		},
		want: map[string]want{
			"space-principal":         {"own profile: status 403; application: status 200", doctor.Supports},
			"space-unknown-field":     {"nothing, it is ignored", doctor.Supports},
			"space-unknown-parameter": {"no, it ignores it", doctor.Supports},
			"space-page-size":         {"1000: status 200, as many rows as with 100; 0: status 200, as many rows as with 100", doctor.Supports},
			"space-missing-team":      {"status 404, code not-found", doctor.Supports},
			"space-past-the-end":      {"status 400, code validation-error", doctor.Supports},
			"space-check-permission":  {"true or false; made-up code: true or false", doctor.Breaks},
			"space-error-bodies":      {"status 403: JSON with the code permission-denied", doctor.Supports},
		},
	},
	{
		name:   "fields that the token may not read",
		faults: []fault.Fault{fault.SpaceUnreadable("emails", "logins")},
		want: map[string]want{
			"space-errors":         {"in rows, about the fields emails, logins", doctor.Supports},
			"space-absent-or-null": {"absent: emails, logins", doctor.Supports},
		},
	},
	{
		name:    "names only",
		options: []simulator.Option{simulator.WithSpaceBasicProfiles()},
		env: func(_ *testing.T, s *simulator.Server) map[string]string {
			return s.SpaceTokenEnv("Profile.View.Basic")
		},
		want: map[string]want{
			"space-errors":       {"in rows, about the fields accessSuspended, archived, emails, external", doctor.Supports},
			"space-error-bodies": {"status 403: JSON with the code permission-denied", doctor.Supports},
		},
	},
	{
		name:   "errors beside a page",
		faults: []fault.Fault{fault.SpacePageErrors()},
		want:   map[string]want{"space-errors": {"beside the rows of a page", doctor.Breaks}},
	},
}

// oneWay are the questions that a server without TLS cannot answer in two
// ways. TestProtocols asks them.
var oneWay = []string{"account-protocol", "space-protocol"}

func TestTheReportSaysWhatEachVariantDoes(t *testing.T) { //nolint:tparallel // the group of subtests must end first
	t.Parallel()
	var (
		mu   sync.Mutex
		seen = map[string]map[string]bool{} // by question, what was seen of it
	)
	// The group ends when all its variants have.
	t.Run("variants", func(t *testing.T) {
		for _, v := range variants {
			t.Run(v.name, func(t *testing.T) {
				t.Parallel()
				r := v.examine(t)
				for id, w := range v.want {
					a := answerOf(t, r, id)
					if !strings.Contains(a.Seen, w.seen) || a.Verdict != w.verdict {
						t.Errorf("%s:\n got %s (%s)\nwant %s (%s)", id, a.Seen, a.Verdict, w.seen, w.verdict)
					}
				}
				mu.Lock()
				defer mu.Unlock()
				for _, a := range r.Answers {
					verdicts := []doctor.Verdict{doctor.Supports, doctor.Breaks, doctor.Open, doctor.NotAsked}
					if a.Question == "" || a.Asked == "" || a.Seen == "" || a.Assumption == "" || !slices.Contains(verdicts, a.Verdict) {
						t.Errorf("an answer is incomplete: %+v", a)
					}
					if seen[a.ID] == nil {
						seen[a.ID] = map[string]bool{}
					}
					if _, stated := v.want[a.ID]; stated {
						seen[a.ID][a.Seen] = true
					}
				}
			})
		}
	})
	for _, id := range slices.Sorted(maps.Keys(seen)) {
		if len(seen[id]) < 2 && !slices.Contains(oneWay, id) {
			t.Errorf("the question %s is answered in one way only: add a variant", id)
		}
	}
	if len(seen) < 50 {
		t.Errorf("only %d questions", len(seen))
	}
}

func (v *variant) examine(t *testing.T) *doctor.Result {
	t.Helper()
	licenses := v.licenses
	if licenses == 0 {
		licenses = 250
	}
	o := generate(licenses)
	if v.change != nil {
		v.change(o)
	}
	server := start(t, o, v.options...)
	server.Fail(v.faults...)
	env := server.Env()
	if v.env != nil {
		env = v.env(t, server)
	}
	run := func(*doctor.Options) {}
	if v.run != nil {
		run = v.run
	}
	return examine(t, env, run)
}

func teamEnv(t *testing.T, s *simulator.Server) map[string]string {
	t.Helper()
	env, ok := s.TeamEnv("Mobile")
	if !ok {
		t.Fatal("no such team")
	}
	return only(env, false)
}

func administratorEnv(t *testing.T, s *simulator.Server) map[string]string {
	t.Helper()
	env, ok := s.SpaceEnvOf(org.SpaceAdministrator)
	if !ok {
		t.Fatal("no such token")
	}
	return env
}

// teamList is the path of the list of the team Mobile.
func teamList(o *org.Organization) string {
	for _, team := range o.Teams {
		if team.Name == "Mobile" {
			return "/api/v1/customer/teams/" + strconv.Itoa(team.ID) + "/licenses"
		}
	}
	return ""
}

// reversed turns the order of a list around.
func reversed(body []byte) []byte {
	var items []json.RawMessage
	if json.Unmarshal(body, &items) != nil {
		return body
	}
	slices.Reverse(items)
	turned, err := json.Marshal(items)
	if err != nil {
		return body
	}
	return turned
}
