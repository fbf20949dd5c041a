package bench

import (
	"strings"
	"testing"
	"time"
)

// measured are results of made-up runs.
func measured() *Results {
	r := &Results{}
	run := func(seconds float64, memory int64) Run {
		wall := time.Duration(seconds * float64(time.Second))
		return Run{Wall: wall, Terraform: Usage{wall / 2, memory}, Provider: Usage{wall / 4, memory / 2}, Requests: 51}
	}
	users, byHTTP := LicensedUsers().Name, LicensedUsersByHTTP().Name
	r.add(Case{Question: users, Size: 10_000}, run(1, 100<<20))
	r.add(Case{Question: byHTTP, Size: 10_000}, run(4, 400<<20))
	r.add(Case{Question: users, Size: 100_000}, run(12, 800<<20))
	r.add(Case{Question: byHTTP, Size: 100_000}, run(40, 3200<<20))
	for _, latency := range []time.Duration{0, 100 * time.Millisecond} {
		r.add(Case{Question: latencyQuestion().Name, Size: 10_000, Latency: latency, Concurrency: 8}, run(1+10*latency.Seconds(), 1<<20))
	}
	return r
}

func rowsOf(t *testing.T, r *Results) map[string][][]string {
	t.Helper()
	var text strings.Builder
	if err := r.Markdown(&text, "Measured here."); err != nil {
		t.Fatal(err)
	}
	tables := map[string][][]string{}
	title := ""
	for line := range strings.Lines(text.String()) {
		if after, found := strings.CutPrefix(line, "### "); found {
			title = strings.TrimSpace(after)
		}
		if strings.HasPrefix(line, "| ") {
			cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
			for i := range cells {
				cells[i] = strings.TrimSpace(cells[i])
			}
			tables[title] = append(tables[title], cells)
		}
	}
	return tables
}

func wantRow(t *testing.T, rows [][]string, cells ...string) {
	t.Helper()
	for _, row := range rows {
		if strings.Join(row, "|") == strings.Join(cells, "|") {
			return
		}
	}
	t.Errorf("no row %q in %q", cells, rows)
}

func TestReportSetsBothWaysSideBySide(t *testing.T) {
	rows := rowsOf(t, measured())["The same question with and without this provider"]
	wantRow(t, rows, "`jetbrains_licensed_users`", "10,000", "1.00 s", "4.00 s", "0.25", "0.75 s", "3.00 s", "0.25", "150 MiB", "600 MiB", "0.25")
	wantRow(t, rows, "`jetbrains_licensed_users`", "100,000", "12.00 s", "40.00 s", "0.30", "9.00 s", "30.00 s", "0.30", "1200 MiB", "4800 MiB", "0.25")
}

func TestReportTellsTerraformsShareFromTheProviders(t *testing.T) {
	rows := rowsOf(t, measured())["At 100,000 licenses"]
	wantRow(t, rows, "`jetbrains_licensed_users`", "12.00 s", "6.00 s", "800 MiB", "3.00 s", "400 MiB", "51")
}

func TestReportSaysHowCostPerRowGrows(t *testing.T) {
	rows := rowsOf(t, measured())["How cost grows"]
	wantRow(t, rows, "`jetbrains_licensed_users`", "10,000", "100,000", "1.20", "1.20")
}

func TestReportCountsWaitsInARow(t *testing.T) {
	rows := rowsOf(t, measured())["With a server that takes its time"]
	wantRow(t, rows, "question", "at once", "requests", "asked twice", "0 ms", "100 ms", "waits in a row")
	wantRow(t, rows, "`jetbrains_license_audit`", "8", "51", "0", "1.00 s", "2.00 s", "10.0")
}

func TestBenchmarksAreLinesThatBenchstatReads(t *testing.T) {
	var text strings.Builder
	if err := measured().Benchmarks(&text); err != nil {
		t.Fatal(err)
	}
	want := "BenchmarkPlan/question=http_licensed_users/size=10000/latency=0s/concurrency=0 1 4000000000 ns/op 2000000000 terraform-cpu-ns 419430400 terraform-peak-B 1000000000 provider-cpu-ns 209715200 provider-peak-B 51 requests\n"
	if !strings.Contains(text.String(), want) {
		t.Errorf("no line %q in\n%s", want, text.String())
	}
}

func TestTablesGoBetweenTheMarksOfAGuide(t *testing.T) {
	guide := "before\n" + beginMark + "old\n" + endMark + "after\n"
	got, err := Between([]byte(guide), []byte("\nnew\n\n"))
	if want := "before\n" + beginMark + "new\n" + endMark + "after\n"; err != nil || string(got) != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	for _, broken := range []string{"", beginMark, endMark + beginMark} {
		if _, err := Between([]byte(broken), nil); err == nil {
			t.Errorf("%q: a guide without the marks must be an error", broken)
		}
	}
}
