//go:build unix

package parent_test

import (
	"bufio"
	"io"
	"os"
	"os/exec"
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
	default:
		os.Exit(m.Run())
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
