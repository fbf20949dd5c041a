package paging

import (
	"fmt"
	"time"
)

// InconsistentError reports pages that do not form one consistent list, even
// after several reads.
type InconsistentError struct {
	Path     string
	Reason   string // text from the server in it is safe for a message
	Attempts int    // how often the list was read
}

func (e *InconsistentError) Error() string {
	return fmt.Sprintf("GET %s: %s (read %d times)", e.Path, e.Reason, e.Attempts)
}

// RepeatedNextError reports a page that leads back to one that was read before.
type RepeatedNextError struct {
	Path  string
	Pages int // read so far
}

func (e *RepeatedNextError) Error() string {
	return fmt.Sprintf("GET %s: page %d leads back to an earlier page", e.Path, e.Pages)
}

// TooManyPagesError reports a list that does not end where a real one would.
type TooManyPagesError struct {
	Path  string
	Limit int
}

func (e *TooManyPagesError) Error() string {
	return fmt.Sprintf("GET %s: more than %d pages", e.Path, e.Limit)
}

// PageTooLargeError reports a page with many more rows than the request asked
// for.
type PageTooLargeError struct {
	Path  string
	Asked int
	Limit int
}

func (e *PageTooLargeError) Error() string {
	return fmt.Sprintf("GET %s: a page has more than %d entries, but the request asked for %d", e.Path, e.Limit, e.Asked)
}

// ListTooLargeError reports a list with more in it than any real one has.
type ListTooLargeError struct {
	Path  string
	Rows  int // read so far, or the reported total if that alone is too large
	Bytes int // of the bodies read so far
}

func (e *ListTooLargeError) Error() string {
	return fmt.Sprintf("reading %s: the list is too large (%d entries, %d bytes)", e.Path, e.Rows, e.Bytes)
}

// ReadTimeoutError reports a read that took longer than any real one does.
type ReadTimeoutError struct {
	Path  string
	Limit time.Duration
}

func (e *ReadTimeoutError) Error() string {
	return fmt.Sprintf("reading %s took longer than %s", e.Path, e.Limit)
}
