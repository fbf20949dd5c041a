package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/agext/levenshtein"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

const defaultLicenses = 250

// These limits keep a typing mistake from filling the memory.
const (
	maxLicenses = 1_000_000
	maxMembers  = 200_000
)

// People commit the output of -mocks, so it is small and does not depend on the
// clock.
const mocksLicenses = 40

var mocksNow = time.Date(2026, time.November, 21, 9, 0, 0, 0, time.UTC)

// flagGroups lists the flags in the order in which -help shows them. The flags
// of the first group choose the organization and can be combined with -mocks.
// All other flags configure a server.
var flagGroups = []struct {
	title string
	names []string
}{
	{"The organization", []string{"licenses", "seed", "now", "clean", "wide", "nulls", "space", "space-members"}},
	{"Tokens and files", []string{"team", "space-permissions", "directory", "mocks"}},
	{"The server", []string{"addr", "latency", "fault", "log"}},
}

// config is what the command line requests.
type config struct {
	options   org.Options
	address   string
	latency   time.Duration
	team      string
	directory string
	mocks     string // the directory to write mocks to instead of serving; empty for none
	log       bool
	faults    []fault.Fault
	space     *[]string // the permissions of the Space token; nil for the default permissions
	child     []string  // the command to run with its arguments; nil to serve until interrupted
}

// parse reads the command line. If the command line asks for help, parse prints
// the help to help and returns flag.ErrHelp. Any other error describes the
// problem in one line. now is the organization's day unless -now sets another.
func parse(args []string, now time.Time, help io.Writer) (config, error) {
	c := config{options: org.Options{Licenses: defaultLicenses, Seed: 1, Now: now}}
	flags := flag.NewFlagSet("jetbrains-simulator", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	c.organizationFlags(flags)
	space := flags.Bool("space", true, "include a JetBrains Space; -space=false leaves it out")
	c.fileFlags(flags)
	c.serverFlags(flags)

	err := flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		usage(flags, help)
		return c, flag.ErrHelp
	}
	if err != nil {
		return c, withHint(err, args, flags)
	}
	c.child = flags.Args()
	separator := len(args) - len(c.child) - 1
	dashes := separator >= 0 && args[separator] == "--"
	switch {
	case len(c.child) > 0 && !dashes:
		return c, fmt.Errorf("unexpected argument %q; put the command to run after --", c.child[0])
	case len(c.child) == 0 && dashes:
		return c, errors.New("no command after --")
	case !*space && (c.options.SpaceMembers > 0 || c.space != nil):
		return c, errors.New("-space=false cannot be combined with the other -space flags")
	}
	if !*space {
		c.options.SpaceMembers = -1
	}
	if c.mocks != "" {
		err = c.forMocks(flags)
	}
	return c, err
}

// organizationFlags defines the flags that choose the organization, except for
// -space.
func (c *config) organizationFlags(flags *flag.FlagSet) {
	flags.Func("licenses", fmt.Sprintf("number of `licenses` in the organization (default %d; with -mocks, %d)", defaultLicenses, mocksLicenses), number(&c.options.Licenses, 0, maxLicenses))
	flags.Func("seed", "`number` that selects the generated organization; the same number always selects the same organization (default 1)", c.setSeed)
	flags.Func("now", fmt.Sprintf("generate the organization as of this RFC 3339 `time` (default now; with -mocks, %s); "+
		"set as_of in an audit to the same time", mocksNow.Format(time.RFC3339)), c.setNow)
	flags.BoolVar(&c.options.Clean, "clean", false, "generate an organization without findings")
	flags.BoolVar(&c.options.Wide, "wide", false, "include other products in addition to ALL, AIP, II, PC, and WS")
	flags.BoolVar(&c.options.Nulls, "nulls", false, "for some licenses, send missing values as null and leave out some boolean fields that are false; "+
		"write dates at various offsets instead of +03:00")
	flags.Func("space-members", "number of `members` in the Space (default depends on the number of licenses)", number(&c.options.SpaceMembers, 1, maxMembers))
}

// fileFlags defines the flags about tokens and files.
func (c *config) fileFlags(flags *flag.FlagSet) {
	flags.StringVar(&c.team, "team", "", "use the token of the team with this `name` (Core, Mobile, or Data) instead of the organization's token")
	flags.Func("space-permissions", "use a Space token that has only these permissions: a comma-separated `list` of codes, or all; reading permission roles requires all", c.setSpacePermissions)
	flags.StringVar(&c.directory, "directory", "", "write the email addresses of current employees to this `file`, as a JSON list that resembles an export from an identity provider")
	flags.StringVar(&c.mocks, "mocks", "", "write mocks for terraform test and tofu test to this `directory` instead of starting a server; they contain what the provider returns")
}

// serverFlags defines the flags that configure the server.
func (c *config) serverFlags(flags *flag.FlagSet) {
	flags.StringVar(&c.address, "addr", "127.0.0.1:0", "`host:port` to listen on; port 0 selects a free port")
	flags.Func("latency", "`duration` to wait before every response, such as 100ms", c.setLatency)
	flags.Func("fault", "inject the fault with this `name` from the list below; separate multiple names with commas", c.addFaults)
	flags.BoolVar(&c.log, "log", false, "print every request to standard error")
}

func (c *config) setSeed(value string) (err error) {
	if c.options.Seed, err = strconv.ParseUint(value, 10, 64); err != nil {
		return errors.New("must be a number such as 7")
	}
	return nil
}

func (c *config) setNow(value string) (err error) {
	c.options.Now, err = time.Parse(time.RFC3339, value)
	if err != nil {
		return errors.New("must be a time such as 2026-11-21T09:00:00Z")
	}
	if c.options.Now.IsZero() {
		return errors.New("must be later than 0001-01-01T00:00:00Z")
	}
	return nil
}

func (c *config) setLatency(value string) (err error) {
	if c.latency, err = time.ParseDuration(value); err != nil || c.latency < 0 {
		return errors.New("must be a duration such as 100ms")
	}
	return nil
}

func (c *config) setSpacePermissions(value string) error {
	permissions, err := spacePermissions(value)
	c.space = &permissions
	return err
}

func (c *config) addFaults(value string) error {
	if strings.HasPrefix(value, "-") {
		return errors.New("needs the name of a fault; -help lists the faults")
	}
	for _, name := range strings.Split(value, ",") {
		name = strings.TrimSpace(name)
		i := slices.IndexFunc(namedFaults, func(f namedFault) bool { return f.name == name })
		if i < 0 {
			return fmt.Errorf("no such fault %q%s; -help lists the faults", name, nearest(name, faultNames()))
		}
		c.faults = append(c.faults, namedFaults[i].faults()...)
	}
	return nil
}

// number reads a whole number from lowest to highest.
func number(into *int, lowest, highest int) func(string) error {
	return func(value string) error {
		n, err := strconv.Atoi(value)
		if err != nil || n < lowest || n > highest {
			return fmt.Errorf("must be a number from %d to %d", lowest, highest)
		}
		*into = n
		return nil
	}
}

// forMocks checks the other flags for use with -mocks and sets defaults for
// what the command line omits.
func (c *config) forMocks(flags *flag.FlagSet) error {
	given := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	for _, name := range slices.Sorted(maps.Keys(given)) {
		switch {
		case name == "clean" || name == "space":
			return fmt.Errorf("-mocks writes one set with findings and one without, both with a Space, so -%s has no effect", name)
		case name != "mocks" && !slices.Contains(flagGroups[0].names, name):
			return fmt.Errorf("-mocks does not start a server, so -%s has no effect", name)
		}
	}
	if len(c.child) > 0 {
		return errors.New("-mocks does not start a server, so it cannot run a command")
	}
	if !given["licenses"] {
		c.options.Licenses = mocksLicenses
	}
	if !given["now"] {
		c.options.Now = mocksNow
	}
	return nil
}

// spacePermissions reads a list of permissions for a Space token.
func spacePermissions(list string) ([]string, error) {
	known := org.AllSpacePermissions()
	permissions := []string{}
	for _, code := range strings.Split(list, ",") {
		code = strings.TrimSpace(code)
		switch {
		case code == "":
		case code == "all":
			permissions = append(permissions, known...)
		case !slices.Contains(known, code):
			return nil, fmt.Errorf("no such permission %q%s; use all, or a comma-separated list of these codes: %s", code, nearest(code, known), strings.Join(known, ", "))
		default:
			permissions = append(permissions, code)
		}
	}
	return permissions, nil
}

// withHint adds a suggestion to the error about an unknown flag.
func withHint(err error, args []string, flags *flag.FlagSet) error {
	var names []string
	flags.VisitAll(func(f *flag.Flag) { names = append(names, "-"+f.Name) })
	for _, arg := range args {
		name, _, _ := strings.Cut(arg, "=")
		name = "-" + strings.TrimLeft(name, "-")
		if strings.HasPrefix(arg, "-") && strings.HasSuffix(err.Error(), "not defined: "+name) {
			return fmt.Errorf("there is no flag %s%s; -help lists the flags", name, nearest(name, names))
		}
	}
	return err
}

// nearest returns the known name that a user most likely meant, or an empty
// string.
func nearest(name string, known []string) string {
	best := slices.MinFunc(known, func(a, b string) int {
		return levenshtein.Distance(name, a, nil) - levenshtein.Distance(name, b, nil)
	})
	if levenshtein.Distance(name, best, nil) > max(2, len(name)/3) {
		return ""
	}
	return " (did you mean " + best + "?)"
}

// exposed describes the consequences of serving at an address that others can
// reach. It returns an empty string for loopback.
func exposed(address string) string {
	host, _, err := net.SplitHostPort(address)
	if ip := net.ParseIP(host); err != nil || strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback() {
		return ""
	}
	return "warning: every machine that can reach " + address + " can read the simulated organization over an unencrypted connection. " +
		"In account_url, the provider accepts plain http only for loopback hosts. To use the simulator from another machine, put a TLS proxy in front of it."
}

func usage(flags *flag.FlagSet, w io.Writer) {
	write := func(format string, args ...any) { _, _ = fmt.Fprintf(w, format, args...) }
	write(`Serves a simulated JetBrains organization on this machine.

  jetbrains-simulator [flags]                      print the environment variables to
                                                   export, and serve until interrupted
  jetbrains-simulator [flags] -- COMMAND [ARG]...  run COMMAND with these variables set,
                                                   and exit with its status
  jetbrains-simulator -mocks DIR [flags]           write mocks for terraform test and
                                                   tofu test without starting a server

Examples:
  jetbrains-simulator -licenses 1000 -- terraform plan
  jetbrains-simulator -clean -- terraform plan
  jetbrains-simulator -fault 429,slow -log -- terraform plan
  jetbrains-simulator -space-permissions all -- terraform plan

With "go run", the exit status is 1 whenever COMMAND fails, and go prints the
status of COMMAND. If you need that exit status, build jetbrains-simulator with
"go build" or "go install" and run it directly.
`)
	for _, group := range flagGroups {
		write("\n%s:\n", group.title)
		for _, name := range group.names {
			f := flags.Lookup(name)
			argument, text := flag.UnquoteUsage(f)
			write("  -%s\n        %s%s\n", strings.TrimSpace(f.Name+" "+argument), text, defaultOf(f))
		}
	}
	write("\nFaults:\n")
	for _, f := range namedFaults {
		write("  %-19s %s\n", f.name, f.what)
	}
}

// defaultOf returns the default of a flag, or an empty string if the flag has
// no notable default.
func defaultOf(f *flag.Flag) string {
	if f.DefValue == "" || f.DefValue == "0" || f.DefValue == "0s" || f.DefValue == "false" {
		return ""
	}
	return " (default " + f.DefValue + ")"
}
