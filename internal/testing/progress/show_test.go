package main

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

const module = "github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/"

func shown(t *testing.T, verbose bool, events ...string) string {
	t.Helper()
	var out strings.Builder
	input := strings.ReplaceAll(strings.Join(events, "\n")+"\n", "MODULE/", module)
	if err := show(strings.NewReader(input), &out, nil, func() time.Time { return time.Time{} }, verbose); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestOnlyFailuresAreShown(t *testing.T) {
	events := []string{
		`{"Action":"start","Package":"MODULE/a"}`,
		`{"Action":"run","Package":"MODULE/a","Test":"TestGood"}`,
		`{"Action":"output","Package":"MODULE/a","Test":"TestGood","Output":"=== RUN   TestGood\n"}`,
		`{"Action":"output","Package":"MODULE/a","Test":"TestGood","Output":"    noise\n"}`,
		`{"Action":"pass","Package":"MODULE/a","Test":"TestGood"}`,
		`{"Action":"run","Package":"MODULE/a","Test":"TestBad"}`,
		`{"Action":"output","Package":"MODULE/a","Test":"TestBad","Output":"=== RUN   TestBad\n"}`,
		`{"Action":"output","Package":"MODULE/a","Test":"TestBad","Output":"    want 1\n"}`,
		`{"Action":"fail","Package":"MODULE/a","Test":"TestBad"}`,
		`{"Action":"skip","Package":"MODULE/a","Test":"TestOther"}`,
		`{"Action":"output","Package":"MODULE/a","Output":"FAIL\n"}`,
		`{"Action":"fail","Package":"MODULE/a","Elapsed":1.25}`,
		`{"Action":"skip","Package":"MODULE/empty"}`,
		`{"Action":"pass","Package":"MODULE/b","Elapsed":0.5}`,
		`{"ImportPath":"MODULE/c","Action":"build-output","Output":"c.go:1:1: expected 'package'\n"}`,
		`go: an error that is no event`,
	}
	want := `    want 1
FAIL
FAIL  internal/a 1.2 s
ok    internal/b 0.5 s
c.go:1:1: expected 'package'
go: an error that is no event
3 packages done; tests: 1 passed, 1 failed, 1 skipped, 0 s
`
	if got := shown(t, false, events...); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if got := shown(t, true, events...); !strings.Contains(got, "=== RUN   TestGood\n    noise\n") {
		t.Errorf("-v does not show the output of a test that passes:\n%s", got)
	}
}

// A test that waits for its subtests, and a paused one, do not run.
func TestRunningTestsAreNamed(t *testing.T) {
	p := &progress{output: map[test][]string{}}
	if got := p.current(); got != "building" {
		t.Errorf("before any test: %s", got)
	}
	for _, line := range []string{
		`{"Action":"start","Package":"p"}`, `{"Action":"run","Package":"p","Test":"TestA"}`, `{"Action":"run","Package":"p","Test":"TestA/x"}`,
		`{"Action":"run","Package":"p","Test":"TestAB"}`, `{"Action":"pause","Package":"p","Test":"TestAB"}`, `{"Action":"start","Package":"q"}`,
	} {
		p.line(line)
	}
	if got, want := p.current(), "running p.TestA/x, q"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, line := range []string{
		`{"Action":"cont","Package":"p","Test":"TestAB"}`, `{"Action":"run","Package":"p","Test":"TestC"}`, `{"Action":"pass","Package":"p","Test":"TestA/x"}`,
	} {
		p.line(line)
	}
	if got, want := p.current(), "running p.TestA, q, p.TestAB, and 1 more"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestEachTickShowsALine(t *testing.T) {
	events, input := io.Pipe()
	ticks, read := make(chan time.Time), make(chan string)
	lines := writer(func(text string) { read <- text })
	ended := make(chan error, 1)
	start := time.Unix(0, 0)
	clock := start
	go func() { ended <- show(events, lines, ticks, func() time.Time { return clock }, false) }()
	if _, err := io.WriteString(input, `{"Action":"run","Package":"p","Test":"TestA"}`+"\n"+`{"Action":"pass","Package":"o"}`+"\n"); err != nil {
		t.Fatal(err)
	}
	<-read // the line about package o, so the clock is no longer read until the tick
	clock = start.Add(20 * time.Second)
	ticks <- clock
	if got, want := <-read, "      20 s: 1 packages done; tests: 0 passed, 0 failed, 0 skipped; running p.TestA\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if err := input.Close(); err != nil {
		t.Fatal(err)
	}
	<-read // the summary
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

type writer func(text string)

func (w writer) Write(p []byte) (int, error) {
	w(string(p))
	return len(p), nil
}

func TestAnErrorOfTheInputIsReturned(t *testing.T) {
	broken := errors.New("broken")
	if err := show(iotest.ErrReader(broken), io.Discard, nil, time.Now, false); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
}
