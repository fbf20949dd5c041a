package bench

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestMain lets the test's own program stand in for a provider.
func TestMain(m *testing.M) {
	if Metering() {
		status, err := Meter()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(status)
	}
	os.Exit(m.Run())
}

func programs(t *testing.T) Programs {
	t.Helper()
	if os.Getenv("TF_ACC") == "" {
		t.Skip("set TF_ACC=1 to run Terraform")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	terraform, err := exec.LookPath("terraform")
	if err != nil {
		if terraform, err = exec.LookPath("tofu"); err != nil {
			t.Fatal("neither Terraform nor OpenTofu is on PATH")
		}
	}
	p := Programs{Terraform: terraform, Self: self, JetBrains: filepath.Join(t.TempDir(), "provider"), Simulator: filepath.Join(t.TempDir(), "simulator")}
	p.HTTP = p.JetBrains // is not asked here
	for target, source := range map[string]string{p.JetBrains: "../../..", p.Simulator: "../simulator/cmd/jetbrains-simulator"} {
		if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", target, source).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	return p
}

func TestAPlanIsMeasuredApartFromItsProvider(t *testing.T) {
	p := programs(t)
	planner, err := NewPlanner(p, filepath.Join(t.TempDir(), "plan"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	const licenses = 450
	simulator, err := StartSimulator(t.Context(), p.Simulator, Organization{Licenses: licenses})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := simulator.Close(); err != nil {
			t.Error(err)
		}
	}()
	for _, question := range append(AccountQuestions(), LicensedUsers(), LicenseAudit()) {
		run, err := planner.Plan(t.Context(), question, simulator)
		if err != nil {
			t.Fatal(err)
		}
		if run.Answer == "" || run.Wall <= 0 || run.Terraform.CPU <= 0 || run.Provider.CPU <= 0 {
			t.Errorf("%s: not measured: %+v", question.Name, run)
		}
		if most := 1 + 3 + 2; run.Requests < 1 || run.Requests > most || run.Repeated != 0 {
			t.Errorf("%s: %d requests, %d of them repeated, want at most %d and none", question.Name, run.Requests, run.Repeated, most)
		}
		if question.Name == "jetbrains_licenses" && run.Answer != fmt.Sprint(licenses) {
			t.Errorf("%s: answer %q, want %d", question.Name, run.Answer, licenses)
		}
	}

	broken := Question{Name: "broken", Configuration: "output \"answer\" {\n  value = nothing\n}\n"}
	_, err = planner.Plan(t.Context(), &broken, simulator)
	var failed *PlanError
	if !errors.As(err, &failed) || !strings.Contains(failed.Output, "nothing") {
		t.Errorf("a plan that fails: got %v, want what Terraform said", err)
	}
}
