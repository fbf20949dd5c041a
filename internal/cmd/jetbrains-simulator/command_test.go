package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/provider"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// childMode names a variable that makes the test binary run as a child program.
const childMode = "SIMULATOR_TEST_CHILD"

func TestMain(m *testing.M) {
	switch os.Getenv(childMode) {
	case "":
		goleak.VerifyTestMain(m)
	case "main": // the command itself
		_ = os.Unsetenv(childMode)
		main()
	case "env": // prints the variables and one response
		for _, name := range []string{"JETBRAINS_ACCOUNT_URL", "JETBRAINS_CUSTOMER_CODE", "JETBRAINS_TOKEN", "JETBRAINS_SPACE_URL", "JETBRAINS_SPACE_TOKEN", "JETBRAINS_SPACE_SUBDOMAIN", "OTHER"} {
			fmt.Printf("%s=%s\n", name, os.Getenv(name))
		}
		fmt.Println(ask())
		fmt.Println("space:", askSpace())
		fmt.Fprintln(os.Stderr, "to standard error")
		_, _ = io.Copy(os.Stdout, os.Stdin)
		os.Exit(3)
	case "wait": // waits for a signal and prints it
		signals := make(chan os.Signal, 1)
		signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
		fmt.Println("ready")
		if <-signals == os.Interrupt {
			os.Exit(10)
		}
		os.Exit(11)
	case "die": // ends with a signal
		if process, err := os.FindProcess(os.Getpid()); err == nil {
			_ = process.Kill()
		}
		select {}
	}
}

// ask asks the API who the token belongs to.
func ask() string {
	r, err := http.NewRequest(http.MethodGet, os.Getenv("JETBRAINS_ACCOUNT_URL")+"/api/v1/token", nil)
	if err != nil {
		return err.Error()
	}
	r.Header.Set("X-Api-Key", os.Getenv("JETBRAINS_TOKEN"))
	r.Header.Set("X-Customer-Code", os.Getenv("JETBRAINS_CUSTOMER_CODE"))
	response, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(r)
	if err != nil {
		return err.Error()
	}
	defer response.Body.Close() //nolint:errcheck // the response is only read
	body, err := io.ReadAll(response.Body)
	return fmt.Sprintf("%d %s %v", response.StatusCode, body, err)
}

// askSpace asks the Space for its members if the organization has a Space.
func askSpace() string {
	if os.Getenv("JETBRAINS_SPACE_URL") == "" {
		return "none"
	}
	r, err := http.NewRequest(http.MethodGet, os.Getenv("JETBRAINS_SPACE_URL")+"/api/http/team-directory/profiles?$fields=totalCount", nil)
	if err != nil {
		return err.Error()
	}
	r.Header.Set("Authorization", "Bearer "+os.Getenv("JETBRAINS_SPACE_TOKEN"))
	response, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(r)
	if err != nil {
		return err.Error()
	}
	defer response.Body.Close() //nolint:errcheck // the response is only read
	body, err := io.ReadAll(response.Body)
	return fmt.Sprintf("%d %s %v", response.StatusCode, body, err)
}

var now = time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)

// outcome is the result of a run.
type outcome struct {
	status         int
	stdout, stderr string
}

// lockedBuffer receives the output of the simulator and its child, which write
// at the same time.
type lockedBuffer struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.String()
}

// run runs the command in this process. mode selects what a child of the
// command does.
func run(t *testing.T, mode string, args ...string) outcome {
	t.Helper()
	var stdout, stderr lockedBuffer
	status := command{
		stdin:      strings.NewReader("from standard input"),
		stdout:     &stdout,
		stderr:     &stderr,
		environ:    append(os.Environ(), childMode+"="+mode, "OTHER=kept", "JETBRAINS_TOKEN=of-somebody-else", "JETBRAINS_SPACE_SUBDOMAIN=of-somebody-else"),
		signals:    make(chan os.Signal),
		foreground: func() bool { return false },
		now:        func() time.Time { return now },
	}.run(args)
	return outcome{status, stdout.String(), stderr.String()}
}

func self(t *testing.T) string {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAChildGetsTheVariablesAndItsExitStatusIsOurs(t *testing.T) {
	got := run(t, "env", "-licenses", "10", "--", self(t))
	want := simulator.Generate(org.Options{Seed: 1, Licenses: 10, Now: now})
	if got.status != 3 {
		t.Errorf("status %d", got.status)
	}
	for _, line := range []string{
		"JETBRAINS_ACCOUNT_URL=http://127.0.0.1:",
		"JETBRAINS_CUSTOMER_CODE=" + want.CustomerCode + "\n",
		"JETBRAINS_TOKEN=" + want.Token + "\n",
		"OTHER=kept\n",
		`200 {"type":"CUSTOMER"`,
		"from standard input",
	} {
		if !strings.Contains(got.stdout, line) {
			t.Errorf("no %q in %s", line, got.stdout)
		}
	}
	if got.stderr != "to standard error\n" {
		t.Errorf("standard error %q", got.stderr)
	}
	if strings.Contains(got.stdout, "of-somebody-else") {
		t.Errorf("a variable of another organization is left in %s", got.stdout)
	}
}

func TestATeamsTokenCanBeHandedOut(t *testing.T) {
	got := run(t, "env", "-team", "Mobile", "--", self(t))
	if !strings.Contains(got.stdout, `200 {"type":"TEAM","team":{"id":98,"name":"Mobile"`) {
		t.Error(got.stdout)
	}
}

func TestASpaceIsServedUnlessItIsLeftOut(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, `space: 200 {"totalCount":`},
		{[]string{"-clean", "-space-members", "40"}, `space: 200 {"totalCount":40} <nil>`},
		{[]string{"-team", "Core"}, `space: 200 {"totalCount":`},
		{[]string{"-space=false"}, "space: none\n"},
		{[]string{"-space-permissions", "Team.View, Profile.Memberships.View"}, `space: 403 {"error":"permission-denied","error_description":"The permission Profile.View is required"}`},
		{[]string{"-space-permissions", "Team.View,Profile.View"}, `space: 200 {"totalCount":`},
		{[]string{"-space-permissions", ""}, "space: 403 "},
		{[]string{"-space-permissions", "all"}, `space: 200 {"totalCount":`},
		{[]string{"-fault", "401"}, `space: 401 {"error":"authentication-required"`},
		{[]string{"-fault", "429"}, `space: 429 {"error":"rate-limited"`},
	} {
		got := run(t, "env", append(c.args, "--", self(t))...)
		if got.status != 3 || !strings.Contains(got.stdout, c.want) {
			t.Errorf("%q: %+v", c.args, got)
		}
	}
}

func TestNamedFaultsAndTheLogReachTheServer(t *testing.T) {
	got := run(t, "env", "-log", "-fault", "500", "--", self(t))
	if !strings.Contains(got.stdout, "\n500  <nil>\n") || !strings.Contains(got.stderr, "GET /api/v1/token\n") {
		t.Errorf("%+v", got)
	}
	got = run(t, "env", "-fault", "wrong-total,401", "-latency", "1ms", "--", self(t))
	if !strings.Contains(got.stdout, "\n401 {") {
		t.Errorf("%+v", got)
	}
}

func TestTheDirectoryIsWritten(t *testing.T) {
	for licenses, want := range map[string][]string{
		"50": simulator.Generate(org.Options{Seed: 1, Licenses: 50, Now: now}).Directory,
		"0":  {},
	} {
		file := filepath.Join(t.TempDir(), "directory.json")
		run(t, "env", "-licenses", licenses, "-directory", file, "--", self(t))
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var emails []string
		if err := json.Unmarshal(text, &emails); err != nil || emails == nil || fmt.Sprint(emails) != fmt.Sprint(want) {
			t.Errorf("%s licenses: %v %.60s", licenses, err, text)
		}
	}
	if got := run(t, "env", "-directory", t.TempDir(), "--", self(t)); got.status != 1 || strings.Count(got.stderr, "\n") != 1 {
		t.Errorf("a directory that is a folder: %+v", got)
	}
}

func TestACommandThatCannotRunHasTheShellsExitStatus(t *testing.T) {
	plain := filepath.Join(t.TempDir(), "plain")
	if err := os.WriteFile(plain, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		mode, program string
		status        int
	}{
		{"env", "no-such-program-anywhere", 127},
		{"env", filepath.Join(t.TempDir(), "missing"), 127},
		{"env", plain, 126},
		{"die", self(t), 137},
	} {
		if got := run(t, c.mode, "--", c.program); got.status != c.status {
			t.Errorf("%s: %+v", c.program, got)
		}
	}
}

func TestWrongFlagsAreOneClearLine(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"-nonsense"}, "there is no flag -nonsense; -help lists the flags"},
		{[]string{"-licensse", "10"}, "there is no flag -licensse (did you mean -licenses?)"},
		{[]string{"--space-member=10"}, "there is no flag -space-member (did you mean -space-members?)"},
		{[]string{"-licenses", "many"}, `"many" for flag -licenses: must be a number from 0`},
		{[]string{"-licenses", "-1"}, "-licenses: must be a number from 0 to 1000000"},
		{[]string{"-licenses", "2000000"}, "-licenses: must be a number from 0 to 1000000"},
		{[]string{"-seed", "-1"}, "-seed: must be a number such as 7"},
		{[]string{"-now", "today"}, "must be a time such as"},
		{[]string{"-now", "0001-01-01T00:00:00Z"}, "must be later than"},
		{[]string{"-latency", "-1s"}, "-latency: must be a duration such as 100ms"},
		{[]string{"-latency", "soon"}, "-latency: must be a duration such as 100ms"},
		{[]string{"-space-members", "0"}, "-space-members: must be a number from 1"},
		{[]string{"-fault", "--", "ls"}, "-fault: needs the name of a fault"},
		{[]string{"-fault", "nonsense"}, `no such fault "nonsense"; -help lists the faults`},
		{[]string{"-fault", "401,login-pgae"}, `no such fault "login-pgae" (did you mean login-page?)`},
		{[]string{"-team", "Sales"}, "use Core, Mobile, or Data"},
		{[]string{"-space-members", "-1"}, "-space-members: must be a number from 1 to 200000"},
		{[]string{"-space-members", "300000"}, "-space-members: must be a number from 1 to 200000"},
		{[]string{"-space-permissions", "Team.Veiw"}, `no such permission "Team.Veiw" (did you mean Team.View?)`},
		{[]string{"-space=false", "-space-permissions", "Team.View"}, "-space=false cannot be combined"},
		{[]string{"-mocks", "mocks", "-clean"}, "so -clean has no effect"},
		{[]string{"-mocks", "mocks", "--", "ls"}, "-mocks does not start a server"},
		{[]string{"terraform", "plan"}, "put the command to run after --"},
		{[]string{"--"}, "no command after --"},
	} {
		got := run(t, "env", c.args...)
		if got.status != 2 || got.stdout != "" || !strings.Contains(got.stderr, c.want) || strings.Count(got.stderr, "\n") != 1 || !strings.HasPrefix(got.stderr, "jetbrains-simulator: ") {
			t.Errorf("%v: %+v", c.args, got)
		}
	}
}

func TestAnAddressInUseFailsInOneLine(t *testing.T) {
	server, err := simulator.Start(simulator.Generate(org.Options{Now: now}))
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	got := run(t, "env", "-addr", strings.TrimPrefix(server.URL(), "http://"), "--", self(t))
	if got.status != 1 || !strings.HasPrefix(got.stderr, "jetbrains-simulator: cannot listen") || strings.Count(got.stderr, "\n") != 1 {
		t.Errorf("%+v", got)
	}
}

func TestHelpNamesEveryFlagOnceAndEveryFault(t *testing.T) {
	got := run(t, "env", "-help")
	if got.status != 0 || got.stderr != "" {
		t.Errorf("%+v", got)
	}
	for _, name := range faultNames() {
		if strings.Count(got.stdout, "\n  "+name+" ") != 1 {
			t.Errorf("the help does not name the fault %s once", name)
		}
	}
	declared := regexp.MustCompile(`flags\.(?:\w+Var|Func|Bool)\((?:&[\w.]+, )?"([a-z-]+)"`)
	source, err := os.ReadFile("flags.go")
	if err != nil {
		t.Fatal(err)
	}
	flags := declared.FindAllStringSubmatch(string(source), -1)
	for _, name := range flags {
		if len(regexp.MustCompile(`(?m)^  -`+name[1]+`(?: \S+)?$`).FindAllString(got.stdout, -1)) != 1 {
			t.Errorf("the help does not name -%s once", name[1])
		}
	}
	if len(flags) < 16 {
		t.Errorf("%d flags found in the source", len(flags))
	}
}

// The command does not depend on the provider, so it has a list of its own.
func TestTheCommandKnowsEveryVariableOfTheProvider(t *testing.T) {
	var want []string
	for _, s := range provider.EnvironmentSettings(func(string) string { return "" }) {
		want = append(want, s.Variable)
	}
	if diff := cmp.Diff(slices.Sorted(slices.Values(want)), slices.Sorted(slices.Values(variables))); diff != "" {
		t.Errorf("the variables differ (-provider +command):\n%s", diff)
	}
}

func TestServingBeyondLoopbackSaysWhatItMeans(t *testing.T) {
	for address, want := range map[string]bool{"127.0.0.1:0": false, "localhost:0": false, "LocalHost:0": false, "[::1]:0": false, "0.0.0.0:0": true, ":0": true, "192.0.2.1:80": true} {
		if got := exposed(address); (got != "") != want {
			t.Errorf("%s: %q", address, got)
		}
		if host, _, _ := net.SplitHostPort(address); provider.IsLoopback(host) == want {
			t.Errorf("%s: the provider differs", address)
		}
	}
	got := run(t, "env", "-licenses", "10", "-addr", "0.0.0.0:0", "--", self(t))
	if got.status != 3 || !strings.Contains(got.stderr, "jetbrains-simulator: warning: every machine that can reach 0.0.0.0:0 can read") {
		t.Errorf("%+v", got)
	}
}

func TestSignalsReachTheChild(t *testing.T) {
	for _, c := range []struct {
		name       string
		foreground bool
		signals    []os.Signal
		status     int
	}{
		{"interrupt", false, []os.Signal{os.Interrupt}, 10},
		{"terminate", false, []os.Signal{syscall.SIGTERM}, 11},
		{"terminate in the foreground", true, []os.Signal{syscall.SIGTERM}, 11},
		{"Ctrl-C has reached it already", true, []os.Signal{os.Interrupt, syscall.SIGTERM}, 11},
	} {
		t.Run(c.name, func(t *testing.T) {
			signals := make(chan os.Signal)
			reader, writer := io.Pipe()
			status := make(chan int, 1)
			go func() {
				status <- command{
					stdout:     writer,
					stderr:     io.Discard,
					environ:    append(os.Environ(), childMode+"=wait"),
					signals:    signals,
					foreground: func() bool { return c.foreground },
					now:        func() time.Time { return now },
				}.run([]string{"-licenses", "10", "--", self(t)})
				_ = writer.Close()
			}()
			if line, err := bufio.NewReader(reader).ReadString('\n'); line != "ready\n" {
				t.Fatalf("%q %v", line, err)
			}
			for _, s := range c.signals {
				signals <- s
			}
			if got := <-status; got != c.status {
				t.Errorf("status %d, want %d", got, c.status)
			}
		})
	}
}

func TestServesUntilASignalStopsIt(t *testing.T) {
	for _, stop := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		program := exec.CommandContext(t.Context(), self(t), "-licenses", "10", "-now", now.Format(time.RFC3339))
		program.Env = append(os.Environ(), childMode+"=main", "JETBRAINS_SPACE_SUBDOMAIN=of-somebody-else")
		var stderr bytes.Buffer
		program.Stderr = &stderr
		stdout, err := program.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := program.Start(); err != nil {
			t.Fatal(err)
		}
		exports := map[string]string{}
		lines := bufio.NewScanner(stdout)
		if !lines.Scan() || lines.Text() != "unset JETBRAINS_SPACE_SUBDOMAIN" {
			t.Errorf("first line %q", lines.Text())
		}
		for len(exports) < 5 && lines.Scan() {
			match := regexp.MustCompile(`^export (\w+)='([^']*)'$`).FindStringSubmatch(lines.Text())
			if match == nil {
				t.Fatalf("line %q", lines.Text())
			}
			exports[match[1]] = match[2]
			t.Setenv(match[1], match[2])
		}
		if got := ask(); !strings.HasPrefix(got, `200 {"type":"CUSTOMER"`) {
			t.Errorf("%v: %s", exports, got)
		}
		if err := program.Process.Signal(stop); err != nil {
			t.Fatal(err)
		}
		if err := program.Wait(); err != nil {
			t.Errorf("%v: %v %s", stop, err, stderr.String())
		}
		if !strings.HasPrefix(stderr.String(), "Serving 10 licenses and a Space with 33 members at http://127.0.0.1:") {
			t.Errorf("standard error %q", stderr.String())
		}
	}
}
