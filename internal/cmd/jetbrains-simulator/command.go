package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/mocks"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// These exit statuses follow the conventions of a shell.
const (
	exitFailure    = 1
	exitUsage      = 2
	exitCannotRun  = 126
	exitNotFound   = 127
	exitSignalBase = 128
)

// command is the program with everything that it interacts with.
type command struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	environ        []string
	signals        <-chan os.Signal
	foreground     func() bool // reports whether a terminal sends its signals both to this process and to its child
	now            func() time.Time
}

// run executes the command line and returns the exit status.
func (c command) run(args []string) int {
	config, err := parse(args, c.now(), c.stdout)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		c.complain(err)
		return exitUsage
	}
	if config.mocks != "" {
		if err := mocks.Write(context.Background(), config.mocks, config.options); err != nil {
			c.complain(err)
			return exitFailure
		}
		_, _ = fmt.Fprintf(c.stderr, "Wrote mocks to %s; see its README.md.\n", config.mocks)
		return 0
	}
	return c.serve(config)
}

// serve runs the simulator until the child exits or a signal arrives, and
// returns the exit status.
func (c command) serve(config config) int {
	organization := simulator.Generate(config.options)
	directory, serving := organization.Directory, what(organization) // from here on, the organization belongs to the server
	server, err := simulator.Start(organization,
		simulator.WithAddress(config.address), simulator.WithLatency(config.latency), simulator.WithoutRecording())
	if err != nil {
		c.complain(err)
		return exitFailure
	}
	defer server.Close()
	env, known := environment(server, config)
	if !known {
		c.complain(fmt.Errorf("no such team %q; use Core, Mobile, or Data", config.team))
		return exitUsage
	}
	if config.directory != "" {
		if err := writeDirectory(config.directory, directory); err != nil {
			c.complain(err)
			return exitFailure
		}
	}
	faults := config.faults
	if config.log {
		faults = append([]fault.Fault{fault.Before(c.logRequest)}, faults...)
	}
	server.Fail(faults...)
	if warning := exposed(config.address); warning != "" {
		_, _ = fmt.Fprintln(c.stderr, "jetbrains-simulator:", warning)
	}
	if len(config.child) > 0 {
		return c.runChild(config.child, env)
	}
	c.printEnvironment(env)
	_, _ = fmt.Fprintf(c.stderr, "Serving %s at %s until interrupted (Ctrl-C).\n", serving, server.URL())
	<-c.signals
	return 0
}

// environment returns the variables that point the provider at the server, with
// the tokens that the command line chooses. It reports false for a team that
// does not exist.
func environment(server *simulator.Server, config config) (map[string]string, bool) {
	env := server.Env()
	if config.team != "" {
		var known bool
		if env, known = server.TeamEnv(config.team); !known {
			return nil, false
		}
	}
	if config.space != nil {
		maps.Copy(env, server.SpaceTokenEnv(*config.space...))
	}
	return env, true
}

// printEnvironment prints the variables as commands for a shell.
func (c command) printEnvironment(env map[string]string) {
	for _, name := range c.leftover(env) {
		_, _ = fmt.Fprintf(c.stdout, "unset %s\n", name)
	}
	for _, name := range slices.Sorted(maps.Keys(env)) {
		_, _ = fmt.Fprintf(c.stdout, "export %s='%s'\n", name, env[name])
	}
}

// leftover returns the provider's variables that are set but that the simulator
// does not set.
func (c command) leftover(env map[string]string) []string {
	var names []string
	for _, entry := range c.environ {
		name, _, _ := strings.Cut(entry, "=")
		if _, set := env[name]; slices.Contains(variables, name) && !set {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// what describes in a few words what the organization contains.
func what(organization *org.Organization) string {
	text := fmt.Sprintf("%d licenses", len(organization.Licenses))
	if organization.Space != nil {
		text += fmt.Sprintf(" and a Space with %d members", len(organization.Space.Members))
	}
	return text
}

func (c command) complain(err error) {
	_, _ = fmt.Fprintln(c.stderr, "jetbrains-simulator:", strings.TrimPrefix(err.Error(), "simulator: "))
}

func (c command) logRequest(r fault.Request) {
	query := ""
	if len(r.Query) > 0 {
		query = "?" + r.Query.Encode()
	}
	_, _ = fmt.Fprintf(c.stderr, "%s %s%s\n", r.Method, r.Path, query)
}

func writeDirectory(file string, emails []string) error {
	if emails == nil {
		emails = []string{} // encodes as an empty list instead of null
	}
	list, err := json.MarshalIndent(emails, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(list, '\n'), 0o600)
}

// runChild runs a command with the variables set and returns its exit status.
func (c command) runChild(args []string, env map[string]string) int {
	child := exec.Command(args[0], args[1:]...) //nolint:gosec,noctx // running the command is the purpose, and signals end it
	child.Stdin, child.Stdout, child.Stderr = c.stdin, c.stdout, c.stderr
	child.Env = withVariables(c.environ, env)
	if err := child.Start(); err != nil {
		c.complain(err)
		if errors.Is(err, exec.ErrNotFound) || errors.Is(err, os.ErrNotExist) {
			return exitNotFound
		}
		return exitCannotRun
	}
	ended := make(chan error, 1)
	go func() { ended <- child.Wait() }()
	for {
		select {
		case received := <-c.signals:
			// The terminal has already sent Ctrl-C to the child. Terraform
			// takes a second Ctrl-C as a request to stop without cleaning up.
			if received != os.Interrupt || !c.foreground() {
				_ = child.Process.Signal(received) // the child may have exited already
			}
		case err := <-ended:
			if child.ProcessState == nil {
				c.complain(err)
				return exitFailure
			}
			return exitStatus(child.ProcessState)
		}
	}
}

// exitStatus returns the child's exit status. If a signal ended the child, it
// returns 128 plus the signal number, as a shell does.
func exitStatus(state *os.ProcessState) int {
	if status, ok := state.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return exitSignalBase + int(status.Signal())
	}
	return state.ExitCode()
}

// variables lists the environment variables that the provider reads.
var variables = []string{
	"JETBRAINS_ACCOUNT_URL", "JETBRAINS_CUSTOMER_CODE", "JETBRAINS_TOKEN",
	"JETBRAINS_SPACE_SUBDOMAIN", "JETBRAINS_SPACE_TOKEN", "JETBRAINS_SPACE_URL",
}

// withVariables sets variables in an environment. It removes all other variables
// of the provider: with the address and the token of a real Space, a simulated
// plan would read real people.
func withVariables(environ []string, values map[string]string) []string {
	environ = slices.DeleteFunc(slices.Clone(environ), func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		return slices.Contains(variables, name)
	})
	for _, name := range slices.Sorted(maps.Keys(values)) {
		environ = append(environ, name+"="+values[name])
	}
	return environ
}
