package bench

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
)

// peakOf is the most that a running process has had resident so far, or 0.
func peakOf(pid int) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0 // it has just ended
	}
	return highWater(status)
}

// highWater finds the line "VmHWM:   123456 kB".
func highWater(status []byte) int64 {
	_, rest, found := bytes.Cut(status, []byte("\nVmHWM:"))
	fields := bytes.Fields(rest)
	if !found || len(fields) == 0 {
		return 0
	}
	kibibytes, err := strconv.ParseInt(string(fields[0]), 10, 64)
	if err != nil {
		return 0
	}
	return kibibytes << 10
}
