package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

var now = time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)

// execute runs the command against an organization, with variables changed.
func execute(t *testing.T, env map[string]string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	status = command{
		stdout: &out, stderr: &errs, getenv: func(name string) string { return env[name] },
		now: func() time.Time { return now }, firstBackoff: time.Millisecond, version: "1.2.3",
	}.run(t.Context(), args)
	return status, out.String(), errs.String()
}

func environment(t *testing.T) map[string]string {
	t.Helper()
	server, err := simulator.Start(simulator.Generate(org.Options{Seed: 1, Licenses: 50, Now: now}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return server.Env()
}

func TestTheExitStatusSaysWhetherTheConnectionWorks(t *testing.T) {
	env := environment(t)
	status, out, errs := execute(t, env)
	if status != 0 || !strings.Contains(out, "✓ token: accepted") || !strings.Contains(out, "The connection works.") {
		t.Errorf("status %d: %s", status, out)
	}
	if !strings.HasPrefix(errs, "Reads what the provider reads, and changes nothing. Sends at most 60 requests") {
		t.Errorf("before it starts, it says %q", errs)
	}
	env["JETBRAINS_TOKEN"] = "0123456789012345678901234"
	status, out, _ = execute(t, env)
	if status != 1 || !strings.Contains(out, "✗ token: ") || !strings.Contains(out, "The connection does not work") {
		t.Errorf("with a wrong token: status %d: %s", status, out)
	}
}

func TestJSONHasTheStepsAndTheAnswers(t *testing.T) {
	status, out, _ := execute(t, environment(t), "-json")
	var doc struct {
		OK       bool
		Requests int
		Steps    []struct{ Area, Name, Mark string }
		Answers  []struct{ ID, Seen, Verdict string }
	}
	if err := json.Unmarshal([]byte(out), &doc); err != nil || status != 0 || !doc.OK || doc.Requests == 0 || len(doc.Steps) < 20 || len(doc.Answers) < 40 {
		t.Errorf("status %d, %v: %s", status, err, out)
	}
}

func TestTheReportReplacesTheFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "report.md")
	if err := os.WriteFile(file, bytes.Repeat([]byte("OLD!"), 100_000), 0o600); err != nil {
		t.Fatal(err)
	}
	status, _, errs := execute(t, environment(t), "-report", file)
	text, err := os.ReadFile(file)
	if status != 0 || err != nil || !strings.HasPrefix(string(text), "# What my server does\n") || strings.Contains(string(text), "OLD!") {
		t.Errorf("status %d, %v: %.200s", status, err, text)
	}
	if !strings.Contains(errs, "Read it before you share it") {
		t.Errorf("it says %q", errs)
	}
}

func TestAReportThatCannotBeWrittenIsNoticedBeforeAnythingIsRead(t *testing.T) {
	status, out, errs := execute(t, environment(t), "-report", filepath.Join(t.TempDir(), "none", "report.md"))
	if status != 1 || out != "" || !strings.Contains(errs, "report.md") {
		t.Errorf("status %d: %s%s", status, out, errs)
	}
}

func TestAWrongCommandLineIsRefused(t *testing.T) {
	for _, args := range [][]string{{"-nothing"}, {"extra"}, {"-list=maybe"}} {
		if status, out, errs := execute(t, nil, args...); status != 2 || out != "" || !strings.HasPrefix(errs, "jetbrains-doctor: ") {
			t.Errorf("%v: status %d: %s%s", args, status, out, errs)
		}
	}
	if status, out, _ := execute(t, nil, "-help"); status != 0 || !strings.Contains(out, "-report FILE") || !strings.Contains(out, "-json") || !strings.Contains(out, "-list=false") {
		t.Errorf("status %d: %s", status, out)
	}
}

func TestAnInterruptEndsTheRun(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errs bytes.Buffer
	env := environment(t)
	c := command{stdout: &out, stderr: &errs, getenv: func(name string) string { return env[name] }, now: func() time.Time { return now }}
	if status := c.run(ctx, nil); status != 1 || !strings.Contains(errs.String(), "stopped") {
		t.Errorf("status %d: %s", status, errs.String())
	}
}
