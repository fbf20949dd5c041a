package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// event is a line of "go test -json"; see "go doc test2json".
type event struct {
	Action     string
	Package    string
	ImportPath string // of an event about a build
	Test       string
	Elapsed    float64
	Output     string
}

// test identifies a test, or a package if the name is empty.
type test struct{ pkg, name string }

func (t test) String() string {
	if t.name == "" {
		return short(t.pkg)
	}
	return short(t.pkg) + "." + t.name
}

// progress is what is known about the tests so far.
type progress struct {
	out                     io.Writer
	verbose                 bool
	running                 []test // in the order in which they started
	output                  map[test][]string
	passed, failed, skipped int
	packages                int
}

// show reads the events and writes a line for each package that is done, the
// output of each test that fails, a line about what is running for each tick,
// and a summary.
func show(events io.Reader, out io.Writer, ticks <-chan time.Time, now func() time.Time, verbose bool) error {
	p := &progress{out: out, verbose: verbose, output: map[test][]string{}}
	started := now()
	lines, failed := make(chan string), make(chan error, 1)
	go func() {
		defer close(lines)
		reader := bufio.NewReader(events)
		for {
			line, err := reader.ReadString('\n')
			if line != "" {
				lines <- line
			}
			if err != nil {
				if !errors.Is(err, io.EOF) {
					failed <- err
				}
				return
			}
		}
	}()
	for {
		select {
		case line, ok := <-lines:
			if !ok {
				p.printf("%s, %d s\n", p.counts(), int(now().Sub(started).Seconds()))
				select {
				case err := <-failed:
					return err
				default:
					return nil
				}
			}
			p.line(line)
		case <-ticks:
			p.printf("      %d s: %s; %s\n", int(now().Sub(started).Seconds()), p.counts(), p.current())
		}
	}
}

func (p *progress) printf(format string, args ...any) { _, _ = fmt.Fprintf(p.out, format, args...) }

// line handles one line. The go command prints errors of its own as they are.
func (p *progress) line(line string) {
	var e event
	if !strings.HasPrefix(line, "{") || json.Unmarshal([]byte(line), &e) != nil {
		p.printf("%s", line)
		return
	}
	t := test{e.Package, e.Test}
	switch e.Action {
	case "build-output":
		p.printf("%s", e.Output)
	case "output":
		if p.verbose {
			p.printf("%s", e.Output)
		} else {
			p.output[t] = append(p.output[t], e.Output)
		}
	case "start", "run", "cont":
		p.running = append(p.running, t)
	case "pause":
		p.end(t)
	case "pass", "fail", "skip":
		p.end(t)
		p.done(t, e)
	}
}

func (p *progress) end(t test) {
	p.running = slices.DeleteFunc(p.running, func(r test) bool { return r == t })
}

// done counts a test or a package, and shows the output of a failure.
func (p *progress) done(t test, e event) {
	output := p.output[t]
	delete(p.output, t)
	if e.Action == "fail" {
		for _, text := range output {
			if !strings.HasPrefix(text, "=== ") {
				p.printf("%s", text)
			}
		}
	}
	if t.name == "" {
		p.packages++
		if e.Action != "skip" { // a package without tests
			p.printf("%-5s %s %.1f s\n", map[string]string{"pass": "ok", "fail": "FAIL"}[e.Action], short(t.pkg), e.Elapsed)
		}
		return
	}
	switch e.Action {
	case "pass":
		p.passed++
	case "fail":
		p.failed++
	case "skip":
		p.skipped++
	}
}

func (p *progress) counts() string {
	return fmt.Sprintf("%d packages done; tests: %d passed, %d failed, %d skipped", p.packages, p.passed, p.failed, p.skipped)
}

// current names up to three running tests. A test or package that waits for its
// own tests is not named.
func (p *progress) current() string {
	var names []string
	for _, t := range p.running {
		if !slices.ContainsFunc(p.running, func(other test) bool {
			return other.pkg == t.pkg && other.name != t.name && (t.name == "" || strings.HasPrefix(other.name, t.name+"/"))
		}) {
			names = append(names, t.String())
		}
	}
	switch more := len(names) - 3; {
	case len(names) == 0:
		return "building"
	case more > 0:
		return fmt.Sprintf("running %s, and %d more", strings.Join(names[:3], ", "), more)
	default:
		return "running " + strings.Join(names, ", ")
	}
}

// short removes the path of the module from the path of a package.
func short(pkg string) string {
	_, path, found := strings.Cut(pkg, "/terraform-provider-jetbrains/")
	if !found {
		return pkg
	}
	return path
}
