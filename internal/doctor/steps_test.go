package doctor_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/doctor"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

func TestAWorkingConnectionPassesStepByStep(t *testing.T) {
	t.Parallel()
	server := start(t, generate(450))
	env := server.Env()
	r := examine(t, env)
	if !r.OK() {
		t.Errorf("steps: %+v", r.Steps)
	}
	order := []string{
		"settings customer_code ok", "settings token ok", "settings account_url ok", "settings space_subdomain skipped", "settings space_url ok", "settings space_token ok",
		"account proxy ok", "account name resolution skipped", "account TLS skipped", "account answer ok", "account token ok", "account scope ok", "account role ok",
		"account products ok", "account licenses ok",
		"space proxy ok", "space name resolution skipped", "space TLS skipped", "space answer ok", "space token ok",
		"space Members: View member profiles ok", "space Members: View member profile basic info ok", "space Members: View all external users ok", "space Member Teams: View memberships ok", "space Teams: View teams ok",
		"space Permissions: View permissions granted to other members ok", "space Permissions: Grant permissions to other members warning",
		"space members ok", "space teams ok",
	}
	for i, s := range r.Steps {
		if got := string(s.Area) + " " + s.Name + " " + string(s.Mark); i >= len(order) || got != order[i] {
			t.Fatalf("step %d is %s; steps: %+v", i, got, r.Steps)
		}
		for name, value := range env {
			if strings.HasSuffix(name, "TOKEN") && strings.Contains(s.Seen+s.Advice, value) {
				t.Errorf("the step %s shows a token", s.Name)
			}
		}
	}
	if len(r.Steps) != len(order) {
		t.Errorf("%d steps, want %d", len(r.Steps), len(order))
	}
	if s := stepOf(t, r, doctor.AreaAccount, "token"); s.Seen != "accepted, for the organization Acme Example Ltd ("+env["JETBRAINS_CUSTOMER_CODE"]+")" {
		t.Errorf("token: %s", s.Seen)
	}
	if s := stepOf(t, r, doctor.AreaAccount, "licenses"); !strings.Contains(s.Seen, "450 licenses on 3 pages") {
		t.Errorf("licenses: %s", s.Seen)
	}
}

func TestOnlyReadsAreSent(t *testing.T) {
	t.Parallel()
	server := start(t, generate(450))
	examine(t, with(server.Env(), mapPairs(t, server)...))
	posts := map[string]bool{"/api/http/permissions/check-permission": true, "/api/http/permission-roles/get": true}
	requests := server.Requests()
	for _, r := range requests {
		if r.Method != http.MethodGet && (r.Method != http.MethodPost || !posts[r.Path]) {
			t.Errorf("%s %s was sent", r.Method, r.Path)
		}
	}
	if len(requests) < 30 {
		t.Errorf("only %d requests", len(requests))
	}
}

// mapPairs are the variables of a Space token that may do everything.
func mapPairs(t *testing.T, server *simulator.Server) []string {
	t.Helper()
	env, ok := server.SpaceEnvOf(org.SpaceAdministrator)
	if !ok {
		t.Fatal("no such token")
	}
	return []string{"JETBRAINS_SPACE_TOKEN", env["JETBRAINS_SPACE_TOKEN"]}
}

// The first step that fails says what it means in the provider's words, and
// what comes after it is skipped.
func TestAFailureIsShownAtTheStepWhereItHappens(t *testing.T) {
	t.Parallel()
	closed := httptest.NewServer(nil)
	closed.Close()
	for name, c := range map[string]struct {
		fault   fault.Fault
		env     []string
		step    string
		seen    string
		advice  string
		skipped string
	}{
		"nothing listens":         {env: []string{"JETBRAINS_ACCOUNT_URL", closed.URL}, step: "answer", seen: "Nothing is listening at the address of JetBrains Account", advice: "account_url", skipped: "token"},
		"another server":          {fault: fault.RedirectToHost(302, "https://login.invalid"), step: "answer", seen: "JetBrains Account redirected to another server", advice: "login.invalid", skipped: "token"},
		"a wrong token":           {env: []string{"JETBRAINS_TOKEN", "0123456789012345678901234"}, step: "token", seen: "JetBrains Account rejected the token or the customer code", advice: "so check both"},
		"another organization":    {fault: fault.OtherCustomer(), step: "token", seen: "The token belongs to another organization", advice: "JETBRAINS_CUSTOMER_CODE"},
		"a login page":            {fault: fault.LoginPage(), step: "token", seen: "", advice: "HTML"},
		"a token that comes back": {fault: fault.EchoToken().OnAccount(), step: "token", seen: "JetBrains Account sent the token back", advice: "generate a new token"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := start(t, generate(50))
			server.Fail(c.fault)
			r := examine(t, with(only(server.Env(), false), c.env...))
			s := stepOf(t, r, doctor.AreaAccount, c.step)
			if r.OK() || s.Mark != doctor.MarkFailed || !strings.Contains(s.Seen, c.seen) || !strings.Contains(s.Advice, c.advice) {
				t.Errorf("the step %s is %+v", c.step, s)
			}
			if c.skipped != "" && stepOf(t, r, doctor.AreaAccount, c.skipped).Mark != doctor.MarkSkipped {
				t.Errorf("the step %s was not skipped", c.skipped)
			}
		})
	}
}

// The report says what each step came to, in the words of the report.
func TestTheReportListsTheSteps(t *testing.T) {
	t.Parallel()
	server := start(t, generate(50))
	server.Fail(fault.APIError("INSUFFICIENT_PERMISSIONS").OnPath("/api/v1/products"), fault.Header("X-Total-Count", "many").OnAccount())
	report := examine(t, server.Env()).Report()
	for _, line := range []string{
		"| settings | token | ok |", "| account | products | warning: status 403, code INSUFFICIENT_PERMISSIONS |",
		"| account | licenses | failed: a response that is not the documented JSON |",
		"| space | Permissions: Grant permissions to other members | warning: status 403, code permission-denied |",
	} {
		if !strings.Contains(report, line+"\n") {
			t.Errorf("the report lacks %q:\n%s", line, report)
		}
	}
}

func TestALostListIsAFailure(t *testing.T) {
	t.Parallel()
	server := start(t, generate(450))
	server.Fail(fault.PageAs(2, 1).OnAccount())
	r := examine(t, server.Env())
	if s := stepOf(t, r, doctor.AreaAccount, "licenses"); s.Mark != doctor.MarkFailed || r.OK() {
		t.Errorf("licenses: %+v", s)
	}
	if s := stepOf(t, r, doctor.AreaSpace, "members"); s.Mark != doctor.MarkOK {
		t.Errorf("members: %+v", s)
	}
}

func TestAWrongSettingIsNamedWithItsVariable(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		env  map[string]string
		says string
	}{
		"a token with a space": {map[string]string{"JETBRAINS_CUSTOMER_CODE": "1234567", "JETBRAINS_TOKEN": "ab cd"}, "JETBRAINS_TOKEN"},
		"a code with letters":  {map[string]string{"JETBRAINS_CUSTOMER_CODE": "acme", "JETBRAINS_TOKEN": "abcd"}, "JETBRAINS_CUSTOMER_CODE"},
		"two addresses":        {map[string]string{"JETBRAINS_SPACE_URL": "https://a.example", "JETBRAINS_SPACE_SUBDOMAIN": "a", "JETBRAINS_SPACE_TOKEN": "x"}, "JETBRAINS_SPACE_SUBDOMAIN"},
		"nothing":              {nil, "JETBRAINS_TOKEN"},
		"a token only":         {map[string]string{"JETBRAINS_TOKEN": "abcd"}, "JETBRAINS_CUSTOMER_CODE"},
		"a Space token only":   {map[string]string{"JETBRAINS_SPACE_TOKEN": "abcd"}, "JETBRAINS_SPACE_URL"},
	} {
		r := examine(t, c.env)
		if r.OK() || r.Requests > 0 {
			t.Errorf("%s: steps %+v, requests %d", name, r.Steps, r.Requests)
		}
		named := false
		for _, s := range r.Steps {
			named = named || s.Mark == doctor.MarkFailed && strings.Contains(s.Advice, c.says)
			if token := c.env["JETBRAINS_TOKEN"]; token != "" && strings.Contains(s.Seen+s.Advice, token) {
				t.Errorf("%s: the step %s shows the token", name, s.Name)
			}
		}
		if !named {
			t.Errorf("%s: no failed step names %s: %+v", name, c.says, r.Steps)
		}
	}
}

func TestAHalfAloneIsEnough(t *testing.T) {
	t.Parallel()
	server := start(t, generate(50))
	for _, space := range []bool{false, true} {
		if r := examine(t, only(server.Env(), space)); !r.OK() || len(r.Answers) == 0 {
			t.Errorf("only Space: %t: %+v", space, r.Steps)
		}
	}
}

func TestATeamsTokenIsAWarning(t *testing.T) {
	t.Parallel()
	server := start(t, generate(50))
	env, _ := server.TeamEnv("Mobile")
	r := examine(t, only(env, false))
	if s := stepOf(t, r, doctor.AreaAccount, "scope"); !r.OK() || s.Mark != doctor.MarkWarning {
		t.Errorf("scope: %+v", s)
	}
	if s := stepOf(t, r, doctor.AreaAccount, "token"); !strings.HasPrefix(s.Seen, "accepted, for the team Mobile of the organization Acme Example Ltd (") {
		t.Errorf("token: %s", s.Seen)
	}
}

func TestRolesSayWhetherTheTokenCanProbablyWrite(t *testing.T) {
	t.Parallel()
	for role, says := range map[string]string{"ADMIN": "can probably write", "VIEWER": "read-only", "PRIMARY_CONTACT": "read-only"} {
		o := generate(10)
		o.Role = role
		server := start(t, o)
		if s := stepOf(t, examine(t, only(server.Env(), false)), doctor.AreaAccount, "role"); !strings.Contains(s.Seen, says) || !strings.Contains(s.Seen, role) {
			t.Errorf("%s: %s", role, s.Seen)
		}
	}
}

// A missing permission is a warning that names it: a configuration may not need
// what it opens.
func TestEachMissingPermissionIsNamed(t *testing.T) {
	t.Parallel()
	all := append(org.SpacePermissions(), org.PermissionSuperadmin)
	for code, name := range map[string]string{
		org.PermissionViewProfiles:    "Members: View member profiles",
		org.PermissionViewMemberships: "Member Teams: View memberships",
		org.PermissionViewTeams:       "Teams: View teams",
		org.PermissionViewPermissions: "Permissions: View permissions granted to other members",
		org.PermissionSuperadmin:      "Permissions: Grant permissions to other members",
	} {
		server := start(t, generate(50))
		var kept []string
		for _, p := range all {
			if p != code {
				kept = append(kept, p)
			}
		}
		r := examine(t, server.SpaceTokenEnv(kept...))
		s := stepOf(t, r, doctor.AreaSpace, name)
		if s.Mark != doctor.MarkWarning || s.Seen != "missing" || !strings.Contains(s.Advice, name) || !strings.Contains(s.Advice, "jetbrains_space_") {
			t.Errorf("without %s: %+v", code, s)
		}
	}
}

func TestHiddenNamesAreNoticed(t *testing.T) {
	t.Parallel()
	server := start(t, generate(50))
	server.Fail(fault.SpaceUnreadable("username", "name").OnPath("/api/http/team-directory/profiles"))
	s := stepOf(t, examine(t, only(server.Env(), true), withoutList), doctor.AreaSpace, "Members: View member profile basic info")
	if s.Mark != doctor.MarkWarning || s.Seen != "missing" || !strings.Contains(s.Advice, "Members: View member profile basic info") {
		t.Errorf("%+v", s)
	}
}

func TestHiddenExternalPeopleAreNoticed(t *testing.T) {
	t.Parallel()
	server := start(t, generate(50))
	r := examine(t, server.SpaceTokenEnv(org.PermissionViewProfiles, org.PermissionViewMemberships, org.PermissionViewTeams))
	if s := stepOf(t, r, doctor.AreaSpace, "members"); s.Mark != doctor.MarkFailed || !strings.Contains(s.Advice, "Members: View all external users") {
		t.Errorf("members: %+v", s)
	}
}

// Whatever a server does, the number of requests stays within the limit that is
// announced.
func TestTheLimitOfRequestsHoldsWhateverFails(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]fault.Fault{
		"nothing":          {},
		"every request":    fault.ServerError(),
		"the first ones":   fault.ServerError().Each().First(5),
		"what is no list":  fault.ServerError().When(func(r fault.Request) bool { return !strings.HasSuffix(r.Path, "/licenses") }).Each().First(5),
		"too many at once": fault.RateLimited("").Each().First(2),
		"no permission":    fault.APIError("INSUFFICIENT_PERMISSIONS").OnLists().OnAccount(),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := start(t, generate(450))
			server.Fail(f)
			// Without the lists, every request counts, also one that is canceled
			// before it arrives.
			r := examine(t, server.Env(), withoutList)
			if sent := len(server.Requests()); sent > r.Requests || r.Requests > doctor.MaxRequests {
				t.Errorf("%d requests were sent, %d counted, want %d at most", sent, r.Requests, doctor.MaxRequests)
			}
		})
	}
}

func TestWithoutTheListNoOtherPageIsRead(t *testing.T) {
	t.Parallel()
	server := start(t, generate(450))
	r := examine(t, server.Env(), withoutList)
	if s := stepOf(t, r, doctor.AreaAccount, "licenses"); !r.OK() || s.Mark != doctor.MarkSkipped {
		t.Errorf("licenses: %+v", s)
	}
	for _, request := range server.Requests() {
		if page := request.Page(); strings.HasSuffix(request.Path, "/licenses") && page != 1 && page != 0 && page != 100000 {
			t.Errorf("page %d was read", page)
		}
	}
	if a := answerOf(t, r, "account-absent-or-null"); a.Verdict != doctor.Supports {
		t.Errorf("the first page was not described: %+v", a)
	}
}

func TestALongReadShowsHowFarItIs(t *testing.T) {
	t.Parallel()
	server := start(t, generate(2000))
	clock, lines := now, []string{}
	examine(t, only(server.Env(), false), func(o *doctor.Options) {
		o.OnProgress = func(line string) { lines = append(lines, line) }
		o.Now = func() time.Time { return clock }
	})
	if len(lines) > 0 {
		t.Errorf("a short read shows %q", lines)
	}
	slow := &ticking{at: now}
	examine(t, only(server.Env(), false), func(o *doctor.Options) {
		o.OnProgress = func(line string) { lines = append(lines, line) }
		o.Now = slow.now
	})
	if len(lines) < 3 || !strings.HasPrefix(lines[0], "Reading licenses: ") {
		t.Errorf("a long read shows %q", lines)
	}
}

func TestACanceledRunIsAnError(t *testing.T) {
	t.Parallel()
	server := start(t, generate(50))
	env := server.Env()
	r, err := doctor.Run(canceled(), doctor.Options{Getenv: func(name string) string { return env[name] }, Now: func() time.Time { return now }, List: true})
	if r != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v", r, err)
	}
}
