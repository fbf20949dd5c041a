// Package parent notices when this process is to end: the process that started
// it has ended, or someone has sent it a signal.
//
// Terraform ends its providers before it exits. A Terraform that is killed
// cannot, and a provider that waits for requests does not notice: it would stay
// with the token in its environment.
package parent

import "sync"

// Exited returns a channel that is closed when the parent process has ended.
// The first call starts the watch, which ends with the process.
var Exited = sync.OnceValue(func() <-chan struct{} {
	exited := make(chan struct{})
	go func() {
		if wait() {
			close(exited)
		}
	}()
	return exited
})
