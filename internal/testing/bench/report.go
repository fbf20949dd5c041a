package bench

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// pairs are the questions that are asked both ways.
func pairs() [][2]string {
	return [][2]string{
		{LicensedUsers().Name, LicensedUsersByHTTP().Name},
		{LicenseAudit().Name, LicenseAuditByHTTP().Name},
	}
}

// Markdown writes the tables of a report. setting is a sentence about the
// machine and the versions.
func (r *Results) Markdown(w io.Writer, setting string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s Figures are medians. CPU is user and system time. Peak is the most memory that the process had resident.\n", setting)
	r.sideBySide(&b)
	r.dataSources(&b)
	r.growth(&b)
	r.latencies(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *Results) sideBySide(b *strings.Builder) {
	t := table{header: []string{"question", "licenses", "time", "with `http`", "ratio", "CPU", "with `http`", "ratio", "memory", "with `http`", "ratio"}}
	for _, pair := range pairs() {
		for _, c := range r.Cases {
			ours, theirs := r.Runs[c], r.Runs[Case{Question: pair[1], Size: c.Size}]
			if c.Question != pair[0] || c.Concurrency != 0 || len(theirs) == 0 {
				continue
			}
			t.row(code(c.Question), count(c.Size),
				seconds(MedianOf(ours, wall)), seconds(MedianOf(theirs, wall)), ratio(Ratio(ours, theirs, wall)),
				seconds(MedianOf(ours, (*Run).CPU)), seconds(MedianOf(theirs, (*Run).CPU)), ratio(Ratio(ours, theirs, (*Run).CPU)),
				mebibytes(MedianOf(ours, (*Run).Memory)), mebibytes(MedianOf(theirs, (*Run).Memory)), ratio(Ratio(ours, theirs, (*Run).Memory)))
		}
	}
	t.write(b, "The same question with and without this provider",
		"Whole runs of `terraform plan`. The other way is `hashicorp/http` with `for_each` over the pages and `jsondecode`; both give the same answer. "+
			"CPU and memory are those of Terraform and the provider together; ratios are medians over pairs of runs.")
}

func (r *Results) dataSources(b *strings.Builder) {
	var size int
	var t *table
	flush := func() {
		if t != nil {
			t.write(b, "At "+count(size)+unit(t.kind), "")
		}
	}
	for _, c := range r.Cases {
		if c.Concurrency != 0 {
			continue
		}
		if kind := kindOf(c); t == nil || c.Size != size || kind != t.kind {
			flush()
			size = c.Size
			t = &table{kind: kind, header: []string{"question", "time", "Terraform: CPU", "peak", "provider: CPU", "peak", "requests"}}
		}
		runs := r.Runs[c]
		t.row(code(c.Question), seconds(MedianOf(runs, wall)),
			seconds(MedianOf(runs, func(r *Run) time.Duration { return r.Terraform.CPU })),
			mebibytes(MedianOf(runs, func(r *Run) int64 { return r.Terraform.Peak })),
			seconds(MedianOf(runs, func(r *Run) time.Duration { return r.Provider.CPU })),
			mebibytes(MedianOf(runs, func(r *Run) int64 { return r.Provider.Peak })),
			count(runs[len(runs)-1].Requests))
	}
	flush()
}

func kindOf(c Case) string {
	if strings.HasPrefix(c.Question, "jetbrains_space_") {
		return "space"
	}
	return "account"
}

func unit(kind string) string {
	if kind == "space" {
		return " members of a Space"
	}
	return " licenses"
}

// growth holds the time per row at the largest size against that at the size
// before it.
func (r *Results) growth(b *strings.Builder) {
	t := table{header: []string{"question", "from", "to", "time per row grows by", "CPU per row by"}}
	for _, c := range r.Cases {
		smaller, found := r.before(c)
		if !found {
			continue
		}
		perRow := func(figure func(*Run) time.Duration) string {
			a, b := MedianOf(r.Runs[smaller], figure), MedianOf(r.Runs[c], figure)
			return ratio(float64(b) / float64(a) * float64(smaller.Size) / float64(c.Size))
		}
		t.row(code(c.Question), count(smaller.Size), count(c.Size), perRow(wall), perRow((*Run).CPU))
	}
	t.write(b, "How cost grows", "A factor of 1 is linear; what every plan costs, however small, makes it less.")
}

// before is the same case at the next smaller size, for cases of the largest.
func (r *Results) before(c Case) (smaller Case, found bool) {
	if c.Concurrency != 0 {
		return Case{}, false
	}
	for _, other := range r.Cases {
		if other.Question != c.Question || other.Concurrency != 0 {
			continue
		}
		if other.Size > c.Size {
			return Case{}, false
		}
		if other.Size < c.Size && other.Size > smaller.Size {
			smaller, found = other, true
		}
	}
	return smaller, found
}

// latencies shows how many answers were waited for one after the other: how
// much longer the plan takes for each unit of latency.
func (r *Results) latencies(b *strings.Builder) {
	var slowest time.Duration
	var values []time.Duration
	for _, c := range r.Cases {
		if c.Concurrency != 0 && (len(values) == 0 || c.Latency > slowest) {
			slowest, values = c.Latency, append(values, c.Latency)
		}
	}
	header := []string{"question", "at once", "requests", "asked twice"}
	for _, latency := range values {
		header = append(header, fmt.Sprintf("%d ms", latency.Milliseconds()))
	}
	t := table{header: append(header, "waits in a row")}
	for _, c := range r.Cases {
		if c.Concurrency == 0 || c.Latency != 0 {
			continue
		}
		last := r.Runs[c][len(r.Runs[c])-1]
		cells := []string{code(c.Question), count(c.Concurrency), count(last.Requests), count(last.Repeated)}
		var at time.Duration
		for _, latency := range values {
			c.Latency = latency
			at = MedianOf(r.Runs[c], wall)
			cells = append(cells, seconds(at))
		}
		c.Latency = 0
		if slowest > 0 {
			cells = append(cells, fmt.Sprintf("%.1f", float64(at-MedianOf(r.Runs[c], wall))/float64(slowest)))
		}
		t.row(cells...)
	}
	t.write(b, "With a server that takes its time", "Latency is added to every answer. A wait in a row is an answer that had to come before another could be asked for: "+
		"the extra time, divided by the latency.")
}

func wall(r *Run) time.Duration { return r.Wall }

// Benchmarks writes every run as a line that benchstat reads, so that two
// commits can be compared.
func (r *Results) Benchmarks(w io.Writer) error {
	for _, c := range r.Cases {
		name := strings.Join(strings.FieldsFunc(c.Question, func(char rune) bool { return strings.ContainsRune(" (),:=\"[]", char) }), "_")
		for _, run := range r.Runs[c] {
			_, err := fmt.Fprintf(w, "BenchmarkPlan/question=%s/size=%d/latency=%s/concurrency=%d 1 %d ns/op %d terraform-cpu-ns %d terraform-peak-B %d provider-cpu-ns %d provider-peak-B %d requests\n",
				name, c.Size, c.Latency, c.Concurrency, run.Wall, run.Terraform.CPU, run.Terraform.Peak, run.Provider.CPU, run.Provider.Peak, run.Requests)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// The marks between which a guide holds the tables.
const (
	beginMark = "<!-- measured: begin -->\n"
	endMark   = "<!-- measured: end -->\n"
)

// Between puts the tables between the marks of a guide.
func Between(guide, tables []byte) ([]byte, error) {
	before, rest, begun := bytes.Cut(guide, []byte(beginMark))
	_, after, ended := bytes.Cut(rest, []byte(endMark))
	if !begun || !ended {
		return nil, fmt.Errorf("the marks %q and %q are not there in this order", strings.TrimSpace(beginMark), strings.TrimSpace(endMark))
	}
	return slices.Concat(before, []byte(beginMark), bytes.TrimSpace(tables), []byte("\n"), []byte(endMark), after), nil
}
