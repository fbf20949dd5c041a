package account

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var testNow = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// simulated is a client of a simulated organization. Its retries have short
// pauses.
type simulated struct {
	*Client
	server *simulator.Server
	want   []licensing.License // the expected complete list
}

// pagesOf20 makes a server send small pages, whatever size a client asks for.
// A list of a few of them takes less time than one of large pages, and is read
// in the same way.
var pagesOf20 = simulator.WithMaxPageSize(20)

func simulate(t testing.TB, licenses int, options ...simulator.Option) *simulated {
	t.Helper()
	return serve(t, simulator.Generate(org.Options{Seed: 1, Licenses: licenses, Now: testNow, Nulls: true}), options...)
}

func serve(t testing.TB, organization *org.Organization, options ...simulator.Option) *simulated {
	t.Helper()
	want := expected(organization.Licenses)
	server, err := simulator.Start(organization, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	s := &simulated{server: server, want: want}
	s.Client = s.client(t, server.Env())
	return s
}

// client returns another client of the same server, with nothing cached.
func (s *simulated) client(t testing.TB, env map[string]string, change ...func(*Config)) *Client {
	t.Helper()
	config := Config{
		URL:          clienttest.URL(t, env["JETBRAINS_ACCOUNT_URL"]),
		CustomerCode: env["JETBRAINS_CUSTOMER_CODE"],
		Token:        transport.NewSecret(env["JETBRAINS_TOKEN"]),
		Policy: transport.Policy{
			UserAgent:      "test/1",
			MaxConcurrent:  8,
			MaxRetries:     3,
			AttemptTimeout: 10 * time.Minute, // no load exceeds it
			Now:            time.Now,
			FirstBackoff:   time.Millisecond,
		},
	}
	for _, c := range change {
		c(&config)
	}
	client := New(config)
	t.Cleanup(client.Close)
	return client
}

// fake returns a client of a server without a network.
func fake(t testing.TB, server clienttest.Server, change ...func(*Config)) *Client {
	t.Helper()
	config := Config{
		URL:          clienttest.URL(t, "https://account.example"),
		CustomerCode: "1234567",
		Token:        transport.NewSecret(testToken),
		Policy: transport.Policy{
			MaxConcurrent:  8,
			MaxRetries:     2,
			AttemptTimeout: time.Minute,
			Now:            time.Now,
			FirstBackoff:   time.Microsecond,
		},
	}
	for _, c := range change {
		c(&config)
	}
	client := newClient(config, server)
	t.Cleanup(client.Close)
	return client
}

const testToken = "faketoken0123456789abcdef"

// checkComplete fails the test unless the organization is exactly what the
// server holds.
func checkComplete(t *testing.T, organization *licensing.Organization, want []licensing.License) {
	t.Helper()
	if len(organization.Licenses) != len(want) {
		t.Fatalf("%d licenses, want %d", len(organization.Licenses), len(want))
	}
	for i := range want {
		if organization.Licenses[i] != want[i] {
			t.Fatalf("license %d differs (-want +got):\n%s", i, cmp.Diff(want[i], organization.Licenses[i]))
		}
	}
}

// expected converts a simulated organization to the domain according to the
// specification. It does not use any code of the client.
func expected(licenses []org.License) []licensing.License {
	text := func(s string) value.Optional[string] {
		if s == "" {
			return value.Optional[string]{}
		}
		return value.Some(s)
	}
	pointer := func(s *string) value.Optional[string] {
		if s == nil {
			return value.Optional[string]{}
		}
		return value.Some(*s)
	}
	instant := func(at *time.Time) time.Time {
		if at == nil {
			return time.Time{}
		}
		return time.Unix(at.Unix(), 0).UTC()
	}
	date := func(at *time.Time) value.Date {
		if at == nil {
			return 0
		}
		return value.DateOf(*at)
	}
	want := make([]licensing.License, 0, len(licenses))
	for _, l := range licenses {
		w := licensing.License{
			ID: l.ID, ProductCode: l.Product.Code, ProductName: text(l.Product.Name), Domain: pointer(l.Domain),
			Suspended: l.Suspended, Trial: l.Trial, Available: l.AvailableToAssign, Transferable: l.TransferableBetweenTeams,
		}
		if l.Team.ID != 0 {
			w.TeamID, w.TeamName = itoa(l.Team.ID), text(l.Team.Name)
		}
		if a := l.Assignee; a != nil {
			w.AssigneeType = licensing.AssigneeType(a.Type)
			w.Email, w.Name = value.NormalizeEmail(a.Email), text(a.Name)
			w.AccountEmail = w.Email
			w.ServerUID, w.ServerType = text(a.UID), text(a.ServerType)
			if a.Type == org.AssigneeLicenseKey {
				w.Name = text(a.RegistrationName)
			}
		}
		if s := l.Subscription; s != nil {
			w.Subscription, w.ValidUntil, w.Expired, w.AutoRenewed = true, instant(s.ValidUntil), s.Outdated, value.Some(s.AutomaticallyRenewed)
			w.ValidUntilDate = date(s.ValidUntil)
			w.RenewalStopped = s.PackRef == nil || *s.PackRef == "null"
			if !w.RenewalStopped {
				w.SubscriptionPack = pointer(s.PackRef)
			}
		}
		if l.Perpetual != nil {
			w.Perpetual, w.PerpetualOutdated, w.UpgradeDue = true, value.Some(l.Perpetual.Outdated), instant(l.Perpetual.UpgradeDue)
			w.UpgradeDueDate = date(l.Perpetual.UpgradeDue)
		}
		if l.LastSeen != nil {
			w.LastSeen, w.LastAssigned = instant(l.LastSeen.Seen), instant(l.LastSeen.Assigned)
			w.LastSeenDate, w.LastAssignedDate = date(l.LastSeen.Seen), date(l.LastSeen.Assigned)
			w.OfflineCode = l.LastSeen.OfflineCodeGenerated
		}
		want = append(want, w)
	}
	slices.SortFunc(want, func(a, b licensing.License) int { return strings.Compare(a.ID, b.ID) })
	return want
}
