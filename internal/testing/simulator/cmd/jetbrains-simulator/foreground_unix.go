//go:build linux || darwin

package main

import (
	"os"
	"syscall"
	"unsafe"
)

// inForeground tells whether this process is in the foreground process group of
// its terminal, which then sends Ctrl-C to it and to its child.
func inForeground() bool {
	terminal, err := os.Open("/dev/tty")
	if err != nil {
		return false // no terminal
	}
	defer terminal.Close() //nolint:errcheck // only read
	var group int32
	_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, terminal.Fd(), syscall.TIOCGPGRP, uintptr(unsafe.Pointer(&group))) //nolint:gosec // the way to ask without a dependency
	return errno == 0 && int(group) == syscall.Getpgrp()
}
