//go:build unix

package parent_test

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/parent"
)

const roleVariable = "PARENT_TEST_ROLE"

// The test starts a parent, which starts a child. The child prints "ready" and
// exits when the parent exits. All three processes run this test binary.
func TestMain(m *testing.M) {
	switch os.Getenv(roleVariable) {
	case "parent":
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), roleVariable+"=child")
		child.Stdout = os.Stdout
		if child.Run() != nil {
			os.Exit(2)
		}
	case "child":
		exited := parent.Exited()
		_, _ = os.Stdout.WriteString("ready\n")
		<-exited
	case "quitter":
		quit := parent.Quit()
		_, _ = os.Stdout.WriteString("ready\n")
		<-quit
		os.Exit(1)
	default:
		os.Exit(m.Run())
	}
}

// The stacks of all goroutines in the log would look like a panic.
func TestAStormOfSignalsEndsTheProcessWithoutStacks(t *testing.T) {
	for _, sent := range [][]syscall.Signal{{syscall.SIGQUIT}, {syscall.SIGABRT}, {syscall.SIGILL}, {syscall.SIGTRAP}, {syscall.SIGQUIT, syscall.SIGABRT, syscall.SIGQUIT, syscall.SIGTRAP}} {
		command := exec.CommandContext(t.Context(), os.Args[0])
		command.Env = append(os.Environ(), roleVariable+"=quitter")
		var log bytes.Buffer
		command.Stderr = &log
		output, err := command.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		if line, err := bufio.NewReader(output).ReadString('\n'); err != nil || line != "ready\n" {
			t.Fatalf("the process says %q, %v", line, err)
		}
		for _, s := range sent {
			_ = command.Process.Signal(s) // an error only says that it has ended already
		}
		_ = command.Wait()
		if command.ProcessState.ExitCode() != 1 || log.Len() > 0 {
			t.Errorf("%v: the process ended with %v, and wrote %q", sent, command.ProcessState, log.String())
		}
	}
}

func TestAChildEndsWithItsKilledParent(t *testing.T) {
	command := exec.CommandContext(t.Context(), os.Args[0])
	command.Env = append(os.Environ(), roleVariable+"=parent")
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	reader := bufio.NewReader(output)
	if line, err := reader.ReadString('\n'); err != nil || line != "ready\n" {
		t.Fatalf("the child says %q, %v", line, err)
	}
	if err := command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	// The pipe closes when the last process that has it open exits.
	ended := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, reader)
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(30 * time.Second): // the child did not exit
		t.Error("the child goes on without its parent")
	}
	_ = command.Wait() // the error only says that the parent was killed
}
