package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/doctor"
)

// The exit statuses: the connection works, it does not, and the command line is
// wrong.
const (
	exitOK      = 0
	exitFailure = 1
	exitUsage   = 2
)

// command is the program with everything that it interacts with.
type command struct {
	stdout, stderr io.Writer
	getenv         func(string) string
	now            func() time.Time
	firstBackoff   time.Duration
	version        string
}

type flags struct {
	list   bool
	json   bool
	report string
}

// run executes the command line and returns the exit status.
func (c command) run(ctx context.Context, args []string) int {
	f, err := parse(args)
	if errors.Is(err, flag.ErrHelp) {
		_, _ = io.WriteString(c.stdout, usage)
		return exitOK
	}
	if err != nil {
		c.complain(err)
		return exitUsage
	}
	// A report that cannot be written should not be noticed after a long read.
	var report *os.File
	if f.report != "" {
		if report, err = os.OpenFile(f.report, os.O_WRONLY|os.O_CREATE, 0o600); err != nil {
			c.complain(err)
			return exitFailure
		}
		defer func() { _ = report.Close() }() // the error that counts is that of the write
	}
	result, err := c.examine(ctx, f)
	if err != nil {
		c.complain(fmt.Errorf("stopped: %w", err))
		return exitFailure
	}
	if f.json {
		err = result.WriteJSON(c.stdout)
	} else {
		_, err = fmt.Fprintf(c.stdout, "\n%s\n", result.Summary())
	}
	if report != nil {
		err = errors.Join(err, c.write(report, result.Report()))
	}
	if err != nil {
		c.complain(err)
		return exitFailure
	}
	if !result.OK() {
		return exitFailure
	}
	return exitOK
}

// examine runs the doctor. People see the steps as they end.
func (c command) examine(ctx context.Context, f flags) (*doctor.Result, error) {
	options := doctor.Options{
		Getenv: c.getenv, Version: c.version, Now: c.now, FirstBackoff: c.firstBackoff, List: f.list,
		OnProgress: func(line string) { _, _ = fmt.Fprintln(c.stderr, line) },
	}
	_, _ = fmt.Fprintln(c.stderr, doctor.Announcement(f.list))
	if !f.json {
		options.OnStep = doctor.NewPrinter(c.stdout).Step
	}
	return doctor.Run(ctx, options)
}

// write replaces what is in the file.
func (c command) write(file *os.File, text string) error {
	if err := file.Truncate(0); err != nil {
		return err
	}
	if _, err := file.WriteAt([]byte(text), 0); err != nil {
		return err
	}
	_, _ = fmt.Fprintf(c.stderr, "Wrote %s. Read it before you share it: it should name nothing of your organization.\n", file.Name())
	return nil
}

func (c command) complain(err error) { _, _ = fmt.Fprintln(c.stderr, "jetbrains-doctor:", err) }

func parse(args []string) (flags, error) {
	var f flags
	set := flag.NewFlagSet("jetbrains-doctor", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.BoolVar(&f.list, "list", true, "")
	set.BoolVar(&f.json, "json", false, "")
	set.StringVar(&f.report, "report", "", "")
	if err := set.Parse(args); err != nil {
		return f, err
	}
	if set.NArg() > 0 {
		return f, fmt.Errorf("unexpected argument %q; -help lists the flags", set.Arg(0))
	}
	return f, nil
}

const usage = `Tests the connection of the provider to JetBrains, step by step, with the
settings in the environment: JETBRAINS_CUSTOMER_CODE and JETBRAINS_TOKEN,
JETBRAINS_SPACE_URL and JETBRAINS_SPACE_TOKEN. It reads and changes nothing.

  jetbrains-doctor [flags]

  -list=false
        do not read the complete lists of licenses, members, teams, and
        memberships
  -json
        print the steps and the answers as JSON; they name your organization
  -report FILE
        write to FILE how the server behaves where JetBrains does not document
        it. The file holds nothing that the server stores: no name, address,
        ID, code, token, or date, and only rounded counts

The exit status is 0 if the connection works, 1 if it does not, and 2 if the
command line is wrong.
`
