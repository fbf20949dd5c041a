// Command plan-bench measures whole runs of `terraform plan` against simulated
// organizations; `make bench` builds what it needs and runs it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/bench"
)

func main() {
	if bench.Metering() {
		status, err := bench.Meter()
		if err != nil {
			fmt.Fprintln(os.Stderr, "plan-bench:", err)
		}
		os.Exit(status)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "plan-bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) (err error) {
	var (
		programs bench.Programs
		flags    = flag.NewFlagSet("plan-bench", flag.ContinueOnError)
		quick    = flags.Bool("quick", false, "leave out what is large")
		dir      = flags.String("dir", "build/bench", "where to work and to write the results")
		label    = flags.String("label", "now", "what the files of results are called after, such as a commit")
		limit    = flags.Duration("timeout", 40*time.Minute, "give up after this time")
		runs     = flags.Int("runs", 0, "how often each question is asked (default: as the scale says)")
		licenses = flags.String("licenses", "", "other `sizes` of organizations, with commas between, and nothing but these")
		guide    = flags.String("update", "", "also put the tables into this `file`, between its two marks")
	)
	flags.StringVar(&programs.Terraform, "terraform", "terraform", "Terraform or OpenTofu")
	flags.StringVar(&programs.JetBrains, "provider", "", "this repository's provider")
	flags.StringVar(&programs.HTTP, "http", "", "the provider hashicorp/http")
	flags.StringVar(&programs.Simulator, "simulator", "", "the simulator command")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if programs, err = absolute(programs); err != nil {
		return err
	}
	directory, err := filepath.Abs(*dir)
	if err != nil {
		return err
	}
	planner, err := bench.NewPlanner(programs, filepath.Join(directory, "plan"), time.Now)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, *limit)
	defer cancel()
	scale := bench.Full()
	if *quick {
		scale = bench.Quick()
	}
	if *runs > 0 {
		scale.Runs = *runs
	}
	if *licenses != "" {
		if scale.Licenses, err = sizes(*licenses); err != nil {
			return err
		}
		scale.Latencies, scale.Members = nil, nil
	}
	session := bench.Session{Planner: planner, Scale: scale, Progress: os.Stderr}
	results, measured := session.Run(ctx)
	return errors.Join(measured, write(ctx, results, programs, filepath.Join(directory, "plan-"+*label), *guide))
}

func sizes(list string) ([]int, error) {
	var sizes []int
	for text := range strings.SplitSeq(list, ",") {
		size, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || size < 50 {
			return nil, fmt.Errorf("-licenses %q: want numbers from 50 on", list) // from 50 there is every kind of license
		}
		sizes = append(sizes, size)
	}
	slices.Sort(sizes)
	return sizes, nil
}

// absolute finds the programs, which are run from other directories.
func absolute(p bench.Programs) (bench.Programs, error) {
	self, err := os.Executable()
	if err != nil {
		return p, err
	}
	p.Self = self
	for _, program := range []*string{&p.Terraform, &p.JetBrains, &p.HTTP, &p.Simulator} {
		if *program, err = lookPath(*program); err != nil {
			return p, err
		}
	}
	return p, nil
}
