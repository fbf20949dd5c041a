package space

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
)

// everybody is the query that leaves nobody out.
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

// chain serves pages by opaque cursors: the page to ask for first has the
// cursor "".
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

func TestListEnds(t *testing.T) {
	t.Parallel()
	a, b, c := profile("a"), profile("b"), profile("c")
	for name, test := range map[string]struct {
		pages    map[string]obj
		want     string
		requests int
	}{
		"with an empty next":                              {map[string]obj{"": pageOf("x", nil, a), "x": pageOf("", nil, b)}, "a b", 2},
		"with empty data":                                 {map[string]obj{"": pageOf("x", nil, a, b), "x": pageOf("y", nil)}, "a b", 2},
		"with as many as the total says":                  {map[string]obj{"": pageOf("x", 2, a, b)}, "a b", 1},
		"with the total, after pages of one":              {map[string]obj{"": pageOf("x", 2, a), "x": pageOf("y", 2, b), "y": pageOf("z", 2)}, "a b", 3},
		"not with a short page":                           {map[string]obj{"": pageOf("x", 3, a, b), "x": pageOf("y", 3, c)}, "a b c", 2},
		"not with a short page, without a total":          {map[string]obj{"": pageOf("x", nil, a), "x": pageOf("y", nil, b, c), "y": pageOf("z", nil)}, "a b c", 3},
		"at once, when there is nobody":                   {map[string]obj{"": pageOf("", 0)}, "", 1},
		"at once, when there is nobody and no total":      {map[string]obj{"": pageOf("0", nil)}, "", 1},
		"with a next that is missing, at the total":       {map[string]obj{"": {"totalCount": 1, "data": []obj{a}}}, "a", 1},
		"with a next that repeats at the total":           {map[string]obj{"": pageOf("x", 2, a), "x": pageOf("x", 2, b)}, "a b", 2},
		"with a total that comes late":                    {map[string]obj{"": pageOf("x", nil, a, c), "x": pageOf("y", 3, b)}, "a b c", 2},
		"with a total that only the first page has":       {map[string]obj{"": pageOf("x", 3, a, c), "x": pageOf("y", nil, b)}, "a b c", 2},
		"after entries that come twice":                   {map[string]obj{"": pageOf("x", 3, a, b), "x": pageOf("y", 3, b, c), "y": pageOf("z", 3)}, "a b c", 3},
		"after entries that come twice within one page":   {map[string]obj{"": pageOf("", 1, a, a)}, "a", 1},
		"when numbers in next are no offsets":             {map[string]obj{"": pageOf("7", 3, a), "7": pageOf("5", 3, b), "5": pageOf("9", 3, c), "9": pageOf("", 3)}, "a b c", 4},
		"when two without a total agree on what is twice": {map[string]obj{"": pageOf("x", nil, a, b), "x": pageOf("", nil, b, c)}, "a b c", 4},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			members, s, err := readProfiles(t, chain(test.pages))
			if err != nil {
				t.Fatal(err)
			}
			if got := names(members); got != test.want {
				t.Errorf("read %q, want %q", got, test.want)
			}
			if name == "when numbers in next are no offsets" {
				return // some are asked for ahead, in vain
			}
			if s.total() != test.requests {
				t.Errorf("%d requests, want %d: %v", s.total(), test.requests, s.requests)
			}
		})
	}
}

func TestListThatEndsBelowItsTotalIsIncomplete(t *testing.T) {
	t.Parallel()
	for name, pages := range map[string]map[string]obj{
		"empty next":   {"": pageOf("", 3, profile("a"), profile("b"))},
		"empty data":   {"": pageOf("x", 3, profile("a"), profile("b")), "x": pageOf("y", 3)},
		"no next":      {"": {"totalCount": 3, "data": []obj{profile("a"), profile("b")}}},
		"offsets":      {"": pageOf("2", 3, profile("a"), profile("b")), "2": pageOf("3", 3)},
		"nobody there": {"": pageOf("", 3)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := readProfiles(t, chain(pages))
			e := clienttest.WantError[*IncompleteError](t, err)
			if e.Announced != 3 || e.Suspect != directory.ViewExternalUsers {
				t.Errorf("error is %+v", e)
			}
			wantText(t, err, "Members: View all external users")
		})
	}
}

func TestNextThatRepeatsIsAnError(t *testing.T) {
	t.Parallel()
	for name, pages := range map[string]map[string]obj{
		"at once":          {"": pageOf("x", 9, profile("a")), "x": pageOf("x", 9, profile("b"))},
		"in a circle":      {"": pageOf("x", nil, profile("a")), "x": pageOf("y", nil, profile("b")), "y": pageOf("x", nil, profile("c"))},
		"among offsets":    {"": pageOf("1", 9, profile("a")), "1": pageOf("2", 9, profile("b")), "2": pageOf("1", 9, profile("c"))},
		"offset stays put": {"": pageOf("1", 9, profile("a")), "1": pageOf("1", 9, profile("b"))},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := readProfiles(t, chain(pages))
			_ = clienttest.WantError[*RepeatedNextError](t, err)
			wantText(t, err, "leads back to an earlier one")
		})
	}
}

func TestPagesThatAreNoBatchAreDecodeErrors(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ body, where, reason string }{
		"no data":                   {`{"next":"","totalCount":0}`, "/data", "missing or null"},
		"null data":                 {`{"next":"","totalCount":0,"data":null}`, "/data", "missing or null"},
		"a negative total":          {`{"next":"","totalCount":-1,"data":[]}`, "/totalCount", "negative"},
		"a total in words":          {`{"next":"","totalCount":"many","data":[]}`, "/totalCount", "a string"},
		"a total beyond numbers":    {`{"next":"","totalCount":99999999999999999999,"data":[]}`, "/totalCount", "a number"},
		"next as a number":          {`{"next":1,"totalCount":0,"data":[]}`, "/next", "a number"},
		"an endless next":           {`{"next":"` + strings.Repeat("x", 5000) + `","data":[]}`, "/next", "longer"},
		"neither next nor total":    {`{"data":[{"id":"1","username":"a"}]}`, "/next", "is missing"},
		"a bare list":               {`[]`, "", "a list where an object"},
		"null":                      {`null`, "", "null where an object"},
		"two values":                {`{"next":"","data":[]}{}`, "", "something follows"},
		"a duplicate name":          {`{"next":"","data":[],"data":[]}`, "/data", "twice"},
		"an entry without an id":    {`{"next":"","data":[{"id":"1","username":"a"},{"username":"b"}]}`, "/data/1/id", "missing or empty"},
		"an entry with an empty id": {`{"next":"","data":[{"id":"","username":"b"}]}`, "/data/0/id", "missing or empty"},
		"an entry that is null":     {`{"next":"","data":[null]}`, "/data/0/id", "missing or empty"},
		"an entry without a name":   {`{"next":"","data":[{"id":"1"}]}`, "/data/0/username", "missing or empty"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := readProfiles(t, says(http.StatusOK, test.body))
			e := clienttest.WantError[*DecodeError](t, err)
			if e.Where != test.where || !strings.Contains(e.Reason, test.reason) {
				t.Errorf("error is %q at %q, want %q at %q", e.Reason, e.Where, test.reason, test.where)
			}
		})
	}
}

func TestRequestsAreForPagesOnly(t *testing.T) {
	t.Parallel()
	for members, requests := range map[int]int{
		0: 1, 1: 1, 99: 1, 101: 2, 1250: 13,
		// A total that a full page completes is confirmed by one more.
		100: 2, 1200: 13,
	} {
		t.Run(strconv.Itoa(members), func(t *testing.T) {
			t.Parallel()
			got, s, err := readProfiles(t, listOf(profiles(members)))
			if err != nil || len(got) != members {
				t.Fatalf("read %d members, %v", len(got), err)
			}
			if s.total() != requests {
				t.Errorf("%d requests for %d members, want %d", s.total(), members, requests)
			}
		})
	}
}

func TestTotalThatCountsTooLittleIsNotBelieved(t *testing.T) {
	t.Parallel()
	rows := profiles(250)
	for name, total := range map[string]int{"one page": 100, "two pages": 200, "half": 125, "none": 0} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, s, err := readProfiles(t, func(w http.ResponseWriter, r *http.Request) {
				skip, _ := strconv.Atoi(r.URL.Query().Get("$skip"))
				to := min(skip+100, len(rows))
				reply(w, http.StatusOK, pageOf(strconv.Itoa(to), total, rows[min(skip, to):to]...))
			})
			e := clienttest.WantError[*InconsistentError](t, err)
			if e.Readings != 3 || !strings.Contains(e.Reason, "hold more") {
				t.Errorf("error is %v after %d requests", e, s.total())
			}
		})
	}
}

func TestServerThatRefusesToGoPastTheEndHasAnswered(t *testing.T) {
	t.Parallel()
	rows := profiles(100)
	for name, handler := range map[string]http.HandlerFunc{
		"validation error": says(http.StatusBadRequest, obj{"error": "validation-error"}),
		"not found":        says(http.StatusNotFound, "nothing"),
		"the last again":   says(http.StatusOK, pageOf("100", 100, rows[99])),
		"the same next":    says(http.StatusOK, pageOf("100", 100)),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, _, err := readProfiles(t, inTurn(says(http.StatusOK, pageOf("100", 100, rows...)), handler))
			if err != nil || len(got) != 100 {
				t.Errorf("read %d, %v", len(got), err)
			}
		})
	}
	_, _, err := readProfiles(t, inTurn(says(http.StatusOK, pageOf("100", 100, rows...)), says(http.StatusInternalServerError, "down")))
	_ = clienttest.WantError[*APIError](t, err)
}

func TestListThatChangesWhileItIsReadIsReadAgain(t *testing.T) {
	t.Parallel()
	a, b, c := profile("a"), profile("b"), profile("c")
	good := map[string]obj{"": pageOf("x", 3, a, b), "x": pageOf("y", 3, c)}
	for name, first := range map[string]map[string]obj{
		"the total grows":         {"": pageOf("x", 2, a), "x": pageOf("y", 3, b)},
		"the total shrinks":       {"": pageOf("x", 4, a, b), "x": pageOf("y", 3, c)},
		"an entry changes":        {"": pageOf("x", 3, a, b), "x": pageOf("y", 3, profile("b", obj{"archived": true}), c)},
		"one is passed over":      {"": pageOf("x", 3, a, b), "x": pageOf("", 3, b)},
		"more than the total":     {"": pageOf("x", 2, a), "x": pageOf("y", 2, b, c)},
		"one twice, and no total": {"": pageOf("x", nil, a, b), "x": pageOf("", nil, b)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			members, s, err := readProfiles(t, inTurn(append(slices.Repeat([]http.HandlerFunc{chain(first)}, 2), chain(good))...))
			if err != nil || names(members) != "a b c" || s.total() != 4 {
				t.Errorf("read %q in %d requests, %v", names(members), s.total(), err)
			}
			_, s, err = readProfiles(t, chain(first))
			if name == "one twice, and no total" {
				return // two readings that agree are believed
			}
			if e := clienttest.WantError[*InconsistentError](t, err); e.Readings != 3 || s.total() != 6 {
				t.Errorf("gave up after %d readings and %d requests: %v", e.Readings, s.total(), err)
			}
		})
	}
}

func TestEntriesThatComeTwiceWithoutATotalAreNotBelievedWhileReadingsDiffer(t *testing.T) {
	t.Parallel()
	reading := 0
	_, _, err := readProfiles(t, func(w http.ResponseWriter, _ *http.Request) {
		reading++
		reply(w, http.StatusOK, pageOf("", nil, profile("a"), profile("a"), profile("b"+strconv.Itoa(reading))))
	})
	e := clienttest.WantError[*InconsistentError](t, err)
	if e.Readings != 3 || !strings.Contains(e.Reason, "no total") {
		t.Errorf("error is %v", e)
	}
}

func TestListWithoutAnEndIsGivenUp(t *testing.T) {
	t.Parallel()
	n := 0
	_, s, err := readProfiles(t, func(w http.ResponseWriter, _ *http.Request) {
		n++
		reply(w, http.StatusOK, pageOf("cursor"+strconv.Itoa(n), nil, profile("u"+strconv.Itoa(n))))
	})
	if e := clienttest.WantError[*TooManyPagesError](t, err); e.Limit != 2500 || s.total() != 2500 {
		t.Errorf("gave up after %d requests: %v", s.total(), err)
	}
}

func TestTotalBeyondAllBoundsIsRefusedAtOnce(t *testing.T) {
	t.Parallel()
	_, s, err := readProfiles(t, says(http.StatusOK, pageOf("1", 2_000_000_000, profile("a"))))
	if _ = clienttest.WantError[*ListTooLargeError](t, err); s.total() != 1 {
		t.Errorf("%d requests", s.total())
	}
}

func TestOffsetsAreReadAheadAndChecked(t *testing.T) {
	t.Parallel()
	rows := profiles(1000)
	// Every page lacks some that the token may not see; next counts them.
	visible := func(w http.ResponseWriter, r *http.Request) {
		skip, _ := strconv.Atoi(r.URL.Query().Get("$skip"))
		to := min(skip+100, len(rows))
		seen := []obj{}
		for i := skip; i < to; i++ {
			if i%10 != 0 {
				seen = append(seen, rows[i])
			}
		}
		reply(w, http.StatusOK, pageOf(strconv.Itoa(to), 900, seen...))
	}
	got, s, err := readProfiles(t, visible)
	if err != nil || len(got) != 900 || s.total() != 11 {
		t.Errorf("read %d in %d requests, %v", len(got), s.total(), err)
	}

	// The server skips a page half way: what was read ahead is not used.
	jump := func(w http.ResponseWriter, r *http.Request) {
		skip, _ := strconv.Atoi(r.URL.Query().Get("$skip"))
		to := min(skip+100, len(rows))
		next := strconv.Itoa(to)
		if skip == 300 {
			next = "600"
		}
		reply(w, http.StatusOK, pageOf(next, 800, rows[skip:to]...))
	}
	got, _, err = readProfiles(t, jump)
	if err != nil || len(got) != 800 || got[400].Username != "u00600" {
		t.Errorf("read %d, %v", len(got), err)
	}
}

func TestOneReadingIsSharedByAll(t *testing.T) {
	t.Parallel()
	c, s := newSpace(t, map[string]http.HandlerFunc{profilesPath: listOf(profiles(250))})
	queries := []MemberQuery{
		{}, {MemberFilter: directory.MemberFilter{IncludeExternal: true}}, {Text: "  "},
	}
	errs := make(chan error, 50)
	for i := range cap(errs) {
		go func() {
			members, err := c.Members(context.WithoutCancel(t.Context()), queries[i%len(queries)])
			if err == nil && len(members) != 250 {
				err = fmt.Errorf("%d members", len(members))
			}
			errs <- err
		}()
	}
	for range cap(errs) {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if s.total() != 3 {
		t.Errorf("%d requests, want 3", s.total())
	}
}

func TestFailureIsSharedByAll(t *testing.T) {
	t.Parallel()
	c, s := newSpace(t, map[string]http.HandlerFunc{profilesPath: denied()})
	_, first := c.Members(t.Context(), MemberQuery{})
	_, second := c.FindMember(t.Context(), directory.MemberKey{Username: "ann"})
	if first == nil || first != second || s.total() != 1 { //nolint:errorlint // the very same error
		t.Errorf("errors are %v and %v after %d requests", first, second, s.total())
	}
}
