package parent

import (
	"os"
	"os/signal"
	"syscall"
)

// dumps are the signals after which the Go runtime prints the stacks of all
// goroutines, as it does after a panic. Control-\ in a terminal sends the first
// to Terraform and its providers alike.
var dumps = []os.Signal{syscall.SIGQUIT, syscall.SIGABRT, syscall.SIGILL, syscall.SIGTRAP}

// Quit returns a channel that receives a signal that is to end the process. The
// process must then exit, since the runtime no longer ends it.
func Quit() <-chan os.Signal {
	quit := make(chan os.Signal, 1)
	signal.Notify(quit, dumps...)
	return quit
}
