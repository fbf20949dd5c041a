//go:build linux || darwin

package main

import (
	"os"
	"syscall"
	"unsafe"
)

// inForeground reports whether this process is in the foreground process group
// of its terminal. If it is, the terminal sends Ctrl-C both to this process and
// to its child.
func inForeground() bool {
	terminal, err := os.Open("/dev/tty")
	if err != nil {
		return false // there is no terminal
	}
	defer terminal.Close() //nolint:errcheck // the terminal is only read
	var group int32
	_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, terminal.Fd(), syscall.TIOCGPGRP, uintptr(unsafe.Pointer(&group))) //nolint:gosec // this call needs no dependency
	return errno == 0 && int(group) == syscall.Getpgrp()
}
