//go:build unix

package bench

import (
	"os"
	"runtime"
	"syscall"
	"time"
)

// usageOf is what a finished process and all it waited for have used.
func usageOf(state *os.ProcessState) Usage {
	usage := Usage{CPU: state.UserTime() + state.SystemTime()}
	if r, ok := state.SysUsage().(*syscall.Rusage); ok {
		usage.Peak = int64(r.Maxrss) //nolint:unconvert // narrower on some platforms
		if runtime.GOOS != "darwin" && runtime.GOOS != "ios" {
			usage.Peak <<= 10 // kibibytes elsewhere
		}
	}
	return usage
}

// ownCPU is what this process has used so far, without its children.
func ownCPU() time.Duration {
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
