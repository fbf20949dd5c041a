package bench

import (
	"os"
	"testing"
)

func TestHighWaterMarkIsReadFromTheKernelsStatus(t *testing.T) {
	if got := highWater([]byte("Name:\tx\nVmPeak:\t  9 kB\nVmHWM:\t     123 kB\nVmRSS:\t 5 kB\n")); got != 123<<10 {
		t.Errorf("got %d, want %d", got, 123<<10)
	}
	for _, broken := range []string{"", "Name:\tx\n", "Name:\tx\nVmHWM:", "Name:\tx\nVmHWM:\tx kB\n"} {
		if got := highWater([]byte(broken)); got != 0 {
			t.Errorf("%q: got %d, want 0", broken, got)
		}
	}
	if got := peakOf(os.Getpid()); got < 1<<20 {
		t.Errorf("this process has had %d bytes resident, which is too little to be true", got)
	}
	if got := peakOf(-1); got != 0 {
		t.Errorf("no such process: got %d, want 0", got)
	}
}
