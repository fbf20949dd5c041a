package transport

import (
	"fmt"
	"time"
)

// RequestError is any failure to get an answer: it says which request failed
// and after how many attempts. What happened is in Err, whose text holds no
// secret; its kind is found with errors.As and errors.Is.
type RequestError struct {
	Method   string
	Path     string // without the query
	Host     string
	Attempts int // after the last redirect
	Err      error
}

func (e *RequestError) Error() string {
	return fmt.Sprintf("%s %s%s: %v (attempts: %d)", e.Method, e.Host, e.Path, e.Err, e.Attempts)
}

// Unwrap returns what happened.
func (e *RequestError) Unwrap() error { return e.Err }

// redactedError is an error whose text is safe to show: net/http quotes what a
// server sent, and that could be the token. errors.As and errors.Is look
// through it.
type redactedError struct {
	text string
	err  error
}

func (e *redactedError) Error() string { return e.text }
func (e *redactedError) Unwrap() error { return e.err }

// WriteError refuses a request that could change something.
type WriteError struct{ Method, Path string }

func (e *WriteError) Error() string {
	return fmt.Sprintf("refused to send %s %s: this provider only reads", e.Method, e.Path)
}

// OriginError refuses to leave the configured server. Origins are
// scheme://host:port; the rest of a redirect's address is not kept.
type OriginError struct{ Configured, Target string }

func (e *OriginError) Error() string {
	return fmt.Sprintf("refused to go from %s to %s: the token belongs to the configured server only", e.Configured, e.Target)
}

// RedirectLoopError reports more redirects than any sane server needs.
type RedirectLoopError struct{ Hops int }

func (e *RedirectLoopError) Error() string {
	return fmt.Sprintf("the server redirected more than %d times", e.Hops)
}

// BodyTooLargeError reports an answer that is larger than any real page.
type BodyTooLargeError struct{ Limit int64 }

func (e *BodyTooLargeError) Error() string {
	return fmt.Sprintf("the answer is larger than %d bytes", e.Limit)
}

// TimeoutError reports an attempt that did not complete in time, its body
// included.
type TimeoutError struct{ Timeout time.Duration }

func (e *TimeoutError) Error() string {
	return fmt.Sprintf("no complete response within %s", e.Timeout)
}

// RetryAfterError reports that the server asks for a longer pause than the
// provider will wait.
type RetryAfterError struct {
	Status int
	Wait   time.Duration
	Limit  time.Duration
}

func (e *RetryAfterError) Error() string {
	return fmt.Sprintf("the server answered %d and asks to wait %s; at most %s is left to wait", e.Status, e.Wait, e.Limit)
}
