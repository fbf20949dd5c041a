//go:build unix

package parent

import (
	"os"
	"time"
)

// interval is how often the parent is looked at. Unix tells a process of the
// end of its children only; Linux could signal the end of the parent
// (PR_SET_PDEATHSIG), but means the thread of it that started the process.
const interval = time.Second

// initial is taken early, so that a parent that ends during start-up is noticed
// too.
var initial = os.Getppid()

// wait returns when another process has taken over as the parent: init, or the
// nearest subreaper. A parent that was init from the start stays.
func wait() bool {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for os.Getppid() == initial {
		<-ticker.C
	}
	return true
}
