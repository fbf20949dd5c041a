package bench

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"time"
)

// Terraform's own accounting cannot tell it from the providers that it starts.
// So it is given, in place of each provider, a link to this program, which
// starts the real provider, waits for it and writes down what it used.
const (
	envRecords   = "PLAN_BENCH_RECORDS"   // the file to write to
	envProviders = "PLAN_BENCH_PROVIDERS" // the directory of the real providers, under the same names
)

// record is one life of a provider.
type record struct {
	provider Usage
	meter    time.Duration // CPU time of the program in between
}

// Metering says whether this process was started by Terraform as a provider.
func Metering() bool { return os.Getenv(envRecords) != "" }

// Meter runs the real provider in place of this process and returns its exit
// status.
func Meter() (int, error) {
	// Providers leave Ctrl-C to Terraform, which asks them to stop.
	signal.Ignore(os.Interrupt)
	behind := filepath.Join(os.Getenv(envProviders), filepath.Base(os.Args[0]))
	provider := exec.Command(behind, os.Args[1:]...) //nolint:gosec,noctx // running it is the point, and Terraform ends it
	provider.Stdin, provider.Stdout, provider.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := provider.Run()
	if provider.ProcessState == nil {
		return 1, err
	}
	used := record{provider: usageOf(provider.ProcessState), meter: ownCPU()}
	return provider.ProcessState.ExitCode(), used.append(os.Getenv(envRecords))
}

func (r *record) append(file string) (err error) {
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600) //nolint:gosec // the parent names the file
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	_, err = fmt.Fprintln(f, int64(r.provider.CPU), r.provider.Peak, int64(r.meter))
	return err
}

func readRecords(r io.Reader) ([]record, error) {
	var records []record
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		var one record
		if _, err := fmt.Fscan(strings.NewReader(lines.Text()), &one.provider.CPU, &one.provider.Peak, &one.meter); err != nil {
			return nil, fmt.Errorf("record %q: %w", lines.Text(), err)
		}
		records = append(records, one)
	}
	return records, lines.Err()
}

// split tells Terraform from the providers. tree is what Terraform's process
// used together with all that it started; sampled is Terraform's own peak as
// far as it was seen from outside.
func split(tree Usage, sampled int64, records []record) (terraform, provider Usage) {
	terraform.CPU = tree.CPU
	for _, r := range records {
		provider.CPU += r.provider.CPU
		provider.Peak = max(provider.Peak, r.provider.Peak)
		terraform.CPU -= r.provider.CPU + r.meter
	}
	terraform.CPU = max(0, terraform.CPU)
	// The tree's peak is that of its largest process, so it is exactly
	// Terraform's unless a provider was larger.
	terraform.Peak = tree.Peak
	if provider.Peak >= tree.Peak {
		terraform.Peak = sampled
	}
	return terraform, provider
}
