// Package bench measures whole runs of `terraform plan` against a simulated
// organization. For comparison, it also measures the same configuration written
// with the hashicorp/http provider. `make bench` runs both.
package bench

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// BenchmarkPlan runs one plan per iteration. Its sub-benchmarks are named
// key=value, so that benchstat can select and compare them by key:
//
//   - licenses: the size of the organization
//   - latency: how long the server waits before each response
//   - config: what the plan computes; see testdata
//   - way: jetbrains for this provider, http for hashicorp/http
//
// In addition to the elapsed time, it reports:
//
//   - the CPU time of Terraform and all of its providers and, on systems with
//     /proc, the CPU time of the provider alone
//   - the peak resident memory of the provider
//   - the sum of the peaks of Terraform and the provider, which is an upper bound
//     of what they need together
//   - the requests that reached the server
//
// Both ways must give the same result.
func BenchmarkPlan(b *testing.B) {
	planner := newPlanner(b)
	for _, licenses := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprintf("licenses=%d", licenses), func(b *testing.B) {
			now := time.Now()
			for _, latency := range []time.Duration{0, 50 * time.Millisecond, 100 * time.Millisecond} {
				b.Run("latency="+latency.String(), func(b *testing.B) {
					organization := simulator.Generate(org.Options{Seed: 1, Licenses: licenses, Now: now, SpaceMembers: -1})
					server, err := simulator.Start(organization, simulator.WithLatency(latency))
					if err != nil {
						b.Fatal(err)
					}
					defer server.Close()
					configs := []string{"audit", "users", "licenses", "declared", "seats"}
					if latency > 0 && licenses > 10_000 {
						configs = configs[:1] // a plan of any config sends the same requests
					}
					for _, config := range configs {
						results := map[string]string{}
						for _, way := range []string{"jetbrains", "http"} {
							if (config == "declared" || config == "seats") && way == "http" {
								continue // there is no equivalent plan to compare with
							}
							b.Run("config="+config+"/way="+way, func(b *testing.B) {
								results[way] = planner.measure(b, server, way, config)
							})
						}
						if len(results) == 2 && results["jetbrains"] != results["http"] {
							b.Errorf("%s: the two ways differ: %q", config, results)
						}
					}
				})
			}
		})
	}
}

// planner runs Terraform with both providers. It builds the providers itself.
type planner struct {
	terraform, cliConfig string
}

func newPlanner(b *testing.B) *planner {
	b.Helper()
	terraform := os.Getenv("TERRAFORM")
	if terraform == "" {
		terraform = "terraform"
	}
	dir := b.TempDir()
	for _, build := range [][]string{
		{"-o", filepath.Join(dir, "terraform-provider-jetbrains"), "."},
		{"-o", filepath.Join(dir, "terraform-provider-http"), "-modfile=tools/terraform-provider-http/go.mod", "github.com/terraform-providers/terraform-provider-http"},
	} {
		command := exec.CommandContext(b.Context(), "go", append([]string{"build", "-trimpath", "-ldflags=-s -w"}, build...)...)
		command.Dir = "../../.."
		command.Env = append(os.Environ(), "CGO_ENABLED=0")
		if output, err := command.CombinedOutput(); err != nil {
			b.Fatalf("%v: %v\n%s", command.Args, err, output)
		}
	}
	cliConfig := filepath.Join(dir, "terraform.rc")
	overrides := fmt.Sprintf("provider_installation {\n  dev_overrides {\n    \"terraform-jetbrains/jetbrains\" = %[1]q\n    \"hashicorp/http\" = %[1]q\n  }\n}\n", dir)
	if err := os.WriteFile(cliConfig, []byte(overrides), 0o600); err != nil {
		b.Fatal(err)
	}
	return &planner{terraform, cliConfig}
}

// writeDeclared writes a licenses-as-code file that lists, by product code, who
// holds one of three products. With 100,000 licenses, the file contains 54,000
// pairs.
func writeDeclared(b *testing.B, server *simulator.Server, file string) {
	b.Helper()
	declared := map[string][]string{"AIP": {}, "ALL": {}, "PC": {}}
	server.View(func(o *org.Organization) {
		for i := range o.Licenses {
			l := &o.Licenses[i]
			if emails, ok := declared[l.Product.Code]; ok && l.Assignee != nil && l.Assignee.Email != "" {
				declared[l.Product.Code] = append(emails, l.Assignee.Email)
			}
		}
	})
	text, err := json.Marshal(declared)
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(file, text, 0o600); err != nil {
		b.Fatal(err)
	}
}

// outputAnswer matches the line of a plan that shows the output of a
// configuration.
var outputAnswer = regexp.MustCompile(`(?m)^  \+ answer += (.+)$`)

// measure returns the output of the plan.
func (p *planner) measure(b *testing.B, server *simulator.Server, way, config string) string {
	dir := b.TempDir()
	for _, name := range []string{way + ".tf", way + "_" + config + ".tf"} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	if config == "declared" {
		writeDeclared(b, server, filepath.Join(dir, "developers.json"))
	}
	server.ResetRequests()
	var (
		result string
		cpu    time.Duration
		peak   usage
		runs   float64
	)
	for b.Loop() {
		var output bytes.Buffer
		plan := exec.CommandContext(b.Context(), p.terraform, "plan", "-input=false", "-lock=false", "-no-color")
		plan.Dir, plan.Stdout, plan.Stderr = dir, &output, &output
		plan.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "TF_CLI_CONFIG_FILE=" + p.cliConfig, "CHECKPOINT_DISABLE=1"}
		for name, value := range server.Env() {
			plan.Env = append(plan.Env, name+"="+value)
			if variable, found := strings.CutPrefix(name, "JETBRAINS_"); found {
				plan.Env = append(plan.Env, "TF_VAR_"+strings.ToLower(strings.TrimPrefix(variable, "ACCOUNT_"))+"="+value)
			}
		}
		if err := plan.Start(); err != nil {
			b.Fatal(err)
		}
		watched := watch(b.Context(), plan.Process.Pid)
		err := plan.Wait()
		peak.add(watched())
		if err != nil {
			b.Fatalf("%v\n%s", err, output.Bytes())
		}
		runs++
		cpu += plan.ProcessState.UserTime() + plan.ProcessState.SystemTime()
		found := outputAnswer.FindSubmatch(output.Bytes())
		if found == nil {
			b.Fatalf("no output named answer in\n%s", output.Bytes())
		}
		result = string(found[1])
	}
	b.ReportMetric(cpu.Seconds()/runs, "cpu-sec/op")
	b.ReportMetric(float64(len(server.Requests()))/runs, "requests/op")
	if peak.terraform > 0 {
		b.ReportMetric(peak.cpu.Seconds()/runs, "provider-cpu-sec/op")
		b.ReportMetric(float64(peak.provider), "provider-peak-B")
		b.ReportMetric(float64(peak.provider+peak.terraform), "peak-B")
	}
	return result
}
