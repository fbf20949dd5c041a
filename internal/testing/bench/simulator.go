package bench

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Organization says what a simulated server serves, and how fast.
type Organization struct {
	Licenses int
	Members  int // of the Space; 0 for no Space
	Latency  time.Duration
}

func (o Organization) arguments() []string {
	arguments := []string{"-log", "-licenses", strconv.Itoa(o.Licenses), "-latency", o.Latency.String()}
	if o.Members == 0 {
		return append(arguments, "-space=false")
	}
	return append(arguments, "-space-members", strconv.Itoa(o.Members))
}

// Simulator is a running simulator command.
type Simulator struct {
	Environment []string // what points a provider at it, and variables for the questions

	process *exec.Cmd
	url     string
	logged  sync.WaitGroup
	fence   chan struct{}

	mu       sync.Mutex
	requests map[string]int
}

// StartSimulator starts the command and waits until it serves.
func StartSimulator(ctx context.Context, command string, organization Organization) (*Simulator, error) {
	s := &Simulator{
		process:  exec.CommandContext(ctx, command, organization.arguments()...), //nolint:gosec // the caller's program
		requests: map[string]int{},
		fence:    make(chan struct{}, 1),
	}
	s.process.Cancel = func() error { return s.process.Process.Signal(os.Interrupt) }
	stdout, err := s.process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	stderr, err := s.process.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := s.process.Start(); err != nil {
		return nil, err
	}
	serving := make(chan struct{})
	s.logged.Go(func() { s.count(stderr, serving) })
	variables := map[string]string{}
	for lines := bufio.NewScanner(stdout); len(variables) < organization.variables() && lines.Scan(); {
		name, value, _ := strings.Cut(strings.TrimPrefix(lines.Text(), "export "), "=")
		variables[name] = strings.Trim(value, "'")
		s.Environment = append(s.Environment, name+"="+variables[name])
	}
	<-serving
	if len(variables) < organization.variables() {
		return nil, errors.Join(errors.New("the simulator does not serve"), s.Close())
	}
	s.url = variables["JETBRAINS_ACCOUNT_URL"]
	holder, err := anyHolder(ctx, variables)
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	s.Environment = append(s.Environment,
		"TF_VAR_url="+variables["JETBRAINS_ACCOUNT_URL"],
		"TF_VAR_customer_code="+variables["JETBRAINS_CUSTOMER_CODE"],
		"TF_VAR_token="+variables["JETBRAINS_TOKEN"],
		"TF_VAR_license_id="+holder.LicenseID,
		"TF_VAR_email="+holder.Assignee.Email)
	return s, nil
}

// variables is how many the command prints.
func (o Organization) variables() int {
	if o.Members == 0 {
		return 3
	}
	return 5
}

// count reads the log: a line for each request, after one that says that the
// command serves.
func (s *Simulator) count(log io.Reader, serving chan<- struct{}) {
	lines := bufio.NewScanner(log)
	_ = lines.Scan()
	close(serving)
	for lines.Scan() {
		if lines.Text() == "GET "+fencePath {
			s.fence <- struct{}{}
			continue
		}
		s.mu.Lock()
		s.requests[lines.Text()]++
		s.mu.Unlock()
	}
}

// fencePath is nothing of the API: its line in the log stands behind those of
// all requests that have been answered.
const fencePath = "/fence"

// Requests tells how many requests came since the last call, and how many of
// them asked for what had been asked already.
func (s *Simulator) Requests(ctx context.Context) (all, repeated int, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+fencePath, http.NoBody)
	if err != nil {
		return 0, 0, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, 0, err
	}
	if err := resp.Body.Close(); err != nil {
		return 0, 0, err
	}
	select {
	case <-s.fence:
	case <-ctx.Done():
		return 0, 0, context.Cause(ctx)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, n := range s.requests {
		all += n
	}
	repeated = all - len(s.requests)
	s.requests = map[string]int{}
	return all, repeated, nil
}

// Close ends the simulator.
func (s *Simulator) Close() error {
	err := s.process.Process.Signal(os.Interrupt)
	s.logged.Wait()
	return errors.Join(err, s.process.Wait())
}

type holder struct {
	LicenseID string `json:"licenseId"`
	Assignee  *struct {
		Type  string `json:"type"`
		Email string `json:"email"`
	} `json:"assignee"`
}

// anyHolder finds somebody to ask for, and makes the simulator ready: it
// builds its answers at the first request.
func anyHolder(ctx context.Context, variables map[string]string) (*holder, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, variables["JETBRAINS_ACCOUNT_URL"]+"/api/v1/customer/licenses?perPage=200", http.NoBody)
	if err != nil {
		return nil, err
	}
	req.Header.Set("X-Api-Key", variables["JETBRAINS_TOKEN"])
	req.Header.Set("X-Customer-Code", variables["JETBRAINS_CUSTOMER_CODE"])
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	var page []holder
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return nil, fmt.Errorf("the simulator's first page, status %d: %w", resp.StatusCode, err)
	}
	for i := range page {
		if a := page[i].Assignee; a != nil && a.Type == "USER" {
			return &page[i], nil
		}
	}
	return nil, errors.New("nobody holds a license")
}
