//go:build !linux && !darwin

package main

// inForeground returns false, because this platform offers no known way to
// tell. The command then always forwards signals.
func inForeground() bool { return false }
