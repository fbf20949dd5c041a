package simulator

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/accountapi"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/response"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/spaceapi"
)

// settings are what the options of [Start] decide.
type settings struct {
	address  string
	latency  time.Duration
	noRecord bool
	account  accountapi.Settings
	space    spaceapi.Settings
}

// Option is a setting of a server.
type Option func(*settings)

// WithAddress serves at host:port instead of a free port on loopback.
func WithAddress(address string) Option { return func(s *settings) { s.address = address } }

// WithLatency waits that long before it responds to a request.
func WithLatency(latency time.Duration) Option { return func(s *settings) { s.latency = latency } }

// WithoutRecording keeps no requests, for a server that runs for a long time.
func WithoutRecording() Option { return func(s *settings) { s.noRecord = true } }

// WithMaxPageSize makes pages of at most so many licenses or Space's members,
// teams and memberships, even if perPage or $top asks for more.
func WithMaxPageSize(size int) Option {
	return func(s *settings) { s.account.MaxPageSize, s.space.MaxPageSize = size, size }
}

// WithoutTotal leaves X-Total-Count out.
func WithoutTotal() Option { return func(s *settings) { s.account.WithoutTotal = true } }

// WithoutLink leaves Link out.
func WithoutLink() Option { return func(s *settings) { s.account.WithoutLink = true } }

// WithSpaceOpaqueNext makes next a token without meaning instead of a numeric
// offset; a number is then refused as $skip.
func WithSpaceOpaqueNext() Option { return func(s *settings) { s.space.OpaqueNext = true } }

// WithSpaceEmptyLastNext makes next empty on the last page of a list, instead of
// an offset at which there is nothing.
func WithSpaceEmptyLastNext() Option { return func(s *settings) { s.space.EmptyLastNext = true } }

// WithSpaceNullTotal makes totalCount null.
func WithSpaceNullTotal() Option { return func(s *settings) { s.space.NullTotal = true } }

// WithSpaceBareDates sends dates and moments as strings, as the OpenAPI export
// describes them, instead of objects.
func WithSpaceBareDates() Option { return func(s *settings) { s.space.BareDates = true } }

// WithSpaceRightCodeObjects sends rightCode as an object with className and code.
func WithSpaceRightCodeObjects() Option { return func(s *settings) { s.space.RightCodeObjects = true } }

// WithSpaceBasicProfiles lets a token with Profile.View.Basic alone read
// profiles; what it may not read of them is named in $errors. Without it the
// token gets 403.
func WithSpaceBasicProfiles() Option { return func(s *settings) { s.space.BasicProfiles = true } }

// Server serves an organization until it is closed. Its methods may be called
// from any goroutine.
type Server struct {
	settings settings
	http     *http.Server
	url      string
	stop     context.CancelFunc
	router   *http.ServeMux

	orgMu sync.RWMutex // guards org and index
	org   *Organization
	index *spaceapi.Index

	mu          sync.Mutex // guards what follows
	closed      bool
	requests    []*Request
	faults      *fault.Script
	inFlight    int
	maxInFlight int

	running sync.WaitGroup // handlers, and the goroutine that accepts connections
}

// Generate makes an organization; see [org.Generate].
func Generate(options Options) *Organization { return org.Generate(options) }

// Start serves the organization, which from now on belongs to the server and is
// changed through [Server.Update] only.
func Start(o *Organization, options ...Option) (*Server, error) {
	s := &Server{
		settings: settings{address: "127.0.0.1:0"},
		router:   http.NewServeMux(),
		org:      o, index: spaceapi.NewIndex(o),
		faults: fault.NewScript(),
	}
	for _, option := range options {
		option(&s.settings)
	}
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", s.settings.address)
	if err != nil {
		return nil, fmt.Errorf("simulator: cannot listen: %w", err)
	}
	s.url = "http://" + reachable(listener.Addr())
	s.settings.account.URL = s.url
	accountapi.Register(s.router, s.settings.account, s.View)
	spaceapi.Register(s.router, s.settings.space, func(look func(*Organization, *spaceapi.Index)) {
		s.orgMu.RLock()
		defer s.orgMu.RUnlock()
		look(s.org, s.index)
	})
	for _, pattern := range []string{"/", accountapi.Base, spaceapi.Base} {
		s.router.HandleFunc(pattern, notFound)
	}
	base, stop := context.WithCancel(context.Background())
	s.stop = stop
	s.http = &http.Server{
		Handler:           http.HandlerFunc(s.serve),
		ReadHeaderTimeout: time.Minute,
		BaseContext:       func(net.Listener) context.Context { return base },
		ErrorLog:          log.New(io.Discard, "", 0), // faults break connections on purpose
	}
	s.running.Go(func() {
		if err := s.http.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			panic(fmt.Sprintf("simulator: %v", err)) // a listener on loopback does not fail by itself
		}
	})
	return s, nil
}

// route hands a request to the API of its path. Other spellings of a path do not
// exist; the router of the standard library would redirect to it.
func (s *Server) route(w http.ResponseWriter, r *http.Request) {
	if path.Clean(r.URL.Path) != r.URL.Path {
		notFound(w, r)
		return
	}
	s.router.ServeHTTP(w, r)
}

func notFound(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		response.MethodNotAllowed(response.HTML(http.StatusMethodNotAllowed), http.MethodGet).Write(w)
		return
	}
	response.HTML(http.StatusNotFound).Write(w)
}

// reachable is an address to connect to for one that was listened at.
func reachable(address net.Addr) string {
	if tcp, ok := address.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("127.0.0.1:%d", tcp.Port)
	}
	return address.String()
}

// URL is the address of the server, without a slash at the end.
func (s *Server) URL() string { return s.url }

// Close ends requests under way, also those that hang, and stops the server.
// It waits for callbacks of [fault.Before] that are running.
func (s *Server) Close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.stop()
	_ = s.http.Close() // closes the listener and the connections; an error leaves nothing to do
	s.running.Wait()
}

// Fail puts these faults into force instead of those before, with their counts
// at zero; without any it ends all faults.
func (s *Server) Fail(faults ...fault.Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = fault.NewScript(faults...)
}

// Update changes the organization while it is served: each request sees it
// either before or after. change must not call methods of the server.
func (s *Server) Update(change func(*Organization)) {
	s.orgMu.Lock()
	defer s.orgMu.Unlock()
	change(s.org)
	s.index = spaceapi.NewIndex(s.org)
}

// View shows the organization, which must not be changed or kept.
func (s *Server) View(look func(*Organization)) {
	s.orgMu.RLock()
	defer s.orgMu.RUnlock()
	look(s.org)
}

// Env are the environment variables that point a client at this server, with
// the organization's token, and those of [Server.SpaceEnv].
func (s *Server) Env() map[string]string {
	s.orgMu.RLock()
	defer s.orgMu.RUnlock()
	return s.env(s.org.Token)
}

// TeamEnv is [Server.Env] with the token of the team of that name. ok is false
// if there is no such team.
func (s *Server) TeamEnv(name string) (env map[string]string, ok bool) {
	s.orgMu.RLock()
	defer s.orgMu.RUnlock()
	i := slices.IndexFunc(s.org.Teams, func(t org.Team) bool { return t.Name == name })
	if i < 0 {
		return nil, false
	}
	return s.env(s.org.Teams[i].Token), true
}

// env must be called with the organization locked.
func (s *Server) env(token string) map[string]string {
	env := map[string]string{
		"JETBRAINS_ACCOUNT_URL":   s.url,
		"JETBRAINS_CUSTOMER_CODE": s.org.CustomerCode,
		"JETBRAINS_TOKEN":         token,
	}
	if s.org.Space != nil {
		maps.Copy(env, s.spaceEnv(s.org.Space.Token))
	}
	return env
}

func (s *Server) spaceEnv(token string) map[string]string {
	return map[string]string{"JETBRAINS_SPACE_URL": s.url, "JETBRAINS_SPACE_TOKEN": token}
}

// SpaceEnv are the environment variables that point a client at the
// organization's Space, with a personal token that has [SpacePermissions]. They
// are empty if the organization has no Space.
func (s *Server) SpaceEnv() map[string]string {
	env, ok := s.SpaceEnvOf(org.SpaceReader)
	if !ok {
		return map[string]string{}
	}
	return env
}

// SpaceEnvOf is [Server.SpaceEnv] with the token of that name, such as
// [SpaceAdministrator] or [SpaceApplication]. ok is false if there is none.
func (s *Server) SpaceEnvOf(name string) (env map[string]string, ok bool) {
	s.orgMu.RLock()
	defer s.orgMu.RUnlock()
	if s.org.Space == nil {
		return nil, false
	}
	i := slices.IndexFunc(s.org.Space.Tokens, func(t org.SpaceToken) bool { return t.Name == name })
	if i < 0 {
		return nil, false
	}
	return s.spaceEnv(s.org.Space.Tokens[i].Token), true
}

// SpaceTokenEnv is [Server.SpaceEnv] with a personal token that has these
// permissions and no others, which is made if there is none yet. It panics if
// the organization has no Space.
func (s *Server) SpaceTokenEnv(permissions ...string) map[string]string {
	wanted := slices.Compact(slices.Sorted(slices.Values(permissions)))
	name := "only " + strings.Join(wanted, ",")
	var token org.SpaceToken
	s.Update(func(o *Organization) {
		if o.Space == nil {
			panic("simulator: the organization has no Space")
		}
		token = o.Space.NewSpaceToken(name, fmt.Sprintf("fakespacesubset%x", sha256.Sum256([]byte(name)))[:40], wanted)
	})
	return s.spaceEnv(token.Token)
}
