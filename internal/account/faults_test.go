package account

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
)

// wants returns a function that checks the type of an error and that its text
// contains says.
func wants[E error](says string) func(*testing.T, error) {
	return func(t *testing.T, err error) {
		t.Helper()
		if e := clienttest.WantError[E](t, err); !strings.Contains(e.Error(), says) {
			t.Errorf("error is %q, want %q in it", e, says)
		}
	}
}

// After any fault, the client must return either exactly what the server holds
// or an error that names the fault. It must never return a partial list. The
// tests of the packages transport, strictjson, and paging cover the faults of
// each class.
func TestFaultsOfEveryClass(t *testing.T) {
	t.Parallel()
	short := func(c *Config) { c.AttemptTimeout = 50 * time.Millisecond }
	for _, c := range []struct {
		name    string
		fault   fault.Fault
		failure func(*testing.T, error) // nil if the list is complete
		options []simulator.Option      // for the server
		change  func(*Config)           // for the client
	}{
		{name: "a network failure that passes", fault: fault.ResetMidBody().OnLists().Each().First(2)},
		{name: "a network failure that stays", fault: fault.CutMidBody().OnPage(3), failure: wants[*transport.RequestError]("attempts: 4")},
		{name: "a server that does not respond", fault: fault.Hang().OnPage(3), change: short, failure: wants[*transport.TimeoutError]("50ms")},
		{name: "a token request without a response", fault: fault.Hang().OnPath(apiPath + tokenPath), change: short, failure: wants[*transport.TimeoutError]("50ms")},
		{name: "an oversized body", fault: fault.Oversized(17 << 20).OnPage(2), failure: wants[*transport.BodyTooLargeError]("16777216")},
		{name: "a status that passes", fault: fault.ServerError().Each().First(1)},
		{name: "a status that stays", fault: fault.Unavailable("").OnPage(2), failure: wants[*client.APIError]("status 503")},
		{name: "too many requests, for a moment", fault: fault.RateLimited("").Each().First(1)},
		{name: "too many requests, for an hour", fault: fault.RateLimited("3600").OnPage(3), failure: wants[*transport.RetryAfterError]("1h0m0s")},
		{name: "a token revoked meanwhile", fault: fault.APIError("INVALID_TOKEN").OnPage(3), failure: wants[*client.APIError]("INVALID_TOKEN")},
		{name: "a success that is not 200", fault: fault.Status(206, nil, "[]").OnPage(2), failure: wants[*client.APIError]("status 206")},
		{name: "a redirect to another host", fault: fault.RedirectToHost(307, "https://evil.example").OnPage(2), failure: wants[*transport.OriginError]("evil.example")},
		{name: "another content type", fault: fault.ContentType("text/plain")},
		{name: "a login page", fault: fault.LoginPage().OnPage(2), failure: wants[*client.DecodeError]("HTML page")},
		{name: "JSON that is cut", fault: fault.Truncated().OnPage(3), failure: wants[*client.DecodeError]("ends in the middle")},
		{name: "a wrong type in one license", fault: fault.SetField(5, "isTrial", `"yes"`).OnPage(2), failure: wants[*client.DecodeError]("/5/isTrial: a string")},
		{name: "a token of another kind", fault: fault.Status(200, nil, `{"type":"ROBOT"}`).OnPath(apiPath + tokenPath), failure: wants[*client.DecodeError]("GET /token: /type")},
		{name: "a page repeated", fault: fault.PageAs(2, 1), failure: wants[*paging.InconsistentError]("only 20 of 45 were returned")},
		{name: "a page repeated once", fault: fault.PageAs(2, 1).First(1)},
		{name: "overlapping pages once", fault: fault.Overlapping(10).OnPage(2, 3).First(2)},
		{name: "a total that changes", fault: fault.Total(func(page, total int) int { return total + page }), failure: wants[*paging.InconsistentError]("the total changed")},
		{name: "a total of billions", fault: fault.FixedTotal(1<<31 - 1), failure: wants[*paging.ListTooLargeError]("2147483647 entries")},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := simulate(t, 45, append(c.options, pagesOf20)...)
			api := s.Client
			if c.change != nil {
				api = s.client(t, s.server.Env(), c.change)
			}
			s.server.Fail(c.fault)
			org, err := api.Organization(t.Context())
			if c.failure == nil {
				if err != nil {
					t.Fatal(err)
				}
				checkComplete(t, org, s.want)
				return
			}
			if org != nil {
				t.Error("a part of the list came with the error")
			}
			c.failure(t, err)
			text := fmt.Sprintf("%v %+v %#v", err, err, err)
			for _, secret := range []string{s.server.Env()["JETBRAINS_TOKEN"], "FAKE-LICENSE-KEY", "FAKE-LEGACY-KEY"} {
				if secret == "" || strings.Contains(text, secret) {
					t.Errorf("the error holds %q: %s", secret, text)
				}
			}
		})
	}
}

// The client must reject a response that does not match its request, or that
// is no license.
func TestAResponseAboutAnotherThingIsAnError(t *testing.T) {
	const team = `{"type":"TEAM","team":{"id":7},"customer":{"code":1234567}}`
	for name, c := range map[string]struct {
		token, list, license string
		want                 error
	}{
		"the token of another organization": {
			token: `{"type":"CUSTOMER","code":7654321}`, list: `[]`,
			want: &OtherCustomerError{&client.MismatchError{Method: "GET", Path: "/token", Subject: "customer code", Asked: "1234567", Got: "7654321"}},
		},
		"a team's token of another organization": {
			token: `{"type":"TEAM","team":{"id":7},"customer":{"code":1}}`, list: `[]`,
			want: &OtherCustomerError{&client.MismatchError{Method: "GET", Path: "/token", Subject: "customer code", Asked: "1234567", Got: "1"}},
		},
		"a license of another team": {
			token: team, list: `[` + minimal("") + `,` + minimal(`"team":{"id":7}`) + `,` + minimal(`"team":{"id":8}`) + `]`,
			want: &client.MismatchError{Method: "GET", Path: "/customer/teams/7/licenses", Subject: "team", Asked: "7", Got: "8"},
		},
		"another license": {
			license: minimal(""),
			want:    &client.MismatchError{Method: "GET", Path: "/customer/licenses/AAAAAAAAA2", Subject: "license", Asked: "AAAAAAAAA2", Got: "AAAAAAAAA1"},
		},
		"a license without a product": {
			license: `{"licenseId":"AAAAAAAAA2"}`,
			want:    &client.DecodeError{Method: "GET", Path: "/customer/licenses/AAAAAAAAA2", Subject: "license AAAAAAAAA2", Pointer: "/product", Reason: "missing", Size: 26},
		},
		"a list that holds the token":    {token: team, list: `[` + minimal(`"domain":"`+testToken+`"`) + `]`, want: &client.TokenEchoError{Method: "GET", Path: "/customer/teams/7/licenses"}},
		"a license that holds the token": {license: minimal(`"domain":"\u0066aketoken0123456789abcdef"`), want: &client.TokenEchoError{Method: "GET", Path: "/customer/licenses/AAAAAAAAA2"}},
	} {
		api := fake(t, func(req *http.Request) (*http.Response, error) {
			switch path := strings.TrimPrefix(req.URL.Path, apiPath); {
			case path == tokenPath:
				return clienttest.Reply(200, c.token), nil
			case strings.HasSuffix(path, "/licenses"):
				return clienttest.Reply(200, c.list, "X-Total-Count", "1"), nil
			default:
				return clienttest.Reply(200, c.license), nil
			}
		})
		var err error
		if c.license != "" {
			_, err = api.License(t.Context(), "AAAAAAAAA2")
		} else {
			_, err = api.Organization(t.Context())
		}
		if diff := cmp.Diff(c.want, err); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if other, ok := errors.AsType[*OtherCustomerError](err); ok && (!errors.Is(err, other.Err) || err.Error() != other.Err.Error()) {
			t.Errorf("%s: %v hides %v", name, err, other.Err)
		}
	}
}

func TestCustomerCodesCompareAsNumbersAndATeamsListMayLeaveOutTheTeam(t *testing.T) {
	api := fake(t, func(req *http.Request) (*http.Response, error) {
		if req.URL.Path == apiPath+tokenPath {
			return clienttest.Reply(200, `{"type":"TEAM","team":{"id":7},"customer":{"code":1234567}}`), nil
		}
		return clienttest.Reply(200, "["+minimal("")+"]", "X-Total-Count", "1"), nil
	}, func(c *Config) { c.CustomerCode = "01234567" })
	if org, err := api.Organization(t.Context()); err != nil || len(org.Licenses) != 1 {
		t.Errorf("%v, %v", org, err)
	}
}

func TestCancelReturnsAtOnceAndTheNextCallerReadsAgain(t *testing.T) {
	s := simulate(t, 100, pagesOf20)
	hung := make(chan struct{}, 100)
	s.server.Fail(
		fault.Before(func(fault.Request) { hung <- struct{}{} }).OnPage(4),
		fault.Hang().OnPage(4),
	)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-hung; cancel() }()
	if org, err := s.Organization(ctx); !errors.Is(err, context.Canceled) || org != nil {
		t.Fatalf("%v, %v", org, err)
	}
	s.server.Fail()
	org, err := s.Organization(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	checkComplete(t, org, s.want)
	// TestMain checks that the canceled read has not left a goroutine running.
}
