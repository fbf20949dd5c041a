package bench

import (
	"cmp"
	"slices"
	"time"
)

// Usage is what a process used in its life.
type Usage struct {
	CPU  time.Duration // user and system time
	Peak int64         // bytes resident at most; 0 where the platform does not tell
}

// Run is one finished `terraform plan`.
type Run struct {
	Wall      time.Duration
	Terraform Usage
	Provider  Usage // CPU summed over the times Terraform started it, the largest Peak of them
	Requests  int   // that the simulated server got
	Repeated  int   // of these, those whose address had been asked before
	Answer    string
}

// CPU is that of Terraform and the provider together.
func (r *Run) CPU() time.Duration { return r.Terraform.CPU + r.Provider.CPU }

// Memory is what must fit in the machine: the peaks of Terraform and the
// provider together. They need not coincide, so this is an upper bound.
func (r *Run) Memory() int64 { return r.Terraform.Peak + r.Provider.Peak }

// Median is the middle value, or the mean of the two in the middle; of no
// values it is zero.
func Median[T cmp.Ordered](values []T, mean func(a, b T) T) T {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	switch {
	case n == 0:
		var zero T
		return zero
	case n%2 == 1:
		return sorted[n/2]
	default:
		return mean(sorted[n/2-1], sorted[n/2])
	}
}

func mean[T ~int64 | ~float64](a, b T) T { return (a + b) / 2 }

// MedianOf is the median of a figure over runs.
func MedianOf[T ~int64 | ~float64](runs []Run, figure func(*Run) T) T {
	values := make([]T, len(runs))
	for i := range runs {
		values[i] = figure(&runs[i])
	}
	return Median(values, mean[T])
}

// Ratio is the median of a figure's ratio over paired runs: the first of both,
// the second of both and so on. Without pairs, or where the divisor is not
// known, it is zero.
func Ratio[T ~int64](ours, theirs []Run, figure func(*Run) T) float64 {
	var ratios []float64
	for i := range min(len(ours), len(theirs)) {
		if divisor := figure(&theirs[i]); divisor > 0 {
			ratios = append(ratios, float64(figure(&ours[i]))/float64(divisor))
		}
	}
	return Median(ratios, mean[float64])
}
