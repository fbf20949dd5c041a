package space

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
)

// faulty is a list of 250 people, of whose pages some answer badly: fault
// handles the nth request for one, or says false.
type fault func(w http.ResponseWriter, r *http.Request, page, attempt int) bool

func faultyList(f fault) http.HandlerFunc {
	rows := profiles(250)
	attempts := make(chan map[int]int, 1)
	attempts <- map[int]int{}
	return func(w http.ResponseWriter, r *http.Request) {
		skip, _ := strconv.Atoi(r.URL.Query().Get("$skip"))
		page := skip / 100
		all := <-attempts
		all[page]++
		attempt := all[page]
		attempts <- all
		if !f(w, r, page, attempt) {
			listOf(rows)(w, r)
		}
	}
}

// cut ends the connection after some bytes of the answer.
func cut(w http.ResponseWriter, text string) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(err)
	}
	_, _ = conn.Write([]byte(text))
	_ = conn.Close()
}

// on answers the last page with a handler, the first times of it.
func on(times int, handler http.HandlerFunc) fault {
	return func(w http.ResponseWriter, r *http.Request, page, attempt int) bool {
		if page != 2 || attempt > times {
			return false
		}
		handler(w, r)
		return true
	}
}

const always = 1 << 30

func status(code int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		reply(w, code, "busy")
	}
}

func TestEveryFaultIsOvercomeOrNamed(t *testing.T) {
	t.Parallel()
	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("another server was asked, with %q", r.Header.Get("Authorization"))
	}))
	t.Cleanup(elsewhere.Close)

	var (
		zipped  bytes.Buffer
		_, _    = gzipInto(&zipped, `{"next":"","totalCount":250,"data":[]}`)
		hang    = func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
		hangup  = func(w http.ResponseWriter, _ *http.Request) { cut(w, "") }
		midHead = func(w http.ResponseWriter, _ *http.Request) { cut(w, "HTTP/1.1 200 OK\r\nContent-Ty") }
		midBody = func(w http.ResponseWriter, _ *http.Request) {
			cut(w, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"next\":")
		}
		halfZip = func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(zipped.Bytes()[:zipped.Len()/2])
		}
		huge = func(w http.ResponseWriter, _ *http.Request) {
			chunk := bytes.Repeat([]byte(" "), 1<<20)
			for range 17 {
				if _, err := w.Write(chunk); err != nil {
					return
				}
			}
		}
		row = profile("u00200")
	)
	smaller := func(w http.ResponseWriter, r *http.Request, _, _ int) bool {
		skip, _ := strconv.Atoi(r.URL.Query().Get("$skip"))
		rows := profiles(250)
		to := min(skip+30, 250)
		reply(w, http.StatusOK, pageOf(strconv.Itoa(to), 250, rows[min(skip, to):to]...))
		return true
	}
	plain := func(w http.ResponseWriter, _ *http.Request, _, _ int) bool {
		w.Header().Set("Content-Type", "text/plain")
		return false
	}

	for name, test := range map[string]struct {
		fault fault
		want  string // in the error; empty for the complete list
		kind  error
	}{
		"no fault":                             {func(http.ResponseWriter, *http.Request, int, int) bool { return false }, "", nil},
		"no answer, once":                      {on(1, hang), "", nil},
		"no answer, ever":                      {on(always, hang), "no complete response within", &transport.TimeoutError{}},
		"reset before the headers, once":       {on(1, hangup), "", nil},
		"reset before the headers, always":     {on(always, hangup), "EOF", &transport.RequestError{}},
		"reset in the headers, once":           {on(1, midHead), "", nil},
		"reset in the headers, always":         {on(always, midHead), "connection broken", &transport.RequestError{}},
		"reset in the body, once":              {on(1, midBody), "", nil},
		"reset in the body, always":            {on(always, midBody), "EOF", &transport.RequestError{}},
		"gzip broken in the middle, once":      {on(1, halfZip), "", nil},
		"gzip broken in the middle, always":    {on(always, halfZip), "EOF", &transport.RequestError{}},
		"an oversized body":                    {on(always, huge), "larger than", &transport.BodyTooLargeError{}},
		"JSON that ends in the middle":         {on(always, says(200, `{"next":"","data":[{"id":`)), "ends in the middle", &DecodeError{}},
		"JSON declared as text":                {plain, "", nil},
		"an HTML page":                         {on(always, says(200, "<!DOCTYPE html><title>Sign in</title>")), "HTML page", &DecodeError{}},
		"an empty body":                        {on(always, says(200, "")), "the body is empty", &DecodeError{}},
		"invalid UTF-8":                        {on(always, says(200, "{\"next\":\"\xff\",\"data\":[]}")), "not valid JSON", &DecodeError{}},
		"duplicate keys":                       {on(always, says(200, `{"next":"","data":[{"id":"1","id":"2"}]}`)), "/data/0/id: the same name", &DecodeError{}},
		"a wrong type in one field of one":     {on(always, says(200, pageOf("", 250, row, profile("x", obj{"username": 7})))), "/data/1/username: is a number", &DecodeError{}},
		"null for the list":                    {on(always, says(200, pageOf("", 250)["x"])), "null where an object", &DecodeError{}},
		"429, once":                            {on(1, status(429)), "", nil},
		"429 with seconds, once":               {on(1, status(429, "Retry-After", "0")), "", nil},
		"429 with a date, once":                {on(1, status(429, "Retry-After", "Mon, 02 Jan 2006 15:04:05 GMT")), "", nil},
		"429, always":                          {on(always, status(429)), "status 429", &APIError{}},
		"503, twice":                           {on(2, status(503)), "", nil},
		"503, always":                          {on(always, status(503)), "status 503", &APIError{}},
		"a Retry-After beyond patience":        {on(always, status(503, "Retry-After", "86400")), "24h0m0s", &transport.RetryAfterError{}},
		"500 on the last page, once":           {on(1, says(500, obj{"error": "internal-server-error"})), "", nil},
		"500 on the last page, always":         {on(always, says(500, obj{"error": "internal-server-error"})), "internal-server-error", &APIError{}},
		"403 on the last page":                 {on(always, denied()), "status 403 permission-denied", &APIError{}},
		"401 on the last page":                 {on(always, says(401, obj{"error": "authentication-required", "error_description": "expired"})), "authentication-required: expired", &APIError{}},
		"an error's code with status 200":      {on(always, says(200, obj{"error": "permission-denied", "error_description": "no"})), "permission-denied: no", &APIError{}},
		"a redirect to another host":           {on(always, redirect(elsewhere.URL+"/api/http/team-directory/profiles")), "refused to go", &transport.OriginError{}},
		"a redirect within the host":           {on(1, redirect("/api/http/team-directory/profiles?$skip=200&$top=100")), "", nil},
		"a redirect in a circle":               {on(always, redirect("/api/http/team-directory/profiles?$skip=200&$top=100")), "redirected more than", &transport.RedirectLoopError{}},
		"smaller pages than asked for":         {smaller, "", nil},
		"an empty page in between":             {on(always, says(200, pageOf("300", 250))), "ends after 200 of 250", &IncompleteError{}},
		"an overlap that hides some":           {on(always, says(200, pageOf("", 250, profiles(250)[190:240]...))), "announces 250 entries, and its pages hold 240", &InconsistentError{}},
		"a page again":                         {on(always, says(200, pageOf("300", 250, profiles(100)...))), "hold 200 different", &InconsistentError{}},
		"a list that grows, once":              {on(1, says(200, pageOf("251", 251, append(profiles(250)[200:], row)...))), "", nil},
		"a list that shrinks, once":            {on(1, says(200, pageOf("249", 249, profiles(249)[200:]...))), "", nil},
		"a total that always changes":          {on(always, says(200, pageOf("251", 251, profiles(251)[200:]...))), "total changed between two pages, from 250 to 251 (readings: 3)", &InconsistentError{}},
		"more than the total on the last page": {on(always, says(200, pageOf("270", 250, profiles(270)[200:]...))), "hold more", &InconsistentError{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			handler := faultyList(test.fault)
			c, _ := newSpace(t, map[string]http.HandlerFunc{profilesPath: handler}, func(c *Config) {
				if strings.HasPrefix(name, "no answer") {
					c.AttemptTimeout = 300 * time.Millisecond
				}
			})
			members, err := c.Members(t.Context(), everybody)
			if test.want == "" {
				if err != nil || len(members) != 250 {
					t.Errorf("read %d, %v; want all 250", len(members), err)
				}
				return
			}
			if members != nil {
				t.Errorf("with the error came %d members", len(members))
			}
			wantText(t, err, test.want)
			if !sameKind(err, test.kind) {
				t.Errorf("error is a %T, want a %T in it", err, test.kind)
			}
			if strings.Contains(fmt.Sprintf("%+v %#v", err, err), testToken) {
				t.Error("the error holds the token")
			}
		})
	}
}

func gzipInto(b *bytes.Buffer, text string) (int, error) {
	z := gzip.NewWriter(b)
	n, err := z.Write([]byte(text))
	return n, errors.Join(err, z.Close())
}

func redirect(to string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) }
}

// sameKind looks for an error of the type of kind.
func sameKind(err, kind error) bool {
	for ; err != nil; err = errors.Unwrap(err) {
		if fmt.Sprintf("%T", err) == fmt.Sprintf("%T", kind) {
			return true
		}
	}
	return false
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
		"as a changing entry": says(200, pageOf("", 2, profile(testToken), profile(testToken, obj{"archived": true}))),
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
	_, err := c.Teams(ctx, false)
	if !errors.Is(err, context.Canceled) {
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
	if e := clienttest.WantError[*APIError](t, err); e.Path != teamsPath {
		t.Errorf("error is %v", err)
	}
}

func TestCodeCountsBeforeTheStatus(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		meaning int
		text    string
	}{
		"code and status agree":   {denied(), 403, "status 403 permission-denied: Access denied"},
		"the code says otherwise": {says(400, obj{"error": "permission-denied"}), 403, "status 400 permission-denied"},
		"an unknown code":         {says(403, obj{"error": "something-new"}), 403, "status 403 something-new"},
		"no JSON":                 {says(403, "<html>Forbidden</html>"), 403, "status 403"},
		"half of JSON":            {says(404, `{"error":"permission-de`), 404, "status 404"},
		"JSON of another kind":    {says(403, `["permission-denied"]`), 403, "status 403"},
		"a code of another kind":  {says(401, `{"error":{"code":1}}`), 401, "status 401"},
		"no content":              {says(204, ""), 204, "status 204"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := readProfiles(t, test.handler)
			e := clienttest.WantError[*APIError](t, err)
			if e.Meaning() != test.meaning || !strings.HasSuffix(e.Error(), test.text) {
				t.Errorf("means %d: %v", e.Meaning(), e)
			}
			if e.Denied() != (test.meaning == 403) || (len(e.Permissions) > 0) != e.Denied() {
				t.Errorf("denied is %v, permissions are %v", e.Denied(), e.Permissions)
			}
		})
	}
}
