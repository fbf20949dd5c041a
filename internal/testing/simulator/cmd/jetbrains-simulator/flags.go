package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

// These keep a slip of the keyboard from filling the memory.
const (
	maxLicenses = 1_000_000
	maxMembers  = 200_000
)

// What -mocks writes is to be committed, so it is small and does not depend on
// the clock.
const mocksLicenses = 40

var mocksNow = time.Date(2026, time.November, 21, 9, 0, 0, 0, time.UTC)

// mocksFlags are the flags that may stand beside -mocks: those that choose the
// organization. All others are about a server.
var mocksFlags = []string{"mocks", "licenses", "seed", "now", "wide", "space-members"}

// config is what the command line asks for.
type config struct {
	options   simulator.Options
	address   string
	latency   time.Duration
	team      string
	directory string
	mocks     string // the directory to write mocks into, instead of serving; empty for none
	log       bool
	faults    []simulator.Fault
	space     *[]string // the permissions that the Space's token shall have, nil for the usual ones
	child     []string  // command and arguments to run, nil to serve until interrupted
}

// parse reads the command line. It prints the help to help and returns
// flag.ErrHelp if that is asked for; any other error says in one line what is
// wrong. now is the day of the organization unless -now gives one.
func parse(args []string, now time.Time, help io.Writer) (config, error) {
	var c config
	c.options.Now = now
	flags := flag.NewFlagSet("jetbrains-simulator", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.IntVar(&c.options.Licenses, "licenses", 250, fmt.Sprintf("how many `licenses` the organization has (with -mocks the default is %d)", mocksLicenses))
	flags.Uint64Var(&c.options.Seed, "seed", 1, "another `number` makes another organization, the same makes the same")
	flags.StringVar(&c.address, "addr", "127.0.0.1:0", "`host:port` to serve at; port 0 is a free one")
	flags.DurationVar(&c.latency, "latency", 0, "wait so long before every answer, for example 100ms")
	flags.Func("now", fmt.Sprintf("RFC 3339 `time` that the organization is seen at (default now, with -mocks %s)", mocksNow.Format(time.RFC3339)), func(value string) (err error) {
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
	space := flags.Bool("space", true, "the organization has a JetBrains Space as well")
	flags.IntVar(&c.options.SpaceMembers, "space-members", 0, "how many `members` the Space has (default a number that goes with the licenses)")
	flags.Func("space-permissions", "hand out a Space token with only these permissions: a `list` of codes with commas between", func(value string) error {
		permissions := []string{}
		for _, code := range strings.Split(value, ",") {
			code = strings.TrimSpace(code)
			if code != "" && !slices.Contains(spacePermissions, code) {
				return fmt.Errorf("no such permission %q, want some of %s", code, strings.Join(spacePermissions, ", "))
			}
			if code != "" {
				permissions = append(permissions, code)
			}
		}
		c.space = &permissions
		return nil
	})
	flags.StringVar(&c.directory, "directory", "", "write the e-mails of current employees to this `file`, a JSON list as an identity provider would export it")
	flags.StringVar(&c.mocks, "mocks", "", "write what the provider returns, as mocks for terraform test and tofu test, into this `directory`, and serve nothing")
	flags.BoolVar(&c.log, "log", false, "print every request on standard error")
	flags.Func("fault", "misbehave: `name` of a fault below, or several with commas between", func(value string) error {
		for _, name := range strings.Split(value, ",") {
			fault, known := findFault(strings.TrimSpace(name))
			if !known {
				return fmt.Errorf("no such fault %q, want one of %s", name, strings.Join(faultNames(), ", "))
			}
			c.faults = append(c.faults, fault...)
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
	case c.options.SpaceMembers < 0 || c.options.SpaceMembers > maxMembers:
		return c, fmt.Errorf("-space-members must be from 0 to %d", maxMembers)
	case !*space && (c.options.SpaceMembers > 0 || c.space != nil):
		return c, errors.New("-space=false leaves nothing for the other -space flags to do")
	}
	if !*space {
		c.options.SpaceMembers = -1
	}
	if c.mocks != "" {
		err = c.forMocks(flags)
	}
	return c, err
}

// forMocks checks the other flags, and sets what the command line leaves open.
func (c *config) forMocks(flags *flag.FlagSet) error {
	given := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if !slices.Contains(mocksFlags, name) {
			return fmt.Errorf("-mocks serves nothing, so that -%s has nothing to do", name)
		}
	}
	if len(c.child) > 0 {
		return errors.New("-mocks serves nothing, so that there is no command to run")
	}
	if !given["licenses"] {
		c.options.Licenses = mocksLicenses
	}
	if !given["now"] {
		c.options.Now = mocksNow
	}
	return nil
}

func usage(flags *flag.FlagSet, w io.Writer) {
	write := func(format string, args ...any) { _, _ = fmt.Fprintf(w, format, args...) }
	write(`Serves a synthetic JetBrains organization on loopback.

  jetbrains-simulator [flags]                      serve until interrupted; standard
                                                   output is the variables to export
  jetbrains-simulator [flags] -- COMMAND [ARG]...  run COMMAND with the variables set,
                                                   exit with its status
  jetbrains-simulator -mocks DIR [flags]           write mocks for terraform test and
                                                   tofu test, serve nothing

Flags:
`)
	flags.SetOutput(w)
	flags.PrintDefaults()
	write("\nFaults:\n")
	for _, fault := range namedFaults {
		write("  %-14s %s\n", fault.name, fault.what)
	}
}

// spacePermissions are the permissions that a Space's token can have.
var spacePermissions = append(simulator.SpacePermissions(), simulator.PermissionSuperadmin, simulator.PermissionViewProject)

// namedFaults are the faults for people to look at.
var namedFaults = []struct {
	name, what string
	faults     []simulator.Fault
}{
	{"401", "the tokens are not accepted", each(simulator.APIError("INVALID_TOKEN"), simulator.SpaceError("authentication-required"))},
	{"403", "the tokens may not read this", each(simulator.APIError("INSUFFICIENT_PERMISSIONS"), simulator.SpaceError("permission-denied"))},
	{"429", "too many requests, always; Retry-After says one second", one(simulator.RateLimited("1"))},
	{"500", "internal error with an empty body", one(simulator.ServerError())},
	{"503", "unavailable, and it is not said for how long", one(simulator.Unavailable(""))},
	{"flaky", "every address answers 500 once, then as it should", one(simulator.ServerError().Each().First(1))},
	{"slow", "every answer takes two seconds", one(simulator.Delay(2 * time.Second))},
	{"timeout", "no answer ever", one(simulator.Hang())},
	{"reset", "the connection breaks in the middle of a list", one(simulator.ResetMidBody().OnLists())},
	{"truncated", "half of a list, and nothing says so", one(simulator.Truncated().OnLists())},
	{"login-page", "an HTML page that asks to sign in, with status 200", one(simulator.LoginPage())},
	{"not-json", "a body that is not JSON, with status 200", one(simulator.NotJSON())},
	{"null", "null instead of a list", one(simulator.NullBody().OnLists())},
	{"wrong-type", "the team id of one license is a text, the id of a Space's item a number",
		each(simulator.SetField(0, "team.id", `"x"`).OnLists(), simulator.SetField(0, "id", "1").OnLists())},
	{"duplicate-key", "one license, and one item of a Space, has two ids",
		each(simulator.DuplicateKey(0, "licenseId", `"TWICE00000"`).OnLists(), simulator.DuplicateKey(0, "id", `"TWICE0000000"`).OnLists())},
	{"wrong-total", "the total is one more than there is", one(simulator.Total(func(_, total int) int { return total + 1 }))},
	{"repeated-page", "the second page is the first again", one(simulator.PageAs(2, 1))},
	{"repeated-next", "a Space's second page leads to itself", one(simulator.SpaceNextRepeats())},
	{"unreadable", "a Space keeps e-mails, logins and memberships to itself", one(simulator.SpaceUnreadable("emails", "logins", "memberships"))},
	{"redirect", "every answer leads to another host", one(simulator.RedirectToHost(302, "https://login.invalid"))},
}

func one(fault simulator.Fault) []simulator.Fault { return []simulator.Fault{fault} }

// each is one fault for the Account API and one for the Space.
func each(account, space simulator.Fault) []simulator.Fault {
	return []simulator.Fault{account.OnAccount(), space.OnSpace()}
}

func findFault(name string) ([]simulator.Fault, bool) {
	for _, fault := range namedFaults {
		if fault.name == name {
			return fault.faults, true
		}
	}
	return nil, false
}

func faultNames() []string {
	names := make([]string, len(namedFaults))
	for i, fault := range namedFaults {
		names[i] = fault.name
	}
	return names
}
