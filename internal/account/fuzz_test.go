package account

import (
	stdjson "encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// licenseSeeds contains valid and invalid bodies of one license.
var licenseSeeds = []string{
	minimal(""),
	minimal(`"assignee":{"type":"USER","name":"A**","email":"Ann@Acme.Example"}`),
	minimal(`"assignee":{"type":"SERVER","uid":"u","serverType":"LICENSE_VAULT"}`),
	minimal(`"assignee":{"type":"LICENSE_KEY","registrationName":"CI","key":"SECRET-KEY","legacyKey":{"SECRET-KEY":1}}`),
	minimal(`"assignee":{"type":"LICENSE_KEY","key":{"SECRET-KEY":1,"SECRET-KEY":2}}`),
	minimal(`"subscription":{"validUntilDate":"2026-12-31T00:00:00.000+03:00","subscriptionPackRef":"null","isAutomaticallyRenewed":true,"isOutdated":false}`),
	minimal(`"lastSeen":{"lastSeenDate":null,"lastAssignmentDate":"2026-01-02T03:04:00.000+05:30","isOfflineCodeGenerated":true}`),
	minimal(`"perpetual":{"upgradeDueDate":"2020-10-21"},"domain":"x"`),
	minimal(`"team":{"id":"42","name":"Core"}`),
	minimal(`"team":{"id":1e3}`),
	minimal(`"isTrial":1`),
	minimal(`"domain":"` + "\u202e\x1b" + `"`),
	minimal("\"domain\":\"\xff\""),
	minimal(`"domain":"\ud800"`),
	`{"licenseId":null}`, `{}`, `null`, ``, `<html>`, "\ufeff{}", `{"licenseId":"A","licenseId":"B"}`,
	strings.Repeat(`{"a":`, 10_001),
}

// checkFailure fails the test unless a message can safely show the error.
func checkFailure(t *testing.T, body string, err error) {
	t.Helper()
	var e *client.DecodeError
	if !errors.As(err, &e) {
		t.Fatalf("%q: error is %v (%T)", body, err, err)
	}
	for _, r := range e.Error() {
		if !unicode.IsPrint(r) {
			t.Errorf("%q: error has %U in it: %q", body, r, e.Error())
		}
	}
	if len(e.Error()) > 4096 {
		t.Errorf("the error is %d bytes long", len(e.Error()))
	}
}

func checkLicense(t *testing.T, l licensing.License) {
	t.Helper()
	if l.ID == "" || l.ProductCode == "" {
		t.Errorf("no ID or no product: %+v", l)
	}
	if l.Held() && l.Email != value.NormalizeEmail(l.Email) || !l.Held() && l.Email != "" {
		t.Errorf("address: %+v", l)
	}
	if !slices.Contains([]licensing.AssigneeType{"", "USER", "SERVER", "LICENSE_KEY"}, l.AssigneeType) {
		t.Errorf("assignee: %+v", l)
	}
	if _, err := strconv.ParseUint(l.TeamID, 10, 63); l.TeamID != "" && err != nil {
		t.Errorf("team: %+v", l)
	}
	for _, at := range []time.Time{l.ValidUntil, l.UpgradeDue, l.LastSeen, l.LastAssigned} {
		if at.Location() != time.UTC || at.Nanosecond() != 0 || !at.IsZero() && at.Year() < 1900 {
			t.Errorf("date: %v", at)
		}
	}
}

func FuzzLicense(f *testing.F) {
	for _, seed := range licenseSeeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		l, err := decoder.decodeLicense(responseOf(body))
		page, pageErr := decoder.decodeLicenses(responseOf("[" + body + "]"))
		if err != nil {
			checkFailure(t, body, err)
			return
		}
		checkLicense(t, l)
		if !stdjson.Valid([]byte(body)) {
			t.Errorf("%q is not JSON, and was taken", body)
		}
		if pageErr != nil || len(page) != 1 || page[0] != l {
			t.Errorf("%q: alone %+v, on a page %+v, %v", body, l, page, pageErr)
		}
	})
}

func FuzzLicenses(f *testing.F) {
	f.Add("[" + strings.Join(licenseSeeds[:5], ",") + "]")
	for _, seed := range []string{"[]", "[null]", "[[]]", "[]]", "[}", "[" + minimal("") + ",]", "[" + minimal("") + "][]", " \n[\t] ", "[" + minimal("")} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		page, err := decoder.decodeLicenses(responseOf(body))
		if err != nil {
			if page != nil {
				t.Errorf("%q: a part of the page came with the error", body)
			}
			checkFailure(t, body, err)
			return
		}
		for _, l := range page {
			checkLicense(t, l)
		}
		var all []stdjson.RawMessage
		if err := stdjson.Unmarshal([]byte(body), &all); err != nil || len(all) != len(page) {
			t.Errorf("%q: %d licenses of %d, %v", body, len(page), len(all), err)
		}
	})
}

// FuzzRowLimits checks that every list either has at most as many rows as its
// limit, or is an error that a message can show.
func FuzzRowLimits(f *testing.F) {
	for rows := range 4 {
		f.Add("["+strings.TrimSuffix(strings.Repeat(minimal("")+",", rows), ",")+"]", 2)
	}
	f.Add("[null]", 0)
	f.Add("[{}", -1)
	f.Fuzz(func(t *testing.T, body string, rows int) {
		resp := responseOf(body)
		licenses := strictjson.NewRows(paging.DefaultLimits().Whole(resp.Path, rows, len(body)), decoder.convertLicense)
		licensesErr := decode(resp, strictjson.List, licenses)
		names, namesErr := decodeDictionary(resp, paging.DefaultLimits().Whole(resp.Path, rows, len(body)))
		if max(len(licenses.List), len(names)) > max(rows, 0) {
			t.Errorf("%q: %d licenses and %d names, with a limit of %d", body, len(licenses.List), len(names), rows)
		}
		for _, err := range []error{licensesErr, namesErr} {
			if _, tooLarge := errors.AsType[*paging.ListTooLargeError](err); err != nil && !tooLarge {
				checkFailure(t, body, err)
			}
		}
	})
}

func FuzzToken(f *testing.F) {
	for _, seed := range []string{
		`{"type":"CUSTOMER","code":1234567,"name":"Acme","role":"ADMIN","teams":[{"id":98,"name":"Mobile","role":"VIEWER"}]}`,
		`{"type":"TEAM","team":{"id":98},"customer":{"code":"0012"}}`,
		`{"type":"CUSTOMER","code":1,"teams":[{"id":1},{"id":1,"name":""}]}`,
		`{"type":"TEAM","team":null}`, `{"type":1}`, `[]`, ``, `{"type":"CUSTOMER","code":1e400}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		account, err := decodeToken(responseOf(body))
		if err != nil {
			checkFailure(t, body, err)
			return
		}
		if _, err := strconv.ParseUint(account.CustomerCode, 10, 63); err != nil {
			t.Errorf("%q: customer code %q", body, account.CustomerCode)
		}
		if account.Scope == licensing.ScopeTeam && len(account.Teams) != 1 {
			t.Errorf("%q: %d teams", body, len(account.Teams))
		}
		for i, team := range account.Teams {
			if _, err := strconv.ParseUint(team.ID, 10, 63); err != nil {
				t.Errorf("%q: team %q", body, team.ID)
			}
			if i > 0 && account.Teams[i-1].ID >= team.ID {
				t.Errorf("%q: teams %q and %q", body, account.Teams[i-1].ID, team.ID)
			}
		}
	})
}

func FuzzNumber(f *testing.F) {
	for _, seed := range []string{"0", "42", `"42"`, `"007"`, "-1", "1e3", "1.0", "9223372036854775808", `"4\u0032"`, "null", "", `"`, "\"\xff\""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		got, err := number("/field", []byte(value))
		if err != nil {
			if text := err.Error(); text != "/field: missing" && text != "/field: not a whole number" {
				t.Errorf("number(%q): %v", value, err)
			}
			return
		}
		if n, err := strconv.ParseUint(got, 10, 63); err != nil || strconv.FormatUint(n, 10) != got {
			t.Errorf("number(%q) = %q", value, got)
		}
	})
}

func FuzzPageHeaders(f *testing.F) {
	for _, seed := range [][2]string{
		{"450", `<https://x/?page=2>; rel="next"`}, {"", ""}, {"-1", `<`}, {"1e3", `>;;;,,=`}, {"2147483648", `<a>; rel="prev next"`}, {"٣", `next`}, {"1", `<a>; title="a\", b"; rel=next, <b`},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, count, link string) {
		resp := responseOf("[]")
		resp.Header = http.Header{"X-Total-Count": {count}, "Link": {link}}
		if got, err := totalCount(resp); err != nil {
			checkFailure(t, count, err)
		} else if got.Value < 0 || got.Set && strings.Trim(count, ", ") == "" {
			t.Errorf("total %q is %+v", count, got)
		}
		if pagingLinks(resp.Header).next && !strings.Contains(strings.ToLower(link), "next") {
			t.Errorf("%q announces a page", link)
		}
	})
}
