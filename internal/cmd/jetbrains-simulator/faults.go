package main

import (
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
)

// namedFault is a fault that people can select by name.
type namedFault struct {
	name, what string
	faults     func() []fault.Fault
}

var namedFaults = []namedFault{
	{"401", "the server rejects the tokens", apart(fault.APIError("INVALID_TOKEN"), fault.SpaceError("authentication-required"))},
	{"403", "the tokens lack permission", apart(fault.APIError("INSUFFICIENT_PERMISSIONS"), fault.SpaceError("permission-denied"))},
	{"429", "every response is 429 Too Many Requests, with a Retry-After of one second; the provider gives up after its retries", all(fault.RateLimited("1"))},
	{"500", "every response is 500 Internal Server Error, with an empty body", all(fault.ServerError())},
	{"503", "every response is 503 Service Unavailable, without Retry-After", all(fault.Unavailable(""))},
	{"flaky", "the first request to each URL gets a 500, and later requests succeed", all(fault.ServerError().Each().First(1))},
	{"throttle", "at most 10 requests per second succeed, and all others get a 429", throttle("")},
	{"throttle-wait", "like throttle, with a Retry-After of one second", throttle("1")},
	{"slow", "every response takes two seconds", all(fault.Delay(2 * time.Second))},
	{"timeout", "no request gets a response, so each attempt takes as long as request_timeout, and a plan takes minutes", all(fault.Hang())},
	{"reset", "the connection breaks in the middle of every page of a list", all(fault.ResetMidBody().OnLists())},
	{"truncated", "every page of a list is cut in half, with a matching Content-Length", all(fault.Truncated().OnLists())},
	{"login-page", "every response is an HTML sign-in page, with status 200", all(fault.LoginPage())},
	{"not-json", "every response has a body that is not JSON, and status 200", all(fault.NotJSON())},
	{"null", "every list is null", all(fault.NullBody().OnLists())},
	{"wrong-type", "the team ID of one license is a string, and the ID of one Space item is a number",
		apart(fault.SetField(0, "team.id", `"x"`).OnLists(), fault.SetField(0, "id", "1").OnLists())},
	{"duplicate-key", "one license has two IDs, and so does one Space item",
		apart(fault.DuplicateKey(0, "licenseId", `"TWICE00000"`).OnLists(), fault.DuplicateKey(0, "id", `"TWICE0000000"`).OnLists())},
	{"tiny-rows", "every page has 200,000 rows that are as short as possible", all(fault.TinyRows(200_000).OnLists())},
	{"wrong-total", "the total of a list is one more than the number of items", all(fault.Total(func(_, total int) int { return total + 1 }))},
	{"contradictory-total", "a license list has two different totals, and the total of a Space list is too low", all(fault.TotalContradiction())},
	{"repeated-page", "the second page repeats the first", all(fault.PageAs(2, 1))},
	{"empty-page", "the second page is empty", all(fault.EmptyPage(2))},
	{"odd-links", "the Link header of license lists is unrelated to paging", all(fault.LinkRelations())},
	{"repeated-next", "the second page of a Space list links to itself", all(fault.SpaceNextRepeats())},
	{"unreadable", "the Space withholds email addresses, logins, and memberships", all(fault.SpaceUnreadable("emails", "logins", "memberships"))},
	{"page-errors", "the Space sends $errors along with the data of a page", all(fault.SpacePageErrors())},
	{"error-beside-data", "the Space sends an error code along with the data of a page", all(fault.SpaceErrorBesideData("internal-server-error"))},
	{"other-customer", "the response of /token names a different customer", all(fault.OtherCustomer())},
	{"other-team", "the list of a team contains another team's license; combine it with -team", all(fault.OtherTeam())},
	{"other-profile", "the Space returns a profile other than the requested one, which matters for jetbrains_space_member_permissions", all(fault.OtherProfile())},
	{"echoed-token", "successful responses contain the token of the request", all(fault.EchoToken())},
	{"redirect", "every response redirects to another host", all(fault.RedirectToHost(302, "https://login.invalid"))},
}

// all applies a fault to both APIs.
func all(f fault.Fault) func() []fault.Fault {
	return func() []fault.Fault { return []fault.Fault{f} }
}

// apart combines a fault of the Account API with a fault of the Space.
func apart(account, space fault.Fault) func() []fault.Fault {
	return func() []fault.Fault { return []fault.Fault{account.OnAccount(), space.OnSpace()} }
}

func throttle(retryAfter string) func() []fault.Fault {
	return func() []fault.Fault { return []fault.Fault{fault.Throttle(10, retryAfter, time.Now)} }
}

func faultNames() []string {
	names := make([]string, len(namedFaults))
	for i, f := range namedFaults {
		names[i] = f.name
	}
	return names
}
