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

// settings contains what the options of [Start] set.
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

// WithLatency waits for the given time before each response.
func WithLatency(latency time.Duration) Option { return func(s *settings) { s.latency = latency } }

// WithoutRecording turns off the recording of requests, for a server that runs
// for a long time.
func WithoutRecording() Option { return func(s *settings) { s.noRecord = true } }

// WithMaxPageSize limits the number of licenses, or of a Space's members,
// teams, or memberships, on a page. The limit applies even if perPage or $top
// asks for more.
func WithMaxPageSize(size int) Option {
	return func(s *settings) { s.account.MaxPageSize, s.space.MaxPageSize = size, size }
}

// WithoutTotal omits X-Total-Count.
func WithoutTotal() Option { return func(s *settings) { s.account.WithoutTotal = true } }

// WithoutLink omits Link.
func WithoutLink() Option { return func(s *settings) { s.account.WithoutLink = true } }

// WithSpaceOpaqueNext makes next an opaque token instead of a numeric offset.
// The server then rejects a number as $skip.
func WithSpaceOpaqueNext() Option { return func(s *settings) { s.space.OpaqueNext = true } }

// WithSpaceEmptyLastNext makes next empty on the last page of a list.
// Otherwise, next is an offset at which there are no items.
func WithSpaceEmptyLastNext() Option { return func(s *settings) { s.space.EmptyLastNext = true } }

// WithSpaceNullTotal makes totalCount null.
func WithSpaceNullTotal() Option { return func(s *settings) { s.space.NullTotal = true } }

// WithSpaceBareDates sends dates and moments as strings, as the OpenAPI export
// describes them, instead of objects.
func WithSpaceBareDates() Option { return func(s *settings) { s.space.BareDates = true } }

// WithSpaceRightCodeObjects sends rightCode as an object with className and
// code.
func WithSpaceRightCodeObjects() Option { return func(s *settings) { s.space.RightCodeObjects = true } }

// WithSpaceBasicProfiles lets a token with only Profile.View.Basic read
// profiles. The response names the fields that the token cannot read in
// $errors. Without this option, such a token gets 403.
func WithSpaceBasicProfiles() Option { return func(s *settings) { s.space.BasicProfiles = true } }

// Server serves an organization until it is closed. Its methods are safe for
// concurrent use.
type Server struct {
	settings settings
	http     *http.Server
	url      string
	stop     context.CancelFunc
	router   *http.ServeMux

	orgMu sync.RWMutex // guards org and index
	org   *org.Organization
	index *spaceapi.Index

	mu          sync.Mutex // guards the following fields
	closed      bool
	requests    []*fault.Request
	faults      *fault.Script
	inFlight    int
	maxInFlight int

	running sync.WaitGroup // counts handlers and the goroutine that accepts connections
}

// Generate makes an organization; see [org.Generate].
func Generate(options org.Options) *org.Organization { return org.Generate(options) }

// Start serves the organization. From then on, the organization belongs to the
// server. Only [Server.Update] may change it.
func Start(o *org.Organization, options ...Option) (*Server, error) {
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
	spaceapi.Register(s.router, s.settings.space, func(look func(*org.Organization, *spaceapi.Index)) {
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
			panic(fmt.Sprintf("simulator: %v", err)) // a loopback listener does not fail on its own
		}
	})
	return s, nil
}

// route passes a request to the API for its path. It rejects other spellings of
// a path, because the standard library's router would redirect them.
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

// reachable returns an address that a client can connect to, given the address
// that the server listens on.
func reachable(address net.Addr) string {
	if tcp, ok := address.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("127.0.0.1:%d", tcp.Port)
	}
	return address.String()
}

// URL returns the address of the server without a trailing slash.
func (s *Server) URL() string { return s.url }

// Close ends all active requests, including those that hang, and stops the
// server. It waits for running callbacks of [fault.Before].
func (s *Server) Close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.stop()
	_ = s.http.Close() // closes the listener and the connections; an error needs no action
	s.running.Wait()
}

// Fail replaces all active faults with the given faults and sets their counts
// to zero. Without arguments, it ends all faults.
func (s *Server) Fail(faults ...fault.Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = fault.NewScript(faults...)
}

// Update changes the organization while the server runs. Each request sees the
// organization either before or after the change. change must not call methods
// of the server.
func (s *Server) Update(change func(*org.Organization)) {
	s.orgMu.Lock()
	defer s.orgMu.Unlock()
	change(s.org)
	s.index = spaceapi.NewIndex(s.org)
}

// View gives look access to the organization. look must not change the
// organization or keep a reference to it.
func (s *Server) View(look func(*org.Organization)) {
	s.orgMu.RLock()
	defer s.orgMu.RUnlock()
	look(s.org)
}

// Env returns the environment variables that point a client at this server,
// with the organization token. They include those of [Server.SpaceEnv].
func (s *Server) Env() map[string]string {
	s.orgMu.RLock()
	defer s.orgMu.RUnlock()
	return s.env(s.org.Token)
}

// TeamEnv returns the variables of [Server.Env] with the token of the given
// team. ok is false if no such team exists.
func (s *Server) TeamEnv(name string) (env map[string]string, ok bool) {
	s.orgMu.RLock()
	defer s.orgMu.RUnlock()
	i := slices.IndexFunc(s.org.Teams, func(t org.Team) bool { return t.Name == name })
	if i < 0 {
		return nil, false
	}
	return s.env(s.org.Teams[i].Token), true
}

// The caller of env must hold the lock on the organization.
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

// SpaceEnv returns the environment variables that point a client at the
// organization's Space, with a personal token that has [org.SpacePermissions]. The
// map is empty if the organization has no Space.
func (s *Server) SpaceEnv() map[string]string {
	env, ok := s.SpaceEnvOf(org.SpaceReader)
	if !ok {
		return map[string]string{}
	}
	return env
}

// SpaceEnvOf returns the variables of [Server.SpaceEnv] with the token of the
// given name, such as [org.SpaceAdministrator] or [org.SpaceApplication]. ok is false
// if no such token exists.
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

// SpaceTokenEnv returns the variables of [Server.SpaceEnv] with a personal
// token that has only the given permissions. It creates the token if none
// exists yet. It panics if the organization has no Space.
func (s *Server) SpaceTokenEnv(permissions ...string) map[string]string {
	codes := slices.Compact(slices.Sorted(slices.Values(permissions)))
	name := "only " + strings.Join(codes, ",")
	var token org.SpaceToken
	s.Update(func(o *org.Organization) {
		if o.Space == nil {
			panic("simulator: the organization has no Space")
		}
		token = o.Space.NewSpaceToken(name, fmt.Sprintf("fakespacesubset%x", sha256.Sum256([]byte(name)))[:40], codes)
	})
	return s.spaceEnv(token.Token)
}
