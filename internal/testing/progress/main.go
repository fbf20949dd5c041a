// Command progress runs "go test" with the given arguments and shows what runs
// and what is done. The go command itself prints nothing about a package until
// all packages before it are done. Of a test that passes, progress shows
// nothing, unless the arguments contain -v.
//
//	go run ./internal/testing/progress -race ./internal/...
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"time"
)

// interval is the time between two lines about running tests.
const interval = 10 * time.Second

func main() {
	status, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "progress:", err)
	}
	os.Exit(status)
}

// run returns the exit status of "go test".
func run(args []string) (int, error) {
	command := exec.CommandContext(context.Background(), "go", append([]string{"test", "-json"}, args...)...) //nolint:gosec // the arguments come from the command line
	command.Stderr = os.Stderr
	events, err := command.StdoutPipe()
	if err != nil {
		return 1, err
	}
	// The terminal sends an interrupt to "go test" too, which ends the tests.
	// Ignoring it would make the tests ignore it as well.
	signal.Notify(make(chan os.Signal, 1), os.Interrupt)
	if err := command.Start(); err != nil {
		return 1, err
	}
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	verbose := slices.Contains(args, "-v") || slices.Contains(args, "-v=true")
	shown := show(events, os.Stdout, ticker.C, time.Now, verbose)
	err = errors.Join(shown, command.Wait())
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && shown == nil {
		return exit.ExitCode(), nil // the output says why
	}
	if err != nil {
		return 1, err
	}
	return 0, nil
}
