//go:build unix

package e2e_test

import (
	"bufio"
	"io"
	"os/exec"
	"testing"
	"time"
)

// If Terraform is killed while the provider waits for the next request, the
// provider must exit.
func TestAccAnIdleProviderEndsWithItsParent(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	// The shell stands in for Terraform: it starts the provider as a plugin and
	// waits for it.
	command := exec.CommandContext(t.Context(), "sh", "-c", `"$0"; true`, builtProvider(t))
	command.Env = append(command.Environ(), "PLUGIN_PROTOCOL_VERSIONS=6",
		"TF_PLUGIN_MAGIC_COOKIE=d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2")
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	reader := bufio.NewReader(output)
	if handshake, err := reader.ReadString('\n'); err != nil {
		t.Fatalf("the provider does not start: %q, %v", handshake, err)
	}
	if err := command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { // the pipe closes when the provider exits
		_, _ = io.Copy(io.Discard, reader)
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(time.Minute): // the provider did not exit
		t.Error("the provider goes on without its parent")
	}
	_ = command.Wait() // the error only says that the shell was killed
}
