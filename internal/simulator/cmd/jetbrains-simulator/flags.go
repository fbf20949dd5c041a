package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/simulator"
)

// maxLicenses keeps a slip of the keyboard from filling the memory.
const maxLicenses = 1_000_000

// config is what the command line asks for.
type config struct {
	options   simulator.Options
	address   string
	latency   time.Duration
	team      string
	directory string
	log       bool
	faults    []simulator.Fault
	child     []string // command and arguments to run, nil to serve until interrupted
}

// parse reads the command line. It prints the help to help and returns
// flag.ErrHelp if that is asked for; any other error says in one line what is
// wrong. now is the day of the organization unless -now gives one.
func parse(args []string, now time.Time, help io.Writer) (config, error) {
	var c config
	c.options.Now = now
	flags := flag.NewFlagSet("jetbrains-simulator", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.IntVar(&c.options.Licenses, "licenses", 250, "how many `licences` the organization has")
	flags.Uint64Var(&c.options.Seed, "seed", 1, "another `number` makes another organization, the same makes the same")
	flags.StringVar(&c.address, "addr", "127.0.0.1:0", "`host:port` to serve at; port 0 is a free one")
	flags.DurationVar(&c.latency, "latency", 0, "wait so long before every answer, for example 100ms")
	flags.Func("now", "RFC 3339 `time` that the organization is seen at (default now)", func(value string) (err error) {
		c.options.Now, err = time.Parse(time.RFC3339, value)
		if err != nil {
			return errors.New("want a time like 2026-11-21T09:00:00Z")
		}
		if c.options.Now.IsZero() {
			return errors.New("want a later time")
		}
		return nil
	})
	flags.BoolVar(&c.options.Clean, "clean", false, "an organization in which no policy finds anything")
	flags.BoolVar(&c.options.Wide, "wide", false, "more products than ALL, AIP, II, PC and WS")
	flags.StringVar(&c.team, "team", "", "hand out the token of the team of that `name` (Core, Mobile or Data) instead of the organization's")
	flags.StringVar(&c.directory, "directory", "", "write the e-mails of current employees to this `file`, a JSON list as an identity provider would export it")
	flags.BoolVar(&c.log, "log", false, "print every request on standard error")
	flags.Func("fault", "misbehave: `name` of a fault below, or several with commas between", func(value string) error {
		for _, name := range strings.Split(value, ",") {
			fault, known := findFault(strings.TrimSpace(name))
			if !known {
				return fmt.Errorf("no such fault %q, want one of %s", name, strings.Join(faultNames(), ", "))
			}
			c.faults = append(c.faults, fault)
		}
		return nil
	})

	err := flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		usage(flags, help)
		return c, flag.ErrHelp
	}
	if err != nil {
		return c, err
	}
	c.child = flags.Args()
	separator := len(args) - len(c.child) - 1
	dashes := separator >= 0 && args[separator] == "--"
	switch {
	case len(c.child) > 0 && !dashes:
		return c, fmt.Errorf("unexpected argument %q; a command to run stands after --", c.child[0])
	case len(c.child) == 0 && dashes:
		return c, errors.New("no command after --")
	case c.options.Licenses < 0 || c.options.Licenses > maxLicenses:
		return c, fmt.Errorf("-licenses must be from 0 to %d", maxLicenses)
	case c.latency < 0:
		return c, errors.New("-latency must not be negative")
	}
	return c, nil
}

func usage(flags *flag.FlagSet, w io.Writer) {
	write := func(format string, args ...any) { _, _ = fmt.Fprintf(w, format, args...) }
	write(`Serves a synthetic JetBrains organization on loopback.

  jetbrains-simulator [flags]                      serve until interrupted; standard
                                                   output is the variables to export
  jetbrains-simulator [flags] -- COMMAND [ARG]...  run COMMAND with the variables set,
                                                   exit with its status

Flags:
`)
	flags.SetOutput(w)
	flags.PrintDefaults()
	write("\nFaults:\n")
	for _, fault := range namedFaults {
		write("  %-14s %s\n", fault.name, fault.what)
	}
}

// namedFaults are the faults for people to look at.
var namedFaults = []struct {
	name, what string
	fault      simulator.Fault
}{
	{"401", "the token is not accepted", simulator.APIError("INVALID_TOKEN")},
	{"403", "the token may not read this", simulator.APIError("INSUFFICIENT_PERMISSIONS")},
	{"429", "too many requests, always; Retry-After says one second", simulator.RateLimited("1")},
	{"500", "internal error with an empty body", simulator.ServerError()},
	{"503", "unavailable, and it is not said for how long", simulator.Unavailable("")},
	{"flaky", "every address answers 500 once, then as it should", simulator.ServerError().Each().First(1)},
	{"slow", "every answer takes two seconds", simulator.Delay(2 * time.Second)},
	{"timeout", "no answer ever", simulator.Hang()},
	{"reset", "the connection breaks in the middle of a list", simulator.ResetMidBody().OnLists()},
	{"truncated", "half of a list, and nothing says so", simulator.Truncated().OnLists()},
	{"login-page", "an HTML page that asks to sign in, with status 200", simulator.LoginPage()},
	{"not-json", "a body that is not JSON, with status 200", simulator.NotJSON()},
	{"null", "null instead of a list", simulator.NullBody().OnLists()},
	{"wrong-type", "the team id of one licence is a text", simulator.SetField(0, "team.id", `"x"`).OnLists()},
	{"duplicate-key", "one licence has two ids", simulator.DuplicateKey(0, "licenseId", `"TWICE00000"`).OnLists()},
	{"wrong-total", "the total is one more than there is", simulator.Total(func(_, total int) int { return total + 1 })},
	{"repeated-page", "the second page is the first again", simulator.PageAs(2, 1)},
	{"redirect", "every answer leads to another host", simulator.RedirectToHost(302, "https://login.invalid")},
}

func findFault(name string) (simulator.Fault, bool) {
	for _, fault := range namedFaults {
		if fault.name == name {
			return fault.fault, true
		}
	}
	return simulator.Fault{}, false
}

func faultNames() []string {
	names := make([]string, len(namedFaults))
	for i, fault := range namedFaults {
		names[i] = fault.name
	}
	return names
}
