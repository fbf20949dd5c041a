package simulator

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// settings are what the options of [Start] decide.
type settings struct {
	address     string
	latency     time.Duration
	maxPageSize int
	noTotal     bool
	noLink      bool
	noRecord    bool
	space       spaceSettings
}

// Option is a setting of a server.
type Option func(*settings)

// WithAddress serves at host:port instead of a free port on loopback.
func WithAddress(address string) Option { return func(s *settings) { s.address = address } }

// WithLatency waits that long before it answers a request.
func WithLatency(latency time.Duration) Option { return func(s *settings) { s.latency = latency } }

// WithMaxPageSize makes pages of at most so many licenses or Space's members,
// teams and memberships, whatever perPage or $top asks for.
func WithMaxPageSize(size int) Option { return func(s *settings) { s.maxPageSize = size } }

// WithoutTotal leaves X-Total-Count out.
func WithoutTotal() Option { return func(s *settings) { s.noTotal = true } }

// WithoutLink leaves Link out.
func WithoutLink() Option { return func(s *settings) { s.noLink = true } }

// WithoutRecording keeps no requests, for a server that runs for a long time.
func WithoutRecording() Option { return func(s *settings) { s.noRecord = true } }

// Server serves an organization until it is closed. Its methods may be called
// from any goroutine.
type Server struct {
	settings settings
	http     *http.Server
	listener net.Listener
	url      string
	stop     context.CancelFunc
	account  *accountAPI
	space    *spaceAPI

	orgMu   sync.RWMutex // guards org and version
	org     *Organization
	version uint64 // grows with every update

	mu          sync.Mutex // guards what follows
	closed      bool
	requests    []*Request
	faults      []*activeFault
	inFlight    int
	maxInFlight int

	running sync.WaitGroup // handlers, and the goroutine that accepts connections
}

// Start serves the organization, which from now on belongs to the server.
func Start(org *Organization, options ...Option) (*Server, error) {
	s := &Server{org: org, settings: settings{address: "127.0.0.1:0"}}
	for _, option := range options {
		option(&s.settings)
	}
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", s.settings.address)
	if err != nil {
		return nil, fmt.Errorf("simulator: cannot listen: %w", err)
	}
	s.listener = listener
	s.url = "http://" + reachable(listener.Addr())
	s.account = &accountAPI{server: s}
	s.space = &spaceAPI{server: s}
	base, stop := context.WithCancel(context.Background())
	s.stop = stop
	s.http = &http.Server{
		Handler:           http.HandlerFunc(s.serve),
		ReadHeaderTimeout: time.Minute,
		BaseContext:       func(net.Listener) context.Context { return base },
		ErrorLog:          discardLog,
	}
	s.running.Go(func() {
		if err := s.http.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			panic(fmt.Sprintf("simulator: %v", err)) // a listener on loopback does not fail by itself
		}
	})
	return s, nil
}

// reachable is an address to connect to for one that was listened at.
func reachable(address net.Addr) string {
	tcp, ok := address.(*net.TCPAddr)
	if ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("127.0.0.1:%d", tcp.Port)
	}
	return address.String()
}

// URL is where the server answers, without a slash at the end.
func (s *Server) URL() string { return s.url }

// Close ends requests under way, also those that hang, and stops the server.
// It waits for callbacks of [Before] that are running.
func (s *Server) Close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.stop()
	_ = s.http.Close() // closes the listener and the connections; an error leaves nothing to do
	s.running.Wait()
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
	for _, team := range s.org.Teams {
		if team.Name == name {
			return s.env(team.Token), true
		}
	}
	return nil, false
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

// Update changes the organization while it is served: each request sees it
// either before or after. change must not call methods of the server.
func (s *Server) Update(change func(*Organization)) {
	s.orgMu.Lock()
	defer s.orgMu.Unlock()
	s.version++
	change(s.org)
}

// View shows the organization, which must not be changed or kept.
func (s *Server) View(look func(*Organization)) {
	s.orgMu.RLock()
	defer s.orgMu.RUnlock()
	look(s.org)
}

// MaxInFlight is the largest number of requests handled at once so far.
func (s *Server) MaxInFlight() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.maxInFlight
}

// serve records a request, applies the faults in force and answers.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	request := newRequest(r, s.tokenKind(r))
	arrived := *request
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		panic(http.ErrAbortHandler)
	}
	s.running.Add(1)
	s.inFlight++
	s.maxInFlight = max(s.maxInFlight, s.inFlight)
	if !s.settings.noRecord {
		s.requests = append(s.requests, request)
	}
	faults := s.matching(arrived)
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.inFlight--
		s.mu.Unlock()
		s.running.Done()
	}()

	if !pause(r.Context(), s.settings.latency) {
		panic(http.ErrAbortHandler)
	}
	handler := http.Handler(http.HandlerFunc(s.route))
	for i := len(faults) - 1; i >= 0; i-- {
		handler = faults[i](handler)
	}
	r = r.WithContext(context.WithValue(r.Context(), requestKey{}, arrived))
	handler.ServeHTTP(&recorder{ResponseWriter: w, server: s, request: request}, r)
}

// route hands a request to the API that its path belongs to.
func (s *Server) route(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, spaceBase+"/") && s.hasSpace() {
		s.space.ServeHTTP(w, r)
		return
	}
	if strings.HasPrefix(r.URL.Path, accountBase+"/") {
		s.account.ServeHTTP(w, r)
		return
	}
	if r.Method != http.MethodGet {
		w.Header().Set("Allow", http.MethodGet)
		writePage(w, http.StatusMethodNotAllowed)
		return
	}
	writePage(w, http.StatusNotFound)
}

// pause waits, and is false if the request ended before.
func pause(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
