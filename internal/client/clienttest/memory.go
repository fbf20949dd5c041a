package clienttest

import (
	"runtime"
	"runtime/metrics"
	"sync"
	"testing"
	"time"
)

// PeakMiB runs a function and returns the largest growth of the heap, including
// dead objects, which also take memory of the process.
func PeakMiB(tb testing.TB, run func()) float64 {
	tb.Helper()
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/unused:bytes"}}
	heap := func() uint64 {
		metrics.Read(sample)
		return sample[0].Value.Uint64() + sample[1].Value.Uint64()
	}
	runtime.GC()
	var (
		before, peak = heap(), uint64(0)
		done         = make(chan struct{})
		sampling     sync.WaitGroup
	)
	sampling.Go(func() {
		ticker := time.NewTicker(time.Millisecond)
		defer ticker.Stop()
		for {
			peak = max(peak, heap())
			select {
			case <-ticker.C:
			case <-done:
				return
			}
		}
	})
	run()
	close(done)
	sampling.Wait()
	return float64(max(peak, before)-before) / (1 << 20)
}
