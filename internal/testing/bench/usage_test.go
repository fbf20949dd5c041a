package bench

import (
	"strings"
	"testing"
	"time"
)

func TestMedianIsTheMiddleAndOfTwoTheirMean(t *testing.T) {
	for _, c := range []struct {
		values []int64
		want   int64
	}{
		{nil, 0},
		{[]int64{7}, 7},
		{[]int64{9, 1, 5}, 5},
		{[]int64{9, 1, 5, 7}, 6},
	} {
		if got := Median(c.values, mean[int64]); got != c.want {
			t.Errorf("Median(%v) = %d, want %d", c.values, got, c.want)
		}
	}
}

func TestRatioIsTheMedianOverPairsAndNotTheRatioOfMedians(t *testing.T) {
	runs := func(seconds ...int) []Run {
		var list []Run
		for _, s := range seconds {
			list = append(list, Run{Wall: time.Duration(s) * time.Second})
		}
		return list
	}
	// The machine was three times slower during the second pair.
	if got := Ratio(runs(1, 3, 2), runs(2, 6, 4), wall); got != 0.5 {
		t.Errorf("got %v, want 0.5", got)
	}
	if got := Ratio(runs(1, 9), runs(2), wall); got != 0.5 {
		t.Errorf("a run without its pair: got %v, want 0.5", got)
	}
	if got := Ratio(runs(1), runs(0), wall); got != 0 {
		t.Errorf("an unknown divisor: got %v, want 0", got)
	}
}

func TestSplitTellsTerraformFromItsProviders(t *testing.T) {
	lives := []record{
		{provider: Usage{CPU: 200 * time.Millisecond, Peak: 30 << 20}, meter: 10 * time.Millisecond},
		{provider: Usage{CPU: 700 * time.Millisecond, Peak: 90 << 20}, meter: 10 * time.Millisecond},
	}
	tree := Usage{CPU: 2 * time.Second, Peak: 400 << 20}
	terraform, provider := split(tree, 390<<20, lives)
	if want := (Usage{1080 * time.Millisecond, 400 << 20}); terraform != want {
		t.Errorf("Terraform: got %v, want %v", terraform, want)
	}
	if want := (Usage{900 * time.Millisecond, 90 << 20}); provider != want {
		t.Errorf("provider: got %v, want %v", provider, want)
	}
	tree.Peak = 90 << 20 // the provider's: the larger one hides Terraform's
	if terraform, _ = split(tree, 60<<20, lives); terraform.Peak != 60<<20 {
		t.Errorf("Terraform's peak: got %d, want the one that was seen from outside", terraform.Peak)
	}
}

func TestRecordsComeBackAsTheyWereWritten(t *testing.T) {
	file := t.TempDir() + "/records"
	written := []record{
		{Usage{123 * time.Millisecond, 45 << 20}, 6 * time.Millisecond},
		{Usage{7 * time.Second, 0}, 0},
	}
	for i := range written {
		if err := written[i].append(file); err != nil {
			t.Fatal(err)
		}
	}
	read, err := recordsIn(file)
	if err != nil || len(read) != 2 || read[0] != written[0] || read[1] != written[1] {
		t.Errorf("got %v, %v, want %v", read, err, written)
	}
	if _, err := readRecords(strings.NewReader("12 x 3\n")); err == nil {
		t.Error("a record that is no record must be an error")
	}
}

func TestAnswerIsFoundInAPlan(t *testing.T) {
	plan := "data.x.y: Read complete\n\nChanges to Outputs:\n  + answer = \"3 people, 1 suspended\"\n\nYou can apply\n"
	if got, err := answerIn(plan); err != nil || got != "3 people, 1 suspended" {
		t.Errorf("got %q, %v", got, err)
	}
	if got, err := answerIn("  + answer = 12\n"); err != nil || got != "12" {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := answerIn("No changes.\n"); err == nil {
		t.Error("a plan without an answer must be an error")
	}
}
