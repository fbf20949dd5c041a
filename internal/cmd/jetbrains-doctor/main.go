// Command jetbrains-doctor tests the connection of the provider to JetBrains,
// with the settings in the environment, and can report how the server behaves.
//
//	jetbrains-doctor                      # does the connection work?
//	jetbrains-doctor -list=false          # without reading the complete lists
//	jetbrains-doctor -report report.md    # what the server does, to share
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
)

// Set by the linker. With go run, the version is that of the module.
var version = ""

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := command{
		stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv, now: time.Now, version: moduleVersion(),
	}.run(ctx, os.Args[1:])
	stop()
	os.Exit(status)
}

func moduleVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "dev"
}
