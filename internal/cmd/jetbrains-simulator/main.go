// Command jetbrains-simulator serves a simulated JetBrains organization on
// loopback, for people who want to try a policy without an account.
//
//	jetbrains-simulator -licenses 1000                    # serve until Ctrl-C
//	jetbrains-simulator -clean -- terraform plan          # serve while a command runs
//	jetbrains-simulator -space-members 20000 -log         # with a large JetBrains Space
//	jetbrains-simulator -mocks mocks                      # for terraform test and tofu test
package main

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	os.Exit(command{
		stdin:      os.Stdin,
		stdout:     os.Stdout,
		stderr:     os.Stderr,
		environ:    os.Environ(),
		signals:    signals,
		foreground: inForeground,
		now:        time.Now,
	}.run(os.Args[1:]))
}
