package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Programs are the commands that a measurement needs, as absolute paths.
type Programs struct {
	Terraform string
	Self      string // the program that calls [Meter] when it runs as a provider
	JetBrains string // our provider
	HTTP      string // hashicorp/http
	Simulator string
}

// Planner runs `terraform plan` below a directory of its own.
type Planner struct {
	programs  Programs
	dir       string
	cliConfig string
	now       func() time.Time
}

// The names under which Terraform looks for the providers.
const (
	jetbrainsProvider = "terraform-provider-jetbrains"
	httpProvider      = "terraform-provider-http"
)

// NewPlanner lays out below dir, which it empties, what Terraform needs: links
// to the meter in place of the providers, and a CLI configuration that finds
// them there and asks no registry.
func NewPlanner(programs Programs, dir string, now func() time.Time) (*Planner, error) {
	p := &Planner{programs: programs, dir: dir, cliConfig: filepath.Join(dir, "terraform.rc"), now: now}
	if err := os.RemoveAll(dir); err != nil {
		return nil, err
	}
	for link, target := range map[string]string{
		filepath.Join("providers", jetbrainsProvider):          programs.JetBrains,
		filepath.Join("providers", httpProvider):               programs.HTTP,
		filepath.Join("meter", "jetbrains", jetbrainsProvider): programs.Self,
		filepath.Join("meter", "http", httpProvider):           programs.Self,
	} {
		link = filepath.Join(dir, link)
		if err := os.MkdirAll(filepath.Dir(link), 0o750); err != nil {
			return nil, err
		}
		if err := os.Symlink(target, link); err != nil {
			return nil, err
		}
	}
	config := fmt.Sprintf("provider_installation {\n  dev_overrides {\n    \"terraform-jetbrains/jetbrains\" = %q\n    \"hashicorp/http\" = %q\n  }\n}\n",
		filepath.Join(dir, "meter", "jetbrains"), filepath.Join(dir, "meter", "http"))
	return p, os.WriteFile(p.cliConfig, []byte(config), 0o600)
}

// PlanError is a plan that failed, with what Terraform said.
type PlanError struct {
	Question, Output string
	Err              error
}

func (e *PlanError) Error() string {
	const enough = 2000 // the first error says most
	return fmt.Sprintf("plan of %s: %v\n%s", e.Question, e.Err, e.Output[:min(len(e.Output), enough)])
}

func (e *PlanError) Unwrap() error { return e.Err }

// Plan asks a question once.
func (p *Planner) Plan(ctx context.Context, question *Question, simulator *Simulator, variables ...string) (Run, error) {
	work := filepath.Join(p.dir, "work")
	if err := errors.Join(os.RemoveAll(work), os.MkdirAll(work, 0o750)); err != nil {
		return Run{}, err
	}
	if err := os.WriteFile(filepath.Join(work, "main.tf"), []byte(question.Configuration), 0o600); err != nil {
		return Run{}, err
	}
	records := filepath.Join(work, "records")
	plan := exec.CommandContext(ctx, p.programs.Terraform, "plan", "-input=false", "-lock=false", "-no-color") //nolint:gosec // the caller's program
	plan.Dir = work
	plan.Cancel = func() error { return plan.Process.Signal(os.Interrupt) }
	plan.WaitDelay = 10 * time.Second
	plan.Env = append(append(p.environment(records), simulator.Environment...), variables...)
	var output bytes.Buffer
	plan.Stdout, plan.Stderr = &output, &output
	if _, _, err := simulator.Requests(ctx); err != nil { // from here on they are this run's
		return Run{}, err
	}

	begin := p.now()
	if err := plan.Start(); err != nil {
		return Run{}, err
	}
	peak := watchPeak(plan.Process.Pid)
	err := plan.Wait()
	run := Run{Wall: p.now().Sub(begin)}
	sampled := peak()

	if err != nil {
		return Run{}, &PlanError{question.Name, output.String(), err}
	}
	if run.Answer, err = answerIn(output.String()); err != nil {
		return Run{}, &PlanError{question.Name, output.String(), err}
	}
	lives, err := recordsIn(records)
	if err != nil {
		return Run{}, err
	}
	run.Terraform, run.Provider = split(usageOf(plan.ProcessState), sampled, lives)
	run.Requests, run.Repeated, err = simulator.Requests(ctx)
	return run, err
}

// environment holds nothing of the user's that could change a run.
func (p *Planner) environment(records string) []string {
	return []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + p.dir, "TMPDIR=" + os.TempDir(),
		"TF_CLI_CONFIG_FILE=" + p.cliConfig, "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1",
		envRecords + "=" + records, envProviders + "=" + filepath.Join(p.dir, "providers"),
	}
}

// watchPeak looks at a process until the function that it returns is called,
// which tells the most memory seen. The kernel keeps the high-water mark, so
// only what grows in the last moments is missed.
func watchPeak(pid int) func() int64 {
	stop, peak := make(chan struct{}), make(chan int64)
	go func() {
		ticker := time.NewTicker(10 * time.Millisecond)
		defer ticker.Stop()
		var most int64
		for {
			select {
			case <-ticker.C:
				most = max(most, peakOf(pid))
			case <-stop:
				peak <- most
				return
			}
		}
	}()
	return func() int64 {
		close(stop)
		return <-peak
	}
}

// answerIn finds the output "answer", so that two ways of asking can be held
// against each other.
func answerIn(output string) (string, error) {
	for line := range strings.Lines(output) {
		name, value, _ := strings.Cut(strings.TrimLeft(line, " +"), "=")
		if strings.TrimSpace(name) == "answer" {
			return strings.Trim(strings.TrimSpace(value), `"`), nil
		}
	}
	return "", errors.New("the plan shows no output called answer")
}

func recordsIn(file string) (records []record, err error) {
	f, err := os.Open(file) //nolint:gosec // a file of our own
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return readRecords(f)
}
