//go:build !unix

package bench

import (
	"os"
	"time"
)

func usageOf(state *os.ProcessState) Usage {
	return Usage{CPU: state.UserTime() + state.SystemTime()}
}

func ownCPU() time.Duration { return 0 }
