package bench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// usage is the observed resource usage of a plan's processes. It is zero on
// systems without /proc.
type usage struct {
	cpu                 time.Duration // total of all providers that Terraform started, one after another
	terraform, provider int64         // peak resident bytes; the largest if there are several providers
}

func (u *usage) add(other usage) {
	u.cpu += other.cpu
	u.terraform = max(u.terraform, other.terraform)
	u.provider = max(u.provider, other.provider)
}

// watch observes a process and its children until the returned function is
// called. The kernel keeps the highest resident size and the CPU time of each
// process, so watch only misses what a process uses in its last moments.
func watch(ctx context.Context, pid int) func() usage {
	ctx, stop := context.WithCancel(ctx)
	result := make(chan usage)
	go func() {
		var total usage
		cpu := map[string]time.Duration{}
		ticker := time.NewTicker(5 * time.Millisecond)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				_, peak := statusOf(strconv.Itoa(pid))
				total.terraform = max(total.terraform, peak)
				for _, child := range childrenOf(pid) {
					// Until it executes the provider, a child still shows the
					// memory of Terraform.
					if name, peak := statusOf(child); strings.HasPrefix(name, "terraform-provi") {
						total.provider = max(total.provider, peak)
						cpu[child] = max(cpu[child], cpuOf(child))
					}
				}
			case <-ctx.Done():
				for _, used := range cpu {
					total.cpu += used
				}
				result <- total
				return
			}
		}
	}()
	return func() usage {
		stop()
		return <-result
	}
}

func childrenOf(pid int) []string {
	threads, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid)) // the pattern is well-formed
	var children []string
	for _, file := range threads {
		children = append(children, strings.Fields(proc(file))...)
	}
	return children
}

// statusOf returns the name of a process, which Linux truncates to 15 bytes,
// and the peak resident size of the process.
func statusOf(pid string) (name string, peak int64) {
	for line := range strings.Lines(proc("/proc/" + pid + "/status")) {
		switch key, value, _ := strings.Cut(strings.TrimSpace(line), ":\t"); key {
		case "Name":
			name = value
		case "VmHWM": // for example "  123456 kB"
			kibibytes, _ := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(value, "kB")), 10, 64)
			peak = kibibytes << 10
		}
	}
	return name, peak
}

// cpuOf returns the user and system time of a process. These are fields 14 and
// 15 of the process's statistics, in the hundredths of a second that Linux
// counts.
func cpuOf(pid string) time.Duration {
	_, rest, _ := strings.Cut(proc("/proc/"+pid+"/stat"), ") ") // the fields after the name, which may contain spaces
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond
}

// proc returns the text of a file, or the empty string if the process has just
// ended.
func proc(file string) string {
	text, _ := os.ReadFile(file)
	return string(text)
}
