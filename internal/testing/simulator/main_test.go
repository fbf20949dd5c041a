package simulator_test

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// now is when the organizations of these tests are seen.
var now = time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)

func generate(licenses int) *simulator.Organization {
	return simulator.Generate(simulator.Options{Seed: 1, Licenses: licenses, Now: now})
}

func start(t testing.TB, org *simulator.Organization, options ...simulator.Option) *simulator.Server {
	t.Helper()
	server, err := simulator.Start(org, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return server
}

// client is a plain HTTP client that follows no redirects and keeps no
// connections, so that every fault meets a fresh one.
func client(t testing.TB) *http.Client {
	t.Helper()
	transport := &http.Transport{DisableKeepAlives: true}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// answer is a response that has been read.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// request asks with the credentials of the environment.
func request(t testing.TB, server *simulator.Server, method, path string, env map[string]string) (answer, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, server.URL()+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if token := env["JETBRAINS_TOKEN"]; token != "" {
		r.Header.Set("X-Api-Key", token)
	}
	if code := env["JETBRAINS_CUSTOMER_CODE"]; code != "" {
		r.Header.Set("X-Customer-Code", code)
	}
	response, err := client(t).Do(r)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close() //nolint:errcheck // only read
	body, err := io.ReadAll(response.Body)
	return answer{response.StatusCode, response.Header, body}, err
}

// get asks with the organization's token and wants an answer.
func get(t testing.TB, server *simulator.Server, path string) answer {
	t.Helper()
	a, err := request(t, server, http.MethodGet, path, server.Env())
	if err != nil {
		t.Fatalf("GET %s: %v", path, err)
	}
	return a
}

// wireLicense is what these tests read of a license.
type wireLicense struct {
	LicenseID string `json:"licenseId"`
	Product   struct{ Code, Name string }
	Assignee  *struct {
		Type, Name, Email, UID, ServerType, RegistrationName, Key, LegacyKey string
	}
	Subscription *struct {
		ValidUntilDate         string
		SubscriptionPackRef    *string
		IsAutomaticallyRenewed bool
		IsOutdated             bool
	}
	Perpetual *struct {
		UpgradeDueDate string
		IsOutdated     bool
	}
	Domain   *string
	LastSeen *struct {
		LastSeenDate, LastAssignmentDate *string
		IsOfflineCodeGenerated           bool
	}
	Team *struct {
		ID   int
		Name string
	}
	IsTransferableBetweenTeams, IsTrial, IsAvailableToAssign, IsSuspended bool
}

func decode[T any](t testing.TB, body []byte) T {
	t.Helper()
	var value T
	if err := json.Unmarshal(body, &value); err != nil {
		t.Fatalf("%v in %.300s", err, body)
	}
	return value
}

// pages reads a whole list until an empty page and returns the bodies.
func pages(t testing.TB, server *simulator.Server, path string) [][]byte {
	t.Helper()
	var bodies [][]byte
	for page := 1; ; page++ {
		a := get(t, server, path+"?perPage=200&page="+strconv.Itoa(page))
		if a.status != http.StatusOK {
			t.Fatalf("page %d: status %d", page, a.status)
		}
		if string(a.body) == "[]" {
			return bodies
		}
		bodies = append(bodies, a.body)
	}
}

// licenses reads a whole list.
func licenses(t testing.TB, server *simulator.Server, path string) []wireLicense {
	t.Helper()
	var all []wireLicense
	for _, body := range pages(t, server, path) {
		all = append(all, decode[[]wireLicense](t, body)...)
	}
	return all
}

// ids are the license ids, sorted, without repetitions.
func ids(licenses []wireLicense) []string {
	set := map[string]bool{}
	for _, license := range licenses {
		set[license.LicenseID] = true
	}
	return slices.Sorted(maps.Keys(set))
}

const orgList = "/api/v1/customer/licenses"
