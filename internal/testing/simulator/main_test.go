package simulator_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// now is the time of the organizations in these tests.
var now = time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)

const (
	orgList   = "/api/v1/customer/licenses"
	profiles  = "/api/http/team-directory/profiles"
	teams     = "/api/http/team-directory/teams"
	roles     = "/api/http/permission-roles/get"
	typedJSON = "application/json;charset=UTF-8"
)

func generate(licenses int) *org.Organization {
	return simulator.Generate(org.Options{Seed: 1, Licenses: licenses, Now: now})
}

func start(t testing.TB, o *org.Organization, options ...simulator.Option) *simulator.Server {
	t.Helper()
	server, err := simulator.Start(o, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return server
}

// client returns a plain HTTP client. It follows no redirects and keeps no
// connections open, so that every fault gets a new connection.
func client(t testing.TB) *http.Client {
	t.Helper()
	transport := &http.Transport{DisableKeepAlives: true}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// result is a response whose body has been read.
type result struct {
	status int
	header http.Header
	body   string
}

// request sends a request with the credentials from env that match its path.
func request(t testing.TB, server *simulator.Server, method, path, body string, env map[string]string) (result, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, server.URL()+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for header, value := range map[string]string{"X-Api-Key": env["JETBRAINS_TOKEN"], "X-Customer-Code": env["JETBRAINS_CUSTOMER_CODE"]} {
		if value != "" {
			r.Header.Set(header, value)
		}
	}
	if strings.HasPrefix(path, "/api/http/") {
		r.Header = http.Header{"Authorization": {"Bearer " + env["JETBRAINS_SPACE_TOKEN"]}}
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	response, err := client(t).Do(r)
	if err != nil {
		return result{}, err
	}
	defer response.Body.Close() //nolint:errcheck // the response is only read
	content, err := io.ReadAll(response.Body)
	return result{response.StatusCode, response.Header, string(content)}, err
}

// get sends a GET request with the default tokens and expects a response.
func get(t testing.TB, server *simulator.Server, path string) result {
	t.Helper()
	return getAs(t, server, path, server.Env())
}

func getAs(t testing.TB, server *simulator.Server, path string, env map[string]string) result {
	t.Helper()
	got, err := request(t, server, http.MethodGet, path, "", env)
	if err != nil {
		t.Fatalf("GET %s: %v", path, err)
	}
	return got
}

// spaceEnv returns the environment with the token of the given name.
func spaceEnv(t testing.TB, server *simulator.Server, name string) map[string]string {
	t.Helper()
	env, ok := server.SpaceEnvOf(name)
	if !ok {
		t.Fatalf("no token %s", name)
	}
	return env
}

func decode[T any](t testing.TB, body string) T {
	t.Helper()
	var value T
	if err := json.Unmarshal([]byte(body), &value); err != nil {
		t.Fatalf("%v in %.300s", err, body)
	}
	return value
}

// license contains the fields of a license that these tests read.
type license struct {
	LicenseID string
	Team      struct {
		ID   any
		Name string
	}
	LastSeen map[string]any
}

// licenses reads a complete list of licenses. It stops at an empty page.
func licenses(t testing.TB, server *simulator.Server, path string, env map[string]string) []license {
	t.Helper()
	var all []license
	for page := 1; ; page++ {
		got := getAs(t, server, path+"?perPage=200&page="+strconv.Itoa(page), env)
		if got.status != http.StatusOK {
			t.Fatalf("page %d: %d %s", page, got.status, got.body)
		}
		if got.body == "[]" {
			return all
		}
		all = append(all, decode[[]license](t, got.body)...)
	}
}

// batch is a page of a list of a Space.
type batch struct {
	Next       string
	TotalCount *int
	Data       []map[string]any
}

// walk reads a complete list of a Space. It follows next until it gets an empty
// page.
func walk(t testing.TB, server *simulator.Server, path, query string, env map[string]string) (items []map[string]any, first batch) {
	t.Helper()
	skip := ""
	for {
		got := getAs(t, server, path+"?"+query+skip, env)
		if got.status != http.StatusOK {
			t.Fatalf("%s: %d %s", path, got.status, got.body)
		}
		page := decode[batch](t, got.body)
		if skip == "" {
			first = page
		}
		items = append(items, page.Data...)
		if len(page.Data) == 0 || page.Next == "" {
			return items, first
		}
		skip = "&$skip=" + page.Next
	}
}
