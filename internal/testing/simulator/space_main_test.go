package simulator_test

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

const (
	spaceAPI        = "/api/http"
	profilesPath    = spaceAPI + "/team-directory/profiles"
	teamsPath       = spaceAPI + "/team-directory/teams"
	membershipsPath = spaceAPI + "/team-directory/memberships"
	rolesPath       = spaceAPI + "/permission-roles"
	checkPath       = spaceAPI + "/permissions/check-permission"
)

// askSpace asks with the token of the environment; a body makes it a POST.
func askSpace(t testing.TB, server *simulator.Server, env map[string]string, path, body string) answer {
	t.Helper()
	method, content := http.MethodGet, io.Reader(nil)
	if body != "" {
		method, content = http.MethodPost, strings.NewReader(body)
	}
	r, err := http.NewRequestWithContext(t.Context(), method, server.URL()+path, content)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+env["JETBRAINS_SPACE_TOKEN"])
	r.Header.Set("Accept", "application/json")
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	return do(t, r)
}

func do(t testing.TB, r *http.Request) answer {
	t.Helper()
	response, err := client(t).Do(r)
	if err != nil {
		t.Fatalf("%s %s: %v", r.Method, r.URL, err)
	}
	defer response.Body.Close() //nolint:errcheck // only read
	content, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, content}
}

// space asks with the usual token and wants 200.
func space(t testing.TB, server *simulator.Server, path string) answer {
	t.Helper()
	a := askSpace(t, server, server.SpaceEnv(), path, "")
	if a.status != http.StatusOK {
		t.Fatalf("GET %s: %d %s", path, a.status, a.body)
	}
	return a
}

func envOf(t testing.TB, server *simulator.Server, name string) map[string]string {
	t.Helper()
	env, ok := server.SpaceEnvOf(name)
	if !ok {
		t.Fatalf("no token %q", name)
	}
	return env
}

// batch is a page of any list.
type batch struct {
	Next       *string
	TotalCount *int
	Data       []map[string]any
}

// walk reads a whole list by next, until it has as many items as the total says
// or an empty page, and returns the items and the number of pages.
func walk(t testing.TB, server *simulator.Server, env map[string]string, path string, query url.Values) (items []map[string]any, total *int, pages int) {
	t.Helper()
	for {
		a := askSpace(t, server, env, path+"?"+query.Encode(), "")
		if a.status != http.StatusOK {
			t.Fatalf("%s?%s: %d %s", path, query.Encode(), a.status, a.body)
		}
		page := decode[batch](t, a.body)
		total = page.TotalCount
		pages++
		items = append(items, page.Data...)
		if len(page.Data) == 0 || page.Next == nil || *page.Next == "" || total != nil && len(items) == *total {
			return items, total, pages
		}
		if pages > 2000 {
			t.Fatal("the list does not end")
		}
		query.Set("$skip", *page.Next)
	}
}

// texts are the values of one field of the items, sorted.
func texts(items []map[string]any, field string) []string {
	values := []string{}
	for _, item := range items {
		value, _ := item[field].(string)
		values = append(values, value)
	}
	slices.Sort(values)
	return values
}

// member is the first member of the Space for which is is true.
func memberWho(t testing.TB, org *simulator.Organization, is func(*simulator.SpaceMember) bool) *simulator.SpaceMember {
	t.Helper()
	for i := range org.Space.Members {
		if is(&org.Space.Members[i]) {
			return &org.Space.Members[i]
		}
	}
	t.Fatal("there is no such member")
	return nil
}

func isExternal(m *simulator.SpaceMember) bool { return m.External || m.ExternalLight }

// isMember tells whether the default list of profiles holds somebody.
func isMember(m *simulator.SpaceMember) bool {
	return !isExternal(m) && isCurrent(m)
}

func isCurrent(m *simulator.SpaceMember) bool {
	return !m.Archived && (m.Joined == nil || m.Joined.Before(now))
}

func countMembers(org *simulator.Organization, is func(*simulator.SpaceMember) bool) (n int) {
	for i := range org.Space.Members {
		if is(&org.Space.Members[i]) {
			n++
		}
	}
	return n
}

func tokenOf(org *simulator.Organization, name string) string {
	for _, token := range org.Space.Tokens {
		if token.Name == name {
			return token.Token
		}
	}
	return ""
}
