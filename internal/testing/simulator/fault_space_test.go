package simulator_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

// spacePages are what the pages of the profiles hold, ten at a time.
func spacePages(t *testing.T, server *simulator.Server, skip func(offset int) string) (pages [][]string, nexts []string, totals []int) {
	t.Helper()
	for offset := 0; offset < 30; offset += 10 {
		path := profilesPath + "?$top=10"
		if offset > 0 {
			path += "&$skip=" + url.QueryEscape(skip(offset))
		}
		page := decode[struct {
			Next       string
			TotalCount int
			Data       []struct{ ID string }
		}](t, space(t, server, path).body)
		var ids []string
		for _, item := range page.Data {
			ids = append(ids, item.ID)
		}
		pages, nexts, totals = append(pages, ids), append(nexts, page.Next), append(totals, page.TotalCount)
	}
	return pages, nexts, totals
}

func decimal(offset int) string { return fmt.Sprint(offset) }

func TestPageFaultsReachASpace(t *testing.T) {
	server := start(t, generate(250))
	whole, _, totals := spacePages(t, server, decimal)
	total := totals[0]
	for _, c := range []struct {
		name   string
		fault  simulator.Fault
		pages  [][]string
		nexts  []string
		totals []int
	}{
		{"a page again", simulator.PageAs(2, 1), [][]string{whole[0], whole[0], whole[2]}, nil, nil},
		{"a page too soon", simulator.PageAs(1, 3), [][]string{whole[2], whole[1], whole[2]}, nil, nil},
		{"overlapping", simulator.Overlapping(3), [][]string{whole[0], slices.Concat(whole[0][7:], whole[1][:7]), slices.Concat(whole[1][7:], whole[2][:7])}, nil, nil},
		{"one total", simulator.FixedTotal(7), nil, nil, []int{7, 7, 7}},
		{"a total by page", simulator.Total(func(page, total int) int { return 1000*page + total }), nil, nil, []int{1000 + total, 2000 + total, 3000 + total}},
		{"the end below the total", simulator.SpaceEndsBelowTotal(2), nil, nil, []int{total + 2, total + 2, total + 2}},
		{"a total that changes", simulator.SpaceTotalChanges(), nil, nil, []int{total, total + 1, total + 2}},
		{"a next that repeats", simulator.SpaceNextRepeats(), nil, []string{"10", "10", "20"}, nil},
		{"another next", simulator.SpaceNext(func(skip, next string) string { return skip + "/" + next }), nil, []string{"/10", "10/20", "20/30"}, nil},
		{"no data", simulator.SpaceData("[]").OnPage(2), [][]string{whole[0], nil, whole[2]}, nil, nil},
		{"null for data", simulator.SpaceData("null").OnPage(2), [][]string{whole[0], nil, whole[2]}, nil, nil},
	} {
		server.Fail(c.fault)
		pages, nexts, totals := spacePages(t, server, decimal)
		if c.pages == nil {
			c.pages = whole
		}
		if c.nexts == nil {
			c.nexts = []string{"10", "20", "30"}
		}
		if c.totals == nil {
			c.totals = []int{total, total, total}
		}
		if !slices.EqualFunc(pages, c.pages, slices.Equal) || !slices.Equal(nexts, c.nexts) || !slices.Equal(totals, c.totals) {
			t.Errorf("%s: %v %v\n got %v\nwant %v", c.name, nexts, totals, pages, c.pages)
		}
	}
}

func TestPageFaultsKnowOpaqueTokens(t *testing.T) {
	server := start(t, generate(250), simulator.WithSpaceOpaqueNext())
	tokens := map[int]string{}
	opaque := func(offset int) string { return tokens[offset] }
	first := decode[batch](t, space(t, server, profilesPath+"?$top=10").body)
	tokens[10] = *first.Next
	second := decode[batch](t, space(t, server, profilesPath+"?$top=10&$skip="+tokens[10]).body)
	tokens[20] = *second.Next
	whole, _, _ := spacePages(t, server, opaque)
	server.Fail(simulator.PageAs(1, 2))
	if pages, _, _ := spacePages(t, server, opaque); !slices.Equal(pages[0], whole[1]) || !slices.Equal(pages[1], whole[1]) {
		t.Errorf("the second page for the first: %v", pages)
	}
	server.Fail(simulator.Overlapping(1).OnPage(3))
	if pages, _, _ := spacePages(t, server, opaque); !slices.Equal(pages[1], whole[1]) || pages[2][0] != whole[1][9] || pages[2][1] != whole[2][0] {
		t.Errorf("the third page overlaps: %v", pages)
	}
}

func TestTheTotalOfASpaceMayBeAText(t *testing.T) {
	server := start(t, generate(10))
	server.Fail(simulator.TotalText("many"))
	if a := space(t, server, teamsPath+"?$fields=totalCount"); string(a.body) != `{"totalCount":"many"}` {
		t.Errorf("%s", a.body)
	}
	if a := space(t, server, teamsPath+"?$fields=next"); string(a.body) != `{"next":"10"}` {
		t.Errorf("a total that nobody asked for: %s", a.body)
	}
	nulls := start(t, generate(10), simulator.WithSpaceNullTotal())
	nulls.Fail(simulator.FixedTotal(7))
	if a := space(t, nulls, teamsPath+"?$fields=totalCount"); string(a.body) != `{"totalCount":null}` {
		t.Errorf("a total that is null: %s", a.body)
	}
}

func TestItemsOfASpaceCanBeSpoilt(t *testing.T) {
	server := small(t)
	fields := profilesPath + "?$fields=next,data(id,username,name(firstName))"
	a, b := `{"id":"memberAAAAAA","username":"Anna.Berg","name":{"firstName":"Anna"}}`, `{"id":"memberBBBBBB","username":"ben","name":{"firstName":"Ben"}}`
	for _, c := range []struct {
		name  string
		fault simulator.Fault
		want  string
	}{
		{"a field", simulator.SetField(1, "name.firstName", "7"), `{"data":[` + a + `,{"id":"memberBBBBBB","name":{"firstName":7},"username":"ben"}],"next":"2"}`},
		{"no field", simulator.DropField(0, "name"), `{"data":[{"id":"memberAAAAAA","username":"Anna.Berg"},` + b + `],"next":"2"}`},
		{"unreadable", simulator.SpaceUnreadable("name", "emails"), `{"data":[{"$errors":` + strings.TrimPrefix(inaccessible("name", "emails"), `"$errors":`) + `,"id":"memberAAAAAA","username":"Anna.Berg"},` +
			`{"$errors":` + strings.TrimPrefix(inaccessible("name", "emails"), `"$errors":`) + `,"id":"memberBBBBBB","username":"ben"}],"next":"2"}`},
	} {
		server.Fail(c.fault)
		if got := space(t, server, fields); string(got.body) != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, got.body, c.want)
		}
	}
	server.Fail(simulator.DuplicateKey(0, "id", `"other"`))
	if got := space(t, server, fields); !strings.Contains(string(got.body), `,"id":"other"}`) || strings.Count(string(got.body), `"id":`) != 3 {
		t.Errorf("%s", got.body)
	}
	server.Fail(simulator.SetField(0, "username", "7"))
	if got := space(t, server, profilesPath+"/me?$fields=username"); string(got.body) != `{"username":7}` {
		t.Errorf("one profile: %s", got.body)
	}
}

func TestEveryErrorOfASpaceCanBeAnswered(t *testing.T) {
	server := start(t, generate(10))
	codes := simulator.SpaceErrorCodes()
	if len(codes) != 8 {
		t.Errorf("%d codes", len(codes))
	}
	for code, status := range codes {
		server.Fail(simulator.SpaceError(code).OnSpace())
		wantSpaceError(t, code, askSpace(t, server, server.SpaceEnv(), teamsPath, ""), status, code)
		if a := get(t, server, "/api/v1/token"); a.status != http.StatusOK {
			t.Errorf("%s reaches the Account API", code)
		}
	}
	server.Fail(simulator.SpaceErrorBody(200, "not-found", "x"))
	wantSpaceError(t, "the code before the status", askSpace(t, server, server.SpaceEnv(), teamsPath, ""), 200, "not-found")
	server.Fail(simulator.SpaceRateLimited("3").First(1))
	a := askSpace(t, server, server.SpaceEnv(), teamsPath, "")
	wantSpaceError(t, "rate limit", a, 429, "rate-limited")
	if a.header.Get("Retry-After") != "3" {
		t.Errorf("%v", a.header)
	}
	space(t, server, teamsPath)
	defer func() {
		if recover() == nil {
			t.Error("an error that does not exist can be answered")
		}
	}()
	simulator.SpaceError("nonsense")
}

func TestFaultsOfAnyAPIWorkOnASpace(t *testing.T) {
	server := small(t)
	whole := string(space(t, server, teamsPath).body)
	for _, c := range []struct {
		name  string
		fault simulator.Fault
		is    func(answer) bool
	}{
		{"truncated", simulator.Truncated(), func(a answer) bool { return string(a.body) == whole[:len(whole)/2] }},
		{"not JSON", simulator.NotJSON(), func(a answer) bool { return a.status == 200 && string(a.body) == "everything is fine" }},
		{"login page", simulator.LoginPage(), func(a answer) bool { return strings.HasPrefix(a.header.Get("Content-Type"), "text/html") }},
		{"null", simulator.NullBody(), func(a answer) bool { return string(a.body) == "null" }},
		{"more data", simulator.TrailingData("{}"), func(a answer) bool { return string(a.body) == whole+"{}" }},
		{"bad UTF-8", simulator.InvalidUTF8(), func(a answer) bool { return strings.Contains(string(a.body), "\"name\":\"\xff\xfe") }},
		{"gzip", simulator.Gzipped(), func(a answer) bool { return string(a.body) == whole }},
		{"elsewhere", simulator.RedirectToHost(307, "http://192.0.2.1"), func(a answer) bool { return a.header.Get("Location") == "http://192.0.2.1"+teamsPath }},
		{"too much", simulator.Oversized(100_000), func(a answer) bool {
			return len(a.body) >= 100_000 && len(decode[batch](t, a.body).Data) > 1000
		}},
		{"lists", simulator.ServerError().OnLists(), func(a answer) bool { return a.status == 500 }},
		{"the first page", simulator.ServerError().OnPage(1), func(a answer) bool { return a.status == 500 }},
		{"the second page", simulator.ServerError().OnPage(2), func(a answer) bool { return a.status == 200 }},
		{"the other API", simulator.ServerError().OnAccount(), func(a answer) bool { return a.status == 200 }},
		{"another path", simulator.ServerError().OnPath(profilesPath), func(a answer) bool { return a.status == 200 }},
	} {
		server.Fail(c.fault)
		if a := askSpace(t, server, server.SpaceEnv(), teamsPath, ""); !c.is(a) {
			t.Errorf("%s: %d %v %.200q", c.name, a.status, a.header, a.body)
		}
	}
	server.Fail(simulator.SpaceData("7"))
	if a := space(t, server, teamsPath+"/name:Core?$fields=name"); string(a.body) != `{"name":"Core"}` {
		t.Errorf("a single team is no list: %s", a.body)
	}
	server.Fail(simulator.CutMidBody().OnSpace())
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL()+teamsPath, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+server.SpaceEnv()["JETBRAINS_SPACE_TOKEN"])
	response, err := client(t).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // only read
	if _, err := io.ReadAll(response.Body); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a body cut in the middle: %v", err)
	}
}

func TestPeopleMayJoinASpaceBetweenTwoPages(t *testing.T) {
	server := start(t, generate(250))
	env := server.SpaceEnv()
	_, before, _ := walk(t, server, env, profilesPath, url.Values{})
	server.Fail(simulator.Before(func(simulator.Request) {
		server.Update(func(org *simulator.Organization) {
			org.Space.Members = append([]simulator.SpaceMember{{ID: "newcomer0000", Username: "new"}}, org.Space.Members...)
		})
	}).OnPage(2))
	items, total, _ := walk(t, server, env, profilesPath, url.Values{})
	if *total != *before+1 || len(items) != *total || items[99]["id"] != items[100]["id"] {
		t.Errorf("%d items of %d, %v and %v", len(items), *total, items[99]["id"], items[100]["id"])
	}
}

func TestUpdatesAndRequestsToASpaceMayRunAtOnce(t *testing.T) {
	server := start(t, generate(200))
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 20 {
			server.Update(func(org *simulator.Organization) { org.Space.Members = org.Space.Members[1:] })
		}
	}()
	for range 10 {
		page := decode[batch](t, space(t, server, profilesPath+"?$top=1000&orgRelation=ANY&$fields=totalCount,data(id,memberships(team(name)),managers(username))").body)
		if len(page.Data) != *page.TotalCount {
			t.Errorf("%d of %d", len(page.Data), *page.TotalCount)
		}
	}
	<-done
}
