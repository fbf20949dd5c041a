package space

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

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
)

// everybody is a query that includes every person.
var everybody = MemberQuery{MemberFilter: directory.MemberFilter{IncludeExternal: true, IncludeDeactivated: true}}

func readProfiles(t *testing.T, handler http.HandlerFunc) ([]directory.Member, *server, error) {
	t.Helper()
	c, s := inProcess(t, map[string]http.HandlerFunc{profilesPath: handler})
	members, err := c.Members(t.Context(), everybody)
	return members, s, err
}

func names(members []directory.Member) string {
	return strings.Join(directory.Usernames(members), " ")
}

// chain serves pages by cursor. The first page has the cursor "".
func chain(pages map[string]obj) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		page, ok := pages[r.URL.Query().Get("$skip")]
		if !ok {
			reply(w, http.StatusBadRequest, obj{"error": "validation-error", "error_description": "no such page"})
			return
		}
		reply(w, http.StatusOK, page)
	}
}

func TestListsAreReadToTheirEnd(t *testing.T) {
	t.Parallel()
	a, b, c := profile("a"), profile("b"), profile("c")
	for name, test := range map[string]struct {
		pages    map[string]obj
		want     string
		requests int
	}{
		"an empty next":                  {map[string]obj{"": pageOf("x", nil, a), "x": pageOf("", nil, b)}, "a b", 4},
		"empty data, asked for twice":    {map[string]obj{"": pageOf("x", nil, a, b), "x": pageOf("y", nil)}, "a b", 6},
		"as many as the total says":      {map[string]obj{"": pageOf("x", 3, a, b), "x": pageOf("y", 3, c)}, "a b c", 2},
		"a next that is missing":         {map[string]obj{"": {"totalCount": 1, "data": []obj{a}}}, "a", 1},
		"nothing, with neither":          {map[string]obj{"": {"data": []obj{}}}, "", 2},
		"a long address of the next":     {map[string]obj{"": pageOf(strings.Repeat("x", 4096), 2, a), strings.Repeat("x", 4096): pageOf("", 2, b)}, "a b", 2},
		"entries twice, two reads agree": {map[string]obj{"": pageOf("x", nil, a, b), "x": pageOf("", nil, b, c)}, "a b c", 4},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			members, s, err := readProfiles(t, chain(test.pages))
			if err != nil || names(members) != test.want || s.total() != test.requests {
				t.Errorf("read %q, %v, in the requests %v", names(members), err, s.requests)
			}
		})
	}
}

func TestListThatEndsBelowItsTotalIsIncomplete(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		pages map[string]obj
		read  int
	}{
		"empty next":  {map[string]obj{"": pageOf("", 3, profile("a"), profile("b"))}, 2},
		"empty data":  {map[string]obj{"": pageOf("x", 3, profile("a"), profile("b")), "x": pageOf("y", 3)}, 2},
		"offsets":     {map[string]obj{"": pageOf("2", 3, profile("a"), profile("b")), "2": pageOf("3", 3)}, 2},
		"none at all": {map[string]obj{"": pageOf("", 3)}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := readProfiles(t, chain(test.pages))
			want := IncompleteError{Path: profilesPath, Announced: 3, Read: test.read, Suspect: directory.ViewExternalUsers}
			if e := clienttest.WantError[*IncompleteError](t, err); *e != want {
				t.Errorf("error is %+v, want %+v", e, want)
			}
			wantText(t, err, fmt.Sprintf("the list ends after %d of 3 entries", test.read))
			wantText(t, err, "Members: View all external users")
		})
	}
}

func TestPagesThatAreNoBatchAreErrors(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ body, pointer, reason string }{
		"no data":                   {`{"next":"","totalCount":0}`, "/data", "missing or null"},
		"null data":                 {`{"next":"","totalCount":0,"data":null}`, "/data", "missing or null"},
		"a negative total":          {`{"next":"","totalCount":-1,"data":[]}`, "/totalCount", "negative"},
		"a total in words":          {`{"next":"","totalCount":"many","data":[]}`, "/totalCount", "a string"},
		"a total beyond numbers":    {`{"next":"","totalCount":99999999999999999999,"data":[]}`, "/totalCount", "a number"},
		"next as a number":          {`{"next":1,"totalCount":0,"data":[]}`, "/next", "a number"},
		"an endless next":           {`{"next":"` + strings.Repeat("x", 4097) + `","data":[]}`, "/next", "longer"},
		"neither next nor total":    {`{"data":[{"id":"1","username":"a"}]}`, "/next", "missing along"},
		"a bare list":               {`[]`, "", "a list, but an object"},
		"an entry without an ID":    {`{"next":"","data":[{"id":"1","username":"a"},{"username":"b"}]}`, "/data/1/id", "missing or empty"},
		"an entry with another ID":  {`{"next":"","data":[{"id":"e\u0301","username":"b"}]}`, "/data/0/id", "not an ID"},
		"an entry that is null":     {`{"next":"","data":[null]}`, "/data/0/id", "missing or empty"},
		"an entry without a name":   {`{"next":"","data":[{"id":"1"}]}`, "/data/0/username", "missing or empty"},
		"a part that is unreadable": {`{"next":"","totalCount":0,"data":[],"$errors":[{"fields":["data"]}]}`, "/$errors", "permission to read part"},
		"more values than may be":   {`{"next":"","data":[{"emails":[{}` + strings.Repeat(",{}", 100_000) + `]}]}`, "", "more than"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := readProfiles(t, says(http.StatusOK, test.body))
			e := clienttest.WantError[*client.DecodeError](t, err)
			if e.Pointer != test.pointer || !strings.Contains(e.Reason, test.reason) {
				t.Errorf("error is %q at %q, want %q at %q", e.Reason, e.Pointer, test.reason, test.pointer)
			}
			if denied, ok := errors.AsType[*DeniedError](err); ok != (test.pointer == "/$errors") || ok && denied.Permissions[0] != directory.ViewMemberProfiles {
				t.Errorf("error is %+v", err)
			}
		})
	}
	_, _, err := readProfiles(t, says(http.StatusOK, pageOf("", 1001, rows(1001)...)))
	if e := clienttest.WantError[*paging.PageTooLargeError](t, err); e.Limit != 1000 || e.Asked != 100 {
		t.Errorf("error is %v", err)
	}
}

func TestPagesAreAskedForOnce(t *testing.T) {
	t.Parallel()
	for members, requests := range map[int]int{
		0: 1, 1: 1, 99: 1, 101: 2, 1250: 13,
		// If a full page completes the total, one more request confirms the
		// end.
		100: 2, 1200: 13,
	} {
		got, s, err := readProfiles(t, listOf(rows(members)))
		if err != nil || len(got) != members || s.total() != requests {
			t.Errorf("read %d of %d members in %d requests, %v", len(got), members, s.total(), err)
		}
	}
}

// A cursor is predicted only if it is the next one's offset as Space writes it.
func TestOffsetsPredictThePagesOfAList(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		next    string
		total   int
		pages   int
		cursors string // of the pages 2 and 3
	}{
		{"100", 1250, 13, "100 200"},
		{"100", 101, 2, "100 200"},
		{"100", 100, 1, "100 200"},
		{"100", 1, 1, "100 200"},
		{"77", 155, 3, "77 154"},
		{"1073741823", 1<<31 - 1, 3, "1073741823 2147483646"},
		{"100", 0, 0, ""}, // no total
		{"0", 250, 0, ""},
		{"", 250, 0, ""},
		{"x", 250, 0, ""},
		{"0100", 250, 0, ""},
		{"+100", 250, 0, ""},
		{"-100", 250, 0, ""},
		{"100.0", 250, 0, ""},
		{"2147483648", 250, 0, ""},
	} {
		pages, cursor := offsets(test.next, test.total)
		cursors := ""
		if cursor != nil {
			cursors = cursor(2) + " " + cursor(3)
		}
		if pages != test.pages || cursors != test.cursors {
			t.Errorf("%q of %d: %d pages at %q, want %d at %q", test.next, test.total, pages, cursors, test.pages, test.cursors)
		}
	}
}

// Past the end of a list, Space may respond that the page does not exist.
func TestAServerWithoutPagesPastTheEnd(t *testing.T) {
	t.Parallel()
	for status, ok := range map[int]bool{400: true, 404: true, 403: false, 409: false} {
		t.Run(strconv.Itoa(status), func(t *testing.T) {
			t.Parallel()
			full := listOf(rows(100))
			members, _, err := readProfiles(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Query().Get("$skip") != "" {
					reply(w, status, obj{})
					return
				}
				full(w, r)
			})
			if ok && (err != nil || len(members) != 100) {
				t.Errorf("read %d, %v", len(members), err)
			}
			if !ok && clienttest.WantError[*client.APIError](t, err).Status != status {
				t.Errorf("error is %v", err)
			}
		})
	}
}

func TestListsHaveALimitOfBytes(t *testing.T) {
	t.Parallel()
	const body = `{"next":"","totalCount":1,"data":[{"id":"1","username":"a"}]}`
	for limit, complete := range map[int]bool{len(body) - 1: false, len(body): true} {
		c, _ := inProcess(t, map[string]http.HandlerFunc{profilesPath: says(http.StatusOK, body)})
		c.limits.Bytes = limit
		members, err := c.Members(t.Context(), everybody)
		if complete && (err != nil || len(members) != 1) {
			t.Errorf("read %d, %v", len(members), err)
		}
		if e, ok := errors.AsType[*paging.ListTooLargeError](err); ok == complete || ok && (e.Path != profilesPath || e.Bytes != len(body)) {
			t.Errorf("error is %v", err)
		}
	}
}

func TestAsManyPagesAreReadAtOnceAsTheConfigurationSays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		now, most := 0, 0
		list := listOf(rows(1250))
		c, _ := inProcess(t, map[string]http.HandlerFunc{profilesPath: func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			now++
			most = max(most, now)
			mu.Unlock()
			<-time.After(time.Second) // the other requests arrive meanwhile
			mu.Lock()
			now--
			mu.Unlock()
			list(w, r)
		}}, func(c *Config) { c.MaxConcurrent = 3 })
		if _, err := c.Members(t.Context(), everybody); err != nil || most != 3 {
			t.Errorf("%d requests at once, want 3; %v", most, err)
		}
	})
}

func TestOffsetsArePrefetchedAndChecked(t *testing.T) {
	t.Parallel()
	all := rows(1000)
	// Every page lacks some rows that the token cannot read, but next counts
	// them.
	visible := func(w http.ResponseWriter, r *http.Request) {
		skip, _ := strconv.Atoi(r.URL.Query().Get("$skip"))
		to := min(skip+100, len(all))
		seen := []obj{}
		for i := skip; i < to; i++ {
			if i%10 != 0 {
				seen = append(seen, all[i])
			}
		}
		reply(w, http.StatusOK, pageOf(strconv.Itoa(to), 900, seen...))
	}
	got, s, err := readProfiles(t, visible)
	if err != nil || len(got) != 900 || s.total() != 11 {
		t.Errorf("read %d in %d requests, %v", len(got), s.total(), err)
	}
	// The server skips a page halfway through. The client must not use the page
	// that it prefetched.
	jump := func(w http.ResponseWriter, r *http.Request) {
		skip, _ := strconv.Atoi(r.URL.Query().Get("$skip"))
		to := min(skip+100, len(all))
		next := strconv.Itoa(to)
		if skip == 300 {
			next = "600"
		}
		reply(w, http.StatusOK, pageOf(next, 800, all[skip:to]...))
	}
	got, _, err = readProfiles(t, jump)
	if err != nil || len(got) != 800 || got[400].Username != "u00600" {
		t.Errorf("read %d, %v", len(got), err)
	}
}

func TestEachListIsReadOnceForAllCallers(t *testing.T) {
	t.Parallel()
	for _, handler := range []http.HandlerFunc{listOf(profiles(50)), denied()} {
		c, s := newSpace(t, map[string]http.HandlerFunc{profilesPath: handler})
		queries := []MemberQuery{{}, {MemberFilter: directory.MemberFilter{IncludeExternal: true}}, {Text: "  "}}
		errs := make(chan error, 30)
		for i := range cap(errs) {
			go func() {
				_, err := c.Members(t.Context(), queries[i%len(queries)])
				errs <- err
			}()
		}
		first := <-errs
		for range cap(errs) - 1 {
			if err := <-errs; err != first { //nolint:errorlint // must be the same error value
				t.Errorf("%v and %v", first, err)
			}
		}
		if s.total() != 1 {
			t.Errorf("%d requests, want 1", s.total())
		}
	}
}

// cut closes the connection after sending part of the response.
func cut(w http.ResponseWriter, text string) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(err)
	}
	_, _ = conn.Write([]byte(text))
	_ = conn.Close()
}

// After a fault on the last page, the client must return either the complete
// list or an error that names the fault. It must never return a partial list.
// The tests of the packages transport, strictjson, and paging cover the faults
// of each class.
func TestFaultsOfEveryClass(t *testing.T) {
	t.Parallel()
	const always = 1 << 30
	midBody := func(w http.ResponseWriter, _ *http.Request) {
		cut(w, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"next\":")
	}
	hang := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	for name, test := range map[string]struct {
		times   int // how often the last page fails
		handler http.HandlerFunc
		want    func(error) bool // nil if the list is complete
		timeout time.Duration
	}{
		"a network failure that passes":    {times: 1, handler: midBody},
		"a network failure that stays":     {times: always, handler: midBody, want: is[*transport.RequestError]},
		"no response":                      {times: always, handler: hang, want: is[*transport.TimeoutError], timeout: 50 * time.Millisecond},
		"a status that passes":             {times: 2, handler: says(503, "busy")},
		"a status that stays":              {times: always, handler: says(503, "busy"), want: is[*client.APIError]},
		"rate-limited with another status": {times: 1, handler: says(400, obj{"error": "rate-limited"})},
		"denied":                           {times: always, handler: denied(), want: is[*DeniedError]},
		"an error's code with status 200":  {times: always, handler: says(200, obj{"error": "permission-denied", "error_description": "no"}), want: is[*DeniedError]},
		"an error's code along with data":  {times: always, handler: says(200, obj{"error": "new-code", "next": "", "totalCount": 250, "data": rows(250)[200:]}), want: is[*client.APIError]},
		"the token in the data":            {times: always, handler: says(200, pageOf("", 250, profile(testToken))), want: is[*client.TokenEchoError]},
		"an HTML page":                     {times: always, handler: says(200, "<!DOCTYPE html><title>Sign in</title>"), want: is[*client.DecodeError]},
		"an overlap that hides some":       {times: always, handler: says(200, pageOf("", 250, rows(250)[190:240]...)), want: is[*paging.InconsistentError]},
		"a list that grows once":           {times: 1, handler: says(200, pageOf("251", 251, rows(251)[200:]...))},
		"a total beyond all bounds":        {times: always, handler: says(200, pageOf("", 2_000_000_000)), want: is[*paging.ListTooLargeError]},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bad := make(chan struct{}, 1)
			good, left := listOf(rows(250)), test.times
			bad <- struct{}{}
			c, _ := newSpace(t, map[string]http.HandlerFunc{profilesPath: func(w http.ResponseWriter, r *http.Request) {
				<-bad
				hit := r.URL.Query().Get("$skip") == "200" && left > 0
				if hit {
					left--
				}
				bad <- struct{}{}
				if hit {
					test.handler(w, r)
					return
				}
				good(w, r)
			}}, func(c *Config) {
				if test.timeout > 0 {
					c.AttemptTimeout = test.timeout
				}
			})
			members, err := c.Members(t.Context(), everybody)
			if test.want == nil && (err != nil || len(members) != 250) {
				t.Errorf("read %d, %v; want all 250", len(members), err)
			}
			if test.want != nil && (!test.want(err) || members != nil) {
				t.Errorf("read %d, error %v (%T)", len(members), err, err)
			}
			if strings.Contains(fmt.Sprintf("%+v %#v", err, err), testToken) {
				t.Error("the error holds the token")
			}
		})
	}
}

func is[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

func TestServerThatEchoesTheTokenDoesNotGetItIntoAnError(t *testing.T) {
	t.Parallel()
	hostile := "\x1b[31m" + testToken + "\u202e" + strings.Repeat("x", 10000)
	for name, handler := range map[string]http.HandlerFunc{
		"as a description": says(403, obj{"error": "permission-denied", "error_description": hostile}),
		"as a code":        says(403, obj{"error": hostile}),
		"as a field":       says(200, `{"next":"","data":[{"`+testToken+`":1,"`+testToken+`":2}]}`),
		"as a content type": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", testToken)
			_, _ = w.Write([]byte("?"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := readProfiles(t, handler)
			if err == nil {
				t.Fatal("no error")
			}
			for _, text := range []string{err.Error(), fmt.Sprintf("%+v", err), fmt.Sprintf("%#v", err)} {
				if strings.Contains(text, testToken) || strings.ContainsAny(text, "\x1b\u202e") || len(text) > 2000 {
					t.Errorf("error is %q", text)
				}
			}
		})
	}
}

func TestCodeCountsBeforeTheStatus(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		class   client.ErrorClass
		text    string
	}{
		"code and status agree":   {denied(), client.ClassDenied, "status 403 permission-denied: Access denied"},
		"the code says otherwise": {says(400, obj{"error": "permission-denied"}), client.ClassDenied, "status 400 permission-denied"},
		"an unknown code":         {says(403, obj{"error": "something-new"}), client.ClassDenied, "status 403 something-new"},
		"no JSON":                 {says(403, "<html>Forbidden</html>"), client.ClassDenied, "status 403"},
		"half of JSON":            {says(404, `{"error":"permission-de`), client.ClassNotFound, "status 404"},
		"JSON of another kind":    {says(403, `["permission-denied"]`), client.ClassDenied, "status 403"},
		"a code of another kind":  {says(401, `{"error":{"code":1}}`), client.ClassUnauthorized, `status 401 {"code":1}`},
		"an error without a code": {says(404, obj{"error": nil, "error_description": "gone"}), client.ClassNotFound, "status 404: gone"},
		"a description alone":     {says(403, obj{"error_description": "not an error of Space"}), client.ClassDenied, "status 403"},
		"a code along with data":  {says(200, obj{"error": obj{"code": 1}, "error_description": []int{2}, "next": "", "data": []obj{}}), client.ClassOther, `status 200 {"code":1}: [2]`},
		"no content":              {says(204, ""), client.ClassOther, "status 204"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := readProfiles(t, test.handler)
			e := clienttest.WantError[*client.APIError](t, err)
			if e.Class != test.class || !strings.HasSuffix(e.Error(), test.text) {
				t.Errorf("class %d: %v", e.Class, e)
			}
			if denied, ok := errors.AsType[*DeniedError](err); ok != (test.class == client.ClassDenied) || ok && !slices.Equal(denied.Permissions, []directory.Permission{directory.ViewMemberProfiles}) {
				t.Errorf("error is %+v", err)
			}
		})
	}
}

func TestTheDocumentedCodesHaveClasses(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]client.ErrorClass{
		"authentication-required": client.ClassUnauthorized,
		"permission-denied":       client.ClassDenied,
		"not-found":               client.ClassNotFound,
		"rate-limited":            client.ClassThrottled,
		"validation-error":        client.ClassBadRequest,
		"request-error":           client.ClassBadRequest,
		"payload-too-large":       client.ClassOther,
		"internal-server-error":   client.ClassServerFault,
	} {
		c, _ := inProcess(t, map[string]http.HandlerFunc{profilesPath: says(http.StatusOK, obj{"error": code})}, func(c *Config) { c.MaxRetries = 0 })
		_, err := c.Members(t.Context(), everybody)
		if e := clienttest.WantError[*client.APIError](t, err); e.Class != want || e.Code != code {
			t.Errorf("%s has class %d, want %d", e.Code, e.Class, want)
		}
	}
}

func TestPathsRequireThePermissionsThatJetBrainsDocuments(t *testing.T) {
	t.Parallel()
	for path, want := range map[string][]directory.Permission{
		profilesPath:                       {directory.ViewMemberProfiles},
		profilesPath + "/username:ann":     {directory.ViewMemberProfiles},
		membershipsPath:                    {directory.ViewMemberships},
		teamsPath:                          {directory.ViewTeams},
		teamsPath + "/id:1":                {directory.ViewTeams},
		checkPermissionPath:                {directory.ViewPermissions},
		permissionRolesPath:                {directory.GrantPermissions},
		"/permission-roles/r1/permissions": {directory.GrantPermissions},
		organizationPath:                   nil,
		"/applications/me":                 nil,
	} {
		if got := permissionsFor(path); !slices.Equal(got, want) {
			t.Errorf("%s requires %v, want %v", path, got, want)
		}
	}
}

// A body that is longer than any error is not searched for one.
func TestOnlyAShortErrorThrottles(t *testing.T) {
	t.Parallel()
	body := func(code string, size int) []byte {
		text := `{"error":"` + code + `","error_description":"`
		return []byte(text + strings.Repeat("x", size-len(text)-2) + `"}`)
	}
	for name, test := range map[string]struct {
		body []byte
		want bool
	}{
		"short":        {body("rate-limited", 100), true},
		"long enough":  {body("rate-limited", 4096), true},
		"too long":     {body("rate-limited", 4097), false},
		"another code": {body("validation-error", 100), false},
		"no error":     {[]byte(`{"data":["rate-limited"]}`), false},
	} {
		if got := throttled(http.StatusBadRequest, test.body); got != test.want {
			t.Errorf("%s: throttled is %t", name, got)
		}
	}
}

func TestAListThatContradictsItselfIsAnError(t *testing.T) {
	t.Parallel()
	a, b := profile("a"), profile("b")
	for name, test := range map[string]struct {
		pages  map[string]obj
		reason string
	}{
		"an entry in two versions": {map[string]obj{"": pageOf("x", 3, a, b), "x": pageOf("y", 3, profile("b", obj{"externalId": "7"}))}, "entry id-b changed between two pages"},
		"more than the total":      {map[string]obj{"": pageOf("x", 1, a, b)}, "the server reported a total of 1 entries, but its pages contain more"},
	} {
		_, _, err := readProfiles(t, chain(test.pages))
		if e := clienttest.WantError[*paging.InconsistentError](t, err); e.Path != profilesPath || e.Reason != test.reason {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCancelingStopsEverything(t *testing.T) {
	t.Parallel()
	started := make(chan struct{}, 10)
	hang := func(_ http.ResponseWriter, r *http.Request) {
		started <- struct{}{}
		<-r.Context().Done()
	}
	c, _ := newSpace(t, map[string]http.HandlerFunc{teamsPath: hang, membershipsPath: hang})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-started
		<-started
		cancel()
	}()
	if _, err := c.Teams(ctx, false); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
}

func TestOneDeniedListStopsTheOther(t *testing.T) {
	t.Parallel()
	started := make(chan struct{})
	c, _ := newSpace(t, map[string]http.HandlerFunc{
		teamsPath: func(w http.ResponseWriter, r *http.Request) {
			<-started
			denied()(w, r)
		},
		membershipsPath: func(_ http.ResponseWriter, r *http.Request) {
			close(started)
			<-r.Context().Done()
		},
	})
	_, err := c.Teams(t.Context(), false)
	if e := clienttest.WantError[*client.APIError](t, err); e.Path != teamsPath {
		t.Errorf("error is %v", err)
	}
}

// One time limit covers everything that a caller waits for, regardless of the
// number of lists.
func TestOneTimeLimitForAllThatACallerWaitsFor(t *testing.T) {
	for name, read := range map[string]func(*testing.T, *Client) error{
		"two lists of members": func(t *testing.T, c *Client) error {
			t.Helper()
			_, err := c.FindMember(t.Context(), directory.MemberKey{Username: "ann"})
			return err
		},
		"a list and a team": func(t *testing.T, c *Client) error {
			t.Helper()
			_, err := c.Members(t.Context(), MemberQuery{MemberFilter: directory.MemberFilter{TeamID: "core", IncludeExternal: true}})
			return err
		},
		"an organization": func(t *testing.T, c *Client) error {
			t.Helper()
			_, err := c.Organization(t.Context())
			return err
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			limit := paging.DefaultLimits().Time
			late := func(next http.HandlerFunc) http.HandlerFunc {
				return func(w http.ResponseWriter, r *http.Request) {
					select {
					case <-time.After(limit * 2 / 3):
						next(w, r)
					case <-r.Context().Done():
					}
				}
			}
			c, _ := inProcess(t, map[string]http.HandlerFunc{
				profilesPath:           late(listOf(nil)),
				teamsPath + "/id:core": late(says(200, team("core"))),
				organizationPath:       late(says(200, obj{"id": "1"})),
				profilesPath + "/me":   late(denied()),
				"/applications/me":     late(denied()),
			}, func(c *Config) { c.AttemptTimeout, c.MaxRetries = 24*time.Hour, 0 })
			start := time.Now()
			err := read(t, c)
			if e := clienttest.WantError[*paging.ReadTimeoutError](t, err); e.Limit != limit || time.Since(start) != limit {
				t.Errorf("%s: %v after %s", name, err, time.Since(start))
			}
		})
	}
}
