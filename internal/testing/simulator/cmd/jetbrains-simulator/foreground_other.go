//go:build !linux && !darwin

package main

// inForeground is not known here; signals are forwarded in any case.
func inForeground() bool { return false }
