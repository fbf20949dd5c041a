package paging

import (
	"fmt"
	"time"
)

// InconsistentError reports pages that do not add up to one list, in every one
// of several readings.
type InconsistentError struct {
	Path     string
	Reason   string
	Readings int
}

func (e *InconsistentError) Error() string {
	return fmt.Sprintf("GET %s: %s (readings: %d)", e.Path, e.Reason, e.Readings)
}

// Inconsistent reports one reading whose pages do not add up; ReadAgain counts
// the readings. What the server said must be cleaned before it comes in here.
func Inconsistent(path, format string, args ...any) error {
	return &InconsistentError{Path: path, Reason: fmt.Sprintf(format, args...)}
}

// TooManyPagesError reports a list that does not end where a real one would.
type TooManyPagesError struct {
	Path  string
	Limit int
}

func (e *TooManyPagesError) Error() string {
	return fmt.Sprintf("GET %s: more than %d pages", e.Path, e.Limit)
}

// ListTooLargeError reports a reading with more in it than any real one has.
type ListTooLargeError struct {
	Path    string
	Entries int // read so far, or announced where that alone is too many
	Bytes   int // of the bodies read so far
}

func (e *ListTooLargeError) Error() string {
	return fmt.Sprintf("reading %s: too large, at %d entries and %d bytes", e.Path, e.Entries, e.Bytes)
}

// ReadTimeoutError reports a reading that took longer than any real one does.
type ReadTimeoutError struct {
	Path  string
	Limit time.Duration
}

func (e *ReadTimeoutError) Error() string {
	return fmt.Sprintf("reading %s: not complete after %s", e.Path, e.Limit)
}
