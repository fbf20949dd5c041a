// Package bench measures whole runs of `terraform plan`: wall time, CPU time
// and peak memory, of Terraform and of the providers apart from each other.
//
// Every run is a process of its own, as a person or a pipeline would start it,
// against a simulated organization in a third process. Questions that can also
// be asked with the hashicorp/http provider are asked both ways in turn, so
// that a machine whose speed drifts slows down both; what is reported are
// medians, and of ratios the median over the pairs.
package bench
